"""The facts that typed answers can really become, each with an answer and a day that show it.

The question's kind says what to try: it lists every day on which something changes, such as that a release
comes out or a rule no longer fits. The policy coming into force is added here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wizard.dates import DAY
from wizard.edition import Edition
from wizard.kinds import kind_of
from wizard.policy import IN_FORCE, NOT_YET, Product, Question


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer as a customer types it, the day, and the product that it is about."""

    text: str
    day: date
    product: Product | None = None


Facts = dict[str, Typed]


def typed_facts(edition: Edition, question: Question, product: Product | None) -> dict[str, Facts]:
    """What a typed answer can become, while the policy is in force and before that."""
    kind, policy = kind_of(question), edition.policy
    found: dict[str, Facts] = {IN_FORCE: {}, NOT_YET: {}}
    for text, day in kind.typed(edition, product, (policy.effective - DAY, policy.effective)):
        moment = found[IN_FORCE if day >= policy.effective else NOT_YET]
        moment.setdefault(kind.fact(edition, product, text, day), Typed(text, day, product))
    return {
        moment: {fact: shown[fact] for fact in kind.values(policy) if fact in shown}
        for moment, shown in found.items()
    }


def typed_on(edition: Edition, question: Question, typed: Typed, day: date) -> str:
    """An answer that becomes on a day what another one is on its own day; empty where there is none."""
    if typed.day == day:
        return typed.text
    kind, product = kind_of(question), typed.product
    wanted = kind.fact(edition, product, typed.text, typed.day)
    answers = (text for text, other in kind.typed(edition, product, (day,)) if other == day)
    return next((text for text in answers if kind.fact(edition, product, text, day) == wanted), "")
