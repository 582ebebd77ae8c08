"""Cases that are still open when another edition takes over: their time is counted by its hours from then on.

Only editions that know the opening times of others (`through_time`) have such cases.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from itertools import pairwise

from publisher.analysis.difference.answers import EVER, Within
from publisher.analysis.difference.days_compared import gone_on, listed_on
from publisher.analysis.difference.facets import clock_of, promise
from publisher.analysis.difference.hours_told import beside, hours_told
from publisher.analysis.difference.report import KINDS, Changed, Customers, Fact, promised
from publisher.language.interface import Language
from wizard.calendars import OpeningTimes
from wizard.edition import Edition
from wizard.facts import begins
from wizard.hours import local
from wizard.policy import Hours, Season, Target

WHAT = "target"
Then = tuple[Hashable, Hours | None, tuple[Season, ...]]
Later = dict[date, Then]
"""By its first day what some hours become: when that is, the hours themselves, and the seasons."""


def open_cases(old: Edition, new: Edition, languages: tuple[Language, Language]) -> Iterator[Customers]:
    """Whose answer is due otherwise, as a later edition of the two policies counts on by other hours."""
    found: dict[date, list[Changed]] = {}
    for level in old.levels.keys() & new.levels.keys():
        was, now = (_later(edition, edition.levels[level].target) for edition in (old, new))
        days = [day for day in was.keys() | now.keys() if _same(was, day) != _same(now, day)]
        if days:
            day = min(days)
            then = was.get(day), now.get(day)
            every = zip((old, new), then, then[::-1], languages, strict=True)
            said = (
                _said(edition, level, later, other, language) for edition, later, other, language in every
            )
            found.setdefault(day, []).append(
                Changed(WHAT, f"{new.levels[level].name}, {KINDS[WHAT]}", level, *said)
            )
    for day, changes in sorted(found.items()):
        where = (Fact("", "Unanswered when this day begins", (day.isoformat(),)),)
        yield Customers((where,), tuple(sorted(changes, key=lambda change: [*new.levels].index(change.id))))


def _later(edition: Edition, target: Target) -> Later:
    """What the hours of a target become."""
    found: Later = {}
    number = sum(then.begins <= begins(edition) for then in edition.times) - 1
    ids = edition.in_time[target.clock]
    every = zip(edition.times[number:], ids[number:], strict=True)
    for (was, was_id), (then, id) in pairwise(every):
        day = local(edition.clock(then.zone), then.begins).date()
        now = listed_on(then, then.calendars, Within(day, EVER.until))
        before = gone_on(listed_on(was, was.calendars, Within(day, EVER.until)), now)
        clock = _clock(now, id)
        if clock != _clock(before, was_id):
            found[day] = clock, now.by_id.get(id), now.seasons
    return found


def _clock(times: OpeningTimes, id: str) -> Hashable:
    return clock_of(times.by_id[id], times.by_id, times.calendars, times.zone) if id else None


def _same(later: Later, day: date) -> Hashable:
    return later[day][0] if day in later else ""


def _said(edition: Edition, level: str, later: Then | None, other: Then | None, language: Language) -> str:
    """What is promised then; of holidays that both policies have then, nothing is told."""
    own = promised(edition, promise(edition, level), language)
    if later is None:
        return f"{own} on that day too"
    _, hours, seasons = later
    if hours is None:
        return f"{own}, by no hours from that day on"
    return (
        f"{own}, from that day on by {hours_told(beside(hours, other and other[1]), language.site, seasons)}"
    )
