"""Plain data into the model's classes, and every place at which that fails.

How it works: the data is walked once, along the type hints of the classes. What is right becomes a value, and
what is wrong a fault with its path. A part is only made where nothing in it is wrong: what it says of its own
values it says of right ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, get_args

from publisher.policy_file.findings import KeyPath
from publisher.policy_file.hints import behind, fits, is_optional, is_part, items_of, keys_of, member
from wizard.dates import LastDay
from wizard.policy import WrongValue
from wizard.values import value

DATE = r"\d{4}-\d\d-\d\d"
YES_AND_NO = ("yes", "no", "true", "false", "on", "off", "y", "n", "t", "f", "1", "0")
"""The words for yes and for no by turns."""
ANY_TEXT = re.compile("(?s:.*)")
SCALARS: dict[Any, tuple[re.Pattern[str], Callable[[str], Any]]] = {
    str: (ANY_TEXT, str),
    int: (
        re.compile(r"\s*[+-]?\d+(_\d+)*(\.0+)?\s*", re.ASCII),
        lambda text: int(text.partition(".")[0]),
    ),
    bool: (
        re.compile("|".join(YES_AND_NO), re.IGNORECASE | re.ASCII),
        lambda text: YES_AND_NO.index(text.lower()) % 2 == 0,
    ),
    date: (re.compile(DATE, re.ASCII), date.fromisoformat),
    datetime: (
        re.compile(DATE + r"([Tt _]\d\d:\d\d(:\d\d([.,]\d+)?)?([Zz]|[+\-−]\d\d:?[0-5]\d)?)?", re.ASCII),
        lambda text: datetime.fromisoformat(text.upper().replace("−", "-")),
    ),
    LastDay: (ANY_TEXT, LastDay),
}
"""How a value of a type can be written, and what that means."""

UNKNOWN_KEY = "unknown key"
MISSING_KEY = "missing key"
OWN_WORDS = "own words"
"""The vocabulary says itself what is wrong."""
WRONG_FORM = "wrong form"
"""A value that is not of the type wanted."""


@value()
class Fault:
    """One mistake: its path in the data, its kind, what the vocabulary says of it, and the type wanted."""

    path: KeyPath
    type: str
    detail: str
    wanted: Any


def convert(kind: Any, data: Any) -> tuple[Any, list[Fault]]:
    """The model in the data, and what is wrong with it; the model is None where anything is."""
    faults: list[Fault] = []
    model = _made(kind, data, (), faults)
    return None if faults else model, faults


def _made(hint: Any, data: Any, path: KeyPath, faults: list[Fault]) -> Any:
    """The value in the data; whatever is wrong in it is added to the `faults`."""
    wanted, before = member(hint, data), len(faults)
    if wanted is None or not fits(wanted, data):
        faults.append(Fault(path, WRONG_FORM, "", hint))
        return None
    if isinstance(data, str):
        return _scalar(wanted, data, path, faults)
    faults += _wrong_keys(wanted, data, path)
    known = keys_of(wanted)
    made = {
        key: _made(behind(wanted, key), child, (*path, key), faults)
        for key, child in items_of(data)
        if not known or key in known
    }
    if len(faults) > before:
        return None
    if isinstance(data, list):
        return tuple(made.values())
    return _part(wanted, made, path, faults) if is_part(wanted) else made


def _wrong_keys(wanted: Any, data: Any, path: KeyPath) -> Iterator[Fault]:
    """Every key that is missing, and every one that isn't known."""
    known = keys_of(wanted)
    for key in known:
        if key not in data and not is_optional(wanted, key):
            yield Fault((*path, key), MISSING_KEY, "", known[key])
    for key in data if known else ():
        if key not in known:
            yield Fault((*path, key), UNKNOWN_KEY, "", None)


def _scalar(wanted: Any, text: str, path: KeyPath, faults: list[Fault]) -> Any:
    words: tuple[str, ...] = get_args(wanted)
    form, read = SCALARS.get(wanted, (None, str))
    try:
        if text in words or (form and form.fullmatch(text)):
            return read(text)
        faults.append(Fault(path, WRONG_FORM, "", wanted))
    except ValueError as error:
        own = wanted is LastDay
        faults.append(Fault(path, OWN_WORDS if own else WRONG_FORM, str(error), wanted))
    return None


def _part(kind: Any, values: dict[str, Any], path: KeyPath, faults: list[Fault]) -> Any:
    """A part of these values; what is wrong with them it says itself, of all or of those behind some keys."""
    try:
        return kind(**values)
    except WrongValue as error:
        said = {error.key: str(error), **error.others}
    except ValueError as error:
        said = {"": str(error)}
    faults += [Fault((*path, key) if key else path, OWN_WORDS, words, kind) for key, words in said.items()]
    return None
