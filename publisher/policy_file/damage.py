"""What happens to a file by accident: each damage is noted at its line, and mended so that the rest is read.

A mended text has as many lines as before, so that the places of everything else stay right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product, takewhile

from publisher.policy_file.findings import NAME, Notes, Place, shown

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
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|(?<=[ \[{,])\'(?:[^\']|\'\')*\'')
TYPOGRAPHIC = re.compile(r"^ *(?:- +)*(?:[\w.-]+: +)?(?P<quoted>[“„«](?P<inner>[^“”„«»]*)[”“»\"])$")
"""A line whose value a word processor has put into its quotes."""
TYPOGRAPHIC_IN_LINE = re.compile(r"(?<=[\w-]: )[“„«](?P<inner>[^“”„«»\"{}]*)[”“»\"](?= *[,}])")
"""The same within { }, where a comma in it would end the value."""
NEXT_KEY = re.compile(r", *[a-z_]+:(?= )")
CLOSING = {"[": "]", "{": "}"}
BRACKET = re.compile(r"(?P<begins>: +|^ *(?:- +)+)?(?P<sign>[\[\]{}])")
"""A bracket, and what stands before it where it begins a value."""
KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[\w.-]+)\s*:(?= |$)")
OPENS = re.compile(r" *[\w.-]+: *$")
DASH = re.compile(r"(?P<before> *)(?P<dash>[–—−‐‑](?= )|-(?=\w[\w.-]*:(?: |$))) *(?P<key>[\w.-]+:(?: |$))?")
"""A dash of a word processor, or a hyphen without a space, where an item of a list may begin."""
NO_SPACE = re.compile(r" *(?:- +)*(?P<key>[a-z_]+):(?=[^\s/])")
FOLDED = re.compile(r"[:-] +[>|][+-]?\d*\s*$")
"""The end of a line behind which a text over several lines begins."""
COMMENT = re.compile("(?:^|(?<= ))#")
VALUE_BEFORE = re.compile(
    r"(?<=[\w-]: )(?![\[{\"'])[^\[{\]},]*$|(?<=[\[,] )[^\[{\]},\"':]*$|(?<=\[)[^\[{\]},\"':]*$"
)
"""A plain text at the end of a part of a line; none behind a closed list or quote."""
END_OF_VALUE = re.compile(r", |[\]}]")
SWALLOWED = "what follows ' #' is a comment, and with it what closes the group or list is not read"
TYPOGRAPHIC_QUOTES = "these are typographic quotes, which hold no text together."
ITEM_GONE = "the line is gone that stood above this one and began an item of the list with '- '."
BEGINS_WITH_DASH = "an item of a list begins with a hyphen and a space"
NEVER_CLOSED = "is never closed"
LAST_WORDS = 3
"""Words that tell where a text ends."""
MOST_MENDED = 10
MOST_INDENTS = 5
"""Places that are tried for a line that has lost its own."""
MOST_TOGETHER = 12
"""Lines in a row that may have lost their indent together."""
MOST_LINES = 30
"""Lines above it that are looked at for them."""

Failing = Callable[[str], int | None]
"""The line (from 0) at which a text can't be read as YAML; None where it can."""


def without_marks(text: str, notes: Notes) -> str:
    """The text without what a merge or a word processor has left in it."""
    lines = _merged(text.split("\n"), notes)
    if SPACES.search(text):
        lines = _with_plain_spaces(lines, notes)
    lines = _with_dashes(lines, notes)
    for number in outside_of_texts(lines):
        lines[number] = _with_plain_quotes_in_line(lines[number], number, notes)
    return "\n".join(lines)


def mended(text: str, failing: Failing, notes: Notes) -> str:
    """The text with quotes and brackets closed that were left open, and with lines where they belong."""
    text = _without_swallowed(_closed(_with_plain_quotes(text, notes), notes), notes)
    text = _with_brackets(text, notes)
    for _ in range(MOST_MENDED):
        line = failing(text)
        if line is None:
            break
        # What fails at the end fails behind the last line.
        line = min(line, text.count("\n"))
        _refuse_without_key(text.split("\n"), line, notes)
        _refuse_without_name(text.split("\n"), line, notes)
        ways = (way(text, line, failing, notes) for way in (_spaced, _begun, _moved, _moved_together))
        moved = next(filter(None, ways), None)
        if moved is None:
            break
        text = moved
    return text


def _with_plain_spaces(lines: list[str], notes: Notes) -> list[str]:
    """The lines with plain spaces where those of a word processor are none to YAML; texts keep theirs."""
    kept, found = list(lines), list[Place]()
    opened: list[tuple[int, int, str]] = []
    for number in outside_of_texts(kept):
        if opened and KEY.match(kept[number]) and _indent(kept[number]) <= _indent(kept[opened[0][0]]):
            opened.clear()
        for start, end in sorted({*_misplaced(kept[number], opened)}):
            found.append((number, start))
            kept[number] = kept[number][:start] + " " * (end - start) + kept[number][end:]
        follow(_without_comment(kept[number]), number, opened)
    notes.add_alike(found, "there is a no-break space here, as word processors write it. Use a plain one.")
    return kept


def _misplaced(line: str, opened: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
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
    return COMMENT.split(_blotted(line), maxsplit=1)[0]


def _blotted(line: str) -> str:
    """A line with as many other letters in place of its quoted texts."""
    return QUOTED.sub(lambda quoted: "_" * len(quoted[0]), line)


def _merged(lines: list[str], notes: Notes) -> list[str]:
    """The lines with the first of the two versions that a merge could not choose from."""
    marks = {number: mark for number, line in enumerate(lines) if (mark := _mark(line))}
    kept, inside, end = [], "", -1
    for number, line in enumerate(lines):
        mark = marks.get(number, "")
        if mark and number > end:
            message = "this is left from a merge;"
            end = _end_of_conflict(marks, number) if mark == OURS else number
            inside = mark if end > number else ""
            rest = f"keep one of the two versions, and remove this line and its like up to line {end + 1}."
            notes.add(number, 0, f"{message} {rest if inside else 'remove this line.'}")
        elif mark:
            inside = "" if mark == END else mark
        kept.append("" if mark or inside in (BASE, THEIRS) else line)
    return kept


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


def _with_dashes(lines: list[str], notes: Notes) -> list[str]:
    """The lines with a hyphen and a space before each item, where there was another dash or no space."""
    kept = list(lines)
    for number in outside_of_texts(lines):
        if lines[number].lstrip(" ").startswith("{") and _is_beside_item(kept, number):
            column = _indent(lines[number])
            kept[number] = f"{' ' * column}- {lines[number].lstrip(' ')}"
            notes.add(number, column, f"{BEGINS_WITH_DASH}: {shown(kept[number].strip())}.")
            continue
        found = DASH.match(lines[number])
        if found and (found["key"] or _is_in_list(kept, number)):
            kept[number] = f"{found['before']}- {lines[number][found.end('dash') :].lstrip(' ')}"
            message = f"{BEGINS_WITH_DASH}: {shown(kept[number].strip())}."
            notes.add(number, found.start("dash"), message)
    return kept


def _is_in_list(lines: list[str], number: int) -> bool:
    """Whether a line is where an item of a list can be: behind a key alone, or one beside it."""
    above = (lines[place] for place in range(number - 1, -1, -1))
    before = next((line for line in above if line.strip()), "")
    item = before.lstrip(" ").startswith("- ")
    return before.endswith(":") or (item and _indent(before) == _indent(lines[number]))


def _is_beside_item(lines: list[str], number: int) -> bool:
    """Whether the line that a line follows, or the next one, begins an item in the same column."""
    column = _indent(lines[number])
    around = (
        next((line for line in beside if line.strip() and _indent(line) <= column), "")
        for beside in (
            reversed(lines[max(number - MOST_LINES, 0) : number]),
            lines[number + 1 : number + 1 + MOST_LINES],
        )
    )
    return any(line.lstrip(" ").startswith("- ") and _indent(line) == column for line in around)


def outside_of_texts(lines: list[str]) -> Iterator[int]:
    """The lines that are not of a text over several lines, which begins with '>' or '|'."""
    around = -1
    for number, line in enumerate(lines):
        if line.strip() and _indent(line) <= around:
            around = -1
        if around < 0:
            yield number
            line = lines[number]
            around = _indent(line) if FOLDED.search(line) else -1


def _closed(text: str, notes: Notes) -> str:
    lines = text.split("\n")
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
    return "\n".join(lines)


def _end_of_quoted(line: str, start: int) -> int:
    """Where a text that begins behind a quote ends: before the next key of its group, or what closes that."""
    key = NEXT_KEY.search(line, start) if "{" in line[:start] else None
    return key.start() if key else len(line.rstrip(" }]"))


def _refuse_without_key(lines: list[str], failed: int, notes: Notes) -> None:
    """Refuse a list or group that stands under a text: whatever it is tried as, it is not what was meant."""
    above = [line for line in lines[:failed] if line.strip()][-2:]
    before, column = above[-1] if above else "", _indent(lines[failed])
    key = KEY.match(before)
    if not key or key["before"].strip() or not before[key.end() :].strip() or _indent(before) >= column:
        return
    if lines[failed].lstrip(" ").startswith("- "):
        message = f"a list begins here behind {shown(before.strip())}; the line with its own key is gone."
        notes.refuse(failed, column, message)
    beside = takewhile(lambda line: not line.strip() or _indent(line) >= column, lines[failed:])
    keys = [line for line in beside if _indent(line) == column and KEY.match(line)]
    # Where the line above is out of step itself, that one alone is to be moved.
    is_first = above[0].rstrip().endswith(":") and before.rstrip().endswith("}")
    in_step = is_first or _indent(above[0]) == _indent(before)
    if KEY.match(lines[failed]) and len(keys) > 1 and in_step:
        message = (
            f"{len(keys)} keys begin here behind {shown(before.strip())}; if the line is gone that stood "
            "above them, such as 'options:' or 'its-id:', put it back, or else start them in column "
            f"{_indent(before) + 1}."
        )
        notes.refuse(failed, column, message)


def _refuse_without_name(lines: list[str], failed: int, notes: Notes) -> None:
    """Refuse an item of a list among parts that begin with their names: nobody knows what it is called."""
    column, first = _indent(lines[failed]), failed
    while first and (_indent(lines[first - 1]) >= column or not lines[first - 1].strip()):
        first -= 1
    inside = takewhile(
        lambda at: not lines[at].strip() or _indent(lines[at]) >= column, range(first, len(lines))
    )
    beside = [place for place in inside if lines[place].strip() and _indent(lines[place]) == column]
    items = [place for place in beside if lines[place].lstrip(" ").startswith("- ")]
    names = [place for place in beside if place not in items and KEY.match(lines[place])]
    named = first and OPENS.match(lines[first - 1])
    if named and len(items) == 1 and len(names) > 1:
        message = (
            f"{shown(lines[items[0]])} begins an item of a list, among parts that begin with their names"
        )
        notes.refuse(items[0], column, f"{message}. Put a name there too, such as 'its-id:'.")


def _with_plain_quotes(text: str, notes: Notes) -> str:
    """The text with plain quotes around values that a word processor has put into its own."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if (found := TYPOGRAPHIC.search(line)) and '"' not in found["inner"]:
            lines[number] = f'{line[: found.start("quoted")]}"{found["inner"]}"'
            plain = lines[number][found.start("quoted") :]
            notes.add(number, found.start("quoted"), f"{TYPOGRAPHIC_QUOTES} Write plain ones: {plain}.")
    return "\n".join(lines)


def _with_plain_quotes_in_line(line: str, number: int, notes: Notes) -> str:
    """A line with plain quotes around the values within { } that a word processor has put into its own."""
    apart = _blotted(line)
    for found in TYPOGRAPHIC_IN_LINE.finditer(apart) if "{" in line else ():
        plain = f'"{found["inner"]}"'
        notes.add(number, found.start(), f"{TYPOGRAPHIC_QUOTES} Write plain ones: {plain}.")
        line = line[: found.start()] + plain + line[found.end() :]
    return line


def _without_swallowed(text: str, notes: Notes) -> str:
    """The text with what closes a list or a group apart from the comment that it stands in by accident."""
    lines = text.split("\n")
    for number in outside_of_texts(lines):
        line = lines[number]
        found = COMMENT.search(_blotted(line))
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
    return "\n".join(lines)


def _are_open(line: str) -> list[str]:
    """The signs of the lists and groups that a line opens and doesn't close."""
    opened: list[tuple[int, int, str]] = []
    follow(line, 0, opened)
    return [sign for _, _, sign in opened]


def _with_brackets(text: str, notes: Notes) -> str:
    """The text with each list or group closed on its own line that a key below shows to be left open."""
    lines = text.split("\n")
    opened: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines):
        if opened and KEY.match(line) and _indent(line) <= _indent(lines[opened[0][0]]):
            _close(lines, opened[0][0], opened, notes)
        if not line.lstrip(" ").startswith("#"):
            lines[number] = _closed_within(line, number, opened, notes)
            follow(lines[number], number, opened)
    if opened:
        _close(lines, max(number for number, line in enumerate(lines) if line.strip()), opened, notes)
    return "\n".join(lines)


def _closed_within(line: str, number: int, opened: list[tuple[int, int, str]], notes: Notes) -> str:
    """A line with what is left open within it closed where something closes that was opened before."""
    known = [*opened]
    for found in BRACKET.finditer(_blotted(line)):
        at, sign = found.start("sign"), found["sign"]
        if sign in CLOSING and (known or found["begins"]):
            known.append((number, at, sign))
        elif sign in CLOSING.values() and known:
            first, column, left = known.pop()
            if sign != CLOSING[left] and known and sign == CLOSING[known[-1][2]]:
                _note_open(notes, first, column, left)
                return _closed_within(f"{line[:at]}{CLOSING[left]}{line[at:]}", number, opened, notes)
    return line


def _close(lines: list[str], at: int, opened: list[tuple[int, int, str]], notes: Notes) -> None:
    """Close at the end of a line what is open, and note where it opens."""
    first, column, sign = opened[0]
    _note_open(notes, first, column, sign)
    lines[at] = lines[at].rstrip(" ,") + "".join(CLOSING[sign] for _, _, sign in reversed(opened))
    opened.clear()


def _note_open(notes: Notes, number: int, column: int, sign: str) -> None:
    notes.add(number, column, f"what opens here with '{sign}' {NEVER_CLOSED}. Close it.")


def follow(line: str, number: int, opened: list[tuple[int, int, str]]) -> None:
    """Note which brackets a line opens as a value begins, and which of them it closes again."""
    for found in BRACKET.finditer(_blotted(line)):
        sign = found["sign"]
        if sign in CLOSING and (opened or found["begins"]):
            opened.append((number, found.start("sign"), sign))
        elif sign in CLOSING.values() and opened:
            opened.pop()


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
    return _indent(following) <= column and (
        KEY.match(following) is not None or following.lstrip().startswith("- ")
    )


def _spaced(text: str, failed: int, failing: Failing, notes: Notes) -> str | None:
    """The text with a space behind the colon of a key that had none; None where that doesn't help."""
    lines = text.split("\n")
    above = next((number for number in range(failed - 1, -1, -1) if lines[number].strip()), failed)
    for number in (above, failed):
        found = NO_SPACE.match(lines[number])
        if not found:
            continue
        spaced = f"{lines[number][: found.end('key')]}: {lines[number][found.end() :]}"
        if _reads_on(lines, number, spaced, failed, failing):
            message = f"there is no space behind the ':'; write {shown(spaced.strip())}."
            notes.add(number, found.end("key"), message)
            return "\n".join([*lines[:number], spaced, *lines[number + 1 :]])
    return None


def _reads_on(lines: list[str], number: int, tried: str, failed: int, failing: Failing) -> bool:
    """Whether with another line in place of one more can be read than up to where it failed."""
    # Only the blocks at the top level from the one to the other are read again: that is soon done.
    first, end = _block(lines, number)
    end = max(end, failed + 1)
    fails = failing("\n".join([*lines[first:number], tried, *lines[number + 1 : end]]))
    return fails is None or fails > max(failed, number) + 1 - first


def _moved(text: str, failed: int, failing: Failing, notes: Notes) -> str | None:
    """The text with one line moved so that it reads further than before; None where that doesn't help."""
    lines = text.split("\n")
    for number in _suspects(lines, failed):
        own, bare = _indent(lines[number]), lines[number].lstrip(" ")
        for indent in _indents(lines, number):
            tried = " " * indent + bare
            if _reads_on(lines, number, tried, failed, failing):
                message = f"{shown(bare)} starts in column {own + 1}, and would fit its neighbours"
                notes.add(number, own, f"{message} in column {indent + 1}.")
                return "\n".join([*lines[:number], tried, *lines[number + 1 :]])
    return None


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
    own, before, after = (_indent(lines[place]) for place in (number, number - 1, number + 1))
    return key is not None and own != before == after and sum(line.startswith(key[0]) for line in lines) == 1


def _moved_together(text: str, failed: int, failing: Failing, notes: Notes) -> str | None:
    """The text with some lines in a row moved by as much; None where that doesn't help."""
    lines = text.split("\n")
    top, end = _block(lines, failed)
    runs = [(first, failed) for first in range(failed - 2, max(failed - MOST_TOGETHER, top), -1)]
    runs += [(failed, last) for last in range(failed + 2, min(failed + MOST_TOGETHER, end))]
    for (first, last), columns in product(runs, (2, -2, 4, -4)):
        moved = [_shifted(line, columns) for line in lines[first:last]]
        if failing("\n".join([*lines[top:first], *moved, *lines[last:end]])) is None:
            side = "left" if columns > 0 else "right"
            message = f"lines {first + 1} to {last} start {abs(columns)} columns too far to the {side}"
            notes.add(first, _indent(lines[first]), f"{message}, beside those around them.")
            return "\n".join([*lines[:first], *moved, *lines[last:]])
    return None


def _shifted(line: str, columns: int) -> str:
    return " " * (_indent(line) + columns) + line.lstrip(" ") if line.strip() else line


def _begun(text: str, failed: int, failing: Failing, notes: Notes) -> str | None:
    """The text with a dash before the keys with which a list begins, where the line that had it is gone."""
    lines = text.split("\n")
    top, end = _block(lines, failed)
    column, first = _indent(lines[failed]), failed
    while first - 1 > top and (_indent(lines[first - 1]) > column or not lines[first - 1].strip()):
        first -= 1
    tried = [*lines[:first], f"{' ' * column}- {lines[first].lstrip(' ')}", *lines[first + 1 :]]
    begins = lines[first - 1].rstrip().endswith(":") and not lines[first].lstrip(" ").startswith("- ")
    if first == failed or not begins or failing("\n".join(tried[top:end])) is not None:
        return None
    notes.add(first, column, ITEM_GONE)
    return "\n".join(tried)


def _block(lines: list[str], at: int) -> tuple[int, int]:
    """The first line of the block at the top level around a line, and the one behind its last."""
    starts = [number for number, line in enumerate(lines) if line[:1] not in ("", " ", "-", "#")]
    first = max((number for number in starts if number < at), default=0)
    return first, min((number for number in starts if number > max(at, first)), default=len(lines))


def _indents(lines: list[str], number: int) -> list[int]:
    """Where the keys around a line start, or for an item the items: the nearest first."""
    item = lines[number].lstrip(" ").startswith("- ")
    around = [*reversed(lines[max(number - MOST_LINES, 0) : number]), *lines[number + 1 : number + 3]]
    starts = [
        len(match["before"]) if not item else _indent(line)
        for line in around
        if (match := KEY.match(line)) and (not item or line.lstrip(" ").startswith("- "))
    ]
    return [column for column in dict.fromkeys(starts) if column != _indent(lines[number])][:MOST_INDENTS]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
