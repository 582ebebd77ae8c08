"""Policies of any size, made by rule: so many independent questions of two options, and so many rows.

`by topic`: each table reads four questions that belong together, and the table before it, as people write
tables; two of the four are read by the next table too.
`scattered`: each row reads two or three of all questions at random, and one in three an earlier table too.
`one table`: the rows of `scattered` all stand in the table that is decided first; the others have one row.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, Literal

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
    Question,
    Route,
    Row,
    Section,
    Table,
    Target,
    Verdict,
    Via,
)

Shape = Literal["by topic", "scattered", "one table"]
SHAPES: tuple[Shape, ...] = ("by topic", "scattered", "one table")
RESULTS = ("r0", "r1", "r2", "r3")
ROWS_OF_A_TABLE = 10
READ = 4


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
