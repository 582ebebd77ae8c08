"""Text as Markdown and HTML that say exactly that text, whatever signs stand in it."""

from __future__ import annotations

import re
import string
from typing import Any

from markupsafe import Markup, escape

from publisher.language.page_list import clause_path
from wizard.edition import Edition
from wizard.policy import Clause

# Numeric references mean the same to every Markdown reader, at every place of a line; backslashes don't.
_REFERENCES = {ord(sign): f"&#{ord(sign)};" for sign in string.punctuation}


def escaped(text: str) -> Markup:
    """One line of Markdown in which no sign of the text has a meaning."""
    return Markup(" ".join(text.split()).translate(_REFERENCES))  # noqa: S704 (nothing of HTML is left in it)


def on_one_line(value: Any) -> Any:
    """A text without line ends, which HTML takes for spaces and Markdown for what may begin anything."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else " ".join(value.split())


def said(edition: Edition, clause: Clause, root: str) -> Markup:
    """The words of a clause, some with links or emphasis; `root` leads to the site's root."""
    html = Markup()
    for text, mark in clause.runs:
        words = re.sub(r"\s+", " ", text)
        if mark is None:
            html += escape(words)
        elif mark.link:
            cited = edition.clauses.get(mark.link)
            here = f"{root}{clause_path(cited)}" if cited else mark.link
            html += Markup('<a href="{}">{}</a>').format(here, words)
        else:
            html += Markup("<strong>{}</strong>").format(words)
    return html
