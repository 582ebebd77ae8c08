"""The HTML that is kept from Markdown: the pages are the same, and one that would not be is never built."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown  # type: ignore[import-untyped]

from publisher.pages.raw_html import on_page_content, on_page_markdown
from tests.wizard.helpers import proves

NAMES = st.sampled_from(["div", "nav", "ol", "section", "ul", "p", "dl", "table", "span"])
TEXTS = st.sampled_from(
    [
        *("# A heading {: #name }", "some *text* & more", "- an item", "    <div>indented</div>", "<hr>", ""),
        *('<p class="b">a text</p> behind', '<script type="a/b">{"a": "*b*"}</script>', "`<br>`", "a | b"),
    ]
)


def _element(name: str, inside: list[str], ends: list[str]) -> str:
    return ends[0].join([f'<{name} id="a">', *inside, f"</{name}>"]) + ends[1]


ENDS = st.lists(st.sampled_from(["", "\n", "\n\n", " behind\n"]), min_size=2, max_size=2)
PAGES = st.lists(st.recursive(TEXTS, lambda inner: st.builds(_element, NAMES, st.lists(inner), ENDS))).map(
    "\n".join
)


def by_markdown_alone(text: str) -> str:
    return str(markdown(text, extensions=["attr_list", "tables", "fenced_code"]))


def with_kept(text: str) -> tuple[str, set[str]]:
    """The same page where HTML is kept from Markdown, and the ids in what was kept."""
    page = SimpleNamespace(file=SimpleNamespace(src_uri="index.md"), present_anchor_ids=set())
    given = on_page_markdown(text, page, None, None)
    return on_page_content(by_markdown_alone(given), page, None, None), page.present_anchor_ids


@proves(max_examples=200)
@given(PAGES)
def test_markdown_makes_the_same_page_whether_html_is_kept_from_it_or_not(text: str) -> None:
    assert with_kept(text)[0] == by_markdown_alone(text)


def test_links_can_lead_to_what_stands_in_kept_html() -> None:
    assert with_kept('<div id="one">\n<p class="id" id="a&amp;b">x</p>\n</div>')[1] == {"one", "a&b"}


def test_a_page_that_would_not_be_the_same_is_not_built() -> None:
    with pytest.raises(ValueError, match=r"index\.md"):
        with_kept("```\n<div>an example</div>\n```")
