"""The look-up in a browser: what the page's script finds in it is what the engine answers, on every path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from publisher.language.interface import Language
from publisher.lookup.whole import lookup_of
from publisher.pages.page_data import page_data
from publisher.policy_file.edition_file import load_edition
from tests.browser.sources import serve_sources
from tests.conftest import lasting
from tests.publisher.hostile import HOSTILE
from tests.publisher.lookups import TYPED, paths_of
from tests.sweeps import sampled
from tests.wizard.helpers import DESK_CLOSED, DESK_OPEN, PRODUCTION_DOWN
from wizard.address import fragment
from wizard.edition import Edition
from wizard.protocol import instant, respond
from wizard.ticket.letters import LETTERS, clean

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("paid-plans", "platform", "product-line", "two-desks")
POLICIES = ("policy", *(f"tests/policies/{name}" for name in NAMES))
ADDRESS = "https://help.example/wizard/"
TYPED_IN = " What  happened? "

LOOK_UP = """async (given) => {
    const [page, told, now, address] = JSON.parse(given);
    const { lookedUp } = await import("/sources/lookup.js");
    return told.map((one) => JSON.stringify(lookedUp(page, one, { now, address })));
}"""


IN_TWO_STEPS = """async (given) => {
    const [page, told, now, address] = JSON.parse(given);
    const { lookedUp, writtenAnew } = await import("/sources/lookup.js");
    const first = told.map((one) => lookedUp(page, one, { now, address, first: true }));
    const whole = told.map((one, at) => writtenAnew(page, first[at], one, { now, address }));
    return [first, whole].map((views) => views.map((view) => JSON.stringify(view)));
}"""

FILL_IN = """(hostile) => {
    const fields = [...document.querySelectorAll("[data-detail]:not([type=checkbox])")];
    for (const field of fields) {
        field.value = JSON.parse(hostile);
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    // As JSON, in which lone surrogates come through.
    return JSON.stringify(Object.fromEntries(fields.map((field) => [field.dataset.detail, field.value])));
}"""
READS = "(body) => document.querySelector('.wizard-body').textContent === JSON.parse(body)"


@pytest.fixture(scope="module")
def script(browser: Browser, site_url: str) -> Iterator[Page]:
    """A page that has the wizard's script, and never its Python."""
    page = browser.new_page()
    page.route("**/*.wasm", lambda route: route.abort())
    serve_sources(page)
    page.goto(f"{site_url}wizard/")
    yield page
    page.close()


@pytest.mark.parametrize("one_in", sampled([12, 2]))
@pytest.mark.parametrize("name", POLICIES)
def test_along_its_paths_the_look_up_shows_what_the_engine_would(
    script: Page, name: str, one_in: int
) -> None:
    loaded = load_edition(ROOT / f"{name}.yaml", ROOT / "site_src" / "words")
    edition, page = (
        loaded.edition,
        page_data(loaded.edition, loaded.language, "../", {}, lookup_of(loaded.edition)),
    )
    details = typed_in(edition)
    paths = list(paths_of(page["lookup"]))[::one_in]
    # Half of the paths at an hour at which the desk is open, half at one at which it is closed.
    for now, some in ((DESK_OPEN, paths[::2]), (DESK_CLOSED, paths[1::2])):
        told = [{"answers": path, "details": details} for path in some]
        shown = looked_up(script, page, told, now)
        for path, view in zip(some, shown, strict=True):
            engine = respond(edition, {"answers": {**path, **details}, "now": now, "page": ADDRESS})
            assert without_open(json.loads(view)) == json.loads(json.dumps(engine)), path


def test_what_an_outcomes_first_screen_leaves_out_comes_once_it_is_written_anew(
    script: Page, edition: Edition, language: Language
) -> None:
    page = page_data(edition, language, "../", {}, lookup_of(edition))
    some = [{"answers": path, "details": typed_in(edition)} for path in list(paths_of(page["lookup"]))[::100]]
    shown = dict(zip(map(json.dumps, some), looked_up(script, page, some, DESK_OPEN), strict=True))
    ends = {one: view for one, view in shown.items() if json.loads(view)["outcome"]}
    told = [json.loads(one) for one in ends]
    first, whole = script.evaluate(IN_TWO_STEPS, json.dumps([page, told, DESK_OPEN, ADDRESS]))
    assert whole == list(ends.values())
    for before, after in zip(map(json.loads, first), map(json.loads, whole), strict=True):
        top, *others = before["outcome"]["channels"]
        assert top == after["outcome"]["channels"][0]
        assert others != after["outcome"]["channels"][1:]


@pytest.mark.parametrize("name", POLICIES)
def test_before_the_policy_is_in_force_the_look_up_says_so_with_the_date(script: Page, name: str) -> None:
    loaded = load_edition(ROOT / f"{name}.yaml", ROOT / "site_src" / "words")
    edition, found = loaded.edition, lookup_of(loaded.edition)
    page = page_data(edition, loaded.language, "../", {}, found)
    first = edition.policy.effective
    days = (date(1970, 1, 1), first - timedelta(days=364), first - timedelta(days=1))
    for day in days:
        now = f"{day}T12:00:00Z"  # The same day at every desk.
        (view,) = looked_up(script, page, [{"answers": {}, "details": {}}], now)
        engine = respond(edition, {"answers": {}, "now": now, "page": ADDRESS})
        assert without_open(json.loads(view)) == json.loads(json.dumps(engine)), now
        assert engine["outcome"]["policy"]["early"] == day.isoformat()


@pytest.mark.parametrize("name", POLICIES)
def test_while_releases_come_out_the_look_up_asks_and_answers_as_the_engine_does_on_each_day(
    script: Page, name: str
) -> None:
    loaded = load_edition(ROOT / f"{name}.yaml", ROOT / "site_src" / "words")
    edition, policy = loaded.edition, loaded.edition.policy
    page = page_data(edition, loaded.language, "../", {}, lookup_of(edition))
    released = {release.released for product in policy.products for release in product.releases}
    days = {policy.effective, *(day - timedelta(days=late) for day in released for late in (0, 1))}
    # Versions that are not out yet are among the answers.
    told = [{"answers": path, "details": {}} for path in list(paths_of(page["lookup"]))[::37]]
    for day in sorted(day for day in days if day >= policy.effective):
        now = f"{day}T12:00:00Z"
        for one, view in zip(told, looked_up(script, page, told, now), strict=True):
            engine = respond(edition, {**one, "now": now, "page": ADDRESS})
            assert without_open(json.loads(view)) == json.loads(json.dumps(engine)), (one, now)


def test_a_look_up_that_stops_at_the_last_question_leads_there_and_leaves_the_outcome_to_python(
    script: Page, edition: Edition, language: Language
) -> None:
    found = lookup_of(edition)
    assert found
    page = page_data(edition, language, "../", {}, {**found, "outcomes": None})
    *asked, last = PRODUCTION_DOWN
    before = {id: PRODUCTION_DOWN[id] for id in asked}
    told = [{"answers": answers, "details": {}} for answers in (before, PRODUCTION_DOWN)]
    question, end = looked_up(script, page, told, DESK_OPEN)
    assert json.loads(question)["question"]["id"] == last
    assert json.loads(end) is None


def test_the_status_of_a_version_is_open_only_where_it_was_typed(
    script: Page, edition: Edition, language: Language
) -> None:
    page, turns = turning(edition, language)
    for version, day, open in (("2", turns, False), (TYPED, "2026-05-01", True), ("unknown", turns, False)):
        told = {"answers": {**PRODUCTION_DOWN, "version": version}, "details": {}}
        (view,) = looked_up(script, page, [told], f"{day}T12:00:00Z")
        assert json.loads(view)["outcome"]["open"] is open, (version, day)


def test_a_version_turns_at_the_desks_midnight(script: Page, edition: Edition, language: Language) -> None:
    page, turns = turning(edition, language)
    midnight = instant(f"{turns}T00:00:00+06:00")
    for now in (midnight - timedelta(seconds=1), midnight):
        told = {"answers": {**PRODUCTION_DOWN, "version": "2"}, "details": {}}
        (view,) = looked_up(script, page, [told], now.isoformat())
        engine = respond(edition, {**told, "now": now.isoformat(), "page": ADDRESS})["outcome"]
        shown = json.loads(view)["outcome"]
        assert shown["version"] == engine["version"]
        assert shown["ticket"]["file_name"] == engine["ticket"]["file_name"]


def looked_up(script: Page, page: Any, told: list[Any], now: str) -> list[str]:
    """What the page's script finds for what visitors told, each as JSON."""
    views: list[str] = []
    # Not all at once: what a page is given and gives back in one piece takes longer than its parts.
    for first in range(0, len(told), 500):
        some = told[first : first + 500]
        views += script.evaluate(LOOK_UP, json.dumps([page, some, now, ADDRESS]))
    return views


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_without_python_hostile_text_makes_the_engines_own_ticket_and_file(
    without_python: Page, edition: Edition, number: int
) -> None:
    page, hostile = without_python, HOSTILE[number]
    # What a field makes of it (a field of one line drops line ends) is what the customer has typed.
    given = json.loads(page.evaluate(FILL_IN, json.dumps(hostile)))
    address = lasting(page.url.partition("?")[0], edition)
    request = {"answers": {**PRODUCTION_DOWN, **given}, "now": DESK_CLOSED, "page": address}
    outcome = respond(edition, request)["outcome"]
    body = outcome["ticket"]["body"]
    page.wait_for_function(READS, arg=json.dumps(body))
    with page.expect_download() as download:
        page.locator("[data-action=download]").click()
    written = f"{outcome['ticket']['subject']}\n\n{body}"
    rest = Path(download.value.path()).read_bytes().decode().removeprefix(written)
    # What is beyond a field's limit follows the ticket in its file, and nothing else does.
    kinds = {detail.id: detail.kind for detail in edition.policy.details}
    limits = {id: LETTERS.longest_of_kind.get(kinds[id], LETTERS.longest) for id in given}
    texts = {id: text for id, text in given.items() if isinstance(text, str)}
    beyond = [text[limits[id] :] for id, text in texts.items() if text[limits[id] :].strip()]
    assert bool(rest) == bool(beyond)
    assert all(clean(text) in rest for text in beyond)
    assert download.value.suggested_filename == outcome["ticket"]["file_name"]


@pytest.fixture(scope="module")
def without_python(browser: Browser, site_url: str) -> Iterator[Page]:
    """An outcome in a browser in which Python can't run, late in the desk's day."""
    page = browser.new_page(timezone_id="America/New_York")
    page.route("**/*.wasm", lambda route: route.abort())
    page.goto(f"{site_url}wizard/?now={DESK_CLOSED}#{fragment(PRODUCTION_DOWN)}")
    page.locator(".wizard-along > summary").click()
    expect(page.locator("[data-action=download]")).to_be_visible()
    yield page
    page.close()


def turning(edition: Edition, language: Language) -> tuple[Any, str]:
    """The page's data, and a day on which a version's status changes."""
    page: Any = page_data(edition, language, "../", {}, lookup_of(edition))
    return page, page["lookup"]["phases"]["bizmic-software"]["2"][1][0]


def typed_in(edition: Edition) -> dict[str, Any]:
    """Something for every detail but one that is needed, if there is one."""
    needed = next((one.id for one in edition.policy.details if one.required), "")
    return {
        one.id: [one.options[-1].id] if one.kind == "several" else TYPED_IN
        for one in edition.policy.details
        if one.id != needed
    }


def without_open(view: Any) -> Any:
    """A view of the look-up, which says that a version's status is open where it was typed."""
    if outcome := view["outcome"]:
        assert outcome.pop("open") is (TYPED in view["answers"].values())
    return view
