"""What is wrong in a file that staff edit, each with its place.

A finding is one line that a person can act on. Everything wrong in a file is gathered first and raised
together, as Refused, in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

KeyPath = tuple[str | int, ...]
"""The way to a part of a file: keys, and the positions of list items from 0."""
Place = tuple[int, int]
"""A line and a column, both from 1."""

SHOWN_LENGTH = 60


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong, where it stands (lines and columns count from 1)."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Refused(Exception):
    """The file can't be used; `findings` says all that is wrong, in order of place, each thing once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(sorted(set(findings)))
        super().__init__(self.findings)

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


@dataclass(frozen=True)
class Problem:
    """What a check finds wrong in a model; its place in the file is looked up afterwards."""

    path: KeyPath
    message: str
    at_key: bool = False
    """Whether it is the key that is wrong, and not the value behind it."""
    line_of: KeyPath | None = None
    """Another part of the file, whose line ends the message."""


def shown(text: str) -> str:
    """A text from the file as a message quotes it: on one line, and short."""
    flat = " ".join(text.split())
    if len(flat) > SHOWN_LENGTH:
        flat = flat[: SHOWN_LENGTH - 3] + "..."
    return f"'{flat}'"
