"""Timetables held against the engine: the page's script, in Node.js, says the same of every instant.

.venv/bin/python -m tests.publisher.timetables 1000000

That many instants, of random policies with 5,000 each, in a quarter of an hour; the tests take a sample.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, get_args

from publisher import setup
from publisher.lookup.timetable import timetable_of
from publisher.policy_file.editions import with_opening_times
from tests.wizard.helpers import edition_of, small_policy
from wizard.case import Case, Told
from wizard.days import by_easter
from wizard.edition import Edition
from wizard.facts import begins, moment, today
from wizard.hours import WITHOUT_END, open_spans
from wizard.interview import walk
from wizard.outcome.instants import completed
from wizard.policy import (
    NONE,
    Clause,
    Day,
    FurtherTarget,
    Holiday,
    Hours,
    Level,
    Opening,
    Season,
    SpecialOpening,
    Target,
    Via,
)
from wizard.view import ChannelView, Moment, TargetView

ROOT = Path(__file__).resolve().parents[2]
OF_EACH = 5_000
A_SECOND = timedelta(seconds=1)
FIRST, LAST = datetime(1950, 1, 1, tzinfo=UTC), datetime(2480, 1, 1, tzinfo=UTC)
ZONES = (
    *("Australia/Lord_Howe", "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Beirut"),
    *("America/Havana", "America/Nuuk", "Africa/Casablanca", "Pacific/Apia", "Asia/Dhaka", "UTC"),
    *("+06:00", "-03:30", "+14:00", "-12:00", "+24:00"),
)
DAYS = get_args(Day)
NAMED_DAYS = (
    *(
        "12-25",
        "01-01",
        "12-24 to 01-02",
        "02-10 to 02-29",
        "02-29",
        "fourth thursday of november",
        "last monday of may",
    ),
    *("friday after fourth thursday of november", "wednesday before 11-23", "2026-12-24 to 2027-01-03"),
    *("monday after 2026-04-05", "2027-10-31", "last sunday of march to first tuesday of april"),
)
EASTER_DAYS = (
    *("Good  Friday", "easter monday", "easter - 48", "easter + 60", "ascension day to whit monday"),
    *("saturday after good friday", "easter - 2 to easter + 1"),
)
SEASONS = ("06-01 to 08-31", "11-15 to 02-10", "2026-09-28 to 2026-12-11", "first monday of october to 12-11")
SHIFTS = (
    *(
        (("00:00", "24:00"),),
        (("22:00", "24:00"), ("00:00", "06:00")),
        (("09:00", "12:00"), ("13:00", "17:30")),
    ),
    *((("22:00", "06:00"),), (("09:00", "12:00"), ("18:00", "01:30"))),
    *((("09:00", "18:00"),), (("07:01", "23:59"),), (("00:00", "00:30"),), (("18:00", "24:00"),)),
)


def random_edition(draw: Random) -> Edition:
    """An edition with two desks, both together, and a level for each kind of promise of each."""
    hours = tuple(random_hours(draw, id) for id in ("day", "desk"))
    together = Hours(id="together", text="?", any_of=("day", "desk"), zone=draw.choice(ZONES))
    levels = tuple(level for of in (*hours, together) for level in random_levels(draw, of.id))
    season = Season(id="season", name="?", days=tuple(draw.sample(SEASONS, draw.randint(1, 2))))
    policy = small_policy(hours=(*hours, together), seasons=(season,), zone=draw.choice(ZONES))
    section = replace(policy.sections[0], levels=(*policy.sections[0].levels, *levels))
    return edition_of(replace(policy, sections=(section, *policy.sections[1:])))


def random_editions(draw: Random) -> list[Edition]:
    """Editions of one policy, each with its own hours; some hours are gone, some channels have others."""
    found = []
    first = date(2025, 6, 1)
    for place in range(draw.choice((2, 2, 3))):
        first += timedelta(days=draw.choice((1, 5, 30, 500, 900)))
        policy = replace(random_edition(draw).policy, effective=first)
        gone = draw.choice(("", "", "day", "desk")) if place else ""
        left = tuple(one for one in policy.hours if one.id != gone and gone not in one.any_of)
        web, phone = policy.channels
        taken = [one for one in (web, phone) if place == 0 or draw.random() < 0.8] or [web]
        channels = tuple(replace(one, hours=draw.choice(left).id) if place else one for one in taken)
        known = {one.id for one in left}
        levels = tuple(one for one in policy.sections[0].levels if one.target.clock in known)
        section = replace(policy.sections[0], channels=channels, levels=levels)
        via = tuple(Via(channel=one.id, reason="?") for one in channels)
        routes = tuple(replace(one, via=via) for one in policy.routes)
        found.append(edition_of(replace(policy, hours=left, sections=(section,), routes=routes)))
    ends = [*map(begins, found[1:]), None]
    return [replace(one, ends=end) for one, end in zip(with_opening_times(found), ends, strict=True)]


def random_hours(draw: Random, id: str) -> Hours:
    """Hours with holidays, of which some are half, some come every year and some stand side by side."""
    zone = draw.choice(ZONES)
    if draw.random() < 0.1:
        return Hours(id=id, text="?", always=True, zone=zone)
    days = draw.choice((DAYS, DAYS[:5], DAYS[6:], tuple(draw.sample(DAYS, draw.randint(1, 6)))))
    shifts = draw.choice(SHIFTS)
    openings = tuple(Opening(days=days, opens=opens, closes=closes) for opens, closes in shifts)
    if draw.random() < 0.4:
        openings = (*(replace(one, outside="season") for one in openings), random_opening(draw, "season"))
    holidays = tuple(
        Holiday(
            day=day,
            closed_from=draw.choice(("", "", "12:00", "23:30")),
            substitute=draw.choice(("", "", "next-open-day", "nearest-open-day", "after-sunday")),
        )
        for day in dict.fromkeys((*random_dates(draw), *random_days(draw, 4)))
    )
    special = tuple(
        SpecialOpening(day=day, opens="10:00", closes=draw.choice(("12:00", "02:00")))
        for day in random_days(draw, 2)
    )
    return Hours(id=id, text="?", openings=openings, holidays=holidays, special=special, zone=zone)


def random_opening(draw: Random, season: str) -> Opening:
    opens, closes = draw.choice(draw.choice(SHIFTS))
    return Opening(days=draw.choice((DAYS, DAYS[:5])), opens=opens, closes=closes, season=season)


def random_dates(draw: Random) -> list[str]:
    """Days that stand side by side, or do not."""
    first = date(2026, 1, 1) + timedelta(days=draw.randint(-400, 400))
    days = {first + timedelta(days=draw.randint(0, draw.choice((9, 300)))) for _ in range(draw.randint(0, 9))}
    return [day.isoformat() for day in sorted(days)]


def random_days(draw: Random, most: int) -> list[str]:
    return draw.sample(NAMED_DAYS, draw.randint(0, most))


def random_levels(draw: Random, clock: str) -> Iterator[Level]:
    """A level that promises an answer within some open time, and one within open days."""
    times: tuple[dict[str, Any], ...] = (
        {"hours": draw.choice((1, 4, 8, 9, 24, 30))},
        {"minutes": draw.choice((1, 15, 59, 90, 540))},
        {"hours": draw.randint(0, 50), "minutes": draw.randint(1, 59)},
    )
    promises = {"time": draw.choice(times), "days": {"days": draw.choice((1, 1, 2, 5, 12))}}
    for name, promised in promises.items():
        target = Target(id=f"{clock}-{name}-target", text="?", clock=clock, **promised)
        purpose = Clause(id=f"{clock}-{name}-purpose", text="?")
        repair = FurtherTarget(
            id=f"{clock}-{name}-repair", name="?", text="?", clock=clock, days=draw.choice((3, 14))
        )
        yield Level(id=f"{clock}-{name}", name="?", purpose=purpose, target=target, further=(repair,))


def boundaries(edition: Edition, begins: datetime) -> Iterator[datetime]:
    """For each desk every instant from one on at which anything turns, with the seconds beside it."""
    for id, week in edition.weeks.items():
        waits = [
            timedelta(hours=level.target.hours, minutes=level.target.minutes)
            for level in edition.policy.levels
            if level.target.clock == id
        ]
        for span in islice(open_spans(week, begins), 12):
            turns = (span.start, span.end, span.end - WITHOUT_END, *(span.end - wait for wait in waits))
            for turn in turns:
                yield from (turn - A_SECOND, turn, turn + A_SECOND)


def around_changes(edition: Edition, draw: Random) -> Iterator[datetime]:
    """Boundaries around some changes of the clocks and special days, and from instants drawn at random."""
    changes = [change.start for week in edition.weeks.values() for change in week.changes[1:]]
    years = (2026, 2027, draw.randint(1972, 2500))
    days = {
        day
        for then in edition.times
        for calendar in then.calendars.values()
        for year in years
        for day in (*calendar.exceptions(year), *calendar.season_ends(year))
    }
    holidays = [datetime.combine(day, datetime.min.time(), UTC) for day in sorted(days)]
    some = [*draw.sample(changes, min(4, len(changes))), *draw.sample(holidays, min(20, len(holidays)))]
    some += [then.begins for then in edition.times[1:] for _ in range(3)]
    for instant in (*some, random_instant(draw)):
        yield from boundaries(edition, instant - timedelta(days=draw.choice((1, 2, 8))))


def random_instant(draw: Random) -> datetime:
    """A second of any of 530 years, or more often of the years around the holidays."""
    first, last = draw.choice(
        ((FIRST, LAST), (datetime(2024, 6, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)))
    )
    return first + timedelta(seconds=draw.randrange(int((last - first).total_seconds())))


def by_engine(edition: Edition, now: datetime) -> list[Any]:
    """What the engine says of an instant, in the form in which `timetable.mjs` answers."""
    facts = moment(edition, now)
    walked = walk(edition, {}, facts, today(edition, now))
    case = Case(edition, now, walked, {**facts, "level": NONE}, Told({}, ""))
    parts = [part for piece in edition.pieces.table for part in piece.parts]
    channels: dict[str, Any] = {
        part.id: completed(case, part) for part in parts if isinstance(part, ChannelView)
    }
    targets: dict[str, Any] = {
        part.level.id: completed(case, part) for part in parts if isinstance(part, TargetView)
    }
    return [
        today(edition, now).isoformat(),
        {
            id: {
                "open": one.open,
                "opens": told(one.opens),
                "closes": told(one.closes),
                "elsewhere": one.elsewhere,
            }
            for id, one in channels.items()
        },
        {
            **{
                id: {"starts": told(one.starts), "due": told(one.due)}
                for level, one in targets.items()
                for id in (level, one.clause.id)
            },
            **{
                further.clause.id: {"starts": told(one.starts), "due": told(further.due)}
                for one in targets.values()
                for further in one.further
            },
        },
    ]


def told(moment: Moment | None) -> dict[str, str] | None:
    """A moment as plain data; by hand, as a million of them take long."""
    return {"utc": moment.utc, "desk": moment.desk, "offset": moment.offset} if moment else None


def assert_alike(edition: Edition, instants: Sequence[datetime]) -> None:
    """The page says of each instant what the engine says; what goes by Easter, until 2369."""
    calendars = [calendar for then in edition.times for calendar in then.calendars.values()]
    if by_easter(*(text for calendar in calendars for text in calendar.texts)):
        instants = [instant for instant in instants if instant.year < 2370]
    written = [f"{instant:%Y-%m-%dT%H:%M:%SZ}" for instant in instants]
    for now, instant, shown in zip(written, instants, by_page(edition, written), strict=True):
        assert shown == by_engine(edition, instant), (now, edition.policy.hours, edition.policy.seasons)


def by_page(edition: Edition, instants: list[str]) -> Any:
    """What the page's script says of each instant."""
    asked = json.dumps([timetable_of(edition), instants])
    command = [setup.ensure_node(ROOT), ROOT / "tests/script/timetable.mjs"]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def some_instants(edition: Edition, draw: Random, most: int) -> list[datetime]:
    """Instants of which most are boundaries or stand beside one."""
    turning = list(around_changes(edition, draw))
    found = draw.sample(turning, min(most * 2 // 3, len(turning)))
    return [*found, *(random_instant(draw) for _ in range(most - len(found)))]


def main(most: int) -> None:
    """Compare so many instants. Raises AssertionError at the first that is another one."""
    for number in range(most // OF_EACH):
        draw = Random(f"instants {number}")
        edition = random_edition(draw)
        assert_alike(edition, some_instants(edition, draw, OF_EACH))
        print(f"{(number + 1) * OF_EACH:,} instants are alike", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
