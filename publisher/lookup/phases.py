"""How far each listed version is supported, from which day to which."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.lookup.shapes import Phase
from wizard.dates import DAY
from wizard.edition import Edition
from wizard.facts import holds_on
from wizard.policy import Product, Release
from wizard.versions.names import NEWER, UNKNOWN


def phases_of(edition: Edition) -> dict[str, dict[str, list[Phase]]]:
    """By product and release: its statuses in their order."""
    return {
        product.id: {one.version: list(_phases(edition, product, one)) for one in product.releases}
        for product in edition.policy.products
    }


def _phases(edition: Edition, product: Product, release: Release) -> Iterator[Phase]:
    """The phases, and the days before them, with that of the release, between and after them."""
    after = None
    if release.released > edition.policy.effective:
        out = release.released.isoformat() if holds_on(edition, release.released) else ""
        yield edition.policy.effective.isoformat(), NEWER, out
    for phase in edition.support[product.id].phases(release):
        if after is not None and after < phase.first:
            yield after.isoformat(), UNKNOWN, ""
        until = phase.until if holds_on(edition, phase.last) else ""
        yield phase.first.isoformat(), phase.status, until
        after = phase.last and phase.last + DAY
    if after is not None:
        yield after.isoformat(), UNKNOWN, ""
