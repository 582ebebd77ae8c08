"""What happens to a file by accident: each damage is noted at its line, and mended so that the rest is read.

A mended text has as many lines as before, so that the places of everything else stay right.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from publisher.policy_file.findings import Notes, Place, shown

SPACES = re.compile("[\u00a0\u2007\u202f\u3000]")
MISPLACED = re.compile(r"^[ -]*[\u00a0\u2007\u202f\u3000]+|(?<=[\w'\"]:)[\u00a0\u2007\u202f\u3000]+")
"""Spaces of a word processor where YAML wants plain ones: before a key, and after its colon."""
OURS, BASE, THEIRS, END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
OPENING = re.compile(r"(?:^ *|[:\[{,-] *)(?P<quote>[\"'])|(?:^| )(?P<comment>#)")
CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
"""A quoted text on one line."""
KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[\w.-]+)\s*:(?= |$)")
MOST_MENDED = 10
MOST_INDENTS = 5
"""Places that are tried for a line that has lost its own."""
MOST_LINES = 30
"""Lines above it that are looked at for them."""

Failing = Callable[[str], int | None]
"""The line (from 0) at which a text can't be read as YAML; None where it can."""


def without_marks(text: str, notes: Notes) -> str:
    """The text without what a merge or a word processor has left in it."""
    lines = _merged(text.split("\n"), notes)
    found: list[Place] = []
    for number, line in enumerate(lines):
        match = MISPLACED.search(line)
        if match:
            found.append((number, match.end() - len(match[0].lstrip(" -"))))
            lines[number] = line[: match.start()] + SPACES.sub(" ", match[0]) + line[match.end() :]
    notes.add_alike(found, "there is a no-break space here, as word processors write it. Use a plain one.")
    return "\n".join(lines)


def mended(text: str, failing: Failing, notes: Notes) -> str:
    """The text with quotes closed that were left open, and with lines moved that have lost their indent."""
    text = _closed(text, notes)
    for _ in range(MOST_MENDED):
        line = failing(text)
        moved = None if line is None else _moved(text, line, failing, notes)
        if moved is None:
            break
        text = moved
    return text


def _merged(lines: list[str], notes: Notes) -> list[str]:
    """The lines with the first of the two versions that a merge could not choose from."""
    kept, inside = [], ""
    for number, line in enumerate(lines):
        mark = next(
            (one for one in (OURS, BASE, THEIRS, END) if line == one or line.startswith(f"{one} ")), ""
        )
        if mark and (mark == OURS or not inside):
            other = next(
                (later for later in range(number, len(lines)) if lines[later].startswith(END)), number
            )
            message = "this is left from a merge; keep one of the two versions"
            notes.add(number, 0, f"{message}, and remove this line and its like up to line {other + 1}.")
        if mark:
            inside = "" if mark == END else mark
        kept.append("" if mark or inside in (BASE, THEIRS) else line)
    return kept


def _closed(text: str, notes: Notes) -> str:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        column = _left_open(line)
        start = len(line) - len(line.lstrip(" -"))
        if column is not None and _begins_anew(lines[number + 1 :], start):
            notes.add(number, column, "the quote that opens here is never closed. Add the closing quote.")
            end = len(line.rstrip(" }]"))
            lines[number] = f"{line[:end]}{line[column]}{line[end:]}"
    return "\n".join(lines)


def _left_open(line: str) -> int | None:
    """Where a quote opens a value that has no end on its line; None where none does."""
    at = 0
    while found := OPENING.search(line, at):
        if found["comment"]:
            return None
        opened = found.start("quote")
        closed = CLOSED[found["quote"]].match(line, opened)
        if not closed:
            return opened
        at = closed.end()
    return None


def _begins_anew(rest: list[str], column: int) -> bool:
    """Whether the lines behind begin with a key or an item beside or outside one that stands in a column."""
    following = next((line for line in rest if line.strip() and not line.lstrip().startswith("#")), None)
    if following is None:
        return True
    return _indent(following) <= column and (
        KEY.match(following) is not None or following.lstrip().startswith("- ")
    )


def _moved(text: str, failed: int, failing: Failing, notes: Notes) -> str | None:
    """The text with one line moved so that it reads further than before; None where that doesn't help."""
    lines = text.split("\n")
    for number in (failed, failed - 1, failed + 1):
        if not 0 <= number < len(lines) or not KEY.match(lines[number]):
            continue
        own, bare = _indent(lines[number]), lines[number].lstrip(" ")
        # Only the block at the top level is read again, up to where it failed: that is soon done.
        first = next((at for at in range(number - 1, -1, -1) if lines[at][:1] not in ("", " ", "-", "#")), 0)
        last = max(failed, number) + 2
        for indent in _indents(lines, number):
            tried = " " * indent + bare
            if failing("\n".join([*lines[first:number], tried, *lines[number + 1 : last]])) is None:
                message = f"{shown(bare)} starts in column {own + 1}, and would fit its neighbours"
                notes.add(number, own, f"{message} in column {indent + 1}.")
                return "\n".join([*lines[:number], tried, *lines[number + 1 :]])
    return None


def _indents(lines: list[str], number: int) -> list[int]:
    """Where the keys around a line start, or for an item the items: the nearest first."""
    item = lines[number].lstrip(" ").startswith("- ")
    around = [*reversed(lines[max(number - MOST_LINES, 0) : number]), *lines[number + 1 : number + 3]]
    starts = [
        len(match["before"]) if not item else _indent(line)
        for line in around
        if (match := KEY.match(line)) and (not item or line.lstrip(" ").startswith("- "))
    ]
    return [at for at in dict.fromkeys(starts) if at != _indent(lines[number])][:MOST_INDENTS]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
