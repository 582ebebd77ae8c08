"""What one answer of a customer is in both policies.

Guarantees:
- A question is in a state by either policy: asked, settled without asking, or not up. What the customer
  answers is one thing for both; where the new policy asks, it is an answer that the new one offers.
- An answer that the old policy asks for but does not offer is `NEW_ANSWER` there.
- A version is what is typed on a day, so that a release whose status changes is the same release.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from publisher.analysis.statuses import cases as versions
from wizard.edition import Edition
from wizard.kinds import Standing
from wizard.policy import IN_FORCE, NOT_YET, Policy, Product
from wizard.versions.life_cycle import status_of
from wizard.versions.names import UNKNOWN

NEW_ANSWER = "new answer"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class BothAnswers:
    """The fact that a question is in the old policy and in the new one, and whether it was asked there."""

    facts: tuple[str, str]
    asked: tuple[bool, bool]

    def token(self, typed: bool) -> tuple[str, str]:
        """What tells it from other answers when all other facts are known; a `typed` one by its facts."""
        if typed or not any(self.asked):
            return self.facts
        answer = self.facts[1 if self.asked[1] else 0]
        return answer, answer


@dataclass(frozen=True)
class Typed:
    """A version as a customer types it, and the day."""

    version: str
    day: date


def together(before: Standing, now: Standing, asks_alike: bool) -> Iterator[BothAnswers]:
    """The answers to a question that is no version, in two states."""
    asked = bool(before.picks), bool(now.picks)
    if now.picks:
        for answer in now.picks:
            known = asks_alike and answer in before.picks
            old = (answer if known else NEW_ANSWER) if asked[0] else before.settled
            yield BothAnswers((old, answer), asked)
    elif before.picks:
        for answer in before.picks:
            yield BothAnswers((answer, now.settled), asked)
    else:
        yield BothAnswers((before.settled, now.settled), asked)


Statuses = tuple[str, str]
"""One version's status in the old policy and in the new one; or whether each is in force."""


class Versions:
    """The statuses that one typed version has in both policies on one day."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self._policies = old.policy, new.policy
        self._found: dict[tuple[str, str], dict[tuple[Statuses, Statuses], Typed]] = {}

    def together(
        self, before: Standing, now: Standing, force: Statuses
    ) -> Iterator[tuple[BothAnswers, Typed]]:
        """The answers in two states, where each policy is in force or not yet."""
        asked = before.version_of is not None, now.version_of is not None
        for (when, (old, new)), typed in self._all(before.version_of, now.version_of).items():
            if when == force:
                yield BothAnswers((before.settled or old, now.settled or new), asked), typed

    def _all(self, old: Product | None, new: Product | None) -> dict[tuple[Statuses, Statuses], Typed]:
        key = old.id if old else "", new.id if new else ""
        if key not in self._found:
            before, now = self._policies
            cases = [
                case for policy, one in ((before, old), (now, new)) if one for case in versions(policy, one)
            ]
            effective = {one.effective - off for one in self._policies for off in (timedelta(), DAY)}
            found: dict[tuple[Statuses, Statuses], Typed] = {}
            # A status only changes on one of these days, so two days between them give the same.
            for day in sorted({*effective, *(day for _, day in cases)}):
                force = _force(before, day), _force(now, day)
                for typed in dict.fromkeys(version for version, _ in cases):
                    both = _status(before, old, typed, day), _status(now, new, typed, day)
                    found.setdefault((force, both), Typed(typed, day))
            self._found[key] = found
        return self._found[key]


def _force(policy: Policy, day: date) -> str:
    return IN_FORCE if day >= policy.effective else NOT_YET


def _status(policy: Policy, product: Product | None, version: str, day: date) -> str:
    return UNKNOWN if version == UNKNOWN else status_of(policy, product, version, day)
