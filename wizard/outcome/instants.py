"""What the present instant adds to an outcome: what is open, when time begins to count, what is due when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

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
    there = [one for one in told if one.begins <= now and (not one.ends or now < one.ends)]
    found = [one for one in there if one.in_writing or one.open or one.opens] or told
    desk = next((one.id for one in found if one.in_writing), None)
    return tuple(replace(one, takes_ticket=one.id == desk) for one in found)


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
        *(("", edition.promises[one.clause.id].clock, one.due) for one in promised),
        *(
            (one.id, edition.open_by[one.id], one.opens)
            for one in channels
            if not (target and one.in_writing)
        ),
    ]
    over: list[ListedView] = []
    for channel, hours, instant in told:
        until = instant.desk[: len(day)] if instant else day
        for one in edition.lists[hours]:
            known = (it.last == one.last or it.channel == channel for it in over if it.name == one.name)
            if one.last < until and one.first <= until and (not one.end or day <= one.end) and not any(known):
                over.append(ListedView(one.name, one.last, channel))
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
    return next((one.elsewhere for one in reversed(moves) if one.elsewhere and now < one.since <= then), "")


def _read_in(edition: Edition, target: TargetView | None) -> list[str]:
    """The ids of the hours in which anything counts that is promised, with another answer too."""
    if target is None:
        return []
    promised = (edition.promises[one.clause.id] for one in target.further)
    return [edition.levels[target.level.id].target.clock, *(one.clock for one in promised)]


def _opens_again(case: Case, several: list[str]) -> Moment | None:
    """When the first of some hours begin again; None where some hold just now."""
    weeks = case.edition.weeks
    found = [(opens, hours) for hours in several if (opens := next_opening(weeks[hours], case.now))]
    opens, hours = min(found, key=lambda one: one[0], default=(case.now, several[0]))
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
            replace(one, due=_due_at(case, edition.promises[one.clause.id])) for one in target.further
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
