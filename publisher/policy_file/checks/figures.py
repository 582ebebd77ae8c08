"""A policy's figures: days that can be meant, hours that open, and targets as their clauses say them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from itertools import product

from publisher.policy_file.checks.openings_said import days, names_a_time
from publisher.policy_file.checks.parts import cited, clause_texts, parts
from publisher.policy_file.checks.quantities import (
    ANY_DAY,
    ANY_TIME,
    AROUND_THE_CLOCK,
    CALENDAR,
    Quantity,
    counts_while_open,
    quantities,
    so_many_newest,
    stretches,
)
from publisher.policy_file.findings import KeyPath, Problem, shown
from publisher.policy_file.remarks import Remark
from wizard.calendars import Calendar
from wizard.dates import DAY
from wizard.days import DAYS, dated
from wizard.hours import NEVER_AGAIN, WHOLE_DAY, turn
from wizard.policy import Holiday, Hours, Part, Policy, Release, Target, TimeSpan, VersionRule

FIRST_YEAR, LAST_YEAR = 1990, 2200
MOST_YEARS_LATER = 15
HOUR, WEEK = 60, 7 * WHOLE_DAY
IN_WORDS = ", or where they do and it's said in words, write 'in_words: true' beside this one"

Units = dict[str, set[int | Fraction]]
"""By the word for a unit of time, what one of it can be in the unit of a figure."""
MONTHS: Units = {
    "month": {1},
    "year": {12},
    "week": {Fraction(1, 4), Fraction(12, 52)},
    "day": {*(Fraction(1, days) for days in (28, 30, 31)), Fraction(12, 365), Fraction(12, 366)},
}
WHOLE_MONTHS: Units = {"month": {1}, "year": {12}}
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
    texts = clause_texts(policy)
    hours = {entry.id: entry for entry in policy.hours}
    seasons = {season.id: season.days for season in policy.seasons}
    for path, part in parts(policy):
        yield from _days(path, part)
        match part:
            case Hours():
                yield from _hours(path, Calendar(part, seasons)) if part.openings else ()
            case Target() if part.clock in hours:
                yield from _target(path, part, hours)
            case VersionRule(in_words=False) | TimeSpan():
                yield from _counted(path, part, cited(part.cite, texts))


def figure_remarks(policy: Policy) -> Iterator[Remark]:
    """Targets whose clause may mean other hours than their clock, or gives a time of day or several
    stretches; and figures marked `in_words` that their clause contradicts.
    """
    hours = {entry.id: entry for entry in policy.hours}
    texts = clause_texts(policy)
    for path, part in parts(policy):
        if isinstance(part, Target | VersionRule) and part.in_words:
            text = part.text if isinstance(part, Target) else cited(part.cite, texts)
            yield from _despite_words(path, replace(part, in_words=False), text, hours)
        if isinstance(part, Target) and part.days and names_a_time(part.text):
            message = f"the clause says {part.text}, and what is in days is due at closing; is that meant?"
            yield Remark((*path, "days"), message, kind="time-of-day")
        if isinstance(part, Target) and not part.in_words:
            by_day = open_minutes(hours[part.clock], hours)
            yield from _counted_otherwise(path, part, hours)
            yield from _closed_days(path, part, by_day)
            yield from _several(path, part, by_day)
            if policy.language == "en" and not any(quantity.unit for quantity in quantities(part.text)):
                message = f"{shown(part.text)} says no time that can be read, and has one here"
                message += "; is it promised? If so, write 'in_words: true' beside it"
                yield Remark((*path, "text"), message, kind="no-unit")


def _despite_words(
    path: KeyPath, part: Target | VersionRule, text: str, hours: Mapping[str, Hours]
) -> Iterator[Remark]:
    """What contradicts its clause, which can be read although it is said that it can't."""
    if any(quantity.unit and quantity.amount for quantity in quantities(text)):
        found = _target(path, part, hours) if isinstance(part, Target) else _counted(path, part, text)
        for problem in found:
            message = problem.message.removesuffix(IN_WORDS)
            yield Remark(
                problem.path, f"{message}; its words can be read, so leave out 'in_words'", kind="in-words"
            )


def _counted_otherwise(path: KeyPath, target: Target, hours: Mapping[str, Hours]) -> Iterator[Remark]:
    said, longest = quantities(target.text), max(open_minutes(hours[target.clock], hours))
    plain = any(
        not quantity.working and quantity.unit == "hour" and longest < quantity.amount * HOUR
        for quantity in said
    )
    if plain and not hours[target.clock].always:
        message = (
            f"the clause says {target.text}, and only the hours of '{target.clock}' count, at most "
            f"{longest / HOUR:g} a day; is that meant?"
        )
        yield Remark((*path, "clock"), message, kind="plain-hours")
    if counts_while_open(target.text) and _always_counts(target.text):
        message = f"{shown(target.text)} counts every hour, although it speaks of business time"
        message += "; leave that word out, unless it is published so"
        yield Remark((*path, "text"), message, kind="business-always")


def _closed_days(path: KeyPath, target: Target, by_day: tuple[int, ...]) -> Iterator[Remark]:
    closed = [day for day, minutes in zip(DAYS, by_day, strict=True) if not minutes]
    on_days = bool(closed) and any(words in target.text.lower() for words in ANY_DAY)
    if on_days or (set(by_day) != {WHOLE_DAY} and ANY_TIME.search(target.text)):
        when = f"on {', '.join(closed)}" if on_days else "for a part of the day"
        message = f"the clause says {target.text}, and '{target.clock}' is closed {when}"
        yield Remark((*path, "clock"), f"{message}; is that meant?", kind="plain-hours")


def _several(path: KeyPath, target: Target, by_day: tuple[int, ...]) -> Iterator[Remark]:
    total, plain, working = measured(target, by_day)
    found = [lengths(stretch, plain, working) for stretch in stretches(quantities(target.text))]
    if len(found) > 1 and any(total not in length for length in found):
        message = f"{shown(target.text)} says several times; is the one here meant?"
        yield Remark((*path, "text"), f"{message} Others can stand under 'further'", kind="several-times")


def _always_counts(text: str) -> bool:
    on_some_days = 0 < len(days(text)) < len(DAYS)
    return any(words in text.lower() for words in (*(() if on_some_days else AROUND_THE_CLOCK), *CALENDAR))


def _written_days(part: Part) -> dict[KeyPath, object]:
    """What can be a day in a part, by its place there."""
    written: dict[KeyPath, object] = {
        (field.name,): getattr(part, field.name)
        for field in fields(part)  # type: ignore[arg-type]
    }
    if isinstance(part, Release):
        written |= {("ends", *([name] if name else [])): end.day for name, end in part.named_ends.items()}
    return written


def _days(path: KeyPath, part: Part) -> Iterator[Problem]:
    for place, day in _written_days(part).items():
        if isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR:
            message = f"{day} can't be meant; write a day from {FIRST_YEAR} to {LAST_YEAR}"
            yield Problem((*path, *place), message)


def _hours(path: KeyPath, calendar: Calendar) -> Iterator[Problem]:
    closed = 0
    for day in calendar.days():
        closed = 0 if calendar.turns(day) else closed + 1
        if closed == NEVER_AGAIN.days:
            first = day - (closed - 1) * DAY
            seasons = seasons_of(calendar.hours)
            right = "remove some holidays"
            if not calendar.hours.holidays and seasons:
                named = " and ".join(map(shown, sorted(seasons)))
                right = f"add days to the season {named}, or an opening without a season"
            message = f"from {first} on the desk is closed for {closed} days, which is the most; {right}"
            yield Problem((*path, "holidays" if calendar.hours.holidays else "openings"), message)
            return


def _target(path: KeyPath, target: Target, hours: Mapping[str, Hours]) -> Iterator[Problem]:
    clock, by_day = hours[target.clock], open_minutes(hours[target.clock], hours)
    total, plain, working = measured(target, by_day)
    field = "days" if target.days else "hours" if target.hours else "minutes"
    place, figure = (*path, field), getattr(target, field)
    said = [] if target.in_words else quantities(target.text)
    if total > 52 * (len([minutes for minutes in by_day if minutes]) if target.days else sum(by_day)):
        yield Problem(place, f"{figure} {field} are more than '{clock.id}' has in a year; write fewer")
    elif said and not _says(said, total, plain, working):
        yield _contradiction(place, figure, target.text, said)
    elif problem := _counts_otherwise(target, hours):
        yield Problem((*path, "clock"), problem)


def measured(target: Target, by_day: tuple[int, ...]) -> tuple[int, Units, Units]:
    """A target in days or in minutes, and what a unit can be in these: any, and one of business time."""
    open_days = {minutes for minutes in by_day if minutes}
    if target.days:
        week = sum(minutes > 0 for minutes in by_day)
        units: Units = {"day": {1}, "week": {week}}
        units |= {unit: _open_days(DAYS_COUNTED[unit], week) for unit in ("month", "year")}
        return target.days, units, units
    working: Units = {"minute": {1}, "hour": {HOUR}, "day": {*open_days}, "week": {sum(by_day)}}
    plain: Units = {**working, "day": {WHOLE_DAY, *open_days}, "week": {WEEK, sum(by_day)}}
    return target.hours * HOUR + target.minutes, plain, working


def _open_days(days: set[int | Fraction], week: int) -> set[int | Fraction]:
    """On how many of some days in a row a desk can be open, by its open days in a week."""
    return {open_days for few in days for open_days in range(int(few * week / 7), -int(-few * week // 7) + 1)}


def _counts_otherwise(target: Target, hours: Mapping[str, Hours]) -> str:
    """Why hours are no such as a clause says that it counts; a business hour "day and night" is any hour."""
    always = _always_counts(target.text)
    if not always and (not hours[target.clock].always or not counts_while_open(target.text)):
        return ""
    fit = [known for known, other in hours.items() if _ever_open(other, hours) == always]
    if target.clock in fit:
        return ""
    differs = "has closed hours" if always else "never closes"
    message = f"'{target.clock}' {differs}, but the clause says: {target.text}; name the hours that it counts"
    return f"{message}, such as '{fit[0]}'" if fit else f"{message}, and write them under `hours` first"


def _ever_open(hours: Hours, by_id: Mapping[str, Hours]) -> bool:
    return set(open_minutes(hours, by_id)) == {WHOLE_DAY}


def date_remarks(policy: Policy) -> Iterator[Remark]:
    """Every day that is so long after the policy begins that its year may be a slip."""
    for path, part in parts(policy):
        written = _written_days(part)
        if isinstance(part, Holiday):
            written["day",] = dated(part.day)
        for place, day in written.items():
            if isinstance(day, date) and day.year > policy.effective.year + MOST_YEARS_LATER:
                message = f"{day} is {day.year - policy.effective.year} years after the policy begins"
                yield Remark((*path, *place), f"{message}; is the year right?", kind="far-off")


def _counted(path: KeyPath, part: VersionRule | TimeSpan, text: str) -> Iterator[Problem]:
    """What a rule or a span counts and its clauses say otherwise."""
    said = quantities(text)
    newest, of_newest = getattr(part, "newest", None) or 0, so_many_newest(text)
    if newest > 1 and of_newest and newest not in of_newest:
        yield _contradiction((*path, "newest"), newest, text, said)
    for name, units in COUNTED.items():
        figure = getattr(part, name, None)
        if isinstance(part, TimeSpan) and units is MONTHS:
            units = WHOLE_MONTHS  # A day more or less decides there.
        if figure and said and not _says(said, figure, units, {}):
            yield _contradiction((*path, name), figure, text, said)


def _says(said: list[Quantity], figure: int, plain: Units, working: Units) -> bool:
    """Whether a figure is one of the stretches of time that a text says."""
    return any(figure in lengths(stretch, plain, working) for stretch in stretches(said))


def lengths(stretch: list[Quantity], plain: Units, working: Units) -> set[Fraction]:
    """How long a stretch of time can be in the unit of a figure."""
    each = [
        [quantity.amount * unit for unit in _units_of(quantity, working if quantity.working else plain)]
        for quantity in stretch
    ]
    return {sum(parts, Fraction(0)) for parts in product(*each)}


def _units_of(quantity: Quantity, units: Units) -> Collection[int | Fraction]:
    """What a unit of a quantity can be; a bare number may be of any."""
    return units.get(quantity.unit, ()) if quantity.unit else set().union(*units.values())


def _has_digits(said: list[Quantity], text: str) -> bool:
    """Whether a text says a stretch of time, and not all in words."""
    return any(quantity.unit for quantity in said) and any(letter.isdecimal() for letter in text)


def _contradiction(path: KeyPath, figure: int, text: str, said: list[Quantity]) -> Problem:
    way_out = "make the two agree"
    if path[-1] in COUNTED and any(quantity.working for quantity in said):
        way_out += "; working days can't be counted here"
    if not _has_digits(said, text):
        way_out += IN_WORDS
    return Problem(path, f"{figure} stands here, but the clause says: {text}; {way_out}")


def seasons_of(hours: Hours) -> set[str]:
    """The seasons in or outside of which hours are other ones."""
    return {opening.season or opening.outside for opening in hours.openings} - {""}


def open_minutes(hours: Hours, by_id: Mapping[str, Hours]) -> tuple[int, ...]:
    """For how long a desk is open on each day of the week, at most."""
    if hours.always:
        return (WHOLE_DAY,) * len(DAYS)
    if hours.any_of:
        parts = [
            open_minutes(by_id[part], {}) for part in hours.any_of if part in by_id and not by_id[part].any_of
        ]
        return tuple(min(sum(minutes), WHOLE_DAY) for minutes in zip(*parts, strict=True))
    turns = [(opening.days, turn(opening.opens, opening.closes)) for opening in hours.openings]
    return tuple(sum(closes - opens for days, (opens, closes) in turns if day in days) for day in DAYS)
