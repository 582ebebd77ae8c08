"""Opening hours, and time that counts only while a desk is open.

Guarantees, for any days and any zone with daylight saving:
- A moment is open exactly when the desk's wall clock at that moment is within a turn of that day (from its
  opening, which is in it, to its closing, which is not), or past midnight within one of the day before. Of
  desks that work as one, any is open.
- Time is counted in elapsed minutes: a turn across a change of the clocks is as long as it lasts, and what
  two turns have in common counts once.
- A wait that is used up exactly at closing time ends at that closing time.
- Of weeks that hold one after the other each is counted from its own instant on, as if there were no other;
  what is open across that instant comes in two stretches that touch.

Instants are aware datetimes in UTC; the zone's changes come with the call, since a browser's
Python has no time zone data.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import chain, pairwise
from typing import NamedTuple

from wizard.dates import DAY
from wizard.values import value

WHOLE_DAY = 24 * 60
"""Minutes."""
Turns = tuple[tuple[int, int], ...]
"""When a desk opens and closes, in minutes after a midnight and in order; past 24:00 it is the next day."""
NEVER_AGAIN = timedelta(days=400)
"""A desk closed for longer is taken as not opening again."""
WITHOUT_END = timedelta(days=8)
"""A desk open for longer at a stretch is taken as not closing."""


LAST = datetime(9000, 1, 1, tzinfo=UTC)


@value()
class ClockChange:
    """From `start` (UTC) on, the zone's clocks are `minutes` ahead of UTC."""

    start: datetime
    minutes: int


class OpenSpan(NamedTuple):
    """A stretch of time, `end` not included, and the day that it counts to: the one on which it opened."""

    start: datetime
    end: datetime
    day: date


class Span(NamedTuple):
    """A stretch of time, `end` not included."""

    start: datetime
    end: datetime


EVER = Span(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


class Week(NamedTuple):
    """The hours of a desk: its turns by the day, and its clock; or those of others, whichever is open, or one
    after the other, each from an instant on of which the first has always been."""

    turns: Callable[[date], Turns]
    changes: tuple[ClockChange, ...]
    any_of: tuple["Week", ...] = ()
    successive: tuple[tuple[datetime, "Week"], ...] = ()


def all_day(day: date) -> Turns:
    """The turns of a desk that never closes."""
    return ((0, WHOLE_DAY),)


ALWAYS = Week(all_day, (ClockChange(datetime.min.replace(tzinfo=UTC), 0),))
"""Around the clock, every day."""
NEVER = Week(lambda day: (), ALWAYS.changes)
"""Not known to be open at any time."""


def minutes_of_day(text: str) -> int:
    """Minutes after midnight of `HH:MM`, from 00:00 to 24:00. Raises ValueError with what would be right."""
    hour, colon, minute = text.partition(":")
    readable = colon and hour.isdecimal() and minute.isdecimal() and len(minute) == 2
    if readable and int(minute) < 60 and int(hour) * 60 + int(minute) <= WHOLE_DAY:
        return int(hour) * 60 + int(minute)
    raise ValueError(f"{text!r} is not a time of day; write it as HH:MM, from 00:00 to 24:00")


def time_of_opening(text: str) -> int:
    """Minutes after midnight of the `HH:MM` at which a turn begins. Raises ValueError."""
    if (minutes := minutes_of_day(text)) < WHOLE_DAY:
        return minutes
    raise ValueError("it opens at 24:00; write 00:00 of the next day")


def turn(opens: str, closes: str) -> tuple[int, int]:
    """A turn from one `HH:MM` to another, which is on the next day if it is earlier. Raises ValueError."""
    begins, ends = time_of_opening(opens), minutes_of_day(closes)
    if not ends:
        raise ValueError(f"it closes at {closes}; write 24:00 for the end of the day")
    if begins == ends:
        raise ValueError(f"it closes at {closes}, as it opens; write 00:00 to 24:00 for a whole day")
    return begins, ends if ends > begins else ends + WHOLE_DAY


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
    if week.any_of:
        return any(is_open(part, instant) for part in week.any_of)
    if week.successive:
        return is_open([held for begins, held in week.successive if begins <= instant][-1], instant)
    shown = local(week.changes, instant)
    minute = shown.hour * 60 + shown.minute
    return any(opens <= minute < closes for opens, closes, _ in _on(week, shown.date()))


def next_opening(week: Week, instant: datetime) -> datetime | None:
    """The first instant from this one on at which the desk is open; None where it does not open again."""
    span = next(open_spans(week, instant), None)
    return span.start if span else None


def next_closing(week: Week, instant: datetime) -> datetime | None:
    """When the stretch that is open now, or opens next, ends; None where there is none or no end to it."""
    # Stretches that touch, as at midnight or where the clocks change, are open as one.
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
        if span.day != day:
            if days < 0:
                break
            day, days = span.day, days - 1
        ends = span.end
    return ends if days < 0 else None


def open_spans(week: Week, start: datetime) -> Iterator[OpenSpan]:
    """The open stretches from `start` on, in order, each within one day and one offset of the zone."""
    if week.any_of or week.successive:
        yield from (_together if week.any_of else _in_turn)(week, start)
        return
    latest = start
    for day, midnight, within in _days(week.changes, start):
        if midnight - latest > NEVER_AGAIN:
            return
        # What is open twice counts once: no stretch begins before the latest end.
        for opens, closes, of in _on(week, day):
            begins = max(within.start, midnight + timedelta(minutes=opens), latest)
            ends = min(within.end, midnight + timedelta(minutes=closes))
            if begins < ends:
                latest = ends
                yield OpenSpan(begins, ends, of)


def _on(week: Week, day: date) -> Iterator[tuple[int, int, date]]:
    """What a day has of the turns of the day before and of its own, with the day that each is of."""
    before = day - DAY
    for _, closes in week.turns(before):
        if closes > WHOLE_DAY:
            yield 0, closes - WHOLE_DAY, before
    for opens, closes in week.turns(day):
        yield opens, min(closes, WHOLE_DAY), day


def _in_turn(week: Week, start: datetime) -> Iterator[OpenSpan]:
    """The stretches of weeks that hold one after the other."""
    latest = start
    for (begins, held), (ends, _) in pairwise((*week.successive, (EVER.end, week))):
        for span in open_spans(held, max(start, begins)) if start < ends else ():
            if span.start >= ends:
                break
            if span.start - latest > NEVER_AGAIN:
                return
            latest = min(span.end, ends)
            yield span._replace(end=latest)


def by_clock(week: Week, changes: tuple[ClockChange, ...]) -> Week:
    """The same hours, with their days counted by a clock that may be another one."""
    return week if week.changes == changes else Week(week.turns, changes, any_of=(week,))


def _together(week: Week, start: datetime) -> Iterator[OpenSpan]:
    """The stretches at which any of several desks is open, by the days of the clock that they share."""
    latest = start
    for span in merge(*(open_spans(part, start) for part in week.any_of)):
        # One desk's stretch may be on several days of the shared clock.
        for day, midnight, within in _days(week.changes, max(span.start, latest)):
            if midnight >= span.end:
                break
            begins = max(within.start, midnight)
            ends = min(within.end, midnight + timedelta(minutes=WHOLE_DAY), span.end)
            if begins < ends:
                latest = ends
                yield OpenSpan(begins, ends, day)


def _days(changes: Sequence[ClockChange], start: datetime) -> Iterator[tuple[date, datetime, Span]]:
    """Each calendar day, its midnight in UTC, and the span of the offset used.

    A day on which the clocks change comes twice, once for each offset.
    """
    later = changes[bisect_right(changes, start, key=lambda change: change.start) :]
    for begins, ends in pairwise(chain((start,), (change.start for change in later), (LAST,))):
        offset = offset_at(changes, begins)
        day = (begins + offset).date()
        while (midnight := datetime.combine(day, time(), UTC) - offset) < ends:
            yield day, midnight, Span(begins, ends)
            day += DAY
