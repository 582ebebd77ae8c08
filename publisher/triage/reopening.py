"""A ticket, reopened: the answers that it was made of, and what today's policy decides about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wizard.address import answers_in
from wizard.edition import Edition
from wizard.words import fill

Json = dict[str, Any]


class NoTicket(Exception):
    """The text holds no answers to reopen."""


@dataclass(frozen=True)
class LineChange:
    """A line of a ticket that comes out otherwise today; a line that is not there is empty."""

    was: str
    today: str


@dataclass(frozen=True)
class Reopened:
    """The engine's view of a ticket's answers today, and what it says otherwise than the ticket."""

    view: Json
    changes: tuple[LineChange, ...]


def reopen(engine: Callable[[Json], Json], edition: Edition, text: str) -> Reopened:
    """Reopen a ticket's text; `engine` gives the view for answers. Raises NoTicket."""
    view = engine(_answers(edition, text))
    outcome = view["outcome"]
    body = outcome["ticket"]["body"] if outcome else ""
    return Reopened(view, tuple(_changes(edition, text, body)))


def _answers(edition: Edition, text: str) -> Json:
    """The answers in the link of a ticket; tickets are quoted and wrapped, so any line may hold it."""
    for word in text.split():
        answers = answers_in(word)
        if answers.keys() & edition.questions.keys():
            return dict(answers)
    raise NoTicket


def _changes(edition: Edition, before: str, today: str) -> Iterator[LineChange]:
    """The decisions and the cited clauses in which two tickets differ."""
    for begin in _decisions(edition):
        was, now = _line(before, begin), _line(today, begin)
        if was != now:
            yield LineChange(was, now)
    was_cited, now_cited = _cited(edition, before), _cited(edition, today)
    yield from (LineChange(line, "") for line in was_cited if line not in now_cited)
    yield from (LineChange("", line) for line in now_cited if line not in was_cited)


def _decisions(edition: Edition) -> list[str]:
    """How the lines begin that say what was decided."""
    words = edition.words.ticket
    names = (words.severity, words.handling, words.verdict, words.target)
    return [fill(words.line, name=name, value="").rstrip() for name in names]


def _line(ticket: str, begin: str) -> str:
    return next((line.strip() for line in ticket.splitlines() if line.startswith(begin)), "")


def _cited(edition: Edition, ticket: str) -> list[str]:
    """The lines that cite a clause, by their beginning: the words before the clause's label."""
    begin = edition.words.ticket.clause.partition("{")[0]
    return [line.strip() for line in ticket.splitlines() if begin and line.startswith(begin)]
