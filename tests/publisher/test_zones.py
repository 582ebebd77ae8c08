"""What the zones' clocks promise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from publisher.policy_file import edition_file
from publisher.policy_file.edition_file import clocks
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
