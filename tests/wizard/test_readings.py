"""Unconfirmed readings: what each concerns, and which outcome rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.wizard.helpers import (
    DESK_CLOSED,
    DESK_OPEN,
    IN_SPRING,
    NOT_YET_IN_FORCE,
    PRODUCTION_DOWN,
    edition_of,
    outcome_of,
    real,
    real_policy,
    small_policy,
)
from wizard.policy import Clause, Desk, Policy, Reading
from wizard.readings import concerns, is_settled

ACCOUNT = {"topic": "account", "open-case": "no"}
EXCLUDED = {"topic": "malfunction", "open-case": "no", "cause": "misuse", "certainty": "certain"}
HOW_TO = {"topic": "how-to", "open-case": "no", "cause": "nothing", "version": "3"}


def resting(answers: Mapping[str, str], now: str = DESK_OPEN) -> set[str]:
    """The ids of the readings that an outcome of the real policy rests on."""
    return {one["id"] for one in outcome_of(real(), answers, now)["readings"]}


def reading(*fields: str) -> Reading:
    return Reading(id="open", fields=fields, reading="As it says", reason="It is open")


@pytest.mark.parametrize("one", real_policy().unconfirmed, ids=lambda one: one.id)
def test_every_reading_of_the_real_policy_concerns_something_that_is_there(one: Reading) -> None:
    assert all(concerns(real_policy(), field) for field in one.fields)


def test_every_reading_of_the_real_policy_is_told_in_some_outcome() -> None:
    told = (
        resting(PRODUCTION_DOWN | {"wish": "bug"})
        | resting(ACCOUNT)
        | resting(PRODUCTION_DOWN | {"version": "2"}, IN_SPRING)
        | resting(EXCLUDED)
    )
    assert told == {one.id for one in real_policy().unconfirmed}


def test_the_example_releases_are_told_of_exactly_where_a_version_was_asked_for() -> None:
    assert "example-releases" in resting(HOW_TO)
    assert "example-releases" in resting(HOW_TO | {"version": "unknown"})
    assert not {"example-releases", "version-order"} & (resting(ACCOUNT) | resting(EXCLUDED))


def test_how_the_level_of_an_account_case_is_taken_is_told_only_in_one() -> None:
    assert "account-level" in resting(ACCOUNT)
    assert "account-level" not in resting(HOW_TO) | resting(PRODUCTION_DOWN) | resting(EXCLUDED)


def test_how_business_hours_are_taken_is_told_where_a_target_or_the_phone_depends_on_them() -> None:
    assert {"working-days", "business-hours-count"} <= resting(ACCOUNT) & resting(
        PRODUCTION_DOWN, DESK_CLOSED
    )
    assert not {"working-days", "business-hours-count", "no-chat"} & resting(EXCLUDED)


def test_that_a_critical_bug_is_phoned_in_is_told_only_while_the_phone_is_open() -> None:
    bug = PRODUCTION_DOWN | {"wish": "bug"}
    assert {"bug-phoned-in", "bug-is-handling"} <= resting(bug, DESK_OPEN)
    assert "bug-phoned-in" not in resting(bug, DESK_CLOSED) | resting(PRODUCTION_DOWN)
    assert "bug-is-handling" not in resting(PRODUCTION_DOWN)


def test_when_twelve_months_end_is_told_where_the_previous_version_s_clause_decided() -> None:
    assert "twelve-months" in resting(PRODUCTION_DOWN | {"version": "2"}, IN_SPRING)
    assert "twelve-months" not in resting(PRODUCTION_DOWN)


def test_the_missing_address_is_told_of_wherever_the_e_mail_is_a_way_to_us() -> None:
    assert "email-address" in resting(EXCLUDED) & resting(ACCOUNT) & resting({}, NOT_YET_IN_FORCE)


# --- Paths


@pytest.mark.parametrize(
    ("field", "part"),
    [
        ("sections.channels.channels.email.address", "Channel:email"),
        ("sections.levels.levels.critical.target.hours", "Clause:critical-target"),
        ("sections.levels.levels.critical.name", "Level:critical"),
        ("sections.levels.procedures.bug-reporting", "Procedure:bug-reporting"),
        ("sections.levels.levels.standard.taken_by", "Level:standard"),
        ("hours.business-hours.holidays", "Hours:business-hours"),
        ("tables.severity.rows.account-is-standard.then", "Row:account-is-standard"),
        ("tables.severity", "Table:severity"),
        ("version_rules", "version_rules"),
        ("effective", "effective"),
    ],
)
def test_a_path_concerns_the_innermost_part_with_an_id(field: str, part: str) -> None:
    """Also where the field is empty: that may be the very thing that is open."""
    assert concerns(real_policy(), field) == part


@pytest.mark.parametrize(
    ("field", "piece"),
    [
        ("nothing", "nothing"),
        ("", ""),
        ("hours.weekend", "weekend"),
        ("hours..zone", ""),
        ("hours.business-hours.zones", "zones"),
        ("hours.business-hours.zone.name", "name"),
        ("sections.levels.levels.standard.taken_by.id", "id"),
        ("__class__", "__class__"),
        ("channels", "channels"),
        ("tables.severity.rows.", ""),
    ],
)
def test_a_path_that_leads_nowhere_names_the_piece_that_is_not_found(field: str, piece: str) -> None:
    with pytest.raises(LookupError) as error:
        concerns(real_policy(), field)
    assert error.value.args == (piece,)


def test_a_reading_of_several_fields_is_rested_on_where_one_of_them_is_used() -> None:
    for field, told in (("hours.day", ["As it says"]), ("routes.called", [])):
        policy = replace(small_policy(), unconfirmed=(reading("handlings.bug", field),))
        readings = outcome_of(edition_of(policy), {"topic": "one"})["readings"]
        assert [one["text"] for one in readings] == told


# --- What settles a reading


@pytest.mark.parametrize(
    ("until", "settled"),
    [
        ((), False),
        (("sections.all.channels.web.form",), False),
        (("sections.all.channels.web.form", "sections.all.channels.web.desk"), True),
        (("zone",), True),
    ],
)
def test_a_reading_is_settled_by_the_fields_alone_that_it_waits_for(
    until: tuple[str, ...], settled: bool
) -> None:
    """Not by those that it concerns: with a form set, a reading may say something else of that form."""
    web = replace(small_policy().channels[0], desk=Desk(kind="trac"))
    (section,) = small_policy().sections
    policy = replace(small_policy(), sections=(replace(section, channels=(web,)),))
    of_desk = replace(reading("sections.all.channels.web.desk"), until=until)
    assert is_settled(policy, of_desk) is settled


# --- Any part that an outcome shows


def with_reading(field: str) -> Policy:
    return replace(small_policy(), unconfirmed=(reading(field),))


@pytest.mark.parametrize(
    "field",
    [
        "effective",
        "zone",
        "questions.topic",
        "verdicts.covered.title",
        "severities.standard",
        "handlings.request",
        "tables.route",
        "routes.written.via",
        "sections.all.channels.web",
        "hours.day",
        "hours.desk.openings",
        "sections.all.levels.plain",
        "sections.all.levels.plain.target.hours",
        "sections.all.levels.plain.purpose",
    ],
)
def test_an_outcome_rests_on_every_part_that_it_is_made_of(field: str) -> None:
    told = outcome_of(edition_of(with_reading(field)), {"topic": "one"})["readings"]
    assert [one["text"] for one in told] == ["As it says"]


@pytest.mark.parametrize(
    "field",
    [
        "verdicts.refused",
        "severities.critical",
        "handlings.bug",
        "routes.called",
        "sections.all.channels.phone",
    ],
)
def test_an_outcome_does_not_rest_on_what_was_not_decided(field: str) -> None:
    assert outcome_of(edition_of(with_reading(field)), {"topic": "one"})["readings"] == ()


def test_a_clause_and_its_kinds_have_one_name() -> None:
    policy = real_policy()
    target = policy.levels[0].target
    assert isinstance(target, Clause)
    assert concerns(policy, "sections.levels.levels.standard.target") == f"Clause:{target.id}"
