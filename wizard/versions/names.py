"""Versions as customers name them.

A release is found by one of its names, or by the numbers that begin a version: `2.4.1`, `v2`, `2.x` and
`release 2` are of the release that is called `2`, by its own name or another. Where what follows the numbers
tells releases apart (`11 24H2`, `2019 LTSC`), nothing else may follow them: `11 21H2` is of none. Nor is `11`
alone, even where no other `11` is listed: `24H2` has a number of its own, so there are others; a word such as
`LTSC` may be left out. A text that can't be read, or that could be two releases, is none of them and never an
error: a person will look at it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K")
Numbers = tuple[int, ...]
Suffix = tuple[str, ...]
"""The words that follow a version's numbers, such as `24h2`."""

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
STAGES = frozenset(("a", "b", "rc", "alpha", "beta", "dev", "post", "final", "stable", "ga", "build"))
"""Words that may follow any version, perhaps with a number: they tell no two releases apart."""
OPEN_ENDS = frozenset(
    (
        *(
            "up",
            "upwards",
            "onwards",
            "newer",
            "later",
            "above",
            "higher",
            "greater",
            "more",
            "plus",
            "better",
        ),
        *("older", "earlier", "before", "below", "lower", "less", "under", "prior", "previous", "minimum"),
        *("neuer", "später", "höher", "aufwärts", "älter", "früher", "niedriger", "darunter"),
        *("récent", "supérieur", "ultérieur", "antérieur", "superior", "posterior", "anterior"),
    )
)
"""Words that make a range of a version, such as `20 and up`."""
_AFTER_NUMBERS = ("-", "+", " ", "_", ".", "(", "a", "b", "rc", "dev", "post", "sp")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_WORD = re.compile(r"[^\d\s.:#_()/-]+")
_AFTER_WORD = " .:#_-"
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_MONTH = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?(?!\d)")
"""A version that is a month or a day, such as 2025-04."""
_VERSION = rf"({_MONTH.pattern}|\d+(?:\.\d+)*)(?=\W|_|$|{'|'.join(filter(str.isalpha, _AFTER_NUMBERS))})"
_BUILD = re.compile(r"(?:\bos )?\bbuild *\d+(?:\.\d+)*")
_ASIDE = re.compile(rf"\s*\((?:{_BUILD.pattern}|[^()\d])*\)")
"""What stands in brackets in a release's name and is no number of its own."""
_POINTS = re.compile(r"(?:\.(?:\d+|x\b))+")
_NUMBERED = re.compile(r"\d+([^\W\d_]+)\d+$")
"""A suffix that begins and ends with a number."""
_IN_SUFFIX = re.compile(r"[^\s.,;:#_+()/-]+")
_JOINT = re.compile(r"\d[-+_,]$")
"""What joins a single digit to a version: `3.2.1-1` is a revision, and `3,1` has a decimal comma."""
_TO = re.compile(r"(?:[-/,;&]|\b(?:and|or|to|through)) *$")
_LAST_DIGITS = re.compile(r"\d+$")


def numbers(version: str, words: Collection[str] = BEFORE_NUMBERS) -> Numbers | None:
    """The numbers that begin a version: (2, 4, 1) of `v2.4.1-beta`; None where it begins with none.

    `words`, in small letters, may stand before them.
    """
    return _parted(_pointed(_folded(version)), words)[0]


def words_in(text: str) -> frozenset[str]:
    """The words of a name, in small letters."""
    return frozenset(_WORD.findall(text.casefold()))


class VersionNames(Generic[T]):
    """Finds which of several things a version belongs to, by their names, which are read once."""

    def __init__(self, named: Iterable[tuple[T, Iterable[str]]], words: Collection[str] = ()) -> None:
        """`words` are those that customers may put before a version's numbers, such as a product's name."""
        self._words = BEFORE_NUMBERS.union(words)
        before = "|".join(sorted(map(re.escape, self._words), key=len, reverse=True))
        self._apart = re.compile(rf"(?<![^\W_])(?<!\w\.)(?:(?:{before})[.:#_-]*)?{_VERSION}")
        self._by_name: dict[str, T | None] = {}
        self._by_short_name: dict[str, T | None] = {}
        self._by_numbers: dict[Numbers, dict[Suffix, T | None]] = {}
        for thing, names in named:
            for name in filter(None, map(_pointed, map(_folded, names))):
                own = self._words | words_in(name)
                found, rest = _parted(name, own)
                _add(self._by_name, name, thing)
                _add(self._by_short_name, _ASIDE.sub("", _short(name, own)), thing)
                if found:
                    _add(self._by_numbers.setdefault(found, {}), self._suffix(_BUILD.sub("", rest)), thing)
        self._by_short_name.pop("", None)
        suffixes = [word for known in self._by_numbers.values() for suffix in known for word in suffix]
        self._has_suffixes = bool(suffixes)
        letters = {re.escape(within[1]) for word in suffixes if (within := _NUMBERED.match(word))}
        self._torn = re.compile(rf"(?<=\d)[\s_-]+(?=(?:{'|'.join(sorted(letters))})\d)") if letters else None

    def find(self, version: str) -> T | None:
        """What has this name; else what has the most of the numbers that begin it, and what follows these.

        None where nothing has, and where more than one thing has.
        """
        # The whole text as a name, then without what people put around the numbers, then the numbers alone.
        wanted = self._whole(_pointed(_folded(version)))
        if wanted in self._by_name:
            return self._by_name[wanted]
        if self._is_open(wanted):
            return None
        short = _short(wanted, self._words)
        found, rest = _parted(wanted, self._words)
        if found is None:
            return self._by_short_name.get(_IN_BRACKETS.sub("", short))
        if short in self._by_short_name:
            return self._by_short_name[short]
        named = self._begun_by(self.numbers(version) or ())
        return self._followed(named, self._suffix(_BUILD.sub("build", rest)))

    def numbers(self, version: str) -> Numbers | None:
        """The numbers that begin a version; None where others belong to another thing, or it is a range."""
        folded = self._whole(_folded(version))
        found = numbers(folded, self._words)
        if found is None or self._is_open(folded):
            return None
        short = _BUILD.sub("", _short(folded, self._words))
        return None if self._names_another(short, found) else found

    def numbers_of(self, names: Iterable[str]) -> Numbers:
        """The numbers of the first of a thing's names that begins with any; () where none does."""
        return next((found for name in names if (found := numbers(name, self._words | words_in(name)))), ())

    def _names_another(self, short: str, found: Numbers) -> bool:
        """Whether another thing's version, or the end of a range, follows the one that begins a text."""
        first = self._things(found)
        for match in [*self._apart.finditer(short)][1:]:
            other, before = _read(match[1]) or (), short[: match.start()]
            is_longer = len(other) >= len(found)
            if not is_longer and other < min((10,), found) and _JOINT.search(before):
                continue  # A revision of the version that was named.
            ends_range = is_longer and other > found and _TO.search(before)
            if ends_range or self._things(other) not in (set(), first):
                return True
        return False

    def _whole(self, folded: str) -> str:
        """A version in which no suffix such as `24h2` is torn apart, as in `24 h2`."""
        return self._torn.sub("", folded) if self._torn else folded

    def _is_open(self, folded: str) -> bool:
        return folded.endswith(("+", "-")) or bool(words_in(folded) & (OPEN_ENDS - self._words))

    def _suffix(self, rest: str) -> Suffix:
        return tuple(word for word in _IN_SUFFIX.findall(_POINTS.sub("", rest)) if word not in self._words)

    def _begun_by(self, found: Numbers) -> Mapping[Suffix, T | None]:
        """What has the most of these numbers, by what follows them in its name."""
        begins = (found[:length] for length in range(len(found), 0, -1))
        return next((self._by_numbers[begin] for begin in begins if begin in self._by_numbers), {})

    def _things(self, found: Numbers) -> set[T | None]:
        return set(self._begun_by(found).values())

    def _followed(self, named: Mapping[Suffix, T | None], suffix: Suffix) -> T | None:
        """Of things with the same numbers the one whose name goes on like this."""
        if not suffix or not self._has_suffixes:
            things = set(named.values())
            is_whole = () in named or not any(map(_has_number, named))
            return things.pop() if len(things) == 1 and is_whole else None
        begins = (suffix[:length] for length in range(len(suffix), -1, -1))
        own = next((begin for begin in begins if begin in named), None)
        return None if own is None or not all(map(_is_stage, suffix[len(own) :])) else named[own]


def _add(index: dict[K, T | None], key: K, thing: T) -> None:
    """Put a thing under a key; a key that two things have is of neither."""
    index[key] = thing if index.get(key, thing) == thing else None


def _folded(version: str) -> str:
    return version.strip().casefold().translate(_DASHES) if len(version) <= LONGEST else ""


def _pointed(folded: str) -> str:
    return _DECIMAL_COMMA.sub(".", folded)


def _parted(folded: str, words: Collection[str]) -> tuple[Numbers | None, str]:
    """The numbers that begin a version, and what follows them."""
    text = _short(folded, words)
    month = _MONTH.match(text)
    if month:
        return _read(month[0]), text[month.end() :]
    ends = (place for place, letter in enumerate(text) if not (letter.isdecimal() or letter == "."))
    end = next(ends, len(text))
    rest = text[end:]
    if rest and not rest.startswith(_AFTER_NUMBERS) and not text[:end].endswith("."):
        return None, ""
    dotted = text[:end].rstrip(".")
    return _read(dotted), text[len(dotted) :]


def _short(folded: str, words: Collection[str]) -> str:
    """A version without the words before its numbers."""
    word = _WORD.match(folded)
    while word and word[0] in words:
        folded = folded[word.end() :].lstrip(_AFTER_WORD)
        word = _WORD.match(folded)
    return folded


def _has_number(suffix: Suffix) -> bool:
    """Whether what follows a version's numbers is numbered itself, such as `24h2`; a stage is none: `rc1`."""
    return any(any(map(str.isdecimal, word)) and not _is_stage(word) for word in suffix)


def _is_stage(word: str) -> bool:
    return _LAST_DIGITS.sub("", word) in STAGES


def _read(version: str) -> Numbers | None:
    parts = re.split("[.-]", version)
    return tuple(map(int, parts)) if all(parts) else None
