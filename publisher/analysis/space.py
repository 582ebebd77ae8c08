"""A policy as variables over small domains, each decided by an ordered list of branches.

Theory of operation

Whatever has one value in a case is a variable: the facts of the moment (all together one variable, the
first), each question, each table, and each part that an outcome may show. Its values are numbered, and a set
of values is an integer, the lowest bit being the first value; `facts` has for each value what conditions see
of it. A literal is a variable with a set of values, and holds where the variable has one of them. A condition
is literals that all hold; without any, it always does.

Branches are a decision list: the first whose condition holds says which values the variable may have. Take a
question `device` (phone, laptop) that is asked where `topic`, variable 1, is its first option, and a table
with a row for phones and one for all others. They become variables 2 and 3:

    device   facts phone, laptop, unasked   branches (1, 0b1) -> 0b011; always -> 0b100
    table    facts free, paid, no row       branches (2, 0b1) -> 0b001; always -> 0b010; always -> 0b100

Invariants:
- A variable reads only variables before it. A condition sees any other fact as `unasked`, as the engine does.
- The last branch always holds: `unasked` for a question, `no row` for a table, `hidden` for what is shown.
- No value is of two branches, so a value also says which branch was taken. Two values may look the same to
  conditions: a table has one for each row, whatever its result, and a version's question has one for a status
  under each product, before and after the policy comes into force.
- The combinations of values that the branches allow are exactly the facts that the engine's interview and
  tables can come to. Only that the engine stops at the first table without a row is left to whoever asks.

So a space is about as large as its policy, while the combinations are exponentially many. `search`, `trials`
and `frontier` answer about them without going through them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import and_
from typing import Literal as OneOf

from publisher.analysis.bitsets import seen_as
from publisher.analysis.moments import moments
from publisher.analysis.typed_answers import Typed, typed_facts
from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import KeyPath
from wizard.conditions import UNASKED, Values, accepted
from wizard.decisions import row_fact
from wizard.edition import Edition
from wizard.kinds import kind_of
from wizard.outcome.pieces import Piece
from wizard.policy import (
    POLICY,
    RELEASE,
    Channel,
    Clause,
    Detail,
    Level,
    Part,
    Procedure,
    Question,
    Subsection,
    Table,
)

NO_ROW = "no row"
SHOWN, HIDDEN = "shown", "hidden"

Literal = tuple[int, int]
"""A variable, and the values of which it has one."""
Condition = tuple[Literal, ...]
"""Literals that all hold."""
Seen = tuple[int, tuple[str, ...]]
"""A variable, and what conditions on a fact see of each of its values."""


def literals(when: Mapping[str, Values], facts: Mapping[str, Seen]) -> Iterator[Literal]:
    """What a condition on facts says of variables."""
    for fact, values in when.items():
        if fact in facts:
            index, seen = facts[fact]
            yield index, seen_as(seen, accepted(values))
        else:
            # It is always unasked. Variable 0 carries that: all its values, or none.
            yield 0, -1 if UNASKED in accepted(values) else 0


def conjunction(*conditions: Condition) -> Condition:
    """The condition that all of some hold, with one literal for each variable, in their order."""
    found: dict[int, int] = {}
    for when in conditions:
        for index, values in when:
            found[index] = found.get(index, -1) & values
    return tuple(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Branch:
    """Where `when` holds, the variable has one of `values`."""

    when: Condition
    values: int


def first_of(conditions: Iterable[Condition]) -> tuple[Branch, ...]:
    """A branch for each condition, with a value that says that it was taken, and one for all other cases."""
    return tuple(Branch(when, 1 << number) for number, when in enumerate((*conditions, ())))


@dataclass(frozen=True)
class Variable:
    """A fact, or whether a part is shown; `facts` has for each value what conditions see of it."""

    kind: OneOf["moment", "question", "table", "shown", "copy"]
    path: KeyPath
    facts: tuple[str, ...]
    branches: tuple[Branch, ...]
    asked: int = 0
    """The values that are answers to a question that was asked."""
    releases: tuple[str, ...] = ()
    """For each value of a version's question what conditions see of its release."""

    @cached_property
    def all(self) -> int:
        """Every value."""
        return (1 << len(self.facts)) - 1

    @property
    def last(self) -> int:
        """The values of the branch that is left when no other holds."""
        return self.branches[-1].values

    def having(self, facts: Iterable[str]) -> int:
        """The values that conditions see as one of these."""
        return seen_as(self.facts, facts)


@dataclass
class Space:
    """All variables of a policy, each after those that it looks at."""

    edition: Edition
    moments: tuple[dict[str, str], ...]
    variables: list[Variable] = field(default_factory=list)
    index: dict[str, int] = field(default_factory=dict)
    """Questions and tables, by id."""
    facts: dict[str, Seen] = field(default_factory=dict)
    """All that conditions can look at: the moment, the questions with the release of a version, the tables
    with the row by which each decided."""
    shown: dict[Piece, int] = field(default_factory=dict)
    """The variables of the pieces that show a part of the policy or not."""
    typed: dict[tuple[str, int], Typed] = field(default_factory=dict)
    """By question and value: an answer that is typed and has that value."""
    parts: dict[KeyPath, Part] = field(default_factory=dict)

    def condition(self, when: Mapping[str, Values]) -> Condition:
        """A condition on facts as one on variables; the facts of the moment are one variable together."""
        found = list(literals(when, self.facts))
        every = self.variables[0].all
        moment = reduce(and_, (values for index, values in found if index == 0), every)
        others = tuple(literal for literal in found if literal[0])
        return others if moment == every else ((0, moment), *others)

    def of_kind(self, *kinds: str) -> list[int]:
        """The variables of these kinds, in order."""
        return [index for index, variable in enumerate(self.variables) if variable.kind in kinds]


def space_of(edition: Edition) -> Space:
    """The variables of a policy: the moment, the questions, the tables, and what the outcome shows."""
    space = Space(edition, moments(edition), parts=dict(parts(edition.policy)))
    names = tuple(str(moment) for moment in range(len(space.moments)))
    space.variables.append(Variable("moment", (), names, (Branch((), (1 << len(names)) - 1),)))
    for fact in dict.fromkeys(fact for moment in space.moments for fact in moment):
        space.facts[fact] = 0, tuple(moment.get(fact, UNASKED) for moment in space.moments)
    for place, question in enumerate(edition.policy.questions):
        variable = _question(space, ("questions", place), question)
        index = _add(space, question.id, variable)
        if RELEASE in kind_of(question).domains(edition.policy):
            space.facts[RELEASE] = index, variable.releases
    for place, table in enumerate(edition.policy.tables):
        index = _add(space, table.id, _table(space, ("tables", place), table))
        space.facts[row_fact(table.id)] = index, tuple(map(str, range(1, len(table.rows) + 1)))
    for piece, variable in _shown(space):
        space.shown[piece] = len(space.variables)
        space.variables.append(variable)
    return space


def _add(space: Space, id: str, variable: Variable) -> int:
    """Add the variable of a question or a table, and say which one it is."""
    index = space.index[id] = len(space.variables)
    space.facts[id] = index, variable.facts
    space.variables.append(variable)
    return index


def _question(space: Space, path: KeyPath, question: Question) -> Variable:
    when = space.condition(question.when)
    facts: list[str] = []
    releases: list[str] = []
    branches: list[Branch] = []
    asked = 0
    for more, values, is_asked in _answers(space, question):
        bits = ((1 << len(values)) - 1) << len(facts)
        for number, ((fact, *release), typed) in enumerate(values.items(), len(facts)):
            facts.append(fact)
            releases += release or [UNASKED]
            space.typed |= {(question.id, number): typed} if typed else {}
        branches.append(Branch((*when, *more), bits))
        asked |= bits if is_asked else 0
    branches.append(Branch((), 1 << len(facts)))
    return Variable(
        "question", path, (*facts, UNASKED), tuple(branches), asked, releases=(*releases, UNASKED)
    )


def _answers(
    space: Space, question: Question
) -> Iterator[tuple[Condition, Mapping[tuple[str, ...], Typed | None], bool]]:
    """What a question that comes up can be, on which further condition, and whether it is asked for.

    All that becomes known by it comes with an answer that is typed for it, where it is typed.
    """
    for standing in kind_of(question).standings(space.edition.policy):
        when = space.condition(standing.when)
        if standing.typed:
            # It may also depend on whether the policy is in force, as versions do by the day.
            for moment, found in typed_facts(space.edition, question, standing.product).items():
                yield (*space.condition({POLICY: moment}), *when), found, True
        elif standing.picks:
            yield when, dict.fromkeys((pick,) for pick in standing.picks), True
        else:
            yield when, {(standing.settled,): None}, False


def _table(space: Space, path: KeyPath, table: Table) -> Variable:
    branches = first_of(space.condition(row.when) for row in table.rows)
    return Variable("table", path, (*(row.then for row in table.rows), NO_ROW), branches)


def _shown(space: Space) -> Iterator[tuple[Piece, Variable]]:
    """What the outcome shows of the policy or not: details, procedures with their steps, single clauses."""
    places = {_named(part): path for path, part in space.parts.items()}
    for piece in space.edition.pieces.table:
        if piece.shows:
            path = places[piece.field == "details", piece.shows]
            yield piece, Variable("shown", path, (SHOWN, HIDDEN), first_of([space.condition(piece.when)]))


def _named(part: Part) -> tuple[bool, str]:
    """What tells a part from those that outcomes show, which can be cited: details have ids of their own."""
    if not isinstance(part, Clause | Channel | Level | Procedure | Subsection | Detail):
        return False, ""
    return isinstance(part, Detail), part.id
