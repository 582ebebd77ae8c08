"""Many interviews at once, with answers drawn at random: each is one bit, so a row costs a few operations.

What happens in a trial can happen; what happens in none is left to the search. The draws are the same in
every run, and for every answer that one question is given: so two runs that differ show what that answer
changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from publisher.analysis.space import Literal, Variable

TRIALS = 2048
"""As many as one operation on an integer still does at once at little cost."""


@dataclass(frozen=True)
class Run:
    """For each variable the trials in which it has each value, and in which each branch was taken."""

    values: list[list[int]]
    branches: list[list[int]]
    decided: int
    """The trials in which every table has a row."""

    def having(self, literal: Literal) -> int:
        """The trials in which a variable has one of some values."""
        at, values = literal
        return _union(self.values[at], values)

    def seen(self, at: int) -> int:
        """The values that a variable has in any trial."""
        return sum(1 << value for value, trials in enumerate(self.values[at]) if trials)

    def trial(self, number: int) -> list[int]:
        """The value of every variable in one trial, as one bit; 0 where it has none."""
        return [
            sum(1 << value for value, trials in enumerate(of) if trials >> number & 1) for of in self.values
        ]


class Trials:
    """Trials of the variables of a policy."""

    def __init__(self, variables: Sequence[Variable], number: int = TRIALS) -> None:
        # No secret depends on it; the same numbers in every run are what is wanted.
        draw = Random(1)  # noqa: S311
        self._variables = variables
        self._all = (1 << number) - 1
        self._draws = [[_split(draw, branch.values, number) for branch in one.branches] for one in variables]

    def run(self, forced: Literal | None = None) -> Run:
        """The trials; with `forced`, where that question is asked it is answered with that one value."""
        values: list[list[int]] = []
        branches: list[list[int]] = []
        unions: dict[Literal, int] = {}
        decided = self._all
        for at, variable in enumerate(self._variables):
            of, taken, rest = [0] * len(variable.facts), [], decided
            for number, branch in enumerate(variable.branches):
                trials = rest
                for literal in branch.when:
                    if literal not in unions:
                        unions[literal] = _union(values[literal[0]], literal[1])
                    trials &= unions[literal]
                rest &= ~trials
                taken.append(trials)
                if forced is not None and forced[0] == at and forced[1] & branch.values:
                    of[forced[1].bit_length() - 1] |= trials
                else:
                    for value, drawn in self._draws[at][number]:
                        of[value] |= trials & drawn
            values.append(of)
            branches.append(taken)
            if variable.kind == "table":
                decided &= ~taken[-1]
        return Run(values, branches, decided)


def _union(trials: Sequence[int], values: int) -> int:
    found = 0
    while values:
        lowest = values & -values
        found |= trials[lowest.bit_length() - 1]
        values ^= lowest
    return found


def _split(draw: Random, values: int, number: int) -> list[tuple[int, int]]:
    """Each value of a branch with the trials that draw it."""
    among = [at for at in range(values.bit_length()) if values >> at & 1]
    bits = (len(among) - 1).bit_length()
    coins = [draw.getrandbits(number) for _ in range(bits)]
    found = dict.fromkeys(among, 0)
    for side in range(1 << bits):
        trials = (1 << number) - 1
        for bit, coin in enumerate(coins):
            trials &= coin if side >> bit & 1 else ~coin
        found[among[side % len(among)]] |= trials
    return list(found.items())
