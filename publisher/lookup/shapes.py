"""The look-up as the page reads it: shapes of plain JSON. The types of the page's script are made of them."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from wizard.policy import Option, QuestionKind
from wizard.ticket.letters import Letters
from wizard.view import Named

Ref = int
"""A node's index among the `nodes`; negative: `~index` into the `values`."""
Node = tuple[str, dict[str, Ref], Ref]
"""A fact, where its values lead, and where all others do."""
Phase = tuple[str, str, str]
"""The first day (ISO) of a version's status, the status, and its last day; empty where it has no end yet."""


class LookupQuestion(TypedDict):
    """A question without its number, which depends on the way to it; and the `figures` of its kind."""

    id: str
    kind: QuestionKind
    text: str
    help: str
    options: list[Option]
    input: str
    longest: int
    figures: NotRequired[dict[str, int]]


class LookupState(TypedDict):
    """Where an interview has come to: the index of its `question`, and the `next` state for each option.

    `typed` is the state for an answer that is typed. `settled` are the facts that become known on the way to
    the next state without being asked for, by option; under the empty text those of a typed answer.
    """

    question: int
    next: dict[str, int]
    typed: NotRequired[int]
    settled: NotRequired[dict[str, dict[str, str]]]


class LookupQuestions(TypedDict):
    """The interview: `since` is the day (ISO) from which on it holds, `start` the first state.

    `settled` are the facts that need no question at all.
    """

    since: str
    settled: dict[str, str]
    start: int
    questions: list[LookupQuestion]
    states: list[LookupState]


class LookupOutcomes(TypedDict):
    """What outcomes say, by facts.

    `tables` gives for each table's id a look-up of the number of the row that decides, and its result.
    `pieces` gives a look-up for a field of the outcome, with the id of the procedure that a step stands in.
    `moments` are the channels whose being open matters, `empty` is the outcome without any piece.
    """

    tables: list[tuple[str, Ref]]
    pieces: list[tuple[str, Ref, str]]
    moments: list[str]
    empty: dict[str, Any]
    nodes: list[Node]
    values: list[Any]


class LookupLine(TypedDict):
    """A line of the layout, without what it leaves empty."""

    template: list[str]
    each: NotRequired[str]
    needs: NotRequired[str]


class LookupLayout(TypedDict):
    """By which tickets are written; see `wizard.ticket.layout.Layout`."""

    body: list[list[LookupLine]]
    summary: list[LookupLine]
    around: list[LookupLine]
    file_name: list[str]
    letters: Letters


class Lookup(LookupQuestions):
    """All that the engine answers without Python; no `outcomes` where it stops at the last question."""

    outcomes: LookupOutcomes | None
    layout: LookupLayout
    phases: dict[str, dict[str, list[Phase]]]
    """By product and release the statuses that it goes through."""
    product: Named | None
    """The only product, if there is only one."""
    clock: list[int]
    """The policy's clock in minutes ahead of UTC; then by turns a minute of UTC and what holds from it."""
