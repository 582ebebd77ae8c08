"""Which changes someone with a minute reads: what matters most, of each kind.

Changes for customers who are there already come before outcomes of answers that are new; then what matters
most (`facets.ALL`), then what most cases have. Each kind of change has two places at first, so that many
small changes of one kind don't hide the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from publisher.analysis.difference.answers import NEW_ANSWER
from publisher.analysis.difference.facets import rank
from publisher.analysis.difference.report import Customers

OF_A_KIND = 2


def foremost(told: Sequence[Customers], most: int) -> list[Customers]:
    """So many of the changes, what matters most first."""
    seen: Counter[tuple[bool, int]] = Counter()
    first: list[Customers] = []
    later: list[Customers] = []
    for one in sorted(told, key=_order):
        kind = _order(one)[:2]
        seen[kind] += 1
        (first if seen[kind] <= OF_A_KIND else later).append(one)
    return sorted([*first, *later][:most], key=_order)


def _order(customers: Customers) -> tuple[bool, int, int]:
    changes = customers.changes
    return changes[0].old == NEW_ANSWER, min(rank(change.kind) for change in changes), -customers.weight
