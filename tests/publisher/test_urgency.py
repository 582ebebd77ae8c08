"""What is more urgent is answered sooner, and what else is promised comes after the first answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.analysis.urgency import urgency_remarks
from publisher.policy_file.edition_file import load_edition
from publisher.policy_file.remarks import says, told
from tests.publisher.slips import POLICIES, WORDS
from wizard.edition import Edition

REAL, *_ = POLICIES
PLATFORM = next(policy for policy in POLICIES if policy.stem == "platform")
DESKS = next(policy for policy in POLICIES if policy.stem == "two-desks")
CAMPUS = next(policy for policy in POLICIES if policy.stem == "campus-desks")
REAL_FIELD = "sections.levels.levels.critical.target"

# A policy with an edit, and what is remarked on: the levels or promises, each once.
SLIPS = [
    # An emergency is critical, so that the other of the two severities is less urgent.
    (REAL, "4 business hours, hours: 4,", "40 business hours, hours: 40,", [REAL_FIELD]),
    # Most of the targets say from which end on the severities are listed.
    (
        PLATFORM,
        "medium: {text: First response within 1 business day, days: 1,",
        "medium: {text: First response within 10 business days, days: 10,",
        ["sections.response.levels.standard-medium.target"],
    ),
    # Hours around the clock and business hours are told apart by when they are over.
    (
        PLATFORM,
        "First response within 2 hours\n            hours: 2",
        "First response within 120 hours\n            hours: 120",
        [
            "sections.response.levels.premium-high.target",
            "sections.response.levels.premium-high.further.premium-high-updates",
        ],
    ),
    (
        PLATFORM,
        "text: Within 14 calendar days, days: 14",
        "text: Within 1 calendar day, days: 1",
        ["sections.response.levels.advisory.further.advisory-fix"],
    ),
    # One of two desks answers the other way round: what is left over is less urgent.
    (
        DESKS,
        "2 business hours, hours: 2, clock: boston-hours",
        "20 business hours, hours: 20, clock: boston-hours",
        ["sections.deadlines.levels.standstill-americas.target"],
    ),
    # And so it is where only two levels can be compared.
    (
        CAMPUS,
        "Answer within 1 hour while the hotline is open, hours: 1,",
        "Answer within 90 hours while the hotline is open, hours: 90,",
        ["sections.times.levels.teaching.target"],
    ),
]


def edited(policy: Path, old: str, new: str, folder: Path, more: str = "") -> Edition:
    text = policy.read_text("utf-8")
    assert text.count(old) == 1
    path = folder / "policy.yaml"
    path.write_text(text.replace(old, new) + more, "utf-8")
    return load_edition(path, WORDS).edition


@pytest.mark.parametrize(("policy", "old", "new", "fields"), SLIPS)
def test_what_is_more_urgent_and_answered_later_is_remarked_on_once(
    policy: Path, old: str, new: str, fields: list[str], tmp_path: Path
) -> None:
    edition = edited(policy, old, new, tmp_path)
    said = [says(edition.policy, one).rpartition(": ")[2].rstrip("]") for one in urgency_remarks(edition)]
    assert sorted(said) == sorted(fields)


def test_a_later_answer_that_is_meant_is_not_remarked_on_again(tmp_path: Path) -> None:
    meant = f"\nmeant:\n  - {{remark: slower-level, fields: [{REAL_FIELD}], reason: It is so.}}\n"
    edition = edited(*SLIPS[0][:3], tmp_path, meant)
    assert list(told(edition.policy, urgency_remarks(edition))) == []


SEVERITIES = "severities:\n  - {id: usual, name: Usual}\n"
LEFT_OVER = "- {then: usual}\n  - id: handling"


@pytest.mark.parametrize(
    ("severity", "left_over", "hours"),
    [
        # Both desks answer a standstill sooner, so that what is left over may be one.
        ("", "standstill", 2),
        # Each desk says another thing, and what is left over is at neither end.
        ("  - {id: between, name: Between}\n", "between", 20),
    ],
)
def test_levels_are_not_remarked_on_where_all_are_in_order_or_nothing_tells_their_order(
    severity: str, left_over: str, hours: int, tmp_path: Path
) -> None:
    text = DESKS.read_text("utf-8")
    rows = f"- {{when: {{standstill: works}}, then: usual}}\n      - {{then: {left_over}}}\n  - id: handling"
    for old, new in (
        (SEVERITIES, SEVERITIES + severity),
        (LEFT_OVER, rows),
        (
            SLIPS[-2][1],
            SLIPS[-2][1].replace("2 business hours, hours: 2,", f"{hours} business hours, hours: {hours},"),
        ),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path / "policy.yaml"
    path.write_text(text, "utf-8")
    assert list(urgency_remarks(load_edition(path, WORDS).edition)) == []
