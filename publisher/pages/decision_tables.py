"""The decision tables in words: the same rows that the wizard decides by, with every id spelled out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from publisher.language.naming import FactNames
from wizard.conditions import Values, accepted
from wizard.policy import Part, Route, Row, Table


class ConditionRow(NamedTuple):
    """A fact by its name, and the values of which any will do."""

    name: str
    values: tuple[str, ...]


class DecisionRow(NamedTuple):
    """A row: its number, what it looks at, and what it decides."""

    number: int
    row: Row
    conditions: tuple[ConditionRow, ...]
    result: str
    decided: Part | None
    """The part of the policy that the result names; None where it names none."""
    route: Route | None


def decision_rows(names: FactNames, table: Table) -> Iterator[DecisionRow]:
    """The rows of a table, in their order."""
    for number, row in enumerate(table.rows, 1):
        decided = names.decided(table, row.then)
        yield DecisionRow(
            number=number,
            row=row,
            conditions=tuple(_condition(names, fact, values) for fact, values in row.when.items()),
            result=names.result(table, row.then),
            decided=decided,
            route=decided if isinstance(decided, Route) else None,
        )


def _condition(names: FactNames, fact: str, values: Values) -> ConditionRow:
    return ConditionRow(names.fact(fact), tuple(names.value(fact, value) for value in accepted(values)))
