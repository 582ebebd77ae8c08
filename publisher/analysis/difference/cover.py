"""The cases in which something changes, covered by few conditions that people can read.

Theory of operation

A group is the cases in which a facet changes in one way. A *box* gives for some coordinates (facts of the
customer or the moment) the tokens (what such a fact can be) that they may have. Taken as conditions these
are the cubes of a multi-valued Boolean function, and the task is that of two-level minimisation, done in the
manner of Espresso, with the cases that can't come about as don't-cares:

1. Take a case of the group that no box has yet, from the trials if they have one, else from the search. In
   the box of this case alone, every coordinate that the group can depend on has one token.
2. Widen the box as long as every case within it is of the group: first drop coordinates, then add tokens to
   those that are left. The result can't be widened any more (a prime implicant).
3. Do this from up to `STARTS` such cases, and keep the box with most trials that no other has. Begin again,
   until no case is left.
4. Drop boxes that the others cover, so that each that is left has a case of its own (irredundant).
5. If several are left, and what one table decides tells just the same cases, tell that instead.
6. Add for the reader when the questions of a box come up, where that is said in few words.

Take `q1` (a, b, c), `q2` (yes, no), and a change where q1 is a, and where q1 is b and q2 yes. From the case
(a, no) the box widens to `q1: a`, as q2 can be dropped. From (b, yes) nothing can be dropped, but a can be
added: `q1: a, b; q2: yes`. Boxes may overlap, which makes each of them shorter to tell.

Invariants:
- Every case within a box is of its group, from the first step on; `Cases.always` proves each widening.
- When `boxes_of` ends without TooHard, each case of the group is in a box.

It is greedy: few boxes, not provably the fewest. A widening is proved by one search at most for each
variable that the group names, and most that are wrong are refuted by the trials. More than `MOST_BOXES` end
it, and so do more steps than the searches may take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from publisher.analysis.bitsets import least_in, numbers_in, places_of, seen_as
from publisher.analysis.difference.joint import NEW, OLD, Coordinate, Joint, Token
from publisher.analysis.effort import Effort, TooHard
from publisher.analysis.possible import Facts
from publisher.analysis.search import negated
from publisher.analysis.space import Condition, Literal, Space, conjunction
from wizard.conditions import UNASKED, accepted
from wizard.kinds.product import only_product
from wizard.policy import POLICY, Policy, Question

MOST_BOXES = 40
"""Boxes of one change; more help nobody."""

STARTS = 6
"""Cases from which a box is made; the one that tells most is kept."""

OCCASIONS, SHORT = 2, 2
"""Facts that are added to tell when a box's questions come up, and values of each; more don't help."""

Case = list[int]
"""A value for each variable, as a bit."""
Box = Mapping[Coordinate, int]
"""The tokens that coordinates may have, in their order; one that is not there may have any."""


@dataclass(frozen=True)
class ToldBox:
    """A box as people read it: by coordinate, the tokens that it may have, and those that really occur."""

    box: Box
    occurring: Box
    occasions: frozenset[Coordinate] = frozenset()
    """The coordinates that only tell when others come up; the cases are the same without them."""

    @property
    def facts(self) -> dict[str, list[Token]]:
        """What its facts can be in some case of it."""
        return {coordinate.fact: coordinate.listed(tokens) for coordinate, tokens in self.occurring.items()}


class Cases:
    """Which cases of two policies there are: from the trials where they show it, by search where not."""

    def __init__(self, joint: Joint, effort: Effort, each: int) -> None:
        self.joint = joint
        self._facts = Facts(Space(joint.editions[1], (), variables=joint.variables), effort, each)
        self._having: dict[Literal, int] = {}
        self._found: dict[Condition, bool] = {}

    @cached_property
    def end(self) -> int:
        """The number of variables."""
        return len(self.joint.variables)

    def trials(self, when: Sequence[Literal]) -> int:
        """The trials in which a condition holds."""
        found = -1
        for literal in when:
            if literal not in self._having:
                self._having[literal] = self._facts.run.having(literal)
            found &= self._having[literal]
        return found

    def trials_beside(self, group: Condition, told: Sequence[Condition]) -> int:
        """The trials in which a condition holds, and none of those told."""
        found = self.trials(group)
        for when in told:
            found &= ~self.trials(when)
        return found

    def can(self, when: Condition) -> bool:
        """Whether a condition can hold. Raises TooHard."""
        if self.trials(when):
            return True
        # The boxes around several cases of one group ask much the same.
        if when not in self._found:
            self._found[when] = self._facts.find(when, self.end) is not None
        return self._found[when]

    def always(self, within: Condition, group: Condition) -> bool:
        """Whether `group` holds in every case in which `within` does. Raises TooHard."""
        violations = [
            (*within, (index, self.joint.variables[index].all & ~values)) for index, values in group
        ]
        # The trials first, as they cost next to nothing.
        return not any(map(self.trials, violations)) and not any(map(self.can, violations))

    def examples(self, group: Condition, told: Sequence[Condition]) -> list[Case]:
        """Cases of a group that are in nothing told, at most `STARTS`. Raises TooHard."""
        trials = islice(numbers_in(self.trials_beside(group, told)), STARTS)
        if found := [self._facts.run.trial(number) for number in trials]:
            return found
        case = self.example(group, told)
        return [case] if case else []

    def example(self, group: Condition, told: Sequence[Condition]) -> Case | None:
        """A case of a group that is in nothing told. Raises TooHard."""
        trials = self.trials_beside(group, told)
        if trials:
            return self._facts.run.trial(least_in(trials))
        more = [negated(when, self.joint.variables) for when in told]
        found = self._facts.find(group, self.end, more)
        return found and [values & -values for values in found]


def boxes_of(cases: Cases, group: Condition) -> Iterator[ToldBox]:
    """Boxes that hold exactly the cases of a group. Raises TooHard, also where it takes too many."""
    relevant = _relevant(cases.joint, group)
    found: list[Box] = []
    told: list[Condition] = []
    while starts := cases.examples(group, told):
        if len(found) == MOST_BOXES:
            raise TooHard
        wide = [_widened(cases, group, _box_around(case, relevant)) for case in starts]
        found.append(max(wide, key=lambda box: _gain(cases, box, told)))
        told.append(condition(found[-1]))
    needed = _irredundant(cases, group, found)
    if len(needed) > 1 and (by_result := _by_result(cases, group)):
        needed = [by_result]
    for box in needed:
        yield ToldBox(box, _occurring(cases, box))


def with_occasions(cases: Cases, told: ToldBox) -> ToldBox:
    """A box of the same cases that also tells when its questions come up. Raises TooHard.

    That a fact is one of those that it is in some case of the box leaves out no case.
    """
    joint, added = cases.joint, dict[Coordinate, int]()
    for coordinate, hanging in _occasions(joint, told).items():
        if len(added) == OCCASIONS:
            break
        occurring = _occurring_of(cases, told.box, coordinate, coordinate.all)
        rest = {of: tokens for of, tokens in told.box.items() if of not in hanging}
        others = coordinate.all & ~occurring & ~coordinate.unasked
        # What the rest of the box says is not said again.
        if others and cases.can(condition({**rest, coordinate: others})):
            added[coordinate] = occurring
    widest, narrowest = (
        {of: box[of] for of in (*joint.coordinates, *joint.results) if of in box}
        for box in ({**told.box, **added}, {**told.occurring, **added})
    )
    return ToldBox(widest, narrowest, frozenset(added))


def _occasions(joint: Joint, told: ToldBox) -> dict[Coordinate, list[Coordinate]]:
    """The coordinates beside a box for which its questions come up, each with these questions."""
    by_fact = {coordinate.fact: coordinate for coordinate in joint.coordinates}
    old, new = (edition.policy for edition in joint.editions)
    occurring = told.facts
    found: dict[Coordinate, list[Coordinate]] = {}
    for coordinate, tokens in told.box.items():
        question = joint.questions.get(coordinate.fact)
        facts = [] if question is None or tokens & coordinate.unasked else _occasion(question)
        is_version = coordinate.fact in (old.version_question, new.version_question)
        if is_version and (UNASKED, UNASKED) not in occurring[coordinate.fact]:
            facts += _asked_by_one(old, new)
        for fact in facts:
            if fact in by_fact and by_fact[fact] not in told.box:
                found.setdefault(by_fact[fact], []).append(coordinate)
    return found


def _asked_by_one(old: Policy, new: Policy) -> list[str]:
    """The question for the product, which a version is of, where only one policy asks it."""
    asked = new.product_question or old.product_question
    return [asked] if asked and names_product_otherwise(old, new) else []


def names_product_otherwise(old: Policy, new: Policy) -> bool:
    """Whether customers are asked for their product by only one of two policies."""
    return (only_product(old) is None) != (only_product(new) is None)


def _occasion(question: Question) -> list[str]:
    """The facts that a question comes up for, if they are told in few words.

    What may be unasked as well only keeps a question away, and that a policy is in force goes without saying.
    """
    each = {fact: accepted(values) for fact, values in question.when.items() if fact != POLICY}
    needed = [fact for fact, values in each.items() if UNASKED not in values]
    is_short = len(needed) <= OCCASIONS and all(len(each[fact]) <= SHORT for fact in needed)
    return needed if is_short else []


def box_of_one(cases: Cases, group: Condition, case: Case) -> ToldBox:
    """The box of one case alone, in all that the group depends on."""
    box = _box_around(case, _relevant(cases.joint, group))
    return ToldBox(box, box)


def _relevant(joint: Joint, group: Condition) -> list[Coordinate]:
    """The coordinates that a group can depend on."""
    sources = joint.sources(index for index, _ in group)
    return [coordinate for coordinate in joint.coordinates if coordinate.at in sources]


def condition(box: Box) -> Condition:
    """A box as a condition on variables."""
    return conjunction(tuple(coordinate.literal(tokens) for coordinate, tokens in box.items()))


def _box_around(case: Case, relevant: list[Coordinate]) -> dict[Coordinate, int]:
    """The box of one case alone."""
    return {of: places_of(bits & case[of.at] for bits in of.bits) for of in relevant}


def _widened(cases: Cases, group: Condition, box: dict[Coordinate, int]) -> Box:
    """The box with as few coordinates and then as many tokens as can be, still within the group."""
    # Questions that were not asked go first, then the later ones, as they depend on the earlier.
    later_first = [*reversed(box)]
    for coordinate in sorted(later_first, key=lambda of: of.listed(box[of]) != [(UNASKED, UNASKED)]):
        rest = {other: tokens for other, tokens in box.items() if other is not coordinate}
        if cases.always(condition(rest), group):
            box = rest
    for coordinate in box:
        for token in range(len(coordinate.tokens)):
            # The slice that the token adds is enough to look at: the rest is known to be of the group.
            more = {**box, coordinate: 1 << token}
            if not box[coordinate] >> token & 1 and cases.always(condition(more), group):
                box[coordinate] |= 1 << token
    return box


def _gain(cases: Cases, box: Box, told: Sequence[Condition]) -> tuple[int, int]:
    """How many trials a box has that nothing told has; of two alike the one of fewer facts is worth more."""
    return cases.trials_beside(condition(box), told).bit_count(), -len(box)


def _irredundant(cases: Cases, group: Condition, found: list[Box]) -> list[Box]:
    """Drops boxes that the others cover. Raises TooHard."""
    needed = list(found)
    for box in found:
        others = [condition(other) for other in needed if other is not box]
        within = conjunction(group, condition(box))
        if len(needed) > 1 and cases.example(within, others) is None:
            needed = [other for other in needed if other is not box]
    return needed


def _by_result(cases: Cases, group: Condition) -> Box | None:
    """A box of nothing but what one table decides, in both policies alike, if it holds exactly the group.

    Raises TooHard.
    """
    joint = cases.joint
    for result in joint.results:
        each = [1 << token for token in range(len(result.tokens))]
        tokens = sum(token for token in each if cases.always((result.literal(token),), group))
        alike = (result.literal(tokens), _before(joint, result, tokens))
        if tokens and cases.always(group, alike):
            return {result: tokens}
    return None


def _before(joint: Joint, result: Coordinate, tokens: int) -> Literal:
    """That the old policy's table decides the same."""
    index, seen = joint.facts[OLD][result.fact]
    return index, seen_as(seen, [token[NEW] for token in result.listed(tokens)])


def _occurring(cases: Cases, box: Box) -> Box:
    """Of the tokens that the coordinates of a box may have, those that they have in some case."""
    return {coordinate: _occurring_of(cases, box, coordinate, tokens) for coordinate, tokens in box.items()}


def _occurring_of(cases: Cases, box: Box, coordinate: Coordinate, tokens: int) -> int:
    """Of some tokens of one coordinate, those that it has in some case of a box."""
    each = (1 << number for number in numbers_in(tokens))
    return sum(token for token in each if cases.can(condition({**box, coordinate: token})))
