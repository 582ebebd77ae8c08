"""The day that is meant by what is none in a file: `12/01/2027`, `26 March`, `March 26, 2027`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime

from publisher.policy_file.checks.months import NAMED_MONTH, month_of
from wizard.days import MONTHS, days_in

_OTHER_ORDER = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
"""A day that begins with its day or its month."""
_MONTH = rf"(?P<month>{NAMED_MONTH})\.?"
_IN_WORDS = [
    re.compile(rf"{form}(?:,?\s+(?P<year>\d{{4}}))?", re.IGNORECASE | re.ASCII)
    for form in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH}",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?",
    )
]
_LEAP_YEAR = 2000


def days_meant(text: str, today: date | None = None) -> list[str]:
    """The days that a text can stand for, as a file has them; without a year the next one there is."""
    return [day.isoformat() for day in _days(text, today or datetime.now(UTC).date())]


def every_year_meant(text: str) -> str:
    """How a file has the day that a text names without a year, for every year; empty for other texts."""
    return next((f"{month:02}-{day:02}" for month, day, year in _in_words(text) if not year), "")


def _days(text: str, today: date) -> Iterator[date]:
    if found := _OTHER_ORDER.fullmatch(text):
        one, other, year = map(int, found.groups())
        yield from (
            date(year, month, day)
            for month, day in dict.fromkeys(((other, one), (one, other)))
            if year and _exists(month, day, year)
        )
    for month, day, year in _in_words(text):
        if year:
            yield date(year, month, day)
        else:
            # A leap day comes within eight years.
            years = (today.year + number for number in range(9))
            days = (named for year in years for named in days_in(f"{month:02}-{day:02}", year))
            yield next(named for named in days if named >= today)


def _in_words(text: str) -> Iterator[tuple[int, int, int]]:
    """The month, the day and the year of a day that names its month; without a year 0 in its place."""
    for found in filter(None, (form.fullmatch(text) for form in _IN_WORDS)):
        month, day, year = month_of(found["month"]), int(found["day"]), int(found["year"] or 0)
        if _exists(month, day, year or _LEAP_YEAR):
            yield month, day, year


def _exists(month: int, day: int, year: int) -> bool:
    return 1 <= month <= len(MONTHS) and 1 <= day <= monthrange(year, month)[1]
