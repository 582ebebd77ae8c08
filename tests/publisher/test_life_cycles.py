"""What staff are told of the ends of releases, and how the pages and the look-up tell of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from publisher.lookup.whole import phases_of
from publisher.pages.releases import release_rows
from publisher.policy_file.checks.life_cycles import release_remarks
from publisher.policy_file.edition_file import load_language, load_policy
from publisher.policy_file.findings import Refused
from publisher.policy_file.policy_text import remarks_on
from publisher.policy_file.remarks import Remark
from tests.publisher.edited import changed
from tests.wizard.helpers import edition_of, product, proves, small_policy
from tests.wizard.helpers import rule as rule_of
from tests.wizard.test_support import policies, products
from wizard.policy import Policy, Product, Release
from wizard.versions.life_cycle import Support

ROOT = Path(__file__).resolve().parents[2]
RULES = (
    "  - position: current\n    then: full\n",
    "  - until: full\n    then: full\n",
)
NAMED = (
    RULES,
    (
        "  - position: previous\n    within_months: 12\n    then: limited\n",
        "  - until: mending\n    then: limited\n",
    ),
)
THREE = ("released: 2026-03-02", "released: 2026-03-02\n        ends: {full: 2027-03, mending: 2028-08-31}")
TWO = ("released: 2025-04-07", "released: 2025-04-07\n        ends: {full: 2026-03-31, mending: 2027-08}")
ONE = ("released: 2024-02-05", "released: 2024-02-05\n        ends: {full: 2025-12-31, mending: 2026-06-30}")
ENDS = (THREE, TWO, ONE)


def told(folder: Path, *edits: tuple[str, str]) -> list[str]:
    """What is wrong with the policy after some edits, without the places."""
    path = folder / "policy.yaml"
    path.write_text(changed(*edits), "utf-8")
    try:
        load_policy(path)
    except Refused as refused:
        return [finding.message for finding in refused.findings]
    return []


def first_end_rule(folder: Path) -> str:
    """The line of the first rule that goes by an end with a name."""
    lines = (folder / "policy.yaml").read_text("utf-8").split("\n")
    return str(next((number for number, line in enumerate(lines, 1) if line.startswith("  - until:")), 0))


def test_a_misspelt_end_in_a_rule_is_told_there_alone(tmp_path: Path) -> None:
    misspelt = [(old, new.replace("until: mending", "until: mendin")) for old, new in NAMED]
    assert told(tmp_path, *misspelt, *ENDS) == ["'mendin' is no end of a release; did you mean 'mending'?"]


def test_ends_to_the_day_and_to_the_month_are_told_as_they_are_known(tmp_path: Path) -> None:
    assert told(tmp_path, *NAMED, *ENDS) == []
    policy = load_policy(tmp_path / "policy.yaml")
    (product,) = policy.products
    rows = release_rows(edition_of(policy), product, load_language(ROOT / "site_src" / "words", "en").site)
    assert [[phase.days for phase in row.phases][:2] for row in rows] == [
        ["2 March 2026 – March 2027", "1 April 2027 – 31 August 2028"],
        ["7 April 2025 – 31 March 2026", "1 April 2026 – August 2027"],
        ["5 February 2024 – 31 December 2025", "1 January 2026 – 30 June 2026"],
    ]
    assert phases_of(edition_of(policy))[product.id]["2"] == [
        ("2025-04-07", "full", "2026-03-31"),
        ("2026-04-01", "limited", "2027-08"),
        ("2027-09-01", "not-guaranteed", ""),
    ]


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        (
            [("released: 2025-04-07", "released: 2025-04-07\n        ends: August 2027")],
            "'August 2027' is no day and no month; write a day as YYYY-MM-DD, or where only the month is "
            "known, YYYY-MM, such as 2026-08",
        ),
        (
            [("released: 2025-04-07", "released: 2025-04-07\n        ends: 2027-13")],
            "'2027-13' is no day and no month; write a day as YYYY-MM-DD, or where only the month is known, "
            "YYYY-MM, such as 2026-08",
        ),
        (
            [("released: 2025-04-07", "released: 2025-04-07\n        ends: {full: 3027-02}")],
            "3027-02-28 can't be meant; write a day from 1990 to 2200",
        ),
        (
            [*NAMED, THREE, ONE, (TWO[0], TWO[1].replace("full", "ful"))],
            "no version rule says 'until: ful', so this end means nothing; did you mean 'full'?",
        ),
        ([*NAMED, THREE, TWO], "'1' has no 'ends'; add them, for the rule on line LINE"),
        (
            [*NAMED[1:], *ENDS, (RULES[0], RULES[1].replace("full\n    then", "fully\n    then"))],
            "'fully' is no end of a release; did you mean 'full'?",
        ),
        (
            [("  - position: current\n", "  - until_end: yes\n    until: full\n")],
            "give either 'until', for an end with a name, or 'until_end'",
        ),
        (
            [("  - position: current\n", "  - position: current\n    newest: 3\n")],
            "give either 'position' or 'newest'",
        ),
        (
            [("  - position: current\n", "  - newest: 0\n")],
            "newest is 0; write a number from 1 to 100",
        ),
        (
            [("position: previous\n    within_months: 12", "months_after_successor: 6")],
            "6 stands here, but the clause says: Previous major version (within 12 months of release): "
            "Limited support; make the two agree",
        ),
    ],
)
def test_an_end_that_can_t_be_meant_is_told(
    tmp_path: Path, edits: list[tuple[str, str]], message: str
) -> None:
    found = told(tmp_path, *edits)
    assert message.replace("LINE", first_end_rule(tmp_path)) in found


def test_a_release_that_no_rule_fits_in_the_end_is_remarked_on() -> None:
    releases = [Release(version=str(at), released=date(2020 + at, 1, 1)) for at in (1, 2)]
    rules = (rule_of("full", position="current"), rule_of("limited", within_months=36))
    policy = small_policy(products=(product(*releases),), version_rules=rules)
    (found,) = release_remarks(policy)
    assert (found.kind, found.path) == ("no-rule", ("products", 0, "releases", 0))
    assert found.message.startswith("from 2024-01-02 on no version rule fits '1'")
    assert list(release_remarks(replace(policy, version_rules=(*rules, rule_of("ended"))))) == []


CURRENT = {"position": "current"}


@pytest.mark.parametrize(
    ("before", "rule"),
    [
        ({}, CURRENT),
        ({}, {"products": ("thing",), "until": "full"}),
        ({"newest": 3}, {"newest": 1}),
        ({"newest": 2}, {"position": "previous", "within_months": 6}),
        ({"within_months": 24}, {"within_months": 12}),
        ({"within_months": 24}, {"within_months": 12, "days_after_successor": 90}),
        ({"within_months": 12, "months_after_successor": 6, "whichever": "later"}, {"within_months": 12}),
        ({"until_end": True, "newest": 2}, {"until_end": True, **CURRENT}),
        ({"releases": ("1", "2")}, {"releases": ("2",), **CURRENT}),
    ],
)
def test_a_version_rule_that_never_decides_as_one_before_it_always_comes_first_is_remarked_on(
    before: dict[str, Any], rule: dict[str, Any]
) -> None:
    """And never where some release could be decided by it, as in the other order."""
    assert [one.path for one in rule_remarks(before, rule)] == [("version_rules", 1)]
    assert before == rule or rule_remarks(rule, before) == []


@pytest.mark.parametrize(
    ("before", "rule"),
    [
        (CURRENT, {"within_months": 12}),
        ({"products": ("other",)}, CURRENT),
        ({"kind": "lts"}, CURRENT),
        ({"newest": 3, "kind": "lts"}, {"newest": 1}),
        ({"newest": 2, "among": "own-series"}, CURRENT),
        ({"within_months": 12}, {"until_end": True}),
        ({"until": "full"}, {"until": "mending"}),
        ({"until": "full"}, {"releases": ("2",), **CURRENT}),
        ({"within_months": 12}, {"within_months": 12, "to_month_end": True}),
        ({"within_months": 12}, {"within_months": 6, "months_after_successor": 6, "whichever": "later"}),
        ({"within_months": 24, "days_after_successor": 90}, {"within_months": 12}),
    ],
)
def test_a_version_rule_that_some_release_can_come_to_is_not(
    before: dict[str, Any], rule: dict[str, Any]
) -> None:
    assert rule_remarks(before, rule) == []


@proves(max_examples=60)
@given(policy=policies, of=products())
def test_a_version_rule_of_which_that_is_told_decides_on_no_day(policy: Policy, of: Product) -> None:
    told = [one for one in release_remarks(policy) if one.kind == "row-never-decides"]
    never = [policy.version_rules[int(one.path[1])] for one in told]
    support = Support(policy, of)
    for release in of.releases if never else ():
        for days in range(0, 1200, 7):
            rule = support.rule(release, release.released + timedelta(days=days))
            assert not any(rule is one for one in never)


def rule_remarks(*rules: dict[str, Any]) -> list[Remark]:
    """What is told of some version rules, each with another status."""
    made = [rule_of(then, **fits) for then, fits in zip(("full", "limited"), rules, strict=True)]
    return list(release_remarks(small_policy(version_rules=tuple(made))))


@pytest.mark.parametrize(
    ("two", "kind", "message"),
    [
        (
            "ends: {full: 2026-03-31}",
            "end-missing",
            "'2' has no end 'mending', as others have; is that right?",
        ),
        (
            "ends: {full: 2027-02-28, mending: 2026-08}",
            "ends-order",
            "the end 'mending' of '2' is not after 'full', whose rule comes first; is one of the days wrong?",
        ),
    ],
)
def test_ends_that_may_not_be_meant_are_remarked_on(
    tmp_path: Path, two: str, kind: str, message: str
) -> None:
    assert told(tmp_path, *NAMED, THREE, ONE, (TWO[0], f"{TWO[0]}\n        {two}")) == []
    found = [one for one in remarks_on(load_policy(tmp_path / "policy.yaml")) if one.kind == kind]
    assert [one.message for one in found] == [message]


def test_the_current_release_needs_no_end_before_its_successor_is_out(tmp_path: Path) -> None:
    ends = [(old, f"{old}\n        ends: {{mending: 2027-08}}") for old, _ in (TWO, ONE)]
    assert told(tmp_path, NAMED[1], *ends) == []
    (one,) = told(tmp_path, NAMED[1], ends[0])
    assert one == f"'1' has no 'ends'; add them, for the rule on line {first_end_rule(tmp_path)}"
