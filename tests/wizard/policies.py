"""Small policies at random: questions that hang on each other, products with and without releases, tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.wizard.helpers import choice, deciding, product, rule, small_policy
from wizard.conditions import UNASKED
from wizard.edition import Edition
from wizard.kinds import kind_of
from wizard.policy import CLOSED, IN_FORCE, OPEN, Policy, Product, Question, Release, Row
from wizard.protocol import respond

OPTIONS = ("one", "two", "three")
TYPED = ("2", "v1.4", "9", "LTS", "unknown")
"""Versions that customers type."""

RULES = (rule("full", position="current"), rule("limited", within_months=12), rule("ended"))


def random_policy(random: Random) -> Policy:
    """A policy that the build would publish: conditions look only at facts that are known by then."""
    known: dict[str, tuple[str, ...]] = {"policy": (IN_FORCE,), "phone": (OPEN, CLOSED)}
    products = tuple(_product(random, f"p{at}") for at in range(random.randint(0, 3)))
    shell = small_policy(products=products, version_rules=RULES)
    kinds = ["product", "version", *["choice"] * random.randint(1, 4)]
    random.shuffle(kinds)
    questions: list[Question] = []
    for number, kind in enumerate(kinds):
        question = _question(f"q{number}", kind, _condition(random, known))
        questions.append(question)
        known[question.id] = (*kind_of(question).values(shell), UNASKED)
    called = tuple(Row(when=_condition(random, known), then="called") for _ in range(random.randint(0, 2)))
    return replace(shell, questions=tuple(questions), tables=deciding(route=called))


def random_answers(random: Random, policy: Policy) -> dict[str, str]:
    """Answers to most of a policy's questions, in any order: good ones, wrong ones, and to no question."""
    given = {one.id: random.choice((*picks(policy, one) * 2, "wrong")) for one in policy.questions} | {
        "strange": "x"
    }
    return {id: given[id] for id in random.sample(list(given), random.randint(len(given) // 2, len(given)))}


def _product(random: Random, id: str) -> Product:
    days = random.sample(range(1000), random.randint(0, 3))
    first = date(2024, 1, 1)
    releases = (
        Release(version=str(at), released=first + timedelta(days=day)) for at, day in enumerate(days, 1)
    )
    return product(*releases, id=id)


def _condition(random: Random, known: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """A condition over facts with these values; half of them hold always."""
    facts = random.sample(sorted(known), random.choice((0, 0, 1, 2)))
    return {fact: tuple(random.sample(known[fact], random.randint(1, len(known[fact])))) for fact in facts}


def _question(id: str, kind: str, when: dict[str, Any]) -> Question:
    if kind == "choice":
        return choice(id, *OPTIONS, when=when)
    return Question(id=id, kind=kind, text="Which?", name=id, when=when, unsure="Not sure")  # type: ignore[arg-type]


def picks(policy: Policy, question: Question) -> tuple[str, ...]:
    """Answers that a question takes."""
    return TYPED if question.kind == "version" else kind_of(question).values(policy)


def to_the_end(random: Random, edition: Edition, now: str) -> dict[str, Any]:
    """The view at the end of an interview in which every question gets one of its options, or typed text."""
    given: dict[str, str] = {}
    for _ in range(len(edition.policy.questions) + 1):
        view = respond(edition, {"answers": given, "now": now})
        if view["question"] is None:
            return view
        id, offered = view["question"]["id"], [one["id"] for one in view["question"]["options"]]
        assert id not in given, f"{id} is asked twice"
        typed = TYPED if view["question"]["kind"] == "version" else ()
        given[id] = random.choice((*offered, *typed))
    raise AssertionError("there were more questions than the policy has")
