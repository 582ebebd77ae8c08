"""What goes over the wire: on visits to the wizard's page, and on a first view of each other page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Request

from benchmarks.speed.bench import FLAGS, PROBE, Bench, executable, say, when
from benchmarks.speed.candidates import OURS
from benchmarks.speed.host import BROTLI, GZIP, NONE, Sent
from benchmarks.speed.measured import Chapter, Figure

HOSTS = {"Brotli": BROTLI, "gzip": GZIP, "no compression": NONE}
LIMITS_MB = {"Brotli": 3.6, "gzip": 4.7}
MOST_KB = 200.0
APART = {"wizard", "steps", "plain"}
"""The folders of pages that are no documentation: the wizard, its plain steps, and its stand-in here."""
WIRE_NOTES = (
    "Everything that the wizard's page loads, from its HTML to the last file of Python, "
    "once the engine has answered and half a second has passed without a request. Counted by the server at "
    "its sockets, headers included; beside it, by the browser itself (Chromium leaves out the body of a "
    "worker's own script).",
    "Where the host compresses nothing, the wizard may break off a request and ask for a compressed file "
    "instead: the server then counts what it had sent by that time, on a local line nearly all.",
    "The second visit is by the same browser, ended and started again.",
)
VIEW_NOTES = (
    "The first page that a new visitor opens, with all that it loads by itself, headers included, "
    "until half a second has passed without a request. The largest of all pages counts.",
)


def wire(bench: Bench) -> Iterator[Chapter]:
    """A first visit for each way in which a host compresses, and a second one."""
    figures: list[Figure] = []
    for host, bench.server.offered in HOSTS.items():
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            figures.append(_first(host, *_visit(bench, folder)))
            if host == "Brotli":
                figures += _second(*_visit(bench, folder))
        say(f"  {figures[-1].what}: {figures[-1].measured}, {figures[-1].spread}")
    bench.server.offered = BROTLI
    yield Chapter("wire", "Bytes over the wire", WIRE_NOTES, figures)


def _visit(bench: Bench, folder: str) -> tuple[list[Sent], int]:
    """What the server sent for one visit, and the bytes that the browser counted."""
    with bench.profile(folder) as context:
        page = context.pages[0]
        page.add_init_script(PROBE)
        finished: list[Request] = []
        page.on("requestfinished", lambda request: finished.append(request))
        bench.server.take()
        page.goto(bench.server.url + OURS.page)
        when(page, "bench.answered")
        page.wait_for_load_state("networkidle")
        sizes = [request.sizes() for request in finished]
    counted = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    return bench.server.take(), counted


def _first(host: str, files: Sequence[Sent], by_browser: int) -> Figure:
    total = sum(file.bytes for file in files) / 1_000_000
    remark = f"{len(files)} requests; by the browser's count {by_browser / 1_000_000:.2f} MB"
    return Figure(f"first visit, {host}", total, "MB", remark, LIMITS_MB.get(host))


def _second(files: Sequence[Sent], _by_browser: int) -> list[Figure]:
    again = [file for file in files if file.status != 304]
    asked = sorted({file.path.rpartition("/")[2] or file.path for file in files if file.status == 304})
    named = ", ".join(sorted({file.path for file in again})) or "nothing"
    return [
        Figure("second visit, files sent again", len(again), "", named, 0),
        Figure("second visit, files only asked for again", len(asked), "", ", ".join(asked)),
    ]


def views(bench: Bench) -> Iterator[Chapter]:
    """The largest first view of the documentation with each compression, and how much is the wizard's."""
    files = {host: dict(_views(bench, HOSTS[host])) for host in ("Brotli", "gzip")}
    sizes = {host: {page: _kilobytes(sent) for page, sent in found.items()} for host, found in files.items()}
    say(f"  {len(sizes['Brotli'])} pages, at most {max(sizes['Brotli'].values()):.1f} kB with Brotli")
    figures = [_largest(host, found) for host, found in sizes.items()]
    loaded = {file.path for sent in files["Brotli"].values() for file in sent if _is_of_the_wizard(file.path)}
    what = "files of the wizard that a page loads"
    figures.append(Figure(what, len(loaded), "", ", ".join(sorted(loaded)), 0))
    yield Chapter("views", "A first view of the documentation", VIEW_NOTES, figures, sizes)


def _views(bench: Bench, offered: Sequence[str]) -> Iterator[tuple[str, list[Sent]]]:
    """What is sent for each page of the documentation, each in a browser context of its own."""
    bench.server.offered = offered
    browser = bench.playwright.chromium.launch(executable_path=executable(), args=FLAGS)
    for page in _pages(bench.server.root / "site"):
        with browser.new_context() as context:
            bench.server.take()
            context.new_page().goto(f"{bench.server.url}site/{page}", wait_until="networkidle")
            yield page, bench.server.take()
    browser.close()
    bench.server.offered = BROTLI


def _pages(site: Path) -> list[str]:
    """The addresses of the documentation's pages below the site's root."""
    found = (file.parent.relative_to(site) for file in site.rglob("index.html"))
    return sorted("" if page == Path() else f"{page.as_posix()}/" for page in found if page.name not in APART)


def _kilobytes(files: Sequence[Sent]) -> float:
    """What was sent, in units of 1,000 bytes."""
    return sum(file.bytes for file in files) / 1000


def _largest(host: str, sizes: dict[str, float]) -> Figure:
    page, size = max(sizes.items(), key=lambda item: item[1])
    remark = f"of {len(sizes)} pages, the smallest {min(sizes.values()):.1f} kB; the largest is /{page}"
    return Figure(f"largest first view, {host}", size, "kB", remark, MOST_KB)


def _is_of_the_wizard(path: str) -> bool:
    """Whether a file is the wizard's or Python's, and not the pages' own."""
    return "/assets/wizard" in path or "/assets/pyodide" in path or path.endswith((".wasm", ".zip"))
