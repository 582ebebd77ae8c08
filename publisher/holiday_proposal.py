"""A country's public holidays as a text to paste into a policy, which staff look through first.

The `holidays` package, which stands in a folder of its own, knows them. What comes in each of many years by
one rule is proposed as that rule; all else by its days in some years. How days off are had in place of those
on a weekend is proposed where one way gives just the days that are known.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from warnings import catch_warnings, simplefilter

from publisher.mendable import Mendable
from publisher.policy_file.findings import MOST_NAMES, instead
from wizard.calendars import Calendar
from wizard.dates import DAY
from wizard.days import DAYS, EASTER_DAYS, FARTHEST, MONTHS, PLACES, days_in, easter
from wizard.policy import Holiday, Hours, Opening, Substitute

Named = Mapping[date, str]
"""The names of the holidays of some years, by day; several on one day are divided by a `;`."""
Known = Callable[[Iterable[int], bool], Named]
"""The holidays of some years, with or without the days off in place of those on a weekend."""
YEARS_AHEAD = 28
"""Years after which weekdays and leap years repeat, but for most turns of a century."""
ESTIMATED = "(estimated)"
BY_THE_MOON = re.compile(
    rf"{re.escape(ESTIMATED)}|\b(?:Eid|Arafah?|Ashura|Prophet|Isra|Islamic|Hijri|Ramadan)\b"
)
"""Holidays whose days are only announced once the moon is seen, known as estimates or not."""
OFFICE = Opening(days=("monday", "tuesday", "wednesday", "thursday", "friday"), opens="09:00", closes="17:00")


class NoCountry(Mendable):
    """There is no such country or region, with what would be right."""


def known_holidays(folder: Path, country: str) -> tuple[Known, str]:
    """The holidays of a country or of a region of it, and by what they are known. Raises NoCountry.

    The country goes by its code or name, the region by a code such as `DE-BY`.
    """
    sys.path.append(str(folder))
    package = import_module("holidays")
    codes = {name.upper(): code for name, code, *_ in import_module("holidays.registry").COUNTRIES.values()}
    code, _, region = codes.get(country.upper().replace(" ", ""), country).partition("-")
    regions = {code: of for code, of in package.list_supported_countries().items() if len(code) == 2}
    if code not in regions:
        raise NoCountry(f"'{code}' is no country whose holidays are known{instead(code, tuple(regions))}")
    if region and region not in regions[code]:
        raise NoCountry(f"'{region}' is no region of {code}{instead(region, tuple(regions[code]))}")

    def known(years: Iterable[int], observed: bool) -> Named:
        with catch_warnings():
            # Some are known for fewer years than a rule is tried in, and are no rule then.
            simplefilter("ignore", UserWarning)
            found: Named = package.country_holidays(
                code, subdiv=region or None, years=list(years), observed=observed, language="en_US"
            )
        return found

    of = f"{code}-{region}" if region else code
    more = [f"{code}-{other}" for other in regions[code] if other != region][:MOST_NAMES]
    others = f", and there are regions such as {', '.join(more)}" if more and not region else ""
    return known, f"the holidays package {package.__version__} for {of}{others}"


def proposal(known: Known, years: Sequence[int], source: str) -> str:
    """The text; `source` says by what it is known."""
    span = range(years[0], years[0] + YEARS_AHEAD)
    found = _by_name(known(span, False))
    rules = {name: rule for name, days in found.items() if (rule := _rule(days, span))}
    substitute = _substitute(rules, known, span)
    entries = [
        Holiday(day=rule, name=name, substitute=substitute if any(map(_on_weekend, found[name])) else "")
        for name, rule in rules.items()
    ]
    dated = [
        Holiday(day=day.isoformat(), name=name)
        for name, days in _by_name(known(years, True)).items()
        for day in days
        if name not in rules and not (substitute and _is_substitute(name, rules))
    ]
    dated.sort(key=lambda holiday: holiday.day)
    sure = [holiday for holiday in dated if not BY_THE_MOON.search(holiday.name)]
    guessed = [holiday for holiday in dated if holiday not in sure]
    return "\n".join(
        (
            f"    # Proposed by {source}; nobody has confirmed it for this desk.",
            "    # Remove the days on which it works, and add those that it has beside them.",
            "    holidays:",
            *map(_line, (*entries, *sure)),
            *(["      # These go by the moon, and their days are estimates:"] * bool(guessed)),
            *map(_line, guessed),
        )
    )


def _by_name(named: Named) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for day, names in sorted(named.items()):
        for name in names.split("; "):
            found.setdefault(name, []).append(day)
    return found


def _rule(days: Sequence[date], span: range) -> str:
    """By what rule the days come once in each year of a span; empty where by none."""
    if [day.year for day in days] != list(span):
        return ""
    fits = (rule for rule in _rules(days) if [day for year in span for day in days_in(rule, year)] == days)
    return next(fits, "")


def _rules(days: Sequence[date]) -> Iterator[str]:
    """What the rule for some days can be."""
    first = days[0]
    weekday = DAYS[first.weekday()]
    yield f"{first:%m-%d}"
    for place in PLACES:
        yield f"{place} {weekday} of {MONTHS[first.month - 1]}"
    last = max(days, key=lambda day: (day.month, day.day))
    yield f"{weekday} before {last + DAY:%m-%d}"
    after = (first - easter(first.year)).days
    if abs(after) <= FARTHEST:
        yield next(
            (name.replace("-", " ") for name, days in EASTER_DAYS.items() if days == after),
            f"easter {after:+}",
        )


def _substitute(rules: Mapping[str, str], known: Known, span: range) -> Substitute:
    """How the days off come that are had in place of holidays on a weekend; empty where no way gives them."""
    observed = {
        day
        for day, names in known(span, True).items()
        if not _on_weekend(day)
        and any(name in rules or _is_substitute(name, rules) for name in names.split("; "))
    }
    ways: tuple[Substitute, ...] = ("next-open-day", "nearest-open-day", "after-sunday")
    return next((way for way in ways if set(_days_off(rules, way, span)) == observed), "")


def _days_off(rules: Mapping[str, str], substitute: Substitute, span: range) -> Iterator[date]:
    """The weekdays on which an office is closed by some rules."""
    holidays = tuple(Holiday(day=rule, substitute=substitute) for rule in rules.values())
    calendar = Calendar(Hours(id="office", text="?", openings=(OFFICE,), holidays=holidays), {})
    return (day for year in span for day in calendar.exceptions(year) if not _on_weekend(day))


def _on_weekend(day: date) -> bool:
    return day.weekday() > 4


def _is_substitute(name: str, rules: Mapping[str, str]) -> bool:
    """Whether it is the day off for one of the holidays, such as `Christmas Day (observed)`."""
    return any(name.startswith(f"{rule} (") for rule in rules)


def _line(holiday: Holiday) -> str:
    substitute = f", substitute: {holiday.substitute}" if holiday.substitute else ""
    name = json.dumps(holiday.name.replace(ESTIMATED, "").strip(), ensure_ascii=False)
    return f"      - {{day: {holiday.day}, name: {name}{substitute}}}"
