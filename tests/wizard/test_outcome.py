"""The outcome: what the policy says of a case, as the real policy says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.wizard.helpers import (
    DESK_CLOSED,
    DESK_OPEN,
    IN_SPRING,
    NOT_YET_IN_FORCE,
    PRODUCTION_DOWN,
    ask,
    choice,
    edition_of,
    outcome_of,
    product,
    real,
    real_policy,
    rule,
    small_policy,
)
from wizard.policy import Holiday, Hours, Level, Opening, Question, Release, Row

SETUP = {
    "topic": "setup",
    "open-case": "no",
    "cause": "nothing",
    "version": "3",
    "impact": "none",
    "requirements": "met",
}
CUSTOM = {"topic": "custom", "agreed": "no"}


def told(answers: Mapping[str, str], now: str = DESK_OPEN) -> dict[str, Any]:
    return outcome_of(real(), answers, now)


def channels(answers: Mapping[str, str], now: str = DESK_OPEN) -> list[str]:
    return [channel["id"] for channel in told(answers, now)["channels"]]


# --- Verdicts


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        (SETUP, "covered"),
        (SETUP | {"version": "2"}, "not-guaranteed"),
        (SETUP | {"version": "LTS"}, "version-open"),
        (SETUP | {"version": "4"}, "version-open"),
        (SETUP | {"cause": "third-party", "certainty": "suspected"}, "ask"),
        (
            {"topic": "setup", "open-case": "no", "cause": "third-party", "certainty": "certain"},
            "not-covered",
        ),
        (CUSTOM, "not-covered"),
        (CUSTOM | {"agreed": "unsure"}, "ask"),
    ],
)
def test_the_verdict_is_the_one_that_the_tables_give(answers: dict[str, str], verdict: str) -> None:
    assert told(answers)["verdict"]["id"] == verdict


def test_before_the_policy_is_in_force_nothing_is_said_by_it() -> None:
    outcome = told({}, NOT_YET_IN_FORCE)
    assert outcome["verdict"]["tone"] == "no-verdict"
    assert (outcome["severity"], outcome["handling"], outcome["target"]) == (None, None, None)
    assert outcome["not_guaranteed"] == ()
    assert [channel["id"] for channel in outcome["channels"]] == ["portal", "email", "phone"]


def test_a_refusal_says_where_to_turn_instead_and_anything_else_does_not() -> None:
    refused = told({"topic": "setup", "open-case": "no", "cause": "third-party", "certainty": "certain"})
    excluded = {one.id: one.instead for section in real_policy().sections for one in section.excluded}
    assert refused["instead"] == (excluded["excluded-third-party"],)
    assert told(SETUP | {"cause": "third-party", "certainty": "suspected"})["instead"] == ()


def test_a_refusal_leads_to_others_and_gives_no_reason_but_its_own() -> None:
    refused = told({"topic": "setup", "open-case": "no", "cause": "third-party", "certainty": "certain"})
    assert refused["lead"] == {"title": "Ask your supplier", "elsewhere": True}
    assert [reason["clauses"][0]["label"] for reason in refused["reasons"]] == ["1.6"]
    assert (refused["severity"], refused["target"]) == (None, None)
    assert {channel["reply"] for channel in refused["channels"]} == {""}


def test_the_headline_says_what_to_do_at_this_hour() -> None:
    leads = [told(PRODUCTION_DOWN, now)["lead"] for now in (DESK_OPEN, DESK_CLOSED)]
    assert leads == [{"title": title, "elsewhere": False} for title in ("Call us now", "File a ticket now")]


def test_each_reason_comes_with_the_clauses_that_it_rests_on() -> None:
    reasons = told(PRODUCTION_DOWN)["reasons"]
    assert [[clause["label"] for clause in reason["clauses"]] for reason in reasons] == [
        ["1.2"],
        ["6.1"],
        ["3b.1"],
        ["5.1"],
    ]
    # The row of the level has no words of its own: what it cites says why, but for the target, told anyway.
    assert reasons[-1]["text"] == "Initial response times are based on severity (see Section 3)"


def test_each_step_says_which_row_decided_what_by_which_facts() -> None:
    steps = {step["table"]: step for step in told(PRODUCTION_DOWN)["why"]}
    assert list(steps) == [table.id for table in real_policy().tables]
    assert steps["severity"]["row"] == 2
    assert steps["severity"]["facts"] == {"impact": "down"}
    assert steps["severity"]["result"] == {"id": "critical", "name": "Critical"}
    assert steps["scope"]["result"]["name"] == "Within the scope"
    assert steps["verdict"]["result"]["name"] == "We support this"
    assert steps["level"]["result"]["name"] == "Priority / Critical Support"


# --- Level and target


def test_a_critical_case_has_four_business_hours_from_the_next_opening() -> None:
    target = told(PRODUCTION_DOWN, DESK_CLOSED)["target"]
    assert target["level"]["id"] == "critical"
    assert target["starts"] == {"utc": "2026-11-29T03:00:00Z", "desk": "2026-11-29T09:00", "offset": "+06:00"}
    assert target["due"] == {"utc": "2026-11-29T07:00:00Z", "desk": "2026-11-29T13:00", "offset": "+06:00"}
    assert target["taken_by"]["id"] == "critical-engineers"


def test_a_standard_case_has_24_business_hours_and_starts_at_once_while_the_desk_is_open() -> None:
    """Monday, 11:00: seven hours, nine on Tuesday, eight on Wednesday."""
    target = told(SETUP)["target"]
    assert (target["level"]["id"], target["taken_by"]) == ("standard", None)
    assert target["starts"]["utc"] == DESK_OPEN
    assert target["due"]["desk"] == "2026-11-25T17:00"


def test_a_case_that_is_not_covered_has_no_target_and_every_other_has_what_is_not_guaranteed() -> None:
    assert told(CUSTOM)["target"] is None
    assert told(CUSTOM)["not_guaranteed"] == ()
    assert [clause["id"] for clause in told(SETUP)["not_guaranteed"]] == [
        "resolution-depends",
        "no-fixed-resolution",
    ]


def test_a_target_in_days_is_due_at_closing_time() -> None:
    (section,) = small_policy().sections
    (level,) = section.levels
    in_days = replace(level, target=replace(level.target, hours=0, days=2))
    policy = small_policy(sections=(replace(section, levels=(in_days,)),))
    assert outcome_of(edition_of(policy), {"topic": "one"})["target"]["due"]["desk"] == "2026-11-25T18:00"


def test_a_target_on_a_desk_that_never_opens_has_no_instants() -> None:
    closed = small_policy(
        hours=(
            Hours(id="day", text="Always", always=True),
            Hours(id="desk", text="Never", openings=(_year_off(),)),
        )
    )
    edition = edition_of(closed)
    edition.__dict__["weeks"] = edition.weeks | {"desk": edition.weeks["desk"]._replace(turns=lambda day: ())}
    target = outcome_of(edition, {"topic": "one"})["target"]
    assert (target["starts"], target["due"]) == (None, None)


def _year_off() -> Opening:
    return Opening(days=("monday",), opens="09:00", closes="10:00")


@pytest.mark.parametrize(
    ("zone", "desk", "offset"),
    [
        ("America/St_Johns", "2026-11-23T09:00", "-03:30"),
        ("Asia/Kathmandu", "2026-11-23T10:45", "+05:45"),
        ("+00:00", "2026-11-23T09:00", "+00:00"),
    ],
)
def test_the_desk_s_own_clock_tells_when_it_starts(zone: str, desk: str, offset: str) -> None:
    own = Hours(
        id="desk",
        text="By day",
        zone=zone,
        openings=(Opening(days=("monday",), opens="09:00", closes="18:00"),),
    )
    edition = edition_of(small_policy(hours=(Hours(id="day", text="Always", always=True), own)))
    starts = outcome_of(edition, {"topic": "one"})["target"]["starts"]
    assert (starts["desk"], starts["offset"]) == (desk, offset)


# --- Channels


def test_a_critical_case_goes_to_the_phone_while_it_is_open_and_else_to_the_portal() -> None:
    assert channels(PRODUCTION_DOWN, DESK_OPEN) == ["phone", "portal", "email"]
    assert channels(PRODUCTION_DOWN, DESK_CLOSED) == ["portal", "email", "phone"]


def test_a_critical_bug_is_reported_in_writing_and_phoned_in_while_the_phone_is_open() -> None:
    bug = PRODUCTION_DOWN | {"wish": "bug"}
    assert channels(bug, DESK_OPEN) == ["portal", "phone", "email"]
    assert channels(bug, DESK_CLOSED) == ["portal", "email"]
    assert channels(bug | {"impact": "minor"}, DESK_OPEN) == ["portal", "email"]


def test_an_open_channel_says_when_it_closes_and_a_closed_one_when_it_opens() -> None:
    (phone,) = (one for one in told(PRODUCTION_DOWN, DESK_OPEN)["channels"] if one["id"] == "phone")
    assert (phone["open"], phone["opens"], phone["closes"]["desk"]) == (True, None, "2026-11-23T18:00")
    (phone,) = (one for one in told(PRODUCTION_DOWN, DESK_CLOSED)["channels"] if one["id"] == "phone")
    assert (phone["open"], phone["opens"]["desk"], phone["closes"]) == (False, "2026-11-29T09:00", None)


def test_a_promise_is_only_for_the_channel_that_keeps_it() -> None:
    replies = {channel["id"]: channel["reply"] for channel in told(PRODUCTION_DOWN, DESK_OPEN)["channels"]}
    assert replies == {"phone": "at-once", "portal": "by-target", "email": "by-target"}
    replies = {channel["id"]: channel["reply"] for channel in told(PRODUCTION_DOWN, DESK_CLOSED)["channels"]}
    assert replies == {"portal": "by-target", "email": "by-target", "phone": ""}


def test_what_is_written_is_read_when_the_level_s_time_counts() -> None:
    starts = told(PRODUCTION_DOWN, DESK_CLOSED)["target"]["starts"]
    for now, reads in ((DESK_OPEN, None), (DESK_CLOSED, starts)):
        listed = {channel["id"]: channel["reads"] for channel in told(PRODUCTION_DOWN, now)["channels"]}
        assert listed == {"portal": reads, "email": reads, "phone": None}


def test_a_channel_without_an_address_is_never_the_first() -> None:
    inquiry = told(CUSTOM)
    assert real().routes["inquiry"].via[0].channel == "email"
    assert [channel["id"] for channel in inquiry["channels"]] == ["portal", "email"]
    assert [channel["takes_ticket"] for channel in inquiry["channels"]] == [True, False]


def test_a_channel_that_is_always_open_neither_opens_nor_closes() -> None:
    portal = told(PRODUCTION_DOWN, DESK_CLOSED)["channels"][0]
    assert (portal["open"], portal["opens"], portal["closes"]) == (True, None, None)
    assert portal["link"] == portal["address"] == "https://care.bizmic.com"
    assert portal["filled"] is False


def test_a_channel_comes_with_its_own_clause_and_those_of_its_reason() -> None:
    bug = PRODUCTION_DOWN | {"wish": "bug"}
    assert [clause["id"] for clause in told(bug)["channels"][0]["clauses"]] == ["portal", "bug-channels"]


# --- Versions


def test_the_version_comes_with_its_status_its_advice_and_the_last_day_of_it() -> None:
    version = told(SETUP | {"version": "v2.3"}, IN_SPRING)["version"]
    assert version["version"] == "v2.3"
    assert version["status"] == {"id": "limited", "name": "Limited support"}
    assert version["advice"] == "Upgrading to the latest version gives you full support again."
    assert version["last"] == "2026-04-07"


@pytest.mark.parametrize("now", ["2026-03-01T18:00:00Z", "2026-04-07T17:59:59Z"])
def test_the_first_and_the_last_day_of_a_status_belong_to_it(now: str) -> None:
    """By the policy's clock, six hours ahead: from 2 March, when release 3 came out, to 7 April."""
    version = told(SETUP | {"version": "2"}, now)["version"]
    assert (version["status"]["id"], version["last"]) == ("limited", "2026-04-07")


@pytest.mark.parametrize(("typed", "status"), [("unknown", "unknown"), ("LTS", "unknown"), ("4", "newer")])
def test_a_version_that_no_rule_speaks_of_has_a_name_from_the_words_and_no_last_day(
    typed: str, status: str
) -> None:
    version = told(SETUP | {"version": typed})["version"]
    assert version["status"]["id"] == status
    assert version["status"]["name"] == real().words.status[status]
    assert (version["advice"], version["last"]) == ("", "")
    assert version["version"] == ("" if typed == "unknown" else typed)


def test_a_listed_version_that_is_still_to_come_is_told_with_the_day_on_which_it_comes_out() -> None:
    (software,) = real_policy().products
    coming = replace(software, releases=(Release(version="4", released=date(2027, 2, 1)), *software.releases))
    edition = edition_of(replace(real_policy(), products=(coming,)))
    before, on_the_day = (
        outcome_of(edition, SETUP | {"version": "4.1"}, now)["version"]
        for now in ("2027-01-31T17:59:59Z", "2027-01-31T18:00:00Z")
    )
    assert (before["status"]["name"], before["last"]) == ("Not out yet by our list", "2027-02-01")
    assert (on_the_day["status"]["id"], on_the_day["last"]) == ("full", "")


def test_without_a_version_question_there_is_no_version() -> None:
    assert told({"topic": "account", "open-case": "no"})["version"] is None


def test_without_a_release_table_the_three_cases_are_asked_for() -> None:
    edition = edition_of(replace(real_policy(), products=(), unconfirmed=()))
    answers = {id: answer for id, answer in SETUP.items() if id != "version"}
    assert ask(edition, answers)["question"]["id"] == "version-age"
    assert outcome_of(edition, answers | {"version-age": "previous"})["verdict"]["id"] == "limited"


def test_the_product_that_was_named_is_the_one_whose_releases_count() -> None:
    one = product(Release(version="7", released=date(2026, 1, 1)), id="one")
    two = product(Release(version="9", released=date(2026, 1, 1)), id="two")
    asks = (
        Question(id="product", kind="product", text="Which?", name="Product"),
        Question(id="version", kind="version", text="Which?", name="Version"),
    )
    policy = small_policy(products=(one, two), questions=asks, version_rules=(rule("full"),))
    for name, status in (("one", "newer"), ("two", "full")):
        version = outcome_of(edition_of(policy), {"product": name, "version": "9"})["version"]
        assert (version["product"], version["status"]["id"]) == (name.title(), status)


# --- What to prepare and what happens next


def test_what_to_prepare_depends_on_the_topic() -> None:
    assert len(told(SETUP)["prepare"]) == 4
    account = told({"topic": "account", "open-case": "no"})
    assert [clause["id"] for clause in account["prepare"]] == ["clear-description"]


def test_a_bug_shows_what_becomes_of_it_and_an_unresolved_case_how_it_is_escalated() -> None:
    assert [one["id"] for one in told(PRODUCTION_DOWN | {"wish": "bug"})["procedures"]] == ["bug-reporting"]
    assert told(PRODUCTION_DOWN)["procedures"] == ()
    unresolved = {"topic": "how-to", "open-case": "unresolved", "version": "3"}
    (escalation,) = told(unresolved)["procedures"]
    assert [step["id"] for step in escalation["steps"]] == ["escalate-to-agent", "escalate-to-manager"]


def test_only_a_critical_case_is_escalated_to_technical_leadership() -> None:
    unresolved = {"topic": "malfunction", "open-case": "unresolved", "version": "3", "impact": "down"}
    (escalation,) = told(unresolved)["procedures"]
    assert escalation["steps"][-1]["id"] == "escalate-to-leadership"
    assert told(unresolved)["route"] == real().routes["open-case-critical"].text


def test_the_outcome_names_the_policy_and_its_edition() -> None:
    assert told(SETUP)["policy"] == {
        "title": "BizMic Support Policy",
        "effective": "2026-01-01",
        "digest": "abcd1234",
        "until": "",
        "early": "",
    }


def test_before_the_policy_is_in_force_the_outcome_names_the_day_that_it_went_by() -> None:
    assert told({}, now="1970-01-01T00:00:00Z")["policy"]["early"] == "1970-01-01"


# --- Details


def test_details_are_shown_back_clean_and_of_the_right_kind() -> None:
    typed = {
        "summary": "  a\n b\0 " + "x" * 400,
        "description": "one\r\ntwo\u202e",
        "attachments": ["logs", "nonsense", "screenshots"],
        "email": "a@b\nBcc: c@d",
    }
    values = {one["id"]: one["value"] for one in outcome_of(real(), SETUP | typed)["details"]}
    assert values["summary"].startswith("a b xxx")
    assert len(values["summary"]) == 300
    assert values["description"] == "one\ntwo"
    assert values["attachments"] == ("screenshots", "logs")
    assert values["email"] == "a@b Bcc: c@d"
    assert values["name"] == ""


def test_one_of_several_may_come_alone_and_a_list_is_no_line() -> None:
    values = {
        one["id"]: one["value"]
        for one in outcome_of(real(), SETUP | {"attachments": "logs", "name": ["Rahima"]})["details"]
    }
    assert (values["attachments"], values["name"]) == (("logs",), "")


def test_a_row_that_says_nothing_gives_no_reason() -> None:
    rows = small_policy().tables[0].rows
    spoken = replace(
        small_policy().tables[0], rows=(Row(when={"topic": "one"}, then="covered", say="So."), *rows)
    )
    policy = small_policy(
        tables=(spoken, *small_policy().tables[1:]), questions=(choice("topic", "one", "two"),)
    )
    reasons = {id: outcome_of(edition_of(policy), {"topic": id})["reasons"] for id in ("one", "two")}
    assert [reason["text"] for reason in reasons["one"]] == ["So."]
    assert reasons["two"] == ()


def test_a_list_of_holidays_that_ends_is_told_once_it_has_or_the_answer_is_due_after_it() -> None:
    policy = real_policy()
    days = (Holiday(day="2027-12-16"), Holiday(day="2027-12-20"))
    desk = {one.id: replace(one, holidays=days) for one in policy.hours if one.openings}
    edition = edition_of(replace(policy, hours=tuple(desk.get(one.id, one) for one in policy.hours)))
    told = {**PRODUCTION_DOWN, "version": "unknown", "impact": "minor"}

    def listed(of: Any, now: str) -> list[str]:
        return [one["last"] for one in outcome_of(of, told, now)["listed"]]

    assert listed(edition, "2027-12-12T05:00:00Z") == []
    assert listed(edition, "2027-12-20T11:30:00Z") == ["2027-12-20"], "its answer is due after that day"
    assert listed(edition, "2028-02-01T05:00:00Z") == ["2027-12-20"]
    assert listed(real(), "2028-02-01T05:00:00Z") == []


def test_a_list_that_ends_is_told_beside_the_channel_or_the_deadline_that_depends_on_it() -> None:
    policy = real_policy()
    desk = {
        one.id: replace(one, holidays=(Holiday(day="2027-12-16"),)) for one in policy.hours if one.openings
    }
    listing = replace(policy, hours=tuple(desk.get(one.id, one) for one in policy.hours))

    def counted(level: Level) -> Level:
        return replace(level, target=replace(level.target, clock="round-the-clock"))

    sections = [replace(one, levels=tuple(map(counted, one.levels))) for one in policy.sections]
    always = edition_of(replace(listing, sections=tuple(sections)))

    def beside(of: Any, now: str) -> list[str]:
        return [one["channel"] for one in outcome_of(of, PRODUCTION_DOWN, now)["listed"]]

    assert beside(edition_of(listing), "2028-02-01T05:00:00Z") == [""]
    assert beside(always, "2028-02-01T05:00:00Z") == ["phone"]
    assert beside(always, "2027-12-15T11:59:00Z") == [], "the phone is answered"
    assert beside(always, "2027-12-15T13:00:00Z") == ["phone"], "it is answered again after that day"


def test_the_first_number_of_a_version_is_said_to_be_enough_only_where_it_tells_all_releases_apart() -> None:
    def help(*versions: str) -> str:
        releases = tuple(Release(version=one, released=date(2025, 1, 1)) for one in versions)
        policy = real_policy()
        one = replace(policy.products[0], releases=releases)
        told = {"topic": "malfunction", "open-case": "no", "cause": "nothing"}
        view = ask(edition_of(replace(policy, products=(one,))), told)
        assert view["question"]["kind"] == "version"
        return str(view["question"]["help"])

    hint, own = "The number before the first dot is enough. ", "Look under Help or About."
    assert help("3", "2", "1") == hint + own
    assert help("2026.1", "2025.1") == help("3", "2.1", "2.0") == own
