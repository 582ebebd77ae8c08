"""The interview: which questions are asked, in order, given the answers so far.

Guarantees:
- A question is asked exactly where its `when` holds for the facts before it. One whose answer can't be
  other than it is (the only product, a version where no releases are listed) is not asked.
- Answers are kept by question. When one changes, every later one that still applies stays; those that no
  longer do are dropped, and so is an answer that is none of the question's options.
- The walk ends at the first question without an answer; answers behind it are kept for when it is reached.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wizard.conditions import holds
from wizard.edition import Edition
from wizard.policy import Option, Product, Question
from wizard.ticket.letters import one_line
from wizard.versions.names import LONGEST, UNKNOWN, UNLISTED

MOST_RELEASES = 20
"""Releases that are listed to pick from: nobody looks through thousands, and any other one can be typed."""


@dataclass(frozen=True, slots=True)
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
    """The product that it is about, where there is only one or it was named."""
    day: date
    """The day that it is about, by the policy's clock."""


def walk(edition: Edition, answers: Mapping[str, str], facts: Mapping[str, str], day: date) -> Walk:
    """Walk the interview with the answers so far, from the facts of the moment."""
    known = dict(facts)
    asked: dict[str, str] = {}
    product = edition.policy.products[0] if len(edition.policy.products) == 1 else None
    for at, question in enumerate(edition.policy.questions):
        if not holds(question.when, known):
            continue
        settled = _settled(edition, question, product)
        if settled is not None:
            known[question.id] = settled
            continue
        answer = valid_answer(edition, question, answers.get(question.id))
        if answer is None:
            ahead = dict(_ahead(edition, edition.policy.questions[at + 1 :], answers))
            return Walk(known, asked, ahead, question, product, day)
        asked[question.id] = answer
        if question.kind == "product":
            product = edition.products.get(answer)
        known[question.id] = _fact(edition, question, product, answer, day)
    return Walk(known, asked, {}, None, product, day)


def options(
    edition: Edition, question: Question, product: Product | None, day: date = date.max
) -> tuple[Option, ...]:
    """The answers that can be picked for a question; a version can also be typed.

    Of the releases, the newest ones that are out on the day.
    """
    unsure = Option(id=UNKNOWN, label=question.unsure) if question.unsure else None
    if question.kind == "product":
        picks = [Option(id=one.id, label=one.name) for one in edition.policy.products]
    elif question.kind == "version":
        releases = edition.support[product.id].newest(day, MOST_RELEASES) if product else ()
        picks = [Option(id=one.version, label=one.version) for one in releases]
    else:
        return question.options
    return (*picks, unsure) if unsure else tuple(picks)


def label(edition: Edition, question: Question, answer: str) -> str:
    """The words of a valid answer: its option's label, or a version as it was typed."""
    if question.kind == "choice":
        return next(option.label for option in question.options if option.id == answer)
    if answer == UNKNOWN:
        return question.unsure or answer
    return edition.products[answer].name if question.kind == "product" else answer


def valid_answer(edition: Edition, question: Question, answer: str | None) -> str | None:
    """The answer where it is one of the question's options, or a version as typed; else None."""
    if answer is None:
        return None
    if question.kind == "version":
        typed = one_line(answer)
        return typed if 0 < len(typed) <= LONGEST else None
    if question.kind == "product":
        return answer if answer in edition.products or (answer == UNKNOWN and question.unsure) else None
    return answer if any(option.id == answer for option in question.options) else None


def _settled(edition: Edition, question: Question, product: Product | None) -> str | None:
    """The value of a fact that needs no question; None where it has to be asked."""
    if question.kind == "product" and len(edition.policy.products) < 2:
        return product.id if product else UNKNOWN
    if question.kind == "version":
        if product is None:
            return UNKNOWN if edition.policy.products else UNLISTED
        return None if product.releases else UNLISTED
    return None


def _fact(edition: Edition, question: Question, product: Product | None, answer: str, day: date) -> str:
    if question.kind != "version" or answer == UNKNOWN:
        return answer
    return edition.support[product.id].status(answer, day) if product else UNKNOWN


def _ahead(
    edition: Edition, questions: tuple[Question, ...], answers: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for question in questions:
        answer = valid_answer(edition, question, answers.get(question.id))
        if answer is not None:
            yield question.id, answer
