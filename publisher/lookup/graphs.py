"""Look-ups from facts to values, which share all that they have in common: ordered decision diagrams.

Theory of operation

A look-up is compiled from cases, a list of conditions with a value each, of which the first that holds
counts. It is a node that names a fact and says where its values lead: to further nodes, and in the end to a
value. The diagram has many values for a fact and many leaves, so it is an MTMDD, ordered and reduced. With
the order `topic`, `device`, the cases `topic fault and device phone: "a"` and `topic fault: "b"` become

    nodes    0: ["device", {"phone": -2}, -3]     1: ["topic", {"fault": 0}, -1]     the look-up is 1
    values   [null, "a", "b"]                     a number below zero is a value: ~number is its index

1. Take the first fact, in the order, that any case left reads. For each value that a case names, and once
   for all others, keep the cases that can still hold there, without that fact, up to one that holds in any
   case (the cofactor). What is left of the cases is looked up in the same way.
2. The same cases left are looked up once (`_done`). A node that is there already is taken (`_nodes`), and
   one whose values all lead to the same place is left out.

Guarantees:
- A look-up finds the value of the first of its cases that holds, and null where none does.
- On no way is a fact looked at twice, or one that makes no difference.
- Parts that are the same, of one look-up or of several, are there once.

As in any ordered diagram, the nodes may grow exponentially with the facts, and how many there are depends on
the order. So both the nodes and the cases gone through have a limit, at which compiling ends with TooLarge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from publisher.lookup.shapes import Node, Ref
from wizard.conditions import Condition, accepted

Json = Any
Alternative = tuple[Condition, Json]
"""A condition, and the value where it holds."""
NOTHING: Ref = ~0
_When = tuple[tuple[str, frozenset[str]], ...]
"""A condition, its facts in the order in which they are looked at."""
_Cases = tuple[tuple[_When, Ref], ...]
_Ways = tuple[tuple[str, Ref], ...]
"""Where the values of a fact lead that lead elsewhere than all others."""


MOST_CASES = 300_000
"""Cases to be gone through in all; more take too long, and lead to more nodes than a page should carry."""


class TooLarge(Exception):
    """More nodes than a page should carry."""


class Graphs:
    """Look-ups over facts that are looked at in one order, with `most` nodes in all at most."""

    def __init__(self, order: Sequence[str], known: Mapping[str, str], most: int) -> None:
        self._order = {fact: place for place, fact in enumerate(order)}
        self._known = known
        self._most = most
        self._nodes: dict[tuple[str, _Ways, Ref], Ref] = {}
        self._numbered: list[Node] = []
        self._values: dict[str, Ref] = {"null": NOTHING}
        self._told: list[Json] = [None]
        self._done: dict[_Cases, Ref] = {}
        self._gone_through = 0

    def add(self, cases: Iterable[Alternative]) -> Ref:
        """A look-up of the first case that holds. Raises TooLarge."""
        ranked = ((self._ranked(when), self._value(value)) for when, value in cases if self._can_hold(when))
        return self._look_up(_until_sure(ranked))

    def where(self, refs: Iterable[Ref], known: Mapping[str, str]) -> list[Ref]:
        """What is left of some look-ups where some facts are known."""
        last = max((self._order.get(fact, -1) for fact in known), default=-1)
        done: dict[Ref, Ref] = {}

        def left(ref: Ref) -> Ref:
            if ref < 0:
                return ref
            fact, ways, other = self._numbered[ref]
            if fact in known:
                return left(ways.get(known[fact], other))
            # Behind a fact only those come that are later in the order.
            if self._order[fact] > last:
                return ref
            if ref not in done:
                done[ref] = self._node(fact, {way: left(to) for way, to in ways.items()}, left(other))
            return done[ref]

        return [left(ref) for ref in refs]

    def value(self, ref: Ref) -> Json:
        """The value of a look-up of which nothing is left to look at."""
        return self._told[~ref]

    def facts(self, refs: Iterable[Ref]) -> set[str]:
        """The facts that these look-ups look at."""
        ahead = {ref for ref in refs if ref >= 0}
        seen: set[Ref] = set()
        while ahead:
            seen.add(ref := ahead.pop())
            _, ways, other = self._numbered[ref]
            ahead |= {there for there in (*ways.values(), other) if there >= 0} - seen
        return {self._numbered[ref][0] for ref in seen}

    def as_json(self) -> tuple[list[Node], list[Json]]:
        """The nodes and the values."""
        return self._numbered, self._told

    def _can_hold(self, when: Condition) -> bool:
        known = self._known
        return all(fact not in known or known[fact] in accepted(values) for fact, values in when.items())

    def _ranked(self, when: Condition) -> _When:
        facts = sorted(when.keys() - self._known.keys(), key=self._order.__getitem__)
        return tuple((fact, frozenset(accepted(when[fact]))) for fact in facts)

    def _value(self, value: Json) -> Ref:
        written = json.dumps(value, ensure_ascii=False)
        if written not in self._values:
            self._values[written] = ~len(self._told)
            self._told.append(value)
        return self._values[written]

    def _look_up(self, cases: _Cases) -> Ref:
        if not cases:
            return NOTHING
        if not cases[0][0]:
            return cases[0][1]
        if cases not in self._done:
            self._done[cases] = self._branch(cases)
        return self._done[cases]

    def _branch(self, cases: _Cases) -> Ref:
        """The node of the first fact that any case looks at."""
        self._gone_through += len(cases)
        if self._gone_through > MOST_CASES:
            raise TooLarge
        fact = min((when[0][0] for when, _ in cases if when), key=self._order.__getitem__)
        values = set().union(*(when[0][1] for when, _ in cases if when and when[0][0] == fact))
        ways = {value: self._look_up(_where(cases, fact, value)) for value in sorted(values)}
        return self._node(fact, ways, self._look_up(_where(cases, fact, None)))

    def _node(self, fact: str, ways: Mapping[str, Ref], other: Ref) -> Ref:
        """The node with these ways, once; where all lead to the same, that."""
        differing = {value: there for value, there in ways.items() if there != other}
        if not differing:
            return other
        node = (fact, tuple(differing.items()), other)
        if node not in self._nodes:
            if len(self._nodes) >= self._most:
                raise TooLarge
            self._nodes[node] = len(self._nodes)
            self._numbered.append((fact, differing, other))
        return self._nodes[node]


def _where(cases: _Cases, fact: str, value: str | None) -> _Cases:
    """What is left of the cases where a fact has a value; None stands for any that no case names."""
    left = (
        (when[1:], found) if when and when[0][0] == fact else (when, found)
        for when, found in cases
        if not when or when[0][0] != fact or value in when[0][1]
    )
    return _until_sure(left)


def _until_sure(cases: Iterable[tuple[_When, Ref]]) -> _Cases:
    """The cases up to the first that holds whatever the facts."""
    kept = []
    for case in cases:
        kept.append(case)
        if not case[0]:
            break
    return tuple(kept)
