"""Holidays whose name gives another day than the list does, and days that a text of hours calls closed.

Only names that mean the same few days everywhere are compared; others, such as Independence Day, are not.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from publisher.policy_file.checks.figures import seasons_of
from publisher.policy_file.checks.months import NAMED_MONTH, month_of
from publisher.policy_file.checks.openings_said import times
from publisher.policy_file.checks.says_otherwise import stands_otherwise
from publisher.policy_file.findings import KeyPath
from publisher.policy_file.remarks import Remark
from wizard.days import DAYS, dated, days_in
from wizard.hours import minutes_of_day
from wizard.policy import Holiday, Hours

_DAYS_OF_NAMES = {
    ("01-01",): "new year, new year's day, neujahr, neujahrstag",
    ("01-06",): "epiphany, three kings' day, heilige drei könige",
    ("third monday of january",): "martin luther king day, martin luther king jr day, mlk day",
    ("third monday of february",): "presidents' day, washington's birthday",
    ("maundy thursday",): "maundy thursday, gründonnerstag",
    ("good friday",): "good friday, karfreitag",
    ("easter",): "easter sunday, ostersonntag",
    ("easter monday",): "easter monday, ostermontag",
    ("ascension day",): "ascension day, christi himmelfahrt",
    ("whit sunday",): "whit sunday, pentecost, pfingstsonntag",
    ("whit monday",): "whit monday, pentecost monday, pfingstmontag",
    ("corpus christi",): "corpus christi, fronleichnam",
    ("05-01",): "may day, tag der arbeit",
    ("last monday of may", "06-06"): "memorial day",
    ("06-19",): "juneteenth",
    ("07-01",): "canada day",
    ("07-04",): "fourth of july, 4th of july",
    ("07-14",): "bastille day",
    ("08-15",): "assumption day, assumption of mary, mariä himmelfahrt",
    (
        *("05-01", "first monday of september", "fourth monday of october", "first monday of october"),
        *("second monday of march", "first monday of march", "first monday of may"),
    ): "labor day, labour day",
    ("10-03",): "tag der deutschen einheit, german unity day, day of german unity",
    ("10-31",): "reformation day, reformationstag",
    ("11-01",): "all saints' day, allerheiligen",
    ("11-02",): "all souls' day",
    ("11-11",): "veterans day",
    ("fourth thursday of november", "second monday of october"): "thanksgiving, thanksgiving day",
    ("friday after fourth thursday of november",): "day after thanksgiving, black friday",
    ("12-24", "01-06"): "christmas eve, heiligabend",
    ("12-25", "01-07"): "christmas day",
    ("12-24", "12-25", "12-26", "01-07"): "christmas, weihnachten",
    ("12-26",): "boxing day, st stephen's day",
    ("12-31",): "new year's eve, silvester",
}
_DAYS = {name: days for days, names in _DAYS_OF_NAMES.items() for name in names.split(", ")}
_CLOSED = re.compile(r"(?<!not )(?<!never )\b(?:closed|except|excluding)\b[^.;)]*", re.IGNORECASE)
_DAY_SAID = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{NAMED_MONTH})"
    rf"|(?P<us_month>{NAMED_MONTH})\.? (?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?(?![:.]\d)"
    rf"|(?P<name>{'|'.join(sorted(map(re.escape, _DAYS), key=len, reverse=True))}))\b",
    re.IGNORECASE,
)
_YEARS = range(2001, 2029)
"""Years in which days have all weekdays."""
_MOST_LATER = 3
"""Days by which another day stands in for one at a weekend."""


def named_otherwise(path: KeyPath, holidays: Sequence[Holiday]) -> Iterator[Remark]:
    """Every holiday whose name says another day, or another time from which on it is closed."""
    for place, holiday in enumerate(holidays):
        usual = _DAYS.get(holiday.name.lower().replace("’", "'").replace(".", ""), ())
        said, begins = times(holiday.name), minutes_of_day(holiday.closed_from or "00:00")
        other_time = bool(said) and not any(begins in meant for meant in said)
        if other_time or (usual and not any(_is_on(holiday.day, day) for day in usual)):
            stands = f"{holiday.day} from {holiday.closed_from or '00:00'} on" if other_time else holiday.day
            known = "" if other_time else f" (day: {' or '.join(usual)})"
            named = f"{holiday.name}{known}"
            yield stands_otherwise((*path, place), f"{stands} stands here", named, "the name says")


def closed_otherwise(path: KeyPath, hours: Hours) -> Iterator[Remark]:
    """Hours that are no holiday of theirs on a day on which their text says that something is closed."""
    if hours.any_of or seasons_of(hours):
        return
    for said in (said for closed in _CLOSED.findall(hours.text) for said in _DAY_SAID.finditer(closed)):
        usual = _usual(said)
        if usual and not any(_is_on(holiday.day, day) for holiday in hours.holidays for day in usual):
            yield stands_otherwise(path, f"there is no holiday here on {said[0]}", hours.text)


def _usual(said: re.Match[str]) -> tuple[str, ...]:
    """The days that a match of _DAY_SAID names, as a holiday has them; none where there is no such day."""
    if said["name"]:
        return _DAYS[said["name"].lower()]
    month = month_of(said["month"] or said["us_month"])
    day = int(said["day"] or said["us_day"])
    return (f"{month:02}-{day:02}",) if 1 <= day <= monthrange(2004, month)[1] else ()


def _is_on(text: str, usual: str) -> bool:
    """Whether the days of a text are those of a rule, or stand in for them, in a year that it is about."""
    last = dated(text)
    if not last:
        return all(_has(text, year, usual) for year in _YEARS)
    return any(_has(text, year, usual) for year in (last.year - 1, last.year))


def _has(text: str, year: int, usual: str) -> bool:
    own = {*days_in(text, year - 1), *days_in(text, year)}
    days = days_in(usual, year)
    return any(day in own or (dated(text) and any(_stands_in(closed, day) for closed in own)) for day in days)


def _stands_in(one: date, day: date) -> bool:
    """Whether a day may be another one's substitute, which is at a weekend."""
    return DAYS[day.weekday()] in DAYS[5:] and -1 <= (one - day).days <= _MOST_LATER
