"""What a channel is through time: each edition says it on its own days.

Whatever edition decides a case, a channel is reached as the edition says that is in force at the moment:
before the day of an edition to come, as the one before it has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from publisher.language.calendar_words import day, period
from publisher.language.interface import SiteWords
from publisher.policy_file.texts_in_time import THEN, hours_said, told_through, told_to_come
from wizard.dates import DAY
from wizard.edition import Edition
from wizard.facts import begins
from wizard.hours import EVER
from wizard.outcome.instants import in_utc
from wizard.outcome.pieces import ChannelInTime, MovedChannel
from wizard.policy import Channel
from wizard.words import fill

ALWAYS = in_utc(EVER.start)
"""Since when the first edition's channels are there."""


def goes_on(
    edition: Edition, channel: Channel, others: Iterable[Edition]
) -> Iterator[tuple[Edition, Channel | None]]:
    """What a channel is in each edition on the way from its own; None where it isn't there.

    It is the one of the same id; else one of the same kind and address, or name, that has an id of its own.
    """
    for other in others:
        new = (each for each in other.policy.channels if each.id not in edition.channels)
        there = other.channels.get(channel.id) or next(
            (each for each in new if _is_alike(channel, each)), None
        )
        if there:
            edition, channel = other, there
        yield other, there


def _is_alike(channel: Channel, other: Channel) -> bool:
    same_address = bool(channel.address) and channel.address == other.address
    return channel.kind == other.kind and (same_address or channel.name == other.name)


def in_others(
    edition: Edition, channel: Channel, before: Edition | None, later: Sequence[Edition], words: SiteWords
) -> ChannelInTime:
    """What a channel of an edition is in those before it, the last of which is `before`, and after it.

    Of `before` that is known already, as is what customers read of the edition's own hours.
    """
    ways = [*goes_on(edition, channel, later)]
    changes = [*_changes(channel, ways)]
    then = _from_here(edition, channel, ways, changes, words)
    own = _own(replace(edition, channels_in_time={channel.id: then}), channel)
    then = replace(then, moves=tuple(_moves(own, changes, words)))
    if before is None:
        return then
    # What the edition before knows of the channel holds until this one begins.
    [(_, was)] = goes_on(edition, channel, [before])
    if was is None:
        return replace(then, begins=in_utc(begins(edition)))
    earlier = [state for state in states(before, was) if state.since < in_utc(begins(edition))]
    own = _behind(earlier[-1], own, [(edition, channel), *changes], words)
    if all(_told(state) == _told(own) for state in earlier):
        return then
    return replace(then, days=own.days, moves=(*earlier, own, *then.moves))


def states(edition: Edition, channel: Channel) -> tuple[MovedChannel, ...]:
    """What a channel of an edition is in all editions, in their order, from the first one on."""
    moves = edition.through(channel).moves
    knows_all = moves and moves[0].since == ALWAYS
    return moves if knows_all else (_own(edition, channel), *moves)


def _own(edition: Edition, channel: Channel) -> MovedChannel:
    then, promise, hours = edition.through(channel), edition.promised(channel), edition.hours_said(channel)
    return MovedChannel(ALWAYS, channel, then.days, then.later, "", promise, hours)


Changes = Sequence[tuple[Edition, Channel | None]]
"""A channel in each edition in which it is reached otherwise than before; None where it is gone."""


def _from_here(
    edition: Edition, channel: Channel, ways: Changes, changes: Changes, words: SiteWords
) -> ChannelInTime:
    """What a channel is from its own edition on, but for its moves."""
    promised = ((then.policy.effective, there.promise) for then, there in ways if there)
    gone = next((then for then, there in changes if there is None), None)
    week = edition.open_by[channel.id]
    return ChannelInTime(
        ends=in_utc(begins(gone)) if gone else "",
        days=period(None, _last_day(changes), words),
        later=_becomes(channel, changes, words),
        promise=told_through(channel.promise, promised, words),
        hours=hours_said(edition, week, words) if week != channel.hours else "",
    )


def _changes(channel: Channel, ways: Changes) -> Iterator[tuple[Edition, Channel | None]]:
    was: Channel | None = channel
    for then, there in ways:
        if _place(was) != _place(was := there):
            yield then, there


def _place(channel: Channel | None) -> tuple[str, str] | None:
    return (channel.kind, channel.address) if channel else None


def _told(state: MovedChannel) -> tuple[object, ...]:
    """By what a state is another one than that before; what becomes of it is none of its own."""
    return _place(state.channel), state.channel.note, state.promise, state.hours


def _moves(own: MovedChannel, changes: Changes, words: SiteWords) -> Iterator[MovedChannel]:
    """The channel as later editions have it; its promise and its hours are told through time already."""
    for place, (then, there) in enumerate(changes):
        if there:
            days = period(then.policy.effective, _last_day(changes[place + 1 :]), words)
            later = _becomes(there, changes[place + 1 :], words)
            yield replace(
                own,
                since=in_utc(begins(then)),
                channel=there,
                days=days,
                later=later,
                elsewhere=_elsewhere(there, words),
            )


def _behind(before: MovedChannel, own: MovedChannel, changes: Changes, words: SiteWords) -> MovedChannel:
    """A channel's own state behind the one before it; the first of its `changes` is its own edition."""
    (edition, _), *to_come = changes
    own = replace(own, since=in_utc(begins(edition)))
    if _place(before.channel) == _place(own.channel):
        return replace(own, days=before.days)
    days = period(edition.policy.effective, _last_day(to_come), words)
    return replace(own, days=days, elsewhere=_elsewhere(own.channel, words))


def _last_day(changes: Changes) -> date | None:
    """The last day before something changes."""
    return changes[0][0].policy.effective - DAY if changes else None


def _elsewhere(channel: Channel, words: SiteWords) -> str:
    return fill(words.editions.then_at, address=channel.address or words.no_address)


def _becomes(channel: Channel, changes: Changes, words: SiteWords) -> str:
    """What is told of an address that becomes others; without a word where it only comes and goes."""
    to_come = [(then.policy.effective, there.address if there else "") for then, there in changes]
    if all(address for _, address in to_come):
        return THEN.join(told_to_come(to_come, words))
    last = day(to_come[0][0] - DAY, words)
    return fill(words.editions.only_until, last=last) if channel.address else ""
