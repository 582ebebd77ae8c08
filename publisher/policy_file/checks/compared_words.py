"""The words of texts as checks compare them."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
LEAST_LETTERS = 3
"""A shorter word has no ending."""


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text as the search compares them, but for their endings."""
    letters = unicodedata.normalize("NFKC", text).casefold()
    # In most scripts of India a word goes on after the signs above and below its letters.
    if letters.isascii():
        return tuple(WORD.findall(letters))
    seen = "".join("a" if unicodedata.category(letter)[0] == "M" else letter for letter in letters)
    return tuple(letters[found.start() : found.end()] for found in WORD.finditer(seen))


def singular(word: str) -> str:
    """An English word without the ending of several; others as they are."""
    return word.removesuffix("s") if len(word) > LEAST_LETTERS else word


def is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin ones."""
    return all("LATIN" in unicodedata.name(letter, "") for letter in text if letter.isalpha())
