"""What a visitor types stays in the tab: no host hears it, and nothing holds it once it is forgotten.

On each journey something of its own is typed into every field, and everything is looked through for it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.damages import HEAR_ERRORS
from tests.browser.hosts import Host
from tests.browser.test_editions_site import policy, site
from tests.browser.visits import ENTRY_WRITTEN, EVERYTHING_HELD, UNFOLDED
from tests.journeys.journeys import JOURNEYS, THURSDAY_NIGHT, Journey
from tests.publisher.edition_pair import EARLIER
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment

__all__ = ["policy", "site"]  # Fixtures.

pytestmark = pytest.mark.browser

SAMPLE = "an open critical case to escalate"
OF_ITS_OWN = "Qz7xMark4"
"""What every typed text begins with; no other text has it in it."""
VERSION = f"2.5-{OF_ITS_OWN}version"
WAYS = ("copy", "copy-subject", "copy-body", "show-code")
SAVED = ("download", "save-mail", "save-reminder", "save-contacts")

HELD_ELSEWHERE = """async () => JSON.stringify([
    { ...localStorage }, document.cookie, document.title, name, await indexedDB.databases(),
    await Promise.all((await caches.keys()).map(async (key) =>
        [key, (await (await caches.open(key)).keys()).map(({ url }) => url)])),
])"""
HEAR_PYTHON = """
window.answers = window.pops = 0;
addEventListener("popstate", () => { pops += 1; });
window.Worker = class extends Worker {
    constructor(...given) {
        super(...given);
        this.addEventListener("message", ({ data }) => { answers += data.kind === "answer"; });
    }
};
"""


@pytest.fixture
def host(built_site: Path) -> Iterator[Host]:
    with Host(built_site, damage=HEAR_ERRORS + HEAR_PYTHON).serving() as host:
        yield host


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(permissions=["clipboard-write"]) as context:
        context.set_default_timeout(30_000)
        yield context.new_page()


def journeys() -> list[Any]:
    """One in every run, and every fifth one in the sweeps."""
    walked = [journey for journey in JOURNEYS if journey.answers]
    marks = {one.name: [] if one.name == SAMPLE else [pytest.mark.sweep] for one in walked}
    chosen = [one for at, one in enumerate(walked) if one.name == SAMPLE or at % 5 == 0]
    return [pytest.param(one, marks=marks[one.name], id=one.slug) for one in chosen]


@pytest.mark.parametrize("journey", journeys())
def test_what_is_typed_stays_in_the_tab_on(page: Page, host: Host, journey: Journey) -> None:
    search(page, host)
    read_a_returned_ticket(page, host, journey)
    steps = walk(page, journey)
    fields = fill_in(page)
    assert {f"{OF_ITS_OWN}summary", f"{OF_ITS_OWN}email"} <= fields
    take_along(page)
    page.reload()
    page.locator(".top-home").click()
    page.go_back()
    expect(page.locator("#wizard-paper")).to_be_attached()
    assert has(page.evaluate("JSON.stringify({ ...sessionStorage })")) == fields
    stays_here(page, host)
    forget(page, steps)
    stays_here(page, host)
    assert has(page.evaluate(EVERYTHING_HELD)) == has(entries_of(page)) == set()
    assert page.evaluate("thrown") == []


def at_an_emergency(page: Page, wizard: str) -> None:
    page.goto(wizard)
    page.locator(".emergencies-list a").first.click()


def at_a_returned_ticket(page: Page, wizard: str) -> None:
    page.goto(wizard)
    page.locator(".wizard-returned summary").click()
    ticket = f"> {OF_ITS_OWN}returned\n> {wizard}#{fragment(PRODUCTION_DOWN)}\n> {OF_ITS_OWN}returned"
    page.locator("#wizard-ticket-text").fill(ticket)
    page.locator(".wizard-returned button").click()
    page.locator("#wizard-said").wait_for()


@pytest.mark.sweep
@pytest.mark.parametrize("begin", [at_an_emergency, at_a_returned_ticket])
def test_what_is_typed_stays_in_the_tab_where_a_case_begins(
    page: Page, host: Host, begin: Callable[[Page, str], None]
) -> None:
    begin(page, f"{host.address}wizard/?now={THURSDAY_NIGHT}")
    stays_here(page, host)
    assert fill_in(page)
    take_along(page)
    stays_here(page, host)
    forget(page, 0)
    stays_here(page, host)
    assert page.evaluate("thrown") == []


@pytest.mark.sweep
def test_what_is_typed_stays_in_the_tab_where_another_edition_takes_the_case(page: Page, site: Path) -> None:
    with Host(site, damage=HEAR_ERRORS + HEAR_PYTHON).serving() as host:
        page.goto(f"{host.address}wizard/?now={EARLIER}T12:00:00Z")
        page.wait_for_url(f"**/editions/{EARLIER}/wizard/**")
        steps = walk(page, Journey(name="any", answers={}, verdict=""))
        assert fill_in(page)
        take_along(page)
        stays_here(page, host)
        forget(page, steps)
        stays_here(page, host)
        assert page.evaluate("thrown") == []


def search(page: Page, host: Host) -> None:
    page.goto(host.address)
    page.locator(".top-search").click()
    page.locator("#find input").press_sequentially(f"{OF_ITS_OWN}search")
    page.wait_for_timeout(300)


def read_a_returned_ticket(page: Page, host: Host, journey: Journey) -> None:
    """Which opens nothing, as no link is in it."""
    page.goto(f"{host.address}wizard/?now={journey.now}")
    page.locator(".wizard-returned summary").click()
    page.locator("#wizard-ticket-text").fill(f"{OF_ITS_OWN}returned")
    page.locator(".wizard-returned button").click()
    page.wait_for_function("answers > 0")


def walk(page: Page, journey: Journey) -> int:
    """To an outcome, in so many steps; where a version is asked for, one of their own is typed."""
    steps = 0
    while not page.locator(".wizard-outcome").count():
        form = page.locator("form[data-question]")
        question = form.get_attribute("data-question") or ""
        if form.locator("#wizard-other").count():
            form.locator("#wizard-other").fill(VERSION)
            form.locator("#wizard-other").press("Enter")
        else:
            picked = form.locator(f"[data-answer='{journey.answers.get(question)}']")
            (picked if picked.count() else form.locator("[data-answer]")).first.click()
        expect(page.locator(f"form[data-question='{question}']")).to_have_count(0)
        steps += 1
    expect(page.locator(".wizard-folds")).to_be_attached()
    return steps


def fill_in(page: Page) -> set[str]:
    """Type something of its own into each field, and give all of it."""
    page.evaluate(UNFOLDED)
    fields = page.locator("input[data-detail]:not([type=checkbox]), textarea[data-detail]")
    typed = set()
    for field in fields.all():
        name = f"{OF_ITS_OWN}{(field.get_attribute('data-detail') or '').replace('-', '')}"
        typed.add(name)
        field.fill(f"{name}@example.org" if field.get_attribute("type") == "email" else name)
    for name in typed:
        expect(page.locator("#wizard-paper")).to_contain_text(name)
    return typed


def take_along(page: Page) -> None:
    """By every way that stays on the page."""
    page.evaluate(UNFOLDED)
    for way in WAYS:
        page.locator(f"[data-action='{way}']").first.click()
    for way in SAVED:
        for button in page.locator(f"[data-action='{way}']").all():
            with page.expect_download():
                button.click()
    page.locator("#wizard-code figure").wait_for()


def stays_here(page: Page, host: Host) -> None:
    """No host was told of it, and nothing but the tab holds it: its addresses the version alone."""
    assert has("\n".join(host.heard)) == set()
    assert has(page.evaluate(HELD_ELSEWHERE)) == has(str(page.context.cookies())) == set()
    assert has(entries_of(page) + page.evaluate("JSON.stringify(history.state)")) <= has(VERSION)


def entries_of(page: Page) -> str:
    """The addresses and titles of the tab's history."""
    told = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    return str(told["entries"])


def forget(page: Page, steps: int) -> None:
    """Start again, and once something else is told go back through all that is behind."""
    page.evaluate(UNFOLDED)
    page.locator("#wizard-ticket-text").fill(f"{OF_ITS_OWN}returned")
    page.locator("[data-action=restart]:visible").first.click()
    page.locator("form[data-question] [data-answer]").first.click()
    page.wait_for_function(ENTRY_WRITTEN)
    for _step in range(steps + 2):
        assert has(page.evaluate(EVERYTHING_HELD)) == set()
        before = page.evaluate("pops")
        page.evaluate("history.back()")
        page.wait_for_function(f"pops > {before}")


def has(text: str) -> set[str]:
    """Each text of its own that is in a text, as it is or in base64."""
    packed = {part for part in map(in_base64, range(3)) if part in text}
    return set(re.findall(rf"{OF_ITS_OWN}\w+", text, re.IGNORECASE)) | packed


def in_base64(shift: int) -> str:
    """What of it doesn't depend on what stands around it, behind so many bytes."""
    packed = b64encode(bytes(shift) + OF_ITS_OWN.encode()).decode()
    return packed[-(-shift * 8 // 6) : (shift + len(OF_ITS_OWN)) * 8 // 6]
