"""Plain data into the model's classes, and every place at which that fails.

How it works: `straight` goes the direct way from texts, lists and groups to the classes. It takes only what
leaves no doubt, and what it takes, pydantic would make the same of. Any doubt is pydantic's to judge: it
knows every mistake, but takes longer to import than all other steps of reading take. So a right file never
imports it. Where pydantic isn't installed, the doubts themselves are reported; that is stricter (only `yes`,
not `Yes`), but as exact about the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from publisher.policy_file.findings import KeyPath
from publisher.policy_file.hints import (
    choices,
    hint_at,
    inner,
    is_group,
    is_list,
    is_optional,
    is_part,
    items_of,
    keys_of,
    member,
    value_at,
)
from wizard.dates import LastDay
from wizard.policy import WrongValue
from wizard.values import value

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

DATE_FORM = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
INSTANT_FORM = re.compile(DATE_FORM.pattern + r"T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", re.ASCII)

PLAIN: dict[Any, tuple[re.Pattern[str], Callable[[str], Any]]] = {
    str: (re.compile("(?s:.*)"), str),
    int: (re.compile("0|[1-9][0-9]{0,8}"), int),
    bool: (re.compile("yes|no|true|false"), lambda text: text in ("yes", "true")),
    date: (DATE_FORM, date.fromisoformat),
    datetime: (INSTANT_FORM, datetime.fromisoformat),
    LastDay: (LastDay.FORM, LastDay),
}
"""Of the ways to write a value, the one that leaves no doubt, and what it means."""

UNKNOWN_KEY = "unexpected_keyword_argument"
MISSING_KEY = "missing"
OWN_WORDS = "value_error"
"""Pydantic's names of faults; for this last one, the vocabulary says itself what is wrong."""
WRONG_KEY = "[key]"
"""Ends pydantic's path to a key that is not one of a few."""
WRONG_FORM = "wrong_form"
"""A value that is not of the type wanted."""


class Doubtful(Exception):
    """The data may be wrong, or right in a way that only pydantic knows."""


@value()
class Fault:
    """One mistake: its path in the data, its kind, what the vocabulary says of it, and the type wanted."""

    path: KeyPath
    type: str
    detail: str
    wanted: Any


def convert(kind: Any, data: Any) -> tuple[Any, list[Fault]]:
    """The model in the data, and what is wrong with it; the model is None where anything is."""
    try:
        return straight(kind, data), []
    except Doubtful:
        pass
    try:
        return _judged(kind, data)
    except ImportError:
        return None, _doubts(kind, data, ())


def straight(kind: type, data: Any) -> Any:
    """The model in the data. Raises Doubtful."""
    try:
        return _value(kind, data)
    except (TypeError, KeyError, ValueError) as error:
        raise Doubtful from error


def _value(hint: Any, value: Any) -> Any:
    wanted = member(hint, value)
    if isinstance(value, str):
        return _scalar(wanted, value)
    if isinstance(value, list):
        item_hint = get_args(wanted)[0] if is_list(wanted) else _doubt()
        return tuple([_value(item_hint, item) for item in value])
    if is_part(wanted):
        keys = keys_of(wanted)
        return wanted(**{key: _value(keys[key], child) for key, child in value.items()})
    child_hint = get_args(wanted)[1] if get_origin(wanted) is dict else _doubt()
    if keys_of(wanted) and not value.keys() <= keys_of(wanted).keys():
        _doubt()
    return {key: _value(child_hint, child) for key, child in value.items()}


def _scalar(wanted: Any, text: str) -> Any:
    if get_origin(wanted) is Literal:
        return text if text in get_args(wanted) else _doubt()
    form, read = PLAIN[wanted]
    return read(text) if form.fullmatch(text) else _doubt()


def _doubt() -> Any:
    raise Doubtful


def _doubts(hint: Any, data: Any, path: KeyPath) -> list[Fault]:
    """What the straight way stumbles over, from the inside out."""
    wanted, faults = member(hint, data), []
    if not (is_list(wanted) if isinstance(data, list) else is_group(wanted)):
        return list(_own_doubt(hint, data, path))
    known = keys_of(wanted)
    for key in known:
        if key not in data and not is_optional(wanted, key):
            faults.append(Fault((*path, key), MISSING_KEY, "", known[key]))
    for key, child in items_of(data):
        if known and key not in known:
            faults.append(Fault((*path, key), UNKNOWN_KEY, "", None))
        else:
            faults += _doubts(inner(hint, data, key), child, (*path, key))
    return faults or list(_own_doubt(hint, data, path))


def _own_doubt(hint: Any, data: Any, path: KeyPath) -> Iterator[Fault]:
    """What is wrong with a value by itself; a part says it in its own words."""
    try:
        straight(hint, data)
    except Doubtful as doubt:
        own = is_part(member(hint, data)) and isinstance(data, dict)
        for at, said in _causes(path, doubt.__cause__):
            yield Fault(at, OWN_WORDS if own else WRONG_FORM, said, hint)


def _causes(path: KeyPath, cause: object) -> Iterator[tuple[KeyPath, str]]:
    """What is wrong with a part, behind the key whose value alone is wrong where the part itself says so."""
    own = cause if isinstance(cause, WrongValue) else None
    yield (*path, *([own.key] if own and own.key else ())), str(cause)
    yield from (((*path, key), said) for key, said in (own.others if own else {}).items())


def _judged(kind: Any, data: Any) -> tuple[Any, list[Fault]]:
    faults = [
        Fault(path, WRONG_FORM, "", hint)
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
    """What pydantic makes of a hint. Raises ImportError where there is no pydantic."""
    # Imported here, since a file in which everything is right needs no pydantic.
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
    for key, child in items_of(value):
        wanted = inner(hint, value, key)
        if wanted is not None:
            yield from _texts(wanted, child, (*path, key))


def _faults(hint: Any, data: Any, errors: list[ErrorDetails]) -> list[Fault]:
    """The faults, by paths that exist in the data; of a union, those of the one branch that was meant."""
    faults: list[Fault] = []
    unions: dict[KeyPath, Any] = {}

    @cache
    def first_union(around: KeyPath) -> KeyPath | None:
        return _first_union(hint, data, around)

    for error in errors:
        path = error["loc"]
        union = first_union(path[:-1])
        if path[-1:] == (WRONG_KEY,) and union in (None, path[:-1]):
            faults.append(Fault(path[:-1], UNKNOWN_KEY, "", None))
        elif union is None and error["type"] == UNKNOWN_KEY:
            faults.append(Fault(path, UNKNOWN_KEY, "", None))
        elif union is None:
            cause = error.get("ctx", {}).get("error")
            for at, said in _causes(path, cause or error["msg"]):
                faults.append(Fault(at, error["type"], said, hint_at(hint, data, at)))
        else:
            unions[union] = hint_at(hint, data, union)
    for path, choice in unions.items():
        faults += _union_faults(choice, value_at(data, path), path)
    return faults


def _first_union(hint: Any, data: Any, around: KeyPath) -> KeyPath | None:
    """The first union on the way; behind it pydantic's path names types, which the data doesn't have."""
    for length, key in enumerate(around):
        if len(choices(hint)) > 1:
            return around[:length]
        hint, data = inner(hint, data, key), value_at(data, (key,))
    return around if len(choices(hint)) > 1 else None


def _union_faults(hint: Any, value: Any, path: KeyPath) -> list[Fault]:
    meant = member(hint, value)
    if meant is not None:
        _, errors = _validated(meant, value)
        if errors:
            return [replace(fault, path=path + fault.path) for fault in _faults(meant, value, errors)]
    return [Fault(path, WRONG_FORM, "", hint)]
