"""The facts of the moment that can occur together, found by asking the engine at every instant that matters.

Hours, holidays, changes of the clocks and the effective date make some combinations impossible: two channels
of the same hours are open together, and a desk with shorter hours is never open alone. The engine is asked
at each bound of each opening, in the weeks around the effective date, the ends of each season and each change
of the clocks, and around each holiday and other special day; between two bounds nothing changes. What comes
every year is looked at in a year of each kind. An edition that a ticket names is asked after
its own time too, when desks are open by the hours of another one: each edition's hours are looked at, as if
they held for ever.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from wizard.calendars import Calendar
from wizard.days import by_easter, comes_every_year, kind_of_year
from wizard.edition import Edition
from wizard.facts import moment
from wizard.hours import ClockChange, minutes_of_day, offset_at
from wizard.policy import IN_FORCE, OPEN, POLICY

Moment = dict[str, str]
"""The facts of a moment, by their ids."""

AROUND = timedelta(days=8)
"""A week and a day, so that a window holds every weekday whole in any zone."""
SHORTLY = timedelta(days=2)
"""Around a day, so that the turns that end or begin beside it are looked at whole in any zone."""
YEARS = (-1, 2)
"""The years around the effective one whose changes of the clocks are looked at."""
CYCLE = 400
"""Years in a row that hold all kinds of them."""


def moments(edition: Edition) -> tuple[Moment, ...]:
    """Every combination of the moment's facts, the most usual first: in force, and open."""
    alone = [replace(edition, through_time=(then,)) for then in edition.times]
    every = (moment(edition, when) for edition in alone for when in instants(edition))
    found = {tuple(facts.items()): facts for facts in every}
    return tuple(sorted(found.values(), key=_unusual))


def both_moments(old: Edition, new: Edition) -> tuple[tuple[Moment, Moment], ...]:
    """Every combination of what one and the same moment is in two policies, the old one's facts first.

    Each as if it alone held, now and for ever.
    """
    old, new = old.alone, new.alone
    pairs = ((moment(old, when), moment(new, when)) for when in {*instants(old), *instants(new)})
    found = {(tuple(before.items()), tuple(now.items())): (before, now) for before, now in pairs}
    return tuple(found[key] for key in sorted(found))


def _unusual(facts: Moment) -> tuple[bool, int, tuple[str, ...]]:
    closed = [fact for fact, value in facts.items() if fact != POLICY and value != OPEN]
    return facts[POLICY] != IN_FORCE, len(closed), tuple(closed)


def instants(edition: Edition) -> list[datetime]:
    """Every instant at which a fact of the moment can change by the first of `times`, in order."""
    around = set(_window(edition.policy.effective, AROUND))
    days = sorted(around | set(_unlike(edition, sorted(set(_days(edition))))))
    bounds = set(_bounds(edition))
    return sorted({when for changes, minutes in bounds for when in _readings(days, changes, minutes)})


def _readings(days: list[date], changes: tuple[ClockChange, ...], minutes: int) -> Iterator[datetime]:
    """The instants of a time of day, by the offsets that the clock has a day before and a day after."""
    for day in days:
        read = datetime.combine(day, time(), UTC) + timedelta(minutes=minutes)
        for around in (-1, 1):
            yield read - offset_at(changes, read + timedelta(days=around))


def _unlike(edition: Edition, days: list[date]) -> Iterable[date]:
    """Of days on which every desk and every clock does the same, and on the days beside them too, one."""
    first: dict[Hashable, date] = {}
    then = edition.times[0]
    # What holds on a day follows from its turns and those beside it, as one may last beyond midnight.
    clocks = [edition.clock(hours.zone or then.zone) for hours in then.hours]
    for day in days:
        beside = list(_window(day, SHORTLY))
        noons = [datetime.combine(near, time(12), UTC) for near in beside]
        turns = tuple(calendar.turns(near) for calendar in then.calendars.values() for near in beside)
        offsets = tuple(offset_at(clock, noon) for clock in clocks for noon in noons)
        first.setdefault((turns, offsets), day)
    return first.values()


def _bounds(edition: Edition) -> Iterator[tuple[tuple[ClockChange, ...], int]]:
    """The times of day, each by its desk's clock, at which something opens or closes."""
    yield edition.clock(), 0
    then = edition.times[0]
    for hours in then.hours:
        texts = [text for opening in hours.openings for text in (opening.opens, opening.closes)]
        texts += [text for special in hours.special for text in (special.opens, special.closes)]
        texts += [holiday.closed_from for holiday in hours.holidays if holiday.closed_from]
        for text in texts:
            yield edition.clock(hours.zone or then.zone), minutes_of_day(text)


def _days(edition: Edition) -> Iterator[date]:
    effective, then = edition.policy.effective, edition.times[0]
    first, last = (effective.year + offset for offset in YEARS)
    for hours in then.hours:
        for change in edition.clock(hours.zone or then.zone) if hours.openings else ():
            if first <= change.start.year <= last:
                yield from _window(change.start.date(), AROUND)
        calendar = then.calendars[hours.id]
        for year in _years(calendar, effective.year):
            for day in calendar.exceptions(year):
                yield from _window(day, SHORTLY)
            for day in calendar.season_ends(year):
                yield from _window(day, AROUND)


def _years(calendar: Calendar, first: int) -> Iterator[int]:
    """The years in which a calendar shows all that it can be."""
    yield from {day.year for day in calendar.days()} if calendar.texts else ()
    if any(map(comes_every_year, calendar.texts)):
        with_easter, years = by_easter(*calendar.texts), range(first + CYCLE, first, -1)
        yield from {kind_of_year(year, with_easter=with_easter): year for year in years}.values()


def _window(middle: date, around: timedelta) -> Iterator[date]:
    for days in range(-around.days, around.days + 1):
        yield middle + timedelta(days=days)
