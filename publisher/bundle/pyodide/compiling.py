"""Compiles the library by the interpreter that will run it. Runs inside Pyodide.

Guarantees that the same sources give the same bytes. The zip is stored, not deflated: what compresses the
transfer does that better, and Python has nothing to unpack.
"""

from __future__ import annotations

import ast
import importlib.util
import io
import marshal
from collections.abc import Iterable, Mapping
from types import CodeType
from zipfile import ZipFile, ZipInfo

from publisher.bundle.pyodide.used import STANDARD

FIRST = "encodings/__init__.py"
"""The first module that Python loads."""
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
HEADER = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
"""By PEP 552, of a module that nobody checks by its hash; so there is none."""
NO_DOCSTRINGS = 2
AT_ONCE = 8
"""So many code units can one entry of a line table cover."""


def library(modules: Iterable[str], engine: str) -> bytes:
    """The zip of the modules at these paths of the standard library, and of all those in the zip `engine`."""
    with ZipFile(STANDARD) as theirs, ZipFile(engine) as ours:
        files = {path: coarse(compiled(described(theirs.read(path)), path)) for path in modules}
        files |= {path: compiled(described(ours.read(path)), path) for path in ours.namelist()}
    return stored({f"{path}c": pyc(code) for path, code in files.items()})


def only(library: bytes, wanted: Iterable[str]) -> bytes:
    """The same zip without what is not wanted."""
    with ZipFile(io.BytesIO(library)) as archive:
        return stored({path: archive.read(path) for path in wanted})


def stored(files: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes depend on its files alone."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for path, content in sorted(files.items()):
            archive.writestr(ZipInfo(path, FIXED_DATE), content)
    return packed.getvalue()


def pyc(code: CodeType) -> bytes:
    """A module's code as Python finds it in the library."""
    return HEADER + marshal.dumps(code)


def compiled(source: bytes | ast.Module, path: str) -> CodeType:
    """The code of a module, without docstrings."""
    return compile(source, f"{STANDARD}/{path}", "exec", dont_inherit=True, optimize=NO_DOCSTRINGS)


def described(source: bytes) -> ast.Module:
    """A module whose dataclasses have a description that is no docstring, and so stays: their names.

    One without it puts its whole signature into words, each time Python starts.
    """
    module = ast.parse(source)
    for one in ast.walk(module):
        if isinstance(one, ast.ClassDef) and any("dataclass" in ast.unparse(by) for by in one.decorator_list):
            one.body.insert(0, *ast.parse(f"__doc__ = {one.name!r}").body)
    return module


def coarse(code: CodeType) -> CodeType:
    """The same code with the shortest line table that `traceback` can read; an empty one it can't."""
    full, rest = divmod(len(code.co_code) // 2, AT_ONCE)
    table = _entry(AT_ONCE) * full + (_entry(rest) if rest else b"")
    constants = tuple(coarse(one) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_linetable=table, co_consts=constants)


def _entry(units: int) -> bytes:
    """So many code units on the line of those before, without columns: see CPython's InternalDocs."""
    return bytes([0b1_1101_000 | units - 1, 0])
