"""When the clocks of a zone change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from wizard.hours import ClockChange

FIRST_YEAR = 1970
"""Before it, many zones were not whole minutes ahead of UTC."""
SECOND = timedelta(seconds=1)
STEP = timedelta(days=1)
"""No zone changes its clocks twice within one and ends where it began."""


class Clocks(Mapping[str, ZoneInfo]):
    """The clock of every zone there is, by the zone's name."""

    @property
    def of_countries(self) -> Mapping[str, Sequence[str]]:
        """The zones of each country, by its English name, where they are known."""
        return {}


@cache
def changes(clock: ZoneInfo, first_year: int, last_year: int) -> tuple[ClockChange, ...]:
    """The changes in these years, after the offset that holds until the first one. Raises ValueError."""
    if not FIRST_YEAR <= first_year <= last_year:
        raise ValueError(f"{first_year} to {last_year} are no years in order, from {FIRST_YEAR} on")
    start, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    before_all = datetime.min.replace(tzinfo=UTC)
    return (ClockChange(before_all, minutes_ahead(clock, start)), *_changes(clock, start, end))


def _changes(clock: ZoneInfo, start: datetime, end: datetime) -> Iterator[ClockChange]:
    old = minutes_ahead(clock, start)
    while start < end:
        after = min(start + STEP, end)
        if minutes_ahead(clock, after) != old:
            after = _first_after(clock, start, after)
            old = minutes_ahead(clock, after)
            yield ClockChange(after, old)
        start = after


def _first_after(clock: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second between two instants at which the clock's offset is no longer that of `before`."""
    old, seconds = minutes_ahead(clock, before), range(int((after - before) / SECOND))
    return before + SECOND * bisect_left(
        seconds, True, key=lambda number: minutes_ahead(clock, before + SECOND * number) != old
    )


def minutes_ahead(clock: ZoneInfo, instant: datetime) -> int:
    """How many minutes the clock is ahead of UTC at an instant."""
    ahead = instant.astimezone(clock).utcoffset() or timedelta()
    minutes, rest = divmod(ahead, timedelta(minutes=1))
    if rest:
        raise ValueError(f"{clock.key} is not whole minutes ahead of UTC on {instant:%Y-%m-%d}")
    return minutes
