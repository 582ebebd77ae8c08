"""Unconfirmed readings: which part of the policy each one concerns, and which an outcome rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from wizard.media import USES
from wizard.policy import Clause, Part, Policy, Reading

NOTE = ".note"
"""How the name of a field ends that tells customers what is open; it goes with the reading that names it."""


def key(part: object) -> str:
    """A name for a part of the policy that has an id, unlike that of any other."""
    kind = Clause if isinstance(part, Clause) else type(part)
    return f"{kind.__name__}:{getattr(part, 'id', '')}"


def concerns(policy: Policy, field: str) -> str:
    """The key of the innermost part with an id that a field's path leads to, or the path itself.

    Raises LookupError where the path leads nowhere; its argument is the piece that is not found.
    """
    around = (part for part in _along(policy, field) if isinstance(part, Part))
    named = [part for part in around if getattr(part, "id", "") != ""]
    return key(named[-1]) if named else field


def is_settled(policy: Policy, reading: Reading) -> bool:
    """Whether one of the fields that a reading waits for is set. Raises LookupError as `concerns` does.

    One of a channel of some kind, such as a chat, may be of one that the policy doesn't have yet.
    """
    return any(_is_set(policy, field) for field in reading.until)


def _is_set(policy: Policy, field: str) -> bool:
    try:
        return bool([*_along(policy, field, ("id", "kind"))][-1])
    except LookupError as error:
        if error.args[0] in USES:
            return False
        raise


def value_of(policy: Policy, field: str) -> object:
    """What stands in a field. Raises LookupError as `concerns` does."""
    return [*_along(policy, field)][-1]


def concerned(policy: Policy) -> tuple[tuple[Reading, frozenset[str]], ...]:
    """Each unconfirmed reading, with the keys of all parts that it concerns."""
    parts = (frozenset(concerns(policy, field) for field in reading.fields) for reading in policy.unconfirmed)
    return tuple(zip(policy.unconfirmed, parts, strict=True))


def _along(policy: Policy, field: str, by: tuple[str, ...] = ("id",)) -> Iterator[object]:
    """What a field's path leads to, piece by piece; in a list by what items are named."""
    part: object = policy
    for piece in field.split("."):
        part = _step(part, piece, by)
        yield part


def _step(part: object, piece: str, by: tuple[str, ...]) -> object:
    """The field of a part, or the item of a list, that a piece of a path names."""
    if isinstance(part, tuple):
        for item in (item for name in by for item in part if getattr(item, name, None) == piece):
            if piece:
                return item
    elif isinstance(part, Part) and any(field.name == piece for field in fields(part)):  # type: ignore[arg-type]
        return getattr(part, piece)
    raise LookupError(piece)
