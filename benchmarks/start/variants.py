"""The least library with one trick less. Runs inside Pyodide."""

from __future__ import annotations

import io
import marshal
from collections.abc import Iterable, Mapping, Set
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from publisher.bundle.pyodide.noting import place
from publisher.bundle.pyodide.shrinking import (
    ENGINE,
    FIRST,
    FIXED_DATE,
    HEADER,
    compiled,
    packed,
    shaken,
    stored,
)

NAMES = ("product", "finder", "texts", "functions", "modules", "stored")
"""The product, then each trick that is taken away."""
Modules = Mapping[str, bytes]

__all__ = ["NAMES", "compiled", "packed", "variant"]


def variant(modules: Modules, ran: Set[str], texts: Iterable[str], name: str) -> bytes:
    """A library's zip."""
    left: dict[str, bytes] = {
        "functions": lambda: _loaded(modules, ran),
        "modules": lambda: dict(modules),
    }.get(name, lambda: shaken(modules, ran))()
    if name == "finder":
        first = {f"{FIRST}c": modules[f"{FIRST}c"]}
        return stored({path: HEADER + code for path, code in (left | first).items()})
    library = packed(left, () if name == "texts" else texts)
    return _deflated(library) if name == "stored" else library


def _loaded(modules: Modules, ran: Set[str]) -> dict[str, bytes]:
    """The modules that ran, each with all its functions."""
    loads = marshal.loads
    return {
        path: code
        for path, code in modules.items()
        if path.startswith(ENGINE) or path == f"{FIRST}c" or place(loads(code)) in ran
    }


def _deflated(library: bytes) -> bytes:
    content = io.BytesIO()
    with ZipFile(io.BytesIO(library)) as old, ZipFile(content, "w", ZIP_DEFLATED) as new:
        for path in old.namelist():
            entry = ZipInfo(path, FIXED_DATE)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(path))
    return content.getvalue()
