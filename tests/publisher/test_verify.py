"""The policy's proof: what it finds, how it says it, and that plain enumeration finds the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.policies import SHAPES, Shape
from benchmarks.policies import policy as generated
from publisher.analysis.proof import proving
from publisher.analysis.proof.flaw import Flaw
from publisher.analysis.proof.proving import Proof, prove
from publisher.analysis.verify import Report, verify
from publisher.policy_file.checks.parts import parts
from publisher.policy_file.edition_file import load_policy, read_text, texts_beside
from publisher.policy_file.findings import Finding
from publisher.policy_file.policy_text import policy_source
from publisher.policy_file.source import nowhere, read_source
from tests.publisher.enumeration import Enumeration
from tests.publisher.long_form import long_form
from tests.publisher.random_policies import random_policy
from tests.sweeps import sampled
from tests.wizard.helpers import choice, deciding, edition_of, real_policy, small_policy
from tests.wizard.test_unsure import with_plans
from wizard.policy import (
    Choice,
    Clause,
    Detail,
    Hours,
    Opening,
    Policy,
    Procedure,
    Product,
    Question,
    Release,
    Row,
    Section,
    Table,
    VersionRule,
)

ROOT = Path(__file__).resolve().parents[2]
IN_A_CHUNK = 50


def found(policy: Policy, kind: str, **given: Any) -> list[Flaw]:
    return [flaw for flaw in prove(edition_of(policy), **given).flaws if flaw.kind == kind]


def ids(policy: Policy, flaws: list[Flaw]) -> set[str]:
    at = dict(parts(policy))
    return {at[flaw.path].id for flaw in flaws}  # type: ignore[attr-defined]


def rows(policy: Policy, flaws: list[Flaw]) -> set[tuple[str, int]]:
    return {(policy.tables[int(flaw.path[1])].id, int(flaw.path[3])) for flaw in flaws}


# --- Against plain enumeration


def by_proof(policy: Policy, proof: Proof) -> dict[str, object]:
    def of(kind: str) -> list[Flaw]:
        return [flaw for flaw in proof.flaws if flaw.kind == kind]

    undecided = {
        next(iter(ids(policy, [one]))): len(one.witness.clicks) for one in of("no-row") if one.witness
    }
    numbers = proof.summary
    return {
        "undecided": undecided,
        "rows that never decide": rows(policy, of("row-never-decides")),
        "never asked": ids(policy, of("never-asked")),
        "alike": {(policy.questions[int(one.path[1])].id, one.others) for one in of("alike")},
        "not needed": rows(policy, of("row-not-needed")),
        "never shown": ids(policy, of("never-shown")),
        "never cited": ids(policy, of("never-cited")),
        "no way": ids(policy, of("no-way")),
        "no advice": bool(of("no-advice")),
        "refused beside a level": bool(of("refused-level")),
        "lengths": (numbers.ways, numbers.longest, numbers.median),
        "outcomes": (numbers.outcomes, numbers.outcomes_are_all),
        "unfinished": proof.unfinished,
    }


def by_enumeration(policy: Policy) -> dict[str, object]:
    cases = Enumeration(policy)
    every_row = {(table.id, at) for table in policy.tables for at in range(len(table.rows))}
    return {
        "undecided": cases.undecided(),
        "rows that never decide": every_row - cases.reached(),
        "never asked": cases.never_asked(),
        "alike": cases.alike(),
        "not needed": cases.not_needed(),
        "never shown": cases.never_shown(),
        "never cited": cases.never_cited(),
        "no way": cases.no_way(),
        "no advice": cases.no_advice(),
        "refused beside a level": cases.refused_beside_a_level(),
        "lengths": (cases.lengths().total(), max(cases.lengths()), cases.median()),
        "outcomes": (cases.outcomes(), True),
        "unfinished": (),
    }


@pytest.mark.parametrize("chunk", sampled(range(10)))
def test_a_proof_finds_what_trying_every_case_with_the_engine_finds(chunk: int) -> None:
    for seed in range(chunk * IN_A_CHUNK, (chunk + 1) * IN_A_CHUNK):
        policy = random_policy(seed, more=seed % 3 == 0)
        # With few trials almost all is searched for, with many almost nothing.
        proof = prove(edition_of(policy), trials=(4, 2048)[seed % 2])
        assert by_proof(policy, proof) == by_enumeration(policy), f"policy {seed}"


def test_rows_that_could_be_one_say_the_same_in_every_case_when_they_are_one() -> None:
    tried = 0
    for seed in range(75):
        policy = _split(random_policy(seed))
        for flaw in found(policy, "rows-in-one"):
            merged = _merged(policy, int(flaw.path[1]), flaw.others[0], int(flaw.path[3]))
            before, after = (
                [[says(one, case.rows, table.id) for table in one.tables] for case in Enumeration(one).cases]
                for one in (policy, merged)
            )
            assert before == after
            tried += 1
    assert tried > 10


def _split(policy: Policy) -> Policy:
    """The policy with each row that lists values for a fact in two, the next row between them."""
    tables = []
    for table in policy.tables:
        rows: list[Row] = []
        for row in table.rows:
            fact = next((fact for fact, values in row.when.items() if len(_listed(values)) > 1), None)
            values = _listed(row.when[fact]) if fact else ()
            halves = [replace(row, when={**row.when, fact: value}) for value in values] if fact else [row]
            rows[-1:] = [halves[0], *rows[-1:], *halves[1:]] if len(halves) > 1 else [*rows[-1:], *halves]
        tables.append(replace(table, rows=tuple(rows)))
    return replace(policy, tables=tuple(tables))


def says(policy: Policy, decided: Any, table: str) -> tuple[object, ...]:
    row = (
        next(one for one in policy.tables if one.id == table).rows[decided[table]]
        if table in decided
        else None
    )
    return (row.then, row.say, row.cite) if row and decided[table] >= 0 else ()


def _merged(policy: Policy, at: int, number: int, later: int) -> Policy:
    table = policy.tables[at]
    one, other = table.rows[number], table.rows[later]
    when: dict[str, Any] = {
        fact: (*_listed(values), *_listed(other.when[fact])) for fact, values in one.when.items()
    }
    both = replace(one, when=when)
    left = tuple(both if place == number else row for place, row in enumerate(table.rows) if place != later)
    tables = tuple(
        replace(table, rows=left) if place == at else one for place, one in enumerate(policy.tables)
    )
    return replace(policy, tables=tables)


def _listed(values: Any) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else values


# --- What each finding says


TWO = (choice("topic", "one", "two"), choice("more", "yes", "no", when={"topic": "one"}))


def with_tables(**given: tuple[Row, ...]) -> tuple[Table, ...]:
    """The five tables with these rows in place of all of a table's own."""
    return tuple(replace(one, rows=given.get(one.id, one.rows)) for one in deciding())


def test_a_case_without_a_row_is_shown_by_the_fewest_clicks_and_the_facts_of_the_moment() -> None:
    called = (Row(when={"phone": "open"}, then="called"), Row(when={"topic": "one"}, then="written"))
    policy = small_policy(questions=TWO, tables=with_tables(route=called))
    (flaw,) = found(policy, "no-row")
    assert flaw.is_error
    assert flaw.path == ("tables", 4)
    assert str(flaw.witness) == "while Phone is closed; topic? -> Two"


def test_a_case_before_the_policy_is_in_force_says_so() -> None:
    policy = small_policy(tables=with_tables(route=(Row(when={"policy": "in-force"}, then="written"),)))
    (flaw,) = found(policy, "no-row")
    assert flaw.witness is not None
    assert flaw.witness.moment == ("before the policy comes into force on 2026-01-01",)


def test_a_shadowed_row_names_the_row_before_it_and_shows_a_case_that_it_takes() -> None:
    route = (Row(when={"topic": ("one", "two")}, then="called"), Row(when={"topic": "two"}, then="written"))
    policy = small_policy(tables=deciding(route=route))
    flaws = found(policy, "row-never-decides")
    assert rows(policy, flaws) == {("route", 1), ("route", 2)}
    assert flaws[0].others == (0,)
    assert str(flaws[0].witness) == "topic? -> Two"
    assert "the row in ('tables', 4, 'rows', 0) comes first" in flaws[0].message


def test_a_row_that_several_rows_shadow_together_names_them_all() -> None:
    route = (
        Row(when={"topic": "one"}, then="called"),
        Row(when={"topic": "two", "phone": "open"}, then="called"),
        Row(when={"phone": "closed"}, then="called"),
        Row(when={"topic": "two"}, then="written"),
    )
    (flaw, _last) = found(small_policy(tables=deciding(route=route)), "row-never-decides")
    assert flaw.others == (1, 2)


@pytest.mark.parametrize(
    ("when", "cause"),
    [
        ({"web": "closed"}, "'web' is never 'closed'"),
        ({"topic": "two", "more": "yes"}, "'topic' as 'two' and 'more' as 'yes' never come about together"),
        ({"web": "closed", "topic": "one"}, "'web' is never 'closed'"),
    ],
)
def test_a_row_whose_condition_cannot_come_about_says_which_part_of_it_is_to_blame(
    when: dict[str, Any], cause: str
) -> None:
    policy = small_policy(questions=TWO, tables=deciding(route=(Row(when=when, then="called"),)))
    (flaw,) = found(policy, "row-never-decides")
    assert flaw.message == f"this row can never decide: {cause}"
    assert flaw.witness is None


def test_a_question_that_is_never_asked_is_blamed_for_the_rows_that_need_it() -> None:
    never = choice("never", "a", "b", when={"web": "closed"})
    policy = small_policy(
        questions=(*TWO, never),
        tables=deciding(route=(Row(when={"never": "a", "topic": "one"}, then="called"),)),
    )
    (asked,) = found(policy, "never-asked")
    assert asked.message == "this question is never asked: 'web' is never 'closed'"
    (row,) = found(policy, "row-never-decides")
    assert "it needs the question 'never' (('questions', 2)), which is never asked" in row.message


def test_a_row_that_could_decide_only_before_the_policys_first_day_says_so() -> None:
    policy = replace(real_policy(), effective=date(2026, 5, 1))
    messages = {flaw.message for flaw in found(policy, "row-never-decides")}
    itself, by_the_table = sorted((one for one in messages if "'version' is never 'limited'" in one), key=len)
    why = " from 2026-05-01 on, when the policy begins; it is so on days before that"
    assert itself.endswith(why)
    assert "'extent' is never 'limited'" in by_the_table and f"{why}; it needs" in by_the_table


def test_the_only_product_is_taken_without_asking_and_that_is_no_finding() -> None:
    product = Question(id="product", kind="product", text="Which?", name="Product")
    policy = small_policy(questions=(*TWO, product), products=(Product(id="thing", name="Thing"),))
    assert found(policy, "never-asked") == []


def test_options_that_lead_to_the_same_in_every_case_are_named_together() -> None:
    questions = (choice("topic", "one", "two", "three"), *TWO[1:])
    rows = (Row(when={"topic": "one", "more": "yes"}, then="called"),)
    policy = small_policy(questions=questions, tables=deciding(route=rows))
    (flaw,) = found(policy, "alike")
    assert flaw.others == (1, 2)
    assert flaw.path == ("questions", 0, "options", 2)
    assert not flaw.is_error


def test_options_that_only_a_detail_tells_apart_are_not_alike() -> None:
    detail = Detail(id="number", name="Number", when={"topic": "two"})
    assert found(small_policy(details=(detail,)), "alike") == []
    assert len(found(small_policy(), "alike")) == 1


def test_who_is_not_sure_and_told_of_another_level_is_not_alike_to_those_without_it() -> None:
    rows = (Row(when={"plan": "gold"}, then="fast"),)
    (flaw,) = (one for one in found(with_plans(rows), "alike") if one.path[1] == 1)
    assert flaw.others == (1, 2)  # Silver and basic, and not who isn't sure.


def test_a_row_without_which_all_is_told_the_same_can_be_left_out() -> None:
    route = (
        Row(when={"topic": "one"}, then="written"),
        Row(when={"phone": "open", "topic": "two"}, then="called"),
    )
    policy = small_policy(tables=deciding(route=route))
    (flaw,) = found(policy, "row-not-needed")
    assert rows(policy, [flaw]) == {("route", 0)}
    assert flaw.others == (2,)


def test_two_rows_that_differ_in_one_fact_only_could_be_one() -> None:
    route = (
        Row(when={"topic": "one", "phone": "open"}, then="called"),
        Row(when={"topic": "two", "phone": "open"}, then="called"),
    )
    (flaw,) = found(small_policy(tables=deciding(route=route)), "rows-in-one")
    assert (flaw.path, flaw.others) == (("tables", 4, "rows", 1), (0,))


def test_a_row_between_two_that_decides_otherwise_keeps_them_apart() -> None:
    route = (
        Row(when={"topic": "one"}, then="called"),
        Row(when={"phone": "open"}, then="written"),
        Row(when={"topic": "two"}, then="called"),
    )
    assert found(small_policy(tables=deciding(route=route)), "rows-in-one") == []


def test_channels_of_shorter_hours_are_never_open_alone() -> None:
    weekdays = small_policy().hours[1].openings[0].days
    hours = (
        Hours(id="day", text="?", openings=(Opening(days=weekdays, opens="08:00", closes="20:00"),)),
        Hours(id="desk", text="?", openings=(Opening(days=weekdays, opens="09:00", closes="17:00"),)),
    )
    route = (Row(when={"phone": "open", "web": "closed"}, then="called"),)
    (flaw,) = found(small_policy(hours=hours, tables=deciding(route=route)), "row-never-decides")
    assert (
        flaw.message
        == "this row can never decide: 'web' as 'closed' and 'phone' as 'open' never come about together"
        or (
            flaw.message
            == "this row can never decide: 'phone' as 'open' and 'web' as 'closed' never come about together"
        )
    )


def test_a_version_counts_only_with_the_statuses_that_the_rules_can_give_it() -> None:
    version = Question(id="version", kind="version", text="Which?", name="Version", unsure="No idea")
    thing = Product(id="thing", name="Thing", releases=(Release(version="7", released=date(2026, 3, 1)),))
    rule = VersionRule(then="full", cite=("why",))
    route = tuple(
        Row(when={"version": status}, then="called") for status in ("full", "newer", "limited", "unlisted")
    )
    policy = small_policy(
        questions=(version,), products=(thing,), version_rules=(rule,), tables=deciding(route=route)
    )
    assert rows(policy, found(policy, "row-never-decides")) == {("route", 2), ("route", 3)}


def test_an_example_with_a_version_says_which_and_on_which_day() -> None:
    version = Question(id="version", kind="version", text="Which?", name="Version", unsure="No idea")
    thing = Product(id="thing", name="Thing", releases=(Release(version="7", released=date(2026, 3, 1)),))
    rule = VersionRule(then="full", cite=("why",))
    tables = with_tables(route=(Row(when={"version": ("unknown", "newer")}, then="called"),))
    policy = small_policy(questions=(version,), products=(thing,), version_rules=(rule,), tables=tables)
    (flaw,) = found(policy, "no-row")
    assert str(flaw.witness) == "Which? -> 7 (Full, as on 2026-03-01)"


def test_a_way_to_nowhere_and_a_refusal_without_advice_are_found() -> None:
    policy = small_policy()
    no_address = tuple(
        replace(section, channels=tuple(replace(one, address="") for one in section.channels))
        for section in policy.sections
    )
    (flaw,) = found(replace(policy, sections=no_address), "no-way")
    assert flaw.is_error
    assert flaw.path == ("routes", 0)
    refusing = small_policy(tables=deciding(verdict=(Row(when={"topic": "two"}, then="refused"),)))
    (silent,) = found(refusing, "no-advice")
    assert silent.path == ("tables", 0, "rows", 0)
    assert str(silent.witness) == "topic? -> Two"


def test_a_refusal_that_promises_an_answer_is_found_at_the_row_that_gives_the_level() -> None:
    refused = (Row(when={"topic": "two"}, then="refused"),)
    level = (Row(when={"phone": "open"}, then="none"),)
    (flaw,) = found(small_policy(tables=deciding(verdict=refused, level=level)), "refused-level")
    assert flaw.path == ("tables", 3, "rows", 1)
    assert str(flaw.witness) == "while Phone is closed; topic? -> Two"
    none = (Row(when={"verdict": "refused"}, then="none"),)
    assert found(small_policy(tables=deciding(verdict=refused, level=none)), "refused-level") == []


def test_clauses_that_no_outcome_tells_of_and_results_that_no_row_gives_are_found() -> None:
    section = Section(
        id="rules",
        number="2",
        title="Rules",
        included=(Clause(id="told", text="Told"), Clause(id="untold", text="Untold")),
        responsibilities=(Clause(id="hidden", text="Hidden", when={"web": "closed"}),),
    )
    policy = small_policy(tables=deciding(route=(Row(when={"topic": "one"}, then="called", cite=("told",)),)))
    policy = replace(policy, sections=(*policy.sections, section))
    flaws = {flaw.path: flaw.message for flaw in found(policy, "never-cited")}
    assert flaws == {
        (
            "sections",
            1,
            "included",
            1,
        ): "no outcome cites or shows this clause; cite it in the row that rests on it",
        ("sections", 1, "responsibilities", 0): "no outcome shows this clause: 'web' is never 'closed'",
    }
    given = {flaw.path for flaw in found(policy, "never-given")}
    assert given == {("verdicts", 1), ("severities", 1), ("handlings", 1)}


def test_a_step_that_its_procedures_condition_excludes_is_told_so() -> None:
    step = Clause(id="never", text="Never", when={"topic": "two"})
    procedure = Procedure(id="calls", number="a", name="Calls", when={"topic": "one"}, steps=(step,))
    section = Section(id="rules", number="2", title="Rules", procedures=(procedure,))
    policy = small_policy()
    (flaw,) = (
        flaw
        for flaw in found(replace(policy, sections=(*policy.sections, section)), "never-cited")
        if flaw.path[:2] == ("sections", 1)
    )
    assert "its `when` and that of its procedure never hold together" in flaw.message


def test_an_own_table_counts_among_the_results_that_no_row_gives() -> None:
    own = Table(
        id="own",
        title="?",
        results=(Choice(id="x", name="X"), Choice(id="y", name="Y")),
        rows=(Row(then="x"),),
    )
    policy = small_policy(tables=(own, *deciding()))
    assert ("tables", 0, "results", 1) in {flaw.path for flaw in found(policy, "never-given")}


# --- The report


@pytest.fixture
def real(tmp_path: Path) -> Any:
    """Verifies the real policy after replacing a text in it."""

    def verified(old: str = "", new: str = "") -> Report:
        text = long_form()
        assert old in text
        file = tmp_path / "policy.yaml"
        file.write_text(text.replace(old, new, 1), "utf-8")
        return verify(edition_of(load_policy(file)), read_source(file.read_bytes(), "policy.yaml"))

    return verified


def test_the_real_policy_leaves_no_customer_without_an_answer(real: Any) -> None:
    report = real()
    assert report.errors == ()
    assert report.unfinished == ()
    assert report.summary.outcomes_are_all


@pytest.mark.parametrize("shape", SHAPES)
def test_forty_independent_questions_and_two_hundred_rows_are_proved(shape: Shape) -> None:
    summary = prove(edition_of(generated(shape, 40, 200))).summary
    assert (summary.questions, summary.rows) == (40, 200)
    assert summary.ways is not None and summary.ways >= 2**40


def test_a_finding_has_its_place_in_the_file_and_the_clicks_in_the_policys_words(real: Any) -> None:
    report = real(
        "      - when: {topic: other}\n        then: unclear\n",
        "      - when: {topic: account}\n        then: unclear\n",
    )
    text = long_form()
    (error,) = report.errors
    assert isinstance(error, Finding)
    assert error.file == "policy.yaml"
    assert error.line == 1 + text[: text.index("  - id: scope\n    title: Is it")].count("\n")
    assert "What do you need help with? -> Something else" in error.message
    shadowed = [one for one in report.remarks if "comes first" in one.message]
    assert len(shadowed) == 1
    row = 1 + text[: text.index("      - when: {topic: account}\n        then: inside")].count("\n")
    assert f"the row in line {row} comes first" in shadowed[0].message


def test_a_policy_whose_parts_do_not_fit_together_is_not_proved(tmp_path: Path) -> None:
    file = ROOT / "policy.yaml"
    policy = load_policy(file)
    tables = tuple(
        replace(one, rows=(replace(one.rows[0], cite=("no-such-clause",)), *one.rows[1:]))
        for one in policy.tables
    )
    source = policy_source(read_text(file), texts_beside(file))
    report = verify(edition_of(replace(policy, tables=tables)), source)
    assert report.summary is None
    assert len(report.errors) == len(tables)
    assert all("no-such-clause" in one.message for one in report.errors)


def test_a_question_before_the_fact_that_it_looks_at_is_not_proved() -> None:
    file = ROOT / "policy.yaml"
    policy = load_policy(file)
    turned = replace(policy, questions=policy.questions[::-1])
    report = verify(edition_of(turned), read_source(file.read_bytes(), "policy.yaml"))
    assert report.summary is None
    assert any("not known yet" in one.message for one in report.errors)


def test_where_a_table_leaves_cases_undecided_nothing_is_told_that_only_follows_from_it() -> None:
    for undecided in ("verdict", "exclusion"):
        policy = load_policy(ROOT / "policy.yaml")
        tables = (replace(one, rows=one.rows[:-1]) if one.id == undecided else one for one in policy.tables)
        policy = replace(policy, tables=tuple(tables))
        report = verify(edition_of(policy), nowhere())
        assert f"no row of the table '{undecided}' holds for some case" in report.errors[0].message
        assert report.remarks == ()


def test_an_answer_whose_rows_are_gone_is_told_though_a_question_is_still_asked_for_it() -> None:
    policy = load_policy(ROOT / "policy.yaml")
    tables = (
        replace(one, rows=tuple(row for row in one.rows if row.when.get("cause") != "misuse"))
        for one in policy.tables
    )
    before = found(policy, "falls-through")
    after = found(replace(policy, tables=tuple(tables)), "falls-through")
    (told,) = (flaw for flaw in after if flaw not in before)
    assert ids(policy, [told]) == {"misuse"}
    assert "though 'certainty' is asked for it" in told.message


def test_an_answer_that_a_row_names_only_for_who_is_certain_is_told_where_others_have_one_for_all() -> None:
    policy = load_policy(ROOT / "policy.yaml")
    tables = (
        replace(one, rows=tuple(row for row in one.rows if (row.when.get("cause"), row.then) != gone))
        for one in policy.tables
        for gone in [("misuse", "suspected")]
    )
    before = found(policy, "falls-through")
    after = found(replace(policy, tables=tuple(tables)), "falls-through")
    (told,) = (flaw for flaw in after if flaw not in before)
    assert ids(policy, [told]) == {"misuse"}
    assert "with 'I suspect it' to 'certainty'" in told.message


def test_what_takes_too_many_steps_is_listed_and_the_rest_is_still_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(proving, "SEARCHED", 10)
    proof = prove(edition_of(load_policy(ROOT / "policy.yaml")), trials=1)
    assert "the table 'route': which rows can decide" in proof.unfinished
    assert proof.summary.outcomes_are_all


def test_the_report_reads_line_by_line_and_ends_with_what_there_is(real: Any) -> None:
    lines = str(real()).splitlines()
    assert all(line.startswith("emergency '") for line in lines[:-2])
    assert lines[0].startswith("emergency 'Production is down': What does the policy say? '")
    assert " Which level of support is it? 'Priority / Critical Support' (" in lines[0]
    assert "Which way is the best? 'Call us now' or 'File a ticket now' (further answers can " in lines[0]
    assert lines[-2].startswith("11 questions and ")
    assert lines[-1] == "0 errors, 0 remarks."


def test_the_day_after_the_last_listed_holiday_is_told_by_the_line_of_the_holidays(tmp_path: Path) -> None:
    text = long_form()
    days = "holidays:\n      - {day: 2026-12-16}\n      - {day: 2026-03-26, name: A day}"
    for holidays, is_told in (("holidays: []", False), (days, True)):
        file = tmp_path / "policy.yaml"
        file.write_text(text.replace("holidays: []", holidays), "utf-8")
        report = verify(edition_of(load_policy(file)), read_source(file.read_bytes(), "policy.yaml"))
        told = [str(one) for one in report.remarks if "lists holidays" in one.message]
        line = text.split("\n").index("    holidays: []") + 1
        begins = (
            f"policy.yaml:{line + 1}:7: 'business-hours' lists holidays until 2026-12-16: from 2026-12-17 on,"
        )
        assert [one.startswith(begins) for one in told] == [True] * is_told
