"""The words of a language that are looked up by a key: every key that is needed is there, and no other.

And every text has what the program fills in there, and nothing else to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from operator import attrgetter
from typing import get_args

from publisher.language.interface import HEADINGS, PARTS, Language
from publisher.language.page_list import TITLED
from publisher.policy_file.findings import KeyPath, Problem, instead, shown
from publisher.policy_file.hints import keys_of
from publisher.policy_file.placeholders import (
    FILLED_IN,
    dotted,
    filled_in,
    in_order,
    not_filled,
    texts_in,
)
from wizard import view
from wizard.codec import encode
from wizard.days import EASTER_DAYS
from wizard.kinds import home_of
from wizard.policy import Channel, Holiday, QuestionKind, Tone
from wizard.ticket.secrets import SecretKind

MOST_WORDS = 5
"""What says more is a sentence, and no name of a button."""
CHANNEL_KINDS = get_args(keys_of(Channel)["kind"])
KINDS = get_args(QuestionKind)
TYPED_KINDS = tuple(kind for kind in KINDS if home_of(kind).input)
SUBSTITUTES = tuple(filter(None, get_args(keys_of(Holiday)["substitute"])))
PROBLEMS = tuple(filter(None, get_args(view.Problem)))
WORDED = tuple(fact for kind in KINDS for fact in home_of(kind).worded)

NEEDED: dict[str, Collection[str]] = {
    "status": WORDED,
    "wizard.tones": get_args(Tone),
    "wizard.ways": CHANNEL_KINDS,
    "wizard.secrets": get_args(SecretKind),
    "wizard.ways_short": CHANNEL_KINDS,
    "wizard.steps": ("describe", "copy", *CHANNEL_KINDS),
    "wizard.typed": TYPED_KINDS,
    "wizard.typed_empty": TYPED_KINDS,
    "wizard.problem_is": PROBLEMS,
    "terminal.pick_or_type": TYPED_KINDS,
    "wizard.headings": HEADINGS,
    "changes.parts": PARTS,
    "site.substitute": SUBSTITUTES,
    "site.easter_days": EASTER_DAYS,
    "site.titles": TITLED,
}
"""The groups of words that are looked up by a key, with the keys that they need."""


def check_words(language: Language) -> Iterator[Problem]:
    """Every key that is missing or not known, and every text with a placeholder that nothing fills in."""
    for path, text in texts_in(encode(language)):
        if unknown := not_filled(dotted(path), text):
            right = in_order(filled_in(dotted(path)))
            yield Problem(path, f"{shown(text)} has {in_order(unknown)} to fill in; write {right}")
    for name, needed in NEEDED.items():
        yield from _keys((*name.split("."),), attrgetter(name)(language), needed)
    yield from _unknown(("terminal", "headings"), language.terminal.headings, HEADINGS)
    line = language.ticket.line
    if line.find("{value}") < line.find("{name}"):
        message = (
            f"{shown(line)} has the value first; write {{name}} first, by which a line of a ticket is known"
        )
        yield Problem(("ticket", "line"), f"{message} when it comes back", at_key=True)


def left_unsaid(language: Language) -> Iterator[tuple[KeyPath, str, frozenset[str]]]:
    """Every text without a placeholder that it is to have: its path, itself, and those that it lacks."""
    for path, text in texts_in(encode(language)):
        if lacking := filled_in(dotted(path)).difference(FILLED_IN.findall(text)):
            yield path, text, lacking


def called_as_before(language: Language, other: Language) -> Iterator[tuple[KeyPath, str, str, KeyPath]]:
    """Every text that still calls a button or a heading as the other language does.

    Its path, what it says, what that is called now, and the path of that.
    """
    was, now = (dict(texts_in(encode(each))) for each in (other, language))
    for renamed, old in was.items():
        words = len(old.split())
        if now.get(renamed, old) == old or words < 2 or words > MOST_WORDS or FILLED_IN.search(old):
            continue
        says = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)
        for path, text in now.items():
            if path != renamed and (said := says.search(text)):
                yield path, said[0], now[renamed], renamed


def _keys(path: KeyPath, written: Mapping[str, str], needed: Collection[str]) -> Iterator[Problem]:
    for key in needed:
        if not written.get(key):
            yield Problem(path, f"{shown(key)} is missing here", at_key=True)
    yield from _unknown(path, written, needed)


def _unknown(path: KeyPath, written: Mapping[str, str], known: Collection[str]) -> Iterator[Problem]:
    for key in written:
        if key not in known:
            yield Problem((*path, key), f"{shown(key)} is not known here{instead(key, known)}", at_key=True)
