"""The least library with one trick more or less. Runs inside Pyodide.

The tricks that the product has no more are here in their shortest form.
"""

from __future__ import annotations

import ast
import io
import marshal
from collections.abc import Iterable, Mapping, Set
from types import CodeType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from publisher.bundle.pyodide.noting import place
from publisher.bundle.pyodide.shrinking import (
    ENGINE,
    FIRST,
    FIXED_DATE,
    HEADER,
    STANDARD,
    compiled,
    packed,
    shaken,
    stored,
)

NAMES = ("product", "finder", "texts", "functions", "modules", "stored", "guarded", "described", "lines")
"""The product, then each trick: those that it has are taken away, those that it has not are added."""
GUARDED = {
    *("_ssl", "base64", "bz2", "lzma", "ssl", "compression/__init__", "compression/_common/__init__"),
    *("compression/_common/_streams", "compression/zstd/__init__", "compression/zstd/_zstdfile"),
}
"""Modules whose every import stands in a `try`; a walk through all syntax trees once found them."""
Modules = Mapping[str, bytes]

__all__ = ["NAMES", "changed", "compiled", "packed", "variant"]


def changed(modules: Modules, name: str) -> Modules:
    """The modules that are packed and exercised first."""
    if name == "guarded":
        return {path: code for path, code in modules.items() if path.removesuffix(".pyc") not in GUARDED}
    if name == "lines":
        return {path: _coarsely(path, code) for path, code in modules.items()}
    return _described(modules) if name == "described" else modules


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


def _described(modules: Modules) -> Modules:
    """With a `__doc__` in each dataclass, so that it does not put its signature into words at each start."""
    found = dict(modules)
    for zipped in (STANDARD, "/engine.zip"):
        with ZipFile(zipped) as archive:
            for path in archive.namelist():
                if f"{path}c" in found and b"@dataclass" in (source := archive.read(path)):
                    tree = ast.parse(source)
                    for node in ast.walk(tree):
                        if isinstance(node, ast.ClassDef) and _is_dataclass(node):
                            node.body.insert(0, *ast.parse(f"__doc__ = {node.name!r}").body)
                    found[f"{path}c"] = marshal.dumps(compile(tree, path, "exec", dont_inherit=True))
    return found


def _is_dataclass(node: ast.AST) -> bool:
    decorators = node.decorator_list if isinstance(node, ast.ClassDef) else []
    return any("dataclass" in ast.unparse(decorator) for decorator in decorators)


def _coarsely(path: str, code: bytes) -> bytes:
    return code if path.startswith(ENGINE) else marshal.dumps(_coarse(marshal.loads(code)))  # noqa: S302


def _coarse(code: CodeType) -> CodeType:
    """With the shortest line table that `traceback` can read: see CPython's InternalDocs/code_objects.md."""
    full, rest = divmod(len(code.co_code) // 2, 8)
    table = bytes([0b1_1101_111, 0]) * full + (bytes([0b1_1101_000 | rest - 1, 0]) if rest else b"")
    constants = tuple(_coarse(value) if isinstance(value, CodeType) else value for value in code.co_consts)
    return code.replace(co_linetable=table, co_consts=constants)


def _deflated(library: bytes) -> bytes:
    content = io.BytesIO()
    with ZipFile(io.BytesIO(library)) as old, ZipFile(content, "w", ZIP_DEFLATED) as new:
        for path in old.namelist():
            entry = ZipInfo(path, FIXED_DATE)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(path))
    return content.getvalue()
