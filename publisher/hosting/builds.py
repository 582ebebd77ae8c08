"""Which build a site is, and the files of earlier builds that it keeps for pages that are still open.

A page that a visitor opened before a new build goes on loading its own files: their names hold their content,
so those of several builds lie beside one another. `builds.json` in the site names them.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from publisher.bundle.keeping import digest
from publisher.hosting.hashing import ASSETS

RECORD = "builds.json"
EARLIER = 3
PACKED = (".br", ".gz")
"""The suffixes of what lies packed beside a file."""


class Build(NamedTuple):
    """One build of a site."""

    id: str
    """A digest of all that it is made of."""
    files: tuple[str, ...]
    """The files whose names hold their content."""


def keep_earlier(new: Path, old: Path) -> None:
    """Let a built site keep what the three builds before it need of those that stand in the old site."""
    this = _build(new)
    earlier = [build for build in builds_of(old) if build.id != this.id][:EARLIER]
    for name in sorted({name for build in earlier for name in build.files}):
        for file in (name, *(f"{name}{kind}" for kind in PACKED)):
            if (old / file).is_file() and not (new / file).exists():
                _link(old / file, new / file)
    record = [build._asdict() for build in (this, *earlier)]
    (new / RECORD).write_text(json.dumps(record, indent=1), "utf-8")


def builds_of(site: Path) -> list[Build]:
    """The builds whose files are in a site, its own first; none where it does not say."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        record = json.loads((site / RECORD).read_text("utf-8"))
        return [Build(str(build["id"]), tuple(filter(_is_lasting, build["files"]))) for build in record]
    return []


def files_of(site: Path) -> Iterator[str]:
    """The paths of all files of a site, in order."""
    yield from sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def of_earlier(site: Path) -> frozenset[str]:
    """The files of a site that only earlier builds need, by what it says of itself."""
    this, *earlier = builds_of(site) or [Build("", ())]
    names = {name for build in earlier for name in build.files} - {*this.files}
    return frozenset(f"{name}{kind}" for name in names for kind in ("", *PACKED))


def _build(site: Path) -> Build:
    names = [name for name in files_of(site) if not name.endswith(PACKED)]
    # The name of what lasts says what is in it.
    parts = (name.encode() if _is_lasting(name) else (site / name).read_bytes() for name in names)
    return Build(digest(parts), tuple(filter(_is_lasting, names)))


def _is_lasting(name: str) -> bool:
    return name.startswith(f"{ASSETS}/") and ".." not in name


def _link(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, to)
    except OSError:  # Not every disk has links.
        shutil.copyfile(file, to)
