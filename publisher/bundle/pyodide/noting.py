"""Notes what runs. Pasted into Python's first module, so that it misses nothing that begins after that.

A block of code (a module, a class, a function) is told apart by where it begins. Like the finder, this
imports only what is built into Python: every other module would be loaded before it can be noted.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType

ran: set[str] = set()
"""The places of all blocks that have begun to run."""


def place(code: "CodeType") -> str:
    """Where a block of code begins, and its full name."""
    return f"{code.co_filename}:{code.co_firstlineno} {code.co_qualname}"


def note(code: "CodeType", offset: int) -> object:
    """Note a block that begins to run; once is enough."""
    ran.add(place(code))
    return sys.monitoring.DISABLE  # type: ignore[attr-defined]  # since Python 3.12


def begin_to_note() -> None:
    """Note every block that begins to run from now on."""
    monitoring = sys.monitoring  # type: ignore[attr-defined]
    monitoring.use_tool_id(monitoring.COVERAGE_ID, "ran")
    monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.PY_START, note)
    monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.PY_START)
