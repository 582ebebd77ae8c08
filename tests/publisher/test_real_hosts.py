"""Real nginx and Caddy, told by a site's own snippets, serve it below a sub-path as they should."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from publisher import setup
from publisher.making import Sources, make_site
from publisher.pages.mkdocs_site import MkDocs
from publisher.progress import Steps
from tests.host_headers import headers_for
from tests.publisher.long_form import long_form
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment

pytestmark = pytest.mark.sweep

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://help.example.org/support/help/"
BELOW = "/support/help/"
NGINX = """
daemon off; master_process off; error_log stderr warn; pid {folder}/pid;
events {{ }}
http {{
    include /etc/nginx/mime.types; access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{ listen 127.0.0.1:{port}; root {folder}/www; include {site}/hosting/nginx.conf; }}
}}
"""
CADDY = """
{{
	admin off
	auto_https off
	storage file_system {folder}/caddy
}}
http://127.0.0.1:{port} {{
	root * {folder}/www
	import {site}/hosting/Caddyfile
}}
"""
HOSTS = {
    "nginx": (NGINX, ["nginx", "-c", "{folder}/conf", "-p", "{folder}"]),
    "caddy": (CADDY, ["caddy", "run", "--adapter", "caddyfile", "--config", "{folder}/conf"]),
}
TYPES = {
    ".css": ("text/css",),
    ".html": ("text/html",),
    ".js": ("text/javascript", "application/javascript"),
    ".json": ("application/json",),
    ".svg": ("image/svg+xml",),
    ".wasm": ("application/wasm",),
    ".zip": ("application/zip",),
}


@pytest.fixture(scope="module")
def site(mkdocs: MkDocs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that says where it is published, in the folder that its address names."""
    folder = tmp_path_factory.mktemp("hosted")
    policy = folder / "policy.yaml"
    text = long_form()
    policy.write_text(f"{text}\naddress: {ADDRESS}\n", "utf-8")
    sources = Sources(ROOT, policy, setup.ensure_pyodide(ROOT), setup.ensure_node(ROOT))
    site = folder / "www/support/help"
    make_site(sources, site, mkdocs, Steps())
    folder.chmod(0o755)
    return site


@pytest.fixture(scope="module", params=HOSTS)
def port(request: pytest.FixtureRequest, site: Path) -> Iterator[int]:
    """The port at which a host serves the site."""
    settings, command = HOSTS[request.param]
    if not shutil.which(command[0]):
        assert not os.environ.get("HELP_REQUIRE_BROWSER"), f"{command[0]} is missing"
        pytest.skip(f"{command[0]} is missing")
    with running(site, settings, command) as port:
        yield port


@contextmanager
def running(site: Path, settings: str, command: list[str]) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    folder = site.parents[2]
    given = {"folder": folder, "site": site, "port": port}
    (folder / "conf").write_text(settings.format(**given), "utf-8")
    program = [part.format(**given) for part in command]
    process = subprocess.Popen(program, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": str(folder)})
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.communicate()


def ask(port: int, path: str, encodings: str = "") -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", f"{BELOW}{path}", headers={"Accept-Encoding": encodings})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def paths(site: Path) -> list[str]:
    files = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix in TYPES)
    return [name.removesuffix("index.html") if name.endswith("index.html") else name for name in files]


def test_every_file_is_sent_with_its_type_and_with_what_the_site_says_of_it(port: int, site: Path) -> None:
    for path in paths(site):
        status, headers, body = ask(port, path)
        file = site / path / "index.html" if path.endswith("/") or not path else site / path
        assert (status, body) == (200, file.read_bytes()), path
        assert headers["content-type"].partition(";")[0] in TYPES[file.suffix], path
        told = headers_for(site, f"{BELOW[1:]}{path}")
        assert {name: headers.get(name.lower()) for name in told} == told, path
        assert headers["cache-control"] == told.get("Cache-Control", "no-cache"), path


def test_what_lies_packed_beside_a_file_is_sent_in_its_place(port: int, site: Path) -> None:
    seen = 0
    for path in paths(site):
        file = site / path / "index.html" if path.endswith("/") or not path else site / path
        packed = Path(f"{file}.gz")
        if packed.is_file():
            _, headers, body = ask(port, path, "gzip")
            assert headers.get("content-encoding") == "gzip", path
            assert body == packed.read_bytes(), path
            seen += 1
    assert seen > 20


def test_what_is_not_there_is_told_by_the_sites_own_page_and_may_be_there_soon(port: int, site: Path) -> None:
    for path in ("nothing/", "assets/wizard-0000000000/gone.js"):
        status, headers, body = ask(port, path)
        assert (status, body) == (404, (site / "404.html").read_bytes())
        assert "immutable" not in headers.get("cache-control", "")
        assert "default-src 'none'" in headers["content-security-policy"]


def test_the_wizard_leads_to_its_outcome_and_python_answers(port: int, browser: Browser) -> None:
    context = browser.new_context()
    context.add_init_script(
        "window.answers = 0; window.Worker = class extends Worker { constructor(...given) { super(...given);"
        "this.addEventListener('message', ({ data }) => { answers += data.kind === 'answer'; }); } };"
    )
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}{BELOW}wizard/?now=2026-11-26T17:00:00Z#{fragment(PRODUCTION_DOWN)}")
    expect(page.locator(".wizard-due")).to_be_visible(timeout=20_000)
    page.wait_for_function("answers > 0")
    context.close()
