"""Every word of the search with what it leads to, from A to Z: the search for those who have no script."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from publisher.language.interface import Language
from publisher.policy_file.search_entries import SearchEntry
from publisher.site_search.data import title

DIGITS = "0\u20139"


class WordPlace(NamedTuple):
    """Where a word leads; the path is empty where the policy has no answer, and the title says so."""

    title: str
    path: str


class ListedWord(NamedTuple):
    """A word or several, as customers write them."""

    text: str
    places: list[WordPlace]


def all_words(entries: Iterable[SearchEntry], language: Language) -> list[tuple[str, list[ListedWord]]]:
    """The words by their first letters, both in order."""
    found: dict[str, ListedWord] = {}
    for entry in entries:
        place = WordPlace(title(entry, language), entry.path)
        for text in dict.fromkeys(name for name in (entry.name, *entry.also) if name):
            found.setdefault(_sorted_by(text), ListedWord(text, [])).places.append(place)
    by_letter: dict[str, list[ListedWord]] = defaultdict(list)
    for key, letters in groupby(sorted(found), _letter):
        by_letter[key] += [found[word] for word in letters]
    return list(by_letter.items())


def _sorted_by(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _letter(key: str) -> str:
    """The first letter without what stands above or below it."""
    first = unicodedata.normalize("NFD", next(filter(str.isalnum, key), key))[0]
    return DIGITS if first.isdecimal() else first.upper()
