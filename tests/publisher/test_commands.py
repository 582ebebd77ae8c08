"""The commands, run as staff run them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest

from publisher.language.interface import Language
from publisher.policy_file.edition_file import load_editions
from publisher.triage.asking import BadAnswers, engine, moment_of, reopened
from tests.publisher.long_form import long_form
from tests.wizard.helpers import DESK_OPEN, PRODUCTION_DOWN
from wizard.edition import Edition
from wizard.outcome.blocks import blocks_of
from wizard.protocol import respond

ROOT = Path(__file__).resolve().parent.parent.parent
POLICY = long_form()
ANSWERS = {"topic": "account", "open-case": "no", "summary": "An invoice is wrong", "name": "Asha"}


def run(*arguments: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), *map(str, arguments)]
    return subprocess.run(command, input=typed, capture_output=True, text=True, check=False, timeout=120)


def with_three_mistakes(folder: Path) -> Path:
    """A copy of the policy with a misspelt key, a day that does not exist, and a clause that is not there."""
    text = POLICY.replace("    summary: What we help", "    sumary: What we help", 1)
    text = text.replace("released: 2026-03-02", "released: 2026-02-30", 1)
    text = text.replace("cite: [scope-errors]", "cite: [scope-error]", 1)
    path = folder / "policy.yaml"
    path.write_text(text, "utf-8")
    return path


def line_of(path: Path, text: str) -> int:
    return next(at for at, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line)


def test_check_accepts_the_real_policy() -> None:
    done = run("check")
    assert (done.returncode, done.stdout) == (0, "")
    assert "valid" in done.stderr


@pytest.mark.skipif(
    sys.platform == "win32", reason="the program that stands in for Node.js is a shell script"
)
def test_where_node_fails_check_says_so_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = tmp_path / "node"
    node.write_text('#!/bin/sh\n[ "$1" = --version ] && echo v20.0.0\n', "utf-8")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    done = run("check")
    assert done.returncode == 1
    assert "searches.mjs failed" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_says_which_reading_a_filled_in_form_has_settled(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    portal = "        address: https://care.bizmic.com\n"
    text = long_form()
    path.write_text(text.replace(portal, portal + "        desk: {kind: trac}\n"), "utf-8")
    said = run("check", "--policy", path).stderr.splitlines()
    until = line_of(path, "until: [sections.channels.channels.portal.form")
    place = f"settled: {os.path.relpath(path)}:{until}:12: 'portal-form' was open until"
    assert sum(line.startswith(place) for line in said) == 1
    assert "portal-form" not in said[-1]


def test_check_reports_three_mistakes_at_once_by_line_and_without_a_traceback(tmp_path: Path) -> None:
    path = with_three_mistakes(tmp_path)
    done = run("check", "--policy", path)
    said = done.stderr.splitlines()
    assert done.returncode == 1
    assert [line.split(" ")[0].rsplit(":", 2)[0] for line in said] == [
        f"{os.path.relpath(path)}:{line_of(path, text)}" for text in ("sumary", "2026-02-30", "[scope-error]")
    ]
    assert "did you mean 'summary'?" in said[0]
    assert "'2026-02-30' is not a date" in said[1]
    assert "did you mean 'scope-errors'?" in said[2]


def test_a_policy_with_mistakes_leaves_the_last_good_site_untouched(built_site: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built_site.rglob("*")}
    done = run("--policy", with_three_mistakes(tmp_path), "--site", built_site)
    assert done.returncode == 1
    assert {path: path.stat().st_mtime_ns for path in built_site.rglob("*")} == before
    left = [path.name for path in built_site.parent.iterdir() if path.suffix != ".made"]
    assert left == [built_site.name]


def test_a_new_policy_asks_for_two_things_can_be_checked_and_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    assert "no e-mail address" in run("new", path, typed="Acme\nhelp@\n").stderr
    assert "Nobody answers" in run("new", path, typed="Acme\n").stderr
    assert not path.exists()
    assert run("new", path, typed="Acme\nhelp@acme.example\n").returncode == 0
    assert run("check", "--policy", path).returncode == 0
    again = run("new", path, "--company", "Other", "--email", "help@other.example")
    assert (again.returncode, "is there already" in again.stderr) == (1, True)
    assert "Acme" in path.read_text("utf-8")


def test_a_strict_build_refuses_while_readings_are_unconfirmed(tmp_path: Path) -> None:
    done = run("--strict", "--site", tmp_path / "site")
    assert done.returncode == 1
    assert f"policy.yaml:{line_of(ROOT / 'policy.yaml', '  email-address:')}:" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_folder_that_is_not_a_site_of_ours_is_never_replaced(tmp_path: Path) -> None:
    precious = tmp_path / "letters" / "draft.txt"
    precious.parent.mkdir()
    precious.write_text("Dear Asha", "utf-8")
    done = run("--site", precious.parent)
    assert (done.returncode, precious.read_text("utf-8")) == (1, "Dear Asha")
    assert "--site" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--site", "/dev/null/site"), "/dev/null"),
        (("check", "--policy", "."), "this is a folder"),
        (("check", "--language", "../x"), "'../x' is no code of a language, such as 'bn' or 'pt-BR'"),
    ],
)
def test_a_place_or_language_that_cannot_be_used_gets_a_clear_message(
    arguments: tuple[str, ...], message: str
) -> None:
    done = run(*arguments)
    assert done.returncode
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_triage_takes_answers_from_a_file_and_prints_the_engines_view(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(ANSWERS), "utf-8")
    done = run("triage", "--answers", file, "--now", "2026-11-23T05:00:00Z", "--json")
    view = json.loads(done.stdout)
    assert view["outcome"]["verdict"]["id"] == "covered"
    assert view["edition"] == {
        "effective": "2026-01-01",
        "until": "",
        "digest": view["outcome"]["policy"]["digest"],
    }
    assert "An invoice is wrong" in view["outcome"]["ticket"]["subject"]


def test_triage_tells_until_when_a_version_has_its_status(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(PRODUCTION_DOWN | {"version": "2"}), "utf-8")
    told = run("triage", "--answers", file, "--now", "2026-03-23T05:00:00Z").stdout
    assert "BizMic software 2: Limited support, until 2026-04-07 by the desk's clock\n" in told


def test_triage_tells_no_state_and_no_reply_of_a_channel_whose_address_is_not_published(
    tmp_path: Path,
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(ANSWERS), "utf-8")
    told = run("triage", "--answers", file, "--now", "2026-11-23T05:00:00Z").stdout
    [email] = (line for line in told.splitlines() if line.startswith("- Email:"))
    assert email.startswith("- Email: address not published ")
    assert "takes tickets" not in email
    assert "reply" not in email
    assert re.search(r"^- Support Portal: \S+ \(takes tickets now\)", told, re.MULTILINE)


def test_triage_tells_until_when_holidays_are_listed_where_a_deadline_is_behind_that(tmp_path: Path) -> None:
    policy, answers = tmp_path / "policy.yaml", tmp_path / "answers.json"
    text = (ROOT / "policy.yaml").read_text("utf-8")
    policy.write_text(text.replace("holidays: []", "holidays: {2027-12-16: Victory Day}"), "utf-8")
    answers.write_text(json.dumps(PRODUCTION_DOWN), "utf-8")
    for now, is_told in (("2027-12-12T05:00:00Z", False), ("2027-12-17T05:00:00Z", True)):
        told = run("triage", "--policy", policy, "--answers", answers, "--now", now)
        assert told.returncode == 0, told.stderr
        assert ("\n- Holidays are listed up to 2027-12-16 only." in told.stdout) == is_told


def test_a_day_alone_is_its_noon_by_the_policys_clock(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(PRODUCTION_DOWN), "utf-8")
    for now in ("2026-12-15", "2026-12-15T12:00", "2026-12-15T06:00:00Z"):
        view = json.loads(run("triage", "--answers", file, "--now", now, "--json").stdout)
        assert view["outcome"]["target"]["starts"]["desk"] == "2026-12-15T12:00", now


def test_without_answers_json_has_the_first_question_and_what_a_file_of_answers_may_have() -> None:
    view = json.loads(run("triage", "--json").stdout)
    assert (view["question"]["id"], view["edition"]["effective"]) == ("topic", "2026-01-01")
    takes = view["takes"]
    assert takes["topic"] == ["malfunction", "setup", "how-to", "account", "custom", "other"]
    assert (takes["version"], takes["summary"]) == ("text", "text")
    assert takes["attachments"] == {"several": ["screenshots", "logs", "error-messages"]}
    assert {*PRODUCTION_DOWN} <= {*takes}


def test_a_second_language_is_a_words_file_and_a_translation(tmp_path: Path) -> None:
    """The policy's own language is said to be another one, so that English is the second."""
    policy, answers = tmp_path / "policy.yaml", tmp_path / "answers.json"
    policy.write_text(POLICY.replace("\nlanguage: en\n", "\n") + "\nlanguage: bn\n", "utf-8")
    (tmp_path / "policy.en.yaml").write_text("verdicts.covered.title: Yes, we do that", "utf-8")
    answers.write_text(json.dumps(ANSWERS), "utf-8")
    done = run("triage", "--policy", policy, "--language", "en", "--answers", answers)
    assert "Yes, we do that" in done.stdout
    assert "no words for the language 'bn'" in run("triage", "--policy", policy).stderr


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ('{"topik": "account"}', "'topik=account' fits no question of this policy. topic"),
        ('{"topic": "acount"}', "'topic=acount' fits no question of this policy. account"),
        ('{"topic": 7}', "the answer to 'topic' is 7; write a text, or a list of texts"),
        ("[]", "the answers are no object of question ids with answers"),
        ("{", "can't be read as answers"),
        ('{"topic": "account"}', "The next question is 'open-case'"),
    ],
)
def test_answers_that_cannot_be_used_get_a_clear_message(tmp_path: Path, answers: str, message: str) -> None:
    file = tmp_path / "answers.json"
    file.write_text(answers, "utf-8")
    done = run("triage", "--answers", file, "--now", "2026-11-23T05:00:00Z")
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_an_instant_that_cannot_be_read_gets_a_clear_message() -> None:
    editions = load_editions(ROOT / "policy.yaml", ROOT / "site_src" / "words")
    for now in ("tomorrow", "0001-01-01", "9999-12-31T12:00"):
        with pytest.raises(BadAnswers) as known:
            moment_of(now, editions)
        right = "write one such as 2026-11-23T17:00:00Z or 2026-11-23"
        assert str(known.value) == f"'{now}' is no moment that can be meant; {right}"


def test_the_wizard_in_a_terminal_leads_to_a_ticket_with_what_was_typed() -> None:
    typed = "\nnonsense\n4\n1\nAn invoice is wrong\nThe sum is not ours.\n\nAsha\nAcme\nasha@example.org\n"
    done = run("triage", "--now", "2026-11-23T05:00:00Z", typed=typed)
    assert done.returncode == 0, done.stderr
    assert "'nonsense' is not offered" in done.stdout
    assert "[Standard] An invoice is wrong" in done.stdout
    assert "The sum is not ours." in done.stdout


def test_an_emergency_is_heard_first_in_a_terminal_and_by_its_name() -> None:
    now = ("--now", "2026-11-23T05:00:00Z")
    typed = run("triage", *now, typed="1\n" + "\n" * 20)
    assert "[Critical]" in typed.stdout
    named = run("triage", *now, "--emergency", "production-down")
    assert "Call us now" in named.stdout
    assert (
        "Answer 5 more to make it exact: Open case, Possible cause, Version, Wish, System requirements"
        in named.stdout
    )
    done = run("triage", *now, "--emergency", "production-up")
    assert (done.returncode, done.stdout) == (1, "")
    assert "'production-up' is no emergency of this policy; did you mean 'production-down'?" in done.stderr


def test_every_block_of_the_outcome_stands_in_the_terminal_in_its_order(
    tmp_path: Path, edition: Edition, language: Language
) -> None:
    now, file = "2026-11-26T17:00:00Z", tmp_path / "answers.json"
    file.write_text(json.dumps(PRODUCTION_DOWN), "utf-8")
    printed = run("triage", "--answers", file, "--now", now).stdout
    told = respond(edition, {"answers": PRODUCTION_DOWN, "now": now})["outcome"]
    listed = ("channels", "target", "texts", "procedures", "clauses", "readings", "reasons")
    blocks = [block for block in blocks_of(elsewhere=False) if block.shape in listed and block.place]
    named = [block.field for block in blocks if told[block.field]]
    assert len(named) > 5
    at = 0
    for field in named:
        heading = language.terminal_headings[field].split("{")[0].strip()
        assert heading in printed[at:], field
        at += printed[at:].index(heading) + len(heading)


def test_a_terminal_that_ends_early_gets_a_plain_word() -> None:
    done = run("triage", typed="4\n")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr


def test_triage_says_what_it_masked_and_where(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    typed = {
        "summary": "token=abc123def456 of asha@example.com",
        "description": "It stops.\npassword=hunter22",
    }
    file.write_text(json.dumps(ANSWERS | typed), "utf-8")
    said = run("triage", "--answers", file, "--now", "2026-11-23T05:00:00Z").stdout
    places = ("A password in “In one sentence”, line 1", "A password in “What happens”, line 2")
    assert "\n- ".join(("2 secrets masked.", *places)) in said
    assert "hunter22" not in said
    assert "asha@example.com" in said


def test_a_ticket_can_be_reopened_and_says_what_is_decided_otherwise_today(tmp_path: Path) -> None:
    answers, ticket = tmp_path / "answers.json", tmp_path / "ticket.txt"
    answers.write_text(json.dumps(ANSWERS), "utf-8")
    written = run("triage", "--answers", answers, "--now", "2026-11-23T05:00:00Z").stdout
    ticket.write_text(written, "utf-8")
    again = run("triage", "--ticket", ticket).stdout
    assert (
        "Today's policy still decides the same.\nAny other deadline here is for a case reported now." in again
    )
    ticket.write_text(written.replace("Severity: Standard", "Severity: Critical"), "utf-8")
    again = run("triage", "--ticket", ticket).stdout
    assert "Then: Severity: Critical\n Now: Severity: Standard" in again
    again = json.loads(run("triage", "--ticket", ticket, "--json").stdout)
    assert again["changes"] == [{"was": "Severity: Critical", "today": "Severity: Standard"}]
    assert again["outcome"]["severity"]["name"] == "Standard"
    assert (again["edition"]["effective"], "today" in again) == ("2026-01-01", False)


def test_a_ticket_without_an_outcome_today_tells_what_it_said_before_what_is_asked(
    tmp_path: Path,
) -> None:
    answers, ticket = tmp_path / "answers.json", tmp_path / "ticket.txt"
    answers.write_text(json.dumps(PRODUCTION_DOWN), "utf-8")
    written = run("triage", "--answers", answers, "--now", DESK_OPEN).stdout
    assert "&impact=down" in written
    ticket.write_text(written.replace("&impact=down", ""), "utf-8")
    again = run("triage", "--ticket", ticket)
    assert again.returncode == 1
    for line in ("Verdict: We support this", "Response target: Response within 4 business hours (Priority"):
        assert f"- {line}" in again.stdout
    assert "- Answer expected by: 2026-11-23 15:00 (UTC+06:00)" in again.stdout
    assert "so nothing is compared yet. It asks: How badly is your work affected?" in again.stdout
    assert "still decides" not in again.stdout and "Today decided by" not in again.stdout
    assert "The next question is 'impact'" in again.stderr


def test_a_ticket_is_reopened_from_a_mail_that_was_saved(tmp_path: Path) -> None:
    answers, file = tmp_path / "answers.json", tmp_path / "ticket.eml"
    answers.write_text(json.dumps(ANSWERS), "utf-8")
    mail = EmailMessage()
    mail.set_content(run("triage", "--answers", answers).stdout, cte="quoted-printable")
    file.write_bytes(bytes(mail))
    said = run("triage", "--ticket", file).stdout
    assert "Decided by BizMic Support Policy, in force from 2026-01-01" in said
    assert "Answer expected by: " in said
    assert "Today's policy still decides the same." in said


def mails(text: str) -> Iterator[EmailMessage]:
    """A ticket in an e-mail that was forwarded, also in base64, as an attached file of two types, and in the
    HTML behind a stub.
    """
    inner, forwarded, attached, stub, untyped, packed = (EmailMessage() for _ in range(6))
    inner.set_content(text, cte="quoted-printable")
    for mail in (forwarded, attached, stub, untyped, packed):
        mail.set_content("See what is attached.")
    forwarded.add_attachment(inner)
    attached.add_attachment(text, filename="ticket.txt")
    page = "".join(f"{escape(line)}<br>" for line in text.splitlines())
    stub.add_alternative(f"<html><body>{page}</body></html>", subtype="html")
    untyped.add_attachment(
        text.encode("utf-16"), maintype="application", subtype="octet-stream", filename="ticket.txt"
    )
    packed.add_attachment(bytes(inner), maintype="application", subtype="octet-stream", filename="ticket.eml")
    *_, part = packed.iter_parts()
    part.replace_header("Content-Type", "message/rfc822")
    yield from (forwarded, attached, stub, untyped, packed)


def test_a_ticket_is_reopened_from_wherever_a_mail_or_a_file_has_it(
    tmp_path: Path, edition: Edition, language: Language
) -> None:
    file = tmp_path / "ticket.txt"
    body = engine(edition, DESK_OPEN)(ANSWERS)["outcome"]["ticket"]["body"]
    for place, mail in enumerate(mails(body)):
        saved = tmp_path / f"{place}.eml"
        saved.write_bytes(bytes(mail))
        again = reopened(edition, language, saved, DESK_OPEN)
        assert (again["compared"], list(again["changes"])) == (True, [])
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        file.write_bytes(body.encode(encoding))
        assert reopened(edition, language, file, DESK_OPEN)["compared"]
    file.write_bytes("Grüße".encode("latin-1"))
    with pytest.raises(BadAnswers, match="no text in UTF-8"):
        reopened(edition, language, file, DESK_OPEN)


def test_a_link_that_a_gateway_hides_is_named_by_its_host(tmp_path: Path) -> None:
    file = tmp_path / "ticket.txt"
    file.write_text("> See https://protect-us.mimecast.com/s/Ab1?domain=help.bizmic.com.", "utf-8")
    done = run("triage", "--ticket", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert "protect-us.mimecast.com" in done.stderr


def test_a_file_without_a_ticket_gets_a_clear_message(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Asha, see https://example.org/#top", "utf-8")
    done = run("triage", "--ticket", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert "holds no ticket" in done.stderr


def test_a_ticket_that_is_not_there_is_not_called_answers(
    tmp_path: Path, edition: Edition, language: Language
) -> None:
    with pytest.raises(BadAnswers) as known:
        reopened(edition, language, tmp_path / "none.txt", DESK_OPEN)
    assert str(known.value) == f"{tmp_path / 'none.txt'} can't be read as a ticket: No such file or directory"


def test_a_policy_by_an_absolute_path_is_named_so_in_proposed_commands(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY.replace("expect: {verdict: limited", "expect: {verdict: covered"), "utf-8")
    said = run("accept", "--policy", policy).stderr
    accept = re.search(r"If that is right: python3 build.py accept \S+ --policy (\S+)", said)
    assert accept
    assert Path(accept[1]).resolve() == policy.resolve()


def test_an_explanation_names_each_table_its_row_and_the_words_of_its_clauses(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(ANSWERS), "utf-8")
    said = run("triage", "--answers", answers, "--now", "2026-11-23T05:00:00Z", "--explain").stdout
    assert "Table 'scope', row 5: topic: account\n  §1.4 Assistance with account" in said


def test_an_example_that_comes_out_otherwise_stops_the_build_and_names_the_row(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    wrong = "expect: {verdict: limited, severity: standard, handling: bug, route: bug}"
    path.write_text(POLICY.replace(wrong, wrong.replace("limited", "covered")), "utf-8")
    done = run("--policy", path, "--site", tmp_path / "site")
    row = line_of(path, "when: {extent: limited}")
    assert done.returncode == 1
    assert f"policy.yaml:{line_of(path, wrong.replace('limited', 'covered'))}:" in done.stderr
    assert "expected 'covered', got 'limited'" in done.stderr
    assert f"row 6 of the table 'verdict' in line {row} (extent: limited)" in done.stderr
    assert not (tmp_path / "site").exists()
