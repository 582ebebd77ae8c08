"""The timetable: when each desk is open, compiled from the engine's own clock into weeks of open stretches.

Theory of operation

A week of UTC, from its first minute on, is a list of stretches in which a desk is open: a pattern. Patterns
come again and again, so each hours have rows that say how many weeks later which pattern begins to hold:

    weeks  [[[540, 1080], [1980, 2520]], []]       rows  [[2971, 0], [1, 1], [1, 0]]

Here the first pattern holds since ever, the second in week 2972, and the first from then on for ever. A
pattern differs from that of the week before only where the zone's clocks change or a holiday comes or goes,
so only the weeks of these and those after them are looked at.

Guarantees:
- It holds without an end, as the engine's clock does, and does not depend on when it is compiled.
- Stretches are the engine's own (`wizard.hours.open_spans`): the opening is in them and the closing is not,
  and they are split at the desk's midnights, by which open days are counted. A desk that stays open at the
  end of a week opens again at the beginning of the next.
- Every number is whole: minutes and weeks since 1970 in UTC, offsets in minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise, takewhile

from publisher.lookup.shapes import Since, TargetTime, Timetable, TimetableHours, WeekPattern
from wizard.edition import Edition
from wizard.hours import ClockChange, Week, open_spans
from wizard.policy import Target

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
A_MINUTE, A_DAY, A_WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(weeks=1)


def timetable_of(edition: Edition) -> Timetable:
    """The timetable of an edition, whose hours all open again (the policy's checks see to it)."""
    policy = edition.policy
    patterns: dict[WeekPattern, int] = {}
    hours: dict[str, TimetableHours] = {
        id: {"zone": edition.hours[id].zone or policy.zone, "rows": _rows(week, patterns)}
        for id, week in edition.weeks.items()
    }
    zones = sorted({policy.zone, *(of["zone"] for of in hours.values())})
    return {
        "zone": policy.zone,
        "zones": {zone: _offsets(edition.clock(zone)) for zone in zones},
        "weeks": list(patterns),
        "hours": hours,
        "channels": {channel.id: channel.hours for channel in policy.channels},
        "promises": {level.id: _promise(level.target) for level in policy.levels},
    }


def _promise(target: Target) -> TargetTime:
    return {"hours": target.clock, "minutes": target.hours * 60 + target.minutes, "days": target.days}


def _offsets(clock: Sequence[ClockChange]) -> list[Since]:
    """From which minute on which offset holds, the first one since ever."""
    first, *others = clock
    since_epoch = [((change.start - EPOCH) // A_MINUTE, change.minutes) for change in others]
    return _one_after_the_other([(0, first.minutes), *since_epoch])


def _rows(week: Week, patterns: dict[WeekPattern, int]) -> list[Since]:
    """From which week on which pattern holds, the first one since ever; new patterns are added."""
    other = {(instant - EPOCH) // A_WEEK for instant in _exceptions(week)}
    looked_at = sorted(other | {number + 1 for number in other})
    rows: list[tuple[int, int]] = []
    for number in (looked_at[0] - 1 if looked_at else 0, *looked_at):
        pattern = patterns.setdefault(_pattern(week, number), len(patterns))
        if not rows or rows[-1][1] != pattern:
            rows.append((number, pattern))
    return _one_after_the_other(rows)


def _one_after_the_other(rows: list[tuple[int, int]]) -> list[Since]:
    """What holds from where on, each counted from the one before it; small numbers come again more often."""
    return [(place - before, held) for (before, _), (place, held) in pairwise([(0, 0), *rows])]


def _exceptions(week: Week) -> Iterator[datetime]:
    """Instants in every week of UTC that a change of the clocks or any part of a holiday falls in."""
    yield from (change.start for change in week.changes[1:])
    for holiday in week.holidays | week.shortened.keys():
        midnight = datetime.combine(holiday, time(), UTC)
        # Wherever the desk is, its day begins and ends within a day of that of UTC.
        yield from (midnight - A_DAY, midnight + 2 * A_DAY)


def _pattern(week: Week, number: int) -> WeekPattern:
    """When the desk opens and closes in a week, in minutes after the week's beginning."""
    begins, ends = EPOCH + number * A_WEEK, EPOCH + (number + 1) * A_WEEK
    spans = takewhile(lambda span: span.start < ends, open_spans(week, begins))
    return tuple(
        ((span.start - begins) // A_MINUTE, (min(span.end, ends) - begins) // A_MINUTE) for span in spans
    )
