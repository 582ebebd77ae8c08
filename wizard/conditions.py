"""Conditions over facts: each named fact has one of the values listed for it.

Facts are total: one that did not come up has the value `unasked`, so that a condition may name
even that, and a table can be verified over every combination there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

UNASKED = "unasked"
"""The value of a question that was not asked."""

Listed = str | tuple[str, ...]
Values = Listed | dict[Literal["not"], Listed]
"""What a condition says of one fact; the loader writes out what `not` stands for, as it knows all values."""
Condition = Mapping[str, Values]
Facts = Mapping[str, str]


def accepted(values: Values) -> tuple[str, ...]:
    """The values that a condition lists for one fact; one value may be written without a list."""
    if isinstance(values, dict):
        raise TypeError("what 'not' stands for was not written out")
    return (values,) if isinstance(values, str) else values


def holds(when: Condition, facts: Facts) -> bool:
    """Whether every fact that the condition names has one of its accepted values."""
    return all(facts.get(fact, UNASKED) in accepted(values) for fact, values in when.items())


def both(one: Condition, other: Condition) -> Condition | None:
    """The condition that holds exactly where both do; None where they never do together."""
    met = dict(one)
    for fact, values in other.items():
        met[fact] = tuple(value for value in accepted(values) if value in accepted(one.get(fact, values)))
    return met if all(accepted(values) for values in met.values()) else None
