"""Counting without enumerating: facts are taken one by one, and what can still matter is all that is kept.

What is kept is which conditions of facts still to come can hold yet: one bit each. Two histories that leave
the same bits have the same future and are counted together (a decision diagram, made level by level). The
work grows with the conditions that are half known at a time, so facts are taken in an order that keeps them
few, and a table is decided as soon as all that it reads is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from publisher.analysis.effort import Effort
from publisher.analysis.space import Variable

State = int
"""The conditions that can hold yet, as bits."""


@dataclass(frozen=True)
class Taken:
    """Values that a fact may have, together where nothing after them tells them apart."""

    keeps: int
    """The conditions that these values leave possible."""
    values: tuple[int, ...]


class Frontier:
    """The order in which the facts are taken, and how each changes what can still hold."""

    def __init__(self, variables: Sequence[Variable], chosen: Iterable[int]) -> None:
        """Of `variables`, those `chosen`; they must look at no others."""
        self.variables = variables
        self.order = _order(variables, sorted(chosen))
        self._bits = {(at, number): bit for bit, (at, number) in enumerate(self._conditions())}
        self._place = {at: place for place, at in enumerate(self.order)}
        self._readers: dict[int, list[tuple[int, int]]] = {at: [] for at in self.order}
        for (at, number), bit in self._bits.items():
            for of, values in variables[at].branches[number].when:
                self._readers[of].append((bit, values))
        self._full_at = self._completed()
        self._own = dict.fromkeys(self.order, 0)
        for (at, _), bit in self._bits.items():
            self._own[at] |= 1 << bit
        self._steps = {(at, bit): self._made(at, number) for (at, number), bit in self._bits.items()}

    @property
    def start(self) -> State:
        """Everything is possible yet."""
        return (1 << len(self._bits)) - 1

    def steps(self, at: int, state: State) -> Sequence[Taken]:
        """What a fact may be where these conditions can hold: what its first branch that holds allows."""
        first = state & self._own[at]
        return self._steps[at, (first & -first).bit_length() - 1]

    def after(self, at: int, state: State, step: Taken) -> State:
        """The state after a step; a row behind one that is sure to hold can't decide any more."""
        state &= step.keeps
        for full, table in self._full_at[at]:
            sure = state & full
            if sure:
                first = sure & -sure
                state &= ~table | (first << 1) - 1
        return state

    def _made(self, at: int, branch: int) -> tuple[Taken, ...]:
        """The steps of a branch."""
        alike: dict[int, list[int]] = {}
        for value in range(len(self.variables[at].facts)):
            if self.variables[at].branches[branch].values >> value & 1:
                gone = self._own[at]
                for bit, values in self._readers[at]:
                    gone |= 0 if values >> value & 1 else 1 << bit
                alike.setdefault(~gone, []).append(value)
        return tuple(Taken(keeps, tuple(values)) for keeps, values in alike.items())

    def _conditions(self) -> Iterator[tuple[int, int]]:
        for at in self.order:
            for number in range(len(self.variables[at].branches)):
                yield at, number

    def _completed(self) -> dict[int, list[tuple[int, int]]]:
        """After which fact which conditions are known in full, with all conditions of the same fact."""
        found: dict[int, list[tuple[int, int]]] = {at: [] for at in self.order}
        for at in self.order:
            table = full = 0
            known: dict[int, int] = {}
            for number, branch in enumerate(self.variables[at].branches):
                bit = 1 << self._bits[at, number]
                table |= bit
                last = max((self._place[of] for of, _ in branch.when), default=-1)
                known[last] = known.get(last, 0) | bit
            for place in sorted(known):
                full |= known[place]
                if place >= 0:
                    found[self.order[place]].append((full, table))
        return found


def ways(frontier: Frontier, effort: Effort) -> dict[int, int]:
    """In how many ways an interview can go, by the number of questions that it asks. Raises TooHard."""
    now: dict[tuple[State, int], int] = {(frontier.start, 0): 1}
    for at in frontier.order:
        then: dict[tuple[State, int], int] = {}
        asked = frontier.variables[at].asked
        for (state, questions), count in now.items():
            for step in frontier.steps(at, state):
                effort.spend(1)
                more = 1 if asked >> step.values[0] & 1 else 0
                key = frontier.after(at, state, step), questions + more
                then[key] = then.get(key, 0) + count * len(step.values)
        now = then
    found: dict[int, int] = {}
    for (_, questions), count in now.items():
        found[questions] = found.get(questions, 0) + count
    return found


def outcomes(frontier: Frontier, effort: Effort) -> int:
    """How many different results all tables together can have. Raises TooHard.

    Answers are not told apart, only results: all states that the same results can lead to go together.
    """
    now: dict[frozenset[State], int] = {frozenset({frontier.start}): 1}
    for at in frontier.order:
        then: dict[frozenset[State], int] = {}
        for states, count in now.items():
            for reached in _by_result(frontier, at, states, effort):
                then[reached] = then.get(reached, 0) + count
        now = then
    return sum(now.values())


def _by_result(
    frontier: Frontier, at: int, states: frozenset[State], effort: Effort
) -> Iterator[frozenset[State]]:
    variable = frontier.variables[at]
    found: dict[str, set[State]] = {}
    for state in states:
        for step in frontier.steps(at, state):
            effort.spend(1)
            result = variable.facts[step.values[0]] if variable.kind == "table" else ""
            if not (variable.kind == "table" and variable.last >> step.values[0] & 1):
                found.setdefault(result, set()).add(frontier.after(at, state, step))
    return map(frozenset, found.values())


def _order(variables: Sequence[Variable], chosen: Sequence[int]) -> list[int]:
    """An order in which few conditions are half known at a time.

    What the table that lacks least needs comes first, and the table right after it.
    """
    reads = {at: {of for branch in variables[at].branches for of, _ in branch.when} for at in chosen}
    needs: dict[int, set[int]] = {}
    for at in chosen:
        needs[at] = {at}.union(*(needs[of] for of in reads[at]))
    conditions = [_read(branch.when) for at in chosen for branch in variables[at].branches]
    placed: dict[int, None] = {}
    while len(placed) < len(chosen):
        left = [at for at in chosen if at not in placed]
        tables = [at for at in left if variables[at].kind == "table"]
        goal = min((needs[at] - placed.keys() for at in tables), key=len, default=set(left))
        ready = [at for at in sorted(goal) if reads[at] <= placed.keys()]
        placed[min(ready, key=lambda at: _half_known(conditions, {*placed, at}))] = None
    return list(placed)


def _read(when: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(of for of, _ in when)


def _half_known(conditions: Iterable[frozenset[int]], placed: set[int]) -> int:
    return sum(1 for read in conditions if not read <= placed and not read.isdisjoint(placed))
