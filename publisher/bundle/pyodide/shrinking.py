"""Makes Python's least library out of the whole one and the engine. Runs inside Pyodide.

How it works. Pyodide starts with a zip of 559 modules as source and compiles each one that it imports: two of
its three seconds. The engine uses a fourth of the modules, and of these one function in five. So the build

1. compiles everything with the interpreter that the browser will run (`compiled`, by pyodide-build);
2. starts Python with all of it and with a note of each block of code that runs, and has it do the exercise;
3. leaves out what did not run (`shaken`): whole modules, and of the others the functions. A function that is
   left out can still be defined and passed on. To call it raises BaseException, which no `except Exception`
   swallows, so the page hears of it and starts again with the whole library;
4. puts the rest into two tables (`packed`), from which `finding` loads modules at the least cost;
5. starts Python with that and has it do the exercise once more.

Another policy may need any line of the engine, so the engine always stays whole. `modules` are everywhere the
marshalled codes of modules by their paths in the library, such as `json/decoder.pyc`.
"""

from __future__ import annotations

import io
import marshal
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any
from zipfile import ZipFile, ZipInfo

from publisher.bundle.pyodide.finding import TABLE, TEXTS
from publisher.bundle.pyodide.noting import place

STANDARD = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"
"""Where Pyodide puts the library that it is started with."""
FIRST = "encodings/__init__.py"
"""The first module that Python loads."""
ENGINE = "wizard/"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
HEADER = MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
"""Header of an unchecked hash-based .pyc (PEP 552); the hash is left zero."""
OLD_FORMAT = 2
"""marshal's version 2, which every Python reads. Only the code in the tables is for this one."""
LEFT_OUT = "def left_out(*_, **__): raise BaseException('left out of the library')"


def compiled(engine: str) -> dict[str, bytes]:
    """All modules of the standard library and of the zip `engine`."""
    from pyodide_build._py_compile import _py_compile_archive_dir  # type: ignore[import-not-found]  # only here

    folder = Path("/compiled")
    folder.mkdir()
    for archive in (STANDARD, engine):
        shutil.copy(archive, folder)
    _py_compile_archive_dir(folder, keep=False, verbose=False, compression_level=0)
    return {path: code for archive in sorted(folder.iterdir()) for path, code in _codes(archive)}


def _codes(archive: Path) -> Iterator[tuple[str, bytes]]:
    with ZipFile(archive) as files:
        for path in files.namelist():
            if path.endswith(".pyc"):
                yield path, files.read(path)[len(HEADER) :]


def shaken(modules: Mapping[str, bytes], ran: Set[str]) -> dict[str, bytes]:
    """The modules without the blocks of code whose places are not among those that `ran`."""
    left = {}
    for path, content in sorted(modules.items()):
        code = marshal.loads(content)  # noqa: S302 (made here)
        if path.startswith(ENGINE):
            left[path] = content
        elif place(code) in ran:
            left[path] = marshal.dumps(_without(code, ran, cache(_left_out)))
    return left


def _without(code: CodeType, ran: Set[str], left_out: Callable[[tuple[str, ...]], CodeType]) -> CodeType:
    def constant(value: object) -> object:
        if not isinstance(value, CodeType):
            return value
        return _without(value, ran, left_out) if place(value) in ran else left_out(value.co_freevars)

    return code.replace(co_consts=tuple(map(constant, code.co_consts)))


def _left_out(closed_over: tuple[str, ...]) -> CodeType:
    """What stands in for a function; a module stores it once for all of the same closure."""
    module = compile(LEFT_OUT, "", "exec", dont_inherit=True)
    (code,) = (value for value in module.co_consts if isinstance(value, CodeType))
    return code.replace(co_freevars=closed_over)


def packed(modules: Mapping[str, bytes], texts: Iterable[str], noting: bool = False) -> bytes:
    """The library's zip, with the code of the `texts` that its modules compile.

    It is stored, not deflated: what compresses the transfer does that better. `noting` has it note what runs.
    """
    tables: dict[str, Any] = {
        TABLE: {_name(path): (path, code) for path, code in modules.items() if path != f"{FIRST}c"},
        TEXTS: {text: marshal.dumps(compile(text, "<string>", "exec", dont_inherit=True)) for text in texts},
    }
    files = {name: marshal.dumps(table, OLD_FORMAT) for name, table in tables.items()}
    return stored({f"{FIRST}c": HEADER + marshal.dumps(_first(noting)), **files})


def stored(files: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes depend on its files alone."""
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        for path, file in files.items():
            archive.writestr(ZipInfo(path, FIXED_DATE), file)
    return content.getvalue()


def _name(path: str) -> str:
    return path.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")


def _first(noting: bool) -> CodeType:
    """Python's own first module, with the finder and perhaps the notes before it."""
    with ZipFile(STANDARD) as archive:
        theirs = archive.read(FIRST).decode()
    finder, notes = (Path(__file__).with_name(name).read_text() for name in ("finding.py", "noting.py"))
    begun = [finder, f"finder = begin_to_find({STANDARD!r})", *([notes, "begin_to_note()"] if noting else [])]
    return compile("\n".join([*begun, theirs]), FIRST, "exec", dont_inherit=True)
