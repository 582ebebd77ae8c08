"""Static hosts as they differ: which files they send compressed, and what they say of them."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.host_headers import headers_for

TYPES = {
    ".css": "text/css",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
}
LASTING = re.compile("assets/")
"""What a host may let browsers keep for ever."""
SUFFIXES = {"br": ".br", "gzip": ".gz", "": ""}


@dataclass
class Host:
    """A host of a site, and what it was asked for: each path with the bytes of what it sent."""

    site: Path
    encoding: str = ""
    """The encoding in which it sends what lies ready in it; without one, every file as it is."""
    has_packed: bool = True
    """Whether it has the files beside the files at all."""
    says_gz_is_encoded: bool = False
    unknown: tuple[str, ...] = ()
    """The suffixes whose type it does not know."""
    delay: float = 0.0
    """Seconds before each answer."""
    address: str = ""
    sent: list[tuple[str, int]] = field(default_factory=list)

    @property
    def asked(self) -> list[str]:
        """The paths that it was asked for, in order."""
        return [path for path, _ in self.sent]

    @contextmanager
    def serving(self) -> Iterator[Host]:
        """Serve the site until the end of a `with`."""
        handler = type("Handler", (_Handler,), {"host": self})
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            self.address = f"http://127.0.0.1:{server.server_address[1]}/"
            yield self
            server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    host: Host
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        time.sleep(self.host.delay)
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        file = self.host.site / path
        file = file / "index.html" if file.is_dir() else file
        packed = Path(f"{file}{SUFFIXES[self.host.encoding]}")
        encoding = self.host.encoding if packed != file and packed.is_file() else ""
        if not file.is_file() or (file.suffix == ".gz" and not self.host.has_packed):
            return self._send(path, 404, b"", {})
        content = (packed if encoding else file).read_bytes()
        if file.suffix == ".gz" and self.host.says_gz_is_encoded:
            encoding = "gzip"
        return self._send(path, 200, content, self._headers(path, file, encoding))

    def _headers(self, path: str, file: Path, encoding: str) -> dict[str, str]:
        known = file.suffix not in self.host.unknown
        kind = TYPES.get(file.suffix, "") if known else ""
        return {
            "Content-Type": kind or "application/octet-stream",
            "Cache-Control": "max-age=600",
            **headers_for(self.host.site, path),
            **({"Content-Encoding": encoding} if encoding else {}),
        }

    def _send(self, path: str, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.host.sent.append((path, len(content)))
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(content))}).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(content)
        except ConnectionError:
            self.close_connection = True  # The browser wants no more of it.

    def log_message(self, format: str, *args: object) -> None:
        pass
