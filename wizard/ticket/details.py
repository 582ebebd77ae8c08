"""What was typed or picked, as it is kept: the details of a ticket, which stay out of every address, and what
was typed as an answer, which stands in addresses without its secrets.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from wizard.policy import Question
from wizard.ticket.letters import LETTERS, clean, one_line
from wizard.ticket.secrets import is_shown, masked, secrets_in
from wizard.view import DetailView, Masked

DIGITS = "0123456789"
KINDS_OF_LETTERS = "A9*"
"""In a detail's pattern: a letter, a digit, either."""
Given = str | tuple[str, ...]
"""What was typed, or the ids of the options that were picked."""


class Kept(NamedTuple):
    """A typed text without its secrets, and what was found."""

    text: str
    masked: tuple[Masked, ...]


def filled_in(
    detail: DetailView, given: Given, turned: Collection[str]
) -> tuple[DetailView, tuple[Masked, ...]]:
    """A detail with what was given for it, and the secrets in it, which are masked.

    What was `turned` is masked if it otherwise is not, and the other way round.
    """
    if detail.options:
        picked = (given,) if isinstance(given, str) else given
        options = [option for option in detail.options if option.id in picked]
        value = tuple(option.id for option in options)
        labels = ", ".join(option.label for option in options)
        return _checked(replace(detail, value=value, text=labels)), ()
    text, length = _cleaned(detail, given)
    kept = _kept(detail, detail.kind, text, length, turned)
    typed = kept.text[: LETTERS.longest_of_kind.get(detail.kind)]
    return _checked(replace(detail, value=typed, text=typed)), kept.masked


def typed_answer(question: Question, given: str, longest: int, turned: Collection[str]) -> Kept:
    """What was typed as the answer to a question; one that is too long is none, and stays as it is."""
    line = one_line(given)
    if len(line) > longest:
        return Kept(given, ())
    kept = _kept(question, "line", line, longest, turned)
    return kept._replace(text=kept.text[:longest])


def _kept(part: DetailView | Question, kind: str, text: str, length: int, turned: Collection[str]) -> Kept:
    """The first letters of a text, where a secret in them may go beyond their end."""
    secrets = [secret for secret in secrets_in(text, kind) if secret.start < length]
    told = (
        Masked(
            part.id,
            part.name,
            secret.kind,
            text.count("\n", 0, secret.start) + 1,
            secret.text,
            is_shown(secret, turned),
        )
        for secret in secrets
    )
    return Kept(masked(text[:length], secrets, turned), tuple(told))


def _checked(detail: DetailView) -> DetailView:
    """A detail with what is wrong with it."""
    if not detail.text:
        return replace(detail, problem="missing" if detail.required else "")
    if detail.kind == "email" and not _is_address(detail.text):
        return replace(detail, problem="no-address")
    written = not detail.pattern or any(_fits(detail.text, mask) for mask in detail.pattern)
    return replace(detail, problem="" if written else "no-match")


def _fits(text: str, mask: str) -> bool:
    """Whether a text is written as a mask says, letter by letter; capitals and small ones are the same."""
    return len(text) == len(mask) and all(map(_is_one, text, mask))


def _is_one(letter: str, of: str) -> bool:
    is_letter, is_digit = letter.isascii() and letter.isalpha(), letter in DIGITS
    if of in KINDS_OF_LETTERS:
        return (is_letter, is_digit, is_letter or is_digit)[KINDS_OF_LETTERS.index(of)]
    return letter == of or (is_letter and letter.lower() == of.lower())


def _is_address(text: str) -> bool:
    """Whether an answer could reach it: a name, one @, and a domain with a dot in it."""
    name, _, domain = text.partition("@")
    return bool(name) and "." in domain.strip(".") and "@" not in domain and " " not in text


def _cleaned(detail: DetailView, given: Given) -> tuple[str, int]:
    """A typed text with what may end a secret behind it, and how many letters of it are read."""
    text = given if isinstance(given, str) else ""
    cleaned = one_line if detail.kind in LETTERS.longest_of_kind else clean
    return cleaned(text, LETTERS.longest + LETTERS.behind), len(cleaned(text))
