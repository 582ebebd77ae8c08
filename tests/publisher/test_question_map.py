"""The map of questions: the engine's interview, worked out at build."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.pages.question_map import question_map
from publisher.policy_file import load_edition
from tests.publisher.maps import paths_of
from wizard.edition import Edition
from wizard.policy import Option, Question
from wizard.protocol import respond

ROOT = Path(__file__).resolve().parents[2]
OTHERS = ("paid-plans", "product-line", "two-desks")


@pytest.mark.parametrize("name", OTHERS)
def test_on_every_path_the_map_asks_what_the_engine_asks(name: str) -> None:
    edition = load_edition(ROOT / f"tests/policies/{name}.yaml", ROOT / "site_src" / "words").edition
    found = question_map(edition)
    assert found
    for path in paths_of(found):
        state = found["states"][found["start"]]
        for asked, answer in path.items():
            assert found["questions"][state["question"]]["id"] == asked
            state = found["states"][state["next"].get(answer, state.get("typed"))]
        view = respond(edition, {"answers": path, "now": "2031-11-23T05:00:00Z"})
        question = {**view["question"]}
        del question["number"]
        assert json.loads(json.dumps(question)) == found["questions"][state["question"]], path


def test_a_map_grows_with_the_questions_and_not_with_the_paths(edition: Edition) -> None:
    options = tuple(Option(id=f"o{at}", label=f"Option {at}") for at in range(3))
    questions = tuple(Question(id=f"q{at}", text="?", name="q", options=options) for at in range(40))
    found = question_map(Edition(replace(edition.policy, questions=questions), edition.words, "", {}))
    assert found
    assert len(found["states"]) == len(found["questions"]) == 40
    assert len(json.dumps(found)) < 500_000


def test_there_is_no_map_where_a_question_depends_on_what_is_open(edition: Edition) -> None:
    first, *others = edition.policy.questions
    questions = (first, replace(others[0], when={"phone": "open"}), *others[1:])
    assert question_map(Edition(replace(edition.policy, questions=questions), edition.words, "", {})) is None


def test_the_map_holds_from_the_day_on_which_all_listed_versions_are_out(edition: Edition) -> None:
    found = question_map(edition)
    assert found
    assert found["from"] == "2026-03-02"
