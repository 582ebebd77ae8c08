"""One set-up at a time in one project; a second one waits and uses what the first has made."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from publisher.setup.places import CACHE
from publisher.setup.telling import Say, SetupError, machine_problem


@contextlib.contextmanager
def setting_up(root: Path, say: Say) -> Iterator[None]:
    """Be the only set-up in `root`; what the machine refuses meanwhile becomes a SetupError."""
    try:
        (root / CACHE).mkdir(exist_ok=True)
        with (root / CACHE / "lock").open("w") as lock:
            _take(lock, say)
            yield
    except OSError as error:
        raise SetupError(machine_problem(root, error)) from error


def _take(lock: IO[str], say: Say) -> None:
    # pip and npm inherit the lock: one left behind by a killed set-up still keeps the next one waiting.
    os.set_inheritable(lock.fileno(), True)
    if not _try_lock(lock):
        say("Another set-up is running in this folder; waiting for it to end.")
        while not _try_lock(lock):
            time.sleep(0.2)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(lock: IO[str]) -> bool:
        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(lock: IO[str]) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
