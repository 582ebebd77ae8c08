"""What a clause says of time, in digits and in words, and that a figure beside it can't say another.

The words are written here from the numbers, by other means than those that read them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from publisher.policy_file.checks.figures import check_figures, date_remarks, figure_remarks
from publisher.policy_file.checks.hours_said import hours_said_remarks
from publisher.policy_file.checks.quantities import UNCLEAR, Quantity, quantities, so_many_newest, worded
from publisher.policy_file.checks.said_again import said_again_remarks
from publisher.policy_file.edition_file import load_policy
from publisher.policy_file.translation import translated
from tests.conftest import ROOT
from wizard.dates import LastDay
from wizard.policy import Holiday, Hours, Opening, Policy, Target, TimeSpan, VersionRule

EN = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def written(number: int, joint: str = "-") -> str:
    """A number below 1,000 in English."""
    if number >= 100:
        rest = f" and {written(number % 100, joint)}" if number % 100 else ""
        return f"{EN[number // 100]} hundred{rest}"
    if number < 20:
        return EN[number]
    return TENS[number // 10] + (joint + EN[number % 10] if number % 10 else "")


SHARES = {
    "half": Fraction(1, 2),
    "quarter": Fraction(1, 4),
    "third": Fraction(1, 3),
}
UNITS = ("minute", "hour", "day", "week", "month", "year")


@pytest.mark.parametrize("joint", ["-", " "])
def test_every_number_that_is_written_in_words_is_read(joint: str) -> None:
    for number, unit in product((*range(1, 200), 250, 365, 730, 999), UNITS):
        text = f"An answer within {written(number, joint)} {unit}s of a call"
        assert quantities(text) == [Quantity(Fraction(number), unit)], text


def test_a_share_is_read_before_its_unit_and_behind_it() -> None:
    for unit, (name, share) in product(UNITS, SHARES.items()):
        an = "an" if unit == "hour" else "a"
        said = {f"a {name} of {an} {unit}": share, f"two {name}s of {an} {unit}": 2 * share}
        for number in range(1, 100):
            said[f"{written(number)} and a {name} {unit}s"] = number + share
            said[f"{written(number)} {unit}s and a {name}"] = number + share
        said[f"{an} {unit} and a {name}"] = 1 + share
        for text, amount in said.items():
            assert quantities(f"Within {text}, at most") == [Quantity(amount, unit)], text


def test_a_number_in_digits_behind_the_same_in_words_says_nothing_new_and_another_makes_it_unclear() -> None:
    for number in range(1, 100):
        word = written(number)
        for said in (f"{word} ({number}) business days", f"{number} ({word}) business days"):
            assert quantities(said) == [Quantity(Fraction(number), "day", working=True)], said
        for other in {number + 1, number * 10, int(str(number)[::-1]) or 100} - {number}:
            assert quantities(f"{word} ({other}) business days") == [Quantity(UNCLEAR, "day", working=True)]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("1 1/2 hours", "3/2", "hour"),
        ("1½ hours", "3/2", "hour"),
        ("1,5 hours", "3/2", "hour"),
        ("1,000 hours", "1000", "hour"),
        ("every other day", "2", "day"),
        ("every twenty-four hours", "24", "hour"),
        ("the twenty-first day", "21", "day"),
        ("the third day", "3", "day"),
        ("one or two days", "2", "day"),
        ("the next two days", "2", "day"),
        ("90m", "90", "minute"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: str, unit: str) -> None:
    assert quantities(text) == [Quantity(Fraction(amount), unit)]


@pytest.mark.parametrize(
    "text", ["two thousand hours", "two thousand and five hours", "a couple of hours", "a dozen hours"]
)
def test_words_that_may_be_another_amount_say_nothing(text: str) -> None:
    assert quantities(text) == []


def test_a_stretch_of_time_is_quoted_with_all_of_its_words() -> None:
    text = "Within 24 business hours; in 1 hour and 30 minutes, or on the same business day"
    quoted = [said for _, said in worded(text)]
    assert quoted == ["24 business hours", "1 hour and 30 minutes", "same business day"]


@cache
def small() -> Policy:
    """A policy with one target, by a desk that is open for eight hours from Monday to Friday."""
    policy = load_policy(Path(__file__).with_name("documented.yaml"))
    opening = Opening(
        days=("monday", "tuesday", "wednesday", "thursday", "friday"), opens="09:00", closes="17:00"
    )
    return replace(
        policy, hours=(*policy.hours, Hours(id="desk", text="Monday to Friday", openings=(opening,)))
    )


def refused(text: str, figures: dict[str, int]) -> bool:
    """Whether a clause and the figures beside it are told to contradict each other."""
    policy = small()
    section = policy.sections[0]
    if "within_months" in figures:
        clauses = (replace(section.clauses[0], text=text),)
        rule = VersionRule(then="full", cite=(clauses[0].id,), **figures)  # type: ignore[arg-type]
        now = replace(policy, sections=(replace(section, clauses=clauses),), version_rules=(rule,))
    else:
        level = section.levels[0]
        target = Target(id=level.target.id, text=text, clock="desk", **figures)  # type: ignore[arg-type]
        levels = (replace(level, target=target),)
        now = replace(policy, sections=(replace(section, levels=levels),))
    found = [problem.message for problem in check_figures(now)]
    assert all("but the clause says" in message for message in found)
    return bool(found)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Within 1 business day", [{"hours": 8}, {"days": 1}], [{"hours": 24}, {"days": 2}]),
        ("Within 2 working days", [{"hours": 16}, {"days": 2}], [{"hours": 48}, {"hours": 2}]),
        ("Within 1 day", [{"hours": 8}, {"hours": 24}, {"days": 1}], [{"hours": 1}]),
        ("Within forty-five minutes", [{"minutes": 45}], [{"minutes": 40}, {"minutes": 5}]),
        ("Within forty-eight hours", [{"hours": 48}], [{"hours": 40}, {"hours": 8}]),
        ("Within seventy-two hours", [{"hours": 72}], [{"hours": 2}, {"hours": 70}]),
        ("For thirty-six months", [{"within_months": 36}], [{"within_months": 30}, {"within_months": 6}]),
        ("Within one and a half hours", [{"hours": 1, "minutes": 30}], [{"hours": 1}, {"hours": 2}]),
        ("Within an hour and a half", [{"minutes": 90}], [{"hours": 1}, {"minutes": 30}]),
        ("Within a quarter of an hour", [{"minutes": 15}], [{"hours": 1}, {"minutes": 45}]),
        ("Within three quarters of an hour", [{"minutes": 45}], [{"hours": 1}, {"hours": 3}]),
        ("Within half a business day", [{"hours": 4}], [{"days": 1}, {"hours": 12}]),
        ("Within one and a half business days", [{"hours": 12}], [{"days": 1}, {"days": 2}]),
        ("Within 1 1/2 hours", [{"minutes": 90}], [{"hours": 2}, {"hours": 1}]),
        ("Within 1,5 hours", [{"minutes": 90}], [{"hours": 5}, {"hours": 1}]),
        ("Within 1 h 30 m", [{"hours": 1, "minutes": 30}], [{"hours": 3}]),
        ("Within 1h30", [{"hours": 1, "minutes": 30}], [{"hours": 3}]),
        ("For one and a half years", [{"within_months": 18}], [{"within_months": 12}, {"within_months": 1}]),
        ("For a year and a half", [{"within_months": 18}], [{"within_months": 12}]),
        ("For 365 days", [{"within_months": 12}], [{"within_months": 13}]),
        ("For 45 days", [], [{"within_months": 1}, {"within_months": 2}]),
        ("Within two (2) business days", [{"days": 2}, {"hours": 16}], [{"hours": 2}, {"days": 4}]),
        ("Within four (4) business hours", [{"hours": 4}], [{"days": 4}, {"minutes": 4}]),
        ("Within forty-eight (48) hours", [{"hours": 48}], [{"minutes": 48}, {"hours": 40}]),
        ("For five (5) years", [{"within_months": 60}], [{"within_months": 5}]),
        ("Within 2 hours, at most 4 hours", [{"hours": 4}], [{"hours": 6}]),
        ("1 hour for Gold, 2 hours for Silver, 4 hours for others", [{"hours": 4}], [{"hours": 7}]),
        ("Within 1 hour 30 minutes", [{"minutes": 90}], [{"hours": 1}, {"minutes": 30}]),
        ("Within 1 day and 2 hours", [{"hours": 10}, {"hours": 26}], [{"hours": 2}, {"hours": 8}]),
        ("Within 2 days (we work 8 hours per day)", [{"days": 2}], [{"hours": 8}]),
        ("A first answer within 8 hours, 5 days a week", [{"hours": 8}], [{"days": 5}]),
        ("Within 4 hours, with news twice a day", [{"hours": 4}], [{"days": 1}]),
        ("NBD", [{"days": 1}, {"hours": 8}], [{"days": 4}, {"hours": 24}]),
        ("By tomorrow", [{"days": 1}], [{"days": 4}]),
        ("Within a fortnight", [{"days": 10}], [{"days": 5}, {"days": 1}]),
        ("Within two (3) days", [], [{"days": 2}, {"days": 3}]),
        ("Within 2 weeks", [{"days": 10}, {"hours": 80}], [{"days": 14}, {"days": 2}]),
        ("Within 1 month", [{"days": 20}, {"days": 22}], [{"days": 30}, {"days": 1}]),
        *(
            (text, [{"hours": 1, "minutes": 30}], [{"hours": 1}])
            for text in ("1 hour 30", "1 hr 30", "1h 30, or later", "1 hour and 30")
        ),
        ("4 hours, 24/5", [{"hours": 4}], [{"hours": 4, "minutes": 24}]),
    ],
)
def test_a_figure_passes_where_its_clause_says_it_and_is_refused_where_it_says_another(
    text: str, right: list[dict[str, int]], wrong: list[dict[str, int]]
) -> None:
    assert [figures for figures in right if refused(text, figures)] == []
    assert [figures for figures in wrong if not refused(text, figures)] == []


WHILE_OPEN = (
    *("during office hours", "(office hours)", "on weekdays", "in opening hours", "but only on working days"),
    *("Monday to Friday", "excluding weekends", "weekends and holidays not counted", "8am-8pm"),
)
ANY_TIME = (
    *(
        "Monday to Sunday",
        "7 days a week",
        "365 days a year",
        "at any time",
        "also on holidays",
        "even at night",
    ),
    *("nights included", "outside office hours", "8am-8pm", "holidays included"),
)


@pytest.mark.parametrize(
    ("text", "clock", "otherwise"),
    [
        *((f"Within 4 hours {when}", "always", True) for when in WHILE_OPEN),
        *((f"Within 4 hours {when}", "desk", True) for when in ANY_TIME),
        *((f"Within 4 hours {when}", "always", False) for when in ANY_TIME if when != "8am-8pm"),
        *((f"Within 4 hours {when}", "desk", False) for when in WHILE_OPEN if when != "8am-8pm"),
        ("Within 4 consecutive hours", "desk", True),
        ("Within 2-4 hours", "desk", False),
        ("Within 4 hours, if you write until 14:00", "desk", False),
        *((text, "always", True) for text in ("At once", "As soon as possible", "No target", "Overnight")),
    ],
)
def test_a_target_whose_clause_says_that_other_hours_count_or_none_is_refused_or_remarked_on(
    text: str, clock: str, otherwise: bool
) -> None:
    policy = small()
    hours = tuple(
        replace(one, holidays=(Holiday(day="12-25"),)) if one.openings else one for one in policy.hours
    )
    hours = tuple(replace(one, id="always") if one.always else one for one in hours)
    assert {"always", "desk"} <= {one.id for one in hours}
    section = policy.sections[0]
    target = Target(id="time", text=text, clock=clock, hours=4)
    section = replace(section, levels=(replace(section.levels[0], target=target),))
    now = replace(policy, hours=hours, sections=(section,))
    told = [
        one
        for one in (*check_figures(now), *figure_remarks(now), *hours_said_remarks(now))
        if "target" in one.path
    ]
    assert bool(told) == otherwise
    spelt = replace(section, levels=(replace(section.levels[0], target=replace(target, text="4 hours")),))
    assert not any("target" in one.path for one in figure_remarks(replace(now, sections=(spelt,))))


def with_texts(name: str = "Answered", promise: str = "At once", say: str = "") -> Policy:
    """The small policy, whose one level answers within 24 hours, with these texts."""
    policy = small()
    section = policy.sections[0]
    levels = (replace(section.levels[0], name=name),)
    channels = (replace(section.channels[0], promise=promise),)
    tables = tuple(
        replace(table, rows=(*table.rows[:-1], replace(table.rows[-1], say=say)))
        if table.id == "level"
        else table
        for table in policy.tables
    )
    return replace(policy, sections=(replace(section, levels=levels, channels=channels),), tables=tables)


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("You hear from us within 1 hour", True),
        ("Urgent support (1 hour)", True),
        ("An answer in an hour and a half", True),
        ("You hear from us within 24 hours", False),
        ("Within one day", False),
        ("Support (24 hours)", False),
        ("Read every day of the year", False),
        ("Answered in English, 24 hours a day", False),
        ("Within reach in business hours", False),
    ],
)
def test_a_name_a_promise_and_a_reason_that_say_a_time_which_no_target_has_are_remarked_on(
    text: str, otherwise: bool
) -> None:
    for policy, field in (
        (with_texts(name=text), "name"),
        (with_texts(promise=text), "promise"),
        (with_texts(say=text), "say"),
    ):
        assert [one.path[-1] for one in said_again_remarks(policy)] == [field] * otherwise


SOON = "You hear from us within two business hours, and in 5 days it is done."
TWICE = "'within two business hours' and 'in 5 days' are said here, and "
FOUR = f"{TWICE}'Priority / Critical Support' promises 'Response within 4 business hours'"
ANY = f"{TWICE}no target has such a time"
LED = {
    "sections.levels.summary": ANY,
    "sections.levels.levels.critical.purpose.text": FOUR,
    "verdicts.not-in-force.text": ANY,
    "routes.critical-phone-open.via.portal.reason": FOUR,
    "routes.written.via.portal.reason": ANY,
    "tables.severity.rows.2.say": FOUR,
    "tables.exclusion.rows.1.say": ANY,
    "emergencies.production-down.text": ANY,
}
"""What is told of these texts where they say it."""


@pytest.mark.parametrize("said", [SOON, "You hear from us within four business hours"])
def test_whatever_customers_read_is_held_to_the_targets_of_the_levels_that_it_leads_to(said: str) -> None:
    policy = load_policy(ROOT / "policy.yaml")
    for name, message in LED.items():
        found = [one.message for one in said_again_remarks(translated(policy, {name: said}))]
        assert len(found) == (said == SOON), name
        assert all(message in one for one in found), name


def test_what_other_clauses_say_of_time_may_be_said_again_around_them() -> None:
    policy = load_policy(ROOT / "policy.yaml")
    assert not [*said_again_remarks(translated(policy, {"sections.updates.summary": "Fixed within a year."}))]
    assert [*said_again_remarks(translated(policy, {"sections.updates.summary": "Fixed within two years."}))]


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("Within 14 days", {"within_days": 14}, {"within_days": 41}),
        ("Two to three years ago", {"within_months": 36}, {"within_months": 30}),
        ("Within a year and a half", {"within_months": 18}, {"within_months": 12}),
        ("Within 30 days", {"within_days": 30}, {"within_months": 1}),
        ("Within 14 working days", {}, {"within_days": 14}),
        ("Just bought", {"within_days": 14}, {}),
    ],
)
def test_a_span_whose_name_says_another_time_is_remarked_on(
    name: str, right: dict[str, int], wrong: dict[str, int]
) -> None:
    policy = small()
    for figures in filter(None, (right, wrong)):
        span = TimeSpan(id="lately", name=name, **figures)  # type: ignore[arg-type]
        question = replace(policy.questions[0], kind="date", options=(), spans=(span,))
        found = list(said_again_remarks(replace(policy, questions=(question, *policy.questions[1:]))))
        assert [one.path[-1] for one in found] == ["name"] * (figures is wrong)


@pytest.mark.parametrize(
    ("text", "figures", "right"),
    [
        ("Within 30 days of delivery", {"within_days": 30}, True),
        ("Within 30 days of delivery", {"within_months": 1}, False),
        ("Within 1 month of delivery", {"within_months": 1}, True),
        ("Return it within 14 days", {"within_days": 14}, True),
        ("Return it within 14 working days", {"within_days": 14}, False),
    ],
)
def test_a_span_counts_days_of_the_calendar_to_the_day(
    text: str, figures: dict[str, int], right: bool
) -> None:
    policy = small()
    clause = replace(policy.sections[0].clauses[0], text=text)
    span = TimeSpan(id="lately", name="Lately", cite=(clause.id,), **figures)
    question = replace(policy.questions[0], kind="date", options=(), spans=(span,))
    sections = (replace(policy.sections[0], clauses=(clause,)),)
    now = replace(policy, sections=sections, questions=(question, *policy.questions[1:]))
    assert [one.path[-1] for one in check_figures(now)] == [*figures] * (not right)


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("This policy takes effect on 1 January 2026.", True),
        ("This policy takes effect on 1 February 2026.", False),
        ("These terms are effective from February 2026", False),
        ("Effective 2026-01-01", True),
        ("This edition is in force from 1 February 2026, and replaces that of 1 January 2026", False),
        ("Version 3 takes effect on 1 January 2026", False),
        ("This policy applies to what was sold before 1 January 2026", False),
        ("This policy applies from 1 January 2026", True),
        ("The policy before this one was in force from 1 January 2026", False),
    ],
)
def test_a_policy_that_begins_on_another_day_than_it_says_is_remarked_on(text: str, otherwise: bool) -> None:
    policy = replace(small(), effective=date(2026, 2, 1))
    sections = (replace(policy.sections[0], clauses=(replace(policy.sections[0].clauses[0], text=text),)),)
    found = [one.path[-1] for one in said_again_remarks(replace(policy, sections=sections))]
    assert found == ["effective"] * otherwise


@pytest.mark.parametrize(
    ("text", "months", "otherwise"),
    [
        ("Repaired within two years", 12, True),
        ("Repaired within two years", 24, False),
        ("Free for 6 months, repaired within two years", 6, False),
        ("Repaired within 14 days", 12, True),
        ("Answered within 24 hours", 12, False),
    ],
)
def test_the_clauses_of_a_row_that_decides_by_a_span_alone_say_its_time(
    text: str, months: int, otherwise: bool
) -> None:
    policy = small()
    clause = replace(policy.sections[0].clauses[0], text=text)
    span = TimeSpan(id="warranty", name="Warranty", within_months=months)
    asked = replace(policy.questions[0], id="bought", kind="date", options=(), spans=(span,))
    first = policy.tables[0].rows[0]

    def told(*values: str) -> list[str]:
        row = replace(first, when={"bought": values}, cite=(clause.id,))
        now = replace(
            policy,
            sections=(replace(policy.sections[0], clauses=(clause,)),),
            questions=(asked,),
            tables=(replace(policy.tables[0], rows=(row,)),),
        )
        return [str(one.path[2]) for one in said_again_remarks(now) if one.path[0] == "questions"]

    assert told("warranty") == ["spans"] * otherwise
    assert told("warranty", "older") == []


@pytest.mark.parametrize(
    ("clause", "text", "otherwise"),
    [
        ("Limited support within 12 months of release", "Released within the last 13 months", True),
        ("Limited support within 12 months of release", "Released within a year", False),
        ("Limited support within 12 months of release", "Your version is not the newest", False),
        ("Older versions", "Released more than 12 months ago", False),
        ("Within 60 minutes, else within 2 days", "You hear from us within an hour", False),
        ("Within 60 minutes, else within 2 days", "You hear from us within 3 days", True),
    ],
)
def test_a_reason_or_an_option_with_another_time_than_the_clauses_of_its_row_is_remarked_on(
    clause: str, text: str, otherwise: bool
) -> None:
    policy = small()
    cited = replace(policy.sections[0].clauses[0], text=clause)
    question = policy.questions[0]
    asked = replace(question, options=(replace(question.options[0], label=text), *question.options[1:]))
    table = next(one for one in policy.tables if one.id == "verdict")
    by_option = replace(table.rows[0], when={asked.id: asked.options[0].id}, cite=(cited.id,), say="")
    for row, place in ((replace(by_option, when={}, say=text), "say"), (by_option, "label")):
        now = replace(
            policy,
            sections=(replace(policy.sections[0], clauses=(cited,)),),
            questions=(asked,),
            tables=(replace(table, rows=(row,)),),
        )
        found = [str(one.path[-1]) for one in said_again_remarks(now)]
        assert found == [place] * otherwise


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The current and the previous version", 2),
        ("The latest and the two prior versions", 3),
        ("The newest release and the one before", 2),
        ("The three latest releases", 3),
        ("We support N and N-1", 2),
        ("N, N-1 and N-2", 3),
        ("Only the latest release is supported", 1),
    ],
)
def test_a_clause_says_how_many_of_the_newest_it_speaks_of(text: str, number: int) -> None:
    assert so_many_newest(text) == {number}


def test_an_end_that_is_decades_away_is_remarked_on_as_other_days_are() -> None:
    policy = small()
    for ends in (
        LastDay("2126-01-15"),
        LastDay("2092-01"),
        {"full": LastDay("2092-01-15")},
        LastDay("2029-01-15"),
    ):
        release = replace(policy.products[0].releases[0], ends=ends)
        products = (replace(policy.products[0], releases=(release,)),)
        found = [one.path[4] for one in date_remarks(replace(policy, products=products))]
        assert found == ["ends"] * (ends != "2029-01-15")
