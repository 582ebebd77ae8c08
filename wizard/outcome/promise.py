"""What a level promises, in instants: when its clock starts, and by when the first answer is due."""

from __future__ import annotations

from datetime import datetime, timedelta

from wizard.case import Case
from wizard.edition import Edition
from wizard.hours import Week, after_open_days, after_open_time, local, next_opening, offset_at
from wizard.policy import NONE, Hours, Level, Target
from wizard.view import Moment, Named, TargetView


def target(case: Case) -> TargetView | None:
    """The target of the case's level; None where no level applies."""
    level = level_of(case)
    if level is None:
        return None
    edition, promised = case.edition, level.target
    hours, week = edition.hours[promised.clock], edition.weeks[promised.clock]
    return TargetView(
        level=Named(level.id, level.name),
        text=promised.text,
        clause=edition.clauses[promised.id],
        purpose=edition.clauses[level.purpose.id],
        taken_by=edition.clauses[level.taken_by.id] if level.taken_by else None,
        hours=hours.text,
        starts=at_desk(edition, hours, next_opening(week, case.now)),
        due=at_desk(edition, hours, _due(promised, week, case.now)),
    )


def _due(promised: Target, week: Week, now: datetime) -> datetime | None:
    if promised.days:
        return after_open_days(week, now, promised.days)
    return after_open_time(week, now, timedelta(hours=promised.hours, minutes=promised.minutes))


def level_of(case: Case) -> Level | None:
    """The level that the tables decided on."""
    result = case.facts["level"]
    return None if result == NONE else case.edition.levels[result]


def at_desk(edition: Edition, hours: Hours, instant: datetime | None) -> Moment | None:
    """An instant with what the desk's clock shows then, to the minute."""
    if instant is None:
        return None
    clock = edition.clock(hours.zone)
    minutes = offset_at(clock, instant) // timedelta(minutes=1)
    sign = "-" if minutes < 0 else "+"
    return Moment(
        utc=instant.strftime("%Y-%m-%dT%H:%M:%SZ"),
        desk=local(clock, instant).strftime("%Y-%m-%dT%H:%M"),
        offset=f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}",
    )
