"""A policy's figures: days that can be meant, hours that open, and targets as their clauses say them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from fractions import Fraction

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import KeyPath, Problem
from wizard.clauses import citable
from wizard.hours import DAYS, NEVER_AGAIN, minutes_of_day
from wizard.policy import Hours, Part, Policy, Target, VersionRule

FIRST_YEAR, LAST_YEAR = 1990, 2200
HOUR, DAY, WEEK = 60, 24 * 60, 7 * 24 * 60
NUMBER = re.compile(r"\d+(?:\.\d+)?")
LONGEST_FIGURE = 6
"""Characters of a number in a clause that can be a stretch of time."""


def check_figures(policy: Policy) -> Iterator[Problem]:
    """Every figure that can't be meant, or that contradicts its clause."""
    texts = {clause.id: clause.text for clause in citable(policy)}
    hours = {entry.id: entry for entry in policy.hours}
    for path, part in parts(policy):
        yield from _days(path, part)
        match part:
            case Hours():
                yield from _hours(path, part)
            case Target() if part.clock in hours:
                yield from _target(path, part, hours[part.clock])
            case VersionRule(within_months=int() as months, in_words=False):
                yield from _months(path, months, " ".join(texts.get(cited, "") for cited in part.cite))


def _days(path: KeyPath, part: Part) -> Iterator[Problem]:
    for field in fields(part):  # type: ignore[arg-type]
        day = getattr(part, field.name)
        if isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR:
            message = f"{day} can't be meant; write a day from {FIRST_YEAR} to {LAST_YEAR}"
            yield Problem((*path, field.name), message)


def _hours(path: KeyPath, hours: Hours) -> Iterator[Problem]:
    whole = {holiday.day for holiday in hours.holidays if not holiday.closed_from}
    closed = {day for day in whole if FIRST_YEAR <= day.year <= LAST_YEAR}
    weekdays = {DAYS.index(day) for opening in hours.openings for day in opening.days}
    for day in sorted(closed if weekdays else ()):
        ahead = (day + timedelta(days=number) for number in range(NEVER_AGAIN.days))
        if not any(later.weekday() in weekdays and later not in closed for later in ahead):
            message = f"from {day} on the desk is closed for {NEVER_AGAIN.days} days; remove some holidays"
            yield Problem((*path, "holidays"), message)
            break


def _target(path: KeyPath, target: Target, clock: Hours) -> Iterator[Problem]:
    if target.days:
        yield from _target_in_days((*path, "days"), target, clock)
        return
    field, figure = ("hours", target.hours) if target.hours else ("minutes", target.minutes)
    total, by_day = target.hours * HOUR + target.minutes, _open_minutes(clock)
    if total > 52 * sum(by_day):
        message = f"{figure} {field} are more than '{clock.id}' has in a year; write fewer"
        yield Problem((*path, field), message)
    said = [] if target.in_words else _said(target.text)
    # A clause may count in days or weeks what stands here in hours or minutes.
    units = {1, HOUR, DAY, WEEK, sum(by_day), *by_day}
    as_written = target.hours in said and target.minutes in (0, *said)
    if said and not as_written and not any(number * unit == total for number in said for unit in units):
        yield _contradiction((*path, field), figure, target.text)


def _target_in_days(path: KeyPath, target: Target, clock: Hours) -> Iterator[Problem]:
    said = [] if target.in_words else _said(target.text)
    week = sum(minutes > 0 for minutes in _open_minutes(clock))
    if target.days > 52 * week:
        yield Problem(path, f"{target.days} days are more than '{clock.id}' has in a year; write fewer")
    elif said and not any(target.days in (number, week * number) for number in said):
        yield _contradiction(path, target.days, target.text)


def _months(path: KeyPath, months: int, text: str) -> Iterator[Problem]:
    said = _said(text)
    # In years, days or weeks it may stand in the clause as well.
    if said and not any(months in (figure, 12 * figure, figure // 30, 7 * figure // 30) for figure in said):
        yield _contradiction((*path, "within_months"), months, text)


def _contradiction(path: KeyPath, figure: int, text: str) -> Problem:
    way_out = "if it says the figure in words, write 'in_words: true' beside this one"
    return Problem(path, f"{figure} stands here, but the clause says: {text}; {way_out}")


def _open_minutes(hours: Hours) -> tuple[int, ...]:
    """For how long a desk is open on each day of the week."""
    if hours.always:
        return (DAY,) * len(DAYS)
    lengths = [
        (opening.days, minutes_of_day(opening.closes) - minutes_of_day(opening.opens))
        for opening in hours.openings
    ]
    return tuple(sum(minutes for days, minutes in lengths if day in days) for day in DAYS)


def _said(text: str) -> list[Fraction]:
    """The numbers in a text, such as 24 or 1.5."""
    return [Fraction(figure) for figure in NUMBER.findall(text) if len(figure) <= LONGEST_FIGURE]
