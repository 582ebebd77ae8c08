"""What customers read otherwise in one edition than in the one before, beside the cases and the clauses.

It is of what `diff` lists as changed; what only staff read, and what a rule is made of, stays out.

`diff` names each change with dots, such as `sections.contact.channels.phone.note`. A `_Side` finds in its
edition the parts that this name leads through, from the outside in. By them it tells whether customers read
what is named, whether the page has it elsewhere, and what customers know it by: the nearest part that has a
name for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import accumulate
from typing import NamedTuple, TypeVar

from publisher.analysis.difference.wordings import ORDER_OF, REWORDED, Text
from publisher.language.calendar_words import day
from publisher.language.interface import PARTS, Language
from publisher.policy_file.checks.parts import called
from publisher.policy_file.translation import TEXT_FIELDS, named_within
from wizard.edition import Edition
from wizard.policy import Channel, Clause, Desk, Hours, Part, Reading, Section
from wizard.words import fill

SETTINGS = frozenset({"contacts", "required", "zone", "languages", "released", "also", "ends"})
"""What customers read of a part beside its texts."""
UNREAD = frozenset({"form", "template"})
OF_CITED_CHANNEL = frozenset({"name", "promise"})
"""What a channel is cited by (`wizard.clauses.channel_text`)."""
READING = "unconfirmed."
IN_TERMINAL = "words.terminal."
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
T = TypeVar("T")


class Wording(NamedTuple):
    """Words that differ between two editions, by what customers know them by, with the pages that have them.

    Each is empty where there are none.
    """

    name: str
    old: str
    new: str
    old_address: str = ""
    new_address: str = ""


def also_changed(
    wording: Iterable[Text], editions: tuple[Edition, Edition], language: Language
) -> list[Wording]:
    """What differs between an edition and the one after it, of what customers read."""
    sides = tuple(_Side(edition, language) for edition in editions)
    found = (*_readings(editions, language), *_told(wording, sides, language))
    return [*dict.fromkeys(wording for wording in found if wording.old != wording.new)]


def in_either(was: Mapping[str, T], now: Mapping[str, T]) -> Iterator[tuple[str, T | None, T | None]]:
    """What an edition and the one after it have by each id, first what the later one has."""
    return ((id, was.get(id), now.get(id)) for id in dict.fromkeys((*now, *was)))


def _readings(editions: tuple[Edition, Edition], language: Language) -> Iterator[Wording]:
    """How the policy is read where nobody has confirmed it."""
    read = ({reading.id: _read(reading) for reading in edition.policy.unconfirmed} for edition in editions)
    for _, was, now in in_either(*read):
        yield Wording(language.changes.parts["reading"], was or "", now or "")


def _read(reading: Reading) -> str:
    """What customers are told of a reading; its reason is for the staff."""
    return " ".join(filter(None, (reading.word and f"{reading.word}:", reading.reading)))


def _told(wording: Iterable[Text], sides: tuple[_Side, ...], language: Language) -> Iterator[Wording]:
    old, new = sides
    for text in wording:
        name = text.name.removeprefix(ORDER_OF)
        known = new if new.has(name) or not old.has(name) else old
        if known.is_read(text.name):
            said = known.called(name)
            if text.name.startswith(ORDER_OF):
                said = fill(language.changes.order, name=said)
            yield Wording(said, old.said(text.name, text.old), new.said(text.name, text.new))


class _Side:
    """One of the editions: what its parts are called, and how a text or a setting of one is read."""

    def __init__(self, edition: Edition, language: Language) -> None:
        self._edition, self._words = edition, language
        self._parts = {named.name: named.value for named in named_within(edition.policy)}

    def has(self, name: str) -> bool:
        """Whether the policy has a text, a part or a setting by a name."""
        return name in self._parts or name.rpartition(".")[0] in self._parts

    def is_read(self, name: str) -> bool:
        """Whether customers read what has a name, and the page doesn't tell it otherwise."""
        if name.startswith(ORDER_OF):
            return True
        if name.startswith((READING, IN_TERMINAL)):
            return False
        field, around = name.rpartition(".")[2], self._around(name)
        if isinstance(self._parts.get(name), Part):
            return not self._is_in_table(around)
        if field not in (TEXT_FIELDS | SETTINGS) - UNREAD and not name.startswith(f"{REWORDED}."):
            return False
        return not (around and self._is_in_table(around, field))

    def _is_in_table(self, around: list[Part], field: str = "") -> bool:
        """Whether the page's table, or its list of numbers, tells of the inmost part, or of a field of it."""
        part = around[-1]
        if isinstance(part, Desk) or any(isinstance(outer, Hours) for outer in around):
            return True
        if isinstance(part, Channel) and field == "address":
            return True
        cited = self._edition.clauses.get(getattr(part, "id", ""))
        if cited is None or not isinstance(around[0], Section | Clause):
            return False
        cited_by = OF_CITED_CHANNEL if isinstance(part, Channel) else ()
        return field in ("", "number", *cited_by) or getattr(part, field, "") == cited.text

    def _around(self, name: str) -> list[Part]:
        """The parts that hold what has a name, from the outside in; a part is the last of its own."""
        begun = accumulate(name.split("."), lambda start, step: f"{start}.{step}")
        return [part for start in begun if isinstance(part := self._parts.get(start), Part)]

    def called(self, name: str) -> str:
        """What a customer knows it by: the nearest part around it that has a kind in words."""
        words = self._words.changes
        for part in reversed(self._around(name)):
            kind = next((name for name in map(_kind, type(part).__mro__) if name in PARTS), "")
            if kind:
                return fill(words.fact, name=words.parts[kind], values=called(part))
        return words.parts["words" if name.startswith(f"{REWORDED}.") else "policy"]

    def said(self, name: str, text: str | None) -> str:
        """A text or a setting as it is read in this edition."""
        field = name.rpartition(".")[2]
        if name.startswith(ORDER_OF):
            listed = (self._parts.get(f"{name.removeprefix(ORDER_OF)}.{item}") for item in _items(text))
            titles = (called(part) for part in listed if isinstance(part, Part))
            return " ".join(f"{number}. {title}" for number, title in enumerate(titles, 1))
        if field == "required":
            return self._words.terminal.required if text == "yes" else self._words.wizard.optional
        if field == "contacts":
            channels = self._edition.channels
            return ", ".join(channels[item].name if item in channels else item for item in _items(text))
        return DAY.sub(lambda found: day(date.fromisoformat(found[0]), self._words.site), text or "")


def _items(text: str | None) -> list[str]:
    return text.split(", ") if text else []


def _kind(kind: type) -> str:
    return kind.__name__.lower()
