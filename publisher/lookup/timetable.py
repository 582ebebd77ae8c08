"""The timetable: when each desk is open, compiled from the engine's own clock into weeks of open stretches.

Theory of operation

A week of UTC, from its first minute on, is a list of stretches in which a desk is open: a pattern. Most weeks
are like the one before, so each desk has rows that say how many weeks later which pattern begins to hold:

    weeks  [[[540, 1080], [1980, 2520]], []]       rows  [[2971, 0], [1, 1], [1, 0]]

Here the first pattern has always held, the second holds in week 2972, and the first from week 2973 on for
ever. A pattern differs from that of the week before only where the zone's clocks change or something dated
comes or goes, so only those weeks and the ones after them are looked at.

Where the policy has further editions, a desk has the rows of each in its time, and a pattern for the week in
which one takes over.

What comes every year has no last row. There a row holds a course, written as `~index`: for each kind of year
the rows of its weeks, counted from the first one that begins in it. The Gregorian calendar is the same again
after 400 years, which are whole weeks, and has fourteen kinds of years; `years` are those from 1970 on, whose
first day begins a week. Easter makes seventy kinds of them, and comes again only after 5,700,000 years.

Guarantees:
- It holds without an end, as the engine's clock does, and does not depend on when it is compiled. What goes
  by Easter holds until the 400 years are over, in 2369.
- Stretches are the engine's own (`wizard.hours.open_spans`): the opening is in them and the closing is not,
  and they are split at the desk's midnights. Open days are counted by the days on which they begin; what
  began on a day before has a third number that says how many days before. A desk that stays open at the end
  of a week opens again at the beginning of the next.
- Every number is whole: minutes and weeks since 1970 in UTC, offsets in minutes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, pairwise, takewhile
from operator import itemgetter

from publisher.lookup.shapes import (
    Since,
    Stretch,
    TargetTime,
    Timetable,
    TimetableHours,
    WeekPattern,
    YearCourse,
    Years,
)
from wizard.calendars import Calendar
from wizard.codec import plain
from wizard.days import by_easter, comes_every_year, kind_of_year, last_listed
from wizard.edition import Edition
from wizard.hours import (
    NEVER_AGAIN,
    WITHOUT_END,
    ClockChange,
    OpenSpan,
    Turns,
    Week,
    local,
    offset_at,
    open_spans,
)
from wizard.outcome.pieces import MovedChannel
from wizard.policy import Target

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
A_MINUTE, A_DAY, A_WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(weeks=1)
CYCLE = range(1970, 2370)
"""The years after which the calendar is the same again."""
A_FEW_YEARS = 10 * 52
"""Weeks."""
FIRST_WEEK, LAST_WEEK = -100_000, 400_000
"""Weeks before and after all that there are."""


def timetable_of(edition: Edition, channels: Collection[str] | None = None) -> Timetable:
    """The timetable of an edition, whose hours all open again (the policy's checks see to it).

    Or of some channels alone, without what is promised.
    """
    policy, all_of_it = edition.policy, channels is None
    open_by = {id: week for id, week in edition.open_by.items() if channels is None or id in channels}
    calendars = [calendar for then in edition.times for calendar in then.calendars.values()]
    compiled = _Compiled([text for calendar in calendars for text in calendar.texts])
    hours: dict[str, TimetableHours] = {
        key: {
            "zone": edition.desk(key).zone or policy.zone,
            "rows": compiled.rows(edition, key),
            "lists": plain(edition.lists[key]),
        }
        for key in (edition.weeks if all_of_it else dict.fromkeys(open_by.values()))
    }
    zones = sorted({policy.zone, *(told["zone"] for told in hours.values())})
    return {
        "zone": policy.zone,
        "zones": {zone: _offsets(edition.clock(zone)) for zone in zones},
        "weeks": list(compiled.patterns),
        "courses": [list(course) for course in compiled.courses],
        # Here an empty one costs the search the least.
        "moves": {id: _moves(of.moves) for id, of in edition.channels_in_time.items() if of.moves},
        "years": compiled.years(),
        "hours": hours,
        "channels": open_by,
        "promises": _promises(edition) if all_of_it else {},
        "ends": (edition.ends - EPOCH) // A_MINUTE if edition.ends else None,
        "longest_open": WITHOUT_END.days,
        "longest_closed": NEVER_AGAIN.days,
    }


def _promises(edition: Edition) -> dict[str, TargetTime]:
    levels = {level.id: _promise(level.target) for level in edition.policy.levels}
    return levels | {clause: _promise(target) for clause, target in edition.promises.items()}


class _Compiled:
    """Patterns and courses, each once; `texts` name the days of all desks."""

    def __init__(self, texts: Sequence[str]) -> None:
        with_easter = by_easter(*texts)
        self.kinds = [kind_of_year(year, with_easter=with_easter) for year in CYCLE]
        self.one_of_each = dict(zip(self.kinds, CYCLE, strict=True))
        self.patterns: dict[WeekPattern, int] = {}
        self.courses: dict[tuple[YearCourse, ...], int] = {}

    def rows(self, edition: Edition, key: str) -> list[Since]:
        """The week from which on each pattern or course holds; the first has always held."""
        changes = [_week_of(then.begins) for then in edition.times[1:]]
        rows: list[tuple[int, int]] = []
        for place, (begins, ends) in enumerate(pairwise((FIRST_WEEK, *changes, LAST_WEEK))):
            rows += self._rows(_Desk(edition, key, place, self), edition.weeks[key], begins, ends)
        return _one_after_the_other(rows)

    def _rows(self, desk: _Desk, week: Week, begins: int, ends: int) -> Iterator[tuple[int, int]]:
        """What holds from each of some weeks on, from the change of a desk's hours until the next one."""
        exceptional = {_week_of(instant) for instant in desk.exceptions()}
        if begins != FIRST_WEEK:
            # Of a few years, their own weeks are shorter to say than those of every kind of year.
            exceptional.update(range(begins, ends if ends - begins < A_FEW_YEARS else begins + 1))
        looked_at = sorted(exceptional | {number + 1 for number in exceptional})
        first = min(looked_at[0] - 1 if looked_at else 0, ends - 1)
        for number in (first, *looked_at):
            if begins <= number < ends:
                yield number, self.pattern(week, number) if number in exceptional else desk.usual(number)

    def pattern(self, week: Week, number: int) -> int:
        """The index of a week's pattern."""
        return self.patterns.setdefault(_pattern(week, number), len(self.patterns))

    def course(self, years: list[YearCourse]) -> int:
        """What holds where the years go like that: a pattern, where it is the same all the time."""
        held = {pattern for year in years for _, pattern in year}
        return held.pop() if len(held) == 1 else ~self.courses.setdefault(tuple(years), len(self.courses))

    def years(self) -> Years:
        """The kind of each year, and how many weeks begin in one of each kind; if they are needed."""
        if not self.courses:
            return {"cycle": 0, "kinds": [], "lengths": []}
        return {
            "cycle": _first_week(CYCLE.stop) - _first_week(CYCLE.start),
            "kinds": [list(self.one_of_each).index(kind) for kind in self.kinds],
            "lengths": [_first_week(year + 1) - _first_week(year) for year in self.one_of_each.values()],
        }


class _Desk:
    """Hours in the time of one edition, with the days and the clocks of all that they consist of."""

    def __init__(self, edition: Edition, key: str, place: int, compiled: _Compiled) -> None:
        id, then = edition.in_time[key][place], edition.times[place]
        self._week, self._compiled = edition.week_then(key, place), compiled
        parts = (then.by_id[id].any_of or (id,)) if id else ()
        self._calendars = [then.calendars[part] for part in parts]
        self._clocks = list(dict.fromkeys(week.changes for week in _all_in(self._week)))
        self._usual: dict[tuple[int, ...], int] = {}

    def exceptions(self) -> Iterator[datetime]:
        """Instants in every week of UTC that a change of the clocks or a part of a dated day falls in."""
        for clock in self._clocks:
            yield from (change.start for change in clock[1:])
        for calendar in self._calendars:
            for day in _dated(calendar):
                midnight = datetime.combine(day, time(), UTC)
                # Wherever the desk is, its day is within a day of that of UTC; turns end on the next one.
                yield from (midnight - A_DAY, midnight + A_DAY, midnight + 3 * A_DAY)

    def usual(self, number: int) -> int:
        """What holds in a week without exceptions, and goes on until the next one with some."""
        instant = EPOCH + number * A_WEEK
        offsets = tuple(offset_at(clock, instant) // A_MINUTE for clock in self._clocks)
        if offsets not in self._usual:
            self._usual[offsets] = self._worked_out(self._steady(instant), number)
        return self._usual[offsets]

    def _steady(self, instant: datetime) -> Week:
        """The week as if the clocks went on as at an instant, and nothing were dated."""
        calendars = iter(self._calendars)

        def steady(week: Week) -> Week:
            parts = tuple(map(steady, week.any_of))
            calendar = None if parts else next(calendars, None)
            turns = calendar.steady().turns if calendar else week.turns
            offset = offset_at(week.changes, instant) // A_MINUTE
            return Week(turns, (ClockChange(week.changes[0].start, offset),), parts)

        return steady(self._week)

    def _worked_out(self, week: Week, number: int) -> int:
        if not any(comes_every_year(text) for calendar in self._calendars for text in calendar.texts):
            return self._compiled.pattern(week, number)
        known: dict[tuple[Turns, ...], int] = {}
        years = self._compiled.one_of_each.values()
        return self._compiled.course([self._year(week, year, known) for year in years])

    def _year(self, week: Week, year: int, known: dict[tuple[Turns, ...], int]) -> YearCourse:
        """The course of a year; `known` are the patterns by all that a week is made of."""
        first = _first_week(year)
        rows: list[tuple[int, int]] = []
        for number in range(first, _first_week(year + 1)):
            turns = _turns(week, number)
            if turns not in known:
                known[turns] = self._compiled.pattern(week, number)
            rows.append((number - first, known[turns]))
        return tuple(_one_after_the_other(rows))


def _turns(week: Week, number: int) -> tuple[Turns, ...]:
    """All that a week can be made of: the turns of its days, two before and one after it."""
    first = (EPOCH + number * A_WEEK).date()
    days = [first + place * A_DAY for place in range(-2, 8)]
    return tuple(part.turns(day) for part in _all_in(week) if not part.any_of for day in days)


def _all_in(week: Week) -> Iterator[Week]:
    """Hours, and all that they consist of."""
    yield week
    for part in week.any_of:
        yield from _all_in(part)


def _dated(calendar: Calendar) -> Iterator[date]:
    """The days that are not as they would be without what is dated."""
    if last_listed(calendar.texts) is None:
        return iter(())
    steady = calendar.steady()
    return (day for day in calendar.days() if calendar.turns(day) != steady.turns(day))


def _moves(moves: Sequence[MovedChannel]) -> list[tuple[int, str]]:
    told = (move for move in moves if move.elsewhere)
    return [(int(datetime.fromisoformat(move.since).timestamp()), move.elsewhere) for move in told]


def _promise(target: Target) -> TargetTime:
    return {"hours": target.clock, "minutes": target.hours * 60 + target.minutes, "days": target.days}


def _offsets(clock: Sequence[ClockChange]) -> list[Since]:
    """The minute from which on each offset holds; the first has always held."""
    first, *others = clock
    since_epoch = [((change.start - EPOCH) // A_MINUTE, change.minutes) for change in others]
    return _one_after_the_other([(0, first.minutes), *since_epoch])


def _one_after_the_other(rows: Iterable[tuple[int, int]]) -> list[Since]:
    """From where on something else holds, each counted from the one before it.

    So the same small numbers come again and again, which compresses well.
    """
    turns = [next(alike) for _, alike in groupby(rows, key=itemgetter(1))]
    return [(place - before, held) for (before, _), (place, held) in pairwise([(0, 0), *turns])]


def _pattern(week: Week, number: int) -> WeekPattern:
    """When the desk opens and closes in a week, in minutes after the week's beginning."""
    begins, ends = EPOCH + number * A_WEEK, EPOCH + (number + 1) * A_WEEK
    spans = takewhile(lambda span: span.start < ends, open_spans(week, begins))
    return tuple(_stretch(week, span, begins) for span in spans)


def _stretch(week: Week, span: OpenSpan, begins: datetime) -> Stretch:
    opens, closes = (span.start - begins) // A_MINUTE, (min(span.end, begins + A_WEEK) - begins) // A_MINUTE
    days_before = (local(week.changes, span.start).date() - span.day).days
    return (opens, closes, days_before) if days_before else (opens, closes)


def _week_of(instant: datetime) -> int:
    return (instant - EPOCH) // A_WEEK


def _first_week(year: int) -> int:
    """The first week that begins in a year."""
    return -((EPOCH - datetime(year, 1, 1, tzinfo=UTC)) // A_WEEK)
