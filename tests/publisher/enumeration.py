"""What a proof must find, found the plain way: every case there is, put to the engine one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from statistics import median
from typing import Any

from publisher.policy_file.checks.parts import parts
from tests.wizard.helpers import edition_of, small_policy, status_of
from wizard.conditions import UNASKED, holds
from wizard.decisions import Undecided, decide, row_fact
from wizard.facts import moment
from wizard.interview import walk
from wizard.kinds import kind_of
from wizard.policy import (
    IN_FORCE,
    NONE,
    NOT_YET,
    POLICY,
    Clause,
    Detail,
    Hours,
    Policy,
    Procedure,
    Product,
    Question,
    Release,
    VersionRule,
)
from wizard.versions.names import UNKNOWN

Key = tuple[tuple[str, str], ...]
OF_RELEASE = {"1.9": "1", "10.1": "10", "SKY": "blue"} | {
    version: version for version in ("1", "2", "3.1", "3.2", "4.0", "blue")
}
"""The release that a version belongs to, where one is called so."""


@dataclass(frozen=True)
class Case:
    """One way through the interview, and what the engine decides."""

    moment: Key
    day: date
    answers: Mapping[str, str]
    facts: Mapping[str, str]
    """Those of the interview, and the tables' results as far as they decide."""
    rows: Mapping[str, int]
    """The row by which each table decides; -1 where it has none, and nothing for the tables after it."""

    @property
    def decided(self) -> bool:
        return -1 not in self.rows.values()


@cache
def moments(hours: tuple[Hours, ...]) -> tuple[Key, ...]:
    """The facts of every half hour of three weeks around the effective date."""
    edition = edition_of(small_policy(hours=hours))
    start = datetime(2025, 12, 22, tzinfo=UTC)
    instants = (start + timedelta(minutes=30 * number) for number in range(48 * 21))
    found = [moment(edition, instant) for instant in instants]
    return tuple(sorted({(*facts.items(), ("letter", facts["phone"])) for facts in found}))


@cache
def versions(
    releases: tuple[Release, ...], rules: tuple[VersionRule, ...], *, apart: bool
) -> dict[str, dict[tuple[str, str], tuple[str, date]]]:
    """By whether the policy is in force, a version and a day for each status: many days, many versions.

    With `apart`, for each status of each release.
    """
    product = Product(id="any", name="?", releases=releases)
    policy = small_policy(products=(product,), version_rules=rules)
    texts = ["0", "1", "1.9", "2", "3", "3.1", "3.2", "4.0", "10.1", "11", "blue", "SKY", "sky.9", UNKNOWN]
    listed = {release.version for release in releases if apart}
    named = {text: release for text, release in OF_RELEASE.items() if release in listed}
    found: dict[str, dict[tuple[str, str], tuple[str, date]]] = {IN_FORCE: {}, NOT_YET: {}}
    for number in sorted({*range(-30, 30), *range(-720, 400, 5)}):
        day = policy.effective + timedelta(days=number)
        for text in texts:
            status = UNKNOWN if text == UNKNOWN else status_of(policy, product, text, day)
            found[IN_FORCE if number >= 0 else NOT_YET].setdefault((status, named.get(text, "")), (text, day))
    return found


class Enumeration:
    """Every case of a policy."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.edition = edition_of(policy)
        self.cases = list(self._cases())

    def _cases(self) -> Iterator[Case]:
        for facts in moments(self.policy.hours):
            yield from self._from(facts, {}, self.policy.effective)

    def _from(self, facts: Key, answers: dict[str, str], day: date) -> Iterator[Case]:
        walked = walk(self.edition, answers, dict(facts), day)
        if walked.pending is None:
            yield self._decided(facts, day, walked.asked, walked.facts)
            return
        for answer, then in self._answers(walked.pending, walked.product, dict(facts)):
            yield from self._from(facts, {**answers, walked.pending.id: answer}, then or day)

    def _answers(
        self, question: Question, product: Product | None, facts: dict[str, str]
    ) -> list[tuple[str, date | None]]:
        if question.kind == "version":
            assert product is not None
            apart = self.edition.names_releases
            found = versions(product.releases, self.policy.version_rules, apart=apart)
            return list(found[facts[POLICY]].values())
        if question.kind == "date":
            return [(text, None) for text in self._dates(question)]
        return [(option.id, None) for option in kind_of(question).picks(self.edition, product, date.max)]

    def _dates(self, question: Question) -> Iterable[str]:
        """For each fact a day on which it was, of all days of some years before the case and one after it."""
        kind, day = kind_of(question), self.policy.effective
        days = [(day - timedelta(days=ago)).isoformat() for ago in range(-1, 1000)]
        return {kind.fact(self.edition, None, text, day): text for text in days}.values()

    def _decided(self, key: Key, day: date, answers: Mapping[str, str], facts: Mapping[str, str]) -> Case:
        known, rows = dict(facts), {}
        for table in self.policy.tables:
            try:
                decided = decide([table], known)
            except Undecided:
                rows[table.id] = -1
                break
            rows[table.id] = int(decided[row_fact(table.id)]) - 1
            known[table.id] = decided[table.id]
        return Case(key, day, answers, known, rows)

    def swapped(self, case: Case, question: Question, option: str) -> Case | None:
        """The case with another answer to one question; None where other questions are asked then."""
        walked = walk(self.edition, {**case.answers, question.id: option}, dict(case.moment), case.day)
        if walked.pending is not None or list(walked.asked) != list(case.answers):
            return None
        return self._decided(case.moment, case.day, walked.asked, walked.facts)

    def seen(self, case: Case) -> tuple[Any, ...]:
        """All of an outcome that a customer could notice."""
        return tuple(case.rows.items()), tuple(self.shown(case)) if case.decided else ()

    def shown(self, case: Case) -> Iterator[str]:
        """The ids of the parts that an outcome shows because a condition holds."""
        for section in self.policy.sections:
            yield from (one.id for one in section.responsibilities if holds(one.when, case.facts))
            if case.facts["level"] != NONE:
                yield from (one.id for one in section.expectations if holds(one.when, case.facts))
            for procedure in section.procedures:
                if holds(procedure.when, case.facts):
                    yield procedure.id
                    yield from (step.id for step in procedure.steps if holds(step.when, case.facts))
        yield from (one.id for one in self.policy.details if holds(one.when, case.facts))

    # --- What a proof is to find

    def undecided(self) -> dict[str, int]:
        """The tables that leave a case undecided, each with the fewest questions of such a case."""
        found: dict[str, int] = {}
        for case in self.cases:
            for table, row in case.rows.items():
                if row == -1:
                    found[table] = min(found.get(table, 99), len(case.answers))
        return found

    def reached(self) -> set[tuple[str, int]]:
        """The rows that decide some case."""
        return {row for case in self.cases for row in case.rows.items() if row[1] >= 0}

    def never_asked(self) -> set[str]:
        """The questions that never come up."""
        up = {
            id
            for case in self.cases
            for id in (question.id for question in self.policy.questions)
            if case.facts.get(id, UNASKED) != UNASKED
        }
        return {question.id for question in self.policy.questions} - up

    def alike(self) -> set[tuple[str, tuple[int, ...]]]:
        """The groups of options of which each could be picked in place of another."""
        found = set()
        for question in self.policy.questions:
            if question.kind == "choice" and question.id not in self.never_asked():
                groups: list[list[int]] = []
                for at in range(len(question.options)):
                    group = next((one for one in groups if self._no_difference(question, one[0], at)), None)
                    if group is None:
                        groups.append([at])
                    else:
                        group.append(at)
                found |= {(question.id, tuple(group)) for group in groups if len(group) > 1}
        return found

    def _no_difference(self, question: Question, one: int, other: int) -> bool:
        for picked, instead in ((one, other), (other, one)):
            for case in self.cases:
                if case.answers.get(question.id) == question.options[picked].id:
                    swapped = self.swapped(case, question, question.options[instead].id)
                    if swapped is None or self.seen(swapped) != self.seen(case):
                        return False
        return True

    def not_needed(self) -> set[tuple[str, int]]:
        """The rows that decide some case, but without which every case would be told the same."""
        found = set()
        for table in self.policy.tables:
            for number, row in enumerate(table.rows):
                decided = [case for case in self.cases if case.rows.get(table.id) == number]
                then = [
                    next((later for later in table.rows[number + 1 :] if holds(later.when, case.facts)), None)
                    for case in decided
                ]
                if decided and all(
                    one and (one.then, one.say, one.cite) == (row.then, row.say, row.cite) for one in then
                ):
                    found.add((table.id, number))
        return found

    def never_shown(self) -> set[str]:
        """The details and procedures that no outcome shows."""
        all_of_them = {part.id for _, part in parts(self.policy) if isinstance(part, Detail | Procedure)}
        return all_of_them - self._shown()

    def never_cited(self) -> set[str]:
        """The clauses that a case could rest on, and the channels, that no outcome tells of."""
        policy = self.policy
        told = self._shown() | {id for rule in policy.version_rules for id in rule.cite}
        for table, number in self.reached():
            row = self.edition.tables[table].rows[number]
            told |= set(row.cite)
            if table == "level" and row.then != NONE:
                level = self.edition.levels[row.then]
                told |= {level.purpose.id, level.target.id}
            if table == "route":
                told |= {id for via in self.edition.routes[row.then].via for id in (via.channel, *via.cite)}
        operative = {channel.id for channel in policy.channels}
        for section in policy.sections:
            lists: tuple[tuple[Clause, ...], ...]
            lists = (
                section.included,
                section.excluded,
                section.versions,
                section.responsibilities,
                section.expectations,
            )
            operative |= {clause.id for clauses in lists for clause in clauses}
            operative |= {step.id for procedure in section.procedures for step in procedure.steps}
            operative |= {id for level in section.levels for id in (level.purpose.id, level.target.id)}
        return operative - told

    def _shown(self) -> set[str]:
        return {id for case in self.cases if case.decided for id in self.shown(case)}

    def no_way(self) -> set[str]:
        """The routes taken of which no channel has an address."""
        taken = {
            self.edition.tables["route"].rows[number].then
            for table, number in self.reached()
            if table == "route"
        }
        return {
            id
            for id in taken
            if not any(self.edition.channels[via.channel].address for via in self.edition.routes[id].via)
        }

    def no_advice(self) -> bool:
        """Whether a customer is refused and told nothing else to do."""
        tones = {one.id: one.tone for one in self.policy.verdicts}
        helpful = {one.id for section in self.policy.sections for one in section.excluded if one.instead}
        return any(
            tones[case.facts["verdict"]] == "not-covered"
            and not self.edition.routes[case.facts["route"]].text
            and not helpful
            & {id for table, row in case.rows.items() for id in self.edition.tables[table].rows[row].cite}
            for case in self.cases
            if case.decided
        )

    def refused_beside_a_level(self) -> bool:
        """Whether a customer is refused, and promised an answer by a level's target."""
        tones = {one.id: one.tone for one in self.policy.verdicts}
        return any(
            tones[case.facts["verdict"]] == "not-covered" and case.facts["level"] != NONE
            for case in self.cases
            if case.decided
        )

    def lengths(self) -> Counter[int]:
        """How many ways through the interview ask how many questions."""
        return Counter(len(case.answers) for case in self.cases)

    def median(self) -> float:
        return median(len(case.answers) for case in self.cases)

    def outcomes(self) -> int:
        """How many different results the tables have."""
        tables = [table.id for table in self.policy.tables]
        return len({tuple(case.facts[id] for id in tables) for case in self.cases if case.decided})
