"""The releases of a product with the days on which each is supported, and how far.

It names days and never "now": a page that was built last year still tells the truth.
"""

from __future__ import annotations

from typing import NamedTuple

from publisher.language.calendar_words import day, period
from publisher.language.interface import SiteWords
from wizard.policy import Policy, Product, Subsection, VersionStatus
from wizard.versions.life_cycle import Support


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
    first = next((one for one in policy.all_sections if one.versions), None)
    return [product for product in policy.products if _home(policy, product, first) is section]


def _home(policy: Policy, product: Product, otherwise: Subsection | None) -> Subsection | None:
    cited = [
        id
        for rule in policy.version_rules
        if product.id in (rule.products or [product.id])
        for id in rule.cite
    ]
    homes = {clause.id: one for one in policy.all_sections for clause in one.versions}
    return next((homes[id] for id in cited if id in homes), otherwise)


def release_rows(policy: Policy, product: Product, words: SiteWords) -> list[ReleaseRow]:
    """The releases of a product, the newest first."""
    statuses = {status.id: status for status in policy.version_statuses}
    support = Support(policy, product)
    kinds = {kind.id: kind.name for kind in policy.release_kinds}
    return [
        ReleaseRow(
            release.version,
            kinds.get(release.kind, ""),
            day(release.released, words),
            tuple(
                PhaseRow(
                    statuses[phase.status],
                    period(phase.first, phase.last, words, phase.by_month),
                    phase.rule.cite,
                )
                for phase in support.phases(release)
            ),
        )
        for release in reversed(support.by_age)
    ]
