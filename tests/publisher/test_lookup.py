"""The look-up: the engine's interview and outcomes, worked out at build."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from benchmarks.policies import policy, with_releases
from publisher.language.interface import Language
from publisher.lookup.questions import compiled_questions
from publisher.lookup.whole import LARGEST, lookup_of, phases_of
from publisher.policy_file.edition_file import edition_of, load_edition
from tests.conftest import ROOT
from tests.wizard.helpers import status_of
from wizard.edition import Edition
from wizard.kinds.version import MOST_RELEASES
from wizard.policy import Option, Question


def test_a_look_up_grows_with_the_questions_and_not_with_the_paths(edition: Edition) -> None:
    options = tuple(Option(id=f"o{at}", label=f"Option {at}") for at in range(3))
    questions = tuple(Question(id=f"q{at}", text="?", name="q", options=options) for at in range(40))
    found = compiled_questions(Edition(replace(edition.policy, questions=questions), edition.words, "", {}))
    assert found
    assert len(found["states"]) == len(found["questions"]) == 40


@pytest.mark.parametrize(("shape", "whole"), [("by topic", True), ("one table", False)])
def test_a_look_up_of_forty_questions_can_be_carried_or_stops_at_the_last_question(
    edition: Edition, shape: str, whole: bool
) -> None:
    found = lookup_of(Edition(policy(shape, 40, 200), edition.words, "", {}))  # type: ignore[arg-type]
    assert found
    assert len(found["states"]) == 40
    assert (found["outcomes"] is not None) is whole
    assert len(json.dumps(found)) < LARGEST


def test_the_published_policys_look_up_takes_some_fifteen_kilobytes(edition: Edition) -> None:
    written = json.dumps(lookup_of(edition), ensure_ascii=False)
    assert len(zlib.compress(written.encode(), 9)) < 15_100


def test_there_is_no_look_up_where_a_question_depends_on_what_is_open(edition: Edition) -> None:
    first, *others = edition.policy.questions
    questions = (first, replace(others[0], when={"phone": "open"}), *others[1:])
    assert lookup_of(Edition(replace(edition.policy, questions=questions), edition.words, "", {})) is None


def test_the_look_up_holds_from_the_policys_first_day_or_of_many_releases_from_a_recent_one(
    edition: Edition, language: Language
) -> None:
    many = edition_of(with_releases(edition.policy, 100), language)
    recent = sorted(release.released for release in many.policy.products[0].releases)[-MOST_RELEASES]
    assert recent > edition.policy.effective
    for one, first in ((edition, edition.policy.effective), (many, recent)):
        found = compiled_questions(one)
        assert found
        assert found["since"] == first.isoformat()
        assert all(len(question["options"]) <= 2 * MOST_RELEASES for question in found["questions"])


def test_listed_versions_have_the_status_that_the_engine_gives_them_on_every_day(edition: Edition) -> None:
    for product in edition.policy.products:
        for version, since in phases_of(edition)[product.id].items():
            for first, status, last in since:
                day = date.fromisoformat(first)
                assert status_of(edition.policy, product, version, day) == status
                before = [known for start, known, _ in since if start < first]
                if before:
                    assert status_of(edition.policy, product, version, day - timedelta(days=1)) == before[-1]
                if last:
                    # Of one that is to come the day on which it comes out is told, and not the one before.
                    on = date.fromisoformat(last) - timedelta(days=status == "newer")
                    assert status_of(edition.policy, product, version, on) == status


def test_a_policy_of_five_thousand_releases_has_all_its_outcomes_in_the_look_up(
    edition: Edition, language: Language
) -> None:
    found = lookup_of(edition_of(with_releases(edition.policy, 5_000), language))
    assert found
    assert found["outcomes"]


def test_what_is_asked_for_one_release_alone_is_looked_up_by_how_far_that_release_is_supported() -> None:
    """Whether it is asked for 7 also hangs on the day, by which its support has ended."""
    platform = load_edition(
        ROOT / "tests" / "policies" / "platform.yaml", ROOT / "site_src" / "words"
    ).edition
    found = lookup_of(platform)
    assert found
    ways = {}
    for product in ("os", "cluster"):
        state = found["states"][found["start"]]
        for answer in ("defect", product):
            state = found["states"][state["next"][answer]]
        ways[product] = (*sorted(state["next"]), "typed" in state)
    by_facts = [f"={fact} 7" for fact in ("ended", "full", "maintenance", "newer")]
    assert ways == {
        "os": ("6", "8", "9", *by_facts, "=newer unknown", "=unknown unknown", "unknown", False),
        "cluster": ("3.10", "3.11", "4.16", "4.17", "4.18", "unknown", True),
    }
