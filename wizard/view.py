"""What the engine answers with: plain shapes that become JSON, the same for every reader.

Everything in them is ready to be shown. Instants are given twice, in UTC and by the desk's clock; wording
them for the visitor's own zone is the reader's part.
"""

from typing import Literal

from wizard.clauses import Cited
from wizard.media import Medium
from wizard.policy import DetailKind, Option, QuestionKind, Tone
from wizard.ticket.secrets import SecretKind
from wizard.values import value

Reply = Literal["at-once", "by-target", ""]
"""How soon one hears back from a channel: while one is on the line, or by the outcome's target; empty where
neither is promised for it."""
Problem = Literal["", "missing", "no-address", "no-match"]
"""What is wrong with a detail: the desk needs it and has nothing, no answer can reach such an address, or it
is written in none of the ways that the policy says."""


@value()
class Moment:
    """An instant: `utc` as `2026-11-23T17:00:00Z`, `desk` as `2026-11-23T23:00`, `offset` as `+06:00`."""

    utc: str
    desk: str
    offset: str


@value()
class Named:
    """An id with its name."""

    id: str
    name: str


@value()
class Answer:
    """A question that was answered: what was asked, the answer's id or text, and its words."""

    question: str
    name: str
    text: str
    answer: str
    label: str
    unsure: bool
    """Whether it says that the customer does not know."""


@value()
class QuestionView:
    """The question to ask. An answer can also be typed where `input`, the type of a field, is not empty."""

    id: str
    kind: QuestionKind
    number: int
    text: str
    help: str
    options: tuple[Option, ...]
    input: str
    longest: int
    """Characters of an answer that is typed."""


@value()
class VerdictView:
    """What the policy says of the case."""

    id: str
    tone: Tone
    label: str
    """Its own words beside the tone's picture, if it has some."""
    title: str
    text: str


@value()
class LeadView:
    """What to do, as the headline; `elsewhere` where others help, and our channels only hear objections."""

    title: str
    elsewhere: bool


@value()
class Reason:
    """Why, with the clauses that it rests on."""

    text: str
    clauses: tuple[Cited, ...]


@value(kw_only=True)
class VersionView:
    """The version that it is about; `last` is the last day of its status (ISO) or its month, or empty; of one
    that is still to come the day on which it comes out."""

    product: str = ""
    version: str = ""
    status: Named
    advice: str
    last: str = ""


@value()
class FurtherView:
    """Something else that is promised: what, or with which other answer, the clause's words, and by when."""

    name: str
    text: str
    clause: Cited
    due: Moment | None = None


@value(kw_only=True)
class TargetView:
    """The response that is promised: the clause's words, when its clock starts and when the answer is due."""

    level: Named
    text: str
    clause: Cited
    purpose: Cited
    taken_by: Cited | None
    hours: str
    starts: Moment | None = None
    due: Moment | None = None
    further: tuple[FurtherView, ...]
    """What else is promised."""


@value()
class Reached:
    """How a channel is reached from an instant on, by the edition that is in force then."""

    since: str
    """In UTC, as in `Moment`."""
    kind: Medium
    address: str
    link: str
    in_writing: bool
    web_page: bool
    promise: str
    note: str
    hours: str
    days: str
    later: str


@value(kw_only=True)
class ChannelView:
    """A channel with the reason to take it, and whether it is open; `link` opens it with the ticket."""

    id: str
    name: str
    kind: Medium
    address: str
    link: str
    filled: bool = False
    """Whether the link carries the ticket."""
    shortened: bool = False
    """Whether it carries less of it than the customer gave."""
    holds_ticket: bool = False
    """Whether it has a place for the ticket itself; else what the form's fields ask for goes along, alone."""
    login: bool = False
    """Whether one has to log in before the form opens, by which what was filled in may get lost."""
    in_writing: bool
    """Whether one writes there, so that the ticket comes first."""
    web_page: bool
    """Whether the link opens a web page."""
    takes_ticket: bool
    """Whether it is the one to which the ticket goes: the best one in writing."""
    reason: str
    promise: str
    note: str
    languages: dict[str, str]
    """The names of the languages spoken there, each in itself, by their codes."""
    hours: str
    open: bool | None = None
    """None where nobody has looked at the clock."""
    opens: Moment | None = None
    """When it opens, where it is closed."""
    closes: Moment | None = None
    """When it closes, where it is open and does not stay so."""
    reads: Moment | None = None
    """Where one writes and nobody reads just now: when they do, by the hours of all that is promised."""
    reply: Reply = ""
    clauses: tuple[Cited, ...]
    begins: str = ""
    """From when on it is there in UTC, where the edition before does not have it."""
    ends: str = ""
    """From when on it is not there any more in UTC, where a later edition does not have it."""
    days: str = ""
    """On which days it is reached like that, in words, where not for good."""
    later: str = ""
    """What its address becomes with a later edition."""
    elsewhere: str = ""
    """What is told behind its next opening, where it is reached otherwise by then."""
    since: str = ""
    """Since when it is reached like that in UTC, where another edition says so."""
    moves: tuple[Reached, ...] = ()
    """How it is reached by other editions, in their order."""


@value()
class ListedView:
    """A list of days that ends with the `last` one (ISO): of a season by its `name`, else of holidays.

    Its `channel` (id) is the one that depends on it; empty where an answer's deadline does.
    """

    name: str
    last: str
    channel: str


@value()
class ListedDays:
    """The same of one edition's hours, which hold from a `first` day on and until they `end`, or for ever."""

    name: str
    first: str
    last: str
    end: str


@value()
class ProcedureView:
    """What happens next, step by step."""

    id: str
    name: str
    intro: str
    steps: tuple[Cited, ...]


@value()
class DetailView:
    """Something to add to the ticket, and what has been typed so far."""

    id: str
    kind: DetailKind
    name: str
    help: str
    required: bool
    autocomplete: str
    options: tuple[Option, ...]
    pattern: tuple[str, ...]
    """The ways to write it, where the policy says some."""
    at_hand: bool
    """Whether it stands open in the form: what describes the case and can't be left out."""
    value: str | tuple[str, ...]
    """What was typed as it is kept, or the ids of what was picked of several options."""
    text: str = ""
    """The same as the ticket says it."""
    problem: Problem = ""


@value()
class Masked:
    """A secret in what was typed for a detail: of which kind, and in which line of it, from 1."""

    detail: str
    name: str
    kind: SecretKind
    line: int
    text: str
    """The secret itself, by which it is put back or masked."""
    shown: bool
    """Whether it is in the ticket: it was put back, or is only offered."""


@value()
class Ticket:
    """The ticket as plain text, and the name of the file to save it under."""

    subject: str
    body: str
    file_name: str


@value()
class ReadingView:
    """A reading of the policy that nobody has confirmed yet and that the outcome rests on."""

    id: str
    text: str
    fields: tuple[str, ...]
    """The fields of the outcome that it is about, as far as a part of the policy is said there."""
    word: str
    """What stands in brackets behind these; empty where that is only that it is unconfirmed."""


@value()
class Step:
    """How a table decided: its result, the facts that its row named, and the clauses of the row."""

    table: str
    title: str
    result: Named
    row: int
    """The number of the row that decided, from 1."""
    facts: dict[str, str]
    clauses: tuple[Cited, ...]


@value()
class PolicyView:
    """Which policy decided: its title, the day since when it holds (ISO), and the edition's digest."""

    title: str
    effective: str
    digest: str
    until: str = ""
    """The last day on which it holds (ISO), where that is known."""
    early: str = ""
    """The day by the policy's clock (ISO), where it is not in force on it yet."""


@value(kw_only=True)
class Outcome:
    """All that the policy says of a case, and the ticket to hand over.

    What it is made of stands in `wizard.outcome.pieces`, and how it is said in `wizard.outcome.blocks`.
    """

    verdict: VerdictView
    lead: LeadView
    severity: Named | None = None
    handling: Named | None = None
    version: VersionView | None = None
    reasons: tuple[Reason, ...] = ()
    instead: tuple[str, ...] = ()
    target: TargetView | None = None
    route: str = ""
    channels: tuple[ChannelView, ...] = ()
    listed: tuple[ListedView, ...] = ()
    """The lists that end before a day of which the channels or the target tell."""
    prepare: tuple[Cited, ...] = ()
    not_guaranteed: tuple[Cited, ...] = ()
    procedures: tuple[ProcedureView, ...] = ()
    details: tuple[DetailView, ...] = ()
    masked: tuple[Masked, ...] = ()
    """The secrets that were found, which the ticket is without, and the addresses that may be masked."""
    cited: tuple[Cited, ...] = ()
    """The clauses of the rows that decided, each once."""
    ticket: Ticket
    readings: tuple[ReadingView, ...] = ()
    why: tuple[Step, ...] = ()
    policy: PolicyView


@value()
class View:
    """The engine's answer: the next question, or the outcome."""

    asked: tuple[Answer, ...]
    """The answers so far, in the order of the questions."""
    answers: dict[str, str]
    """All answers that were kept, by question, those still ahead included; no details."""
    address: str
    """The answers so far as the fragment of a link, without anything personal."""
    ignored: tuple[str, ...]
    """Answers that fit no question of this policy, as `question=answer`."""
    question: QuestionView | None = None
    outcome: Outcome | None = None
