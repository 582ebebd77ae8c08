"""The policy's own examples: each is tried with the engine, and has to come out as staff expect it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from publisher.policy_file.findings import Finding, KeyPath, command, instead, so_many
from publisher.policy_file.policy_text import Loaded
from publisher.policy_file.source import Source
from wizard.calendars import Calendar
from wizard.case import Told, interview
from wizard.edition import Edition
from wizard.facts import today
from wizard.policy import Example
from wizard.protocol import view
from wizard.values import value
from wizard.view import Moment, Outcome, Step, TargetView, View

EXAMPLES: KeyPath = ("examples",)


@value()
class Failure:
    """An example of which something comes out otherwise than it expects."""

    example: str
    path: KeyPath
    """What it expects, or the answer that is wrong."""
    message: str
    comes: str | None = None
    """What comes, as the file would have it, empty for nothing; None where only staff can mend it."""


def failures(edition: Edition, source: Source) -> Iterator[Failure]:
    """What comes out otherwise than an example expects, with what made it so."""
    for number, example in enumerate(edition.policy.examples):
        path: KeyPath = (*EXAMPLES, number)
        came = view(edition, Told(example.answers, ""), example.at.astimezone(UTC))
        yield from _answers(path, example, came)
        if came.outcome:
            yield from _results(edition, source, path, example, came.outcome)
            yield from _due(edition, source, path, example, came.outcome)


def failures_of(loaded: Loaded) -> list[Failure]:
    """The failures of those examples that are of the time in which an edition holds."""
    untried = {example.id for example in out_of_time(loaded)}
    return [failure for failure in failures(loaded.edition, loaded.source) if failure.example not in untried]


def out_of_time(loaded: Loaded) -> list[Example]:
    """The examples of a time in which another edition holds."""
    begins, ends = loaded.holds
    return [example for example in loaded.policy.examples if not begins <= example.at < ends]


def told(failure: Failure, source: Source) -> Finding:
    """A failure at its place, with how to accept what comes."""
    accept = command(f"accept {failure.example}", source.name)
    way_out = "" if failure.comes is None else f". If that is right: {accept}"
    return source.finding(failure.path, f"example '{failure.example}': {failure.message}{way_out}")


def _answers(path: KeyPath, example: Example, came: View) -> Iterator[Failure]:
    """Answers to what is not asked, and the question that is left without one, or with one that it hasn't."""
    if came.question:
        id, place = came.question.id, (*path, "answers")
        given, named = example.answers.get(id), f"'{id}' ({came.question.text})"
        known = ", ".join(option.id for option in came.question.options)
        message = f"the question {named} is left without an answer; write one of {known}"
        if given:
            place, message = (*place, id), f"'{given}' is no answer to {named}; write one of {known}"
        yield Failure(example.id, place, message)
    asked = {answer.question for answer in came.asked}
    for question in example.answers.keys() - asked:
        if not came.question:
            message = f"'{question}' is not asked in this case, or has no such answer; remove it or mend it"
            yield Failure(example.id, (*path, "answers", question), message)


def _results(
    edition: Edition, source: Source, path: KeyPath, example: Example, outcome: Outcome
) -> Iterator[Failure]:
    steps = {step.table: step for step in outcome.why}
    for table, expected in example.expect.items():
        place: KeyPath = (*path, "expect", table)
        if table not in steps:
            yield Failure(example.id, place, f"'{table}' is no table{instead(table, steps)}")
        elif steps[table].result.id != expected:
            got, where = steps[table].result.id, _row(edition, source, steps[table])
            message = f"expected '{expected}', got '{got}', decided by {where}"
            if rule := _version_rule(edition, source, example, steps, table):
                message += f"; {rule}"
            yield Failure(example.id, place, message, got)


def _version_rule(
    edition: Edition, source: Source, example: Example, steps: Mapping[str, Step], table: str
) -> str:
    """What made the version's status, where a table's decision rests on it, itself or by other tables."""
    asked = edition.policy.version_question
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
        known = ", ".join(listed.version for listed in walk.product.releases) or "none"
        return (
            f"{said}, as no version rule fits it"
            if release
            else f"{said}, as '{walk.product.id}' lists no such release, but {known}; if one of these is "
            "meant, write it in the answers"
        )
    line = source.line_of(("version_rules", edition.policy.version_rules.index(rule)), seen_from=EXAMPLES)
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
    line = source.line_of(("tables", table, "rows", step.row - 1), seen_from=EXAMPLES)
    facts = ", ".join(f"{fact}: {value}" for fact, value in step.facts.items())
    return f"row {step.row} of the table '{step.table}' in line {line} ({facts or 'all other cases'})"


def _due(
    edition: Edition, source: Source, path: KeyPath, example: Example, outcome: Outcome
) -> Iterator[Failure]:
    if example.due is None:
        return
    target = outcome.target
    due = target.due if target else None
    if due is None or _instant(due) != example.due:
        level = next(step for step in outcome.why if step.table == "level")
        got = f"{due.desk}{due.offset}" if due else "no answer that is due"
        counted = f"{_counted(edition, source, target)}; " if target else ""
        message = (
            f"expected an answer due {_written(example.due)}, got {got}: "
            f"{counted}the level is decided by {_row(edition, source, level)}"
        )
        comes = _written(_instant(due).astimezone(example.due.tzinfo)) if due else ""
        yield Failure(example.id, (*path, "due"), message, comes)


def _instant(moment: Moment) -> datetime:
    return datetime.fromisoformat(moment.utc)


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def _counted(edition: Edition, source: Source, target: TargetView) -> str:
    """What is counted of which hours: their week, and the holidays on the way."""
    levels = edition.levels[target.level.id].target
    hours = edition.hours[levels.clock]
    line = source.line_of(("hours", edition.policy.hours.index(hours)), seen_from=EXAMPLES)
    week = "; ".join(
        f"{', '.join(opening.days)} {opening.opens}-{opening.closes}" for opening in hours.openings
    )
    amount = ", ".join(
        so_many(number, unit)
        for number, unit in ((levels.days, "day"), (levels.hours, "hour"), (levels.minutes, "minute"))
        if number
    )
    calendars = [edition.calendars[each] for each in hours.any_of or (hours.id,)]
    met = ", ".join(sorted({day for calendar in calendars for day in _met(calendar, target)}))
    closed = f", closed on {met}" if met else ""
    week = week or " or ".join(hours.any_of) or "always open"
    return f"{amount} of '{hours.id}' in line {line} ({week}{closed})"


def _met(calendar: Calendar, target: TargetView) -> Iterator[str]:
    """The days from the start of a target to its end on which a desk is closed for a holiday."""
    if target.starts and target.due:
        first, last = (date.fromisoformat(moment.desk[:10]) for moment in (target.starts, target.due))
        for year in range(first.year, last.year + 1):
            for day, turns in calendar.exceptions(year).items():
                if first <= day <= last and turns != calendar.usual(day):
                    yield day.isoformat()
