"""When the clocks of a zone change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from wizard.hours import ClockChange

Clocks = Mapping[str, ZoneInfo]
"""The clock of every zone there is, by the zone's name."""
FIRST_YEAR = 1970
"""Before it, many zones were not whole minutes ahead of UTC."""
STEP = timedelta(days=1)
"""No zone changes its clocks twice within one and ends where it began."""


def clock_of(zone: str, clocks: Clocks) -> ZoneInfo:
    """The clock of a zone. Raises ValueError where there is no such zone."""
    if zone not in clocks:
        near = " or ".join(get_close_matches(zone, sorted(clocks), n=3)) or "Asia/Dhaka or +06:00"
        raise ValueError(f"{zone!r} is no time zone; write one such as {near}")
    return clocks[zone]


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
