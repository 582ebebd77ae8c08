"""Whatever staff write in a policy or its words stands on the pages as it was written, and is nothing else.

The policy is the one that has every kind of part and every field of each. The oracle is the same site with a
plain word in place of each text: the pages must be the same, element by element and attribute by attribute,
but for the texts in the places of the words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import partial
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from publisher.bundle.exercise import POLICY
from publisher.bundle.files import Bundle
from publisher.language.interface import Language
from publisher.lookup.whole import lookup_of
from publisher.pages.edition_pages import EditionPages
from publisher.pages.mkdocs_site import MkDocs, build_pages
from publisher.pages.page_data import WizardParts
from publisher.pages.staging import stage
from publisher.policy_file.checks.parts import parts
from publisher.policy_file.edition_file import edition_of, load_policy
from publisher.policy_file.translation import texts, translated
from publisher.site_search.data import search_file
from tests.built_pages import words_of
from wizard.policy import Channel, Desk, Policy, Release

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> <b onclick='x'>b</b> </p></div></script>",
    "``` {.py onmouseover=alert(1)}\nalert(1)\n```",
    "~~~ { #wizard .x style=color:red }\n~~~",
    '[a link](javascript:alert(1)) ![x](data:text/html,x) [r]\n\n[r]: javascript:alert(1) "t"',
    "<!-- a comment\n\n--> <![CDATA[ x ]]> <?php x ?> <!doctype html>",
    "{{ 7 * 7 }} {% raw %} {# x #} {% include 'main.html' %}",
    "# heading {: #wizard onclick=x }\n\n    indented\n\n- list\n\n> quote\n\n---\n\na | b\n--|--\n1 | 2",
    "&amp; &#60;i&#62; &lt; \" ' ` \\ $1 $& \\1 {0} {summary} %s {}{{}}",
    "</title><svg/onload=alert(1)> ]]> --> */ //",
    "\u200e\u200f \u0995\u09cd\u09b7 \U0001f469\u200d\U0001f4bb " + "e\u0301\u0302\u0303" * 40,
    "__proto__ constructor toString - : > | * + 1. 2) === \\\nname: value\n...",
    "<https://evil.example> https://evil.example a@evil.example *[abbr]: x [^1]: x\n\nTerm\n: x",
)
"""HTML, scripts, Markdown and its extensions, Jinja, placeholders, entities, signs of other languages."""
NEW_LINE = "\n"
FIRST_WORD = 10_000
"""The numbers of the policy's texts are below it, those of the words not."""
KEPT = ("address", "form", "link", "number", "template")
"""Texts that have a form of their own, which is checked."""
MARKED = re.compile(r"(.*)\.marked\.[^.]+\.words")
"""The name of words that are marked in a text, behind that of what it is the text of."""


class Read(HTMLParser):
    """A page as a list: its elements with their attributes, their ends, and the texts between."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        # An element of JSON is read as what it says.
        match self.found:
            case [*_, ("script", {"type": "application/json"})]:
                self.found.append(json.loads(data))
            case [*_, [text]]:
                self.found[-1] = [text + data]
            case _ if data.strip():
                self.found.append([data])

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("declared", decl))


def with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Plain data or the words of a language with each text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: with_texts(one, change) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(with_texts(one, change) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **with_texts(parts, change))
    return value


def with_every_text(policy: Policy, text: Callable[[], str]) -> Policy:
    """The policy with new texts, also where they are no language's; what is marked stands in its text."""
    new = {name: text() for name in texts(policy) if not name.endswith(KEPT)}
    for name, words in new.items():
        if found := MARKED.fullmatch(name):
            new[f"{found[1]}.text"] += f" {words}"
    changed = translated(policy, new)
    for _, part in parts(changed):
        match part:
            case Channel() | Desk():
                field = "languages" if isinstance(part, Channel) else "constants"
                object.__setattr__(part, field, {name: text() for name in getattr(part, field)})
            case Release():
                object.__setattr__(part, "also", tuple(text() for _ in part.also))
    return changed


Text = Callable[[int], str]
Pages = Callable[[Text], dict[str, list[Any]]]


@pytest.fixture
def pages(language: Language, bundled: Bundle, mkdocs: MkDocs, tmp_path: Path) -> Pages:
    """Builds the site with a numbered text in each of the policy's texts and words, and reads its pages."""

    def built(text: Text) -> dict[str, list[Any]]:
        numbers, of_words = count(), count(FIRST_WORD)
        policy = with_every_text(load_policy(POLICY), lambda: text(next(numbers)))
        words = with_texts(language, lambda word: f"{word} {text(next(of_words)).replace('{summary}', '')}")
        changed, out = edition_of(policy, words), tmp_path / "site"
        # The words from A to Z are left out: they stand in the order of their letters, which differs.
        search = search_file(policy, changed, words)._replace(entries=[])
        parts = WizardParts(bundled.paths, lookup_of(changed), search)
        stage([EditionPages(changed, words, parts)], ROOT, tmp_path / "staging")
        build_pages(mkdocs, tmp_path / "staging", out, changed, words)
        html = {str(path.relative_to(out)): path.read_text("utf-8") for path in out.rglob("*.html")}
        read = {name: Read(page).found for name, page in html.items()}
        made_of_texts = re.compile(rf"{changed.digest}|search-\w{{10}}|^#?get-help-[\w-]+$")
        return with_texts(read, lambda one: words_of(made_of_texts.sub("", in_addresses(one))))

    return built


def in_addresses(one: str) -> str:
    """A text as it is; an address as it is read, since texts are encoded in it."""
    return unquote(one) if one.startswith("https://") else one


def one_of_all(number: int) -> str:
    return f"{number} {HOSTILE[number % len(HOSTILE)]}"


def all_of_all(number: int) -> str:
    return f"{number} {NEW_LINE.join(HOSTILE)}"


def test_hostile_text_in_every_field_stands_exactly_and_adds_no_element_attribute_or_script(
    pages: Pages,
) -> None:
    plain = pages(lambda number: f"Plain{number}word")
    for hostile, all_at_once in ((one_of_all, False), (all_of_all, True)):
        found, expected = pages(hostile), with_texts(plain, partial(in_place, hostile))
        assert found.keys() == expected.keys()
        for name in found:
            for was, now in zip(expected[name], found[name], strict=True):
                assert (now == was) or (without_outcomes(now) == without_outcomes(was) and all_at_once), name


def in_place(hostile: Text, text: str) -> str:
    """A text of the plain site as the hostile one has it; some are shown in capitals."""

    def put(found: re.Match[str]) -> str:
        number = int(found[0][len("Plain") : -len("word")])
        # In a word braces are what is filled in.
        new = words_of(hostile(number).replace("{summary}", "" if number >= FIRST_WORD else "{summary}"))
        return new.upper() if found[0].isupper() else new

    return re.sub(r"Plain\d+word|PLAIN\d+WORD", put, text)


def without_outcomes(one: Any) -> Any:
    """The page's data without the outcomes, which long texts make too many to carry; all else as it is."""
    match one:
        case {"lookup": lookup}:
            return one | {"lookup": {**lookup, "outcomes": None}}
    return one
