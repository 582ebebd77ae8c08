"""The site on localhost, made again as its sources change, with mistakes and a bar for the staff on it.

MkDocs' own live-reload server watches, serves and reloads. While the policy has mistakes the last good site
stays, with the findings on every page, until the next good edit.
"""

from __future__ import annotations

import html
import os
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from publisher.hosting.headers import without_policy
from publisher.making import Made, Sources, make_site
from publisher.mendable import Mendable
from publisher.pages.mkdocs_site import MkDocs
from publisher.progress import Steps
from publisher.staff_bar import TOUCHED, staff_bar, touched
from publisher.swap import MARK

HOST = "127.0.0.1"
PORTS_TRIED, HIGHEST_PORT = 20, 65_535
POLLING_SECONDS = 0.1
"""Between two looks at the sources: an edit should show at once, and a look costs little."""
Say = Callable[[str], None]

STYLE = """
    position: fixed; inset: 0 0 auto; z-index: 999; margin: 0; padding: 1rem; max-height: 60vh;
    overflow: auto;
    background: #8a1c1c; color: #fff; font: 16px/1.5 monospace; white-space: pre-wrap
"""


class SiteServer(LiveReloadServer):
    """The live-reload server, with the last build's findings on every page."""

    def __init__(self, sources: Sources, out: Path, mkdocs: MkDocs, port: int, say: Say) -> None:
        self._sources, self._out, self._mkdocs, self._say = sources, out, mkdocs, say
        self._findings = ""
        self._made: Made | None = None
        self._first: Made | None = None
        self._make_again()
        _ensure_page(out)
        super().__init__(self._make_again, HOST, port, str(out), polling_interval=POLLING_SECONDS)
        self._names = {f"{name}:{port}" for name in (HOST, "localhost")}

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as the live-reload server does, by WSGI; a page also shows the findings.

        Another site that makes its name lead here gets nothing, and no path has a NUL in it.
        """
        if environ.get("HTTP_HOST") not in self._names or "\0" in environ["PATH_INFO"]:
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"Not found."]
        if environ["PATH_INFO"] == TOUCHED and self._made and self._first:
            start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return [touched(self._made, self._sources.policy, self._sources.root, self._first)]
        head: list[Any] = []
        body = super().serve_request(environ, lambda *given: head.extend(given))
        status, headers = head[0], dict(head[1])
        if headers.get("Content-Type", "").startswith("text/html"):
            # Neither the server's own script nor the findings' look would be allowed.
            page = without_policy(b"".join(body))
            if self._made:
                page += staff_bar(self._made)
            if self._findings:
                page += f'<pre role="alert" style="{STYLE}">{html.escape(self._findings)}</pre>'.encode()
            headers.pop("Content-Length", None)
            body = [page]
        start_response(status, list(headers.items()))
        return body

    def watch_for_more(self, awaited: Path) -> None:
        """Watch a file or folder as soon as there is one, such as that of other editions."""
        handler = FileSystemEventHandler()

        def begin(event: FileSystemEvent) -> None:
            if Path(os.fsdecode(event.src_path)) == awaited:
                self.watch(str(awaited))
                with self._rebuild_cond:
                    self._want_rebuild = True
                    self._rebuild_cond.notify_all()

        handler.on_created = begin  # type: ignore[method-assign]
        self.observer.schedule(handler, str(awaited.parent), recursive=False)

    def _make_again(self) -> None:
        """Make the site; where its sources are wrong, it stays as it was, with what is wrong with them."""
        steps = Steps()
        try:
            made = make_site(self._sources, self._out, self._mkdocs, steps)
        except (Mendable, OSError) as refused:
            self._say(f"{refused}\nThe site stays as it was.")
            self._findings = str(refused)
            return
        self._say(f"{steps.total():.2f} s  edition {made.loaded.edition.digest}")
        self._findings = ""
        self._made, self._first = made, self._first or made


def serve_site(sources: Sources, wanted: int, say: Say) -> int:
    """Serve until Ctrl-C, at the wanted port or one of the next; the exit status."""
    last = min(wanted + PORTS_TRIED - 1, HIGHEST_PORT)
    port = next(filter(_is_free, range(max(wanted, 1), last + 1)), None)
    if port is None:
        say(f"No port from {wanted} to {last} is free. Name another with --port, from 1 to {HIGHEST_PORT}.")
        return 1
    with MkDocs() as mkdocs:
        server = SiteServer(sources, sources.root / ".cache" / "serve", mkdocs, port, say)
        for watched in sources.watched:
            server.watch(str(watched))
        for awaited in sources.awaited:
            server.watch_for_more(awaited.resolve())
        say(f"Serving {server.url}  Stop with Ctrl-C.")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            server.shutdown()
    return 0


def _ensure_page(out: Path) -> None:
    """A page to show findings on, where no site has been made yet."""
    if not out.exists():
        out.mkdir(parents=True)
        (out / MARK).write_text("", "utf-8")
        (out / "index.html").write_text("<!doctype html><title>…</title>", "utf-8")


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
