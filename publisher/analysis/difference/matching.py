"""Which row of a table is which after an edit, so that a row with another reason is still the same row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from wizard.conditions import accepted
from wizard.policy import Policy, Row


@dataclass(frozen=True)
class RowPair:
    """A row before and after, each with its number from 0; None where there is none."""

    table: str
    old: int | None
    new: int | None


def row_pairs(old: Policy, new: Policy) -> Iterator[RowPair]:
    """Every row of every table, paired with what became of it; in the order of the new tables."""
    before = {table.id: table.rows for table in old.tables}
    now = {table.id: table.rows for table in new.tables}
    for table in dict.fromkeys((*now, *before)):
        for at, of in _pairs(before.get(table, ()), now.get(table, ())):
            yield RowPair(table, at, of)


def same_but_for_words(old: Policy, new: Policy) -> Iterator[RowPair]:
    """The rows that give the same reason in other words."""
    before = {table.id: table.rows for table in old.tables}
    now = {table.id: table.rows for table in new.tables}
    for pair in row_pairs(old, new):
        if pair.old is not None and pair.new is not None:
            was, is_now = before[pair.table][pair.old], now[pair.table][pair.new]
            if was.say and is_now.say and was != is_now == replace(was, say=is_now.say):
                yield pair


def _pairs(old: tuple[Row, ...], new: tuple[Row, ...]) -> Iterator[tuple[int | None, int | None]]:
    matched = _by_id(old, new)
    for same in (_whole, _decides, _holds, _says):
        # Rows that are the same in more come first, so that one is not taken for its neighbour.
        left = [at for at in range(len(old)) if at not in matched]
        right = [at for at in range(len(new)) if at not in matched.values()]
        blocks = SequenceMatcher(
            None, [same(old[at]) for at in left], [same(new[at]) for at in right], autojunk=False
        ).get_matching_blocks()
        for block in blocks:
            matched |= {left[block.a + off]: right[block.b + off] for off in range(block.size)}
    back = {of: at for at, of in matched.items()}
    yield from ((back.get(of), of) for of in range(len(new)))
    yield from ((at, None) for at in range(len(old)) if at not in matched)


def _by_id(old: tuple[Row, ...], new: tuple[Row, ...]) -> dict[int, int]:
    ids = {row.id: at for at, row in enumerate(new) if row.id}
    return {at: ids[row.id] for at, row in enumerate(old) if row.id in ids}


def _when(row: Row) -> object:
    return frozenset((fact, frozenset(accepted(values))) for fact, values in row.when.items())


def _whole(row: Row) -> object:
    return _when(row), row.then, row.say, row.cite


def _decides(row: Row) -> object:
    return _when(row), row.then


def _holds(row: Row) -> object:
    return _when(row)


def _says(row: Row) -> object:
    return row.then, row.say, row.cite
