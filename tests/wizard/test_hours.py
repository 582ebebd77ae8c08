"""Opening hours and business hours, against a walk that counts minute by minute (see `minutes`)."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wizard.helpers import at, proves, real, zone_changes
from tests.wizard.minutes import DAY, Minutes, Window, clock, counted, window
from wizard.hours import (
    ALWAYS,
    EVER,
    ClockChange,
    Turns,
    Week,
    after_open_days,
    after_open_time,
    fixed_offset,
    is_open,
    local,
    minutes_of_day,
    next_closing,
    next_opening,
    offset_at,
    open_spans,
)

# Each zone with a day shortly before something happens to its clocks; `+hh:mm` has no changes at all.
PLACES = [
    ("Europe/Berlin", date(2026, 3, 25)),
    ("Europe/Berlin", date(2026, 10, 22)),
    ("America/New_York", date(2026, 3, 5)),
    ("America/New_York", date(2026, 10, 29)),
    ("America/St_Johns", date(2026, 3, 5)),
    ("Australia/Lord_Howe", date(2026, 4, 1)),
    ("Australia/Lord_Howe", date(2026, 10, 1)),
    ("America/Havana", date(2025, 10, 30)),  # at 1:00 back to midnight
    ("Asia/Beirut", date(2025, 3, 27)),  # at midnight to 1:00: a day without its midnight
    ("America/Nuuk", date(2025, 10, 23)),  # at midnight back to 23:00 of the day before
    ("Pacific/Apia", date(2011, 12, 27)),  # a whole day is left out
    ("Asia/Dhaka", date(2026, 11, 20)),
    ("Asia/Kathmandu", date(2026, 12, 28)),
    ("+06:00", date(2026, 2, 25)),
    ("-03:30", date(2024, 2, 26)),
]
WEEKLY = tuple[Sequence[tuple[int, int]], ...]
DAYS_IN_WINDOW = 11
WEEKS_EACH = 90
QUESTIONS_EACH = 3


def weekly(
    openings: WEEKLY, holidays: Container[date] = (), changes: tuple[ClockChange, ...] = ALWAYS.changes
) -> Week:
    """A desk with the same turns every week, but for holidays."""
    by_day = [tuple(of) for of in openings]
    return Week(lambda day: () if day in holidays else by_day[day.weekday()], changes)


def closed(week: Week, days: Mapping[date, int]) -> Week:
    """The same, closed on some days from a minute on."""

    def turns(day: date) -> Turns:
        until = days.get(day, 2 * DAY)
        return tuple((opens, min(closes, until)) for opens, closes in week.turns(day) if opens < until)

    return week._replace(turns=turns)


@cache
def place(zone: str, day: date) -> tuple[Window, tuple[ClockChange, ...]]:
    """What the zone's wall clock shows around a day, and the same zone as the engine is told of it."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    offset = fixed_offset(zone)
    if offset is None:
        return window(clock(zone), start, DAYS_IN_WINDOW), zone_changes(zone, day.year - 1, day.year + 2)
    fixed = timezone(timedelta(minutes=offset))
    return window(fixed, start, DAYS_IN_WINDOW), (ClockChange(datetime.min.replace(tzinfo=UTC), offset),)


def random_openings(random: Random) -> dict[int, list[tuple[int, int]]]:
    """A week: most days with one to three openings; some touch, start at 0:00, end at 24:00 or after it."""
    week: dict[int, list[tuple[int, int]]] = {}
    for day in range(7):
        turns = sorted(
            random.sample([0, DAY, *range(15, DAY, 15), 61, 119, 121, 1439], 2 * random.randint(1, 3))
        )
        if random.random() < 0.2:
            turns[-1] = DAY
        if random.random() < 0.2:
            turns[0] = 0
        pairs = list(zip(turns[::2], turns[1::2], strict=True))
        if len(pairs) == 2 and random.random() < 0.3:
            pairs[1] = (pairs[0][1], pairs[1][1])
        week[day] = pairs if random.random() < 0.75 else []
    for day in (day for day in range(7) if week[day] and random.random() < 0.3):
        # A shift that ends on the next day, at times while another one begins there.
        week[day][-1] = (week[day][-1][0], DAY + random.choice((30, 90, 120, 150, 6 * 60)))
    return week


def cases(zone: str, day: date) -> Iterator[tuple[Week, Minutes, Random]]:
    """Random weeks with random holidays at a place: for the engine, and counted by minutes.

    Of some, each takes over from the one before it at any minute of the window.
    """
    shown, zone_changes = place(zone, day)
    random = Random(f"{zone} {day}")
    before: tuple[Week, Minutes] | None = None
    for _ in range(WEEKS_EACH):
        openings = random_openings(random)
        holidays = frozenset(random.sample(shown.days, random.choice((0, 0, 1, 3))))
        week = weekly(tuple(openings[day] for day in range(7)), holidays, zone_changes)
        minutes = counted(shown, openings, holidays)
        if before and random.random() < 0.3:
            yield *in_turn(before, (week, minutes), random.randrange(shown.length)), random
        else:
            yield week, minutes, random
        before = week, minutes


def in_turn(first: tuple[Week, Minutes], then: tuple[Week, Minutes], at: int) -> tuple[Week, Minutes]:
    """Two weeks of which the later one holds from a minute on."""
    (was, old), (week, new) = first, then
    successive = ((EVER.start, was), (new.window.instant(at), week))
    flags = old.open[:at] + new.open[at:]
    days = old.days[:at] + new.days[at:]
    minutes = Minutes(new.window, flags, tuple(itertools.accumulate(flags)), days)
    return Week(week.turns, week.changes, successive=successive), minutes


def minute_of(shown: Window, instant: datetime | None) -> int | None:
    """Which minute of a window an instant is; None where it is behind the window or never."""
    if instant is None or instant >= shown.instant(shown.length):
        return None
    minutes, rest = divmod(instant - shown.start, timedelta(minutes=1))
    assert not rest
    return minutes


@pytest.mark.parametrize(("zone", "day"), PLACES)
def test_a_desk_is_open_and_opens_next_when_the_minutes_say_so(zone: str, day: date) -> None:
    for week, minutes, random in cases(zone, day):
        for _ in range(QUESTIONS_EACH):
            minute = random.randrange(minutes.window.length)
            now = minutes.window.instant(minute)
            told = f"{week} at {now}"
            assert is_open(week, now) == bool(minutes.open[minute]), told
            assert minute_of(minutes.window, next_opening(week, now)) == minutes.next(True, minute), told


@pytest.mark.parametrize(("zone", "day"), PLACES)
def test_a_desk_closes_next_when_the_minutes_say_so(zone: str, day: date) -> None:
    for week, minutes, random in cases(zone, day):
        for _ in range(QUESTIONS_EACH):
            minute = random.randrange(minutes.window.length)
            opens = minutes.next(True, minute)
            expected = None if opens is None else minutes.next(False, opens)
            found = next_closing(week, minutes.window.instant(minute))
            assert minute_of(minutes.window, found) == expected, f"{week} at {minutes.window.instant(minute)}"


@pytest.mark.parametrize(("zone", "day"), PLACES)
def test_business_hours_have_passed_when_the_minutes_say_so(zone: str, day: date) -> None:
    """To the second: a report does not come in at a full minute."""
    for week, minutes, random in cases(zone, day):
        for _ in range(QUESTIONS_EACH):
            second = random.randrange(minutes.window.length * 60)
            wait = random.choice((random.randint(1, 240), 60 * random.randint(1, 24))) * 60
            start = minutes.window.start + timedelta(seconds=second)
            found = after_open_time(week, start, timedelta(seconds=wait))
            expected = minutes.after(second, wait)
            told = f"{week} from {start}, {wait} seconds"
            if expected is None:
                assert found is None or found > minutes.window.instant(minutes.window.length), told
            else:
                assert found == minutes.window.start + timedelta(seconds=expected), told


@pytest.mark.parametrize(("zone", "day"), PLACES)
def test_a_wait_that_ends_at_closing_time_ends_then_and_not_at_the_next_opening(zone: str, day: date) -> None:
    for week, minutes, random in cases(zone, day):
        opens = minutes.next(True, random.randrange(minutes.window.length))
        closes = opens is not None and minutes.next(False, opens)
        if opens is not None and closes:
            start, end = minutes.window.instant(opens), minutes.window.instant(closes)
            assert after_open_time(week, start, end - start) == end, f"{week} from {start}"


@pytest.mark.parametrize(("zone", "day"), PLACES)
def test_the_wall_clock_is_that_of_the_time_zone_database(zone: str, day: date) -> None:
    shown, zone_changes = place(zone, day)
    offset = fixed_offset(zone)
    own = clock(zone) if offset is None else timezone(timedelta(minutes=offset))
    for minute in range(0, shown.length, 15):
        now = shown.instant(minute)
        assert local(zone_changes, now) == now.astimezone(own).replace(tzinfo=None)


@pytest.mark.parametrize("wall", ["00:00", "09:00", "11:59", "12:00", "18:00", "24:00"])
def test_the_minute_of_opening_is_open_and_the_minute_of_closing_is_not(wall: str) -> None:
    """A desk that is open from 9 to 12 and from 13 to 18."""
    week = weekly((((540, 720), (780, 1080)),) * 7)
    now = at("2026-11-23T00:00Z") + timedelta(minutes=minutes_of_day(wall))
    assert is_open(week, now) == (wall in ("09:00", "11:59"))


# --- The real desk: Sunday to Thursday, 9:00 to 18:00 at UTC+06:00


def due(start: str, hours: int) -> datetime | None:
    return after_open_time(real().weeks["business-hours"], at(start), timedelta(hours=hours))


def test_twenty_four_business_hours_at_nine_a_day_are_two_days_and_six_hours_of_opening_time() -> None:
    """From Sunday, 9:00, over Monday to Tuesday, 15:00."""
    assert due("2026-11-22T09:00+06:00", 24) == at("2026-11-24T15:00+06:00")


def test_a_report_on_thursday_at_23_starts_counting_on_sunday_at_9() -> None:
    week = real().weeks["business-hours"]
    assert next_opening(week, at("2026-11-26T23:00+06:00")) == at("2026-11-29T09:00+06:00")
    assert due("2026-11-26T23:00+06:00", 4) == at("2026-11-29T13:00+06:00")


def test_a_report_at_closing_time_on_thursday_starts_counting_on_sunday() -> None:
    assert due("2026-11-26T18:00+06:00", 4) == at("2026-11-29T13:00+06:00")


def test_a_report_at_14_with_four_hours_is_due_at_closing_time() -> None:
    assert due("2026-11-23T14:00+06:00", 4) == at("2026-11-23T18:00+06:00")


def test_a_report_one_second_later_is_due_one_second_after_the_next_opening() -> None:
    assert due("2026-11-23T14:00:01+06:00", 4) == at("2026-11-24T09:00:01+06:00")


def test_27_business_hours_from_an_opening_end_at_the_third_closing() -> None:
    assert due("2026-11-22T09:00+06:00", 27) == at("2026-11-24T18:00+06:00")


def test_a_holiday_counts_no_hours() -> None:
    week = real().weeks["business-hours"]
    start = at("2026-11-23T16:00+06:00")
    assert after_open_time(closed(week, {date(2026, 11, 24): 0}), start, timedelta(hours=4)) == at(
        "2026-11-25T11:00+06:00"
    )


def test_a_day_that_is_a_holiday_from_some_time_on_counts_until_then() -> None:
    week = closed(real().weeks["business-hours"], {date(2026, 11, 24): 12 * 60})
    assert next_closing(week, at("2026-11-24T09:00+06:00")) == at("2026-11-24T12:00+06:00")
    assert after_open_time(week, at("2026-11-24T11:00+06:00"), timedelta(hours=4)) == at(
        "2026-11-25T12:00+06:00"
    )
    assert after_open_days(week, at("2026-11-23T11:00+06:00"), 1) == at("2026-11-24T12:00+06:00")
    assert not is_open(week, at("2026-11-24T12:00+06:00"))


def test_a_holiday_from_a_time_outside_the_opening_changes_nothing_or_closes_the_whole_day() -> None:
    week = real().weeks["business-hours"]
    now = at("2026-11-23T16:00+06:00")
    late = closed(week, {date(2026, 11, 24): 20 * 60})
    early = closed(week, {date(2026, 11, 24): 8 * 60})
    for hours in range(1, 30):
        wait = timedelta(hours=hours)
        assert after_open_time(late, now, wait) == after_open_time(week, now, wait)
        whole = closed(week, {date(2026, 11, 24): 0})
        assert after_open_time(early, now, wait) == after_open_time(whole, now, wait)


# --- Days on which the desk is open


def closes(start: str, days: int) -> datetime | None:
    return after_open_days(real().weeks["business-hours"], at(start), days)


def test_a_target_in_days_ends_when_the_desk_closes_that_many_open_days_later() -> None:
    assert closes("2026-11-23T10:00+06:00", 1) == at("2026-11-24T18:00+06:00")
    assert closes("2026-11-23T03:00+06:00", 1) == at("2026-11-24T18:00+06:00")
    assert closes("2026-11-25T10:00+06:00", 3) == at("2026-11-30T18:00+06:00")


def test_what_comes_at_closing_time_or_on_a_day_off_counts_from_the_next_open_day() -> None:
    assert closes("2026-11-23T18:00+06:00", 1) == at("2026-11-25T18:00+06:00")
    assert closes("2026-11-27T10:00+06:00", 1) == at("2026-11-30T18:00+06:00")


@pytest.mark.parametrize(("zone", "day"), PLACES)
def test_a_target_in_days_agrees_with_the_days_that_the_minutes_show(zone: str, day: date) -> None:
    for week, minutes, random in list(cases(zone, day))[:30]:
        minute, days = random.randrange(minutes.window.length), random.randint(1, 3)
        start = minutes.window.instant(minute)
        last_open = {
            minutes.days[number]: number + 1
            for number in range(minute, minutes.window.length)
            if minutes.open[number]
        }
        if len(last_open) > days + 1:
            end = minutes.window.instant(list(last_open.values())[days])
            assert after_open_days(week, start, days) == end, f"{week} from {start}, {days} days"


# --- Desks that never close, and desks that never open


def test_a_desk_that_is_always_open_counts_every_hour_and_never_closes() -> None:
    now = at("2026-11-26T17:30:15Z")
    assert is_open(ALWAYS, now)
    assert next_closing(ALWAYS, now) is None
    assert after_open_time(ALWAYS, now, timedelta(hours=500)) == now + timedelta(hours=500)


def test_a_desk_that_is_open_around_the_clock_closes_for_its_holiday() -> None:
    week = closed(ALWAYS, {date(2026, 11, 25): 0})
    assert next_closing(week, at("2026-11-23T12:00Z")) == at("2026-11-25T00:00Z")
    assert next_opening(week, at("2026-11-25T12:00Z")) == at("2026-11-26T00:00Z")


def test_hours_to_midnight_and_from_midnight_on_are_one_stretch() -> None:
    """Open from Monday, 20:00, to Tuesday, 4:00."""
    week = weekly((((1200, DAY),), ((0, 240),), (), (), (), (), ()))
    assert next_closing(week, at("2026-11-23T22:00Z")) == at("2026-11-24T04:00Z")
    assert after_open_time(week, at("2026-11-23T20:00Z"), timedelta(hours=5)) == at("2026-11-24T01:00Z")


@pytest.mark.parametrize(
    "week",
    [
        weekly(((),) * 7),
        weekly(
            (((540, 720),), (), (), (), (), (), ()),
            {date(2026, 11, 23) + timedelta(weeks=number) for number in range(70)},
        ),
    ],
    ids=["no openings", "holidays for more than a year"],
)
def test_a_desk_that_never_opens_gives_no_opening_no_closing_and_no_deadline(week: Week) -> None:
    now = at("2026-11-23T10:00Z")
    assert not is_open(week, now)
    assert next_opening(week, now) is None
    assert next_closing(week, now) is None
    assert after_open_time(week, now, timedelta(minutes=1)) is None
    assert after_open_days(week, now, 1) is None


def test_a_desk_that_closes_for_a_year_opens_again() -> None:
    week = closed(ALWAYS, {date(2026, 11, 23) + timedelta(days=number): 0 for number in range(365)})
    assert next_opening(week, at("2026-11-23T10:00Z")) == at("2027-11-23T00:00Z")


@proves(max_examples=100)
@given(seconds=st.integers(0, 400 * 86_400), first=st.integers(1, 60 * 40), second=st.integers(1, 60 * 40))
def test_waiting_twice_is_waiting_for_both_together(seconds: int, first: int, second: int) -> None:
    """Even across a year with summer time."""
    openings: WEEKLY = (((540, 720), (780, 1080)),) * 5 + ((),) * 2
    week = weekly(openings, changes=zone_changes("Europe/Berlin", 2026, 2030))
    start = at("2026-01-01T00:00Z") + timedelta(seconds=seconds)
    between = after_open_time(week, start, timedelta(minutes=first))
    assert between is not None
    together = after_open_time(week, start, timedelta(minutes=first + second))
    assert after_open_time(week, between, timedelta(minutes=second)) == together


@proves(max_examples=50)
@given(year=st.integers(1901, 8999), day=st.integers(0, 364), minutes=st.integers(-840, 840))
def test_any_instant_of_any_year_has_an_answer(year: int, day: int, minutes: int) -> None:
    week = ALWAYS._replace(changes=(ClockChange(datetime.min.replace(tzinfo=UTC), minutes),))
    now = datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day)
    assert is_open(week, now)
    assert offset_at(week.changes, now) == timedelta(minutes=minutes)


def test_open_stretches_come_in_order_and_never_overlap() -> None:
    openings: WEEKLY = (((0, 60), (60, 600), (1200, DAY)),) * 7
    week = weekly(openings, changes=zone_changes("Australia/Lord_Howe", 2026, 2027))
    spans = [span for span, _ in zip(open_spans(week, at("2026-03-30T00:00Z")), range(900), strict=False)]
    assert spans[-1].end > at("2026-10-10T00:00Z")
    assert all(span.start < span.end for span in spans)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))


# --- How times and offsets are written


@pytest.mark.parametrize(
    ("text", "minutes"), [("00:00", 0), ("9:05", 545), ("09:00", 540), ("23:59", 1439), ("24:00", 1440)]
)
def test_times_of_day_run_from_0_to_24_o_clock(text: str, minutes: int) -> None:
    assert minutes_of_day(text) == minutes


@pytest.mark.parametrize(
    "text", ["24:01", "25:00", "9", "9:5", "09:60", "-1:00", "9.00", "", ":", "9:00 PM", "9:²0"]
)
def test_anything_else_is_refused_with_what_would_be_right(text: str) -> None:
    with pytest.raises(ValueError, match="HH:MM"):
        minutes_of_day(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("+06:00", 360), ("-03:30", -210), ("+00:00", 0), ("06:00", None), ("+6:00", None), ("GMT+6", None)],
)
def test_an_offset_has_a_sign_and_two_digits_each(text: str, minutes: int | None) -> None:
    assert fixed_offset(text) == minutes
