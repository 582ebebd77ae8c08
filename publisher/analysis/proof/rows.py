"""What is wrong with the rows of the decision tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publisher.analysis.bitsets import numbers_in
from publisher.analysis.possible import Facts
from publisher.analysis.proof.flaw import Flaw, Where, why_never
from publisher.analysis.space import Branch, Condition, Variable
from publisher.analysis.witness import shortest
from publisher.policy_file.findings import KeyPath, listed
from wizard.conditions import Values, accepted
from wizard.policy import Row, Table

MOST_NAMED = 6
"""Rows that a finding names."""


def undecided(facts: Facts, table: Table) -> Iterator[Flaw]:
    """A case for which a table has no row."""
    index = facts.space.index[table.id]
    variable = facts.space.variables[index]
    if facts.possible(index) & variable.last:
        message = (
            f"no row of the table '{table.id}' holds for some case, so the customer gets no answer; "
            "add a row for it, or a last row with `when: {}`"
        )
        yield Flaw("no-row", variable.path, message, shortest(facts, ((index, variable.last),), index))


def unreachable(facts: Facts, table: Table, where: Where) -> Iterator[Flaw]:
    """Each row that can never decide, and what keeps it from it."""
    index = facts.space.index[table.id]
    for number, row in enumerate(table.rows):
        if facts.possible(index) >> number & 1:
            continue
        when = facts.space.variables[index].branches[number].when
        if facts.can(when, index):
            yield _shadowed(facts, index, number, where)
        else:
            cause = why_never(facts, row.when, index, where)
            message = f"this row can never decide: {cause}"
            yield Flaw("row-never-decides", _row(facts, index, number), message)


def _shadowed(facts: Facts, index: int, number: int, where: Where) -> Flaw:
    """A row before which, wherever it holds, others come: one that covers it alone, or several together."""
    branches = facts.space.variables[index].branches
    when = branches[number].when
    covering = next((earlier for earlier in range(number) if _implies(when, branches[earlier].when)), None)
    if covering is None:
        found = facts.together(index, when, MOST_NAMED + 1)
        rows = list(numbers_in(found & (1 << number) - 1))
    else:
        rows = [covering]
    # A row that covers it may itself never decide; the witness then shows whichever does.
    witness = shortest(facts, (*when, (index, (1 << number) - 1)), index)
    lines = listed(where(_row(facts, index, earlier)) for earlier in rows[:MOST_NAMED])
    more = " and others" if len(rows) > MOST_NAMED else ""
    plural = "the row in" if len(rows) == 1 else "the rows in"
    verb = "comes" if len(rows) == 1 else "come"
    message = f"this row can never decide: wherever it holds, {plural} {lines}{more} {verb} first"
    return Flaw("row-never-decides", _row(facts, index, number), message, witness, tuple(rows))


def _implies(narrow: Condition, wide: Condition) -> bool:
    """Whether each literal of the wide condition follows from a literal of the narrow one."""
    return all(
        any(index == other and not values & ~allowed for other, values in narrow) for index, allowed in wide
    )


def not_needed(facts: Facts, table: Table, where: Where) -> Iterator[Flaw]:
    """Each row without which every case would be told the same."""
    index = facts.space.index[table.id]
    for number, row in enumerate(table.rows):
        after = range(number + 1, len(table.rows))
        alike = [later for later in after if _say_the_same(row, table.rows[later])]
        if not (alike and facts.possible(index) >> number & 1) or _told_otherwise(facts, table, number):
            continue
        # The same table without the row, as a further variable: what would decide in the row's cases?
        without = facts.beside([_without(facts.space.variables[index], number)])
        copy, decides = len(facts.space.variables), (index, 1 << number)
        same = sum(1 << later for later in alike)
        if without.can((decides, (copy, without.space.variables[copy].all & ~same)), index):
            continue
        rows = [later for later in alike if without.can((decides, (copy, 1 << later)), index)]
        lines = listed(where(_row(facts, index, later)) for later in rows)
        what = "the row in" if len(rows) == 1 else "the rows in"
        message = f"this row could be left out: without it, {what} {lines} would say the same"
        witness = shortest(facts, (decides,), index)
        yield Flaw("row-not-needed", _row(facts, index, number), message, witness, tuple(rows))


def _told_otherwise(facts: Facts, table: Table, number: int) -> bool:
    """Whether the trials already show a case that would be told something else without the row."""
    index = facts.space.index[table.id]
    left = facts.run.branches[index][number]
    for later in range(number + 1, len(table.rows)):
        trials = left
        for literal in facts.space.variables[index].branches[later].when:
            trials &= facts.run.having(literal)
        if trials and not _say_the_same(table.rows[number], table.rows[later]):
            return True
        left &= ~trials
    return bool(left)


def _without(variable: Variable, number: int) -> Variable:
    """The table without one row. Its rows keep their numbers; the value of the row left out can't occur."""
    branches = (*variable.branches[:number], *variable.branches[number + 1 :])
    return replace(variable, kind="copy", branches=branches)


def in_one(facts: Facts, table: Table, where: Where) -> Iterator[Flaw]:
    """Each two rows that say the same and could be one, as they differ in the values of one fact only."""
    index = facts.space.index[table.id]
    for number, row in enumerate(table.rows):
        for later in range(number + 1, len(table.rows)):
            fact = _differ_in(row.when, table.rows[later].when)
            if fact and _say_the_same(row, table.rows[later]) and _can_move(facts, index, number, later):
                line = where(_row(facts, index, number))
                message = (
                    f"this row says the same as the row in {line}; "
                    f"one row could do, with the values of '{fact}' in one list"
                )
                yield Flaw("rows-in-one", _row(facts, index, later), message, None, (number,))
                break


def _say_the_same(one: Row, other: Row) -> bool:
    return (one.then, one.say, one.cite) == (other.then, other.say, other.cite)


def _differ_in(one: dict[str, Values], other: dict[str, Values]) -> str:
    """The only fact for which two conditions name different values, or nothing."""
    if one.keys() != other.keys():
        return ""
    different = [fact for fact in one if set(accepted(one[fact])) != set(accepted(other[fact]))]
    return different[0] if len(different) == 1 else ""


def _can_move(facts: Facts, index: int, number: int, later: int) -> bool:
    """Whether the later of two rows could as well stand beside the earlier: no row between holds with it."""
    branches = facts.space.variables[index].branches
    return all(_exclude(between, branches[later]) for between in branches[number + 1 : later])


def _exclude(branch: Branch, other: Branch) -> bool:
    return any(
        index == read and not values & allowed
        for index, values in branch.when
        for read, allowed in other.when
    )


def _row(facts: Facts, index: int, number: int) -> KeyPath:
    return (*facts.space.variables[index].path, "rows", number)
