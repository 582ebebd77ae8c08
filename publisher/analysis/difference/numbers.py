"""Which clauses stand under another number than before, and which have that of one that is gone or moved.

By this go `diff`, the page of changes with its feed, and the pages of the clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from publisher.language.interface import SiteWords
from wizard.clauses import Cited
from wizard.edition import Edition
from wizard.words import fill


class Renumbered(NamedTuple):
    """Clauses that follow each other and have other numbers now: the first and the last, before and now.

    A new clause has None before, a removed one None now; either is told only if the other edition gives its
    number to another clause.
    """

    first: tuple[Cited | None, Cited | None]
    last: tuple[Cited | None, Cited | None]

    def said(self, words: SiteWords) -> str:
        """It in a sentence."""
        (was, now), (last_was, last_now) = (
            tuple(fill(words.label, label=clause.label) if clause else "" for clause in both)
            for both in (self.first, self.last)
        )
        if not now:
            return fill(words.editions.number_gone, number=was)
        if not was:
            return fill(words.editions.number_new, number=now)
        if was == last_was:
            return fill(words.editions.renumbered, number=was, now=now)
        return fill(words.editions.renumbered_all, number=was, last=last_was, now=now, last_now=last_now)


def renumbered(old: Edition, new: Edition) -> Iterator[Renumbered]:
    """What becomes of the numbers of clauses, those that follow each other together."""
    run: list[tuple[Cited, Cited]] = []
    for both in _pairs(old, new):
        was, now = both
        if run and not (was and now and _follows(run[-1][0], was) and _follows(run[-1][1], now)):
            yield Renumbered(run[0], run[-1])
            run = []
        if was and now:
            run.append((was, now))
        else:
            yield Renumbered(both, both)
    if run:
        yield Renumbered(run[0], run[-1])


def change_of(old: Edition, new: Edition, id: str) -> Renumbered | None:
    """What becomes of the number of one clause; None where that is not told."""
    was, now = old.clauses.get(id), new.clauses.get(id)
    moved = was and now and was.label != now.label
    alone = None in (was, now) and (has_number(old, new, id) or has_number(new, old, id))
    return Renumbered((was, now), (was, now)) if moved or alone else None


def has_number(here: Edition, there: Edition, id: str) -> Cited | None:
    """The other clause of another edition that has the number of one of this; None where none has it.

    One that has it in both editions is not meant: a section and a level in it may share theirs.
    """
    own = here.clauses.get(id)
    if own is None or (id in there.clauses and there.clauses[id].label == own.label):
        return None
    return next(
        (
            clause
            for clause in there.clauses.values()
            if clause.label == own.label
            and not (clause.id in here.clauses and here.clauses[clause.id].label == own.label)
        ),
        None,
    )


def _pairs(old: Edition, new: Edition) -> Iterator[tuple[Cited | None, Cited | None]]:
    """Each clause of which the number is told, in the order before and then now."""
    for clause in dict.fromkeys((*old.clauses, *new.clauses)):
        if found := change_of(old, new, clause):
            yield found.first


def _follows(one: Cited, other: Cited) -> bool:
    """Whether a clause's number is the next one after another's."""
    before, at = re.split(r"(?=\d*$)", one.label, maxsplit=1)
    place, number = re.split(r"(?=\d*$)", other.label, maxsplit=1)
    return before == place and at != "" != number and int(number) == int(at) + 1
