"""Findings about faults, in plain words: what is wrong, what was written, what would be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal, get_args, get_origin

from publisher.policy_file.faults import MISSING_KEY, OWN_WORDS, UNKNOWN_KEY, Fault
from publisher.policy_file.findings import Finding, KeyPath, shown
from publisher.policy_file.hints import choices, is_group, is_list, is_part, keys_of, member, value_at
from publisher.policy_file.purposes import purpose
from publisher.policy_file.repair import Draft, misspelt, nearest, part_around
from publisher.policy_file.source import Source

# What is wanted, by type: its name, and how to write it.
HOW_TO_WRITE: dict[Any, tuple[str, str]] = {
    str: ("a text", "Write it after the ':' or the '-'."),
    int: ("a whole number", "Write digits only, for example 24."),
    bool: ("yes or no", "Write yes or no."),
    date: ("a date", "Write a day that exists as YYYY-MM-DD, for example 2026-02-28."),
    datetime: ("a day with a time", "Write it with its offset from UTC, for example 2026-02-28T09:00+06:00."),
}


class Complaints:
    """Says what is wrong in a draft of a source that was meant to become a model."""

    def __init__(self, source: Source, kind: Any, draft: Draft) -> None:
        self.source = source
        self.kind = kind
        self.draft = draft

    def about(self, faults: list[Fault], cut: set[KeyPath]) -> Iterator[Finding]:
        """A finding for each fault, but for those that only the cutting (at `cut`) has caused."""
        meant = set(misspelt(self.kind, self.draft, faults).values())
        around_cuts = {path[:length] for path in cut for length in range(len(path) + 1)}
        for fault in faults:
            path = self.draft.original(fault.path)
            if path not in around_cuts and fault.path not in meant:
                yield self._finding(fault, path)

    def _finding(self, fault: Fault, path: KeyPath) -> Finding:
        if fault.type == UNKNOWN_KEY:
            word = str(path[-1])
            message = f"{shown(word)} is not known here{_instead(word, self._known_keys(fault))}"
            return self.source.finding(path, message, at_key=True)
        if fault.type == MISSING_KEY:
            return self._missing(fault, path)
        if fault.type == OWN_WORDS:
            return self.source.finding(path, fault.detail)
        message = _wrong_value(fault.wanted, value_at(self.draft.data, fault.path))
        return self.source.finding(path, message, at_key=path in self.source.blanks)

    def _missing(self, fault: Fault, path: KeyPath) -> Finding:
        key = str(fault.path[-1])
        reason = purpose(part_around(self.kind, self.draft.data, fault.path), key)
        if path in self.source.blanks:
            message = f"{shown(key)} is empty, and it is needed.{reason}"
            return self.source.finding(path, message, at_key=True)
        return self.source.finding(path[:-1], f"{shown(key)} is missing here.{reason}")

    def _known_keys(self, fault: Fault) -> list[str]:
        return list(keys_of(part_around(self.kind, self.draft.data, fault.path)))


def _wrong_value(wanted: Any, value: Any) -> str:
    hint = member(wanted, value)
    words = _words(hint)
    if isinstance(value, str) and words:
        return f"{_got(value)} is not one of the words known here{_instead(value, words)}"
    if isinstance(value, str) and value and hint in HOW_TO_WRITE:
        return f"{_got(value)} is not {_name(wanted)}. {_how(hint)}"
    return f"{_got(value)} is written where {_name(wanted)} is wanted. {_how(hint)}".rstrip()


def _got(value: Any) -> str:
    if isinstance(value, str):
        return shown(value) if value else "nothing"
    return "a list" if isinstance(value, list) else "a group of keys"


def _name(hint: Any) -> str:
    return " or ".join(dict.fromkeys(map(_name_of_one, choices(hint))))


def _name_of_one(hint: Any) -> str:
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
    return [str(word) for word in get_args(hint)] if get_origin(hint) is Literal else []


def _instead(word: str, known: list[str]) -> str:
    near = nearest(word, known)
    if near:
        return f"; did you mean {shown(near)}?"
    return f". Known here: {', '.join(known)}." if known else "."
