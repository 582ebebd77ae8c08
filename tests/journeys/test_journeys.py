"""Each journey through the engine, held against what the policy's text says of it."""

from __future__ import annotations

import pytest

from tests.journeys.journeys import JOURNEYS, Journey
from wizard.edition import Edition
from wizard.protocol import respond


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.slug)
def test_a_journey_ends_with_what_the_policy_says_of_it(edition: Edition, journey: Journey) -> None:
    outcome = respond(edition, {"answers": journey.answers, "now": journey.now})["outcome"]
    target = outcome["target"]
    assert {
        "verdict": outcome["verdict"]["id"],
        "severity": outcome["severity"] and outcome["severity"]["id"],
        "handling": outcome["handling"] and outcome["handling"]["id"],
        "level": target and target["level"]["id"],
        "due": target and target["due"]["utc"],
        "channels": tuple(channel["id"] for channel in outcome["channels"]),
        "steps": tuple(step["id"] for one in outcome["procedures"] for step in one["steps"]),
    } == {
        "verdict": journey.verdict,
        "severity": journey.severity,
        "handling": journey.handling,
        "level": journey.level,
        "due": journey.due,
        "channels": journey.channels,
        "steps": journey.steps,
    }
    reasons = {clause["label"] for reason in outcome["reasons"] for clause in reason["clauses"]}
    assert set(journey.cited) <= reasons


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.slug)
def test_a_journey_asks_exactly_the_questions_that_matter_to_it(edition: Edition, journey: Journey) -> None:
    answers: dict[str, str] = {}
    while question := respond(edition, {"answers": answers, "now": journey.now})["question"]:
        answers[question["id"]] = journey.answers[question["id"]]
    assert answers == journey.answers


def test_a_refusal_says_where_to_turn_instead(edition: Edition) -> None:
    for journey in JOURNEYS:
        outcome = respond(edition, {"answers": journey.answers, "now": journey.now})["outcome"]
        assert bool(outcome["instead"]) == (journey.verdict == "not-covered"), journey.name


def test_at_night_the_outcome_says_when_the_phone_opens_and_the_clock_starts(edition: Edition) -> None:
    journey = next(one for one in JOURNEYS if "23:00" in one.name)
    outcome = respond(edition, {"answers": journey.answers, "now": journey.now})["outcome"]
    phone = next(channel for channel in outcome["channels"] if channel["id"] == "phone")
    assert not phone["open"]
    assert phone["opens"] == {"utc": "2026-11-29T03:00:00Z", "desk": "2026-11-29T09:00", "offset": "+06:00"}
    assert outcome["target"]["starts"] == phone["opens"]
