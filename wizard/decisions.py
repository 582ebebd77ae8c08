"""The decision tables at work: rows in order, the first one that holds decides.

A table's result is a fact for the tables after it, under the table's own id. Nothing else is read but the
facts that came in, so the same facts always give the same decisions.
"""

from collections.abc import Iterable

from wizard.conditions import Facts, holds
from wizard.policy import Table


class Undecided(LookupError):
    """No row of a table holds. A policy that the build has published has no such case."""


def decide(tables: Iterable[Table], facts: Facts) -> dict[str, str]:
    """What tables add to the facts, in order: the result of each, and the number of the row that decided.

    Raises Undecided where a table has no row for the facts.
    """
    known, decided = dict(facts), dict[str, str]()
    for table in tables:
        holding = ((number, row) for number, row in enumerate(table.rows, 1) if holds(row.when, known))
        number, row = next(holding, (0, None))
        if row is None:
            raise Undecided(f"no row of table {table.id!r} holds for {known}")
        known[table.id] = row.then
        decided |= {table.id: row.then, row_fact(table.id): str(number)}
    return decided


def row_fact(table: str) -> str:
    """The fact that says which row of a table decided; its values are the rows' numbers, from 1."""
    return f"{table}#"
