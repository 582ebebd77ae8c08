"""The decision tables at work: rows in order, the first one that holds decides.

A table's result is a fact for the tables after it, under the table's own id. Nothing else is read but the
facts that came in, so the same facts always give the same decisions.
"""

from collections.abc import Iterable, Mapping

from wizard.conditions import UNASKED, Facts, holds
from wizard.policy import Row, Table
from wizard.values import value


class Undecided(LookupError):
    """No row of a table holds. A policy that the build has published has no such case."""


@value()
class Decision:
    """Which row of a table decided, and the facts that it looked at."""

    table: Table
    row: Row
    number: int
    """The row's number, from 1."""
    facts: Mapping[str, str]


def decide(tables: Iterable[Table], facts: Facts) -> list[Decision]:
    """What every table decides, in order. Raises Undecided where a table has no row for the facts."""
    known = dict(facts)
    decisions = []
    for table in tables:
        numbered = enumerate(table.rows, 1)
        number, row = next(((number, row) for number, row in numbered if holds(row.when, known)), (0, None))
        if row is None:
            raise Undecided(f"no row of table {table.id!r} holds for {known}")
        looked_at = {fact: known.get(fact, UNASKED) for fact in row.when}
        decisions.append(Decision(table, row, number, looked_at))
        known[table.id] = row.then
    return decisions


def decided(decisions: Iterable[Decision]) -> dict[str, str]:
    """What the tables add to the facts: the result of each, and the number of the row that decided."""
    facts: dict[str, str] = {}
    for decision in decisions:
        facts[decision.table.id] = decision.row.then
        facts[row_fact(decision.table.id)] = str(decision.number)
    return facts


def row_fact(table: str) -> str:
    """The fact that says which row of a table decided; its values are the rows' numbers, from 1."""
    return f"{table}#"
