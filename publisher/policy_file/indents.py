"""Where the lines of a file start, and which of them are out of step with those around them.

A line whose indent was lost often leaves YAML that can be read, with another meaning, or that fails far
below. So the lines are looked at as people see them: each starts beside one that is open, or one step further
in than the line that opens something.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import islice, pairwise
from typing import NamedTuple

from publisher.policy_file.line_forms import Opened, follow, indent_of, outside_of_texts

STARTS = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[^\s#\[{|>&*!-][^:#]*:(?: |$))?")
MOST_INDENTS = 6
"""Places that are tried for one line."""
MOST_LOOKED_AT = 3_000_000
"""Letters that are looked at again, a line at another place each time: a second or two."""


class Start(NamedTuple):
    """Where something starts: an item of a list, or a key."""

    column: int
    is_item: bool


class Moved(NamedTuple):
    """A text with one line moved to another column (from 0)."""

    number: int
    was: int
    now: int
    text: str


class _Line(NamedTuple):
    number: int
    starts: tuple[Start, ...]
    opens: bool
    """Whether something is to follow that belongs to it."""


def moved_lines(text: str, others: Collection[int]) -> Iterator[Moved]:
    """The text with a line that is out of step moved to where it fits, the likeliest first.

    Then the same for `others`, by their numbers, as far as they can have lost some of their indent.
    """
    lines = text.split("\n")
    places, odd = _places(lines)
    found: list[tuple[int, Moved]] = []
    for number, column in islice(_moves(lines, places, odd, others), MOST_LOOKED_AT // (len(text) + 1)):
        tried = [*lines[:number], " " * column + lines[number].lstrip(" "), *lines[number + 1 :]]
        left = len(_places(tried)[1])
        if left < len(odd) or number in others:
            found.append((left, Moved(number, indent_of(lines[number]), column, "\n".join(tried))))
    yield from (moved for _, moved in sorted(found, key=lambda ranked: ranked[0]))


def _moves(
    lines: list[str], places: Mapping[int, list[int]], odd: Collection[int], others: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Each line that can be moved, with the columns at which it could start."""
    for number in dict.fromkeys([*odd, *others]):
        own = indent_of(lines[number])
        fitting = [
            column for column in places.get(number, ()) if column != own and (number in odd or column > own)
        ]
        yield from ((number, column) for column in fitting[:MOST_INDENTS])


def _places(lines: list[str]) -> tuple[dict[int, list[int]], list[int]]:
    """By each line the columns at which it could start, the innermost first; and those out of step."""
    known = [*_lines(lines)]
    steps = {is_item: _step(known, is_item=is_item) for is_item in (True, False)}
    opened = [Start(0, is_item=False)]
    before: _Line | None = None
    places: dict[int, list[int]] = {}
    odd: list[int] = []
    for line in known:
        first, key = line.starts[0], before.starts[-1].column if before and before.opens else None
        inside = {Start(key + steps[first.is_item], first.is_item)} if key is not None else set()
        allowed = {start.column for start in (*opened, *inside) if start.is_item == first.is_item}
        places[line.number] = sorted(allowed, reverse=True)
        # What opens something has nothing in it where the next line doesn't start inside.
        empty = key is not None and first.column <= key and first not in inside
        if before and (first.column not in allowed or empty):
            odd += [before.number, line.number]
        # A key in the column of a list's items ends that list.
        while opened and (opened[-1].column > first.column or (opened[-1] == (first.column, True) != first)):
            opened.pop()
        opened += [start for start in line.starts if start not in opened]
        before = line
    return places, [*dict.fromkeys(odd)]


def _lines(lines: list[str]) -> Iterator[_Line]:
    """The lines that begin an item or have a key; none within brackets, and none of a text that runs on."""
    open_brackets = Opened()
    for number in outside_of_texts(lines):
        line, inside = lines[number].rstrip(), bool(open_brackets)
        found = STARTS.match(line)
        if not line.lstrip().startswith("#"):
            follow(line, number, open_brackets)
        if inside or not found or not (found["dashes"] or found["key"]):
            continue
        dashes = [
            Start(column, is_item=True)
            for column, sign in enumerate(line[: found.end("dashes")])
            if sign == "-"
        ]
        keys = [Start(found.end("dashes"), is_item=False)] if found["key"] else []
        yield _Line(number, (*dashes, *keys), bool(keys) and line.endswith(":"))


def _step(lines: list[_Line], *, is_item: bool) -> int:
    """By how many columns most items, or keys, start further in than the key that they belong to."""
    steps = Counter(
        behind.starts[0].column - line.starts[-1].column
        for line, behind in pairwise(lines)
        if line.opens and behind.starts[0].is_item == is_item
    )
    return max(steps.most_common(1)[0][0], 0 if is_item else 1) if steps else 2
