"""What the zones' clocks promise."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from publisher.policy_file import edition_file
from publisher.policy_file.edition_file import clocks
from publisher.policy_file.zone_names import MOST_ZONES, RIGHT, clock_of, unlike
from publisher.policy_file.zones import changes
from tests.wizard.helpers import zone_changes
from wizard.hours import ClockChange, offset_at

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Dhaka",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Pacific/Apia",
    "UTC",
)


def test_the_first_change_holds_from_the_beginning_of_time() -> None:
    assert zone_changes("Asia/Dhaka", 2026, 2030) == (ClockChange(datetime.min.replace(tzinfo=UTC), 360),)


def test_berlin_changes_its_clocks_at_one_utc_on_the_last_sundays_of_march_and_october() -> None:
    assert zone_changes("Europe/Berlin", 2026, 2026)[1:] == (
        ClockChange(datetime(2026, 3, 29, 1, tzinfo=UTC), 120),
        ClockChange(datetime(2026, 10, 25, 1, tzinfo=UTC), 60),
    )


def test_a_zone_that_skipped_a_day_changes_by_all_of_it() -> None:
    before, after = zone_changes("Pacific/Apia", 2011, 2011)[-2:]
    assert after.start == datetime(2011, 12, 30, 10, tzinfo=UTC)
    assert after.minutes - before.minutes == 24 * 60


@pytest.mark.parametrize("zone", ZONES)
def test_offsets_are_those_of_the_time_zone_database_at_every_half_hour(zone: str) -> None:
    found, clock = zone_changes(zone, 2009, 2012), ZoneInfo(zone)
    instant = datetime(2009, 1, 1, tzinfo=UTC)
    while instant.year < 2013:
        assert offset_at(found, instant) == instant.astimezone(clock).utcoffset(), instant
        instant += timedelta(minutes=30)


def test_each_change_stands_at_the_very_second_from_which_it_holds() -> None:
    clock = ZoneInfo("Australia/Lord_Howe")
    for change in zone_changes("Australia/Lord_Howe", 2020, 2026)[1:]:
        last_before = change.start - timedelta(seconds=1)
        assert change.start.astimezone(clock).utcoffset() == timedelta(minutes=change.minutes)
        assert last_before.astimezone(clock).utcoffset() != timedelta(minutes=change.minutes)


def test_a_zone_is_read_from_the_package_and_not_from_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The package is replaced by one in which Berlin has Tokyo's clock."""
    tokyo = files("tzdata").joinpath("zoneinfo", "Asia", "Tokyo").read_bytes()
    (tmp_path / "zoneinfo" / "Europe").mkdir(parents=True)
    (tmp_path / "zoneinfo" / "Europe" / "Berlin").write_bytes(tokyo)
    (tmp_path / "zones").write_text("Europe/Berlin\n", "utf-8")
    monkeypatch.setattr(edition_file, "files", lambda _package: tmp_path)
    clock = edition_file.PackagedClocks()["Europe/Berlin"]
    assert [change.minutes for change in changes(clock, 2026, 2026)] == [540]


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("Asia/Daka", "Asia/Dhaka"),
        ("Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("", "+06:00"),
    ],
)
def test_an_unknown_zone_is_refused_with_what_would_be_near(wrong: str, near: str) -> None:
    with pytest.raises(ValueError, match="no time zone") as refusal:
        zone_changes(wrong, 2026, 2027)
    assert near in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("India", ["Asia/Kolkata"]),
        ("Asia/Mumbai", ["Asia/Kolkata"]),
        ("Bangalore", ["Asia/Kolkata"]),
        ("Germany", ["Europe/Berlin", "Europe/Busingen"]),
        ("China", ["Asia/Shanghai", "Asia/Urumqi"]),
        ("UK", ["Europe/London"]),
        ("Korea", ["Asia/Pyongyang", "Asia/Seoul"]),
        ("Samoa", ["Pacific/Samoa", "Pacific/Pago_Pago", "Pacific/Apia"]),
        ("Washington", ["America/Los_Angeles", "America/New_York"]),
        ("Saint Petersburg", ["America/New_York", "Europe/Moscow"]),
        ("Pacific Time", ["America/Los_Angeles"]),
        ("Central European Summer Time", ["Europe/Berlin"]),
        ("PT", ["America/Los_Angeles", "Europe/Lisbon"]),
        ("CT", ["America/Chicago", "Australia/Adelaide", "Australia/Darwin", "America/Havana"]),
        ("ET", ["America/New_York", "Australia/Sydney", "Australia/Brisbane"]),
        ("Zürich", ["Europe/Zurich"]),
        ("Munich", ["Europe/Berlin"]),
    ],
)
def test_a_name_that_is_known_is_answered_with_all_zones_that_it_may_mean(
    name: str, meant: list[str]
) -> None:
    with pytest.raises(ValueError, match="it may mean") as refusal:
        clock_of(name, clocks())
    assert f"it may mean {' or '.join(meant)}, or write the offset" in str(refusal.value)


@pytest.mark.parametrize("name", ["United States", "Canada", "Brasil", "Delft", "Nagoya", "Europe/Kuba", "x"])
def test_what_could_be_anywhere_is_answered_with_how_zones_are_written_alone(name: str) -> None:
    with pytest.raises(ValueError, match="no time zone") as refusal:
        clock_of(name, clocks())
    assert str(refusal.value).endswith(f"time zone; {RIGHT}")


def test_a_slip_of_the_fingers_is_asked_about_and_a_country_is_no_slip_of_a_city() -> None:
    for name, near in {"Europe/Belrin": "Europe/Berlin", "Kolkatta": "Asia/Kolkata"}.items():
        with pytest.raises(ValueError, match=f"is it {near}[?] If not, write a continent and a city"):
            clock_of(name, clocks())
    sampled = sorted(clocks().of_countries.items())
    for country, zones in sampled[::6]:
        with suppress(KeyError, ValueError):
            clock_of(country, clocks())
            continue
        with pytest.raises(ValueError, match="no time zone") as refusal:
            clock_of(country, clocks())
        assert "is it" not in str(refusal.value)
        assert len(zones) > MOST_ZONES or all(zone in str(refusal.value) for zone in zones)


@pytest.mark.parametrize(
    ("text", "zone", "unlike_it"),
    [
        ("9 to 17 CET", "UTC", "CET"),
        ("9 to 17 CET", "Europe/Paris", ""),
        ("9 to 17 CEST", "Europe/London", "CEST"),
        ("9 AM to 5 PM PT", "Europe/Berlin", "PT"),
        ("9am-5pm ET", "America/Chicago", "ET"),
        ("9 to 17 GMT", "Asia/Tokyo", "GMT"),
        ("9 to 17 GMT", "Europe/London", ""),
        ("9am to 5pm Eastern Time", "UTC", "Eastern time"),
        ("9 to 17, London time", "Asia/Tokyo", "London time"),
        ("9 to 17, New York time", "America/New_York", ""),
        ("9 to 17, local time", "Asia/Tokyo", ""),
        ("9:00-17:00 (UTC+8)", "Asia/Tokyo", "UTC+8"),
        ("9:00-17:00 (GMT+1)", "Europe/London", ""),
        ("9 to 17 EST (14 to 22 GMT)", "America/New_York", ""),
        ("9 to 17 CET/CEST", "Europe/London", "CET"),
        ("9 to 17 EST", "America/Chicago", "EST"),
        ("9 to 17 CST", "America/Regina", ""),
        ("9 to 17 GMT+2", "Europe/Berlin", ""),
        ("9 to 17 Pacific", "America/New_York", "Pacific"),
        ("9 to 17 (Berlin)", "Asia/Dhaka", "Berlin"),
        ("9 to 17, local time in Singapore", "Asia/Dhaka", "Singapore"),
        ("9 to 5 in Denver", "America/Chicago", "Denver"),
        ("9 to 5 in New York", "America/New_York", ""),
        ("9 to 5 in May (Monday to Friday)", "UTC", ""),
        ("ICT desk: Monday to Friday, 9 to 17", "Europe/Berlin", ""),
    ],
)
def test_a_clock_in_a_text_is_told_where_a_zone_has_another_time(
    text: str, zone: str, unlike_it: str
) -> None:
    assert unlike(text, zone, clocks()) == unlike_it


@pytest.mark.parametrize(
    "path", ["../zones", "/etc/localtime", "Europe", "localtime", "Europe/../Asia/Dhaka"]
)
def test_a_path_is_no_zone(path: str) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        zone_changes(path, 2026, 2027)


def test_years_before_1970_and_years_in_no_order_are_refused() -> None:
    for first, last in ((1969, 2000), (2027, 2026)):
        with pytest.raises(ValueError, match="no years in order"):
            zone_changes("Asia/Dhaka", first, last)


def test_an_offset_of_half_minutes_is_refused_and_not_rounded() -> None:
    with pytest.raises(ValueError, match="not whole minutes"):
        zone_changes("Africa/Monrovia", 1970, 1975)


def test_every_zone_there_is_can_be_read() -> None:
    assert {"Asia/Dhaka", "Europe/Berlin", "UTC"} <= set(clocks())
    assert all(zone_changes(zone, 2026, 2026) for zone in clocks())
