"""The straight way from texts, lists and groups to the model's classes, for data in which all is right.

Guarantees that what comes back is what pydantic makes of the same data. All else is Doubtful, and pydantic's
to judge: it knows what is wrong, but takes longer to get ready than all other steps of the reading take.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal, get_args, get_origin

from publisher.policy_file.hints import is_list, is_part, keys_of, member

DATE_FORM = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
INSTANT_FORM = re.compile(DATE_FORM.pattern + r"T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", re.ASCII)

PLAIN: dict[Any, tuple[re.Pattern[str], Callable[[str], Any]]] = {
    str: (re.compile("(?s:.*)"), str),
    int: (re.compile("0|[1-9][0-9]{0,8}"), int),
    bool: (re.compile("yes|no|true|false"), lambda text: text in ("yes", "true")),
    date: (DATE_FORM, date.fromisoformat),
    datetime: (INSTANT_FORM, datetime.fromisoformat),
}
"""Of the ways to write a value, the one that leaves no doubt, and what it means."""


class Doubtful(Exception):
    """The data may be wrong, or right in a way that only pydantic knows."""


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
        item = get_args(wanted)[0] if is_list(wanted) else _doubt()
        return tuple([_value(item, one) for one in value])
    if is_part(wanted):
        keys = keys_of(wanted)
        return wanted(**{key: _value(keys[key], one) for key, one in value.items()})
    of = get_args(wanted)[1] if get_origin(wanted) is dict else _doubt()
    return {key: _value(of, one) for key, one in value.items()}


def _scalar(wanted: Any, text: str) -> Any:
    if get_origin(wanted) is Literal:
        return text if text in get_args(wanted) else _doubt()
    form, read = PLAIN[wanted]
    return read(text) if form.fullmatch(text) else _doubt()


def _doubt() -> Any:
    raise Doubtful
