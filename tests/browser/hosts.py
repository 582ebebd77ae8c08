"""Static hosts as they differ: which files they send compressed, what they say of them, and how they fail."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import unquote, urlsplit

from publisher.bundle.keeping import integrity
from tests.conftest import Server
from tests.host_headers import headers_for

TYPES = {
    ".css": "text/css",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
}
LASTING = re.compile("assets/")
"""What a host may let browsers keep for ever."""
SUFFIXES = {"br": ".br", "gzip": ".gz", "": ""}


HEAD = b"<head>"
DAMAGE = "damage.js"
"""The name of a script that a host puts in front of all others in a page."""
BROKEN = "broken"
"""A path that is there as long as something is broken."""
HAPPENS_IN_WORKER = (
    f'const asked = new XMLHttpRequest(); asked.open("GET", "/{BROKEN}", false); asked.send();'
    "if (asked.status === 200) {"
)


@dataclass(frozen=True)
class Reply:
    """What a host sends."""

    status: int
    content: bytes
    headers: dict[str, str]


Fault = Callable[[Reply], Reply]
Trouble = Callable[["Handler", str], bool]
"""Whether something is wrong with the answer to a path, and another one was given."""


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
    below: str = ""
    """The path below which it serves the site."""
    caching: str | None = None
    """What it says of how long anything may be kept; without it, what the site says that it should say."""
    trouble: Trouble | None = None
    """What is wrong with it, if anything is."""
    address: str = ""
    sent: list[tuple[str, int]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    """Whatever browsers sent: each request's first line, headers and body."""
    damage: str = ""
    """What the browser does otherwise: a script in front of all others in every page."""
    faults: dict[str, Fault] = field(default_factory=dict)
    """What is sent otherwise: of paths that a pattern is found in."""
    is_broken: bool = True
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def asked(self) -> list[str]:
        """The paths that it was asked for, in order."""
        return [path for path, _ in self.sent]

    @contextmanager
    def serving(self) -> Iterator[Host]:
        """Serve the site until the end of a `with`."""
        handler = type("Handler", (Handler,), {"host": self})
        with Server(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            self.address = f"http://127.0.0.1:{server.server_address[1]}/{self.below}"
            yield self
            self.over.set()
            server.shutdown()

    def cure(self) -> None:
        """From now on everything goes well, but for what pages have already."""
        self.damage, self.is_broken = "", False
        self.faults.clear()

    def stall(self, reply: Reply) -> Reply:
        """The fault of never answering."""
        self.over.wait()
        return reply

    def put_in_place(self, name: str, change: Callable[[bytes], bytes]) -> None:
        """Have another file, and pages that count on it."""
        old = next(self.site.glob(f"assets/*/{name}")).read_bytes()
        new = change(old)
        old_hash, new_hash = (integrity(content).encode() for content in (old, new))
        self.faults[f"/{re.escape(name)}$"] = changed(lambda _: new)
        self.faults["wizard/$"] = changed(lambda page: page.replace(old_hash, new_hash))

    def break_in_worker(self, script: str) -> None:
        """Let something happen in Python's worker, until it is cured."""
        start = f"{HAPPENS_IN_WORKER}{script}}};".encode()
        self.put_in_place("worker.js", lambda worker: start + worker)


def changed(change: Callable[[bytes], bytes]) -> Fault:
    """The fault of another content, which isn't packed."""
    plain = {"Content-Encoding": "identity"}
    return lambda reply: replace(reply, content=change(reply.content), headers=reply.headers | plain)


class Handler(BaseHTTPRequestHandler):
    """Answers one connection's requests."""

    host: Host
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        time.sleep(self.host.delay)
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        self.host.heard.append(f"{self.requestline}\n{self.headers}")
        if not path.startswith(self.host.below):
            return self.send(path, Reply(404, b"", {}))
        path = path.removeprefix(self.host.below)
        if self.host.trouble and self.host.trouble(self, path):
            return None
        faults = [fault for pattern, fault in self.host.faults.items() if re.search(pattern, path)]
        reply = self.reply(path, as_it_is=bool(faults))
        for fault in faults:
            reply = fault(reply)
        return self.send(path, reply)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.host.heard.append(f"{self.requestline}\n{self.headers}{body!r}")
        self.send(self.path, Reply(405, b"", {}))

    def reply(self, path: str, *, as_it_is: bool) -> Reply:
        """What there is at a path of the site."""
        if path == DAMAGE:
            return Reply(200, self.host.damage.encode(), {"Content-Type": TYPES[".js"]})
        if path == BROKEN and self.host.is_broken:
            return Reply(200, b"", {})
        file = self.host.site / path
        file = file / "index.html" if file.is_dir() else file
        damaged = bool(self.host.damage) and file.suffix == ".html"
        packed = Path(f"{file}{'' if as_it_is or damaged else SUFFIXES[self.host.encoding]}")
        encoding = self.host.encoding if packed != file and packed.is_file() else ""
        if not file.is_file() or (file.suffix == ".gz" and not self.host.has_packed):
            return Reply(404, b"", {})
        content = (packed if encoding else file).read_bytes()
        if file.suffix == ".gz" and self.host.says_gz_is_encoded:
            encoding = "gzip"
        if damaged:
            content = content.replace(HEAD, HEAD + f'<script src="/{DAMAGE}"></script>'.encode())
        return Reply(200, content, self._headers(path, file, encoding))

    def _headers(self, path: str, file: Path, encoding: str) -> dict[str, str]:
        known = file.suffix not in self.host.unknown
        kind = TYPES.get(file.suffix, "") if known else ""
        return {
            "Content-Type": kind or "application/octet-stream",
            "Cache-Control": "max-age=600",
            **headers_for(self.host.site, path),
            **({} if self.host.caching is None else {"Cache-Control": self.host.caching}),
            **({"Content-Encoding": encoding} if encoding else {}),
        }

    def send(self, path: str, reply: Reply) -> None:
        """Answer with something."""
        self.host.sent.append((path, len(reply.content)))
        self.send_response(reply.status)
        for name, value in ({"Content-Length": str(len(reply.content))} | reply.headers).items():
            if value:
                self.send_header(name, value)
        try:
            self.end_headers()
            self.wfile.write(reply.content)
        except ConnectionError:
            self.close_connection = True  # The browser wants no more of it.

    def log_message(self, format: str, *args: object) -> None:
        pass
