"""What the words beside version rules say of releases, and that staff are asked where their dates don't."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest

from publisher.policy_file.checks.versions_said import versions_said_remarks
from publisher.policy_file.edition_file import load_policy
from wizard.dates import LastDay
from wizard.policy import Policy, Release, Row, VersionRule

OUT = date(2026, 5, 6)


@cache
def small() -> Policy:
    return load_policy(Path(__file__).with_name("documented.yaml"))


def policy_of(text: str, *releases: Release, **rule: Any) -> Policy:
    """A policy whose one version rule cites a clause with this text, for these releases."""
    policy = small()
    clause = replace(policy.sections[0].clauses[0], text=text)
    product = replace(policy.products[0], releases=releases or policy.products[0].releases)
    return replace(
        policy,
        sections=(replace(policy.sections[0], clauses=(clause,)),),
        products=(product,),
        version_rules=(VersionRule(then="full", cite=(clause.id,), **rule),),
    )


def asked(policy: Policy) -> list[str]:
    """The fields that staff are asked about."""
    return [str(one.path[-1]) for one in versions_said_remarks(policy)]


@pytest.mark.parametrize(
    ("text", "position", "otherwise"),
    [
        ("The newest version is supported", "previous", True),
        ("The previous version is supported", "current", True),
        ("The newest version is supported", "current", False),
        ("The newest version and the one before are supported", "previous", False),
        ("The release before it is supported", "previous", False),
        ("Others are supported", "current", False),
    ],
)
def test_a_rule_for_the_other_release_than_its_clause_speaks_of_is_remarked_on(
    text: str, position: Literal["current", "previous"], otherwise: bool
) -> None:
    assert asked(policy_of(text, position=position)) == ["position"] * otherwise


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("Version 3 is supported until 6 May 2027", "ends"),
        ("Version 3 is supported until May 6th, 2027", "ends"),
        ("Version 3 is supported until 2027-05-06", "ends"),
        ("Version 3 is supported until May 2027", "ends"),
        ("Version 3 is supported until 2028-06", "ends"),
        ("Version 3, released on 6 May 2026, is supported until 6 May 2027", "ends"),
        ("Version 3, released on 6 May 2025, is supported until 6 May 2028", "released"),
        ("Version 3 came out in June 2026", "released"),
        ("Version 3 came out in May 2026", ""),
        ("Version 3 is supported until 2027", "ends"),
        ("Version 3 is supported until the end of May 2028", "ends"),
        ("Version 3 until 6 May 2027, and version 2 until 6 May 2028", "ends"),
        ("Until 6 May 2028 version 3 is supported", ""),
        ("Version 2 until 6 May 2027, version 3 until 6 May 2028", ""),
        ("Version 3 is supported until 2028", ""),
        ("Server 3: until 6 May 2028, since 6 May 2026", ""),
        ("Version 3 is supported until May 2028", ""),
        ("Version 3.1 is supported until 6 May 2027", ""),
        ("Versions are named on 6 May 2027", ""),
        ("Version 3 is supported until 31 February 2027", ""),
    ],
)
def test_a_release_whose_days_are_not_those_of_its_clause_is_remarked_on(text: str, otherwise: str) -> None:
    release = Release(version="3", released=OUT, ends=LastDay("2028-05-06"))
    other = Release(version="2", released=date(2025, 5, 6))
    assert asked(policy_of(text, release, other)) == [otherwise] * bool(otherwise)


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("Full support until 31 May 2027", True),
        ("Support ends on 31 May 2027", True),
        ("Supported to 2027-05-31", True),
        ("3 is supported to the end of 2027", True),
        ("Full support until 6 May 2028", False),
        ("Only fixes from 31 May 2027", False),
        ("2 is supported until 31 May 2027", False),
    ],
)
def test_a_clause_that_names_no_release_is_about_the_only_one(text: str, otherwise: bool) -> None:
    release = Release(version="3", released=OUT, ends=LastDay("2028-05-06"))
    assert asked(policy_of(text, release, until_end=True)) == ["ends"] * otherwise


@pytest.mark.parametrize("text", ["Version 3: full until May 2027, maintenance until May 2032", "Of 3 alike"])
@pytest.mark.parametrize("full", ["2027-05", "2028-05"])
@pytest.mark.parametrize("maintenance", ["2032-05-31", "2033-05"])
def test_each_end_that_a_clause_says_is_one_of_the_release(text: str, full: str, maintenance: str) -> None:
    release = Release(
        version="3", released=OUT, ends={"full": LastDay(full), "maintenance": LastDay(maintenance)}
    )
    right = (full, maintenance) == ("2027-05", "2032-05-31") or text == "Of 3 alike"
    assert asked(policy_of(text, release)) == ["ends"] * (not right)


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("Version 2 has extended support", True),
        ("Extended support for release 2", True),
        ("Version 1 has extended support", False),
        ("Versions 2 and 1 have extended support", False),
        ("Version 2 and 1 have extended support", False),
        ("Those before version 2 have extended support", False),
        ("Extended support is sold for some", False),
    ],
)
def test_a_rule_for_another_release_than_its_clause_names_is_remarked_on(text: str, otherwise: bool) -> None:
    releases = [Release(version=one, released=OUT) for one in ("1", "2")]
    assert asked(policy_of(text, *releases, releases=("1",))) == ["releases"] * otherwise


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Two years from its release", 2),
        ("Each version is supported for 24 months", 2),
        ("Supported until three years after it was released", 3),
        ("One year in full, then in part until 36 months from its release", 3),
        ("A new one comes every year; each has 730 days of fixes", 2),
    ],
)
def test_a_release_that_is_supported_for_another_time_than_its_clause_says_is_named(
    text: str, years: int
) -> None:
    for end in range(1, 6):
        for last in (f"{2026 + end}-05-06", f"{2026 + end}-05"):
            policy = policy_of(text, Release(version="3", released=OUT, ends=LastDay(last)), until_end=True)
            messages = [one.message for one in versions_said_remarks(policy)]
            assert len(messages) == (end != years)
            assert all("'3'" in one and f"2026-05-06 to {last}" in one for one in messages)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("At least two years from its release", (2, 3, 4)),
        ("Up to three years after its release", (1, 2, 3)),
        ("Until two years after the release of its successor", (1, 2, 3, 4)),
        ("An answer within 4 hours of a call", (1, 2, 3, 4)),
        ("Until its end", (1, 2, 3, 4)),
    ],
)
def test_what_a_clause_leaves_open_is_no_other_time(text: str, fits: tuple[int, ...]) -> None:
    for years in range(1, 5):
        release = Release(version="3", released=OUT, ends={"full": LastDay(f"{2026 + years}-05-06")})
        assert bool(asked(policy_of(text, release, until="full"))) != (years in fits)


def test_a_time_may_be_counted_from_a_change_of_the_release_s_status() -> None:
    """Security fixes for two years, after one in full."""
    ends = {"full": LastDay("2027-05-06"), "security": LastDay("2029-05-06")}
    policy = policy_of("Fixes for two years", Release(version="3", released=OUT, ends=ends), until="security")
    assert asked(policy) == ["ends"]
    first = VersionRule(then="over", cite=("another-clause",), until="full")
    assert asked(replace(policy, version_rules=(first, *policy.version_rules))) == []


def test_the_reasons_of_rows_for_the_status_of_one_rule_are_its_words_too() -> None:
    policy = policy_of(
        "Until its end", Release(version="3", released=OUT, ends=LastDay("2029-05-06")), until_end=True
    )
    question = policy.version_question
    table = policy.tables[0]

    def said(years: str, **others: str) -> list[str]:
        row = Row(
            when={question: "full", **others}, then=table.rows[0].then, say=f"{years} years from its release"
        )
        return asked(replace(policy, tables=(replace(table, rows=(row, *table.rows)), *policy.tables[1:])))

    assert said("Two") == ["ends"]
    assert said("Three") == []
    assert said("Two", plan="extended") == []


@pytest.mark.parametrize(
    ("text", "rule", "otherwise"),
    [
        ("The current and the previous major version", {"newest": 2}, True),
        ("The current and the previous major version", {"newest": 2, "among": "series"}, False),
        ("The newest release of each series", {"newest": 1}, True),
        ("The newest release of each series", {"newest": 1, "among": "own-series"}, False),
        ("The two newest releases", {"newest": 2}, False),
        ("Each release of a series", {}, False),
    ],
)
def test_a_rule_that_counts_releases_where_its_clause_counts_series_is_remarked_on(
    text: str, rule: dict[str, Any], otherwise: bool
) -> None:
    releases = [Release(version=one, released=OUT) for one in ("17.4", "17.3", "16.11")]
    assert asked(policy_of(text, *releases, **rule)) == ["0"] * otherwise
    assert asked(policy_of(text, *releases[1:], **rule)) == []


BOTH = {"within_months": 6, "days_after_successor": 90}


@pytest.mark.parametrize(
    ("text", "rule", "field"),
    [
        ("6 months or 90 days after the next release, whichever is later", BOTH, "whichever"),
        ("6 months or 90 days after the next release, whichever is later", BOTH | {"whichever": "later"}, ""),
        (
            "6 months or 90 days after the next, whichever comes first",
            BOTH | {"whichever": "later"},
            "whichever",
        ),
        ("6 months or 90 days after the next, whichever comes first", BOTH, ""),
        ("18 months after its successor", {"within_months": 18}, "within_months"),
        ("18 months after the release of its successor", {"within_months": 18}, "within_months"),
        ("12 months after the release of the new one", {"within_months": 12}, "within_months"),
        ("12 months after the release of the new one", {"months_after_successor": 12}, ""),
        ("For 12 months after a new one comes out", {"within_months": 12}, "within_months"),
        ("It ends 12 months after it is superseded", {"within_months": 12}, "within_months"),
        ("12 months after it has been replaced", {"within_months": 12}, "within_months"),
        ("Each new version is supported for 12 months", {"within_months": 12}, ""),
        ("Once a new version is released it is supported for 12 months", {"within_months": 12}, ""),
        ("18 months after the next release", {"months_after_successor": 18}, ""),
        ("18 months from its release", {"months_after_successor": 18}, "months_after_successor"),
        ("18 months from its release", {"within_months": 18}, ""),
        ("12 months, to the end of that month", {"within_months": 12}, "0"),
        ("12 months, to the end of that month", {"within_months": 12, "to_month_end": True}, ""),
        ("12 months to the day", {"within_months": 12, "to_month_end": True}, "to_month_end"),
    ],
)
def test_a_rule_that_counts_from_elsewhere_or_until_elsewhere_than_its_clause_is_remarked_on(
    text: str, rule: dict[str, Any], field: str
) -> None:
    assert asked(policy_of(text, **rule)) == [field] * bool(field)
