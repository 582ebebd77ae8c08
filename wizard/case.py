"""A case: the answers at one moment, walked through the interview and decided by the tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wizard.clauses import Cited
from wizard.decisions import Decision, decide, results
from wizard.edition import Edition
from wizard.facts import moment, today
from wizard.interview import Walk, label, walk
from wizard.policy import Question

Answers = Mapping[str, str | tuple[str, ...]]
"""By question or detail; only a detail of kind `several` has a tuple of option ids."""


@dataclass(frozen=True)
class Case:
    """An interview that has come to its end, and what every table decided about it."""

    edition: Edition
    now: datetime
    walk: Walk
    decisions: tuple[Decision, ...]
    facts: dict[str, str]
    """All facts: those of the interview, and the result of every table."""
    answers: Answers
    page: str
    """The address of the wizard's page, for the link that opens it again."""

    def cited(self) -> tuple[Cited, ...]:
        """The clauses of the rows that decided, each once, in the order of the tables."""
        ids = dict.fromkeys(id for decision in self.decisions for id in decision.row.cite)
        return self.clauses(ids)

    def clauses(self, ids: Mapping[str, None] | tuple[str, ...]) -> tuple[Cited, ...]:
        """The clauses with these ids."""
        return tuple(self.edition.clauses[id] for id in ids)


def interview(edition: Edition, answers: Answers, now: datetime) -> Walk:
    """The interview at a moment, as far as the answers go."""
    picked = {id: answer for id, answer in answers.items() if isinstance(answer, str)}
    return walk(edition, picked, moment(edition, now), today(edition, now))


def decided(edition: Edition, walked: Walk, answers: Answers, now: datetime, page: str) -> Case:
    """The case at the end of an interview. Raises Undecided where a table has no row for it."""
    decisions = tuple(decide(edition.policy.tables, walked.facts))
    return Case(edition, now, walked, decisions, {**walked.facts, **results(decisions)}, answers, page)


def answer_label(edition: Edition, walked: Walk, question: Question) -> str:
    """The words of an answer that was given."""
    return label(edition, question, walked.asked[question.id])
