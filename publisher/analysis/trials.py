"""Many interviews at once, with answers drawn at random: bit-parallel Monte Carlo simulation.

Theory of operation

An integer of `TRIALS` bits says of each trial, one bit each, whether something holds in it. So a condition is
evaluated in all trials by a few `&` and `|` on whole integers. `Trials.run` goes through the variables in
order. Of the trials that no branch has taken yet, a branch takes those in which its condition holds, and
deals them out among its values by the draw made for that branch. From the first table without a row on, a
trial is dropped: no later variable has a value in it, as the engine stops there.

A draw deals the trials out by as many fair coins as it takes to number the values; where their number is no
power of two, the first values get two of the coins' patterns. That is good enough: what happens in a trial
can happen, and of what happens in none nothing is concluded; that is left to the search.

The draws are the same in every run, and stay the same where `forced` gives one question one answer (common
random numbers): two runs that differ show a case in which that answer changes something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from publisher.analysis.bitsets import numbers_in, places_of
from publisher.analysis.space import Literal, Variable

TRIALS = 2048
"""As many as one operation on an integer still does at once at little cost."""


@dataclass(frozen=True)
class Run:
    """For each variable, the trials in which it has each value, and those in which each branch was taken."""

    values: list[list[int]]
    branches: list[list[int]]
    decided: int
    """The trials in which every table has a row."""

    def having(self, literal: Literal) -> int:
        """The trials in which a literal holds."""
        index, values = literal
        return _union(self.values[index], values)

    def trial(self, number: int) -> list[int]:
        """The value of every variable in one trial, as one bit; 0 where it has none."""
        return [places_of(trials >> number & 1 for trials in by_value) for by_value in self.values]


class Trials:
    """Trials of the variables of a policy."""

    def __init__(self, variables: Sequence[Variable], number: int = TRIALS) -> None:
        # No secret depends on it; the same numbers in every run are what is wanted.
        draw = Random(1)  # noqa: S311
        self._variables = variables
        self._all = (1 << number) - 1
        self._draws = [
            [_dealt(draw, branch.values, number) for branch in variable.branches] for variable in variables
        ]

    def run(self, forced: Literal | None = None) -> Run:
        """The trials; with `forced`, where that question is asked it is answered with that one value."""
        values: list[list[int]] = []
        branches: list[list[int]] = []
        unions: dict[Literal, int] = {}
        decided = self._all
        for index, variable in enumerate(self._variables):
            by_value, taken, rest = [0] * len(variable.facts), [], decided
            for number, branch in enumerate(variable.branches):
                trials = rest
                for literal in branch.when:
                    if literal not in unions:
                        unions[literal] = _union(values[literal[0]], literal[1])
                    trials &= unions[literal]
                rest &= ~trials
                taken.append(trials)
                if forced is not None and forced[0] == index and forced[1] & branch.values:
                    by_value[forced[1].bit_length() - 1] |= trials
                else:
                    for value, drawn in self._draws[index][number]:
                        by_value[value] |= trials & drawn
            values.append(by_value)
            branches.append(taken)
            if variable.kind == "table":
                decided &= ~taken[-1]
        return Run(values, branches, decided)


def _union(trials: Sequence[int], values: int) -> int:
    """The trials of any of some values."""
    found = 0
    for value in numbers_in(values):
        found |= trials[value]
    return found


def _dealt(draw: Random, values: int, number: int) -> list[tuple[int, int]]:
    """Each value of a branch with the trials that draw it."""
    among = list(numbers_in(values))
    coins = [draw.getrandbits(number) for _ in range((len(among) - 1).bit_length())]
    found = dict.fromkeys(among, 0)
    for pattern in range(1 << len(coins)):
        trials = (1 << number) - 1
        for bit, coin in enumerate(coins):
            trials &= coin if pattern >> bit & 1 else ~coin
        found[among[pattern % len(among)]] |= trials
    return list(found.items())
