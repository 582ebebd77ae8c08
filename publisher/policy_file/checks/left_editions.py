"""What an edit changed in a policy and not in an edition of it that is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from publisher.policy_file.findings import KeyPath, Problem, shown
from publisher.policy_file.translation import named_within
from wizard.policy import Part, Policy

Values = dict[str, tuple[KeyPath, object]]
"""By its name each value that stands directly in a part, with its path; None for a part itself."""
GONE = object()
"""In place of what there is not."""
OWN = ("effective", "address", "language")
"""What each edition has of its own, or is held to the other's elsewhere."""


def edits_left(coming: Policy, policy: Policy, published: Policy, file: str) -> Iterator[Problem]:
    """Every value and part that is otherwise in the policy than as published, but not in the coming edition.

    `file` is the name of the policy's own file.
    """
    now, was, then = (_values(each) for each in (policy, published, coming))
    told: list[str] = []
    for name in sorted({*now, *was}, key=lambda one: (one.count("."), one)):
        here, before, there = (each.get(name, ((), GONE))[1] for each in (now, was, then))
        if here != before and there == before and name not in OWN and not name.startswith(tuple(told)):
            told.append(f"{name}.")
            yield Problem(_place(name, then), _said(name, here, before, file))


def _said(name: str, here: object, before: object, file: str) -> str:
    if before is GONE:
        return f"{name} is new in {file}, and not here; does it belong here too?"
    if here is GONE:
        return f"{name} is gone from {file}, and still here; does it go here too?"
    is_now = "left out"
    if here:
        is_now = shown(str(here)) if isinstance(here, str | int | date) else "otherwise"
    return f"{name} is here as it was published, and {is_now} in {file} now; does that hold here too?"


def _values(policy: Policy) -> Values:
    found: Values = dict(_own(policy, "", ()))
    for one in named_within(policy):
        if isinstance(one.value, Part):
            found[one.name] = (one.path, None)
            found |= dict(_own(one.value, f"{one.name}.", one.path))
    return found


def _own(part: Part, start: str, path: KeyPath) -> Iterator[tuple[str, tuple[KeyPath, object]]]:
    """What a part holds itself; a list of parts with ids is compared by these, and an empty one is none."""
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(part, field.name)
        by_ids = isinstance(value, tuple) and (not value or hasattr(value[0], "id"))
        if not isinstance(value, Part) and not by_ids:
            yield f"{start}{field.name}", ((*path, field.name), value)


def _place(name: str, values: Values) -> KeyPath:
    """Where it stands, or the nearest part around it."""
    while name and name not in values:
        name = name.rpartition(".")[0]
    return values[name][0] if name else ("effective",)
