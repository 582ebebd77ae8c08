"""Texts are cut between whole letters, in every script, and in the page where the engine cuts them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from random import Random

import pytest

from publisher import setup
from wizard.codec import plain
from wizard.ticket.letters import LETTERS, beginning

ROOT = Path(__file__).resolve().parents[2]
IN_NODE = """
import { readFileSync } from "node:fs";
const [script, letters, texts] = JSON.parse(readFileSync(0, "utf8"));
const { beginning } = (await import(script)).cleaning(letters);
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
console.log(JSON.stringify(texts.map((text) => {
  const points = [...text];
  const whole = Array.from(segmenter.segment(text), ({ index }) => [...text.slice(0, index)].length);
  return [points.map((_, place) => beginning(text, place)), [...whole, points.length]];
})));
"""
WHOLE = (
    "\u1112\u1161\u11ab\u1100\u1173\u11af \ud55c\u11ab\ub150 \ud55c\uad6d\uc5b4",  # Korean
    "\u0e19\u0e49\u0e33\u0e01\u0e33\u0e25\u0e31\u0e07\u0e44\u0e1b",  # Thai
    "\u0915\u094d\u0937\u0924\u094d\u0930\u093f\u092f \u0930\u094d\u200d\u092f",  # Hindi, conjuncts
    "\u09b8\u09cd\u09a4\u09cd\u09b0\u09c0 \u0995\u09cd\u09b7\u09ae\u09a4\u09be",  # Bengali
    "\u0d15\u0d4d\u0d37 \u0c15\u0c4d\u0c37 \u0b15\u0b4d\u0b37 \u0a95\u0acd\u0ab7",  # Malayalam, Telugu, Odia
    "\u1019\u1039\u1019\u102d\u102f \u179f\u17d2\u178f\u17d2\u179a\u17b8",  # Burmese, Khmer
    "\U0001f1e7\U0001f1e9\U0001f1e9\U0001f1ea\U0001f1ef\U0001f1f5 \U0001f1e7",  # flags
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f3fd \u2764\ufe0f\u200d\U0001f525 1\ufe0f\u20e3",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "e\u0301a\u0308\u0323 \u0600\u0661",
)
Cut = tuple[str, list[str], list[int]]


@pytest.fixture(scope="module")
def cut() -> list[Cut]:
    """Texts, each with how the page begins it at each length, and where a browser ends its letters."""
    drawn, words = Random(5), [*" ".join(WHOLE).split(), "a", " "]
    texts = [*WHOLE, *("".join(drawn.choices(words, k=8)) for _ in range(300))]
    script = (ROOT / "site_src/script/letters.js").as_uri()
    asked = json.dumps([script, plain(LETTERS), texts])
    node = [str(setup.ensure_node(ROOT)), "--input-type=module", "-e", IN_NODE]
    said = json.loads(subprocess.run(node, input=asked, capture_output=True, text=True, check=True).stdout)
    return [(text, *one) for text, one in zip(texts, said, strict=True)]


def test_no_text_is_cut_within_what_browsers_take_for_a_letter(
    cut: list[Cut],
) -> None:
    for text, begun, ends in cut:
        assert {len(one) for one in begun} <= set(ends), ascii(text)


def test_no_more_is_cut_off_than_the_letter_that_has_no_room(
    cut: list[Cut],
) -> None:
    for text, begun, ends in cut[: len(WHOLE)]:
        for place, one in enumerate(begun):
            assert len(one) == max(end for end in ends if end <= place), ascii(text[:place])


def test_the_engine_cuts_where_the_page_does(cut: list[Cut]) -> None:
    for text, begun, _ in cut:
        assert [beginning(text, place) for place in range(len(text))] == begun
