"""Leaves out of the library the functions that never run, which are four of five. Runs inside Pyodide.

Guarantees that one that is left out can be defined and passed on like any other, and that calling it raises
what no library catches by the way. Where that is heard, the whole library has to be taken instead.
"""

from __future__ import annotations

import io
import marshal
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import CodeType
from zipfile import ZipFile

from publisher.bundle.pyodide.compiling import HEADER, pyc, stored
from publisher.bundle.pyodide.running import place

WHOLE = ("wizard/", "encodings/")
"""The engine, whose every line another policy may need, and what runs before it can be noted what does."""
LEFT_OUT = "def left_out(*_, **__): raise BaseException('left out of the library')"


def shaken(library: bytes, ran: Iterable[str]) -> bytes:
    """The same library without the functions whose places are not among those that `ran`."""
    kept = frozenset(ran)
    with ZipFile(io.BytesIO(library)) as archive:
        files = {path: archive.read(path) for path in archive.namelist()}
    return stored(
        {path: made if path.startswith(WHOLE) else _shaken(path, made, kept) for path, made in files.items()}
    )


def _shaken(path: str, module: bytes, kept: frozenset[str]) -> bytes:
    code = marshal.loads(module[len(HEADER) :])  # noqa: S302 (made here)
    return pyc(_Shaking(path, kept).block(code))


@dataclass
class _Shaking:
    path: str
    kept: frozenset[str]
    # What stands in for many functions is stored once.
    made: dict[tuple[str, ...], CodeType] = field(default_factory=dict)

    def block(self, code: CodeType) -> CodeType:
        return code.replace(co_consts=tuple(map(self.constant, code.co_consts)))

    def constant(self, one: object) -> object:
        if not isinstance(one, CodeType):
            return one
        return self.block(one) if place(one) in self.kept else self.left_out(one.co_freevars)

    def left_out(self, closed_over: tuple[str, ...]) -> CodeType:
        if closed_over not in self.made:
            module = compile(LEFT_OUT, self.path, "exec", dont_inherit=True)
            (code,) = (one for one in module.co_consts if isinstance(one, CodeType))
            self.made[closed_over] = code.replace(co_freevars=closed_over)
        return self.made[closed_over]
