"""A case: the answers at one moment, walked through the interview and decided by the tables."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from wizard.decisions import decide
from wizard.edition import Edition
from wizard.facts import moment, today
from wizard.interview import Walk, walk
from wizard.kinds import kind_of
from wizard.ticket.details import typed_answer
from wizard.values import value
from wizard.view import Answer, Masked

Answers = Mapping[str, str | tuple[str, ...]]
"""By question or detail; only a detail of kind `several` has a tuple of option ids."""


class Told(NamedTuple):
    """What a request says of a case, beside its instant."""

    answers: Answers
    page: str
    """The address of the wizard's page, for the link that opens it again."""
    turned: tuple[str, ...] = ()
    """The secrets that the customer wants in the ticket, and the addresses that are to be masked."""
    masked: tuple[Masked, ...] = ()
    """The secrets in what was typed for questions, whose answers are without them."""


@value()
class Case:
    """An interview that has come to its end, and what the tables decided."""

    edition: Edition
    now: datetime
    walk: Walk
    facts: dict[str, str]
    """All facts: those of the interview, the result of every table, and the row that decided."""
    told: Told


def without_secrets(edition: Edition, told: Told) -> Told:
    """The same without the secrets in what was typed for questions; those of details are masked with them."""
    answers, found = dict(told.answers), list(told.masked)
    for question in edition.policy.questions:
        given, kind = answers.get(question.id), kind_of(question)
        if kind.input and isinstance(given, str):
            answers[question.id], masked = typed_answer(question, given, kind.longest, told.turned)
            found += masked
    return told._replace(answers=answers, masked=tuple(found))


def interview(edition: Edition, answers: Answers, now: datetime) -> Walk:
    """The interview at a moment, as far as the answers go."""
    single = {part: answer for part, answer in answers.items() if isinstance(answer, str)}
    return walk(edition, single, moment(edition, now), today(edition, now))


def decided(edition: Edition, walked: Walk, told: Told, now: datetime) -> Case:
    """The case at the end of an interview. Raises Undecided where a table has no row for it."""
    return Case(edition, now, walked, walked.facts | decide(edition.policy.tables, walked.facts), told)


def answers_given(edition: Edition, walked: Walk) -> tuple[Answer, ...]:
    """The questions that were answered, in their order, each with the words of its answer."""
    asked = ((edition.questions[name], answer) for name, answer in walked.asked.items())
    return tuple(
        Answer(
            question.id,
            question.name,
            question.text,
            answer,
            kind_of(question).label(edition, answer),
            answer == kind_of(question).unsure,
        )
        for question, answer in asked
    )
