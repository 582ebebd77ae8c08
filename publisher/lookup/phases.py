"""How far each listed version is supported, and from which day on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wizard.edition import Edition
from wizard.policy import Product, Release
from wizard.versions.names import UNKNOWN

Since = tuple[str, str]
"""The first day (ISO) of a status, and the status."""


def version_map(edition: Edition) -> dict[str, dict[str, list[Since]]]:
    """By product and release: its statuses, each with its first day, in their order."""
    return {
        product.id: {one.version: list(_statuses(edition, product, one)) for one in product.releases}
        for product in edition.policy.products
    }


def _statuses(edition: Edition, product: Product, release: Release) -> Iterator[Since]:
    after: date | None = None
    for phase in edition.support[product.id].phases(release):
        if after is not None and after < phase.first:
            yield after.isoformat(), UNKNOWN
        yield phase.first.isoformat(), phase.status
        after = phase.last and phase.last + timedelta(days=1)
    if after is not None:
        yield after.isoformat(), UNKNOWN
