"""The parts of a proof: what can occur together, the search, the trials, and counting without enumerating."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product as every
from random import Random

import pytest

from publisher.analysis.effort import Effort, TooHard
from publisher.analysis.frontier import Frontier, outcomes, ways
from publisher.analysis.moments import moments
from publisher.analysis.possible import Facts
from publisher.analysis.proof.summary import summary_of
from publisher.analysis.search import Clause, Search, ranked
from publisher.analysis.space import Branch, Space, Variable, space_of
from publisher.analysis.trials import Trials
from publisher.analysis.typed_answers import typed_facts
from tests.publisher.random_policies import WEEKDAYS, random_policy
from tests.wizard.helpers import choice, deciding, edition_of, real_policy, small_policy, status_of
from wizard.facts import moment
from wizard.policy import IN_FORCE, NOT_YET, Holiday, Hours, Opening, Row
from wizard.versions.names import UNKNOWN

# --- The search

SIZES = (2, 3, 3, 4)
ASKED = {1: 0b011, 3: 0b0111}


def clause_sets() -> Iterator[list[Clause]]:
    """Clauses over four small variables, from few that are easily fulfilled to many that are not."""
    draw = Random(7)
    for number in range(600):
        clauses: list[Clause] = []
        for _ in range(2 + number % 12):
            among = draw.sample(range(len(SIZES)), draw.choice((1, 2, 2, 3)))
            clauses.append(tuple((at, draw.randrange(1 << SIZES[at])) for at in among))
        yield clauses


def fulfilling(clauses: list[Clause]) -> list[tuple[int, ...]]:
    """Every choice of values that fulfils all clauses."""
    return [
        values
        for values in every(*map(range, SIZES))
        if all(any(allowed >> values[at] & 1 for at, allowed in clause) for clause in clauses)
    ]


def everything() -> list[int]:
    return [(1 << size) - 1 for size in SIZES]


def in_domains(domains: list[int]) -> list[tuple[int, ...]]:
    chosen = every(*map(range, SIZES))
    return [values for values in chosen if all(domains[at] >> one & 1 for at, one in enumerate(values))]


def asked_in(values: tuple[int, ...]) -> int:
    return sum(ASKED[at] >> values[at] & 1 for at in ASKED)


def test_the_search_finds_values_exactly_where_there_are_some_and_all_that_it_finds_fulfil() -> None:
    found_some = 0
    for clauses in clause_sets():
        right = fulfilling(clauses)
        found = Search(map(ranked, clauses), ASKED).find(everything(), Effort(1000))
        assert (found is None) == (not right)
        if found is not None:
            assert in_domains(found) and set(in_domains(found)) <= set(right)
            found_some += 1
    assert 100 < found_some < 500


def test_a_search_that_begins_where_another_ended_finds_values_exactly_where_there_are_some() -> None:
    draw, found_some = Random(7), 0
    for clauses in clause_sets():
        domains = everything()
        rest = Search(map(ranked, clauses), ASKED).narrowed(domains)
        for _ in range(3):
            when = {at: draw.randrange(1 << SIZES[at]) for at in draw.sample(range(len(SIZES)), 2)}
            right = [one for one in fulfilling(clauses) if all(when[at] >> one[at] & 1 for at in when)]
            begun = [values & when.get(at, values) for at, values in enumerate(domains)]
            found = rest.find(begun, Effort(1000), changed=when) if rest else None
            assert (found is None) == (not right)
            if found is not None:
                assert in_domains(found) and set(in_domains(found)) <= set(right)
                found_some += 1
    assert 100 < found_some < 1500


def test_nothing_can_come_about_behind_a_table_that_never_decides() -> None:
    question = Variable("question", ("q",), ("yes", "no"), (Branch((), 0b11),))
    table = Variable("table", ("t",), ("row", "none"), (Branch(((0, 0),), 0b01), Branch((), 0b10)))
    edition = edition_of(small_policy())
    facts = Facts(Space(edition, (), variables=[question, table]), Effort(1000), trials=1)
    assert facts.can(((0, 0b01),), 1)
    assert not facts.can(((0, 0b01),), 2)


def test_a_clause_of_nothing_is_never_fulfilled() -> None:
    assert Search([ranked(())], {}).find(everything(), Effort(10)) is None


def test_a_search_that_takes_too_many_steps_says_so() -> None:
    with pytest.raises(TooHard):
        Search([], {}).find(everything(), Effort(0))


# --- What can occur


def test_the_moments_are_those_of_every_quarter_of_an_hour_through_clock_changes_and_holidays() -> None:
    short, long = ("09:00", "17:30"), ("08:15", "20:00")
    hours = (
        Hours(
            id="day",
            text="?",
            zone="Europe/Berlin",
            openings=(Opening(days=WEEKDAYS, opens=long[0], closes=long[1]),),
        ),
        Hours(
            id="desk",
            text="?",
            zone="+01:00",
            openings=(Opening(days=WEEKDAYS, opens=short[0], closes=short[1]),),
            holidays=(Holiday(day="2026-05-01"),),
        ),
    )
    edition = edition_of(small_policy(hours=hours, effective=date(2026, 4, 2)))
    start = datetime(2026, 1, 1, tzinfo=UTC)
    instants = (start + timedelta(minutes=15 * number) for number in range(4 * 24 * 330))
    by_hand = {tuple(moment(edition, instant).items()) for instant in instants}
    assert {tuple(one.items()) for one in moments(edition)} == by_hand


def test_the_statuses_are_those_of_every_day_each_shown_by_a_version_and_a_day() -> None:
    policy = real_policy()
    (product,) = policy.products
    (question,) = (question for question in policy.questions if question.kind == "version")
    found = typed_facts(edition_of(policy), question, product)
    by_hand: dict[str, set[str]] = {IN_FORCE: {UNKNOWN}, NOT_YET: {UNKNOWN}}
    for number in range(-1000, 1500):
        day = policy.effective + timedelta(days=number)
        for version in ("0", "1", "2.4", "3", "4", "99"):
            by_hand[IN_FORCE if number >= 0 else NOT_YET].add(status_of(policy, product, version, day))
    assert {at: {fact for (fact,) in shown} for at, shown in found.items()} == by_hand
    for shown in found.values():
        assert all(
            status == UNKNOWN or status_of(policy, product, one.text, one.day) == status
            for (status,), one in shown.items()
        )


# --- The trials


def test_a_trial_is_a_case_that_the_variables_allow() -> None:
    for seed in range(40):
        space = space_of(edition_of(random_policy(seed)))
        run = Trials(space.variables, 16).run()
        for number in range(16):
            trial = run.trial(number)
            for at, variable in enumerate(space.variables):
                taken = (
                    next(
                        branch
                        for branch in variable.branches
                        if all(trial[of] & allowed for of, allowed in branch.when)
                    )
                    if trial[at]
                    else None
                )
                assert taken is None or trial[at] & taken.values


def test_what_is_possible_does_not_depend_on_the_trials() -> None:
    for seed in range(60):
        space = space_of(edition_of(random_policy(seed)))
        few, many = (Facts(space, Effort(50_000), trials=trials) for trials in (1, 4096))
        for at in range(len(space.variables)):
            assert few.possible(at) == many.possible(at)


# --- Counting


def test_counting_too_much_ends_with_what_was_met() -> None:
    facts = Facts(space_of(edition_of(real_policy())), Effort(50_000))
    chosen = facts.space.of_kind("moment", "question", "table")
    with pytest.raises(TooHard):
        outcomes(Frontier(facts.space.variables, chosen), Effort(50))
    with pytest.raises(TooHard):
        ways(Frontier(facts.space.variables, facts.space.of_kind("moment", "question")), Effort(5))


def test_a_summary_says_what_could_not_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.analysis.proof.summary.COUNTED", 5)
    summary = summary_of(Facts(space_of(edition_of(real_policy())), Effort(50_000)))
    assert (summary.ways, summary.longest, summary.median, summary.outcomes_are_all) == (
        None,
        None,
        None,
        False,
    )
    assert "too many ways through the interview to count them; at least " in str(summary)


def test_outcomes_that_are_as_many_as_there_can_be_are_known_to_be_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("publisher.analysis.proof.summary.COUNTED", 1)
    policy = small_policy(tables=deciding(route=(Row(when={"topic": "one"}, then="called"),)))
    summary = summary_of(Facts(space_of(edition_of(policy)), Effort(1000)))
    assert (summary.outcomes, summary.outcomes_are_all) == (2, True)


def test_two_hundred_questions_are_counted_as_fast_as_two() -> None:
    questions = tuple(choice(f"q{at}", "yes", "no") for at in range(200))
    space = space_of(edition_of(replace(small_policy(), questions=questions)))
    counted = ways(Frontier(space.variables, space.of_kind("moment", "question")), Effort(1000))
    assert counted == {200: len(space.moments) * 2**200}
