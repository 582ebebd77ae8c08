"""Which letters of what visitors type get into a ticket, and how many: as data, read here and by the page.

No control characters, and no bidirectional control characters, which would reorder the text around them.
Joiners and variation selectors stay, since emoji and Indic scripts need them. A lone surrogate is no letter:
`replacement` stands in its place. Letters are counted as code points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from wizard.values import value

_KINDS_OF_ONE_LINE = ("subject", "line", "email")
_JOINED = (
    "300-36f 483-489 591-5bd 5bf 5c1-5c2 5c4-5c5 5c7 610-61a 64b-65f 670 6d6-6dc 6df-6e4 6e7-6e8 6ea-6ed "
    "711 730-74a 7a6-7b0 7eb-7f3 7fd 816-819 81b-823 825-827 829-82d 859-85b 897-89f 8ca-8e1 8e3-903 "
    "93a-93c 93e-94f 951-957 962-963 981-983 9bc 9be-9cd 9d7 9e2-9e3 9fe-a03 a3c-a51 a70-a71 a75 a81-a83 "
    "0abc abe-acd ae2-ae3 afa-b03 b3c b3e-b57 b62-b63 b82 bbe-bcd bd7 c00-c04 c3c c3e-c56 c62-c63 c81-c83 "
    "0cbc cbe-cd6 ce2-ce3 cf3-d03 d3b-d3c d3e-d4d d57 d62-d63 d81-d83 dca-ddf df2-df3 e31 e33-e3a e47-e4e "
    "eb1 eb3-ebc ec8-ece f18-f19 f35 f37 f39 f3e-f3f f71-f84 f86-f87 f8d-fbc fc6 102b-103e 1056-1059 "
    "105e-1060 1062-1064 1067-106d 1071-1074 1082-108d 108f 109a-109d 1160-11ff 135d-135f 1712-1715 "
    "1732-1734 1752-1753 1772-1773 17b4-17d3 17dd 180b-180d 180f 1885-1886 18a9 1920-193b 1a17-1a1b "
    "1a55-1a7f 1ab0-1b04 1b34-1b44 1b6b-1b73 1b80-1b82 1ba1-1bad 1be6-1bf3 1c24-1c37 1cd0-1cd2 1cd4-1ce8 "
    "1ced 1cf4 1cf7-1cf9 1dc0-1dff 200c-200d 20d0-20f0 2cef-2cf1 2d7f 2de0-2dff 302a-302f 3099-309a "
    "a66f-a672 a674-a67d a69e-a69f a6f0-a6f1 a802 a806 a80b a823-a827 a82c a880-a881 a8b4-a8c5 a8e0-a8f1 "
    "a8ff a926-a92d a947-a953 a980-a983 a9b3-a9c0 a9e5 aa29-aa36 aa43 aa4c-aa4d aa7b-aa7d aab0 aab2-aab4 "
    "aab7-aab8 aabe-aabf aac1 aaeb-aaef aaf5-aaf6 abe3-abea abec-abed d7b0-d7fb fb1e fe00-fe0f fe20-fe2f "
    "ff9e-ff9f 101fd 102e0 10376-1037a 10a01-10a0f 10a38-10a3f 10ae5-10ae6 10d24-10d27 10d69-10d6d "
    "10eab-10eac 10efa-10eff 10f46-10f50 10f82-10f85 11000-11002 11038-11046 11070 11073-11074 "
    "1107f-11082 110b0-110ba 110c2 11100-11102 11127-11134 11145-11146 11173 11180-11182 111b3-111c0 "
    "111c9-111cc 111ce-111cf 1122c-11237 1123e 11241 112df-112ea 11300-11303 1133b-1133c 1133e-1134d "
    "11357 11362-11374 113b8-113d0 113d2 113e1-113e2 11435-11446 1145e 114b0-114c3 115af-115c0 "
    "115dc-115dd 11630-11640 116ab-116b7 1171d-1172b 1182c-1183a 11930-1193e 11940 11942-11943 "
    "119d1-119e0 119e4 11a01-11a0a 11a33-11a39 11a3b-11a3e 11a47 11a51-11a5b 11a8a-11a99 11b60-11b67 "
    "11c2f-11c3f 11c92-11cb6 11d31-11d45 11d47 11d8a-11d97 11ef3-11ef6 11f00-11f01 11f03 11f34-11f42 "
    "11f5a 13440 13447-13455 1611e-1612f 16af0-16af4 16b30-16b36 16f4f 16f51-16f92 16fe4-16ff1 "
    "1bc9d-1bc9e 1cf00-1cf46 1d165-1d169 1d16d-1d172 1d17b-1d182 1d185-1d18b 1d1aa-1d1ad 1d242-1d244 "
    "1da00-1da36 1da3b-1da6c 1da75 1da84 1da9b-1daaf 1e000-1e02a 1e08f 1e130-1e136 1e2ae 1e2ec-1e2ef "
    "1e4ec-1e4ef 1e5ee-1e5ef 1e6e3 1e6e6 1e6ee-1e6ef 1e6f5 1e8d0-1e8d6 1e944-1e94a 1f3fb-1f3ff "
    "e0020-e01ef"
)
"""Signs, joiners, tags, tones of skin, and the vowels and ends of Korean syllables: `Grapheme_Extend` and the
general category `Mc` of Unicode 17. Ranges run on over what has no meaning yet. They stand here, since Python
and browsers know different editions of Unicode."""
_JOINING = (
    "200d 600-605 6dd 70f 890-891 8e2 d4e 1100-115f a960-a97c 110bd 110cd 111c2-111c3 113d1 1193f 11941 "
    "11a84-11a89 11d46 11f02 94d 9cd 0acd b4d c4d d4d 1039 17d2 1a60 1b44 1bab a9c0 aaf6 10a3f 11133 113d0 "
    "1193e 11a47 11a99 11f42"
)
"""The joiner, signs that stand before numbers, the beginnings of Korean syllables, and the viramas that join
two consonants (UAX #29, GB6, GB9b, GB9c and GB11)."""


@value()
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
    joined: str = _JOINED
    """What belongs to the letter before it, as ranges of code points."""
    joining: str = _JOINING
    """What belongs to the letter behind it."""
    paired: str = "1f1e6-1f1ff"
    """What is one letter in pairs: the letters of flags."""
    longest_letter: int = 64
    """Code points that are taken for one letter at most."""


LETTERS = Letters()
LONGEST = LETTERS.longest


def _in_ranges(ranges: str) -> frozenset[str]:
    bounds = ([int(code, 16) for code in part.split("-")] for part in ranges.split())
    return frozenset(chr(code) for part in bounds for code in range(part[0], part[-1] + 1))


_BEFORE, _BEHIND, _PAIRED = map(_in_ranges, (LETTERS.joined, LETTERS.joining, LETTERS.paired))
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
    for end in range(longest, max(longest - LETTERS.longest_letter, -1), -1):
        if end == 0 or not _within_a_letter(text, end):
            return text[:end]
    return text[:longest]


def _within_a_letter(text: str, place: int) -> bool:
    """Whether a place is within what UAX #29 has as one letter; what only may be one is taken for it too."""
    before, after = text[place - 1], text[place : place + 1]
    if after in _PAIRED and before in _PAIRED:
        start = next((begin for begin in range(place, 0, -1) if text[begin - 1] not in _PAIRED), 0)
        return (place - start) % 2 == 1
    return after != "" and (after in _BEFORE or before in _BEHIND)
