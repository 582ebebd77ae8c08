"""What a text becomes with later editions, told with the days on which it is so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from publisher.language.calendar_words import day
from publisher.language.interface import SiteWords
from wizard.dates import DAY
from wizard.edition import Edition
from wizard.facts import begins
from wizard.hours import local
from wizard.policy import Hours
from wizard.words import fill

THEN = " · "
"""Between what something is and what it becomes."""


def hours_to_come(edition: Edition, week: str, said: Callable[[Hours], str]) -> Iterator[tuple[date, str]]:
    """What is said of the hours of one of `weeks` from the first day of each later edition on, where that is
    something else."""
    before, own = said(edition.desk(week)), begins(edition)
    for then, hours in zip(edition.times, edition.in_time[week], strict=True):
        if then.begins > own and hours and before != (before := said(then.by_id[hours])):
            yield local(edition.clock(then.zone), then.begins).date(), before


def told_to_come(to_come: Iterable[tuple[date, str]], words: SiteWords) -> Iterator[str]:
    """What is so from some days on, each with its day."""
    return (fill(words.editions.from_day, first=day(first, words), text=text) for first, text in to_come)


def hours_said(edition: Edition, week: str, words: SiteWords) -> str:
    """What the hours of one of an edition's `weeks` are, and what they become."""
    to_come = hours_to_come(edition, week, lambda hours: hours.text)
    return THEN.join((edition.desk(week).text, *told_to_come(to_come, words)))


def _other(own: str, texts: Iterable[tuple[date, str]]) -> Iterator[tuple[date, str]]:
    """Each text that is another one than before, with its first day."""
    before = own
    for first, text in texts:
        if text != before:
            yield first, text
        before = text


def told_through(text: str, later: Iterable[tuple[date, str]], words: SiteWords) -> str:
    """A text with the days until it holds, and what comes in its place; empty where it stays."""
    others = [*_other(text, later)]
    if not others:
        return ""
    until = fill(words.editions.until_day, last=day(others[0][0] - DAY, words), text=text)
    return THEN.join((until, *_lasting(others, words)))


def _lasting(others: Sequence[tuple[date, str]], words: SiteWords) -> Iterator[str]:
    """What comes in a text's place, unless it ends without another."""
    return told_to_come(others if all(text for _, text in others) else (), words)
