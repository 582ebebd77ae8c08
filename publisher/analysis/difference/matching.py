"""Which row of a table is which after an edit, so that a row with another reason is still the same row.

Rows with the same id are the same. The others are matched in rounds, from those that are the same in
everything to those that only say the same, so that none is taken for its neighbour. Each round keeps the
order of the rows: it takes the matching blocks of `SequenceMatcher` among the rows that are left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from wizard.conditions import accepted
from wizard.policy import Policy, Row


@dataclass(frozen=True)
class RowPair:
    """A row before and after, each with its number from 0; None where there is none."""

    table: str
    old: int | None
    new: int | None
    was: Row | None = field(compare=False)
    is_now: Row | None = field(compare=False)

    @property
    def back(self) -> RowPair:
        """The same from after to before."""
        return RowPair(self.table, self.new, self.old, self.is_now, self.was)

    @property
    def is_reworded(self) -> bool:
        """Whether the row gives the same reason in other words."""
        was, now = self.was, self.is_now
        return bool(was and now and was.say and now.say and was != now == replace(was, say=now.say))


def row_pairs(old: Policy, new: Policy) -> Iterator[RowPair]:
    """Every row of every table, paired with what became of it; in the order of the new tables."""
    before = {table.id: table.rows for table in old.tables}
    now = {table.id: table.rows for table in new.tables}
    for table in dict.fromkeys((*now, *before)):
        yield from _pairs(table, before.get(table, ()), now.get(table, ()))


def same_but_for_words(old: Policy, new: Policy) -> Iterator[RowPair]:
    """The rows that give the same reason in other words."""
    return (pair for pair in row_pairs(old, new) if pair.is_reworded)


def _pairs(table: str, old: tuple[Row, ...], new: tuple[Row, ...]) -> Iterator[RowPair]:
    became = _by_id(old, new)
    for key in _KEYS:
        left = [number for number in range(len(old)) if number not in became]
        right = [number for number in range(len(new)) if number not in became.values()]
        blocks = SequenceMatcher(
            None,
            [key(old[number]) for number in left],
            [key(new[number]) for number in right],
            autojunk=False,
        ).get_matching_blocks()
        for block in blocks:
            became |= {left[block.a + offset]: right[block.b + offset] for offset in range(block.size)}
    was = {now: number for number, now in became.items()}
    for number, row in enumerate(new):
        before = was.get(number)
        yield RowPair(table, before, number, None if before is None else old[before], row)
    for number, row in enumerate(old):
        if number not in became:
            yield RowPair(table, number, None, row, None)


def _by_id(old: tuple[Row, ...], new: tuple[Row, ...]) -> dict[int, int]:
    ids = {row.id: number for number, row in enumerate(new) if row.id}
    return {number: ids[row.id] for number, row in enumerate(old) if row.id in ids}


def _when(row: Row) -> object:
    return frozenset((fact, frozenset(accepted(values))) for fact, values in row.when.items())


_KEYS: tuple[Callable[[Row], object], ...] = (
    lambda row: (_when(row), row.then, row.say, row.cite),
    lambda row: (_when(row), row.then),
    _when,
    lambda row: (row.then, row.say, row.cite),
)
"""What makes two rows the same, in each round."""
