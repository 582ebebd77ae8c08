"""Versions as customers name them.

A release is found by one of its names, or by the numbers that begin a version: `2.4.1`, `v2`, `2.x` and
`release 2` are of the release that is called `2`, by its own name or another. What can't be read is None, and
so is what could be two releases, and never an error: a person will look.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K")
Numbers = tuple[int, ...]

UNKNOWN = "unknown"
"""The fact of a version that is not named, can't be read, or belongs to none of the listed releases."""
NEWER = "newer"
"""The fact of a version that is newer than every one that is out."""
UNLISTED = "unlisted"
"""The fact of a version of a product for which no releases are listed."""
LONGEST = 60
"""Characters of a version that are read; a longer one names no version."""
BEFORE_NUMBERS = frozenset(("version", "ver", "v", "release", "rel"))
"""Words that may stand before the numbers of any version."""
_AFTER_NUMBERS = ("-", "+", " ", "_", ".", "(", "a", "b", "rc", "dev", "post", "sp")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_WORD = re.compile(r"[^\d\s.:#_()/-]+")
_AFTER_WORD = " .:#_-"
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?!\d)", re.ASCII)
"""A version that is a month or a day, such as 2025-04."""
_APART = re.compile(r"(?<![\w.+-])\d+(?:\.\d+)*")
"""Numbers that stand by themselves, not within a word and not after a suffix's sign."""


def numbers(version: str, words: Collection[str] = BEFORE_NUMBERS) -> Numbers | None:
    """The numbers that begin a version: (2, 4, 1) of `v2.4.1-beta`; None where it begins with none.

    `words`, in small letters, may stand before them.
    """
    text = _short(_folded(version), words)
    month = _MONTH.match(text)
    if month:
        return _read(month[0].split("-"))
    end = next((at for at, letter in enumerate(text) if not (letter.isdecimal() or letter == ".")), len(text))
    rest = text[end:]
    if rest and not rest.startswith(_AFTER_NUMBERS) and not text[:end].endswith("."):
        return None
    return _read(text[:end].rstrip(".").split("."))


def words_in(text: str) -> frozenset[str]:
    """The words of a name, in small letters."""
    return frozenset(_WORD.findall(text.casefold()))


class VersionNames(Generic[T]):
    """Finds which of several things a version belongs to, by their names, which are read once."""

    def __init__(self, named: Iterable[tuple[T, Iterable[str]]], words: Collection[str] = ()) -> None:
        """`words` are those that customers may put before a version's numbers, such as a product's name."""
        self._words = BEFORE_NUMBERS.union(words)
        self._by_name: dict[str, T | None] = {}
        self._by_short_name: dict[str, T | None] = {}
        self._by_numbers: dict[Numbers, T | None] = {}
        for one, names in named:
            for name in map(_folded, names):
                own = self._words | words_in(name)
                _add(self._by_name, name, one)
                _add(self._by_short_name, _without_brackets(_short(name, own)), one)
                _add(self._by_numbers, numbers(name, own) or (), one)

    def find(self, version: str) -> T | None:
        """What has this name; else what has the most of the numbers that begin it.

        None where nothing has, and where more than one thing has.
        """
        wanted = _folded(version)
        if not wanted:
            return None
        if wanted in self._by_name:
            return self._by_name[wanted]
        short = _short(wanted, self._words)
        if numbers(version, self._words) is None:
            return self._by_short_name.get(_without_brackets(short))
        if short in self._by_short_name:
            return self._by_short_name[short]
        return self._begun_by(self.numbers(version) or ())

    def numbers(self, version: str) -> Numbers | None:
        """The numbers that begin a version; None where others in it belong to another thing (`3.1 / 2.9`)."""
        found = numbers(version, self._words)
        if found is None:
            return None
        first = self._begun_by(found)
        inside = (_read(one.split(".")) for one in _APART.findall(_short(_folded(version), self._words)))
        others = {self._begun_by(one) for one in inside if one}
        return None if others - {None, first} else found

    def numbers_of(self, names: Iterable[str]) -> Numbers:
        """The numbers of the first of a thing's names that begins with any; () where none does."""
        return next((found for name in names if (found := numbers(name, self._words | words_in(name)))), ())

    def _begun_by(self, found: Numbers) -> T | None:
        begins = (found[:length] for length in range(len(found), 0, -1))
        return next((self._by_numbers[begin] for begin in begins if begin in self._by_numbers), None)


def _add(index: dict[K, T | None], key: K, one: T) -> None:
    """Put a thing under a key; a key that two things have is of neither."""
    if key:
        index[key] = one if index.get(key, one) == one else None


def _folded(version: str) -> str:
    if len(version) > LONGEST:
        return ""
    return _DECIMAL_COMMA.sub(".", version.strip().casefold().translate(_DASHES))


def _short(folded: str, words: Collection[str]) -> str:
    """A version without the words before its numbers."""
    word = _WORD.match(folded)
    while word and word[0] in words:
        folded = folded[word.end() :].lstrip(_AFTER_WORD)
        word = _WORD.match(folded)
    return folded


def _without_brackets(folded: str) -> str:
    return _IN_BRACKETS.sub("", folded)


def _read(parts: list[str]) -> Numbers | None:
    return tuple(map(int, parts)) if all(parts) else None
