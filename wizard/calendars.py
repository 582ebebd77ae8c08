"""When a desk opens and closes on each day: its usual week, seasons, holidays, and days with other hours.

Guarantees, for every day of the years 2 to 9998:
- Special openings take the place of all else on their day; of holidays on one day the earliest closing holds.
- A holiday closes the turns that begin on its day, as far as they are after the time from which on it is one.
  A turn past midnight is of the day on which it begins.
- A holiday with a substitute that falls on a day without usual turns (`after-sunday`: on such a Sunday) is
  one on another day as well. They are placed in the order of their days, each on a day that has usual turns
  and is no holiday yet, and one for a day that is a holiday twice.
- All but what is dated is the same in two years of one kind (`wizard.days.kind_of_year`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from itertools import chain

from wizard.dates import DAY
from wizard.days import DAYS, comes_every_year, dated, days_in, last_listed
from wizard.hours import NEVER_AGAIN, Turns, all_day, minutes_of_day, turn
from wizard.policy import Hours, Opening, Policy, Season

Texts = tuple[str, ...]
"""Each names days."""
ALL_YEAR: frozenset[str] = frozenset()
"""No season."""
SUNDAY = DAYS.index("sunday")
Closing = tuple[date, int, str]
"""A day of a holiday, the minute from which on it is one, and which day stands in for it."""


class Calendar:
    """The days of a desk, worked out a year at a time."""

    def __init__(self, hours: Hours, seasons: Mapping[str, Texts]) -> None:
        self.hours = hours
        self.seasons = {season: seasons.get(season, ()) for season in _used(hours)}
        self._weeks: dict[frozenset[str], tuple[Turns, ...]] = {}
        self._years: dict[int, Mapping[date, Turns]] = {}
        self._season_days: dict[tuple[str, int], frozenset[date]] = {}

    def turns(self, day: date) -> Turns:
        """The turns that begin on a day."""
        if self.hours.always:
            return all_day(day)
        found = self.exceptions(day.year).get(day)
        return self.usual(day) if found is None else found

    def usual(self, day: date) -> Turns:
        """The turns of a day if it is neither a holiday nor has special openings."""
        if not self.seasons:
            return self.usual_week(ALL_YEAR)[day.weekday()]
        held = frozenset(season for season in self.seasons if day in self._season(season, day.year))
        return self.usual_week(held)[day.weekday()]

    def usual_week(self, seasons: frozenset[str]) -> tuple[Turns, ...]:
        """The usual turns of each day from Monday on, while just these seasons are."""
        if seasons not in self._weeks:
            held = [opening for opening in self.hours.openings if _holds(opening, seasons)]
            self._weeks[seasons] = tuple(
                tuple(sorted(turn(opening.opens, opening.closes) for opening in held if day in opening.days))
                for day in DAYS
            )
        return self._weeks[seasons]

    def exceptions(self, year: int) -> Mapping[date, Turns]:
        """The turns of the days in a year that are holidays, stand in for one, or have special openings."""
        if year not in self._years:
            closed = {day: minute for day, minute in self._closed(year).items() if day.year == year}
            found = {day: _until(self.usual(day), minute) for day, minute in closed.items()}
            self._years[year] = found | self._special(year)
        return self._years[year]

    def season_ends(self, year: int) -> Iterator[date]:
        """The first and the last day of each stretch of a season that begins in a year."""
        for texts in self.seasons.values():
            for days in (days_in(text, year) for text in texts):
                yield from (days[0], days[-1]) if days else ()

    def listed(self) -> Iterator[tuple[str, date]]:
        """The last day of the holidays that are listed by dates, by the empty id, and of each season."""
        lists = {"": tuple(holiday.day for holiday in self.hours.holidays), **self.seasons}
        for season, texts in lists.items():
            if last := last_listed(texts):
                yield season, last

    def steady(self) -> Calendar:
        """The same without what is dated, and so for ever."""
        hours = replace(
            self.hours,
            holidays=tuple(holiday for holiday in self.hours.holidays if comes_every_year(holiday.day)),
            special=tuple(special for special in self.hours.special if comes_every_year(special.day)),
        )
        seasons = {season: tuple(filter(comes_every_year, days)) for season, days in self.seasons.items()}
        return Calendar(hours, seasons)

    @property
    def texts(self) -> Texts:
        """All that names days."""
        holidays = (holiday.day for holiday in self.hours.holidays)
        special = (opening.day for opening in self.hours.special)
        return (*holidays, *special, *chain.from_iterable(self.seasons.values()))

    def days(self) -> Iterator[date]:
        """Days on which all shows that it can be: those of the years around what is dated, or of any two."""
        found = [day.year for text in self.texts if (day := dated(text))]
        # Without any they are 2000 and 2001: a leap year and another one.
        day, last = date(min(found, default=2001) - 1, 1, 1), date(max(found, default=1999) + 3, 1, 1)
        while day < last:
            yield day
            day += DAY

    def _season(self, season: str, year: int) -> frozenset[date]:
        """The days of a season, among them all of a year."""
        if (season, year) not in self._season_days:
            self._season_days[season, year] = frozenset(_days(self.seasons[season], (year - 1, year)))
        return self._season_days[season, year]

    def _closed(self, year: int) -> dict[date, int]:
        """From which minute on days are closed; those of a year are all among them."""
        closings = sorted(self._closings(year))
        closed: dict[date, int] = {}
        for day, minute, _ in closings:
            closed[day] = min(minute, closed.get(day, minute))
        # All holidays are known by now, so that no substitute is placed on one.
        moved: set[date] = set()
        for day, minute, substitute in closings:
            moves = day.weekday() == SUNDAY if substitute == "after-sunday" else substitute
            if moves and day not in moved and not self.usual(day):
                moved.add(day)
                nearby = _nearby(day, substitute == "nearest-open-day")
                open_days = (other for other in nearby if other not in closed and self.usual(other))
                closed[next(open_days, day)] = minute
        return closed

    def _closings(self, year: int) -> Iterator[Closing]:
        for holiday in self.hours.holidays:
            minute = minutes_of_day(holiday.closed_from) if holiday.closed_from else 0
            for day in _days((holiday.day,), (year - 1, year, year + 1)):
                yield day, minute, holiday.substitute

    def _special(self, year: int) -> dict[date, Turns]:
        found: dict[date, Turns] = {}
        for special in self.hours.special:
            for day in _days((special.day,), (year - 1, year)):
                if day.year == year:
                    found[day] = tuple(sorted((*found.get(day, ()), turn(special.opens, special.closes))))
        return found


@dataclass(frozen=True)
class OpeningTimes:
    """When a policy's desks are open from an instant on, as one of its editions says."""

    begins: datetime
    zone: str
    hours: tuple[Hours, ...]
    seasons: tuple[Season, ...]
    going_by: dict[str, str]
    """The id of the hours by which each channel is open, and in which each promise counts, by its id."""

    @cached_property
    def by_id(self) -> dict[str, Hours]:
        """The hours."""
        return {hours.id: hours for hours in self.hours}

    @cached_property
    def calendars(self) -> dict[str, Calendar]:
        """The days of the hours, by id."""
        seasons = {season.id: season.days for season in self.seasons}
        return {hours.id: Calendar(hours, seasons) for hours in self.hours}


def opening_times(policy: Policy, begins: datetime) -> OpeningTimes:
    """The opening times of a policy."""
    hours = {channel.id: channel.hours for channel in policy.channels}
    clocks = {target.id: target.clock for level in policy.levels for target in level.promises}
    return OpeningTimes(begins, policy.zone, policy.hours, policy.seasons, hours | clocks)


def _used(hours: Hours) -> tuple[str, ...]:
    """The seasons by which a desk has other hours."""
    named = (opening.season or opening.outside for opening in hours.openings)
    return tuple(dict.fromkeys(filter(None, named)))


def _days(texts: Texts, years: Iterable[int]) -> Iterator[date]:
    """All days that begin, alone or as a range, in some years."""
    return (day for text in texts for year in years for day in days_in(text, year))


def _holds(opening: Opening, seasons: frozenset[str]) -> bool:
    return opening.season in seasons if opening.season else opening.outside not in seasons


def _until(turns: Turns, minute: int) -> Turns:
    return tuple((opens, min(closes, minute)) for opens, closes in turns if opens < minute)


def _nearby(day: date, both_sides: bool) -> Iterator[date]:
    for number in range(1, NEVER_AGAIN.days):
        yield day + number * DAY
        if both_sides:
            yield day - number * DAY
