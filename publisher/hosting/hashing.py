"""What pages load, under names that hold its content: a page never meets a style or script of another build.

So everything in `assets/` may be kept for ever, and may lie beside that of other builds; all else of a site
is pages, and files that are asked for by names that people know.
"""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from publisher.bundle.keeping import digest

ASSETS = "assets"
"""The folder of a site's files that last."""
KINDS = frozenset({".css", ".ico", ".jpg", ".js", ".json", ".png", ".svg", ".webp"})
_LOADED = re.compile(
    r'(<(?:link|script|img|source|meta)\b[^>]*?\s(?:href|src|content)=")([^"#?\s]+)(?=["#?])'
)
"""The start of a tag up to what it loads, and what that is."""
_HASHED = re.compile(r"[.-][0-9a-f]{8,}[./]")
"""Of a name that holds a hash already, of ours or of the theme's."""
LETTERS = 10


class NamedFiles(NamedTuple):
    """The pages of a site as they name what they load, and the paths of all that they load."""

    pages: dict[Path, str]
    loaded: set[str]


def hash_names(site: Path, address: str) -> NamedFiles:
    """Rename each file that the pages of a site load by a name without a hash, and name it so in them.

    `address` is where the site is published, as some pages name files in full; empty where it isn't known.
    The pages are not written.
    """
    site = site.resolve()
    files: dict[Path, Path] = {}

    def renamed(folder: Path, found: re.Match[str]) -> str:
        start, name = found.groups()
        file = _asset(name, folder, site, address)
        if not file:
            return found[0]
        if file not in files:
            # What is not there yet has a hash in a folder's name.
            files[file] = _with_hash(file) if file.is_file() and not _HASHED.search(file.name) else file
        return f"{start}{name[: name.rfind('/') + 1]}{files[file].name}"

    pages = {
        page: _LOADED.sub(partial(renamed, page.parent), page.read_text("utf-8"))
        for page in site.rglob("*.html")
    }
    return NamedFiles(pages, {file.relative_to(site).as_posix() for file in files.values()})


def _asset(name: str, folder: Path, site: Path, address: str) -> Path | None:
    """What a page in a folder names, where that lies in the site's assets and is of a kind that is loaded."""
    for start in filter(None, (address, urlsplit(address).path)):
        if name.startswith(start):
            folder, name = site, name.removeprefix(start)
    file = Path(os.path.normpath(folder / name))
    return file if file.suffix in KINDS and file.is_relative_to(site / ASSETS) else None


def _with_hash(file: Path) -> Path:
    named = file.with_stem(f"{file.stem}-{digest([file.read_bytes()], LETTERS)}")
    return file.rename(named)
