"""How a ticket is written, as data: the same few lines of code write it in the engine and in the page.

A template is a text with names in it, as a tuple that alternates: literal, name, literal, …, literal. Each
name is a path into the ticket's material (see `wizard.ticket.writing`), such as `target.level.name`. So
nothing that the policy or a customer wrote is ever searched for names.

An entry is a tuple of lines, of which the first that comes is written. A line comes where what it `needs`,
and every name in it, has something to say. One with `each` comes once for each thing in that list, and its
names are paths into the thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from wizard.outcome.blocks import BLOCKS, SECTIONS
from wizard.policy import Detail, Policy, Question
from wizard.ticket.letters import LETTERS, Letters
from wizard.values import value
from wizard.words import TicketWords, Words

Template = tuple[str, ...]
Paths = tuple[str, ...]
"""Paths of which the first that says something is taken."""


@value()
class Line:
    """A line of a ticket."""

    template: Template
    each: str = ""
    needs: str = ""


Entry = tuple[Line, ...]
DECIDED = ("Severity", "Due", "Status", "Handling", "Verdict", "Level")
"""The names of those facts of a ticket that are the policy's."""
EDITION = "Edition"
"""The name of the fact by which policy it was decided; no other fact tells of such things as hours."""
_KEPT = ("Name", "E-mail", "Severity", "Product", "Version", "Due", "Answers")
"""The names of the facts that a ticket that is too long keeps before all others."""
_AUTOCOMPLETE = {"name": "name", "organization": "company"}
"""What a detail is to the desk, by what its field is to a browser."""


@value()
class Layout:
    """All that a ticket is written by."""

    facts: tuple[Entry, ...]
    """What a ticket begins with: lines of which the desk's program knows the names, whatever the language."""
    fact_order: tuple[tuple[int, ...], ...]
    """The places of the facts in the order in which a ticket that is too long takes them, in two groups: the
    second only where all of the first is in, so that small facts take no room from what matters more."""
    body: tuple[Entry, ...]
    texts: tuple[Entry, ...]
    """What the customer gave, as far as it stands in no other place; what a link can carry the least of."""
    clauses: Entry
    """The numbers of the clauses that are cited, for a ticket that is too long."""
    words: Entry
    """The same with their words."""
    shortened: str
    """What ends a ticket that is too long for a link."""
    summary: Entry
    """What the subject says of the case."""
    around: Entry
    """The lines that are put around the summary, one after the other; each that comes has it as `summary`."""
    file_name: Template
    letters: Letters


def layout(policy: Policy, words: Words) -> Layout:
    """The layout of a policy's tickets."""
    writer = _Writer(policy, words.ticket, frozenset(_details_by_name(policy).values()))
    version = {name: _name(f"version.{name}") for name in ("product", "version")}
    summary, severity = _name("summary"), _name("severity.name")
    return Layout(
        facts=tuple(_facts(policy).values()),
        fact_order=_fact_order(_facts(policy)),
        body=tuple(writer.body()),
        texts=tuple(writer.texts()),
        clauses=writer.clauses(("",)),
        words=writer.clauses(_name("text")),
        shortened=words.ticket.shortened,
        summary=tuple(writer.summary()),
        around=(
            Line(worded(words.ticket.subject_version, summary=summary, **version)),
            Line(worded(words.ticket.subject, summary=summary, severity=severity)),
        ),
        file_name=worded(words.ticket.file_name, date=_name("date")),
        letters=LETTERS,
    )


def paths_of_case(policy: Policy) -> dict[str, Paths]:
    """What every desk asks for, by the names that templates have for it, as far as the policy asks it too."""
    details = _details_by_name(policy).items()
    found: dict[str, Paths] = {name: (f"details.{detail}.text",) for name, detail in details}
    product, version = policy.product_question, policy.version_question
    if product or version:
        found["product"] = ("version.product", *([f"asked.{product}.label"] if product else []))
    return found | ({"version": ("version.version",)} if version else {})


def _details_by_name(policy: Policy) -> dict[str, str]:
    """The ids of the details that every desk asks for, by its names."""
    found: dict[str, str] = {}
    for detail in policy.details:
        name = "email" if detail.kind == "email" else _AUTOCOMPLETE.get(detail.autocomplete)
        if name:
            found.setdefault(name, detail.id)
    return found


def _fact_order(facts: dict[str, Entry]) -> tuple[tuple[int, ...], ...]:
    """Those by which the desk can answer at all, then the rest as they stand."""
    found = [*facts]
    others = [name for name in found if name not in _KEPT]
    return tuple(tuple(map(found.index, names)) for names in (_KEPT, others))


def _facts(policy: Policy) -> dict[str, Entry]:
    """Each fact as `Name: value`. Neither the names nor ids depend on the language of the customer."""
    paths = paths_of_case(policy)
    due: Template = ("", "due.date", "T", "due.time", "", "due.offset", "")
    facts = {
        "Name": map(_name, paths.get("name", ())),
        "E-mail": map(_name, paths.get("email", ())),
        "Company": map(_name, paths.get("company", ())),
        "Severity": (_name("severity.id"),),
        "Product": map(_name, paths.get("product", ())),
        "Version": map(_name, paths.get("version", ())),
        "Status": (_name("version.status.id"),),
        "Due": (due,),
        "Handling": (_name("handling.id"),),
        "Verdict": (_name("verdict.id"),),
        "Level": (_name("target.level.id"),),
        EDITION: (_name("policy.digest"),),
        # Last, since what comes behind a link is easily taken for a part of it.
        "Answers": (_name("address"),),
    }
    return {
        name: tuple(Line(_joined((f"{name}: ",), template)) for template in templates)
        for name, templates in facts.items()
    }


@value()
class _Writer:
    """Writes the entries, block by block, in the order of an outcome's blocks."""

    policy: Policy
    words: TicketWords
    told: frozenset[str]
    """The details that are told among the facts already."""

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
        for section in SECTIONS:
            yield _always("")
            yield _always(getattr(self.words, section).upper())
            for block in BLOCKS:
                if block.ticket == section:
                    yield from blocks[block.field]()

    def texts(self) -> Iterator[Entry]:
        """What was given for each detail; a summary only where the subject had no room for it."""
        for detail in self.policy.details:
            if detail.id not in self.told:
                needs = "cut" if detail.kind == "subject" else ""
                yield (self.of_detail(detail, needs),)

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
        """What a question was answered; a version that is named comes with its status, and until when."""
        if question.id == self.policy.version_question:
            says = {name: _name(f"version.{name}") for name in ("product", "version")}
            says["status"] = _name("version.status.name")
            words = self.words
            texts = {"out": words.version_out, "until": words.version_until, "": words.version_is}
            for day, text in texts.items():
                yield self.named(question.name, worded(text, day=_name(day), **says))
        yield self.named(question.name, _name(f"asked.{question.id}.label"))

    def details(self) -> Iterator[Entry]:
        for detail in self.policy.details:
            if detail.id not in self.told:
                yield (self.of_detail(detail),)

    def of_detail(self, detail: Detail, needs: str = "") -> Line:
        """What was given for a detail, behind its name; what has several lines begins on one of its own."""
        value = _name(f"details.{detail.id}.text")
        if detail.kind in LETTERS.longest_of_kind or detail.options:
            return self.named(detail.name, value, needs)
        (name,) = self.named(detail.name, ("",)).template
        return Line(_joined((f"{name.rstrip()}\n",), value), needs=needs)

    def verdict(self) -> Iterator[Entry]:
        yield (self.named(self.words.verdict, _name("verdict.title")),)

    def target(self) -> Iterator[Entry]:
        """What is promised, and by when."""
        promised = {"level": _name("target.level.name"), "text": _name("target.text")}
        yield (self.named(self.words.target, worded(self.words.target_is, **promised)),)
        due = worded(self.words.due_at, **{part: _name(f"due.{part}") for part in ("date", "time", "offset")})
        yield (self.named(self.words.due, due),)
        each = worded(self.words.further_is, name=_name("name"), text=_name("text"))
        further, by = self.named(self.words.further, each), self.named(self.words.further_due, due)
        yield (Line(_joined(further.template, ("\n",), by.template), each="further.dated"),)
        yield (replace(further, each="further.undated"),)

    def decided_by(self) -> Iterator[Entry]:
        """By which policy it was decided."""
        says = {"title": "title", "effective": "effective", "until": "until", "edition": "digest"}
        names = {name: _name(f"policy.{field}") for name, field in says.items()}
        texts = (self.words.policy_was, self.words.policy_is)
        yield tuple(self.named(self.words.policy, worded(text, **names)) for text in texts)

    def cited(self) -> Iterator[Entry]:
        yield (self.named(self.words.clauses, ("",), needs="cited"),)
        yield self.clauses(_name("text"))

    def clauses(self, text: Template) -> Entry:
        """Each clause that is cited."""
        return (Line(worded(self.words.clause, label=_name("label"), text=text), each="cited"),)

    def named(self, name: str, value: Template, needs: str = "") -> Line:
        """A short fact: the name of something, and what it is."""
        return Line(worded(self.words.line, name=(name,), value=value), needs=needs)


def _always(text: str) -> Entry:
    return (Line((text,)),)


def _name(path: str) -> Template:
    return ("", path, "")


def worded(text: str, /, **put: Template) -> Template:
    """A text with a template in place of each `{name}`; other braces stay."""
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
