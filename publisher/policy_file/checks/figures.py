"""A policy's figures: days that can be meant, hours that open, and targets as their clauses say them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from fractions import Fraction

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.checks.quantities import Quantity, quantities
from publisher.policy_file.findings import KeyPath, Problem
from wizard.clauses import citable
from wizard.hours import DAYS, NEVER_AGAIN, minutes_of_day
from wizard.policy import Hours, Part, Policy, Release, Target, TimeSpan, VersionRule

FIRST_YEAR, LAST_YEAR = 1990, 2200
HOUR, DAY, WEEK = 60, 24 * 60, 7 * 24 * 60

Units = dict[str, set[int | Fraction]]
"""By the word for a unit of time, what one of it can be in the unit of a figure."""
MONTHS: Units = {"month": {1}, "year": {12}, "week": {Fraction(7, 30)}, "day": {Fraction(1, 30)}}
DAYS_COUNTED: Units = {"day": {1}, "week": {7}, "month": {28, 29, 30, 31}, "year": {365, 366}}
COUNTED = {
    "within_days": DAYS_COUNTED,
    "within_months": MONTHS,
    "months_after_successor": MONTHS,
    "days_after_successor": DAYS_COUNTED,
}
"""The figures of a version rule or a span that its clauses may say."""


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
            case VersionRule(in_words=False) | TimeSpan():
                yield from _counted(path, part, " ".join(texts.get(cited, "") for cited in part.cite))


def _days(path: KeyPath, part: Part) -> Iterator[Problem]:
    written: dict[KeyPath, object] = {
        (field.name,): getattr(part, field.name)
        for field in fields(part)  # type: ignore[arg-type]
    }
    if isinstance(part, Release):
        written |= {("ends", *([name] if name else [])): end.day for name, end in part.named_ends.items()}
    for place, day in written.items():
        if isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR:
            message = f"{day} can't be meant; write a day from {FIRST_YEAR} to {LAST_YEAR}"
            yield Problem((*path, *place), message)


def _hours(path: KeyPath, hours: Hours) -> Iterator[Problem]:
    begins = {
        DAYS.index(day): min(minutes_of_day(one.opens) for one in hours.openings if day in one.days)
        for opening in hours.openings
        for day in opening.days
    }
    closed = {
        holiday.day
        for holiday in hours.holidays
        if FIRST_YEAR <= holiday.day.year <= LAST_YEAR
        and (
            not holiday.closed_from
            or minutes_of_day(holiday.closed_from) <= begins.get(holiday.day.weekday(), DAY)
        )
    }
    for day in sorted(closed if begins else ()):
        ahead = (day + timedelta(days=number) for number in range(NEVER_AGAIN.days))
        if not any(later.weekday() in begins and later not in closed for later in ahead):
            message = f"from {day} on the desk is closed for {NEVER_AGAIN.days} days; remove some holidays"
            yield Problem((*path, "holidays"), message)
            break


def _target(path: KeyPath, target: Target, clock: Hours) -> Iterator[Problem]:
    by_day = _open_minutes(clock)
    week = sum(minutes > 0 for minutes in by_day)
    total = target.days or target.hours * HOUR + target.minutes
    field = "days" if target.days else "hours" if target.hours else "minutes"
    place, figure = (*path, field), getattr(target, field)
    said = [] if target.in_words else quantities(target.text)
    units: Units = {"minute": {1}, "hour": {HOUR}, "day": {DAY, *by_day}, "week": {WEEK, sum(by_day)}}
    if target.days:
        units = {"day": {1}, "week": {7, week}}
    if total > 52 * (week if target.days else sum(by_day)):
        yield Problem(place, f"{figure} {field} are more than '{clock.id}' has in a year; write fewer")
    elif said and not _says(said, total, units):
        yield _contradiction(place, figure, target.text, said)
    elif clock.always and any(one.working for one in said):
        message = (
            f"'{clock.id}' never closes, but the clause says: {target.text}; name the hours that it counts"
        )
        yield Problem((*path, "clock"), message)


def _counted(path: KeyPath, part: VersionRule | TimeSpan, text: str) -> Iterator[Problem]:
    """What a rule or a span counts and its clauses say otherwise."""
    said = quantities(text)
    for name, units in COUNTED.items():
        figure = getattr(part, name, None)
        if figure and said and not _says(said, figure, units):
            yield _contradiction((*path, name), figure, text, said)


def _says(said: list[Quantity], figure: int, units: Units) -> bool:
    """Whether a figure is one of the stretches of time that a text says, or all of them together."""
    every = set().union(*units.values())
    lengths = [(one.amount, units.get(one.unit, set()) if one.unit else every) for one in said]
    together = sum(amount * min(of) for amount, of in lengths if of)
    return together == figure or any(amount * unit // 1 == figure for amount, of in lengths for unit in of)


def _contradiction(path: KeyPath, figure: int, text: str, said: list[Quantity]) -> Problem:
    way_out = "make the two agree"
    if not any(one.unit for one in said) or not any(letter.isdecimal() for letter in text):
        way_out += ", or where they do and it's said in words, write 'in_words: true' beside this one"
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
