"""What a clause says in figures and in words: stretches of time, and how many newest ones.

Digits are read in any language, words in English alone. A text from which nothing can be read says nothing.

How it works: what is shortened is written out, and rates such as `8 hours a day` go (`_in_full`). Then one
pattern finds each amount with its unit (`_QUANTITY`). Those that go on each other are one stretch of time
(`stretches`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from publisher.policy_file.checks.amounts import (
    AMOUNT,
    AND_A_SHARE,
    BELOW_20,
    FIGURE,
    NO_AMOUNT,
    goes_on,
    spelt,
    value,
)
from publisher.policy_file.checks.months import NAMED_MONTH, month_of
from wizard.dates import month_end

_NUMBER = re.compile(rf"(?<![\d.,])(?:{FIGURE})(?![\d.]|,\d)")
UNITS = {
    "minute": r"(?:min(?:ute)?s?|(?<=\d)m)",
    "hour": r"h(?:(?:ou)?rs?)?",
    "day": r"(?:work|week|bank)?days?",
    "week": r"weeks?",
    "month": r"months?",
    "year": r"years?",
}
WORKING = frozenset(
    ("business", "working", "work", "office", "service", "support", "banking", "bank", "opening", "staffed")
)
"""Words for time that counts only while a desk is open."""
_WHILE_OPEN = re.compile(
    r"(?:\b(?:during|in|within|on|only|our) |\()(?:(?:only|our|the|normal|regular|usual|its) )*"
    rf"(?:{'|'.join(sorted(WORKING))})[\s-]*(?:hours|days|times?)\b",
    re.IGNORECASE,
)
"""Such as `4 hours, during office hours`."""
AROUND_THE_CLOCK = ("24/7", "24x7", "24 x 7", "24×7", "around the clock", "round the clock", "day and night")
"""Words for time that always counts."""
CALENDAR = (
    *("calendar hour", "calendar day", "calendar week", "calendar month"),
    *("consecutive hour", "consecutive day", "consecutive week"),
)
"""Words for a stretch of such time."""
ANY_DAY = ("any day", "including weekends", "weekends included", "including sundays")
"""Words for time that counts on each day of the week."""
ANY_TIME = re.compile(
    r"\b(?:any ?time|(?:at|even at|also at) night|nights included|including nights"
    r"|(?:outside|out of)(?: of)? (?:office|business|working|opening) hours)\b",
    re.IGNORECASE,
)
"""Words for time that counts while a desk is closed."""
_SIZES = tuple(UNITS)
_NAMED = "|".join(f"(?P<{unit}>{form})" for unit, form in UNITS.items())
_ASIDE = r"(?:\s*\((?P<aside>[^()]{1,40})\))?"
_ANY_UNIT = "|".join(UNITS.values())
_QUANTITY = re.compile(
    rf"(?<![\w.])(?<!\d,)(?P<amount>{AMOUNT}){_ASIDE}(?:(?<=\d)[\s-]*|[\s-]+)"
    rf"(?P<between>(?:{NO_AMOUNT}[a-z]+[\s-]+){{0,2}}?)(?:{_NAMED})\b"
    rf"(?P<share>{AND_A_SHARE}(?![\s-]+(?:of|an?|{_ANY_UNIT})\b))?",
    re.IGNORECASE,
)
_WHOLE = re.compile(AMOUNT, re.IGNORECASE)
_SHORT_MINUTES = re.compile(
    r"(\d\s*h(?:rs?|ours?)?)\s*(?:and\s+)?(\d{1,2})(?:\s*m\b|(?<=h\d\d)\b|\b(?![\d/x×:%–-]|[.,]\d|\s*[a-z]))",
    re.IGNORECASE,
)
_RATE = re.compile(
    rf"(?:(?<![\w.]){AMOUNT}[\s-]*(?:(?:{'|'.join(sorted(WORKING))})[\s-]+)?(?:{_ANY_UNIT})|\b(?:once|twice|times))"
    rf"\s+(?:per|an?)\s+(?:[a-z]+\s+)?(?:{_ANY_UNIT})\b",
    re.IGNORECASE,
)
"""Such as `8 hours a day` and `twice a day`, which are no stretches of time within which something comes."""
_HOURS_A_DAY = re.compile(
    rf"(?<![\w.,])(?P<amount>{AMOUNT})[\s-]*(?:(?:{'|'.join(sorted(WORKING))})[\s-]+)?{UNITS['hour']}"
    r"\s+(?:per|an?|each|every)\s+(?:[a-z]+\s+)?day\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?:\b(?:within|in|under|no later than|at most)\s+|\()(?=(?P<rest>[^.;()]+))"
    rf"(?P<said>(?:[^\s.;()]+[\s-]+){{0,4}}?\S*?(?:{_ANY_UNIT})\b)",
    re.IGNORECASE,
)
"""Such as `within the next two hours`."""
_AND = re.compile(r"[\s,]*(?:and\s+)?", re.IGNORECASE)
_SHORT_FOR = {"nbd": "next business day", "(?<!after )tomorrow": "next day", "fortnight": "2 weeks"}
UNCLEAR = Fraction(-1)
"""The amount of what a text says in words and otherwise in digits, such as `two (3) days`: none is right."""
_NEWEST = r"(?:last|latest|newest|most recent)"
_COUNT = rf"(\d{{1,3}}|{'|'.join(BELOW_20)})"
_SO_MANY_NEWEST = re.compile(
    rf"\b(?:{_NEWEST}\s+{_COUNT}|{_COUNT}\s+{_NEWEST})\b(?!\s+(?:{_ANY_UNIT})\b)",
    re.IGNORECASE,
)
_AND_BEFORE = re.compile(
    rf"\b(?:current|newest|latest)\b[^.]*?\band the (?:{_COUNT} )?(?:previous|prior|preceding|\w+ before)\b",
    re.IGNORECASE,
)
_N_LESS = re.compile(r"\bN\s?[-–−]\s?(\d)\b")
_ONLY_NEWEST = re.compile(rf"\bonly the (?:{_NEWEST}|current) (?:\w+ )?(?:release|version)\b", re.IGNORECASE)
_SAME_DAY = re.compile(r"\bsame (?:\w+ )?(?:work)?day\b", re.IGNORECASE)
_MONTH = rf"(?P<month>{NAMED_MONTH})\.?"
_DATES = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})\b",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
        r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b",
        rf"(?:\b(?P<end>end) of\s+)?\b{_MONTH},?\s+(?P<year>\d{{4}})\b",
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)\b",
        r"\b(?:until|till|through|to|in|(?P<end>end) of)\s+(?P<year>(?:19|20)\d\d)\b",
    )
]


class Quantity(NamedTuple):
    """A stretch of time as a text says it."""

    amount: Fraction
    unit: str = ""
    """Empty for a bare number, which may be of any."""
    working: bool = False
    """Whether it is counted in business hours or days."""
    joined: bool = False
    """Whether it goes on the one before it, as `30 minutes` behind `1 hour`."""


def quantities(text: str) -> list[Quantity]:
    """Every stretch of time in a text, such as `24 business hours`; where there is none, its bare numbers."""
    text = _in_full(text)
    found = [quantity for quantity, _ in _placed(text)]
    return found or [Quantity(value(figure)) for figure in _NUMBER.findall(text)]


def worded(text: str) -> Iterator[tuple[list[Quantity], str]]:
    """The stretches of time in a text, each with all of its words, but for those that stand for others."""
    text = _in_full(text)
    placed = _placed(text)
    spans = iter([span for _, span in placed])
    for stretch in stretches([quantity for quantity, _ in placed]):
        own = [next(spans) for _ in stretch]
        yield stretch, text[own[0][0] : own[-1][1]]


def _placed(text: str) -> list[tuple[Quantity, tuple[int, int]]]:
    """Every quantity with a unit in a text without rates, and where it stands."""
    found, unit, end = [], "", 0
    for match in _QUANTITY.finditer(text):
        # Of `two thousand hours` the thousand can't be read, and so the two aren't either.
        if goes_on(text[max(0, match.start() - 20) : match.start()]):
            continue
        before, unit = unit, next(unit for unit in UNITS if match[unit])
        between = f"{match['aside'] or ''} {match['between']}".lower().replace("-", " ").split()
        working = not WORKING.isdisjoint(between) or (unit == "day" and match[unit][0] not in "dD")
        # A smaller unit directly behind a greater one goes on it, as `30 minutes` behind `1 hour`.
        less = bool(before) and _SIZES.index(unit) < _SIZES.index(before)
        joined = less and bool(_AND.fullmatch(text, end, match.start()))
        found.append((Quantity(_amount(match), unit, working, joined), match.span()))
        end = match.end()
    same_day = _SAME_DAY.search(text)
    return [*found, (Quantity(Fraction(0), "day"), same_day.span())] if same_day else found


def stretches(said: list[Quantity]) -> list[list[Quantity]]:
    """Quantities, with those together that are one stretch of time, such as `1 hour 30 minutes`."""
    found: list[list[Quantity]] = []
    for quantity in said:
        if quantity.joined:
            found[-1].append(quantity)
        else:
            found.append([quantity])
    return found


def within(text: str) -> Iterator[tuple[str, list[Quantity]]]:
    """The stretches of time that a text promises, such as `within 2 hours`, each behind the words for it."""
    for match in _WITHIN.finditer(text):
        found = stretches(quantities(match["rest"]))
        if found and found[0][0].unit:
            yield match[0].lstrip("("), found[0]


def _in_full(text: str) -> str:
    """A text without rates, and with what it shortens in full."""
    text = _SHORT_MINUTES.sub(r"\1 \2 minutes", _RATE.sub(" , ", spelt(text)))
    for short, full in _SHORT_FOR.items():
        text = re.sub(rf"\b{short}\b", full, text, flags=re.IGNORECASE)
    return text


def _amount(match: re.Match[str]) -> Fraction:
    """What a match of _QUANTITY says, unless it says it twice and not alike."""
    amount = value(match["amount"])
    again = match["aside"] and _WHOLE.fullmatch(match["aside"].strip())
    if again and value(again[0]) != amount:
        return UNCLEAR
    return amount + (value(match["share"]) if match["share"] else 0)


def hours_a_day(text: str) -> Iterator[tuple[str, Fraction]]:
    """How many hours of a day a text names, each as it is written there."""
    for match in _HOURS_A_DAY.finditer(spelt(text)):
        yield match[0], value(match["amount"])


def counts_while_open(text: str) -> bool:
    """Whether a text says that time counts only while a desk is open."""
    return any(quantity.working for quantity in quantities(text)) or bool(_WHILE_OPEN.search(text))


def so_many_newest(text: str) -> set[int]:
    """Of how many newest ones a text speaks: `the three latest`, `the latest and the one before`, `N-1`."""
    found = {_counted(first or second) for first, second in _SO_MANY_NEWEST.findall(text)}
    found |= {1 + _counted(before or "one") for before in _AND_BEFORE.findall(text)}
    found |= {1 + max(map(int, less))} if (less := _N_LESS.findall(text)) else set()
    return found | ({1} if _ONLY_NEWEST.search(text) and not found else set())


def _counted(number: str) -> int:
    return int(number) if number.isdecimal() else BELOW_20.index(number.lower())


def dates(text: str) -> set[str]:
    """Every date in a text with its year, such as `May 6, 2027` or `end of May 2027`, as YYYY-MM-DD.

    Where only the month or the year is known, such as `May 2027`, it is YYYY-MM or YYYY.
    """
    found = set()
    for form in _DATES:
        found |= {_date(match.groupdict()) for match in form.finditer(text)}
        text = form.sub(" ", text)
    return found - {""}


def undated(text: str) -> str:
    """A text without its dates."""
    for form in _DATES:
        text = form.sub(" ", text)
    return text


def _date(written: Mapping[str, str | None]) -> str:
    year, month, day = (written.get(part) or "" for part in ("year", "month", "day"))
    number = int(month) if month.isdecimal() else month_of(month) if month else 0
    try:
        first = date(int(year), number or 12 * bool(written.get("end")) or 1, int(day or 1))
    except ValueError:
        return ""
    if written.get("end"):
        return month_end(first).isoformat()
    return first.isoformat()[: len("YYYY-MM-DD" if day else "YYYY-MM" if month else "YYYY")]
