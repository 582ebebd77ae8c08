"""Values behave as frozen dataclasses do, which are their oracle."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wizard.values import value


@value()
class Place:
    name: str
    numbers: tuple[int, ...] = ()
    aside: dict[str, int] = field(default_factory=dict, hash=False)


@value(kw_only=True)
class Home(Place):
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class FrozenPlace:
    name: str
    numbers: tuple[int, ...] = ()
    aside: dict[str, int] = field(default_factory=dict, hash=False)


held = st.tuples(st.sampled_from("ab"), st.sampled_from([(), (1,)]), st.sampled_from([{}, {"a": 1}]))


@given(held, held)
def test_values_are_equal_and_hashed_as_frozen_dataclasses_are(one: Any, other: Any) -> None:
    first, second = Place(*one), Place(*other)
    assert (first == second) == (FrozenPlace(*one) == FrozenPlace(*other))
    assert (hash(first) == hash(second)) == (hash(FrozenPlace(*one)) == hash(FrozenPlace(*other)))
    assert repr(FrozenPlace(*one)) == f"Frozen{first!r}"


def test_values_of_two_classes_are_never_equal_though_one_is_the_others() -> None:
    assert Home(name="a") != Place("a")
    assert replace(Home(name="a"), is_open=True) == Home(name="a", is_open=True)
    assert {Home(name="a"), Home(name="a")} == {Home(name="a")}
