"""The search as visitors use it: by keyboard, on a phone, under a strict policy, at no cost before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from publisher import setup
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
PHRASES = ROOT / "tests" / "publisher" / "customers_phrases.txt"
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"
)
INLINE = re.compile("<script>.*?</script>", re.DOTALL)
REFUSED = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });
}"""
MONDAY_MORNING = "2026-11-23T05:00:00Z"
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
MOST_BYTES = 12_000


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in Dhaka on a Monday morning, in which nothing is stored and only the site's own files run."""
    options: dict[str, Any] = {"viewport": DESKTOP, "timezone_id": "Asia/Dhaka"}
    with browser.new_context(**options | getattr(request, "param", {})) as context:
        page = context.new_page()
        page.clock.set_fixed_time(MONDAY_MORNING)
        page.add_init_script(REFUSED)
        page.route("**/*", strictly)
        yield page


def strictly(route: Route) -> None:
    """Answer as a host that runs nothing in the page itself would; the theme's own scripts are cut out."""
    if route.request.resource_type != "document":
        return route.continue_()
    response = route.fetch()
    headers = {**response.headers, "content-security-policy": STRICT}
    headers.pop("content-length", None)
    return route.fulfill(response=response, headers=headers, body=INLINE.sub("", response.text()))


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_be_focused()
    expect(page.locator("#find-ways li")).not_to_have_count(0)
    return page


def test_the_keyboard_alone_leads_to_an_answer_and_escape_back_to_where_it_began(
    page: Page, site_url: str
) -> None:
    opened(page, f"{site_url}policy/updates/")
    field, options = page.get_by_role("combobox"), page.get_by_role("option")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("phone number")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_contain_text("Phone / Chat: open until 18:00")
    expect(page.locator("#find-status")).to_have_text(f"{options.count()} answers")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site_url}policy/channels/#phone")


def test_an_answer_of_the_wizard_opens_it_there_and_a_clause_on_the_same_page_closes_the_search(
    page: Page, site_url: str
) -> None:
    opened(page, f"{site_url}policy/levels/")
    page.get_by_role("combobox").fill("4 business hours")
    page.get_by_role("option", name="§3b Response within 4 business hours").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url == f"{site_url}policy/levels/#critical"
    opened(page, f"{site_url}policy/levels/")
    page.get_by_role("combobox").fill("it crashes")
    page.get_by_role("option", name="Start: Something is broken").click()
    page.wait_for_url(f"{site_url}wizard/#topic=malfunction*")


def test_the_channels_stand_under_every_list_with_their_state(page: Page, site_url: str) -> None:
    opened(page, site_url)
    for typed in ("", "crash", "refund", "zzzzzz"):
        page.get_by_role("combobox").fill(typed)
        expect(page.locator("#find-ways li")).to_have_count(3)
        expect(page.get_by_role("link", name="Call +880")).to_be_visible()
        expect(page.locator("#find-ways li", has_text="Call")).to_contain_text("open until 18:00")
        expect(page.locator("#find-ways li", has_text="Portal")).to_contain_text("takes tickets now")
        expect(page.locator("#find-ways li").last).to_have_text("Emailnot published")
    page.clock.set_fixed_time("2026-11-26T17:00:00Z")
    page.get_by_role("combobox").fill("call")
    expect(page.locator("#find-ways li", has_text="Call")).to_contain_text("closed until Sunday")
    page.get_by_role("combobox").fill("email bounced")
    expect(page.get_by_role("option").first).to_contain_text("Email: not published")
    page.get_by_role("combobox").fill("24/7")
    expect(page.get_by_role("option").first).to_contain_text("Support Portal: takes tickets now")


def test_opened_again_it_tells_the_state_of_that_moment(page: Page, site_url: str) -> None:
    phone = page.locator("#find-ways li", has_text="Call")
    for at, state in (("11:58", "open until 18:00"), ("14:58", "closed until Tuesday")):
        page.clock.set_fixed_time(f"2026-11-23T{at}:00Z")
        if page.url == "about:blank":
            page.goto(site_url)
        page.get_by_role("button", name="Search").click()
        expect(phone).to_contain_text(state)
        page.keyboard.press("Escape")


def test_of_what_the_policy_does_not_answer_eight_in_ten_are_told_so(page: Page, site_url: str) -> None:
    lines = [line.partition(" | ") for line in PHRASES.read_text("utf-8").splitlines()]
    phrases = [phrase for phrase, _, ids in lines if ids == "-"]
    opened(page, site_url)
    said = []
    for phrase in phrases:
        page.get_by_role("combobox").fill(phrase)
        said.append(page.locator("#find-said").text_content())
    assert len(phrases) > 20
    assert len([one for one in said if one]) >= 0.8 * len(phrases)
    page.get_by_role("combobox").fill("Can I get a refund?")
    expect(page.locator("#find-status")).to_contain_text("The policy says nothing about refunds or credits.")


def test_it_costs_nothing_before_it_is_used_and_two_small_files_then(
    page: Page, site_url: str, built_site: Path
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site_url)))
    page.goto(site_url)
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if "search" in path or "worker" in path]
    assert not (built_site / "search").exists()
    before = len(asked)
    opened(page, site_url)
    page.get_by_role("combobox").fill("crash")
    expect(page.get_by_role("option").first).to_be_visible()
    found = [path for path in asked[before:] if "search" in path]
    assert len(found) == 2
    assert sum((built_site / f"{path}.br").stat().st_size for path in found) <= MOST_BYTES


def test_where_it_can_not_be_loaded_that_is_told_beside_the_way_to_all_words(
    page: Page, site_url: str
) -> None:
    page.route("**/search.json", lambda route: route.abort())
    page.goto(site_url)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("alert")).to_contain_text("The search could not be loaded.")
    page.get_by_role("link", name="All words from A to Z").click()
    page.wait_for_url(f"{site_url}a-z/")


@pytest.mark.parametrize(("file", "asked"), [("search.json", 2), ("search.js", 1)])
def test_what_failed_to_load_once_is_there_when_it_is_opened_again(
    page: Page, site_url: str, file: str, asked: int
) -> None:
    page.route(f"**/{file}", lambda route: route.abort(), times=asked)
    page.goto(site_url)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#find-ways li")).not_to_have_count(0)
    expect(page.get_by_role("alert")).to_be_hidden()


@pytest.mark.parametrize(
    "page", [{"viewport": PHONE}, {"viewport": DESKTOP, "color_scheme": "dark"}], indirect=True
)
def test_it_has_no_fault_that_axe_finds_and_fills_a_phone(page: Page, site_url: str) -> None:
    axe = (setup.ensure_axe(ROOT) / "axe.min.js").read_text("utf-8")
    opened(page, site_url)
    for typed in ("phone number", "refund"):
        page.get_by_role("combobox").fill(typed)
        page.keyboard.press("ArrowDown")
        assert violations(page, axe) == [], typed
    if page.viewport_size == PHONE:
        box = page.get_by_role("dialog").bounding_box()
        assert box == {"x": 0, "y": 0, "width": PHONE["width"], "height": PHONE["height"]}
        page.get_by_role("combobox").fill("phone")
        for option in page.get_by_role("option").all():
            assert (option.bounding_box() or {"height": 0})["height"] >= 44
        assert page.evaluate("document.getElementById('find').scrollWidth") <= PHONE["width"]


def test_tab_goes_through_the_search_and_gets_past_its_way_in(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}policy/updates/")
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search")).not_to_be_focused()
    opened(page, f"{site_url}policy/updates/")
    page.keyboard.type("call")
    for name in ("Close", "Open Support Portal", "Call +880", "All words"):
        page.keyboard.press("Tab")
        assert name in str(page.evaluate("document.activeElement.textContent"))


def test_without_script_the_way_in_is_a_link_to_all_words(browser: Browser, site_url: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{site_url}policy/updates/")
        page.get_by_role("link", name="Search").click()
        assert page.url == f"{site_url}a-z/"
        page.get_by_role("link", name="L", exact=True).click()
        letter = page.locator(page.url.partition("a-z/")[2])
        letter.locator("div", has=page.get_by_text("login", exact=True)).get_by_role("link").first.click()
        page.wait_for_url(f"{site_url}wizard/#topic=account")
