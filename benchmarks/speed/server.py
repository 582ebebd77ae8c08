"""A static server for the measurements, the same for everything that is compared. Guarantees:

- A file goes out as it stands compressed beside itself (`.br`, `.gz`), in the best way that the browser takes
  and that is offered at the moment; files that change with their content's name are kept for ever, and every
  other one is asked for again, by its tag.
- Every byte that goes out is counted, the headers included.
"""

from __future__ import annotations

import mimetypes
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

SUFFIXES = {"br": ".br", "gzip": ".gz"}
"""The encodings, the best one first, with how the files that are encoded so are called."""
NONE, GZIP, BROTLI = (), ("gzip",), ("br", "gzip")
"""What a host may offer."""

CHUNK = 65_536
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".py": "text/x-python",
    ".zip": "application/zip",
}
LASTING = re.compile(r"[-.]([0-9a-f]{8,}|\d+(\.\d+)+)([-./]|$)")
"""A hash or a whole version in a path: what stands there never changes."""


@dataclass(frozen=True)
class Answer:
    """What is answered to a request."""

    status: HTTPStatus
    headers: Mapping[str, str]
    body: bytes = b""

    def head(self) -> bytes:
        """The status line and the headers as they go over the wire."""
        lines = [f"HTTP/1.1 {self.status.value} {self.status.phrase}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("ascii")


@dataclass(frozen=True)
class Sent:
    """What went out for one request: the path without its query, and all bytes that were written."""

    path: str
    status: int
    encoding: str
    bytes: int


def answer_to(root: Path, target: str, headers: Mapping[str, str], offered: Sequence[str]) -> Answer:
    """The answer to a GET of `target` below `root` by a host that offers some encodings."""
    path = unquote(urlsplit(target).path)
    file = _file(root, path)
    if file is None:
        return Answer(HTTPStatus.NOT_FOUND, {"Content-Length": "0"})
    chosen, encoding = choose(file, headers.get("Accept-Encoding", ""), offered)
    stat = chosen.stat()
    tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    keep = "public, max-age=31536000, immutable" if LASTING.search(path) else "no-cache"
    kept = {"Cache-Control": keep, "ETag": tag, "Vary": "Accept-Encoding"}
    if headers.get("If-None-Match") == tag:
        return Answer(HTTPStatus.NOT_MODIFIED, kept)
    body = chosen.read_bytes()
    told = {"Content-Type": content_type(file), "Content-Length": str(len(body)), **kept}
    return Answer(HTTPStatus.OK, told | ({"Content-Encoding": encoding} if encoding else {}), body)


def choose(file: Path, accepted: str, offered: Sequence[str]) -> tuple[Path, str]:
    """The file to send in place of `file`, and its encoding; an empty text where it goes out as it is."""
    takes = {one.partition(";")[0].strip() for one in accepted.split(",")}
    for encoding, suffix in SUFFIXES.items():
        encoded = file.with_name(file.name + suffix)
        if encoding in offered and encoding in takes and encoded.is_file():
            return encoded, encoding
    return file, ""


def content_type(file: Path) -> str:
    """The type of a file by its name."""
    return TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def _file(root: Path, path: str) -> Path | None:
    found = (root / path.lstrip("/")).resolve()
    if found.is_dir():
        found /= "index.html"
    return found if found.is_file() and found.is_relative_to(root.resolve()) else None


class Server(ThreadingHTTPServer):
    """Serves the files below a folder on a free local port."""

    daemon_threads = True

    def __init__(self, root: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.root = root
        self.offered: Sequence[str] = BROTLI
        self.url = f"http://127.0.0.1:{self.server_address[1]}/"
        self._sent: list[Sent] = []
        self._lock = threading.Lock()

    def note(self, sent: Sent) -> None:
        """Keep what went out."""
        with self._lock:
            self._sent.append(sent)

    def take(self) -> list[Sent]:
        """What went out since this was last asked."""
        with self._lock:
            taken, self._sent = self._sent, []
        return taken

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that is closed ends its connections in the middle."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        answer = answer_to(self.server.root, self.path, dict(self.headers), self.server.offered)
        told = answer.head() + answer.body
        written = 0
        try:
            for start in range(0, len(told), CHUNK):
                self.wfile.write(told[start : start + CHUNK])
                written += len(told[start : start + CHUNK])
        finally:
            path, encoding = urlsplit(self.path).path, answer.headers.get("Content-Encoding", "")
            self.server.note(Sent(path, answer.status.value, encoding, written))

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(root: Path) -> Iterator[Server]:
    """A server of a folder, for as long as it is needed."""
    with Server(root) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
