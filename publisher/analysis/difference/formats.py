"""Prints a report: as text for the terminal, as Markdown for a pull request, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from textwrap import fill

from publisher.analysis.difference.answers import GONE, NEW_ANSWER
from publisher.analysis.difference.facets import VALUED
from publisher.analysis.difference.foremost import DEADLINES, foremost
from publisher.analysis.difference.report import Changed, Customers, DifferenceReport, Fact, ended
from publisher.analysis.difference.wordings import SETTLED, Text
from publisher.policy_file.findings import listed
from wizard.policy import POLICY

WIDTH = 100
MOST = 7
"""Sentences that a reader has the time for; a longer list of changes is told in this many."""
LONGEST = 12
"""Alternatives that text and Markdown tell of one change; JSON has them all."""

# The signs that mean something in Markdown, or start HTML, a mention of an issue or a struck-out text.
_ESCAPED = {ord(sign): f"\\{sign}" for sign in "\\`*_[]<>#|~&"}


def text(report: DifferenceReport, details: bool = False) -> str:
    """A report for the terminal; a long one tells the main changes alone, or with `details` each."""
    return "\n".join(_lines(report, _Text(details))) + "\n"


def markdown(report: DifferenceReport, details: bool = False) -> str:
    """A report for a pull request, with the details folded."""
    return "\n".join(_lines(report, _Markdown(details))) + "\n"


def as_json(report: DifferenceReport, details: bool = True) -> str:
    """A report for programs, with everything."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n"


Format = Callable[[DifferenceReport, bool], str]
FORMATS: dict[str, Format] = {"text": text, "markdown": markdown, "json": as_json}


class _Text:
    """How the parts of a report look in a terminal."""

    def __init__(self, details: bool = False) -> None:
        self._details = details

    def words(self, said: str) -> str:
        return " ".join(said.split())

    def title(self, said: str) -> Iterator[str]:
        yield said

    def heading(self, said: str) -> Iterator[str]:
        yield from ("", said)

    def folded(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        """What only some want to read: here told on request."""
        if self._details:
            yield from self.heading(title)
            yield from lines

    def way_to_details(self) -> str:
        """How to see what is not told."""
        return "" if self._details else " `--details` tells each with all its cases."

    def item(self, depth: int, said: str) -> str:
        indent = "  " * depth
        return fill(
            said,
            WIDTH,
            initial_indent=indent,
            subsequent_indent=indent + "    ",
            break_long_words=False,
            break_on_hyphens=False,
        )

    def quoted(self, said: str) -> str:
        return f"'{self.words(said)}'"

    def code(self, said: str) -> str:
        return said


class _Markdown(_Text):
    """How they look in a pull request."""

    def words(self, said: str) -> str:
        return " ".join(said.split()).translate(_ESCAPED)

    def title(self, said: str) -> Iterator[str]:
        yield f"## {said}"

    def heading(self, said: str) -> Iterator[str]:
        yield from ("", f"### {said}", "")

    def folded(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        yield from ("", f"<details><summary>{title}</summary>", "", *lines, "", "</details>")

    def item(self, depth: int, said: str) -> str:
        return f"{'  ' * (depth - 1)}- {said}"

    def way_to_details(self) -> str:
        return ""

    def code(self, said: str) -> str:
        return f"`{said}`"


def _lines(report: DifferenceReport, look: _Text) -> Iterator[str]:
    yield from look.title(f"{report.old} -> {report.new}")
    for said in report.about:
        yield from look.heading(said)
    yield from look.heading(_headline(report))
    if report.products:
        yield look.item(1, look.words(report.products))
    changes = [*report.outcomes, *report.interview]
    most = MOST - bool(report.products)
    if len(changes) <= most:
        yield from _each(report, look)
    else:
        main = foremost(changes, most - 1)
        yield from (look.item(1, _sentence(customers, look)) for customers in main)
        rest = [customers for customers in changes if customers not in main]
        yield look.item(1, _rest(rest) + look.way_to_details())
        yield from look.folded("Each change, with all its cases", _each_of_many(report, look))
    if report.wording or report.pages or report.renumbered:
        yield from look.heading("Also changed")
        yield from (look.item(1, look.words(said)) for said in (*report.renumbered, *report.stays))
        yield from (look.item(1, _wording(text, look)) for text in report.wording)
        yield from (look.item(1, _name_only(page, look)) for page in report.pages)
    if report.rows or report.others:
        yield from look.heading("Changed for nobody")
        yield from (look.item(1, _wording(row, look)) for row in report.rows)
        yield from (look.item(1, _name_only(other, look)) for other in report.others)
    if report.unfinished:
        yield from look.heading("Too many cases to look through them all")
        yield from (look.item(1, what) for what in report.unfinished)


def _each(report: DifferenceReport, look: _Text) -> Iterator[str]:
    for customers in report.outcomes:
        yield from _customers(customers, look)
    yield from _asked(report, look)


def _each_of_many(report: DifferenceReport, look: _Text) -> Iterator[str]:
    """Each change, those together that are alike."""
    outcomes = report.outcomes
    fresh = [customers for customers in outcomes if customers.changes[0].old == NEW_ANSWER]
    gone = [customers for customers in outcomes if customers.changes[0].new == GONE]
    cites = [
        customers for customers in outcomes if {change.kind for change in customers.changes} == {"cited"}
    ]
    for customers in outcomes:
        if customers not in (*fresh, *gone, *cites):
            # That a status is another one is often the condition itself.
            known = {value for box in customers.where for fact in box for value in fact.values}
            told = (change for change in customers.changes if f"{change.old} -> {change.new}" not in known)
            yield from _customers(replace(customers, changes=tuple(told)), look)
    for title, those in (
        ("Outcomes of answers that are new", fresh),
        ("Outcomes of answers that are gone", gone),
        ("What is cited otherwise", cites),
    ):
        if those:
            yield from look.heading(title)
            yield from _by_change(those, look)
    yield from _asked(report, look)


def _asked(report: DifferenceReport, look: _Text) -> Iterator[str]:
    if report.interview:
        yield from look.heading("Questions that are asked otherwise")
        for customers in report.interview:
            yield from _customers(customers, look)


def _by_change(those: Sequence[Customers], look: _Text) -> Iterator[str]:
    """What changes, by its kind, with its customers; what all of these have in common is said once."""
    boxes = [box for customers in those for box in customers.where]
    common = [fact for fact in boxes[0] if all(fact in box for box in boxes)]
    if common:
        yield look.item(1, _of(common, look))
    said: dict[str, list[str]] = {}
    for customers in those:
        apart = ([fact for fact in box if fact not in common] for box in customers.where[:LONGEST])
        who = "; or ".join(_of(box, look) for box in apart if box)
        more = len(customers.where) - LONGEST
        who += f"; or {more} more such conditions" if more > 0 else ""
        who += "" if customers.all_told else "; or others, of whom there are too many kinds to name"
        for change in customers.changes:
            what, _, value = _changed(change, look).partition(": ")
            value = value.removeprefix(f"{NEW_ANSWER} -> ").removesuffix(f" -> {GONE}")
            said.setdefault(what, []).append(f"{value} ({who})" if who else value)
    for what, values in said.items():
        yield look.item(1, what)
        yield from (look.item(2, value) for value in values)


def _headline(report: DifferenceReport) -> str:
    if report.outcomes:
        return "Customers who get another outcome"
    if report.unfinished:
        return "Customers who may get another outcome"
    who = "No other customer" if report.goes_on else "No customer"
    # A number to call stands in the outcome, though the outcome leads to the same channel.
    reached = any(text.name.startswith("channels.") for text in report.wording)
    but = ", but what it says of a channel may change: see below" if reached else ""
    return f"{who} gets another outcome{but}"


def _sentence(customers: Customers, look: _Text) -> str:
    first, *others = customers.where
    who = _of(first, look)
    if others or not customers.all_told:
        who += ", among other cases"
    worth = [change for change in customers.changes if change.kind in VALUED] or customers.changes
    return f"{ended(who)} {ended('Then ' + ' and '.join(_changed(change, look) for change in worth[:2]))}"


def _rest(told: Sequence[Customers]) -> str:
    """How many changes there are beside those that are told, and how many of them change what is promised."""
    kinds = [{change.kind for change in customers.changes} for customers in told]
    cover = sum("verdict" in of for of in kinds)
    deadlines = sum(not of.isdisjoint(DEADLINES) for of in kinds)
    counts = ((cover, "what is covered"), (deadlines, "a deadline"))
    among = " and ".join(f"{count} of {what}" for count, what in counts if count)
    return f"And {len(told)} more changes{f', among them {among}' if among else ', which matter less'}."


def _of(box: Iterable[Fact], look: _Text) -> str:
    return "; ".join(_fact(fact, look) for fact in box) or "Every case"


def _customers(customers: Customers, look: _Text) -> Iterator[str]:
    for number, box in enumerate(customers.where[:LONGEST]):
        yield look.item(1, f"{'or ' if number else ''}{_of(box, look)}")
    if len(customers.where) > LONGEST:
        yield look.item(1, f"or {len(customers.where) - LONGEST} more such conditions")
    if not customers.all_told:
        yield look.item(1, "or others, of whom there are too many kinds to name")
    yield from (look.item(2, _changed(change, look)) for change in customers.changes)


def _fact(fact: Fact, look: _Text) -> str:
    values = listed(map(look.words, fact.values), "or")
    if fact.fact == POLICY:
        was, changes, now = values.partition(" -> ")
        said = f"was {was} and is {now}" if changes else f"is {'not ' if fact.but else ''}{values}"
        return f"On days when the policy {said}"
    version, day = fact.example
    note = f" (as {look.words(version)} on {day})" if day else ""
    return f"{look.words(fact.name)}: {'anything but ' if fact.but else ''}{values}{note}"


def _changed(change: Changed, look: _Text) -> str:
    if change.old is None or change.new is None:
        what = change.what if change.old is None else f"no longer {change.what}"
        now = "now " if change.old is None else ""
        required = ", which must be given" if change.required else ""
        return f"{now}{what}: {look.words(change.new or change.old or '')}{required}"
    return f"{change.what}: {look.words(change.old)} -> {look.words(change.new)}"


def _wording(text: Text, look: _Text) -> str:
    name = look.code(text.name)
    if text.old is None:
        return f"{name} added" + (f": {look.quoted(text.new)}" if text.new else "")
    if text.new is None:
        return f"{name} removed" + (f": {look.quoted(text.old)}" if text.old else "")
    if text.new == SETTLED:
        return f"{name} {SETTLED}: {look.quoted(text.old)}"
    return f"{name}: {look.quoted(text.old)} -> {look.quoted(text.new)}"


def _name_only(text: Text, look: _Text) -> str:
    what = "added" if text.old is None else "removed" if text.new is None else "changed"
    return f"{look.code(text.name)} {what}"
