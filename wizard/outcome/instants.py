"""What the present instant adds to an outcome: what is open, when time begins to count, what is due when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from operator import itemgetter

from wizard.case import Case
from wizard.codec import plain
from wizard.edition import Edition
from wizard.facts import today
from wizard.hours import (
    Week,
    after_open_days,
    after_open_time,
    local,
    next_closing,
    next_opening,
    offset_at,
)
from wizard.outcome.pieces import Said
from wizard.policy import OPEN, Target
from wizard.view import ChannelView, FurtherView, ListedView, Moment, Reply, TargetView


def completed(case: Case, part: Said, target: TargetView | None = None) -> Said:
    """A part of the outcome with its instants, if it has any; `target` is what the outcome promises."""
    if isinstance(part, ChannelView):
        return _channel(case, part, target)
    return _target(case, part) if isinstance(part, TargetView) else part


def offered(case: Case, channels: Iterable[ChannelView]) -> tuple[ChannelView, ...]:
    """The channels that are there, but for one that nobody answers again before it ends; all, if none is.

    The ticket goes to the first one in writing.
    """
    now, told = in_utc(case.now), tuple(channels)
    there = [view for view in told if view.begins <= now and (not view.ends or now < view.ends)]
    found = [view for view in there if view.in_writing or view.open or view.opens] or told
    desk = next((view.id for view in found if view.in_writing), None)
    return tuple(replace(view, takes_ticket=view.id == desk) for view in found)


def lists_over(
    case: Case, channels: Iterable[ChannelView], target: TargetView | None
) -> tuple[ListedView, ...]:
    """The lists of days that end before an answer is due or a channel opens, or before today; each once.

    It is told where it matters most: with a deadline, else with the first channel that depends on it; what is
    promised depends on no channel's own. Of several there the first to end is told. Until then each edition's
    own days count, as its hours do.
    """
    edition = case.edition
    day = today(edition, case.now).isoformat()
    promised: list[TargetView | FurtherView] = [target, *target.further] if target else []
    told = [
        *(("", edition.promises[promise.clause.id].clock, promise.due) for promise in promised),
        *(
            (channel.id, edition.open_by[channel.id], channel.opens)
            for channel in channels
            if not (target and channel.in_writing)
        ),
    ]
    over: list[ListedView] = []
    for told_with, hours, instant in told:
        until = instant.desk[: len(day)] if instant else day
        for days in edition.lists[hours]:
            counts = days.first <= until and (not days.end or day <= days.end)
            known = (
                other.last == days.last or other.channel == told_with
                for other in over
                if other.name == days.name
            )
            if counts and days.last < until and not any(known):
                over.append(ListedView(days.name, days.last, told_with))
    return tuple(over)


def _channel(case: Case, channel: ChannelView, target: TargetView | None) -> ChannelView:
    edition = case.edition
    channel = _reached(channel, case.now)
    hours = edition.open_by[channel.id]
    is_open = case.facts[channel.id] == OPEN
    closes = next_closing(edition.weeks[hours], case.now) if is_open else None
    opens = _opens_again(case, [hours])
    return replace(
        channel,
        open=is_open,
        opens=opens,
        elsewhere=_elsewhere(case, channel, opens),
        closes=at_desk(edition, hours, closes),
        reads=_opens_again(case, _read_in(edition, target) or [hours]) if channel.in_writing else None,
        reply=_reply(channel, is_open, target),
    )


def _reached(channel: ChannelView, now: datetime) -> ChannelView:
    """The channel as the edition in force has it."""
    held = [move for move in channel.moves if move.since <= in_utc(now)]
    return replace(channel, **plain(held[-1])) if held else channel


def _elsewhere(case: Case, channel: ChannelView, opens: Moment | None) -> str:
    """What is told of where it is reached once it opens, if another edition is in force by then."""
    now, then = in_utc(case.now), opens.utc if opens else ""
    moves = case.edition.through(case.edition.channels[channel.id]).moves
    told = (move.elsewhere for move in reversed(moves) if now < move.since <= then)
    return next(filter(None, told), "")


def _read_in(edition: Edition, target: TargetView | None) -> list[str]:
    """The ids of the hours in which anything counts that is promised, with another answer too."""
    if target is None:
        return []
    further = (edition.promises[promise.clause.id].clock for promise in target.further)
    return [edition.levels[target.level.id].target.clock, *further]


def _opens_again(case: Case, several: list[str]) -> Moment | None:
    """When the first of some hours begin again; None where some hold just now."""
    weeks = case.edition.weeks
    found = [(opens, hours) for hours in several if (opens := next_opening(weeks[hours], case.now))]
    opens, hours = min(found, key=itemgetter(0), default=(case.now, several[0]))
    return None if opens == case.now else at_desk(case.edition, hours, opens)


def _reply(channel: ChannelView, is_open: bool, target: TargetView | None) -> Reply:
    """A level's promise is for whoever writes; whoever speaks with somebody is answered meanwhile."""
    if channel.in_writing:
        return "by-target" if target else ""
    return "at-once" if is_open else ""


def _target(case: Case, target: TargetView) -> TargetView:
    edition = case.edition
    if edition.ends and case.now >= edition.ends:
        # What it promised is counted from when the case was reported: that stands in the ticket.
        return target
    level = edition.levels[target.level.id]
    hours, week = level.target.clock, edition.weeks[level.target.clock]
    return replace(
        target,
        starts=at_desk(edition, hours, next_opening(week, case.now)),
        due=_due_at(case, level.target),
        further=tuple(
            replace(promise, due=_due_at(case, edition.promises[promise.clause.id]))
            for promise in target.further
        ),
    )


def _due_at(case: Case, promised: Target) -> Moment | None:
    edition = case.edition
    instant = due(promised, edition.weeks[promised.clock], case.now)
    return at_desk(edition, promised.clock, instant)


def due(promised: Target, week: Week, now: datetime) -> datetime | None:
    """When an answer is due that a target promises from an instant on; None where that never comes."""
    if promised.days:
        return after_open_days(week, now, promised.days)
    return after_open_time(week, now, timedelta(hours=promised.hours, minutes=promised.minutes))


def in_utc(instant: datetime) -> str:
    """An instant of UTC as `wizard.view.Moment` has it."""
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def at_desk(edition: Edition, hours: str, instant: datetime | None) -> Moment | None:
    """An instant with what a desk's clock shows then, to the minute; `hours` names one of `weeks`."""
    if instant is None:
        return None
    clock = edition.weeks[hours].changes
    minutes = offset_at(clock, instant) // timedelta(minutes=1)
    sign = "-" if minutes < 0 else "+"
    return Moment(
        utc=in_utc(instant),
        desk=local(clock, instant).strftime("%Y-%m-%dT%H:%M"),
        offset=f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}",
    )
