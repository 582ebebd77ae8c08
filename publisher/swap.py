"""Putting a new site in the place of the old one: whole or not at all.

Guarantees that the folder always holds a whole site, the last good one until the new one is complete, and
that a folder which is not a site of ours is never touched.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = "edition.txt"
"""A file in every site that we made; it holds the edition's digest."""


class NotOurs(Exception):
    """The folder holds something else than a site of ours; the message says so."""


@contextmanager
def replacing(site: Path, digest: str) -> Iterator[Path]:
    """Give a folder to build into; it becomes `site` at the end, unless something was raised in between."""
    check_ours(site)
    new, old = (site.with_name(f".{site.name}.{word}") for word in ("new", "old"))
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield new
        (new / MARK).write_text(f"{digest}\n", "utf-8")
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def move(folder: Path, to: Path) -> None:
    """Move the files of one folder into another on the same disk, which has none of them."""
    for one in folder.iterdir():
        if one.is_dir() and (to / one.name).is_dir():
            move(one, to / one.name)
        else:
            one.rename(to / one.name)


def check_ours(site: Path) -> None:
    """Raises NotOurs where a folder that is no site of ours, or a file, is in the way."""
    empty = site.is_dir() and not any(site.iterdir())
    if site.exists() and not empty and not (site / MARK).is_file():
        what = f"{site} holds something that this build did not make"
        raise NotOurs(f"{what}. Name another folder with --site.")
