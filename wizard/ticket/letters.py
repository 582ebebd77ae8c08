"""What visitors type, made safe to carry: no control characters, no text that reorders its neighbours.

Joiners and variation selectors stay, since emoji and Indic scripts need them.
"""

from __future__ import annotations

LONGEST = 20_000
"""Characters of one answer that are kept."""

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_REMOVED = {code: None for code in (*range(32), *range(127, 160), *map(ord, _BIDI)) if code not in (9, 10)}


def clean(text: str) -> str:
    """Text of several lines, without what could harm a ticket; at most LONGEST characters."""
    lines = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").translate(_REMOVED)
    return lines.encode("utf-8", "replace").decode("utf-8").strip()


def one_line(text: str) -> str:
    """The same in one line, for subjects and names."""
    return " ".join(clean(text).split())


def shortened(text: str, longest: int) -> str:
    """A line of at most `longest` characters, with an ellipsis where it was cut."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
