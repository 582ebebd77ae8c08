"""What an outcome rests on, as rows of the same form as the table of pieces (`wizard.outcome.pieces`).

- `why`: for each row of a decision table, the step that it is where it decided.
- `readings`: each unconfirmed reading, once for everything by which an outcome can come to rest on it.

The engine assembles outcomes from these rows, and the look-up is compiled from them. Their conditions look at
one more kind of facts: whether a question was asked (`asked_fact`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wizard.clauses import index
from wizard.conditions import UNASKED, Condition
from wizard.decisions import row_fact
from wizard.outcome.pieces import Piece
from wizard.policy import Policy
from wizard.readings import concerned, key
from wizard.view import Named, ReadingView, Step

ASKED = "asked"
Used = tuple[tuple[str, ...], Condition]
"""The keys of parts of the policy, and the facts under which an outcome rests on them."""


def asked_fact(question: str) -> str:
    """The fact that says whether a question was asked; `ASKED` where it was."""
    return f"{question}?"


def grounds(policy: Policy, pieces: Iterable[Piece], none: str) -> Iterator[Piece]:
    """Every row; `none` is the name of a table's result that has no other."""
    yield from _steps(policy, none)
    table = tuple(pieces)
    used = [*_decided_by(policy), *_told(policy, table)]
    products = frozenset(map(key, policy.products))
    for reading, parts in concerned(policy):
        fields = {piece.field for piece in table if not parts.isdisjoint(piece.rests_on)}
        about = fields | ({"version"} if parts & products else set())
        view = ReadingView(reading.id, reading.reading, tuple(sorted(about)), reading.word)
        for keys, when in used:
            if not parts.isdisjoint(keys):
                yield Piece("readings", reading.id, when, (view,))


def _steps(policy: Policy, none: str) -> Iterator[Piece]:
    """Each row of a table as a step; the values of the facts that it looks at are filled in by the case."""
    clauses = index(policy)
    for table in policy.tables:
        names = {result.id: result.name for result in policy.results[table.id]}
        for number, row in enumerate(table.rows, 1):
            step = Step(
                table=table.id,
                title=table.title,
                result=Named(row.then, names.get(row.then, none)),
                row=number,
                facts=dict.fromkeys(row.when, UNASKED),
                clauses=tuple(clauses[clause] for clause in row.cite),
            )
            yield Piece("why", table.id, {row_fact(table.id): str(number)}, (step,))


def _decided_by(policy: Policy) -> Iterator[Used]:
    """What decides: the questions that were asked, the tables, and the rows that have a name."""
    yield ("effective", "zone", *map(key, policy.tables)), {}
    for question in policy.questions:
        yield (key(question),), _asked(question.id)
    for table in policy.tables:
        for number, row in enumerate(table.rows, 1):
            if row.id:
                yield (key(row),), {row_fact(table.id): str(number)}


def _told(policy: Policy, pieces: Iterable[Piece]) -> Iterator[Used]:
    """What is told: the pieces, and the product whose version was asked for."""
    version = policy.version_question
    for piece in pieces:
        # A version's status says nothing where no version was asked for.
        yield piece.rests_on, {**_asked(version), **piece.when} if piece.field == "version" else piece.when
    for product, named in _products(policy) if version else ():
        yield (product,), {**_asked(version), **named}


def _asked(question: str) -> Condition:
    return {asked_fact(question): ASKED}


def _products(policy: Policy) -> Iterator[tuple[str, Condition]]:
    """The key of each product, with the facts under which a case is about it: the only one always is."""
    if len(policy.products) == 1:
        yield key(policy.products[0]), {}
    elif asked := policy.product_question:
        yield from ((key(product), {asked: product.id}) for product in policy.products)
