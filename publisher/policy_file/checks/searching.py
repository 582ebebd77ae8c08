"""The words of the search: each tells something apart, and each search leads to something that there is.

Whether a search finds what it should, only the build can say, which has the page's own script for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import KeyPath, Problem, instead, shown
from publisher.site_search.entries import SearchEntry, entries_of
from wizard.policy import FINDABLE, Policy

ENOUGH = 8
"""Of fewer entries, half is no matter."""
WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


def check_searching(policy: Policy) -> Iterator[Problem]:
    """Every word for something that helps nobody to find it, and every search for nothing."""
    entries = entries_of(policy)
    common = _common(entries)
    for path, part in parts(policy):
        if isinstance(part, FINDABLE):
            yield from _also((*path, "also"), part.also, common, len(entries))
    yield from _unused(policy, entries)
    for number, missing in enumerate(policy.not_here):
        if not missing.also:
            message = "'also' is missing here: the words by which customers ask for it"
            yield Problem(("not_here", number), message)
    known = [id for entry in entries for id in entry.ids]
    for phrase, id in policy.searches.items():
        if not words_in(phrase):
            message = f"{shown(phrase)} has no word in it; write what customers would type"
            yield Problem(("searches", phrase), message, at_key=True)
        if id not in known:
            message = f"{shown(id)} is nothing to be found{instead(id, known)}"
            yield Problem(("searches", phrase), message, name=id.partition("=")[2] or id)


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text as the search compares them, but for their endings."""
    letters = unicodedata.normalize("NFKC", text).casefold()
    # In most scripts of India a word goes on after the signs above and below its letters.
    seen = "".join("a" if unicodedata.category(letter)[0] == "M" else letter for letter in letters)
    return tuple(letters[found.start() : found.end()] for found in WORD.finditer(seen))


def _common(entries: list[SearchEntry]) -> dict[str, int]:
    """The words that stand for half of the entries or more, and for how many."""
    counted: Counter[str] = Counter()
    for entry in entries:
        texts = (entry.title, entry.around, *entry.also)
        counted.update({word for text in texts for word in words_in(text)})
    if len(entries) < ENOUGH:
        return {}
    return {word: times for word, times in counted.items() if 2 * times >= len(entries)}


def _also(path: KeyPath, also: tuple[str, ...], common: dict[str, int], entries: int) -> Iterator[Problem]:
    """What is wrong with the words that stand beside one entry."""
    first: dict[tuple[str, ...], int] = {}
    for number, words in enumerate(map(words_in, also)):
        here, text = (*path, number), shown(also[number])
        if not words:
            yield Problem(here, f"{text} has no word in it; write what customers would type")
        elif words in first:
            message = f"{text} stands here twice; remove one, the first is on line"
            yield Problem(here, message, line_of=(*path, first[words]))
        elif all(word in common for word in words):
            times = min(common[word] for word in words)
            message = (
                f"{text} stands for {times} of the {entries} entries of the search, so it finds none of them"
            )
            yield Problem(here, f"{message}; write words that tell this one apart")
        first.setdefault(words, number)


def _unused(policy: Policy, entries: list[SearchEntry]) -> Iterator[Problem]:
    """Words beside answers that lead nowhere."""
    used = {word for entry in entries for word in (*entry.also, *entry.joined)}
    for path, part in parts(policy):
        if isinstance(part, FINDABLE) and part.also and used.isdisjoint(part.also):
            message = (
                "the search can't lead to this answer: the first question doesn't have it, and no row that "
                "names it cites a clause; write the words beside a clause"
            )
            yield Problem((*path, "also"), message, at_key=True)
