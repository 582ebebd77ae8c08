"""The question which product it is about. It isn't asked where the policy has only one, or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from wizard.edition import Edition
from wizard.kinds.standing import Standing
from wizard.policy import Option, Policy, Product, Question
from wizard.versions.names import UNKNOWN

INPUT, LONGEST = "", 0


def values(policy: Policy, question: Question) -> tuple[str, ...]:
    """The ids of the products, and `unknown`."""
    return (*(product.id for product in policy.products), UNKNOWN)


def names(edition: Edition, question: Question) -> Mapping[str, str]:
    """The names of the products."""
    return {product.id: product.name for product in edition.policy.products}


def picks(edition: Edition, question: Question, product: Product | None, day: date) -> tuple[Option, ...]:
    """The products, and "I'm not sure" where the question has words for it."""
    return stated(edition, question)


def stated(edition: Edition, question: Question) -> tuple[Option, ...]:
    """The same, since it needs nothing worked out."""
    products = (Option(id=product.id, label=product.name) for product in edition.policy.products)
    return (*products, *unsure(question))


def valid(edition: Edition, question: Question, answer: str) -> str | None:
    """The id of a product, or `unknown` where that is offered."""
    return answer if answer in edition.products or (answer == UNKNOWN and question.unsure) else None


def label(edition: Edition, question: Question, answer: str) -> str:
    """The product's name."""
    return question.unsure if answer == UNKNOWN else edition.products[answer].name


def settled(edition: Edition, question: Question, product: Product | None) -> str | None:
    """The only product."""
    return only(edition.policy)


def named(edition: Edition, answer: str) -> Product | None:
    """The product with that id."""
    return edition.products.get(answer)


def fact(edition: Edition, product: Product | None, answer: str, day: date) -> str:
    """The answer itself."""
    return answer


def typed(edition: Edition, product: Product | None) -> Iterator[tuple[str, date]]:
    """Nothing is typed."""
    yield from ()


def standings(policy: Policy, question: Question) -> Iterator[Standing]:
    """Settled where there is no choice, else asked."""
    alone = only(policy)
    if alone is not None:
        yield Standing(settled=alone)
    else:
        yield Standing(picks=values(policy, question) if question.unsure else values(policy, question)[:-1])


def only(policy: Policy) -> str | None:
    """The id of the only product, `unknown` where there is none; None where there are several."""
    products = policy.products
    return None if len(products) > 1 else products[0].id if products else UNKNOWN


def unsure(question: Question) -> tuple[Option, ...]:
    """The answer "I'm not sure", where the question has words for it."""
    return (Option(id=UNKNOWN, label=question.unsure),) if question.unsure else ()
