"""The outcome: what the policy says of a case, put together from what the tables decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wizard.case import Case
from wizard.clauses import Cited, level_clauses
from wizard.conditions import holds
from wizard.decisions import Decision
from wizard.outcome.promise import level_of, target
from wizard.outcome.ways import channels
from wizard.policy import Clause, Procedure, Verdict
from wizard.readings import key, resting_on
from wizard.ticket.details import details, shown
from wizard.ticket.writing import Findings, write
from wizard.versions.about import version
from wizard.view import (
    Named,
    Outcome,
    PolicyView,
    ProcedureView,
    ReadingView,
    Reason,
    Step,
    VerdictView,
)


def outcome(case: Case) -> Outcome:
    """Everything that the policy says of a case, and its ticket."""
    policy, found = case.edition.policy, findings(case)
    ticket = write(case, found)
    sections = policy.sections
    return Outcome(
        verdict=found.verdict,
        severity=found.severity,
        handling=found.handling,
        version=found.version,
        reasons=tuple(_reasons(case)),
        instead=tuple(_instead(case, found)),
        target=found.target,
        route=case.edition.routes[case.facts["route"]].text,
        channels=channels(case, ticket),
        prepare=_shown(case, (clause for one in sections for clause in one.responsibilities)),
        not_guaranteed=_shown(case, (clause for one in sections for clause in one.expectations))
        if found.target
        else (),
        procedures=tuple(_procedure(case, one) for one in _procedures(case)),
        details=found.details,
        missing=tuple(one.name for one in found.details if one.required and not shown(one)),
        ticket=ticket,
        readings=tuple(
            ReadingView(one.id, one.reading) for one in resting_on(case.edition.readings, _used(case, found))
        ),
        why=tuple(_step(case, decision) for decision in case.decisions),
        policy=PolicyView(policy.title, policy.effective.isoformat(), case.edition.digest),
    )


def findings(case: Case) -> Findings:
    """What the ticket speaks of."""
    verdict = next(one for one in case.edition.policy.verdicts if one.id == case.facts["verdict"])
    return Findings(
        verdict=verdict_view(verdict),
        severity=_decided(case, "severity"),
        handling=_decided(case, "handling"),
        version=version(case),
        target=target(case),
        details=details(case),
        cited=case.cited(),
    )


def verdict_view(verdict: Verdict) -> VerdictView:
    """A verdict as it is shown."""
    return VerdictView(verdict.id, verdict.tone, verdict.title, verdict.text)


def _decided(case: Case, table: str) -> Named | None:
    """What a table decided on; None where it decided that nothing applies."""
    result = case.edition.results[table].get(case.facts[table])
    return Named(result.id, result.name) if result else None


def _reasons(case: Case) -> Iterator[Reason]:
    """What the rows that decided give as their reasons, in the order of the tables."""
    for decision in case.decisions:
        if decision.row.say:
            yield Reason(decision.row.say, case.clauses(decision.row.cite))


def _instead(case: Case, found: Findings) -> Iterator[str]:
    """For a refusal: where to turn instead, as the exclusions that were cited say it."""
    if found.verdict.tone == "not-covered":
        cited = {clause.id for clause in found.cited}
        excluded = (clause for one in case.edition.policy.sections for clause in one.excluded)
        yield from (clause.instead for clause in excluded if clause.id in cited and clause.instead)


def _procedures(case: Case) -> Iterator[Procedure]:
    return (one for one in case.edition.policy.procedures if holds(one.when, case.facts))


def _procedure(case: Case, one: Procedure) -> ProcedureView:
    return ProcedureView(one.id, one.name, one.intro, _shown(case, one.steps))


def _shown(case: Case, clauses: Iterable[Clause]) -> tuple[Cited, ...]:
    """The clauses whose condition holds for the case."""
    return tuple(case.edition.clauses[one.id] for one in clauses if holds(one.when, case.facts))


def _step(case: Case, decision: Decision) -> Step:
    table, row = decision.table, decision.row
    named = _decided(case, table.id) or Named(row.then, case.edition.words.none)
    clauses = case.clauses(row.cite)
    return Step(table.id, table.title, named, table.rows.index(row) + 1, dict(decision.facts), clauses)


def _used(case: Case, found: Findings) -> Iterator[str]:
    """The keys of every part of the policy that the outcome rests on."""
    yield from ("effective", "zone")
    yield from (key(case.edition.questions[id]) for id in case.walk.asked)
    for decision in case.decisions:
        yield from map(key, (decision.table, *((decision.row,) if decision.row.id else ())))
    for table in ("verdict", "severity", "handling"):
        result = case.edition.results[table].get(case.facts[table])
        yield from (key(result),) if result else ()
    yield from _told(case, found)
    yield from (f"Clause:{clause.id}" for clause in found.cited)


def _told(case: Case, found: Findings) -> Iterator[str]:
    """The keys of the parts that the outcome tells of because of what was decided."""
    edition, route = case.edition, case.edition.routes[case.facts["route"]]
    shown = [edition.channels[via.channel] for via in route.via]
    yield from map(key, (route, *shown, *(edition.hours[channel.hours] for channel in shown)))
    yield from map(key, _procedures(case))
    if level := level_of(case):
        yield from map(key, (level, edition.hours[level.target.clock], *level_clauses(level)))
    if case.walk.product and found.version:
        yield from (key(case.walk.product), "version_rules", *map(key, case.edition.policy.release_kinds))
