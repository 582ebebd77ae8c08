"""What browsers keep of a site for use without a network: its pages, what they load, and Python once used.

`offline.js` is the service worker that keeps it. It names every file with its hash, so it is another one with
each build, by which browsers notice a new build.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from publisher.bundle.keeping import digest, integrity
from publisher.hosting.headers import FOLDER
from publisher.hosting.supply import NOTICE
from publisher.policy_file.editions import SITE_FOLDER

WORKER, WITHDRAWAL = "offline.js", "withdrawn.js"
INDEX = "index.html"


class OfflineSite(NamedTuple):
    """What the service worker is told of the site that it keeps."""

    build: str
    """A digest of all files."""
    locale: str
    """By whose customs it words dates."""
    files: dict[str, str]
    """The pages, by their addresses below the site's root, and what they load; each with its hash."""
    python: dict[str, str]
    """What Python needs beside that, its largest file first."""


class LoadedLater(NamedTuple):
    """The files of a site that no page names in a tag, by their paths."""

    on_request: list[str]
    """What scripts load where somebody asks for it."""
    python: Mapping[str, str]
    """What Python needs, each with its hash."""


def write_offline(
    site: Path, loaded: Iterable[str], locale: str, later: LoadedLater, scripts: Mapping[str, bytes]
) -> None:
    """Write the service worker into a built site, and what takes its place to withdraw it.

    `loaded` are the paths of what its pages load by themselves, `scripts` the two by their names.
    """
    pages = {file.relative_to(site).as_posix() for file in site.rglob(INDEX)}
    # Another edition's pages are loaded by whoever wants them, and by nobody else.
    pages = {page for page in pages if not page.startswith(f"{SITE_FOLDER}/")}
    there = filter(lambda path: (site / path).is_file(), loaded)
    files = _hashes(site, sorted({*pages, NOTICE, *there, *later.on_request}))
    largest_first = sorted(later.python, key=lambda path: -(site / path).stat().st_size)
    python = {path: later.python[path] for path in largest_first}
    build = digest([json.dumps([files, python]).encode()])
    told = json.dumps(OfflineSite(build, locale, files, python)._asdict(), separators=(",", ":"))
    (site / WORKER).write_bytes(f"self.site={told};\n".encode() + scripts[WORKER])
    (site / FOLDER / WITHDRAWAL).write_bytes(scripts[WITHDRAWAL])


def _hashes(site: Path, paths: Iterable[str]) -> dict[str, str]:
    return {path.removesuffix(INDEX): integrity((site / path).read_bytes()) for path in paths}
