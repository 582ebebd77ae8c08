"""Keeps from Markdown the HTML that it would give back as it is: reading that is most of what MkDocs does.

This file is staged as a hook of MkDocs, so it imports nothing of ours. Without it the pages are the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from html import unescape
from typing import Any

_BEGIN = re.compile(r"^<(div|nav|ol|script|section|ul)[ >]", re.MULTILINE)
"""The start of an element that Markdown leaves alone."""
_STAND_IN = '<div data-kept="{}"></div>'
"""What stands in its place meanwhile; Markdown leaves it alone as well."""
_KEPT = re.compile(_STAND_IN.format(r"(\d+)"))
_ID = re.compile(r'\sid="([^"]*)"')

_elements: defaultdict[str, list[str]] = defaultdict(list)
"""The elements by their page, in order."""


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """MkDocs gives a page's text here before Markdown gets it."""
    parts, at, kept = [], 0, _elements[page.file.src_uri]
    for begin in _BEGIN.finditer(markdown):
        if begin.start() >= at and (end := _end(markdown, begin)):
            parts += [markdown[at : begin.start()], _STAND_IN.format(len(kept))]
            kept.append(markdown[begin.start() : end])
            at = end
    return "".join([*parts, markdown[at:]])


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """MkDocs gives a page's HTML here before it checks the links to its parts. Raises ValueError."""
    kept = _elements.pop(page.file.src_uri)
    html, found = _KEPT.subn(lambda place: kept[int(place[1])], html)
    if found != len(kept):
        raise ValueError(f"{page.file.src_uri}: Markdown took HTML for something else.")
    page.present_anchor_ids.update(unescape(anchor) for element in kept for anchor in _ID.findall(element))
    return html


def _end(markdown: str, begin: re.Match[str]) -> int:
    """Where an element ends; 0 where it doesn't."""
    depth = 0
    for tag in re.compile(f"<(/?){begin[1]}[ >]").finditer(markdown, begin.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return 0
