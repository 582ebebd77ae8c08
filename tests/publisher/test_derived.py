"""What a policy's file leaves to be derived: `not` in conditions, and what holds before it is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
import yaml

from publisher.analysis.verify import verify
from publisher.new_policy import new_policy
from publisher.policy_file.edition_file import edition_of, load_edition, load_language, load_policy
from publisher.policy_file.findings import Refused
from tests.publisher.long_form import long_form
from wizard.decisions import decide
from wizard.edition import Edition
from wizard.outcome.plain_links import plain_link
from wizard.policy import POLICY, Policy
from wizard.protocol import respond

ROOT = Path(__file__).resolve().parents[2]
TEXT = long_form()
LANGUAGE = load_language(ROOT / "site_src" / "words", "en")
BEFORE, SINCE = "2025-12-01T05:00:00Z", "2026-11-23T05:00:00Z"


def loaded(folder: Path, text: str) -> Policy:
    path = folder / "policy.yaml"
    path.write_text(text, "utf-8")
    return load_policy(path)


def changed(*edits: tuple[str, str]) -> str:
    text = TEXT
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


def without_rows_for_it() -> str:
    """The real policy without anything that looks at whether it is in force."""
    lines = TEXT.splitlines(keepends=True)
    kept = [
        line
        for at, line in enumerate(lines)
        if "policy: not-yet" not in line
        and "policy: in-force" not in line
        and "policy: not-yet" not in lines[at - 1]
    ]
    return "".join(kept)


def told(edition: Edition, now: str, answers: dict[str, str] | None = None) -> dict[str, object]:
    return respond(edition, {"answers": answers or {}, "now": now})


def test_not_stands_for_all_other_answers_and_never_for_a_question_that_was_not_asked(
    tmp_path: Path,
) -> None:
    policy = loaded(
        tmp_path, changed(("when: {version-age: older}", "when: {version-age: {not: [current, unsure]}}"))
    )
    rows = next(table.rows for table in policy.tables if table.id == "extent")
    assert rows[5].when == {"version-age": ("previous", "older")}


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        ({"impact": {"not": "unasked"}}, ("down", "severe", "minor", "none", "unsure")),
        ({"impact": {"not": ["down", "unasked"]}}, ("severe", "minor", "none", "unsure")),
        ({"severity": {"not": "none"}}, ("standard", "critical")),
        ({"severity": {"not": "critical"}}, ("standard",)),
    ],
)
def test_not_takes_in_neither_that_nothing_was_asked_nor_that_nothing_applies(
    tmp_path: Path, condition: dict[str, object], values: tuple[str, ...]
) -> None:
    """`none` as an answer to a question is an answer like others."""
    policy = loaded(tmp_path, changed(("when: {severity: critical, phone: open}", f"when: {condition}")))
    rows = next(table.rows for table in policy.tables if table.id == "route")
    assert values in [tuple(listed) for row in rows for listed in row.when.values()]


def test_a_row_that_cites_a_clause_may_say_not(tmp_path: Path) -> None:
    policy = loaded(
        tmp_path, changed(("when: {agreed: no}", "when: {agreed: {not: [yes, unsure, unasked]}}"))
    )
    rows = next(table.rows for table in policy.tables if table.id == "scope")
    assert next(row.when for row in rows if row.cite == ("scope-custom-development",)) == {"agreed": ("no",)}


def test_a_condition_with_not_gives_the_same_policy_as_the_list_of_all_others(tmp_path: Path) -> None:
    listed = "topic: [malfunction, setup, how-to, other], certainty: [suspected, unasked]"
    written = "topic: {not: [account, custom]}, certainty: [suspected, unasked]"
    assert loaded(tmp_path, changed((listed, written))) == load_policy(ROOT / "policy.yaml")


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("{agreed: {not: nope}}", "'agreed' is never 'nope'; did you mean 'no'?"),
        ("{agreed: {nto: no}}", "'nto' is not known here; did you mean 'not'?"),
        (
            "{agreed: {not: [yes, no, unsure]}}",
            "no value of 'agreed' is listed, so this never holds; list some",
        ),
        ("{agreed: not no}", "'agreed' is never 'not no'; write agreed: {not: no}"),
    ],
)
def test_a_wrong_not_is_told_by_its_place(tmp_path: Path, condition: str, message: str) -> None:
    with pytest.raises(Refused) as caught:
        loaded(tmp_path, changed(("{agreed: no}", condition)))
    assert [one.message for one in caught.value.findings] == [message]


def test_a_policy_without_rows_for_it_says_by_itself_that_it_is_not_in_force_yet(tmp_path: Path) -> None:
    text = without_rows_for_it()
    assert "not-yet" not in text.partition("\ntables:")[2].partition("\nexamples:")[0]
    written, derived = (
        edition_of(policy, LANGUAGE) for policy in (load_policy(ROOT / "policy.yaml"), loaded(tmp_path, text))
    )
    was, now = (told(edition, BEFORE)["outcome"] for edition in (written, derived))
    assert isinstance(was, dict)
    assert isinstance(now, dict)
    for field in ("verdict", "severity", "handling", "target", "route", "reasons"):
        assert now[field] == was[field]


def test_a_policy_without_rows_for_it_says_the_same_as_with_them_once_it_is_in_force(tmp_path: Path) -> None:
    answers = {
        "topic": "malfunction",
        "open-case": "no",
        "cause": "nothing",
        "version": "3",
        "impact": "down",
    }
    answers |= {"wish": "help", "requirements": "met"}
    written, derived = (
        edition_of(policy, LANGUAGE)
        for policy in (load_policy(ROOT / "policy.yaml"), loaded(tmp_path, without_rows_for_it()))
    )
    was, now = (told(edition, SINCE, answers)["outcome"] for edition in (written, derived))
    assert isinstance(was, dict)
    assert isinstance(now, dict)
    assert was["verdict"] == now["verdict"]
    assert was["target"] == now["target"]
    assert was["route"] == now["route"]


def test_a_row_that_says_already_that_nothing_applies_then_is_not_said_twice(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(new_policy("Acme", "help@acme.example", date(2026, 1, 1)), "utf-8")
    level = next(table for table in load_policy(path).tables if table.id == "level")
    assert [row.when for row in level.rows][-1] == {}


def test_a_policy_without_rows_for_it_is_proved_to_leave_nobody_lost(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(without_rows_for_it(), "utf-8")
    edition = load_edition(path, ROOT / "site_src" / "words")
    assert verify(edition.edition, edition.source).errors == ()


def test_what_is_derived_leaves_a_policy_with_rows_for_it_as_it_is() -> None:
    policy = load_policy(ROOT / "policy.yaml")
    assert sum(POLICY in row.when for table in policy.tables for row in table.rows) == TEXT.count(
        "{policy: not-yet}"
    )


def test_a_policy_that_can_t_say_that_it_is_not_in_force_yet_is_refused(tmp_path: Path) -> None:
    gone = without_rows_for_it().replace("tone: no-verdict", "tone: ask")
    with pytest.raises(
        Refused, match="nothing says what holds before 2026-01-01; add a verdict of tone 'no-verdict'"
    ):
        loaded(tmp_path, gone)


def test_the_verdict_of_a_policy_is_the_one_that_is_no_verdict(tmp_path: Path) -> None:
    policy = loaded(tmp_path, without_rows_for_it())
    (tone,) = {one.id for one in policy.verdicts if one.tone == "no-verdict"}
    verdict = next(table for table in policy.tables if table.id == "verdict")
    assert verdict.rows[-1] == replace(verdict.rows[-1], when={POLICY: "not-yet"}, then=tone)


# --- Matrices: levels by two facts

PLANS = (ROOT / "tests" / "policies" / "paid-plans.yaml").read_text("utf-8")


def test_each_cell_of_a_matrix_is_promised_for_its_row_and_column_and_nothing_elsewhere(
    tmp_path: Path,
) -> None:
    policy = loaded(tmp_path, PLANS)
    (cells,) = (one["matrix"]["cells"] for one in yaml.safe_load(PLANS)["sections"] if "matrix" in one)
    levels = {level.id: level for level in policy.levels}
    for plan, severity in product(("premier", "business", "free", "unsure"), ("urgent", "high", "normal")):
        facts = {"verdict": "promised", "plan": plan, "severity": severity}
        level = decide([table for table in policy.tables if table.id == "level"], facts)["level"]
        cell = cells[plan] if isinstance(cells[plan], str) else cells[plan][severity]
        told = levels[level].target if level in levels else None
        assert (told.text if told else "none") == (cell if isinstance(cell, str) else cell["text"])
        assert told is None or (told.hours, told.minutes, told.days, told.clock) == (
            *(cell.get(unit, 0) for unit in ("hours", "minutes", "days")),
            cell["clock"],
        )


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ("        unsure: none\n", "", ["nothing for 'unsure' of 'plan'"]),
        ("          high: {", "          »hihg: {", ["'severity' is never 'hihg'; did you mean 'high'?"]),
        ("        free: none", "        »fre: none", ["'plan' is never 'fre'; did you mean 'free'?"]),
        ("8, clock: office}", "8, clock: »offices}", ["'offices' is no entry of 'hours'"]),
        ("hours: 8, clock", "hours: »9, clock", ["9 stands here, but the clause says"]),
        ("facts: [plan, severity]", "facts: [plan, »open-cases]", ["'open-cases' is no question"]),
        ("facts: [plan, severity]", "facts: [plan, »version]", ["'version' is no question with options"]),
        ("        high: An", "        »hihg: An", ["'hihg' is no value of 'plan' or 'severity'"]),
        (
            "      cite: [by-plan",
            "      when: {»topics: use}\n      cite: [by-plan",
            ["'topics' is no question"],
        ),
        (
            "facts: [plan, severity]",
            "facts: »[severity, plan]",
            ["the rows are of 'plan' and the columns of 'severity'; write facts: [plan, severity]"],
        ),
        (
            "facts: [plan, severity]",
            "facts: »[plan, topic]",
            ["the rows are of 'plan' and the columns of 'severity'; write facts: [plan, severity]"],
        ),
        ("cite: [by-plan-and", "cite: [»buy-plan-and", ["'buy-plan-and-severity' is no clause"]),
        ("{id: premier-high-by", "{id: »help-use", ["'help-use' is given twice"]),
    ],
)
def test_what_is_wrong_in_a_matrix_is_told_at_its_cell(
    old: str, new: str, messages: list[str], tmp_path: Path
) -> None:
    assert old in PLANS
    text = PLANS.replace(old, new, 1)
    line = text[: text.index("»")].count("\n") + 1 if "»" in text else 0
    with pytest.raises(Refused) as refused:
        loaded(tmp_path, text.replace("»", ""))
    found = [str(one) for one in refused.value.findings]
    assert len(found) == len(messages), found
    assert not line or any(f":{line}:" in one for one in found), found
    assert all(any(message in one for one in found) for message in messages), found


def test_a_channel_of_which_only_the_form_is_said_is_where_that_form_is(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(
        changed(
            ("address: https://care.bizmic.com\n", "desk: {kind: trac, address: https://desk.example}\n"),
            ('address: "+880 1722-313635"\n', 'address: ""\n'),
        ),
        "utf-8",
    )
    loaded = load_edition(tmp_path / "policy.yaml", ROOT / "site_src" / "words")
    portal, form = loaded.edition.channels["portal"], "https://desk.example/newticket"
    assert (portal.address, plain_link(portal)) == (form, form)
    assert not [error for error in verify(loaded.edition, loaded.source).errors if "address" in error.message]
