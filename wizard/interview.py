"""The interview: which questions are asked, in order, given the answers so far.

Guarantees:
- A question is asked exactly where its `when` holds for the facts before it. One whose answer can't be
  other than it is (the only product, a version where no releases are listed) is not asked.
- Answers are kept by question. When one changes, every later one that still applies stays; those that no
  longer do are dropped, and so is an answer that is none of the question's options.
- The walk ends at the first question without an answer; answers behind it are kept for when it is reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from wizard.conditions import holds
from wizard.edition import Edition
from wizard.kinds import kind_of
from wizard.policy import Product, Question
from wizard.values import value


@value()
class Walk:
    """An interview as far as it has come."""

    facts: dict[str, str]
    """Every fact so far: those of the moment, and the value of every question that has one."""
    asked: dict[str, str]
    """The questions that were asked and answered, in order, with the answers."""
    ahead: dict[str, str]
    """Answers to questions that the interview has not reached (again) yet."""
    pending: Question | None
    """The question to ask next; None at the end."""
    product: Product | None
    """The product in question: the only one, or the one that was named."""
    day: date
    """The day that it is about, by the policy's clock."""


def walk(edition: Edition, answers: Mapping[str, str], facts: Mapping[str, str], day: date) -> Walk:
    """Walk the interview with the answers so far, from the facts of the moment."""
    known = dict(facts)
    asked: dict[str, str] = {}
    questions = edition.policy.questions
    product = edition.policy.products[0] if len(edition.policy.products) == 1 else None
    for place, question in enumerate(questions):
        if not holds(question.when, known):
            continue
        kind = kind_of(question)
        settled = kind.settled(edition, product)
        if settled is not None:
            known[question.id] = settled
            continue
        answer = valid_answer(edition, question, answers.get(question.id))
        if answer is None:
            ahead = dict(_ahead(edition, questions[place + 1 :], answers))
            return Walk(known, asked, ahead, question, product, day)
        asked[question.id] = answer
        product = kind.named(edition, answer) or product
        known |= kind.facts(edition, product, answer, day)
    return Walk(known, asked, {}, None, product, day)


def valid_answer(edition: Edition, question: Question, answer: str | None) -> str | None:
    """The answer as it is kept; None where the question does not take it."""
    return None if answer is None else kind_of(question).valid(edition, answer)


def _ahead(
    edition: Edition, questions: tuple[Question, ...], answers: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for question in questions:
        answer = valid_answer(edition, question, answers.get(question.id))
        if answer is not None:
            yield question.id, answer
