"""What the engine's tests share: the real policy and its edition, small policies, and how to ask the engine.

The engine is asked at fixed instants of the real policy's calendar: its desk is open from Sunday to Thursday,
9:00 to 18:00 at UTC+06:00.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, settings
from pydantic import TypeAdapter

from publisher.policy_file.edition_file import clocks, load_policy
from publisher.policy_file.zone_names import clock_of
from publisher.policy_file.zones import changes
from wizard.edition import Edition
from wizard.hours import ClockChange, fixed_offset
from wizard.policy import (
    Channel,
    Choice,
    Clause,
    Hours,
    Level,
    Opening,
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
from wizard.protocol import respond
from wizard.versions.life_cycle import Support
from wizard.versions.names import UNKNOWN
from wizard.words import Words

ROOT = Path(__file__).resolve().parents[2]

proves = partial(
    settings,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
"""The settings of every property: the same examples in every run."""

DESK_OPEN = "2026-11-23T05:00:00Z"
"""A Monday, 11:00 by the desk's clock."""
DESK_CLOSED = "2026-11-26T17:00:00Z"
"""A Thursday, 23:00 by the desk's clock; the desk opens on Sunday."""
NOT_YET_IN_FORCE = "2025-12-31T17:59:59Z"
"""The last second of 2025 by the policy's clock."""
IN_SPRING = "2026-03-10T05:00:00Z"
"""A Tuesday within twelve months of the real policy's second release."""
INSTANTS = (DESK_OPEN, DESK_CLOSED, IN_SPRING, NOT_YET_IN_FORCE)


def at(text: str) -> datetime:
    """The instant that a text such as `2026-11-23T17:00Z` names."""
    return datetime.fromisoformat(text).astimezone(UTC)


@cache
def real_policy() -> Policy:
    return load_policy(ROOT / "policy.yaml")


@cache
def words() -> Words:
    data = yaml.load((ROOT / "site_src" / "words" / "en.yaml").read_text("utf-8"), _Texts)  # noqa: S506
    engine = {part: data[part] for part in ("none", "otherwise", "ticket", "first_number", "status")}
    return TypeAdapter(Words).validate_python(engine)


@cache
def real() -> Edition:
    """The edition of the real policy."""
    return edition_of(real_policy())


def zone_changes(zone: str, first_year: int, last_year: int) -> tuple[ClockChange, ...]:
    return changes(clock_of(zone, clocks()), first_year, last_year)


def edition_of(policy: Policy) -> Edition:
    named = {zone for zone in (policy.zone, *(one.zone for one in policy.hours)) if zone}
    zones = {zone: zone_changes(zone, 2020, 2040) for zone in named if fixed_offset(zone) is None}
    return Edition(policy, words(), "abcd1234", zones)


def ask(edition: Edition, answers: Mapping[str, Any], now: str = DESK_OPEN, page: str = "") -> dict[str, Any]:
    """What the engine answers at an instant."""
    return respond(edition, {"answers": dict(answers), "now": now, "page": page})


def outcome_of(
    edition: Edition, answers: Mapping[str, Any], now: str = DESK_OPEN, page: str = ""
) -> dict[str, Any]:
    """The outcome for answers that leave no question open."""
    view = ask(edition, answers, now, page)
    assert view["question"] is None, f"{view['question']['id']} is still to be answered"
    return dict(view["outcome"])


PRODUCTION_DOWN = {
    "topic": "malfunction",
    "open-case": "no",
    "cause": "nothing",
    "version": "3",
    "impact": "down",
    "wish": "help",
    "requirements": "met",
}
"""A customer whose production is down, on the current version, with nothing that excludes it."""


def small_policy(**parts: Any) -> Policy:
    """The least that makes a policy, with the parts that a test is about in place of its own."""
    desk = Opening(
        days=("sunday", "monday", "tuesday", "wednesday", "thursday"), opens="09:00", closes="18:00"
    )
    web = Channel(
        id="web", name="Web", kind="web", address="https://example.org", hours="day", promise="Soon"
    )
    phone = Channel(id="phone", name="Phone", kind="phone", address="+100", hours="desk", promise="At once")
    target = Target(id="plain-target", text="Within 8 hours", hours=8, clock="desk")
    level = Level(id="plain", name="Plain", purpose=Clause(id="plain-purpose", text="For all"), target=target)
    least: dict[str, Any] = {
        "title": "Support",
        "company": "Example",
        "effective": date(2026, 1, 1),
        "applies_to": "Everybody",
        "zone": "+06:00",
        "preamble": (Clause(id="why", text="Because"),),
        "sections": (Section(id="all", number="1", title="All", channels=(web, phone), levels=(level,)),),
        "hours": (
            Hours(id="day", text="Always", always=True),
            Hours(id="desk", text="By day", openings=(desk,)),
        ),
        "questions": (choice("topic", "one", "two"),),
        "verdicts": (
            Verdict(id="covered", tone="covered", title="Yes"),
            Verdict(id="refused", tone="not-covered", title="No"),
        ),
        "severities": (Choice(id="standard", name="Standard"), Choice(id="critical", name="Critical")),
        "handlings": (Choice(id="request", name="Request"), Choice(id="bug", name="Bug")),
        "routes": (
            Route(id="written", name="In writing", via=(Via(channel="web", reason="In writing"),)),
            Route(
                id="called",
                name="By phone",
                via=(Via(channel="phone", reason="At once"), Via(channel="web", reason="Also")),
            ),
        ),
        "tables": deciding(),
        "version_statuses": (
            VersionStatus(id="full", name="Full"),
            VersionStatus(id="limited", name="Limited"),
            VersionStatus(id="ended", name="Ended"),
        ),
    }
    return Policy(**(least | parts))


def choice(id: str, *options: str, when: Mapping[str, Any] | None = None) -> Question:
    """A question with these options."""
    picks = tuple(Option(id=option, label=option.title()) for option in options)
    return Question(id=id, text=f"{id}?", name=id, options=picks, when=dict(when or {}))


def deciding(**rows: tuple[Row, ...]) -> tuple[Table, ...]:
    """The five tables that every policy has, each with the rows given before its last one."""
    last = {
        "verdict": "covered",
        "severity": "standard",
        "handling": "request",
        "level": "plain",
        "route": "written",
    }
    return tuple(
        Table(id=id, title=f"{id}?", rows=(*rows.get(id, ()), Row(then=then))) for id, then in last.items()
    )


def product(*releases: Release, id: str = "thing") -> Product:
    return Product(id=id, name=id.title(), releases=releases)


def rule(then: str, **fits: Any) -> VersionRule:
    return VersionRule(then=then, cite=("why",), **fits)


def with_detail_kind(policy: Policy, id: str, kind: Any) -> Policy:
    """The policy with one detail taken as another kind."""
    details = tuple(replace(one, kind=kind) if one.id == id else one for one in policy.details)
    return replace(policy, details=details)


class _Texts(yaml.SafeLoader):
    """YAML whose scalars stay as they are written."""

    yaml_implicit_resolvers: dict[str, Any] = {}


def status_of(policy: Policy, product: Product | None, version: str, day: date) -> str:
    """How far a version is supported on a day; without a product, `unknown`."""
    return Support(policy, product).status(version, day) if product else UNKNOWN
