"""What goes over the wire on a first and on a second visit to the wizard's page.

It is counted twice: by the server, headers included, and by the browser, whose count is told beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, Playwright, Request

from benchmarks.speed.browser import profile
from benchmarks.speed.candidates import OURS
from benchmarks.speed.figures import Figure, Part
from benchmarks.speed.server import BROTLI, GZIP, NONE, Sent, Server

HOSTS = {"Brotli": BROTLI, "gzip": GZIP, "no compression": NONE}
LIMITS = {"Brotli": 3.6, "gzip": 4.7}
MEGABYTE = 1_000_000
LONGEST_MS = 60_000
NOTES = (
    "Everything that the wizard's page loads, from its HTML to the last file of Python and the search index, "
    "once the engine has answered and half a second has passed without a request. Counted by the server at "
    "its sockets, headers included; beside it, by the browser itself (Chromium leaves out the body of a "
    "worker's own script).",
    "Where the host compresses nothing, the wizard may break off a request and ask for a compressed file "
    "instead: the server then counts what had left it by that time, on a local line nearly all.",
    "The second visit is by the same browser, ended and started again.",
)


def measure(playwright: Playwright, server: Server, say: Callable[[str], None]) -> Part:
    """A first visit for each way in which a host compresses, and a second one."""
    figures: list[Figure] = []
    for host, offered in HOSTS.items():
        server.offered = offered
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            first, by_browser = visit(playwright, server, Path(folder))
            figures.append(_first(host, first, by_browser))
            if offered == BROTLI:
                again, _ = visit(playwright, server, Path(folder))
                figures += _second(again)
        say(f"  {figures[-1].what}: {figures[-1].value}, {figures[-1].spread}")
    server.offered = BROTLI
    return Part("Bytes over the wire", NOTES, figures)


def visit(playwright: Playwright, server: Server, folder: Path) -> tuple[list[Sent], int]:
    """What the server sent for one visit, and the bytes that the browser counted."""
    with profile(playwright, folder) as context:
        page = context.pages[0]
        finished: list[Request] = []
        page.on("requestfinished", lambda request: finished.append(request))
        server.take()
        open_and_wait(page, server.url + OURS.page)
        sizes = [request.sizes() for request in finished]
    counted = sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)
    return server.take(), counted


def open_and_wait(page: Page, address: str) -> None:
    """Open the wizard's page and wait until all is loaded and the engine has answered."""
    page.goto(address)
    page.wait_for_function("bench.answered", timeout=LONGEST_MS)
    page.wait_for_load_state("networkidle")


def _first(host: str, sent: Sequence[Sent], by_browser: int) -> Figure:
    total = sum(one.bytes for one in sent) / MEGABYTE
    told = f"{len(sent)} requests; by the browser's count {by_browser / MEGABYTE:.2f} MB"
    return Figure(f"first visit, {host}", total, "MB", told, LIMITS.get(host))


def _second(sent: Sequence[Sent]) -> list[Figure]:
    again = [one for one in sent if one.status != 304]
    asked = sorted({one.path.rpartition("/")[2] or one.path for one in sent if one.status == 304})
    named = ", ".join(sorted({one.path for one in again})) or "nothing"
    return [
        Figure("second visit, files sent again", len(again), "", named, 0),
        Figure("second visit, files only asked for again", len(asked), "", ", ".join(asked)),
    ]
