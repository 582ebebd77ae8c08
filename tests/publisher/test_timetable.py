"""The timetable: by it the page says of every instant what the engine says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from publisher.lookup.timetable import timetable_of
from publisher.policy_file.edition_file import load_edition
from tests.publisher.timetables import (
    EASTER_DAYS,
    assert_alike,
    boundaries,
    random_edition,
    random_editions,
    some_instants,
)
from tests.sweeps import sampled
from tests.wizard.helpers import edition_of, small_policy
from wizard.policy import Day, Holiday, Hours, Opening

ROOT = Path(__file__).resolve().parents[2]
OTHERS = ("paid-plans", "product-line", "two-desks", "campus-desks")
POLICIES = ("policy", *(f"tests/policies/{name}" for name in OTHERS))
WEEKDAYS: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday")
ALL_DAYS: tuple[Day, ...] = (*WEEKDAYS, "saturday", "sunday")


@pytest.mark.parametrize("name", POLICIES)
def test_of_each_policy_every_instant_is_the_engines(name: str) -> None:
    edition = load_edition(ROOT / f"{name}.yaml", ROOT / "site_src" / "words").edition
    assert_alike(edition, some_instants(edition, Random(name), 300))


@pytest.mark.parametrize("seed", sampled(range(6), 3))
def test_whatever_the_desks_zones_and_holidays_every_instant_is_the_engines(seed: int) -> None:
    draw = Random(seed)
    edition = random_edition(draw)
    assert_alike(edition, some_instants(edition, draw, 150))


@pytest.mark.parametrize("seed", sampled(range(8), 2))
def test_of_editions_with_other_hours_every_instant_is_the_engines_before_and_after_each_change(
    seed: int,
) -> None:
    draw = Random(f"editions {seed}")
    for edition in random_editions(draw):
        assert_alike(edition, some_instants(edition, draw, 50))


def test_until_2369_every_instant_is_the_engines_where_holidays_go_by_easter() -> None:
    draw = Random("easter")
    week = Opening(days=WEEKDAYS, opens="09:00", closes="17:00")
    desks = tuple(
        Hours(id=id, text="?", zone=zone, openings=(week,), holidays=tuple(map(by_day, days)))
        for id, zone, days in (
            ("day", "Europe/Berlin", EASTER_DAYS),
            ("desk", "America/New_York", ("good friday", "12-25", "easter - 70 to easter - 68")),
        )
    )
    edition = edition_of(small_policy(hours=desks))
    instants = some_instants(edition, draw, 300)
    easters = [datetime(year, 3, 20, 15, tzinfo=UTC) for year in range(1970, 2370)]
    assert_alike(edition, [*instants, *(one + timedelta(days=draw.randrange(90)) for one in easters)])


def by_day(day: str) -> Holiday:
    return Holiday(day=day, substitute="next-open-day")


@pytest.mark.sweep
def test_five_thousand_instants_of_random_policies_are_the_engines() -> None:
    for number in range(10):
        draw = Random(f"sweep {number}")
        edition = random_edition(draw)
        assert_alike(edition, some_instants(edition, draw, 500))


DESKS: dict[str, tuple[str, tuple[Day, ...], str, str, str]] = {
    "half an hour and half a day": ("Australia/Lord_Howe", ALL_DAYS, "00:00", "24:00", "12:00"),
    "around the clock but for a holiday": ("Europe/Berlin", ALL_DAYS, "00:00", "24:00", ""),
    "past midnight": ("America/New_York", WEEKDAYS, "18:00", "24:00", ""),
    "before it": ("+06:00", WEEKDAYS, "00:00", "09:00", ""),
}


@pytest.mark.parametrize("quarter", sampled(range(4)))
@pytest.mark.parametrize("name", sampled(DESKS))
def test_every_boundary_of_a_year_is_the_engines(name: str, quarter: int) -> None:
    zone, days, opens, closes, closed_from = DESKS[name]
    desk = Hours(
        id="desk",
        text="?",
        zone=zone,
        openings=(Opening(days=days, opens=opens, closes=closes),),
        holidays=(Holiday(day="2026-12-25", closed_from=closed_from),),
    )
    edition = edition_of(replace(small_policy(), hours=(Hours(id="day", text="?", always=True), desk)))
    begins = datetime(2026, 1, 1, tzinfo=UTC)
    weeks = (begins + timedelta(weeks=number) for number in range(14 * quarter, 14 * quarter + 14))
    assert_alike(edition, [instant for week in weeks for instant in boundaries(edition, week)])


def test_a_timetable_grows_with_changes_and_holidays_and_not_with_the_years() -> None:
    desk = small_policy().hours[1]
    none = timetable_of(edition_of(replace(small_policy(), hours=(small_policy().hours[0], desk))))
    assert none["hours"]["desk"]["rows"] == [(0, 1)]
    closed = replace(desk, holidays=(Holiday(day="2026-11-23"),))
    one = timetable_of(edition_of(replace(small_policy(), hours=(small_policy().hours[0], closed))))
    # Thursday 19 November 2026 begins the week 2968; before it and after it holds the usual one.
    assert [later for later, _ in one["hours"]["desk"]["rows"]] == [2967, 1, 1]
    assert len(one["weeks"]) == len(none["weeks"]) + 1


def test_the_same_policy_has_the_same_timetable_byte_for_byte() -> None:
    first, second = (json.dumps(timetable_of(random_edition(Random(3)))) for _ in range(2))
    assert first == second
