"""Times that texts around the clauses promise, held to the targets of the levels that these texts lead to.

Every text that customers read is looked at in the same way: a route's reason, a section's summary, what a
level is for, a verdict's text, a row's reason, an emergency. What any other clause says of time may be said
again.

How it works: a text belongs to some cases, of which a few facts are known (`_given`): the answers of an
emergency, or the conditions of a row and its result. From these the tables are followed to the levels that
the cases can come to (`_possible`). One of their targets has to have the time that the text promises.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from fractions import Fraction

from publisher.policy_file.checks.figures import (
    MONTHS,
    Units,
    lengths,
    measured,
    open_minutes,
)
from publisher.policy_file.checks.parts import parts
from publisher.policy_file.checks.quantities import Quantity, quantities, stretches, within
from publisher.policy_file.checks.says_otherwise import said_otherwise
from publisher.policy_file.findings import KeyPath, shown
from publisher.policy_file.remarks import Remark
from wizard.clauses import citable, level_clauses
from wizard.conditions import Condition, accepted
from wizard.policy import (
    Clause,
    Emergency,
    Holiday,
    Hours,
    Level,
    Option,
    OwnWords,
    Policy,
    Question,
    Reading,
    Row,
    Season,
    SpecialOpening,
    Table,
    Target,
    TimeSpan,
)

READ = (
    *("text", "instead", "name", "title", "intro", "summary", "note", "advice", "label", "help", "say"),
    *("reason", "promise", "headline"),
)
"""The fields with texts that customers read."""
APART = (Hours, Season, Holiday, SpecialOpening, Question, TimeSpan, Option, Reading, OwnWords)
"""What says other times than those of answers: the desk's, or the customer's own."""
LEVEL = "level"
_MINUTES: Units = {"minute": {1}, "hour": {60}, "day": {1440}, "week": {10_080}}

Time = set[tuple[str, Fraction]]
"""The months or the minutes that a stretch of time can be."""
Given = Mapping[str, Collection[str]]
"""The values that some facts can have."""


def time_remarks(policy: Policy) -> Iterator[Remark]:
    """Every text that promises a time which no target has of the levels that it can lead to."""
    hours = {entry.id: entry for entry in policy.hours}
    norm = _said_by_other_clauses(policy)
    tables = {table.id: table for table in policy.tables}
    for path, text in _read(policy):
        promised = [
            (words, stretch) for words, stretch in within(text) if not _is_among(_time_of(stretch), norm)
        ]
        levels = _levels(policy, tables, path) if promised else ()
        targets = [target for level in levels for target in level.promises if target.clock in hours]
        wrong = [
            shown(words)
            for words, stretch in promised
            if targets and not any(_says(stretch, target, hours) for target in targets)
        ]
        if wrong:
            said = f"{' and '.join(wrong)} {'is' if len(wrong) == 1 else 'are'} said here"
            yield said_otherwise(path, said, _but(levels))


def times_of(text: str) -> list[Time]:
    """The stretches of time in a text."""
    return [_time_of(stretch) for stretch in stretches(quantities(text)) if stretch[0].unit]


def _time_of(stretch: list[Quantity]) -> Time:
    months, minutes = (lengths(stretch, units, units) for units in (MONTHS, _MINUTES))
    return {*(("months", of) for of in months), *(("minutes", of) for of in minutes)}


def _is_among(time: Time, others: Iterable[Time]) -> bool:
    return any(time & other for other in others)


def _said_by_other_clauses(policy: Policy) -> list[Time]:
    """The times that clauses say which are no level's and no channel's."""
    apart = {clause.id for level in policy.levels for clause in level_clauses(level)}
    apart |= {part.id for named in (policy.levels, policy.channels, policy.procedures) for part in named}
    apart |= {section.id for section in policy.all_sections}
    return [time for clause in citable(policy) if clause.id not in apart for time in times_of(clause.text)]


def _read(policy: Policy) -> Iterator[tuple[KeyPath, str]]:
    """Every text that customers read beside the clauses, but for what a level is for."""
    for path, part in parts(policy):
        is_clause = isinstance(part, Clause) and path[-1] != "purpose"
        for field in fields(part) if not isinstance(part, APART) else ():  # type: ignore[arg-type]
            text = getattr(part, field.name)
            if field.name in READ and isinstance(text, str) and not (is_clause and field.name == "text"):
                yield (*path, field.name), text


def _says(stretch: list[Quantity], target: Target, hours: Mapping[str, Hours]) -> bool:
    figure, plain, working = measured(target, open_minutes(hours[target.clock], hours))
    return figure in lengths(stretch, plain, working)


def _but(levels: Collection[Level]) -> str:
    """What is promised in place of a time that is said."""
    if len(levels) > 1:
        return "no target has such a time"
    (level,) = levels
    return f"{shown(level.name)} promises {shown(level.target.text)}"


def _levels(policy: Policy, tables: Mapping[str, Table], path: KeyPath) -> Collection[Level]:
    """The levels that what stands at a path leads to; all where that can't be told."""
    around = _around(policy, path)
    own = next((part for part in around if isinstance(part, Level)), None)
    if own:
        return (own,)
    given = _given(policy, path, around)
    reached = {level for case in given for level in _possible(LEVEL, case, tables) or ()}
    return [level for level in policy.levels if level.id in reached] or policy.levels


def _around(policy: Policy, path: KeyPath) -> list[object]:
    """What a path leads through, from the outside in."""
    found: list[object] = [policy]
    for step in path:
        around: object = found[-1]
        found.append(around[step] if isinstance(around, tuple) else getattr(around, str(step)))  # type: ignore[index]
    return found


def _given(policy: Policy, path: KeyPath, around: list[object]) -> Iterable[Given]:
    """The cases that a text belongs to, each by what is known of its facts."""
    rows = [(table.id, row) for table in policy.tables for row in table.rows]
    part = next((part for part in reversed(around) if isinstance(part, Row | Emergency)), None)
    match part:
        case Row():
            return [_of_row(table, row) for table, row in rows if row is part]
        case Emergency():
            return [{question: {answer} for question, answer in part.answers.items()}]
    results = {id(result): table for table, found in policy.results.items() for result in found}
    table, result = next(((results[id(part)], part) for part in around if id(part) in results), ("", None))
    then = getattr(result, "id", "")
    return [_of_row(table, row) for decides, row in rows if decides == table and row.then == then]


def _of_row(table: str, row: Row) -> Given:
    return {**_values(row.when), table: {row.then}}


def _values(when: Condition) -> dict[str, Collection[str]]:
    return {fact: accepted(values) for fact, values in when.items()}


def _possible(fact: str, given: Given, tables: Mapping[str, Table]) -> Collection[str] | None:
    """The values that a fact can have; None where nothing is known of it."""
    if fact in given or fact not in tables:
        return given.get(fact)
    found = set()
    for row in tables[fact].rows:
        met = [
            (known, {*accepted(values)})
            for looked_at, values in row.when.items()
            if (known := _possible(looked_at, given, tables)) is not None
        ]
        # Only what is known decides here: a condition on any other fact may hold or not.
        if any(wanted.isdisjoint(known) for known, wanted in met):
            continue
        found.add(row.then)
        if len(met) == len(row.when) and all(wanted.issuperset(known) for known, wanted in met):
            break
    return found
