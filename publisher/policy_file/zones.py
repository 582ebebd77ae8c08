"""When the clocks of a zone change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from wizard.hours import ClockChange, fixed_offset

Clocks = Mapping[str, ZoneInfo]
"""The clock of every zone there is, by the zone's name."""
FIRST_YEAR = 1970
"""Before it, many zones were not whole minutes ahead of UTC."""
MOST_AHEAD = 14 * 60
"""Minutes; no place on earth is further from UTC."""
STEP = timedelta(days=1)
"""No zone changes its clocks twice within one and ends where it began."""
OFFSET = re.compile(r"(?:GMT|UTC|Z)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?", re.ASCII | re.IGNORECASE)
"""An offset from UTC, as published texts write it."""
OFFSET_IN_TEXT = re.compile(r"\b(?:GMT|UTC)\s*[+\-−–]\s*\d{1,2}(?::?[0-5]\d)?\b")
TURNED_ROUND = re.compile(r"Etc/GMT([+-])(\d{1,2})")
"""Names of zones whose sign says the contrary of what people take it for."""
MAY_MEAN = {
    "ACST": "Australia/Darwin or Australia/Adelaide",
    "AEDT": "Australia/Sydney",
    "AEST": "Australia/Sydney or Australia/Brisbane",
    "AST": "America/Halifax or Asia/Riyadh",
    "AWST": "Australia/Perth",
    "BRT": "America/Sao_Paulo",
    "BST": "Europe/London or Asia/Dhaka",
    "CAT": "Africa/Harare",
    "CDT": "America/Chicago",
    "CEST": "Europe/Berlin",
    "CST": "America/Chicago or Asia/Shanghai",
    "EAT": "Africa/Nairobi",
    "EDT": "America/New_York",
    "EEST": "Europe/Athens",
    "EST": "America/New_York or America/Panama",
    "GST": "Asia/Dubai",
    "HKT": "Asia/Hong_Kong",
    "HST": "Pacific/Honolulu",
    "ICT": "Asia/Bangkok",
    "IST": "Asia/Kolkata or Asia/Jerusalem or Europe/Dublin",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "MDT": "America/Denver",
    "MSK": "Europe/Moscow",
    "MST": "America/Denver or America/Phoenix",
    "NZDT": "Pacific/Auckland",
    "NZST": "Pacific/Auckland",
    "PDT": "America/Los_Angeles",
    "PHT": "Asia/Manila",
    "PKT": "Asia/Karachi",
    "PST": "America/Los_Angeles or Asia/Manila",
    "SAST": "Africa/Johannesburg",
    "SGT": "Asia/Singapore",
    "WAT": "Africa/Lagos",
    "WEST": "Europe/Lisbon",
    "WIB": "Asia/Jakarta",
}
"""By an abbreviation, the zones that it may stand for; most stand for several."""


ABBREVIATION = re.compile(r"\b[A-Z]{3,5}\b(?![+-])")
YEAR = 2026
"""Any in which zones change their clocks as they do now."""


def offset_meant(text: str) -> str:
    """The offset that a text such as `GMT+6` means, as a policy writes it (`+06:00`); or nothing."""
    found = OFFSET.fullmatch(text.strip().replace("−", "-").replace("–", "-"))
    if not found or int(found[2]) * 60 + int(found[3] or 0) > MOST_AHEAD:
        return ""
    return f"{found[1]}{int(found[2]):02}:{found[3] or '00'}"


def doubtful(zone: str) -> str:
    """What is doubtful in a zone that there is; empty where nothing is."""
    found = TURNED_ROUND.fullmatch(zone)
    if found and int(found[2]):
        sign = {"+": "-", "-": "+"}[found[1]]
        hours = int(found[2])
        side = "behind" if found[1] == "+" else "ahead of"
        written, other = f'"{sign}{hours:02}:00"', f'"{found[1]}{hours:02}:00"'
        return f"'{zone}' is {hours} hours {side} UTC; write {written} for that, or {other} if you mean that"
    if zone in MAY_MEAN:
        return f"'{zone}' is one fixed offset all year, whatever the clocks do; it may mean {MAY_MEAN[zone]}"
    return ""


def unlike(text: str, zone: str, clocks: Clocks) -> str:
    """The first abbreviation in a text that means clocks which a zone never shares; empty where none does."""
    own = _offsets(zone, clocks)
    for word in ABBREVIATION.findall(text):
        meant = [name for name in MAY_MEAN.get(word, "").split(" or ") if name in clocks]
        if meant and own.isdisjoint(set().union(*(_offsets(name, clocks) for name in meant))):
            return str(word)
    return ""


def _offsets(zone: str, clocks: Clocks) -> set[int]:
    """How many minutes a zone is ahead of UTC in the course of a year."""
    fixed = fixed_offset(zone)
    if fixed is not None:
        return {fixed}
    return {_minutes(clocks[zone], datetime(YEAR, month, 15, tzinfo=UTC)) for month in range(1, 13)}


def clock_of(zone: str, clocks: Clocks) -> ZoneInfo:
    """The clock of a zone. Raises ValueError where there is no such zone."""
    if zone not in clocks:
        raise ValueError(f"{zone!r} is no time zone; {_instead(zone, clocks)}")
    return clocks[zone]


def _instead(zone: str, clocks: Clocks) -> str:
    """What may be meant by a name that is no zone's."""
    if offset := offset_meant(zone):
        return f'write "{offset}"'
    if zone.upper() in MAY_MEAN:
        return f"it may mean {MAY_MEAN[zone.upper()]}, or write the offset, such as +06:00"
    by_lower = {name.lower(): name for name in sorted(clocks) if not name.startswith("Etc/")}
    near = get_close_matches(zone.lower().replace(" ", "_"), by_lower, n=3)
    return f"write one such as {' or '.join(by_lower[name] for name in near) or 'Asia/Dhaka or +06:00'}"


def changes(clock: ZoneInfo, first_year: int, last_year: int) -> tuple[ClockChange, ...]:
    """The changes in these years, after the offset that holds until the first one. Raises ValueError."""
    if not FIRST_YEAR <= first_year <= last_year:
        raise ValueError(f"{first_year} to {last_year} are no years in order, from {FIRST_YEAR} on")
    start, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    before_all = datetime.min.replace(tzinfo=UTC)
    return (ClockChange(before_all, _minutes(clock, start)), *_changes(clock, start, end))


def _changes(clock: ZoneInfo, start: datetime, end: datetime) -> Iterator[ClockChange]:
    while start < end:
        after = min(start + STEP, end)
        if _minutes(clock, after) != _minutes(clock, start):
            after = _first_after(clock, start, after)
            yield ClockChange(after, _minutes(clock, after))
        start = after


def _first_after(clock: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second between two instants at which the clock's offset is no longer that of `before`."""
    old = _minutes(clock, before)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // timedelta(seconds=2) * timedelta(seconds=1)
        before, after = (middle, after) if _minutes(clock, middle) == old else (before, middle)
    return after


def _minutes(clock: ZoneInfo, instant: datetime) -> int:
    """How many minutes the clock is ahead of UTC at an instant."""
    ahead = instant.astimezone(clock).utcoffset() or timedelta()
    minutes, rest = divmod(ahead, timedelta(minutes=1))
    if rest:
        raise ValueError(f"{clock.key} is not whole minutes ahead of UTC on {instant:%Y-%m-%d}")
    return minutes
