"""The interview: which questions are asked, and which answers are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wizard.helpers import (
    DESK_CLOSED,
    DESK_OPEN,
    INSTANTS,
    PRODUCTION_DOWN,
    at,
    choice,
    edition_of,
    product,
    proves,
    real,
    real_policy,
    rule,
    small_policy,
)
from tests.wizard.policies import picks, random_answers, random_policy, to_the_end
from wizard.case import interview
from wizard.conditions import holds
from wizard.edition import Edition
from wizard.facts import moment
from wizard.interview import Walk
from wizard.kinds import kind_of
from wizard.policy import Policy, Question, Release


def each_case(test: Callable[[Random, Policy, str], None]) -> Callable[[int], None]:
    """Holds a test to the real policy and to many small ones, at every instant, with its own randomness."""

    @proves(max_examples=500)
    @given(seed=st.integers(0, 2**32))
    def held(seed: int) -> None:
        random = Random(seed)
        policy = real_policy() if random.random() < 0.4 else random_policy(random)
        test(random, policy, random.choice(INSTANTS))

    held.__name__, held.__doc__ = test.__name__, test.__doc__
    return held


def walked(edition: Edition, given: Mapping[str, str], now: str = DESK_OPEN) -> Walk:
    return interview(edition, given, at(now))


def passed(policy: Policy, walk: Walk) -> tuple[Question, ...]:
    """The questions before the one to ask next; all, at the end."""
    if walk.pending is None:
        return policy.questions
    return policy.questions[: policy.questions.index(walk.pending)]


def applies(policy: Policy, edition: Edition, question: Question, walk: Walk, now: str) -> bool:
    """Whether a question's condition holds for the moment and the questions before it."""
    before = [one.id for one in policy.questions[: policy.questions.index(question)]]
    known = moment(edition, at(now)) | {id: walk.facts[id] for id in before if id in walk.facts}
    return holds(question.when, known)


@each_case
def test_a_question_has_a_fact_exactly_where_its_condition_holds(
    random: Random, policy: Policy, now: str
) -> None:
    edition = edition_of(policy)
    walk = walked(edition, random_answers(random, policy), now)
    for question in passed(policy, walk):
        assert (question.id in walk.facts) == applies(policy, edition, question, walk, now), question.id
    if walk.pending:
        assert applies(policy, edition, walk.pending, walk, now)
        assert walk.pending.id not in walk.facts


@each_case
def test_what_was_asked_was_asked_in_the_policy_s_order_and_answered_with_what_was_given(
    random: Random, policy: Policy, now: str
) -> None:
    edition = edition_of(policy)
    given_answers = random_answers(random, policy)
    walk = walked(edition, given_answers, now)
    order = [question.id for question in passed(policy, walk)]
    assert list(walk.asked) == [id for id in order if id in walk.asked]
    assert walk.asked.items() <= given_answers.items()
    asked = [edition.questions[id] for id in walk.asked]
    assert all(walk.asked[one.id] in picks(policy, one) for one in asked if one.kind != "version")


@each_case
def test_walking_again_with_what_was_kept_changes_nothing(random: Random, policy: Policy, now: str) -> None:
    edition = edition_of(policy)
    walk = walked(edition, random_answers(random, policy), now)
    assert walked(edition, {**walk.asked, **walk.ahead}, now) == walk


@each_case
def test_the_order_in_which_answers_come_makes_no_difference(
    random: Random, policy: Policy, now: str
) -> None:
    edition = edition_of(policy)
    given_answers = random_answers(random, policy)
    shuffled = dict(random.sample(list(given_answers.items()), len(given_answers)))
    one, other = walked(edition, given_answers, now), walked(edition, shuffled, now)
    assert one == other
    assert list(one.asked) == list(other.asked)


@each_case
def test_without_one_answer_the_interview_stops_at_its_question(
    random: Random, policy: Policy, now: str
) -> None:
    """Everything before it stays, and everything behind it is kept for when it is reached again."""
    edition = edition_of(policy)
    walk = walked(edition, random_answers(random, policy), now)
    if not walk.asked:
        return
    dropped = random.choice(list(walk.asked))
    kept = {id: answer for id, answer in walk.asked.items() if id != dropped}
    shorter = walked(edition, kept, now)
    before = list(walk.asked)[: list(walk.asked).index(dropped)]
    assert shorter.pending == edition.questions[dropped]
    assert list(shorter.asked) == before
    assert {**shorter.asked, **shorter.ahead} == kept


@each_case
def test_a_changed_answer_keeps_exactly_the_later_ones_that_still_apply(
    random: Random, policy: Policy, now: str
) -> None:
    edition = edition_of(policy)
    walk = walked(edition, random_answers(random, policy), now)
    if not walk.asked:
        return
    changed = random.choice(list(walk.asked))
    other = random.choice(picks(policy, edition.questions[changed]))
    given_answers = walk.asked | walk.ahead | {changed: other}
    again = walked(edition, given_answers, now)
    before = list(walk.asked)[: list(walk.asked).index(changed)]
    assert list(again.asked)[: len(before) + 1] == [*before, changed]
    reached = {question.id for question in passed(policy, again)}
    for id, answer in given_answers.items():
        settled = id in again.facts and id not in again.asked
        still = applies(policy, edition, edition.questions[id], again, now) and not settled
        kept = {**again.asked, **again.ahead}.get(id)
        assert kept == (answer if still or id not in reached else None), id


@each_case
def test_every_way_through_a_policy_ends_in_an_outcome_with_a_channel(
    random: Random, policy: Policy, now: str
) -> None:
    end = to_the_end(random, edition_of(policy), now)
    assert end["outcome"]["channels"]
    assert end["ignored"] == ()


def test_the_real_policy_asks_at_most_nine_questions_and_can_say_all_that_it_names() -> None:
    random = Random(1)
    ends = [to_the_end(random, real(), random.choice(INSTANTS)) for _ in range(600)]
    assert max(len(end["asked"]) for end in ends) <= 9
    verdicts = {end["outcome"]["verdict"]["id"] for end in ends}
    assert verdicts == {verdict.id for verdict in real_policy().verdicts}
    routes = {
        step["result"]["id"] for end in ends for step in end["outcome"]["why"] if step["table"] == "route"
    }
    assert routes == {route.id for route in real_policy().routes}
    handlings = {end["outcome"]["handling"] and end["outcome"]["handling"]["id"] for end in ends}
    assert handlings == {None, *(handling.id for handling in real_policy().handlings)}


# --- What need not be asked


def question(kind: str) -> Question:
    return Question(id=kind, kind=kind, text="Which?", name=kind, unsure="Not sure")  # type: ignore[arg-type]


def test_the_only_product_is_not_asked_for() -> None:
    policy = small_policy(questions=(question("product"),), products=(product(),))
    walk = walked(edition_of(policy), {})
    assert (walk.pending, walk.facts["product"], walk.asked) == (None, "thing", {})
    assert walk.product == policy.products[0]


def test_without_products_the_version_is_unlisted_and_none_is_asked_for() -> None:
    walk = walked(edition_of(small_policy(questions=(question("product"), question("version")))), {})
    assert walk.pending is None
    assert (walk.facts["product"], walk.facts["version"]) == ("unknown", "unlisted")


def test_a_version_of_an_unknown_product_is_unknown_and_not_asked_for() -> None:
    two = (product(Release(version="1", released=at(DESK_OPEN).date())), product(id="other"))
    policy = small_policy(questions=(question("product"), question("version")), products=two)
    assert walked(edition_of(policy), {"product": "unknown"}).facts["version"] == "unknown"
    assert walked(edition_of(policy), {"product": "other"}).facts["version"] == "unlisted"
    asked = walked(edition_of(policy), {"product": "thing"}).pending
    assert asked is not None
    assert asked.kind == "version"


# --- Answers


@pytest.mark.parametrize("answer", ["", "TOPIC", "malfunction ", "unasked", "\0", "x" * 100_000])
def test_an_answer_that_its_question_does_not_offer_is_none(answer: str) -> None:
    walk = walked(real(), {"topic": answer})
    assert walk.pending == real().questions["topic"]
    assert "topic" not in walk.facts


@pytest.mark.parametrize(
    ("typed", "answer", "status"),
    [
        (" 3\n", "3", "full"),
        ("v3.2.1", "v3.2.1", "full"),
        ("২", "২", "not-guaranteed"),
        ("4", "4", "newer"),
        ("LTS", "LTS", "unknown"),
        ("unknown", "unknown", "unknown"),
        ("\u202e3\0", "3", "full"),
        ("\ud800", "?", "unknown"),
    ],
)
def test_a_version_is_taken_as_typed_in_one_clean_line(typed: str, answer: str, status: str) -> None:
    walk = walked(real(), PRODUCTION_DOWN | {"version": typed})
    assert walk.asked["version"] == answer
    assert walk.facts["version"] == status


def test_a_version_may_be_typed_in_60_characters() -> None:
    assert "version" in walked(real(), PRODUCTION_DOWN | {"version": "9" * 60}).asked


@pytest.mark.parametrize("typed", ["", "  ", "\u202e", "9" * 61, "x" * 100_000])
def test_no_version_and_one_that_is_too_long_leave_the_question_open(typed: str) -> None:
    pending = walked(real(), PRODUCTION_DOWN | {"version": typed}).pending
    assert pending is not None
    assert pending.id == "version"


def test_before_the_policy_is_in_force_nothing_is_asked() -> None:
    walk = walked(real(), PRODUCTION_DOWN, "2025-12-31T17:59:59Z")
    assert walk.pending is None
    assert walk.asked == {}
    assert walked(real(), {}, "2025-12-31T18:00:00Z").pending is not None


def test_a_question_may_hang_on_whether_a_channel_is_open() -> None:
    policy = small_policy(questions=(choice("callback", "yes", "no", when={"phone": "closed"}),))
    assert walked(edition_of(policy), {}, DESK_CLOSED).pending == policy.questions[0]
    assert walked(edition_of(policy), {}, DESK_OPEN).pending is None


def test_of_thousands_of_releases_the_newest_are_listed_and_any_other_can_be_typed() -> None:
    first = at(DESK_OPEN).date() - timedelta(days=4_999)
    releases = [Release(version=str(one), released=first + timedelta(days=one)) for one in range(5_000)]
    rules = (rule("full", position="current"), rule("ended"))
    policy = small_policy(
        products=(product(*releases),), version_rules=rules, questions=(question("version"),)
    )
    edition = edition_of(policy)
    asked = walked(edition, {})
    assert asked.pending
    listed = [option.id for option in kind_of(asked.pending).picks(edition, asked.product, asked.day)]
    assert listed == [*(str(one) for one in range(4_980, 5_000)), "unknown"]
    assert walked(edition, {"version": "4999"}).facts["version"] == "full"
    assert walked(edition, {"version": "17.3"}).facts["version"] == "ended"
