"""Policies of any size, made by rule: a number of independent questions with two options each, and of rows.

`by topic`: as people write tables. Each table reads four neighbouring questions and the table before it; the
next table reads the last two of the four again.
`scattered`: each row reads two or three of all questions at random, and one row in three an earlier table.
`one table`: as `scattered`, with all rows in the table that is decided first; each other table has one row.

Any policy can get more releases and articles, and can be written as a policy file.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, Literal

import yaml

from wizard import policy as parts
from wizard.codec import encode
from wizard.policy import NONE, ROLES, Clause, Policy, Question, Section, Table

Shape = Literal["by topic", "scattered", "one table"]
SHAPES: tuple[Shape, ...] = ("by topic", "scattered", "one table")
RESULTS = ("r0", "r1", "r2", "r3")
ROWS_PER_TABLE = 10
QUESTIONS_PER_TABLE = 4
NEWEST = date(2026, 3, 2)
"""The day of the newest release; each older release came out a day before the next."""
SENTENCE = "What is asked of this part of the software is answered in the order in which it comes in. "
PARAGRAPHS = 3
"""The paragraphs of an article; a thousand articles still fit into the largest file that the build reads."""


def policy(shape: Shape, questions: int, rows: int, seed: int = 1) -> Policy:
    """A policy of a shape and a size; the same for the same seed."""
    draw = Random(seed)  # noqa: S311
    ids = [f"q{number}" for number in range(questions)]
    results = tuple(parts.Choice(id=result, name=result) for result in RESULTS)
    via = (parts.Via(channel="web", reason="Always"),)
    return Policy(
        title="Support",
        company="Example",
        effective=date(2026, 1, 1),
        applies_to="Everybody",
        zone="+00:00",
        preamble=(Clause(id="why", text="Because"),),
        sections=(_section(),),
        hours=(parts.Hours(id="always", text="Always", always=True),),
        questions=tuple(_question(question) for question in ids),
        verdicts=(
            *(parts.Verdict(id=result, tone="covered", title=result) for result in RESULTS),
            parts.Verdict(id="not-yet", tone="no-verdict", title="Not yet"),
        ),
        severities=results,
        handlings=results,
        routes=tuple(parts.Route(id=result, name=result, via=via) for result in RESULTS),
        tables=tuple(_tables(draw, shape, ids, rows)),
    )


def _section() -> Section:
    address = "https://example.org"
    web = parts.Channel(id="web", name="Web", kind="web", address=address, hours="always", promise="Soon")
    return Section(
        id="all", number="1", title="All", channels=(web,), levels=tuple(_level(result) for result in RESULTS)
    )


def _level(name: str) -> parts.Level:
    target = parts.Target(id=f"{name}-target", text="8 hours", hours=8, clock="always")
    return parts.Level(id=name, name=name, purpose=Clause(id=f"{name}-purpose", text=name), target=target)


def _question(name: str) -> Question:
    options = (parts.Option(id="yes", label="Yes"), parts.Option(id="no", label="No"))
    return Question(id=name, text=f"{name}?", name=name, options=options)


def _tables(draw: Random, shape: Shape, questions: list[str], rows: int) -> list[Table]:
    count = max(len(ROLES), rows // ROWS_PER_TABLE)
    sizes = [rows // count + (number < rows % count) for number in range(count)]
    if shape == "one table":
        sizes = [rows - count + 1] + [1] * (count - 1)
    names = [*(f"t{number}" for number in range(count - len(ROLES))), *ROLES]
    tables: list[Table] = []
    for number, (name, size) in enumerate(zip(names, sizes, strict=True)):
        first = number * QUESTIONS_PER_TABLE // 2 % (len(questions) - QUESTIONS_PER_TABLE + 1)
        topic = questions[first : first + QUESTIONS_PER_TABLE]
        read = topic if shape == "by topic" else questions
        tables.append(_table(draw, name, [_when(draw, shape, read, tables) for _ in range(size - 1)]))
    return tables


def _table(draw: Random, name: str, whens: list[dict[str, Any]]) -> Table:
    rows = [
        parts.Row(when=when, then=draw.choice(RESULTS), say=f"{name}-{number}")
        for number, when in enumerate(whens)
    ]
    last = parts.Row(then=NONE if name in ("severity", "handling", "level") else RESULTS[0])
    results = () if name in ROLES else tuple(parts.Choice(id=result, name=result) for result in RESULTS)
    return Table(id=name, title=name, results=results, rows=(*rows, last))


def _when(draw: Random, shape: Shape, questions: list[str], tables: list[Table]) -> dict[str, Any]:
    names = draw.sample(sorted(set(questions)), min(draw.choice((2, 3)), len(set(questions))))
    when: dict[str, Any] = {name: draw.choice(("yes", "no")) for name in names}
    if tables and draw.random() < 1 / 3:
        earlier = tables[-1] if shape == "by topic" else draw.choice(tables)
        when[earlier.id] = draw.choice(sorted({row.then for row in earlier.rows}))
    return when


def with_versions(policy: Policy) -> Policy:
    """The policy with a product, rules for its releases, and a last question that asks for the version."""
    cite = ("why",)
    rules = (
        parts.VersionRule(position="current", then="full", cite=cite),
        parts.VersionRule(within_months=12, then="limited", cite=cite),
        parts.VersionRule(then="ended", cite=cite),
    )
    asked = Question(
        id="version", kind="version", text="Which version?", name="Version", unsure="I'm not sure"
    )
    return replace(
        policy,
        products=(parts.Product(id="software", name="Software"),),
        version_statuses=tuple(parts.VersionStatus(id=rule.then, name=rule.then.title()) for rule in rules),
        version_rules=rules,
        questions=(*policy.questions, asked),
    )


def with_releases(policy: Policy, count: int) -> Policy:
    """The policy with `count` releases of its first product, and no examples (they name other releases)."""
    releases = tuple(
        parts.Release(version=str(count - age), released=NEWEST - timedelta(days=age)) for age in range(count)
    )
    first, *others = policy.products
    return replace(policy, products=(replace(first, releases=releases), *others), examples=())


def with_articles(policy: Policy, count: int) -> Policy:
    """The policy with `count` more sections, each a page of plain text."""
    return replace(policy, sections=(*policy.sections, *(_article(number) for number in range(1, count + 1))))


def _article(number: int) -> Section:
    name = f"article-{number}"
    clauses = tuple(
        Clause(id=f"{name}-{paragraph}", text=f"{paragraph}. {SENTENCE * 2}".strip())
        for paragraph in range(PARAGRAPHS)
    )
    return Section(id=name, number=f"A{number}", title=f"Article {number}", clauses=clauses)


def as_yaml(policy: Policy) -> str:
    """The policy as the text of a file that reads as the same policy again."""
    text: str = yaml.safe_dump(encode(policy), sort_keys=False, allow_unicode=True, width=110)
    return text
