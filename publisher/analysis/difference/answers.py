"""What one answer of a customer is in both policies.

Guarantees:
- A question is in a state by either policy: asked, settled without asking, or not up. What the customer
  answers is one thing for both; where the new policy asks, it is an answer that the new one offers.
- An answer that the old policy asks for but does not offer is `NEW_ANSWER` there, and so is a product that it
  doesn't have.
- What is typed is a text on a day, so that a release whose status changes is the same release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from publisher.analysis.typed_answers import Typed
from wizard.conditions import UNASKED
from wizard.dates import DAY
from wizard.edition import Edition
from wizard.kinds import Standing, kind_of
from wizard.policy import IN_FORCE, NOT_YET, Question
from wizard.versions.names import UNKNOWN, UNLISTED

T = TypeVar("T")

NEW_ANSWER = "new answer"
GONE = "the answer is gone"
"""In place of an outcome: the new policy does not offer what was answered."""


@dataclass(frozen=True)
class BothAnswers:
    """The fact that a question is in the old policy and in the new one, and whether it was asked there."""

    facts: tuple[str, str]
    asked: tuple[bool, bool]
    releases: tuple[str, str] = ("", "")
    """The release that it is about; empty where no condition of a policy names it."""

    def token(self, typed: bool) -> tuple[str, str]:
        """What tells it from other answers when all other facts are known; a `typed` one by its facts."""
        if (typed and self.facts[0] != NEW_ANSWER) or not any(self.asked):
            return self.facts
        answer = self.facts[1 if self.asked[1] or self.facts[0] == NEW_ANSWER else 0]
        return answer, answer


def together(before: Standing, now: Standing, asks_alike: bool) -> Iterator[BothAnswers]:
    """The answers to a question that is picked, in two states."""
    asked = before.asked, now.asked
    if now.picks:
        for answer in now.picks:
            if before.picks:
                old = answer if asks_alike and answer in before.picks else NEW_ANSWER
            else:
                old = before.settled if _is_all(before.settled, answer) else NEW_ANSWER
            yield BothAnswers((old, answer), asked)
    elif before.picks:
        for answer in before.picks:
            if _is_all(now.settled, answer):
                yield BothAnswers((answer, now.settled), asked)
        if now.settled not in (*before.picks, *OPEN):
            yield BothAnswers((NEW_ANSWER, now.settled), asked)
    else:
        yield BothAnswers((before.settled, now.settled), asked)


OPEN = (UNASKED, UNKNOWN, UNLISTED)
"""What is settled without an answer that anybody could have given."""


def _is_all(settled: str, answer: str) -> bool:
    """Whether who gives an answer is of those of whom another policy knows one without asking.

    Of whom it has an only product, it knows the product; whoever has another one is none of its customers.
    """
    return settled in OPEN or answer in (settled, UNKNOWN)


Pair = tuple[str, str]
"""Whether the old policy and the new one are in force."""
Known = tuple[str, ...]
"""What becomes known by an answer: the question's own fact, and maybe the release."""


class Within(NamedTuple):
    """The days on which two policies are compared: from one on, and before another one."""

    since: date
    until: date


EVER = Within(date.min, date.max)


def typed_in_both(
    editions: tuple[Edition, Edition],
    questions: tuple[Question | None, Question | None],
    standings: tuple[Standing, Standing],
    within: Within,
) -> dict[Pair, dict[tuple[Known, Known], Typed]]:
    """What one typed answer becomes in both policies on one day, by whether each is in force then.

    The question may be one of either policy alone.
    """
    sides = tuple(zip(editions, questions, standings, strict=True))
    effective = [edition.policy.effective for edition in editions]
    since, until = within
    bounds = sorted({since, *(day - off for day in effective for off in (timedelta(), DAY))} - {date.min})
    cases = [
        case
        for edition, question, standing in sides
        if question and standing.typed
        for case in kind_of(question).typed(edition, standing.product, bounds)
    ]
    found: dict[Pair, dict[tuple[Known, Known], Typed]] = {}
    # A fact only changes on one of these days, so two days between them give the same.
    for day in sorted({day for day in (*bounds, *(day for _, day in cases)) if since <= day < until}):
        force = _pair(IN_FORCE if day >= begins else NOT_YET for begins in effective)
        for text in dict.fromkeys(text for text, _ in cases):
            facts = _pair(_known(*side, text, day) for side in sides)
            if facts[1] != (NEW_ANSWER,):  # The new policy would not take it.
                found.setdefault(force, {}).setdefault(facts, Typed(text, day))
    return found


def _known(edition: Edition, question: Question | None, standing: Standing, text: str, day: date) -> Known:
    if question is None or not standing.asked:
        return (standing.settled,)
    kind = kind_of(question)
    if not standing.typed or kind.valid(edition, text) is None:
        return (NEW_ANSWER,)
    return tuple(kind.facts(edition, standing.product, text, day).values())


def _pair(both: Iterable[T]) -> tuple[T, T]:
    old, new = both
    return old, new
