"""What `diff` says of an edit: that plain enumeration with the engine says the same, and how it is worded."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.policies import Shape
from benchmarks.policies import policy as generated
from publisher.analysis.difference.comparing import Affected, Comparison, compare, compare_in_force
from publisher.analysis.difference.cover import Cases, ToldBox, condition
from publisher.analysis.difference.facets import Promise, clock, same_reasons, way
from publisher.analysis.difference.foremost import foremost
from publisher.analysis.difference.formats import markdown, text
from publisher.analysis.difference.report import (
    Changed,
    Customers,
    DifferenceReport,
    Fact,
    report_of,
)
from publisher.analysis.difference.told_before import without_what_is_told
from publisher.analysis.difference.wordings import Text
from publisher.analysis.effort import Effort
from publisher.analysis.space import NO_ROW
from publisher.commands import diff
from publisher.language.interface import Language
from publisher.outputs import write_editions, write_outputs
from publisher.policy_file.edition_file import load_editions, load_language
from publisher.policy_file.loading import load
from publisher.policy_file.policy_text import check_policy
from publisher.policy_file.source import read_source
from tests.conftest import served
from tests.publisher.long_form import long_form
from tests.publisher.random_policies import (
    HOURS,
    MORE_RELEASES,
    MORE_RULES,
    RELEASES,
    RULES,
    random_policy,
)
from tests.publisher.ten_edits import edited
from tests.sweeps import sampled
from tests.wizard.helpers import choice, deciding, edition_of, real_policy, small_policy, status_of
from wizard.conditions import UNASKED, holds
from wizard.decisions import Undecided, decide, row_fact
from wizard.facts import moment
from wizard.interview import Walk, walk
from wizard.kinds import kind_of
from wizard.kinds.product import only_product
from wizard.policy import (
    NONE,
    POLICY,
    RELEASE,
    Holiday,
    Hours,
    Option,
    Policy,
    Product,
    Question,
    Reading,
    Release,
    Row,
    Table,
)
from wizard.versions.names import UNKNOWN

ROOT = Path(__file__).resolve().parents[2]
NO_ANSWER, NEW_ANSWER, GIVEN = "no answer", "new answer", "given"


# --- Against plain enumeration: every case there is, put to the engine with both policies

EACH = 23

Facts = dict[str, str]
Facets = dict[tuple[str, str], Any]


@cache
def moments(
    old: tuple[Hours, ...], new: tuple[Hours, ...], days: tuple[date, date]
) -> list[tuple[Facts, Facts]]:
    """The facts of every half hour of five weeks around the effective dates, in both policies."""
    pair = [
        edition_of(replace(random_policy(0), hours=hours, effective=day))
        for hours, day in zip((old, new), days, strict=True)
    ]
    start = datetime(2025, 12, 15, tzinfo=UTC)
    found = [
        tuple(moment(one, start + timedelta(minutes=30 * number)) for one in pair)
        for number in range(48 * 35)
    ]
    return list({tuple(tuple(one.items()) for one in both): both for both in found}.values())  # type: ignore[arg-type]


@cache
def typed(
    policies: tuple[tuple[tuple[Product, ...], tuple[Any, ...], date], ...], *, apart: bool
) -> dict[tuple[bool, ...], list[tuple[str, date]]]:
    """Versions and days that differ in a status under any product; by which policies are in force then.

    With `apart`, those of each release.
    """
    known: dict[Any, tuple[str, date]] = {}
    made = [
        (products, small_policy(version_rules=rules, products=products, effective=day))
        for products, rules, day in policies
    ]
    texts = ["0", "1", "1.9", "2", "3", "3.1", "3.2", "4.0", "10.1", "11", "blue", "sky.9", UNKNOWN]
    for number in sorted({*range(-20, 25), *range(-720, 400, 12)}):
        day = date(2026, 1, 1) + timedelta(days=number)
        force = tuple(day >= policy.effective for _, policy in made)
        for one in texts:
            statuses = tuple(
                UNKNOWN if one == UNKNOWN else status_of(policy, product, one, day)
                for products, policy in made
                for product in products
            )
            release = one if apart else ""
            known.setdefault((force, statuses, release), (one, day))
    found: dict[tuple[bool, ...], list[tuple[str, date]]] = {}
    for (force, *_), shown in known.items():
        found.setdefault(force, []).append(shown)
    return found


class Plain:
    """Every case of two policies, with what the engine makes of it in either."""

    def __init__(self, old: Policy, new: Policy) -> None:
        self.policies = old, new
        self.editions = edition_of(old), edition_of(new)
        self.rewritten = same_reasons(old, new)

    def cases(self) -> Iterator[tuple[dict[str, tuple[str, str]], Facets, Facets]]:
        """Each case by its facts in both policies, and what it comes to in either."""
        old, new = self.policies
        for both in moments(old.hours, new.hours, (old.effective, new.effective)):
            yield from self._from(both, {}, new.effective)

    def _from(
        self, both: tuple[Facts, Facts], answers: dict[str, str], day: date
    ) -> Iterator[tuple[dict[str, tuple[str, str]], Facets, Facets]]:
        walks = [walk(one, answers, facts, day) for one, facts in zip(self.editions, both, strict=True)]
        walks[0] = self._stopped(walks[0], answers)
        for side in (1, 0):
            pending = walks[side].pending
            if pending is not None and pending.id not in answers:
                for answer, then in self._answers(side, pending, walks[side].product, both):
                    yield from self._from(both, {**answers, pending.id: answer}, then or day)
                return
            if pending is not None:
                break
        came = [self._came(side, one) for side, one in enumerate(walks)]
        yield {**self._decided(walks[1]), **self._case(both, walks)}, came[0], came[1]

    def _stopped(self, walked: Walk, answers: Mapping[str, str]) -> Walk:
        """Of the old policy only as far as it goes for somebody who has another product than its only one."""
        policy = self.policies[0]
        only = only_product(policy)
        for at, one in enumerate(policy.questions):
            is_other = one.kind == "product" and answers.get(one.id, UNKNOWN) not in (only, UNKNOWN)
            if is_other and only not in (None, UNKNOWN) and walked.facts.get(one.id, UNASKED) != UNASKED:
                later = {RELEASE, *(of.id for of in policy.questions[at:])}
                asked, facts = (
                    {id: value for id, value in of.items() if id not in later}
                    for of in (walked.asked, walked.facts)
                )
                return replace(walked, asked=asked, facts=facts, pending=one)
        return walked

    def _decided(self, walked: Walk) -> dict[str, tuple[str, str]]:
        """What the new policy's tables decide, each from the ones before it."""
        facts, found = dict(walked.facts), {}
        for table in self.policies[1].tables:
            row = next((row for row in table.rows if holds(row.when, facts)), None)
            facts[table.id] = row.then if row else NO_ROW
            found[table.id] = (facts[table.id], facts[table.id])
        return found

    def _answers(
        self, side: int, question: Question, product: Product | None, both: tuple[Facts, Facts]
    ) -> list[tuple[str, date | None]]:
        if question.kind == "version":
            force = tuple(facts[POLICY] == "in-force" for facts in both)
            apart = any(edition.names_releases for edition in self.editions)
            policies = tuple((one.products, one.version_rules, one.effective) for one in self.policies)
            known = typed(policies, apart=apart)
            return [*known.get(force, ())]
        picked = [one.id for one in kind_of(question).picks(self.editions[side], product, date.max)]
        only = only_product(self.policies[1])
        if question.kind == "product" and side == 0 and only not in (None, UNKNOWN):
            # Nobody is a customer of the new policy with another product than its only one.
            picked = [only, *(one for one in picked if one == UNKNOWN)]
        return [(one, None) for one in picked]

    def _case(self, both: tuple[Facts, Facts], walks: list[Walk]) -> dict[str, tuple[str, str]]:
        case = {fact: (both[0].get(fact, ""), both[1].get(fact, "")) for fact in {**both[0], **both[1]}}
        questions = {one.id: one.kind for policy in self.policies for one in policy.questions}
        for id, kind in questions.items():
            old, new = (one.facts.get(id, UNASKED) for one in walks)
            stopped = walks[0].pending
            other = walks[1].facts.get(id, "") if stopped and stopped.id == id else ""
            asked = next((walked.asked[id] for walked in reversed(walks) if id in walked.asked), other)
            case[id] = (asked, asked) if asked and kind != "version" else (old, new)
        old, new = (one.facts.get(RELEASE, "") for one in walks)
        case[RELEASE] = (old, new)
        return case

    def _came(self, side: int, walked: Walk) -> Facets:
        """What a customer could notice."""
        policy, edition = self.policies[side], self.editions[side]
        if walked.pending is not None:
            asked = {("asked", one.id): one.id in walked.asked for one in policy.questions}
            up = only_product(policy) is None or walked.pending.kind != "product"
            return {("answer", ""): NEW_ANSWER, **asked, ("asked", walked.pending.id): up}
        asked = {("asked", one.id): one.id in walked.asked for one in policy.questions}
        try:
            facts = walked.facts | decide(policy.tables, walked.facts)
        except Undecided:
            return {("answer", ""): NO_ANSWER, **asked}
        found: Facets = {("answer", ""): GIVEN, **asked}
        found["verdict", ""] = (
            facts["verdict"],
            next(one.tone for one in policy.verdicts if one.id == facts["verdict"]),
        )
        found |= {(id, ""): facts[id] for id in ("severity", "handling", "level")}
        level = None if facts["level"] == NONE else edition.levels[facts["level"]]
        if level and level.taken_by:
            found["taken_by", level.taken_by.id] = True
        target = level.target if level else None
        found["target", ""] = (target.hours, target.clock, clock(edition, target)) if target else ""
        via = edition.routes[facts["route"]].via
        # The first of those whose address is known comes first.
        ways = [edition.channels[one.channel] for one in via]
        first = next((at for at, one in enumerate(ways) if one.address or one.form), 0)
        found["channels", ""] = tuple(one.channel for one in (via[first], *via[:first], *via[first + 1 :]))
        found |= self._other_ways(side, [one.channel for one in via])
        found |= {("cited", id): True for one in via for id in one.cite}
        for table in policy.tables:
            number = int(facts[row_fact(table.id)]) - 1
            row = table.rows[number]
            found |= {("cited", id): True for id in row.cite}
            said = self.rewritten.get((table.id, number), row.say) if side == 0 else row.say
            found["reason", table.id] = said
        for question in policy.questions:
            if question.kind == "version" and question.id in walked.asked:
                found["status", question.id] = facts[question.id]
        return {**found, **dict.fromkeys(self._shown(policy, facts), True)}

    def _other_ways(self, side: int, channels: list[str]) -> Facets:
        """What is said by the kinds and hours of channels that are otherwise in the other policy."""
        ways = {id: [way(edition, id) for edition in self.editions] for id in self.editions[0].channels}
        shown = {id: both[side] if id in channels else "" for id, both in ways.items() if both[0] != both[1]}
        return {("channel", id): said for id, said in shown.items()}

    def _shown(self, policy: Policy, facts: Facts) -> Iterator[tuple[str, str]]:
        for section in policy.sections:
            yield from (("prepare", one.id) for one in section.responsibilities if holds(one.when, facts))
            if facts["level"] != NONE:
                shown = (one for one in section.expectations if holds(one.when, facts))
                yield from (("not_guaranteed", one.id) for one in shown)
            for procedure in section.procedures:
                if holds(procedure.when, facts):
                    yield from (("steps", one.id) for one in procedure.steps if holds(one.when, facts))
        yield from (("details", one.id) for one in policy.details if holds(one.when, facts))


Told = set[tuple[str, str, Any, Any]]


def differing(old: Facets, new: Facets) -> Told:
    """What is to be told of a case: what changes, from what to what."""
    if old["answer", ""] == new["answer", ""] == GIVEN:
        # A version that only one policy asks for is told as a question.
        keys = [key for key in {**old, **new} if key[0] != "status" or (key in old and key in new)]
        return {
            (*key, old.get(key, False), new.get(key, False))
            for key in keys
            if key[0] != "asked" and old.get(key, False) != new.get(key, False)
        }
    if (old["answer", ""], new["answer", ""]) == (NEW_ANSWER, GIVEN):
        kinds = ("verdict", "severity", "handling", "level", "target", "channels")
        return {(kind, "", NEW_ANSWER, new[kind, ""]) for kind in kinds}
    if old["answer", ""] == new["answer", ""]:
        return set()
    return {("answer", "", old["answer", ""], new["answer", ""])}


def asked_otherwise_in(case_old: Facets, case_new: Facets, found: Comparison) -> Told:
    """The questions that only one policy asks in a case."""
    ids = {one.id for edition in found.editions for one in edition.policy.questions}
    both = [(id, case_old.get(("asked", id), False), case_new.get(("asked", id), False)) for id in ids]
    return {("asked", id, old, new) for id, old, new in both if old != new}


def told_of(found: Comparison, entries: tuple[Affected, ...], case: Mapping[str, Any]) -> Told:
    """What is told of a case, by what occurs in the boxes and by the boxes at their widest."""
    assert found.joint is not None
    told: Told = set()
    for entry in entries:
        for one in entry.boxes:
            for box in (one.occurring, one.box):
                inside = [
                    case[at.fact] in at.tokens and tokens >> at.tokens.index(case[at.fact]) & 1
                    for at, tokens in box.items()
                ]
                if all(inside):
                    told |= {
                        (of.facet.kind, of.facet.of, plain(of.old), plain(of.new)) for of in entry.changes
                    }
    return told


def plain(value: Any) -> Any:
    """A value as the plain way has it."""
    if isinstance(value, Promise):
        return value.hours, value.clock, value.openings
    return {"shown": True, "hidden": False}.get(value, value) if isinstance(value, str) else value


EDITS: list[Callable[[Random, Policy], Policy]] = []


def edit(made: Callable[[Random, Policy], Policy]) -> Callable[[Random, Policy], Policy]:
    EDITS.append(made)
    return made


def with_row(draw: Random, policy: Policy, change: Callable[[list[Row], int, Table], None]) -> Policy:
    at = draw.randrange(len(policy.tables))
    table = policy.tables[at]
    rows = list(table.rows)
    change(rows, draw.randrange(len(rows)), table)
    changed = replace(table, rows=tuple(rows))
    return replace(policy, tables=(*policy.tables[:at], changed, *policy.tables[at + 1 :]))


@edit
def another_result(draw: Random, policy: Policy) -> Policy:
    def change(rows: list[Row], at: int, table: Table) -> None:
        rows[at] = replace(rows[at], then=draw.choice(rows).then, cite=draw.choice(((), ("not-this",))))

    return with_row(draw, policy, change)


@edit
def another_condition(draw: Random, policy: Policy) -> Policy:
    def change(rows: list[Row], at: int, table: Table) -> None:
        rows[at] = replace(
            rows[at], when=draw.choice([{}, *(question_when(draw, policy.questions) for _ in range(3))])
        )

    return with_row(draw, policy, change)


@edit
def a_row_more(draw: Random, policy: Policy) -> Policy:
    def change(rows: list[Row], at: int, table: Table) -> None:
        rows.insert(at, replace(draw.choice(rows), when=question_when(draw, policy.questions)))

    return with_row(draw, policy, change)


@edit
def a_row_less_or_in_another_place(draw: Random, policy: Policy) -> Policy:
    def change(rows: list[Row], at: int, table: Table) -> None:
        taken = rows.pop(at)
        if not rows or draw.random() < 0.5:
            rows.append(taken)

    return with_row(draw, policy, change)


@edit
def another_option(draw: Random, policy: Policy) -> Policy:
    if not (places := picked(policy)):
        return policy
    question = policy.questions[at := draw.choice(places)]
    fresh = Option(id=unused("fresh", question.options), label="Fresh")
    kept = question.options if draw.random() < 0.5 else question.options[1:]
    return with_question(policy, at, replace(question, options=(*kept, fresh)))


@edit
def an_option_less(draw: Random, policy: Policy) -> Policy:
    if not (places := picked(policy)):
        return policy
    question = policy.questions[at := draw.choice(places)]
    return with_question(policy, at, replace(question, options=question.options[:-1] or question.options))


@edit
def asked_otherwise(draw: Random, policy: Policy) -> Policy:
    at = draw.randrange(len(policy.questions))
    when = question_when(draw, policy.questions[:at]) if at and draw.random() < 0.7 else {}
    return with_question(policy, at, replace(policy.questions[at], when=when))


@edit
def a_question_more(draw: Random, policy: Policy) -> Policy:
    before = policy.questions
    at = draw.randrange(len(before) + 1)
    made = choice(unused("more", before), "a", "b", when=question_when(draw, before[:at]))
    return another_condition(draw, replace(policy, questions=(*before[:at], made, *before[at:])))


@edit
def a_question_less(draw: Random, policy: Policy) -> Policy:
    if len(policy.questions) == 1:
        return policy
    gone = draw.choice(policy.questions).id
    questions = tuple(
        replace(one, when={fact: values for fact, values in one.when.items() if fact != gone})
        for one in policy.questions
        if one.id != gone
    )
    return replace(policy, questions=questions)


@edit
def questions_in_another_order(draw: Random, policy: Policy) -> Policy:
    first, *rest = policy.questions
    # No policy may ask for the version before the product, or look at a release that is not known yet.
    ids = {RELEASE, *(one.id for one in policy.questions)}
    if first.kind == "product" or any(ids & one.when.keys() for one in rest):
        return policy
    return replace(policy, questions=(*rest, first))


@edit
def other_channels(draw: Random, policy: Policy) -> Policy:
    first, *rest = policy.routes
    return replace(policy, routes=(replace(first, via=tuple(reversed(policy.routes[-1].via))), *rest))


@edit
def other_versions(draw: Random, policy: Policy) -> Policy:
    releases = (*RELEASES[1:], *MORE_RELEASES)
    products = tuple(replace(one, releases=draw.choice(releases)) for one in policy.products)
    return replace(policy, products=products, version_rules=draw.choice((*RULES[1:], *MORE_RULES)))


@edit
def other_products(draw: Random, policy: Policy) -> Policy:
    if len(policy.products) > 1:
        return replace(policy, products=policy.products[1:])
    more = Product(id=unused("another", policy.products), name="?", releases=draw.choice(RELEASES))
    return replace(policy, products=(*policy.products, more))


@edit
def other_hours(draw: Random, policy: Policy) -> Policy:
    return replace(policy, hours=draw.choice(HOURS))


@edit
def another_target(draw: Random, policy: Policy) -> Policy:
    *sections, more = policy.sections
    (level,) = more.levels
    level = replace(level, target=replace(level.target, hours=3))
    return replace(policy, sections=(*sections, replace(more, levels=(level,))))


@edit
def another_effective_date(draw: Random, policy: Policy) -> Policy:
    return replace(policy, effective=date(2026, 1, draw.choice((2, 5))))


def picked(policy: Policy) -> list[int]:
    """Where the questions stand whose answers are picked from options of their own."""
    return [at for at, one in enumerate(policy.questions) if one.kind == "choice"]


def unused(name: str, parts: tuple[Option | Question | Product, ...]) -> str:
    taken = {one.id for one in parts}
    return next(id for number in range(99) if (id := f"{name}-{number}") not in taken)


def question_when(draw: Random, questions: tuple[Question, ...]) -> dict[str, Any]:
    if not questions:
        return {}
    found: dict[str, Any] = {}
    for _ in range(draw.choice((1, 1, 2))):
        question = draw.choice(questions)
        known = [one.id for one in question.options] or ["full", "limited", "product-0", UNKNOWN]
        values = draw.sample([*known, UNASKED], draw.choice((1, 1, 2)))
        found[question.id] = values[0] if len(values) == 1 else tuple(values)
    return found


def with_question(policy: Policy, at: int, question: Question) -> Policy:
    return replace(policy, questions=(*policy.questions[:at], question, *policy.questions[at + 1 :]))


@pytest.mark.parametrize("chunk", sampled(range(8)))
def test_what_is_told_of_a_case_is_what_the_engine_decides_otherwise(chunk: int) -> None:
    changed = 0
    for seed in range(chunk * EACH, (chunk + 1) * EACH):
        draw = Random(seed)
        old = random_policy(seed, of_releases=seed % 3 == 0)
        new = old
        for made in draw.sample(EDITS, draw.choice((1, 1, 2))):
            new = made(draw, new)
        changed += cases_changed(*((old, new) if seed % 2 else (new, old)), f"policy {seed}")
    assert changed > EACH


@pytest.mark.sweep
@pytest.mark.parametrize("chunk", range(3, 9))
def test_what_is_told_of_many_edits_at_once_is_what_the_engine_decides_otherwise(chunk: int) -> None:
    changed = 0
    for seed in range(chunk * EACH, (chunk + 1) * EACH):
        draw = Random(-seed)
        old = new = random_policy(seed, of_releases=seed % 3 == 0, lives=seed % 2 == 0)
        for _ in range(draw.randint(1, 15)):
            new = draw.choice(EDITS)(draw, new)
        changed += cases_changed(old, new, f"policy {seed}")
    assert changed > EACH


def cases_changed(old: Policy, new: Policy, which: str) -> int:
    """How many cases change, once each is told as it is; of a group not told whole, as far as it is told."""
    found, changed = compare(edition_of(old), edition_of(new)), 0
    ids = [[one.id for one in policy.questions] for policy in (old, new)]
    in_order = [id for id in ids[0] if id in ids[1]] == [id for id in ids[1] if id in ids[0]]
    for case, before, now in Plain(old, new).cases():
        # Where an answer doesn't fit the old policy and it asked in another order, what that asked after this
        # answer is not known, and what its facts were then.
        known = in_order or before["answer", ""] != NEW_ANSWER
        for entries, differ in (
            (found.outcomes, differing(before, now)),
            (found.interview, asked_otherwise_in(before, now, found)),
        ):
            told = told_of(found, entries, case)
            whole = all(one.all_told for one in entries)
            assert not known or told <= differ, f"{which}: {case}"
            assert not known or told == differ or not whole, f"{which}: {case}"
            changed += bool(told)
    assert found.unfinished == (), which
    return changed + cases_gone(old, new, found.gone, which)


def cases_gone(old: Policy, new: Policy, found: Comparison | None, which: str) -> int:
    """How many cases the new policy can't come to, as an answer is gone, once each is told as it was."""
    gone = 0
    for case, now, before in Plain(new, old).cases() if found or has_less_to_pick(old, new) else ():
        if now["answer", ""] == NEW_ANSWER:
            told = told_of(found, found.outcomes, case) if found else set()
            assert told == differing(now, before), f"{which}: {case}"
            gone += bool(told)
    assert bool(found) == bool(gone), which
    return gone


def has_less_to_pick(old: Policy, new: Policy) -> bool:
    now = {one.id: one for one in new.questions}
    products = ({one.id for one in policy.products} for policy in (old, new))
    return not set.issubset(*products) or any(
        one.id in now and not {option.id for option in one.options} <= {of.id for of in now[one.id].options}
        for one in old.questions
    )


def test_an_answer_that_is_gone_is_told_with_the_outcome_it_had_and_its_rows_are_not_of_nobody() -> None:
    gone = REAL.replace("      - id: misuse\n        label: A use outside the Terms of Usage\n", "")
    gone = gone.replace("integration, misuse]", "integration]")
    gone = re.sub(r"      - when: \{cause: misuse.*\n(?:        .*\n)+", "", gone)
    told = " ".join(text(said_of(real_policy(), loaded(gone)), details=True).split())
    outcomes = told.partition("Outcomes of answers that are gone Possible cause: A use outside the Terms")[2]
    assert "Our support does not cover this (How sure: I'm certain)" in outcomes
    assert "Customers who get another outcome" in told
    assert "Changed for nobody" not in told


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("        kind: web\n", "        kind: chat\n", "Every case Support Portal: web page -> chat"),
        (
            "care.bizmic.com\n        hours: round-the-clock\n",
            "care.bizmic.com\n        hours: business-hours\n",
            "Every case Support Portal: web page (24/7) -> web page (Sunday to Thursday 09:00 – 18:00)",
        ),
        (
            '    zone: "+06:00"\n',
            '    zone: "+05:00"\n',
            "phone (Sunday to Thursday 09:00 – 18:00, UTC+06:00) -> phone (Sunday to Thursday 09:00 – "
            "18:00, UTC+05:00)",
        ),
        (
            "topic: malfunction, impact: severe}",
            "topic: setup, impact: severe}",
            "Emergency: An important part fails Topic: Something is broken -> Installing or setting up",
        ),
    ],
    ids=["a channel's kind", "a channel's hours", "a desk's clock", "an emergency"],
)
def test_what_an_outcome_says_by_a_channel_or_what_an_emergency_stands_for_is_told(
    before: str, after: str, said: str
) -> None:
    assert before in REAL
    report = said_of(real_policy(), loaded(REAL.replace(before, after, 1)))
    told = " ".join(text(report).split())
    assert report.changed
    assert "Customers who get another outcome" in told
    assert said in told


def test_the_first_customers_told_of_a_change_are_some_while_the_policy_is_in_force() -> None:
    """In few words the first stand for all, and hardly anybody asks before that."""
    words = load_language(ROOT / "site_src" / "words", "en")
    new = loaded(REAL.replace("      - channel: email\n        reason: If you would rather write.\n", "", 1))
    found = compare(edition_of(real_policy()), edition_of(new))
    (one,) = found.outcomes
    assert found.joint
    days = next(of for of in found.joint.coordinates if of.fact == POLICY)
    early = {days: sum(1 << at for at, token in enumerate(days.tokens) if "in-force" not in token)}
    one.boxes.insert(0, ToldBox(early, early))
    told = text(report_of(found, ("", ""), (words, words)))
    first, second = "Which way is the best?: File a ticket", "On days when the policy is not in force yet"
    assert 0 < told.index(first) < told.index(second)


def test_a_detail_that_is_asked_of_more_is_told_with_whether_it_must_be_given() -> None:
    for required, said in ((", required: yes", "Your phone, which must be given"), ("", "Your phone")):
        more = f"\ndetails:\n  - {{id: your-phone, name: Your phone{required}}}\n"
        new = loaded(REAL.replace("\ndetails:\n", more, 1))
        assert f"now asks for the detail: {said}\n" in text(said_of(real_policy(), new))


# --- Realistic edits of the real policy, and what is said of them

REAL = long_form()
VERSION_RULE = "  - position: previous\n    within_months: 12\n    then: limited"
TARGET = "text: Response within 4 business hours\n          hours: 4\n"
IN_WRITING = """      - channel: portal
        reason: Reply in your open case, or name its number in a new ticket.
      - channel: email
        reason: Reply to the last message of your case.
      - channel: phone
        reason: Ask for your agent, while it's open.
"""
CALL_BEFORE_MAIL = """      - channel: portal
        reason: Reply in your open case, or name its number in a new ticket.
      - channel: phone
        reason: Ask for your agent, while it's open.
      - channel: email
        reason: Reply to the last message of your case.
"""
BROKEN = "      - when: {topic: malfunction}\n        then: inside"
SEVERE = "      - when: {impact: unsure}\n        then: standard"
SAME_AGAIN = """      - when: {impact: none}
        then: standard
        say: Production is not affected, so this is standard.
        cite: [standard-purpose]
"""

EDITED = {
    "a version rule": (
        (VERSION_RULE, VERSION_RULE.replace("limited", "full")),
        """
Customers who get another outcome
  Topic: anything but Something else; Possible cause: None of these, I'm not sure or not asked;
      Version: Limited support -> Full support (as 2 on 2026-03-02)
    verdict: Limited support -> We support this
  Version: Limited support -> Full support (as 2 on 2026-03-02)
    version status: Limited support -> Full support
    now cites: §6.1 Current major version: Full support
    no longer cites: §6.2 Previous major version (within 12 months of release): Limited support
    reason: Your major version is not the current one, and was released within the last 12 months.
        -> Your major version is the current one.

Also changed
  version_rules added: 'position: previous; within_months: 12; then: full; cite: previous-version'
  version_rules removed: 'position: previous; within_months: 12; then: limited; cite:
      previous-version'
""",
    ),
    "a target": (
        (TARGET, TARGET.replace("4", "2")),
        """
Customers who get another outcome
  Impact: Production is down or Production is badly affected
    first answer within: 4 hours (Business hours: 9AM to 6 PM (GMT+6)) -> 2 hours (Business hours:
        9AM to 6 PM (GMT+6))

Also changed
  sections.levels.levels.critical.target.hours: '4' -> '2'
  sections.levels.levels.critical.target.text: 'Response within 4 business hours' -> 'Response
      within 2 business hours'
""",
    ),
    "the order of a route's channels": (
        (IN_WRITING, CALL_BEFORE_MAIL),
        """
Customers who get another outcome
  Which way is the best?: Continue your open case
    channels: Support Portal, then Email, then Phone / Chat -> Support Portal, then Phone / Chat,
        then Email

Also changed
  order of routes.open-case.via: 'portal, email, phone' -> 'portal, phone, email'
""",
    ),
    "a reason's words": (
        ("say: We help with accounts and subscriptions.", "say: We help with your account."),
        """
No customer gets another outcome

Also changed
  tables.scope.rows.5.say: 'We help with accounts and subscriptions.' -> 'We help with your
      account.'
""",
    ),
    "a row that shadows another": (
        (BROKEN, BROKEN.replace("malfunction", "[malfunction, setup]")),
        """
Customers who get another outcome
  Topic: Installing or setting up
    now cites: §1.2 Troubleshooting software errors, bugs, or malfunctions
    no longer cites: §1.1 Installation, configuration, and setup of our software
    reason: We help with installing, configuring and setting up our software. -> We troubleshoot
        errors, bugs and malfunctions of our software.
""",
    ),
    "an option's label": (
        ("label: Account or subscription", "label: Your account"),
        """
No customer gets another outcome

Also changed
  questions.topic.options.account.label: 'Account or subscription' -> 'Your account'
""",
    ),
    "a row that changes nothing": (
        (SEVERE, SAME_AGAIN + SEVERE),
        """
No customer gets another outcome

Changed for nobody
  tables.severity.rows.3 added: 'impact: none = Standard, citing standard-purpose'
""",
    ),
    "nothing": (("", ""), "\nNo customer gets another outcome\n"),
    "an option more": (
        (
            "      - id: other\n        label: Something else",
            "      - id: training\n        label: Training\n      - id: other\n        label: Something else",
        ),
        """
Customers who get another outcome
  Topic: Training
    outcome: new answer -> no answer

Also changed
  questions.topic.options.training added: 'Training'
""",
    ),
    "a question that is asked of fewer": (
        (
            "when: {topic: [malfunction, setup], open-case: [no, unsure], certainty: [suspected, unasked]}",
            "when: {topic: malfunction, open-case: [no, unsure], certainty: [suspected, unasked]}",
        ),
        """
Customers who get another outcome
  Topic: Installing or setting up; Open case: No, this is new or I'm not sure; System requirements:
      No or I'm not sure
    no longer cites: §4.3 Ensure their environment meets minimum system requirements
  Topic: Installing or setting up; Open case: No, this is new or I'm not sure; System requirements:
      No
    reason: Your system does not meet the minimum requirements. Support works best once it does. ->
        None applies
  Topic: Installing or setting up; Open case: No, this is new or I'm not sure; System requirements:
      I'm not sure
    reason: Check that your system meets the minimum requirements. -> None applies

Questions that are asked otherwise
  Topic: Installing or setting up; How sure: I suspect it
  or Topic: Installing or setting up; Possible cause: None of these or I'm not sure
    no longer asked: Does your system meet the minimum requirements of the software?

Also changed
  questions.requirements.when: 'topic: malfunction, setup; open-case: no, unsure; certainty:
      suspected, unasked' -> 'topic: malfunction; open-case: no, unsure; certainty: suspected,
      unasked'
""",
    ),
}


def said_of(old: Policy, new: Policy) -> DifferenceReport:
    words = load_language(ROOT / "site_src" / "words", "en")
    return report_of(compare(edition_of(old), edition_of(new)), ("old", "new"), (words, words))


def test_customers_of_whom_a_table_lacks_a_row_are_told_as_such() -> None:
    old, new = (random_policy(seed, of_releases=True, lives=True) for seed in (36, 1036))
    told = {
        value
        for one in said_of(old, new).outcomes
        for box in one.where
        for fact in box
        for value in fact.values
    }
    assert NO_ROW in told


@pytest.mark.parametrize("what", EDITED)
def test_an_edit_is_told_in_the_policys_words_and_the_fewest_conditions(what: str) -> None:
    (before, after), expected = EDITED[what]
    assert before in REAL
    new = loaded(REAL.replace(before, after, 1) if before else REAL)
    assert text(said_of(real_policy(), new)) == "old -> new\n" + expected


def loaded(policy: str) -> Policy:
    return load(read_source(policy.encode(), "policy.yaml"), Policy, check_policy)


@cache
def ten_edits() -> DifferenceReport:
    return said_of(real_policy(), loaded(edited(REAL)))


def test_ten_edits_together_are_all_told_and_open_with_seven_sentences() -> None:
    report = ten_edits()
    assert report.unfinished == ()
    assert all(one.all_told for one in (*report.outcomes, *report.interview))
    opening = text(report).split("Customers who get another outcome\n")[1].split("\n\n")[0]
    sentences = [line for line in opening.splitlines() if line[2] != " "]
    assert len(sentences) == 7
    premium = (
        "Plan: Premium; Impact: Production is down or Production is badly affected. Then level: Priority / "
        "Critical Support -> Premium Support and first answer within: 4 hours (Business hours: 9AM to 6 PM "
        "(GMT+6)) -> 1 hour (24/7)."
    )
    assert premium in " ".join(opening.split())
    refused = (
        "Possible cause: A beta feature; How sure: I'm certain. Then verdict: new answer -> Our support does"
    )
    assert sentences[0] == "  The product BizMic Desk is new. Customers are now asked: Which product is it?"
    assert " ".join(sentences[1].split()) in refused


def test_what_is_always_open_is_so_by_any_clock() -> None:
    new = loaded(REAL.replace('\nzone: "+06:00"', "\nzone: Asia/Dhaka", 1))
    assert new != real_policy()
    assert said_of(real_policy(), new).outcomes == ()


def test_openings_that_go_on_where_others_end_are_the_same_hours_as_one() -> None:
    old = real_policy()
    all_day, desk = old.hours
    (whole,) = desk.openings
    halves = (replace(whole, closes="13:00"), replace(whole, opens="13:00", days=whole.days[::-1]))
    new = replace(old, hours=(all_day, replace(desk, openings=halves)))
    assert said_of(old, new).outcomes == ()
    with_break = (halves[0], replace(halves[1], opens="13:01"))
    assert said_of(old, replace(old, hours=(all_day, replace(desk, openings=with_break)))).outcomes != ()


def test_a_product_beside_an_only_one_or_in_its_place_comes_and_is_no_other_status_of_a_version() -> None:
    old = real_policy()
    (own,) = old.products
    books = Product(id="books", name="Acme Books", releases=own.releases)
    tools = replace(books, id="tools", name="Acme Tools")
    asked = "Customers are now asked: Which product is it?"
    for products, opens in (
        ((own, books), "The product Acme Books is new."),
        ((tools, books), f"The product {own.name} is gone. The products Acme Tools and Acme Books are new."),
    ):
        new = replace(old, products=products)
        report = said_of(old, new)
        said = " ".join(text(report).split())
        assert f"gets another outcome {opens} {asked} " in said.replace("get another", "gets another")
        # Only of whom the product is not known the version is not known either.
        opening = said.partition(" more changes, ")[0]
        assert "-> Version not known yet" not in opening
        for of in report.outcomes:
            for box in of.where:
                names = [fact.name for fact in box if fact.is_unsure]
                becomes = any("-> Version not known yet" in one for fact in box for one in fact.values)
                assert not becomes or names == ["Product"]
        fresh = [of for of in report.outcomes if of.changes[0].old == "new answer"]
        assert all(any(fact.is_new for fact in box) for of in fresh for box in of.where)
        back = " ".join(text(said_of(new, old)).split())
        assert "Customers are no longer asked: Which product is it?" in back
        assert "-> Version not known yet" not in back


def test_a_deadline_by_hours_that_moved_under_the_same_words_is_told_by_their_days() -> None:
    old = real_policy()
    all_day, desk = old.hours
    (week,) = desk.openings
    moved = replace(week, days=("monday", "tuesday", "wednesday", "thursday", "friday"))
    new = replace(old, hours=(all_day, replace(desk, openings=(moved,))))
    sooner = tuple(
        replace(one, levels=tuple(replace(of, target=replace(of.target, hours=2)) for of in one.levels))
        for one in old.sections
    )
    report = said_of(old, replace(new, sections=sooner))
    targets = [one for of in report.outcomes for one in of.changes if one.kind == "target"]
    assert ("4 hours (Sunday to Thursday 09:00 – 18:00)", "2 hours (Monday to Friday 09:00 – 18:00)") in [
        (one.old, one.new) for one in targets
    ]
    assert "the words stay 'Business hours: 9AM to 6 PM (GMT+6)'." in " ".join(text(report).split())
    later = replace(old, hours=(all_day, replace(desk, openings=(replace(moved, closes="19:00"),))))
    still = "'Business hours: 9AM to 6 PM (GMT+6)' is still written, though the hours are Monday to Friday"
    assert still in " ".join(said_of(old, later).stays)
    assert said_of(old, replace(old, sections=sooner)).stays == ()


def test_of_several_products_the_one_is_named_whose_versions_are_otherwise() -> None:
    old = real_policy()
    (product,) = old.products
    released = (Release(version="7", released=date(2026, 3, 14)),)
    books = Product(id="books", name="Acme Books", releases=released)
    both = replace(old, products=(replace(product, name="Acme Desk"), books))
    # Nobody had a version of a product that there was not.
    told = " ".join(text(said_of(old, both)).split())
    assert "Not out yet by our list -> Full support" not in told
    assert "Product: Acme Books; Version: Full support" in " ".join(text(said_of(old, both), True).split())
    later = replace(books, releases=(replace(released[0], released=date(2026, 3, 15)),))
    told = " ".join(text(said_of(replace(both, products=(both.products[0], later)), both)).split())
    assert "Not out yet by our list -> Full support (as Acme Books 7 on 2026-03-14)" in told
    assert " (as 7" not in told and "(as Acme Desk" not in told
    other = replace(books, releases=(*released, Release(version="6", released=date(2026, 2, 1))))
    told = text(said_of(both, replace(both, products=(both.products[0], other))))
    assert "products.books.releases.6 added: '6, 2026-02-01'" in told


def test_what_a_level_loses_is_told_in_the_words_that_it_had() -> None:
    each = text(ten_edits(), details=True)
    assert "no longer cites: §3b.2 Response within 4 business hours\n" in each
    assert "no longer taken by: §3b.3 Escalated directly to senior engineers\n" in each


PLANS = choice("plan", "premium", "basic")
IMPACT = choice("impact", "down", "slow", "minor", "none")
MATTER = choice("matter", "fault", "order", "other")


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ((IMPACT, replace(PLANS, when={"impact": ("down", "slow")})), "impact: Down or Slow; plan: Basic"),
        ((IMPACT, replace(PLANS, when={"impact": ("down", UNASKED)})), "plan: Basic"),
        ((IMPACT, replace(PLANS, when={"impact": ("down", "slow", "minor")})), "plan: Basic"),
        ((IMPACT, replace(PLANS, when={POLICY: "in-force"})), "plan: Basic"),
        (
            (MATTER, replace(IMPACT, when={"matter": "fault"}), replace(PLANS, when={"impact": "down"})),
            "impact: Down; plan: Basic",
        ),
    ],
    ids=["named", "may be unasked", "long", "in force", "hangs on another"],
)
def test_an_answer_is_told_with_what_its_question_comes_up_for_where_few_words_say_it(
    questions: tuple[Question, ...], said: str
) -> None:
    rows = (Row(when={"plan": "basic"}, then="refused"),)
    old, new = (small_policy(questions=questions, tables=deciding(verdict=verdict)) for verdict in ((), rows))
    assert text(said_of(old, new)).startswith(
        f"old -> new\n\nCustomers who get another outcome\n  {said}\n    verdict: Yes -> No\n"
    )


def test_what_a_question_comes_up_for_is_not_told_where_another_fact_says_it() -> None:
    impact, plan = (replace(one, when={"matter": "fault"}) for one in (IMPACT, PLANS))
    rows = (Row(when={"plan": "basic", "impact": "down"}, then="refused"),)
    asked = replace(choice("sure", "yes", "no"), when={"impact": "down"})
    rows_of_sure = (Row(when={"plan": "basic", "sure": "no"}, then="refused"),)
    for questions, table, said in (
        ((MATTER, impact, plan), rows, "matter: Fault; impact: Down; plan: Basic"),
        ((MATTER, impact, asked, plan), rows_of_sure, "impact: Down; sure: No; plan: Basic"),
    ):
        old, new = (
            small_policy(questions=questions, tables=deciding(verdict=verdict)) for verdict in ((), table)
        )
        assert f"\n  {said}\n" in text(said_of(old, new))


def test_a_sentence_ends_with_one_sign_whatever_the_policys_words_end_with() -> None:
    asked = Customers(
        ((Fact("cause", "Cause", ("Is this it?",)),),), (Changed("reason", "reason", "", "No.", "Yes."),)
    )
    report = replace(ten_edits(), outcomes=(asked,) * 9)
    assert "\n  Cause: Is this it? Then reason: No. -> Yes.\n" in text(report)


def test_who_is_refused_comes_first_then_who_is_helped_less_then_deadlines() -> None:
    def customers(loses: int, kind: str, old: str = "one", weight: int = 1) -> Customers:
        return Customers((), (Changed(kind, kind, "", old, "other"),), True, weight, loses)

    refused, less = customers(2, "verdict", "new answer"), customers(1, "verdict")
    sooner, more, fresh = (
        customers(0, "target"),
        customers(0, "verdict"),
        customers(0, "verdict", "new answer", 9),
    )
    assert foremost([fresh, more, sooner, less, refused], 5) == [refused, less, sooner, more, fresh]


def test_an_edition_that_follows_another_is_compared_only_on_days_on_which_they_hold() -> None:
    before = edition_of(real_policy())
    rows = {"scope": "inside", "verdict": "ask"}
    tables = tuple(
        replace(table, rows=(replace(table.rows[0], then=rows[table.id]), *table.rows[1:]))
        if table.id in rows
        else table
        for table in before.policy.tables
    )
    after = replace(before, policy=replace(before.policy, tables=tables, effective=date(2027, 2, 1)))
    assert compare(before, after).outcomes
    assert not compare_in_force(before, after).outcomes


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (["2026-12-16"], ["2027-03-26"], None),
        (["2026-12-16", "2027-03-26"], ["2027-03-26"], None),
        (["12-25"], ["2026-12-16", "12-25"], None),
        (["2027-03-26"], ["2027-03-26", "2027-04-14"], ("", "14 April 2027")),
        (["2026-12-16", "2027-03-26"], ["2026-12-16"], ("26 March 2027", "")),
        (["2026-12-16"], ["12-25", "2027-03-26"], ("", "25 December")),
    ],
)
def test_holidays_of_editions_are_compared_on_days_of_the_later_one_and_a_list_that_was_split_is_the_same(
    was: list[str], now: list[str], told: tuple[str, str] | None
) -> None:
    before, after = (
        with_days_off(replace(real_policy(), effective=date(year, 2, 1)), days)
        for year, days in ((2026, was), (2027, now))
    )
    words = load_language(ROOT / "site_src" / "words", "en")
    found = compare_in_force(edition_of(before), edition_of(after))
    report = report_of(found, ("", ""), (words, words))
    assert bool(report.outcomes) == bool(told)
    assert not told or said_by_phone(report) == tuple(f". Closed on: {one}" if one else "" for one in told)
    # What makes no difference is not told to customers.
    listed = [one.name.rpartition(".")[2] for one in report.others if "holidays" in one.name]
    names = [one.name.rpartition(".")[2] for one in report.wording if "holidays" in one.name]
    assert sorted([*listed, *names]) == sorted({*was} ^ {*now})
    assert bool(names) == bool(told)


@pytest.mark.parametrize(("until", "place"), [(date.max, "wording"), (date(2027, 6, 1), "others")])
def test_a_release_that_comes_out_after_the_days_of_an_edition_is_changed_for_nobody(
    until: date, place: str
) -> None:
    before = real_policy()
    (product,) = before.products
    releases = (Release(version="4", released=date(2027, 7, 1)), *product.releases)
    products = (replace(product, releases=releases),)
    after = replace(before, effective=date(2027, 2, 1), products=products)
    words = load_language(ROOT / "site_src" / "words", "en")
    found = compare_in_force(edition_of(before), edition_of(after), until)
    report = report_of(found, ("", ""), (words, words))
    told = {
        of: [one.name for one in getattr(report, of) if "releases" in one.name]
        for of in ("wording", "others")
    }
    assert [of for of in told if told[of]] == [place]


def with_days_off(policy: Policy, days: list[str]) -> Policy:
    all_day, desk = policy.hours
    return replace(policy, hours=(all_day, replace(desk, holidays=tuple(Holiday(day=day) for day in days))))


def said_by_phone(report: DifferenceReport) -> tuple[str, ...]:
    """Of the phone's hours before and after, what follows the week."""
    (change,) = [one for of in report.outcomes for one in of.changes if one.id == "phone"]
    said = (re.search(r"18:00(.*)\)$", one or "") for one in (change.old, change.new))
    return tuple(one[1] for one in said if one)


@pytest.mark.parametrize(
    ("value", "but", "said"),
    [
        ("in force -> not in force yet", False, "was in force and is not in force yet"),
        ("in force", True, "is not in force"),
    ],
)
def test_days_before_a_policy_are_told_in_words(value: str, but: bool, said: str) -> None:
    fact = Fact(POLICY, "Policy", (value,), but)
    change = Changed("verdict", "verdict", "", "one", "other")
    report = replace(ten_edits(), outcomes=(Customers(((fact,),), (change,)),), interview=())
    assert f"  On days when the policy {said}\n" in text(report)


def test_changes_that_all_go_on_from_the_days_before_are_told_once_and_others_again() -> None:
    report = replace(ten_edits(), rows=(), others=(), renumbered=())
    on = text(without_what_is_told(report, report, date(2027, 2, 3)))
    assert "What is told above of outcomes" in on
    assert "is so from 2027-02-03 on, too, and is not told again." in on
    assert on.endswith("\nNo other customer gets another outcome\n")
    fewer = replace(report, outcomes=report.outcomes[1:])
    assert without_what_is_told(fewer, report, date(2027, 2, 3)).outcomes == fewer.outcomes


def test_that_no_outcome_changes_points_to_the_words_of_a_channel_that_do() -> None:
    quiet = replace(ten_edits(), outcomes=(), interview=(), unfinished=())
    told = text(replace(quiet, wording=(Text("channels.phone.number", "1", "2"),)))
    assert "No customer gets another outcome, but what it says of a channel may change: see below" in told
    assert "a channel" not in text(replace(quiet, wording=(Text("name", "1", "2"),)))


def test_the_changes_that_are_not_told_say_how_many_are_of_what_is_promised() -> None:
    def rest(*kinds: str) -> str:
        changes = (Changed(kind, kind, str(at), "one", "other") for at, kind in enumerate(kinds))
        outcomes = tuple(Customers(((),), (change,)) for change in changes)
        told = text(replace(ten_edits(), outcomes=outcomes, interview=(), products=""))
        return " ".join(told.split()).partition("And ")[2].partition(" Also changed")[0]

    kinds = (*["verdict"] * 8, *["target"] * 3, *["reason"] * 4)
    way = " `--details` tells each with all its cases."
    assert rest(*kinds) == f"9 more changes, among them 6 of what is covered and 1 of a deadline.{way}"
    assert rest(*["reason"] * 9) == f"3 more changes, which matter less.{way}"


def test_many_changes_are_told_each_on_request_and_folded_in_a_pull_request() -> None:
    report = ten_edits()
    fresh = text(report, details=True).partition("Outcomes of answers that are new\n  verdict\n")[2]
    assert "This may be outside our support. Ask us (Possible cause:" in fresh
    detail = "Standard Support (Product:"
    assert detail not in text(report)
    assert detail in text(report, details=True)
    before, folded = markdown(report).split("<details>")
    assert detail not in before
    assert detail in folded.split("</details>")[0]


WITHOUT_AN_OUTCOME = {
    "contacts: [email, portal, phone]": (
        "contacts: [portal, email, phone]",
        "sections.contact.contacts: 'email, portal, phone' -> 'portal, email, phone'",
    ),
    "    name: In one sentence\n    help: It becomes the ticket's subject.\n    required: yes\n": (
        "    name: In one sentence\n    help: It becomes the ticket's subject.\n",
        "details.summary.required removed: 'yes'",
    ),
    """      - id: no
        label: No, this is new
      - id: unresolved
        label: Yes, and it was not resolved to my satisfaction
""": (
        """      - id: unresolved
        label: Yes, and it was not resolved to my satisfaction
      - id: no
        label: No, this is new
""",
        "order of questions.open-case.options: 'no, unresolved, unsure' -> 'unresolved, no, unsure'",
    ),
    "    number: a\n": ("    number: x\n", "sections.levels.levels.standard.number: 'a' -> 'x'"),
}


@pytest.mark.parametrize("before", WITHOUT_AN_OUTCOME)
def test_what_changes_no_outcome_is_told_as_well(before: str) -> None:
    after, said = WITHOUT_AN_OUTCOME[before]
    assert before in REAL
    told = " ".join(text(said_of(real_policy(), loaded(REAL.replace(before, after, 1)))).split())
    assert "No customer gets another outcome" in told
    assert said in told


def test_another_program_at_the_desk_is_told() -> None:
    portal = "address: https://care.bizmic.com\n"
    empty = re.search(r"  - id: portal-form\n(?:    .*\n)+", REAL)
    assert empty

    def at_the_portal(program: str) -> Policy:
        desk = f"        desk: {{kind: {program}, severities: {{standard: '2', critical: '1'}}}}\n"
        return loaded(REAL.replace(empty[0], "").replace(portal, portal + desk, 1))

    assert "portal.desk added: 'trac'" in text(said_of(real_policy(), at_the_portal("trac")))
    assert "portal.desk.kind: 'trac' -> 'roundup'" in text(
        said_of(at_the_portal("trac"), at_the_portal("roundup"))
    )


def test_a_reading_that_the_policy_settles_is_told_as_settled_and_one_that_is_taken_out_as_removed() -> None:
    asked = "email-address"
    left = tuple(one for one in real_policy().unconfirmed if one.id != asked)
    known = loaded(REAL.replace('address: ""', "address: help@bizmic.com", 1))
    for policy, said in ((known, "settled"), (real_policy(), "removed")):
        told = text(said_of(real_policy(), replace(policy, unconfirmed=left)))
        assert f"\n  unconfirmed.{asked} {said}: '" in told
        assert "Changed for nobody" not in told


@pytest.mark.parametrize(("what", "words"), [("reading", "Read so."), ("word", "a guess")])
def test_what_customers_are_told_of_a_reading_is_told_with_the_words_before_and_after(
    what: str, words: str
) -> None:
    first, *rest = real_policy().unconfirmed
    reworded = replace(real_policy(), unconfirmed=(with_words(first, what, words), *rest))
    told = text(said_of(real_policy(), reworded))
    assert re.search(rf"unconfirmed.{first.id}.{what}(:.*-> | added: )'{words}'", told, re.DOTALL)
    assert "Changed for nobody" not in told


def with_words(reading: Reading, field: str, words: str) -> Reading:
    given: Any = {field: words}
    return replace(reading, **given)


def test_what_only_staff_read_of_a_reading_is_changed_for_nobody() -> None:
    first, *rest = real_policy().unconfirmed
    told = text(
        said_of(real_policy(), replace(real_policy(), unconfirmed=(replace(first, reason="?"), *rest)))
    )
    assert told.endswith(f"\nChanged for nobody\n  unconfirmed.{first.id} changed\n")


def test_clauses_that_get_other_numbers_are_told_once() -> None:
    own = real_policy()
    before, numbered = edition_of(own).clauses, "\n      - id: scope-account\n"
    assert numbered in REAL
    more = REAL.replace(numbered, f"\n      - id: scope-more\n        text: More{numbered}", 1)
    told = text(said_of(own, loaded(more)))
    assert before["scope-account"].label == "1.4"
    assert re.findall("§.*", told) == [
        "§1.4 to §1.7 are now §1.5 to §1.8",
        "§1.4 is new; another clause had its number before",
    ]


def test_an_answer_to_a_remark_is_named_in_a_line_among_what_no_customer_reads() -> None:
    answered, left = real_policy(), replace(real_policy(), meant=real_policy().meant[:-1])
    told = text(said_of(answered, left))
    assert told.endswith("\nChanged for nobody\n  meant changed\n")
    assert "Also changed" not in told


def test_a_word_of_the_interface_that_a_policy_has_of_its_own_is_told_once() -> None:
    own = loaded(
        REAL.replace("\nunconfirmed:\n", "\nwords:\n  - {of: none, text: Nothing}\n\nunconfirmed:\n")
    )
    assert own.words
    told = text(said_of(real_policy(), own))
    assert told.endswith("\n\nNo customer gets another outcome\n")


def test_a_holiday_is_told_by_its_day_and_name() -> None:
    new = loaded(REAL.replace("holidays: []", "holidays: [{day: 2027-02-21, name: Shaheed Day}]"))
    said = text(said_of(real_policy(), new))
    assert "hours.business-hours.holidays.2027-02-21 added: 'Shaheed Day'" in said


def test_a_policy_of_forty_questions_is_compared_without_trying_their_answers() -> None:
    shapes: tuple[Shape, ...] = ("by topic", "one table")
    for shape in shapes:
        old = generated(shape, 40, 200)
        changed = [
            replace(one, rows=(replace(one.rows[0], then="r3"), *one.rows[1:]))
            if one.id == "verdict"
            else one
            for one in old.tables
        ]
        found = compare(edition_of(old), edition_of(replace(old, tables=tuple(changed))))
        assert found.unfinished == ()
        assert {one.facet.kind for entry in found.outcomes for one in entry.changes} >= {"verdict"}


def test_with_too_many_cases_to_look_through_more_customers_may_be_touched_than_are_named() -> None:
    old = generated("scattered", 40, 200)
    first = old.tables[0]
    rows = (replace(first.rows[0], then="r3"), *first.rows[1:])
    new = replace(old, tables=(replace(first, rows=rows), *old.tables[1:]))
    found = compare(edition_of(old), edition_of(new), steps=500, each=100)
    assert "more customers than these may get another verdict" in found.unfinished
    assert found.outcomes_changed
    assert found.rows == ()


def test_a_group_with_too_many_conditions_is_told_by_cases_that_are_truly_of_it() -> None:
    found = compare(edition_of(real_policy()), edition_of(loaded(edited(REAL))), steps=20_000, each=600)
    coarse = [entry for entry in found.outcomes if not entry.all_told]
    assert coarse
    assert found.joint is not None
    proof = Cases(found.joint, Effort(1_000_000), 1_000_000)
    for entry in coarse:
        assert entry.boxes
        assert any(proof.can((*condition(one.box), *entry.group)) for one in entry.boxes)


def test_questions_that_depend_on_each_other_the_other_way_round_are_said_to_be_incomparable() -> None:
    one, two = choice("one", "a", "b"), choice("two", "a", "b")
    old = small_policy(questions=(one, replace(two, when={"one": "a"})))
    new = small_policy(questions=(two, replace(one, when={"two": "a"})))
    found = compare(edition_of(old), edition_of(new))
    assert found.outcomes_changed
    assert "'two', 'one'" in found.unfinished[0]


def test_markdown_keeps_the_signs_of_the_policys_words_as_they_are() -> None:
    row = Row(when={"topic": "one"}, then="refused", say="*Not* <this> | that")
    said = markdown(said_of(small_policy(), small_policy(tables=deciding(verdict=(row,)))))
    assert "## old -> new\n\n### Customers who get another outcome\n\n- topic: One\n" in said
    assert "  - verdict: Yes -> No\n" in said
    assert "\\*Not\\* \\<this\\> \\| that" in said


# --- The command


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with the real policy as its last commit."""
    shutil.copytree(ROOT / "site_src" / "words", tmp_path / "site_src" / "words")
    (tmp_path / "policy.yaml").write_text(REAL, "utf-8")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "policy.yaml")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    git(folder, *who, "commit", "--quiet", "-m", "Policy")


def run(root: Path, *, old: str = "HEAD", new: str | None = None, **given: Any) -> int:
    given = {"format": "text", "exit_code": False, "details": False, **given}
    return diff(Namespace(root=root, policy=root / "policy.yaml", old=old, new=new, **given))


def test_the_last_commit_is_compared_with_the_working_file(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(checkout, exit_code=True) == 0
    (checkout / "policy.yaml").write_text(REAL.replace(BROKEN, BROKEN.replace("inside", "unclear")), "utf-8")
    assert run(checkout) == 0
    assert run(checkout, exit_code=True, format="json") == 1
    said = capsys.readouterr().out
    report = json.loads(said[said.index("{") :])
    assert report["changed"]
    assert any(change["what"] == "verdict" for one in report["outcomes"] for change in one["changes"])


def test_words_and_pages_that_changed_since_the_commit_are_told(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, words = checkout / "site_src/pages/index.md", checkout / "site_src/words/en.yaml"
    page.parent.mkdir()
    page.write_text("One\n", "utf-8")
    git(checkout, "add", "site_src")
    commit(checkout)
    assert run(checkout) == 0
    assert "Also changed" not in capsys.readouterr().out
    page.write_text("Two\n", "utf-8")
    words.write_text(words.read_text("utf-8").replace("none: None applies", "none: Nothing"), "utf-8")
    assert run(checkout) == 0
    said = capsys.readouterr().out
    assert "not compared" not in said
    assert "words.none: 'None applies' -> 'Nothing'" in said
    assert "site_src/pages/index.md changed" in said


def test_an_edit_is_compared_with_the_site_that_is_published(
    checkout: Path, capsys: pytest.CaptureFixture[str], language: Language
) -> None:
    write_outputs(edition_of(real_policy()), language, checkout / "site")
    (checkout / "policy.yaml").write_text(REAL.replace(TARGET, TARGET.replace("4", "2")), "utf-8")
    assert run(checkout, old=str(checkout / "site")) == 0
    said = capsys.readouterr().out
    assert "first answer within: 4 hours" in said
    assert "\n\nThe program's own pages are not compared with a site; with git they are.\n\n" in said
    with served(checkout) as address:
        assert run(checkout, old=f"{address}site/") == 0
        assert "first answer within: 4 hours" in capsys.readouterr().out
        assert run(checkout, old=f"{address}nowhere") == 1
        assert "nowhere/edition.json can't be read: File not found." in capsys.readouterr().err
    assert run(checkout, old=str(checkout)) == 1
    assert "no site that was made here" in capsys.readouterr().err
    (checkout / "site/edition.json").write_text('{"edition": {}}', "utf-8")
    assert run(checkout, old=str(checkout / "site")) == 1
    assert "another version of this program" in capsys.readouterr().err


def test_editions_are_compared_step_by_step_with_those_of_a_commit_and_of_a_site(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = checkout / "policies" / "2027-03-01.yaml"
    later.parent.mkdir()
    sooner = REAL.replace(TARGET, TARGET.replace("4", "3"))
    later.write_text(sooner.replace("effective: 2026-01-01", "effective: 2027-03-01"), "utf-8")
    assert run(checkout) == 0
    # What will hold on the days of the edition is compared with what was published to hold on them.
    now, next_one = capsys.readouterr().out.split("\n\nHEAD:policy.yaml")
    assert "No customer gets another outcome" in now
    assert next_one.startswith(" (2026-01-01) -> policies/2027-03-01.yaml (2027-03-01)\n")
    assert "first answer within: 4 hours" in next_one
    git(checkout, "add", "policies")
    commit(checkout)
    editions = load_editions(checkout / "policy.yaml", checkout / "site_src" / "words")
    write_outputs(editions.main.edition, editions.main.language, checkout / "site")
    write_editions(editions, checkout / "site")
    later.write_text(
        later.read_text("utf-8").replace(TARGET.replace("4", "3"), TARGET.replace("4", "2")), "utf-8"
    )
    with served(checkout) as address:
        for old, called in (
            ("HEAD", "HEAD:policies/2027-03-01.yaml"),
            *((place, place) for place in (str(checkout / "site"), f"{address}site")),
        ):
            assert run(checkout, old=old) == 0
            said = capsys.readouterr().out
            assert f"{called} (2027-03-01) -> policies/2027-03-01.yaml (2027-03-01)" in said, old
            assert said.count("first answer within: 3 hours") == 1, old


@pytest.mark.parametrize(
    ("old", "message"),
    [
        ("no-such-branch", "'no-such-branch' is neither a file, a site nor a git revision."),
        ("no-such.yaml", "no-such.yaml: there is no such file."),
        ("--help", "'--help' is neither a file, a site nor a git revision."),
    ],
)
def test_what_is_no_policy_gets_a_plain_word(
    checkout: Path, capsys: pytest.CaptureFixture[str], old: str, message: str
) -> None:
    assert run(checkout, old=old) == 1
    assert message in capsys.readouterr().err


def test_a_revision_with_mistakes_is_refused_with_their_places_in_it(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "policy.yaml").write_text(
        REAL.replace("cite: [scope-errors]", "cite: [scope-error]"), "utf-8"
    )
    commit(checkout)
    line = next(at for at, one in enumerate(REAL.splitlines(), 1) if "cite: [scope-errors]" in one)
    assert run(checkout, old="HEAD~1", new="HEAD") == 1
    assert f"HEAD:policy.yaml:{line}:" in capsys.readouterr().err


def test_outside_a_repository_files_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert run(tmp_path) == 1
    assert "there is no git repository" in capsys.readouterr().err
    monkeypatch.setenv("PATH", "")
    assert run(tmp_path) == 1
    assert "git can't be run here" in capsys.readouterr().err
