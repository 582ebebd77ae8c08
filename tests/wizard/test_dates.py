"""Months, counted as the policy counts them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wizard.helpers import proves
from wizard.dates import months_after


def found_by_days(day: date, months: int) -> date:
    """Day by day: the last day of the month that is `months` later and no later in its month than `day`."""
    found, month = day, 0
    candidate = day
    while month <= months:
        if month == months and candidate.day <= day.day:
            found = candidate
        candidate += timedelta(days=1)
        month += candidate.day == 1
    return found


@proves(max_examples=300)
@given(day=st.dates(date(1990, 1, 1), date(2060, 12, 31)), months=st.integers(1, 40))
def test_months_end_on_the_same_day_of_the_month_or_on_its_last_day(day: date, months: int) -> None:
    assert months_after(day, months) == found_by_days(day, months)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2025, 8, 31), 1, date(2025, 9, 30)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
        (date(2025, 1, 15), 11, date(2025, 12, 15)),
        (date(2025, 1, 15), 12, date(2026, 1, 15)),
    ],
)
def test_month_ends_and_leap_days_are_counted_as_people_do(day: date, months: int, end: date) -> None:
    assert months_after(day, months) == end
