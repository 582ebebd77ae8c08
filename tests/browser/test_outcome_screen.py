"""What somebody in trouble has on a phone's screen, on paper, in large text, and of a ticket's gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from publisher.language.interface import Language
from tests.browser.pictures import OUTCOMES, PHONE_CLOSED, PHONE_OPEN, new_page, show
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment

pytestmark = pytest.mark.browser

FIRST_SCREEN, WHOLE = 740, 2_600

# The lowest edge of what has to stand on the first screen, and the height of the whole outcome.
MEASURED = """() => {
    const needed = document.querySelectorAll(".wizard-first :is(.wizard-main, .wizard-state, .wizard-reply)");
    const lowest = Math.max(...[...needed].map((one) => one.getBoundingClientRect().bottom + scrollY));
    return [needed.length, lowest, document.querySelector(".wizard-stage").scrollHeight];
}"""
# Texts that stick out of the screen, or of what cuts them off.
LOST = """() => [...document.querySelectorAll("#wizard *")].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    const seen = width > 1 && getComputedStyle(element).visibility === "visible";
    return seen && (left < 0 || right > document.documentElement.clientWidth + 1);
}).map((element) => element.className || element.localName)"""

BROKEN_WORDS = """() => [...document.querySelectorAll(".wizard-bar .wizard-button")].flatMap((button) => {
    const text = [...button.childNodes].find((node) => node instanceof Text);
    const range = document.createRange();
    return [...text.data.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return range.getClientRects().length > 1;
    });
})"""


COLOURS = """() => ["body", ".wizard-subject", ".wizard-chip"].map((one) => {
    const { color, backgroundColor } = getComputedStyle(document.querySelector(one));
    return [color, backgroundColor];
})"""

# What paper adds to the links of two channels.
BEHIND_LINKS = """() => ["tel:", "https:"].map((begins) => {
    const link = document.querySelector(`:is(.wizard-first, .wizard-other-ways) a[href^="${begins}"]`);
    return getComputedStyle(link, "::after").content;
})"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone in the dark."""
    with new_page(browser, "phone", "dark") as page:
        yield page


@pytest.mark.parametrize("now", [PHONE_OPEN, PHONE_CLOSED])
def test_what_to_do_and_by_when_stands_on_the_first_screen_and_all_is_short(
    phone: Page, site_url: str, now: str
) -> None:
    phone.clock.set_fixed_time(now)
    phone.goto(f"{site_url}wizard/#{fragment(PRODUCTION_DOWN)}")
    expect(phone.locator(".wizard-small")).to_be_attached()
    count, lowest, whole = phone.evaluate(MEASURED)
    assert count > 2
    assert lowest < FIRST_SCREEN
    assert whole < WHOLE


@pytest.mark.parametrize("name", ["phone-open", "phone-closed", "open-case-critical"])
def test_an_outcome_in_the_dark_is_printed_dark_on_white_on_two_pages_with_what_was_typed_and_every_address(
    phone: Page, site_url: str, name: str
) -> None:
    show(phone, f"{site_url}wizard/", OUTCOMES[name])
    for field in ("In one sentence", "What happens"):
        phone.get_by_role("textbox", name=field).fill("Nobody can sign in since today at nine. " * 15)
    expect(phone.locator(".wizard-body")).to_contain_text("since today at nine")
    phone.emulate_media(media="print", color_scheme="dark")
    colours = phone.evaluate(COLOURS)
    assert colours[0][1] == "rgb(255, 255, 255)"
    assert all(max(map(int, re.findall(r"\d+", color))) < 100 for color, _ in colours)
    assert phone.evaluate(BEHIND_LINKS) == ["none", '"https://care.bizmic.com"']
    for size in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page\b", phone.pdf(format=size))) <= 2


def test_text_of_twice_its_size_loses_nothing_on_a_phone(phone: Page, site_url: str) -> None:
    for name in ("phone-open", "not-covered", "problems"):
        show(phone, f"{site_url}wizard/", OUTCOMES.get(name, OUTCOMES["bug"]))
        phone.evaluate("document.documentElement.style.fontSize = '250%'")
        assert phone.evaluate(LOST) == []
        assert phone.evaluate(BROKEN_WORDS) == []


def test_what_is_wrong_is_said_at_its_field_and_summed_up_when_the_ticket_is_taken_along(
    phone: Page, site_url: str, language: Language
) -> None:
    show(phone, f"{site_url}wizard/", OUTCOMES["phone-open"])
    words = language.wizard
    phone.get_by_text(words.add_details, exact=True).click()
    mail = phone.get_by_label("Your e-mail")
    # As a browser fills it in that tells of it by a change alone.
    mail.evaluate(
        "(field) => { field.value = 'nobody'; field.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    expect(phone.locator(".wizard-body")).to_contain_text("nobody")
    expect(mail).to_have_attribute("aria-invalid", "true")
    expect(mail).to_have_accessible_description(words.problem_is["no-address"])
    phone.locator(".wizard-ticket-steps [data-action=copy]").click()
    summary = phone.locator(".wizard-problems")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("button")).to_have_count(4)
    summary.get_by_role("button", name="In one sentence").click()
    expect(phone.get_by_label("In one sentence")).to_be_focused()
    phone.keyboard.type("Nobody can sign in")
    expect(summary.get_by_role("button")).to_have_count(3)
    expect(phone.locator(".wizard-body")).not_to_contain_text("(not ")


def test_a_field_keeps_what_is_typed_while_the_sum_of_what_is_wrong_comes_and_goes(
    phone: Page, site_url: str, language: Language
) -> None:
    show(phone, f"{site_url}wizard/", OUTCOMES["phone-open"])
    for name in ("In one sentence", "What happens"):
        phone.get_by_label(name).fill("Nobody can sign in")
    phone.get_by_text(language.wizard.add_details, exact=True).click()
    phone.get_by_label("Your name").fill("Asha")
    phone.locator(".wizard-ticket-steps [data-action=copy]").click()
    summary, mail = phone.locator(".wizard-problems"), phone.get_by_label("Your e-mail")
    expect(summary).to_be_focused()
    expect(mail).to_be_visible()
    summary.get_by_role("button", name="Your e-mail").click()
    phone.keyboard.type("asha@example.o")
    expect(summary).to_have_count(0)
    expect(mail).to_be_focused()
    phone.keyboard.type("rg")
    expect(mail).to_have_value("asha@example.org")
    expect(phone.locator(".wizard-body")).to_contain_text("asha@example.org")


def test_where_copying_is_refused_the_ticket_stays_selected_though_something_is_missing(
    phone: Page, site_url: str
) -> None:
    show(phone, f"{site_url}wizard/", OUTCOMES["phone-open"])
    phone.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    phone.locator(".wizard-ticket-steps [data-action=copy]").click()
    expect(phone.locator(".wizard-problems")).to_have_count(1)
    expect(phone.locator("#wizard-paper")).to_be_focused()
    assert phone.locator(".wizard-subject").inner_text() in phone.evaluate("String(getSelection())")


def test_addresses_are_masked_by_the_keyboard_everywhere_and_one_is_put_back(
    phone: Page, site_url: str, language: Language
) -> None:
    show(phone, f"{site_url}wizard/", OUTCOMES["phone-open"])
    words, ticket = language.wizard, phone.locator(".wizard-body")
    phone.get_by_label("What happens").fill("asha@example.com at 10.0.0.5")
    expect(ticket).to_contain_text("asha@example.com at 10.0.0.5")
    phone.get_by_role("button", name=words.mask_several, exact=True).press("Enter")
    expect(ticket).to_contain_text("***** at *****")
    assert "asha@" not in str(phone.evaluate("({ ...sessionStorage })"))
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(ticket).to_contain_text("asha@example.com at *****")


def test_a_clause_is_heard_once_and_its_link_is_tall_enough(phone: Page, site_url: str) -> None:
    show(phone, f"{site_url}wizard/", OUTCOMES["bug"])
    links = phone.locator(".wizard-clause:visible")
    assert links.count() > 3
    assert min(links.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().height)")) >= 24
    item = phone.locator("ol.wizard-clauses > li").first
    said = item.aria_snapshot()
    text = (item.text_content() or "").split("§")[0].strip()
    assert said.count(text) == 1
