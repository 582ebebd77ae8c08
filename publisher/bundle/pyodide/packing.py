"""Packs the library for its start: Python's first module, and tables of all else. Runs inside Pyodide."""

from __future__ import annotations

import io
import marshal
from collections.abc import Iterable
from pathlib import Path
from types import CodeType
from typing import Any
from zipfile import ZipFile

from publisher.bundle.pyodide.compiling import FIRST, HEADER, coarse, compiled, pyc, stored
from publisher.bundle.pyodide.finding import TABLE, TEXTS
from publisher.bundle.pyodide.used import STANDARD

OLD_FORMAT = 2
"""Of marshal: one that every Python reads. Only the code in the tables is for this one."""


def packed(library: bytes, texts: Iterable[str]) -> bytes:
    """A zip of compiled modules, packed, with the code of texts that they have compiled."""
    with ZipFile(io.BytesIO(library)) as archive:
        codes = {path: archive.read(path)[len(HEADER) :] for path in archive.namelist()}
    del codes[f"{FIRST}c"]
    tables: dict[str, Any] = {
        TABLE: {_name(path): (path, code) for path, code in codes.items()},
        TEXTS: {text: marshal.dumps(_text(text)) for text in texts},
    }
    files = {name: marshal.dumps(table, OLD_FORMAT) for name, table in tables.items()}
    return stored({f"{FIRST}c": pyc(coarse(_first())), **files})


def _name(path: str) -> str:
    return path.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")


def _text(text: str) -> CodeType:
    return coarse(compile(text, "<string>", "exec", dont_inherit=True))


def _first() -> CodeType:
    with ZipFile(STANDARD) as archive:
        theirs = archive.read(FIRST)
    finder = Path(__file__).with_name("finding.py").read_bytes()
    begun = f"\nimport sys\nsys.meta_path.insert(0, LibraryFinder({STANDARD!r}))\n".encode()
    return compiled(finder + begun + theirs, FIRST)
