"""An object store on loopback that speaks as much of S3's protocol as publishing to one takes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from tests.conftest import Server

KEPT = ("cache-control", "content-type", "content-encoding", "x-amz-meta-mtime")
LISTED = (
    "<Contents><Key>{key}</Key><Size>{size}</Size><ETag>&quot;{tag}&quot;</ETag>"
    "<LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
)
FOLDER = "<CommonPrefixes><Prefix>{folder}</Prefix></CommonPrefixes>"


@dataclass(frozen=True)
class Stored:
    """An object and its headers."""

    content: bytes
    headers: dict[str, str]


@dataclass
class ObjectStore:
    """A store, and the keys that it was told to keep or to forget, in that order."""

    objects: dict[str, Stored] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""

    @contextmanager
    def serving(self) -> Iterator[ObjectStore]:
        handler = type("Handler", (_Requests,), {"store": self})
        with Server(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            self.address = f"http://127.0.0.1:{server.server_address[1]}"
            yield self
            server.shutdown()


class _Requests(BaseHTTPRequestHandler):
    store: ObjectStore
    protocol_version = "HTTP/1.1"

    @property
    def key(self) -> str:
        return unquote(urlsplit(self.path).path)[1:]

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name: value for name in KEPT if (value := self.headers.get(name))}
        self.store.objects[self.key] = Stored(content, headers)
        self.store.told.append(("PUT", self.key))
        self._answer(200, b"", {"ETag": f'"{tag(content)}"'})

    def do_DELETE(self) -> None:
        self.store.objects.pop(self.key, None)
        self.store.told.append(("DELETE", self.key))
        self._answer(204, b"")

    def do_HEAD(self) -> None:
        found = self.store.objects.get(self.key)
        if found is None:
            return self._answer(404, b"")
        return self._answer(200, found.content, {**found.headers, "ETag": f'"{tag(found.content)}"'})

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        if "list-type" not in query and "prefix" not in query:
            return self.do_HEAD()
        prefix, delimiter = (query.get(name, [""])[0] for name in ("prefix", "delimiter"))
        bucket = self.key.rstrip("/") + "/"
        files, folders = {}, set()
        for name, stored in self.store.objects.items():
            key = name.removeprefix(bucket)
            rest = key.removeprefix(prefix)
            if not key.startswith(prefix):
                continue
            if delimiter and delimiter in rest:
                folders.add(prefix + rest.partition(delimiter)[0] + delimiter)
            else:
                files[key] = stored
        told = [
            LISTED.format(key=escape(key), size=len(one.content), tag=tag(one.content))
            for key, one in sorted(files.items())
        ]
        told += [FOLDER.format(folder=escape(folder)) for folder in sorted(folders)]
        return self._answer(200, f"<ListBucketResult>{''.join(told)}</ListBucketResult>".encode())

    def _answer(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def tag(content: bytes) -> str:
    return md5(content, usedforsecurity=False).hexdigest()
