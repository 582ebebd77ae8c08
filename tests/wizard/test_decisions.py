"""The decision tables at work."""

from __future__ import annotations

from itertools import product as every
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wizard.helpers import proves
from wizard.conditions import UNASKED
from wizard.decisions import Undecided, decide, row_fact
from wizard.policy import Row, Table

FACTS = ("a", "b")
VALUES = ("x", "y", UNASKED)


@st.composite
def chains(draw: st.DrawFn) -> list[Table]:
    """Up to three tables, each of which may look at the facts and at the tables before it."""
    tables: list[Table] = []
    for number in range(draw(st.integers(1, 3))):
        names = [*FACTS, *(table.id for table in tables)]
        when = st.dictionaries(
            st.sampled_from(names), st.sampled_from(VALUES) | st.just(("x", UNASKED)), max_size=2
        )
        rows = draw(
            st.lists(st.builds(Row, when=when, then=st.sampled_from(("x", "y"))), min_size=1, max_size=4)
        )
        tables.append(Table(id=f"table-{number}", title="?", rows=tuple(rows)))
    return tables


def fits(row: Row, known: dict[str, str]) -> bool:
    for fact, wanted in row.when.items():
        if known[fact] != wanted and not (isinstance(wanted, tuple) and known[fact] in wanted):
            return False
    return True


def decided_by_hand(tables: list[Table], facts: dict[str, str]) -> dict[str, str] | None:
    """The results by going through every row; None where a table has no row."""
    known = dict.fromkeys((*FACTS, *(table.id for table in tables)), UNASKED) | facts
    for table in tables:
        fitting = [row for row in table.rows if fits(row, known)]
        if not fitting:
            return None
        known[table.id] = fitting[0].then
    return {table.id: known[table.id] for table in tables}


@proves(max_examples=150)
@given(chains())
def test_the_first_row_that_holds_decides_for_every_combination_of_facts(tables: list[Table]) -> None:
    for a, b in every(VALUES, repeat=2):
        facts = {fact: value for fact, value in (("a", a), ("b", b)) if value != UNASKED}
        expected = decided_by_hand(tables, facts)
        if expected is None:
            with pytest.raises(Undecided):
                decide(tables, facts)
        else:
            decided = decide(tables, facts)
            assert {table: decided[table] for table in expected} == expected


def chain(*rows: tuple[dict[str, Any], str]) -> list[Table]:
    return [Table(id="t", title="?", rows=tuple(Row(when=when, then=then) for when, then in rows))]


def test_a_table_without_a_row_for_the_facts_is_named_in_the_error() -> None:
    with pytest.raises(Undecided, match="'t'"):
        decide(chain(({"a": "x"}, "one")), {"a": "y"})


def test_it_is_told_which_row_decided_also_one_for_a_fact_that_was_not_asked() -> None:
    tables = chain(({"a": "y"}, "one"), ({"a": "x", "b": UNASKED}, "two"), ({}, "three"))
    assert decide(tables, {"a": "x", "c": "z"}) == {"t": "two", row_fact("t"): "2"}


def test_deciding_changes_nothing_of_the_facts_that_came_in() -> None:
    facts = {"a": "x"}
    decide(chain(({}, "one")), facts)
    assert facts == {"a": "x"}
