"""Lines at which YAML fails since another one is gone, or since they have lost their place.

A way to mend them is only taken where more of the file can be read then. Where nobody can tell what is gone,
the file is refused, with what seems to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product, takewhile

from publisher.policy_file.findings import Notes, shown
from publisher.policy_file.line_forms import KEY, begins_item, indent_of

OPENS = re.compile(r" *[\w.-]+: *$")
NO_SPACE = re.compile(r" *(?:- +)*(?P<key>[a-z_]+):(?=[^\s/])")
ITEM_GONE = "the line is gone that stood above this one and began an item of the list with '- '."
MOST_MENDED = 10
MOST_INDENTS = 5
"""Places that are tried for a line that has lost its own."""
MOST_TOGETHER = 12
"""Lines in a row that may have lost their indent together."""
MOST_LINES = 30
"""Lines above it that are looked at for them."""

Failing = Callable[[list[str]], int | None]
"""The line (from 0) at which some can't be read as YAML; None where they can."""


def put_in_place(lines: list[str], failing: Failing, notes: Notes) -> list[str]:
    """The lines with those where they belong that were out of place."""
    for _ in range(MOST_MENDED):
        failed = failing(lines)
        if failed is None:
            break
        # What fails at the end fails behind the last line.
        failed = min(failed, len(lines) - 1)
        _refuse_without_key(lines, failed, notes)
        _refuse_without_name(lines, failed, notes)
        ways = (way(lines, failed, failing, notes) for way in (_spaced, _begun, _moved, _moved_together))
        moved = next(filter(None, ways), None)
        if moved is None:
            break
        lines = moved
    return lines


def _refuse_without_key(lines: list[str], failed: int, notes: Notes) -> None:
    """Refuse a list or group that stands under a text: whatever it is tried as, it is not what was meant."""
    above = [line for line in lines[:failed] if line.strip()][-2:]
    before, column = above[-1] if above else "", indent_of(lines[failed])
    key = KEY.match(before)
    if not key or key["before"].strip() or not before[key.end() :].strip() or indent_of(before) >= column:
        return
    if begins_item(lines[failed]):
        message = f"a list begins here behind {shown(before.strip())}; the line with its own key is gone."
        notes.refuse(failed, column, message)
    beside = takewhile(lambda line: not line.strip() or indent_of(line) >= column, lines[failed:])
    keys = [line for line in beside if indent_of(line) == column and KEY.match(line)]
    # Where the line above is out of step itself, that one alone is to be moved.
    is_first = above[0].rstrip().endswith(":") and before.rstrip().endswith("}")
    in_step = is_first or indent_of(above[0]) == indent_of(before)
    if KEY.match(lines[failed]) and len(keys) > 1 and in_step:
        message = (
            f"{len(keys)} keys begin here behind {shown(before.strip())}; if the line is gone that stood "
            "above them, such as 'options:' or 'its-id:', put it back, or else start them in column "
            f"{indent_of(before) + 1}."
        )
        notes.refuse(failed, column, message)


def _refuse_without_name(lines: list[str], failed: int, notes: Notes) -> None:
    """Refuse an item of a list among parts that begin with their names: nobody knows what it is called."""
    column, first = indent_of(lines[failed]), failed
    while first and (indent_of(lines[first - 1]) >= column or not lines[first - 1].strip()):
        first -= 1
    inside = takewhile(
        lambda place: not lines[place].strip() or indent_of(lines[place]) >= column, range(first, len(lines))
    )
    beside = [place for place in inside if lines[place].strip() and indent_of(lines[place]) == column]
    items = [place for place in beside if begins_item(lines[place])]
    names = [place for place in beside if place not in items and KEY.match(lines[place])]
    named = first and OPENS.match(lines[first - 1])
    if named and len(items) == 1 and len(names) > 1:
        message = (
            f"{shown(lines[items[0]])} begins an item of a list, among parts that begin with their names"
        )
        notes.refuse(items[0], column, f"{message}. Put a name there too, such as 'its-id:'.")


def _spaced(lines: list[str], failed: int, failing: Failing, notes: Notes) -> list[str] | None:
    """The lines with a space behind the colon of a key that had none; None where that doesn't help."""
    above = next((number for number in range(failed - 1, -1, -1) if lines[number].strip()), failed)
    for number in (above, failed):
        found = NO_SPACE.match(lines[number])
        if not found:
            continue
        spaced = f"{lines[number][: found.end('key')]}: {lines[number][found.end() :]}"
        if _reads_on(lines, number, spaced, failed, failing):
            message = f"there is no space behind the ':'; write {shown(spaced.strip())}."
            notes.add(number, found.end("key"), message)
            return [*lines[:number], spaced, *lines[number + 1 :]]
    return None


def _moved(lines: list[str], failed: int, failing: Failing, notes: Notes) -> list[str] | None:
    """The lines with one line moved so that it reads further than before; None where that doesn't help."""
    for number in _suspects(lines, failed):
        own, bare = indent_of(lines[number]), lines[number].lstrip(" ")
        for indent in _indents(lines, number):
            tried = " " * indent + bare
            if _reads_on(lines, number, tried, failed, failing):
                message = f"{shown(bare)} starts in column {own + 1}, and would fit its neighbours"
                notes.add(number, own, f"{message} in column {indent + 1}.")
                return [*lines[:number], tried, *lines[number + 1 :]]
    return None


def _moved_together(lines: list[str], failed: int, failing: Failing, notes: Notes) -> list[str] | None:
    """The lines with some lines in a row moved by as much; None where that doesn't help."""
    top, end = _block(lines, failed)
    runs = [(first, failed) for first in range(failed - 2, max(failed - MOST_TOGETHER, top), -1)]
    runs += [(failed, last) for last in range(failed + 2, min(failed + MOST_TOGETHER, end))]
    for (first, last), columns in product(runs, (2, -2, 4, -4)):
        moved = [_shifted(line, columns) for line in lines[first:last]]
        if failing([*lines[top:first], *moved, *lines[last:end]]) is None:
            side = "left" if columns > 0 else "right"
            message = f"lines {first + 1} to {last} start {abs(columns)} columns too far to the {side}"
            notes.add(first, indent_of(lines[first]), f"{message}, beside those around them.")
            return [*lines[:first], *moved, *lines[last:]]
    return None


def _begun(lines: list[str], failed: int, failing: Failing, notes: Notes) -> list[str] | None:
    """The lines with a dash before the keys with which a list begins, where the line that had it is gone."""
    top, end = _block(lines, failed)
    column, first = indent_of(lines[failed]), failed
    while first - 1 > top and (indent_of(lines[first - 1]) > column or not lines[first - 1].strip()):
        first -= 1
    tried = [*lines[:first], f"{' ' * column}- {lines[first].lstrip(' ')}", *lines[first + 1 :]]
    begins = lines[first - 1].rstrip().endswith(":") and not begins_item(lines[first])
    if first == failed or not begins or failing(tried[top:end]) is not None:
        return None
    notes.add(first, column, ITEM_GONE)
    return tried


def _reads_on(lines: list[str], number: int, tried: str, failed: int, failing: Failing) -> bool:
    """Whether with another line in place of one more can be read than up to where it failed."""
    # Only the blocks at the top level from the one to the other are read again: that is soon done.
    first, end = _block(lines, number)
    end = max(end, failed + 1)
    fails = failing([*lines[first:number], tried, *lines[number + 1 : end]])
    return fails is None or fails > max(failed, number) + 1 - first


def _suspects(lines: list[str], failed: int) -> list[int]:
    """The lines with a key that can be out of place where one fails, the likeliest first."""
    numbers = (failed, failed - 1, failed + 1)
    suspects = [number for number in numbers if 0 <= number < len(lines) and KEY.match(lines[number])]
    return sorted(suspects, key=lambda number: number != failed - 1 or not _stands_apart(lines, number))


def _stands_apart(lines: list[str], number: int) -> bool:
    """Whether a line is between two that start in one column, with a key that no other has in its own."""
    if not 0 < number < len(lines) - 1 or not lines[number].strip():
        return False
    key = KEY.match(lines[number])
    own, before, after = (indent_of(lines[place]) for place in (number, number - 1, number + 1))
    return key is not None and own != before == after and sum(line.startswith(key[0]) for line in lines) == 1


def _shifted(line: str, columns: int) -> str:
    return " " * (indent_of(line) + columns) + line.lstrip(" ") if line.strip() else line


def _block(lines: list[str], at: int) -> tuple[int, int]:
    """The first line of the block at the top level around a line, and the one behind its last."""
    starts = [number for number, line in enumerate(lines) if line[:1] not in ("", " ", "-", "#")]
    first = max((number for number in starts if number < at), default=0)
    return first, min((number for number in starts if number > max(at, first)), default=len(lines))


def _indents(lines: list[str], number: int) -> list[int]:
    """Where the keys around a line start, or for an item the items: the nearest first."""
    item = begins_item(lines[number])
    around = [*reversed(lines[max(number - MOST_LINES, 0) : number]), *lines[number + 1 : number + 3]]
    starts = [
        len(match["before"]) if not item else indent_of(line)
        for line in around
        if (match := KEY.match(line)) and (not item or begins_item(line))
    ]
    return [column for column in dict.fromkeys(starts) if column != indent_of(lines[number])][:MOST_INDENTS]
