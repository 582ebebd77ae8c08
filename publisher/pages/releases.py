"""The releases of a product with the days on which each is supported, and how far.

It names days and never "now": a page that was built last year still tells the truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from publisher.language.calendar_words import day, period
from publisher.language.interface import SiteWords
from wizard.edition import Edition
from wizard.policy import Policy, Product, Subsection, VersionStatus


class PhaseRow(NamedTuple):
    """A status, the days on which a release has it, and the clauses that say so."""

    status: VersionStatus
    days: str
    cite: tuple[str, ...]


class ReleaseRow(NamedTuple):
    """A release with its statuses in their order."""

    version: str
    kind: str
    released: str
    phases: tuple[PhaseRow, ...]


def products_of(policy: Policy, section: Subsection) -> list[Product]:
    """The products whose releases a section shows: by its clauses, the first rule for them decides.

    Those for which none does stand in the first section that says how far versions are supported.
    """
    first = next((home for home in policy.all_sections if home.versions), None)
    return [product for product in policy.products if _home(policy, product, first) is section]


def _home(policy: Policy, product: Product, otherwise: Subsection | None) -> Subsection | None:
    rules = (rule for rule in policy.version_rules if product.id in (rule.products or [product.id]))
    homes = {clause.id: section for section in policy.all_sections for clause in section.versions}
    return next((homes[clause] for rule in rules for clause in rule.cite if clause in homes), otherwise)


def release_rows(edition: Edition, product: Product, words: SiteWords) -> Iterator[ReleaseRow]:
    """The releases of a product through time, the newest first."""
    statuses = {status.id: status for status in edition.policy.version_statuses}
    kinds = {kind.id: kind.name for kind in edition.policy.release_kinds}
    for release in reversed(edition.support[product.id].by_age):
        in_time = edition.release_in_time(product, release)
        released = day(in_time.released, words) if in_time.released else ""
        phases = tuple(
            PhaseRow(
                statuses[phase.status],
                period(phase.first, phase.last, words, phase.by_month),
                phase.rule.cite,
            )
            for phase in in_time.phases
        )
        yield ReleaseRow(release.version, kinds.get(release.kind, ""), released, phases)
