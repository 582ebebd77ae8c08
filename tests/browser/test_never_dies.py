"""Whatever keeps the wizard's script from running, a click on an option leads on to the right question."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.conftest import Server
from wizard.edition import Edition

pytestmark = pytest.mark.browser


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
