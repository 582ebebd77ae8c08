"""The ticket: what the desk gets to begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest

from tests.wizard.helpers import (
    DESK_CLOSED,
    NOT_YET_IN_FORCE,
    PRODUCTION_DOWN,
    ask,
    edition_of,
    outcome_of,
    real,
    real_policy,
    small_policy,
    with_detail_kind,
    words,
)
from wizard.address import answers_in
from wizard.outcome.blocks import BLOCKS, SECTIONS, Section
from wizard.policy import Detail, Release
from wizard.ticket.layout import SHAPES, heading, known_lines

PAGE = "https://example.org/help/wizard/"
PERSONAL = {
    "summary": "Invoices can't be printed",
    "description": "I press Print.\nNothing comes.",
    "error-message": "E-1042: no printer",
    "name": "Rahima Khatun",
    "company": "Padma Textiles",
    "email": "rahima@example.org",
    "attachments": ["logs", "screenshots"],
}


def ticket(answers: dict[str, Any], now: str = DESK_CLOSED) -> dict[str, str]:
    return dict(outcome_of(real(), answers, now, PAGE)["ticket"])


def lines(answers: dict[str, Any], now: str = DESK_CLOSED) -> list[str]:
    return ticket(answers, now)["body"].splitlines()


def test_the_ticket_begins_with_its_facts_by_names_that_no_language_changes() -> None:
    words = replace(real().words.ticket, line="{name} = {value}", severity="Schwere", handling="Art")
    edition = replace(real(), words=replace(real().words, ticket=words))
    told = outcome_of(edition, PRODUCTION_DOWN | PERSONAL, DESK_CLOSED, PAGE)["ticket"]["body"]
    *facts, again = told.split("\n\n")[0].splitlines()
    assert again.startswith(f"Answers: {PAGE}#topic=malfunction&")
    assert facts == [
        "Name: Rahima Khatun",
        "E-mail: rahima@example.org",
        "Company: Padma Textiles",
        "Severity: critical",
        "Product: BizMic software",
        "Version: 3",
        "Status: full",
        "Due: 2026-11-29T13:00+06:00",
        "Handling: request",
        "Verdict: covered",
        "Level: critical",
        "Edition: abcd1234",
    ]


def test_every_block_of_the_ticket_has_a_way_to_be_drawn_and_no_other_shape_has_one() -> None:
    assert {block.shape for block in BLOCKS if block.ticket} == SHAPES.keys()


def test_every_line_of_a_ticket_but_those_of_what_the_customer_gave_is_known_when_it_comes_back() -> None:
    layout, known = real().layout, known_lines(real_policy(), words())
    headings = {heading(words().ticket, section): section for section in SECTIONS}
    section: Section = ""
    for line in (line for entry in layout.body for line in entry):
        text = line.template[0]
        section = headings.get(text, section)
        begun = [one for one in known if one.section == section and text.startswith(one.begin)]
        assert begun or section == "details" or text in ("", *headings), line


def test_the_ticket_says_how_severe_it_is_and_how_it_is_handled() -> None:
    assert {"Severity: Critical", "Handling: Request"} <= set(lines(PRODUCTION_DOWN))
    assert "Handling: Bug report" in lines(PRODUCTION_DOWN | {"wish": "bug"})


def test_the_ticket_says_every_answer_in_the_policy_s_words() -> None:
    assert {
        "Topic: Something is broken",
        "Open case: No, this is new",
        "Possible cause: None of these",
        "Impact: Production is down",
        "Wish: Help me to get it working",
        "System requirements: Yes",
    } <= set(lines(PRODUCTION_DOWN))


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("3", "Version: BizMic software 3: Full support"),
        ("v2.7", "Version: BizMic software v2.7: Support may be limited"),
        ("LTS", "Version: BizMic software LTS: Version not known yet"),
        ("unknown", "Version: I don't know"),
    ],
)
def test_the_ticket_names_the_version_as_typed_with_its_status(typed: str, line: str) -> None:
    assert line in lines(PRODUCTION_DOWN | {"version": typed})


def test_the_ticket_names_the_day_until_which_a_version_has_its_status_or_on_which_it_comes_out() -> None:
    (product,) = real_policy().products
    releases = (*product.releases, Release(version="4", released=date(2027, 3, 1)))
    edition = edition_of(replace(real_policy(), products=(replace(product, releases=releases),)))

    def told(version: str) -> list[str]:
        return outcome_of(edition, PRODUCTION_DOWN | {"version": version})["ticket"]["body"].splitlines()

    assert "Version: BizMic software 3: Full support until 2027-02-28" in told("3")
    assert "Version: BizMic software 4: Not out yet by our list; it comes out on 2027-03-01" in told("4")


def test_the_ticket_holds_every_detail_that_was_given() -> None:
    body = ticket(PRODUCTION_DOWN | PERSONAL)["body"]
    assert "What happens:\nI press Print.\nNothing comes.\n" in body
    assert "Error message:\nE-1042: no printer\n" in body
    assert {
        "In one sentence: Invoices can't be printed",
        "What you will attach: Screenshots, Logs",
        "Name: Rahima Khatun",
        "Company: Padma Textiles",
        "E-mail: rahima@example.org",
    } <= set(body.splitlines())


def test_a_detail_that_is_not_given_is_left_out_of_the_ticket_and_missed_where_the_desk_needs_it() -> None:
    body = ticket(PRODUCTION_DOWN)["body"]
    assert not [detail.name for detail in real().policy.details if f"{detail.name}:" in body]
    assert problems(PRODUCTION_DOWN) == dict.fromkeys(("summary", "description", "name", "email"), "missing")
    assert problems(PRODUCTION_DOWN | PERSONAL) == {}


@pytest.mark.parametrize("wrong", ["a", "a@", "@example.org", "a@b", "a@b@example.org", "a b@example.org"])
def test_an_e_mail_address_that_no_answer_can_reach_is_told_and_stays_in_the_ticket(wrong: str) -> None:
    told = PRODUCTION_DOWN | PERSONAL | {"email": wrong}
    assert problems(told) == {"email": "no-address"}
    assert f"E-mail: {wrong}" in lines(told)


def problems(told: Mapping[str, str | Sequence[str]]) -> dict[str, str]:
    """What is wrong with the details, by detail."""
    details = outcome_of(real(), told)["details"]
    return {detail["id"]: detail["problem"] for detail in details if detail["problem"]}


def test_the_number_of_an_open_case_is_asked_for_and_told_only_where_there_is_one() -> None:
    numbered = PRODUCTION_DOWN | {"case-number": "4711"}
    assert "Number of the open case: 4711" in lines(numbered | {"open-case": "unresolved"})
    assert "4711" not in ticket(numbered)["body"]


def test_the_ticket_holds_the_verdict_the_target_and_when_an_answer_is_due_by_the_desk_s_clock() -> None:
    assert {
        "Verdict: We support this",
        "Response target: Response within 4 business hours (Priority / Critical Support)",
        "Answer expected by: 2026-11-29 13:00 (UTC+06:00)",
    } <= set(lines(PRODUCTION_DOWN))


def test_the_ticket_cites_each_clause_once_with_its_words_and_names_the_edition() -> None:
    told = lines(PRODUCTION_DOWN)
    assert "§3b.1 For production-impacting issues, software downtime, or severe malfunctions" in told
    assert "§3b.2 Response within 4 business hours" in told
    assert "§6.1 Current major version: Full support" in told
    assert "Policy: BizMic Support Policy, in force from 2026-01-01, edition abcd1234" in told
    cited = [line for line in told if line.startswith("§")]
    assert len(cited) == len(set(cited)) == 5


def test_the_ticket_s_link_opens_the_wizard_at_the_same_answers() -> None:
    (again,) = (line for line in lines(PRODUCTION_DOWN | PERSONAL) if line.startswith("Answers: "))
    address = again.removeprefix("Answers: ")
    assert address.startswith(PAGE + "#")
    assert answers_in(address) == PRODUCTION_DOWN


def test_without_a_page_the_ticket_has_the_fragment_and_without_answers_no_link_at_all() -> None:
    told = outcome_of(real(), PRODUCTION_DOWN)["ticket"]["body"]
    assert "\nAnswers: #topic=malfunction&" in told
    assert "Answers:" not in outcome_of(real(), {}, NOT_YET_IN_FORCE, PAGE)["ticket"]["body"]


def test_nothing_personal_stands_in_the_link() -> None:
    (again,) = (line for line in lines(PRODUCTION_DOWN | PERSONAL) if "#" in line)
    for value in (
        "Rahima",
        "Padma",
        "rahima",
        "Invoices",
        "Print",
        "E-1042",
        "logs",
        "summary",
        "name",
        "email",
    ):
        assert value not in unquote(again.partition("#")[2])


def test_the_subject_begins_with_the_severity_and_names_the_version() -> None:
    assert ticket(PRODUCTION_DOWN)["subject"].startswith("[Critical] Something is broken")
    assert ticket(PRODUCTION_DOWN)["subject"].endswith("(BizMic software 3)")
    assert "(BizMic" not in ticket(PRODUCTION_DOWN | {"version": "unknown"})["subject"]


def test_the_subject_is_what_the_customer_wrote_in_one_sentence() -> None:
    edition = edition_of(with_detail_kind(real_policy(), "summary", "subject"))
    typed = PRODUCTION_DOWN | {"summary": "  Nothing\nprints "}
    assert outcome_of(edition, typed)["ticket"]["subject"] == "[Critical] Nothing prints (BizMic software 3)"
    long = outcome_of(edition, PRODUCTION_DOWN | {"summary": "word " * 100})["ticket"]["subject"]
    assert "word word… (BizMic" in long
    assert len(long) < 170


def test_before_the_policy_is_in_force_the_ticket_has_no_severity_and_no_target() -> None:
    told = "\n".join(lines({}, NOT_YET_IN_FORCE))
    assert "Verdict: The policy is not in force yet" in told
    names = ("Severity", "Handling", "Level", "Due", "Response target", "expected by")
    assert not any(word in told for word in names)
    assert ticket({}, NOT_YET_IN_FORCE)["subject"] == "BizMic Support Policy"


def test_a_case_that_is_not_covered_has_no_target() -> None:
    told = "\n".join(lines(PRODUCTION_DOWN | {"cause": "misuse", "certainty": "certain"}))
    assert "Verdict: Our support does not cover this" in told
    assert "Response target" not in told


def test_the_file_is_named_by_the_day_of_the_policy_s_clock() -> None:
    assert ticket(PRODUCTION_DOWN, "2026-11-26T18:30:00Z")["file_name"] == "support-ticket-2026-11-27.txt"


def test_no_line_of_the_ticket_ends_in_white_space_or_is_left_unfilled() -> None:
    for answers in (
        PRODUCTION_DOWN,
        PRODUCTION_DOWN | PERSONAL,
        PRODUCTION_DOWN | {"open-case": "unresolved"},
    ):
        assert all(line == line.rstrip() for line in lines(answers))
        assert "{" not in ticket(answers)["body"]


def test_the_ticket_s_own_words_come_from_the_words_file() -> None:
    ours = replace(words(), ticket=replace(words().ticket, severity="Schwere", line="{name} = {value}"))
    edition = replace(real(), words=ours)
    assert "Schwere = Critical" in outcome_of(edition, PRODUCTION_DOWN)["ticket"]["body"]


def test_what_a_customer_types_in_braces_stays_as_it_is() -> None:
    typed = PRODUCTION_DOWN | {"description": "{severity} {value} {"}
    assert "What happens:\n{severity} {value} {\n" in ticket(typed)["body"]


@pytest.mark.parametrize("typed", ["SN-AB-12", "sn-ab-12", " SN-zz-09 ", "x7Q"])
def test_a_detail_that_is_written_as_one_of_its_patterns_is_right(typed: str) -> None:
    assert serial(typed) == ""


@pytest.mark.parametrize(
    "typed",
    ["SN-AB-1", "SN-AB-123", "SNAB12", "SN-A1-12", "SN-äb-12", "SN-AB-1٣", "x-7", "\u212aab"],
)
def test_a_detail_that_is_written_otherwise_is_remarked_on(typed: str) -> None:
    assert serial(typed) == "no-match"


def serial(typed: str) -> str:
    detail = Detail(id="serial", name="Serial number", pattern=("SN-AA-99", "***"))
    edition = edition_of(small_policy(details=(detail,)))
    return str(ask(edition, {"topic": "one", "serial": typed})["outcome"]["details"][0]["problem"])


@pytest.mark.parametrize("pattern", ["", "SN", "9" * 61])
def test_a_pattern_has_letters_or_digits_to_write(pattern: str) -> None:
    with pytest.raises(ValueError, match="can't be meant"):
        Detail(id="serial", name="Serial number", pattern=(pattern,))
