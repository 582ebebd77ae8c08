"""Policies of any size, made by rule: so many independent questions of two options, and so many rows.

`by topic`: each table reads four questions that belong together, and the table before it, as people write
tables; two of the four are read by the next table too.
`scattered`: each row reads two or three of all questions at random, and one in three an earlier table too.
`one table`: the rows of `scattered` all stand in the table that is decided first; the others have one row.

Any policy can be given as many releases and articles as are wanted, and written as a file of the build's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, Literal

import yaml

from wizard.codec import encode
from wizard.policy import (
    NONE,
    ROLES,
    Channel,
    Choice,
    Clause,
    Hours,
    Level,
    Option,
    Policy,
    Product,
    Question,
    Release,
    Route,
    Row,
    Section,
    Table,
    Target,
    Verdict,
    VersionRule,
    VersionStatus,
    Via,
)

Shape = Literal["by topic", "scattered", "one table"]
SHAPES: tuple[Shape, ...] = ("by topic", "scattered", "one table")
RESULTS = ("r0", "r1", "r2", "r3")
ROWS_OF_A_TABLE = 10
READ = 4
NEWEST = date(2026, 3, 2)
"""The day of the newest release; each one before it is a day older."""
SENTENCE = "What is asked of this part of the software is answered in the order in which it comes in. "
PARAGRAPHS = 3
"""Of an article; a thousand articles still fit into the largest file that the build reads."""


def policy(shape: Shape, questions: int, rows: int, seed: int = 1) -> Policy:
    """A policy of a shape and a size; the same for the same seed."""
    draw = Random(seed)  # noqa: S311
    ids = [f"q{at}" for at in range(questions)]
    return Policy(
        title="Support",
        company="Example",
        effective=date(2026, 1, 1),
        applies_to="Everybody",
        zone="+00:00",
        preamble=(Clause(id="why", text="Because"),),
        sections=(_section(),),
        hours=(Hours(id="always", text="Always", always=True),),
        questions=tuple(_question(id) for id in ids),
        verdicts=tuple(Verdict(id=id, tone="covered", title=id) for id in RESULTS),
        severities=_choices(),
        handlings=_choices(),
        routes=tuple(Route(id=id, name=id, via=(Via(channel="web", reason="Always"),)) for id in RESULTS),
        tables=tuple(_tables(draw, shape, ids, rows)),
    )


def _section() -> Section:
    return Section(
        id="all",
        number="1",
        title="All",
        channels=(
            Channel(
                id="web",
                name="Web",
                kind="web",
                address="https://example.org",
                hours="always",
                promise="Soon",
            ),
        ),
        levels=tuple(
            Level(
                id=id,
                name=id,
                purpose=Clause(id=f"{id}-purpose", text=id),
                target=Target(id=f"{id}-target", text="8 hours", hours=8, clock="always"),
            )
            for id in RESULTS
        ),
    )


def _question(id: str) -> Question:
    return Question(
        id=id, text=f"{id}?", name=id, options=(Option(id="yes", label="Yes"), Option(id="no", label="No"))
    )


def _choices() -> tuple[Choice, ...]:
    return tuple(Choice(id=id, name=id) for id in RESULTS)


def _tables(draw: Random, shape: Shape, questions: list[str], rows: int) -> list[Table]:
    number = max(len(ROLES), rows // ROWS_OF_A_TABLE)
    sizes = [rows // number + (at < rows % number) for at in range(number)]
    if shape == "one table":
        sizes = [rows - number + 1] + [1] * (number - 1)
    ids = [*(f"t{at}" for at in range(number - len(ROLES))), *ROLES]
    tables: list[Table] = []
    for at, (id, size) in enumerate(zip(ids, sizes, strict=True)):
        first = at * READ // 2 % (len(questions) - READ + 1)
        own = questions[first : first + READ]
        whens = [
            _when(draw, shape, own if shape == "by topic" else questions, tables) for _ in range(size - 1)
        ]
        made = tuple(
            Row(when=when, then=draw.choice(RESULTS), say=f"{id}-{row}") for row, when in enumerate(whens)
        )
        last = Row(then=NONE if id in ("severity", "handling", "level") else RESULTS[0])
        results = () if id in ROLES else _choices()
        tables.append(Table(id=id, title=id, results=results, rows=(*made, last)))
    return tables


def _when(draw: Random, shape: Shape, questions: list[str], tables: list[Table]) -> dict[str, Any]:
    names = draw.sample(sorted(set(questions)), min(draw.choice((2, 3)), len(set(questions))))
    found: dict[str, Any] = {name: draw.choice(("yes", "no")) for name in names}
    if tables and draw.random() < 1 / 3:
        before = tables[-1] if shape == "by topic" else draw.choice(tables)
        found[before.id] = draw.choice(sorted({row.then for row in before.rows}))
    return found


def with_versions(policy: Policy) -> Policy:
    """The policy with a product, rules for its releases, and a last question that asks for the version."""
    statuses = [VersionStatus(id=id, name=id.title()) for id in ("full", "limited", "ended")]
    rules = (
        VersionRule(position="current", then="full", cite=("why",)),
        VersionRule(within_months=12, then="limited", cite=("why",)),
        VersionRule(then="ended", cite=("why",)),
    )
    asked = Question(
        id="version", kind="version", text="Which version?", name="Version", unsure="I'm not sure"
    )
    return replace(
        policy,
        products=(Product(id="software", name="Software"),),
        version_statuses=tuple(statuses),
        version_rules=rules,
        questions=(*policy.questions, asked),
    )


def with_releases(policy: Policy, count: int) -> Policy:
    """The policy with so many releases of its first product, and without its examples, which name others."""
    releases = [
        Release(version=str(count - age), released=NEWEST - timedelta(days=age)) for age in range(count)
    ]
    first, *others = policy.products
    return replace(policy, products=(replace(first, releases=tuple(releases)), *others), examples=())


def with_articles(policy: Policy, count: int) -> Policy:
    """The policy with so many more sections, each a page of plain text."""
    return replace(policy, sections=(*policy.sections, *(_article(number) for number in range(1, count + 1))))


def _article(number: int) -> Section:
    text = SENTENCE * 2
    paragraphs = [
        Clause(id=f"article-{number}-{at}", text=f"{at}. {text}".strip()) for at in range(PARAGRAPHS)
    ]
    return Section(
        id=f"article-{number}", number=f"A{number}", title=f"Article {number}", clauses=tuple(paragraphs)
    )


def as_yaml(policy: Policy) -> str:
    """The policy as the text of a file that reads as the same policy again."""
    text: str = yaml.safe_dump(encode(policy), sort_keys=False, allow_unicode=True, width=110)
    return text
