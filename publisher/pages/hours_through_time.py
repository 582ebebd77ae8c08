"""A desk's hours on the pages of an edition: its own and those of later ones, each with the days of its time.

A holiday or special day that only another edition's time has is not told with an edition's hours: on that day
the other one says when the desk is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from publisher.analysis.difference.answers import EVER, Within
from publisher.analysis.difference.days_compared import hours_on, seasons_on
from publisher.analysis.difference.hours_told import hours_told
from publisher.language.calendar_words import clock_name
from publisher.language.interface import SiteWords
from publisher.policy_file.texts_in_time import told_to_come
from wizard.calendars import Calendar
from wizard.edition import Edition
from wizard.facts import begins
from wizard.hours import local
from wizard.policy import Hours, Season
from wizard.words import fill


def of_its_days(edition: Edition, week: str, words: SiteWords) -> Hours:
    """The own hours of one of an edition's `weeks`, with the holidays and special days on which they hold."""
    return _own_and_later(edition, week, words)[0].hours


def to_come(edition: Edition, week: str, words: SiteWords) -> Iterator[str]:
    """What the hours are from the first day of each later edition on, where they are others."""
    own, *later = _own_and_later(edition, week, words)
    told = ((then.since, then.told(own.clock, words)) for then in later if then.since)
    return told_to_come(told, words)


class _Then(NamedTuple):
    """Hours of one edition, from a day on or as they have always been."""

    since: date | None
    hours: Hours
    calendar: Calendar
    seasons: tuple[Season, ...]
    clock: str
    until: date | None
    """The day before which they end, because others hold from then on or nobody is there."""
    others_end: bool = False
    """Whether the hours before them had holidays from that day on, and they have none."""

    def told(self, own_clock: str, words: SiteWords) -> str:
        """When they are; by which clock, where it is not the one that the page names."""
        none = words.no_holidays.rstrip(".") if self.others_end else ""
        clock = fill(words.zone, zone=self.clock) if self.clock != own_clock else ""
        return ". ".join(filter(None, (hours_told(self.hours, words, self.seasons), none, clock)))

    def within(self, since: date | None, until: date | None) -> _Then:
        """The same with those days alone that are from one day on and before another."""
        days = Within(since or EVER.since, until or EVER.until)
        hours = hours_on(self.hours, self.calendar, days)
        return self._replace(hours=hours, seasons=seasons_on(self.seasons, days))


def _own_and_later(edition: Edition, week: str, words: SiteWords) -> list[_Then]:
    """The hours of an edition, then those of each later one that are told otherwise."""
    first, *later = _in_order(edition, week)
    found = [first]
    for then in later:
        was, now = (hours.within(then.since, None) for hours in (found[-1], then))
        goes_on = found[-1].until == then.since
        if goes_on and (was.told(was.clock, words), was.clock) == (now.told(now.clock, words), now.clock):
            found[-1] = found[-1]._replace(until=then.until)
        else:
            found.append(then._replace(others_end=bool(was.hours.holidays and not now.hours.holidays)))
    return [then.within(then.since, then.until) for then in found]


def _in_order(edition: Edition, week: str) -> Iterator[_Then]:
    """The hours of an edition and, where they are not gone, of each later one."""
    number = sum(then.begins <= begins(edition) for then in edition.times) - 1
    firsts = [local(edition.clock(then.zone), then.begins).date() for then in edition.times[1:]]
    turns = [*pairwise((None, *firsts, None))]
    ids = edition.in_time[week]
    for then, id, (since, until) in [*zip(edition.times, ids, turns, strict=True)][number:]:
        if id:
            hours = then.by_id[id]
            clock = clock_name(hours, then.zone) if hours.openings else ""
            yield _Then(since, hours, then.calendars[id], then.seasons, clock, until)
