"""Putting a new site in the place of the old one: at once or not at all.

The folder always holds a whole site, the last good one until the new one is complete. A folder that holds
something else than a site of ours is never touched. All that is on the way stands in a workshop beside the
site, `.NAME.making`, which holds the lock of whoever makes the site, and goes with it. What a killed build
left is taken away, and the last good site put back, by the next build or by `put_back`.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import IO

from publisher.locks import try_lock
from publisher.mendable import Mendable

MARK = "edition.txt"
"""A file in every site of ours."""
LOCK, OLD, NEW = "lock", "old", "new."
AT_FDCWD, RENAME_EXCHANGE = -100, 2
"""From Linux' <fcntl.h> and <linux/fs.h>."""
POLLING_SECONDS = 0.2
Say = Callable[[str], None]


class NoPlace(Mendable):
    """No site can be put in a place; the message says why, and what to do."""


@contextmanager
def replacing(site: Path, say: Say) -> Iterator[Path]:
    """Give an empty folder to build into, which replaces `site` at the end, unless something was raised.

    It stands in a folder of its own, where more may be put until then. While another one makes the same site
    this waits, and says so. Raises NoPlace.
    """
    check_place(site)
    # Where a link leads to a site, that site is replaced, and not the link.
    place = Path(os.path.realpath(site))
    workshop = _workshop(place)
    lock = _locked(workshop)
    if not lock:
        say(f"Another build is making {site}; waiting for it to end.")
        while not (lock := _locked(workshop)):
            time.sleep(POLLING_SECONDS)
    with lock:
        _put_back(place)
        try:
            new = Path(mkdtemp(prefix=NEW, dir=workshop)) / "site"
            new.mkdir()
            yield new
            _replace(place, new)
        finally:
            _tidy(workshop)


def put_back(site: Path) -> None:
    """After a build that was killed, put the last good site back and take away what was left."""
    place = Path(os.path.realpath(site))
    workshop = _workshop(place)
    if workshop.is_dir() and (lock := _locked(workshop)):
        with lock:
            _put_back(place)
            _tidy(workshop)


def check_place(site: Path) -> None:
    """Raises NoPlace where something is in the way that is no site of ours and no empty folder."""
    try:
        str(site).encode()
    except UnicodeEncodeError as odd:
        raise NoPlace(f"{str(site)!r} is no name in UTF-8. Name another folder with --site.") from odd
    if os.path.ismount(site):
        raise NoPlace(
            f"{site} is a mount point, which no build can replace. Name a folder in it with --site, "
            f"such as {site / 'site'}."
        )
    if site.is_symlink() and not site.exists():
        raise NoPlace(
            f"{site} is a link to {site.readlink()}, which is not there. Make that folder, or name another "
            "with --site."
        )
    empty = site.is_dir() and not any(site.iterdir())
    if site.exists() and not empty and not (site / MARK).is_file():
        raise NoPlace(
            f"{site} holds something that this build did not make. Name another folder with --site."
        )


def move(folder: Path, to: Path) -> None:
    """Move what is in one folder into another one on the same disk that has none of the files."""
    for path in folder.iterdir():
        if path.is_dir() and (to / path.name).is_dir():
            move(path, to / path.name)
        else:
            path.rename(to / path.name)


def _workshop(place: Path) -> Path:
    return place.with_name(f".{place.name}.making")


def _locked(workshop: Path) -> IO[str] | None:
    """The lock of a workshop, which is made for it; nothing where another one holds it."""
    # Whoever had it may take the workshop away at any moment, also while `exist_ok` would look for it.
    with suppress(FileExistsError):
        workshop.mkdir(parents=True)
    with suppress(FileNotFoundError):
        lock = (workshop / LOCK).open("w")
        with suppress(FileNotFoundError):
            if try_lock(lock) and os.path.samestat(os.fstat(lock.fileno()), (workshop / LOCK).stat()):
                return lock
        lock.close()
    return None


def _replace(place: Path, new: Path) -> None:
    if place.exists():
        shutil.copymode(place, new)
        if _exchange(new, place):
            return
        place.rename(_workshop(place) / OLD)
    new.rename(place)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; whether this system can."""
    if sys.platform != "linux":
        return False
    exchange = getattr(ctypes.CDLL(None), "renameat2", None)
    names = os.fsencode(one), os.fsencode(other)
    return exchange is not None and not exchange(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE)


def _put_back(place: Path) -> None:
    """Undo half of an exchange in two steps, and take away what else a killed build left."""
    old = _workshop(place) / OLD
    if old.exists() and not place.exists():
        old.rename(place)
    _clear(_workshop(place))


def _tidy(workshop: Path) -> None:
    """Take away a workshop, its lock last."""
    _clear(workshop)
    with suppress(OSError):  # Somebody may wait in it already.
        (workshop / LOCK).unlink()
        workshop.rmdir()


def _clear(workshop: Path) -> None:
    """Take away what builds put into a workshop, and nothing else: it may lead to somebody's folder."""
    for left in (workshop / OLD, *workshop.glob(f"{NEW}*")):
        shutil.rmtree(left, ignore_errors=True)
