"""What is wrong with the YAML itself, said to people who don't know the word."""

from __future__ import annotations

import re

PLAIN_WORDS = {
    "(end of stream|document (indicator|separator)).*quoted scalar": (
        "the quote that opens here is never closed. Add the closing quote."
    ),
    r"expected ',' or '\]'": (
        "the list that opens with '[' isn't closed properly. Put ',' between items and ']' at the end."
    ),
    r"expected ',' or '\}'": (
        "the group that opens with '{' isn't closed properly. Put ',' between entries and '}' at the end, "
        "and a text with a ':' in it in quotes."
    ),
    "mapping values are not allowed": (
        "a ':' isn't expected here. If it belongs to the text, put the whole text in quotes; if it ends a "
        "key, check that the key starts in the same column as its neighbours."
    ),
    "sequence entries are not allowed": (
        "a '-' isn't expected here. Start each list item on a line of its own."
    ),
    "cannot start any token": "a text can't begin with this character. Put the whole text in quotes.",
    "scanning an? (alias|anchor)|alphabetic or numeric character": (
        "a text that begins with '*' or '&' must be in quotes."
    ),
    "could not find expected ':'": (
        "the line above has no ':'. Write it as 'key: value', or join it to the text above."
    ),
    "unknown escape character": (
        "a backslash in double quotes has a special meaning. Use single quotes instead."
    ),
    "invalid Unicode|escape sequence|hexdecimal": (
        "the code after this backslash is not a character. Use single quotes instead."
    ),
    "comment or a? ?line break|chomping or indentation": (
        "after '|' or '>' nothing may follow on the same line. Start the text on the next line."
    ),
    "node content": (
        "this character isn't expected here. If it belongs to the text, put the whole text in quotes."
    ),
    "document start|another document": (
        "the file goes on after its end. Remove lines that hold only '---' or '...'."
    ),
    "directive|incompatible YAML": "lines that begin with '%' are not used here. Remove this line.",
    "tag": "a text that begins with '!' must be in quotes.",
    "expected '-' indicator|parsing a block collection": (
        "this line isn't part of the list above it. Start it with '- ', or check how far it is indented."
    ),
    "expected key|expected <block end>": (
        "this doesn't fit the lines above it. Check that it starts in the same column as its neighbours, and "
        "that a text with a quote inside is wholly in quotes."
    ),
}
"""What PyYAML and libyaml say (a pattern), and what that means to the person who edits the file."""


ENDED_BY = {
    "'": "the text in quotes ends at this apostrophe. Write it twice, '', or put the text in double quotes.",
    '"': "the text in quotes ends at this quote. Put the whole text in single quotes instead.",
}
"""What a quote means that is followed by a letter at which reading failed."""


KEY_IN_KEY = re.compile(r"(?P<key>[a-z_]+): +(?P<inner>[a-z][a-z0-9_-]*)$")
VALUE = re.compile(r": +(?P<value>\[[^\]]*\]|\{[^}]*\}|[^,{}\[\]]+)")


def in_plain_words(error: Exception, text: str = "") -> tuple[int, int, str]:
    """The line and column (from 0) of an error that reading YAML raised, and what it means in its text."""
    problem, context = getattr(error, "problem", None) or str(error), getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if "quoted scalar" in context and re.search("end of stream|document", problem):
        # The end of the file says nothing; the quote that was left open does.
        mark = getattr(error, "context_mark", None) or mark
    said = f"{problem} | {context}"
    ended = _ended(text, mark.line, mark.column) if mark else None
    # Within [ ] it may be a comma that is missing behind the quote.
    if mark and ended and (ended[0] == mark.column - 1 or "']'" not in said):
        return mark.line, *ended
    if mark and "mapping" in said and (inner := _group_without_braces(text, mark.line, mark.column)):
        return mark.line, mark.column, inner
    words = (plain for pattern, plain in PLAIN_WORDS.items() if re.search(pattern, said))
    message = next(words, f"this can't be read as YAML ({problem}).")
    return (mark.line, mark.column, message) if mark else (0, 0, message)


def _group_without_braces(text: str, line: int, column: int) -> str:
    """How to write a group behind a key that lacks its braces, where reading failed at its colon."""
    written = _line(text, line)
    before, behind = KEY_IN_KEY.search(written[:column]), VALUE.match(written, column)
    if not before or not behind:
        return ""
    key, inner = before["key"], before["inner"]
    return (
        f"a ':' isn't expected here. If {inner!r} is a key within {key!r}, write "
        f"{key}: {{{inner}: {behind['value'].strip()}}}; if it is part of a text, put the whole text in "
        "quotes."
    )


def _ended(text: str, line: int, column: int) -> tuple[int, str] | None:
    """Where a quote stands before a place, and what it means where a letter stands there."""
    written = _line(text, line)
    before = written[:column].rstrip(" ")
    message = ENDED_BY.get(before[-1:]) if written[column : column + 1].isalnum() else None
    return (len(before) - 1, message) if message else None


def _line(text: str, number: int) -> str:
    return "".join(text.split("\n")[number : number + 1])
