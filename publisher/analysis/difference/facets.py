"""What a customer could notice of an outcome: each facet with its values in the old policy and in the new.

Facets are made of the one table of pieces (`wizard.outcome.pieces`): `ROLES` says what of some fields can
be noticed, and whatever else shows a part of the policy is a facet of its own. A value stands for a literal
on the joint variables. So a facet changes from one value to another in just the cases in which the old
policy's literal for the one holds and the new policy's for the other. A facet whose literals are the same
in both policies can't change, and is left out. Words are not compared here: a verdict with another title,
or a row with another reason, is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from publisher.analysis.bitsets import places_of, seen_as
from publisher.analysis.difference.joint import NEW, OLD, Joint
from publisher.analysis.difference.matching import same_but_for_words
from publisher.analysis.space import HIDDEN, NO_ROW, SHOWN, Condition, Literal
from publisher.policy_file.joined_openings import joined, joined_turns
from wizard.calendars import Calendar
from wizard.conditions import accepted
from wizard.edition import Edition
from wizard.hours import turn
from wizard.kinds import kind_of
from wizard.outcome.pieces import Piece
from wizard.policy import NONE, Hours, Policy, Target

NOTHING = ""
"""The value of a facet where there is nothing of its kind."""
VALUED = (
    "answer",
    "verdict",
    "severity",
    "handling",
    "level",
    "target",
    "channels",
    "channel",
    "status",
    "reason",
)
"""The kinds of facets that have values, what matters most first; all others are only there or not."""
ALL = (*VALUED[:-1], "taken_by", "cited", "reason", "steps", "prepare", "not_guaranteed", "details")
"""The order of all kinds; further ones come last."""
LOST = ("not-covered", "ask", "not-guaranteed", "limited", "covered")
"""The tones of verdicts, from what helps customers least."""
Values = dict[Hashable, Literal]
Key = tuple[str, str]
"""The kind of a facet, and the id of what it is of."""


def losing(old: Hashable, new: Hashable) -> int:
    """How much a new verdict takes: 2 where it refuses what the old one did not, 1 where it helps less."""
    was, is_now = (str(verdict[1]) if isinstance(verdict, tuple) else "" for verdict in (old, new))
    if is_now == LOST[0] != was:
        return 2
    return int(was in LOST and is_now in LOST and LOST.index(is_now) < LOST.index(was))


def rank(kind: str) -> int:
    """How much a change of a kind of facet matters; the least number matters most."""
    return ALL.index(kind) if kind in ALL else len(ALL)


@dataclass(frozen=True)
class Facet:
    """One thing about an outcome, and by which variable either policy decides it."""

    kind: str
    of: str
    """The id of what is shown or not, for a kind with many."""
    old: Values
    new: Values


def facets_of(joint: Joint) -> list[Facet]:
    """The facets of two policies that may differ."""
    found = [
        *roles_of(joint),
        *_ways(joint),
        *_becoming(joint),
        *_there_or_not(joint, _cited),
        *_there_or_not(joint, _taken_by),
        *_reasons(joint),
        *_there_or_not(joint, _shown),
    ]
    return [facet for facet in found if facet.old != facet.new]


def asked_of(joint: Joint) -> list[Facet]:
    """For each question whether it is asked, where that may differ."""
    found: list[Facet] = []
    for question, (index, answers) in joint.answers.items():
        sides: list[Values] = []
        for side in (OLD, NEW):
            asked = places_of(answer.asked[side] for answer in answers)
            sides.append({SHOWN: (index, asked), HIDDEN: (index, joint.variables[index].all & ~asked)})
        found.append(Facet("asked", question, *sides))
    return [facet for facet in found if facet.old != facet.new]


ROLES: dict[str, tuple[str, Hashable, Callable[[Edition, Any], Hashable]]] = {
    # A verdict of another tone is another verdict, though its id stays.
    "verdict": ("verdict", NOTHING, lambda edition, parts: (parts[0].id, parts[0].tone)),
    "severity": ("severity", NONE, lambda edition, parts: parts[0].id),
    "handling": ("handling", NONE, lambda edition, parts: parts[0].id),
    "level": ("target", NONE, lambda edition, parts: parts[0].level.id),
    "target": ("target", NOTHING, lambda edition, parts: promise(edition, parts[0].level.id)),
    "channels": ("channels", NOTHING, lambda edition, parts: tuple(channel.id for channel in parts)),
}
"""The facets of every outcome: the field of their pieces, what they are without one, what tells two apart."""


def roles_of(joint: Joint) -> Iterator[Facet]:
    """The facets that every outcome has, changed or not."""
    for kind in ROLES:
        yield Facet(kind, "", *(_values(joint, side, kind) for side in (OLD, NEW)))


def _values(joint: Joint, side: int, kind: str) -> Values:
    """What a role can be in a policy; all pieces of its field look at the result of one table."""
    edition, (field, nothing, token) = joint.editions[side], ROLES[kind]
    pieces = list(_pieces(edition, field))
    if not pieces:
        return {nothing: (0, joint.variables[0].all)}
    (table,) = pieces[0].when
    index, seen = joint.facts[side][table]
    found: dict[Hashable, int] = {nothing: seen_as(seen, {*seen} - {NO_ROW})}
    for piece in pieces:
        bits, value = seen_as(seen, accepted(piece.when[table])), token(edition, piece.parts)
        found[value] = found.get(value, 0) | bits
        found[nothing] &= ~bits
    return {value: (index, bits) for value, bits in found.items() if bits}


def _pieces(edition: Edition, *fields: str) -> Iterable[Piece]:
    """All pieces, or those of some fields; of a target that by its level alone, without what it could be."""
    found = (piece for piece in edition.pieces.table if not fields or piece.field in fields)
    return (piece for piece in found if piece.field != "target" or "level" in piece.when)


@dataclass(frozen=True)
class ShownChannel:
    """What an outcome says of a channel by its kind, such as when somebody replies, and by its hours."""

    kind: str
    hours: str = field(compare=False)
    openings: Hashable


def way(edition: Edition, channel_id: str) -> ShownChannel:
    """What is shown of a channel beside its words."""
    channel = edition.channels[channel_id]
    # What is always open is so by any clock.
    always = edition.hours[channel.hours].always
    return ShownChannel(channel.kind, channel.hours, always or _openings(edition, channel.hours))


@dataclass(frozen=True)
class Promise:
    """Within what time an answer is due: the amounts, and the hours in which they count."""

    hours: int
    minutes: int
    days: int
    clock: str
    openings: Hashable
    further: tuple[tuple[str, Promise], ...] = ()
    """What else is promised, by its name."""


def promise(edition: Edition, level: str) -> Promise:
    """What a level promises."""
    promised = edition.levels[level]
    further = tuple((target.name, _promise(edition, target)) for target in promised.further)
    return replace(_promise(edition, promised.target), further=further)


def _promise(edition: Edition, target: Target) -> Promise:
    return Promise(target.hours, target.minutes, target.days, target.clock, clock(edition, target))


def clock(edition: Edition, target: Target) -> Hashable:
    """When the hours of a target are, whatever they are called."""
    return _openings(edition, target.clock)


def _openings(edition: Edition, hours: str) -> Hashable:
    return clock_of(edition.hours[hours], edition.hours, edition.calendars, edition.policy.zone)


def clock_of(
    hours: Hours, by_id: Mapping[str, Hours], calendars: Mapping[str, Calendar], zone: str
) -> Hashable:
    """When hours are, of those of a policy or an edition, with their days, by its clock."""
    parts = hours.any_of or (hours.id,)
    return hours.zone or zone, frozenset(_days_of(by_id[part], calendars[part], zone) for part in parts)


def _days_of(hours: Hours, calendar: Calendar, zone: str) -> Hashable:
    """The days of hours that stand for themselves, by their clock."""
    holidays = frozenset(replace(holiday, name="") for holiday in hours.holidays)
    special: dict[str, list[tuple[int, int]]] = {}
    for opening in hours.special:
        special.setdefault(opening.day, []).append(turn(opening.opens, opening.closes))
    other = frozenset((day, joined_turns(turns)) for day, turns in special.items())
    seasons = frozenset(calendar.seasons.items())
    openings = joined(hours.openings)
    week = frozenset(replace(opening, days=(day,)) for opening in openings for day in opening.days)
    return hours.always, hours.zone or zone, week, holidays, other, seasons


def _ways(joint: Joint) -> Iterator[Facet]:
    """Each channel that is of another kind or has other hours, where it is shown."""
    for channel in joint.editions[NEW].channels:
        ways = [way(edition, channel) for edition in joint.editions if channel in edition.channels]
        if len(set(ways)) > 1:
            sides = (_where_shown(joint, side, channel, ways[side]) for side in (OLD, NEW))
            yield Facet("channel", channel, *sides)


def _where_shown(joint: Joint, side: int, channel: str, value: Hashable) -> Values:
    index, shown = 0, 0
    for piece in _pieces(joint.editions[side], "channels"):
        (table,) = piece.when
        index, seen = joint.facts[side][table]
        parts: Any = piece.parts
        if any(view.id == channel for view in parts):
            shown |= seen_as(seen, accepted(piece.when[table]))
    return {value: (index, shown), NOTHING: (index, joint.variables[index].all & ~shown)}


def _becoming(joint: Joint) -> Iterator[Facet]:
    """Of each question whose answer is worked out, such as the version: the fact that it becomes."""
    for question, (index, answers) in joint.answers.items():
        if kind_of(joint.questions[question]).input:
            # Where only one policy asks, its answer is new or no longer asked for; that is told of itself.
            both = places_of(all(answer.asked) for answer in answers)
            sides: list[Values] = []
            for side in (OLD, NEW):
                seen = joint.facts[side][question][1]
                known = dict.fromkeys(answer.facts[side] for answer in answers if all(answer.asked))
                sides.append({fact: (index, both & seen_as(seen, [fact])) for fact in known})
            yield Facet("status", question, *sides)


def _there_or_not(joint: Joint, keys_of: Callable[[Piece], Iterator[Key]]) -> Iterator[Facet]:
    """Whatever is only there or not, by the pieces that make an outcome tell it."""
    told: tuple[dict[Key, list[Condition]], ...] = ({}, {})
    for side in (OLD, NEW):
        for piece in _pieces(joint.editions[side]):
            for key in keys_of(piece):
                told[side].setdefault(key, []).append(joint.condition(side, piece.when))
    for key in dict.fromkeys((*told[NEW], *told[OLD])):
        sides: list[Values] = []
        for conditions in told:
            index = joint.first_of(_any_of(conditions.get(key, ())))
            last = joint.variables[index].last
            sides.append({SHOWN: (index, last - 1), HIDDEN: (index, last)})
        yield Facet(*key, *sides)


def _any_of(conditions: Sequence[Condition]) -> Iterator[Condition]:
    """Conditions of which any is enough, those on the same variable alone as one."""
    alone: dict[int, int] = {}
    for when in conditions:
        if len(when) == 1:
            ((index, values),) = when
            alone[index] = alone.get(index, 0) | values
    yield from ((literal,) for literal in sorted(alone.items()))
    yield from (when for when in conditions if len(when) != 1)


def _cited(piece: Piece) -> Iterator[Key]:
    """The clauses that rows and routes cite; of a channel those beside itself."""
    parts: Any = piece.parts
    if piece.field == "cited":
        yield from (("cited", clause.id) for clause in parts)
    elif piece.field == "channels":
        yield from (("cited", clause.id) for channel in parts for clause in channel.clauses[1:])


def _taken_by(piece: Piece) -> Iterator[Key]:
    """The clause of a level that says who takes its cases."""
    parts: Any = piece.parts
    if piece.field == "target" and parts[0].taken_by:
        yield "taken_by", parts[0].taken_by.id


def _shown(piece: Piece) -> Iterator[Key]:
    """The part that an outcome shows because a condition holds; a procedure is told of by its steps."""
    if piece.shows and piece.field != "procedures":
        yield piece.field, piece.shows


def _reasons(joint: Joint) -> Iterator[Facet]:
    """What each table gives as its reason; one that only says it in other words gives the same."""
    old, new = (edition.policy for edition in joint.editions)
    rewritten = same_reasons(old, new)
    for table in dict.fromkeys(table.id for table in (*new.tables, *old.tables)):
        sides: list[Values] = []
        for side in (OLD, NEW):
            if table not in joint.editions[side].tables:
                sides.append({NOTHING: (0, joint.variables[0].all)})
                continue
            index, _ = joint.facts[side][table]
            says: dict[Hashable, int] = {}
            for number, row in enumerate(joint.editions[side].tables[table].rows):
                said = rewritten.get((table, number), row.say) if side == OLD else row.say
                says[said] = says.get(said, 0) | 1 << number
            sides.append({said: (index, rows) for said, rows in says.items()})
        yield Facet("reason", table, *sides)


def same_reasons(old: Policy, new: Policy) -> dict[tuple[str, int], str]:
    """For rows whose reason is only worded otherwise, by table and old number: what it is now."""
    pairs = same_but_for_words(old, new)
    return {(pair.table, pair.old or 0): pair.is_now.say for pair in pairs if pair.is_now}
