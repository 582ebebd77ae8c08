"""The facts of the moment that can occur together, found by asking the engine at instants that matter.

Hours, holidays, changes of the clocks and the effective date make some combinations impossible: two channels
of the same hours are open together, and a desk with shorter hours is never open alone. The engine is asked
at each bound of each opening, in the weeks around the effective date, each holiday and each change of the
clocks; between two bounds nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from wizard.edition import Edition
from wizard.facts import moment
from wizard.hours import ClockChange, minutes_of_day, offset_at
from wizard.policy import IN_FORCE, OPEN, POLICY

AROUND = timedelta(days=8)
"""A week and a day, so that a window holds every weekday whole in any zone."""
YEARS = (-1, 2)
"""The years around the effective one whose changes of the clocks are looked at."""


def moments(edition: Edition) -> tuple[dict[str, str], ...]:
    """Every combination of the moment's facts, the most usual first: in force, and open."""
    found = {tuple(facts.items()): facts for facts in (moment(edition, at) for at in instants(edition))}
    return tuple(sorted(found.values(), key=_unusual))


def _unusual(facts: dict[str, str]) -> tuple[bool, int, tuple[str, ...]]:
    closed = [id for id, value in facts.items() if id != POLICY and value != OPEN]
    return facts[POLICY] != IN_FORCE, len(closed), tuple(closed)


def instants(edition: Edition) -> list[datetime]:
    """Every instant at which something that the facts of the moment say can change, in order."""
    days = sorted(set(_days(edition)))
    return sorted({at for changes, minutes in set(_bounds(edition)) for at in _at(days, changes, minutes)})


def _at(days: list[date], changes: tuple[ClockChange, ...], minutes: int) -> Iterator[datetime]:
    """The instants of a time of day, by each offset that the clocks have around that day."""
    for day in days:
        read = datetime.combine(day, time(), UTC) + timedelta(minutes=minutes)
        for around in (-1, 1):
            yield read - offset_at(changes, read + timedelta(days=around))


def _bounds(edition: Edition) -> Iterator[tuple[tuple[ClockChange, ...], int]]:
    """The times of day, each by its desk's clock, at which something opens or closes."""
    yield edition.clock(), 0
    for hours in edition.policy.hours:
        for one in hours.openings:
            for text in (one.opens, one.closes):
                yield edition.clock(hours.zone), minutes_of_day(text)
        for holiday in hours.holidays:
            if holiday.closed_from:
                yield edition.clock(hours.zone), minutes_of_day(holiday.closed_from)


def _days(edition: Edition) -> Iterator[date]:
    effective = edition.policy.effective
    years = [effective.year + years for years in YEARS]
    yield from _window(effective, AROUND)
    for hours in edition.policy.hours:
        for change in edition.clock(hours.zone) if hours.openings else ():
            if years[0] <= change.start.year <= years[1]:
                yield from _window(change.start.date(), AROUND)
        for holiday in hours.holidays:
            yield from _window(holiday.day, timedelta(days=1))


def _window(day: date, around: timedelta) -> Iterator[date]:
    for off in range(-around.days, around.days + 1):
        yield day + timedelta(days=off)
