"""Amounts as texts write them: `4`, `1,5`, `1 1/2`, `forty-five`, `a hundred and twenty`, `one and a half`,
`three quarters of an`, `two (2)`. Digits are read in any language, words in English alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
_SINGLE = ("a", "an", "next", "each", "every")
BELOW_20 = ("zero", *_ONES, *_TEENS)
WORDS = {
    **{word: number for number, word in enumerate(BELOW_20)},
    **{word: number for number, word in enumerate(_ORDINALS, 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **dict.fromkeys(_SINGLE, 1),
}
"""What each word for a number adds to an amount; "the second business day" is two days."""
_PHRASES = {"every other": Fraction(2), "every second": Fraction(2)}
_SHARES = {"half": 2, "third": 3, "quarter": 4}
_SIGNS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}
_UNREAD = ("hundred", "thousand", "million", "dozen", "couple", "few", "several", "score", "number")
"""Words that make another amount of the one before them, which can't be told then."""


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_GAP = r"[\s-]+"
FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,6}(?:[.,]\d{1,6})?)"
_DIGITS = rf"(?:{FIGURE}\s+)?\d/[1-9](?!\d)|{FIGURE}"
_BELOW_100 = (
    rf"(?:(?:{_either(_TENS)})(?:{_GAP}(?:{_either((*_ONES, *_ORDINALS[:9]))})\b)?"
    rf"|{_either((*BELOW_20, *_ORDINALS))})\b"
)
_HUNDREDS = rf"(?:an?|{_either(_ONES)}){_GAP}hundred\b(?:{_GAP}(?:and{_GAP})?{_BELOW_100})?"
_SHARE = (
    rf"(?:(?:an?|{_either(_ONES)}){_GAP})?"
    rf"(?:(?:half|quarters?)\b(?:{_GAP}of\b)?(?:{_GAP}an?\b)?|thirds?{_GAP}of{_GAP}an?\b)"
)
AND_A_SHARE = rf"{_GAP}and{_GAP}(?:an?|one|two|three){_GAP}(?:half|thirds?|quarters?)\b"
"""What makes `one and a half` of `one`, and stands before its unit or behind it."""
AMOUNT = (
    rf"(?:(?:{_DIGITS})(?:{AND_A_SHARE})?"
    rf"|(?:{_SHARE}|{_either(_PHRASES)}|(?:{_HUNDREDS}|{_BELOW_100})(?:{AND_A_SHARE})?|{_either(_SINGLE)})\b)"
)
"""An amount, to be looked for without regard to capitals."""
NO_AMOUNT = rf"(?!(?:{_either((*WORDS, *_UNREAD, *_SHARES))}s?)\b)"
"""What stands before a word that is no part of an amount."""
_UNREAD_BEFORE = re.compile(rf"\b(?:{_either(_UNREAD)}){_GAP}(?:and{_GAP})?$", re.IGNORECASE)


def spelt(text: str) -> str:
    """A text in which ½, ¼ and ¾ are written in digits."""
    return text.translate({ord(sign): written for sign, written in _SIGNS.items()})


def goes_on(before: str) -> bool:
    """Whether an amount behind these words is but the end of one that can't be read: `two thousand and`."""
    return bool(_UNREAD_BEFORE.search(before))


def value(amount: str) -> Fraction:
    """What a match of AMOUNT stands for."""
    words = amount.lower().replace("-", " ").split()
    if " ".join(words) in _PHRASES:
        return _PHRASES[" ".join(words)]
    whole, _, share = re.sub(rf"({AND_A_SHARE})", r"|\1", " ".join(["", *words])).partition("|")
    if share:
        return _added(whole.split()) + _share(share.split())
    # "The third day" is an ordinal, and "a third of an hour" is none.
    is_share = not {"half", "quarter", "quarters", "of"}.isdisjoint(words)
    return _share(words) if is_share else _added(words)


def _share(words: list[str]) -> Fraction:
    """A share such as `three quarters of an`."""
    at, name = next(
        (place, name) for place, word in enumerate(words) if (name := word.removesuffix("s")) in _SHARES
    )
    return (_added(words[:at]) or Fraction(1)) / _SHARES[name]


def _added(words: list[str]) -> Fraction:
    total = Fraction(0)
    for word in words:
        if word == "hundred":
            total *= 100
        elif word[0].isdecimal():
            total += _figure(word)
        else:
            total += WORDS.get(word, 0)
    return total


def _figure(digits: str) -> Fraction:
    """Digits with a decimal point or comma, or with commas between thousands, or a share such as `1/2`."""
    return Fraction(re.sub(r",(?=\d{3}(?:,|$))", "", digits).replace(",", "."))
