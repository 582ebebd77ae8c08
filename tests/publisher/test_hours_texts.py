"""What is read from the text of hours: days, times and whether holidays are among them."""

from __future__ import annotations

import re

import pytest

from publisher.policy_file.checks.openings_said import (
    WRITTEN,
    Written,
    days,
    on_holidays,
    times,
    times_by_day,
)
from wizard.days import DAYS

WORKDAYS = frozenset(DAYS[:5])


@pytest.mark.parametrize(
    ("text", "open_on"),
    [
        ("Monday to Friday, 9 to 17, except public holidays", WORKDAYS),
        ("Monday to Friday, closed on weekends and holidays", WORKDAYS),
        ("Monday to Friday (not on public holidays), Saturday 10 to 14", {*WORKDAYS, "saturday"}),
        ("Monday to Saturday except Wednesday", {*WORKDAYS, "saturday"} - {"wednesday"}),
        ("Every day except Sunday", {*WORKDAYS, "saturday"}),
        ("No calls on Friday; Monday to Thursday", WORKDAYS - {"friday"}),
        ("Monday to Thursday, Friday closed", ()),
        ("Monday to Friday, closed on Friday mornings", ()),
        ("Daily, except Saturday, Sunday", ()),
        ("Every weekday except Wednesday, 9 to 5", WORKDAYS - {"wednesday"}),
        ("Monday to Friday, not Wednesday, 9 to 5", WORKDAYS - {"wednesday"}),
        ("Every day but Sunday, 9 to 17", {*WORKDAYS, "saturday"}),
        ("Every day except Sundays 9-5", {*WORKDAYS, "saturday"}),
        ("All days but Monday and Sunday, 9 to 5", {*WORKDAYS, "saturday"} - {"monday"}),
        ("Every day, never on Sundays, 9 to 17", {*WORKDAYS, "saturday"}),
        ("Every day 8 to 20 except Sundays 9 to 5", ()),
        ("Every day but Friday until 15", ()),
        ("Monday to Friday except Wednesday, Saturday 10 to 14", ()),
        ("At any time, Sundays included", ()),
        ("Monday to Friday (not on the first Monday of a month), 9 to 17", ()),
        ("Monday 9 am to Friday 6 pm", ()),
    ],
)
def test_the_days_of_a_text_are_those_on_which_it_says_that_something_is_open(
    text: str, open_on: frozenset[str]
) -> None:
    assert days(text) == frozenset(open_on)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Monday to Friday, except public holidays", False),
        ("Monday to Friday excluding holidays", False),
        ("Open Monday to Friday, closed on Sundays and bank holidays", False),
        ("Monday to Friday, public holidays excluded", False),
        ("Every day, including public holidays", True),
        ("Every day, even on bank holidays", True),
        ("Closed on Sundays, open on holidays", None),
        ("Monday to Friday, except in school holidays", None),
        ("Monday to Friday, 9 to 17", None),
    ],
)
def test_a_text_says_that_something_is_open_on_holidays_or_is_not_or_neither(
    text: str, said: bool | None
) -> None:
    assert on_holidays(text) is said


@pytest.mark.parametrize(
    ("text", "open_on"),
    [
        ("Mo-Fr", WORKDAYS),
        ("M-F", WORKDAYS),
        ("Each weekday", WORKDAYS),
        ("24/5", WORKDAYS),
        ("Weekends", DAYS[5:]),
        ("Seven days a week", DAYS),
        ("365 days a year", DAYS),
        ("We reply after the weekend", ()),
    ],
)
def test_short_words_for_several_days_are_read(text: str, open_on: frozenset[str]) -> None:
    assert days(text) == frozenset(open_on)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("0900-1700", ({9, 21}, {17})),
        ("9h-17h", ({9, 21}, {17})),
        ("noon to 8 pm", ({12}, {20})),
        ("midnight to 12 am", ({0, 24}, {0, 24})),
        ("from 9 to 17, closed from 24 December to 1 January", ({9, 21}, {17})),
        ("nine to five, Monday to Friday", ({9, 21}, {5, 17})),
        ("Nine a.m. to five p.m.", ({9}, {17})),
        ("Mondays between nine and 5 o'clock", ({9, 21}, {5, 17})),
        ("9 till noon, one to three on Fridays", ({9, 21}, {12}, {1, 13}, {3, 15})),
        ("9 to 17 hours", ({9, 21}, {17})),
        ("Half past eight to a quarter to five", ({8.5, 20.5}, {4.75, 16.75})),
        ("Between half past 9 and quarter past ten", ({9.5, 21.5}, {10.25, 22.25})),
        ("Half nine to five", ({9.5, 21.5}, {5, 17})),
        ("Answered within 1 to 2 hours, or 2-3 business days", ()),
        ("One to one help by two to three people, in one to two days", ()),
        ("24 to 26 December, Dec 24 to Jan 2, 2026-12-24", ()),
    ],
)
def test_times_are_read_in_many_forms_and_dates_are_none(text: str, hours: tuple[set[float], ...]) -> None:
    assert times(text) == [frozenset(60 * hour for hour in one) for one in hours]


def test_times_are_those_of_the_days_that_stand_before_them_and_of_none_where_they_stand_behind() -> None:
    found = times_by_day("Mon-Fri 9:00-12:30 and 13:00-17:00, Sat 10-14")
    assert set(found) == {*WORKDAYS, "saturday"}
    assert found["friday"] == {540, 1260, 750, 780, 1020}
    assert found["saturday"] == {600, 1320, 840}
    for text in (
        "9-17 Monday, 10-14 Saturday",
        "Monday 9-17, Friday until 14",
        "Monday 9-17, no calls 12-13",
    ):
        assert times_by_day(text) == {}


@pytest.mark.parametrize("written", WRITTEN, ids=lambda one: one.what)
def test_each_way_to_write_times_reads_its_example(written: Written) -> None:
    assert re.sub(written.form, written.figures, written.example) == written.read_as
