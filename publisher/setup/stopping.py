"""A set-up that is asked to end cleans up first, however it is asked."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from typing import NoReturn


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Let a request to end (kill, a closed terminal) clean up as Ctrl-C does: by KeyboardInterrupt."""
    ours = _requests_to_end()
    for number in ours:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _requests_to_end() -> list[int]:
    # Python lets no other thread say what a signal does.
    if threading.current_thread() is not threading.main_thread():
        return []
    names = ("SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    # One that is ignored (under nohup, say) stays ignored.
    return [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]


def _stop(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
