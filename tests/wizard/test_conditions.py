"""Conditions over facts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.wizard.helpers import proves
from wizard.conditions import UNASKED, Condition, Facts, accepted, holds

facts = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xyz"))
values = st.sampled_from(("x", "y", "z", UNASKED))
conditions = st.dictionaries(st.sampled_from("abcd"), values | st.lists(values, max_size=3).map(tuple))


@proves(max_examples=300)
@given(when=conditions, known=facts)
def test_a_condition_holds_where_no_fact_that_it_names_has_another_value(
    when: Condition, known: Facts
) -> None:
    everything = {fact: known.get(fact, UNASKED) for fact in "abcd"}
    against = [fact for fact in when if everything[fact] not in accepted(when[fact])]
    assert holds(when, known) == (against == [])


def test_one_value_may_be_written_without_a_list() -> None:
    assert holds({"topic": "setup"}, {"topic": "setup"}) and holds({"topic": ("setup",)}, {"topic": "setup"})
    assert not holds({"topic": "setup"}, {"topic": "set"}), "a value is compared whole, not letter by letter"


def test_a_condition_that_names_nothing_always_holds() -> None:
    assert holds({}, {})


def test_a_fact_that_did_not_come_up_is_unasked_and_nothing_else() -> None:
    assert holds({"cause": (UNASKED, "nothing")}, {})
    assert not holds({"cause": "nothing"}, {})
    assert not holds({"cause": UNASKED}, {"cause": "nothing"})
