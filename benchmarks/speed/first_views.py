"""What a first view of each page of the documentation loads, the search index apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Playwright

from benchmarks.speed.browser import FLAGS, executable
from benchmarks.speed.figures import Figure, Part
from benchmarks.speed.server import BROTLI, GZIP, Sent, Server

APART = {"wizard", "steps", "plain"}
"""Folders of pages that are no documentation: the wizard, its plain steps, and what stands in for it here."""
SEARCH_INDEX = "search/search_index.json"
MOST_KB = 200.0
NOTES = (
    "The first page that a new visitor opens, with all that it loads by itself, headers included, without "
    "the search index, until half a second has passed without a request. The largest of all pages counts.",
)


def measure(playwright: Playwright, server: Server, folder: Path, say: Callable[[str], None]) -> Part:
    """The largest first view with each compression, and what pages load of the wizard."""
    browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
    views: dict[str, dict[str, list[Sent]]] = {}
    for host, offered in {"Brotli": BROTLI, "gzip": GZIP}.items():
        server.offered = offered
        views[host] = {}
        for page in pages(folder / "site"):
            with browser.new_context() as context:
                server.take()
                context.new_page().goto(f"{server.url}site/{page}", wait_until="networkidle")
                views[host][page] = server.take()
    server.offered = BROTLI
    browser.close()
    sizes = {host: {page: kilobytes(sent) for page, sent in found.items()} for host, found in views.items()}
    say(f"  {len(sizes['Brotli'])} pages, at most {max(sizes['Brotli'].values()):.1f} kB with Brotli")
    figures = [_largest(host, found) for host, found in sizes.items()]
    return Part(
        "A first view of the documentation", NOTES, [*figures, _of_the_wizard(views["Brotli"])], sizes
    )


def pages(site: Path) -> list[str]:
    """The addresses of the documentation's pages below the site's root."""
    found = (file.parent.relative_to(site) for file in site.rglob("index.html"))
    return sorted("" if page == Path() else f"{page.as_posix()}/" for page in found if page.name not in APART)


def kilobytes(sent: list[Sent]) -> float:
    """What was sent beside the search index, in units of 1,000 bytes."""
    return sum(one.bytes for one in sent if not one.path.endswith(SEARCH_INDEX)) / 1000


def _largest(host: str, sizes: dict[str, float]) -> Figure:
    page, size = max(sizes.items(), key=lambda item: item[1])
    told = f"of {len(sizes)} pages, the smallest {min(sizes.values()):.1f} kB; the largest is /{page}"
    return Figure(f"largest first view, {host}", size, "kB", told, MOST_KB)


def _of_the_wizard(views: dict[str, list[Sent]]) -> Figure:
    loaded = sorted({one.path for sent in views.values() for one in sent if is_of_the_wizard(one.path)})
    return Figure("files of the wizard that a page loads", len(loaded), "", ", ".join(loaded), 0)


def is_of_the_wizard(path: str) -> bool:
    """Whether a file is the wizard's or Python's, and not the pages' own."""
    return "/assets/wizard" in path or "/assets/pyodide" in path or path.endswith((".wasm", ".zip"))
