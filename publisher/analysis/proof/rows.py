"""What is wrong with the rows of the decision tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publisher.analysis.possible import Facts
from publisher.analysis.proof.flaw import Flaw, Where, listed, why_never
from publisher.analysis.space import Branch, Condition, Variable
from publisher.analysis.witness import shortest
from wizard.conditions import Values, accepted
from wizard.policy import Row, Table

MOST_NAMED = 6
"""Rows that a finding names."""


def undecided(facts: Facts, table: Table) -> Iterator[Flaw]:
    """A case for which a table has no row."""
    at = facts.space.index[table.id]
    variable = facts.space.variables[at]
    if facts.possible(at) & variable.last:
        message = (
            f"no row of the table '{table.id}' holds for some case, so the customer gets no answer; "
            "add a row for it, or a last row with `when: {}`"
        )
        yield Flaw("no-row", variable.path, message, shortest(facts, ((at, variable.last),), at))


def unreachable(facts: Facts, table: Table, where: Where) -> Iterator[Flaw]:
    """Each row that can never decide, and what keeps it from it."""
    at = facts.space.index[table.id]
    for number, row in enumerate(table.rows):
        if facts.possible(at) >> number & 1:
            continue
        when = facts.space.variables[at].branches[number].when
        if facts.can(when, at):
            yield _shadowed(facts, at, number, where)
        else:
            cause = why_never(facts, row.when, at, where)
            message = f"this row can never decide: {cause}"
            yield Flaw("row-never-decides", _row(facts, at, number), message)


def _shadowed(facts: Facts, at: int, number: int, where: Where) -> Flaw:
    branches = facts.space.variables[at].branches
    when = branches[number].when
    covering = next((one for one in range(number) if _implies(when, branches[one].when)), None)
    if covering is None:
        found = facts.together(at, when, MOST_NAMED + 1)
        rows = [one for one in range(number) if found >> one & 1]
    else:
        rows = [covering]
    # A row that covers it may itself never decide; the witness then shows whichever does.
    witness = shortest(facts, (*when, (at, (1 << number) - 1)), at)
    lines = listed(where(_row(facts, at, one)) for one in rows[:MOST_NAMED])
    more = " and others" if len(rows) > MOST_NAMED else ""
    plural = "the row in" if len(rows) == 1 else "the rows in"
    verb = "comes" if len(rows) == 1 else "come"
    message = f"this row can never decide: wherever it holds, {plural} {lines}{more} {verb} first"
    return Flaw("row-never-decides", _row(facts, at, number), message, witness, tuple(rows))


def _implies(one: Condition, other: Condition) -> bool:
    """Whether each part of the other condition follows from one part of this one."""
    return all(any(at == of and not values & ~wide for of, values in one) for at, wide in other)


def not_needed(facts: Facts, table: Table, where: Where) -> Iterator[Flaw]:
    """Each row without which every case would be told the same."""
    at = facts.space.index[table.id]
    for number, row in enumerate(table.rows):
        after = range(number + 1, len(table.rows))
        alike = [later for later in after if _say_the_same(row, table.rows[later])]
        if not (alike and facts.possible(at) >> number & 1) or _told_otherwise(facts, table, number):
            continue
        without = facts.beside([_without(facts.space.variables[at], number)])
        copy = len(facts.space.variables)
        same = sum(1 << later for later in alike)
        if without.can(((at, 1 << number), (copy, without.space.variables[copy].all & ~same)), at):
            continue
        rows = [one for one in alike if without.can(((at, 1 << number), (copy, 1 << one)), at)]
        lines = listed(where(_row(facts, at, one)) for one in rows)
        what = "the row in" if len(rows) == 1 else "the rows in"
        message = f"this row could be left out: without it, {what} {lines} would say the same"
        witness = shortest(facts, ((at, 1 << number),), at)
        yield Flaw("row-not-needed", _row(facts, at, number), message, witness, tuple(rows))


def _told_otherwise(facts: Facts, table: Table, number: int) -> bool:
    """Whether the trials already show a case that would be told something else without the row."""
    at = facts.space.index[table.id]
    left = facts.run.branches[at][number]
    for later in range(number + 1, len(table.rows)):
        trials = left
        for literal in facts.space.variables[at].branches[later].when:
            trials &= facts.run.having(literal)
        if trials and not _say_the_same(table.rows[number], table.rows[later]):
            return True
        left &= ~trials
    return bool(left)


def _without(variable: Variable, number: int) -> Variable:
    """The table without one row; its rows keep their numbers."""
    branches = [one for at, one in enumerate(variable.branches) if at != number]
    return replace(variable, kind="copy", branches=tuple(branches))


def in_one(facts: Facts, table: Table, where: Where) -> Iterator[Flaw]:
    """Each two rows that say the same and could be one, as they differ in the values of one fact only."""
    at = facts.space.index[table.id]
    for number, row in enumerate(table.rows):
        for later in range(number + 1, len(table.rows)):
            fact = _differ_in(row.when, table.rows[later].when)
            if fact and _say_the_same(row, table.rows[later]) and _can_move(facts, at, number, later):
                line = where(_row(facts, at, number))
                message = (
                    f"this row says the same as the row in {line}; "
                    f"one row could do, with the values of '{fact}' in one list"
                )
                yield Flaw("rows-in-one", _row(facts, at, later), message, None, (number,))
                break


def _say_the_same(one: Row, other: Row) -> bool:
    return (one.then, one.say, one.cite) == (other.then, other.say, other.cite)


def _differ_in(one: dict[str, Values], other: dict[str, Values]) -> str:
    """The only fact for which two conditions name different values, or nothing."""
    if one.keys() != other.keys():
        return ""
    different = [fact for fact in one if set(accepted(one[fact])) != set(accepted(other[fact]))]
    return different[0] if len(different) == 1 else ""


def _can_move(facts: Facts, at: int, number: int, later: int) -> bool:
    """Whether the later of two rows could as well stand beside the earlier: no row between holds with it."""
    branches = facts.space.variables[at].branches
    return all(_exclude(branches[one], branches[later]) for one in range(number + 1, later))


def _exclude(one: Branch, other: Branch) -> bool:
    return any(at == of and not values & wide for at, values in one.when for of, wide in other.when)


def _row(facts: Facts, at: int, number: int) -> tuple[str | int, ...]:
    return (*facts.space.variables[at].path, "rows", number)
