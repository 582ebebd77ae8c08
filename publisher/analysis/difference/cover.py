"""The cases in which something changes, told in few conditions.

A box gives for each fact that matters what it may be. A box is made from a case that is not told yet: facts
are dropped and values are added as long as every case within it that can come about changes in this way.
So boxes are as wide as they can be, and none is left that the others make needless. Where it takes several,
and what one table decides tells the same cases alone, that is told in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from publisher.analysis.difference.joint import OLD, Coordinate, Joint, having
from publisher.analysis.effort import Effort, TooHard
from publisher.analysis.possible import Facts
from publisher.analysis.search import negated
from publisher.analysis.space import Condition, Literal, Space, conjunction
from wizard.conditions import UNASKED

MOST_BOXES = 40
"""Boxes of one change; more help nobody."""

STARTS = 6
"""Cases from which a box is made; the one that tells most is kept."""

Box = Mapping[int, int]
"""By the number of a coordinate, the tokens that it may have; one that is not there may have any."""


@dataclass(frozen=True)
class Told:
    """A box as people read it: by coordinate, the tokens that really occur, and all that may."""

    box: Box
    occurring: Box


class Cases:
    """Answers which cases there are, from trials where they show it and by search where not."""

    def __init__(self, joint: Joint, effort: Effort, each: int) -> None:
        self.joint = joint
        self._facts = Facts(Space(joint.editions[1], (), variables=joint.variables), effort, each)
        self._having: dict[Literal, int] = {}

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

    def can(self, when: Condition) -> bool:
        """Whether a condition can hold. Raises TooHard."""
        return bool(self.trials(when)) or self._facts.find(when, self.end) is not None

    def always(self, within: Condition, group: Condition) -> bool:
        """Whether a condition holds in every case within another. Raises TooHard."""
        others = [(at, self.joint.variables[at].all & ~bits) for at, bits in group]
        if any(self.trials((*within, one)) for one in others):
            return False
        return not any(self.can((*within, one)) for one in others)

    def examples(self, group: Condition, told: Sequence[Condition]) -> list[list[int]]:
        """Some cases in a group that are in none of the boxes told; none where there is none."""
        trials = self.trials(group)
        for condition in told:
            trials &= ~self.trials(condition)
        found: list[list[int]] = []
        while trials and len(found) < STARTS:
            lowest = trials & -trials
            trials ^= lowest
            found.append(self._facts.run.trial(lowest.bit_length() - 1))
        if not found and (case := self.example(group, told)):
            found.append(case)
        return found

    def example(self, group: Condition, told: Sequence[Condition]) -> list[int] | None:
        """A case in a group that is in none of the boxes told: a value for each variable. Raises TooHard."""
        trials = self.trials(group)
        for condition in told:
            trials &= ~self.trials(condition)
        if trials:
            return self._facts.run.trial((trials & -trials).bit_length() - 1)
        more = [negated(condition, self.joint.variables) for condition in told]
        found = self._facts.find(group, self.end, more)
        return found and [values & -values for values in found]


def boxes_of(cases: Cases, group: Condition) -> Iterator[Told]:
    """Boxes that hold exactly the cases of a group. Raises TooHard, also where it takes too many."""
    sources = cases.joint.sources(at for at, _ in group)
    relevant = [at for at, one in enumerate(cases.joint.coordinates) if one.at in sources]
    found: list[Box] = []
    told: list[Condition] = []
    while starts := cases.examples(group, told):
        if len(found) == MOST_BOXES:
            raise TooHard
        wide = [_widened(cases, group, _around(cases.joint, case, relevant)) for case in starts]
        found.append(max(wide, key=lambda box: _worth_telling(cases, box, told)))
        told.append(condition(cases.joint, found[-1]))
    needed = _needed(cases, group, found)
    if len(needed) > 1 and (one := _by_result(cases, group)):
        needed = [one]
    for box in needed:
        yield Told(box, _occurring(cases, box))


def _by_result(cases: Cases, group: Condition) -> Box | None:
    """A box of nothing but what one table decides, in both policies alike, where that tells a group.

    Raises TooHard.
    """
    joint = cases.joint
    for number, one in enumerate(joint.results, len(joint.coordinates)):
        each = [1 << token for token in range(len(one.tokens))]
        box = {number: sum(bit for bit in each if cases.always((one.literal(bit),), group))}
        if box[number] and cases.always(group, (*condition(joint, box), _before(joint, one, box[number]))):
            return box
    return None


def _before(joint: Joint, result: Coordinate, tokens: int) -> Literal:
    """That the old policy's table decides the same."""
    at, seen = joint.facts[OLD][result.fact]
    return at, having(seen, [one for number, (_, one) in enumerate(result.tokens) if tokens >> number & 1])


def condition(joint: Joint, box: Box) -> Condition:
    """A box as a condition on variables."""
    return conjunction(tuple(joint.known[number].literal(tokens) for number, tokens in box.items()))


def _worth_telling(cases: Cases, box: Box, told: Sequence[Condition]) -> tuple[int, int]:
    """How many trials a box tells that no other does; of two alike the one of fewer facts is worth more."""
    trials = cases.trials(condition(cases.joint, box))
    for one in told:
        trials &= ~cases.trials(one)
    return trials.bit_count(), -len(box)


def _around(joint: Joint, case: list[int], relevant: list[int]) -> dict[int, int]:
    """The box that holds one case."""
    box = {}
    for number in relevant:
        coordinate = joint.coordinates[number]
        box[number] = next(
            1 << token for token, bits in enumerate(coordinate.bits) if bits & case[coordinate.at]
        )
    return box


def _widened(cases: Cases, group: Condition, box: dict[int, int]) -> Box:
    joint = cases.joint
    for number in sorted(box, key=lambda one: _worth(joint.coordinates[one], box[one], one)):
        rest = {one: tokens for one, tokens in box.items() if one != number}
        if cases.always(condition(joint, rest), group):
            box = rest
    for number in sorted(box):
        for token in range(len(joint.coordinates[number].tokens)):
            more = {**box, number: 1 << token}
            if not box[number] >> token & 1 and cases.always(condition(joint, more), group):
                box[number] |= 1 << token
    return box


def _worth(coordinate: Coordinate, tokens: int, number: int) -> tuple[bool, int]:
    """What to drop first: questions that were not asked, then the later ones, as they hang on the earlier."""
    token = coordinate.tokens[tokens.bit_length() - 1]
    return token != (UNASKED, UNASKED), -number


def _needed(cases: Cases, group: Condition, found: list[Box]) -> list[Box]:
    """The boxes without those whose cases are all in the others."""
    needed = list(found)
    for box in found:
        others = [condition(cases.joint, one) for one in needed if one is not box]
        within = conjunction(group, condition(cases.joint, box))
        if len(needed) > 1 and cases.example(within, others) is None:
            needed = [one for one in needed if one is not box]
    return needed


def _occurring(cases: Cases, box: Box) -> Box:
    """Of what the facts of a box may be, what they really are in some case."""
    found = {}
    for number, tokens in box.items():
        each = [1 << one for one in range(tokens.bit_length()) if tokens >> one & 1]
        real = (one for one in each if cases.can(condition(cases.joint, {**box, number: one})))
        found[number] = sum(real)
    return found
