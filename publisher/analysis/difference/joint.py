"""Two policies as variables over the same cases: one moment, and one customer who answers both.

Theory of operation

To compare two policies, they are put side by side in one model, and a case is searched for in which
something differs (as circuits are compared with a miter). Then a change is a condition on two variables, and
all the machinery of the proof applies. The model is made in the order of the interview:

1. The moment is the first variable; each of its values is a combination of what it is in both policies.
2. A question of either policy is one variable, placed after what it depends on in either. A policy has a
   list of standings for it (asked, settled without asking, not up), of which the first that holds counts.
   Each pair of an old and a new standing is a branch, and its values are pairs: what one answer is in the
   old policy, and in the new one. Where both ask, the answers are those that the new policy offers.
3. An answer that the old policy asks for but doesn't offer is `NEW_ANSWER` there. The old policy is stuck
   then: it asks nothing more, and comes to no outcome.
4. The tables follow, and what is made of them (`facets`, `states`). Where one of these has the branches of an
   earlier variable, that variable is taken (structural hashing). Branches are conditions on variables, so a
   table is there once if no edit touches it or any table that it reads.

Let the edit add an option `tablet` to a question `device` (phone, laptop). Its values become (phone, phone),
(laptop, laptop) and (new answer, tablet). `facts` has what each policy sees of them,
`phone, laptop, new answer` and `phone, laptop, tablet`, and its conditions are translated by that. A row
`when device is phone` is the same literal in both policies, so its table stays one variable.

Invariants:
- The combinations that the branches allow are the cases that the engine can come to with both policies.
- A variable reads only variables before it, and no value is of two branches, as `search` needs it.
- All variables are of the kind `copy`, that of no table: one without a row has a value like any other, as
  the other policy may decide the case. `states` tells such cases apart.
- `coordinates` tell cases apart: two cases that agree in all of them are the same. `results` don't add to
  that; they may tell many cases in few words.

Two policies that ask questions in orders that exclude each other can't be compared this way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from publisher.analysis.bitsets import numbers_in, places_of, seen_as
from publisher.analysis.difference.answers import (
    EVER,
    NEW_ANSWER,
    BothAnswers,
    Within,
    together,
    typed_in_both,
)
from publisher.analysis.moments import both_moments
from publisher.analysis.space import (
    NO_ROW,
    Branch,
    Condition,
    Literal,
    Seen,
    Variable,
    conjunction,
    first_of,
    literals,
)
from publisher.analysis.typed_answers import Typed
from wizard.conditions import UNASKED, Values
from wizard.decisions import row_fact
from wizard.edition import Edition
from wizard.kinds import Standing, kind_of
from wizard.policy import IN_FORCE, POLICY, RELEASE, Question, Table

OLD, NEW = 0, 1
Token = tuple[str, str]
"""What a fact is in the old policy and in the new one; empty where a policy does not know the fact."""
State = tuple[Condition, Standing]
"""How a question stands in one policy where a condition holds."""
NOT_UP = Standing(settled=UNASKED)
"""How one stands that does not come up."""


class NotComparable(Exception):
    """The two policies ask questions in orders that exclude each other."""


@dataclass(frozen=True, eq=False)
class Coordinate:
    """A fact of the customer or the moment: what it can be, each with the values of its variable.

    A set of tokens is an integer, as in `bitsets`.
    """

    fact: str
    at: int
    tokens: tuple[Token, ...]
    bits: tuple[int, ...]

    @property
    def all(self) -> int:
        """Every token."""
        return (1 << len(self.tokens)) - 1

    @cached_property
    def unasked(self) -> int:
        """The tokens that are no answer in one of the policies."""
        return places_of(UNASKED in token for token in self.tokens)

    def listed(self, tokens: int) -> list[Token]:
        """The tokens of a set."""
        return [self.tokens[number] for number in numbers_in(tokens)]

    def literal(self, tokens: int) -> Literal:
        """That the fact is one of some tokens."""
        return self.at, sum(self.bits[number] for number in numbers_in(tokens))


@dataclass
class Joint:
    """All variables of two policies, each after those that it looks at."""

    editions: tuple[Edition, Edition]
    within: Within = EVER
    variables: list[Variable] = field(default_factory=list)
    coordinates: list[Coordinate] = field(default_factory=list)
    """By what a case can be told, in the order in which that is done."""
    results: list[Coordinate] = field(default_factory=list)
    """What the new policy's tables decide, of those that both have: it may tell many cases in few words."""
    facts: tuple[dict[str, Seen], dict[str, Seen]] = field(default_factory=lambda: ({}, {}))
    """For each policy, by fact: the variable, and what the policy sees of each of its values."""
    answers: dict[str, tuple[int, tuple[BothAnswers, ...]]] = field(default_factory=dict)
    examples: dict[tuple[str, Token], dict[str, Typed]] = field(default_factory=dict)
    """For each fact of a question whose answer is typed, and its token: an answer and a day, by the id of the
    product that it is about."""

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions of either policy, as the new one has them where both do."""
        old, new = self.editions
        return {**old.questions, **new.questions}

    def unoffered(self, question: str) -> Literal:
        """That the answer to a question is one that the old policy does not offer."""
        index, answers = self.answers[question]
        return index, places_of(answer.facts[OLD] == NEW_ANSWER for answer in answers)

    def is_new(self, coordinate: Coordinate, token: Token) -> bool:
        """Whether the old policy does not offer this answer."""
        bits = coordinate.bits[coordinate.tokens.index(token)]
        _, seen = self.facts[OLD].get(coordinate.fact, (0, ()))
        return bool(bits & seen_as(seen, [NEW_ANSWER]))

    def condition(self, side: int, when: Mapping[str, Values]) -> Condition:
        """A condition of one policy as one on variables; no literal says nothing."""
        found = conjunction(tuple(literals(when, self.facts[side])))
        every = [(index, bits, self.variables[index].all) for index, bits in found]
        return tuple((index, bits & all) for index, bits, all in every if bits & all != all)

    def add(self, branches: Iterable[Branch], values: int) -> int:
        """A further variable with this many values."""
        # Of a kind that the proof does not single out: here an undecided table is a value as any other.
        self.variables.append(Variable("copy", (), tuple(map(str, range(values))), tuple(branches)))
        return len(self.variables) - 1

    def first_of(self, conditions: Iterable[Condition]) -> int:
        """A variable that says which of some conditions holds first; where one says so already, that one."""
        branches = first_of(conditions)
        known = enumerate(self.variables[1:], 1)
        same = (index for index, variable in known if variable.branches == branches)
        found = next(same, None)
        return self.add(branches, len(branches)) if found is None else found

    def sources(self, variables: Iterable[int]) -> frozenset[int]:
        """The variables that some depend on, directly or through others, and themselves."""
        left, found = set(variables), set[int]()
        while left:
            index = left.pop()
            found.add(index)
            left |= {read for branch in self.variables[index].branches for read, _ in branch.when} - found
        return frozenset(found)


def joint_of(old: Edition, new: Edition, within: Within = EVER, *, in_force: bool = False) -> Joint:
    """The variables of two policies; those `in_force` know no time before it. Raises NotComparable."""
    joint = Joint((old, new), within)
    _moment(joint, in_force=in_force)
    for question in _in_order(old, new):
        _question(joint, question)
    # The coordinates are told in the order in which the new policy asks.
    order = [*new.questions, *old.questions]
    joint.coordinates.sort(key=lambda told: order.index(told.fact) if told.fact in order else len(order))
    for side in (OLD, NEW):
        for table in joint.editions[side].policy.tables:
            _table(joint, side, table)
    joint.results += _decided(joint)
    return joint


def _decided(joint: Joint) -> Iterator[Coordinate]:
    """The tables that both policies have, with what the new one decides."""
    for table in joint.editions[NEW].policy.tables:
        if table.id in joint.facts[OLD]:
            index, seen = joint.facts[NEW][table.id]
            yield from _told_apart(table.id, index, [(result, result) for result in seen])


def _moment(joint: Joint, *, in_force: bool) -> None:
    found = tuple(
        both
        for both in both_moments(*joint.editions)
        if not in_force or {side[POLICY] for side in both} == {IN_FORCE}
    )
    joint.add([Branch((), (1 << len(found)) - 1)], len(found))
    for side in (OLD, NEW):
        for fact in found[0][side]:
            joint.facts[side][fact] = 0, tuple(both[side][fact] for both in found)
    for fact in dict.fromkeys((*found[0][NEW], *found[0][OLD])):
        tokens = [(before.get(fact, ""), now.get(fact, "")) for before, now in found]
        joint.coordinates += _told_apart(fact, 0, tokens)


def _told_apart(fact: str, index: int, tokens: list[Token]) -> Iterator[Coordinate]:
    """A fact by which cases differ; one that is always the same tells nothing."""
    unlike = tuple(dict.fromkeys(tokens))
    if len(unlike) > 1:
        bits = tuple(places_of(token == other for token in tokens) for other in unlike)
        yield Coordinate(fact, index, unlike, bits)


def _in_order(old: Edition, new: Edition) -> list[str]:
    """All questions, each after those that it depends on in either policy. Raises NotComparable."""
    needs: dict[str, set[str]] = {}
    for edition in (new, old):
        known_by: dict[str, Collection[str]] = {}
        for question in edition.policy.questions:
            kind = kind_of(question)
            facts = {*question.when}.union(*(standing.when for standing in kind.standings(edition.policy)))
            read = {other for other, known in known_by.items() if not facts.isdisjoint(known)}
            needs.setdefault(question.id, set()).update(read)
            known_by[question.id] = kind.domains(edition.policy)
    left, placed = _merged(list(old.questions), list(new.questions)), dict[str, None]()
    while left:
        ready = next((question for question in left if needs[question] <= placed.keys()), None)
        if ready is None:
            names = ", ".join(f"'{question}'" for question in left)
            raise NotComparable(f"any customer's outcome may change, as of the questions {names} some moved")
        placed[ready] = None
        left.remove(ready)
    return list(placed)


def _merged(old: list[str], new: list[str]) -> list[str]:
    """The new questions in their order, and each that is gone behind the one that it followed."""
    merged = list(new)
    for place, question in enumerate(old):
        if question not in new:
            merged.insert(merged.index(old[place - 1]) + 1 if place else 0, question)
    return merged


def _question(joint: Joint, id: str) -> None:
    answers: list[BothAnswers] = []
    branches: list[Branch] = []
    # Of the pairs in this order, the first that holds is the first old state with the first new one.
    for old_when, was in _states_while_it_fits(joint, id):
        for new_when, now in _states(joint, NEW, id):
            for more, found in _both(joint, id, was, now):
                bits = ((1 << len(found)) - 1) << len(answers)
                answers += found
                if found:
                    branches.append(Branch(conjunction(old_when, new_when, more), bits))
    index = joint.add(branches, len(answers))
    joint.answers[id] = index, tuple(answers)
    for side in (OLD, NEW):
        joint.facts[side][id] = index, tuple(answer.facts[side] for answer in answers)
        if any(answer.releases[side] for answer in answers):
            joint.facts[side][RELEASE] = index, tuple(answer.releases[side] or UNASKED for answer in answers)
    typed = bool(kind_of(joint.questions[id]).input)
    joint.coordinates += _told_apart(id, index, [answer.token(typed) for answer in answers])
    joint.coordinates += _told_apart(RELEASE, index, [answer.releases for answer in answers])


def _both(
    joint: Joint, id: str, was: Standing, now: Standing
) -> Iterator[tuple[Condition, list[BothAnswers]]]:
    """The answers in two states, each with what else they depend on."""
    old, new = (edition.questions.get(id) for edition in joint.editions)
    if now.picks or not (was.typed or now.typed):
        alike = old is not None and new is not None and old.kind == new.kind
        yield (), list(together(was, now, alike))
        return
    product = now.product or was.product
    typed_answers = typed_in_both(joint.editions, (old, new), (was, now), joint.within)
    in_force = [joint.facts[side][POLICY][1] for side in (OLD, NEW)]
    force = list(zip(*in_force, strict=True))
    # What is typed may also depend on whether either policy is in force, which the moment says.
    for both in dict.fromkeys(force):
        found: list[BothAnswers] = []
        for ((fact, *release), (new_fact, *new_release)), typed in typed_answers.get(both, {}).items():
            releases = "".join(release), "".join(new_release)
            answer = BothAnswers((fact, new_fact), (was.asked, now.asked), releases)
            found.append(answer)
            examples = joint.examples.setdefault((id, answer.token(typed=True)), {})
            examples.setdefault(product.id if product else "", typed)
        yield ((0, places_of(moment == both for moment in force)),), found


def _states_while_it_fits(joint: Joint, id: str) -> list[State]:
    """How a question stands in the old policy; once an answer did not fit, it asks nothing more."""
    states, order = list(_states(joint, OLD, id)), list(joint.editions[OLD].questions)
    earlier = order[: order.index(id)] if id in order else []
    unoffered = [joint.unoffered(question) for question in earlier if question in joint.answers]
    fits = tuple((index, joint.variables[index].all & ~fresh) for index, fresh in unoffered if fresh)
    if not fits:
        return states
    return [*((conjunction(when, fits), standing) for when, standing in states), ((), NOT_UP)]


def _states(joint: Joint, side: int, id: str) -> Iterator[State]:
    """How a question stands in a policy: the first state whose condition holds."""
    edition = joint.editions[side]
    when: Condition = ((0, 0),)
    if id in edition.questions:
        question = edition.questions[id]
        comes_up = joint.condition(side, question.when)
        for standing in kind_of(question).standings(edition.policy):
            when = (*comes_up, *joint.condition(side, standing.when))
            yield when, standing
    if when:
        yield (), NOT_UP


def _table(joint: Joint, side: int, table: Table) -> None:
    index = joint.first_of(joint.condition(side, row.when) for row in table.rows)
    joint.facts[side][table.id] = index, (*(row.then for row in table.rows), NO_ROW)
    joint.facts[side][row_fact(table.id)] = index, (*map(str, range(1, len(table.rows) + 1)), NO_ROW)


@dataclass(frozen=True)
class States:
    """Where a policy decides a case, where it leaves one undecided, and where the answers don't fit it."""

    decided: Literal
    undecided: Literal
    stuck: Literal


def states(joint: Joint, side: int) -> States:
    """What a policy makes of cases as a whole."""
    unoffered = map(joint.unoffered, joint.answers if side == OLD else ())
    stuck = [literal for literal in unoffered if literal[1]]
    open_ends: list[Literal] = []
    for table in joint.editions[side].policy.tables:
        index, _ = joint.facts[side][table.id]
        # A table with a row for everything else is never undecided.
        if all(branch.when for branch in joint.variables[index].branches[:-1]):
            open_ends.append((index, joint.variables[index].last))
    index = joint.first_of((literal,) for literal in (*stuck, *open_ends))
    decided, fresh = joint.variables[index].last, (1 << len(stuck)) - 1
    return States((index, decided), (index, decided - 1 - fresh), (index, fresh))
