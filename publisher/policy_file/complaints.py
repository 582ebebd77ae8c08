"""Findings about faults, in plain words: what is wrong, what was written, what would be right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from publisher.policy_file.checks.openings_said import days
from publisher.policy_file.conversion import MISSING_KEY, OWN_WORDS, UNKNOWN_KEY, Fault
from publisher.policy_file.damage import NEVER_CLOSED, in_quotes
from publisher.policy_file.days_meant import days_meant, every_year_meant
from publisher.policy_file.draft import Draft
from publisher.policy_file.findings import (
    MOST_ALIKE,
    NAME,
    Finding,
    KeyPath,
    nearest,
    shown,
    upwards,
    whole_hours,
)
from publisher.policy_file.hints import (
    choices,
    is_group,
    is_list,
    is_part,
    keys_of,
    member,
    part_around,
    value_at,
)
from publisher.policy_file.said_of_keys import said_of, said_of_keys
from publisher.policy_file.source import Source
from wizard.dates import LastDay
from wizard.days import DAYS, check_days
from wizard.policy import Holiday

# What is wanted, by type: its name, and how to write it.
HOW_TO_WRITE: dict[Any, tuple[str, str]] = {
    str: ("a text", "Write it after the ':' or the '-'."),
    int: ("a whole number", "Write digits only, for example 24."),
    bool: ("yes or no", "Write yes or no."),
    date: ("a date", "Write a day that exists as YYYY-MM-DD, for example 2026-02-28."),
    LastDay: ("a day or a month", "Write a day as YYYY-MM-DD, or only its month as YYYY-MM."),
    datetime: ("a day with a time", "Write it with its offset from UTC, for example 2026-02-28T09:00+06:00."),
}
UNKNOWN = "is not known here"
"""What is said of a key that has no meaning where it stands."""
UNIT = re.compile(r"(?<![a-z])(?:minute|hour|day|week|month|year)s?(?![a-z])")
SMALLER = {"week": ("days", 7), "year": ("months", 12)}
"""Units of time as a number of smaller ones. A target's days are open ones, of which a week has fewer."""
_IN_DIGITS = r"\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?"
DAYS_IN_DIGITS = re.compile(rf"\b{_IN_DIGITS}(?: to {_IN_DIGITS})?\b")
"""A day, in any order, or several in a row."""
NO_DAY = re.compile("^'(.*)' names no day; ")
NO_TIME = "is not a time of day"
TIME = re.compile(r"(\d{1,2})(?:[:.h ]([0-5]\d))?\s*(?:([ap])\.?\s?m\.?|h|o'clock|uhr)?", re.IGNORECASE)
"""A time of the day, as people write it."""
MEANS = dict.fromkeys(("else", "default", "otherwise"), "then")
"""Keys of other languages, by the one that says it here."""


class Complaints:
    """Says what is wrong in a draft of a source that was meant to become a model."""

    def __init__(self, source: Source, kind: Any, draft: Draft) -> None:
        self.source = source
        self.kind = kind
        self.draft = draft
        self._left_open = {finding.line for finding in source.findings if NEVER_CLOSED in finding.message}

    def about(self, faults: list[Fault], meant: Collection[KeyPath], cut: set[KeyPath]) -> Iterator[Finding]:
        """A finding for each fault.

        None for a missing key that an unknown one was `meant` for, and none for what only a cut (at `cut`)
        has caused.
        """
        around_cuts = {around for path in cut for around in upwards(path)}
        kinds = [*map(_kind, faults)]
        alike, told = Counter(kinds), Counter[tuple[Any, ...]]()
        for fault, kind in zip(faults, kinds, strict=True):
            told[kind] += 1
            if told[kind] > MOST_ALIKE or fault.path in meant or self._follows(fault):
                continue
            path = self.draft.original(fault.path)
            if path not in around_cuts:
                more = alike[kind] - MOST_ALIKE if told[kind] == MOST_ALIKE else 0
                finding = self._finding(fault, path)
                yield (
                    replace(finding, message=f"{finding.message} ({more} more like it.)")
                    if more > 0
                    else finding
                )

    def _follows(self, fault: Fault) -> bool:
        """Whether a key is only missing as a quote has swallowed it, or as its part is called otherwise."""
        if fault.type != MISSING_KEY or not fault.path[:-1]:
            return False
        part = self.draft.original(fault.path[:-1])
        renamed = part[-1] != fault.path[-2] and isinstance(part[-1], str)
        return (renamed and fault.path[-1] == "id") or self.source.place(part)[0] in self._left_open

    def _finding(self, fault: Fault, path: KeyPath) -> Finding:
        if fault.type == UNKNOWN_KEY:
            word = str(path[-1])
            known = list(keys_of(part_around(self.kind, self.draft.data, fault.path)))
            if path[-2:-1] == ("not",):
                meant = f"{word}: {{not: {_in_line(value_at(self.draft.data, fault.path))}}}"
                message = f"'not' stands behind what it is about; write when: {{{meant}}}"
                return self.source.finding(path, message, at_key=True)
            value = value_at(self.draft.data, fault.path)
            right = _in_units(word, value, known) or _instead(word, known)
            if MEANS.get(word) in known:
                result = value if isinstance(value, str) else "..."
                right = f"; a row for all other cases is written {{when: {{}}, then: {result}}}"
            message = f"{shown(word)} {UNKNOWN}{right}"
            return self.source.finding(path, message, at_key=True)
        if fault.type == MISSING_KEY:
            return self._missing(fault, path)
        value = value_at(self.draft.data, fault.path)
        if fault.type == OWN_WORDS:
            meant = _time_meant(value) if NO_TIME in fault.detail and isinstance(value, str) else ""
            detail = NO_DAY.sub(_with_days_meant, fault.detail)
            return self.source.finding(path, detail + (f"; is {meant} meant?" if meant else ""))
        message = _wrong_value(fault.wanted, value)
        if fault.wanted is int and fault.path[-1] == "hours" and (decimal := whole_hours(str(value))):
            message = f"{shown(value)} is not a whole number. {decimal}"
        return self.source.finding(path, message, at_key=path in self.source.blanks)

    def _missing(self, fault: Fault, path: KeyPath) -> Finding:
        key = str(fault.path[-1])
        reason = _purpose(part_around(self.kind, self.draft.data, fault.path), key)
        if path in self.source.blanks:
            message = f"{shown(key)} is empty, and it is needed.{reason}"
            return self.source.finding(path, message, at_key=True)
        return self.source.finding(path[:-1], f"{shown(key)} is missing here.{reason}")


def _time_meant(written: str) -> str:
    """The time of day that people mean by `6pm`, `9` or `17.30`, as a file has it; none for other texts."""
    found = TIME.fullmatch(written.strip())
    hour, half = (int(found[1]), (found[3] or "").lower()) if found else (99, "")
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    return f"{hour:02}:{(found[2] if found else '') or '00'}" if hour < 24 else ""


def _kind(fault: Fault) -> tuple[Any, ...]:
    """What is alike in faults of the same kind, in one group or in the items of one list."""
    return fault.type, *_steps(fault.path[:-1] if fault.type == UNKNOWN_KEY else fault.path)


@lru_cache(maxsize=1)
def _steps(path: KeyPath) -> tuple[str, ...]:
    return tuple(step if isinstance(step, str) else "" for step in path)


def _wrong_value(wanted: Any, value: Any) -> str:
    hint = member(wanted, value)
    words = _words(hint)
    if isinstance(value, dict) and hint is str and value.keys() == {"not"}:
        return (
            f"'not' stands alone and in no list. Write {{not: {_in_line(value['not'])}}} in place of the "
            "list, or list only the values that hold."
        )
    if isinstance(value, str) and words:
        meant = _days_of_the_week(value) if words == [*DAYS] else []
        right = f". Write {', '.join(meant)}." if meant else _instead(value, words)
        return f"{_got(value)} is not one of the words known here{right}"
    if isinstance(value, str) and value and hint in HOW_TO_WRITE:
        return (
            f"{_got(value)} is not {_name(wanted)}. {_days_meant(value) if hint is date else ''}{_how(hint)}"
        )
    if isinstance(value, str) and value and hint is Holiday:
        return f"{_got(value)} stands where a holiday is wanted. {_as_holiday(value)}"
    how = (
        f"Write {_listed(value, wanted)}."
        if _takes_texts(wanted) and isinstance(value, str) and value
        else _how(hint)
    )
    return f"{_got(value)} is written where {_name(wanted)} is wanted. {how}".rstrip()


def _as_holiday(text: str) -> str:
    """How a day, with a name or without, is written as a holiday."""
    found = DAYS_IN_DIGITS.search(text)
    day, name = (found[0], DAYS_IN_DIGITS.sub("", text)) if found else ("YYYY-MM-DD", text)
    if _names_days(text) or days_meant(text):
        day, name = text, ""
    name, meant = name.replace("()", "").strip(" :,–-"), days_meant(day)
    known = meant[0] if len(meant) == 1 else "YYYY-MM-DD" if meant else day
    asked = _days_meant(day) if len(meant) > 1 else ""
    return f"{asked}Write {{day: {known}{f', name: {name}' if name else ''}}}."


def _names_days(text: str) -> bool:
    """Whether all of a text names days, such as `good friday`."""
    try:
        check_days(text)
    except ValueError:
        return False
    return True


def _takes_texts(hint: Any) -> bool:
    """Whether a list of texts or words is wanted."""
    kinds = [get_args(choice)[0] for choice in choices(hint) if is_list(choice)]
    return len(choices(hint)) == 1 and any(kind is str or _words(kind) for kind in kinds)


def _listed(text: str, hint: Any) -> str:
    """A text as the list that it was meant for: several names between commas are its items."""
    words = _words(get_args(choices(hint)[0])[0])
    if words:
        meant = [text] if text in words else _days_of_the_week(text) if words == [*DAYS] else []
        return f"[{', '.join(meant)}]" if meant else f"some of [{', '.join(words)}]"
    return f"[{text if all(map(NAME.fullmatch, text.split(', '))) else in_quotes(text)}]"


def _days_of_the_week(text: str) -> list[str]:
    """The days that a text stands for, such as `mon-fri`; `fri-mon` goes round."""
    meant = days("weekdays" if text.lower() == "working days" else text)
    first = next(
        (number for number, day in enumerate(DAYS) if day in meant and DAYS[number - 1] not in meant), 0
    )
    return [day for day in (*DAYS[first:], *DAYS[:first]) if day in meant]


def _in_line(value: Any) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)


def _days_meant(value: str) -> str:
    meant = " or ".join(days_meant(value))
    return f"Is it {meant}? " if meant else ""


def _with_days_meant(no_day: re.Match[str]) -> str:
    """That a text names no day, and the days that may be meant by it."""
    meant, yearly = days_meant(no_day[1]), every_year_meant(no_day[1])
    meant += [f"every year {yearly}"] if yearly else []
    return f"{no_day[0]}is it {' or '.join(meant)}? If not, " if meant else no_day[0]


def _got(value: Any) -> str:
    if isinstance(value, str):
        return shown(value) if value else "nothing"
    return "a list" if isinstance(value, list) else "a group of keys"


def _name(hint: Any) -> str:
    return " or ".join(dict.fromkeys(map(_name_of_choice, choices(hint))))


def _name_of_choice(hint: Any) -> str:
    if hint in HOW_TO_WRITE:
        return HOW_TO_WRITE[hint][0]
    if is_group(hint):
        return "a group of keys"
    return "a list" if is_list(hint) else "one of " + ", ".join(_words(hint))


def _how(hint: Any) -> str:
    if hint in HOW_TO_WRITE:
        return HOW_TO_WRITE[hint][1]
    if is_group(hint):
        known = f" Known keys: {', '.join(keys_of(hint))}." if is_part(hint) else ""
        return f"Write 'key: value' lines.{known}"
    return "Write each item on its own line, after '- '." if is_list(hint) else ""


def _words(hint: Any) -> list[str]:
    return [str(word) for word in get_args(hint) if word] if get_origin(hint) is Literal else []


def _instead(word: str, known: list[str]) -> str:
    longer = [shown(name) for name in known if name.startswith(f"{word}_")]
    if longer:
        return f"; did you mean {' or '.join(longer)}?"
    near = nearest(word, known)
    if near:
        return f"; did you mean {shown(near)}?"
    return f". Known here: {', '.join(known)}." if known else "."


def _in_units(key: str, value: Any, known: list[str]) -> str:
    """What is right for a figure in a unit of time that is not known there, in those that are."""
    unit = UNIT.search(key)
    alike = [name for name in known if unit and UNIT.sub("", name) == UNIT.sub("", key) and UNIT.search(name)]
    if not unit or not alike or f"{unit[0]}s" in (found[0] for name in alike if (found := UNIT.search(name))):
        return ""
    smaller, times = SMALLER.get(unit[0].removesuffix("s"), ("", 0))
    right = UNIT.sub(smaller, key)
    if right in alike and right != smaller and str(value).isdecimal():
        return f". Write {right}: {int(value) * times}."
    return f". Known here: {', '.join(alike)}."


def _purpose(part: Any, key: str) -> str:
    """What a key is for, by its own description or its type's; else what the part around it is."""
    inside = choices(keys_of(part)[key])[0]
    own = said_of_keys(part).get(key, "") or (said_of(inside) if is_part(inside) else "")
    if own:
        return f" It is for: {_first_paragraph(own)}"
    around = _first_paragraph(said_of(part))
    return f" It belongs to: {around}" if around else ""


def _first_paragraph(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split())
