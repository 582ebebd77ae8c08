"""Mends what the theme's own HTML does to people who use a keyboard or a screen reader.

The theme has no setting for any of this, and its templates are not ours to copy.
"""

from __future__ import annotations

import re
from html import escape

_CHECKBOX = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')


def mended(html: str, language: str) -> str:
    """A built page with its language named and its check boxes valid."""
    html = re.sub(r'<html lang="[^"]*"', f'<html lang="{escape(language)}"', html, count=1)
    return _CHECKBOX.sub(r"\1", html)
