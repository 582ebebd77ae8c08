"""How far each listed version is supported, from which day to which."""

from __future__ import annotations

from publisher.lookup.shapes import Phase
from wizard.edition import Edition
from wizard.versions.about import stretches


def phases_of(edition: Edition) -> dict[str, dict[str, list[Phase]]]:
    """By product and release: its statuses in their order."""
    since = edition.policy.effective
    return {
        product.id: {
            release.version: [
                (first.isoformat(), status, until)
                for first, status, until in stretches(edition, product, release, since)
            ]
            for release in product.releases
        }
        for product in edition.policy.products
    }
