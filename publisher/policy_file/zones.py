"""When the clocks of a zone change, by the pinned `tzdata` package: every machine builds the same site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from wizard.hours import ClockChange

FIRST_YEAR = 1970
"""Before it, many zones were not whole minutes ahead of UTC."""
STEP = timedelta(days=1)
"""No zone changes its clocks twice within one and ends where it began."""


def changes(zone: str, first_year: int, last_year: int) -> tuple[ClockChange, ...]:
    """The changes in these years, after the offset that holds until the first one. Raises ValueError."""
    if not FIRST_YEAR <= first_year <= last_year:
        raise ValueError(f"{first_year} to {last_year} are no years in order, from {FIRST_YEAR} on")
    clock = _clock(zone)
    start, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    before_all = datetime.min.replace(tzinfo=UTC)
    return (ClockChange(before_all, _minutes(clock, start)), *_changes(clock, start, end))


@cache
def names() -> frozenset[str]:
    """Every zone there is."""
    return frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())


def _clock(zone: str) -> ZoneInfo:
    if zone not in names():
        near = " or ".join(get_close_matches(zone, sorted(names()), n=3)) or "Asia/Dhaka or +06:00"
        raise ValueError(f"{zone!r} is no time zone; write one such as {near}")
    with files("tzdata").joinpath("zoneinfo", *zone.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=zone)


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
