"""When desks work: holidays that stand twice, and hours that may not be the ones that were meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from publisher.policy_file.checks.quantities import days, times
from publisher.policy_file.findings import KeyPath, Problem
from publisher.policy_file.remarks import Remark
from publisher.policy_file.zones import OFFSET_IN_TEXT, offset_meant
from wizard.dates import DAY
from wizard.hours import DAYS, fixed_offset, minutes_of_day
from wizard.policy import Hours, Opening, Policy

WHOLE_DAY = 24 * 60
WITHOUT_HOLIDAYS = re.compile(r",? (?:without|no) (?:public )?holidays", re.IGNORECASE)
AROUND_THE_CLOCK = ("24/7", "around the clock", "round the clock", "day and night")


def read_otherwise(policy: Policy) -> dict[str, str]:
    """The readings that say other hours than there are now, by id, each with what stands there instead."""
    found: dict[str, list[str]] = {}
    for reading in policy.unconfirmed:
        for hours in policy.hours:
            if any(field.startswith(f"hours.{hours.id}") for field in reading.fields):
                found.setdefault(reading.id, []).extend(_unlike(reading.reading, hours, policy.zone))
    return {id: " and ".join(said) for id, said in found.items() if said}


def _unlike(text: str, hours: Hours, zone: str) -> Iterator[str]:
    without = WITHOUT_HOLIDAYS.sub("", text)
    yield from _otherwise(replace(hours, text=without), zone)
    if without != text and hours.holidays:
        yield "a list of holidays"


def check_hours(policy: Policy) -> Iterator[Problem]:
    """Every holiday that stands twice in a list."""
    for number, hours in enumerate(policy.hours):
        first: dict[date, int] = {}
        for place, holiday in enumerate(hours.holidays):
            path: KeyPath = ("hours", number, "holidays", place)
            if first.setdefault(holiday.day, place) != place:
                message = (
                    f"{holiday.day} is in this list already; remove one of the two, the first is on line"
                )
                yield Problem((*path, "day"), message, line_of=(*path[:-1], first[holiday.day]))


def hours_remarks(policy: Policy) -> Iterator[Remark]:
    """What may not be meant in a desk's hours, and the day after which it knows no holidays."""
    for number, hours in enumerate(policy.hours):
        path: KeyPath = ("hours", number)
        yield from _minute_short(path, hours)
        yield from _night_shift(path, hours)
        yield from _says_otherwise(path, hours, policy.zone)
        yield from _holidays_end(path, hours)


def _minute_short(path: KeyPath, hours: Hours) -> Iterator[Remark]:
    for place, opening in enumerate(hours.openings):
        closes = minutes_of_day(opening.closes)
        if closes % 60 == 59:
            right = f"{(closes + 1) // 60:02}:00"
            message = (
                f"it closes at {opening.closes}, a minute before {right}; write {right} to close no sooner"
            )
            yield Remark((*path, "openings", place, "closes"), message, kind="minute-short")


def _holidays_end(path: KeyPath, hours: Hours) -> Iterator[Remark]:
    if hours.holidays:
        last = max(holiday.day for holiday in hours.holidays)
        message = (
            f"'{hours.id}' lists holidays until {last}: from {last + DAY} on, a site that is not made "
            "again with new ones can say that it is open on a holiday, and its pages say so"
        )
        yield Remark((*path, "holidays"), message, at_key=True, kind="holidays-end")


def _night_shift(path: KeyPath, hours: Hours) -> Iterator[Remark]:
    """The first holiday by which a shift that began on the day before ends at midnight."""
    for place, holiday in enumerate(hours.holidays):
        evening = _opening(hours, holiday.day - DAY, closes=WHOLE_DAY)
        morning = _opening(hours, holiday.day, opens=0)
        cut = not holiday.closed_from or minutes_of_day(holiday.closed_from) == 0
        if evening and morning and cut and evening.opens != "00:00":
            shift = f"the shift that began the day before at {evening.opens}"
            message = (
                f"on {holiday.day} {shift} ends at midnight and not at {morning.closes}; "
                "if it is worked on, leave that morning out of the holiday"
            )
            yield Remark((*path, "holidays", place), message, kind="night-shift")
            return


def _opening(hours: Hours, day: date, opens: int | None = None, closes: int | None = None) -> Opening | None:
    """The opening of a day that begins or ends at a minute of it."""
    return next(
        (
            one
            for one in hours.openings
            if DAYS[day.weekday()] in one.days
            and opens in (None, minutes_of_day(one.opens))
            and closes in (None, minutes_of_day(one.closes))
        ),
        None,
    )


def _says_otherwise(path: KeyPath, hours: Hours, zone: str) -> Iterator[Remark]:
    for said in _otherwise(hours, zone):
        message = f"{said} stands here, but the text says: {hours.text}; make the two agree"
        yield Remark(path, message, kind="says-otherwise")


def _otherwise(hours: Hours, zone: str) -> Iterator[str]:
    """What the hours are in another way than their text says."""
    found = (
        _times_said(hours),
        _days_said(hours),
        _always_said(hours),
        _zone_said(hours, hours.zone or zone),
    )
    yield from filter(None, found)


def _times_said(hours: Hours) -> str:
    """The opening whose times are not those of the text."""
    said = times(hours.text)
    edges = [(one, minutes_of_day(time)) for one in hours.openings for time in (one.opens, one.closes)]
    known = frozenset(minutes for _, minutes in edges)
    if hours.openings and any(time.isdisjoint(known) for time in said):
        return "other times"
    # A text with one stretch of time gives it for all days.
    every = frozenset().union(*said)
    wrong = next((one for one, minutes in edges if len(said) == 2 and minutes not in every), None)
    return f"{wrong.opens} to {wrong.closes}" if wrong else ""


def _days_said(hours: Hours) -> str:
    said = days(hours.text)
    worked = {day for one in hours.openings for day in one.days}
    return ", ".join(day for day in DAYS if day in worked) if worked and said and said != worked else ""


def _always_said(hours: Hours) -> str:
    always = any(words in hours.text.lower() for words in AROUND_THE_CLOCK)
    open_all_day = hours.always or all(
        any(day in one.days and one.opens == "00:00" and one.closes == "24:00" for one in hours.openings)
        for day in DAYS
    )
    if always and not open_all_day:
        return "a week with closed hours"
    return "'always'" if hours.always and times(hours.text) and not always else ""


def _zone_said(hours: Hours, zone: str) -> str:
    found = OFFSET_IN_TEXT.search(hours.text)
    fixed = fixed_offset(zone)
    differs = found and fixed is not None and fixed_offset(offset_meant(found[0])) != fixed
    return zone if differs else ""
