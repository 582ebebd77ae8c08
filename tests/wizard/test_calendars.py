"""The days of desks: holidays of all forms, substitutes, seasons, other hours, and shifts past midnight."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from dateutil.easter import easter as dateutil_easter

from publisher import setup
from publisher.holiday_proposal import known_holidays
from tests.conftest import ROOT
from tests.publisher.timetables import EASTER_DAYS, NAMED_DAYS, random_edition
from tests.wizard import days_oracle
from tests.wizard.helpers import at, edition_of, small_policy
from tests.wizard.minutes import clock
from wizard.calendars import Calendar
from wizard.days import by_easter, check_days, comes_every_year, dated, days_in, easter, kind_of_year
from wizard.hours import after_open_days, after_open_time, fixed_offset, is_open, next_closing
from wizard.policy import Day, Holiday, Hours, Opening, SpecialOpening

WORKDAYS: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday")
OFFICE = Opening(days=WORKDAYS, opens="09:00", closes="17:00")


def desk(*holidays: Holiday, special: tuple[SpecialOpening, ...] = ()) -> Calendar:
    return Calendar(Hours(id="desk", text="?", openings=(OFFICE,), holidays=holidays, special=special), {})


def closed_on(calendar: Calendar, year: int) -> list[str]:
    """The days without any turn on which the desk usually works."""
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    return [f"{day:%m-%d}" for day in days if calendar.usual(day) and not calendar.turns(day)]


# --- Which days a text names


@pytest.mark.parametrize(
    "text", [*NAMED_DAYS, *EASTER_DAYS, "easter", "first friday of january", "saturday before 01-01", "10-31"]
)
def test_the_days_that_a_text_names_are_those_of_dateutil(text: str) -> None:
    check_days(text)
    for year in (1999, 2000, 2024, 2026, 2027, 2028, 2100):
        assert days_in(text, year) == days_oracle.named(text, year, year), year


def test_easter_is_dateutils_and_the_days_by_it_those_of_public_holidays() -> None:
    every = range(1583, 4100)
    assert [easter(year) for year in every] == [dateutil_easter(year) for year in every]
    assert {f"{easter(year):%m-%d}" for year in every} >= {"03-22", "04-25"}
    germany = known_holidays(setup.ensure_holidays(ROOT), "DE-BY")[0](range(1991, 2100), False)
    for name, text in (
        *(("Good Friday", "good friday"), ("Easter Monday", "easter monday")),
        *(("Ascension Day", "ascension day"), ("Pentecost Monday", "whit monday")),
        ("Corpus Christi", "corpus christi"),
    ):
        listed = [day for day, names in sorted(germany.items()) if name in names.split("; ")]
        assert [day for year in range(1991, 2100) for day in days_in(text, year)] == listed


@pytest.mark.parametrize(
    "text", ["Last Monday  of May", "Good  Friday", "Easter +1", "FRIDAY after fourth Thursday of november"]
)
def test_capitals_and_spaces_change_nothing(text: str) -> None:
    check_days(text)
    assert days_in(text, 2026) == days_in(" ".join(text.lower().split()), 2026) != []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "12-32",
            "13-01",
            "02-30",
            "2026-02-29",
            "2026-13-01",
            "0206-12-25",
            "2026-1-1",
            "12/25",
            "25.12.",
            "",
        ),
        *("christmas", "fifth monday of may", "last monday of mai", "monday of may", "monday near 05-25"),
        *(
            "2026-12-24 to 12-31",
            "12-24 to",
            "to 12-31",
            "2026-12-31 to 2026-12-24",
            "2026-01-01 to 2028-01-01",
        ),
        *(
            "easter + 71",
            "easter + ",
            "easter friday",
            "good friday to 04-30",
            "easter monday to good friday",
        ),
        *("02-29 to 03-15", "2026-12-24 - 2026-12-31"),
    ],
)
def test_a_text_that_names_no_days_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"names no day|at one end|ends before|does not begin"):
        check_days(text)


def test_a_leap_day_comes_in_leap_years_alone() -> None:
    assert [year for year in range(2096, 2106) if days_in("02-29", year)] == [2096, 2104]


def test_what_names_a_year_comes_once_and_its_last_day_is_known() -> None:
    assert not comes_every_year("monday after 2026-04-05")
    assert dated("2026-12-24 to 2027-01-03") == date(2027, 1, 3)
    assert dated("12-24 to 01-03") is None


# --- What is closed and open


def test_a_substitute_is_the_next_open_day_that_is_no_holiday_itself() -> None:
    """As in Britain: Christmas and the day after it, on a Saturday and Sunday, and on a Sunday and Monday."""
    two = [Holiday(day=day, substitute="next-open-day") for day in ("12-25", "12-26")]
    assert closed_on(desk(*two), 2027) == ["12-27", "12-28"]
    assert closed_on(desk(*two), 2022) == ["12-26", "12-27"]
    assert closed_on(desk(*two), 2026) == ["12-25", "12-28"]


def test_after_a_sunday_and_no_saturday_the_next_open_day_is_closed_that_is_no_holiday_itself() -> None:
    """As in Japan: 3 to 5 May and 23 November, each of which is on a Saturday or Sunday in some year."""
    days = desk(
        *(Holiday(day=day, substitute="after-sunday") for day in ("05-03", "05-04", "05-05", "11-23"))
    )
    assert closed_on(days, 2024) == ["05-03", "05-06"]
    assert closed_on(days, 2025) == ["05-05", "05-06", "11-24"]
    assert closed_on(days, 2026) == ["05-04", "05-05", "05-06", "11-23"]


def test_a_day_that_two_entries_name_has_one_substitute() -> None:
    both = [Holiday(day=day, substitute="next-open-day") for day in ("12-25 to 12-26", "12-26")]
    assert closed_on(desk(*both), 2027) == ["12-27", "12-28"]


def test_the_nearest_open_day_is_friday_for_a_saturday_and_monday_for_a_sunday() -> None:
    """As in the United States, even where it is in the year before."""
    independence, new_year = (Holiday(day=day, substitute="nearest-open-day") for day in ("07-04", "01-01"))
    assert closed_on(desk(independence), 2026) == ["07-03"]
    assert closed_on(desk(independence), 2027) == ["07-05"]
    assert closed_on(desk(new_year), 2027) == ["01-01", "12-31"]
    assert closed_on(desk(new_year), 2028) == []


def test_a_holiday_without_a_substitute_on_a_closed_day_closes_nothing() -> None:
    assert closed_on(desk(Holiday(day="07-04")), 2026) == []


def test_special_openings_take_the_place_of_usual_hours_of_closed_days_and_of_holidays() -> None:
    special = (
        SpecialOpening(day="2026-12-19", opens="10:00", closes="14:00"),
        SpecialOpening(day="12-24", opens="09:00", closes="10:00"),
        SpecialOpening(day="12-24", opens="11:00", closes="12:00"),
        SpecialOpening(day="12-25", opens="10:00", closes="11:00"),
    )
    calendar = desk(Holiday(day="12-25"), special=special)
    assert calendar.turns(date(2026, 12, 19)) == ((600, 840),)
    assert calendar.turns(date(2026, 12, 24)) == ((540, 600), (660, 720))
    assert calendar.turns(date(2027, 12, 25)) == ((600, 660),)
    assert calendar.turns(date(2027, 12, 19)) == ()


def test_of_two_holidays_on_a_day_the_one_that_closes_earlier_holds() -> None:
    calendar = desk(Holiday(day="12-24", closed_from="12:00"), Holiday(day="2026-12-24", closed_from="10:00"))
    assert calendar.turns(date(2026, 12, 24)) == ((540, 600),)
    assert calendar.turns(date(2027, 12, 24)) == ((540, 720),)


# --- Shifts past midnight, counted by hand

NIGHT = Hours(
    id="desk",
    text="?",
    openings=(Opening(days=WORKDAYS, opens="22:00", closes="06:00"),),
    holidays=(Holiday(day="2026-12-25"), Holiday(day="2026-12-23", closed_from="23:00")),
)


def test_a_shift_is_one_opening_of_the_day_on_which_it_begins() -> None:
    week = edition_of(small_policy(hours=(small_policy().hours[0], NIGHT), zone="UTC")).weeks["desk"]
    assert next_closing(week, at("2026-12-21T23:00Z")) == at("2026-12-22T06:00Z")
    assert after_open_time(week, at("2026-12-21T23:00Z"), timedelta(hours=8)) == at("2026-12-22T23:00Z")
    # Saturday morning still belongs to Friday, and Sunday to nobody.
    assert is_open(week, at("2026-12-19T05:59Z"))
    assert not is_open(week, at("2026-12-20T05:59Z"))


def test_a_holiday_closes_the_whole_shift_that_begins_on_it_and_not_the_morning_before() -> None:
    week = edition_of(small_policy(hours=(small_policy().hours[0], NIGHT), zone="UTC")).weeks["desk"]
    assert is_open(week, at("2026-12-25T05:00Z"))
    assert not is_open(week, at("2026-12-25T23:00Z"))
    assert not is_open(week, at("2026-12-26T05:00Z"))
    assert next_closing(week, at("2026-12-23T22:00Z")) == at("2026-12-23T23:00Z")


def test_open_days_are_counted_by_the_shifts_that_begin_on_them() -> None:
    week = edition_of(small_policy(hours=(small_policy().hours[0], NIGHT), zone="UTC")).weeks["desk"]
    # At one in the morning of Tuesday it is still Monday's shift: the next one is Tuesday's.
    assert after_open_days(week, at("2026-12-22T01:00Z"), 1) == at("2026-12-23T06:00Z")
    assert after_open_days(week, at("2026-12-21T21:00Z"), 1) == at("2026-12-23T06:00Z")


# --- All of it together, against lists of days and the walls' own clocks


@pytest.mark.parametrize("seed", range(16))
def test_random_desks_have_the_days_that_plain_lists_give_them(seed: int) -> None:
    edition = random_edition(Random(f"days {seed}"))
    seasons = {season.id: season.days for season in edition.policy.seasons}
    for hours in edition.policy.hours[:2]:
        if not hours.always:
            expected = days_oracle.turns(hours, seasons, 2023, 2029)
            calendar = edition.calendars[hours.id]
            assert {day: calendar.turns(day) for day in expected} == expected, hours


@pytest.mark.parametrize("seed", range(8))
def test_any_of_several_desks_is_open_when_a_walk_over_their_wall_clocks_says_so(seed: int) -> None:
    draw = Random(f"walk {seed}")
    edition = random_edition(draw)
    policy = edition.policy
    seasons = {season.id: season.days for season in policy.seasons}
    listed = {
        one.id: days_oracle.turns(one, seasons, 2024, 2029) for one in policy.hours[:2] if not one.always
    }
    for _ in range(400):
        now = datetime(2024, 6, 1, tzinfo=UTC) + timedelta(minutes=draw.randrange(4 * 366 * 24 * 60))
        open_now = {}
        for hours in policy.hours[:2]:
            wall = _wall(now, hours.zone or policy.zone)
            open_now[hours.id] = hours.always or _within(listed[hours.id], wall)
            assert is_open(edition.weeks[hours.id], now) == open_now[hours.id], (now, hours)
        assert is_open(edition.weeks["together"], now) == any(open_now.values()), now


def _wall(now: datetime, zone: str) -> datetime:
    minutes = fixed_offset(zone)
    if minutes is None:
        own: ZoneInfo = clock(zone)
        return now.astimezone(own).replace(tzinfo=None)
    return now.replace(tzinfo=None) + timedelta(minutes=minutes)


def _within(turns: dict[date, days_oracle.Turns], wall: datetime) -> bool:
    minute = wall.hour * 60 + wall.minute
    days = ((wall.date(), minute), (wall.date() - timedelta(days=1), minute + 24 * 60))
    return any(opens <= at < closes for day, at in days for opens, closes in turns[day])


@pytest.mark.sweep
@pytest.mark.parametrize("text", [text for text in (*NAMED_DAYS, *EASTER_DAYS) if comes_every_year(text)])
def test_years_of_one_kind_have_the_same_days(text: str) -> None:
    first: dict[Hashable, list[str]] = {}
    for year in range(1972, 2372):
        calendar = desk(
            Holiday(day=text, substitute="nearest-open-day"), Holiday(day="12-26", substitute="next-open-day")
        )
        days = closed_on(calendar, year)
        assert first.setdefault(kind_of_year(year, with_easter=by_easter(text)), days) == days, year
