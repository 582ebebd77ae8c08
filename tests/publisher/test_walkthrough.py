"""The questions without JavaScript: following the links leads to what the engine says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.policies import policy
from publisher.lookup.walkthrough import End, Walkthrough, walkthrough
from publisher.lookup.whole import lookup_of
from publisher.policy_file.edition_file import load_edition
from tests.wizard.helpers import choice, deciding, edition_of, product, rule, small_policy
from wizard.edition import Edition
from wizard.facts import moment, today
from wizard.kinds import Timed
from wizard.policy import Policy, Question, Release, Row
from wizard.protocol import instant, respond

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("paid-plans", "platform", "product-line", "two-desks")
POLICIES = ("policy", *(f"tests/policies/{name}" for name in NAMES))
NOWS = ("2026-11-23T05:00:00Z", "2026-11-26T20:00:00Z", "2026-11-24T15:30:00Z", "2027-10-05T05:00:00Z")


@pytest.mark.parametrize("name", POLICIES)
def test_whatever_is_answered_the_links_lead_to_what_the_engine_says(name: str) -> None:
    edition = load_edition(ROOT / f"{name}.yaml", ROOT / "site_src" / "words").edition
    steps = walkthrough(edition, lookup_of(edition))
    assert steps
    draw = Random(7)
    for trial in range(150):
        now = NOWS[trial % len(NOWS)]
        answers, end = followed(edition, steps, draw, now)
        outcome = json.loads(json.dumps(respond(edition, {"answers": answers, "now": now})["outcome"]))
        assert end.told["verdict"] == outcome["verdict"], answers
        assert end.told["instead"] == outcome["instead"]
        refused = outcome["verdict"]["tone"] == "not-covered"
        assert json.loads(json.dumps(end.told["reasons"])) == (outcome["reasons"] if refused else [])
        assert promised(end.told["target"]) == promised(outcome["target"])
        assert reached(edition, end, now) == (outcome["route"], [one["id"] for one in outcome["channels"]])


@pytest.mark.parametrize("seed", range(20))
def test_what_is_asked_for_a_release_or_while_it_has_a_status_is_a_step_where_the_engine_asks_it(
    seed: int,
) -> None:
    draw = Random(seed)
    edition = edition_of(policy_by_releases(draw))
    steps = walkthrough(edition, lookup_of(edition))
    assert steps
    for now in ("2026-11-23T05:00:00Z", "2027-05-05T05:00:00Z", "2028-12-30T05:00:00Z") * 4:
        answers, end = followed(edition, steps, draw, now)
        outcome = respond(edition, {"answers": answers, "now": now})["outcome"]
        assert end.told["verdict"] == json.loads(json.dumps(outcome["verdict"])), answers


def test_steps_until_a_day_offer_nothing_of_a_later_one_and_lead_where_all_do_until_then() -> None:
    edition = load_edition(
        ROOT / "tests" / "policies" / "product-line.yaml", ROOT / "site_src" / "words"
    ).edition
    until = date(2026, 9, 16)
    every, some = (walkthrough(edition, lookup_of(edition), last) for last in (None, until))
    assert every
    assert some
    assert max(days_of(every)) > until > max(days_of(some))
    for trial, now in enumerate(("2026-02-12T05:00:00Z", "2026-09-16T05:00:00Z") * 20):
        assert followed(edition, some, Random(trial), now) == followed(edition, every, Random(trial), now)


def days_of(steps: Walkthrough) -> Iterator[date]:
    """The days with which answers begin or end."""
    answers = [way.answer for step in steps.steps for way in step.ways]
    return (day for answer in answers for day in (answer.first, answer.last) if day)


def policy_by_releases(draw: Random) -> Policy:
    """A policy with four releases and questions that hang on them and on how far they are supported."""
    values = {
        "release": ("5", "6", "7", "8", "unknown"),
        "version": ("full", "limited", "ended", "newer", "unknown"),
        "topic": ("one", "two"),
    }
    releases = tuple(
        Release(version=str(at), released=date(draw.randrange(2024, 2028), draw.randrange(1, 13), 5))
        for at in range(5, 9)
    )
    version = Question(id="version", kind="version", text="?", name="v", unsure="I don't know")
    further = (
        choice(f"x{at}", "yes", "no", when={fact: draw.choice(values[fact]) for fact in facts})
        for at, facts in enumerate((("release",), ("release", "version"), ("version", "topic")))
    )
    refused = (Row(when={"release": ("7", "unknown"), "x0": "yes"}, then="refused"),)
    return small_policy(
        products=(product(*releases),),
        questions=(choice("topic", "one", "two"), version, *further),
        version_rules=(rule("full", position="current"), rule("limited", within_months=12), rule("ended")),
        tables=deciding(verdict=(*refused, Row(when={"x1": "yes", "x2": "unasked"}, then="refused"))),
    )


def test_there_are_no_steps_where_a_page_could_not_carry_them(edition: Edition) -> None:
    scattered = Edition(policy("scattered", 40, 200), edition.words, "", {})
    assert walkthrough(scattered, lookup_of(scattered)) is None


def followed(edition: Edition, steps: Walkthrough, draw: Random, now: str) -> tuple[dict[str, str], End]:
    """Answers drawn at random, and the end to which their links lead."""
    answers: dict[str, str] = {}
    there = len(steps.steps) - 1
    while there >= 0:
        step = steps.steps[there]
        question = respond(edition, {"answers": answers, "now": now})["question"]
        assert step.question["id"] == question["id"]
        option = draw.choice(question["options"])
        answers[question["id"]] = option["id"]
        (there,) = {
            way.there
            for way in step.ways
            if way.answer.option.id == option["id"] and holds(way.answer, today(edition, instant(now)))
        }
    return answers, steps.ends[~there]


def holds(answer: Timed, day: date) -> bool:
    """Whether an answer is the one to pick on a day."""
    return (answer.first or day) <= day <= (answer.last or day)


def promised(target: dict[str, Any] | None) -> tuple[str, str] | None:
    """The level and what it promises."""
    return (target["level"]["id"], target["text"]) if target else None


def reached(edition: Edition, end: End, now: str) -> tuple[str, list[str]]:
    """The route and the channels that an end tells for what is open now."""
    facts = moment(edition, instant(now))
    way = next(one for one in end.ways if one.open.items() <= facts.items())
    return way.route, [one["id"] for one in way.channels]
