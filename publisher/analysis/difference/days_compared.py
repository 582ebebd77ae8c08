"""Two policies with the holidays, special days and days of seasons on which they are compared, and no others.

What is listed for another day is none there. An edition that is over then may list some of the later days,
and so says what they were to be; where its list ends with its own time, it says nothing else of them than the
edition after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from publisher.analysis.difference.answers import EVER, Within
from wizard.calendars import Calendar, OpeningTimes
from wizard.days import comes_every_year, dated, days_in
from wizard.edition import Edition
from wizard.policy import Holiday, Hours, Policy, Season, SpecialOpening

Entry = TypeVar("Entry", Holiday, SpecialOpening)
Listing = TypeVar("Listing", Policy, OpeningTimes)
"""What lists hours and seasons."""


def on_days(old: Edition, new: Edition, within: Within, *, following: bool) -> tuple[Edition, Edition]:
    """The two on some days; `following`, the old one is over by then."""
    was, now = (listed_on(edition.policy, edition.calendars, within) for edition in (old, new))
    return replace(old, policy=gone_on(was, now) if following else was), replace(new, policy=now)


def listed_on(of: Listing, calendars: Mapping[str, Calendar], within: Within) -> Listing:
    """The same with what it lists for some days alone."""
    if within == EVER:
        return of
    every = (hours_on(hours, calendars[hours.id], within) for hours in of.hours)
    return replace(of, hours=tuple(every), seasons=seasons_on(of.seasons, within))


def gone_on(was: Listing, now: Listing) -> Listing:
    """What is over by now, as it would be now."""
    then = {part.id: part for part in now.hours}
    seasons = {season.id: season for season in now.seasons}
    return replace(
        was,
        hours=tuple(_hours_gone_on(hours, then.get(hours.id, hours)) for hours in was.hours),
        seasons=tuple(_season_gone_on(season, seasons.get(season.id, season)) for season in was.seasons),
    )


def out_by_then(old: Policy, new: Policy, within: Within) -> Iterator[Policy]:
    """The two without the releases that come out after some days, as then other editions tell of them."""
    out = {
        (product.id, release.version)
        for policy in (old, new)
        for product in policy.products
        for release in product.releases
        if release.released < within.until
    }
    for policy in (old, new):
        products = (
            replace(
                product,
                releases=tuple(
                    release for release in product.releases if (product.id, release.version) in out
                ),
            )
            for product in policy.products
        )
        yield replace(policy, products=tuple(products))


def seasons_on(seasons: Iterable[Season], within: Within) -> tuple[Season, ...]:
    """Seasons with those of their days alone of which some are within."""
    return tuple(replace(season, days=tuple(_some(season.days, within))) for season in seasons)


def hours_on(hours: Hours, calendar: Calendar, within: Within) -> Hours:
    """Hours with those holidays and special days alone that come on some days."""

    def kept(listed: Iterable[Entry]) -> tuple[Entry, ...]:
        return tuple(entry for entry in listed if _comes(entry, hours, calendar, within))

    return replace(hours, holidays=kept(hours.holidays), special=kept(hours.special))


def _hours_gone_on(was: Hours, now: Hours) -> Hours:
    days = (*(holiday.day for holiday in was.holidays), *(opening.day for opening in was.special))
    if not was.openings or not all(map(comes_every_year, days)):
        return was
    holidays = (*was.holidays, *filter(_comes_once, now.holidays))
    return replace(was, holidays=holidays, special=(*was.special, *filter(_comes_once, now.special)))


def _season_gone_on(was: Season, now: Season) -> Season:
    if not all(map(comes_every_year, was.days)):
        return was
    return replace(was, days=(*was.days, *(text for text in now.days if not comes_every_year(text))))


def _comes_once(entry: Holiday | SpecialOpening) -> bool:
    return not comes_every_year(entry.day)


def _comes(entry: Holiday | SpecialOpening, hours: Hours, calendar: Calendar, within: Within) -> bool:
    years = _years(entry.day, within)
    if years is None:
        return True
    # By a calendar of its own, since another day can stand in for a holiday.
    holidays, special = ((entry,), ()) if isinstance(entry, Holiday) else ((), (entry,))
    alone = Calendar(replace(hours, holidays=holidays, special=special), calendar.seasons)
    return _any_of((day for year in years for day in alone.exceptions(year)), within)


def _some(texts: Iterable[str], within: Within) -> Iterator[str]:
    for text in texts:
        years = _years(text, within)
        if years is None or _any_of((day for year in years for day in days_in(text, year)), within):
            yield text


def _years(text: str, within: Within) -> range | None:
    """The years in which days may be those of a text; None where it has some of every year."""
    if last := dated(text):
        return range(last.year - 1, last.year + 2)
    if EVER.since < within.since and within.until < EVER.until:
        return range(within.since.year - 1, within.until.year + 1)
    return None


def _any_of(days: Iterable[date], within: Within) -> bool:
    return any(within.since <= day < within.until for day in days)
