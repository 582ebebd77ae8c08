"""A policy's emergencies: what they stand for are answers that can be picked."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.policy_file.findings import KeyPath, Problem, instead, shown
from wizard.kinds import kind_of
from wizard.policy import Policy, Question


def check_emergencies(policy: Policy) -> Iterator[Problem]:
    """Every answer of an emergency that does not exist."""
    questions = {question.id: question for question in policy.questions}
    for number, emergency in enumerate(policy.emergencies):
        path: KeyPath = ("emergencies", number, "answers")
        if not emergency.answers:
            yield Problem(path, "it stands for no answer; write some, such as 'impact: down'")
        for asked, answer in emergency.answers.items():
            if asked in questions:
                yield from _answer((*path, asked), questions[asked], answer, policy)
            else:
                message = f"{shown(asked)} is no question{instead(asked, questions)}"
                yield Problem((*path, asked), message, at_key=True, name=asked)


def _answer(path: KeyPath, question: Question, answer: str, policy: Policy) -> Iterator[Problem]:
    if kind_of(question).input:
        message = f"what is typed at '{question.id}' an emergency can't know; leave it out"
        yield Problem(path, message, at_key=True)
        return
    known = kind_of(question).values(policy)
    if answer not in known:
        message = f"'{question.id}' has no answer {shown(answer)}{instead(answer, known)}"
        yield Problem(path, message, name=answer)
