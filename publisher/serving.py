"""The site on localhost, made again as its sources change, with what is wrong shown in the browser.

MkDocs' own live-reload server watches, serves and reloads. While the policy has mistakes the last good site
stays, with the findings on top of every page, until the next good edit.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from publisher.making import Sources, make_site
from publisher.pages.mkdocs_site import NotBuilt
from publisher.policy_file.findings import Refused
from publisher.ports import free_port
from publisher.progress import Steps
from publisher.swap import MARK

HOST = "127.0.0.1"
POLLING_SECONDS = 0.1
"""Between two looks at the sources: a short time, as an edit should show at once, and a look costs little."""
Say = Callable[[str], None]


STYLE = """
    position: fixed; inset: 0 0 auto; z-index: 999; margin: 0; padding: 1rem; max-height: 60vh;
    overflow: auto;
    background: #8a1c1c; color: #fff; font: 16px/1.5 monospace; white-space: pre-wrap
"""


class SiteServer(LiveReloadServer):
    """The live-reload server, with the last build's findings on top of every page."""

    def __init__(self, sources: Sources, out: Path, port: int, say: Say) -> None:
        self._make = partial(_make, sources, out, say)
        self._findings = self._make()
        _ensure_page(out)
        super().__init__(
            self._make_again, HOST, free_port(HOST, port), str(out), polling_interval=POLLING_SECONDS
        )

    def _make_again(self) -> None:
        self._findings = self._make()

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """The page with the reloading script, and before it what is wrong with its sources."""
        if self._findings:
            banner = f'<pre role="alert" style="{STYLE}">{html.escape(self._findings)}</pre>'
            content += banner.encode()
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        return page


def serve_site(sources: Sources, port: int, say: Say) -> int:
    """Serve until Ctrl-C; the exit status."""
    server = SiteServer(sources, sources.root / ".cache" / "serve", port, say)
    for watched in sources.watched:
        server.watch(str(watched))
    say(f"Serving {server.url}  Stop with Ctrl-C.")
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()
    return 0


def _make(sources: Sources, out: Path, say: Say) -> str:
    """Make the site; what is wrong with its sources, or an empty text."""
    steps = Steps(lambda text: None)
    try:
        made = make_site(sources, out, steps)
    except (Refused, NotBuilt) as refused:
        say(f"{refused}\nThe site stays as it was.")
        return str(refused)
    say(f"{steps.total():.2f} s  edition {made.loaded.edition.digest}")
    return ""


def _ensure_page(out: Path) -> None:
    """A page to show findings on, where no site has been made yet."""
    if not out.exists():
        out.mkdir(parents=True)
        (out / MARK).write_text("", "utf-8")
        (out / "index.html").write_text("<!doctype html><title>…</title>", "utf-8")
