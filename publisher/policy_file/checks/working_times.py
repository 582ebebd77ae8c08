"""When desks work: holidays that stand twice, and hours that may not be the ones that were meant."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from publisher.policy_file.checks.holiday_names import closed_otherwise, named_otherwise
from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import KeyPath, Problem
from publisher.policy_file.remarks import Remark
from wizard.calendars import Calendar
from wizard.dates import DAY
from wizard.days import DAYS, dated, days_in, ends, last_listed
from wizard.hours import WHOLE_DAY, minutes_of_day, turn
from wizard.policy import Holiday, Hours, Opening, Policy, Season, SpecialOpening

YEARS = range(2001, 2029)
"""Years in which days have all weekdays; two rules that are the same in them are taken to be one."""
LONGEST_HOLIDAY = 31
"""Days of a holiday beyond which it may not be meant."""
LONGEST_SHIFT = 12 * 60
"""Minutes of an opening past midnight beyond which it may not be meant."""


def check_hours(policy: Policy) -> Iterator[Problem]:
    """Every day that two entries of a list say something of, and openings at the same time."""
    seasons = {season.id: season.days for season in policy.seasons}
    for number, hours in enumerate(policy.hours):
        path: KeyPath = ("hours", number)
        yield from _twice((*path, "holidays"), hours.holidays)
        yield from _special((*path, "special"), hours)
        yield from _overlapping(path, Calendar(hours, seasons)) if hours.openings else ()


def _twice(path: KeyPath, holidays: Sequence[Holiday]) -> Iterator[Problem]:
    """Every holiday that stands twice in a list."""
    first: dict[Hashable, int] = {}
    for place, holiday in enumerate(holidays):
        for day in days_named(holiday.day):
            if first.setdefault(day, place) != place:
                said = _said(day, holiday.day)
                message = f"{said} is in this list already; remove one of the two, the first is on line"
                yield Problem((*path, place, "day"), message, line_of=(*path, first[day]))
                break


def _special(path: KeyPath, hours: Hours) -> Iterator[Problem]:
    """Every special opening on a day that is a holiday by the same words."""
    closed = {day: place for place, holiday in enumerate(hours.holidays) for day in days_named(holiday.day)}
    for place, special in enumerate(hours.special):
        day = next((day for day in days_named(special.day) if day in closed), None)
        if day is not None:
            message = (
                f"{_said(day, special.day)} is a holiday too; remove one of the two, the holiday is on line"
            )
            holidays = (*path[:-1], "holidays")
            yield Problem((*path, place, "day"), message, line_of=(*holidays, closed[day]))


def days_named(text: str) -> list[Hashable]:
    """What a text names once, by the day; what it names every year, by the days of many years."""
    days = _days_of(text)
    return [*days] if dated(text) else [tuple(days)]


def _days_of(text: str) -> list[date]:
    """All days that a text names once; of what it names every year, those of many years."""
    last = dated(text)
    years = (last.year - 1, last.year) if last else YEARS
    return [day for year in years for day in days_in(text, year)]


def _said(day: Hashable, text: str) -> str:
    return str(day) if isinstance(day, date) else text


def _overlapping(path: KeyPath, calendar: Calendar) -> Iterator[Problem]:
    """The first two turns that are at the same time."""
    for day in calendar.days():
        own = calendar.turns(day)
        before = ((opens - WHOLE_DAY, closes - WHOLE_DAY) for opens, closes in calendar.turns(day - DAY))
        for earlier, other in pairwise((*before, *own)):
            if earlier[1] > other[0]:
                said = " and at ".join(
                    f"{begins % WHOLE_DAY // 60:02}:{begins % 60:02}" for begins, _ in (earlier, other)
                )
                when = f", as on {day}" if calendar.texts else ""
                message = f"the openings at {said} overlap on {DAYS[day.weekday()]}s{when}"
                yield Problem((*path, "openings"), message, at_key=True)
                return


def hours_remarks(policy: Policy, until: date = date.max) -> Iterator[Remark]:
    """What may not be meant in a desk's hours, and the day after which it knows no holidays."""
    yield from _seasons_end(policy, until)
    yield from _leap_days(policy)
    yield from _without_holidays(policy)
    for number, hours in enumerate(policy.hours):
        path: KeyPath = ("hours", number)
        yield from _minute_short(path, hours)
        yield from _long_shift(path, hours)
        yield from _night_shift(path, hours)
        yield from named_otherwise((*path, "holidays"), hours.holidays)
        yield from closed_otherwise(path, hours)
        yield from _dates_end(path, hours, until)
        yield from _closed_anyway(path, hours)
        yield from _long_holidays(path, hours)


def _without_holidays(policy: Policy) -> Iterator[Remark]:
    """Hours that close and know no holidays, beside others that know some."""
    knowing = next((hours for hours in policy.hours if hours.holidays), None)
    for number, hours in enumerate(policy.hours):
        if knowing and hours.openings and not hours.holidays:
            message = f"there are no holidays here, and '{knowing.id}' has some; is this open on those days?"
            yield Remark(("hours", number), message, kind="no-holidays")


def _closed_anyway(path: KeyPath, hours: Hours) -> Iterator[Remark]:
    """Every holiday that begins when the desk has closed on any day of the week, or on its days."""
    whole = {day for holiday in hours.holidays if not holiday.closed_from for day in _days_of(holiday.day)}
    for place, holiday in enumerate(hours.holidays):
        if holiday.closed_from and whole.issuperset(_days_of(holiday.day)):
            message = "another holiday closes this day from its beginning on; is that meant?"
            yield Remark((*path, "holidays", place, "closed_from"), message, kind="no-effect")
    earliest = min((turn(opening.opens, opening.closes)[0] for opening in hours.openings), default=0)
    latest = max((turn(opening.opens, opening.closes)[1] for opening in hours.openings), default=WHOLE_DAY)
    for place, holiday in enumerate(hours.holidays):
        if holiday.closed_from and minutes_of_day(holiday.closed_from) >= latest:
            message = f"by {holiday.closed_from} it has closed on every day; is the time right?"
            yield Remark((*path, "holidays", place, "closed_from"), message, kind="no-effect")
        elif holiday.closed_from and 0 < minutes_of_day(holiday.closed_from) <= earliest:
            message = f"by {holiday.closed_from} it has opened on no day; is the time right?"
            message += " If it is closed all day, leave out 'closed_from'"
            yield Remark((*path, "holidays", place, "closed_from"), message, kind="no-effect")


def _long_holidays(path: KeyPath, hours: Hours) -> Iterator[Remark]:
    """Every holiday that lasts long enough for its ends to be swapped."""
    for place, holiday in enumerate(hours.holidays):
        last = dated(holiday.day)
        row = len(days_in(holiday.day, last.year if last else YEARS[0]))
        row = max(row, len(days_in(holiday.day, last.year - 1)) if last else 0)
        if row > LONGEST_HOLIDAY:
            message = f"'{holiday.day}' closes {row} days in a row; are its ends in their order?"
            yield Remark((*path, "holidays", place, "day"), message, kind="long-holiday")


def _minute_short(path: KeyPath, hours: Hours) -> Iterator[Remark]:
    for place, opening in enumerate(hours.openings):
        closes = minutes_of_day(opening.closes)
        if closes % 60 == 59:
            right = f"{(closes + 1) // 60:02}:00"
            message = (
                f"it closes at {opening.closes}, a minute before {right}; write {right} to close no sooner"
            )
            yield Remark((*path, "openings", place, "closes"), message, kind="minute-short")


def _long_shift(path: KeyPath, hours: Hours) -> Iterator[Remark]:
    """Openings past midnight that may be none: `9:00` to `5:00` is often meant to be in the afternoon."""
    for place, opening in enumerate(hours.openings):
        opens, closes = turn(opening.opens, opening.closes)
        if closes > WHOLE_DAY and closes - opens > LONGEST_SHIFT:
            length = f"{(closes - opens) // 60} hours"
            message = (
                f"it closes at {opening.closes} of the next day, {length} after it opens at {opening.opens}"
            )
            yield Remark((*path, "openings", place), message, kind="long-shift")


def _dates_end(path: KeyPath, hours: Hours, until: date) -> Iterator[Remark]:
    """The list of holidays that name a year; those that come every year never end."""
    last = last_listed(holiday.day for holiday in hours.holidays)
    if last and last < until:
        message = (
            f"'{hours.id}' lists holidays until {last}: from {last + DAY} on, a site that is not made "
            "again with new ones can say that it is open on a holiday, and its pages say so"
        )
        yield Remark((*path, "holidays"), message, at_key=True, kind="holidays-end")


def _leap_days(policy: Policy) -> Iterator[Remark]:
    """Days of every year up to 28 February, which leave out the day after it in a leap year."""
    for path, part in parts(policy):
        texts = part.days if isinstance(part, Season) else ()
        texts = (part.day,) if isinstance(part, Holiday | SpecialOpening) else texts
        for text in texts:
            first, last = ends(text)
            if last == "02-28" != first:
                right = f"{first} to 02-29"
                message = f"29 February is not among '{text}'; write {right} to go on to the end of February"
                yield Remark(path, message, kind="leap-day")


def _seasons_end(policy: Policy, until: date) -> Iterator[Remark]:
    for number, season in enumerate(policy.seasons):
        last = last_listed(season.days)
        if last and last < until:
            message = (
                f"'{season.id}' is listed until {last}; from {last + DAY} on, desks open as outside of it"
            )
            yield Remark(("seasons", number, "days"), message, at_key=True, kind="season-ends")


def _night_shift(path: KeyPath, hours: Hours) -> Iterator[Remark]:
    """The first holiday by which openings up to midnight and from midnight on are cut there."""
    for place, holiday in enumerate(hours.holidays):
        cut = not holiday.closed_from or minutes_of_day(holiday.closed_from) == 0
        for day in (day for day in days_named(holiday.day)[:1] if isinstance(day, date) and cut):
            evening = _opening(hours, day - DAY, closes=WHOLE_DAY)
            morning = _opening(hours, day, opens=0)
            if evening and morning and evening.opens != "00:00":
                shift = f"the shift that began the day before at {evening.opens}"
                message = (
                    f"on {day} {shift} ends at midnight and not at {morning.closes}; write it as one "
                    f"opening, from {evening.opens} to {morning.closes}, if it is worked to its end"
                )
                yield Remark((*path, "holidays", place), message, kind="night-shift")
                return


def _opening(hours: Hours, day: date, opens: int | None = None, closes: int | None = None) -> Opening | None:
    """The opening of a day that begins or ends at a minute of it."""
    for opening in hours.openings:
        begins, ends = turn(opening.opens, opening.closes)
        if DAYS[day.weekday()] in opening.days and opens in (None, begins) and closes in (None, ends):
            return opening
    return None
