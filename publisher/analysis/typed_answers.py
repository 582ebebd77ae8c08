"""The facts that typed answers can really become, each with an answer and a day that show it.

The question's kind says what to try: it lists every day on which something changes, such as that a release
comes out or a rule no longer fits. The policy coming into force is added here.
"""

from __future__ import annotations

from datetime import date

from wizard.dates import DAY
from wizard.edition import Edition
from wizard.kinds import kind_of
from wizard.policy import IN_FORCE, NOT_YET, Product, Question
from wizard.values import value


@value()
class Typed:
    """An answer as a customer types it, the day, and the product that it is about."""

    text: str
    day: date
    product: Product | None = None


Facts = dict[tuple[str, ...], Typed]
"""By what becomes known: the value of the question's own fact, and of each further one."""


def typed_facts(edition: Edition, question: Question, product: Product | None) -> dict[str, Facts]:
    """What a typed answer can become, while the policy is in force and before that."""
    kind, policy = kind_of(question), edition.policy
    found: dict[str, Facts] = {IN_FORCE: {}, NOT_YET: {}}
    for text, day in kind.typed(edition, product, (policy.effective - DAY, policy.effective)):
        moment = found[IN_FORCE if day >= policy.effective else NOT_YET]
        moment.setdefault(
            facts_typed(edition, question, Typed(text, day, product)), Typed(text, day, product)
        )
    order = {fact: place for place, fact in enumerate(kind.values(policy))}
    return {
        moment: dict(sorted(shown.items(), key=lambda item: order[item[0][0]]))
        for moment, shown in found.items()
    }


def facts_typed(edition: Edition, question: Question, typed: Typed) -> tuple[str, ...]:
    """All that becomes known by an answer that is typed."""
    return tuple(kind_of(question).facts(edition, typed.product, typed.text, typed.day).values())


def typed_on(edition: Edition, question: Question, typed: Typed, day: date) -> str:
    """An answer that becomes on a day what another one is on its own day; empty where there is none."""
    if typed.day == day:
        return typed.text
    wanted = facts_typed(edition, question, typed)
    tried = kind_of(question).typed(edition, typed.product, (day,))
    answers = (text for text, other in tried if other == day)
    return next(
        (
            text
            for text in answers
            if facts_typed(edition, question, Typed(text, day, typed.product)) == wanted
        ),
        "",
    )
