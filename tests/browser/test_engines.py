"""The whole journey in each engine as people have it, with Python, in the dark, on a narrow screen."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser import engines
from tests.browser.engines import EnginePage
from tests.browser.webkit import WebKitPage
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import answers_in, fragment
from wizard.edition import Edition
from wizard.protocol import respond

pytestmark = pytest.mark.browser

NOW = "2026-11-26T17:00:00Z"
TYPED_VERSION = fragment({**PRODUCTION_DOWN, "version": "0.0.7"})
STORY = "Nobody can sign in"
SUMMARY = "[data-detail=summary]"
BRIGHTNESS = "Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g))"
UNFOLDED = "document.querySelectorAll('#wizard details').forEach((one) => { one.open = true; })"
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where a browser keeps and saves files."""
    return tmp_path


@pytest.fixture
def chromium(playwright: Playwright, home: Path) -> Iterator[EnginePage]:
    with engines.chromium(playwright) as launched:
        page = launched.new_page(viewport={"width": 360, "height": 740}, color_scheme="dark")
        page.set_default_timeout(60_000)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.on("download", lambda file: file.save_as(home / file.suggested_filename))
        yield page


@pytest.fixture
def firefox(playwright: Playwright, home: Path) -> Iterator[EnginePage]:
    with engines.firefox(playwright, home) as launched:
        page = launched.new_page(viewport={"width": 360, "height": 740})
        page.set_default_timeout(60_000)
        yield page


@pytest.fixture
def webkit(home: Path) -> Iterator[WebKitPage]:
    with engines.webkit(home) as page:
        yield page


@pytest.mark.parametrize("engine", ["chromium", "firefox", "webkit"])
def test_the_whole_journey(
    request: pytest.FixtureRequest, site_url: str, edition: Edition, home: Path, engine: str
) -> None:
    page: EnginePage = request.getfixturevalue(engine)
    page.goto(f"{site_url}wizard/?now={NOW}")
    assert page.evaluate(BRIGHTNESS) < 64
    for question, answer in PRODUCTION_DOWN.items():
        page.click(f"form[data-question='{question}'] [data-answer='{answer}']")
    outcome = respond(edition, {"answers": PRODUCTION_DOWN, "now": NOW})["outcome"]
    page.wait_for_function("document.querySelector('[data-action=copy]')")
    assert page.evaluate("document.activeElement.id") == "wizard-heading"
    shown = page.evaluate("document.querySelector('#wizard').innerText")
    assert outcome["target"]["due"]["desk"][11:] in shown
    page.evaluate(UNFOLDED)
    page.type(SUMMARY, STORY)
    page.wait_for_function(
        f"document.querySelector('#wizard-paper').textContent.includes({json.dumps(STORY)})"
    )
    holds_what_is_told(page, home)
    back_reload_and_change_keep_it(page)
    page.goto("about:blank")
    page.goto(f"{site_url}wizard/?now={NOW}#{TYPED_VERSION}")
    page.wait_for_function(
        "document.querySelector('[data-action=copy]') && !document.querySelector('[data-sketch]')"
    )
    assert page.evaluate(FITS)


def test_in_webkit_tab_leads_past_the_search_to_the_first_answer(webkit: WebKitPage, site_url: str) -> None:
    webkit.goto(f"{site_url}wizard/")
    for _ in range(20):
        webkit.tab()
        if webkit.evaluate("document.activeElement.dataset.answer"):
            return
    raise AssertionError(webkit.evaluate("document.activeElement.outerHTML"))


def holds_what_is_told(page: EnginePage, home: Path) -> None:
    """The ticket that is copied is the one that is saved."""
    page.click("[data-action=copy]")
    page.wait_for_function("document.querySelector('#wizard-status').textContent")
    page.click("[data-action=download]")
    saved = in_the_end(page, home)
    assert STORY in saved
    page.evaluate("document.querySelector('main').prepend(document.createElement('textarea'))")
    page.click("main > textarea")
    page.press("main > textarea", "Control+v")
    pasted = "document.querySelector('main > textarea').value"
    page.wait_for_function(pasted)
    assert page.evaluate(pasted) == saved


def back_reload_and_change_keep_it(page: EnginePage) -> None:
    """To another answer and back again."""
    page.click("[data-action=change][data-question=cause]")
    page.wait_for_function("!location.hash.includes('cause')")
    page.reload()
    page.click("form[data-question=cause] [data-answer=unsure]")
    page.wait_for_function(f"document.querySelector('{SUMMARY}')?.value === {json.dumps(STORY)}")
    assert answers_in(page.url) == {**PRODUCTION_DOWN, "cause": "unsure"}
    page.go_back()
    page.wait_for_function("document.querySelector('form[data-question=cause]')")
    page.go_back()
    page.wait_for_function(f"document.querySelector('{SUMMARY}')")
    assert answers_in(page.url) == PRODUCTION_DOWN


def in_the_end(page: EnginePage, folder: Path) -> str:
    """The text of the file that is saved somewhere below a folder."""
    for _ in range(200):
        found = [file for file in folder.rglob("support-ticket-*.txt") if file.stat().st_size]
        if found:
            return found[0].read_text("utf-8")
        page.evaluate("0")  # Meanwhile is heard what the page has done.
        time.sleep(0.05)
    raise AssertionError("nothing was saved")
