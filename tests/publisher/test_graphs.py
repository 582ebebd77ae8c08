"""Look-ups: whatever the cases, they find what the engine's conditions would."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.lookup.graphs import Graphs, TooLarge
from wizard.conditions import UNASKED, Facts, holds

FACTS = ("a", "b", "c", "d")
VALUES = ("1", "2", "3", UNASKED)

conditions = st.dictionaries(
    st.sampled_from(FACTS),
    st.sampled_from(VALUES) | st.lists(st.sampled_from(VALUES), min_size=1, unique=True).map(tuple),
)
cases = st.lists(st.tuples(conditions, st.integers(0, 3)), max_size=6)
known = st.dictionaries(st.sampled_from(FACTS), st.sampled_from(VALUES))


def looked_up(carried: tuple[list[Any], list[Any]], ref: int, facts: Facts) -> Any:
    nodes, values = carried
    while ref >= 0:
        fact, ways, other = nodes[ref]
        ref = ways.get(facts.get(fact, UNASKED), other)
    return values[~ref]


@given(st.lists(cases, min_size=1, max_size=3), known, known)
def test_a_look_up_finds_the_first_case_that_holds(
    several: list[list[tuple[dict[str, Any], int]]], fixed: dict[str, str], facts: dict[str, str]
) -> None:
    graphs = Graphs(FACTS, fixed, 10_000)
    refs = [graphs.add(each) for each in several]
    carried = graphs.as_json()
    for each, ref in zip(several, refs, strict=True):
        first = next((value for when, value in each if holds(when, {**facts, **fixed})), None)
        assert looked_up(carried, ref, facts) == first


@given(cases, known, st.sampled_from(FACTS))
def test_what_is_left_of_a_look_up_finds_the_same(
    each: list[tuple[dict[str, Any], int]], facts: dict[str, str], fact: str
) -> None:
    graphs = Graphs(FACTS, {}, 10_000)
    ref = graphs.add(each)
    [left] = graphs.where([ref], {fact: facts.get(fact, UNASKED)})
    carried = graphs.as_json()
    assert looked_up(carried, left, facts) == looked_up(carried, ref, facts)
    assert fact not in graphs.facts([left])


@given(cases)
def test_no_node_is_there_twice_or_makes_no_difference(each: list[tuple[dict[str, Any], int]]) -> None:
    graphs = Graphs(FACTS, {}, 10_000)
    graphs.add(each)
    nodes, _ = graphs.as_json()
    assert len({str(node) for node in nodes}) == len(nodes)
    assert all(there != other for _, ways, other in nodes for there in ways.values())


def test_more_nodes_than_allowed_are_refused() -> None:
    graphs = Graphs(FACTS, {}, 1)
    with pytest.raises(TooLarge):
        graphs.add([({"a": "1", "b": "2"}, 1)])
