"""What the program fills in in each of its texts. Every words file is held to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from publisher.policy_file.findings import KeyPath
from publisher.policy_file.hints import items_of
from publisher.policy_file.program_placeholders import PLACEHOLDERS

FILLED_IN = re.compile(r"\{\w+\}")
FILLED_TOO = {
    name: frozenset({"{count}"})
    for name in ("wizard.questions_left", "wizard.masked_one", "wizard.offered_one", "search.one")
}
"""What is filled in, though a text does without it; of a group, in each of its texts."""


def texts_in(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every text in groups and lists, with its path."""
    if isinstance(value, str):
        yield path, value
    for key, child in items_of(value):
        yield from texts_in(child, (*path, key))


def dotted(path: KeyPath) -> str:
    """The name of a text."""
    return ".".join(map(str, path))


def not_filled(name: str, text: str) -> set[str]:
    """The placeholders of a text that nothing fills in there."""
    too = FILLED_TOO.get(name, FILLED_TOO.get(name.rpartition(".")[0], frozenset()))
    return {*FILLED_IN.findall(text)} - filled_in(name) - too


def filled_in(name: str) -> frozenset[str]:
    """The placeholders that a text is to have."""
    return frozenset(PLACEHOLDERS.get(name, "").split())


def in_order(names: set[str] | frozenset[str]) -> str:
    """Placeholders as a message lists them."""
    return ", ".join(sorted(names)) or "none"
