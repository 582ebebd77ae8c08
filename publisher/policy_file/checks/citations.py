"""What rows of tables cite, held to what they decide."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from publisher.policy_file.findings import shown
from publisher.policy_file.remarks import Remark
from wizard.clauses import level_clauses
from wizard.conditions import accepted
from wizard.policy import Policy, Row, Table

LEVEL, VERDICT = "level", "verdict"


def citation_remarks(policy: Policy) -> Iterator[Remark]:
    """Every row that cites another level's clause, and every verdict in a tone against its clauses."""
    tables = {table.id: table for table in policy.tables}
    owners = {clause.id: level.id for level in policy.levels for clause in level_clauses(level)}
    tones = {verdict.id: verdict.tone for verdict in policy.verdicts}
    names = {level.id: level.name for level in policy.levels}
    excluded = {clause.id for section in policy.all_sections for clause in section.excluded}
    included = {clause.id for section in policy.all_sections for clause in section.included}
    for number, table in enumerate(policy.tables):
        for place, row in enumerate(table.rows):
            path = ("tables", number, "rows", place)
            cited = [owners[clause] for clause in row.cite if clause in owners]
            if cited and not _levels(tables[LEVEL], table.id, row.then) & {*cited}:
                message = f"'{row.then}' is given, and a clause of {shown(names[cited[0]])} is cited for it"
                yield Remark(path, f"{message}; which of the two is meant?", kind="other-level")
            against = excluded if tones.get(row.then) == "covered" else included
            if (
                table.id == VERDICT
                and tones.get(row.then) in ("covered", "not-covered")
                and any(_all_cite(rows, against) for rows in _grounds(row, tables))
            ):
                says = "what is excluded" if against is excluded else "what is supported"
                message = f"'{row.then}' has the tone '{tones[row.then]}', and rests on {says}"
                yield Remark(path, f"{message}; is that meant?", kind="tone")


def _levels(table: Table, fact: str, value: str) -> set[str]:
    """The levels that a case can come to in which a fact has a value."""
    if table.id == fact:
        return {value}
    found = set()
    for row in table.rows:
        if value in accepted(row.when.get(fact, value)):
            found.add(row.then)
            if not row.when.keys() - {fact}:
                break
    return found


def _grounds(row: Row, tables: Mapping[str, Table]) -> Iterator[list[Row]]:
    """What each of a row's reasons is given by: itself, or the rows with the results that it looks at."""
    yield [row]
    for fact, values in row.when.items():
        if fact in tables:
            yield [other for other in tables[fact].rows if other.then in accepted(values)]


def _all_cite(rows: Collection[Row], clauses: Collection[str]) -> bool:
    """Whether each of some rows cites such clauses, and none but them."""
    return bool(rows) and all(row.cite and {*row.cite} <= {*clauses} for row in rows)
