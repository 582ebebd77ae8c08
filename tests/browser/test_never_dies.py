"""Whatever keeps the wizard's script from running, a click on an option leads on to the right question."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

from tests.conftest import Server
from wizard.edition import Edition

pytestmark = pytest.mark.browser

HISTORY_THROWS = """
for (const name of ["pushState", "replaceState"]) {
    History.prototype[name] = () => { throw new DOMException("no", "SecurityError"); };
}
"""
TO_OLD_ASSETS = (re.compile(r"assets/wizard-\w+"), "assets/wizard-0ld")
KNOWS_NO_MODULES = (re.compile('type="module"'), 'type="unknown"')
CUT_IN_THE_DATA = (re.compile('(id="wizard-page">.{2000}).*', re.DOTALL), r"\1")

Damage = Callable[[Page], object]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        context.set_default_timeout(10_000)
        yield context.new_page()


def goes_on(page: Page | FrameLocator, edition: Edition) -> None:
    """Two answers in a row lead to the third question."""
    for question in ("topic", "open-case"):
        asked = edition.questions[question]
        expect(page.get_by_role("heading", name=asked.text)).to_be_visible()
        page.locator(".wizard-option:visible", has_text=asked.options[0].label).click()
    expect(page.get_by_role("heading", name=edition.questions["cause"].text)).to_be_visible()


def script(**answer: Any) -> Damage:
    """The script is answered otherwise."""
    return lambda page: page.route("**/start.js", lambda route: route.fulfill(**answer))


def script_cut(page: Page) -> None:
    def cut(route: Route) -> None:
        body = route.fetch().body()
        route.fulfill(body=body[: len(body) // 2], content_type="text/javascript")

    page.route("**/start.js", cut)


def script_stalled(page: Page) -> None:
    page.route("**/start.js", lambda route: None)


def html(pattern: re.Pattern[str], by: str) -> Damage:
    """The page's HTML is another one."""

    def changed(route: Route) -> None:
        body, count = pattern.subn(by, route.fetch().text())
        assert count
        route.fulfill(body=body, content_type="text/html")

    return lambda page: page.route("**/wizard/", changed)


DAMAGES: dict[str, Damage] = {
    "the script is missing": script(status=404),
    "the script has the wrong type": script(body="", content_type="text/plain"),
    "the script is cut": script_cut,
    "the script never comes": script_stalled,
    "the script is of a newer language": script(body="new language", content_type="text/javascript"),
    "the browser knows no modules": html(*KNOWS_NO_MODULES),
    "the page's data are cut": html(*CUT_IN_THE_DATA),
    "the site was published anew under the page": html(*TO_OLD_ASSETS),
    "the history throws": lambda page: page.add_init_script(HISTORY_THROWS),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_click_leads_on_where(page: Page, site_url: str, edition: Edition, damage: Damage) -> None:
    damage(page)
    page.goto(f"{site_url}wizard/", wait_until="commit")
    goes_on(page, edition)


@pytest.mark.parametrize("allowed", ["", "allow-scripts"])
def test_a_click_leads_on_in_a_frame_that_is_sandboxed(
    page: Page, built_site: Path, edition: Edition, tmp_path: Path, allowed: str
) -> None:
    # From a host that sends no headers, since the site's own forbid all frames.
    (tmp_path / "help").symlink_to(built_site)
    frame = f'<iframe sandbox="{allowed}" src="help/wizard/" width="800" height="700"></iframe>'
    (tmp_path / "index.html").write_text(frame, "utf-8")
    with Server(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        goes_on(page.frame_locator("iframe"), edition)
        server.shutdown()


def test_a_click_leads_on_in_a_site_that_is_opened_as_files(
    page: Page, built_site: Path, edition: Edition
) -> None:
    page.goto((built_site / "wizard/index.html").as_uri())
    goes_on(page, edition)


def test_names_that_every_object_has_are_no_answers(page: Page, site_url: str, edition: Edition) -> None:
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(f"{site_url}wizard/#__proto__=x&constructor=y&toString=z")
    goes_on(page, edition)
    assert heard == []
