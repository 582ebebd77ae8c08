"""The home page, as someone in trouble meets it: the number, whether it is answered, the shortest way on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.wizard.helpers import DESK_CLOSED, DESK_OPEN
from wizard.edition import Edition
from wizard.hours import next_closing, next_opening

pytestmark = pytest.mark.browser

BERLIN, DHAKA = "Europe/Berlin", "Asia/Dhaka"


@pytest.fixture
def visit(browser: Browser, site_url: str) -> Iterator[Visit]:
    visit = Visit(browser, site_url)
    yield visit
    visit.leave()


class Visit:
    """Visits to the site from some place, on some screen."""

    def __init__(self, browser: Browser, site_url: str) -> None:
        self._browser, self._url, self._contexts = browser, site_url, []  # type: ignore[var-annotated]

    def __call__(self, address: str, zone: str = BERLIN, wide: bool = False, script: bool = True) -> Page:
        size = (1280, 800) if wide else (360, 740)
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]}, timezone_id=zone, java_script_enabled=script
        )
        self._contexts.append(context)
        page = context.new_page()
        page.route("**/*.wasm", lambda route: route.abort())
        page.goto(self._url + address)
        return page

    def leave(self) -> None:
        for context in self._contexts:
            context.close()


def words_at(instant: datetime, zone: str) -> tuple[str, str]:
    local = instant.astimezone(ZoneInfo(zone))
    return local.strftime("%A"), local.strftime("%H:%M")


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("now", [DESK_OPEN, DESK_CLOSED])
def test_the_number_and_whether_it_is_answered_are_there_without_scrolling(
    visit: Visit, edition: Edition, now: str, wide: bool
) -> None:
    page = visit(f"?now={now}", wide=wide)
    (phone,) = (one for one in edition.policy.channels if one.kind == "phone")
    number = page.locator(".desk a").first
    expect(number).to_be_in_viewport(ratio=1)
    expect(number).to_have_text(phone.address)
    week, instant = edition.weeks[phone.hours], datetime.fromisoformat(now)
    state = page.locator("[data-channel=phone]")
    opens = next_opening(week, instant)
    assert opens
    if opens == instant:
        closes = next_closing(week, instant)
        assert closes
        expect(state).to_have_text(f"open until {words_at(closes, BERLIN)[1]} today, your time")
    else:
        day, time = words_at(opens, BERLIN)
        expect(state).to_have_text(f"closed, opens {day} {time}, your time")
    expect(state).to_be_in_viewport(ratio=1)
    expect(page.locator(".emergencies-list a").last).to_be_in_viewport(ratio=1)


def test_the_moment_is_marked_in_the_desks_week_by_both_clocks(visit: Visit) -> None:
    page = visit(f"?now={DESK_CLOSED}")
    today = page.locator("[data-today]")
    expect(today).to_have_count(1)
    expect(today).to_contain_text("Thursday")
    place = page.locator(".bar-now").get_attribute("x1")
    assert place
    assert float(place.removesuffix("%")) == pytest.approx(100 * 23 / 24)
    expect(page.locator(".week-now")).to_have_text(
        "Now: Thursday 23:00 at the desk (UTC+06:00), Thursday 18:00 your time"
    )
    assert page.locator(".week-yours text").all_text_contents() == ["01:00", "07:00", "13:00"]


def test_the_week_shows_today_and_the_days_to_come_as_they_are_on_holidays_too(visit: Visit) -> None:
    page = visit(f"?now={DESK_OPEN}", zone=DHAKA)
    usual = page.locator("[data-today]").inner_text()
    assert usual.split() == ["Monday", "09:00", "–", "18:00"]
    page.route(re.compile(r"\?now="), close_this_week)
    page.reload()
    today = page.locator("[data-today]")
    expect(today.locator("td > span:visible")).to_have_text("closed")
    assert today.locator("rect:visible").count() == 0
    # The days before the next of its weeks.
    for day, said in enumerate(("closed", "closed", "closed", "09:00 – 18:00")):
        expect(page.locator(f"[data-day='{day}'] td > span:visible")).to_have_text(said)
    expect(page.locator("[data-channel=phone]")).to_contain_text("closed")


@pytest.mark.parametrize("of_season", ["25%", "37.5%"], ids=["shorter", "as long"])
def test_where_seasons_have_weeks_of_their_own_that_one_is_marked_which_alone_is_open_as_today(
    visit: Visit, of_season: str
) -> None:
    page = visit("", zone=DHAKA)
    page.route(re.compile(r"\?now="), lambda route: have_season(route, of_season))
    page.goto(f"{page.url}?now={DESK_OPEN}")
    expect(page.locator(".week-now")).to_have_text("Now: Monday 11:00. Today: 09:00 – 18:00")
    expect(page.locator(".week-days")).to_have_count(2)
    alone = int(of_season == "25%")
    expect(page.locator("[data-today]")).to_have_count(alone)
    expect(page.locator(".week-days").last.locator("[data-today] .bar-now")).to_have_count(alone)


def have_season(route: Route, width: str) -> None:
    """The page with another week before the usual one, whose days are of some length."""
    response = route.fetch()
    body = response.text()
    [usual] = re.findall(r'<table class="?week-days.*?</table>', body, flags=re.DOTALL)
    season = usual.replace('width="37.5%"', f'width="{width}"')
    assert 'width="37.5%"' in usual
    route.fulfill(response=response, body=body.replace(usual, season + usual))


def close_this_week(route: Route) -> None:
    """The page as it is built with holidays all week."""
    response = route.fetch()
    before, told, after = re.split(r"(?<=id=.now-data.>)(.*?)(?=</script>)", response.text(), flags=re.DOTALL)
    data = json.loads(told)
    table = data["timetable"]
    table["weeks"].append([])
    week = int(datetime.fromisoformat(DESK_OPEN).timestamp()) // (7 * 24 * 3600)
    for hours in table["hours"].values():
        ((first, usual),) = hours["rows"]
        hours["rows"] = [[first, usual], [week - first, len(table["weeks"]) - 1], [1, usual]]
    route.fulfill(response=response, body=before + json.dumps(data) + after)


def test_in_text_of_twice_its_size_all_of_the_header_stays_on_a_phone(visit: Visit) -> None:
    page = visit("")
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    for shown in page.locator(".top-inner :is(a, button, summary):visible").all():
        expect(shown).to_be_in_viewport(ratio=1)


def test_in_text_of_twice_its_size_the_whole_policy_is_as_wide_as_a_phone(visit: Visit) -> None:
    page = visit("whole-policy/")
    for size in ("200%", "250%"):
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_in_text_of_any_size_no_two_names_beneath_a_picture_lie_on_each_other_and_none_is_cut_on_a_phone(
    visit: Visit,
) -> None:
    for address in ("whole-policy/", ""):
        page = visit(f"{address}?now={DESK_OPEN}")
        for size in ("125%", "250%"):
            page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
            assert page.evaluate(CROWDED) == [], (address, size)


CROWDED = """() => [...document.querySelectorAll(".axis")].flatMap((axis) => {
    const ends = (one) => one.getBoundingClientRect();
    const names = [...axis.querySelectorAll("text")].filter((one) => one.textContent && ends(one).width);
    const end = ends(axis.closest(".way, .timeline, .week")).right + 1;
    return names
        .filter((one, at) => ends(one).right > (names[at + 1] ? ends(names[at + 1]).left : end))
        .map((one) => one.textContent);
})"""


def test_in_large_text_a_level_of_a_long_name_is_as_wide_as_a_phone(visit: Visit) -> None:
    page = visit("policy/levels/")
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    page.locator(".level h2").first.evaluate("(name) => { name.firstChild.data = 'Vulnerabilities '; }")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_the_number_can_be_read_and_the_hours_and_the_moment_stand_out_from_each_other(
    visit: Visit, scheme: str
) -> None:
    page = visit(f"?now={DESK_OPEN}")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.reload()
    expect(page.locator(".bar-now")).to_be_attached()
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    assert page.evaluate(ON_PAPER) == ["rgba(0, 0, 0, 0) rgb(0, 0, 0)", "rgb(240, 240, 240)", "0.35", "1"]


ON_PAPER = """() => {
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    const number = style(".desk-number");
    return [
        `${number.backgroundColor} ${number.color}`,
        style(".week-bar svg").backgroundColor,
        style("[data-today] .bar-open").opacity,
        style(".bar-now").opacity,
    ];
}"""


def test_at_the_desk_only_its_own_clock_is_spoken_of(visit: Visit) -> None:
    page = visit(f"?now={DESK_OPEN}", zone=DHAKA)
    expect(page.locator("[data-channel=phone]")).to_have_text("open until 18:00 today")
    expect(page.locator(".week-now")).to_have_text("Now: Monday 11:00")
    expect(page.locator(".week-yours")).to_be_hidden()


def test_before_the_policys_day_no_deadline_is_told_and_home_says_that_it_is_not_in_force_yet(
    visit: Visit,
) -> None:
    for now, holds in (("2025-12-31T17:59:59Z", False), ("2025-12-31T18:00:00Z", True)):
        page = visit(f"?now={now}")
        expect(page.locator(".week-now").first).to_be_visible()
        expect(page.get_by_text("Not in force yet.")).to_be_visible(visible=not holds)
        expect(page.get_by_text("Written now: ").first).to_be_visible(visible=holds)


def test_without_script_the_page_says_the_hours_in_plain_words(visit: Visit, edition: Edition) -> None:
    page = visit("", script=False)
    (phone,) = (one for one in edition.policy.channels if one.kind == "phone")
    expect(page.locator("[data-channel=phone]")).to_have_text(edition.hours[phone.hours].text)
    expect(page.locator(".desk a").first).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Now:")).to_have_count(0)


def test_without_script_one_click_leads_from_home_to_an_emergencys_outcome_or_past_the_first_question(
    visit: Visit,
) -> None:
    for name, place, told in (
        ("Production is down", "emergency=production-down", "Response within 4 business hours"),
        ("Something is broken", "topic=malfunction", "Is there already an open case about this?"),
    ):
        page = visit("", script=False)
        # Each once: what leads to the wizard is hidden.
        page.get_by_role("link", name=name).click()
        reached = page.locator(f"[id='{place}']")
        expect(reached).to_be_in_viewport()
        expect(reached).to_contain_text(told)


def test_one_click_on_an_emergency_leads_to_its_outcome_and_from_there_to_the_open_questions(
    visit: Visit,
) -> None:
    page = visit(f"?now={DESK_CLOSED}")
    page.get_by_role("link", name="Production is down").click()
    # Who looks at the site as of another moment does so on its next page too.
    expect(page).to_have_url(re.compile("now=2026-11-26T17"))
    expect(page.locator("#wizard")).to_contain_text("Critical")
    expect(page.locator("#wizard")).to_contain_text(re.compile(r"29 November,? 0?8:00|08:00"))
    expect(page.locator(".emergencies")).to_be_hidden()
    expect(page.locator("a[href^='https://care.bizmic.com']").first).to_be_visible()
    page.get_by_role("link", name="Answer 5 more to make it exact").click()
    expect(page.locator("form[data-question=open-case]")).to_be_visible()
    expect(page).to_have_url(re.compile("#topic=malfunction$"))
    for answer in ("no", "nothing", "3", "help", "met"):
        page.locator(f"[data-answer='{answer}']").click()
    # The impact was known already and is not asked again.
    expect(page.locator("#wizard")).to_contain_text("Critical")
    expect(page.get_by_role("link", name=re.compile("to make it exact"))).to_have_count(0)


def test_the_strip_at_the_first_question_leads_to_the_outcome_with_and_without_script(visit: Visit) -> None:
    page = visit(f"wizard/?now={DESK_CLOSED}")
    page.get_by_role("link", name="An important part fails").click()
    expect(page.locator("#wizard")).to_contain_text("Critical")
    assert "impact=severe" in page.url
    page.go_back()
    expect(page.locator(".emergencies")).to_be_visible()
    page = visit("wizard/", script=False)
    page.get_by_role("link", name="An important part fails").click()
    end = page.locator("[id='emergency=severe-malfunction']")
    expect(end).to_be_in_viewport()
    expect(end).to_contain_text("Response within 4 business hours")


def test_today_is_marked_in_the_releases_and_stays_at_the_edge_once_it_is_beyond(visit: Visit) -> None:
    for now, share in (("2026-03-02T12:00:00Z", None), ("2040-01-01T12:00:00Z", 1)):
        page = visit(f"policy/updates/?now={now}", wide=True)
        drawn = page.locator("[data-first]")
        mark = page.locator(".timeline-today")
        expect(mark).to_be_visible()
        first, last = (
            datetime.fromisoformat(drawn.get_attribute(name) or "") for name in ("data-first", "data-last")
        )
        place = share or (datetime(2026, 3, 2) - first) / (last - first)  # noqa: DTZ001 (days alone)
        grid, line = page.locator(".timeline-grid").bounding_box(), mark.bounding_box()
        assert grid
        assert line
        assert line["x"] == pytest.approx(grid["x"] + place * grid["width"], abs=2)


def test_the_palette_is_the_systems_until_the_visitor_chooses_one_by_the_keyboard_too(visit: Visit) -> None:
    page = visit("")
    scheme = page.locator("body[data-md-color-scheme]")
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Switch to light colours").press("Enter")
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    expect(page.get_by_role("button", name="Switch to dark colours")).to_be_focused()
    page.locator(".top-help").click()
    expect(page.locator("#wizard")).to_be_visible()
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")


def test_where_nothing_may_be_kept_the_palette_changes_for_the_page(visit: Visit) -> None:
    page = visit("")
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error(); } });")
    page.reload()
    page.get_by_role("button", name="Switch to dark colours").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
