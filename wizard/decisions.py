"""The decision tables at work: rows in order, the first one that holds decides.

A table's result is a fact for the tables after it, under the table's own id. Nothing else is read but the
facts that came in, so the same facts always give the same decisions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wizard.conditions import UNASKED, Facts, holds
from wizard.policy import Row, Table


class Undecided(LookupError):
    """No row of a table holds. A policy that the build has published has no such case."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which row of a table decided, and the facts that it looked at."""

    table: Table
    row: Row
    facts: Mapping[str, str]


def decide(tables: Iterable[Table], facts: Facts) -> list[Decision]:
    """What every table decides, in order. Raises Undecided where a table has no row for the facts."""
    known = dict(facts)
    decisions = []
    for table in tables:
        row = next((row for row in table.rows if holds(row.when, known)), None)
        if row is None:
            raise Undecided(f"no row of table {table.id!r} holds for {known}")
        decisions.append(Decision(table, row, {fact: known.get(fact, UNASKED) for fact in row.when}))
        known[table.id] = row.then
    return decisions


def results(decisions: Iterable[Decision]) -> dict[str, str]:
    """The result of each table, by the table's id."""
    return {decision.table.id: decision.row.then for decision in decisions}
