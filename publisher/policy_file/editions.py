"""A policy through time: its editions, each of which holds until the next one begins.

One edition is the policy's own file. Each other one is a file in a folder beside it, named by its first day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from publisher.language.calendar_words import day, period
from publisher.language.interface import SiteWords
from publisher.policy_file.findings import Finding
from publisher.policy_file.policy_text import Loaded
from publisher.policy_file.releases_in_time import releases_in_time
from wizard.calendars import OpeningTimes, opening_times
from wizard.dates import DAY
from wizard.edition import Edition
from wizard.facts import begins
from wizard.hours import EVER, Span, local
from wizard.outcome.instants import in_utc
from wizard.outcome.pieces import ALWAYS_THERE, ChannelInTime, MovedChannel
from wizard.policy import Channel, Hours, Policy, Reading, Season
from wizard.readings import concerns, key, value_of
from wizard.words import fill

FOLDER = "policies"
"""The folder of the other editions, beside the policy's file."""
SITE_FOLDER = "editions"
"""The folder of a site that has the pages of each of several editions."""
DATED = re.compile(r"\d{4}-\d")
"""How the name of an edition's file begins."""
THEN = " · "
"""Between what hours are and what they become."""
OF_OPENINGS = (Hours.__name__, Season.__name__, "zone")
"""The parts of a policy that say when somebody is there, as `wizard.readings.concerns` calls them."""


def place_of(edition: Edition) -> str:
    """The folder of an edition's own pages in a site."""
    return f"{SITE_FOLDER}/{edition.policy.effective.isoformat()}"


class Editions(NamedTuple):
    """The editions of a policy in their order, and the one of the policy's own file."""

    all: tuple[Loaded, ...]
    main: Loaded

    @property
    def others(self) -> tuple[Loaded, ...]:
        """All but the one of the policy's own file."""
        return tuple(one for one in self.all if one is not self.main)

    @property
    def changes(self) -> tuple[tuple[Loaded, Loaded], ...]:
        """Each edition but the first, with the one before it."""
        return tuple(pairwise(self.all))

    def at(self, now: datetime) -> Loaded:
        """The edition that holds at an instant; before all of them the first, which says so itself."""
        return next(one for one in reversed(self.all) if one.holds.start <= now)

    def on(self, day: date) -> Loaded:
        """The same on a day by each edition's own clock."""
        held = (one for one in reversed(self.all) if one.edition.policy.effective <= day)
        return next(held, self.all[0])

    def of_day(self, day: str) -> Loaded | None:
        """The edition whose first day it is, as ISO writes it."""
        return next((one for one in self.all if one.edition.policy.effective.isoformat() == day), None)


def editions_of(main: Loaded, others: Iterable[Loaded] = ()) -> Editions:
    """The editions in their order, each with the time in which it holds; no two are of the same day."""
    ordered = sorted((main, *others), key=lambda one: begins(one.edition))
    starts = [EVER.start, *(begins(one.edition) for one in ordered[1:]), EVER.end]
    spans = (Span(*span) for span in pairwise(starts))
    known = with_opening_times([one.edition for one in ordered])
    earlier, following = [None, *known[:-1]], [known[number:] for number in range(1, len(known) + 1)]
    held = [
        replace(one, edition=_in_time(edition, span, before, later, one.language.site), holds=span)
        for one, edition, span, before, later in zip(ordered, known, spans, earlier, following, strict=True)
    ]
    return Editions(tuple(held), held[ordered.index(main)])


def with_opening_times(editions: Sequence[Edition]) -> list[Edition]:
    """Editions in their order, each of which knows the opening times of all, where these differ."""
    starts = [EVER.start, *map(begins, editions[1:])]
    times = [
        _known_by_all(opening_times(one.policy, start), editions, place)
        for place, (one, start) in enumerate(zip(editions, starts, strict=True))
    ]
    others = [now for was, now in pairwise(times) if replace(now, begins=was.begins) != was]
    if not others:
        return [*editions]
    zones = {zone: clock for one in editions for zone, clock in one.zones.items()}
    through_time = (times[0], *others)
    return [replace(one, through_time=through_time, zones=zones | one.zones) for one in editions]


def _known_by_all(times: OpeningTimes, editions: Sequence[Edition], place: int) -> OpeningTimes:
    """The opening times of one of the editions, by which channels go by the ids of the others as well."""
    by_ids: dict[str, str] = {}
    for number, one in enumerate(editions):
        between = editions[number + 1 : place + 1] or editions[place:number][::-1]
        for channel in one.policy.channels if between else ():
            *_, (_, there) = _goes_on(one, channel, between)
            by_ids |= {channel.id: there.hours} if there else {}
    return replace(times, going_by=by_ids | times.going_by)


def _goes_on(
    edition: Edition, channel: Channel, others: Iterable[Edition]
) -> Iterator[tuple[Edition, Channel | None]]:
    """What a channel is in each edition on the way from its own; None where it isn't there.

    It is the one of the same id; else one of the same kind and address, or name, that has an id of its own.
    """
    for one in others:
        new = (each for each in one.policy.channels if each.id not in edition.channels)
        there = one.channels.get(channel.id) or next((each for each in new if _is_alike(channel, each)), None)
        if there:
            edition, channel = one, there
        yield one, there


def _is_alike(channel: Channel, other: Channel) -> bool:
    same_address = bool(channel.address) and channel.address == other.address
    return channel.kind == other.kind and (same_address or channel.name == other.name)


def hours_to_come(edition: Edition, week: str, said: Callable[[Hours], str]) -> Iterator[tuple[date, str]]:
    """What is said of the hours of one of `weeks` from the first day of each later edition on, where that is
    something else."""
    before, own = said(edition.desk(week)), begins(edition)
    for then, id in zip(edition.times, edition.in_time[week], strict=True):
        if then.begins > own and id and before != (before := said(then.by_id[id])):
            yield local(edition.clock(then.zone), then.begins).date(), before


def told_to_come(to_come: Iterable[tuple[date, str]], words: SiteWords) -> Iterator[str]:
    """What is so from some days on, each with its day."""
    return (fill(words.editions.from_day, first=day(first, words), text=text) for first, text in to_come)


def _in_time(
    edition: Edition, holds: Span, before: Edition | None, later: Sequence[Edition], words: SiteWords
) -> Edition:
    """The edition with its end, and with what customers read of it on the way to later ones."""
    said = {}
    for hours in edition.policy.hours:
        text = _hours_said(edition, hours.id, words)
        if text != hours.text:
            said[key(hours)] = text
    for reading in edition.policy.unconfirmed:
        if through := _through(reading.reading, _read_later(reading, edition.policy, later), words):
            said[key(reading)] = through
    in_time = {one.id: _in_others(edition, one, before, later, words) for one in edition.policy.channels}
    ends = holds.end if later else None
    unlike = {id: one for id, one in in_time.items() if one != ALWAYS_THERE}
    return replace(
        edition,
        ends=ends,
        said_in_time=said,
        channels_in_time=unlike,
        releases_in_time=releases_in_time(edition, later),
    )


def _hours_said(edition: Edition, week: str, words: SiteWords) -> str:
    to_come = hours_to_come(edition, week, lambda one: one.text)
    return THEN.join((edition.desk(week).text, *told_to_come(to_come, words)))


def _in_others(
    edition: Edition, channel: Channel, before: Edition | None, later: Sequence[Edition], words: SiteWords
) -> ChannelInTime:
    """What a channel of an edition is in the one before and in those after it."""
    is_new = before is not None and not all(there for _, there in _goes_on(edition, channel, [before]))
    through = [*_goes_on(edition, channel, later)]
    changes = [*_changes(channel, through)]
    promised = ((one.policy.effective, there.promise) for one, there in through if there)
    gone = next((one for one, there in changes if there is None), None)
    week = edition.open_by[channel.id]
    return ChannelInTime(
        begins=in_utc(begins(edition)) if is_new else "",
        ends=in_utc(begins(gone)) if gone else "",
        days=period(None, changes[0][0].policy.effective - DAY, words) if changes else "",
        later=_becomes(channel, changes, words),
        promise=_through(channel.promise, promised, words),
        hours=_hours_said(edition, week, words) if week != channel.hours else "",
        moves=tuple(_moves(changes, words)),
    )


Changes = Sequence[tuple[Edition, Channel | None]]
"""A channel in each edition in which it is reached otherwise than before; None where it is gone."""


def _changes(channel: Channel, through: Changes) -> Iterator[tuple[Edition, Channel | None]]:
    was: Channel | None = channel
    for one, there in through:
        if _place(was) != _place(was := there):
            yield one, there


def _place(channel: Channel | None) -> tuple[str, str] | None:
    return (channel.kind, channel.address) if channel else None


def _moves(changes: Changes, words: SiteWords) -> Iterator[MovedChannel]:
    """The channel as later editions have it."""
    firsts = [one.policy.effective for one, _ in changes]
    for place, (one, there) in enumerate(changes):
        if there:
            last = firsts[place + 1] - DAY if firsts[place + 1 :] else None
            later = _becomes(there, changes[place + 1 :], words)
            then = fill(words.editions.then_at, address=there.address or words.no_address)
            yield MovedChannel(in_utc(begins(one)), there, period(firsts[place], last, words), later, then)


def _becomes(channel: Channel, changes: Changes, words: SiteWords) -> str:
    """What is told of an address that becomes others; without a word where it only comes and goes."""
    to_come = [(one.policy.effective, there.address if there else "") for one, there in changes]
    if all(address for _, address in to_come):
        return THEN.join(told_to_come(to_come, words))
    last = day(to_come[0][0] - DAY, words)
    return fill(words.editions.only_until, last=last) if channel.address else ""


def _other(own: str, texts: Iterable[tuple[date, str]]) -> Iterator[tuple[date, str]]:
    """Each text that is another one than before, with its first day."""
    before = own
    for first, text in texts:
        if text != before:
            yield first, text
        before = text


def _through(text: str, later: Iterable[tuple[date, str]], words: SiteWords) -> str:
    """A text with the days until it holds, and what comes in its place; empty where it stays."""
    others = [*_other(text, later)]
    if not others:
        return ""
    until = fill(words.editions.until_day, last=day(others[0][0] - DAY, words), text=text)
    return THEN.join((until, *_lasting(others, words)))


def _lasting(others: Sequence[tuple[date, str]], words: SiteWords) -> Iterator[str]:
    """What comes in a text's place, unless it ends without another."""
    return told_to_come(others if all(text for _, text in others) else (), words)


def _read_later(reading: Reading, policy: Policy, later: Iterable[Edition]) -> Iterator[tuple[date, str]]:
    """How a reading goes on where what it reads is another, by the first days; empty where it has ended."""
    read = _read_of_time(policy, reading)
    then = [one.policy for one in later if _read_of_time(one.policy, reading) != read]
    same = ((one, next((its for its in one.unconfirmed if its.id == reading.id), None)) for one in then)
    return ((one.effective, its.reading if its else "") for one, its in same)


def _read_of_time(policy: Policy, reading: Reading) -> list[object]:
    """What a policy has in those fields of a reading that say when somebody is there, or where."""
    found: list[object] = []
    for field in reading.fields:
        try:
            kind = concerns(policy, field).partition(":")[0]
            of_channel = kind == Channel.__name__ and field.endswith((".hours", ".address"))
            if of_channel or kind in OF_OPENINGS:
                found.append((field, value_of(policy, field), policy.zone))
        except LookupError:
            continue
    return found


def misnamed(name: str) -> Iterator[Finding]:
    """What is wrong with the name of a file in the folder of editions."""
    try:
        date.fromisoformat(_day_in(name))
    except ValueError:
        message = "an edition's file is named by its first day, such as 2027-02-01.yaml; rename it"
        if _is_in_folder(name):
            yield Finding(name, 1, 1, message)


def unread(names: Collection[str]) -> Iterator[Finding]:
    """Each file in the folder of editions that nothing reads, though it is named like one that is read."""
    for name in names:
        folder, _, file = name.rpartition("/")
        stem, *words = file.split(".")
        ending = words.pop().lower() if words else ""
        if not (ending in ("yaml", "yml") or (ending in ("", "txt") and DATED.match(stem))):
            continue
        right = ".".join((stem, *(word for word in words if word not in ("yaml", "yml")), "yaml"))
        edition = f"{folder}/{stem}.yaml"
        if file != right:
            yield Finding(name, 1, 1, f"nothing reads a file of this name; name it {right}")
        elif words and edition not in names:
            yield Finding(name, 1, 1, f"nothing reads this, as there is no {edition} that it stands beside")


def _day_in(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".yaml")


def _is_in_folder(name: str) -> bool:
    return f"/{name}".rpartition("/")[0].endswith(f"/{FOLDER}")


def addressed_otherwise(main: Loaded, others: Iterable[Loaded]) -> Iterator[Finding]:
    """Each edition whose site has another address than that of the policy's own file, or none."""
    address = main.policy.address
    for one in others:
        if one.policy.address != address:
            here, there = (written or "none" for written in (one.policy.address, address))
            message = f"`address` is {here} here, and {there} in {main.source.name}; give both the same"
            yield one.source.finding(("address",) if one.policy.address else ("title",), message)


def misplaced(main: Loaded, others: Iterable[Loaded]) -> Iterator[Finding]:
    """Each edition whose file is named by another day than its own, or that begins when another one does."""
    first = {main.edition.policy.effective: main}
    for one in others:
        day, name = one.edition.policy.effective, one.source.name
        if _is_in_folder(name) and _day_in(name) != day.isoformat():
            message = f"`effective` is {day}, and the file is named otherwise; name it {FOLDER}/{day}.yaml"
            yield one.source.finding(("effective",), f"{message}, or mend the day")
        earlier = first.setdefault(day, one)
        if earlier is not one:
            place = earlier.source.finding(("effective",), "")
            message = (
                f"`effective` is {day}, as in {place.file}:{place.line}; two editions can't begin together"
            )
            yield one.source.finding(("effective",), message)
