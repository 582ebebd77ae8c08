"""What pages load, under names that hold its content: a page never meets a style or script of another build.

So everything in `assets/` may be kept for ever, and may lie beside that of other builds; all else of a site
is pages, and files that are asked for by names that people know.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
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


def hash_names(site: Path, address: str) -> None:
    """Rename each file that the pages of a site load by a name without a hash, and name it so in them.

    `address` is where the site is published, as some pages name files in full; empty where it isn't known.
    """
    found = _loaded(site.resolve(), address)
    renamed = {file: _with_hash(file) for file in set(found.values()) if not _HASHED.search(file.name)}
    for page in {page for page, _ in found}:
        new_names = {
            name: renamed[file].name for (of, name), file in found.items() if of == page and file in renamed
        }
        page.write_text(_renamed(page.read_text("utf-8"), new_names), "utf-8")


def loaded_by_pages(site: Path, address: str) -> set[str]:
    """The paths of the files that the pages of a site load by themselves; `address` as above."""
    site = site.resolve()
    return {file.relative_to(site).as_posix() for file in _loaded(site, address).values()}


def _loaded(site: Path, address: str) -> dict[tuple[Path, str], Path]:
    """The files that the pages of a site load, by the page and by what it calls them; `site` is resolved."""
    return {
        (page, name): file
        for page in site.rglob("*.html")
        for _, name in _LOADED.findall(page.read_text("utf-8"))
        if (file := _file_of(name, page.parent, site, address))
    }


def _file_of(name: str, folder: Path, site: Path, address: str) -> Path | None:
    """The file of the site that a page in a folder names."""
    for start in filter(None, (address, urlsplit(address).path)):
        if name.startswith(start):
            folder, name = site, name.removeprefix(start)
    file = Path(os.path.normpath(folder / name))
    return file if file.suffix in KINDS and file.is_relative_to(site / ASSETS) and file.is_file() else None


def _with_hash(file: Path) -> Path:
    named = file.with_stem(f"{file.stem}-{digest([file.read_bytes()], LETTERS)}")
    return file.rename(named)


def _renamed(html: str, new_names: dict[str, str]) -> str:
    def put(found: re.Match[str]) -> str:
        start, name = found.groups()
        return start + (name[: name.rfind("/") + 1] + new_names[name] if name in new_names else name)

    return _LOADED.sub(put, html)
