"""The map's JSON, as the page's script reads it."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from wizard.policy import Option
from wizard.view import Named


class MapQuestion(TypedDict):
    """A question without its number, which depends on the way to it."""

    id: str
    kind: str
    text: str
    help: str
    options: list[Option]


class MapState(TypedDict):
    """A question that can come next, by its number, and where its answers lead."""

    question: int
    next: dict[str, int]
    typed: NotRequired[int]
    settled: NotRequired[dict[str, dict[str, str]]]


class OutcomeMap(TypedDict):
    """The outcomes, piece by piece: look-ups by a table's id or a field, and what they share."""

    tables: list[tuple[str, int]]
    pieces: list[tuple[str, int]]
    moments: list[str]
    empty: dict[str, object]
    nodes: list[tuple[str, dict[str, int], int]]
    values: list[object]


class TicketMap(TypedDict):
    """How a ticket is written, and the texts that it is filled from."""

    layout: list[tuple[str, str]]
    title: str
    subject: str
    subject_version: str
    version_is: str
    missing: str
    file_name: str


Start = TypedDict("Start", {"from": str})
"""The day after which the map holds; `from` can't be the name of a field."""


class WizardMap(Start):
    """The questions, and the outcomes as far as they can be carried."""

    start: int
    settled: dict[str, str]
    questions: list[MapQuestion]
    states: list[MapState]
    outcomes: OutcomeMap | None
    ticket: NotRequired[TicketMap]
    versions: NotRequired[dict[str, dict[str, list[tuple[str, str]]]]]
    product: NotRequired[Named | None]
