"""The ticket: subject and body as plain text, with all that the desk needs to begin."""

from dataclasses import dataclass

from wizard.address import fragment
from wizard.case import Case, answer_label
from wizard.clauses import Cited
from wizard.edition import Edition
from wizard.facts import today
from wizard.policy import Detail, Question
from wizard.ticket.details import shown
from wizard.ticket.letters import one_line, shortened
from wizard.view import DetailView, Moment, Named, TargetView, Ticket, VerdictView, VersionView
from wizard.words import TicketWords, fill

LONGEST_SUMMARY = 120
"""Characters of the customer's own words in a subject."""
Filled = dict[str, list[dict[str, str]]]
"""By what a line is of: the fields for each time that it comes."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found out about a case, as far as the ticket speaks of it."""

    verdict: VerdictView
    severity: Named | None
    handling: Named | None
    version: VersionView | None
    target: TargetView | None
    details: tuple[DetailView, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a ticket's body: it comes once for each thing that it is `of`, whose fields fill its text.

    One that is of nothing always comes as it is. A detail's line is of `detail ` and the detail's id.
    """

    of: str
    text: str


def write(case: Case, found: Findings) -> Ticket:
    """The ticket of a case."""
    filled: Filled = {
        "": [{}],
        **_triage(case, found),
        **_details(case, found.details),
        **_promise(case, found),
    }
    lines = (fill(line.text, **one) for line in layout(case.edition) for one in filled.get(line.of, ()))
    return Ticket(
        subject=_subject(case, found),
        body="".join(f"{line.rstrip()}\n" for line in lines),
        file_name=fill(case.edition.words.ticket.file_name, date=today(case.edition, case.now).isoformat()),
    )


def layout(edition: Edition) -> tuple[Line, ...]:
    """The lines that a ticket can have, in their order."""
    words, policy = edition.words.ticket, edition.policy
    effective = policy.effective.isoformat()
    decided_by = fill(words.policy_is, title=policy.title, effective=effective, edition=edition.digest)
    lines = (
        ("", words.triage.upper()),
        ("severity", _named(words, words.severity, "{name}")),
        ("handling", _named(words, words.handling, "{name}")),
        ("asked", words.line),
        ("", ""),
        ("", words.details.upper()),
        *((f"detail {one.id}", _detail(words, one)) for one in policy.details),
        ("", ""),
        ("", words.promised.upper()),
        ("verdict", _named(words, words.verdict, "{title}")),
        ("target", _named(words, words.target, words.target_is)),
        ("due", _named(words, words.due, words.due_at)),
        ("", _named(words, words.policy, decided_by)),
        ("clauses", _named(words, words.clauses, "")),
        ("cited", words.clause),
        ("again", _named(words, words.again, "{address}")),
    )
    return tuple(Line(of, text) for of, text in lines)


def _subject(case: Case, found: Findings) -> str:
    words = case.edition.words.ticket
    summary = shortened(_summary(case, found.details), LONGEST_SUMMARY)
    if found.version and found.version.version:
        product, version = found.version.product, found.version.version
        summary = fill(words.subject_version, summary=summary, product=product, version=version)
    if found.severity:
        summary = fill(words.subject, summary=summary, severity=found.severity.name)
    return one_line(summary)


def _summary(case: Case, details: tuple[DetailView, ...]) -> str:
    """The customer's own words for it; else the first answer; else the policy's title."""
    typed = next((shown(one) for one in details if one.kind == "subject"), "")
    first = next((case.edition.questions[id] for id in case.walk.asked), None)
    return typed or (answer_label(case.edition, case.walk, first) if first else case.edition.policy.title)


def _triage(case: Case, found: Findings) -> Filled:
    return {
        "severity": [{"name": found.severity.name}] if found.severity else [],
        "handling": [{"name": found.handling.name}] if found.handling else [],
        "asked": [_answer(case, found, case.edition.questions[id]) for id in case.walk.asked],
    }


def _answer(case: Case, found: Findings, question: Question) -> dict[str, str]:
    """What a question was answered; a version comes with its status."""
    label, version = answer_label(case.edition, case.walk, question), found.version
    if question.kind == "version" and version and version.version:
        words = case.edition.words.ticket
        label = fill(words.version_is, product=version.product, version=label, status=version.status.name)
    return {"name": question.name, "value": label}


def _details(case: Case, details: tuple[DetailView, ...]) -> Filled:
    missing = case.edition.words.ticket.missing
    values = {one.id: shown(one) or (missing if one.required else "") for one in details}
    return {f"detail {id}": [{"value": value}] for id, value in values.items() if value}


def _promise(case: Case, found: Findings) -> Filled:
    target, cited = found.target, found.cited
    address = f"{case.page}#{fragment(case.walk.asked)}"
    return {
        "verdict": [{"title": found.verdict.title}],
        "target": [{"level": target.level.name, "text": target.text}] if target else [],
        "due": [_at_desk(target.due)] if target and target.due else [],
        "clauses": [{}] if cited else [],
        "cited": [{"label": one.label, "text": one.text} for one in cited],
        "again": [{"address": address}] if case.walk.asked else [],
    }


def _detail(words: TicketWords, detail: Detail) -> str:
    """A detail behind its name; a paragraph begins on a line of its own."""
    long = detail.kind == "paragraph"
    return (
        _named(words, detail.name, "").rstrip() + "\n{value}"
        if long
        else _named(words, detail.name, "{value}")
    )


def _named(words: TicketWords, name: str, value: str) -> str:
    return fill(words.line, name=name, value=value)


def _at_desk(moment: Moment) -> dict[str, str]:
    date, _, time = moment.desk.partition("T")
    return {"date": date, "time": time, "offset": moment.offset}
