"""Small policies drawn at random, with everything that decides what a customer meets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from tests.wizard.helpers import small_policy
from wizard.conditions import UNASKED
from wizard.dates import LastDay
from wizard.policy import (
    CLOSED,
    IN_FORCE,
    LONGER_AGO,
    NOT_YET,
    OPEN,
    POLICY,
    RELEASE,
    ROLES,
    UNDATED,
    VERSION_FACTS,
    Channel,
    Choice,
    Clause,
    Day,
    Detail,
    Exclusion,
    Holiday,
    Hours,
    Level,
    Opening,
    Option,
    Policy,
    Procedure,
    Product,
    Question,
    Release,
    Route,
    Row,
    Section,
    Table,
    Target,
    TimeSpan,
    VersionRule,
    Via,
)

Domain = dict[str, tuple[str, ...]]

WEEKDAYS: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday")
HOURS: tuple[tuple[Hours, Hours], ...] = (
    (Hours(id="day", text="?", always=True), Hours(id="desk", text="?", always=True)),
    (
        Hours(id="day", text="?", always=True),
        Hours(id="desk", text="?", openings=(Opening(days=WEEKDAYS, opens="09:00", closes="17:00"),)),
    ),
    (
        Hours(id="day", text="?", openings=(Opening(days=WEEKDAYS, opens="07:00", closes="21:00"),)),
        Hours(
            id="desk",
            text="?",
            openings=(
                Opening(days=WEEKDAYS, opens="09:00", closes="12:00"),
                Opening(days=WEEKDAYS, opens="13:00", closes="17:00"),
            ),
            holidays=(Holiday(day="2026-01-02"),),
        ),
    ),
    (
        Hours(
            id="day",
            text="?",
            openings=(Opening(days=("sunday",), opens="00:00", closes="24:00"),),
            zone="+06:00",
        ),
        Hours(
            id="desk",
            text="?",
            openings=(Opening(days=WEEKDAYS, opens="22:00", closes="24:00"),),
            zone="-03:30",
        ),
    ),
)
RULES = (
    (),
    (VersionRule(then="full", position="current", cite=("why",)), VersionRule(then="ended", cite=("why",))),
    (
        VersionRule(then="full", within_months=6, cite=("rule-clause",)),
        VersionRule(then="limited", position="previous", until_end=True, cite=("why",)),
    ),
)
MORE_RULES = (
    (
        VersionRule(then="full", until="first", cite=("why",)),
        VersionRule(then="full", months_after_successor=2, to_month_end=True, newest=2, cite=("why",)),
        VersionRule(then="limited", newest=1, among="own-series", cite=("why",)),
    ),
)
SPANS = (TimeSpan(id="month", name="?", within_days=30), TimeSpan(id="years", name="?", within_months=24))
RELEASES = (
    (),
    (Release(version="1", released=date(2025, 5, 1)), Release(version="2", released=date(2026, 5, 1))),
    (
        Release(version="10", released=date(2024, 1, 31), ends=LastDay("2025-11-01")),
        Release(version="blue", released=date(2025, 12, 31), also=("sky",), ends=LastDay("2026-02")),
    ),
)
MORE_RELEASES = (
    (
        Release(version="3.1", released=date(2025, 11, 30), ends={"first": LastDay("2026-01")}),
        Release(version="3.2", released=date(2025, 12, 31)),
        Release(version="4.0", released=date(2026, 2, 15), series="fourth"),
    ),
)


def random_policy(seed: int, *, more: bool = False, of_releases: bool = False, lives: bool = False) -> Policy:
    """A policy that loads; its tables may have holes, rows that never decide, and all else that is wrong.

    `more`: maybe with several named ends, series and successors, and with a question for a day, where it asks
    for no version. `of_releases`: maybe with conditions on the release. `lives`: only such life cycles.
    """
    draw = Random(seed)
    lives = lives or more
    releases = (*RELEASES, *MORE_RELEASES) if lives else RELEASES
    products = tuple(
        Product(id=f"product-{at}", name="?", releases=draw.choice(releases))
        for at in range(draw.choice((0, 1, 1, 2)))
    )
    known_rules = (*RULES, *MORE_RULES) if lives else RULES
    rules = draw.choice(known_rules[1:]) if any(one.releases for one in products) else RULES[0]
    policy = small_policy(products=products, version_rules=rules, hours=draw.choice((HOURS[0], *HOURS)))
    known: Domain = {POLICY: (IN_FORCE, NOT_YET), "web": (OPEN, CLOSED), "phone": (OPEN, CLOSED)}
    questions = _questions(draw, policy, known, of_releases=more or of_releases)
    if more and all(question.kind != "version" for question in questions):
        questions += (_date(draw, known),)
    sections = (*policy.sections, _more_clauses(draw))
    policy = replace(policy, questions=questions, sections=sections, routes=_routes(draw))
    policy = replace(policy, tables=_tables(draw, known))
    return _conditional(draw, policy, known)


def _questions(draw: Random, policy: Policy, known: Domain, *, of_releases: bool) -> tuple[Question, ...]:
    about_versions = draw.choice(([], [], ["version"], ["product", "version"]))
    if about_versions == ["version"] and len(policy.products) > 1:
        about_versions = ["product"]
    kinds = ["choice"] * draw.choice((1, 2, 2, 3, 3, 4))
    for at, kind in zip(sorted(draw.choices(range(len(kinds) + 1), k=2)), about_versions, strict=False):
        kinds.insert(at + len(kinds) - kinds.count("choice"), kind)
    found: list[Question] = []
    for at, kind in enumerate(kinds):
        id = f"q{at}"
        when = _when(draw, known, draw.choice((0, 0, 1, 1, 2)))
        if kind == "choice":
            options = tuple(
                Option(id=f"o{number}", label=f"O{number}") for number in range(draw.choice((2, 2, 2, 3, 4)))
            )
            found.append(Question(id=id, text=f"{id}?", name=id, when=when, options=options))
            known[id] = (*(option.id for option in options), UNASKED)
            continue
        unsure = draw.choice(("", "?"))
        found.append(Question(id=id, kind=kind, text=f"{id}?", name=id, when=when, unsure=unsure))  # type: ignore[arg-type]
        own = [one.id for one in (policy.products if kind == "product" else policy.version_statuses)]
        known[id] = (*own, *(("unknown",) if kind == "product" else VERSION_FACTS), UNASKED)
        if kind == "version" and of_releases:
            versions = dict.fromkeys(release.version for one in policy.products for release in one.releases)
            known[RELEASE] = (*versions, "unknown", UNASKED)
    return tuple(found)


def _date(draw: Random, known: Domain) -> Question:
    spans = draw.choice((SPANS, SPANS[:1], SPANS[1:]))
    when = _when(draw, known, draw.choice((0, 0, 1)))
    known["qd"] = (*(span.id for span in spans), LONGER_AGO, UNDATED, UNASKED)
    return Question(id="qd", kind="date", text="When?", name="qd", when=when, spans=spans, unsure="?")


def _tables(draw: Random, known: Domain) -> tuple[Table, ...]:
    results = {
        "verdict": ("covered", "refused"),
        "severity": ("standard", "critical", "none"),
        "handling": ("request", "bug", "none"),
        "level": ("plain", "special", "none"),
        "route": ("written", "called"),
    }
    ids = [*ROLES, *(["own"] if draw.random() < 0.5 else [])]
    draw.shuffle(ids)
    found: list[Table] = []
    for id in ids:
        own = tuple(Choice(id=one, name="?") for one in ("x", "y", "z")) if id == "own" else ()
        gives = results.get(id, ("x", "y", "z"))
        rows = [
            _row(draw, _when(draw, known, draw.choice((1, 1, 2, 3))), gives)
            for _ in range(draw.choice((0, 1, 2, 3)))
        ]
        if not rows or draw.random() < 0.8:
            rows.append(_row(draw, {}, gives))
        found.append(Table(id=id, title="?", results=own, rows=tuple(rows)))
        known[id] = gives
    return tuple(found)


def _row(draw: Random, when: dict[str, Any], gives: tuple[str, ...]) -> Row:
    cite = draw.choice(((), (), ("not-this",), ("not-that",), ("written-down",)))
    return Row(when=when, then=draw.choice(gives), say=draw.choice(("", "", "So.")), cite=cite)


def _when(draw: Random, known: Domain, facts: int) -> dict[str, Any]:
    names = list(known)
    weights = [3 if name.startswith("q") or name == RELEASE else 1 for name in names]
    found: dict[str, Any] = {}
    for name in draw.choices(names, weights, k=facts):
        values = draw.sample(known[name], draw.choice((1, 1, 2)) if len(known[name]) > 2 else 1)
        found[name] = values[0] if len(values) == 1 else tuple(values)
    return found


def _more_clauses(draw: Random) -> Section:
    return Section(
        id="more",
        number="2",
        title="More",
        included=(Clause(id="written-down", text="This"),),
        excluded=(
            Exclusion(id="not-this", text="This", instead=draw.choice(("", "There"))),
            Exclusion(id="not-that", text="That"),
        ),
        versions=(Clause(id="rule-clause", text="Some"),),
        responsibilities=(Clause(id="be-ready", text="Be ready"),),
        expectations=(Clause(id="no-promise", text="No promise"),),
        procedures=(
            Procedure(
                id="steps",
                name="Steps",
                steps=(Clause(id="first", text="First"), Clause(id="then", text="Then")),
            ),
        ),
        channels=(Channel(id="letter", name="Letter", kind="email", hours="desk", promise="Some day"),),
        levels=(
            Level(
                id="special",
                name="Special",
                purpose=Clause(id="special-purpose", text="For some"),
                target=Target(id="special-target", text="?", hours=1, clock="day"),
            ),
        ),
    )


def _routes(draw: Random) -> tuple[Route, ...]:
    letter, web = Via(channel="letter", reason="?", cite=("rule-clause",)), Via(channel="web", reason="?")
    return (
        Route(id="written", name="?", via=draw.choice(((letter,), (web,), (letter, web)))),
        Route(id="called", name="?", text=draw.choice(("", "Do.")), via=(Via(channel="phone", reason="?"),)),
    )


def _conditional(draw: Random, policy: Policy, known: Domain) -> Policy:
    """The policy with conditions on what its outcomes show."""
    more = policy.sections[-1]
    (procedure,) = more.procedures
    steps = tuple(replace(step, when=_when(draw, known, draw.choice((0, 1)))) for step in procedure.steps)
    procedure = replace(procedure, steps=steps, when=_when(draw, known, draw.choice((0, 1))))
    ready = tuple(
        replace(one, when=_when(draw, known, draw.choice((0, 1, 2)))) for one in more.responsibilities
    )
    promised = tuple(replace(one, when=_when(draw, known, draw.choice((0, 1)))) for one in more.expectations)
    more = replace(more, procedures=(procedure,), responsibilities=ready, expectations=promised)
    detail = Detail(id="summary", name="?", when=_when(draw, known, draw.choice((0, 1, 2))))
    return replace(policy, sections=(*policy.sections[:-1], more), details=(detail,))
