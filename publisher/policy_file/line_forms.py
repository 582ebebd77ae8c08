"""A line of a YAML file as people see it: where it starts, what it begins, and which brackets it opens."""

from __future__ import annotations

import re
from collections.abc import Iterator

Opened = list[tuple[int, int, str]]
"""The brackets that are open: the line and the column of each (from 0), and its sign."""
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|(?<=[ \[{,])\'(?:[^\']|\'\')*\'')
CLOSING = {"[": "]", "{": "}"}
BRACKET = re.compile(r"(?P<begins>: +|^ *(?:- +)+)?(?P<sign>[\[\]{}])")
"""A bracket, and what stands before it where it begins a value."""
KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[\w.-]+)\s*:(?= |$)")
FOLDED = re.compile(r"[:-] +[>|][+-]?\d*\s*$")
"""The end of a line behind which a text over several lines begins."""


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def begins_item(line: str) -> bool:
    """Whether a line begins an item of a list."""
    return line.lstrip(" ").startswith("- ")


def blotted(line: str) -> str:
    """A line with as many other letters in place of its quoted texts."""
    return QUOTED.sub(lambda quoted: "_" * len(quoted[0]), line)


def outside_of_texts(lines: list[str]) -> Iterator[int]:
    """The lines that are not of a text over several lines, which begins with '>' or '|'."""
    around = -1
    for number, line in enumerate(lines):
        if line.strip() and indent_of(line) <= around:
            around = -1
        if around < 0:
            yield number
            line = lines[number]
            around = indent_of(line) if FOLDED.search(line) else -1


def follow(line: str, number: int, opened: Opened) -> None:
    """Note which brackets a line opens as a value begins, and which of them it closes again."""
    for found in BRACKET.finditer(blotted(line)):
        sign = found["sign"]
        if sign in CLOSING and (opened or found["begins"]):
            opened.append((number, found.start("sign"), sign))
        elif sign in CLOSING.values() and opened:
            opened.pop()
