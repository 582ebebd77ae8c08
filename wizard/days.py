"""The days that a policy names: one day, one that comes every year, or all days from one to another.

    2026-12-25                        once
    12-25                             every year; 02-29 in leap years alone
    fourth thursday of november       first to fourth, or last
    friday after fourth thursday of november, wednesday before 11-23
    good friday, whit monday          by Western Easter (`EASTER_DAYS`)
    easter + 39, easter - 48          this many days after it or before
    2026-12-24 to 2026-12-31          both days included
    12-24 to 01-02                    over the end of the year
    12-01 to 02-29                    to the end of February

What comes every year depends on nothing but the year's kind (`kind_of_year`), of which the Gregorian calendar
has fourteen, and seventy with Easter.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta

from wizard.dates import DAY

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
EASTER_DAYS = {
    "maundy-thursday": -3,
    "good-friday": -2,
    "easter-sunday": 0,
    "easter-monday": 1,
    "ascension-day": 39,
    "whit-sunday": 49,
    "whit-monday": 50,
    "corpus-christi": 60,
}
"""By how many days each is after Easter; in texts with a space or a hyphen."""
PLACES = ("first", "second", "third", "fourth", "last")
TO = " to "
LONGEST = timedelta(days=366)
"""From the first to the last day of a range."""

FARTHEST = 70
"""Days from Easter to a day that is counted from it, which so is always of the same year."""

_DATED = re.compile(r"((?:19|20|21)\d\d)-(\d\d)-(\d\d)", re.ASCII)
_YEARLY = re.compile(r"(\d\d)-(\d\d)", re.ASCII)
_NAMED = re.compile(rf"({'|'.join(PLACES)}) ({'|'.join(DAYS)}) of ({'|'.join(MONTHS)})")
_BESIDE = re.compile(rf"({'|'.join(DAYS)}) (before|after) (.+)")
_EASTER = re.compile(r"easter(?: ?([+-]) ?(\d\d?))?", re.ASCII)
_BY_EASTER = re.compile("|".join(("easter", *EASTER_DAYS)).replace("-", "[ -]"))
_LEAP_YEAR, _LEAP_DAY = 2000, "02-29"


def days_in(text: str, year: int) -> list[date]:
    """The days that a text names in a year; of a range, those of the one that begins in it, in order."""
    first, last = ends(text)
    begins = next((day for day in _around(first, year) if day.year == year), None)
    until = begins and next((day for day in _around(last, year, end=last != first) if day >= begins), None)
    return [begins + number * DAY for number in range((until - begins).days + 1)] if begins and until else []


def dated(text: str) -> date | None:
    """The last of the days that a text names once; None where they come every year."""
    _, last = ends(text)
    return None if comes_every_year(text) else _day(last, 0)


def last_listed(texts: Iterable[str]) -> date | None:
    """The last of all days that texts name once."""
    return max((day for text in texts if (day := dated(text))), default=None)


def comes_every_year(text: str) -> bool:
    """Whether the days come again in other years."""
    return _DATED.search(text) is None


def by_easter(*texts: str) -> bool:
    """Whether any of the days that texts name go by Easter."""
    return any(_BY_EASTER.search(" ".join(text.lower().split())) for text in texts)


def after_easter(text: str) -> int | None:
    """How many days after Easter a day is that is counted from it; None for any other."""
    found = _EASTER.fullmatch(text)
    counted = int(f"{found[1] or ''}{found[2] or 0}") if found else EASTER_DAYS.get(text.replace(" ", "-"))
    return counted if counted is not None and abs(counted) <= FARTHEST else None


def easter(year: int) -> date:
    """Western Easter, by the anonymous algorithm for all Gregorian years (Nature, 20 April 1876; Jean Meeus,
    Astronomical Algorithms, chapter 8), whose letters these are."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


def check_days(text: str) -> None:
    """Raises ValueError, with what would be right, where a text names no days."""
    first, last = ends(text)
    try:
        begins, until = _day(first, _LEAP_YEAR), _day(last, _LEAP_YEAR)
    except ValueError:
        right = (
            "write one such as 2026-12-25, every year 12-25, 'last monday of may' or 'good friday', "
            "or from one to another such as 12-24 to 12-31"
        )
        raise ValueError(f"'{text}' names no day; {right}") from None
    if comes_every_year(first) != comes_every_year(last):
        raise ValueError(f"'{text}' has a year at one end alone; write it at both or at none")
    if by_easter(first) != by_easter(last):
        raise ValueError(f"'{text}' goes by Easter at one end alone; write it at both or at none")
    if first != last and first == _LEAP_DAY:
        raise ValueError(f"'{text}' does not begin in most years; write 03-01")
    as_it_is = by_easter(text) or not comes_every_year(text)
    if begins and until and as_it_is and not timedelta() <= until - begins <= LONGEST:
        raise ValueError(f"'{text}' ends before it begins, or after more than a year")


def ends(text: str) -> tuple[str, str]:
    """The first and the last day of a text, each as it is written, in small letters."""
    first, to, last = " ".join(text.lower().split()).partition(TO)
    return (first, last) if to else (first, first)


def kind_of_year(year: int, *, with_easter: bool) -> Hashable:
    """What years with the same days have in common: the weekday of the first one, leap or not, and Easter
    where days go by it."""
    movable = easter(year).replace(year=_LEAP_YEAR) if with_easter else None
    return date(year, 1, 1).weekday(), isleap(year), movable


def _around(text: str, year: int, *, end: bool = False) -> Iterator[date]:
    """The day by a year, the one before and the one after: what is beside a day may be in another year.

    As the `end` of a range the leap day is the last one of February.
    """
    for near in (year - 1, year, year + 1):
        day = _day("02-28" if end and text == _LEAP_DAY and not isleap(near) else text, near)
        if day:
            yield day


def _day(text: str, year: int) -> date | None:
    """The day of a year that a text names; None where that year has none. Raises ValueError."""
    if found := _DATED.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if (counted := after_easter(text)) is not None:
        return easter(year) + counted * DAY
    if found := _YEARLY.fullmatch(text):
        return date(year, int(found[1]), int(found[2])) if text != _LEAP_DAY or isleap(year) else None
    if found := _NAMED.fullmatch(text):
        return _named(found[1], DAYS.index(found[2]), year, MONTHS.index(found[3]) + 1)
    if found := _BESIDE.fullmatch(text):
        of = _day(found[3], year)
        return _beside(DAYS.index(found[1]), found[2], of) if of else None
    raise ValueError(text)


def _named(place: str, weekday: int, year: int, month: int) -> date:
    """Such as the last Monday of May."""
    first = date(year, month, 1)
    if place == "last":
        last = first + (monthrange(year, month)[1] - 1) * DAY
        return last - (last.weekday() - weekday) % 7 * DAY
    return first + ((weekday - first.weekday()) % 7 + 7 * PLACES.index(place)) * DAY


def _beside(weekday: int, side: str, day: date) -> date:
    """The nearest such weekday before or after a day, which is not that day itself."""
    if side == "before":
        return day - ((day.weekday() - weekday - 1) % 7 + 1) * DAY
    return day + ((weekday - day.weekday() - 1) % 7 + 1) * DAY
