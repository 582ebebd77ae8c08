"""Which other level a case could have: where the customer was not sure of an answer by which levels differ.

A row of the table `level` decided without that answer. With another one, the first row that names it could
have decided instead: as far as all else that this row looks at holds too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wizard.conditions import Condition, accepted, both
from wizard.decisions import row_fact
from wizard.policy import Policy, Question, Row


class Open(NamedTuple):
    """Facts under which a level was decided without an answer, and the answers that give others."""

    level: str
    when: Condition
    question: Question
    others: dict[str, list[str]]
    """By a level's id the labels of the answers."""


def open_levels(policy: Policy) -> Iterator[Open]:
    """Every level that another answer than "not sure" could have changed; what looks at most comes first."""
    levels = {level.id for level in policy.levels}
    rows = next(table.rows for table in policy.tables if table.id == "level")
    for question in policy.questions:
        options = tuple(option.id for option in question.options if option.unsure)
        unsure: Condition = {question.id: options}
        for rest in _looked_at_beside(question.id, rows) if options else ():
            for number, row in enumerate(rows):
                case = both({**rest, **unsure}, row.when)
                decided = case and not any(_follows(before.when, case) for before in rows[:number])
                others = _others(rows, number, question, case) if case and decided else {}
                told = {then: labels for then, labels in others.items() if then in levels - {row.then}}
                if told and row.then in levels:
                    yield Open(
                        row.then, {row_fact("level"): str(number + 1), **rest, **unsure}, question, told
                    )


def _looked_at_beside(question: str, rows: Sequence[Row]) -> list[Condition]:
    """What else the rows look at that look at a question."""
    beside = (row.when for row in rows if question in row.when)
    rests = [{fact: values for fact, values in when.items() if fact != question} for when in beside]
    unlike = (rest for place, rest in enumerate(rests) if rest not in rests[:place])
    return sorted(unlike, key=len, reverse=True)


def _others(rows: Sequence[Row], number: int, question: Question, case: Condition) -> dict[str, list[str]]:
    """By what the table would have decided in a case, the answers by which it had."""
    found: dict[str, list[str]] = {}
    for option in (option for option in question.options if not option.unsure):
        then = _decided(rows, number, question.id, {**case, question.id: option.id})
        found.setdefault(then, []).append(option.label)
    return found


def _decided(rows: Sequence[Row], number: int, question: str, case: Condition) -> str:
    """What a table decides once a question is answered by which a row did without; empty if unknown."""
    for place, row in enumerate(rows):
        if place < number and question not in row.when:
            # It did not hold, and the answer is nothing to it.
            continue
        if _follows(row.when, case):
            return row.then
        if both(row.when, case) is not None:
            return ""
    return ""


def _follows(when: Condition, known: Condition) -> bool:
    """Whether a condition holds wherever another one does."""
    return all(
        fact in known and {*accepted(known[fact])} <= {*accepted(values)} for fact, values in when.items()
    )
