"""What an edition that is to come lacks of the policy's edits, and what the one before it of its hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import NamedTuple

from publisher.policy_file.checks.parts import called
from publisher.policy_file.editions import with_opening_times
from publisher.policy_file.findings import KeyPath, shown
from publisher.policy_file.remarks import Remark
from publisher.policy_file.translation import named_within
from wizard.edition import Edition
from wizard.policy import Part, Policy, Row

OWN = ("effective", "address", "language", "examples", "meant", "found_by", "searches", "not_here")
"""What each edition has of its own, has of the policy's own file, or is held to the other's elsewhere."""


class Value(NamedTuple):
    """A value that stands directly in a part, or None for the part itself; where, and what the part is."""

    path: KeyPath
    value: object
    called: str
    name: str
    """As `meant` has it."""
    field: str = ""
    """Of a value, its key in the part."""


GONE = Value((), object(), "", "")
"""In place of what there is not."""


def edits_left(coming: Policy, policy: Policy, published: Policy, file: str) -> Iterator[Remark]:
    """Every value and part that is otherwise in the policy than as published, but not in the coming edition.

    `file` is the name of the policy's own file.
    """
    now, was, then = (_values(each) for each in (policy, published, coming))
    told: list[str] = []
    for name, any_of in sorted({**now, **was}.items(), key=lambda item: (len(item[1].path), item[0])):
        here, before, there = (each.get(name, GONE) for each in (now, was, then))
        if here.value == before.value or there.value != before.value or name.startswith(tuple(told)):
            continue
        told.append(f"{name}.")
        path = there.path or _around(name, then)
        message = _said(_called(name, any_of, then), here, before, file)
        yield Remark(path, message, kind="other-edition", names=(any_of.name,))


def hours_gone(coming: Edition, before: Edition, file: str) -> Iterator[Remark]:
    """Hours of the promises of the edition before, whose `file` it is, that an edition has no others for."""
    promising = {promised.clock for promised in before.promises.values()}
    known, _ = with_opening_times([before.alone, coming.alone])
    for hours, (*_, instead) in known.in_time.items():
        if hours in promising and not instead:
            message = (
                f"'{hours}' of {file} is gone, and no hours here are in its place; of a case of the days "
                f"before, no deadline is told that comes after {coming.policy.effective}; keep its id"
            )
            yield Remark(("hours",), message, kind="unforeseen", names=(hours,))


def _called(name: str, value: Value, there: dict[str, Value]) -> str:
    """What something is called where the remark on it stands; by the words of the edit if it is not there."""
    around = name.rpartition(".")[0] if value.field else ""
    part = there.get(name, there.get(around, value)).called
    return " of ".join(filter(None, (value.field and f"`{value.field}`", part)))


def _said(called: str, here: Value, before: Value, file: str) -> str:
    if before is GONE:
        return f"{called} is new in {file}, and not here; does it belong here too?"
    if here is GONE:
        return f"{called} is gone from {file}, and still here; does it go here too?"
    is_now = "left out"
    if here.value:
        is_now = shown(str(here.value)) if isinstance(here.value, str | int | date) else "otherwise"
    return f"{called} is here as it was before the edit, and {is_now} in {file} now; does that hold here too?"


def _values(policy: Policy) -> dict[str, Value]:
    """By its name each value that stands directly in a part, each part, and each row without an id."""
    found = dict(_own(policy, "", ()))
    for name, path, part in named_within(policy):
        if not isinstance(part, Part) or path[0] in OWN:
            continue
        if isinstance(part, Row) and not part.id:
            around = name.rpartition(".")[0]
            found[f"{around}.{part!r}"] = Value(path, None, f"the row {shown(called(part))}", around)
        else:
            found[name] = Value(path, None, shown(called(part)), name)
            found |= dict(_own(part, f"{name}.", path))
    return found


def _own(part: Part, start: str, path: KeyPath) -> Iterator[tuple[str, Value]]:
    """What a part holds itself; a list of parts with ids is compared by these, and an empty one is none."""
    of = shown(called(part)) if path else ""
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(part, field.name)
        by_ids = isinstance(value, tuple) and (not value or hasattr(value[0], "id"))
        if not isinstance(value, Part) and not by_ids and (path or field.name not in OWN):
            name = f"{start}{field.name}"
            yield name, Value((*path, field.name), value, of, name, field.name)


def _around(name: str, values: dict[str, Value]) -> KeyPath:
    """Where the nearest part stands around something."""
    while name and name not in values:
        name = name.rpartition(".")[0]
    return values[name].path if name else ("effective",)
