"""Putting a new site in the place of the old one: whole or not at all.

The folder always holds a whole site, the last good one until the new one is complete. A folder that holds
something else than a site of ours is never touched.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = "edition.txt"
"""A file in every site of ours."""


class NotOurs(Exception):
    """The folder holds something else than a site of ours; the message says so."""


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """Give an empty folder to build into, which replaces `site` at the end, unless something was raised."""
    check_ours(site)
    new, old = (site.with_name(f".{site.name}.{age}") for age in ("new", "old"))
    with cleared(new):
        yield new
        shutil.rmtree(old, ignore_errors=True)
        if site.exists():
            site.rename(old)
        new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def cleared(folder: Path) -> Iterator[Path]:
    """An empty folder that is there until the end; what a killed build left in it is taken away first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def move(folder: Path, to: Path) -> None:
    """Move what is in one folder into another one on the same disk that has none of the files."""
    for path in folder.iterdir():
        if path.is_dir() and (to / path.name).is_dir():
            move(path, to / path.name)
        else:
            path.rename(to / path.name)


def check_ours(site: Path) -> None:
    """Raises NotOurs where a file is in the way, or a folder that is neither empty nor a site of ours."""
    empty = site.is_dir() and not any(site.iterdir())
    if site.exists() and not empty and not (site / MARK).is_file():
        what = f"{site} holds something that this build did not make"
        raise NotOurs(f"{what}. Name another folder with --site.")
