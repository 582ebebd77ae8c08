"""What happens to a file by accident: each damage is noted at its line, and mended so that the rest is read.

A mended text has as many lines as before, so that the places of everything else stay right.

How it works: each kind of damage has a step of its own, which goes over the lines and changes them in place.
Marks of merges and of word processors go from every text (`without_marks`). The other steps guess what was
meant, so only a text that YAML can't read goes through them (`mended`). Quotes come before brackets, since
brackets within quotes are text; lines out of their column come last, since each try is read as YAML again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from publisher.policy_file.findings import NAME, Notes, Place, shown
from publisher.policy_file.line_forms import (
    BRACKET,
    CLOSING,
    KEY,
    Opened,
    begins_item,
    blotted,
    follow,
    indent_of,
    outside_of_texts,
)
from publisher.policy_file.misplaced import MOST_LINES, put_in_place

SPACES = re.compile("[\u00a0\u2007\u202f\u3000]")
MISPLACED = re.compile(
    rf"(?:^[ -]*|(?<=[\w'\"]:))({SPACES.pattern}+)|^ *(?:- +)*[\w.-]+({SPACES.pattern}+)(?=:(?:\s|$))"
    rf"|({SPACES.pattern}+)(?=#(?:\s|$))"
)
"""Spaces of a word processor where YAML wants plain ones: before a key, around its colon, before a '#'."""
MISPLACED_IN_LINE = re.compile(rf"(?<=[,\[{{])({SPACES.pattern}+)|({SPACES.pattern}+)(?=[,\]}}]|:(?:\s|$))")
"""The same within [ ] and { }: beside the signs that part what stands there, and before a colon."""
OURS, BASE, THEIRS, END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
OPENING = re.compile(r"(?:^ *|[:\[{,-] *)(?P<quote>[\"'])|(?:^| )(?P<comment>#)")
CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
"""A quoted text on one line."""
TYPOGRAPHIC = re.compile(r"^ *(?:- +)*(?:[\w.-]+: +)?(?P<quoted>[“„«](?P<inner>[^“”„«»]*)[”“»\"])$")
"""A line whose value a word processor has put into its quotes."""
TYPOGRAPHIC_IN_LINE = re.compile(r"(?<=[\w-]: )[“„«](?P<inner>[^“”„«»\"{}]*)[”“»\"](?= *[,}])")
"""The same within { }, where a comma in it would end the value."""
NEXT_KEY = re.compile(r", *[a-z_]+:(?= )")
DASH = re.compile(r"(?P<before> *)(?P<dash>[–—−‐‑](?= )|-(?=\w[\w.-]*:(?: |$))) *(?P<key>[\w.-]+:(?: |$))?")
"""A dash of a word processor, or a hyphen without a space, where an item of a list may begin."""
COMMENT = re.compile("(?:^|(?<= ))#")
VALUE_BEFORE = re.compile(
    r"(?<=[\w-]: )(?![\[{\"'])[^\[{\]},]*$|(?<=[\[,] )[^\[{\]},\"':]*$|(?<=\[)[^\[{\]},\"':]*$"
)
"""A plain text at the end of a part of a line; none behind a closed list or quote."""
END_OF_VALUE = re.compile(r", |[\]}]")
SWALLOWED = "what follows ' #' is a comment, and with it what closes the group or list is not read"
TYPOGRAPHIC_QUOTES = "these are typographic quotes, which hold no text together."
BEGINS_WITH_DASH = "an item of a list begins with a hyphen and a space"
NEVER_CLOSED = "is never closed"
LAST_WORDS = 3
"""Words that tell where a text ends."""


def without_marks(text: str, notes: Notes) -> str:
    """The text without what a merge or a word processor has left in it."""
    lines = text.split("\n")
    _keep_one_version(lines, notes)
    if SPACES.search(text):
        _mend_spaces(lines, notes)
    _mend_dashes(lines, notes)
    _mend_quotes_in_line(lines, notes)
    return "\n".join(lines)


def mended(text: str, failing: Callable[[str], int | None], notes: Notes) -> str:
    """The text with quotes and brackets closed that were left open, and with lines where they belong.

    At which line (from 0) it can't be read as YAML, `failing` tells.
    """
    lines = text.split("\n")
    _mend_quotes(lines, notes)
    _close_quotes(lines, notes)
    _mend_swallowed(lines, notes)
    _close_brackets(lines, notes)
    return "\n".join(put_in_place(lines, lambda some: failing("\n".join(some)), notes))


def _mend_spaces(lines: list[str], notes: Notes) -> None:
    """Put plain spaces where those of a word processor are none to YAML; texts keep theirs."""
    found, opened = list[Place](), Opened()
    for number in outside_of_texts(lines):
        if opened and KEY.match(lines[number]) and indent_of(lines[number]) <= indent_of(lines[opened[0][0]]):
            opened.clear()
        for start, end in sorted({*_misplaced(lines[number], opened)}):
            found.append((number, start))
            lines[number] = lines[number][:start] + " " * (end - start) + lines[number][end:]
        follow(_without_comment(lines[number]), number, opened)
    notes.add_alike(found, "there is a no-break space here, as word processors write it. Use a plain one.")


def _misplaced(line: str, opened: Opened) -> Iterator[tuple[int, int]]:
    """Where such spaces stand in a line before which these brackets are open."""
    apart = _without_comment(line)
    for found in MISPLACED.finditer(apart):
        yield found.span(found.lastindex or 0)
        if apart[found.end() :].startswith("#"):
            break
    for found in MISPLACED_IN_LINE.finditer(apart):
        inside = [*opened]
        follow(apart[: found.start()], 0, inside)
        if inside:
            yield found.span()


def _without_comment(line: str) -> str:
    """A line as far as its comment, with nothing of its quoted texts."""
    return COMMENT.split(blotted(line), maxsplit=1)[0]


def _keep_one_version(lines: list[str], notes: Notes) -> None:
    """Empty the lines of all but the first of the two versions that a merge could not choose from."""
    marks = {number: mark for number, line in enumerate(lines) if (mark := _mark(line))}
    inside, end = "", -1
    for number in range(len(lines)):
        mark = marks.get(number, "")
        if mark and number > end:
            message = "this is left from a merge;"
            end = _end_of_conflict(marks, number) if mark == OURS else number
            inside = mark if end > number else ""
            rest = f"keep one of the two versions, and remove this line and its like up to line {end + 1}."
            notes.add(number, 0, f"{message} {rest if inside else 'remove this line.'}")
        elif mark:
            inside = "" if mark == END else mark
        if mark or inside in (BASE, THEIRS):
            lines[number] = ""


def _mark(line: str) -> str:
    """The mark of a merge that a line is, wherever it starts."""
    bare = line.strip()
    return next(
        (mark for mark in (OURS, BASE, THEIRS, END) if bare == mark or bare.startswith(f"{mark} ")), ""
    )


def _end_of_conflict(marks: Mapping[int, str], begins: int) -> int:
    """The line that ends what begins in one; the same one where a mark is missing."""
    found = [(number, mark) for number, mark in sorted(marks.items()) if number > begins and mark != BASE]
    whole = [mark for _, mark in found[:2]] == [THEIRS, END]
    return found[1][0] if whole else begins


def _mend_dashes(lines: list[str], notes: Notes) -> None:
    """Put a hyphen and a space before each item, where there was another dash or no space."""
    for number in [*outside_of_texts(lines)]:
        line, column, item = lines[number], indent_of(lines[number]), None
        found = DASH.match(line)
        if line.lstrip(" ").startswith("{") and _is_beside_item(lines, number):
            item = line.lstrip(" ")
        elif found and (found["key"] or _is_in_list(lines, number)):
            item, column = line[found.end("dash") :].lstrip(" "), found.start("dash")
        if item is not None:
            lines[number] = f"{' ' * column}- {item}"
            notes.add(number, column, f"{BEGINS_WITH_DASH}: {shown(lines[number].strip())}.")


def _is_in_list(lines: list[str], number: int) -> bool:
    """Whether a line is where an item of a list can be: behind a key alone, or one beside it."""
    above = (lines[place] for place in range(number - 1, -1, -1))
    before = next((line for line in above if line.strip()), "")
    item = begins_item(before)
    return before.endswith(":") or (item and indent_of(before) == indent_of(lines[number]))


def _is_beside_item(lines: list[str], number: int) -> bool:
    """Whether the line that a line follows, or the next one, begins an item in the same column."""
    column = indent_of(lines[number])
    around = (
        next((line for line in beside if line.strip() and indent_of(line) <= column), "")
        for beside in (
            reversed(lines[max(number - MOST_LINES, 0) : number]),
            lines[number + 1 : number + 1 + MOST_LINES],
        )
    )
    return any(begins_item(line) and indent_of(line) == column for line in around)


def _close_quotes(lines: list[str], notes: Notes) -> None:
    """Close each quote that the lines below show to be left open."""
    for number, line in enumerate(lines):
        column = _left_open(line)
        start = len(line) - len(line.lstrip(" -"))
        if column is not None and _begins_anew(lines[number + 1 :], start):
            end = _end_of_quoted(line, column + 1)
            last = shown(" ".join(line[column + 1 : end].split()[-LAST_WORDS:]))
            message = (
                f"the quote that opens here {NEVER_CLOSED}. Add the closing quote, it seems behind {last}."
            )
            notes.add(number, column, message)
            lines[number] = f"{line[:end]}{line[column]}{line[end:]}"


def _end_of_quoted(line: str, start: int) -> int:
    """Where a text that begins behind a quote ends: before the next key of its group, or what closes that."""
    key = NEXT_KEY.search(line, start) if "{" in line[:start] else None
    return key.start() if key else len(line.rstrip(" }]"))


def _mend_quotes(lines: list[str], notes: Notes) -> None:
    """Put plain quotes around values that a word processor has put into its own."""
    for number, line in enumerate(lines):
        if (found := TYPOGRAPHIC.search(line)) and '"' not in found["inner"]:
            lines[number] = f'{line[: found.start("quoted")]}"{found["inner"]}"'
            plain = lines[number][found.start("quoted") :]
            notes.add(number, found.start("quoted"), f"{TYPOGRAPHIC_QUOTES} Write plain ones: {plain}.")


def _mend_quotes_in_line(lines: list[str], notes: Notes) -> None:
    """The same around values within { }."""
    for number in outside_of_texts(lines):
        line = lines[number]
        for found in TYPOGRAPHIC_IN_LINE.finditer(blotted(line)) if "{" in line else ():
            plain = f'"{found["inner"]}"'
            notes.add(number, found.start(), f"{TYPOGRAPHIC_QUOTES} Write plain ones: {plain}.")
            lines[number] = lines[number][: found.start()] + plain + lines[number][found.end() :]


def _mend_swallowed(lines: list[str], notes: Notes) -> None:
    """Put what closes a list or a group apart from the comment that it stands in by accident."""
    for number in outside_of_texts(lines):
        line = lines[number]
        found = COMMENT.search(blotted(line))
        opened = _are_open(line[: found.start()]) if found else []
        if not found or not opened or _are_open(line):
            continue
        value, end = VALUE_BEFORE.search(line, 0, found.start()), END_OF_VALUE.search(line, found.end())
        if value and end and not NAME.fullmatch(value[0].strip()):
            quoted = in_quotes(line[value.start() : end.start()].strip())
            lines[number] = f"{line[: value.start()]}{quoted}{line[end.start() :]}"
            way_out = f"if it belongs to the text, write {quoted}"
        else:
            closing = "".join(CLOSING[sign] for sign in reversed(opened))
            lines[number] = f"{line[: found.start()]}{closing}"
            way_out = f"put {closing} before the '#'"
        notes.add(number, found.start(), f"{SWALLOWED}; {way_out}.")


def _are_open(line: str) -> list[str]:
    """The signs of the lists and groups that a line opens and doesn't close."""
    opened: Opened = []
    follow(line, 0, opened)
    return [sign for _, _, sign in opened]


def _close_brackets(lines: list[str], notes: Notes) -> None:
    """Close each list or group on its own line that a key below shows to be left open."""
    opened = Opened()
    for number, line in enumerate(lines):
        if opened and KEY.match(line) and indent_of(line) <= indent_of(lines[opened[0][0]]):
            _close(lines, opened[0][0], opened, notes)
        if not line.lstrip(" ").startswith("#"):
            lines[number] = _closed_within(line, number, opened, notes)
            follow(lines[number], number, opened)
    if opened:
        _close(lines, max(number for number, line in enumerate(lines) if line.strip()), opened, notes)


def _closed_within(line: str, number: int, opened: Opened, notes: Notes) -> str:
    """A line with what is left open within it closed where something closes that was opened before."""
    known = [*opened]
    for found in BRACKET.finditer(blotted(line)):
        at, sign = found.start("sign"), found["sign"]
        if sign in CLOSING and (known or found["begins"]):
            known.append((number, at, sign))
        elif sign in CLOSING.values() and known:
            first, column, left = known.pop()
            if sign != CLOSING[left] and known and sign == CLOSING[known[-1][2]]:
                _note_open(notes, first, column, left)
                return _closed_within(f"{line[:at]}{CLOSING[left]}{line[at:]}", number, opened, notes)
    return line


def _close(lines: list[str], at: int, opened: Opened, notes: Notes) -> None:
    """Close at the end of a line what is open, and note where it opens."""
    first, column, sign = opened[0]
    _note_open(notes, first, column, sign)
    lines[at] = lines[at].rstrip(" ,") + "".join(CLOSING[sign] for _, _, sign in reversed(opened))
    opened.clear()


def _note_open(notes: Notes, number: int, column: int, sign: str) -> None:
    notes.add(number, column, f"what opens here with '{sign}' {NEVER_CLOSED}. Close it.")


def in_quotes(text: str) -> str:
    """A text in quotes, as the file may have it."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


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
    return indent_of(following) <= column and (
        KEY.match(following) is not None or following.lstrip().startswith("- ")
    )
