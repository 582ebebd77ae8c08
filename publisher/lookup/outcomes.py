"""What an outcome says, as far as it needs neither the clock nor what is typed: piece by piece, by facts.

Every table is a look-up of the row that decides and its result, which are facts for whatever comes after
it. Every piece of an outcome is a look-up of what it is for the facts. The pieces are the engine's own
views. What an instant decides is left empty in them: what is open, from when on time counts, what is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import UTC, datetime, time
from itertools import combinations
from typing import Any

from publisher.lookup.graphs import Alternative, Graphs, Ref, TooLarge
from wizard.case import Case as DecidedCase
from wizard.conditions import Condition, accepted
from wizard.edition import Edition
from wizard.interview import walk
from wizard.outcome.assembly import verdict_view
from wizard.outcome.links import plain_link
from wizard.outcome.promise import target
from wizard.outcome.ways import channels
from wizard.policy import CLOSED, IN_FORCE, POLICY, Clause, Exclusion, Procedure, Route, Table
from wizard.ticket.details import detail_view
from wizard.ticket.writing import layout
from wizard.view import Named, Outcome, PolicyView, ProcedureView, Ticket

Json = dict[str, Any]
Piece = tuple[str, list[Alternative]]
"""A field of the outcome, and what it is in which case; a field of several has several pieces."""

MOST_NODES = 8_000
MOST_STEPS = 6
"""Steps of one procedure that depend on facts."""
MOST_MOMENTS = 3
"""Channels on whose being open tables may depend: the page looks up every combination."""
ROW = "#"
"""The fact with the row that decided a table has the table's id and this."""


def outcome_map(edition: Edition) -> Json | None:
    """The outcomes as plain JSON; None where they are too many to be carried.

    `tables` and `pieces` name a look-up each (see `Graphs.as_json`) by a table's id or a field of the
    outcome; `empty` is the outcome without any piece, `moments` are the channels whose being open matters.
    """
    graphs = Graphs(facts_in_order(edition), {POLICY: IN_FORCE}, MOST_NODES)
    try:
        tables = [(table.id, graphs.add(rows(table))) for table in edition.policy.tables]
        looked_up = [(field, graphs.add(cases)) for field, cases in pieces(edition)]
        open_or_closed = moments(edition, graphs, (ref for _, ref in (*tables, *looked_up)))
    except TooLarge:
        return None
    outcome = {"tables": tables, "pieces": looked_up, "moments": open_or_closed, "empty": _empty(edition)}
    return {**outcome, **graphs.as_json()}


def moments(edition: Edition, graphs: Graphs, refs: Iterable[Ref]) -> list[str]:
    """The channels on whose being open these look-ups depend. Raises TooLarge."""
    looked_at = graphs.facts(refs)
    found = [channel for channel in edition.channels if channel in looked_at]
    if len(found) > MOST_MOMENTS:
        raise TooLarge
    return found


def ticket_map(edition: Edition) -> Json:
    """How a ticket is written: its `layout`, and the texts that it is filled from."""
    words = edition.words.ticket
    texts = ("subject", "subject_version", "version_is", "missing", "file_name")
    lines = [[line.of, line.text] for line in layout(edition)]
    return {"layout": lines, "title": edition.policy.title, **{name: getattr(words, name) for name in texts}}


def facts_in_order(edition: Edition) -> list[str]:
    """All facts, in the order in which they become known."""
    decided = [fact for table in edition.policy.tables for fact in (table.id, table.id + ROW)]
    return [*edition.questions, *edition.channels, *decided]


def rows(table: Table) -> list[Alternative]:
    """The number of the row that decides, and its result."""
    return [(row.when, [str(at), row.then]) for at, row in enumerate(table.rows, 1)]


def pieces(edition: Edition) -> Iterator[Piece]:
    """Every piece, in the order in which an outcome says them."""
    policy = edition.policy
    yield "verdict", [({"verdict": one.id}, asdict(verdict_view(one))) for one in policy.verdicts]
    for table in ("severity", "handling"):
        named = edition.results[table].values()
        yield table, [({table: one.id}, asdict(Named(one.id, one.name))) for one in named]
    yield from _versions(edition)
    for table_of in policy.tables:
        yield "reasons", list(_reasons(edition, table_of))
        yield "cited", list(_grounds(edition, table_of))
    for section in policy.sections:
        yield from (("instead", list(_instead(edition, one))) for one in section.excluded if one.instead)
    yield "target", [({"level": level}, _target(edition, level)) for level in edition.levels]
    yield "route", [({"route": one.id}, one.text) for one in policy.routes]
    yield "channels", [({"route": one.id}, _channels(edition, one)) for one in policy.routes]
    for section in policy.sections:
        for clause in section.responsibilities:
            yield "prepare", [(clause.when, _cited(edition, clause.id))]
    for section in policy.sections:
        yield from (("not_guaranteed", list(_where_promised(edition, one))) for one in section.expectations)
    yield from (("procedures", list(_procedure(edition, one))) for one in policy.procedures)
    for detail in policy.details:
        yield "details", [(detail.when, asdict(detail_view(detail, "")))]


def _versions(edition: Edition) -> Iterator[Piece]:
    """The status of the version that was asked for; which version it is, the page knows."""
    advice = {one.id: one.advice for one in edition.policy.version_statuses}
    for question in edition.policy.questions:
        if question.kind == "version":
            views = {
                id: {"status": asdict(Named(id, name)), "advice": advice.get(id, "")}
                for id, name in edition.statuses.items()
            }
            yield "version", [({question.id: id}, view) for id, view in views.items()]


def _reasons(edition: Edition, table: Table) -> Iterator[Alternative]:
    for at, row in enumerate(table.rows, 1):
        if row.say:
            yield {table.id + ROW: str(at)}, {"text": row.say, "clauses": _cited(edition, *row.cite)}


def _grounds(edition: Edition, table: Table) -> Iterator[Alternative]:
    for at, row in enumerate(table.rows, 1):
        if row.cite:
            yield {table.id + ROW: str(at)}, _cited(edition, *row.cite)


def _instead(edition: Edition, excluded: Exclusion) -> Iterator[Alternative]:
    """For a refusal: where to turn instead, where a row that decided cites the exclusion."""
    refusals = tuple(one.id for one in edition.policy.verdicts if one.tone == "not-covered")
    for table in edition.policy.tables:
        rows = tuple(str(at) for at, row in enumerate(table.rows, 1) if excluded.id in row.cite)
        if rows:
            yield {"verdict": refusals, table.id + ROW: rows}, excluded.instead


def _target(edition: Edition, level: str) -> Json:
    promised = target(_case(edition, {"level": level}))
    return {**asdict(promised), "starts": None, "due": None} if promised else {}


def _channels(edition: Edition, route: Route) -> list[Json]:
    """The channels of a route, each with the link that opens it empty."""
    closed = dict.fromkeys(edition.channels, CLOSED)
    views = channels(_case(edition, {**closed, "route": route.id}), Ticket("", "", ""))
    return [
        {**asdict(one), "link": plain_link(edition.channels[one.id]), "filled": False}
        | dict.fromkeys(("open", "opens", "closes"))
        for one in views
    ]


def _where_promised(edition: Edition, clause: Clause) -> Iterator[Alternative]:
    """What is not guaranteed, where a level promises something."""
    promised = _both(clause.when, {"level": tuple(edition.levels)})
    if promised is not None:
        yield promised, _cited(edition, clause.id)


def _procedure(edition: Edition, procedure: Procedure) -> Iterator[Alternative]:
    """A procedure with the steps that hold: of all conditions that hold, the one of the most steps."""
    depending = [step for step in procedure.steps if step.when]
    if len(depending) > MOST_STEPS:
        raise TooLarge
    for number in range(len(depending), -1, -1):
        for held in combinations(depending, number):
            when: Condition | None = procedure.when
            for step in held:
                when = _both(when, step.when)
            steps = [step.id for step in procedure.steps if not step.when or step in held]
            if when is not None:
                view = ProcedureView(procedure.id, procedure.name, procedure.intro, ())
                yield when, {**asdict(view), "steps": _cited(edition, *steps)}


def _both(one: Condition | None, other: Condition) -> Condition | None:
    """The condition that holds where both do; None where they never do."""
    if one is None:
        return None
    met = dict(one)
    for fact, values in other.items():
        met[fact] = tuple(value for value in accepted(values) if value in accepted(one.get(fact, values)))
    return met if all(accepted(values) for values in met.values()) else None


def _cited(edition: Edition, *ids: str) -> list[Json]:
    return [asdict(edition.clauses[id]) for id in ids]


def _case(edition: Edition, facts: dict[str, str]) -> DecidedCase:
    """A case about which nothing is known but these facts; what an instant decides in it means nothing."""
    day = edition.policy.effective
    noon = datetime.combine(day, time(12), UTC)
    return DecidedCase(edition, noon, walk(edition, {}, {}, day), (), facts, {}, "")


def _empty(edition: Edition) -> Json:
    """An outcome of which nothing is known yet, its fields in their order."""
    several = ("reasons", "instead", "channels", "prepare", "not_guaranteed", "procedures", "details")
    empty: Json = {one.name: None for one in fields(Outcome)}
    empty |= {name: [] for name in (*several, "missing", "readings", "why")}
    ours = PolicyView(edition.policy.title, edition.policy.effective.isoformat(), edition.digest)
    return {**empty, "route": "", "policy": asdict(ours), "cited": []}
