"""A policy through time: its editions, each of which holds until the next one begins.

One edition is the policy's own file. Each other one is a file in a folder beside it, named by its first day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from publisher.language.interface import SiteWords
from publisher.policy_file.channels_in_time import goes_on, in_others
from publisher.policy_file.findings import Finding
from publisher.policy_file.policy_text import Loaded
from publisher.policy_file.releases_in_time import releases_in_time
from publisher.policy_file.texts_in_time import hours_said, told_through
from wizard.calendars import OpeningTimes, opening_times
from wizard.edition import Edition
from wizard.facts import begins
from wizard.hours import EVER, Span
from wizard.outcome.pieces import ALWAYS_THERE
from wizard.policy import Channel, Hours, Policy, Reading, Season
from wizard.readings import concerns, key, value_of

FOLDER = "policies"
"""The folder of the other editions, beside the policy's file."""
SITE_FOLDER = "editions"
"""The folder of a site that has the pages of each of several editions."""
DATED = re.compile(r"\d{4}-\d")
"""How the name of an edition's file begins."""
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
        return tuple(loaded for loaded in self.all if loaded is not self.main)

    @property
    def changes(self) -> tuple[tuple[Loaded, Loaded], ...]:
        """Each edition but the first, with the one before it."""
        return tuple(pairwise(self.all))

    def at(self, now: datetime) -> Loaded:
        """The edition that holds at an instant; before all of them the first, which says so itself."""
        return next(loaded for loaded in reversed(self.all) if loaded.holds.start <= now)

    def on(self, day: date) -> Loaded:
        """The same on a day by each edition's own clock."""
        held = (loaded for loaded in reversed(self.all) if loaded.edition.policy.effective <= day)
        return next(held, self.all[0])

    def of_day(self, day: str) -> Loaded | None:
        """The edition whose first day it is, as ISO writes it."""
        return next(
            (loaded for loaded in self.all if loaded.edition.policy.effective.isoformat() == day), None
        )


def editions_of(main: Loaded, others: Iterable[Loaded] = ()) -> Editions:
    """The editions in their order, each with the time in which it holds; no two are of the same day."""
    ordered = sorted((main, *others), key=lambda loaded: begins(loaded.edition))
    starts = [EVER.start, *(begins(loaded.edition) for loaded in ordered[1:]), EVER.end]
    spans = (Span(*span) for span in pairwise(starts))
    known = with_opening_times([loaded.edition for loaded in ordered])
    held: list[Loaded] = []
    for loaded, edition, span in zip(ordered, known, spans, strict=True):
        before = held[-1].edition if held else None
        in_time = _in_time(edition, span, before, known[len(held) + 1 :], loaded.language.site)
        held.append(replace(loaded, edition=in_time, holds=span))
    return Editions(tuple(held), held[ordered.index(main)])


def with_opening_times(editions: Sequence[Edition]) -> list[Edition]:
    """Editions in their order, each of which knows the opening times of all, where these differ."""
    starts = [EVER.start, *map(begins, editions[1:])]
    times = [
        _known_by_all(opening_times(edition.policy, start), editions, place)
        for place, (edition, start) in enumerate(zip(editions, starts, strict=True))
    ]
    others = [now for was, now in pairwise(times) if replace(now, begins=was.begins) != was]
    if not others:
        return [*editions]
    zones = {zone: clock for edition in editions for zone, clock in edition.zones.items()}
    through_time = (times[0], *others)
    return [replace(edition, through_time=through_time, zones=zones | edition.zones) for edition in editions]


def _known_by_all(times: OpeningTimes, editions: Sequence[Edition], place: int) -> OpeningTimes:
    """The opening times of one of the editions, by which channels go by the ids of the others as well."""
    by_ids: dict[str, str] = {}
    for number, edition in enumerate(editions):
        between = editions[number + 1 : place + 1] or editions[place:number][::-1]
        for channel in edition.policy.channels if between else ():
            *_, (_, there) = goes_on(edition, channel, between)
            by_ids |= {channel.id: there.hours} if there else {}
    return replace(times, going_by=by_ids | times.going_by)


def _in_time(
    edition: Edition, holds: Span, before: Edition | None, later: Sequence[Edition], words: SiteWords
) -> Edition:
    """The edition with its end, and with what customers read of it on the way to later ones."""
    said = {}
    for hours in edition.policy.hours:
        text = hours_said(edition, hours.id, words)
        if text != hours.text:
            said[key(hours)] = text
    for reading in edition.policy.unconfirmed:
        if told := told_through(reading.reading, _read_later(reading, edition.policy, later), words):
            said[key(reading)] = told
    edition = replace(edition, ends=holds.end if later else None, said_in_time=said)
    in_time = {
        channel.id: in_others(edition, channel, before, later, words) for channel in edition.policy.channels
    }
    return replace(
        edition,
        channels_in_time={channel: state for channel, state in in_time.items() if state != ALWAYS_THERE},
        releases_in_time=releases_in_time(edition, later),
    )


def _read_later(reading: Reading, policy: Policy, later: Iterable[Edition]) -> Iterator[tuple[date, str]]:
    """How a reading goes on where what it reads is another, by the first days; empty where it has ended."""
    read = _read_of_time(policy, reading)
    for coming in (edition.policy for edition in later):
        if _read_of_time(coming, reading) != read:
            texts = (its.reading for its in coming.unconfirmed if its.id == reading.id)
            yield coming.effective, next(texts, "")


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
    for other in others:
        if other.policy.address != address:
            here, there = (written or "none" for written in (other.policy.address, address))
            message = f"`address` is {here} here, and {there} in {main.source.name}; give both the same"
            yield other.source.finding(("address",) if other.policy.address else ("title",), message)


def misplaced(main: Loaded, others: Iterable[Loaded]) -> Iterator[Finding]:
    """Each edition whose file is named by another day than its own, or that begins when another one does."""
    first = {main.edition.policy.effective: main}
    for other in others:
        day, name = other.edition.policy.effective, other.source.name
        if _is_in_folder(name) and _day_in(name) != day.isoformat():
            message = f"`effective` is {day}, and the file is named otherwise; name it {FOLDER}/{day}.yaml"
            yield other.source.finding(("effective",), f"{message}, or mend the day")
        earlier = first.setdefault(day, other)
        if earlier is not other:
            place = earlier.source.finding(("effective",), "")
            message = (
                f"`effective` is {day}, as in {place.file}:{place.line}; two editions can't begin together"
            )
            yield other.source.finding(("effective",), message)
