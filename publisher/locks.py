"""Locks on files, on which processes that know nothing of one another agree. They end with who holds them."""

from __future__ import annotations

import sys
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def try_lock(lock: IO[str]) -> bool:
        """Lock an open file for this process, unless another one has."""
        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def try_lock(lock: IO[str]) -> bool:
        """Lock an open file for this process, unless another one has."""
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
