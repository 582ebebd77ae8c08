"""An example of a case, as a customer would click it; each one is tried with the engine itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from publisher.analysis.possible import Facts
from publisher.analysis.search import Clause, Domains
from publisher.analysis.space import Condition, Space
from wizard.conditions import UNASKED
from wizard.decisions import Undecided, decide
from wizard.interview import options, walk
from wizard.policy import NOT_YET, OPEN, POLICY, Question
from wizard.versions.names import UNKNOWN


class Contradiction(Exception):
    """The engine and the proof don't agree: a fault of the program."""


@dataclass(frozen=True)
class Witness:
    """The moment's facts that it takes, in words, and each question with the answer to click."""

    moment: tuple[str, ...]
    clicks: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        clicks = " / ".join(f"{question} -> {answer}" for question, answer in self.clicks)
        return "; ".join(part for part in (", ".join(self.moment), clicks) if part) or "in every case"


@dataclass(frozen=True)
class TriedCase:
    """An interview: the moment's facts, the answers, and the values that the questions then have."""

    moment: dict[str, str]
    answers: dict[str, str]
    day: date
    facts: dict[str, str]


def shortest(
    facts: Facts, when: Condition, target: int, more: Sequence[Clause] = (), upto: int | None = None
) -> Witness:
    """The example with the fewest questions; with `upto`, it ends at that question. Raises TooHard."""
    questions = facts.space.of_kind("question")
    last = questions[-1] if upto is None else upto
    found = facts.shortest(when, target, last, more)
    if found is None:
        raise Contradiction("an example was asked for that can't come about")
    case = case_of(facts.space, found, last)
    asked = check(facts.space, case, target).asked

    def also(moment: int) -> bool:
        fixed = tuple((at, found[at]) for at in questions if at <= last)
        return facts.find((*when, (0, 1 << moment), *fixed), target, more) is not None

    clicks = tuple((one.text, _answer(facts.space, case, one)) for one in asked)
    return Witness(tuple(_moment(facts.space, found[0], also)), clicks)


def case_of(space: Space, domains: Domains, upto: int) -> TriedCase:
    """The case up to a question in domains where each fact has a value; of several the first is taken."""
    questions, policy = space.edition.policy.questions, space.edition.policy
    moment = space.moments[_first(domains[0])]
    answers: dict[str, str] = {}
    facts: dict[str, str] = {}
    day, product = policy.effective, policy.products[0].id if len(policy.products) == 1 else UNKNOWN
    for at, question in enumerate(questions[:upto], 1):
        fact, asked = space.variables[at].facts[_first(domains[at])], domains[at] & space.variables[at].asked
        facts[question.id] = fact
        if asked and question.kind == "product":
            product = fact
        if asked and question.kind == "version":
            shown = space.versions[moment[POLICY], product, fact]
            answers[question.id], day = shown.version, shown.day
        elif asked:
            answers[question.id] = fact
    return TriedCase(moment, answers, day, facts)


@dataclass(frozen=True)
class Tried:
    """What the engine made of a case: the questions that it asked, and the row of each table, from 0."""

    asked: tuple[Question, ...]
    rows: dict[str, int]


def check(space: Space, case: TriedCase, target: int) -> Tried:
    """Put a case to the engine, with the tables before `target`; it must come to the same facts."""
    edition = space.edition
    walked = walk(edition, case.answers, case.moment, case.day)
    got = {id: walked.facts.get(id, UNASKED) for id in case.facts}
    if got != case.facts:
        raise Contradiction(f"the engine comes to {got} and not to {case.facts}")
    asked = tuple(edition.questions[id] for id in walked.asked)
    if len(case.facts) < len(edition.policy.questions):
        return Tried(asked, {})
    tables = [one for one in edition.policy.tables if space.index[one.id] < target]
    try:
        decisions = decide(tables, walked.facts)
    except Undecided as error:
        raise Contradiction(str(error)) from error
    return Tried(asked, {one.table.id: one.table.rows.index(one.row) for one in decisions})


def _first(values: int) -> int:
    return (values & -values).bit_length() - 1


def _answer(space: Space, case: TriedCase, question: Question) -> str:
    answer, fact = case.answers[question.id], case.facts[question.id]
    product = space.edition.products.get(case.facts.get("product", ""))
    labels = {one.id: one.label for one in options(space.edition, question, product)}
    if question.kind != "version" or answer == UNKNOWN:
        return labels.get(answer, answer)
    names = {one.id: one.name for one in space.edition.policy.version_statuses}
    return f"{answer} ({names.get(fact, fact)}, as on {case.day.isoformat()})"


def _moment(space: Space, moments: int, also: Callable[[int], bool]) -> Iterator[str]:
    """What the moment must be like: as few of its facts as say it."""
    chosen = space.moments[_first(moments)]
    good = [also(at) for at in range(len(space.moments))]
    needed = dict(chosen)
    for fact in chosen:
        rest = {id: value for id, value in needed.items() if id != fact}
        if all(fits for fits, one in zip(good, space.moments, strict=True) if rest.items() <= one.items()):
            needed = rest
    names = {one.id: one.name for one in space.edition.policy.channels}
    for fact, value in needed.items():
        if fact != POLICY:
            yield f"while {names[fact]} is {'open' if value == OPEN else 'closed'}"
        elif value == NOT_YET:
            yield f"before the policy comes into force on {space.edition.policy.effective.isoformat()}"
