"""Opening hours, and time that counts only while a desk is open.

Guarantees, for any hours, holidays and any zone with daylight saving:
- A moment is open exactly when the desk's wall clock at that moment is within an opening
  (from `opens`, which is in it, to `closes`, which is not) on a day that is no holiday, or before the time
  from which on it is one.
- Time is counted in elapsed minutes: an opening across a change of the clocks is as long as it lasts.
- A wait that is used up exactly at closing time ends at that closing time.

Instants are aware datetimes in UTC; the zone's changes come with the call, since a browser's
Python has no time zone data.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEVER_AGAIN = timedelta(days=400)
"""A desk closed for longer is taken as not opening again."""
WITHOUT_END = timedelta(days=8)
"""A desk open for longer at a stretch is taken as not closing."""


LAST = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ClockChange:
    """From `start` (UTC) on, the zone's clocks are `minutes` ahead of UTC."""

    start: datetime
    minutes: int


class Span(NamedTuple):
    """A stretch of time, `end` not included."""

    start: datetime
    end: datetime


EVER = Span(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


class Week(NamedTuple):
    """The hours of a desk: for each weekday (0 is Monday) its openings in minutes after midnight."""

    openings: tuple[tuple[tuple[int, int], ...], ...]
    holidays: frozenset[date]
    changes: tuple[ClockChange, ...]
    shortened: Mapping[date, int] = MappingProxyType({})
    """Days on which the desk is closed from some minute after midnight on."""


ALWAYS = Week((((0, 24 * 60),),) * 7, frozenset(), (ClockChange(datetime.min.replace(tzinfo=UTC), 0),))
"""Around the clock, every day."""


def minutes_of_day(text: str) -> int:
    """Minutes after midnight of `HH:MM`, from 00:00 to 24:00. Raises ValueError with what would be right."""
    hour, colon, minute = text.partition(":")
    readable = colon and hour.isdecimal() and minute.isdecimal() and len(minute) == 2
    if readable and int(minute) < 60 and int(hour) * 60 + int(minute) <= 24 * 60:
        return int(hour) * 60 + int(minute)
    raise ValueError(f"{text!r} is not a time of day; write it as HH:MM, from 00:00 to 24:00")


def fixed_offset(text: str) -> int | None:
    """Minutes ahead of UTC of `+06:00` or `-03:30`; None where the text is no offset."""
    if text[:1] not in ("+", "-") or len(text) != 6:
        return None
    try:
        minutes = minutes_of_day(text[1:])
    except ValueError:
        return None
    return minutes if text[0] == "+" else -minutes


def offset_at(changes: Sequence[ClockChange], instant: datetime) -> timedelta:
    """How far the zone's clocks are ahead of UTC at an instant; before its first change, as from there on."""
    after = bisect_right(changes, instant, key=lambda change: change.start)
    return timedelta(minutes=changes[max(after - 1, 0)].minutes)


def local(changes: Sequence[ClockChange], instant: datetime) -> datetime:
    """What the zone's clocks show at an instant, as a datetime without a zone."""
    return instant.replace(tzinfo=None) + offset_at(changes, instant)


def is_open(week: Week, instant: datetime) -> bool:
    """Whether the desk is open at an instant."""
    return next_opening(week, instant) == instant


def next_opening(week: Week, instant: datetime) -> datetime | None:
    """The first instant from this one on at which the desk is open; None where it does not open again."""
    span = next(open_spans(week, instant), None)
    return span.start if span else None


def next_closing(week: Week, instant: datetime) -> datetime | None:
    """When the stretch that is open now, or opens next, ends; None where there is none or no end to it."""
    begins = ends = next_opening(week, instant)
    for span in open_spans(week, instant):
        if begins is None or ends is None or span.start > ends:
            break
        ends = span.end
        if ends - begins > WITHOUT_END:
            return None
    return ends


def after_open_time(week: Week, start: datetime, wait: timedelta) -> datetime | None:
    """The instant at which `wait` of open time has passed since `start`; None where it never does."""
    for span in open_spans(week, start):
        if wait <= span.end - span.start:
            return span.start + wait
        wait -= span.end - span.start
    return None


def after_open_days(week: Week, start: datetime, days: int) -> datetime | None:
    """When the desk closes on the `days`-th open day after the first one; None where that never comes."""
    day = ends = None
    for span in open_spans(week, start):
        on = local(week.changes, span.start).date()
        if on != day:
            if days < 0:
                break
            day, days = on, days - 1
        ends = span.end
    return ends if days < 0 else None


def open_spans(week: Week, start: datetime) -> Iterator[Span]:
    """The open stretches from `start` on, in order, each within one day and one offset of the zone."""
    latest = start
    for day, midnight, within in _days(week.changes, start):
        if midnight - latest > NEVER_AGAIN:
            return
        for opens, closes in () if day in week.holidays else week.openings[day.weekday()]:
            begins = max(within.start, midnight + timedelta(minutes=opens))
            closed = min(closes, week.shortened.get(day, closes))
            ends = min(within.end, midnight + timedelta(minutes=closed))
            if begins < ends:
                latest = ends
                yield Span(begins, ends)


def _days(changes: Sequence[ClockChange], start: datetime) -> Iterator[tuple[date, datetime, Span]]:
    """Each calendar day, its midnight in UTC, and the span of the offset used.

    A day on which the clocks change comes twice, once for each offset.
    """
    bounds = [start, *(change.start for change in changes if change.start > start), LAST]
    for begins, ends in pairwise(bounds):
        offset = offset_at(changes, begins)
        day = (begins + offset).date()
        while (midnight := datetime.combine(day, time(), UTC) - offset) < ends:
            yield day, midnight, Span(begins, ends)
            day += timedelta(days=1)
