"""Dataclasses as plain JSON, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wizard.helpers import edition_of, proves, real, real_policy, small_policy, words
from tests.wizard.policies import random_policy
from wizard.codec import decode, encode, plain
from wizard.edition import Edition
from wizard.hours import ClockChange
from wizard.policy import Policy
from wizard.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    text: str
    number: int = 7
    sure: bool = True
    day: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tree:
    """Every kind of field that the vocabulary uses."""

    leaf: Leaf
    kind: Literal["a", "b"] = "a"
    instant: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    maybe: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    when: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    changes: dict[str, tuple[ClockChange, ...]] = field(default_factory=dict)


leaves = st.builds(
    Leaf,
    text=st.text(max_size=5),
    number=st.integers() | st.just(7),
    sure=st.booleans(),
    day=st.none() | st.dates(),
)
changes = st.builds(ClockChange, st.datetimes(timezones=st.just(UTC)), st.integers(-900, 900))
trees = st.builds(
    Tree,
    leaf=leaves,
    kind=st.sampled_from(("a", "b")),
    instant=st.datetimes(timezones=st.just(UTC)),
    maybe=st.none() | leaves,
    leaves=st.lists(leaves, max_size=3).map(tuple),
    when=st.dictionaries(st.text(max_size=3), st.text(max_size=3) | st.lists(st.text(max_size=3)).map(tuple)),
    changes=st.dictionaries(st.text(max_size=3), st.lists(changes, max_size=2).map(tuple), max_size=2),
)


def there_and_back(kind: Any, value: Any) -> Any:
    """Through real JSON text, as it travels to the browser."""
    return decode(kind, json.loads(json.dumps(encode(value))))


@proves(max_examples=150)
@given(trees)
def test_every_value_comes_back_from_json_as_it_was(tree: Tree) -> None:
    assert there_and_back(Tree, tree) == tree


@given(trees)
def test_all_that_a_value_holds_becomes_plain(tree: Tree) -> None:
    assert plain(tree) == asdict(tree)


def test_the_real_policy_and_its_whole_edition_come_back_as_they_were() -> None:
    assert there_and_back(Policy, real_policy()) == real_policy()
    assert there_and_back(Words, words()) == words()
    assert there_and_back(Edition, real()) == real()


def test_an_edition_with_the_changes_of_a_zone_comes_back_as_it_was() -> None:
    edition = edition_of(replace(small_policy(), zone="Europe/Berlin"))
    assert len(edition.zones["Europe/Berlin"]) > 20
    assert there_and_back(Edition, edition) == edition


@proves(max_examples=100)
@given(st.integers(0, 2**32))
def test_small_policies_come_back_as_they_were(seed: int) -> None:
    policy = random_policy(Random(seed))
    assert there_and_back(Policy, policy) == policy


def test_fields_that_have_their_default_do_not_travel() -> None:
    assert encode(Tree(leaf=Leaf(text="x"))) == {"leaf": {"text": "x"}}
    assert encode(Leaf(text="x", number=8, day=date(2026, 2, 28))) == {
        "text": "x",
        "number": 8,
        "day": "2026-02-28",
    }


def test_a_part_that_checks_itself_does_so_when_it_comes_back() -> None:
    data = encode(real_policy())
    data["hours"][1]["openings"][0]["closes"] = "09:00"
    with pytest.raises(ValueError, match="09:00"):
        decode(Policy, data)


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(TypeError):
        decode(Leaf, {"text": 5})
    with pytest.raises(KeyError):
        decode(Leaf, {"text": "x", "strange": 1})
