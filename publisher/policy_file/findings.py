"""What is wrong in a file that staff edit, each with its place.

A finding is one line that a person can act on. Everything wrong in a file is gathered first and raised
together, as Refused, in the order of the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NoReturn

from publisher.mendable import Mendable
from wizard.values import value

KeyPath = tuple[str | int, ...]
"""The way to a part of a file: keys, and the positions of list items from 0."""
Place = tuple[int, int]
"""A line and a column, both from 1."""
Origins = Mapping[KeyPath, KeyPath]
"""By the paths of some parts those at which they stood before; what is in them moved along."""

NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
"""What may be an id: small letters, digits and single hyphens."""
SHOWN_LENGTH = 60
MOST_ALIKE = 20
"""Lines for which the same mistake is reported."""
DENY = ("not-", "non-", "non", "un", "in", "dis", "no-", "never-", "without-")
"""What turns a word into its contrary."""
DECIMAL = re.compile(r"(\d{1,4})[.,](\d{1,4})")
POLICY = "policy.yaml"
"""What a policy's own file is called, where only one of its editions is named."""
LIKENESS = 0.61
"""How like a name has to be to one that was meant, where 1 is the same: `within` is not `when`."""
MOST_NAMES = 12
"""Known names that are listed where none is near."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong, where it stands (lines and columns count from 1)."""

    file: str
    line: int
    column: int
    message: str
    is_cause: bool = field(default=False, compare=False)
    """Whether others only follow from it, in whatever file and line they are."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Refused(Mendable):
    """The file can't be used; `findings` says all that is wrong, each thing once.

    They are in order of place, but for causes, which come before all that only follows from them.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        ordered = sorted(set(findings), key=lambda finding: (not finding.is_cause, finding))
        self.findings: tuple[Finding, ...] = tuple(ordered)
        super().__init__(self.findings)

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


@value()
class Problem:
    """What a check finds wrong in a model; its place in the file is looked up afterwards."""

    path: KeyPath
    message: str
    at_key: bool = False
    """Whether the key is wrong, and not the value behind it."""
    line_of: KeyPath | None = None
    """Another part of the file, whose line ends the message."""
    command: str = ""
    """What of build.py would mend it, where the message has `{command}`."""
    name: str = ""
    """The name that names nothing, where that is what is wrong."""
    is_cause: bool = False
    """Whether other problems only follow from it."""


class Notes:
    """Gathers the findings of one file while it is read.

    Takes places as YAML gives them (from 0) and keeps them within the text.
    """

    def __init__(self, name: str, end: Place | None = None, added: Collection[int] = ()) -> None:
        self.name = name
        self._added = added
        self.findings: list[Finding] = []
        self._end = end

    def apart(self, added: Collection[int] = ()) -> Notes:
        """Empty notes of the same file, for findings that may be dropped again.

        The lines `added` (from 0) are only in the text that is read, and count as the next one of the file.
        """
        return Notes(self.name, self._end, added)

    def keep_within(self, text: str) -> None:
        """From now on, move a place behind the text to its end."""
        lines = text.removesuffix("\n").split("\n")
        self._end = len(lines), len(lines[-1]) + 1

    def add(self, line: int, column: int, message: str) -> None:
        """Note what is wrong at a place."""
        self.findings.append(Finding(self.name, *self.place(line, column), message))

    def add_alike(self, found: list[Place], message: str) -> None:
        """Note the same thing on many lines (a file in another encoding), but only the first of them."""
        for number, (line, column) in enumerate(found[:MOST_ALIKE], start=1):
            more = len(found) - MOST_ALIKE if number == MOST_ALIKE else 0
            self.add(line, column, message + (f" ({more} more lines have this too.)" if more > 0 else ""))

    def place(self, line: int, column: int) -> Place:
        """A place as people count it."""
        line -= sum(number < line for number in self._added)
        # YAML marks an error at the end of the file one line below the last.
        if self._end is not None and line >= self._end[0]:
            return self._end
        return line + 1, column + 1

    def refuse(self, line: int, column: int, message: str) -> NoReturn:
        """Refuse the file for this and for everything noted before."""
        self.add(line, column, message)
        raise Refused(self.findings)

    def refuse_unless_known(self, line: int, column: int, message: str) -> NoReturn:
        """Refuse, without a second finding at a place that has one already (an anchor, a tag)."""
        if self.place(line, column) not in {(known.line, known.column) for known in self.findings}:
            self.add(line, column, message)
        raise Refused(self.findings)


def upwards(path: KeyPath) -> Iterator[KeyPath]:
    """A path, and those of all that is around it, from the inside out."""
    return (path[:length] for length in range(len(path), -1, -1))


def origin_of(path: KeyPath, origins: Origins) -> KeyPath:
    """Where what is at a path stood before."""
    moved = next((part for part in upwards(path) if part in origins), ())
    return (*origins.get(moved, ()), *path[len(moved) :])


def shown(text: str) -> str:
    """A text from the file as a message quotes it: on one line, and short."""
    flat = " ".join(text.split())
    if len(flat) > SHOWN_LENGTH:
        flat = flat[: SHOWN_LENGTH - 3] + "..."
    return f"'{flat}'"


def listed(names: Iterable[str], last: str = "and") -> str:
    """Names in one line: `a, b and c`."""
    *others, end = dict.fromkeys(names)
    return f" {last} ".join(filter(None, (", ".join(others), end)))


def whole_hours(written: str) -> str:
    """How hours with a decimal fraction are written in whole hours and minutes; nothing for other texts."""
    found = DECIMAL.fullmatch(written)
    if not found:
        return ""
    hours, minutes = divmod(round(float(f"{found[1]}.{found[2]}") * 60), 60)
    return f"Hours are whole, with minutes beside them: write hours: {hours}, minutes: {minutes}."


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like another one, whatever its capitals; None if none is like it."""
    by_lower = {name.lower(): name for name in known if not is_contrary(word.lower(), name.lower())}
    return next((by_lower[near] for near in get_close_matches(word.lower(), by_lower, 1, LIKENESS)), None)


def is_contrary(word: str, other: str) -> bool:
    """Whether one of two words denies the other, so that it is never what was meant by it."""
    return any(deny + other in (word, word.replace(" ", "-")) or deny + word == other for deny in DENY)


def instead(name: str, known: Iterable[str]) -> str:
    """What would be right in place of an unknown name: the nearest known one, or some of them."""
    names = list(dict.fromkeys(known))
    # Of `urgent-purpose`, the clause `purpose` is none; `critical-purpose` may be.
    others = (other for other in names if not is_contrary(name, other) and not name.endswith(f"-{other}"))
    near = get_close_matches(name, others, n=1)
    if near:
        return proposed(near[0])
    more = ", ..." if len(names) > MOST_NAMES else ""
    return f"; known here: {', '.join(names[:MOST_NAMES])}{more}" if names else "; there is none yet"


def proposed(name: str) -> str:
    """How a name is proposed."""
    return f"; did you mean {shown(name)}?"


def command(what: str, file: str) -> str:
    """A command on the file of an edition, as it is given beside the policy's own file."""
    return f"python3 build.py {what}{'' if file == POLICY else f' --policy {file}'}"


def counted(things: Sized, word: str) -> str:
    """How many there are, in words: `1 remark`, `2 remarks`."""
    return so_many(len(things), word)


def so_many(number: float, word: str) -> str:
    """A number of things, in words: `1 hour`, `2,000 hours`, `1.0e+09 hours`."""
    written = f"{number:,}".removesuffix(".0") if number < 10**9 else f"{number:.1e}"
    return f"{written} {word}{'' if number == 1 else 's'}"
