"""Each engine as people have it, with a page that a test drives in the same way in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Browser, Playwright

from tests.browser.webkit import PROGRAMS, WebKitPage, webkit_page
from tests.conftest import BROWSER_FLAGS, BROWSERS, program

DARK: dict[str, str | float | bool] = {
    "ui.systemUsesDarkTheme": 1,
    "layout.css.prefers-color-scheme.content-override": 0,
}


class EnginePage(Protocol):
    """What a page can do in every engine, as Playwright calls it."""

    @property
    def url(self) -> str: ...
    def goto(self, url: str) -> object: ...
    def go_back(self) -> object: ...
    def reload(self) -> object: ...
    def evaluate(self, expression: str) -> Any: ...
    def wait_for_function(self, expression: str) -> object: ...
    def click(self, selector: str) -> None: ...
    def type(self, selector: str, text: str) -> None: ...
    def press(self, selector: str, key: str) -> None: ...


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Chromium with its windows."""
    found = program("Chromium", *BROWSERS)
    launched = playwright.chromium.launch(executable_path=found, args=BROWSER_FLAGS)
    yield launched
    launched.close()


@contextmanager
def firefox(playwright: Playwright, home: Path) -> Iterator[Browser]:
    """Firefox in a dark theme; whatever is saved goes below `home`."""
    launched = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=program("Firefox", "firefox-esr", "firefox"),
        firefox_user_prefs=DARK,
        downloads_path=home,
    )
    yield launched
    launched.close()


@contextmanager
def webkit(home: Path) -> Iterator[WebKitPage]:
    """WebKit's one page, in the same way."""
    for name in PROGRAMS:
        program("WebKit", name)
    with webkit_page(home) as page:
        yield page
