"""What a policy's file leaves to be derived, written out, so that the engine and its readers know one form.

- `not` in a condition stands for all other answers or results of its fact, never for `unasked` or `none`.
- A policy whose verdict has no row for it says by itself that it is not in force yet: no question is asked,
  the verdict is the one of tone `no-verdict`, and nothing else applies. The way to go is left to `route`.

Rows are only added behind the others, so that each keeps its place in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from publisher.policy_file.checks.meanings import BEFORE, Domain, all_but, facts_of, says_when_in_force
from wizard.conditions import UNASKED, Condition, accepted
from wizard.policy import IN_FORCE, NONE, NOT_YET, POLICY, RELEASE, Part, Policy, Row, Table

P = TypeVar("P", bound=Part)


def derived(policy: Policy) -> Policy:
    """The policy with all of that written out."""
    policy = without_not(policy)
    return policy if says_when_in_force(policy) else _not_yet(policy)


def without_not(policy: Policy) -> Policy:
    """The policy with each `not` as the list of what it stands for."""
    return _without_not(policy, facts_of(policy))


def _without_not(part: P, known: Domain) -> P:
    changes: dict[str, Any] = {}
    for field in fields(part):  # type: ignore[arg-type]
        value = new = getattr(part, field.name)
        if field.name == "when":
            new = {fact: all_but(values, known.get(fact, ())) for fact, values in value.items()}
        elif isinstance(value, Part):
            new = _without_not(value, known)
        elif isinstance(value, tuple) and any(isinstance(item, Part) for item in value):
            new = tuple(_without_not(item, known) for item in value)
        if new != value:
            changes[field.name] = new
    return replace(part, **changes) if changes else part  # type: ignore[type-var]


def _not_yet(policy: Policy) -> Policy:
    """The policy with the row for the days before it is in force in each table, and no question then."""
    facts = {POLICY: NOT_YET, RELEASE: UNASKED} | {question.id: UNASKED for question in policy.questions}
    questions = tuple(_only_in_force(question, facts) for question in policy.questions)
    tables = []
    for table in policy.tables:
        decides = (
            next(verdict.id for verdict in policy.verdicts if verdict.tone == BEFORE)
            if table.id == "verdict"
            else NONE
        )
        tables.append(table if table.id == "route" else _with_row(table, decides, facts))
        facts[table.id] = decides
    return replace(policy, questions=questions, tables=tuple(tables))


def _with_row(table: Table, decides: str, facts: Mapping[str, str]) -> Table:
    rows: list[Row] = []
    for row in table.rows:
        if (row.then, row.say, row.cite) == (decides, "", ()) and _holds(row.when, facts):
            return replace(table, rows=(*rows, *table.rows[len(rows) :]))  # It decides then as well.
        rows.append(_only_in_force(row, facts))
    return replace(table, rows=(*rows, Row(when={POLICY: NOT_YET}, then=decides)))


def _holds(when: Condition, facts: Mapping[str, str]) -> bool:
    """Whether it surely holds before the policy is in force."""
    return all(facts.get(fact) in accepted(values) for fact, values in when.items())


def _only_in_force(part: Any, facts: Mapping[str, str]) -> Any:
    """A question or a row that needs the policy to be in force, where it could hold before."""
    when: Condition = part.when
    # What is not among the facts is a channel, which may be open or not.
    could_hold = all(fact not in facts or facts[fact] in accepted(values) for fact, values in when.items())
    return replace(part, when={POLICY: IN_FORCE, **when}) if could_hold and POLICY not in when else part
