"""Makes set-up atomic: one at a time in a project, and each folder is whole or absent.

A second set-up waits, then uses what the first one made. One that is stopped, by whatever signal, cleans up
before it ends. After a kill, which nobody can clean up after, the next set-up removes what was left.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

from publisher.locks import try_lock
from publisher.setup.programs import CACHE, SetupError, disk_full

Say = Callable[[str], None]


def silent(_text: str) -> None:
    """Report no progress."""


def digest(files: Sequence[Path], *more: str) -> str:
    """Return one hash of the contents of these files and of these texts; line endings don't count."""
    parts = [file.read_bytes().replace(b"\r\n", b"\n") for file in files] + [text.encode() for text in more]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def pinned_folder(root: Path, name: str, pins: Sequence[Path], *more: str) -> Path:
    """Return the folder of what the files `pins` pin; with other pins or another `more` it is another one."""
    return root / CACHE / f"{name}-{digest(pins, *more)[:12]}"


def make_folder(root: Path, folder: Path, text: str, say: Say, fill: Callable[[Path], None]) -> None:
    """Make `folder` by `fill`, saying `text`, unless it is there or another set-up has just made it."""
    if folder.is_dir():
        return
    part = folder.with_suffix(".part")
    with setting_up(root, say):
        if folder.is_dir():
            return
        say(text)
        remove(part)
        part.mkdir()
        try:
            fill(part)
            part.rename(folder)
        finally:
            remove(part)


def remove(path: Path) -> None:
    """Remove the file, link or folder at `path`, if there is one."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


@contextlib.contextmanager
def setting_up(root: Path, say: Say) -> Iterator[None]:
    """Be the only set-up in `root`; any OSError inside becomes a SetupError."""
    try:
        (root / CACHE).mkdir(exist_ok=True)
        with (root / CACHE / "lock").open("w") as lock:
            _take(lock, say)
            yield
    except OSError as error:
        raise SetupError(_problem(root, error)) from error


def _problem(root: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(root)
    return f"Set-up stopped: {error}.\nMake sure that {root} can be written to, then run the same command."


def _take(lock: IO[str], say: Say) -> None:
    # pip and npm inherit the lock: while one outlives a killed set-up, the next set-up still waits.
    os.set_inheritable(lock.fileno(), True)
    if not try_lock(lock):
        say("Another set-up is running in this folder; waiting for it to end.")
        while not try_lock(lock):
            time.sleep(0.2)


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Turn a request to end (kill, a closed terminal) into KeyboardInterrupt, as Ctrl-C does."""
    ours = _requests_to_end()
    for number in ours:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _requests_to_end() -> list[int]:
    # Python lets only the main thread set a signal's handler.
    if threading.current_thread() is not threading.main_thread():
        return []
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # An ignored signal (under nohup, say) stays ignored.
    return [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
