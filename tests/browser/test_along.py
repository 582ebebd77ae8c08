"""Other ways to take a case along, as a person finds them on the page, before Python has come."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from publisher import setup
from publisher.language.interface import Language
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment

BOOT_MS = 60_000
pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
FAULTS = """
axe.run({ resultTypes: ["violations"] })
    .then((found) => found.violations.map(({ id, nodes }) => [id, nodes[0].html]))
"""
UNFOLD = "for (const part of document.querySelectorAll('#wizard details')) part.open = true"
SHARING = "navigator.share = async (what) => { window.shared = what; }"


def test_a_case_is_taken_along_as_files_by_voice_by_sharing_and_as_a_code(
    browser: Browser, site_url: str, language: Language
) -> None:
    words = language.wizard.along
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.route("**/*.wasm", lambda route: route.abort())
        page.add_init_script(SHARING)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{site_url}wizard/?now=2026-11-26T17:00:00Z#{fragment(PRODUCTION_DOWN)}")
        expect(page.locator("#wizard-paper")).to_be_attached(timeout=BOOT_MS)
        page.evaluate(UNFOLD)
        page.get_by_label("In one sentence").fill("\u09ac\u09be\u0982\u09b2\u09be \U0001f600")
        begins = {words.mail: b"X-Unsent: 1\r\n", words.calendar: b"BEGIN:VCALENDAR\r\n"}
        for button, begin in {**begins, words.contacts: b"BEGIN:VCARD\r\n"}.items():
            with page.expect_download() as download:
                page.get_by_role("button", name=button).click()
            assert download.value.path().read_bytes().startswith(begin)
        page.get_by_role("button", name=words.body).click()
        expect(page.locator("#wizard-status")).to_have_text(language.wizard.copied)
        body = page.locator(".wizard-body").text_content()
        assert page.evaluate("navigator.clipboard.readText()") == body
        page.get_by_role("button", name=words.share).click()
        assert page.evaluate("shared.text").endswith(f"\n\n{body}")
        expect(page.locator(".wizard-spoken")).to_contain_text("\u09ac\u09be\u0982\u09b2\u09be \U0001f600")
        assert not any(address.endswith("/code.js") for address in asked)
        page.get_by_role("button", name=words.code).click()
        expect(page.get_by_role("img", name=words.code_shows)).to_be_visible()
        page.get_by_label("In one sentence").fill("Something else")
        expect(page.locator(".wizard-spoken")).to_contain_text("Something else")
        expect(page.get_by_role("img", name=words.code_shows)).to_be_visible()
        page.evaluate((setup.ensure_axe(ROOT) / "axe.min.js").read_text("utf-8"))
        assert page.evaluate(FAULTS) == []


def test_where_the_code_can_not_be_loaded_the_link_itself_is_shown(
    browser: Browser, site_url: str, language: Language
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/code.js", lambda route: route.abort())
        address = f"{site_url}wizard/#{fragment(PRODUCTION_DOWN)}"
        page.goto(address)
        expect(page.locator("#wizard-paper")).to_be_attached(timeout=BOOT_MS)
        page.evaluate(UNFOLD)
        page.get_by_role("button", name=language.wizard.along.code).click()
        expect(page.locator("#wizard-code")).to_contain_text(address)
