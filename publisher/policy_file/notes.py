"""The findings of reading one file, gathered while it is read."""

from __future__ import annotations

from typing import NoReturn

from publisher.policy_file.findings import Finding, Place, Refused

MOST_ALIKE = 20


class Notes:
    """Gathers findings; takes places as YAML gives them (from 0) and keeps them within the text."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self._end: Place | None = None

    def keep_within(self, text: str) -> None:
        """From now on, take a place behind the text as its end."""
        lines = text.removesuffix("\n").split("\n")
        self._end = len(lines), len(lines[-1]) + 1

    def add(self, line: int, column: int, message: str) -> None:
        """Note what is wrong at a place."""
        self.findings.append(Finding(self.name, *self.place(line, column), message))

    def add_alike(self, found: list[Place], message: str) -> None:
        """The same thing on many lines (a file in another encoding): say it for the first lines only."""
        for number, (line, column) in enumerate(found[:MOST_ALIKE], start=1):
            more = len(found) - MOST_ALIKE if number == MOST_ALIKE else 0
            self.add(line, column, message + (f" ({more} more lines have this too.)" if more > 0 else ""))

    def place(self, line: int, column: int) -> Place:
        """A place as people count it."""
        # YAML marks an error at the end of the file one line below the last.
        if self._end is not None and line >= self._end[0]:
            return self._end
        return line + 1, column + 1

    def refuse(self, line: int, column: int, message: str) -> NoReturn:
        """Refuse the file for this and for all that was noted before."""
        self.add(line, column, message)
        raise Refused(self.findings)

    def refuse_unless_known(self, line: int, column: int, message: str) -> NoReturn:
        """Refuse; but a place that was told of already (an anchor, a tag) isn't told of twice."""
        if self.place(line, column) not in {(known.line, known.column) for known in self.findings}:
            self.add(line, column, message)
        raise Refused(self.findings)
