"""Emergencies as answers: what is heard before any question, and taken as "not sure" for all the others."""

from __future__ import annotations

from wizard.kinds import kind_of
from wizard.policy import Emergency, Policy


def answers_of(policy: Policy, emergency: Emergency) -> dict[str, str]:
    """The answer to each question, in order, whether or not it will come up.

    A question for which the emergency has no answer, and that offers no "not sure", is left out.
    """
    taken = {
        question.id: emergency.answers.get(question.id) or kind_of(question).unsure
        for question in policy.questions
    }
    return {question: answer for question, answer in taken.items() if answer}
