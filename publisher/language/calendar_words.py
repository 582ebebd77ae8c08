"""Days, hours and stretches of time in words, by the words file alone and not by the machine's settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from publisher.language.interface import SiteWords
from wizard.days import DAYS, EASTER_DAYS, MONTHS, PLACES, after_easter, comes_every_year, ends
from wizard.hours import WHOLE_DAY, fixed_offset
from wizard.policy import Hours, Opening, Policy
from wizard.words import fill


def day(when: date, words: SiteWords) -> str:
    """A day, such as `2 March 2026`."""
    return fill(words.date, day=str(when.day), month=words.months[when.month - 1], year=str(when.year))


def month(when: date, words: SiteWords) -> str:
    """A month, such as `March 2026`."""
    return fill(words.month, month=words.months[when.month - 1], year=str(when.year))


def period(first: date | None, last: date | None, words: SiteWords, by_month: bool = False) -> str:
    """A stretch of days; without a first or a last day it has no beginning, or no end yet.

    `by_month`: the last day is the end of a month of which no day is known.
    """
    ends = (month if by_month else day)(last, words) if last else ""
    if first is None:
        return fill(words.period_ending, last=ends) if ends else ""
    if not ends:
        return fill(words.period_open, first=day(first, words))
    return fill(words.period, first=day(first, words), last=ends)


def days(text: str, words: SiteWords) -> str:
    """What a policy's text for days names, in words."""
    first, last = (_day(end, words) for end in ends(text))
    said = first if first == last else fill(words.period, first=first, last=last)
    return said[:1].upper() + said[1:]


def _day(text: str, words: SiteWords) -> str:
    """A day, such as `25 December` or `fourth Thursday of November`."""
    if (counted := after_easter(text)) is not None:
        return _counted_from_easter(counted, words)
    if not comes_every_year(text) and text[0].isdecimal():
        return day(date.fromisoformat(text), words)
    if text[0].isdecimal():
        number, day_of_month = map(int, text.split("-"))
        return fill(words.yearly, day=str(day_of_month), month=words.months[number - 1])
    first, second, *rest = text.split(" ")
    if first in DAYS:
        side = {"before": words.weekday_before, "after": words.weekday_after}[second]
        return fill(side, weekday=words.days[DAYS.index(first)], day=_day(" ".join(rest), words))
    place = words.places[PLACES.index(first)]
    month = words.months[MONTHS.index(rest[1])]
    return fill(words.place_in_month, place=place, weekday=words.days[DAYS.index(second)], month=month)


def _counted_from_easter(days: int, words: SiteWords) -> str:
    """A day by its name, or as a weekday or a number of days before or after Easter Sunday."""
    easter, *_ = (words.easter_days[name] for name, number in EASTER_DAYS.items() if number == 0)
    for name, number in EASTER_DAYS.items():
        if number == days:
            return words.easter_days[name]
    if abs(days) < len(DAYS):
        side = words.weekday_before if days < 0 else words.weekday_after
        return fill(side, weekday=words.days[(days - 1) % len(DAYS)], day=easter)
    return fill(words.days_before if days < 0 else words.days_after, days=str(abs(days)), day=easter)


def clock_time(minute: int) -> str:
    """A minute after midnight as a time of day; 24:00 is the end of it, and later ones are of the next."""
    minute = minute if minute <= WHOLE_DAY else minute - WHOLE_DAY
    return f"{minute // 60:02}:{minute % 60:02}"


def week_in_words(hours: Hours, words: SiteWords) -> str:
    """The openings of a desk on one line, in the policy's order; empty where it has none of its own."""
    return "; ".join(_opening(opening, words) for opening in hours.openings)


def zone(hours: Hours, policy: Policy, words: SiteWords) -> str:
    """By which clock the openings are, in a sentence."""
    return fill(words.zone, zone=clock_name(hours, policy.zone))


def clock_name(hours: Hours, zone: str) -> str:
    """What the clock of hours is called; without a zone of their own it is the policy's."""
    return zone_name(hours.zone or zone)


def zone_name(name: str) -> str:
    """What a policy's zone is called: an IANA zone, or how far it is ahead of UTC."""
    return f"UTC{name}" if fixed_offset(name) is not None else name.replace("_", " ")


def _opening(opening: Opening, words: SiteWords) -> str:
    days = ", ".join(_run(run, words) for run in _runs([DAYS.index(name) for name in opening.days]))
    return f"{days} {fill(words.time_range, opens=opening.opens, closes=opening.closes)}"


def _run(run: Sequence[int], words: SiteWords) -> str:
    if len(run) > 2:
        return fill(words.day_range, first=words.days[run[0]], last=words.days[run[-1]])
    return ", ".join(words.days[number] for number in run)


def _runs(days: Sequence[int]) -> Iterator[list[int]]:
    """The days in stretches that follow one another, as the policy lists them; Sunday leads to Monday."""
    run: list[int] = []
    for number in days:
        if run and number != (run[-1] + 1) % len(DAYS):
            yield run
            run = []
        run.append(number)
    if run:
        yield run
