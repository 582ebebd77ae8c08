"""What a policy's file leaves to be derived, written out, so that the engine and its readers know one form.

- `not` in a condition stands for all other answers or results of its fact, never for `unasked` or `none`.
- A policy whose verdict has no row for it says by itself that it is not in force yet: no question is asked,
  the verdict is the one of tone `no-verdict`, and nothing else applies. The way to go is left to `route`.
- A channel of which only the form is said is where that form is.

Rows are only added behind the others, so that each keeps its place in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from publisher.policy_file.checks.meanings import BEFORE, all_but, facts_of, says_when_in_force
from wizard.conditions import UNASKED, Condition, accepted
from wizard.media import USES
from wizard.policy import IN_FORCE, NONE, NOT_YET, POLICY, RELEASE, Channel, Part, Policy, Row, Table
from wizard.ticket.forms import empty_form

P = TypeVar("P", bound=Part)


def derived(policy: Policy) -> Policy:
    """The policy with all of that written out."""
    policy = _with_addresses(without_not(policy))
    return policy if says_when_in_force(policy) else _not_yet(policy)


def without_not(policy: Policy) -> Policy:
    """The policy with each `not` as the list of what it stands for."""
    known = facts_of(policy)

    def conditions(part: Part) -> dict[str, Any]:
        when: Condition = getattr(part, "when", {})
        told = {fact: all_but(values, known.get(fact, ())) for fact, values in when.items()}
        return {"when": told} if when else {}

    return _changed(policy, conditions)


def _with_addresses(policy: Policy) -> Policy:
    """The policy with the address of its empty form for each channel that has no other."""

    def address(part: Part) -> dict[str, Any]:
        if isinstance(part, Channel) and not part.address and USES[part.kind].web_page:
            return {"address": empty_form(part)}
        return {}

    return _changed(policy, address)


def _changed(part: P, changes: Callable[[Part], dict[str, Any]]) -> P:
    """A part with the fields that `changes` gives for it, and so each part in it."""
    new = changes(part)
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(part, field.name)
        if isinstance(value, Part):
            new[field.name] = _changed(value, changes)
        elif isinstance(value, tuple) and any(isinstance(item, Part) for item in value):
            new[field.name] = tuple(_changed(item, changes) for item in value)
    new = {name: value for name, value in new.items() if value != getattr(part, name)}
    return replace(part, **new) if new else part  # type: ignore[type-var]


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
