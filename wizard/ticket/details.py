"""The details of a ticket: what was typed or picked, as it is kept. They stay out of every address."""

from __future__ import annotations

from dataclasses import replace

from wizard.ticket.letters import LETTERS, clean, one_line
from wizard.view import DetailView

Given = str | tuple[str, ...]
"""What was typed, or the ids of the options that were picked."""


def filled_in(detail: DetailView, given: Given) -> DetailView:
    """A detail with what was given for it."""
    if detail.options:
        picked = (given,) if isinstance(given, str) else given
        options = [option for option in detail.options if option.id in picked]
        value = tuple(option.id for option in options)
        return replace(detail, value=value, text=", ".join(option.label for option in options))
    typed = _typed(detail.kind, given) if isinstance(given, str) else ""
    return replace(detail, value=typed, text=typed)


def _typed(kind: str, text: str) -> str:
    """As much of a text as is kept."""
    longest = LETTERS.longest_of_kind.get(kind)
    return clean(text) if longest is None else one_line(text)[:longest]
