"""Which letters of what visitors type get into a ticket, and how many: as data, read here and by the page.

No control characters, and no bidirectional control characters, which would reorder the text around them.
Joiners and variation selectors stay, since emoji and Indic scripts need them. A lone surrogate is no letter:
`replacement` stands in its place. Letters are counted as code points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_INDIC = range(0x0900, 0x0D80, 0x80)
_SIGNS = ((0x01, 0x03), (0x3C, 0x3C), (0x3E, 0x4D), (0x55, 0x57), (0x62, 0x63))
"""The blocks of the scripts of India and Bangladesh, and where in each of them its signs stand."""
_KINDS_OF_ONE_LINE = ("subject", "line", "email")


@dataclass(frozen=True, slots=True)
class Letters:
    """What gets in; everything that cleans a text goes by this."""

    longest: int = 20_000
    """Letters of one answer that are read."""
    behind: int = 1_000
    """Letters behind those in which the end of a secret is looked for."""
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
    joined: tuple[tuple[int, int], ...] = (
        *((0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F)),
        *((0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED)),
        *((block + first, block + last) for block in _INDIC for first, last in _SIGNS),
        *((0x0DCA, 0x0DDF), (0x0E31, 0x0E31), (0x0E34, 0x0E3A), (0x0E47, 0x0E4E), (0x0EB1, 0x0EB1)),
        *((0x0EB4, 0x0EBC), (0x0EC8, 0x0ECE), (0x0F71, 0x0F84), (0x0F8D, 0x0FBC), (0x102B, 0x103E)),
        *((0x17B4, 0x17D3), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x200C, 0x200D), (0x20D0, 0x20FF)),
        *((0x302A, 0x302F), (0x3099, 0x309A), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0x1F3FB, 0x1F3FF)),
        *((0xE0020, 0xE007F), (0xE0100, 0xE01EF)),
    )
    """The code points before which no text is cut, from the first to the last of each range: what belongs to
    the letter before it. They stand here, since Python and browsers know different editions of Unicode."""
    joiners: str = "".join(map(chr, (0x200D, *(block + 0x4D for block in _INDIC), *range(0x1F1E6, 0x1F200))))
    """After one of them no text is cut before another letter: joiners, viramas, and the letters of flags."""
    longest_letter: int = 64
    """Code points that are taken for one letter at most."""


LETTERS = Letters()
LONGEST = LETTERS.longest

_JOINED = frozenset(code for first, last in LETTERS.joined for code in range(first, last + 1))
_REMOVED = {code: None for first, last in LETTERS.removed for code in range(first, last + 1)}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), LETTERS.replacement)
_CLEANING = _REMOVED | _SURROGATES


def clean(text: str, longest: int = LONGEST) -> str:
    """Text of several lines, without what could harm a ticket; at most `longest` letters are read."""
    lines = text[:longest].replace("\r\n", "\n").replace("\r", "\n")
    return lines.translate(_CLEANING).strip(LETTERS.spaces)


def one_line(text: str, longest: int = LONGEST) -> str:
    """The same in one line, for subjects and names."""
    return " ".join(clean(text, longest).split())


def shortened(text: str, longest: int) -> str:
    """A line of at most `longest` letters, with an ellipsis where it was cut."""
    if len(text) <= longest:
        return text
    return beginning(text, longest - len(LETTERS.ellipsis)).rstrip(LETTERS.spaces) + LETTERS.ellipsis


def beginning(text: str, longest: int) -> str:
    """As many whole letters from the beginning of a text as `longest` code points have in them."""
    for end in range(longest, max(longest - LETTERS.longest_letter, 0), -1):
        if not _within_a_letter(text, end):
            return text[:end]
    return text[:longest]


def _within_a_letter(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place : place + 1]
    return after != "" and (ord(after) in _JOINED or before in LETTERS.joiners)
