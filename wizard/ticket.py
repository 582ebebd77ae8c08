"""The ticket: subject and body as plain text, with all that the desk needs to begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wizard.address import fragment
from wizard.case import Case, answer_label
from wizard.clauses import Cited
from wizard.details import shown
from wizard.facts import today
from wizard.text import one_line, shortened
from wizard.view import DetailView, Moment, Named, TargetView, Ticket, VerdictView, VersionView
from wizard.words import TicketWords, fill

LONGEST_SUMMARY = 120
"""Characters of the customer's own words in a subject."""


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


def write(case: Case, found: Findings) -> Ticket:
    """The ticket of a case."""
    words = case.edition.words.ticket
    parts = (
        (words.triage, _triage(case, found)),
        (words.details, _details(words, found.details)),
        (words.promised, _promise(case, found)),
    )
    return Ticket(
        subject=_subject(case, found),
        body="\n\n".join("\n".join((heading.upper(), *lines)) for heading, lines in parts) + "\n",
        file_name=fill(words.file_name, date=today(case.edition, case.now).isoformat()),
    )


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


def _triage(case: Case, found: Findings) -> Iterator[str]:
    words = case.edition.words.ticket
    for name, value in ((words.severity, found.severity), (words.handling, found.handling)):
        if value:
            yield _line(words, name, value.name)
    for question in (case.edition.questions[id] for id in case.walk.asked):
        answer = answer_label(case.edition, case.walk, question)
        if question.kind == "version" and found.version and found.version.version:
            version = found.version
            answer = fill(
                words.version_is, product=version.product, version=answer, status=version.status.name
            )
        yield _line(words, question.name, answer)


def _details(words: TicketWords, details: tuple[DetailView, ...]) -> Iterator[str]:
    for detail in details:
        value = shown(detail) or (words.missing if detail.required else "")
        if value and detail.kind == "paragraph":
            yield from (_line(words, detail.name, ""), value)
        elif value:
            yield _line(words, detail.name, value)


def _promise(case: Case, found: Findings) -> Iterator[str]:
    words, policy = case.edition.words.ticket, case.edition.policy
    yield _line(words, words.verdict, found.verdict.title)
    if found.target:
        promised = fill(words.target_is, level=found.target.level.name, text=found.target.text)
        yield _line(words, words.target, promised)
        if found.target.due:
            yield _line(words, words.due, _moment(words, found.target.due))
    effective = policy.effective.isoformat()
    edition = fill(words.policy_is, title=policy.title, effective=effective, edition=case.edition.digest)
    yield _line(words, words.policy, edition)
    if found.cited:
        yield _line(words, words.clauses, "")
    for cited in found.cited:
        yield fill(words.clause, label=cited.label, text=cited.text)
    if case.walk.asked:
        yield _line(words, words.again, f"{case.page}#{fragment(case.walk.asked)}")


def _line(words: TicketWords, name: str, value: str) -> str:
    return fill(words.line, name=name, value=value).rstrip()


def _moment(words: TicketWords, moment: Moment) -> str:
    date, _, time = moment.desk.partition("T")
    return fill(words.due_at, date=date, time=time, offset=moment.offset)
