"""The pictures that pages draw say what the engine decides: a week, releases, and the way to an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from publisher.language.interface import Language
from publisher.pages.pictures import (
    ROOM_FOR_A_SIGN,
    ROOM_FOR_A_YEAR,
    Mark,
    timeline_of,
    way_of,
    weeks_of,
)
from publisher.policy_file.edition_file import load_policy
from tests.conftest import ROOT
from tests.wizard.helpers import edition_of, outcome_of, real, real_policy, small_policy, status_of
from wizard.days import DAYS
from wizard.edition import Edition
from wizard.hours import minutes_of_day
from wizard.policy import Holiday, Hours, Opening, Policy, Release, Season

DAY = timedelta(days=1)


def share(place: str) -> float:
    return float(place.removesuffix("%")) / 100


def with_openings(*openings: Opening, **more: object) -> tuple[Edition, Hours]:
    desk = Hours(id="desk", text="By day", openings=openings, **more)  # type: ignore[arg-type]
    policy = small_policy()
    edition = edition_of(replace(policy, hours=(policy.hours[0], desk)))
    return edition, edition.hours["desk"]


def test_a_week_is_open_in_each_minute_in_which_the_desk_is(language: Language) -> None:
    edition, hours = with_openings(
        Opening(days=("sunday", "monday"), opens="00:00", closes="08:15"),
        Opening(days=("monday", "friday"), opens="09:30", closes="24:00"),
        zone="Asia/Kathmandu",
        holidays=(Holiday(day="2024-01-01"),),
    )
    (only,) = weeks_of(edition, hours, language.site)
    week = only.days
    assert [day.number for day in week] == [6, 0, 1, 2, 3, 4, 5]
    for day in week:
        for minute in range(0, 24 * 60, 5):
            listed = any(
                DAYS[day.number] in one.days
                and minutes_of_day(one.opens) <= minute < minutes_of_day(one.closes)
                for one in hours.openings
            )
            at = (minute + 2) / (24 * 60)
            drawn = any(share(bar.x) <= at < share(bar.x) + share(bar.width) for bar in day.bars)
            assert drawn == listed, (day.name, minute)
    assert [day.times for day in week[:3]] == [
        ("00:00 – 08:15",),
        ("00:00 – 08:15", "09:30 – 24:00"),
        ("closed",),
    ]


def test_a_desk_with_a_season_has_a_week_for_it_and_one_for_all_other_times(language: Language) -> None:
    long = Opening(days=("monday", "tuesday"), opens="09:00", closes="17:00", season="term")
    late = Opening(days=("friday",), opens="22:00", closes="02:00", season="term")
    short = Opening(days=("monday",), opens="10:00", closes="12:00", outside="term")
    term = Season(id="term", name="Term", days=("2026-09-28 to 2026-12-11", "first monday of may to 05-31"))
    desk = Hours(id="desk", text="By day", openings=(long, late, short))
    edition = edition_of(small_policy(seasons=(term,), hours=(small_policy().hours[0], desk)))
    term_time, otherwise = weeks_of(edition, desk, language.site)
    assert (term_time.name, otherwise.name) == ("Term", language.site.outside)
    assert term_time.when == (
        "28 September 2026 – 11 December 2026",
        "First Monday of May – 31 May",
    )
    assert [time for day in term_time.days for time in day.times] == [
        *("09:00 – 17:00", "09:00 – 17:00", "closed", "closed", "22:00 – 24:00", "00:00 – 02:00", "closed")
    ]
    # What runs past midnight is drawn on both days, as it is said.
    assert [len(day.bars) for day in term_time.days] == [1, 1, 0, 0, 1, 1, 0]
    assert [day.times for day in otherwise.days][:2] == [("10:00 – 12:00",), ("closed",)]


def test_a_release_is_drawn_on_each_day_as_it_is_supported_then() -> None:
    draw = Random(3)
    first = date(2020, 2, 29)
    releases = tuple(
        Release(version=str(number), released=first + number * timedelta(days=draw.randint(90, 500)))
        for number in range(6)
    )
    product = replace(real_policy().products[0], releases=releases)
    policy = replace(real_policy(), products=(product,))
    drawn = timeline_of(edition_of(policy), product)
    kinds = {"full": "full", "limited": "part", "not-guaranteed": "least"}
    assert [row.version for row in drawn.rows] == [
        one.version for one in sorted(releases, key=lambda one: one.released, reverse=True)
    ]
    for row in drawn.rows:
        for day in range((drawn.last - drawn.first).days):
            at = (day + 0.5) / (drawn.last - drawn.first).days
            when = drawn.first + day * DAY
            out = next(one.released for one in releases if one.version == row.version) <= when
            found = [
                bar.kind.split()[0] for bar in row.bars if share(bar.x) < at < share(bar.x) + share(bar.width)
            ]
            expected = [kinds[status_of(policy, product, row.version, when)]] if out else []
            assert found == expected, (row.version, when)


def test_each_status_among_a_products_bars_is_in_its_legend_with_a_look_of_its_own() -> None:
    policy = load_policy(ROOT / "tests" / "policies" / "platform.yaml")
    drawn = {one.id: timeline_of(edition_of(policy), one) for one in policy.products if one.releases}
    assert {id: [(look.kind, name) for look, name in one.statuses] for id, one in drawn.items()} == {
        "os": [("full", "Full support"), ("part", "Maintenance"), ("least", "No longer supported")],
        "cluster": [
            ("full", "Full support"),
            ("part", "Maintenance"),
            ("less", "Fixes for vulnerabilities"),
            ("least", "No longer supported"),
        ],
        "tools": [("full", "Full support"), ("least", "No longer supported")],
    }


def test_however_many_years_and_days_a_picture_spans_their_names_have_room_on_a_phone(
    language: Language,
) -> None:
    for span in (0, 34, 35, 1000, 3000, 8500, 20000):
        for first in (date(2024, 1, 1), date(2019, 12, 31)):
            releases = tuple(
                Release(version=str(days), released=first + timedelta(days=days)) for days in {0, span}
            )
            product = replace(real_policy().products[0], releases=releases)
            drawn = timeline_of(edition_of(replace(real_policy(), products=(product,))), product)
            assert_apart(drawn.years, lambda _: ROOM_FOR_A_YEAR)
    for wait in (10, 20, 30, 40, 50):
        policy = small_policy()
        (section,) = policy.sections
        (level,) = section.levels
        level = replace(level, target=replace(level.target, hours=wait))
        edition = edition_of(replace(policy, sections=(replace(section, levels=(level,)),)))
        way = way_of(edition, edition.levels["plain"], language.site)
        assert way, wait
        assert_apart(way.days, lambda name: len(name) * ROOM_FOR_A_SIGN)


def assert_apart(marks: Sequence[Mark], room: Callable[[str], float]) -> None:
    ends = [(share(one.x), share(one.x) + room(one.text)) for one in marks if one.text]
    assert ends, marks
    places = [*(place for place, _ in ends[1:]), 1.001]
    assert all(end <= place + 0.001 for (_, end), place in zip(ends, places, strict=True)), marks


def test_the_way_to_an_answer_is_that_of_a_real_report(language: Language) -> None:
    """Thursday 26 November 2026 is the last day before the desk's longest break, and has no holiday near."""
    for level, answers in (("critical", {"impact": "down"}), ("standard", {"impact": "minor"})):
        way = way_of(real(), real().levels[level], language.site)
        assert way
        told = {
            "topic": "malfunction",
            "open-case": "no",
            "cause": "nothing",
            "version": "3",
            "wish": "help",
            "requirements": "met",
            **answers,
        }
        target = outcome_of(real(), told, "2026-11-26T11:00:00Z")["target"]
        assert target["level"]["id"] == level
        due = date.fromisoformat(target["due"]["desk"][:10])
        said = f"{language.site.days[due.weekday()]}, {target['due']['desk'][11:]}"
        assert way.words.startswith("In an ordinary week, with no holiday and no change of hours, ")
        assert "a report of Thursday, 17:00 is" in way.words
        assert f"by {said}" in way.words
        length = 24 * len(way.days)
        counted = sum(share(bar.width) for bar in way.bars if bar.kind == "counted") * length
        assert counted == pytest.approx(real().levels[level].target.hours, abs=0.05)
        assert share(way.answered) * length == pytest.approx(
            24 * (due - date(2026, 11, 26)).days + int(target["due"]["desk"][11:13]), abs=0.05
        )


def test_no_way_is_drawn_that_takes_too_long_or_counts_around_the_clock(language: Language) -> None:
    def changed(**target: object) -> Policy:
        policy = small_policy()
        (section,) = policy.sections
        (level,) = section.levels
        other = replace(level, target=replace(level.target, **target))  # type: ignore[arg-type]
        return replace(policy, sections=(replace(section, levels=(other,)),))

    for target, is_drawn in (({}, True), ({"hours": 900}, False), ({"clock": "day"}, False)):
        edition = edition_of(changed(**target))
        assert bool(way_of(edition, edition.levels["plain"], language.site)) == is_drawn
