"""Which letters of what visitors type get into a ticket, and how many: as data, read here and by the page.

No control characters, and no bidirectional control characters, which would reorder the text around them.
Joiners and variation selectors stay, since emoji and Indic scripts need them. A lone surrogate is no letter:
`replacement` stands in its place. Letters are counted as code points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_KINDS_OF_ONE_LINE = ("subject", "line", "email")


@dataclass(frozen=True, slots=True)
class Letters:
    """What gets in; everything that cleans a text goes by this."""

    longest: int = 20_000
    """Letters of one answer that are read."""
    longest_of_kind: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(_KINDS_OF_ONE_LINE, 300))
    """Letters that are kept of a detail of one line, by its kind; other typed kinds have several lines."""
    longest_summary: int = 120
    """Letters of the customer's own words in a subject."""
    removed: tuple[tuple[int, int], ...] = (
        *((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F)),
        *((0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069)),
    )
    """The code points that never get in, from the first to the last of each range."""
    spaces: str = "".join(
        map(chr, (9, 10, 32, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
    )
    """What counts as white space at the ends of a line and between its words."""
    replacement: str = "?"
    ellipsis: str = "…"


LETTERS = Letters()
LONGEST = LETTERS.longest

_REMOVED = {code: None for first, last in LETTERS.removed for code in range(first, last + 1)}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), LETTERS.replacement)
_CLEANING = _REMOVED | _SURROGATES


def clean(text: str) -> str:
    """Text of several lines, without what could harm a ticket; at most LONGEST letters."""
    lines = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    return lines.translate(_CLEANING).strip(LETTERS.spaces)


def one_line(text: str) -> str:
    """The same in one line, for subjects and names."""
    return " ".join(clean(text).split())


def shortened(text: str, longest: int) -> str:
    """A line of at most `longest` letters, with an ellipsis where it was cut."""
    if len(text) <= longest:
        return text
    return text[: longest - len(LETTERS.ellipsis)].rstrip(LETTERS.spaces) + LETTERS.ellipsis
