"""A ticket that came back, as the staff paste it into the page, and a visitor's link that was damaged."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from publisher.language.interface import Language
from tests.conftest import lasting
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import answers_in, fragment
from wizard.edition import Edition
from wizard.protocol import respond
from wizard.words import fill

pytestmark = pytest.mark.browser

BOOT_MS = 60_000
OPEN_ALL = "for (const part of document.querySelectorAll('#wizard details')) part.open = true"


def test_a_quoted_ticket_opens_at_its_answers_under_what_was_said_then(
    browser: Browser, site_url: str, edition: Edition, language: Language
) -> None:
    words, page_url = language.wizard.returned, f"{site_url}wizard/"
    request = {"answers": PRODUCTION_DOWN, "now": "2026-11-26T17:00:00Z", "page": lasting(page_url, edition)}
    outcome = respond(edition, request)["outcome"]
    severity = f"{language.ticket.severity}: {outcome['severity']['name']}"
    then = outcome["ticket"]["body"].replace(severity, f"{language.ticket.severity}: Mild")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(page_url)
        page.get_by_text(words.heading).click()
        field, button = page.get_by_label(words.label), page.get_by_role("button", name=words.read)
        field.fill("> See https://protect-us.mimecast.com/s/x")
        button.click()
        unread = page.locator(".wizard-returned").get_by_role("status")
        expect(unread).to_contain_text("protect-us.mimecast.com", timeout=BOOT_MS)
        field.fill("".join(f"> {line}\n" for line in then.splitlines()))
        button.click()
        said = page.locator("#wizard-said")
        expect(said.get_by_role("heading")).to_be_focused()
        expect(said).to_contain_text(fill(words.then, was=f"{language.ticket.severity}: Mild"))
        expect(said).to_contain_text(fill(words.today, today=severity))
        expect(said).to_contain_text("2026-11-29 13:00")
        expect(said).to_contain_text(words.reported_now)
        assert answers_in(page.url) == PRODUCTION_DOWN
        expect(page.locator("#wizard-paper")).to_be_attached()
        field.fill("Nothing to read in this one")
        button.click()
        expect(unread).to_contain_text(words.unread)
        expect(said).to_have_count(0)
        field.fill(then)
        button.click()
        expect(said).to_have_count(1)
        verdict = f"{language.ticket.verdict}: {outcome['verdict']['title']}"
        page.evaluate(OPEN_ALL)
        page.locator("[data-action=change]").last.click()
        expect(said).to_contain_text(fill(words.asks, question=edition.questions["requirements"].text))
        expect(said).to_contain_text(verdict)
        expect(said).not_to_contain_text(fill(words.today, today=severity))
        page.evaluate(OPEN_ALL)
        page.locator("[data-action=restart]:visible").click()
        expect(said).to_have_count(0)
        # At the first question, too, there is a way to begin anew.
        page.evaluate(OPEN_ALL)
        field.fill(f"{page_url}#topic=gone")
        button.click()
        said.get_by_role("button", name=language.wizard.restart).click()
        expect(said).to_have_count(0)


def test_what_a_ticket_said_stays_above_a_question_that_it_leaves_open_and_above_the_outcome_of_its_answer(
    browser: Browser, site_url: str, edition: Edition, language: Language
) -> None:
    words, page_url = language.wizard.returned, f"{site_url}wizard/"
    request = {"answers": PRODUCTION_DOWN, "now": "2026-11-26T17:00:00Z", "page": lasting(page_url, edition)}
    then = respond(edition, request)["outcome"]["ticket"]["body"]
    impact = edition.questions["impact"]
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(page_url)
        page.get_by_text(words.heading).click()
        page.get_by_label(words.label).fill(then.replace("&impact=down", ""))
        page.get_by_role("button", name=words.read).click()
        said, asks = page.locator("#wizard-said"), fill(words.asks, question=impact.text)
        expect(said).to_contain_text(asks, timeout=BOOT_MS)
        for line in then.splitlines():
            if line.startswith((f"{language.ticket.verdict}: We", f"{language.ticket.due}: ")):
                expect(said).to_contain_text(line)
        expect(said).to_contain_text("2026-11-29 13:00")
        expect(said).not_to_contain_text(words.still)
        expect(said).not_to_contain_text(words.decides_now.partition("{")[0])
        page.locator("[data-answer=severe]").click()
        expect(said).to_contain_text(re.compile(r"Then: Impact: .*Now: Impact: "))
        expect(said).to_contain_text("2026-11-29 13:00")
        expect(page.locator("#wizard-paper")).to_be_attached()


def test_a_link_with_a_dot_behind_it_and_tracking_in_it_leads_to_its_answers(
    browser: Browser, site_url: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site_url}wizard/#{fragment(PRODUCTION_DOWN)}.")
        expect(page.locator("#wizard-paper")).to_be_attached(timeout=BOOT_MS)
        assert answers_in(page.url) == PRODUCTION_DOWN
        page.goto("about:blank")
        page.goto(f"{site_url}wizard/#{fragment(PRODUCTION_DOWN)}&utm_source=mail")
        expect(page.locator("#wizard-paper")).to_be_attached(timeout=BOOT_MS)
        expect(page.locator("[data-notice=ignored]")).to_have_count(0)
