"""All checks of a policy, one after the other, within a limit of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import ParamSpec

from publisher.analysis.bitsets import least_in
from publisher.analysis.effort import Effort, TooHard
from publisher.analysis.possible import Facts
from publisher.analysis.proof import emergency_outcomes, options, rows, shown
from publisher.analysis.proof.emergency_outcomes import Later
from publisher.analysis.proof.flaw import Flaw, Where
from publisher.analysis.proof.summary import Summary, summary_of
from publisher.analysis.space import space_of
from publisher.analysis.trials import TRIALS
from publisher.analysis.witness import Contradiction, case_of, check
from wizard.edition import Edition
from wizard.policy import Table
from wizard.values import value

SEARCHED = 100_000
"""Steps that all searches together may take."""

P = ParamSpec("P")


@value()
class Proof:
    """All that was found out about a policy. What is unfinished took too many steps."""

    flaws: tuple[Flaw, ...]
    unfinished: tuple[str, ...]
    summary: Summary
    emergencies: tuple[Later, ...] = ()


def prove(edition: Edition, where: Where = str, trials: int = TRIALS) -> Proof:
    """Prove a policy whose parts fit together; `where` names the places that messages speak of.

    With fewer trials it searches for more, and finds the same. Raises Contradiction.
    """
    began = perf_counter()
    work = _Work(Facts(space_of(edition), Effort(SEARCHED), trials=trials))
    flaws = tuple(_flaws(work, where))
    told = tuple(_emergencies(work)) if not any(flaw.is_error for flaw in flaws) else ()
    summary = summary_of(work.facts)
    summary = replace(summary, seconds=perf_counter() - began)
    if summary.ways is None:
        work.unfinished.append("counting the ways through the interview")
    if not summary.outcomes_are_all:
        work.unfinished.append("counting the different outcomes")
    return Proof(flaws, tuple(work.unfinished), summary, told)


@dataclass
class _Work:
    """Does one check after the other, and notes those that take too many steps."""

    facts: Facts
    unfinished: list[str] = field(default_factory=list)

    def attempt(
        self, what: str, check: Callable[P, Iterator[Flaw]], *args: P.args, **kwargs: P.kwargs
    ) -> list[Flaw]:
        found: list[Flaw] = []
        try:
            found.extend(check(*args, **kwargs))
        except TooHard:
            self.unfinished.append(what)
        return found


def _flaws(work: _Work, where: Where) -> Iterator[Flaw]:
    policy, facts = work.facts.space.edition.policy, work.facts
    # In the order of the tables: what one can decide narrows the search for what the next one can.
    for table in policy.tables:
        of = f"the table '{table.id}'"
        yield from work.attempt(f"{of}: whether it decides every case", rows.undecided, facts, table)
        yield from work.attempt(f"{of}: which rows can decide", rows.unreachable, facts, table, where)
        yield from work.attempt(f"{of}: which rows are needed", rows.not_needed, facts, table, where)
        yield from work.attempt(f"{of}: which rows could be one", rows.in_one, facts, table, where)
        yield from work.attempt(f"{of}: trying its rows with the engine", _tried, facts, table)
    for number, question in enumerate(policy.questions):
        of = f"the question '{question.id}'"
        yield from work.attempt(
            f"{of}: whether it is asked", options.never_asked, facts, number, question, where
        )
        yield from work.attempt(f"{of}: what its options change", options.alike, facts, number, question)
    yield from work.attempt("which clauses outcomes cite", shown.never_cited, facts, where)
    yield from work.attempt("what outcomes show", shown.never_shown, facts, where)
    yield from work.attempt("whether each route leads somewhere", shown.no_way, facts)
    yield from work.attempt("whether each refusal says what else to do", shown.no_advice, facts)
    yield from work.attempt("whether a refusal promises an answer", shown.refused_level, facts)
    yield from shown.never_given(facts.space)
    for number, emergency in enumerate(policy.emergencies):
        of = f"the emergency '{emergency.id}'"
        yield from work.attempt(
            f"{of}: whether it leads to a channel", emergency_outcomes.lost, facts, number, emergency
        )


def _emergencies(work: _Work) -> Iterator[Later]:
    for emergency in work.facts.space.edition.policy.emergencies:
        try:
            yield emergency_outcomes.later(work.facts, emergency)
        except TooHard:
            work.unfinished.append(f"what further answers make of the emergency '{emergency.id}'")


def _tried(facts: Facts, table: Table) -> Iterator[Flaw]:
    """Put a case for each row that can decide to the engine itself, which must decide by that row."""
    index, last = facts.space.index[table.id], len(facts.space.edition.policy.questions)
    for number in range(len(table.rows)):
        if not facts.possible(index) >> number & 1:
            continue
        trials = facts.run.values[index][number]
        found = facts.run.trial(least_in(trials)) if trials else None
        found = found or facts.find(((index, 1 << number),), index, upto=last)
        decided = found and check(facts.space, case_of(facts.space, found, last), index + 1).rows[table.id]
        if decided != number:
            raise Contradiction(f"the engine decides '{table.id}' by row {decided} and not by row {number}")
    # It finds no flaws, but runs as one of the checks, with their limit of steps.
    yield from ()
