"""Cases that are still open when another edition takes over: their time is counted by its hours from then on.

Only editions that know the opening times of others (`through_time`) have such cases.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date

from publisher.analysis.difference.facets import clock, clock_of, promise
from publisher.analysis.difference.hours_told import hours_told
from publisher.analysis.difference.report import KINDS, Changed, Customers, Fact, promised
from publisher.language.interface import Language
from wizard.edition import Edition
from wizard.hours import local
from wizard.policy import Hours, Target

WHAT = "target"
Later = dict[date, tuple[Hashable, Hours | None]]
"""By its first day what some hours become: when that is, and the hours themselves."""


def open_cases(old: Edition, new: Edition, languages: tuple[Language, Language]) -> Iterator[Customers]:
    """Whose answer is due otherwise, as a later edition of the two policies counts on by other hours."""
    found: dict[date, list[Changed]] = {}
    for id in old.levels.keys() & new.levels.keys():
        was, now = (_later(one, one.levels[id].target) for one in (old, new))
        days = [day for day in was.keys() | now.keys() if _same(was, day) != _same(now, day)]
        if days:
            day = min(days)
            said = (
                _said(one, id, of.get(day), language)
                for one, of, language in zip((old, new), (was, now), languages, strict=True)
            )
            found.setdefault(day, []).append(
                Changed(WHAT, f"{new.levels[id].name}, {KINDS[WHAT]}", id, *said)
            )
    for day, changes in sorted(found.items()):
        where = (Fact("", "Unanswered when this day begins", (day.isoformat(),)),)
        yield Customers((where,), tuple(sorted(changes, key=lambda one: [*new.levels].index(one.id))))


def _later(edition: Edition, target: Target) -> Later:
    """What the hours of a target become."""
    found: Later = {}
    before: Hashable = clock(edition, target)
    for then, id in [*zip(edition.times, edition.in_time[target.clock], strict=True)][1:]:
        now = clock_of(then.by_id[id], then.by_id, then.calendars, then.zone) if id else None
        if now != before:
            day = local(edition.clock(then.zone), then.begins).date()
            found[day] = now, then.by_id.get(id)
        before = now
    return found


def _same(later: Later, day: date) -> Hashable:
    return later[day][0] if day in later else ""


def _said(
    edition: Edition, level: str, later: tuple[Hashable, Hours | None] | None, language: Language
) -> str:
    own = promised(edition, promise(edition, level), language)
    if later is None:
        return f"{own} on that day too"
    hours = later[1]
    if hours is None:
        return f"{own}, by no hours from that day on"
    return f"{own}, from that day on by {hours_told(hours, language.site)}"
