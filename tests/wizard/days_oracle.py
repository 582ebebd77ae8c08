"""The days of desks by other means: dateutil for what a text names, and holidays as plain lists of days.

It shares nothing with the engine but the policy's classes. Where the engine works out a year at a time, this
lists the days of many years once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dateutil.easter import easter
from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta
from dateutil.rrule import YEARLY, rrule

from wizard.policy import Hours, Opening

WEEKDAYS: dict[str, Any] = {
    "monday": MO,
    "tuesday": TU,
    "wednesday": WE,
    "thursday": TH,
    "friday": FR,
    "saturday": SA,
    "sunday": SU,
}
MONTHS = [date(2001, month, 1).strftime("%B").lower() for month in range(1, 13)]
PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
CHURCH = {"easter": 0, "good friday": -2, "easter monday": 1, "ascension day": 39, "whit monday": 50}
A_DAY = timedelta(days=1)
DAY = 24 * 60

Turns = tuple[tuple[int, int], ...]


def named(text: str, first: int, last: int) -> list[date]:
    """All days that a text names which begin, alone or as a range, in these years."""
    begins, _, ends = " ".join(text.lower().split()).partition(" to ")
    starts = single(begins, first, last)
    if not ends:
        return starts
    stops = single(ends, first - 1, last + 1)
    if ends == "02-29":
        stops = [day - A_DAY for day in single("03-01", first - 1, last + 1)]
    found = []
    for day in starts:
        stop = min(one for one in stops if one >= day)
        found += [day + number * A_DAY for number in range((stop - day).days + 1)]
    return found


def single(text: str, first: int, last: int) -> list[date]:
    words = text.split()
    if len(words) > 2 and words[1] in ("before", "after"):
        weekday, side = WEEKDAYS[words[0]], {"before": -1, "after": 1}[words[1]]
        around = single(" ".join(words[2:]), first - 1, last + 1)
        beside = (day + relativedelta(days=side, weekday=weekday(side)) for day in around)
        return [day for day in beside if first <= day.year <= last]
    if text.startswith("easter ") and words[1] in "+-":
        return [easter(year) + int(words[1] + words[2]) * A_DAY for year in range(first, last + 1)]
    if text in CHURCH:
        return [easter(year) + CHURCH[text] * A_DAY for year in range(first, last + 1)]
    if len(words) == 4:
        of = {"bymonth": MONTHS.index(words[3]) + 1, "byweekday": WEEKDAYS[words[1]](PLACES[words[0]])}
    elif text.count("-") == 2:
        day = date.fromisoformat(text)
        return [day] if first <= day.year <= last else []
    else:
        month, number = map(int, text.split("-"))
        of = {"bymonth": month, "bymonthday": number}
    every = rrule(YEARLY, dtstart=date(first, 1, 1), until=date(last, 12, 31), **of)
    return [day.date() for day in every]


def turns(hours: Hours, seasons: Mapping[str, Sequence[str]], first: int, last: int) -> dict[date, Turns]:
    """When a desk opens and closes on each day of some years."""
    season_days = {
        id: {day for text in texts for day in named(text, first - 2, last)} for id, texts in seasons.items()
    }
    days = [date(first - 1, 1, 1) + number * A_DAY for number in range((last - first + 3) * 366)]
    usual = {day: tuple(sorted(_usual(hours, season_days, day))) for day in days}
    found = dict(usual)
    for day, minute in _closed(hours, usual, first - 1, last + 1).items():
        cut = ((opens, min(closes, minute)) for opens, closes in usual.get(day, ()))
        found[day] = tuple(pair for pair in cut if pair[0] < pair[1])
    special: dict[date, list[tuple[int, int]]] = {}
    for one in hours.special:
        for day in named(one.day, first - 1, last):
            special.setdefault(day, []).append(_turn(one.opens, one.closes))
    found |= {day: tuple(sorted(of)) for day, of in special.items()}
    return {day: of for day, of in found.items() if first <= day.year <= last}


def _usual(hours: Hours, seasons: Mapping[str, set[date]], day: date) -> Iterator[tuple[int, int]]:
    for one in hours.openings:
        if day.strftime("%A").lower() in one.days and _is_on(one, seasons, day):
            yield _turn(one.opens, one.closes)


def _is_on(opening: Opening, seasons: Mapping[str, set[date]], day: date) -> bool:
    if opening.season:
        return day in seasons[opening.season]
    return not opening.outside or day not in seasons[opening.outside]


def _turn(opens: str, closes: str) -> tuple[int, int]:
    begins, ends = (int(text[:2]) * 60 + int(text[3:]) for text in (opens, closes))
    return begins, ends if ends > begins else ends + DAY


def _closed(hours: Hours, usual: Mapping[date, Turns], first: int, last: int) -> dict[date, int]:
    all_of = []
    for one in hours.holidays:
        minute = int(one.closed_from[:2]) * 60 + int(one.closed_from[3:]) if one.closed_from else 0
        all_of += [(day, minute, one.substitute) for day in named(one.day, first, last)]
    all_of.sort()
    closed: dict[date, int] = {}
    for day, minute, _ in all_of:
        closed[day] = min(minute, closed.get(day, DAY))
    moved: set[date] = set()
    for day, minute, substitute in all_of:
        if substitute == "after-sunday" and day.isoweekday() != 7:
            continue
        if substitute and usual.get(day) == () and day not in moved:
            moved.add(day)
            free = [other for other, of in usual.items() if of and other not in closed]
            if substitute != "nearest-open-day":
                free = [other for other in free if other > day]
            near = min(free, key=lambda other: (abs((other - day).days), other < day), default=day)
            closed[near] = minute
    return closed
