"""What the model's type hints want at a path of the data.

A hint is a class of the vocabulary, a scalar type, a Literal, a tuple of one type, a dict from text, or a
union of a few of these. There is always at most one that a value can have been meant for.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from publisher.policy_file.findings import KeyPath


@cache
def choices(hint: Any) -> tuple[Any, ...]:
    """The types of a union, without None; of another hint, the hint itself."""
    if get_origin(hint) not in (Union, types.UnionType):
        return (hint,)
    return tuple(choice for choice in get_args(hint) if choice is not types.NoneType)


@cache
def is_part(hint: Any) -> bool:
    """Whether the hint is a class of the model."""
    return is_dataclass(hint)


@cache
def is_list(hint: Any) -> bool:
    """Whether the hint wants a list."""
    return get_origin(hint) is tuple


@cache
def is_group(hint: Any) -> bool:
    """Whether the hint wants a group of keys."""
    return is_part(hint) or get_origin(hint) is dict


def member(hint: Any, value: Any) -> Any:
    """The one of a union's types that the value was meant for; None if that can't be told."""
    if len(choices(hint)) == 1:
        return choices(hint)[0]
    return next((choice for choice in choices(hint) if fits(choice, value)), None)


def fits(hint: Any, value: Any) -> bool:
    """Whether a list, a group or a text is wanted where one stands."""
    if isinstance(value, list):
        return is_list(hint)
    return is_group(hint) == isinstance(value, dict) and not is_list(hint)


@cache
def keys_of(part: Any) -> dict[str, Any]:
    """The keys of a part or of a group with fixed ones, and the type of each; none of any other hint."""
    if get_origin(part) is dict and get_origin(get_args(part)[0]) is Literal:
        return dict.fromkeys(get_args(get_args(part)[0]), get_args(part)[1])
    hints = get_type_hints(part) if is_part(part) else {}
    return {field.name: hints[field.name] for field in fields(part)} if hints else {}


@cache
def is_optional(part: Any, key: str | int) -> bool:
    """Whether a part can do without a key."""
    return not is_part(part) or any(field.name == key and not _required(field) for field in fields(part))


def hint_at(hint: Any, data: Any, path: KeyPath) -> Any:
    """The hint at a path, where `hint` is wanted for the data; None if it doesn't say."""
    for key in path:
        hint, data = inner(hint, data, key), value_at(data, (key,))
    return hint


def inner(hint: Any, value: Any, key: str | int) -> Any:
    """The hint of value[key], where `hint` is wanted for value; None if it doesn't say."""
    return behind(member(hint, value), key)


@cache
def behind(around: Any, key: str | int) -> Any:
    """The hint of what stands behind a key, or at a place of a list, where one type is wanted around it."""
    if is_part(around):
        return keys_of(around).get(str(key))
    if is_group(around):
        return get_args(around)[1]
    return get_args(around)[0] if is_list(around) else None


def part_around(hint: Any, data: Any, path: KeyPath) -> Any:
    """The class of what the key at a path stands in."""
    return member(hint_at(hint, data, path[:-1]), value_at(data, path[:-1]))


def value_at(data: Any, path: KeyPath) -> Any:
    """What stands at a path; None where nothing does."""
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def items_of(value: Any) -> Iterable[tuple[Any, Any]]:
    """The keys or positions of a group or list, each with what stands there; of a text, none."""
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
