"""Turning data into the model's classes, and every place at which that fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from publisher.policy_file.findings import KeyPath
from publisher.policy_file.hints import choices, hint_at, inner, member, value_at
from publisher.policy_file.straight import DATE_FORM, Doubtful, straight

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

UNKNOWN_KEY = "unexpected_keyword_argument"
MISSING_KEY = "missing"
OWN_WORDS = "value_error"
"""Pydantic's names of faults; of this last one, the vocabulary says itself what is wrong."""


@dataclass(frozen=True)
class Fault:
    """One mistake: its path in the data, its kind, what the vocabulary says of it, and the type wanted."""

    path: KeyPath
    type: str
    detail: str
    wanted: Any


def convert(kind: Any, data: Any) -> tuple[Any, list[Fault]]:
    """The model in the data, and what is wrong with it; the model is None where pydantic finds anything."""
    try:
        return straight(kind, data), []
    except Doubtful:
        return _judged(kind, data)


def _judged(kind: Any, data: Any) -> tuple[Any, list[Fault]]:
    faults = [
        Fault(path, "date_form", "", hint)
        for path, hint, text in _texts(kind, data, ())
        if not _well_formed(hint, text)
    ]
    told = {fault.path for fault in faults}
    model, errors = _validated(kind, data)
    faults += [fault for fault in _faults(kind, data, errors) if fault.path not in told]
    return model, faults


def _well_formed(hint: Any, text: str) -> bool:
    # pydantic would take 20260101 for a number of seconds, and so for a day in 1970.
    if hint is date:
        return DATE_FORM.fullmatch(text) is not None
    return hint is not datetime or DATE_FORM.match(text) is not None


@cache
def adapter(hint: Any) -> TypeAdapter[Any]:
    """What pydantic makes of a hint."""
    # Imported here, since a file in which all is right needs no pydantic.
    from pydantic import TypeAdapter

    return TypeAdapter(hint)


def _validated(hint: Any, data: Any) -> tuple[Any, list[ErrorDetails]]:
    """What pydantic makes of the data, and what it finds wrong; one of the two is nothing."""
    from pydantic_core import ValidationError

    try:
        return adapter(hint).validate_python(data), []
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False)


def _texts(hint: Any, value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any, str]]:
    """Every text in the data, with the type wanted for it."""
    if isinstance(value, str):
        yield path, member(hint, value), value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in pairs:
        yield from _texts(inner(hint, value, key), child, (*path, key))


def _faults(hint: Any, data: Any, errors: list[ErrorDetails]) -> list[Fault]:
    """The faults, by paths that exist in the data; of a union, those of the one branch that was meant."""
    faults: list[Fault] = []
    unions: dict[KeyPath, Any] = {}
    for one in errors:
        path = one["loc"]
        union = _first_union(hint, data, path)
        if union is None:
            detail = str(one.get("ctx", {}).get("error") or one["msg"])
            faults.append(Fault(path, one["type"], detail, hint_at(hint, data, path)))
        else:
            unions[union] = hint_at(hint, data, union)
    for path, choice in unions.items():
        faults += _union_faults(choice, value_at(data, path), path)
    return faults


def _first_union(hint: Any, data: Any, path: KeyPath) -> KeyPath | None:
    """The first union on the way; after it, pydantic's path names types, which the data hasn't."""
    for length in range(len(path)):
        if len(choices(hint_at(hint, data, path[:length]))) > 1:
            return path[:length]
    return None


def _union_faults(hint: Any, value: Any, path: KeyPath) -> list[Fault]:
    meant = member(hint, value)
    if meant is not None:
        _, errors = _validated(meant, value)
        if errors:
            return [replace(one, path=path + one.path) for one in _faults(meant, value, errors)]
    return [Fault(path, "no_branch", "", hint)]
