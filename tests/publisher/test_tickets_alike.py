"""Hostile text in a ticket: the page's script, in Node.js, makes the same bytes of it as the engine."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import setup
from publisher.lookup.whole import lookup_of
from publisher.pages.page_data import page_data
from publisher.policy_file.edition_file import load_edition
from tests.publisher.hostile import HOSTILE
from tests.publisher.lookups import paths_of
from tests.wizard.helpers import proves
from tests.wizard.secret_shapes import ADDRESSES, EXACT, NO_ADDRESSES, PASTED, ordinary, with_secrets
from wizard.edition import Edition
from wizard.protocol import respond
from wizard.ticket.letters import LETTERS

ROOT = Path(__file__).resolve().parents[2]
POLICIES = ("policy", "tests/policies/paid-plans", "tests/policies/product-line", "tests/policies/two-desks")
PORTAL = "        address: https://care.bizmic.com\n"
OWN_DESK = """        desk:
          kind: custom
          template: "https://desk.example/new?s={subject}&d={body_html}&v={product}-{version}&cause={cause}&who={email}"
          fields: {what: "{name}: {description}"}
          longest: 2500
"""
"""A desk of the company's own, with names side by side, a question, and a long text in a field."""
ADDRESS = "https://help.example/wizard/"
NOWS = ("2026-11-23T05:00:00Z", "2026-11-26T17:59:59Z", "2026-11-26T18:00:00Z", "2030-12-31T23:59:59Z")
"""By the desk's clock: a morning, the last second of a day and the first of the next, and years later."""

letters = st.one_of(
    st.characters(),
    st.sampled_from([chr(code) for first, last in LETTERS.removed for code in (first, last)]),
    st.sampled_from(LETTERS.spaces),
    st.sampled_from("\r\n\t\u200d\ufe0f\ud800\udfff\u0085\u001c"),
)
SECRET = (
    *(line for line, _ in with_secrets(5, 1)),
    *ADDRESSES,
    *NO_ADDRESSES,
    *(line for line, _ in (*EXACT, *PASTED)),
)
secret = st.lists(st.one_of(st.sampled_from(SECRET), st.text(letters, max_size=20)), max_size=6).map(" ".join)
texts = st.one_of(st.text(letters, max_size=400), st.sampled_from(HOSTILE), secret)

LookUp = Callable[[Any, str], Any]
Both = tuple[Edition, list[dict[str, str]], LookUp]
"""An edition, ways to the ends of its interview, and its look-up by the page's script."""


@pytest.fixture(scope="module", params=POLICIES)
def both(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Both]:
    """An edition, followed in both languages."""
    file = tmp_path_factory.mktemp("policy") / "policy.yaml"
    text = (ROOT / f"{request.param}.yaml").read_text("utf-8")
    file.write_text(text.replace(PORTAL, PORTAL + OWN_DESK), "utf-8")
    loaded = load_edition(file, ROOT / "site_src" / "words")
    page = page_data(loaded.edition, loaded.language, "../", {}, lookup_of(loaded.edition))
    file = tmp_path_factory.mktemp("page") / "page.json"
    file.write_text(json.dumps(page), "utf-8")
    command = [setup.ensure_node(ROOT), ROOT / "tests/script/looked_up.mjs", file]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        assert node.stdin
        assert node.stdout
        asked, answered = node.stdin, node.stdout

        def look_up(told: Any, now: str) -> Any:
            asked.write(json.dumps([told, now, ADDRESS]) + "\n")
            asked.flush()
            return json.loads(answered.readline())

        paths = sorted(paths_of(page["lookup"]), key=lambda path: json.dumps(path))
        told = ({"answers": path, "details": {}} for path in Random(3).sample(paths, min(len(paths), 400)))
        yield loaded.edition, [one["answers"] for one in told if look_up(one, NOWS[0])["outcome"]], look_up
        asked.close()


def given_for(edition: Edition, draw: Callable[[list[Any]], Any]) -> dict[str, Any]:
    """What a customer gives for each detail: a text, or some of its options."""
    told: dict[str, Any] = {}
    for detail in edition.policy.details:
        if detail.kind == "several":
            told[detail.id] = [option.id for option in detail.options if draw([True, False])] + ["no-such"]
        else:
            told[detail.id] = draw([*HOSTILE, *SECRET])
    # As the page and the engine get it: surrogates that stand side by side make one letter.
    through_json: dict[str, Any] = json.loads(json.dumps(told))
    return through_json


def assert_alike(edition: Edition, look_up: LookUp, answers: Any, details: Any, now: str) -> None:
    request = {"answers": {**answers, **details}, "now": now, "page": ADDRESS}
    found = respond(edition, request)["outcome"]["masked"]
    turned = [secret["text"] for secret in found[::2]]
    shown = look_up({"answers": answers, "details": details, "turned": turned}, now)["outcome"]
    engine = respond(edition, {**request, "turned": turned})["outcome"]
    assert shown["masked"] == json.loads(json.dumps(engine["masked"]))
    assert [dict(one) for one in shown["details"]] == json.loads(json.dumps(engine["details"]))
    assert shown["ticket"] == engine["ticket"]
    assert shown["listed"] == json.loads(json.dumps(engine["listed"]))
    assert shown["channels"] == json.loads(json.dumps(engine["channels"]))


def test_hostile_texts_make_the_same_ticket_on_every_kind_of_end(both: Both) -> None:
    edition, ends, look_up = both
    draw = Random(11)
    for number in range(40):
        details = given_for(edition, draw.choice)
        assert_alike(edition, look_up, draw.choice(ends), details, NOWS[number % len(NOWS)])


def test_a_hostile_version_is_kept_or_refused_as_the_engine_does(both: Both) -> None:
    edition, ends, look_up = both
    versions = [question.id for question in edition.policy.questions if question.kind == "version"]
    asked = next(({**end, id: "1"} for end in ends for id in versions if id in end), None)
    refused = 0
    tried = (*HOSTILE, *SECRET[::8], "", "  2  ", "2\n", "v" * 60, "v" * 61)
    for typed in json.loads(json.dumps(tried)) if asked else ():
        answers = {**(asked or {}), versions[0]: typed}
        shown = look_up({"answers": answers, "details": {}}, NOWS[0])
        engine = json.loads(
            json.dumps(respond(edition, {"answers": answers, "now": NOWS[0], "page": ADDRESS}))
        )
        for part in ("asked", "answers", "address", "ignored", "question"):
            assert shown[part] == engine[part], (part, typed)
        refused += engine["question"] is not None
        if engine["outcome"] and not shown["outcome"]["open"]:
            for part in ("ticket", "channels", "masked"):
                assert shown["outcome"][part] == engine["outcome"][part], (part, typed)
    assert not asked or refused > 1


def test_every_secret_is_masked_alike(both: Both) -> None:
    edition, ends, look_up = both
    detail = next(one.id for one in edition.policy.details if one.kind == "paragraph")
    for seed in range(4):
        drawn = Random(seed)
        secrets = (line for line, _ in (*with_secrets(seed, 1), *EXACT))
        lines = [*secrets, *ordinary(seed, 200), *ADDRESSES, *NO_ADDRESSES]
        drawn.shuffle(lines)
        assert_alike(edition, look_up, drawn.choice(ends), {detail: "\n".join(lines)}, NOWS[0])


@proves(max_examples=60)
@given(data=st.data())
def test_whatever_is_typed_the_ticket_is_the_same(both: Both, data: st.DataObject) -> None:
    edition, ends, look_up = both
    answers, now = data.draw(st.sampled_from(ends)), data.draw(st.sampled_from(NOWS))
    typed = st.fixed_dictionaries({detail.id: texts for detail in edition.policy.details})
    details = json.loads(json.dumps(data.draw(typed)))
    assert_alike(edition, look_up, answers, details, now)
