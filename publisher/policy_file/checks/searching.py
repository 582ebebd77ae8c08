"""The words of the search: each tells something apart, and each search leads to something that there is.

Whether a search finds what it should, only the build can say, which has the page's own script for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from publisher.policy_file.checks.compared_words import words_in
from publisher.policy_file.findings import KeyPath, Problem, nearest, shown
from publisher.policy_file.search_entries import SearchEntry, entries_of, findable_in
from wizard.policy import Policy

FINDABLE = "the id of a section, a clause, a channel, an emergency or an answer of any edition"
"""What can be found, for who named something else."""
ENOUGH = 8
"""Of fewer entries, half is no matter."""


def check_searching(policy: Policy, elsewhere: Callable[[str], bool]) -> Iterator[Problem]:
    """Every word for something that helps nobody to find it, and every search for nothing.

    What only another edition has may have words as well: `elsewhere` tells whether one has an id.
    """
    entries = entries_of(policy)
    common = _common(entries)
    for leads, words in policy.found_by.items():
        yield from _also(("found_by", leads), words, common, len(entries))
    known = [known_id for entry in entries for known_id in entry.ids]
    yield from _lost(policy, entries, known, elsewhere)
    for number, missing in enumerate(policy.not_here):
        if policy.found_by and missing.id not in policy.found_by:
            message = f"'{missing.id}' has no words in 'found_by'; write there how customers ask for it"
            yield Problem(("not_here", number), message)
    for phrase, leads in policy.searches.items():
        if not words_in(phrase):
            message = f"{shown(phrase)} has no word in it; write what customers would type"
            yield Problem(("searches", phrase), message, at_key=True)
        if leads not in known and not elsewhere(leads):
            yield _nothing(("searches", phrase), leads, known)


def _common(entries: list[SearchEntry]) -> dict[str, int]:
    """The words that stand for half of the entries or more, and for how many."""
    counted: Counter[str] = Counter()
    for entry in entries:
        texts = (entry.title, *entry.around, *entry.also)
        counted.update({word for text in texts for word in words_in(text)})
    if len(entries) < ENOUGH:
        return {}
    return {word: times for word, times in counted.items() if 2 * times >= len(entries)}


def _also(path: KeyPath, also: tuple[str, ...], common: dict[str, int], entries: int) -> Iterator[Problem]:
    """What is wrong with the words of one entry."""
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


def _lost(
    policy: Policy, entries: list[SearchEntry], known: Collection[str], elsewhere: Callable[[str], bool]
) -> Iterator[Problem]:
    """Words for what there is not, and words of answers that lead nowhere."""
    used = {word for entry in entries for word in entry.also}
    findable = findable_in(policy)
    for leads, words in policy.found_by.items():
        if leads not in findable:
            if not elsewhere(leads):
                yield _nothing(("found_by", leads), leads, findable, at_key=True)
        elif leads not in known and used.isdisjoint(words):
            message = (
                "the search can't lead to this answer: the first question doesn't have it, and no row that "
                "names it cites a clause; give the words to a clause"
            )
            yield Problem(("found_by", leads), message, at_key=True)


def _nothing(path: KeyPath, id: str, known: Collection[str], *, at_key: bool = False) -> Problem:
    near = nearest(id, known)
    instead = f"did you mean {shown(near)}?" if near else f"write {FINDABLE}"
    message = f"{shown(id)} is nothing to be found; {instead}"
    return Problem(path, message, at_key=at_key, name=id.partition("=")[2] or id)
