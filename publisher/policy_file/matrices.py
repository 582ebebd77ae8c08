"""Tables of targets, such as by plan and severity, written out as the levels and rows that they stand for.

A cell becomes a level behind the other ones of its section, and a row of the table `level` behind those that
are there, but for a last one that holds always. What is wrong with such a level or row is told at its cell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, NamedTuple, TypeVar

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import KeyPath, Origins, Problem, instead, nearest, origin_of, shown
from wizard.conditions import Values
from wizard.policy import NONE, Cell, Clause, Level, Matrix, Policy, Row, Subsection, Table, Target

S = TypeVar("S", bound=Subsection)

TABLE = "level"
TARGET = tuple(field.name for field in fields(Target) if field.name not in ("id", "number"))
"""What a cell says of its target."""


class WrittenOut(NamedTuple):
    """A policy without matrices, and where each part that was made of one stands in the file."""

    policy: Policy
    origins: Origins

    def as_written(self, before: Iterable[Problem], problems: Iterable[Problem]) -> Iterator[Problem]:
        """What is wrong in the file: with the matrices themselves, and in the policy but for what follows."""
        told = list(before)
        yield from told
        for problem in problems:
            path = origin_of(problem.path, self.origins)
            line_of = problem.line_of and origin_of(problem.line_of, self.origins)
            if path == problem.path or problem.path[0] != "tables" or not told:
                yield replace(problem, path=path, line_of=line_of)


def check_matrices(policy: Policy) -> Iterator[Problem]:
    """Every fact or value of a matrix that there is not, and every cell that is missing."""
    for path, part in parts(policy):
        if isinstance(part, Matrix):
            yield from _matrix(policy, part, path)
        elif isinstance(part, Level) and part.cell:
            yield Problem((*path, "cell"), "only a matrix says this of its levels; write one", at_key=True)


def _matrix(policy: Policy, matrix: Matrix, path: KeyPath) -> Iterator[Problem]:
    known = _names(policy)
    unknown = [(place, fact) for place, fact in enumerate(matrix.facts) if fact not in known]
    for place, fact in unknown:
        message = f"{shown(fact)} is no question with options, and no table{instead(fact, known)}"
        yield Problem((*path, "facts", place), message, name=fact)
    if unknown:
        return
    columns = {key for cells in matrix.cells.values() if isinstance(cells, dict) for key in cells}
    meant = [_fact_of(*line, known) for line in zip(matrix.facts, (matrix.cells, columns), strict=True)]
    if meant != [*matrix.facts]:
        message = f"the rows are of '{meant[0]}' and the columns of '{meant[1]}'"
        yield Problem((*path, "facts"), f"{message}; write facts: [{', '.join(meant)}]")
    else:
        yield from _wrong_keys(matrix, path, *(known[fact] for fact in matrix.facts))


def _wrong_keys(
    matrix: Matrix, path: KeyPath, rows: Mapping[str, str], columns: Mapping[str, str]
) -> Iterator[Problem]:
    of_rows, of_columns = matrix.facts
    yield from _line((*path, "cells"), of_rows, matrix.cells, rows)
    for row, cells in matrix.cells.items():
        if isinstance(cells, dict):
            yield from _line((*path, "cells", row), of_columns, cells, columns)
    both = (*rows, *columns)
    for value in matrix.purposes:
        if value not in both:
            message = f"{shown(value)} is no value of '{of_rows}' or '{of_columns}'{instead(value, both)}"
            yield Problem((*path, "purposes", value), message, at_key=True)


def _fact_of(fact: str, keys: Collection[str], known: Mapping[str, Mapping[str, str]]) -> str:
    """The fact whose values some keys are: another one than is named where all are, and none is of that."""
    if not keys or not known[fact].keys().isdisjoint(keys):
        return fact
    return next((other for other, values in known.items() if values.keys() >= {*keys}), fact)


def _line(
    path: KeyPath, fact: str, cells: Mapping[str, object], known: Mapping[str, str]
) -> Iterator[Problem]:
    """What is wrong with the keys of the cells that stand in one line."""
    for value in cells:
        if value not in known:
            message = f"'{fact}' is never {shown(value)}{instead(value, known)}"
            yield Problem((*path, value), message, at_key=True, name=value)
    misspelt = {nearest(value, known.keys() - cells.keys()) for value in cells if value not in known}
    for value in known:
        if value not in cells and value not in misspelt:
            right = f"where nothing is promised, write {value}: none"
            yield Problem(path, f"there is nothing for '{value}' of '{fact}' here; {right}", at_key=True)


def answers_named(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The facts and values that the matrices of a file name, also where nothing is promised for them."""
    sections = data.get("sections") or ()
    for part in (*sections, *(below for section in sections for below in section.get("sections") or ())):
        if matrix := part.get("matrix"):
            of_rows, of_columns = matrix["facts"]
            for row, cells in matrix["cells"].items():
                yield of_rows, row
                yield from ((of_columns, column) for column in (cells if isinstance(cells, dict) else ()))


def written_out(policy: Policy) -> WrittenOut:
    """The policy with the levels and rows of its matrices, as far as they can be told."""
    names = _names(policy)
    made: list[tuple[Row, KeyPath]] = []
    origins: dict[KeyPath, KeyPath] = {}

    def without_matrix(section: S, path: KeyPath) -> S:
        levels, matrix = list(section.levels), section.matrix
        if not matrix:
            return section
        for keys, cell, when in _cells(matrix):
            at = (*path, "matrix", "cells", *keys)
            if cell:
                origins.update(_origins((*path, "levels", len(levels)), at, keys[-1]))
                levels.append(_level(matrix, keys, cell, names))
            made.append((Row(when=when, then=levels[-1].id if cell else NONE, cite=matrix.cite), at))
        return replace(section, levels=tuple(levels), matrix=None)

    sections = [
        replace(
            without_matrix(section, ("sections", number)),
            sections=tuple(
                without_matrix(inner, ("sections", number, "sections", place))
                for place, inner in enumerate(section.sections)
            ),
        )
        for number, section in enumerate(policy.sections or ())
    ]
    if not made:
        return WrittenOut(policy, origins)
    tables = list(policy.tables or ())
    for number, table in enumerate(tables):
        if table.id == TABLE:
            tables[number], moved = _with_rows(table, ("tables", number, "rows"), made)
            origins |= moved
    return WrittenOut(replace(policy, sections=tuple(sections), tables=tuple(tables)), origins)


def _with_rows(
    table: Table, path: KeyPath, made: list[tuple[Row, KeyPath]]
) -> tuple[Table, dict[KeyPath, KeyPath]]:
    """A table with further rows, before its last one where that holds always; and where each was written."""
    own = [(row, (*path, number)) for number, row in enumerate(table.rows)]
    last = [own.pop()] if own and not own[-1][0].when else []
    # A last row by which nothing applies says so for empty cells too.
    if last and (last[0][0].then, last[0][0].say, last[0][0].cite) == (NONE, "", ()):
        made = [row for row in made if row[0].then != NONE]
    rows = [*own, *made, *last]
    moved = {
        (*path, number): written for number, (_, written) in enumerate(rows) if written != (*path, number)
    }
    for number, (_, written) in enumerate(rows):
        if "matrix" in written:
            moved |= {(*path, number, key): (*_matrix_of(written), key) for key in ("when", "cite")}
    return replace(table, rows=tuple(row for row, _ in rows)), moved


def _cells(matrix: Matrix) -> Iterator[tuple[tuple[str, ...], Cell | None, dict[str, Values]]]:
    """Each cell by its keys in the file, with the condition of its row; None where nothing is promised."""
    of_rows, of_columns = matrix.facts
    for row, cells in matrix.cells.items():
        if not isinstance(cells, dict):
            yield (row,), None, {**matrix.when, of_rows: row}
            continue
        for column, cell in cells.items():
            when = {**matrix.when, of_rows: row, of_columns: column}
            yield (row, column), cell if isinstance(cell, Cell) else None, when


def _level(
    matrix: Matrix, keys: tuple[str, ...], cell: Cell, known: Mapping[str, Mapping[str, str]]
) -> Level:
    id = cell.id or "-".join(keys)
    names = [known.get(fact, {}).get(key, key) for fact, key in zip(matrix.facts, keys, strict=True)]
    name = ", ".join(names)
    purpose = next((matrix.purposes[key] for key in reversed(keys) if key in matrix.purposes), name)
    target = {field: getattr(cell, field) for field in TARGET}
    return Level(
        id=id,
        number=cell.number,
        name=name,
        purpose=Clause(id=f"{id}-for", text=purpose),
        target=Target(id=f"{id}-time", **target),
        further=cell.further,
        taken_by=cell.taken_by,
        cell=dict(zip(matrix.facts, keys, strict=True)),
    )


def _origins(level: KeyPath, cell: KeyPath, column: str) -> dict[KeyPath, KeyPath]:
    purpose = (*_matrix_of(cell), "purposes", column)
    return {level: cell, (*level, "target"): cell, (*level, "purpose"): purpose, (*level, "name"): cell}


def _matrix_of(cell: KeyPath) -> KeyPath:
    return cell[: cell.index("matrix") + 1]


def _names(policy: Policy) -> dict[str, dict[str, str]]:
    """The names of all values, by the facts of which a matrix can be: questions with options, and tables."""
    known = {
        question.id: {option.id: option.label for option in question.options}
        for question in policy.questions
        if question.options
    }
    if policy.product_question:
        known[policy.product_question] = {product.id: product.name for product in policy.products}
    return known | {
        table: {result.id: result.name for result in results}
        for table, results in policy.results.items()
        if table != TABLE
    }
