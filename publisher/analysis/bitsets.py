"""Sets of numbers as integers, a bit for each: `0b101` is the set of 0 and 2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def places_of(holds: Iterable[object]) -> int:
    """The places at which something holds, from 0."""
    return sum(1 << place for place, held in enumerate(holds) if held)


def seen_as(seen: Iterable[str], wanted: Iterable[str]) -> int:
    """The values that conditions see as one of some."""
    facts = frozenset(wanted)
    return places_of(fact in facts for fact in seen)


def numbers_in(bits: int) -> Iterator[int]:
    """The numbers of a set, the least first."""
    while bits:
        least = bits & -bits
        yield least.bit_length() - 1
        bits ^= least


def least_in(bits: int) -> int:
    """The least number of a set that has any."""
    return (bits & -bits).bit_length() - 1
