"""What each part of the vocabulary sees of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.wizard.helpers import choice, product, real_policy, small_policy
from wizard.kinds import kind_of
from wizard.policy import (
    Channel,
    Detail,
    Holiday,
    Hours,
    Opening,
    Option,
    Question,
    Release,
    Target,
    VersionRule,
)


def opening(opens: str, closes: str, *days: Any) -> Opening:
    return Opening(days=days or ("monday",), opens=opens, closes=closes)


def channel(kind: Any, address: str, form: str = "") -> Channel:
    return Channel(id="c", name="C", kind=kind, address=address, form=form, hours="h", promise="p")


def test_a_required_text_or_list_must_not_be_empty() -> None:
    with pytest.raises(ValueError, match="'title' is empty"):
        small_policy(title="")
    with pytest.raises(ValueError, match="'questions' is empty"):
        small_policy(questions=())


@pytest.mark.parametrize(("opens", "closes"), [("09:00", "09:00"), ("24:00", "06:00"), ("00:00", "00:00")])
def test_a_desk_closes_at_another_time_than_it_opens_and_opens_on_its_own_day(
    opens: str, closes: str
) -> None:
    with pytest.raises(ValueError, match=r"as it opens|next day|end of the day"):
        opening(opens, closes)


def test_hours_are_one_of_openings_always_and_others_and_only_openings_have_holidays() -> None:
    christmas, desk = Holiday(day="12-25"), (opening("09:00", "18:00"),)
    for wrong in ({}, {"always": True, "openings": desk}, {"any_of": ("a", "b"), "openings": desk}):
        with pytest.raises(ValueError, match="either"):
            Hours(id="h", text="h", **wrong)
    with pytest.raises(ValueError, match="24:00"):
        Hours(id="h", text="h", always=True, holidays=(christmas,))
    with pytest.raises(ValueError, match="write them there"):
        Hours(id="h", text="h", any_of=("a", "b"), holidays=(christmas,))


def test_an_opening_is_in_a_season_or_outside_of_one() -> None:
    with pytest.raises(ValueError, match="not both"):
        Opening(days=("monday",), opens="09:00", closes="12:00", season="a", outside="b")


def test_a_holiday_begins_at_a_time_of_day() -> None:
    with pytest.raises(ValueError, match="HH:MM"):
        Holiday(day="2026-12-24", closed_from="noon")


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("email", "[email\N{NO-BREAK SPACE}protected]"),
        ("email", "[email protected]"),
        ("web", "https://example.org/cdn-cgi/l/email-protection#ab"),
        ("email", "help"),
        ("email", "@example.org"),
        ("email", "help@"),
        ("email", "a b@example.org"),
        ("web", "http://example.org"),
        ("web", "javascript:alert(1)"),
        ("phone", "01722313635"),
        ("phone", "+880 17x"),
        ("phone", "+৮৮০"),
        ("phone", "+"),
    ],
)
def test_an_address_that_its_channel_can_t_have_is_refused(kind: str, address: str) -> None:
    with pytest.raises(ValueError, match=r"leave it empty"):
        channel(kind, address)


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("email", "help@example.org"),
        ("web", "https://example.org"),
        ("phone", "+8801722313635"),
        ("email", ""),
    ],
)
def test_a_right_address_and_none_at_all_are_taken(kind: str, address: str) -> None:
    assert channel(kind, address).address == address


def test_a_form_is_reached_by_https_only() -> None:
    with pytest.raises(ValueError, match="https"):
        channel("web", "https://example.org", "javascript:alert('{body}')")


def test_a_target_needs_a_time() -> None:
    for hours, minutes, days in ((0, 0, 0), (-1, 0, 0), (1, -5, 0), (0, 0, -1)):
        with pytest.raises(ValueError, match="greater than 0"):
            Target(id="t", text="t", clock="c", hours=hours, minutes=minutes, days=days)
    with pytest.raises(ValueError, match="not in both"):
        Target(id="t", text="t", clock="c", hours=1, days=1)


@pytest.mark.parametrize("months", [0, -1, 601])
def test_a_version_rule_counts_1_to_600_months(months: int) -> None:
    with pytest.raises(ValueError, match="1 to 600"):
        VersionRule(then="full", cite=("c",), within_months=months)


def test_two_releases_of_a_product_differ_in_version_and_may_come_out_on_one_day() -> None:
    one = Release(version="1", released=date(2026, 1, 1))
    assert product(one, replace(one, version="2")).releases[1].released == one.released
    with pytest.raises(ValueError, match="two releases have"):
        product(one, replace(one, released=date(2026, 1, 2)))


def test_a_question_of_options_has_some_and_any_other_has_none() -> None:
    options = (Option(id="a", label="A"),)
    with pytest.raises(ValueError, match="'choice'"):
        Question(id="q", text="?", name="q")
    with pytest.raises(ValueError, match="'version'"):
        Question(id="q", text="?", name="q", kind="version", options=options)
    with pytest.raises(ValueError, match="unasked"):
        choice("q", "unasked")
    with pytest.raises(ValueError, match="'several'"):
        Detail(id="d", name="d", kind="several")


def test_a_question_s_fact_can_have_each_value_that_the_tables_may_name() -> None:
    values = {question.id: kind_of(question).values(real_policy()) for question in real_policy().questions}
    assert values["agreed"] == ("yes", "no", "unsure")
    assert values["product"] == ("bizmic-software", "unknown")
    assert values["version"] == ("full", "limited", "not-guaranteed", "unknown", "newer", "unlisted")
