"""The question when something was: how long ago that is, worked out on the day of the case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wizard.helpers import ask, edition_of, proves, small_policy
from tests.wizard.test_dates import found_by_days
from wizard.kinds import kind_of
from wizard.policy import Question, TimeSpan

RETURN = TimeSpan(id="return", name="Within 14 days", within_days=14)
WARRANTY = TimeSpan(id="warranty", name="Within two years", within_months=24)
THIRTY_DAYS = TimeSpan(id="days", name="?", within_days=30)
BOUGHT = Question(
    id="bought", kind="date", text="When?", name="Bought", spans=(RETURN, WARRANTY), unsure="I don't know"
)
EDITION = edition_of(small_policy(questions=(BOUGHT,)))
KIND = kind_of(BOUGHT)


def fact(answer: str, day: date) -> str:
    return KIND.fact(EDITION, None, answer, day)


@pytest.mark.parametrize(
    ("bought", "day", "expected"),
    [
        ("2026-11-26", "2026-11-26", "return"),
        ("2026-11-12", "2026-11-26", "return"),
        ("2026-11-11", "2026-11-26", "warranty"),
        ("2024-11-26", "2026-11-26", "warranty"),
        ("2024-11-25", "2026-11-26", "longer-ago"),
        ("2024-02-29", "2026-02-28", "warranty"),
        ("2024-02-29", "2026-03-01", "longer-ago"),
        ("2026-11-27", "2026-11-26", "undated"),
        ("2025-02-30", "2026-11-26", "undated"),
        ("last spring", "2026-11-26", "undated"),
        ("20261112", "2026-11-26", "undated"),
        ("0000-01-01", "2026-11-26", "undated"),
        ("undated", "2026-11-26", "undated"),
    ],
)
def test_a_day_is_within_the_first_span_that_has_not_passed(bought: str, day: str, expected: str) -> None:
    assert fact(bought, date.fromisoformat(day)) == expected


@proves(max_examples=150)
@given(then=st.dates(date(1995, 1, 1), date(2060, 1, 1)), ago=st.integers(0, 800))
def test_a_span_is_over_on_the_day_that_counting_day_by_day_says(then: date, ago: int) -> None:
    day = then + timedelta(days=ago)
    within = "return" if ago <= 14 else "warranty" if day <= found_by_days(then, 24) else "longer-ago"
    assert fact(then.isoformat(), day) == within


@proves(max_examples=100)
@given(day=st.dates(date(1995, 1, 1), date(2060, 1, 1)))
def test_on_each_day_the_days_that_are_tried_become_all_that_a_day_can_be(day: date) -> None:
    tried = {fact(text, on) for text, on in KIND.typed(EDITION, None, [day])}
    assert tried == set(KIND.values(EDITION.policy))


def test_what_is_not_known_or_can_t_be_read_is_asked_for_no_more_and_told() -> None:
    for answer, label in (("undated", "I don't know"), ("last spring", "last spring")):
        (asked,) = ask(EDITION, {"bought": answer})["asked"]
        assert (asked["label"], asked["unsure"]) == (label, answer == "undated")


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ((), "a question of kind 'date' has spans"),
        ((WARRANTY, RETURN), "the span 'return' is not surely longer than 'warranty' before it"),
        (
            (TimeSpan(id="a", name="?", within_days=30), TimeSpan(id="b", name="?", within_months=1)),
            "not surely",
        ),
    ],
)
def test_spans_grow_from_one_to_the_next(spans: tuple[TimeSpan, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Question(id="q", kind="date", text="?", name="?", spans=spans)


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ({}, "give either 'within_days' or 'within_months'"),
        ({"within_days": 1, "within_months": 1}, "give either 'within_days' or 'within_months'"),
        ({"within_days": -1}, "from 1 to 9999"),
    ],
)
def test_a_span_has_one_length(figures: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        TimeSpan(id="a", name="?", **figures)


@pytest.mark.parametrize("id", ["unasked", "longer-ago", "undated"])
def test_a_span_can_t_be_called_what_is_in_no_span(id: str) -> None:
    with pytest.raises(ValueError, match="stands for what is in none"):
        TimeSpan(id=id, name="?", within_days=1)
