"""Emergencies: one click leads to an outcome with a channel, and what may be written of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.analysis.difference.comparing import compare
from publisher.analysis.proof.proving import prove
from publisher.analysis.verify import verify
from publisher.lookup.walkthrough import walkthrough
from publisher.lookup.whole import lookup_of
from publisher.policy_file.policy_text import check_policy
from publisher.policy_file.source import read_source
from tests.publisher.long_form import long_form
from tests.sweeps import sampled
from tests.wizard.helpers import (
    DESK_CLOSED,
    DESK_OPEN,
    IN_SPRING,
    ask,
    choice,
    edition_of,
    real,
    real_policy,
    small_policy,
)
from wizard.address import answers_in, fragment
from wizard.edition import Edition
from wizard.emergencies import answers_of
from wizard.policy import Channel, Emergency, Option, Policy, Question

ROOT = Path(__file__).resolve().parents[2]
NAMES = tuple(real().emergencies)


def down(**answers: str) -> Emergency:
    return Emergency(id="down", name="It is down", answers=answers)


def errors(policy: Policy) -> list[str]:
    return [flaw.message for flaw in prove(edition_of(policy)).flaws if flaw.is_error]


@pytest.mark.parametrize("now", [DESK_OPEN, DESK_CLOSED])
@pytest.mark.parametrize("name", NAMES)
def test_the_address_of_an_emergency_leads_to_a_critical_outcome_with_a_channel(name: str, now: str) -> None:
    taken = answers_of(real_policy(), real().emergencies[name])
    view = ask(real(), answers_in(f"/wizard/#{fragment(taken)}"), now)
    assert not view["ignored"]
    assert view["outcome"]["target"]["level"]["id"] == "critical"
    assert view["outcome"]["target"]["due"]
    assert view["outcome"]["channels"][0]["link"]
    own = real().emergencies[name].answers
    assert {one["question"] for one in view["asked"] if not one["unsure"]} == own.keys()


@pytest.mark.parametrize("name", sampled(["open-case-stuck", "production-down"]))
def test_what_further_answers_can_make_of_an_emergency_is_what_trying_them_all_makes(name: str) -> None:
    told = next(one for one in prove(real()).emergencies if one.id == name)
    tried: dict[str, set[str]] = {table: set() for table in told.results}
    for now in (DESK_CLOSED, IN_SPRING):
        for results in ends(real(), dict(real().emergencies[name].answers), now):
            for table, found in tried.items():
                found.add(results[table])
    assert {table: {*now, *later} for table, (now, later) in told.results.items()} == tried


def ends(edition: Edition, answers: dict[str, str], now: str) -> Iterator[dict[str, str]]:
    """What every table decides, for each way in which the questions that are left can be answered."""
    view = ask(edition, answers, now)
    if view["question"] is None:
        yield {step["table"]: step["result"]["id"] for step in view["outcome"]["why"]}
        return
    for option in view["question"]["options"]:
        yield from ends(edition, {**answers, view["question"]["id"]: option["id"]}, now)


@pytest.mark.parametrize("name", NAMES)
def test_without_script_an_emergency_leads_to_the_step_that_says_the_same(name: str) -> None:
    taken = answers_of(real_policy(), real().emergencies[name])
    steps = walkthrough(real(), lookup_of(real()))
    assert steps
    end = steps.ends[~steps.reached(taken)]
    assert end.told["verdict"]["id"] == ask(real(), taken)["outcome"]["verdict"]["id"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"topic": "three"}, "'topic' has no answer 'three'; known here: one, two"),
        ({"topics": "one"}, "'topics' is no question; did you mean 'topic'?"),
        ({"version": "3"}, "what is typed at 'version' an emergency can't know; leave it out"),
        ({}, "it stands for no answer; write some, such as 'impact: down'"),
    ],
)
def test_an_answer_that_does_not_exist_is_told(answers: dict[str, str], said: str) -> None:
    version = Question(id="version", kind="version", text="?", name="Version")
    policy = small_policy(questions=(choice("topic", "one", "two"), version))
    found = list(check_policy(replace(policy, emergencies=(down(**answers),))))
    assert [problem.message for problem in found] == [said]
    assert found[0].path[:3] == ("emergencies", 0, "answers")


def test_an_emergency_that_ends_at_a_question_is_refused_with_its_line() -> None:
    text = long_form()
    asked = replace(real_policy(), emergencies=(down(topic="malfunction", cause="misuse"),))
    report = verify(edition_of(asked), read_source(text.encode(), "policy.yaml"))
    line = text.split("\n").index("emergencies:") + 2
    stuck = "'certainty' still comes up after it, and has no option that is 'unsure'; answer it here"
    assert [str(error) for error in report.errors] == [f"policy.yaml:{line}:5: {stuck}"]


def test_an_answer_that_is_never_asked_for_and_a_route_without_an_address_are_refused() -> None:
    unsure = Option(id="unsure", label="Not sure", unsure=True)
    more = choice("more", "yes", when={"topic": "two"})
    questions = (choice("topic", "one", "two"), replace(more, options=(*more.options, unsure)))
    policy = small_policy(questions=questions)
    assert errors(replace(policy, emergencies=(down(topic="two"),))) == []
    assert errors(replace(policy, emergencies=(down(topic="one", more="yes"),))) == [
        "'more' does not come up after the other answers of this emergency; remove it or mend them"
    ]
    (section,) = policy.sections
    silent = tuple(replace(one, address="") for one in section.channels)
    assert isinstance(silent[0], Channel)
    policy = replace(policy, sections=(replace(section, channels=silent),))
    assert "this emergency leads to no channel that has an address" in errors(
        replace(policy, emergencies=(down(topic="two"),))
    )


def test_the_diff_tells_what_an_emergency_came_to_stand_for() -> None:
    first, *others = real_policy().emergencies
    edited = replace(real_policy(), emergencies=(replace(first, answers={"topic": "malfunction"}), *others))
    (told,) = compare(real(), edition_of(edited)).texts
    assert told.name == "emergencies.production-down.answers"
    assert (told.old, told.new) == ("topic: malfunction; impact: down", "topic: malfunction")
