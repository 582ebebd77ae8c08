"""Policies of other kinds of company work as well: paid plans, desks with daylight saving, named releases.

Nothing in the code is made for any of them; each is one file in `policies/`.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from publisher import setup
from publisher.analysis.urgency import urgency_remarks
from publisher.analysis.verify import verify
from publisher.making import Sources, make_site
from publisher.pages.mkdocs_site import MkDocs
from publisher.policy_file.edition_file import load_edition, load_language, load_policy
from publisher.policy_file.source import read_source
from publisher.progress import Steps
from tests.browser.test_journeys import RECORD_VIEWS, hold_on_the_page, outcome_view, pick
from tests.built_pages import Page
from tests.conftest import ROOT, lasting, served
from tests.wizard.helpers import status_of
from tests.wizard.policies import to_the_end
from wizard.edition import Edition
from wizard.hours import is_open
from wizard.policy import Part
from wizard.protocol import respond

WORDS = ROOT / "site_src" / "words"
PLANS, DESKS, PRODUCTS = "paid-plans", "two-desks", "product-line"
FRAMEWORK, CAMPUS, PLATFORM = "framework", "campus-desks", "platform"
NAMES = (PLANS, DESKS, PRODUCTS)
IN_SHAPE_OF_REAL_ONES = (FRAMEWORK, CAMPUS, PLATFORM)
"""Policies with the days and figures of published ones."""


def file(name: str) -> Path:
    return ROOT / "tests" / "policies" / f"{name}.yaml"


@cache
def edition_of(name: str) -> Edition:
    return load_edition(file(name), WORDS).edition


def outcome(name: str, answers: dict[str, str], at: str) -> dict[str, Any]:
    now = datetime.fromisoformat(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    view = respond(edition_of(name), {"answers": answers, "now": now})
    assert view["question"] is None, f"{view['question']['id']} is still to be answered"
    return dict(view["outcome"])


@pytest.fixture(scope="module")
def site_of(tmp_path_factory: pytest.TempPathFactory, mkdocs: MkDocs) -> Callable[[str], Path]:
    """Makes the site of a policy, each once, in a folder of its own for what is rendered on the way."""
    root = tmp_path_factory.mktemp("other")
    for name in ("wizard", "site_src", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    pyodide, node = setup.ensure_pyodide(ROOT), setup.ensure_node(ROOT)

    @cache
    def make(name: str) -> Path:
        make_site(Sources(root, file(name), pyodide, node), root / name, mkdocs, Steps())
        return root / name

    return make


@pytest.mark.parametrize("name", (*NAMES, *IN_SHAPE_OF_REAL_ONES))
def test_nothing_is_found_in_it_and_its_examples_hold(name: str) -> None:
    assert len(edition_of(name).policy.examples) >= 3


@pytest.mark.parametrize("name", (*NAMES, *IN_SHAPE_OF_REAL_ONES))
def test_it_is_proved_that_no_customer_gets_lost(name: str) -> None:
    report = verify(edition_of(name), read_source(file(name).read_bytes(), name))
    assert (report.errors, report.unfinished) == ((), ())


@pytest.mark.parametrize("name", (*NAMES, *IN_SHAPE_OF_REAL_ONES))
def test_what_is_more_urgent_is_answered_sooner(name: str) -> None:
    assert list(urgency_remarks(edition_of(name))) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_the_project_s_own_policy_stands_in_its_site(
    name: str, site_of: Callable[[str], Path]
) -> None:
    words = load_language(WORDS, "en").site
    interface = {f"{words.policy_fact} {words.policy_not_yet}"}
    site = site_of(name)
    shown = "\n".join(texts(site))
    own = "\n".join(told(edition_of(name).policy))
    theirs = {text for text in told(load_policy(ROOT / "policy.yaml")) if len(text.split()) > 3} - interface
    foreign = {text for text in (*theirs, "8801722313635", "Asia/Dhaka") if text not in own}
    assert "bizmic" not in shown.casefold()
    assert sorted(text for text in foreign if text in shown) == []
    assert edition_of(name).policy.company in (site / "index.html").read_text("utf-8")


def texts(site: Path) -> Iterator[str]:
    """Every text in a site, those in the packed engine included; Pyodide is not ours."""
    for path in sorted(site.rglob("*")):
        if path.suffix == ".zip" and "pyodide" not in str(path.relative_to(site)):
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
                # Texts stand in what is compiled as they are.
                yield from (packed.read(one).decode(errors="replace") for one in packed.namelist())
        elif path.suffix in (".html", ".js", ".css", ".json", ".txt", ".svg", ".xml"):
            yield re.sub(r"\s+", " ", path.read_text("utf-8"))


def told(part: object) -> Iterator[str]:
    """Every text in a part of a policy."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Part):
        for one in fields(part):  # type: ignore[arg-type]
            yield from told(getattr(part, one.name))
    elif isinstance(part, tuple):
        for item in part:
            yield from told(item)


@pytest.mark.parametrize("name", (*NAMES, *IN_SHAPE_OF_REAL_ONES))
def test_every_way_through_its_interview_ends_with_a_channel(name: str) -> None:
    random = Random(name)
    for _ in range(150):
        moment = datetime(2025, 12, 1, tzinfo=UTC) + timedelta(minutes=random.randrange(2 * 365 * 24 * 60))
        view = to_the_end(random, edition_of(name), moment.strftime("%Y-%m-%dT%H:%M:00Z"))
        first = view["outcome"]["channels"][0]
        assert first["link"] or first["address"], view["answers"]


# --- Versions: the status of what a customer types, on a day


@pytest.mark.parametrize(
    ("policy", "product", "typed", "day", "status"),
    [
        # A year from the next release on, that day included; the newest one has no next one yet.
        (PLATFORM, "tools", "11.4", "2024-06-10", "full"),
        (PLATFORM, "tools", "11.4", "2024-06-11", "ended"),
        (PLATFORM, "tools", "12", "2026-08-09", "full"),
        (PLATFORM, "tools", "12", "2026-08-10", "ended"),
        (PLATFORM, "tools", "13.1", "2031-01-01", "full"),
        # By year: 12 months of full maintenance, then security corrections until the named end.
        (PRODUCTS, "studio", "2025.2", "2026-09-16", "full"),
        (PRODUCTS, "studio", "v2025.2.4", "2026-09-17", "security-only"),
        (PRODUCTS, "studio", "2025.2", "2027-09-30", "security-only"),
        (PRODUCTS, "studio", "2025.2", "2027-10-01", "ended"),
        (PRODUCTS, "studio", "2024", "2025-12-31", "security-only"),
        (PRODUCTS, "studio", "24.3", "2026-01-01", "ended"),
        (PRODUCTS, "studio", "Studio 24", "2026-01-01", "ended"),
        (PRODUCTS, "studio", "2026.1", "2026-10-05", "newer"),
        (PRODUCTS, "studio", "2026.1", "2026-10-06", "full"),
        (PRODUCTS, "studio", "2027", "2026-10-06", "newer"),
        (PRODUCTS, "studio", "2025", "2026-10-06", "unknown"),
        # By code name: the newest regular and the newest long-term release, each among its own kind.
        (PRODUCTS, "server", "Erythrite", "2026-06-09", "full"),
        (PRODUCTS, "server", "citrine", "2026-06-08", "full"),
        (PRODUCTS, "server", "8.2", "2026-06-09", "security-only"),
        (PRODUCTS, "server", "Citrine", "2026-09-04", "security-only"),
        (PRODUCTS, "server", "Citrine", "2026-09-05", "ended"),
        (PRODUCTS, "server", "7.4.1", "2025-11-17", "full"),
        (PRODUCTS, "server", "Beryl LTS", "2025-11-18", "security-only"),
        (PRODUCTS, "server", "Beryl", "2027-02-28", "security-only"),
        (PRODUCTS, "server", "Beryl", "2027-03-01", "ended"),
        (PRODUCTS, "server", "9", "2031-01-01", "full"),
        (PRODUCTS, "server", "Agate", "2026-11-23", "ended"),
        (PRODUCTS, "server", "11.0", "2026-11-23", "newer"),
        (PRODUCTS, "server", "Fluorite", "2026-11-23", "unknown"),
        # By number, with an end for each.
        (PRODUCTS, "gateway", "4.1.9", "2026-10-31", "full"),
        (PRODUCTS, "gateway", "4.1.9", "2026-11-01", "ended"),
        (PRODUCTS, "gateway", "4.0", "2026-11-01", "unknown"),
        (PRODUCTS, "drive", "1", "2026-11-23", "unlisted"),
        # The newest two, whatever their age; and 24 months or the newest.
        (PLANS, "desktop", "9", "2026-05-04", "supported"),
        (PLANS, "desktop", "9.8", "2026-05-05", "answers-only"),
        (PLANS, "cloud", "9.8", "2026-05-05", "unlisted"),
        # With two named ends; then by successors, series and months, to the end of the month.
        (PLATFORM, "os", "9.4", "2027-05-31", "full"),
        (PLATFORM, "os", "9.4", "2027-06-01", "maintenance"),
        (PLATFORM, "os", "6", "2020-11-30", "maintenance"),
        (PLATFORM, "os", "6.10", "2020-12-01", "ended"),
        (PLATFORM, "cluster", "4.17.3", "2025-05-26", "full"),
        (PLATFORM, "cluster", "4.17.3", "2025-05-27", "maintenance"),
        (PLATFORM, "cluster", "4.17", "2026-04-30", "maintenance"),
        (PLATFORM, "cluster", "4.17", "2026-05-01", "ended"),
        (PLATFORM, "cluster", "4.18", "2030-01-01", "full"),
        (PLATFORM, "cluster", "3.11.500", "2026-11-26", "fixes"),
        (PLATFORM, "cluster", "3.10", "2026-11-26", "ended"),
        (DESKS, "labbook", "4", "2026-10-01", "supported"),
        (DESKS, "labbook", "4", "2026-10-02", "ended"),
        (DESKS, "labbook", "5", "2030-01-01", "supported"),
    ],
)
def test_a_version_has_the_status_that_the_policy_gives_it_on_that_day(
    policy: str, product: str, typed: str, day: str, status: str
) -> None:
    edition = edition_of(policy)
    assert status_of(edition.policy, edition.products[product], typed, date.fromisoformat(day)) == status


@pytest.mark.parametrize(
    ("version", "mainstream", "security"),
    [
        ("6.0.1", date(2026, 8, 31), date(2027, 4, 30)),
        ("5.2", date(2025, 12, 3), date(2028, 4, 30)),
        ("5.1.15", date(2025, 4, 2), date(2025, 12, 3)),
        ("v4.2 LTS", date(2023, 12, 4), date(2026, 4, 7)),
    ],
)
def test_each_day_of_a_release_is_before_one_of_its_published_ends_or_after_both(
    version: str, mainstream: date, security: date
) -> None:
    support = edition_of(FRAMEWORK).support["trellis"]
    for number in range(365 * 4):
        day = date(2025, 12, 3) + timedelta(days=number)
        expected = "mainstream" if day <= mainstream else "security" if day <= security else "ended"
        assert support.status(version, day) == expected, day


# --- Deadlines, counted by hand

STANDARD = {
    "topic": "defect",
    "product": "os",
    "version": "9",
    "build": "ours",
    "plan": "standard",
    "effect": "down",
}
LITTLE = {**STANDARD, "effect": "little"}
EUROPE_STANDS = {
    "object": "balance",
    "region": "europe",
    "opened": "no",
    "standstill": "stands",
    "before": "first",
}
AMERICA_STANDS = EUROPE_STANDS | {"region": "americas"}
EUROPE_ASKS = {"object": "calibration", "region": "europe"}
AMERICA_ASKS = {"object": "calibration", "region": "americas"}
EXAMINATION, ACCOUNT = {"topic": "learning", "stands": "yes"}, {"topic": "account"}
PREMIER_DOWN = {"topic": "fault", "plan": "premier", "open-case": "new", "cause": "none-of-them"}
PREMIER_DOWN |= {"product": "cloud", "impact": "all"}
PREMIER_PART = PREMIER_DOWN | {"impact": "part"}
PREMIER_LITTLE = PREMIER_DOWN | {"impact": "little"}
BUSINESS_DOWN = PREMIER_DOWN | {"plan": "business"}
BUSINESS_LITTLE = BUSINESS_DOWN | {"impact": "little"}
MOVING = {"topic": "moving", "product": "server"}


@pytest.mark.parametrize(
    ("policy", "answers", "at", "level", "due"),
    [
        # Two business hours over lunch, which is shorter on Fridays, and from within it.
        (DESKS, EUROPE_STANDS, "2026-06-09T11:30+02:00", "standstill-europe", "2026-06-09T14:30+02:00"),
        (DESKS, EUROPE_STANDS, "2026-06-09T12:15+02:00", "standstill-europe", "2026-06-09T15:00+02:00"),
        (DESKS, EUROPE_STANDS, "2026-06-12T11:30+02:00", "standstill-europe", "2026-06-12T14:00+02:00"),
        # Over a weekend on which the clocks go forward, and one on which they go back.
        (DESKS, EUROPE_STANDS, "2026-03-27T14:00+01:00", "standstill-europe", "2026-03-30T10:00+02:00"),
        (DESKS, EUROPE_STANDS, "2026-10-23T14:00+02:00", "standstill-europe", "2026-10-26T10:00+01:00"),
        (DESKS, AMERICA_STANDS, "2026-03-06T17:00-05:00", "standstill-americas", "2026-03-09T10:30-04:00"),
        (DESKS, AMERICA_STANDS, "2026-10-30T17:00-04:00", "standstill-americas", "2026-11-02T10:30-05:00"),
        # A day on which the desk works until noon, and the holiday and the weekend after it.
        (DESKS, EUROPE_STANDS, "2026-12-24T11:00+01:00", "standstill-europe", "2026-12-28T09:30+01:00"),
        (DESKS, EUROPE_ASKS, "2026-12-23T16:00+01:00", "usual-europe", "2026-12-24T12:00+01:00"),
        # The end of the next business day: on Friday it ends early, at Easter it is Tuesday.
        (DESKS, EUROPE_ASKS, "2026-06-11T09:00+02:00", "usual-europe", "2026-06-12T14:30+02:00"),
        (DESKS, EUROPE_ASKS, "2026-06-12T14:29+02:00", "usual-europe", "2026-06-15T17:00+02:00"),
        (DESKS, EUROPE_ASKS, "2026-06-12T14:30+02:00", "usual-europe", "2026-06-16T17:00+02:00"),
        (DESKS, EUROPE_ASKS, "2026-04-02T16:00+02:00", "usual-europe", "2026-04-07T17:00+02:00"),
        (DESKS, AMERICA_ASKS, "2026-11-25T10:00-05:00", "usual-americas", "2026-11-27T17:30-05:00"),
        # Day and night: half an hour in the hour that comes twice.
        (PLANS, PREMIER_DOWN, "2026-11-01T01:45-05:00", "premier-urgent", "2026-11-01T01:15-06:00"),
        (PLANS, PREMIER_PART, "2026-12-25T23:30-06:00", "premier-high", "2026-12-26T00:30-06:00"),
        (PLANS, PREMIER_LITTLE, "2026-11-25T12:00-06:00", "premier-normal", "2026-11-27T10:00-06:00"),
        (PLANS, BUSINESS_DOWN, "2026-07-02T17:00-05:00", "business-urgent", "2026-07-06T08:30-05:00"),
        (PLANS, BUSINESS_LITTLE, "2026-07-02T09:00-05:00", "business-normal", "2026-07-07T18:00-05:00"),
        # A holiday on a Sunday is had on Monday; one by its weekday comes every year.
        (DESKS, AMERICA_ASKS, "2027-07-02T10:00-04:00", "usual-americas", "2027-07-06T17:30-04:00"),
        (DESKS, AMERICA_ASKS, "2031-11-26T10:00-05:00", "usual-americas", "2031-11-28T17:30-05:00"),
        # Two desks by turns, over the end of term and in the Christmas weeks of any year.
        (CAMPUS, EXAMINATION, "2026-12-18T17:40+01:00", "teaching", "2026-12-21T08:10+01:00"),
        (CAMPUS, EXAMINATION, "2026-12-21T14:30+01:00", "teaching", "2026-12-22T08:00+01:00"),
        (CAMPUS, EXAMINATION, "2033-12-23T14:30+01:00", "teaching", "2034-01-03T08:00+01:00"),
        (CAMPUS, ACCOUNT, "2026-11-24T01:30+01:00", "ordinary", "2026-11-26T18:00+01:00"),
        (CAMPUS, ACCOUNT, "2027-08-01T12:00+02:00", "ordinary", "2027-08-04T15:00+02:00"),
        # Business hours over Thanksgiving, and business days over Christmas and New Year.
        (PLATFORM, STANDARD, "2026-11-25T16:30-05:00", "standard-urgent", "2026-11-27T09:30-05:00"),
        (PLATFORM, STANDARD, "2026-12-31T16:59-05:00", "standard-urgent", "2027-01-04T09:59-05:00"),
        (PLATFORM, LITTLE, "2026-12-23T18:00-05:00", "standard-low", "2026-12-30T17:00-05:00"),
        # Two weeks as ten working days, over Christmas and New Year.
        (PRODUCTS, MOVING, "2026-12-24T10:00+00:00", "ordinary", "2027-01-11T17:00+00:00"),
    ],
)
def test_an_answer_is_due_when_the_policy_s_clock_says_so(
    policy: str, answers: dict[str, str], at: str, level: str, due: str
) -> None:
    target = outcome(policy, answers, at)["target"]
    assert target["level"]["id"] == level
    assert target["due"]["desk"] + target["due"]["offset"] == due


@pytest.mark.parametrize("impact", ["fault", "use", "billing"])
def test_the_free_plan_is_promised_nothing(impact: str) -> None:
    answers = {"topic": impact, "plan": "free", "cause": "none-of-them", "product": "cloud"}
    found = outcome(PLANS, answers, "2026-11-23T12:00-06:00")
    assert (found["target"], found["not_guaranteed"]) == (None, ())
    assert [channel["id"] for channel in found["channels"]] == ["forum", "mail"]


@pytest.mark.parametrize(
    ("at", "first"),
    [
        ("2026-06-09T10:00+02:00", "goettingen"),
        ("2026-06-09T12:30+02:00", "service-mail"),  # lunch in one place, early morning in the other
        ("2026-06-09T15:30+02:00", "goettingen"),
        ("2026-06-09T17:00+02:00", "boston"),
        ("2026-06-09T23:29+02:00", "boston"),
        ("2026-06-09T23:30+02:00", "service-mail"),
        # For three weeks only one of the two has changed its clocks.
        ("2026-03-06T23:15+01:00", "boston"),
        ("2026-03-16T22:15+01:00", "boston"),
        ("2026-03-16T22:30+01:00", "service-mail"),
        ("2026-12-24T12:00+01:00", "service-mail"),
        ("2026-12-24T15:00+01:00", "boston"),
    ],
)
def test_a_standstill_goes_to_the_desk_that_is_open(at: str, first: str) -> None:
    assert outcome(DESKS, EUROPE_STANDS, at)["channels"][0]["id"] == first


@pytest.mark.parametrize(
    ("at", "channel"),
    [
        # On Saturday in term time the library alone is open, and outside of term nobody is.
        ("2026-11-28T11:00+01:00", "walk-in"),
        ("2026-08-29T11:00+02:00", "mail"),
        ("2026-09-12T15:30+02:00", "walk-in"),  # the welcome day
        # The night belongs to the day on which it begins: to Thursday, but Friday has none.
        ("2026-11-27T01:00+01:00", "night-chat"),
        ("2026-11-28T01:00+01:00", "mail"),
        # Labour Day on a Saturday, when there is no night anyway, is had on Sunday.
        ("2027-05-02T21:00+02:00", "mail"),
        ("2027-05-03T01:00+02:00", "mail"),
        ("2027-05-03T21:00+02:00", "night-chat"),
        ("2026-11-27T08:00+01:00", "hotline"),
    ],
)
def test_a_student_is_sent_to_what_is_open(at: str, channel: str) -> None:
    assert outcome(CAMPUS, ACCOUNT, at)["channels"][0]["id"] == channel


@pytest.mark.parametrize(
    ("at", "open"),
    [
        # Brno by its own clock, shorter in winter and closed over Christmas; then Raleigh.
        ("2026-11-27T07:59+01:00", False),
        ("2026-11-27T08:00+01:00", True),
        ("2026-11-26T15:00-05:00", False),
        ("2026-11-27T15:00-05:00", True),
        ("2027-02-26T08:30-05:00", True),
        ("2027-03-01T16:30+01:00", True),
        ("2026-12-24T10:00+01:00", False),
        ("2026-12-31T11:59+01:00", True),
    ],
)
def test_a_hotline_that_follows_the_sun_is_open_while_one_of_its_desks_is(at: str, open: bool) -> None:
    assert is_open(edition_of(PLATFORM).weeks["sun"], datetime.fromisoformat(at).astimezone(UTC)) == open


def test_what_is_sold_for_one_release_is_asked_for_it_alone() -> None:
    answers = {**STANDARD, "extended": "bought"}
    for version, expected in (("7.9", "in-part"), ("6.10", "refused"), ("9", "supported")):
        verdict = outcome(PLATFORM, answers | {"version": version}, "2026-11-26T12:00-05:00")["verdict"]
        assert verdict["id"] == expected


def test_a_section_is_divided_and_its_parts_stand_in_the_order_of_the_file() -> None:
    labels = {one.id: (one.label, one.section) for one in edition_of(PLATFORM).clauses.values()}
    ids = [id for id, (_, page) in labels.items() if page == "life-cycles"]
    assert [id for id in ids if id in ("os-releases", "cluster-full", "over")] == [
        *("os-releases", "cluster-full", "over")
    ]
    assert {id: labels[id] for id in ("os-releases", "cluster-full", "tools-full", "over")} == {
        "os-releases": ("4.1", "life-cycles"),
        "cluster-full": ("4.2.1", "life-cycles"),
        "tools-full": ("4.3.1", "life-cycles"),
        "over": ("4 ¶1", "life-cycles"),
    }


VOCABULARY = (
    *(
        "until",
        "ends",
        "days_after_successor",
        "months_after_successor",
        "whichever",
        "to_month_end",
        "newest",
    ),
    *("among", "position", "kind", "spans", "within_days", "within_months", "any_of", "season", "outside"),
    *("special", "substitute", "closed_from", "not", "further", "matrix", "label", "words", "languages"),
    *("number", "marked", "release", "pattern", "meant", "constants", "headline"),
)


def test_the_policies_together_say_all_that_real_ones_need() -> None:
    said = "".join(path.read_text("utf-8") for path in file(PLANS).parent.glob("*.yaml"))
    # Sections within sections are further in than those of the policy.
    assert re.search("^ +sections:$", said, re.MULTILINE)
    forms = (
        "date",
        "chat",
        "in-person",
        "neutral",
        "closes: 02:00",
        "12-24 to 01-02",
        "fourth thursday of november",
    )
    assert [key for key in VOCABULARY if not re.search(rf"(?:^|[{{ ]){key}:\s", said, re.MULTILINE)] == []
    assert [form for form in forms if form not in said] == []


def test_a_place_has_no_link_and_a_channel_tells_its_languages() -> None:
    channels = {one["id"]: one for one in outcome(CAMPUS, ACCOUNT, "2026-11-27T10:00+01:00")["channels"]}
    place = channels["walk-in"]
    assert (place["link"], place["address"]) == ("", "Main Library, ground floor")
    assert place["languages"] == {"de": "Deutsch", "en": "English"}
    night = outcome(CAMPUS, ACCOUNT, "2026-11-27T01:00+01:00")["channels"][0]
    assert (night["link"], night["reply"]) == ("https://chat.lindenau.example", "at-once")


def test_what_is_promised_by_plan_and_severity_is_a_table(site_of: Callable[[str], Path]) -> None:
    html = (site_of(PLANS) / "policy/response/index.html").read_text("utf-8")
    table = html[html.index('<table class="stacked matrix">') : html.index("</table>")]
    assert re.search("<caption>.+</caption>", table)
    assert re.findall(r'<th scope="col">([^<]+?) ?<', table) == ["Plan", "Urgent", "High", "Normal"]
    rows = table.split('<th scope="row">')[1:]
    assert [row.partition("<")[0] for row in rows] == ["Premier", "Business", "Free"]
    assert [re.findall(r'<td id="([\w-]+)"', row) for row in rows] == [
        ["premier-urgent", "premier-high", "premier-normal"],
        ["business-urgent", "business-high", "business-normal"],
        [],
    ]
    assert rows[2].count("No time is promised") == 3
    for level in edition_of(PLANS).policy.levels:
        assert Page(html).ids.count(level.target.id) == Page(html).ids.count(level.purpose.id) == 1


@pytest.mark.browser
def test_a_journey_through_it_in_the_browser_ends_as_in_plain_python(
    browser: Browser, site_of: Callable[[str], Path]
) -> None:
    """In a browser elsewhere in the world, over a change of the desk's clocks."""
    at = "2026-03-27T14:00+01:00"
    with (
        served(site_of(DESKS)) as url,
        browser.new_context(viewport={"width": 360, "height": 740}, timezone_id="Asia/Tokyo") as context,
    ):
        page = context.new_page()
        page.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        page.add_init_script(RECORD_VIEWS)
        page.clock.set_fixed_time(at)
        page.goto(f"{url}wizard/")
        for question, answer in EUROPE_STANDS.items():
            pick(page, question, answer)
        shown = outcome_view(page)
        address = lasting(f"{url}wizard/", edition_of(DESKS))
        request = {"answers": EUROPE_STANDS, "now": "2026-03-27T13:00:00Z", "page": address}
        assert shown == json.loads(json.dumps(respond(edition_of(DESKS), request)))
        hold_on_the_page(page, shown["outcome"])
