"""Whether what is more urgent is answered sooner, and what else is promised comes after the first answer.

A target is later than another one where it is due later for most of the times in a week at which a case can
be reported; so hours and days, and the clocks of two desks, can be compared.

The policy lists its severities by how urgent they are. The more urgent end is the one that emergencies come
to, or else the one that most of the targets answer sooner. Where these are of one line of levels, or as many
say the one as the other, the less urgent end is what is left when no other row decides how severe a case is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import combinations
from typing import NamedTuple

from publisher.analysis.proof.emergency_outcomes import results, walked
from publisher.policy_file.checks.parts import parts
from publisher.policy_file.remarks import Remark
from wizard.conditions import Condition, accepted
from wizard.edition import Edition
from wizard.outcome.instants import due
from wizard.policy import IN_FORCE, NONE, OPEN, POLICY, Level, Target

REPORTS = tuple(timedelta(hours=7 * number) for number in range(24))
"""When in a week a case is reported: at every hour of the day."""
TABLE, SEVERITY = "level", "severity"

Dues = Sequence[datetime | None]
"""When a target is due for each of the reports."""


class _Pair(NamedTuple):
    """Two levels that only the severity tells apart, of which one is due later."""

    slower: str
    quicker: str
    first_is_slower: bool
    """Whether the slower one is for the severity that the policy lists first."""


def urgency_remarks(edition: Edition) -> Iterator[Remark]:
    """Levels later than one of a less urgent severity, and promises due before the first answer."""
    levels = {part.id: (path, part) for path, part in parts(edition.policy) if isinstance(part, Level)}
    dues = {promised: _dues(edition, target) for promised, target in edition.promises.items()}
    for path, level in levels.values():
        for place, further in enumerate(level.further):
            # What else is promised, such as a solution, follows the first answer.
            if _later(dues[level.target.id], dues[further.id]):
                message = f"it is mostly due before the first answer ({level.target.text}); is that meant?"
                yield Remark((*path, "further", place), message, kind="before-answer")
    for pair in _wrong(edition, {level.id: dues[level.target.id] for _, level in levels.values()}):
        (path, _), (_, quicker) = levels[pair.slower], levels[pair.quicker]
        message = (
            f"it is mostly due later than '{pair.quicker}' ({quicker.target.text}), which is less urgent by "
            "the order of the severities; is that meant?"
        )
        yield Remark((*path, "target"), message, kind="slower-level")


def _dues(edition: Edition, target: Target) -> Dues:
    monday = edition.policy.effective - timedelta(days=edition.policy.effective.weekday())
    begins = datetime.combine(monday, time(), UTC)
    return [due(target, edition.alone.weeks[target.clock], begins + report) for report in REPORTS]


def _later(one: Dues, other: Dues) -> bool:
    return 2 * sum(bool(a and b and a > b) for a, b in zip(one, other, strict=True)) > len(REPORTS)


def _wrong(edition: Edition, dues: dict[str, Dues]) -> Iterator[_Pair]:
    """Of each line of levels the first pair that goes against the order of the severities."""
    lines = [list(_pairs(line, dues)) for line in _lines(edition)]
    first_is_slower = _urgent_last(edition)
    if first_is_slower is None:
        first_is_slower = _told_by_levels(edition, {tuple(line) for line in lines if line})
    if first_is_slower is not None:
        wrong = [[pair for pair in line if pair.first_is_slower != first_is_slower] for line in lines]
        yield from dict.fromkeys(line[0] for line in wrong if line)


def _told_by_levels(edition: Edition, lines: Collection[Sequence[_Pair]]) -> bool | None:
    """Whether the severity that the policy lists first is the less urgent one; None where nothing tells."""
    slower = [pair.first_is_slower for pair in {pair for line in lines for pair in line}]
    balance = 2 * sum(slower) - len(slower)
    left_over = _left_over_first(edition)
    if balance and (len(lines) > 1 or left_over is None):
        return balance > 0
    return left_over


def _left_over_first(edition: Edition) -> bool | None:
    """Whether the last row that decides on a severity gives the first one, not the last; None for others."""
    # Of a single severity, the first is the last.
    severities = [severity.id for severity in edition.policy.severities]
    first, last = severities[0], severities[-1]
    given = [row.then for row in edition.tables[SEVERITY].rows if row.then != NONE]
    return {last: False, first: True}.get(given[-1]) if given else None


def _pairs(line: Sequence[str], dues: dict[str, Dues]) -> Iterator[_Pair]:
    for first, later in combinations([level for level in line if level in dues], 2):
        if _later(dues[first], dues[later]):
            yield _Pair(first, later, first_is_slower=True)
        elif _later(dues[later], dues[first]):
            yield _Pair(later, first, first_is_slower=False)


def _lines(edition: Edition) -> Iterator[list[str]]:
    """The level of each severity, by the first row of those that name the same else, or nothing else."""
    rows = [(_else(row.when), row) for row in edition.tables[TABLE].rows]
    for named in dict.fromkeys(named for named, _ in rows):
        alike = [row for of, row in rows if of in (named, ())]
        yield [
            next((row.then for row in alike if of.id in accepted(row.when.get(SEVERITY, of.id))), NONE)
            for of in edition.policy.severities
        ]


def _else(when: Condition) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a condition names beside the severity."""
    return tuple(sorted((fact, accepted(values)) for fact, values in when.items() if fact != SEVERITY))


def _urgent_last(edition: Edition) -> bool | None:
    """Whether emergencies come to the last severity and not the first; None where to both or neither."""
    moment = {POLICY: IN_FORCE} | dict.fromkeys(edition.channels, OPEN)
    found = {
        results(edition, walked(edition, emergency, moment)).get(SEVERITY, NONE)
        for emergency in edition.policy.emergencies
    }
    first, last = (edition.policy.severities[end].id in found for end in (0, -1))
    return last if first != last else None
