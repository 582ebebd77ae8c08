"""Questions whose answers the policy lists; the answer itself is the fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from wizard.edition import Edition
from wizard.kinds.standing import Standing
from wizard.policy import Option, Policy, Product, Question

INPUT, LONGEST = "", 0


def values(policy: Policy, question: Question) -> tuple[str, ...]:
    """The ids of the options."""
    return tuple(option.id for option in question.options)


def names(edition: Edition, question: Question) -> Mapping[str, str]:
    """The labels of the options."""
    return {option.id: option.label for option in question.options}


def picks(edition: Edition, question: Question, product: Product | None, day: date) -> tuple[Option, ...]:
    """The options."""
    return question.options


def stated(edition: Edition, question: Question) -> tuple[Option, ...]:
    """The options."""
    return question.options


def valid(edition: Edition, question: Question, answer: str) -> str | None:
    """The id of an option."""
    return answer if any(option.id == answer for option in question.options) else None


def label(edition: Edition, question: Question, answer: str) -> str:
    """The option's label."""
    return next(option.label for option in question.options if option.id == answer)


def settled(edition: Edition, question: Question, product: Product | None) -> str | None:
    """A choice is always the customer's."""
    return None


def named(edition: Edition, answer: str) -> Product | None:
    """A choice names no product."""
    return None


def fact(edition: Edition, product: Product | None, answer: str, day: date) -> str:
    """The answer itself."""
    return answer


def typed(edition: Edition, product: Product | None) -> Iterator[tuple[str, date]]:
    """Nothing is typed."""
    yield from ()


def standings(policy: Policy, question: Question) -> Iterator[Standing]:
    """Always asked."""
    yield Standing(picks=values(policy, question))
