"""When hours are, in words: with holidays and special openings, and by which clock where that matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.language.calendar_words import clock_name, days, week_in_words
from publisher.language.interface import SiteWords
from publisher.policy_file.joined_openings import joined
from wizard.edition import Edition
from wizard.policy import Holiday, Hours, Opening, Season, SpecialOpening
from wizard.words import fill

Said = tuple[Hours | None, Edition]
"""Hours of an edition; None where it has none of this id."""


def both_told(was: Said, now: Said, words: SiteWords) -> tuple[str, str]:
    """When hours of two editions are, without the holidays and special days of both; with their clocks where
    only these differ."""
    before, after = was[0], now[0]
    sides = ((before, after), (after, before))
    both = zip(sides, (edition.policy.seasons for _, edition in (was, now)), strict=True)
    old, new = (
        hours_told(beside(hours, other), words, seasons) if hours else "" for (hours, other), seasons in both
    )
    old_clock, new_clock = map(_clock, (was, now))
    if old_clock and new_clock and old_clock != new_clock:
        return f"{old}, {old_clock}", f"{new}, {new_clock}"
    return old, new


def beside(hours: Hours, other: Hours | None) -> Hours:
    """Hours with those holidays and special days alone that others don't have."""
    if other is None:
        return hours
    holidays = tuple(holiday for holiday in hours.holidays if holiday not in other.holidays)
    special = tuple(opening for opening in hours.special if opening not in other.special)
    return replace(hours, holidays=holidays, special=special)


def _clock(said: Said) -> str:
    """By which clock hours are; nothing of what is always open."""
    hours, edition = said
    return clock_name(hours, edition.policy.zone) if hours and not hours.always else ""


def hours_told(hours: Hours, words: SiteWords, seasons: Iterable[Season] = ()) -> str:
    """When hours are, of a policy with some seasons; their own words where they have no week of their own."""
    week = "; ".join(_weeks(hours, words, seasons))
    closed = ", ".join(_closed(holiday, words) for holiday in hours.holidays)
    told = f"{week or hours.text}. {words.holidays}: {closed}" if closed else week or hours.text
    special = ", ".join(_special(opening, words) for opening in hours.special)
    return f"{told}. {words.special}: {special}" if special else told


def _weeks(hours: Hours, words: SiteWords, seasons: Iterable[Season]) -> Iterator[str]:
    """The week of all year, then each that is so in a season alone, or outside of one."""
    named = {
        season.id: _noted(season.name, *(days(text, words) for text in season.days)) for season in seasons
    }
    weeks: dict[str, list[Opening]] = {}
    for opening in joined(hours.openings):
        outside = words.outside if opening.outside else ""
        weeks.setdefault(named.get(opening.season, opening.season) or outside, []).append(opening)
    for name, openings in sorted(weeks.items(), key=lambda week: bool(week[0])):
        week = week_in_words(replace(hours, openings=tuple(openings)), words)
        yield f"{name}: {week}" if name else week


def _closed(holiday: Holiday, words: SiteWords) -> str:
    from_time = fill(words.closed_from, time=holiday.closed_from) if holiday.closed_from else ""
    return _noted(
        days(holiday.day, words), holiday.name, from_time, words.substitute.get(holiday.substitute, "")
    )


def _special(special: SpecialOpening, words: SiteWords) -> str:
    times = fill(words.time_range, opens=special.opens, closes=special.closes)
    return _noted(f"{days(special.day, words)} {times}", special.name)


def _noted(told: str, *notes: str) -> str:
    said = ", ".join(filter(None, notes))
    return f"{told} ({said})" if said else told
