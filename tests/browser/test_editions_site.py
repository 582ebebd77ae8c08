"""A site of a policy with two editions: its pages, what they say of changes, its wizard at midnight."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin
from xml.etree import ElementTree

import brotli  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from publisher import setup
from publisher.language.interface import Language
from publisher.making import Sources, make_site
from publisher.pages.edition_pages import ThroughTime
from publisher.pages.mkdocs_site import MkDocs
from publisher.pages.page_data import page_data
from publisher.policy_file.edition_file import load_editions
from publisher.policy_file.editions import Editions, with_opening_times
from publisher.progress import Steps
from tests.browser.test_along import FAULTS
from tests.browser.test_journeys import RECORD_VIEWS, outcome_view
from tests.conftest import ROOT, lasting, served
from tests.publisher.edition_pair import EARLIER, EARLIER_OPENING, EDITS, LATER, pair
from tests.publisher.staged import pages_of
from tests.test_other_policies import EUROPE_STANDS
from wizard.address import fragment
from wizard.edition import Edition
from wizard.protocol import respond
from wizard.words import fill

MIDNIGHT = datetime.fromisoformat(f"{LATER}T00:00+01:00")
SECOND = timedelta(seconds=1)
OLD_WORDS, NEW_WORDS = "Answer within 2 business hours", "Answer within 1 business hour"
OLD_NUMBER, NEW_NUMBER = "+4955155550120", "+4955155550199"
ATOM = {"": "http://www.w3.org/2005/Atom"}
LOADED_MS = 60_000
READS = "(body) => document.querySelector('.wizard-body')?.textContent === body"


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pair(tmp_path_factory.mktemp("pair"), EDITS | EARLIER_OPENING | {OLD_NUMBER: NEW_NUMBER})


@pytest.fixture(scope="module")
def editions(policy: Path) -> Editions:
    return load_editions(policy, ROOT / "site_src" / "words")


@pytest.fixture(scope="module")
def site(policy: Path, mkdocs: MkDocs) -> Path:
    root = policy.parent
    for name in ("wizard", "site_src", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    sources = Sources(root, policy, setup.ensure_pyodide(ROOT), setup.ensure_node(ROOT))
    make_site(sources, root / "site", mkdocs, Steps())
    return root / "site"


@contextmanager
def opened(browser: Browser, site: Path, zone: str = "Europe/Berlin") -> Iterator[tuple[Page, str]]:
    """A page of a browser in a zone, and the address of the site."""
    with served(site) as url, browser.new_context(timezone_id=zone) as context:
        page = context.new_page()
        page.set_default_timeout(LOADED_MS)
        yield page, url


def page_of(site: Path, address: str) -> str:
    return unescape((site / address / "index.html").read_text("utf-8"))


@pytest.mark.parametrize("page", ["", "wizard/", "policy/deadlines/", "whole-policy/", "a-z/", "steps/"])
def test_each_page_says_when_its_edition_holds_and_leads_to_the_same_page_of_the_other(
    site: Path, page: str
) -> None:
    old, new = (page_of(site, f"editions/{day}/{page}") for day in (EARLIER, LATER))
    assert "In force from 1 February 2026 until 31 January 2027." in old
    assert "In force from 1 February 2027." in new
    assert "In force from 1 February 2027." in page_of(site, page)
    # The wizard of an edition that is not in force takes only who asks for it.
    named = {day: f"{day}/{page}{f'?edition={day}' if page == 'wizard/' else ''}" for day in (EARLIER, LATER)}
    assert f'{named[LATER]}">The edition from 1 February 2027</a>' in old
    assert f'{named[EARLIER]}">The edition from 1 February 2026</a>' in page_of(site, page)
    assert "In force since" not in old + new
    # Who lives west or east of the desk has another day at times.
    for told in (old, new, page_of(site, "changes/")):
        assert "Each of these days begins at midnight by the desk's clock (Europe/Berlin)." in told


@pytest.mark.parametrize("day", [EARLIER, LATER])
def test_the_footer_of_an_editions_page_leads_to_pages_of_its_own(site: Path, day: str) -> None:
    here = f"editions/{day}/policy/deadlines/"
    footer = page_of(site, here).partition("<footer")[2]
    links = [urljoin(here, link) for link in re.findall(r'href="([^"]*)"', footer)]
    own = {link.removeprefix(f"editions/{day}/") for link in links if link.startswith(f"editions/{day}/")}
    assert {"policy/", "whole-policy/", "a-z/", "decisions/"} <= own
    assert own.isdisjoint(links)


def test_a_clause_that_is_new_in_words_leads_to_what_it_was_at_an_address_that_lasts(site: Path) -> None:
    page = page_of(site, "policy/deadlines/")
    address = f"../../editions/{EARLIER}/policy/deadlines/#standstill-europe-time"
    link = f'<a href="{address}">Until 31 January 2027:</a>'
    assert f'{NEW_WORDS}</p><p class="before">{link} <del>{OLD_WORDS}</del>' in page
    assert page.count('class="before"') == 1
    old = page_of(site, f"editions/{EARLIER}/policy/deadlines/")

    assert OLD_WORDS in old and old.count('class="before"') == 1
    clause = f"editions/{LATER}/policy/deadlines/#standstill-europe-time"
    assert f'{clause}">From 1 February 2027: {NEW_WORDS}</a>' in old


def test_without_script_the_search_of_an_editions_page_is_its_own_list_of_all_words(site: Path) -> None:
    for page, words in (("", "a-z/"), (f"editions/{EARLIER}/policy/", "../a-z/")):
        assert f'top-search" href="{words}"' in page_of(site, page)
    assert NEW_WORDS in page_of(site, "a-z/")
    assert NEW_WORDS not in page_of(site, f"editions/{EARLIER}/a-z/")


def test_no_link_of_any_page_leads_nowhere(site: Path) -> None:
    pages = {page: page.read_text("utf-8") for page in site.rglob("*.html")}
    lost = []
    for page, html in pages.items():
        for address in re.findall(r'\s(?:href|src)="([^"#:?]+)[#?"]', html):
            there = (page.parent / unescape(address)).resolve()
            if not (there / "index.html" if there.is_dir() else there).is_file():
                lost.append((page.relative_to(site).as_posix(), address))
    assert [one for one in lost if one[0] != "404.html"] == []


def test_the_page_of_changes_says_what_becomes_otherwise_for_whom_with_both_wordings(site: Path) -> None:
    page = page_of(site, "changes/")
    assert "First answer within: 1 hour (" in page
    assert "(before: 2 hours (" in page
    told = "for Object: A balance or LabBook; Region: anything but The Americas; Standstill: No, work stands"
    assert told in page
    for day, words in ((EARLIER, OLD_WORDS), (LATER, NEW_WORDS)):
        assert f'<a href="../editions/{day}/policy/deadlines/#standstill-europe-time">{words}</a>' in page


def test_the_feed_of_changes_is_well_formed_atom(site: Path) -> None:
    feed = ElementTree.parse(site / "changes" / "feed.xml").getroot()  # noqa: S314
    (entry,) = feed.findall("entry", ATOM)
    for part in (feed, entry):
        assert {"id", "title", "updated"} <= {child.tag.rpartition("}")[2] for child in part}
        assert datetime.fromisoformat(part.findtext("updated", "", ATOM)) <= datetime.now(UTC)
    assert entry.findtext("title", "", ATOM) == "From 1 February 2027"
    assert feed.findtext("author/name", "", ATOM) == "Tannhof Instruments"
    assert feed.findtext("id", "", ATOM) != entry.findtext("id", "", ATOM)
    assert f"{OLD_WORDS} → {NEW_WORDS}" in entry.findtext("content", "", ATOM)
    assert '<link rel="alternate" type="application/atom+xml"' in page_of(site, "changes/")


def test_five_editions_each_with_other_hours_add_little_to_what_the_wizard_loads_first(
    editions: Editions,
) -> None:
    one = editions.main
    known = with_opening_times([opening_at(one.edition.alone, hour) for hour in range(5, 10)])
    third = pages_of(known[2], one.language, {})
    five = ThroughTime(tuple(replace(third, edition=edition) for edition in known), one.language.site)
    alone, together = (
        len(brotli.compress(json.dumps(data).encode()))
        for data in (
            page_data(shown.edition, one.language, "../", {}, shown.wizard.lookup, others)
            for shown, others in (
                (pages_of(one.edition.alone, one.language, {}), None),
                (third, five.data("")),
            )
        )
    )
    assert together < 1.1 * alone


def opening_at(edition: Edition, hour: int) -> Edition:
    """An edition of another year, by which every desk with openings opens at an hour."""
    hours = tuple(
        replace(one, openings=tuple(replace(opening, opens=f"0{hour}:10") for opening in one.openings[:1]))
        for one in edition.policy.hours
    )
    day = edition.policy.effective.replace(year=2020 + hour)
    return replace(edition, policy=replace(edition.policy, hours=hours, effective=day))


@pytest.mark.browser
@pytest.mark.parametrize("python", [pytest.param(True, marks=pytest.mark.sweep), False])
def test_at_the_desks_midnight_the_next_edition_takes_the_case(
    browser: Browser, site: Path, editions: Editions, python: bool
) -> None:
    with opened(browser, site, "Asia/Tokyo") as (page, url):
        page.add_init_script(RECORD_VIEWS)
        if not python:
            page.route("**/*.wasm", lambda route: route.abort())
        for moment in (MIDNIGHT - SECOND, MIDNIGHT):
            edition = editions.at(moment).edition
            page.clock.set_fixed_time(moment)
            page.goto("about:blank")
            page.goto(f"{url}wizard/#{fragment(EUROPE_STANDS)}")
            address = lasting(f"{url}wizard/", edition)
            request = {"answers": EUROPE_STANDS, "now": moment.isoformat(), "page": address}
            page.wait_for_function(READS, arg=respond(edition, request)["outcome"]["ticket"]["body"])
            if python:
                assert outcome_view(page)["outcome"]["policy"]["digest"] == edition.digest


@pytest.mark.browser
def test_who_asks_for_help_again_at_once_is_handed_to_the_edition_in_force_again(
    browser: Browser, site: Path
) -> None:
    with opened(browser, site) as (page, url):
        page.clock.set_fixed_time(MIDNIGHT - SECOND)
        for _ in range(3):
            page.goto(url)
            page.goto(f"{url}wizard/")
            expect(page).to_have_url(f"{url}editions/{EARLIER}/wizard/")


@pytest.mark.browser
def test_on_the_eve_of_an_edition_the_home_page_tells_the_next_days_openings_and_target(
    browser: Browser, site: Path
) -> None:
    with opened(browser, site) as (page, url):
        for hours in (4, 0):
            page.clock.set_fixed_time(MIDNIGHT - timedelta(hours=hours))
            page.goto(url)
            expect(page.locator("[data-channel=goettingen]")).to_have_text(
                re.compile("opens (Monday|today) 07:30")
            )
            board = page.locator(".board")
            for said in (" Answer within 1 business hour", " Monday"):
                expect(board.get_by_text(f"From 1 February 2027:{said}")).to_have_count(1 if hours else 0)


@pytest.mark.browser
def test_pages_and_outcomes_of_every_edition_name_a_number_with_its_days_and_call_the_one_that_holds(
    browser: Browser, site: Path
) -> None:
    with opened(browser, site) as (page, url):
        for hours, number, told in (
            (-62, OLD_NUMBER, [f"{OLD_NUMBER} until 31 January 2027", f"{NEW_NUMBER} from 1 February 2027"]),
            (10, NEW_NUMBER, [NEW_NUMBER]),
        ):
            page.clock.set_fixed_time(MIDNIGHT + timedelta(hours=hours))
            for address in ("", "policy/desks/", "steps/"):
                page.goto(f"{url}editions/{LATER}/{address}")
                shown = " ".join(page.locator("main").inner_text().split())
                for said in told:
                    assert said.lower() in shown.lower(), (hours, address)
                assert (OLD_NUMBER in shown) == (hours < 0)
            page.goto(f"{url}editions/{LATER}/")
            first = page.locator(".desk-stay:visible .desk-number").first
            expect(first).to_have_text(number)
            assert first.evaluate("(button) => button.offsetHeight") >= 44
            page.goto(f"{url}wizard/?edition={LATER}#{fragment(EUROPE_STANDS)}")
            call = page.locator("#wizard :not(li) > a[href^='tel:+49']").first
            expect(call).to_have_attribute("href", f"tel:{number}")


@pytest.mark.browser
def test_on_the_eve_a_number_to_come_is_told_once_with_the_opening_at_which_it_holds(
    browser: Browser, site: Path
) -> None:
    with opened(browser, site) as (page, url):
        for hours, told in ((62, "From 1 February 2027: "), (4, "then: ")):
            page.clock.set_fixed_time(MIDNIGHT - timedelta(hours=hours))
            page.goto(f"{url}wizard/#{fragment(EUROPE_STANDS)}")
            desk = page.locator(":is(.wizard-first, .wizard-other-ways li):has(a[href^='tel:'])").first
            expect(desk).to_contain_text(f"{told}{NEW_NUMBER}")
            assert desk.inner_text().count(NEW_NUMBER) == 1


@pytest.mark.browser
def test_a_tickets_link_opens_under_its_own_edition_and_says_what_todays_says(
    browser: Browser, site: Path, editions: Editions
) -> None:
    with opened(browser, site) as (page, url):
        page.clock.set_fixed_time(MIDNIGHT + timedelta(hours=10))
        page.goto(f"{url}wizard/?edition={EARLIER}#{fragment(EUROPE_STANDS)}")
        told = page.locator("[data-notice=today]")
        expect(told).to_contain_text("decided by the edition from 1 February 2026")
        expect(told).to_contain_text(
            f"new case the edition that holds today says: Call Göttingen. Service covers this. {NEW_WORDS}"
        )
        expect(told).to_contain_text("what was promised, and by when, stands in the ticket.")
        expect(page.locator(".wizard-due").first).to_have_text(re.compile(f"^{OLD_WORDS}"))
        expect(page.locator(".edition")).to_contain_text("No longer in force.")
        expect(page.locator(".wizard-body")).to_contain_text(OLD_WORDS)
        expect(page.locator(".wizard-body")).not_to_contain_text("expected by")
        told.get_by_role("link").click()
        expect(page.locator(".wizard-body")).to_contain_text(NEW_WORDS)
        expect(page.locator("[data-notice=today]")).to_have_count(0)
        page.goto(f"{url}wizard/?edition=2020-01-01#{fragment(EUROPE_STANDS)}")
        expect(page.locator("[data-notice=gone]")).to_contain_text("2020-01-01, which is not here any more")
        expect(page.locator(".wizard-body")).to_contain_text(NEW_WORDS)


@pytest.mark.browser
def test_where_an_old_link_stops_at_a_question_it_is_said_of_which_edition_that_is(
    browser: Browser, site: Path
) -> None:
    with opened(browser, site) as (page, url):
        page.clock.set_fixed_time(MIDNIGHT + timedelta(hours=10))
        page.goto(f"{url}wizard/?edition={EARLIER}#object=balance")
        told = page.locator("[data-notice=today]")
        expect(told).to_contain_text(
            "questions are of the edition from 1 February 2026, which is not in force"
        )
        expect(told).to_contain_text("the edition that holds today doesn't decide by these answers alone.")
        told.get_by_role("link").click()
        expect(page).to_have_url(f"{url}wizard/#object=balance")
        expect(page.locator(".wizard-question")).to_be_visible()
        expect(told).to_have_count(0)


@pytest.mark.browser
def test_before_its_day_an_editions_page_keeps_the_answers_and_hands_them_to_the_one_in_force(
    browser: Browser, site: Path
) -> None:
    with opened(browser, site) as (page, url):
        page.clock.set_fixed_time(MIDNIGHT - timedelta(hours=62))
        page.goto(f"{url}wizard/?edition={LATER}#{fragment(EUROPE_STANDS)}")
        heading = page.locator("#wizard")
        expect(heading).to_contain_text(
            "holds from 1 February 2027 on. Today the one from 1 February 2026 holds."
        )
        expect(heading).not_to_contain_text("device")
        expect(page.locator("[data-notice=ignored]")).to_have_count(0)
        told = page.locator("[data-notice=today]")
        expect(told).to_contain_text(
            f"the edition that holds today says: Call Göttingen. Service covers this. {OLD_WORDS}"
        )
        assert page.url.endswith(f"#{fragment(EUROPE_STANDS)}")
        page.reload()
        told.get_by_role("link").click()
        expect(page.locator(".wizard-body")).to_contain_text(OLD_WORDS)
        expect(page.locator("[data-notice=today]")).to_have_count(0)


@pytest.mark.browser
def test_whatever_page_it_is_opened_on_the_search_answers_by_the_edition_in_force(
    browser: Browser, site: Path
) -> None:
    before, after = (MIDNIGHT - SECOND).isoformat(), MIDNIGHT.isoformat()
    old, new = (
        (OLD_WORDS, f"editions/{EARLIER}/", "until 31 January 2027"),
        (NEW_WORDS, "", "from 1 February"),
    )
    looked_at = (f"?now={before[:19]}%2B01:00", after, old)
    visits = ((f"editions/{LATER}/policy/", before, old), ("changes/", after, new), looked_at)
    with opened(browser, site, "Asia/Tokyo") as (page, url):
        for address, moment, (words, folder, period) in visits:
            page.clock.set_fixed_time(moment)
            page.goto(f"{url}{address}")
            page.get_by_role("button", name="Search").click()
            page.get_by_role("combobox").fill("standstill europe")
            option = page.get_by_role("option").first
            expect(option).to_contain_text(words)
            expect(page.get_by_role("dialog")).to_contain_text(period)
            all_words = page.get_by_role("link", name="All words from A to Z")
            assert all_words.evaluate("(link) => link.href") == f"{url}{folder}a-z/"
            option.click()
            page.wait_for_url(re.compile(rf"{url}{folder}policy/deadlines/(\?now=.*)?#standstill-europe"))


@pytest.mark.browser
def test_where_the_search_of_the_edition_in_force_is_not_kept_the_pages_own_one_answers(
    browser: Browser, site: Path
) -> None:
    with opened(browser, site) as (page, url):
        page.clock.set_fixed_time(MIDNIGHT - SECOND)
        page.goto(f"{url}changes/")
        others = page.locator("#find").get_attribute("data-editions") or ""
        (old, *_) = (file for begins, file, *_ in json.loads(others) if not begins)
        page.route(f"**/{old}", lambda route: route.abort())
        page.get_by_role("button", name="Search").click()
        page.get_by_role("combobox").fill("standstill europe")
        expect(page.get_by_role("option").first).to_contain_text(NEW_WORDS)
        expect(page.get_by_role("dialog")).to_contain_text("from 1 February 2027")


@pytest.mark.browser
def test_whoever_begins_at_the_home_page_begins_with_the_edition_in_force(
    browser: Browser, site: Path
) -> None:
    before, after = (MIDNIGHT - SECOND).isoformat(), MIDNIGHT.isoformat()
    old = f"editions/{EARLIER}/"
    with opened(browser, site) as (page, url):
        # Whichever it is now, an address may name another moment.
        for moment, named, folder in ((before, "", old), (after, "", ""), (after, f"?now={before}", old)):
            page.clock.set_fixed_time(moment)
            page.goto(url + named)
            expect(page).to_have_url(f"{url}{folder}{named}")
            expect(page.get_by_text(re.compile("closed, opens|Now: ")).first).to_be_visible()
            page.goto(f"{url}editions/{LATER}/")
            expect(page).to_have_url(f"{url}editions/{LATER}/")


@pytest.mark.browser
def test_a_page_of_an_edition_that_is_not_in_force_says_so_and_nothing_of_what_is_open(
    browser: Browser, site: Path
) -> None:
    with opened(browser, site) as (page, url):
        for moment, holds in ((MIDNIGHT - SECOND, False), (MIDNIGHT, True)):
            page.clock.set_fixed_time(moment)
            page.goto(f"{url}policy/desks/")
            expect(page.get_by_text("Not in force yet.")).to_be_visible(visible=not holds)
            expect(page.get_by_text("(in force today)")).to_be_visible(visible=not holds)
            opens = page.get_by_text(re.compile("closed, opens|Now: "))
            expect(opens.first if holds else opens).to_have_count(1 if holds else 0)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.sweep)])
def test_what_is_said_of_editions_is_for_everybody_on_a_phone(
    browser: Browser, site: Path, scheme: Literal["light", "dark"]
) -> None:
    axe = (setup.ensure_axe(ROOT) / "axe.min.js").read_text("utf-8")
    phone: ViewportSize = {"width": 360, "height": 740}
    with served(site) as url, browser.new_context(viewport=phone, color_scheme=scheme) as context:
        page = context.new_page()
        page.clock.set_fixed_time(MIDNIGHT - SECOND)
        for address in ("changes/", "policy/deadlines/", f"editions/{EARLIER}/policy/"):
            page.goto(f"{url}{address}")
            page.evaluate(axe)
            assert page.evaluate(FAULTS) == []
            assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.browser
def test_where_todays_edition_has_an_answer_no_more_an_old_link_says_what_that_asks(
    browser: Browser, site: Path, editions: Editions, language: Language
) -> None:
    object_asked = editions.all[0].edition.questions["object"].text
    with opened(browser, site) as (page, url):
        page.clock.set_fixed_time(MIDNIGHT + timedelta(hours=10))
        todays = (site / "editions" / LATER / "wizard" / "index.html").read_text("utf-8")
        assert '"id":"balance"' in todays
        page.route(
            f"{url}editions/{LATER}/wizard/",
            lambda route: route.fulfill(body=todays.replace('"id":"balance"', '"id":"scale"')),
        )
        page.goto(f"{url}editions/{EARLIER}/wizard/?edition={EARLIER}#{fragment(EUROPE_STANDS)}")
        today = page.locator("[data-notice=today]")
        expect(today).to_contain_text(fill(language.site.editions.today_asks, question=object_asked))


@pytest.mark.browser
@pytest.mark.sweep
def test_a_pasted_ticket_opens_under_its_own_edition_and_says_what_todays_says(
    browser: Browser, site: Path, editions: Editions, language: Language
) -> None:
    words = language.wizard.returned
    with opened(browser, site) as (page, url):
        page.clock.set_fixed_time(MIDNIGHT + timedelta(hours=10))
        page.goto(f"{url}wizard/")
        own = re.compile(f"{re.escape(url)}editions/{EARLIER}/wizard/.edition={EARLIER}#object=balance&")
        address = lasting(f"{url}wizard/", editions.all[0].edition)
        request = {"answers": EUROPE_STANDS, "now": "2026-06-09T09:00:00Z", "page": address}
        ticket = respond(editions.all[0].edition, request)["outcome"]["ticket"]["body"]
        said, today = page.locator("#wizard-said"), page.locator("[data-notice=today]")
        # From the page of the edition that it is of it is compared with today's as well.
        for _ in ("in force", "its own"):
            page.get_by_text(words.heading).click()
            page.get_by_label(words.label).fill(ticket)
            page.evaluate("document.getElementById('wizard-said')?.remove()")
            page.get_by_role("button", name=words.read).click()
            expect(said).to_be_visible(timeout=LOADED_MS)
            expect(page).to_have_url(own)
            expect(page.locator(".wizard-body")).to_contain_text(OLD_WORDS)
            expect(said).to_contain_text("2026-06-09 14:00")
            expect(said).to_contain_text(f"Now: Response target: {NEW_WORDS}")
            expect(today).to_contain_text("For a new case the edition that holds today says: ")
            page.locator(".wizard-returned").evaluate("(part) => { part.open = false }")
