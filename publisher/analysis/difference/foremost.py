"""Which changes someone with a minute reads: what matters most, of each kind.

In this order:

1. customers who are refused now;
2. customers who are helped less;
3. deadlines;
4. all else by its kind (`facets.ALL`), customers that both policies have before answers that are new or gone;
5. changes only for customers who can't name the product that they are asked for.

Of equals, what concerns more cases comes first. Each kind of change has two places at first, so that many
small changes of one kind don't hide the others.
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
    """The changes that matter most, at most a given number, the first of them first."""
    seen: Counter[tuple[int, int]] = Counter()
    first: list[Customers] = []
    later: list[Customers] = []
    for customers in sorted(told, key=_order):
        kind = _order(customers)[:2]
        seen[kind] += 1
        (first if seen[kind] <= OF_A_KIND else later).append(customers)
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
