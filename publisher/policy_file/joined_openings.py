"""Openings in as few as can be: what goes on at the minute at which another ends is one opening with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.language.calendar_words import clock_time
from wizard.hours import WHOLE_DAY, Turns, turn
from wizard.policy import Day, Opening


def joined(openings: Iterable[Opening]) -> tuple[Opening, ...]:
    """The same times in as few openings as can be, in the order of the first of each and of its days."""
    turns: dict[tuple[str, str, Day], list[tuple[int, int]]] = {}
    for opening in openings:
        for day in opening.days:
            turns.setdefault((opening.season, opening.outside, day), []).append(
                turn(opening.opens, opening.closes)
            )
    days: dict[tuple[str, str, int, int], list[Day]] = {}
    for (season, outside, day), of in turns.items():
        for times in joined_turns(of):
            days.setdefault((season, outside, *times), []).append(day)
    return tuple(
        Opening(
            days=tuple(of), opens=clock_time(begins), closes=clock_time(ends), season=season, outside=outside
        )
        for (season, outside, begins, ends), of in days.items()
    )


def joined_turns(turns: Iterable[tuple[int, int]]) -> Turns:
    """The turns of one day, those that go on where another ends as one with it."""
    return tuple(_joined(sorted(turns)))


def _joined(turns: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first, *others = turns
    begins, ends = first
    for begin, end in others:
        last = max(ends, end)
        # A day and more can't be written as one opening, unless it is from midnight to midnight.
        if begin <= ends and (last - begins < WHOLE_DAY or (begins, last) == (0, WHOLE_DAY)):
            ends = last
        else:
            yield begins, ends
            begins, ends = begin, end
    yield begins, ends
