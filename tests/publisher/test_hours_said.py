"""Hours, and the texts beside them that say others: staff are asked, and of what agrees they are not."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from publisher.policy_file.checks.hours_said import hours_said_remarks
from publisher.policy_file.checks.working_times import hours_remarks
from publisher.policy_file.edition_file import load_policy
from wizard.policy import Day, Holiday, Hours, Opening, Policy, Season

ALL: tuple[Day, ...] = get_args(Day)
WEEK = ALL[:5]
DESK = Hours(id="desk", text="A desk", openings=(Opening(days=WEEK, opens="09:00", closes="17:00"),))


@cache
def small() -> Policy:
    return load_policy(Path(__file__).with_name("documented.yaml"))


def asked(*hours: Hours, seasons: tuple[Season, ...] = ()) -> list[str]:
    """The kinds of what staff are asked of the first of these hours."""
    policy = small()
    place = len(policy.hours)
    now = replace(policy, hours=(*policy.hours, *hours), seasons=seasons)
    found = (*hours_remarks(now), *hours_said_remarks(now))
    return sorted(
        one.kind for one in found if one.path[:2] == ("hours", place) and one.kind != "holidays-end"
    )


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("24/7", 1),
        ("Around the clock, every day", 2),
        ("24x5", 1),
        ("Monday to Saturday", 1),
        ("Monday to Friday", 0),
        ("9 to 5 in both places", 0),
    ],
)
def test_the_text_of_several_desks_together_is_held_to_their_days(text: str, remarks: int) -> None:
    both = Hours(id="both", text=text, any_of=("desk", "other"))
    assert asked(both, DESK, replace(DESK, id="other")) == ["says-otherwise"] * remarks


def test_several_desks_that_follow_the_sun_are_open_around_the_clock() -> None:
    turns = (("00:00", "08:00"), ("08:00", "16:00"), ("16:00", "24:00"))
    desks = [
        replace(DESK, id=f"desk{at}", openings=(Opening(days=ALL, opens=opens, closes=closes),))
        for at, (opens, closes) in enumerate(turns)
    ]
    both = Hours(id="both", text="Around the clock, every day", any_of=tuple(one.id for one in desks))
    assert asked(both, *desks) == []


def test_a_day_on_which_the_text_says_that_it_is_closed_is_none_of_the_openings() -> None:
    assert asked(replace(DESK, text="9 to 5, closed on Fridays")) == ["says-otherwise"]
    assert asked(replace(DESK, text="9 to 5, closed on weekends")) == []
    assert asked(replace(DESK, text="9 to 5, closed on Friday afternoons in summer")) == []
    afternoons = replace(DESK, text="9 to 5, closed on Friday afternoons")
    assert asked(afternoons) == ["says-otherwise"]
    friday = Opening(days=("friday",), opens="09:00", closes="13:00")
    assert asked(replace(afternoons, openings=(replace(DESK.openings[0], days=WEEK[:4]), friday))) == []


def test_openings_that_go_on_where_others_end_are_said_one_by_one_or_as_one() -> None:
    openings = tuple(
        Opening(days=WEEK, opens=opens, closes=closes)
        for opens, closes in (("09:00", "12:00"), ("12:00", "15:00"), ("15:00", "17:00"))
    )
    for text in ("9:00 to 17:00", "9:00 to 12:00, 12:00 to 15:00 and 15:00 to 17:00"):
        assert asked(replace(DESK, text=text, openings=openings)) == []
    assert asked(replace(DESK, text="9:00 to 18:00", openings=openings)) == ["says-otherwise"]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Around the clock from Monday to Friday", ("00:00", "24:00"), ("09:00", "17:00")),
        ("Day and night on weekdays", ("00:00", "24:00"), ("09:00", "17:00")),
        ("Monday to Friday, 10pm to 6am", ("22:00", "06:00"), ("06:00", "22:00")),
        ("Noon to midnight", ("12:00", "24:00"), ("00:00", "12:00")),
        ("Half past nine to half past five", ("09:30", "17:30"), ("09:00", "17:00")),
    ],
)
def test_a_desk_opens_and_closes_when_its_text_says(
    text: str, right: tuple[str, str], wrong: tuple[str, str]
) -> None:
    for opens, closes in (right, wrong):
        found = asked(replace(DESK, text=text, openings=(Opening(days=WEEK, opens=opens, closes=closes),)))
        assert ("says-otherwise" in found) == ((opens, closes) == wrong)


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("6 days a week, 9-17", True),
        ("Seven days a week, 9-17", True),
        ("5 days a week, 9-17", False),
        ("8x5", False),
        ("2 x 4 hours a day", False),
        ("8x6", True),
        ("Every other Friday, 9-17", True),
        ("On the first Saturday of the month, 9-17", False),
    ],
)
def test_a_week_has_as_many_days_as_its_text_says_and_all_of_them(text: str, otherwise: bool) -> None:
    assert asked(replace(DESK, text=text)) == ["says-otherwise"] * otherwise


@pytest.mark.parametrize("text", ["Monday to Sunday, 0:00 to 24:00", "At any time, Sundays included"])
def test_a_desk_that_never_closes_can_say_so_by_its_hours(text: str) -> None:
    assert asked(Hours(id="always-open", text=text, always=True)) == []


@pytest.mark.parametrize("inside", [("10:00", "15:00"), ("09:00", "18:00")])
def test_the_times_of_a_season_are_those_that_the_text_says_of_it(inside: tuple[str, str]) -> None:
    other = ("09:00", "18:00") if inside[0] == "10:00" else ("10:00", "15:00")
    openings = (
        Opening(days=WEEK, opens=inside[0], closes=inside[1], season="term"),
        Opening(days=WEEK, opens=other[0], closes=other[1], outside="term"),
    )
    term = Season(id="term", name="Term", days=("10-01 to 02-14",))
    for text in ("In term time 10 to 15, else 9 to 18", "Outside of the term 9 to 18; term: 10 to 15"):
        hours = Hours(id="desk", text=text, openings=openings)
        assert asked(hours, seasons=(term,)) == ["says-otherwise"] * (2 * (inside[0] == "09:00"))


@pytest.mark.parametrize(
    ("day", "name", "is_so"),
    [
        ("12-25", "Christmas Day", True),
        ("12-24 to 12-26", "Christmas", True),
        ("12-24 to 01-02", "New Year", True),
        ("2026-12-24 to 2027-01-02", "New Year", True),
        ("2027-12-25", "New Year's Day", False),
        ("2027-01-01", "Christmas Day", False),
        ("2027-12-27", "Christmas Day", True),
        ("2026-12-26", "Christmas Day", False),
        ("07-05", "Fourth of July", False),
        ("01-11", "All Saints’ Day", False),
        ("03-10", "Tag der Deutschen Einheit", False),
        ("easter + 1", "Good Friday", False),
        ("easter - 2", "Good Friday", True),
        ("easter + 50", "Pfingstmontag", True),
        ("last thursday of november", "Thanksgiving", False),
        ("second monday of october", "Thanksgiving", True),
        ("2027-04-05", "Easter Monday", False),
        ("2027-03-29", "Easter Monday", True),
        ("03-26", "Independence Day", True),
    ],
)
def test_a_holiday_whose_name_says_another_day_is_asked_about(day: str, name: str, is_so: bool) -> None:
    found = asked(replace(DESK, holidays=(Holiday(day=day, name=name),)))
    assert found == ["says-otherwise"] * (not is_so)


@pytest.mark.parametrize(
    ("text", "day", "otherwise"),
    [
        ("Weekdays 9 to 5, closed on 26 December", "12-25", 1),
        ("Weekdays 9 to 5, closed on December 26th", "12-24 to 01-02", 0),
        ("Weekdays 9 to 5, closed on 26 December", "2026-12-24 to 2026-12-28", 0),
        ("Weekdays 9 to 5, closed 24 December to 1 January", "12-24 to 12-31", 1),
        ("Weekdays 9 to 5, closed 24 Dec to 1 Jan", "12-24 to 01-01", 0),
        ("Weekdays 9 to 5, except Christmas Day", "12-26", 1),
        ("Weekdays 9 to 5, closed on Christmas Day", "12-25", 0),
        ("Weekdays 9 to 5, closed at Christmas", "12-26", 0),
        ("Weekdays 9 to 5, closed on Good Friday", "good friday", 0),
        ("Weekdays 9 to 5, not closed on 26 December", "12-25", 0),
        ("Since 26 November weekdays 9 to 5", "12-25", 0),
    ],
)
def test_a_day_on_which_the_text_says_that_it_is_closed_is_a_holiday(
    text: str, day: str, otherwise: int
) -> None:
    assert asked(replace(DESK, text=text, holidays=(Holiday(day=day),))) == ["says-otherwise"] * otherwise


@pytest.mark.parametrize(
    ("day", "closed_from", "kind"),
    [
        ("01-02 to 12-24", "", "long-holiday"),
        ("11-24 to 12-31", "", "long-holiday"),
        ("2026-08-01 to 2026-09-30", "", "long-holiday"),
        ("12-24 to 01-06", "", ""),
        ("12-24", "02:00", "no-effect"),
        ("12-24", "18:00", "no-effect"),
        ("12-24", "14:00", ""),
    ],
)
def test_a_holiday_that_closes_too_much_or_nothing_is_asked_about(
    day: str, closed_from: str, kind: str
) -> None:
    assert asked(replace(DESK, holidays=(Holiday(day=day, closed_from=closed_from),))) == [kind] * bool(kind)
