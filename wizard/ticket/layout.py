"""How a ticket is written, as data: the same few lines of code write it in the engine and in the page.

A template is a text with names in it, as a tuple that alternates: literal, name, literal, …, literal. Each
name is a path into the ticket's material (see `wizard.ticket.writing`), such as `target.level.name`. So
nothing that the policy or a customer wrote is ever searched for names.

An entry of the body is a tuple of lines, of which the first that comes is written. A line comes where what it
`needs`, and every name in it, has something to say. One with `each` comes once for each thing in that list,
and its names are paths into the thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wizard.outcome.blocks import BLOCKS, SECTIONS
from wizard.policy import Detail, Policy, Question
from wizard.ticket.letters import LETTERS, Letters
from wizard.words import TicketWords, Words

Template = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a ticket."""

    template: Template
    each: str = ""
    needs: str = ""


Entry = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """All that a ticket is written by."""

    body: tuple[Entry, ...]
    summary: Entry
    """What the subject says of the case."""
    around: Entry
    """The lines that are put around the summary, one after the other; each that comes has it as `summary`."""
    file_name: Template
    letters: Letters


def layout(policy: Policy, words: Words) -> Layout:
    """The layout of a policy's tickets."""
    writer = _Writer(policy, words.ticket)
    version = {name: _name(f"version.{name}") for name in ("product", "version")}
    summary, severity = _name("summary"), _name("severity.name")
    return Layout(
        body=tuple(writer.body()),
        summary=tuple(writer.summary()),
        around=(
            Line(_worded(words.ticket.subject_version, summary=summary, **version)),
            Line(_worded(words.ticket.subject, summary=summary, severity=severity)),
        ),
        file_name=_worded(words.ticket.file_name, date=_name("date")),
        letters=LETTERS,
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the entries, block by block, in the order of an outcome's blocks."""

    policy: Policy
    words: TicketWords

    def body(self) -> Iterator[Entry]:
        blocks: dict[str, Callable[[], Iterator[Entry]]] = {
            "severity": self.severity,
            "handling": self.handling,
            "asked": self.asked,
            "details": self.details,
            "verdict": self.verdict,
            "target": self.target,
            "policy": self.decided_by,
            "cited": self.cited,
        }
        for number, section in enumerate(SECTIONS):
            yield from (_always(""),) if number else ()
            yield _always(getattr(self.words, section).upper())
            for block in BLOCKS:
                if block.ticket == section:
                    yield from blocks[block.field]()
        yield (self.named(self.words.again, _name("address")),)

    def summary(self) -> Iterator[Line]:
        """The customer's own words for it; else the first answer; else the policy's title."""
        for detail in self.policy.details:
            if detail.kind == "subject":
                yield Line(_name(f"details.{detail.id}.text"))
        yield from (Line(_name(f"asked.{question.id}.label")) for question in self.policy.questions)
        yield Line((self.policy.title,))

    def severity(self) -> Iterator[Entry]:
        yield (self.named(self.words.severity, _name("severity.name")),)

    def handling(self) -> Iterator[Entry]:
        yield (self.named(self.words.handling, _name("handling.name")),)

    def asked(self) -> Iterator[Entry]:
        yield from (tuple(self.answers(question)) for question in self.policy.questions)

    def answers(self, question: Question) -> Iterator[Line]:
        """What a question was answered; a version that is named comes with its status."""
        if question.kind == "version":
            says = {name: _name(f"version.{name}") for name in ("product", "version")}
            yield self.named(
                question.name, _worded(self.words.version_is, status=_name("version.status.name"), **says)
            )
        yield self.named(question.name, _name(f"asked.{question.id}.label"))

    def details(self) -> Iterator[Entry]:
        yield from (tuple(self.detail(detail)) for detail in self.policy.details)

    def detail(self, detail: Detail) -> Iterator[Line]:
        """What was given for a detail; else that it is missing, where the desk needs it."""
        yield self.of_detail(detail, _name(f"details.{detail.id}.text"))
        if detail.required:
            yield self.of_detail(detail, (self.words.missing,), needs=f"details.{detail.id}")

    def of_detail(self, detail: Detail, value: Template, needs: str = "") -> Line:
        """A detail behind its name; what has several lines begins on one of its own."""
        if detail.kind in LETTERS.longest_of_kind or detail.options:
            return self.named(detail.name, value, needs)
        (name,) = self.named(detail.name, ("",)).template
        return Line(_joined((f"{name.rstrip()}\n",), value), needs=needs)

    def verdict(self) -> Iterator[Entry]:
        yield (self.named(self.words.verdict, _name("verdict.title")),)

    def target(self) -> Iterator[Entry]:
        """What is promised, and by when."""
        promised = {"level": _name("target.level.name"), "text": _name("target.text")}
        yield (self.named(self.words.target, _worded(self.words.target_is, **promised)),)
        due = {part: _name(f"due.{part}") for part in ("date", "time", "offset")}
        yield (self.named(self.words.due, _worded(self.words.due_at, **due)),)

    def decided_by(self) -> Iterator[Entry]:
        """By which policy it was decided."""
        says = {"title": "title", "effective": "effective", "edition": "digest"}
        names = {name: _name(f"policy.{field}") for name, field in says.items()}
        yield (self.named(self.words.policy, _worded(self.words.policy_is, **names)),)

    def cited(self) -> Iterator[Entry]:
        yield (self.named(self.words.clauses, ("",), needs="cited"),)
        clause = _worded(self.words.clause, label=_name("label"), text=_name("text"))
        yield (Line(clause, each="cited"),)

    def named(self, name: str, value: Template, needs: str = "") -> Line:
        """A short fact: the name of something, and what it is."""
        return Line(_worded(self.words.line, name=(name,), value=value), needs=needs)


def _always(text: str) -> Entry:
    return (Line((text,)),)


def _name(path: str) -> Template:
    return ("", path, "")


def _worded(text: str, /, **put: Template) -> Template:
    """The words file's text with a template in place of each `{name}`; other braces stay."""
    pieces = text.split("{")
    found: Template = (pieces[0],)
    for piece in pieces[1:]:
        name, brace, rest = piece.partition("}")
        known = brace and name in put
        found = _joined(found, put[name], (rest,)) if known else _joined(found, ("{" + piece,))
    return found


def _joined(*templates: Template) -> Template:
    """One template after the other."""
    joined = templates[0]
    for template in templates[1:]:
        joined = (*joined[:-1], joined[-1] + template[0], *template[1:])
    return joined
