"""The details of a ticket: what was typed or picked, as it is kept. They stay out of every address."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from wizard.ticket.letters import LETTERS, clean, one_line
from wizard.ticket.secrets import is_shown, masked, secrets_in
from wizard.view import DetailView, Masked

Given = str | tuple[str, ...]
"""What was typed, or the ids of the options that were picked."""


def filled_in(detail: DetailView, given: Given, turned: Collection[str]) -> DetailView:
    """A detail with what was given for it; secrets are masked, but what was `turned` is not, or is alone."""
    if detail.options:
        picked = (given,) if isinstance(given, str) else given
        options = [option for option in detail.options if option.id in picked]
        value = tuple(option.id for option in options)
        return _checked(replace(detail, value=value, text=", ".join(option.label for option in options)))
    text, length = _cleaned(detail, given)
    typed = masked(text, detail.kind, turned, length)[: LETTERS.longest_of_kind.get(detail.kind)]
    return _checked(replace(detail, value=typed, text=typed))


def _checked(detail: DetailView) -> DetailView:
    """A detail with what is wrong with it."""
    if not detail.text:
        return replace(detail, problem="missing" if detail.required else "")
    reachable = detail.kind != "email" or _is_address(detail.text)
    return replace(detail, problem="" if reachable else "no-address")


def _is_address(text: str) -> bool:
    """Whether an answer could reach it: a name, one @, and a domain with a dot in it."""
    name, _, domain = text.partition("@")
    return bool(name) and "." in domain.strip(".") and "@" not in domain and " " not in text


def masked_in(detail: DetailView, given: Given, turned: Collection[str]) -> Iterator[Masked]:
    """The secrets in what was typed for a detail."""
    text, length = ("", 0) if detail.options else _cleaned(detail, given)
    for secret in secrets_in(text, detail.kind):
        if secret.start >= length:
            break
        line, shown = text.count("\n", 0, secret.start) + 1, is_shown(secret, turned)
        yield Masked(detail.id, detail.name, secret.kind, line, secret.text, shown)


def _cleaned(detail: DetailView, given: Given) -> tuple[str, int]:
    """A typed text with what may end a secret behind it, and how many letters of it are read."""
    text = given if isinstance(given, str) else ""
    cleaned = one_line if detail.kind in LETTERS.longest_of_kind else clean
    return cleaned(text, LETTERS.longest + LETTERS.behind), len(cleaned(text))
