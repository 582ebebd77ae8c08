"""Which functions of the library run. Runs inside Pyodide.

Guarantees that every function is noted that begins after Python's first module, so also what Python and
Pyodide do to start.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import CodeType
from zipfile import ZipFile

from publisher.bundle.pyodide.compiling import FIRST, coarse, compiled, pyc, stored
from publisher.bundle.pyodide.used import STANDARD

NOTING = """
import sys
ran = []
def note(code, offset):
    ran.append(code)
    return sys.monitoring.DISABLE
sys.monitoring.use_tool_id(sys.monitoring.COVERAGE_ID, "ran")
sys.monitoring.register_callback(sys.monitoring.COVERAGE_ID, sys.monitoring.events.PY_START, note)
sys.monitoring.set_events(sys.monitoring.COVERAGE_ID, sys.monitoring.events.PY_START)
"""


def noting(library: bytes) -> bytes:
    """The library as one that notes what runs."""
    with ZipFile(STANDARD) as theirs, ZipFile(io.BytesIO(library)) as ours:
        first = theirs.read(FIRST) + NOTING.encode()
        files = {path: ours.read(path) for path in ours.namelist()}
    return stored({**files, f"{FIRST}c": pyc(coarse(compiled(first, FIRST)))})


def ran() -> list[str]:
    """The places of the functions that have run so far, in a Python with such a library."""
    import encodings

    noted: Mapping[str, list[CodeType]] = vars(encodings)
    return sorted(set(map(place, noted["ran"])))


def place(code: CodeType) -> str:
    """Where a function or another block of code begins, and its full name."""
    return f"{code.co_filename}:{code.co_firstlineno} {code.co_qualname}"
