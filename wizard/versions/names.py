"""Versions as customers name them.

A release is found by one of its names, or by the numbers that begin a version: `2.4.1`, `v2` and `2.x` are
of the release that is called `2`, by its own name or another. What can't be read is None, never an error:
a person will look.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")
Numbers = tuple[int, ...]

UNKNOWN = "unknown"
"""The fact of a version that is not named, can't be read, or belongs to none of the listed releases."""
NEWER = "newer"
"""The fact of a version that is newer than every one that is out."""
UNLISTED = "unlisted"
"""The fact of a version of a product for which no releases are listed."""
LONGEST = 60
"""Characters of a version that are read; a longer one names no version."""
_BEFORE_NUMBERS = ("version", "ver.", "ver", "v")
_AFTER_NUMBERS = ("-", "+", " ", "_", ".", "(", "a", "b", "rc", "dev", "post", "sp")


def numbers(version: str) -> Numbers | None:
    """The numbers that begin a version: (2, 4, 1) of `v2.4.1-beta`; None where it begins with none."""
    text = _folded(version)
    for prefix in _BEFORE_NUMBERS:
        if text.startswith(prefix):
            text = text.removeprefix(prefix).strip()
            break
    end = next((at for at, letter in enumerate(text) if not (letter.isdecimal() or letter == ".")), len(text))
    rest = text[end:]
    parts = text[:end].rstrip(".").split(".")
    if rest and not rest.startswith(_AFTER_NUMBERS) and not text[:end].endswith("."):
        return None
    return tuple(map(int, parts)) if all(parts) else None


def numbers_of(names: Iterable[str]) -> Numbers:
    """The numbers of the first of a thing's names that begins with any; () where none does."""
    return next((found for name in names if (found := numbers(name))), ())


def is_newer(version: str, highest: Numbers) -> bool:
    """Whether a version's numbers are higher than the highest ones known; none are higher than ()."""
    return bool(highest) and (numbers(version) or ()) > highest


class VersionNames(Generic[T]):
    """Finds which of several things a version belongs to, by their names, which are read once.

    Of two things with the same name or numbers, the first one has it.
    """

    def __init__(self, named: Iterable[tuple[T, Iterable[str]]]) -> None:
        self._by_name: dict[str, T] = {}
        self._by_numbers: dict[Numbers, T] = {}
        for one, names in named:
            for name in names:
                self._by_name.setdefault(_folded(name), one)
                self._by_numbers.setdefault(numbers(name) or (), one)

    def find(self, version: str) -> T | None:
        """What has this name; else what has the most of the numbers that begin it; None where nothing has."""
        wanted = _folded(version)
        if not wanted:
            return None
        if wanted in self._by_name:
            return self._by_name[wanted]
        found = numbers(version) or ()
        begins = (found[:length] for length in range(len(found), 0, -1))
        return next((self._by_numbers[begin] for begin in begins if begin in self._by_numbers), None)


def _folded(version: str) -> str:
    return version.strip().casefold() if len(version) <= LONGEST else ""
