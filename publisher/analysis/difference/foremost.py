"""Which changes someone with a minute reads: what matters most, of each kind.

Who is refused now comes first, then who is helped less, then deadlines; then what matters most by its kind
(`facets.ALL`), where changes for customers who are there already come before outcomes of answers that are
new or gone; last, what only those have who can't name a product that is asked for; then what most cases have.
Each kind of change has two places at first, so that many small changes of one kind don't hide the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from publisher.analysis.difference.answers import GONE, NEW_ANSWER
from publisher.analysis.difference.facets import rank
from publisher.analysis.difference.report import Customers

OF_A_KIND = 2
DEADLINES = ("level", "target")


def foremost(told: Sequence[Customers], most: int) -> list[Customers]:
    """So many of the changes, what matters most first."""
    seen: Counter[tuple[int, int]] = Counter()
    first: list[Customers] = []
    later: list[Customers] = []
    for one in sorted(told, key=_order):
        kind = _order(one)[:2]
        seen[kind] += 1
        (first if seen[kind] <= OF_A_KIND else later).append(one)
    return sorted([*first, *later][:most], key=_order)


def _order(customers: Customers) -> tuple[int, int, int]:
    changes = customers.changes
    kind = min(rank(change.kind) for change in changes)
    is_new = changes[0].old == NEW_ANSWER or changes[0].new == GONE
    if customers.where and all(any(fact.is_unsure for fact in box) for box in customers.where):
        matters = 3
    elif customers.loses:
        matters = -customers.loses
    elif not is_new and any(change.kind in DEADLINES for change in changes):
        matters = 0
    else:
        matters = 2 if is_new else 1
    return matters, kind, -customers.weight
