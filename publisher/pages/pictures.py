"""What the pages draw of a policy: a desk's week, each product's releases, the way from report to answer.

Places are shares of a picture's width, in percent, so that it fits every screen while its words keep their
size. The build has no clock: where "now" is in a picture, the page's script marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, takewhile
from math import ceil
from typing import NamedTuple

from publisher.language.calendar_words import clock_time, day, days, week_in_words
from publisher.language.interface import Language, SiteWords
from publisher.policy_file.texts_in_time import hours_to_come
from wizard.calendars import ALL_YEAR, Calendar
from wizard.dates import DAY
from wizard.days import DAYS
from wizard.edition import Edition
from wizard.hours import (
    ALWAYS,
    OpenSpan,
    Span,
    Turns,
    Week,
    after_open_days,
    after_open_time,
    open_spans,
)
from wizard.policy import Hours, Level, Product
from wizard.words import fill

MOST_ROWS = 20
"""Releases that a picture shows, the newest ones; the table beside it has all."""
BEYOND = timedelta(days=420)
"""How far a picture goes beyond the last day on which something changes: so far that a year begins in each
picture, with room for its number."""
ROOM_FOR_A_YEAR = 1 / 8
"""The share of a picture of releases that the number of a year takes on a phone."""
ROOM_FOR_A_SIGN = 1 / 55
"""The share of a way's picture that a sign of a day's name takes on a phone."""
ROOM_FOR_NAMES = 0.35
"""The share of a way's picture that the names of its two ends take on a phone."""
MONDAY = datetime(2024, 1, 1, tzinfo=UTC)
"""Any Monday: an ordinary week is drawn, without dates."""
A_WEEK = timedelta(weeks=1)
A_MINUTE = timedelta(minutes=1)
A_YEAR = timedelta(days=365)
STEPS = (1, 2, 5, 10, 20, 50, 100, 1000)
"""Of how many years one has its number, at the least that leaves room."""
BETWEEN = ("part", "less", "little")
"""The looks of the statuses between the best one and the least; more of them share the last look."""
LONGEST_WAY = timedelta(days=10)
"""A way from report to answer that takes longer is told in words alone."""


class Bar(NamedTuple):
    """A stretch of a row; `kind` says how it is drawn."""

    x: str
    width: str
    kind: str


class WeekDay(NamedTuple):
    """A day of a desk's week: its number from Monday, 0, on, its name, when it is open, and that in words."""

    number: int
    name: str
    bars: tuple[Bar, ...]
    times: tuple[str, ...]


class DeskWeek(NamedTuple):
    """A desk's week: in a season, with its name and days in words, or outside; without a name: all year."""

    name: str
    when: tuple[str, ...]
    days: tuple[WeekDay, ...]


class KnownUntil(NamedTuple):
    """What a page says once a day is over."""

    day: date
    text: str


class Mark(NamedTuple):
    """Something at a place."""

    x: str
    text: str


class ReleaseBars(NamedTuple):
    """A release with a bar for each of its statuses."""

    version: str
    bars: tuple[Bar, ...]


class Timeline(NamedTuple):
    """A product's releases from the `first` day of the picture to its `last`, with the years between."""

    first: date
    last: date
    rows: tuple[ReleaseBars, ...]
    years: tuple[Mark, ...]
    statuses: tuple[tuple[Bar, str], ...]
    """Those that occur among the bars, by how they are drawn and by name."""


class WayToAnswer(NamedTuple):
    """A level's way from a report to its answer, over the days of an ordinary week."""

    words: str
    bars: tuple[Bar, ...]
    days: tuple[Mark, ...]
    reported: str
    answered: str
    close: bool
    """Whether the two stand so close that their names have no room between them."""
    before: str
    """Before which day it is so, where a later edition has other hours."""


def weeks_of(edition: Edition, hours: Hours, words: SiteWords) -> list[DeskWeek]:
    """The weeks of a desk: first that of each season by which it has another one, then the usual one."""
    calendar = edition.calendars[hours.id]
    named = [season for season in edition.policy.seasons if season.id in calendar.seasons]
    weeks = [
        DeskWeek(
            season.name,
            tuple(days(text, words) for text in season.days),
            _week(hours, calendar, frozenset({season.id}), words),
        )
        for season in named
    ]
    usual = words.outside if named else ""
    return [*weeks, DeskWeek(usual, (), _week(hours, calendar, ALL_YEAR, words))]


def known_until(edition: Edition, hours: Hours, language: Language) -> list[KnownUntil]:
    """What is only listed until some day: holidays by their dates, and seasons."""
    names = {season.id: season.name for season in edition.policy.seasons}
    words = language.wizard
    texts = {"": words.holidays_known}
    listed = ((id, last, day(last, language.site)) for id, last in edition.calendars[hours.id].listed())
    return [
        KnownUntil(last, fill(texts.get(id, words.season_known), day=said, season=names.get(id, "")))
        for id, last, said in listed
    ]


def _week(hours: Hours, calendar: Calendar, seasons: frozenset[str], words: SiteWords) -> tuple[WeekDay, ...]:
    """Seven days, from the first day of the first opening on."""
    first = DAYS.index(hours.openings[0].days[0])
    turns = calendar.usual_week(seasons)
    return tuple(_week_day(turns, number % 7, words) for number in range(first, first + 7))


def _week_day(turns: Sequence[Turns], number: int, words: SiteWords) -> WeekDay:
    axis = _Axis(MONDAY + number * DAY, DAY)
    spans = _until(open_spans(_ordinary(turns), axis.first), axis.first + DAY)
    # What runs past midnight is drawn and said on both days, so that text and bar agree on each.
    times = tuple(
        fill(words.time_range, opens=axis.clock(span.start), closes=axis.clock(span.end)) for span in spans
    )
    bars = tuple(axis.bar(span, "open") for span in spans)
    return WeekDay(number, words.days[number], bars, times or (words.closed,))


def timeline_of(edition: Edition, product: Product) -> Timeline:
    """The newest releases of a product that has some, the newest first."""
    releases = list(reversed(edition.support[product.id].by_age))[:MOST_ROWS]
    phases = {release.version: edition.release_in_time(product, release).phases for release in releases}
    changes = [day for of in phases.values() for phase in of for day in (phase.first, phase.last) if day]
    first = min(changes or [releases[-1].released])
    last = max(changes or [first]) + BEYOND
    axis = _Axis(_midnight(first), _midnight(last) - _midnight(first))
    statuses = edition.policy.version_statuses
    kinds = {status.id: _kind(rank, len(statuses) - 1) for rank, status in enumerate(statuses)}
    rows = tuple(
        ReleaseBars(
            release.version,
            tuple(
                axis.bar(
                    Span(_midnight(phase.first), _midnight((phase.last or last - DAY) + DAY)),
                    kinds[phase.status] + (" lasting" if phase.last is None else ""),
                )
                for phase in phases[release.version]
            ),
        )
        for release in releases
    )
    occurring = {phase.status for of in phases.values() for phase in of}
    legend = (
        (Bar("0%", "100%", kinds[status.id]), status.name) for status in statuses if status.id in occurring
    )
    return Timeline(first, last, rows, tuple(_years(axis, first, last)), tuple(legend))


def _years(axis: _Axis, first: date, last: date) -> Iterator[Mark]:
    """Each year, or each second, fifth … one, so that there is room between; without room only as a line."""
    room = axis.length * ROOM_FOR_A_YEAR
    step = next(step for step in STEPS if step * A_YEAR >= room)
    for year in range(first.year // step * step + step, last.year + 1, step):
        begins = _midnight(date(year, 1, 1))
        yield Mark(axis.at(begins), str(year) if begins + room <= axis.first + axis.length else "")


def _kind(rank: int, lowest: int) -> str:
    """How a status is drawn: the policy lists them from the best one to the least."""
    return "full" if rank == 0 else "least" if rank == lowest else BETWEEN[min(rank, len(BETWEEN)) - 1]


def way_of(edition: Edition, level: Level, words: SiteWords) -> WayToAnswer | None:
    """The way of a report that comes an hour before the longest break; None where none can be drawn."""
    hours, calendar = edition.hours[level.target.clock], edition.calendars[level.target.clock]
    if not hours.openings or calendar.seasons:
        return None
    ordinary = _ordinary(calendar.usual_week(ALL_YEAR))
    reported = _before_the_longest_break(ordinary)
    wait = timedelta(hours=level.target.hours, minutes=level.target.minutes)
    due = (
        after_open_days(ordinary, reported, level.target.days)
        if level.target.days
        else after_open_time(ordinary, reported, wait)
    )
    if due is None or due - reported > LONGEST_WAY:
        return None
    begins = reported.replace(hour=0, minute=0)
    ends = due.replace(hour=0, minute=0) + DAY
    axis = _Axis(begins, ends - begins)
    opened = _until(open_spans(ordinary, begins), ends)
    counted = _until(open_spans(ordinary, reported), due)
    said = fill(words.way, name=level.name, reported=_moment(reported, words), due=_moment(due, words))
    other = next(hours_to_come(edition, hours.id, lambda its: _with_its_seasons(its, words)), None)
    return WayToAnswer(
        words=said,
        bars=(
            *(axis.bar(span, "open") for span in opened),
            *(axis.bar(span, "counted") for span in counted),
        ),
        days=tuple(_days(axis, words)),
        reported=axis.at(reported),
        answered=axis.at(due),
        close=(due - reported) / axis.length < ROOM_FOR_NAMES,
        before=fill(words.editions.way_before, first=day(other[0], words)) if other else "",
    )


def _days(axis: _Axis, words: SiteWords) -> Iterator[Mark]:
    """The days with their names, or each second, third … one alone, so that there is room between."""
    midnights = [axis.first + number * DAY for number in range(axis.length // DAY)]
    names = [words.days[midnight.weekday()] for midnight in midnights]
    room = max(map(len, names)) * ROOM_FOR_A_SIGN
    step = ceil(room * len(names))
    for number, (begins, name) in enumerate(zip(midnights, names, strict=True)):
        named = number % step == 0 and number / len(names) + room <= 1
        yield Mark(axis.at(begins), name if named else "")


def _with_its_seasons(hours: Hours, words: SiteWords) -> str:
    """A desk's week in words, and the ids of the seasons by which it is another one."""
    week = week_in_words(hours, words) or hours.text
    return " ".join((week, *(opening.season or opening.outside for opening in hours.openings)))


def _before_the_longest_break(week: Week) -> datetime:
    """An hour before the closing after which an ordinary week is closed for longest."""
    spans = _until(open_spans(week, MONDAY), MONDAY + 2 * A_WEEK)
    _, closing = max((after.start - before.end, before.end) for before, after in pairwise(spans))
    return closing - timedelta(hours=1)


def _ordinary(turns: Sequence[Turns]) -> Week:
    """A desk's week without holidays, by its own clock."""
    return ALWAYS._replace(turns=lambda day: turns[day.weekday()])


def _until(spans: Iterable[OpenSpan], end: datetime) -> list[Span]:
    """The stretches before an instant, the last one cut there."""
    before = takewhile(lambda span: span.start < end, spans)
    return [Span(span.start, min(span.end, end)) for span in before]


def _moment(when: datetime, words: SiteWords) -> str:
    return fill(words.day_and_time, day=words.days[when.weekday()], time=when.strftime("%H:%M"))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


class _Axis(NamedTuple):
    """Instants as places from a first one on, over some time."""

    first: datetime
    length: timedelta

    def at(self, when: datetime) -> str:
        return _percent((when - self.first) / self.length)

    def clock(self, when: datetime) -> str:
        return clock_time((when - self.first) // A_MINUTE)

    def bar(self, span: Span | OpenSpan, kind: str) -> Bar:
        return Bar(self.at(span.start), _percent((span.end - span.start) / self.length), kind)


def _percent(share: float) -> str:
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"
