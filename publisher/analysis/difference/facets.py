"""What a customer could notice of an outcome: each facet with its values in the old policy and in the new.

A value stands for a literal on the joint variables. So a facet changes from one value to another in just the
cases in which the old policy's literal for the one holds and the new policy's for the other. A facet whose
literals are the same in both policies can't change, and is left out. Words are not compared here: a verdict
with another title, or a row with another reason, is the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from publisher.analysis.difference.joint import NEW, OLD, Joint, having
from publisher.analysis.difference.matching import same_but_for_words
from publisher.analysis.space import HIDDEN, SHOWN, Branch, Condition, Literal
from wizard.edition import Edition
from wizard.policy import NONE, Clause, Detail, Policy, Procedure, Target

NOTHING = ""
"""The value of a facet where there is nothing of its kind."""
ALL = (
    *("answer", "verdict", "severity", "handling", "level", "target", "channels", "version", "cited"),
    *("reason", "steps", "prepare", "not-guaranteed", "detail", "asked"),
)
"""The kinds of facets, what matters most first."""
Values = dict[Hashable, Literal]


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
    found = [*roles_of(joint), *_versions(joint), *_cited(joint), *_reasons(joint), *_shown(joint)]
    return [one for one in found if one.old != one.new]


def asked_of(joint: Joint) -> list[Facet]:
    """For each question whether it is asked, where that may differ."""
    found: list[Facet] = []
    for id, (at, answers) in joint.answers.items():
        sides: list[Values] = []
        for side in (OLD, NEW):
            asked = sum(1 << value for value, one in enumerate(answers) if one.asked[side])
            sides.append({SHOWN: (at, asked), HIDDEN: (at, joint.variables[at].all & ~asked)})
        found.append(Facet("asked", id, *sides))
    return [one for one in found if one.old != one.new]


def roles_of(joint: Joint) -> Iterator[Facet]:
    """The facets that every outcome has, changed or not."""
    kinds: tuple[tuple[str, str, Callable[[Edition, str], Hashable]], ...] = (
        ("verdict", "verdict", _verdict),
        ("severity", "severity", _itself),
        ("handling", "handling", _itself),
        ("level", "level", _itself),
        ("target", "level", _target),
        ("channels", "route", _channels),
    )
    for kind, table, token in kinds:
        yield Facet(kind, "", *(_results(joint, side, table, token) for side in (OLD, NEW)))


def _results(joint: Joint, side: int, table: str, token: Callable[[Edition, str], Hashable]) -> Values:
    at, seen = joint.table(side, table)
    found: dict[Hashable, int] = {}
    for result in dict.fromkeys(seen[:-1]):
        one = token(joint.editions[side], result)
        found[one] = found.get(one, 0) | having(seen[:-1], [result])
    return {one: (at, bits) for one, bits in found.items()}


def _itself(edition: Edition, result: str) -> Hashable:
    return result


def _verdict(edition: Edition, result: str) -> Hashable:
    """A verdict of another tone is another verdict, though its id stays."""
    return result, next(one.tone for one in edition.policy.verdicts if one.id == result)


def _target(edition: Edition, result: str) -> Hashable:
    if result == NONE:
        return NOTHING
    target = edition.levels[result].target
    return Promise(target.hours, target.minutes, target.days, target.clock, clock(edition, target))


def _channels(edition: Edition, result: str) -> Hashable:
    return tuple(via.channel for via in edition.routes[result].via)


@dataclass(frozen=True)
class Promise:
    """Within what time an answer is due: the amounts, and the hours in which they count."""

    hours: int
    minutes: int
    days: int
    clock: str
    openings: Hashable


def clock(edition: Edition, target: Target) -> Hashable:
    """When the hours of a target are, whatever they are called."""
    hours = edition.hours[target.clock]
    holidays = frozenset((one.day, one.closed_from) for one in hours.holidays)
    return hours.always, hours.zone or edition.policy.zone, frozenset(hours.openings), holidays


def _versions(joint: Joint) -> Iterator[Facet]:
    kinds = {one.id: one.kind for edition in joint.editions for one in edition.policy.questions}
    for id, (at, answers) in joint.answers.items():
        if kinds[id] == "version":
            # Where only one policy asks, its answer is new or no longer asked for; that is told of itself.
            both = sum(1 << value for value, one in enumerate(answers) if all(one.asked))
            sides: list[Values] = []
            for side in (OLD, NEW):
                seen = joint.facts[side][id][1]
                known = dict.fromkeys(one.facts[side] for one in answers if all(one.asked))
                sides.append({fact: (at, both & having(seen, [fact])) for fact in known})
            yield Facet("version", id, *sides)


def _cited(joint: Joint) -> Iterator[Facet]:
    """Each clause that rows and routes cite."""
    sides = [_citing(joint, side) for side in (OLD, NEW)]
    for id in dict.fromkeys((*sides[NEW], *sides[OLD])):
        yield _yes_or_no(joint, "cited", id, [[(one,) for one in of.get(id, ())] for of in sides])


def _citing(joint: Joint, side: int) -> dict[str, list[Literal]]:
    edition = joint.editions[side]
    found: dict[str, list[Literal]] = {}
    for table in edition.policy.tables:
        at, _ = joint.table(side, table.id)
        rows: dict[str, int] = {}
        for number, row in enumerate(table.rows):
            via = edition.routes[row.then].via if table.id == "route" else ()
            for id in (*row.cite, *(id for one in via for id in one.cite)):
                rows[id] = rows.get(id, 0) | 1 << number
        for id, bits in rows.items():
            found.setdefault(id, []).append((at, bits))
    return {id: sorted(literals) for id, literals in found.items()}


def _yes_or_no(joint: Joint, kind: str, id: str, reasons: Sequence[Sequence[Condition]]) -> Facet:
    """Something that is shown where any of some conditions holds, by the conditions in either policy."""
    sides: list[Values] = []
    for of in reasons:
        # Each branch has a value of its own, as the search takes a value to say which branch holds.
        branches = [Branch(when, 1 << number) for number, when in enumerate((*of, ()))]
        at = joint.add(branches, len(branches))
        sides.append({SHOWN: (at, (1 << len(of)) - 1), HIDDEN: (at, 1 << len(of))})
    return Facet(kind, id, *sides)


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
            at, _ = joint.table(side, table)
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
    sides = [dict(_conditional(joint, side)) for side in (OLD, NEW)]
    for kind, id in dict.fromkeys((*sides[NEW], *sides[OLD])):
        yield _yes_or_no(joint, kind, id, [[of[kind, id]] if (kind, id) in of else [] for of in sides])


def _conditional(joint: Joint, side: int) -> Iterator[tuple[tuple[str, str], Condition]]:
    policy = joint.editions[side].policy

    def when(*parts: Clause | Procedure | Detail) -> Condition:
        found: dict[int, int] = {}
        for part in parts:
            for at, bits in joint.condition(side, part.when):
                found[at] = found.get(at, -1) & bits
        return tuple(sorted(found.items()))

    at, seen = joint.table(side, "level")
    level: Literal = at, joint.variables[at].all & ~having(seen, [NONE])
    for section in policy.sections:
        yield from ((("prepare", one.id), when(one)) for one in section.responsibilities)
        yield from ((("not-guaranteed", one.id), (level, *when(one))) for one in section.expectations)
    for procedure in policy.procedures:
        yield from ((("steps", step.id), when(procedure, step)) for step in procedure.steps)
    yield from ((("detail", one.id), when(one)) for one in policy.details)
