"""The real policy, edited."""

from __future__ import annotations

from pathlib import Path

TEXT = (Path(__file__).resolve().parent.parent.parent / "policy.yaml").read_text("utf-8")


def changed(*edits: tuple[str, str]) -> str:
    """The real policy with each first text in it replaced by its second; every one stands in it once."""
    text = TEXT
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text
