"""The table of questions that replaces the engine in pages that have no Python."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from benchmarks.speed.candidates import FIRST_REQUEST, question_table
from publisher.policy_file.edition_file import load_edition
from wizard.edition import Edition
from wizard.protocol import respond

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def edition() -> Edition:
    """A policy with products, versions and questions that not everybody is asked."""
    return load_edition(ROOT / "tests/policies/product-line.yaml", ROOT / "site_src/words").edition


def test_the_table_asks_what_the_engine_asks_on_random_paths_through_it(edition: Edition) -> None:
    states, draw = question_table(edition), Random(1)
    for _ in range(200):
        state = states[0]
        answers: dict[str, str] = {}
        while True:
            view = respond(edition, {**FIRST_REQUEST, "answers": answers})
            assert view["question"]["text"] == state["text"]
            assert list(state["options"]) == list(view["question"]["options"])
            answer = draw.choice(state["options"])["id"]
            answers[view["question"]["id"]] = answer
            if answer not in state["next"]:
                assert respond(edition, {**FIRST_REQUEST, "answers": answers})["outcome"]
                break
            state = states[state["next"][answer]]


def test_states_from_which_all_is_the_same_are_one(edition: Edition) -> None:
    states = question_table(edition)
    assert len({json.dumps(state) for state in states}) == len(states) < 100
