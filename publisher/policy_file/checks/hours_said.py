"""What texts say of when something is open, held to the hours that they stand beside or promise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import get_args

from publisher.policy_file.checks.figures import HOUR, open_minutes, seasons_of
from publisher.policy_file.checks.openings_said import (
    closed_days,
    closed_parts,
    days,
    days_in_some_weeks,
    on_holidays,
    so_many_days,
    stretches_of_a_day,
    times,
    times_by_day,
    times_by_season,
    turn_said,
)
from publisher.policy_file.checks.parts import parts
from publisher.policy_file.checks.quantities import AROUND_THE_CLOCK, hours_a_day
from publisher.policy_file.checks.says_otherwise import said_otherwise, stands_otherwise
from publisher.policy_file.checks.working_times import days_named
from publisher.policy_file.findings import KeyPath, shown
from publisher.policy_file.joined_openings import joined
from publisher.policy_file.remarks import Remark, name_of
from publisher.policy_file.zone_names import OFFSET_IN_TEXT, offset_meant
from wizard.days import DAYS
from wizard.hours import WHOLE_DAY, fixed_offset, minutes_of_day
from wizard.policy import Channel, Day, Hours, Opening, Policy, Reading, Target

WITHOUT_HOLIDAYS = re.compile(r",? (?:without|no) (?:public )?holidays", re.IGNORECASE)
WHOLE_DAYS = re.compile(r"\b24\s?(?:[/x×]\s?[5-7]|h(?:ours?)?)\b", re.IGNORECASE)
"""Words for days that are open from midnight to midnight."""
ALL_DAY = "00:00 to 24:00"


def hours_said_remarks(policy: Policy) -> Iterator[Remark]:
    """Every text of hours, promise of a channel and text of a target that says other hours than there are."""
    by_id = {hours.id: hours for hours in policy.hours}
    names = {season.id: season.name for season in policy.seasons}
    for number, hours in enumerate(policy.hours):
        path: KeyPath = ("hours", number)
        said = _otherwise(hours, policy.zone, by_id)
        yield from _contradicted(path, (what for _, what in said), hours.text)
        yield from _contradicted(path, _seasons_said(hours, names), hours.text)
    for path, part in parts(policy):
        if isinstance(part, Channel):
            promised = replace(by_id[part.hours], text=part.promise)
            said = _otherwise(promised, policy.zone, by_id)
            yield from _contradicted((*path, "promise"), (what for _, what in said), part.promise)
        elif isinstance(part, Target) and part.clock in by_id:
            clock = replace(_as_one(by_id[part.clock], by_id), text=part.text)
            others = (_times_said(clock), _always_said(clock)) if stretches_of_a_day(part.text) else ()
            yield from _contradicted(
                (*path, "clock"), (_days_said(clock), _holidays_said(clock), *others), part.text
            )


def hours_a_day_remarks(policy: Policy) -> Iterator[Remark]:
    """Every reading that counts other hours to a day than its hours, or those of its targets, ever have."""
    by_id = {hours.id: hours for hours in policy.hours}
    weeks = [
        (name_of(policy, path), part.clock if isinstance(part, Target) else part.id)
        for path, part in parts(policy)
        if isinstance(part, Target | Hours)
    ]
    for number, reading in enumerate(policy.unconfirmed):
        ids = {
            week
            for name, week in weeks
            if any(f"{field}.".startswith(f"{name}.") for field in reading.fields)
        }
        known = [by_id[week] for week in sorted(ids & {*by_id})]
        days = {minutes for hours in known for minutes in open_minutes(hours, by_id) if minutes}
        if not days or any(map(seasons_of, known)):
            continue
        for key in ("reading", "reason"):
            for said, count in hours_a_day(getattr(reading, key)):
                if count * HOUR not in days:
                    are = " or ".join(f"{minutes / HOUR:g}" for minutes in sorted(days))
                    place = ("unconfirmed", number, key)
                    yield said_otherwise(place, f"{shown(said)} is said here", f"it is open for {are}")


def read_otherwise(policy: Policy) -> dict[str, dict[str, str]]:
    """The readings that say other hours than there are now, by id: by field what stands there instead."""
    found: dict[str, dict[str, str]] = {}
    by_id = {hours.id: hours for hours in policy.hours}
    for reading, hours in _readings_of_hours(policy):
        text = WITHOUT_HOLIDAYS.sub("", reading.reading)
        for field, said in _otherwise(replace(hours, text=text), policy.zone, by_id):
            there, name = found.setdefault(reading.id, {}), f"hours.{hours.id}.{field}"
            there[name] = f"{there[name]} and {said}" if name in there else said
    return found


def read_without_holidays(policy: Policy) -> dict[str, str]:
    """The readings that say there are no holidays where some are listed: what else they say, by id."""
    return {
        reading.id: WITHOUT_HOLIDAYS.sub("", reading.reading)
        for reading, hours in _readings_of_hours(policy)
        if hours.holidays and WITHOUT_HOLIDAYS.search(reading.reading)
    }


def _readings_of_hours(policy: Policy) -> Iterator[tuple[Reading, Hours]]:
    for reading, hours in product(policy.unconfirmed, policy.hours):
        if any(field.startswith(f"hours.{hours.id}") for field in reading.fields):
            yield reading, hours


def _contradicted(path: KeyPath, otherwise: Iterable[str], text: str) -> Iterator[Remark]:
    for said in filter(None, otherwise):
        yield stands_otherwise(path, f"{said} stands here", text)


def says_another_week(policy: Policy, hours: Hours) -> bool:
    """Whether the text of hours of a policy says other ones than they are, whatever their holidays."""
    said = _otherwise(hours, policy.zone, {other.id: other for other in policy.hours})
    return any(field != "holidays" for field, _ in said)


def _otherwise(hours: Hours, zone: str, by_id: Mapping[str, Hours]) -> Iterator[tuple[str, str]]:
    """What the hours are in another way than their text says, each with the field that makes it so.

    A text may say openings that go on where others end as they are written, or as one.
    """
    as_one = {field for field, _ in _said(replace(hours, openings=joined(hours.openings)), zone, by_id)}
    return (told for told in _said(hours, zone, by_id) if told[0] in as_one)


def _said(hours: Hours, zone: str, by_id: Mapping[str, Hours]) -> Iterator[tuple[str, str]]:
    whole = _as_one(hours, by_id)
    found = (
        ("openings", _times_said(hours)),
        ("openings", _days_said(whole)),
        ("openings", _always_said(whole)),
        ("holidays", _holidays_said(hours)),
        ("zone", "" if hours.any_of else _zone_said(hours, hours.zone or zone)),
    )
    yield from ((field, said) for field, said in found if said)


def _as_one(hours: Hours, by_id: Mapping[str, Hours]) -> Hours:
    """Hours of several desks as one's that is open on their days, and all day where together they are."""
    if not hours.any_of:
        return hours
    by_day = dict(zip(get_args(Day), open_minutes(hours, by_id), strict=True))
    whole = tuple(day for day, minutes in by_day.items() if minutes == WHOLE_DAY)
    part = tuple(day for day, minutes in by_day.items() if 0 < minutes < WHOLE_DAY)
    openings = [Opening(days=whole, opens="00:00", closes="24:00")] if whole else []
    openings += [Opening(days=part, opens="00:00", closes="12:00")] if part else []
    return replace(hours, any_of=(), openings=tuple(openings))


def _turn(opening: Opening) -> str:
    return f"{opening.opens} to {opening.closes}"


def _edges(opening: Opening) -> frozenset[int]:
    return frozenset((minutes_of_day(opening.opens), minutes_of_day(opening.closes)))


def _times_said(hours: Hours) -> str:
    """The opening whose times are not those of the text."""
    said = times(hours.text)
    known = frozenset().union(*map(_edges, hours.openings))
    if hours.openings and any(time.isdisjoint(known) for time in said):
        return " and ".join(dict.fromkeys(map(_turn, hours.openings)))
    # A text with one stretch of time gives it for all days.
    every = frozenset().union(*said)
    opens, closes = turn_said(hours.text) or (every, every)
    short = frozenset().union(*(closed for closed, _ in closed_parts(hours.text)))
    wrong = [
        opening
        for opening in hours.openings
        if len(said) == 2 and not short.issuperset(opening.days)
        if minutes_of_day(opening.opens) not in opens or minutes_of_day(opening.closes) not in closes
    ]
    by_day = times_by_day(hours.text)
    wrong += [
        opening
        for opening in hours.openings
        if any(day in by_day and not _edges(opening) <= by_day[day] for day in opening.days)
    ]
    return _turn(wrong[0]) if wrong else ""


def _days_said(hours: Hours) -> str:
    said, closed = days(hours.text), closed_days(hours.text)
    worked: set[str] = (
        {*DAYS} if hours.always else {day for opening in hours.openings for day in opening.days}
    )
    week = ", ".join(day for day in DAYS if day in worked)
    number = so_many_days(hours.text)
    differs = (said and said != worked) or not closed.isdisjoint(worked) or number - {len(worked)}
    if worked and differs:
        return f"a week of {week}"
    seldom = days_in_some_weeks(hours.text) & worked
    if seldom and not (hours.special or hours.holidays):
        return f"every {', '.join(seldom)}"
    in_part = (
        _turn(opening)
        for closed, (first, last) in closed_parts(hours.text)
        for opening in hours.openings
        if closed.intersection(opening.days)
        and minutes_of_day(opening.opens) <= first < last <= minutes_of_day(opening.closes)
    )
    return next(in_part, "")


def _always_said(hours: Hours) -> str:
    always = any(words in hours.text.lower() for words in AROUND_THE_CLOCK)
    open_all_day = not hours.openings or all(
        any(day in opening.days and _turn(opening) == ALL_DAY for opening in hours.openings)
        for day in days(hours.text) or DAYS
    )
    if always and not open_all_day:
        return "a week with closed hours"
    in_part = any(_turn(opening) != ALL_DAY for opening in hours.openings)
    if WHOLE_DAYS.search(hours.text) and in_part and not times(hours.text):
        return "a day with closed hours"
    in_part = any(WHOLE_DAY not in time for time in times(hours.text))
    return "'always'" if hours.always and in_part and not always else ""


def _seasons_said(hours: Hours, names: Mapping[str, str]) -> Iterator[str]:
    """The opening in or outside of a season whose times are not those that the text says of it."""
    for opening in hours.openings:
        inside, outside = times_by_season(hours.text, names.get(opening.season or opening.outside, ""))
        said = inside if opening.season else outside
        if said and not _edges(opening) <= said:
            when = f"in '{opening.season}'" if opening.season else f"outside '{opening.outside}'"
            yield f"{_turn(opening)} {when}"


def _holidays_said(hours: Hours) -> str:
    said = on_holidays(hours.text)
    if said is False and hours.openings and not hours.holidays and not seasons_of(hours):
        return "no holiday"
    special = {day for opening in hours.special for day in days_named(opening.day)}
    closed = any(
        not special.issuperset(days_named(holiday.day))
        for holiday in hours.holidays
        if not holiday.closed_from
    )
    return "a holiday" if said and closed else ""


def _zone_said(hours: Hours, zone: str) -> str:
    found = OFFSET_IN_TEXT.search(hours.text)
    fixed = fixed_offset(zone)
    differs = found and fixed is not None and fixed_offset(offset_meant(found[0])) != fixed
    return zone if differs else ""
