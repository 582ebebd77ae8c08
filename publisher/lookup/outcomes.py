"""What outcomes say, compiled from the table of pieces into look-ups by facts.

Every table becomes a look-up of the row that decides and its result, which are facts for whatever comes
after it. Every group of alternative pieces (`wizard.outcome.pieces`, `wizard.outcome.grounds`) becomes a
look-up of what is said for the facts. Instants stand in the timetable (`publisher.lookup.timetable`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any, NamedTuple

from publisher.lookup.graphs import Alternative, Graphs, TooLarge
from publisher.lookup.shapes import LookupOutcomes
from wizard.codec import plain
from wizard.decisions import row_fact
from wizard.edition import Edition
from wizard.outcome.assembly import SEVERAL, policy_view
from wizard.outcome.grounds import asked_fact
from wizard.policy import IN_FORCE, POLICY, RELEASE, Table
from wizard.view import Outcome

MOST_NODES = 8_000


class Group(NamedTuple):
    """Pieces of which one at most is said: the field, the procedure around a step, and the alternatives."""

    field: str
    within: str
    alternatives: list[Alternative]


def compiled_outcomes(edition: Edition, early: bool) -> LookupOutcomes | None:
    """The outcomes as look-ups, maybe also before the policy is in force; None where they are too many."""
    graphs = new_graphs(edition, {} if early else {POLICY: IN_FORCE})
    try:
        tables = [(table.id, graphs.add(rows(table))) for table in edition.policy.tables]
        pieces = [(group.field, graphs.add(group.alternatives), group.within) for group in groups(edition)]
    except TooLarge:
        return None
    nodes, values = graphs.as_json()
    return {
        "tables": tables,
        "pieces": pieces,
        "empty": empty(edition),
        "nodes": nodes,
        "values": values,
    }


def new_graphs(edition: Edition, known: Mapping[str, str]) -> Graphs:
    """Look-ups over all facts but those that are known, in the order in which they become known."""
    decided = [fact for table in edition.policy.tables for fact in (table.id, row_fact(table.id))]
    asked = (fact for question in edition.questions for fact in (question, asked_fact(question)))
    return Graphs([POLICY, *asked, RELEASE, *edition.channels, *decided], known, MOST_NODES)


def rows(table: Table) -> list[Alternative]:
    """The number of the row that decides, and its result."""
    return [(row.when, [str(number), row.then]) for number, row in enumerate(table.rows, 1)]


def groups(edition: Edition) -> Iterator[Group]:
    """The pieces, those of one field and `of` together, in the order of the table."""
    found: dict[tuple[str, str], Group] = {}
    for piece in (*edition.pieces.table, *edition.grounds.table):
        group = found.setdefault((piece.field, piece.of), Group(piece.field, piece.within, []))
        several = piece.field in SEVERAL or piece.within or len(piece.parts) > 1
        group.alternatives.append((piece.when, plain(list(piece.parts) if several else piece.parts[0])))
    yield from found.values()


def empty(edition: Edition) -> dict[str, Any]:
    """An outcome of which nothing is known yet, its fields in their order."""
    defaults = {field.name: field.default for field in fields(Outcome)}
    nothing = {name: None if value is MISSING else value for name, value in defaults.items()}
    told: dict[str, Any] = plain(nothing | {"policy": policy_view(edition)})
    return told
