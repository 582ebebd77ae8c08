"""The real policy, edited."""

from __future__ import annotations

from tests.publisher.long_form import long_form

TEXT = long_form()


def changed(*edits: tuple[str, str]) -> str:
    """The real policy with each first text in it replaced by its second; every one stands in it once."""
    text = TEXT
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text
