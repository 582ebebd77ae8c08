"""Text as Markdown and HTML that say exactly that text, whatever signs stand in it."""

from __future__ import annotations

import string

from markupsafe import Markup

# Numeric references mean the same to every Markdown reader, at every place of a line; backslashes don't.
_REFERENCES = {ord(sign): f"&#{ord(sign)};" for sign in string.punctuation}


def escaped(text: str) -> Markup:
    """One line of Markdown in which no sign of the text has a meaning."""
    return Markup(" ".join(text.split()).translate(_REFERENCES))  # noqa: S704 (nothing of HTML is left in it)
