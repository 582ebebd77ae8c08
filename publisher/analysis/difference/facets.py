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
Shown = dict[tuple[str, str], Sequence[Condition]]
"""By the kind and the id of something the conditions of which any makes an outcome show it."""


def is_refused(old: Hashable, new: Hashable) -> bool:
    """Whether a verdict refuses what another one, or none, did not."""
    return _tone(new) == LOST[0] != _tone(old)


def is_less(old: Hashable, new: Hashable) -> bool:
    """Whether a verdict helps less than another one."""
    was, is_now = _tone(old), _tone(new)
    return was in LOST and is_now in LOST and LOST.index(is_now) < LOST.index(was)


def _tone(verdict: Hashable) -> str:
    return str(verdict[1]) if isinstance(verdict, tuple) else ""


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

    def side(self, side: int) -> Values:
        """The values in one policy."""
        return self.new if side == NEW else self.old


def facets_of(joint: Joint) -> list[Facet]:
    """The facets of two policies that may differ."""
    found = [
        *roles_of(joint),
        *_ways(joint),
        *_becoming(joint),
        *_cited(joint),
        *_taken_by(joint),
        *_reasons(joint),
        *_shown(joint),
    ]
    return [facet for facet in found if facet.old != facet.new]


def asked_of(joint: Joint) -> list[Facet]:
    """For each question whether it is asked, where that may differ."""
    found: list[Facet] = []
    for id, (at, answers) in joint.answers.items():
        sides: list[Values] = []
        for side in (OLD, NEW):
            asked = places_of(one.asked[side] for one in answers)
            sides.append({SHOWN: (at, asked), HIDDEN: (at, joint.variables[at].all & ~asked)})
        found.append(Facet("asked", id, *sides))
    return [one for one in found if one.old != one.new]


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
    """The pieces of some fields; of a target that by its level alone, without what else it could be."""
    found = (piece for piece in edition.pieces.table if piece.field in fields)
    return (piece for piece in found if piece.field != "target" or "level" in piece.when)


@dataclass(frozen=True)
class ShownChannel:
    """What an outcome says of a channel by its kind, such as when somebody replies, and by its hours."""

    kind: str
    hours: str = field(compare=False)
    openings: Hashable


def way(edition: Edition, id: str) -> ShownChannel:
    """What is shown of a channel beside its words."""
    channel = edition.channels[id]
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
    further = tuple((one.name, _promise(edition, one)) for one in promised.further)
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
    return hours.zone or zone, frozenset(_days_of(by_id[id], calendars[id], zone) for id in parts)


def _days_of(hours: Hours, calendar: Calendar, zone: str) -> Hashable:
    """The days of hours that stand for themselves, by their clock."""
    holidays = frozenset(replace(one, name="") for one in hours.holidays)
    special: dict[str, list[tuple[int, int]]] = {}
    for one in hours.special:
        special.setdefault(one.day, []).append(turn(one.opens, one.closes))
    other = frozenset((day, joined_turns(turns)) for day, turns in special.items())
    seasons = frozenset(calendar.seasons.items())
    week = frozenset(replace(one, days=(day,)) for one in joined(hours.openings) for day in one.days)
    return hours.always, hours.zone or zone, week, holidays, other, seasons


def _ways(joint: Joint) -> Iterator[Facet]:
    """Each channel that is of another kind or has other hours, where it is shown."""
    for id in joint.editions[NEW].channels:
        ways = [way(edition, id) for edition in joint.editions if id in edition.channels]
        if len(set(ways)) > 1:
            yield Facet("channel", id, *(_where_shown(joint, side, id, ways[side]) for side in (OLD, NEW)))


def _where_shown(joint: Joint, side: int, channel: str, value: Hashable) -> Values:
    at, shown = 0, 0
    for piece in _pieces(joint.editions[side], "channels"):
        (table,) = piece.when
        at, seen = joint.facts[side][table]
        parts: Any = piece.parts
        if any(view.id == channel for view in parts):
            shown |= seen_as(seen, accepted(piece.when[table]))
    return {value: (at, shown), NOTHING: (at, joint.variables[at].all & ~shown)}


def _becoming(joint: Joint) -> Iterator[Facet]:
    """Of each question whose answer is worked out, such as the version: the fact that it becomes."""
    questions = {one.id: one for edition in joint.editions for one in edition.policy.questions}
    for id, (at, answers) in joint.answers.items():
        if kind_of(questions[id]).input:
            # Where only one policy asks, its answer is new or no longer asked for; that is told of itself.
            both = places_of(all(one.asked) for one in answers)
            sides: list[Values] = []
            for side in (OLD, NEW):
                seen = joint.facts[side][id][1]
                known = dict.fromkeys(one.facts[side] for one in answers if all(one.asked))
                sides.append({fact: (at, both & seen_as(seen, [fact])) for fact in known})
            yield Facet("status", id, *sides)


def _cited(joint: Joint) -> Iterator[Facet]:
    """Each clause that rows and routes cite."""
    return _yes_or_no(joint, [_citing(joint, side) for side in (OLD, NEW)])


def _taken_by(joint: Joint) -> Iterator[Facet]:
    """Each clause of a level that says who takes its cases."""
    sides: list[Shown] = []
    for side in (OLD, NEW):
        taken: Shown = {}
        for piece in _pieces(joint.editions[side], "target"):
            parts: Any = piece.parts
            if parts[0].taken_by:
                key = "taken_by", parts[0].taken_by.id
                taken[key] = [*taken.get(key, ()), joint.condition(side, piece.when)]
        sides.append(taken)
    return _yes_or_no(joint, sides)


def _citing(joint: Joint, side: int) -> Shown:
    """By clause, the rows of each table because of which an outcome cites it: a condition for each table."""
    found: dict[str, dict[int, int]] = {}
    for piece in _pieces(joint.editions[side], "cited", "channels"):
        ((index, bits),) = joint.condition(side, piece.when) or ((0, -1),)
        for clause in _clauses_cited(piece):
            rows = found.setdefault(clause, {})
            rows[index] = rows.get(index, 0) | bits
    return {("cited", id): [(literal,) for literal in sorted(rows.items())] for id, rows in found.items()}


def _clauses_cited(piece: Piece) -> Iterator[str]:
    """The clauses that a piece cites; of a channel those beside itself."""
    parts: Any = piece.parts
    if piece.field == "cited":
        yield from (cited.id for cited in parts)
    else:
        yield from (cited.id for channel in parts for cited in channel.clauses[1:])


def _yes_or_no(joint: Joint, shown: Sequence[Shown]) -> Iterator[Facet]:
    """What is shown where any of some conditions holds, by the conditions in either policy."""
    for key in dict.fromkeys((*shown[NEW], *shown[OLD])):
        sides: list[Values] = []
        for conditions in (of.get(key, ()) for of in shown):
            at = joint.first_of(conditions)
            last = joint.variables[at].last
            sides.append({SHOWN: (at, last - 1), HIDDEN: (at, last)})
        yield Facet(*key, *sides)


def _reasons(joint: Joint) -> Iterator[Facet]:
    """What each table gives as its reason; one that only says it in other words gives the same."""
    old, new = (edition.policy for edition in joint.editions)
    rewritten = same_reasons(old, new)
    for table in dict.fromkeys(one.id for one in (*new.tables, *old.tables)):
        sides: list[Values] = []
        for side in (OLD, NEW):
            one = joint.editions[side].tables.get(table)
            if one is None:
                sides.append({NOTHING: (0, joint.variables[0].all)})
                continue
            at, _ = joint.facts[side][table]
            says: dict[Hashable, int] = {}
            for number, row in enumerate(one.rows):
                said = rewritten.get((table, number), row.say) if side == OLD else row.say
                says[said] = says.get(said, 0) | 1 << number
            sides.append({said: (at, bits) for said, bits in says.items()})
        yield Facet("reason", table, *sides)


def same_reasons(old: Policy, new: Policy) -> dict[tuple[str, int], str]:
    """For rows whose reason is only worded otherwise, by table and old number: what it is now."""
    now = {table.id: table.rows for table in new.tables}
    pairs = same_but_for_words(old, new)
    return {(one.table, one.old or 0): now[one.table][one.new or 0].say for one in pairs}


def _shown(joint: Joint) -> Iterator[Facet]:
    """The parts that an outcome shows because a condition holds."""
    # A procedure is told of by its steps.
    sides: list[Shown] = [
        {
            (piece.field, piece.shows): [joint.condition(side, piece.when)]
            for piece in joint.editions[side].pieces.table
            if piece.shows and piece.field != "procedures"
        }
        for side in (OLD, NEW)
    ]
    return _yes_or_no(joint, sides)
