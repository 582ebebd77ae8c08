"""What tests share: the site of the real policy, built once, served below a sub-path, and browsers."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

from publisher import setup
from publisher.bundle import files as bundle
from publisher.bundle.keeping import made_once
from publisher.language.interface import Language
from publisher.making import Sources, make_site
from publisher.pages.mkdocs_site import MkDocs
from publisher.policy_file.edition_file import edition_of, load_language, load_policy
from publisher.progress import Steps
from tests.host_headers import headers_for
from wizard.edition import Edition
from wizard.reopening import EDITION_IN_LINK

ROOT = Path(__file__).resolve().parent.parent
SITES = {"built_site", "bundled", "mkdocs", "browser"}
"""What takes a site, or the wizard's files, to begin with."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WITHOUT_WINDOWS = ("chromium-headless-shell", *BROWSERS)
"""The same engine without a browser's windows, if it is there: a page in it is a quarter of the work."""
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]
SHORT_VISITS = [*BROWSER_FLAGS, "--js-flags=--liftoff-only"]
"""For pages that are soon left: WebAssembly is compiled once, and not a second time to run faster, which is a
third of all that a page with Python costs. The whole journey has the browser as it comes."""


# How long something takes on a busy machine says nothing of whether it is right.
settings.register_profile(
    "untimed", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the site comes last, so that most tests run while one process makes it."""
    items.sort(key=lambda item: not SITES.isdisjoint(getattr(item, "fixturenames", ())))


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)


@pytest.fixture(scope="session")
def language() -> Language:
    return load_language(ROOT / "site_src" / "words", "en")


@pytest.fixture(scope="session")
def edition(language: Language) -> Edition:
    """The edition of the real policy."""
    return edition_of(load_policy(ROOT / "policy.yaml"), language)


@pytest.fixture(scope="session")
def mkdocs() -> Iterator[MkDocs]:
    """MkDocs, loaded once."""
    with MkDocs() as loaded:
        yield loaded


@pytest.fixture(scope="session")
def built_site(request: pytest.FixtureRequest) -> Path:
    """The site of the real policy, which one of the processes that run tests makes for all of them."""
    folder = ROOT / ".cache" / "tested"
    out = folder / "site"

    def make() -> bytes:
        # Without what it would keep of the builds before.
        shutil.rmtree(out, ignore_errors=True)
        for earlier in folder.glob("*.made"):
            earlier.unlink()
        pyodide, node = setup.ensure_pyodide(ROOT), setup.ensure_node(ROOT)
        sources = Sources(ROOT, ROOT / "policy.yaml", pyodide, node)
        make_site(sources, out, request.getfixturevalue("mkdocs"), Steps())
        return b""

    made_once(folder / f"{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}.made", make)
    return out


@pytest.fixture(scope="session")
def bundled(edition: Edition) -> bundle.Bundle:
    """The wizard's files of the real policy."""
    pyodide, node = setup.ensure_pyodide(ROOT), setup.ensure_node(ROOT)
    return bundle.make(edition, ROOT / "wizard", pyodide, node)


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """Where the built site is served: below a sub-path, by a plain static server."""
    with served(built_site) as url:
        yield url


def lasting(wizard: str, edition: Edition) -> str:
    """The address of a wizard's page as tickets have it, with the edition that decided."""
    return f"{wizard}?{EDITION_IN_LINK}={edition.policy.effective}"


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site below a sub-path, and give its address."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "help").symlink_to(site)
        handler = partial(_Quiet, directory=folder)
        with Server(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_address[1]}/help/"
            server.shutdown()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; there can be only one in a process."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium."""
    found = program("Chromium", *WITHOUT_WINDOWS)
    browser = playwright.chromium.launch(executable_path=found, args=SHORT_VISITS)
    yield browser
    browser.close()


def program(name: str, *programs: str) -> str:
    """The first program that is there; where there is none, tests are skipped, or fail if it is required."""
    found = installed(*programs)
    if found is None:
        missing = f"{name} is missing: {', '.join(programs)}"
        if os.environ.get("HELP_REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    return found


def installed(*programs: str) -> str | None:
    """The first program that is there, if there is one."""
    return next(filter(None, map(shutil.which, programs)), None)


class Server(ThreadingHTTPServer):
    """A server to which it is no error that a browser wants no more of a file."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _wait_for_function(page: Page, expression: str, *, arg: Any = None, timeout: float = 60_000) -> None:
    """Wait until an expression is true of a page."""
    late = time.monotonic() + timeout / 1000
    while not _is_true(page, expression, arg):
        assert time.monotonic() < late, expression
        page.wait_for_timeout(20)


def _is_true(page: Page, expression: str, arg: Any) -> bool:
    try:
        return bool(page.evaluate(expression, arg))
    except Error as error:
        # Another page takes its place just now; the second is what Firefox says.
        if any(said in str(error) for said in ("context was destroyed", "should be an object, got null")):
            return False
        raise


# Playwright's own evaluates a text in the page again and again, which the site's policy forbids.
Page.wait_for_function = _wait_for_function  # type: ignore[assignment, method-assign]


@pytest.fixture(autouse=True)
def keeps_to_the_policy(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In a test with a browser nothing violates the pages' policy, and no other host is asked."""
    wrong: list[str] = []
    if "browser" in request.fixturenames:
        browser: Browser = request.getfixturevalue("browser")
        make_context, make_page = browser.new_context, browser.new_page

        # What a service worker asks for Playwright lets no test see or change; only its own tests have one.
        def new_context(**options: Any) -> BrowserContext:
            return _watched(make_context(**{"service_workers": "block", **options}), wrong)

        def new_page(**options: Any) -> Page:
            page = make_page(**{"service_workers": "block", **options})
            _watched(page.context, wrong)
            return page

        monkeypatch.setattr(browser, "new_context", new_context)
        monkeypatch.setattr(browser, "new_page", new_page)
    yield
    assert wrong == []


def _watched(context: BrowserContext, wrong: list[str]) -> BrowserContext:
    def hear(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            wrong.append(said.text)

    def see(asked: Request) -> None:
        if urlsplit(asked.url).hostname not in (None, "127.0.0.1", "localhost"):
            wrong.append(asked.url)

    context.on("console", hear)
    context.on("request", see)
    return context


class _Quiet(SimpleHTTPRequestHandler):
    """A static server that writes no log, and sends what a site says that its host should."""

    def end_headers(self) -> None:
        site, path = Path(self.directory) / "help", urlsplit(self.path).path.removeprefix("/help/")
        for name, value in headers_for(site, path).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass
