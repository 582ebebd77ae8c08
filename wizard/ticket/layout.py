"""How a ticket is written, as data: the same few lines of code write it in the engine and in the page.

A template is a text with names in it, as a tuple that alternates: literal, name, literal, …, literal. Each
name is a path into the ticket's material (see `wizard.ticket.writing`), such as `target.level.name`. So
nothing that the policy or a customer wrote is ever searched for names.

An entry is a tuple of lines, of which the first that comes is written. A line comes where what it `needs`,
and every name in it, has something to say. One with `each` comes once for each thing in that list, and its
names are paths into the thing.

A ticket that comes back is known again by the same description: a `KnownEntry` has beside an entry how its
lines begin, whatever they say, and what they tell (`wizard.reopening`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Literal

from wizard.outcome.blocks import BLOCKS, SECTIONS, Block, Section, Shape
from wizard.policy import Detail, Policy, Question
from wizard.ticket.letters import LETTERS, Letters
from wizard.values import value
from wizard.words import TicketWords, Words, fill

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
Tells = Literal["decided", "promised", "due", "policy", "name"]
"""What a line tells of: what was decided; of that, what staff are shown as it stood; by when that is due, as
counted from when it was reported; by which policy; or no more than the name of the lines below it."""


@value()
class Known:
    """How a line of a ticket that comes back is known again."""

    begin: str
    """How it begins, whatever it says; of a fact its name alone."""
    tells: Tells
    section: Section
    """Where it stands, outside of which nothing is known by it; empty for facts."""
    several: Literal["", "counted", "numbered"] = ""
    """How they are told apart where a ticket may have several of it."""


@value()
class KnownEntry:
    """An entry, and how its lines are known again: not at all where they say what the customer gave."""

    entry: Entry
    known: tuple[Known, ...]


EDITION = "Edition"
"""The name of the fact by which policy it was decided; no other fact tells of such things as hours."""
_KEPT = ("Name", "E-mail", "Severity", "Product", "Version", "Due", "Answers")
"""The names of the facts that a ticket that is too long keeps before all others."""
_NAMED_OTHERWISE = {"cited": "clauses"}
"""What the words for the ticket name under another key than the block's field."""
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
    reserve: int
    """Characters, encoded, that each text has there for itself before those in front of it take more."""
    shortest: int
    """Letters behind its name; a shorter beginning of a text tells nothing there."""
    numbers: int
    """Of how many parts of the room that is left there the numbers of clauses may keep one for themselves."""
    summary: Entry
    """What the subject says of the case."""
    around: Entry
    """The lines that are put around the summary, one after the other; each that comes has it as `summary`."""
    file_name: Template
    letters: Letters


def layout(policy: Policy, words: Words) -> Layout:
    """The layout of a policy's tickets."""
    writer, facts = _writer(policy, words), _facts(policy)
    version = {name: _name(f"version.{name}") for name in ("product", "version")}
    summary, severity = _name("summary"), _name("severity.name")
    return Layout(
        facts=tuple(part.entry for part in facts.values()),
        fact_order=_fact_order([*facts]),
        body=tuple(part.entry for part in writer.body()),
        texts=tuple(writer.texts()),
        clauses=writer.each_clause(("",)),
        words=writer.each_clause(_name("text")),
        shortened=words.ticket.shortened,
        reserve=240,
        shortest=12,
        numbers=4,
        summary=tuple(writer.summary()),
        around=(
            Line(worded(words.ticket.subject_version, summary=summary, **version)),
            Line(worded(words.ticket.subject, summary=summary, severity=severity)),
        ),
        file_name=worded(words.ticket.file_name, date=_name("date")),
        letters=LETTERS,
    )


def known_lines(policy: Policy, words: Words) -> tuple[Known, ...]:
    """All by which the lines of a policy's tickets are known again, each once."""
    parts = (*_facts(policy).values(), *_writer(policy, words).body())
    return tuple(dict.fromkeys(known for part in parts for known in part.known))


def heading(words: TicketWords, section: Section) -> str:
    """The line above a section of the ticket."""
    return str(getattr(words, section)).upper()


def _writer(policy: Policy, words: Words) -> _Writer:
    return _Writer(policy, words.ticket, frozenset(_details_by_name(policy).values()))


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


def _fact_order(names: list[str]) -> tuple[tuple[int, ...], ...]:
    """Those by which the desk can answer at all, then the rest as they stand."""
    others = [name for name in names if name not in _KEPT]
    return tuple(tuple(map(names.index, group)) for group in (_KEPT, others))


def _facts(policy: Policy) -> dict[str, KnownEntry]:
    """Each fact as `Name: value`. Neither the names nor ids depend on the language of the customer."""
    paths = paths_of_case(policy)
    due: Template = ("", "due.date", "T", "due.time", "", "due.offset", "")
    facts: dict[str, tuple[Tells | None, Iterable[Template]]] = {
        "Name": (None, map(_name, paths.get("name", ()))),
        "E-mail": (None, map(_name, paths.get("email", ()))),
        "Company": (None, map(_name, paths.get("company", ()))),
        "Severity": ("decided", (_name("severity.id"),)),
        "Product": (None, map(_name, paths.get("product", ()))),
        "Version": (None, map(_name, paths.get("version", ()))),
        "Status": ("decided", (_name("version.status.id"),)),
        "Due": ("due", (due,)),
        "Handling": ("decided", (_name("handling.id"),)),
        "Verdict": ("promised", (_name("verdict.id"),)),
        "Level": ("promised", (_name("target.level.id"),)),
        EDITION: ("decided", (_name("policy.digest"),)),
        # Last, since what comes behind a link is easily taken for a part of it.
        "Answers": (None, (_name("address"),)),
    }
    return {
        name: KnownEntry(
            tuple(Line(_joined((f"{name}: ",), template)) for template in templates),
            (Known(name, tells, ""),) if tells else (),
        )
        for name, (tells, templates) in facts.items()
    }


@value()
class _Writer:
    """Writes the entries, block by block, in the order of an outcome's blocks."""

    policy: Policy
    words: TicketWords
    told: frozenset[str]
    """The details that are told among the facts already."""

    def body(self) -> Iterator[KnownEntry]:
        for section in SECTIONS:
            yield KnownEntry(_always(""), ())
            yield KnownEntry(_always(heading(self.words, section)), ())
            for block in BLOCKS:
                if block.ticket == section:
                    yield from SHAPES[block.shape](self, block)

    def texts(self) -> Iterator[Entry]:
        """What was given for each detail; a summary only where the subject had no room for it."""
        for detail in self.policy.details:
            if detail.id not in self.told:
                needs = "cut" if detail.kind == "subject" else ""
                yield (self.of_detail(detail, f"details.{detail.id}.text", needs),)

    def summary(self) -> Iterator[Line]:
        """The customer's own words for it; else the first answer; else the policy's title."""
        for detail in self.policy.details:
            if detail.kind == "subject":
                yield Line(_name(f"details.{detail.id}.text"))
        yield from (Line(_name(f"asked.{question.id}.label")) for question in self.policy.questions)
        yield Line((self.policy.title,))

    def name(self, block: Block) -> Iterator[KnownEntry]:
        yield self.decided(block, self.name_of(block), _name(f"{block.field}.name"))

    def answers(self, block: Block) -> Iterator[KnownEntry]:
        for question in self.policy.questions:
            answers = self.answers_to(question, f"{block.field}.{question.id}.label")
            yield self.decided(block, question.name, *answers)

    def answers_to(self, question: Question, label: str) -> Iterator[Template]:
        """What a question was answered; a version that is named comes with its status, and until when."""
        if question.id == self.policy.version_question:
            says = {name: _name(f"version.{name}") for name in ("product", "version")}
            says["status"] = _name("version.status.name")
            words = self.words
            texts = {"out": words.version_out, "until": words.version_until, "": words.version_is}
            for day, text in texts.items():
                yield worded(text, day=_name(day), **says)
        yield _name(label)

    def details(self, block: Block) -> Iterator[KnownEntry]:
        for detail in self.policy.details:
            if detail.id not in self.told:
                yield KnownEntry((self.of_detail(detail, f"{block.field}.{detail.id}.text"),), ())

    def of_detail(self, detail: Detail, path: str, needs: str = "") -> Line:
        """What was given for a detail, behind its name; what has several lines begins on one of its own."""
        if detail.kind in LETTERS.longest_of_kind or detail.options:
            return self.named(detail.name, _name(path), needs)
        return Line(_joined((f"{self.begin(detail.name)}\n",), _name(path)), needs=needs)

    def verdict(self, block: Block) -> Iterator[KnownEntry]:
        yield self.decided(block, self.name_of(block), _name(f"{block.field}.title"), tells="promised")

    def target(self, block: Block) -> Iterator[KnownEntry]:
        """What is promised, and by when."""
        promised = {"level": _name(f"{block.field}.level.name"), "text": _name(f"{block.field}.text")}
        text = worded(self.words.target_is, **promised)
        yield self.decided(block, self.name_of(block), text, tells="promised")
        due = worded(self.words.due_at, **{part: _name(f"due.{part}") for part in ("date", "time", "offset")})
        yield self.decided(block, self.words.due, due, tells="due")
        each = worded(self.words.further_is, name=_name("name"), text=_name("text"))
        further, by = self.named(self.words.further, each), self.named(self.words.further_due, due)
        known = (
            Known(self.begin(self.words.further), "promised", block.ticket, "counted"),
            Known(self.begin(self.words.further_due), "due", block.ticket, "counted"),
        )
        yield KnownEntry(
            (Line(_joined(further.template, ("\n",), by.template), each="further.dated"),), known
        )
        yield KnownEntry((replace(further, each="further.undated"),), known[:1])

    def decided_by(self, block: Block) -> Iterator[KnownEntry]:
        """By which policy it was decided."""
        says = {"title": "title", "effective": "effective", "until": "until", "edition": "digest"}
        names = {name: _name(f"{block.field}.{field}") for name, field in says.items()}
        texts = (worded(text, **names) for text in (self.words.policy_was, self.words.policy_is))
        yield self.decided(block, self.name_of(block), *texts, tells="policy")

    def clauses(self, block: Block) -> Iterator[KnownEntry]:
        """Clauses by their numbers; where the words put nothing before, all below their name as one."""
        mark = self.words.clause.partition("{")[0].strip()
        tells: Tells = "name" if mark else "decided"
        yield self.decided(block, self.name_of(block), ("",), needs=block.field, tells=tells)
        known = (Known(mark, "decided", block.ticket, "numbered"),) if mark else ()
        yield KnownEntry(self.each_clause(_name("text"), block.field), known)

    def each_clause(self, text: Template, field: str = "cited") -> Entry:
        """Each clause of a field of the outcome: of those that are cited, where no other one is named."""
        return (Line(worded(self.words.clause, label=_name("label"), text=text), each=field),)

    def decided(
        self, block: Block, name: str, *values: Template, needs: str = "", tells: Tells = "decided"
    ) -> KnownEntry:
        """A short fact, as the first of some values that comes has it."""
        known = Known(self.begin(name), tells, block.ticket)
        return KnownEntry(tuple(self.named(name, value, needs) for value in values), (known,))

    def name_of(self, block: Block) -> str:
        """What a block is called in a ticket."""
        return str(getattr(self.words, _NAMED_OTHERWISE.get(block.field, block.field)))

    def begin(self, name: str) -> str:
        """How a short fact of this name begins."""
        return fill(self.words.line, name=name, value="").rstrip()

    def named(self, name: str, value: Template, needs: str = "") -> Line:
        """A short fact: the name of something, and what it is."""
        return Line(worded(self.words.line, name=(name,), value=value), needs=needs)


SHAPES: dict[Shape, Callable[[_Writer, Block], Iterator[KnownEntry]]] = {
    "verdict": _Writer.verdict,
    "name": _Writer.name,
    "target": _Writer.target,
    "clauses": _Writer.clauses,
    "details": _Writer.details,
    "answers": _Writer.answers,
    "policy": _Writer.decided_by,
}
"""How each shape of a block is drawn; there is none for those of which no ticket tells."""


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
