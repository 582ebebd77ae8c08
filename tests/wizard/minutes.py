"""Opening hours, counted in the plainest way: one minute of UTC after the other, each asked of `zoneinfo`.

It shares nothing with the engine. A minute is open where the desk's wall clock, at that minute, is within an
opening that begins on a day that is no holiday.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from importlib.resources import files
from itertools import accumulate
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

DAY = 24 * 60
Openings = Mapping[int, Sequence[tuple[int, int]]]
"""By weekday (0 is Monday): from which minute of it to which, the latter not in it, maybe of the next day."""


@cache
def clock(zone: str) -> ZoneInfo:
    with files("tzdata").joinpath("zoneinfo", *zone.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=zone)


@dataclass(frozen=True, eq=False)
class Window:
    """A stretch of whole minutes of UTC, and what the wall clock shows at each of them."""

    start: datetime
    days: tuple[date, ...]
    """The days that the wall clock shows, in order."""
    minute_on_wall: Any
    """Picks, of all minutes of all these days, those that the wall clock shows, in order."""
    length: int

    def instant(self, minute: int) -> datetime:
        return self.start + timedelta(minutes=minute)


def window(zone: tzinfo, start: datetime, days: int) -> Window:
    """What a zone's clock shows in the days from an instant on."""
    instants = [start + timedelta(minutes=minute) for minute in range(days * DAY)]
    walls = [instant.astimezone(zone) for instant in instants]
    first = min(wall.date() for wall in walls)
    places = [(wall.date() - first).days * DAY + wall.hour * 60 + wall.minute for wall in walls]
    shown = tuple(first + timedelta(days=number) for number in range(max(places) // DAY + 1))
    return Window(start.astimezone(UTC), shown, itemgetter(*places), len(places))


@dataclass(frozen=True, eq=False)
class Minutes:
    """For each minute of a window, whether the desk is open."""

    window: Window
    open: bytes
    counted: tuple[int, ...]
    """How many open minutes there were, each minute included."""
    days: bytes = b""
    """A number for the day on which the desk opened, for each minute at which it is open."""

    def next(self, wanted: bool, minute: int) -> int | None:
        """The first minute from this one on that is open (or closed); None where the window ends before."""
        found = self.open.find(wanted, minute)
        return None if found < 0 else found

    def after(self, second: int, wait: int) -> int | None:
        """The second at which `wait` open seconds have passed; None where the window ends before."""
        minute, late = divmod(second, 60)
        need = wait + (late if self.open[minute] else 0)
        opened = self.counted[minute] - self.open[minute]
        last = bisect_left(self.counted, opened - -need // 60, lo=minute)
        return None if last == len(self.counted) else (last + 1) * 60 - -need % 60


def counted(window: Window, openings: Openings, holidays: frozenset[date]) -> Minutes:
    """The minutes at which a desk with these hours is open."""
    wall = bytearray((len(window.days) + 1) * DAY)
    # Backwards, as a minute counts to the day on which it opened first.
    for number in range(len(window.days) - 1, -2, -1):
        day = window.days[0] + timedelta(days=number)
        for opens, closes in openings.get(day.weekday(), ()) if day not in holidays else ():
            first, last = (max(number * DAY + minute, 0) for minute in (opens, closes))
            wall[first:last] = bytes([number + 2]) * (last - first)
    days = bytes(window.minute_on_wall(wall))
    flags = bytes(map(bool, days))
    return Minutes(window, flags, tuple(accumulate(flags)), days)


def any_open(minutes: Sequence[Minutes]) -> Minutes:
    """The minutes of one window at which any of several desks is open."""
    flags = bytes(map(max, *(one.open for one in minutes)))
    return Minutes(minutes[0].window, flags, tuple(accumulate(flags)))
