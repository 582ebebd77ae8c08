"""The host of all measured pages: what it replies, and that it counts every byte."""

from __future__ import annotations

import socket
from http import HTTPStatus
from pathlib import Path

import pytest

from benchmarks.speed.host import BROTLI, GZIP, NONE, Reply, reply_to, serving

CHROMIUM = {"Accept-Encoding": "gzip, deflate, br, zstd"}
HASHED = "assets/wizard-9acb200fef/wizard.js"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A served folder in which one file lies plain and compressed."""
    for name in (HASHED, "assets/site.css", "pyodide/pyodide.asm.wasm", "policy/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"plain " * 100)
    (tmp_path / f"{HASHED}.br").write_bytes(b"brotli")
    (tmp_path / f"{HASHED}.gz").write_bytes(b"gzipped")
    return tmp_path


@pytest.mark.parametrize(
    ("offered", "accepted", "encoding"),
    [
        (BROTLI, "gzip, deflate, br, zstd", "br"),
        (BROTLI, "gzip;q=1.0, deflate", "gzip"),
        (GZIP, "gzip, deflate, br, zstd", "gzip"),
        (NONE, "gzip, deflate, br, zstd", None),
        (BROTLI, "", None),
    ],
)
def test_a_file_is_sent_in_the_best_encoding_that_both_sides_know(
    folder: Path, offered: tuple[str, ...], accepted: str, encoding: str | None
) -> None:
    reply = reply_to(folder, f"/{HASHED}", {"Accept-Encoding": accepted}, offered)
    assert reply.headers.get("Content-Encoding") == encoding
    assert reply.headers["Content-Type"] == "text/javascript"
    assert reply.body == {"br": b"brotli", "gzip": b"gzipped", None: b"plain " * 100}[encoding]


def test_a_file_that_does_not_lie_there_compressed_is_sent_as_it_is(folder: Path) -> None:
    reply = reply_to(folder, "/pyodide/pyodide.asm.wasm", CHROMIUM, BROTLI)
    assert "Content-Encoding" not in reply.headers
    assert reply.headers["Content-Type"] == "application/wasm"


@pytest.mark.parametrize(
    ("path", "lasts"),
    [
        (HASHED, True),
        ("assets/pyodide-314.0.7/pyodide.asm.wasm", True),
        ("assets/stylesheets/main.57a0d79d.min.css", True),
        ("assets/site.css", False),
        ("policy/", False),
    ],
)
def test_what_is_named_by_its_content_is_cached_for_ever_and_the_rest_is_revalidated(
    folder: Path, path: str, lasts: bool
) -> None:
    file = folder / (f"{path}index.html" if path.endswith("/") else path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"content")
    reply = reply_to(folder, f"/{path}", {}, BROTLI)
    assert ("immutable" in reply.headers["Cache-Control"]) is lasts


def test_a_visitor_who_has_a_file_already_gets_it_only_when_it_has_changed(folder: Path) -> None:
    first = reply_to(folder, "/policy/", {}, BROTLI)
    again = {"If-None-Match": first.headers["ETag"]}
    assert reply_to(folder, "/policy/", again, BROTLI).status == HTTPStatus.NOT_MODIFIED
    (folder / "policy/index.html").write_bytes(b"changed")
    assert reply_to(folder, "/policy/", again, BROTLI).body == b"changed"


@pytest.mark.parametrize("target", ["/nothing.js", "/../secret", "/%2e%2e/secret", "/assets/"])
def test_nothing_is_served_that_does_not_lie_in_the_folder(folder: Path, target: str) -> None:
    (folder.parent / "secret").write_text("outside")
    assert reply_to(folder, target, {}, BROTLI) == Reply(HTTPStatus.NOT_FOUND, {"Content-Length": "0"})


def test_every_byte_that_reaches_a_client_is_counted(folder: Path) -> None:
    with serving(folder) as server, socket.create_connection(("127.0.0.1", server.server_port)) as client:
        request = f"GET /{HASHED}?query HTTP/1.1\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n"
        client.sendall(request.encode())
        received = b"".join(iter(lambda: client.recv(4096), b""))
        (sent,) = server.take()
        assert (sent.path, sent.status, sent.encoding) == (f"/{HASHED}", 200, "br")
        assert sent.bytes == len(received)
        assert server.take() == []
