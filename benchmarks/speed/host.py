"""The static host of all measured pages: it compresses their files ahead, serves them, and counts the bytes.

- A file is sent as it lies compressed beside itself (`.br`, `.gz`), in the best encoding that the browser
  accepts and the host offers at the moment.
- A file whose name changes with its content may be cached for ever; every other file is revalidated by tag.
- Every byte that is sent is counted, headers included.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli  # type: ignore[import-untyped]

SUFFIXES = {"br": ".br", "gzip": ".gz"}
"""The encodings, the best one first, with their file name suffixes."""
PACK: dict[str, Callable[[bytes], bytes]] = {".br": partial(brotli.compress, lgwin=24), ".gz": gzip.compress}
"""As hard as possible, which is the default of both."""
NONE, GZIP, BROTLI = (), ("gzip",), ("br", "gzip")
"""The encodings that a host may offer."""
COMPRESSED = {".css", ".html", ".js", ".json", ".mjs", ".py", ".svg", ".txt", ".wasm", ".xml", ".zip"}
LEAST_BYTES = 512
"""The size from which compressing is worth a header."""
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".py": "text/x-python",
    ".zip": "application/zip",
}
LASTING = re.compile(r"[-.]([0-9a-f]{8,}|\d+(\.\d+)+)([-./]|$)")
"""A hash or a whole version in a path: the content at that path never changes."""
CHUNK = 65_536


def compress(folder: Path, kept: Path) -> None:
    """Put `.br` and `.gz` beside the files below `folder` that have neither.

    What the build ships compressed stays as it is. All else is compressed by the same means, so that no
    candidate is favoured. The results are kept in the folder `kept`, by content:
    compressing Pyodide as hard as possible takes half a minute.
    """
    kept.mkdir(parents=True, exist_ok=True)
    for file in _bare(folder):
        content = file.read_bytes()
        for suffix, pack in PACK.items():
            packed = kept / f"{hashlib.sha256(content).hexdigest()[:24]}{suffix}"
            if not packed.is_file():
                packed.write_bytes(pack(content))
            if packed.stat().st_size < len(content):
                shutil.copyfile(packed, file.with_name(file.name + suffix))


def _bare(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        encoded = any(file.with_name(file.name + suffix).exists() for suffix in SUFFIXES.values())
        if (
            file.suffix in COMPRESSED
            and not encoded
            and file.is_file()
            and file.stat().st_size >= LEAST_BYTES
        ):
            yield file


@dataclass(frozen=True)
class Reply:
    """The answer to an HTTP request."""

    status: HTTPStatus
    headers: Mapping[str, str]
    body: bytes = b""

    def as_bytes(self) -> bytes:
        """All of it, as it goes over the wire."""
        lines = [f"HTTP/1.1 {self.status.value} {self.status.phrase}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("ascii") + self.body


@dataclass(frozen=True)
class Sent:
    """What was sent for one request: the path without its query, and the bytes that were written."""

    path: str
    status: int
    encoding: str
    bytes: int


def reply_to(root: Path, target: str, headers: Mapping[str, str], offered: Sequence[str]) -> Reply:
    """The reply to a GET of `target` below `root` by a host that offers some encodings."""
    path = unquote(urlsplit(target).path)
    file = _file(root, path)
    if file is None:
        return Reply(HTTPStatus.NOT_FOUND, {"Content-Length": "0"})
    chosen, encoding = _choose(file, headers.get("Accept-Encoding", ""), offered)
    stat = chosen.stat()
    tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    keep = "public, max-age=31536000, immutable" if LASTING.search(path) else "no-cache"
    caching = {"Cache-Control": keep, "ETag": tag, "Vary": "Accept-Encoding"}
    if headers.get("If-None-Match") == tag:
        return Reply(HTTPStatus.NOT_MODIFIED, caching)
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    content = {"Content-Type": kind, "Content-Length": str(stat.st_size), **encoding}
    return Reply(HTTPStatus.OK, {**content, **caching}, chosen.read_bytes())


def _file(root: Path, path: str) -> Path | None:
    found = (root / path.lstrip("/")).resolve()
    if found.is_dir():
        found /= "index.html"
    return found if found.is_file() and found.is_relative_to(root.resolve()) else None


def _choose(file: Path, accepted: str, offered: Sequence[str]) -> tuple[Path, dict[str, str]]:
    """The file to send in place of `file`, and the header that names its encoding."""
    names = {part.partition(";")[0].strip() for part in accepted.split(",")}
    for encoding, suffix in SUFFIXES.items():
        encoded = file.with_name(file.name + suffix)
        if encoding in offered and encoding in names and encoded.is_file():
            return encoded, {"Content-Encoding": encoding}
    return file, {}


class CountingServer(ThreadingHTTPServer):
    """Serves the files below a folder on a free local port."""

    daemon_threads = True

    def __init__(self, root: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.root = root
        self.offered: Sequence[str] = BROTLI
        self.delay = 0.0
        """Seconds before each answer."""
        self.url = f"http://127.0.0.1:{self.server_port}/"
        self._sent: list[Sent] = []
        self._lock = threading.Lock()

    def note(self, sent: Sent) -> None:
        """Count what was sent."""
        with self._lock:
            self._sent.append(sent)

    def take(self) -> list[Sent]:
        """What was sent since the last call."""
        with self._lock:
            taken, self._sent = self._sent, []
        return taken

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that closes breaks off its connections."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: CountingServer

    def do_GET(self) -> None:
        time.sleep(self.server.delay)
        reply = reply_to(self.server.root, self.path, dict(self.headers), self.server.offered)
        content, written = reply.as_bytes(), 0
        try:
            for start in range(0, len(content), CHUNK):
                written += self.wfile.write(content[start : start + CHUNK])
        finally:
            path, encoding = urlsplit(self.path).path, reply.headers.get("Content-Encoding", "")
            self.server.note(Sent(path, reply.status.value, encoding, written))

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(root: Path) -> Iterator[CountingServer]:
    """A server of a folder, for as long as it is needed."""
    with CountingServer(root) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
