"""A reading that has been settled: what to ask, and how the answers get into the policy's text.

What is asked are the fields that the reading concerns and waits for. Texts and figures are taken as a file
has them, openings as `Monday to Friday 9:00 to 18:00`, holidays as days with their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from publisher.editing.splicing import Put, Remove, Value, edited, value_in
from publisher.language.calendar_words import clock_time
from publisher.policy_file.checks.openings_said import days, on_holidays, times
from publisher.policy_file.findings import KeyPath, instead, shown
from publisher.policy_file.hints import choices, hint_at, is_group, is_list, is_part, keys_of, value_at
from publisher.policy_file.short_forms import in_full
from publisher.policy_file.source import Source, read_source
from wizard.days import DAYS
from wizard.policy import Holiday, Opening, Policy
from wizard.readings import NOTE

DAY = r"(?:\d{4}-)?\d{2}-\d{2}"
HOLIDAY = re.compile(rf"({DAY})(?:\s*(?:to|until|-|–)\s*({DAY}))?\b:?\s*(.*?)(?:\s+from\s+(\d\d?:\d\d))?")
NO_NAME = re.compile(rf"(?:to|until|from|-|–)\b|.*{DAY}")
BETWEEN_DAYS = re.compile(rf"\s*[,;]\s*(?={DAY}\b)")
ZONE = re.compile(r"[A-Za-z]/[A-Za-z]|\b(?:UTC|GMT)\b|[+-]\d\d:\d\d")
NO_HOLIDAYS = "none"


class NotUnderstood(ValueError):
    """An answer that can't be read; the message says what would be right."""


@dataclass(frozen=True, eq=False)
class OpenField:
    """A field that a reading leaves open."""

    name: str
    path: KeyPath
    value: Any
    """What stands there; an empty text where nothing does."""
    how: str
    """How to answer."""
    hint: Any


def reading_in(source: Source, id: str) -> tuple[int, Mapping[str, Any]]:
    """A reading by its id, with its number. Raises NotUnderstood where there is none."""
    written = [reading for reading in source.data.get("unconfirmed") or [] if isinstance(reading, dict)]
    ids = [str(reading.get("id")) for reading in written]
    if id not in ids:
        raise NotUnderstood(f"'{id}' is no unconfirmed reading{instead(id, ids)}")
    return ids.index(id), written[ids.index(id)]


def left_open(source: Source, reading: Mapping[str, Any]) -> Iterator[OpenField]:
    """The fields of a reading that can be answered in a line: no part with an id, no note, and in no part
    that isn't there yet."""
    for name in dict.fromkeys((*reading.get("fields", ()), *reading.get("until", ()))):
        path = _path(source.data, name)
        if value_at(source.data, path[:-1]) is None:
            continue
        hint = hint_at(Policy, source.data, path)
        how = "" if hint is None or name.endswith(NOTE) else _how(hint)
        if how:
            yield OpenField(name, path, value_at(source.data, path) or "", how, hint)


def not_asked(source: Source, reading: Mapping[str, Any]) -> Iterator[str]:
    """Each field of a reading that can't be asked, as what it is of is gone or is still to come; and why."""
    fields, until = reading.get("fields", ()), reading.get("until", ())
    gone = {name: piece for name in fields if (piece := _lacking(source.data, name))}
    for name, piece in gone.items():
        yield f"{name} is not asked: there is no '{piece}' any more."
    if gone and len(gone) == len(fields):
        yield "So nothing is left of what this reading is on, and it goes as it is."
        return
    for name in until:
        if piece := _lacking(source.data, name):
            yield (
                f"{name} is not asked: there is no '{piece}' yet. To set it, add one to the file by hand; "
                "from then on this reading counts no more."
            )


def confirmed(
    text: str, source: Source, id: str, answers: Mapping[OpenField, str]
) -> tuple[str, tuple[str, ...]]:
    """The text with answers in their fields, and without the reading and its notes.

    Beside it the fields that the reading waits for, where none is set even now; then its notes stay.
    A reading whose fields are all gone waits for nothing. Raises NotUnderstood or NotEdited.
    """
    number, reading = reading_in(source, id)
    puts = [Put(source.written(field.path), _value(field, answer)) for field, answer in answers.items()]
    answered = edited(text, puts)
    data, until = in_full(read_source(answered.encode(), ""), Policy).data, tuple(reading.get("until", ()))
    fields = reading.get("fields", ())
    moot = fields and all(_lacking(data, name) for name in fields)
    waits = () if moot or any(value_at(data, _path(data, name)) for name in until) else until
    notes = [_path(source.data, name) for name in fields if name.endswith(NOTE)]
    gone = [path for path in notes if not waits and value_at(source.data, path) is not None]
    removed = (Remove(source.written(path)) for path in (*gone, ("unconfirmed", number)))
    return edited(answered, removed), waits


def on_what_is_gone(text: str) -> tuple[list[str], str]:
    """The readings that name what isn't there, each of which is confirmed by itself; the text without."""
    ids: list[str] = []
    while True:
        source = in_full(read_source(text.encode(), ""), Policy)
        readings = source.data.get("unconfirmed") or []
        gone = (
            reading["id"]
            for reading in readings
            if any(_lacking(source.data, name) for name in reading.get("fields", ()))
        )
        if (id := next(gone, None)) is None:
            return ids, text
        ids.append(id)
        text, _ = confirmed(text, source, id, {})


def named(fields: Iterable[OpenField], name: str) -> OpenField:
    """The field that is called by its whole name or the end of it. Raises NotUnderstood."""
    known = list(fields)
    found = [field for field in known if field.name == name or field.name.endswith(f".{name}")]
    if len(found) != 1:
        raise NotUnderstood(
            f"{shown(name)} is not one field of this reading{instead(name, [field.name for field in known])}"
        )
    return found[0]


def _path(data: Any, name: str) -> KeyPath:
    """Where a field stands that readings call by the ids on the way."""
    path: list[str | int] = []
    for piece in name.split("."):
        around = value_at(data, tuple(path))
        items = around if isinstance(around, list) else ()
        named = [
            [item.get(key) if isinstance(item, dict) else None for item in items] for key in ("id", "kind")
        ]
        path.append(next((names.index(piece) for names in named if piece in names), piece))
    return tuple(path)


def _lacking(data: Any, name: str) -> str:
    """The first piece of a field's name that names nothing in its list; empty where there is none."""
    path = _path(data, name)
    pieces = (piece for place, piece in enumerate(path) if isinstance(value_at(data, path[:place]), list))
    return next((piece for piece in pieces if isinstance(piece, str)), "")


def _how(hint: Any) -> str:
    """How to answer for a field of a kind; empty where a line can't do it."""
    kind, of = _kind(hint)
    if of in WAYS:
        return WAYS[of][0]
    if is_part(kind):
        return "" if "id" in keys_of(kind) else "in one line, such as {kind: trac}"
    if is_list(kind) or is_group(kind):
        return ""
    words = get_args(kind)
    return f"one of {', '.join(words)}" if words else "as it is to stand in the file"


def _value(field: OpenField, answer: str) -> Value:
    kind, of = _kind(field.hint)
    if of in WAYS:
        return WAYS[of][1](answer)
    return value_in(answer) if is_part(kind) else answer


def _kind(hint: Any) -> tuple[Any, Any]:
    """The type that a hint wants, and of a list what it is of."""
    (kind,) = choices(hint)
    return kind, get_args(kind)[0] if is_list(kind) else None


def _openings(answer: str) -> list[Value]:
    return [_opening(said) for said in answer.split(";")]


def _opening(said: str) -> Value:
    if ZONE.search(said):
        raise NotUnderstood(f"{shown(said)} names a clock, which has a field of its own: 'zone'")
    worked, between = days(said), times(said)
    if not worked or len(between) != 2 or on_holidays(said) is not None:
        raise NotUnderstood(f"{shown(said)} says no days and times; write it {WAYS[Opening][0]}")
    opens, closes = min(between[0]), min(between[1])
    # A time may be of the morning or of the afternoon, as the 6 in "9 to 6".
    if closes <= opens:
        closes = max(between[1])
    return {
        "days": [day for day in DAYS if day in worked],
        "opens": clock_time(opens),
        "closes": clock_time(closes),
    }


def _holidays(answer: str) -> list[Value]:
    return [] if answer == NO_HOLIDAYS else [_holiday(said) for said in BETWEEN_DAYS.split(answer)]


def _holiday(said: str) -> Value:
    found = HOLIDAY.fullmatch(said.strip())
    if not found or NO_NAME.match(found[3]):
        raise NotUnderstood(f"{shown(said)} is no day; write it {WAYS[Holiday][0]}")
    first, last, name, closed_from = found.groups()
    day = f"{first} to {last}" if last else first
    told = {"day": day, "name": name, "closed_from": closed_from}
    return {key: value for key, value in told.items() if value}


WAYS: dict[Any, tuple[str, Callable[[str], list[Value]]]] = {
    Opening: ("such as 'Monday to Friday 9:00 to 18:00', with a ';' between several", _openings),
    Holiday: (
        "such as '2027-03-26 Independence Day', '2027-03-10 to 2027-03-12 Eid' or '2027-12-24 Christmas Eve "
        f"from 12:00', with a ';' between several; or '{NO_HOLIDAYS}'",
        _holidays,
    ),
}
"""How lists are answered in a line, by what they are of, and what is made of the answer."""
