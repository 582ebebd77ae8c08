"""What a person notices of the wizard's page: what it shows, what it keeps, and what it does in trouble."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from publisher.language.interface import Language
from tests.browser.test_journeys import RECORD_VIEWS
from tests.browser.visits import ENTRY_WRITTEN
from tests.conftest import lasting
from tests.wizard.helpers import PRODUCTION_DOWN as ANSWERS
from wizard.address import answers_in, fragment
from wizard.edition import Edition
from wizard.outcome.blocks import blocks_of
from wizard.protocol import respond

pytestmark = pytest.mark.browser

BOOT_MS = 60_000
NOW = "2026-11-26T17:00:00Z"
OUTCOME = f"?now={NOW}#{fragment(ANSWERS)}"

# What a screen reader would be told from now on.
HEAR_WHAT_IS_SAID = """() => {
    window.said = [];
    const status = document.querySelector("[role=status]");
    const observer = new MutationObserver(() => said.push(status.textContent));
    observer.observe(status, { childList: true, subtree: true });
}"""
# What it would be told of what stands there and changes.
HEAR_WHAT_TURNS = """() => {
    window.turned = [];
    for (const live of document.querySelectorAll("[aria-live]")) {
        const observer = new MutationObserver(() => turned.push(live.textContent));
        observer.observe(live, { childList: true, subtree: true, characterData: true });
    }
}"""
FILLED_IN_BY_ITSELF = """(field) => {
    field.value = "Nobody can sign in";
    field.dispatchEvent(new Event("change", { bubbles: true }));
}"""

# What can be seen where on the page; what is folded away has no place yet.
PLACES = """() => [...document.querySelectorAll("main *")].map((element) => {
    if (!element.checkVisibility()) return [element.localName];
    const { top, left, width, height } = element.getBoundingClientRect();
    return [element.localName, top + scrollY, left, width, height];
})"""
VERSION_TYPED = f"?now={NOW}#{fragment({**ANSWERS, 'version': '0.0.7'})}"

# A click on an answer: what stands there right after it, and at the end of each of the next frames.
FRAMES = """(answer) => new Promise((resolve) => {
    const shown = () => {
        const { dataset } = document.querySelector("form[data-question]") ?? { dataset: {} };
        const { top } = document.querySelector(".wizard-stage").getBoundingClientRect();
        const focused = document.activeElement.id;
        return [dataset.question ?? "outcome", focused, Math.round(top)];
    };
    const seen = [];
    const { port1, port2 } = new MessageChannel();
    const record = () => requestAnimationFrame(() => port2.postMessage(null));
    port1.onmessage = () => {
        seen.push(shown());
        if (seen.length < 5) record();
        else resolve(seen);
    };
    document.querySelector(`[data-answer="${answer}"]`).click();
    seen.push(shown());
    record();
})"""

NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Makes pages, each with a storage of its own; options are those of a browser context."""
    contexts = []
    expect.set_options(timeout=BOOT_MS)

    def make(**options: Any) -> Page:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.set_default_timeout(BOOT_MS)
        return page

    yield make
    expect.set_options(timeout=None)
    for context in contexts:
        context.close()


@pytest.fixture
def wizard_url(site_url: str) -> str:
    return f"{site_url}wizard/"


def test_without_javascript_plain_links_lead_to_the_verdict_and_every_channel_can_be_read(
    new_page: NewPage, wizard_url: str, edition: Edition
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(wizard_url)
    channels = page.locator("#wizard-all-channels")
    for channel in edition.policy.channels:
        told = (channel.address, channel.promise, channel.note, edition.hours[channel.hours].text)
        for text in (channel.name, *(told if channel.address else ())):
            expect(channels).to_contain_text(text)
    for id, answer in ANSWERS.items():
        asked = edition.questions[id]
        expect(page.get_by_role("heading", name=asked.text)).to_be_visible()
        labels = {option.id: option.label for option in asked.options}
        # Without a clock a release is offered once before it came out and once from then on.
        page.locator(".wizard-options").get_by_role("link", name=labels.get(answer, answer)).last.click()
    end = page.locator(".wizard-step:visible")
    expect(end).to_have_count(1)
    outcome = respond(edition, {"answers": ANSWERS, "now": NOW})["outcome"]
    for text in (outcome["verdict"]["title"], outcome["target"]["text"], outcome["route"]):
        expect(end).to_contain_text(text)
    for channel in outcome["channels"]:
        expect(end).to_contain_text(channel["reason"])


def test_below_a_question_stands_first_who_can_be_reached_and_whether_it_is_open_and_in_a_line_who_cannot(
    new_page: NewPage, wizard_url: str
) -> None:
    at = f"{wizard_url}?now=2026-11-27T11:00Z#topic=malfunction"
    for script, state in (
        (True, "Closed until Sunday 29 November"),
        (False, "Sunday to Thursday 09:00 – 18:00"),
    ):
        page = new_page(java_script_enabled=script)
        page.goto(at)
        portal, phone, mail = page.locator("#wizard-all-channels li").all()
        expect(portal).to_contain_text("https://care.bizmic.com")
        expect(phone).to_contain_text(state)
        expect(mail).to_have_text("Email Not published")


def test_with_a_key_held_an_emergency_opens_in_a_tab_of_its_own(new_page: NewPage, wizard_url: str) -> None:
    page = new_page()
    page.goto(wizard_url)
    # The script has run.
    expect(page.locator(".wizard-returned")).to_be_attached()
    with page.context.expect_page() as opened:
        page.locator("a[data-action=follow]").first.click(modifiers=["Control"])
    expect(opened.value.locator("main")).to_be_attached()
    expect(page.locator("form[data-question=topic]")).to_be_visible()


def test_nothing_waits_for_python_and_nothing_on_the_page_moves_when_it_has_come(
    new_page: NewPage, wizard_url: str, language: Language
) -> None:
    page = new_page()
    page.add_init_script(RECORD_VIEWS)
    held: list[Route] = []
    page.route("**/*.wasm", lambda route: held.append(route))
    page.goto(f"{wizard_url}?now={NOW}")
    option(page, "setup").click()
    expect(question(page, "open-case").get_by_role("heading")).to_be_focused()
    page.wait_for_function(ENTRY_WRITTEN)
    page.go_back()
    for asked, answer in ANSWERS.items():
        question(page, asked).locator(f"[data-answer='{answer}']").click()
    expect(page.locator("#wizard-heading")).to_be_focused()
    page.wait_for_function("location.hash.includes('requirements')")
    assert answers_in(page.url) == ANSWERS
    summary = page.get_by_label("In one sentence")
    summary.press_sequentially("Nobody can sign in")
    expect(page.locator(".wizard-subject")).to_contain_text("Nobody can sign in")
    expect(page.locator(".wizard-due")).to_be_visible()
    expect(page.locator("#wizard-status")).to_be_empty()
    expect(page.locator("[data-sketch]")).to_have_count(0)
    before = page.evaluate(PLACES)
    for route in held:
        route.continue_()
    page.wait_for_function("views.some((view) => view.outcome)")
    assert page.evaluate(PLACES) == before
    expect(summary).to_be_focused()
    expect(summary).to_have_value("Nobody can sign in")


def test_what_an_answer_brings_comes_with_the_next_frame_in_its_place_and_with_the_focus_on_it(
    new_page: NewPage, wizard_url: str
) -> None:
    page = new_page(viewport={"width": 360, "height": 500})
    page.route("**/*.wasm*", lambda route: route.abort())
    page.goto(wizard_url)
    for (asked, answer), after in zip(ANSWERS.items(), [*ANSWERS, "outcome"][1:], strict=True):
        option(page, answer).scroll_into_view_if_needed()
        at_once, first, *others = page.evaluate(FRAMES, answer)
        assert at_once[0] == asked
        assert first[:2] == [after, "wizard-heading"]
        assert others == [first] * len(others)


def test_what_is_clicked_on_once_more_before_the_next_frame_is_answered_once(
    new_page: NewPage, wizard_url: str
) -> None:
    page = new_page()
    page.goto(wizard_url + OUTCOME)
    expect(page.locator("#wizard-details")).to_be_visible()
    entries = page.evaluate("history.length")
    page.evaluate("""() => {
        document.querySelector("[data-action=change][data-question=cause]").click();
        document.querySelector("[data-action=copy]").click();
    }""")
    expect(question(page, "cause").get_by_role("heading")).to_be_focused()
    page.evaluate("""() => {
        const option = document.querySelector("[data-answer=unsure]");
        for (let times = 0; times < 3; times++) option.click();
    }""")
    expect(page.locator("#wizard-details")).to_be_visible()
    page.wait_for_function("location.hash.includes('cause=unsure')")
    assert page.evaluate("history.length") == entries + 2
    page.go_back()
    expect(question(page, "cause")).to_be_visible()


def test_back_forward_reload_and_change_keep_what_was_told(
    new_page: NewPage, wizard_url: str, language: Language
) -> None:
    page = new_page()
    page.goto(wizard_url + OUTCOME)
    expect(page.locator("#wizard-details")).to_be_visible()
    page.get_by_label("In one sentence").fill("Nobody can sign in")
    name = language.wizard.change_it.replace("{name}", "Possible cause")
    page.locator(".wizard-fold.wizard-asked > summary").click()
    page.get_by_role("button", name=name).click()
    expect(option(page, "nothing")).to_contain_text(language.wizard.picked_before)
    expect(question(page, "cause").get_by_role("heading")).to_be_focused()
    page.wait_for_function("!location.hash.includes('cause')")
    page.reload()
    option(page, "unsure").click()
    expect(page.locator("#wizard-details")).to_be_visible()
    assert answers_in(page.url) == {**ANSWERS, "cause": "unsure"}
    expect(page.get_by_label("In one sentence")).to_have_value("Nobody can sign in")
    page.go_back()
    expect(question(page, "cause")).to_be_visible()
    page.go_back()
    expect(page.locator("#wizard-details")).to_be_visible()
    assert answers_in(page.url) == ANSWERS
    page.go_forward()
    expect(question(page, "cause")).to_be_visible()


def test_what_is_typed_stays_in_the_tab_and_leaves_it_by_copy_and_download_only(
    new_page: NewPage, wizard_url: str, site_url: str, language: Language
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(wizard_url + OUTCOME)
    expect(page.locator(".wizard-due")).to_be_visible()
    summary = page.get_by_label("In one sentence")
    summary.press_sequentially("Nobody can sign in")
    summary.press("Home")
    summary.press_sequentially("Since noon: ")
    expect(page.locator(".wizard-subject")).to_contain_text("Since noon: Nobody can sign in")
    expect(summary).to_be_focused()
    assert page.evaluate("document.activeElement.selectionStart") == len("Since noon: ")
    page.get_by_role("button", name=language.wizard.copy).click()
    expect(page.locator("#wizard-status")).to_have_text(language.wizard.copied)
    copied = page.evaluate("navigator.clipboard.readText()")
    page.get_by_text(language.wizard.along.heading).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=language.wizard.download).click()
    saved = Path(download.value.path()).read_text("utf-8")
    assert saved == copied
    shown = page.locator(".wizard-subject, .wizard-body").all_text_contents()
    assert copied == "\n\n".join(shown)
    assert "Nobody" not in page.url
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith("blob:")}
    assert hosts == {urlsplit(site_url).netloc}
    assert not [url for url in asked if "Nobody" in url]


def test_every_block_of_the_outcome_stands_on_the_page_in_its_order(
    new_page: NewPage, wizard_url: str, edition: Edition, language: Language
) -> None:
    told = respond(edition, {"answers": ANSWERS, "now": NOW, "page": lasting(wizard_url, edition)})
    held = {**told["outcome"], "asked": told["asked"]}
    blocks = [block for block in blocks_of(elsewhere=False) if block.place and not block.unnamed]
    named = [block.field for block in blocks if held[block.field]]
    assert len(named) > 8
    page = new_page()
    page.goto(f"{wizard_url}{OUTCOME}")
    expect(page.locator(".wizard-why")).to_be_attached()
    shown = page.locator(".wizard-stage").text_content() or ""
    at = 0
    for field in named:
        heading = language.wizard.headings[field]
        assert heading in shown[at:], field
        at += shown[at:].index(heading) + len(heading)


def test_a_link_with_unknown_answers_or_personal_details_takes_up_the_rest(
    new_page: NewPage, wizard_url: str, language: Language
) -> None:
    page = new_page()
    page.goto(f"{wizard_url}#topic=setup&no-such=thing&summary=somebody")
    expect(question(page, "open-case")).to_be_visible()
    expect(page.get_by_text(language.wizard.ignored)).to_be_visible()
    assert answers_in(page.url) == {"topic": "setup"}
    page.goto("about:blank")
    page.goto(f"{wizard_url}{OUTCOME}&summary=somebody")
    expect(page.get_by_label("In one sentence")).to_have_value("")
    expect(page.locator(".wizard-subject")).not_to_contain_text("somebody")


def test_where_webassembly_is_blocked_the_look_up_leads_to_the_outcome_its_deadline_and_a_ticket(
    new_page: NewPage, wizard_url: str, edition: Edition, language: Language
) -> None:
    page = new_page()
    page.route("**/*.wasm", lambda route: route.abort())
    page.goto(f"{wizard_url}?now={NOW}")
    for asked, answer in ANSWERS.items():
        question(page, asked).locator(f"[data-answer='{answer}']").click()
    outcome = respond(edition, {"answers": ANSWERS, "now": NOW})["outcome"]
    expect(page.locator("#wizard-heading")).to_have_text(outcome["lead"]["title"])
    expect(page.locator(".wizard-answer")).to_contain_text(outcome["verdict"]["title"])
    expect(page.locator(".wizard-due")).to_contain_text(outcome["target"]["due"]["desk"][11:])
    body = outcome["ticket"]["body"].splitlines()
    due = next(line for line in body if line.startswith(edition.words.ticket.due))
    expect(page.locator(".wizard-body")).to_contain_text(due)
    expect(page.locator("[data-sketch]")).to_have_count(0)
    for reason in outcome["reasons"]:
        expect(page.locator(".wizard-reasons")).to_contain_text(reason["text"])
    for channel in outcome["channels"]:
        expect(page.locator(".wizard-channels")).to_contain_text(channel["reason"])
    page.get_by_label("In one sentence").fill("Nobody can sign in")
    expect(page.locator(".wizard-subject")).to_contain_text("Nobody can sign in")


def test_the_instant_that_python_is_late_with_is_announced_once(
    new_page: NewPage, wizard_url: str, edition: Edition, language: Language
) -> None:
    page = new_page(timezone_id="Asia/Dhaka")
    page.add_init_script(RECORD_VIEWS)
    page.goto(wizard_url + VERSION_TYPED)
    page.wait_for_function("views.some((view) => view.outcome)")
    outcome = page.evaluate("views.find((view) => view.outcome).outcome")
    said = page.locator("#wizard-status")
    expect(said).to_contain_text(outcome["verdict"]["title"])
    expect(said).to_contain_text(outcome["target"]["due"]["desk"][11:])
    page.evaluate(HEAR_WHAT_IS_SAID)
    page.get_by_label("In one sentence").fill("Nobody can sign in")
    expect(page.locator(".wizard-subject")).to_contain_text("Nobody can sign in")
    assert page.evaluate("said") == []


def test_without_python_what_is_open_and_due_go_with_the_clock_and_at_closing_time_it_is_told_once(
    new_page: NewPage, wizard_url: str
) -> None:
    page = new_page(timezone_id="Asia/Dhaka")
    page.route("**/*.wasm", lambda route: route.abort())
    page.clock.install(time="2026-11-26T11:58:30Z")
    page.goto(f"{wizard_url}#{fragment(ANSWERS)}")
    first = page.locator(".wizard-first")
    expect(first.locator(".wizard-state")).to_contain_text("18:00")
    page.evaluate(HEAR_WHAT_TURNS)
    page.clock.fast_forward(60_000)  # The deadline alone has moved.
    expect(page.locator(".wizard-reply").last).to_contain_text("12:59")
    page.clock.fast_forward(60_000)
    expect(first.locator(".wizard-main")).to_contain_text("Support Portal")
    expect(page.locator(".wizard-due")).to_contain_text("13:00")
    page.clock.fast_forward(60_000)
    assert page.evaluate("turned") == ["File a ticket now"]


def test_where_neither_python_nor_the_look_up_can_answer_the_channels_and_what_was_told_are_shown(
    new_page: NewPage, wizard_url: str, edition: Edition, language: Language
) -> None:
    def without_look_up(route: Route) -> None:
        html = route.fetch()
        route.fulfill(response=html, body=html.text().replace('"lookup":', '"unknown":'))

    page = new_page()
    page.route("**/*.wasm", lambda route: route.abort())
    page.route(wizard_url, without_look_up)
    page.goto(wizard_url)
    option(page, "malfunction").click()
    trouble = page.locator("#wizard-trouble")
    expect(trouble.get_by_role("alert")).to_have_text(language.wizard.failed)
    for channel in edition.policy.channels:
        expect(trouble).to_contain_text(channel.name)
    expect(page.locator("#wizard-told")).to_have_text("Topic: Something is broken")
    page.unroute("**/*.wasm")
    page.get_by_role("button", name=language.wizard.retry).click()
    expect(question(page, "open-case")).to_be_visible()
    expect(trouble).to_be_empty()


def test_a_start_that_takes_long_is_reported_and_not_given_up(
    new_page: NewPage, wizard_url: str, language: Language
) -> None:
    page = new_page()
    held: list[Route] = []
    page.route("**/*.wasm", lambda route: held.append(route))
    page.clock.install()
    with page.expect_request("**/*.wasm"):
        page.goto(wizard_url + VERSION_TYPED)
    page.clock.fast_forward(31_000)
    expect(page.locator("#wizard-status")).to_have_text(language.wizard.still)
    for route in held:
        route.continue_()
    expect(page.locator("[data-sketch]")).to_have_count(0)
    expect(page.locator("#wizard-status")).not_to_contain_text(language.wizard.still)


def test_what_is_erased_is_named_and_comes_back_until_something_new_is_typed(
    new_page: NewPage, wizard_url: str, language: Language
) -> None:
    page = new_page()
    page.goto(wizard_url + OUTCOME)
    summary, said = page.get_by_label("In one sentence"), page.locator("#wizard-status")
    summary.fill("Nobody can sign in")
    page.get_by_role("button", name=language.wizard.erase).click()
    expect(said).to_contain_text("In one sentence")
    expect(summary).to_have_value("")
    page.get_by_role("button", name=language.wizard.undo).click()
    expect(summary).to_have_value("Nobody can sign in")
    expect(page.locator(".wizard-subject")).to_contain_text("Nobody can sign in")
    page.get_by_role("button", name=language.wizard.erase).click()
    summary.press_sequentially("x")
    expect(said).to_be_empty()
    expect(page.locator(".wizard-subject")).not_to_contain_text("Nobody")


def test_a_field_that_is_filled_in_by_itself_is_taken(new_page: NewPage, wizard_url: str) -> None:
    page = new_page()
    page.goto(wizard_url + OUTCOME)
    page.get_by_label("In one sentence").evaluate(FILLED_IN_BY_ITSELF)
    expect(page.locator(".wizard-subject")).to_contain_text("Nobody can sign in")


def test_open_and_closed_stay_true_on_both_clocks_while_somebody_types(
    new_page: NewPage, wizard_url: str
) -> None:
    page = new_page(timezone_id="America/New_York")
    page.clock.install(time="2026-11-26T11:58:30Z")
    page.goto(f"{wizard_url}#{fragment(ANSWERS)}")
    first = page.locator(".wizard-first")
    expect(first.locator(".wizard-state")).to_have_text(re.compile(r"07:00 .*\(18:00 .*\+06:00\)"))
    expect(first.locator(".wizard-main")).to_contain_text("+880 1722-313635")
    page.get_by_label("In one sentence").press_sequentially("abc")
    page.clock.fast_forward(120_000)
    expect(first.locator(".wizard-main")).to_contain_text("Support Portal")
    expect(page.get_by_label("In one sentence")).to_be_focused()
    expect(page.get_by_label("In one sentence")).to_have_value("abc")


def test_the_keyboard_alone_leads_to_the_outcome_at_320_pixels(new_page: NewPage, wizard_url: str) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{wizard_url}?now={NOW}")
    for id, answer in ANSWERS.items():
        expect(question(page, id)).to_be_visible()
        tab_to(page, answer)
        page.keyboard.press("Enter")
    expect(page.locator("#wizard-heading")).to_be_focused()
    expect(page.locator("#wizard-heading")).to_be_in_viewport()
    expect(page.locator("#wizard-details")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def question(page: Page, id: str) -> Locator:
    return page.locator(f"form[data-question='{id}']")


def option(page: Page, answer: str) -> Locator:
    return page.locator(f"[data-answer='{answer}']")


def tab_to(page: Page, answer: str) -> None:
    """Press Tab until the option has the focus."""
    for _ in range(40):
        if page.evaluate("document.activeElement.dataset.answer") == answer:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {answer}")
