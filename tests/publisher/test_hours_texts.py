"""What is read from the text of hours: days, times and whether holidays are among them."""

from __future__ import annotations

import pytest

from publisher.policy_file.checks.quantities import days, on_holidays
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
