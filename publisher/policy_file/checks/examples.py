"""The policy's own examples: each is tried with the engine, and has to come out as staff expect it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC

from publisher.policy_file.findings import Finding, KeyPath, instead
from publisher.policy_file.source import Source
from wizard.case import Told, interview
from wizard.edition import Edition
from wizard.facts import today
from wizard.policy import Example
from wizard.protocol import view
from wizard.view import Outcome, Step, View


def failures(edition: Edition, source: Source) -> Iterator[Finding]:
    """What comes out otherwise than an example expects, with the row of the table that decided."""
    for number, example in enumerate(edition.policy.examples):
        path: KeyPath = ("examples", number)
        came = view(edition, Told(example.answers, ""), example.at.astimezone(UTC))
        yield from _answers(source, path, example, came)
        if came.outcome:
            yield from _results(edition, source, path, example, came.outcome)
            yield from _due(source, path, example, came.outcome)


def _answers(source: Source, path: KeyPath, example: Example, came: View) -> Iterator[Finding]:
    """Answers to what is not asked, and the question that is left without one."""
    if came.question:
        named = f"'{came.question.id}' ({came.question.text})"
        known = ", ".join(option.id for option in came.question.options)
        yield source.finding(
            (*path, "answers"), f"the question {named} is left without an answer; write one of {known}"
        )
    asked = {answer.question for answer in came.asked}
    for question in example.answers.keys() - asked:
        if not came.question:
            message = f"'{question}' is not asked in this case, or has no such answer; remove it or mend it"
            yield source.finding((*path, "answers", question), message)


def _results(
    edition: Edition, source: Source, path: KeyPath, example: Example, outcome: Outcome
) -> Iterator[Finding]:
    steps = {step.table: step for step in outcome.why}
    for table, expected in example.expect.items():
        place: KeyPath = (*path, "expect", table)
        if table not in steps:
            yield source.finding(place, f"'{table}' is no table{instead(table, steps)}")
        elif steps[table].result.id != expected:
            got, where = steps[table].result.id, _row(edition, source, steps[table])
            message = f"expected '{expected}', got '{got}', decided by {where}"
            if rule := _version_rule(edition, source, example, steps, table):
                message += f"; {rule}"
            yield source.finding(place, message)


def _version_rule(
    edition: Edition, source: Source, example: Example, steps: Mapping[str, Step], table: str
) -> str:
    """What made the version's status, where a table's decision rests on it, itself or by other tables."""
    asked = next((one.id for one in edition.policy.questions if one.kind == "version"), "")
    now = example.at.astimezone(UTC)
    walk = interview(edition, example.answers, now)
    typed = walk.asked.get(asked, "")
    if not walk.product or not typed or asked not in _rests_on(steps, table):
        return ""
    support = edition.support[walk.product.id]
    release, day = support.named(typed), today(edition, now)
    rule = support.rule(release, day) if release and release.released <= day else None
    said = f"version {typed} is '{walk.facts[asked]}' on {day}"
    if not release or not rule:
        return (
            f"{said}, as no version rule fits it"
            if release
            else f"{said}, as no listed release has that name"
        )
    line, _ = source.place(("version_rules", edition.policy.version_rules.index(rule)))
    return f"{said} by the version rule in line {line}, for release {release.version} of {release.released}"


def _rests_on(steps: Mapping[str, Step], table: str) -> set[str]:
    """The facts that a decision looks at, and those that the tables among them look at."""
    found = set(steps[table].facts)
    for fact in steps[table].facts:
        found |= _rests_on(steps, fact) if fact in steps else set()
    return found


def _row(edition: Edition, source: Source, step: Step) -> str:
    """The row that decided, with its line and the facts that it matched on."""
    table = list(edition.tables).index(step.table)
    line, _ = source.place(("tables", table, "rows", step.row - 1))
    facts = ", ".join(f"{fact}: {value}" for fact, value in step.facts.items())
    return f"row {step.row} of the table '{step.table}' in line {line} ({facts or 'all other cases'})"


def _due(source: Source, path: KeyPath, example: Example, outcome: Outcome) -> Iterator[Finding]:
    if example.due is None:
        return
    expected = example.due.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    due = outcome.target.due if outcome.target else None
    if due is None or due.utc != expected:
        got = f"{due.desk}{due.offset}" if due else "no answer that is due"
        yield source.finding((*path, "due"), f"expected {example.due.isoformat()}, got {got}")
