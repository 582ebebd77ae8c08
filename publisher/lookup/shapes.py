"""The look-up as the page reads it: shapes of plain JSON. The types of the page's script are made of them."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from wizard.policy import Option, QuestionKind
from wizard.ticket.forms import Form
from wizard.ticket.layout import Layout
from wizard.view import ListedDays, Named

Ref = int
"""A node's index among the `nodes`; negative: `~index` into the `values`."""
Node = tuple[str, dict[str, Ref], Ref]
"""A fact, where its values lead, and where all others do."""
Since = tuple[int, int]
"""How long after the one before it an entry begins to hold, and what then holds; the first always has."""
Stretch = tuple[int, int] | tuple[int, int, int]
"""When a desk opens and closes, in minutes after the beginning of a week; how many days before it opened."""
WeekPattern = tuple[Stretch, ...]
"""The stretches of a week."""
YearCourse = tuple[Since, ...]
"""For weeks, counted from the first one that begins in a year, which of the patterns holds."""
Phase = tuple[str, str, str]
"""The first day (ISO) of a version's status, the status, and its last day or month; empty without an end."""


class LookupQuestion(TypedDict):
    """A question without its number, which depends on the way to it; and the `figures` of its kind.

    `days` are the first and the last day (ISO; empty without such an end) of options that come and go.
    """

    id: str
    kind: QuestionKind
    text: str
    help: str
    options: list[Option]
    input: str
    longest: int
    figures: NotRequired[dict[str, int]]
    days: NotRequired[dict[str, tuple[str, str]]]


class LookupState(TypedDict):
    """Where an interview has come to: the index of its `question`, and the `next` state for each option.

    `typed` is the state for an answer that is typed. `settled` are the facts that become known on the way to
    the next state without being asked for, by option; under the empty text those of a typed answer. `left` is
    about how many questions come after this one, on average over all answers: 0 only where none does, and
    missing where that isn't known.
    """

    question: int
    left: NotRequired[int]
    next: dict[str, int]
    typed: NotRequired[int]
    settled: NotRequired[dict[str, dict[str, str]]]


class Early(TypedDict):
    """The facts of every case before the policy is in force, which is `until` a day (ISO)."""

    until: str
    facts: dict[str, str]


class LookupQuestions(TypedDict):
    """The interview: `since` is the day (ISO) from which on it holds, `start` the first state.

    `early` tells what comes before the policy is in force, if nothing is asked then. `settled` are the facts
    that need no question at all.
    """

    since: str
    early: Early | None
    settled: dict[str, str]
    start: int
    questions: list[LookupQuestion]
    states: list[LookupState]


class LookupOutcomes(TypedDict):
    """What outcomes say, by facts.

    `tables` gives for each table's id a look-up of the number of the row that decides, and its result.
    `pieces` gives a look-up for a field of the outcome, with the id of the procedure that a step stands in.
    `empty` is the outcome without any piece.
    """

    tables: list[tuple[str, Ref]]
    pieces: list[tuple[str, Ref, str]]
    empty: dict[str, Any]
    nodes: list[Node]
    values: list[Any]


class TimetableHours(TypedDict):
    """The zone of a desk, and for weeks, counted from 1970, which pattern holds; `~index`: which course.

    `lists` are those of its holidays and seasons that end.
    """

    zone: str
    rows: list[Since]
    lists: list[ListedDays]


class Years(TypedDict):
    """The kinds of years from 1970 on, which come again after `cycle` weeks; `lengths` in weeks, by kind."""

    cycle: int
    kinds: list[int]
    lengths: list[int]


class TargetTime(TypedDict):
    """An answer after a number of minutes in some hours or, where `days` are given, after open days."""

    hours: str
    minutes: int
    days: int


class Timetable(TypedDict):
    """When desks are open, in minutes of UTC; see `publisher.lookup.timetable`.

    `zone` is the policy's own. `zones` give for minutes, counted from 1970, how many a clock is ahead of UTC.
    `courses` give for each kind of year which of the `weeks` hold in it.
    `hours` are by their ids, `channels` tell the hours of each channel, `moves` from which second on what is
    told behind its next opening, where later editions have other addresses. `promises` are by the ids of
    levels, and whatever a level promises by the ids of its clauses. From the minute `ends` on nothing is
    promised. What is open for more days than `longest_open` is taken as not closing, and what is closed for
    more than `longest_closed` as not opening.
    """

    zone: str
    zones: dict[str, list[Since]]
    weeks: list[WeekPattern]
    courses: list[list[YearCourse]]
    moves: dict[str, list[tuple[int, str]]]
    years: Years
    hours: dict[str, TimetableHours]
    channels: dict[str, str]
    promises: dict[str, TargetTime]
    ends: int | None
    longest_open: int
    longest_closed: int


class Lookup(LookupQuestions):
    """All that the engine answers without Python; no `outcomes` where it stops at the last question."""

    outcomes: LookupOutcomes | None
    layout: Layout
    forms: dict[str, Form]
    """By channel."""
    phases: dict[str, dict[str, list[Phase]]]
    """By product and release the statuses that it goes through."""
    product: Named | None
    """The only product, if there is only one."""
    timetable: Timetable
