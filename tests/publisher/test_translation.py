"""What a translation promises: every text of a policy that people read can be put into another language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.interface import Language
from publisher.lookup.whole import lookup_of
from publisher.policy_file.edition_file import edition_of, load_edition, load_policy
from publisher.policy_file.findings import Refused
from publisher.policy_file.translation import texts, translated
from tests.publisher.long_form import long_form
from tests.publisher.lookups import paths_of
from tests.publisher.random_policies import random_policy
from tests.wizard.helpers import proves
from wizard.codec import decode, encode
from wizard.edition import Edition
from wizard.policy import Policy
from wizard.protocol import respond
from wizard.words import Words

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "site_src" / "words"
POLICIES = (ROOT / "policy.yaml", *sorted((ROOT / "tests" / "policies").glob("*.yaml")))
CASES = 400
MOMENTS = ("2026-11-23T05:00:00Z", "2026-11-27T20:00:00Z", "2020-01-01T00:00:00Z")
ADDRESSES = (".address", ".form", ".link", ".words")
"""And the words of a clause that are set apart, which stand in its text as they are."""
NO_WORDS = frozenset(
    {
        "id",
        "tone",
        "reply",
        "fields",
        "problem",
        "kind",
        "table",
        "input",
        "section",
        "link",
        "address",
        "autocomplete",
        "file_name",
        "digest",
    }
)
"""The keys of an outcome behind which there are no words."""


@cache
def real_policy() -> Policy:
    return load_policy(ROOT / "policy.yaml")


def marked(policy: Policy) -> dict[str, str]:
    """A translation in which every text but the addresses stands in marks."""
    return {
        name: text if f".{name}".endswith(ADDRESSES) else f"«{text}»" for name, text in texts(policy).items()
    }


def wordless(value: Any) -> Any:
    """Words of the interface without a letter, so that each letter of an outcome is the policy's."""
    if isinstance(value, dict):
        return {key: wordless(inner) for key, inner in value.items()}
    return "".join(re.findall(r"\{[a-z_]+\}", value)) or "-"


def words_in(value: Any, key: str = "") -> Iterator[str]:
    """Every text of an outcome that is there to be read."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("facts", "open"):
                yield from words_in(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from words_in(inner, key)
    elif isinstance(value, str) and key not in NO_WORDS:
        yield value


def test_every_text_of_an_outcome_can_be_translated(language: Language) -> None:
    policy = translated(real_policy(), marked(real_policy()))
    edition = edition_of(policy, language)
    mute = Edition(policy, decode(Words, wordless(encode(edition.words))), "0", edition.zones)
    cases = list(paths_of(lookup_of(edition)))
    for number, answers in enumerate(Random(1).sample(cases, CASES)):
        now = MOMENTS[number % len(MOMENTS)]
        view = respond(mute, {"answers": answers, "now": now, "page": ""})
        for text in words_in(view["outcome"] or view["question"]):
            # The facts that the desk's program reads go by the same names in every language.
            told = re.sub(r"\A(?:[A-Z][\w-]*: .*\n)+", "", text)
            unmarked = re.sub(r"«[^»]*»|T[\d:]+Z?|#\S*", "", told)
            assert not any(letter.isalpha() for letter in unmarked), text


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_texts_that_are_put_back_give_the_same_policy(path: Path) -> None:
    policy = load_policy(path)
    assert translated(translated(policy, marked(policy)), texts(policy)) == policy


def test_words_that_are_set_apart_are_translated_with_their_text_and_refused_without_it() -> None:
    policy = load_policy(ROOT / "tests" / "policies" / "platform.yaml")
    clause = "sections.coverage.excluded.own-builds"
    with pytest.raises(ValueError, match="own-builds"):
        translated(policy, {f"{clause}.text": "Eigene Pakete, außer im Partnerkatalog."})
    words = {
        f"{clause}.marked.catalog of partners.words": "Partnerkatalog",
        f"{clause}.marked.unless.words": "außer",
    }
    new = translated(policy, {f"{clause}.text": "Eigene Pakete, außer im Partnerkatalog."} | words)
    assert [run for run, mark in new.sections[0].excluded[0].runs if mark] == ["außer", "Partnerkatalog"]


@proves(max_examples=200)
@given(st.integers(0, 10_000), st.data())
def test_each_name_stands_for_one_text(seed: int, data: st.DataObject) -> None:
    policy = random_policy(seed)
    old = texts(policy)
    name = data.draw(st.sampled_from([name for name in old if not f".{name}".endswith(ADDRESSES)]))
    new = texts(translated(policy, {name: "Another text"}))
    assert {other: text for other, text in new.items() if text != old.get(other)} == {name: "Another text"}


def test_names_are_made_of_ids() -> None:
    policy, names = real_policy(), texts(real_policy())
    topic, scope, inquiry = policy.questions[0], policy.sections[0], policy.routes[0]
    assert names["questions.topic.text"] == topic.text
    assert names[f"questions.topic.options.{topic.options[0].id}.label"] == topic.options[0].label
    assert names[f"sections.{scope.id}.title"] == scope.title
    assert names[f"routes.{inquiry.id}.via.{inquiry.via[0].channel}.reason"] == inquiry.via[0].reason
    assert names["tables.scope.rows.2.say"] == policy.tables[0].rows[1].say


def translation(folder: Path, text: str, language: str = "en") -> Path:
    """A policy in Bengali, so that English is another language, with a translation beside it."""
    policy = long_form().replace("\nlanguage: en\n", "\n")
    (folder / "policy.yaml").write_text(f"{policy}\nlanguage: bn\n", "utf-8")
    (folder / f"policy.{language}.yaml").write_text(text, "utf-8")
    return folder / "policy.yaml"


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        load_edition(translation(folder, text), WORDS, "en")
    return [str(finding) for finding in caught.value.findings]


def test_a_translation_may_be_flat_or_nested_and_leave_texts_out(tmp_path: Path) -> None:
    text = "title: Our policy\nquestions.topic:\n  text: What?\n  name:\nsections: {scope: {title: Scope!}}\n"
    policy = load_edition(translation(tmp_path, text), WORDS, "en").edition.policy
    assert (policy.title, policy.language) == ("Our policy", "en")
    assert policy.questions[0].text == "What?"
    assert "Scope!" in {section.title for section in policy.sections}
    assert policy.questions[0].name == real_policy().questions[0].name


def test_texts_that_a_translation_leaves_in_the_policys_own_language_are_remarked_on(tmp_path: Path) -> None:
    names = [*texts(real_policy())]
    staying = "sections.channels.channels.portal.address", "unconfirmed.no-chat.reason", "company"
    assert {*staying} < {*names}
    written = dict.fromkeys(name for name in names if name not in staying)
    for name in ("questions.topic.text", "products.bizmic-software.name"):
        del written[name]
    lines = (f"{name}: {json.dumps(texts(real_policy())[name])}\n" for name in written)
    (left,) = load_edition(translation(tmp_path, "".join(lines)), WORDS, "en").untranslated
    assert str(left).startswith(
        "policy.en.yaml:1:1: customers read 2 texts in 'bn' that have no words here, such as "
        "products.bizmic-software.name, questions.topic.text; write those here too"
    )
    assert str(left).endswith("[untranslated: language]")


def test_the_policys_own_language_needs_no_translation() -> None:
    own = load_edition(ROOT / "policy.yaml", WORDS)
    assert load_edition(ROOT / "policy.yaml", WORDS, "en") == own


MISTAKES = [
    ("titel: A\n", "policy.en.yaml:1:1: 'titel' is no text of the policy; did you mean 'title'?"),
    (
        "questions:\n  topic:\n    nam: A\n",
        "policy.en.yaml:3:5: 'questions.topic.nam' is no text of the policy; "
        "did you mean 'questions.topic.name'?",
    ),
    (
        "questions.topic.text: A\nquestions: {topic: {text: B}}\n",
        "policy.en.yaml:2:21: 'questions.topic.text' is written twice; the first is on line 1. Keep one.",
    ),
    ("title: [A]\n", "policy.en.yaml:1:8: a list is written where a text is wanted."),
    (
        "title: A\ntitle: B\n",
        "policy.en.yaml:2:1: 'title' is written twice; the first is on line 1. Keep one.",
    ),
]


@pytest.mark.parametrize(("text", "expected"), MISTAKES)
def test_a_mistake_in_a_translation_is_told_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    assert refused(tmp_path, text) == [expected]


def test_a_translated_clause_that_contradicts_its_figure_is_told_where_it_is_translated(
    tmp_path: Path,
) -> None:
    name = next(name for name, text in texts(real_policy()).items() if "within 4 business hours" in text)
    (finding,) = refused(tmp_path, f"title: A\n{name}: within 7 business hours\n")
    assert finding.startswith(f"policy.en.yaml:2:{len(name) + 3}: 4 stands here, but the clause says:")


def test_a_part_says_in_its_own_words_why_it_takes_no_such_text(tmp_path: Path) -> None:
    name = next(name for name in texts(real_policy()) if name.endswith("channels.portal.address"))
    (finding,) = refused(tmp_path, f"title: A\n{name}: nowhere\n")
    assert finding.startswith(f"policy.en.yaml:2:{len(name) + 3}: 'nowhere' is no web address")


@pytest.mark.parametrize(
    ("language", "told"),
    [("fr", "there are no words for the language 'fr'"), ("en", "no translation of the policy into 'en'")],
)
def test_a_language_without_words_or_without_a_translation_is_refused(
    tmp_path: Path, language: str, told: str
) -> None:
    with pytest.raises(Refused, match=told):
        load_edition(translation(tmp_path, "", language="xx"), WORDS, language)
