"""Questions that ask which product the case is about; none where the policy has one or no product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wizard.edition import Edition
from wizard.kinds.choice import Standing, UnlistedKind
from wizard.policy import Option, Policy, Product
from wizard.versions.names import UNKNOWN


class ProductKind(UnlistedKind):
    """Offers the policy's products, and "I'm not sure" where the question has words for it."""

    once = True

    def values(self, policy: Policy) -> tuple[str, ...]:
        """The ids of the products, and `unknown`."""
        return (*(product.id for product in policy.products), UNKNOWN)

    def names(self, edition: Edition) -> Mapping[str, str]:
        """The names of the products."""
        return {product.id: product.name for product in edition.policy.products}

    def stated(self, edition: Edition) -> tuple[Option, ...]:
        """The products."""
        products = (Option(id=product.id, label=product.name) for product in edition.policy.products)
        return (*products, *self.not_sure())

    def settled(self, edition: Edition, product: Product | None) -> str | None:
        """The only product."""
        return only_product(edition.policy)

    def named(self, edition: Edition, answer: str) -> Product | None:
        """The product with that id."""
        return edition.products.get(answer)

    def standings(self, policy: Policy) -> Iterator[Standing]:
        """Settled where there is no choice, else asked."""
        *products, unknown = self.values(policy)
        picks = (*products, unknown) if self.question.unsure else tuple(products)
        only = only_product(policy)
        yield Standing(picks=picks) if only is None else Standing(settled=only)


def only_product(policy: Policy) -> str | None:
    """The id of the only product, `unknown` where there is none; None where there are several."""
    products = policy.products
    return None if len(products) > 1 else products[0].id if products else UNKNOWN
