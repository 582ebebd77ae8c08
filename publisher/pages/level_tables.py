"""The levels that a matrix makes, such as by plan and severity, as the table that it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from publisher.language.naming import FactNames
from wizard.edition import Edition
from wizard.kinds import kind_of
from wizard.policy import Level, Subsection


class LevelColumn(NamedTuple):
    """A column by its name, and what all of its levels are for, where that is the same."""

    name: str
    purpose: str


class LevelRow(NamedTuple):
    """A row by its name, with a level for each column; None where nothing is promised."""

    name: str
    levels: tuple[Level | None, ...]


class LevelTable(NamedTuple):
    """The levels by two facts; `rows_of` is the name of the one that the rows are of."""

    rows_of: str
    columns: tuple[LevelColumn, ...]
    rows: tuple[LevelRow, ...]
    clocks: tuple[str, ...]
    """The ids of the hours in which their first responses count."""


def level_table(edition: Edition, names: FactNames, section: Subsection) -> LevelTable:
    """The table of a section's levels that stand in cells, in the order of the file."""
    made = [level for level in section.levels if level.cell]
    of_rows, of_columns = made[0].cell
    by_cell = {(level.cell[of_rows], level.cell[of_columns]): level for level in made}
    rows, columns = (
        tuple(dict.fromkeys((*(level.cell[fact] for level in made), *_others(edition, fact))))
        for fact in (of_rows, of_columns)
    )
    cells = [tuple(by_cell.get((row, column)) for column in columns) for row in rows]
    return LevelTable(
        names.fact(of_rows),
        tuple(
            LevelColumn(names.value(of_columns, column), _shared_purpose(levels))
            for column, levels in zip(columns, zip(*cells, strict=True), strict=True)
        ),
        tuple(LevelRow(names.value(of_rows, row), levels) for row, levels in zip(rows, cells, strict=True)),
        tuple(dict.fromkeys(level.target.clock for level in made)),
    )


def _others(edition: Edition, fact: str) -> tuple[str, ...]:
    """Every value of a fact for which something could be promised; "not sure" is none."""
    if fact in edition.tables:
        return tuple(edition.results[fact])
    kind = kind_of(edition.questions[fact])
    return tuple(value for value in kind.values(edition.policy) if value != kind.unsure)


def _shared_purpose(levels: Iterable[Level | None]) -> str:
    """What several levels are all for, unless that is only their own name."""
    purposes = {level.purpose.text: level.name for level in levels if level}
    (purpose, name), *others = purposes.items() or [("", "")]
    return "" if others or purpose == name else purpose
