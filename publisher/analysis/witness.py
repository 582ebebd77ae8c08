"""An example of a case, as a customer would click it; each is put to the engine before anybody reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from publisher.analysis.bitsets import least_in
from publisher.analysis.possible import Facts
from publisher.analysis.search import Clause, Domains
from publisher.analysis.space import Condition, Space
from publisher.analysis.typed_answers import Typed, typed_on
from wizard.conditions import UNASKED
from wizard.decisions import Undecided, decide, row_fact
from wizard.interview import walk
from wizard.kinds import kind_of
from wizard.policy import NOT_YET, OPEN, POLICY, Question
from wizard.versions.names import UNKNOWN


class Contradiction(Exception):
    """The engine and the proof disagree: a fault of the program."""


@dataclass(frozen=True)
class Witness:
    """The facts of the moment that it needs, in words, and each question with the answer to click."""

    moment: tuple[str, ...]
    clicks: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        clicks = " / ".join(f"{question} -> {answer}" for question, answer in self.clicks)
        return "; ".join(part for part in (", ".join(self.moment), clicks) if part) or "in every case"


@dataclass(frozen=True)
class TriedCase:
    """An interview: the facts of the moment, the answers, and the facts that the questions then are."""

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
        fixed = tuple((index, found[index]) for index in questions if index <= last)
        return facts.find((*when, (0, 1 << moment), *fixed), target, more) is not None

    clicks = tuple((question.text, _answer(facts.space, case, question)) for question in asked)
    return Witness(tuple(_moment(facts.space, found[0], also)), clicks)


def case_of(space: Space, domains: Domains, upto: int) -> TriedCase:
    """The case that some domains allow, up to a question; of several values the first is taken."""
    policy = space.edition.policy
    moment = space.moments[least_in(domains[0])]
    answers: dict[str, str] = {}
    facts: dict[str, str] = {}
    typed: dict[str, Typed] = {}
    # Variable 0 is the moment, and the questions come right after it.
    for index, question in enumerate(policy.questions[:upto], 1):
        value = least_in(domains[index])
        facts[question.id] = space.variables[index].facts[value]
        if domains[index] & space.variables[index].asked:
            answers[question.id] = facts[question.id]
            if (question.id, value) in space.typed:
                typed[question.id] = space.typed[question.id, value]
    day, texts = _on_one_day(space, typed)
    return TriedCase(moment, answers | texts, day, facts)


def _on_one_day(space: Space, typed: Mapping[str, Typed]) -> tuple[date, dict[str, str]]:
    """A day, and for each question what has to be typed on it. Raises Contradiction."""
    edition = space.edition
    for day in dict.fromkeys(answer.day for answer in typed.values()):
        texts = {
            question: typed_on(edition, edition.questions[question], answer, day)
            for question, answer in typed.items()
        }
        if all(texts.values()):
            return day, texts
    if typed:
        raise Contradiction("there is no day on which all that is to be typed comes about")
    return edition.policy.effective, {}


@dataclass(frozen=True)
class Tried:
    """What the engine makes of a case: the questions that it asks, and each table's row, from 0."""

    asked: tuple[Question, ...]
    rows: dict[str, int]


def check(space: Space, case: TriedCase, target: int) -> Tried:
    """Put a case to the engine, with the tables before `target`; it must come to the same facts.

    Raises Contradiction.
    """
    edition = space.edition
    walked = walk(edition, case.answers, case.moment, case.day)
    got = {fact: walked.facts.get(fact, UNASKED) for fact in case.facts}
    if got != case.facts:
        raise Contradiction(f"the engine comes to {got} and not to {case.facts}")
    asked = tuple(edition.questions[question] for question in walked.asked)
    if len(case.facts) < len(edition.policy.questions):
        return Tried(asked, {})
    tables = [table for table in edition.policy.tables if space.index[table.id] < target]
    try:
        decided = decide(tables, walked.facts)
    except Undecided as error:
        raise Contradiction(str(error)) from error
    return Tried(asked, {table.id: int(decided[row_fact(table.id)]) - 1 for table in tables})


def _answer(space: Space, case: TriedCase, question: Question) -> str:
    answer, fact = case.answers[question.id], case.facts[question.id]
    kind = kind_of(question)
    if not kind.input or answer == UNKNOWN:
        return kind.label(space.edition, answer)
    names = kind.names(space.edition)
    return f"{answer} ({names.get(fact, fact)}, as on {case.day.isoformat()})"


def _moment(space: Space, moments: int, also: Callable[[int], bool]) -> Iterator[str]:
    """What the moment must be like: drops a fact if every moment with the others is `also` an example."""
    chosen = space.moments[least_in(moments)]
    bad = [facts for number, facts in enumerate(space.moments) if not also(number)]
    needed = dict(chosen)
    for fact in chosen:
        rest = {other: value for other, value in needed.items() if other != fact}
        if not any(rest.items() <= facts.items() for facts in bad):
            needed = rest
    names = {channel.id: channel.name for channel in space.edition.policy.channels}
    for fact, value in needed.items():
        if fact != POLICY:
            yield f"while {names[fact]} is {'open' if value == OPEN else 'closed'}"
        elif value == NOT_YET:
            yield f"before the policy comes into force on {space.edition.policy.effective.isoformat()}"
