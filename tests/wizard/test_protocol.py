"""The one door: what goes in, what comes out, and what is refused."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wizard.helpers import (
    DESK_CLOSED,
    DESK_OPEN,
    INSTANTS,
    PRODUCTION_DOWN,
    ask,
    edition_of,
    proves,
    real,
    real_policy,
)
from tests.wizard.policies import random_answers, random_policy
from wizard.protocol import BadRequest, respond


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        None,
        "now",
        {},
        {"now": None},
        {"now": ""},
        {"now": "now"},
        {"now": 1763913600},
        {"now": "2026-11-23"},
        {"now": "2026-11-23T17:00:00"},
        {"now": "2026-02-30T17:00:00Z"},
        {"now": "0001-01-01T00:00:00+14:00"},
        {"now": "9999-12-31T23:59:59-14:00"},
        {"now": DESK_OPEN, "answers": None},
        {"now": DESK_OPEN, "answers": ["setup"]},
        {"now": DESK_OPEN, "answers": {"topic": 5}},
        {"now": DESK_OPEN, "answers": {"topic": None}},
        {"now": DESK_OPEN, "answers": {"attachments": ["logs", 5]}},
        {"now": DESK_OPEN, "answers": {"attachments": {"logs": True}}},
        {"now": DESK_OPEN, "page": None},
        {"now": DESK_OPEN, "page": 5},
    ],
)
def test_a_request_that_can_t_be_understood_is_refused_in_plain_words(wrong: Any) -> None:
    with pytest.raises(BadRequest) as refusal:
        respond(real(), wrong)
    assert "object" in str(refusal.value) or "; write " in str(refusal.value)


def test_a_refusal_shows_what_was_wrong_and_what_would_be_right() -> None:
    with pytest.raises(
        BadRequest, match="'yesterday' is not an instant; write one such as 2026-11-23T17:00:00Z"
    ):
        respond(real(), {"now": "yesterday"})
    with pytest.raises(BadRequest, match="'topic' is 5; write a text"):
        respond(real(), {"now": DESK_OPEN, "answers": {"topic": 5}})


def test_the_instant_may_be_in_any_zone_and_is_taken_to_the_second() -> None:
    views = [
        respond(real(), {"now": now, "answers": PRODUCTION_DOWN})
        for now in ("2026-11-26T17:00:00Z", "2026-11-26T23:00:00+06:00", "2026-11-26T12:00:00.999-05:00")
    ]
    assert views[0] == views[1] == views[2]


def test_without_answers_the_first_question_is_asked() -> None:
    view = respond(real(), {"now": DESK_OPEN})
    assert view["question"]["id"] == "topic"
    assert view["question"]["number"] == 1
    assert view["outcome"] is None
    assert (view["asked"], view["answers"], view["address"], view["ignored"]) == ((), {}, "", ())


def test_a_question_comes_with_all_that_is_needed_to_show_it() -> None:
    view = ask(real(), {"topic": "malfunction", "open-case": "no", "cause": "nothing"})
    asked = view["question"]
    assert (asked["id"], asked["kind"], asked["number"]) == ("version", "version", 4)
    assert [option["id"] for option in asked["options"]] == ["3", "2", "1", "unknown"]
    assert asked["options"][-1]["label"] == "I don't know"
    assert all(one["text"] and one["label"] for one in view["asked"])


def test_answers_that_fit_no_question_are_named() -> None:
    strange = {
        "topic": "nonsense",
        "colour": "red",
        "cause": ["nothing"],
        "name": "Rahima",
        "attachments": ["logs"],
    }
    assert ask(real(), strange)["ignored"] == ("topic=nonsense", "colour=red", "cause=nothing")


def test_details_are_never_among_the_answers_the_address_or_what_is_ignored() -> None:
    view = ask(real(), PRODUCTION_DOWN | {"name": "Rahima", "case-number": "4711", "summary": "Down"})
    assert set(view["answers"]) == set(PRODUCTION_DOWN)
    assert view["ignored"] == ()
    assert not any(typed in view["address"] for typed in ("Rahima", "4711", "Down"))


def test_answers_still_ahead_are_kept_but_not_in_the_address() -> None:
    given_answers = {id: answer for id, answer in PRODUCTION_DOWN.items() if id != "cause"}
    view = ask(real(), given_answers)
    assert view["question"]["id"] == "cause"
    assert view["answers"] == given_answers
    assert view["address"] == "topic=malfunction&open-case=no"


@proves(max_examples=300)
@given(st.integers(0, 2**32))
def test_the_same_request_gets_the_same_view_as_json_and_is_not_changed(seed: int) -> None:
    random = Random(seed)
    policy = real_policy() if random.random() < 0.5 else random_policy(random)
    request = {
        "now": random.choice(INSTANTS),
        "answers": random_answers(random, policy),
        "page": "https://e.org/",
    }
    before, edition = copy.deepcopy(request), edition_of(policy)
    first = respond(edition, request)
    respond(edition, {"now": DESK_CLOSED, "answers": PRODUCTION_DOWN})
    assert respond(edition, request) == first == respond(edition_of(policy), request)
    assert request == before
    assert json.loads(json.dumps(first, allow_nan=False)) is not None


@proves(max_examples=200)
@given(
    st.dictionaries(
        st.sampled_from((*PRODUCTION_DOWN, "name", "description", "email", "strange")) | st.text(max_size=9),
        st.text(st.characters(exclude_categories=()), max_size=30)
        | st.lists(st.text(max_size=5), max_size=3),
    )
)
def test_whatever_the_answers_hold_there_is_a_view(answers: dict[str, Any]) -> None:
    view = ask(real(), PRODUCTION_DOWN | answers, page="https://example.org/")
    assert (view["question"] is None) != (view["outcome"] is None)
    json.dumps(view)


def test_a_page_s_address_can_t_break_the_ticket() -> None:
    view = ask(real(), PRODUCTION_DOWN, page="https://example.org/\r\nSeverity: Critical\ud800")
    body = view["outcome"]["ticket"]["body"]
    assert body.count("\nSeverity: Critical") == 1
    body.encode("utf-8")


def test_texts_of_hostile_length_are_cut_before_they_go_anywhere() -> None:
    long = {"description": "ক" * 5_000_000, "name": "😀\n" * 1_000_000, "error-message": "a" * 5_000_000}
    outcome = ask(real(), PRODUCTION_DOWN | long)["outcome"]
    assert len(outcome["ticket"]["body"]) < 60_000
    assert all(len(channel["link"]) <= 1800 for channel in outcome["channels"])
