"""Who is not sure of an answer is told of the other levels that it could bring, each with its own time."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from tests.wizard.helpers import DESK_CLOSED, DESK_OPEN, ask, at, choice, edition_of, outcome_of, small_policy
from wizard.conditions import Values
from wizard.edition import Edition
from wizard.policy import Clause, Level, Option, Policy, Row, Table, Target
from wizard.reopening import reopen

PLANS, SIZES = ("gold", "silver", "basic"), ("small", "large")
LEVELS = ("plain", "fast", "slow")


def level(id: str, hours: int) -> Level:
    target = Target(id=f"{id}-target", text=f"Within {hours} hours", hours=hours, clock="day")
    return Level(id=id, name=id.title(), purpose=Clause(id=f"{id}-purpose", text="For some"), target=target)


def with_plans(rows: tuple[Row, ...]) -> Policy:
    """A policy whose level is decided by a plan, of which customers may be unsure, and by a size."""
    plan = choice("plan", *PLANS)
    plan = replace(plan, options=(*plan.options, Option(id="unsure", label="Not sure", unsure=True)))
    policy = small_policy(questions=(choice("size", *SIZES), plan))
    (section,) = policy.sections
    levels = (*section.levels, level("fast", 1), level("slow", 40))
    tables = tuple(
        Table(id=one.id, title=one.title, rows=(*rows, Row(then="plain"))) if one.id == "level" else one
        for one in policy.tables
    )
    return replace(policy, sections=(replace(section, levels=levels),), tables=tables)


def by_chance(seed: int) -> tuple[Row, ...]:
    random = Random(seed)
    plans, sizes = (*PLANS, "unsure"), SIZES
    rows = []
    for _ in range(random.randint(1, 5)):
        when: dict[str, Values] = {}
        if random.random() < 0.7:
            when["plan"] = tuple(random.sample(plans, random.randint(1, 2)))
        if random.random() < 0.6:
            when["size"] = random.choice([*sizes])
        rows.append(Row(when=when, then=random.choice((*LEVELS, "none"))))
    return tuple(rows)


def told(edition: Edition, size: str) -> set[tuple[str, str]]:
    """What an outcome without a plan tells of others: their names, and when they are due."""
    target = outcome_of(edition, {"size": size, "plan": "unsure"})["target"]
    return {(one["name"], one["due"]["utc"]) for one in target["further"]} if target else set()


def otherwise(edition: Edition, size: str) -> set[tuple[str, str]]:
    """The same of each plan that is promised another level, by asking for it."""
    without = outcome_of(edition, {"size": size, "plan": "unsure"})["target"]
    by_due: dict[str, list[str]] = {}
    for plan in PLANS:
        other = outcome_of(edition, {"size": size, "plan": plan})["target"]
        if without and other and other["level"] != without["level"]:
            by_due.setdefault(other["due"]["utc"], []).append(plan.title())
    return {(f"If your answer is “plan: {', '.join(plans)}”", due) for due, plans in by_due.items()}


def test_every_plan_with_another_level_is_told_with_its_own_time() -> None:
    rows = (
        Row(when={"size": "large", "plan": "gold"}, then="fast"),
        Row(when={"plan": ("silver", "basic")}, then="slow"),
        Row(when={"size": "small", "plan": "gold"}, then="none"),
    )
    edition = edition_of(with_plans(rows))
    assert told(edition, "large") == otherwise(edition, "large")
    assert len(told(edition, "large")) == 2
    assert told(edition, "small") == otherwise(edition, "small")
    assert len(told(edition, "small")) == 1


def test_a_ticket_tells_every_promise_with_its_moment_and_comes_back_with_all_of_them() -> None:
    rows = (Row(when={"plan": "gold"}, then="fast"), Row(when={"plan": "silver"}, then="slow"))
    edition = edition_of(with_plans(rows))
    view = ask(edition, {"size": "small", "plan": "unsure"}, DESK_OPEN, "https://a.example/")
    (target, body) = (view["outcome"][part] for part in ("target", "ticket"))
    lines = [
        line
        for one in target["further"]
        for line in (
            f"Promised further: {one['name']}: {one['text']}",
            f"That is due by: {one['due']['desk'].replace('T', ' ')} (UTC+06:00)",
        )
    ]
    assert len(lines) == 4
    assert "\n".join(lines) in body["body"]
    came = reopen(edition, body["body"], at(DESK_CLOSED))
    assert [*came.said[-4:]] == lines
    assert came.changes == ()


@pytest.mark.parametrize(
    ("fast", "slow", "reads"), [("day", "desk", None), ("desk", "desk", "2026-11-29T09:00")]
)
def test_a_ticket_is_read_by_night_where_an_answer_that_is_left_open_could_promise_one_then(
    fast: str, slow: str, reads: str | None
) -> None:
    policy = with_plans((Row(when={"plan": "gold"}, then="fast"), Row(then="slow")))
    (section,) = policy.sections
    clocks = {"fast": fast, "slow": slow}
    levels = tuple(
        replace(one, target=replace(one.target, clock=clocks.get(one.id, one.target.clock)))
        for one in section.levels
    )
    edition = edition_of(replace(policy, sections=(replace(section, levels=levels),)))
    (web,) = outcome_of(edition, {"size": "small", "plan": "unsure"}, DESK_CLOSED)["channels"]
    assert (web["reads"] and web["reads"]["desk"]) == reads


@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_told_of_another_answer_is_what_that_answer_brings(seed: int) -> None:
    edition = edition_of(with_plans(by_chance(seed)))
    for size in SIZES:
        known = {(plan, due) for names, due in otherwise(edition, size) for plan in _plans(names)}
        assert {(plan, due) for names, due in told(edition, size) for plan in _plans(names)} <= known


def _plans(name: str) -> list[str]:
    return name.partition(": ")[2].rstrip("”").split(", ")
