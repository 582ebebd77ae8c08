"""A policy in numbers: how long its interviews are, and how many different outcomes it has."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from math import prod

from publisher.analysis.effort import Effort, TooHard
from publisher.analysis.frontier import Frontier, outcomes, ways
from publisher.analysis.possible import Facts
from publisher.policy_file.findings import so_many
from wizard.values import value

COUNTED = 400_000
"""Steps that each of the two counts may take."""


@value()
class Summary:
    """A policy in numbers; None where it took too many steps to count."""

    questions: int
    rows: int
    ways: int | None
    """Different ways through the interview, the facts of the moment included."""
    longest: int | None
    median: float | None
    outcomes: int
    """Different results of all tables together."""
    outcomes_are_all: bool
    """Whether `outcomes` is their number, or only how many the trials met."""
    seconds: float = 0.0
    """How long the whole proof took."""

    def __str__(self) -> str:
        least = "" if self.outcomes_are_all else "at least "
        return (
            f"{so_many(self.questions, 'question')} and {so_many(self.rows, 'row')}; {self._interview()}; "
            f"{least}{so_many(self.outcomes, 'different outcome')}. Proved in {self.seconds:.2f} s."
        )

    def _interview(self) -> str:
        if self.ways is None:
            return "too many ways through the interview to count them"
        return (
            f"{so_many(self.ways, 'way')} through the interview, "
            f"{so_many(self.median or 0, 'question')} at the median and {self.longest} at most"
        )


def summary_of(facts: Facts) -> Summary:
    """Count; how long the proof took is for whoever proves."""
    policy, lengths = facts.space.edition.policy, _lengths(facts)
    found, are_all = _outcomes(facts)
    return Summary(
        questions=len(policy.questions),
        rows=sum(len(table.rows) for table in policy.tables),
        ways=sum(lengths.values()) if lengths else None,
        longest=max(lengths) if lengths else None,
        median=_median(lengths) if lengths else None,
        outcomes=found,
        outcomes_are_all=are_all,
    )


def _lengths(facts: Facts) -> dict[int, int]:
    """How many ways through the interview there are, by the questions that they ask; empty if too hard."""
    try:
        return ways(
            Frontier(facts.space.variables, facts.space.of_kind("moment", "question")), Effort(COUNTED)
        )
    except TooHard:
        return {}


def _outcomes(facts: Facts) -> tuple[int, bool]:
    """How many different outcomes there are, and whether that is all of them."""
    chosen = facts.space.of_kind("moment", "question", "table")
    try:
        return outcomes(Frontier(facts.space.variables, chosen), Effort(COUNTED)), True
    except TooHard:
        met = _met(facts)
        return met, met == _at_most(facts)


def _met(facts: Facts) -> int:
    """How many different outcomes the trials come to: table by table, the trials are split by results."""
    groups = [facts.run.decided]
    for index in facts.space.of_kind("table"):
        variable = facts.space.variables[index]
        results = [facts.run.having((index, variable.having([fact]))) for fact in set(variable.facts)]
        groups = [both for group in groups for trials in results if (both := group & trials)]
    return len(groups)


def _at_most(facts: Facts) -> int:
    """How many different outcomes there can be at most: any result of a table with any of the others."""
    tables = (facts.space.variables[index] for index in facts.space.of_kind("table"))
    return prod(len(set(variable.facts[:-1])) for variable in tables)


def _median(lengths: dict[int, int]) -> float:
    """The median length of all ways; the mean of the two in the middle where their number is even."""
    total = sum(lengths.values())
    return (_nth(lengths, (total + 1) // 2) + _nth(lengths, total // 2 + 1)) / 2


def _nth(lengths: dict[int, int], place: int) -> int:
    """The length of the way at a place, from 1, when they are sorted by it."""
    ordered = sorted(lengths)
    ends = list(accumulate(lengths[length] for length in ordered))
    return ordered[bisect_left(ends, place)]
