"""An edition: all that one build publishes and the engine decides by, with look-ups made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar

from wizard.calendars import Calendar, OpeningTimes, opening_times
from wizard.clauses import Cited, index
from wizard.conditions import Condition
from wizard.hours import EVER, NEVER, ClockChange, Week, by_clock, fixed_offset, local
from wizard.outcome.grounds import grounds
from wizard.outcome.pieces import ALWAYS_THERE, ChannelInTime, Pieces, pieces
from wizard.policy import (
    RELEASE,
    VERSION_FACTS,
    Channel,
    Hours,
    Policy,
    Product,
    Release,
    Result,
)
from wizard.readings import key
from wizard.ticket.forms import Form, form_key, forms
from wizard.ticket.layout import Layout, layout
from wizard.versions.life_cycle import ReleaseInTime, Support
from wizard.view import ListedDays
from wizard.words import Words

SECOND = timedelta(seconds=1)
T = TypeVar("T", bound=Any)


def _by_id(parts: Callable[[Policy], Iterable[T]]) -> cached_property[dict[str, T]]:
    """What finds some parts of an edition's policy by their ids."""
    return cached_property(lambda edition: {part.id: part for part in parts(edition.policy)})


@dataclass(frozen=True)
class Edition:
    """A policy with the words of its language and the clocks of its zones.

    `zones` holds the changes of every IANA zone that the policy names, in UTC and in order; offsets need
    none. `digest` tells two editions of a policy apart.

    A policy can have further editions, which hold before and after this one. What is promised is of the
    edition in force when a case is reported; when a desk is open, at any moment, is said by the edition in
    force then. So `through_time` holds the opening times of all editions in their order, the first of which
    have always held; without any, the policy's own hold for ever. From `ends` on, when the next one begins,
    this one promises no instant any more. `said_in_time` is what customers read of hours to which a later
    edition gives another text, and of unconfirmed readings of openings and addresses that it changes, by
    their keys (`wizard.readings.key`). Whether a channel is there and how to reach it is, as whether it is
    open, said by the edition in force at that moment: `channels_in_time` has it by the channel's id.
    `releases_in_time` has by product and version the releases that later editions support otherwise.
    """

    policy: Policy
    words: Words
    digest: str
    zones: dict[str, tuple[ClockChange, ...]]
    through_time: tuple[OpeningTimes, ...] = ()
    ends: datetime | None = None
    said_in_time: dict[str, str] = field(default_factory=dict)
    channels_in_time: dict[str, ChannelInTime] = field(default_factory=dict)
    releases_in_time: dict[str, dict[str, ReleaseInTime]] = field(default_factory=dict)

    hours = _by_id(lambda policy: policy.hours)
    channels = _by_id(lambda policy: policy.channels)
    levels = _by_id(lambda policy: policy.levels)
    promises = _by_id(lambda policy: (target for level in policy.levels for target in level.promises))
    """All that levels promise, by the ids of their clauses."""
    routes = _by_id(lambda policy: policy.routes)
    products = _by_id(lambda policy: policy.products)
    questions = _by_id(lambda policy: policy.questions)
    emergencies = _by_id(lambda policy: policy.emergencies)
    tables = _by_id(lambda policy: policy.tables)
    """All decision tables."""

    @cached_property
    def clauses(self) -> dict[str, Cited]:
        """What can be cited, by id."""
        return index(self.policy)

    @cached_property
    def calendars(self) -> dict[str, Calendar]:
        """The days of the policy's own hours, by id."""
        return self._own_times.calendars

    @cached_property
    def alone(self) -> Edition:
        """The same as if it had no other editions beside it."""
        return Edition(self.policy, self.words, self.digest, self.zones)

    @cached_property
    def times(self) -> tuple[OpeningTimes, ...]:
        """The opening times of all editions in their order; the first have always held."""
        return self.through_time or (self._own_times,)

    @cached_property
    def in_time(self) -> dict[str, tuple[str, ...]]:
        """For each of `weeks` the ids of the hours that hold in each of `times`; empty where none are."""
        of_channels = {self.open_by[channel]: self._of_channel(channel) for channel in self.channels}
        return {hours: self._of_hours(hours) for hours in self.hours} | of_channels

    @cached_property
    def open_by(self) -> dict[str, str]:
        """By which of `weeks` each channel is open: its hours, where both go the same way through time."""
        return {channel.id: self._open_by(channel) for channel in self.policy.channels}

    @cached_property
    def weeks(self) -> dict[str, Week]:
        """The policy's hours as the engine counts them through time, by id; and those of `open_by`."""
        return {key: self._week(key) for key in self.in_time}

    @cached_property
    def last_day(self) -> date | None:
        """The last day on which it holds, by its own clock; None where no other one follows."""
        return local(self.clock(), self.ends - SECOND).date() if self.ends else None

    @cached_property
    def lists(self) -> dict[str, tuple[ListedDays, ...]]:
        """For each of `weeks` the lists of its holidays and seasons that end before those do, in order."""
        return {
            key: tuple(sorted(self._lists(ids), key=lambda listed: listed.last))
            for key, ids in self.in_time.items()
        }

    def desk(self, key: str) -> Hours:
        """The policy's own hours that one of `weeks` is of."""
        return self.hours[key.partition(" ")[0]]

    def week_then(self, key: str, number: int) -> Week:
        """One of `weeks` as if one of `times` held for ever, its days counted by the policy's own clock."""
        hours, then = self.in_time[key][number], self.times[number]
        week = self._week_of(then.by_id[hours], then) if hours else NEVER
        return by_clock(week, self.clock(self.desk(key).zone))

    def as_said(self, policy: Policy) -> Policy:
        """The edition's policy, with or without what only the search needs, as customers read it."""
        said = self.said_in_time
        if not said:
            return policy
        return replace(
            policy,
            hours=tuple(replace(hours, text=said.get(key(hours), hours.text)) for hours in policy.hours),
            unconfirmed=tuple(
                replace(reading, reading=said.get(key(reading), reading.reading))
                for reading in policy.unconfirmed
            ),
        )

    def through(self, channel: Channel) -> ChannelInTime:
        """What one of its channels is in the editions before and after it."""
        return self.channels_in_time.get(channel.id, ALWAYS_THERE)

    def hours_said(self, channel: Channel) -> str:
        """By which hours one of its channels is open, through time, in the policy's words."""
        hours = self.hours[channel.hours]
        return self.through(channel).hours or self.said_in_time.get(key(hours), hours.text)

    def promised(self, channel: Channel) -> str:
        """What one of its channels promises, through time."""
        return self.through(channel).promise or channel.promise

    @cached_property
    def layout(self) -> Layout:
        """By which tickets are written."""
        return layout(self.policy, self.words)

    @cached_property
    def forms(self) -> dict[str, Form]:
        """How the links to channels are filled in, by `form_key`."""
        moved = {
            form_key(channel, move.since): move.channel
            for channel, in_time in self.channels_in_time.items()
            for move in in_time.moves
        }
        return forms(self.policy, {**self.channels, **moved})

    @cached_property
    def pieces(self) -> Pieces:
        """What outcomes are made of."""
        said = self.as_said(self.policy)
        return Pieces(pieces(said, self.statuses, self.words.otherwise, self.channels_in_time))

    @cached_property
    def grounds(self) -> Pieces:
        """What outcomes rest on."""
        return Pieces(grounds(self.as_said(self.policy), self.pieces.table, self.words.none))

    @cached_property
    def results(self) -> dict[str, dict[str, Result]]:
        """What each table can decide on, beside `none`, by the table's id and its own."""
        return {table: {result.id: result for result in of} for table, of in self.policy.results.items()}

    @cached_property
    def statuses(self) -> dict[str, str]:
        """The names of all that a version's fact can be, by the fact's values."""
        words = {status: self.words.status[status] for status in VERSION_FACTS}
        own = {status.id: status.name for status in self.policy.version_statuses}
        return words | own

    @cached_property
    def names_releases(self) -> bool:
        """Whether any condition names the release."""
        whens: list[Condition] = [question.when for question in self.policy.questions]
        whens += [row.when for table in self.policy.tables for row in table.rows]
        whens += [piece.when for piece in self.pieces.table]
        return any(RELEASE in when for when in whens)

    @cached_property
    def support(self) -> dict[str, Support]:
        """How far the versions of each product are supported, by the product's id."""
        return {product.id: Support(self.policy, product) for product in self.policy.products}

    def release_in_time(self, product: Product, release: Release) -> ReleaseInTime:
        """What becomes of a release through time, in this edition and those after it."""
        known = self.releases_in_time.get(product.id, {}).get(release.version)
        return known or ReleaseInTime(release.released, tuple(self.support[product.id].phases(release)))

    def clock(self, zone: str = "") -> tuple[ClockChange, ...]:
        """The changes of a zone's clock; without a zone, of the policy's."""
        name = zone or self.policy.zone
        offset = fixed_offset(name)
        if offset is None:
            return self.zones[name]
        return (ClockChange(datetime.min.replace(tzinfo=UTC), offset),)

    @cached_property
    def _own_times(self) -> OpeningTimes:
        return opening_times(self.policy, EVER.start)

    def _lists(self, ids: tuple[str, ...]) -> Iterator[ListedDays]:
        changes = [then.begins for then in self.times[1:]]
        firsts = ["", *(self._day(begins) for begins in changes)]
        ends = [*(self._day(begins - SECOND) for begins in changes), ""]
        for hours, then, first, end in zip(ids, self.times, firsts, ends, strict=True):
            names = {"": ""} | {season.id: season.name for season in then.seasons}
            for part in then.by_id[hours].any_of or (hours,) if hours else ():
                for season, last in then.calendars[part].listed():
                    if not end or last.isoformat() < end:
                        yield ListedDays(names[season], first, last.isoformat(), end)

    def _day(self, instant: datetime) -> str:
        return local(self.clock(), instant).date().isoformat()

    def _open_by(self, channel: Channel) -> str:
        # Where other editions open the channel by other hours, it has weeks of its own, under both ids.
        is_by_hours = self._of_channel(channel.id) == self._of_hours(channel.hours)
        return channel.hours if is_by_hours else f"{channel.hours} {channel.id}"

    def _of_channel(self, channel: str) -> tuple[str, ...]:
        return tuple(then.going_by.get(channel, "") for then in self.times)

    def _of_hours(self, hours: str) -> tuple[str, ...]:
        """Those of the same id; where these are gone, those of all that went by them and is there."""
        users = [user for user, used in self._own_times.going_by.items() if used == hours]
        of_all = [{then.going_by[user] for user in users if user in then.going_by} for then in self.times]
        instead = [of.pop() if len(of) == 1 else "" for of in of_all]
        return tuple(
            hours if hours in then.by_id else other for then, other in zip(self.times, instead, strict=True)
        )

    def _week(self, key: str) -> Week:
        if len(self.times) == 1:
            return self.week_then(key, 0)
        held = tuple((then.begins, self.week_then(key, number)) for number, then in enumerate(self.times))
        return Week(NEVER.turns, self.clock(self.desk(key).zone), successive=held)

    def _week_of(self, hours: Hours, then: OpeningTimes) -> Week:
        parts = tuple(self._week_of(then.by_id[part], then) for part in hours.any_of)
        return Week(then.calendars[hours.id].turns, self.clock(hours.zone or then.zone), parts)
