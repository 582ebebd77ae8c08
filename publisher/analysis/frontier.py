"""Counting without enumerating: a decision diagram, made level by level, of which only the frontier is kept.

Theory of operation

Facts are taken one after the other. Of the histories so far, all that is kept is what the future can depend
on: which conditions of the facts to come can still hold, one bit for each branch of each variable. Histories
that leave the same bits have the same future and are one node, with a count. Only the nodes of the present
level are kept, as each level is made of the one before it (dynamic programming over a frontier).

Take a question `q` (yes, no), a question `r` (a, b, c) that is asked where q is yes, and a table with the
rows `when r is a or b: 1` and `otherwise: 2`. Taken in this order, the bits of r and of the table are:

                     r asked, unasked   row 1, 2   histories
    at first                1 1           1 1          1
    q = yes                 1 0           1 1          1      unasked is behind a branch that is sure to hold
    q = no                  0 1           1 1          1
    r = a or b              - -           1 0          2      one step, as nothing to come tells a from b
    r = c or unasked        - -           0 1          2      two histories in one node

Invariants:
- A fact is taken after all that it reads. So when its turn comes, its bits say exactly which of its
  conditions hold, and the lowest bit is the branch that decides.
- The bit of a fact to come is cleared when its condition is ruled out. It is also cleared when, by what is
  known, an earlier branch of the same fact is sure to hold; that only makes more histories alike.
- Once a fact is taken, its own bits are 0.

`ways` also keeps how many questions were asked in a node. `outcomes` counts different sequences of results:
of one sequence it keeps the set of all nodes that histories with these results lead to (as when a
nondeterministic automaton is made deterministic), and adds up sequences that have the same set.

A level has at most 2^n nodes (for `outcomes`, sets of them), n being the conditions to come that read a
fact already taken. A greedy order keeps these few. That suits what people write, tables that read what
belongs together. Where rows read facts at random the levels grow too wide, and `Effort`, which counts each
step from each node, ends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.analysis.bitsets import least_in, numbers_in
from publisher.analysis.effort import Effort
from publisher.analysis.space import Condition, Variable

State = int
"""The conditions that can still hold, as bits."""


@dataclass(frozen=True)
class Taken:
    """Values that a fact may have, and that nothing to come tells apart."""

    keeps: int
    """The conditions that can still hold with these values."""
    values: tuple[int, ...]


class Frontier:
    """The order in which the facts are taken, and how each changes what can still hold."""

    def __init__(self, variables: Sequence[Variable], chosen: Sequence[int]) -> None:
        """`chosen` are the variables to take; they must read no others."""
        self.variables = variables
        self.order = _order(variables, sorted(chosen))
        self._place = {index: place for place, index in enumerate(self.order)}
        # The bits of one variable lie side by side, its first branch lowest.
        self._bits = {branch: bit for bit, branch in enumerate(self._branches())}
        self._own = dict.fromkeys(self.order, 0)
        self._readers: dict[int, list[tuple[int, int]]] = {index: [] for index in self.order}
        for (index, number), bit in self._bits.items():
            self._own[index] |= 1 << bit
            for read, values in variables[index].branches[number].when:
                self._readers[read].append((bit, values))
        self._complete_at = self._completed()
        self._steps = {(index, bit): self._made(index, number) for (index, number), bit in self._bits.items()}

    @property
    def start(self) -> State:
        """Every condition can still hold."""
        return (1 << len(self._bits)) - 1

    def steps(self, index: int, state: State) -> Sequence[Taken]:
        """What a fact may be in a state: the values of its first branch that holds."""
        holding = state & self._own[index]
        return self._steps[index, least_in(holding)]

    def after(self, index: int, state: State, step: Taken) -> State:
        """The state after a step. What is behind a condition that is sure to hold can't decide any more."""
        state &= step.keeps
        for complete, own in self._complete_at[index]:
            sure = state & complete
            if sure:
                first = sure & -sure
                state &= ~own | (first << 1) - 1
        return state

    def _branches(self) -> Iterator[tuple[int, int]]:
        for index in self.order:
            for number in range(len(self.variables[index].branches)):
                yield index, number

    def _made(self, index: int, number: int) -> tuple[Taken, ...]:
        """The steps of a branch: its values, grouped by the conditions that they rule out."""
        groups: dict[int, list[int]] = {}
        for value in numbers_in(self.variables[index].branches[number].values):
            gone = self._own[index]
            for bit, values in self._readers[index]:
                gone |= 0 if values >> value & 1 else 1 << bit
            groups.setdefault(~gone, []).append(value)
        return tuple(Taken(keeps, tuple(values)) for keeps, values in groups.items())

    def _completed(self) -> dict[int, list[tuple[int, int]]]:
        """For each fact, the variables some condition of which is fully known once the fact is taken.

        Each as the bits of all its conditions that are known by then, and the bits of all it has.
        """
        found: dict[int, list[tuple[int, int]]] = {index: [] for index in self.order}
        for index in self.order:
            known: dict[int, int] = {}
            for number, branch in enumerate(self.variables[index].branches):
                # -1: a condition that reads nothing is known from the start.
                last = max((self._place[read] for read, _ in branch.when), default=-1)
                known[last] = known.get(last, 0) | 1 << self._bits[index, number]
            complete = 0
            for place in sorted(known):
                complete |= known[place]
                if place >= 0:
                    found[self.order[place]].append((complete, self._own[index]))
        return found


def ways(frontier: Frontier, effort: Effort) -> dict[int, int]:
    """In how many ways an interview can go, by the number of questions that it asks. Raises TooHard."""
    level: dict[tuple[State, int], int] = {(frontier.start, 0): 1}
    for index in frontier.order:
        below: dict[tuple[State, int], int] = {}
        asked = frontier.variables[index].asked
        for (state, questions), count in level.items():
            for step in frontier.steps(index, state):
                effort.spend()
                # All values of a step are of one branch, and a branch is asked for as a whole or not at all.
                more = 1 if asked >> step.values[0] & 1 else 0
                node = frontier.after(index, state, step), questions + more
                below[node] = below.get(node, 0) + count * len(step.values)
        level = below
    found: dict[int, int] = {}
    for (_, questions), count in level.items():
        found[questions] = found.get(questions, 0) + count
    return found


def outcomes(frontier: Frontier, effort: Effort) -> int:
    """How many different results all tables together can have. Raises TooHard."""
    level: dict[frozenset[State], int] = {frozenset({frontier.start}): 1}
    for index in frontier.order:
        below: dict[frozenset[State], int] = {}
        for states, count in level.items():
            for reached in _by_result(frontier, index, states, effort):
                below[reached] = below.get(reached, 0) + count
        level = below
    return sum(level.values())


def _by_result(
    frontier: Frontier, index: int, states: frozenset[State], effort: Effort
) -> Iterator[frozenset[State]]:
    """The states after a fact, a set for each result of a table; answers are not told apart."""
    variable = frontier.variables[index]
    is_table = variable.kind == "table"
    found: dict[str, set[State]] = {}
    for state in states:
        for step in frontier.steps(index, state):
            effort.spend()
            # A case without a row has no outcome. A row is a step of its own, so the first value is all.
            if not (is_table and variable.last >> step.values[0] & 1):
                result = variable.facts[step.values[0]] if is_table else ""
                found.setdefault(result, set()).add(frontier.after(index, state, step))
    return map(frozenset, found.values())


def _order(variables: Sequence[Variable], chosen: Sequence[int]) -> list[int]:
    """A greedy order in which few conditions are half known at a time.

    It heads for the table that lacks the fewest facts, and takes the table as soon as it has them.
    """
    reads = {index: _read(*(branch.when for branch in variables[index].branches)) for index in chosen}
    needs: dict[int, set[int]] = {}
    for index in chosen:
        needs[index] = {index}.union(*(needs[read] for read in reads[index]))
    conditions = [_read(branch.when) for index in chosen for branch in variables[index].branches]
    placed: dict[int, None] = {}
    while len(placed) < len(chosen):
        left = [index for index in chosen if index not in placed]
        tables = [index for index in left if variables[index].kind == "table"]
        goal = min((needs[index] - placed.keys() for index in tables), key=len, default=set(left))
        ready = [index for index in sorted(goal) if reads[index] <= placed.keys()]
        placed[min(ready, key=lambda index: _half_known(conditions, {*placed, index}))] = None
    return list(placed)


def _read(*conditions: Condition) -> frozenset[int]:
    return frozenset(index for when in conditions for index, _ in when)


def _half_known(conditions: Sequence[frozenset[int]], placed: set[int]) -> int:
    return sum(1 for read in conditions if not read <= placed and not read.isdisjoint(placed))
