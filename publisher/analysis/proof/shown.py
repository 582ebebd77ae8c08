"""What is wrong with what outcomes say: clauses never shown, results never given, ways that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.analysis.bitsets import least_in, numbers_in
from publisher.analysis.possible import Facts
from publisher.analysis.proof.flaw import Flaw, Kind, Where, why_never
from publisher.analysis.search import negated
from publisher.analysis.space import Condition, Space
from publisher.analysis.witness import shortest
from publisher.policy_file.checks.references import results
from publisher.policy_file.findings import KeyPath
from wizard.conditions import both
from wizard.outcome.pieces import Piece, refusals, told
from wizard.policy import NONE, Channel, Clause, Detail, Level, Procedure

OPERATIVE = ("clauses", "included", "excluded", "versions", "responsibilities", "expectations", "steps")
"""The lists whose clauses a case can rest on; the rest of a section only introduces it."""
IN_LEVEL = ("purpose", "target", "taken_by")


def never_cited(facts: Facts, where: Where) -> Iterator[Flaw]:
    """Each clause that no outcome cites or shows, and each channel that none offers."""
    known = set(_told(facts))
    for path, part in facts.space.parts.items():
        if isinstance(part, Channel) and part.id not in known:
            yield Flaw("never-cited", path, "no outcome offers this channel")
        elif isinstance(part, Clause) and _is_operative(path) and part.id not in known:
            yield Flaw("never-cited", path, _not_told(facts, path, part, where))


def _is_operative(path: KeyPath) -> bool:
    return path[-1] in IN_LEVEL or path[-2] in (*OPERATIVE, "further")


def _not_told(facts: Facts, path: KeyPath, clause: Clause, where: Where) -> str:
    if path[-2] not in ("responsibilities", "steps"):
        return "no outcome cites or shows this clause; cite it in the row that rests on it"
    around = facts.space.parts[path[:-2]]
    when = both(around.when if isinstance(around, Procedure) else {}, clause.when)
    if when is None:
        return "no outcome shows this clause: its `when` and that of its procedure never hold together"
    return f"no outcome shows this clause: {why_never(facts, when, len(facts.space.variables), where)}"


def _told(facts: Facts) -> Iterator[str]:
    """The clauses that some outcome tells or cites, and those that the version rules rest on."""
    for rule in facts.space.edition.policy.version_rules:
        yield from rule.cite
    for piece in facts.space.edition.pieces.table:
        clauses = [cited.id for cited in told(piece.parts)]
        if clauses and _can_be_said(facts, piece):
            yield from clauses


def _can_be_said(facts: Facts, piece: Piece) -> bool:
    shown = facts.space.shown.get(piece)
    if shown is not None:
        return bool(facts.possible(shown) & 1)
    when = facts.space.condition(piece.when)
    if len(when) > 1:
        return facts.can(when, len(facts.space.variables))
    return all(facts.possible(index) & values for index, values in when)


def _given(facts: Facts, table: str) -> set[str]:
    """The results that a table really gives."""
    at = facts.space.index[table]
    variable = facts.space.variables[at]
    return {variable.facts[value] for value in numbers_in(facts.possible(at) & ~variable.last)}


def never_shown(facts: Facts, where: Where) -> Iterator[Flaw]:
    """Each detail that is never asked for and each procedure that is never shown."""
    for index in facts.space.of_kind("shown"):
        path = facts.space.variables[index].path
        part = facts.space.parts[path]
        if isinstance(part, Detail | Procedure) and not facts.possible(index) & 1:
            is_detail = isinstance(part, Detail)
            what = "this detail is never asked for" if is_detail else "this procedure is never shown"
            yield Flaw("never-shown", path, f"{what}: {why_never(facts, part.when, index, where)}")


def never_given(space: Space) -> Iterator[Flaw]:
    """Each result that no row gives."""
    policy, places = space.edition.policy, _places(space)
    for table in policy.tables:
        given = {row.then for row in table.rows}
        for result in results(policy)[table.id]:
            if result not in given and result != NONE:
                message = f"no row of the table '{table.id}' gives '{result}'"
                yield Flaw("never-given", places[table.id, result], message)


def _places(space: Space) -> dict[tuple[str, str], KeyPath]:
    """Where each result of each table stands."""
    tables = {"verdicts": "verdict", "severities": "severity", "handlings": "handling", "routes": "route"}
    found: dict[tuple[str, str], KeyPath] = {}
    for path, part in space.parts.items():
        id = str(getattr(part, "id", ""))
        if isinstance(part, Level):
            found["level", id] = path
        elif len(path) == 2 and path[0] in tables:
            found[tables[str(path[0])], id] = path
        elif len(path) == 4 and path[0] == "tables" and path[2] == "results":
            found[space.edition.policy.tables[int(path[1])].id, id] = path
    return found


def no_way(facts: Facts) -> Iterator[Flaw]:
    """Each route that customers are sent on but of whose channels none has an address."""
    policy, at = facts.space.edition.policy, facts.space.index["route"]
    reachable = {channel.id for channel in policy.channels if channel.address}
    for number, route in enumerate(policy.routes):
        if route.id in _given(facts, "route") and not any(via.channel in reachable for via in route.via):
            rows = facts.space.variables[at].having([route.id]) & facts.possible(at)
            message = "customers are sent this way, and none of its channels has an address"
            witness = shortest(facts, ((at, rows),), at + 1)
            yield Flaw("no-way", ("routes", number), message, witness)


def no_advice(facts: Facts) -> Iterator[Flaw]:
    """A refusal that says neither where to turn instead nor, in the route's text, what else to do."""
    silent = [route.id for route in facts.space.edition.policy.routes if not route.text]
    advice = (piece for piece in facts.space.edition.pieces.table if piece.field == "instead")
    advised = [facts.space.condition(piece.when) for piece in advice]
    message = (
        "a customer who is refused here is told nothing else to do: "
        "no exclusion that is cited has an 'instead', and the route has no text"
    )
    yield from _refused(facts, ("no-advice", "verdict", message), ("route", silent), advised)


def refused_level(facts: Facts) -> Iterator[Flaw]:
    """A refusal beside which a level stands, so that it promises an answer as well."""
    message = (
        "a customer who is refused comes to this row, and is promised an answer by its level's target too; "
        "let a row with `then: none` come before it"
    )
    levels = [level.id for level in facts.space.edition.policy.levels]
    yield from _refused(facts, ("refused-level", "level", message), ("level", levels))


def _refused(
    facts: Facts,
    told: tuple[Kind, str, str],
    beside: tuple[str, list[str]],
    unless: Iterable[Condition] = (),
) -> Iterator[Flaw]:
    """A refusal that comes with some results of another table, where no other condition holds.

    It is `told` by its kind, of the row of a table by which it comes about, in a message.
    """
    index, variables = facts.space.index, facts.space.variables
    results = ("verdict", refusals(facts.space.edition.policy)), beside
    when: Condition = tuple((index[table], variables[index[table]].having(of)) for table, of in results)
    more = [negated(condition, variables) for condition in unless]
    if found := facts.find(when, len(variables), more):
        kind, table, message = told
        # With the shortest example for just that row.
        number = least_in(found[index[table]])
        witness = shortest(facts, (*when, (index[table], 1 << number)), len(variables), more)
        yield Flaw(kind, (*variables[index[table]].path, "rows", number), message, witness)
