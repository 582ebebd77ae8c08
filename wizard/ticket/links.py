"""The links that open a channel with the ticket filled in, as much of it as the channel's form can take.

A ticket that is too long for a link becomes a shorter one: its facts, each whole or not at all; what the
customer wrote, where it must be cut between whole letters; the clauses by number, and with their words where
there is room. The page fills in links by the same rules (`site_src/script/ticket_links.js`); tests hold the
two to the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from wizard.ticket.forms import Form, Written, encoded, escaped
from wizard.ticket.layout import Entry, Layout
from wizard.ticket.letters import LETTERS, beginning
from wizard.ticket.writing import Material, first, fullest, lines_of
from wizard.view import Ticket


class Link(NamedTuple):
    """An address that opens a form; `whole` where all that the customer gave is in it."""

    address: str
    whole: bool


def ticket_link(form: Form, layout: Layout, material: Material, ticket: Ticket) -> Link:
    """The link to a form with a ticket in it, which `layout` wrote of `material`."""
    own = {"severity": form.severities.get(getattr(material.get("severity"), "id", ""), "")}
    known = {**material, "subject": ticket.subject, "body": "body", "desk": own}
    parts = _parts(form, known)
    at = next((place for place, entry in enumerate(form.parts) if names_body(entry) and place in parts), None)
    if at is None:
        _fill_up(form, known, parts)
        return Link("&".join(parts.values()), whole=False)
    room = form.longest - len("&".join(parts.values()))
    body, whole = _body(form, layout, material, ticket, room)
    said = fullest(form.parts[at], known, lambda path, text: _said(form, path, text, body))
    parts[at] = said or ""
    return Link("&".join(parts.values()), whole)


def names_body(part: Entry) -> bool:
    """Whether a part of a link holds the ticket's body."""
    return any("body" in line.template[1::2] for line in part)


def _parts(form: Form, known: Material) -> dict[int, str]:
    """The parts that come, by their places, still without the body, for which they leave room."""
    found, left = {}, form.longest_parts
    for place, entry in enumerate(form.parts):
        said = fullest(entry, known, lambda path, value: _said(form, path, value, ""))
        # What is in front of the first `&` is the way to the form.
        text = said or ("" if place else "".join(entry[0].template[::2]))
        if text and (len(text) < left or not place):
            found[place] = text
            left -= len(text) + 1
    return found


def _fill_up(form: Form, known: Material, parts: dict[int, str]) -> None:
    """Give what room is left, where no body takes it, to the texts that are parts of their own."""
    room = form.longest - len("&".join(parts.values()))
    for place, text in parts.items():
        fuller = fullest(form.parts[place], known, partial(_said, form, body="", more=room))
        if fuller and len(fuller) - len(text) <= room:
            room -= len(fuller) - len(text)
            parts[place] = fuller


def _said(form: Form, path: str, value: object, body: str, more: int = 0) -> str:
    """What stands in a link for a value; one that is longer than its share and `more` is cut."""
    if path == "body":
        return encoded(body, form.body_written)
    share = form.longest_subject if path == "subject" else form.longest_text
    said = _start(str(value), share + more, form.written)
    if path != "subject" and said != str(value):
        end = LETTERS.ellipsis
        said = _start(str(value), share + more - len(encoded(end, form.written)), form.written) + end
    return encoded(said, form.written)


def _body(form: Form, layout: Layout, material: Material, ticket: Ticket, room: int) -> tuple[str, bool]:
    """The ticket, or a shorter one, that takes at most `room` characters; and whether it is whole."""
    whole = ticket.body.strip(LETTERS.spaces)
    if not form.subject_apart:
        whole = f"{ticket.subject}\n\n{whole}"
    if _start(whole, room, form.body_written) == whole:
        return whole, True
    (summary,) = first(layout.summary, material)
    subject = _start(ticket.subject, form.longest_subject, form.written) if form.subject_apart else ""
    brief = _Brief(form, layout, subject, room)
    needed, others = (
        {place: "".join(lines_of((layout.facts[place],), material)) for place in group}
        for group in layout.fact_order
    )
    brief.take_facts([({} if subject else {-1: ticket.subject}) | needed, others])
    numbers = " ".join(lines_of((layout.clauses,), material))
    kept = brief.keeps_room(numbers)
    brief.take_texts(lines_of(layout.texts, {**material, "cut": summary not in subject}))
    brief.take_words(numbers, kept, lines_of((layout.words,), material))
    end = [] if brief.whole else [layout.shortened]
    return "\n\n".join((*brief.paragraphs, *end)), brief.whole


class _Brief:
    """A shorter ticket while it is written: its paragraphs, and what room is left for more."""

    def __init__(self, form: Form, layout: Layout, subject: str, room: int) -> None:
        self.paragraphs: list[str] = []
        self.whole = True
        self._form = form
        self._layout = layout
        self._subject = subject
        self._left = room - self._size(f"\n\n{layout.shortened}")

    def take_facts(self, groups: Iterable[dict[int, str]]) -> None:
        """Each fact of a group that there is room for, if all of those before are in, as one paragraph.

        Within a group one is passed over that is too long: a desk can answer to an address without a name.
        """
        taken: dict[int, str] = {}
        for group in groups:
            said = {place: fact for place, fact in group.items() if fact and self.whole}
            fit = {place: fact for place, fact in said.items() if self._take(f"{fact}\n")}
            self.whole = self.whole and len(fit) == len(said)
            taken |= fit
        self.paragraphs.append("\n".join(taken[place] for place in sorted(taken)))

    def keeps_room(self, paragraph: str) -> bool:
        """Keep room for a paragraph that comes later, if it takes little from what is before."""
        return self._size(paragraph) <= self._left // self._layout.numbers and self._take(f"\n\n{paragraph}")

    def take_texts(self, texts: list[str]) -> None:
        """Each text as a paragraph; where there is too little room for all, the first ones get more of it.

        A beginning is left out that tells nothing, or nothing more than the subject.
        """
        reserve = self._layout.reserve
        sizes = [self._size(f"\n\n{text}") for text in texts]
        spare = self._left - sum(min(size, reserve) for size in sizes)
        for text, size in zip(texts, sizes, strict=True):
            more = max(min(size - reserve, spare), 0)
            left = self._left
            self._take_beginning(text, size, min(min(size, reserve) + more, left))
            spare += min(size, reserve) - (left - self._left)

    def take_words(self, numbers: str, kept: bool, clauses: list[str]) -> None:
        """The numbers of clauses, if room was `kept` or is left for them; where all else is whole, also the
        words of those that there is room for."""
        cited = kept or self._take(f"\n\n{numbers}")
        words = [clause for clause in clauses if self.whole and self._take(f"\n\n{clause}")]
        self.paragraphs += filter(None, (numbers if cited else "", *words))

    def _take_beginning(self, text: str, size: int, room: int) -> None:
        if size > room:
            self.whole = False
            end = LETTERS.ellipsis
            text = _start(text, room - self._size(f"\n\n{end}"), self._form.body_written)
            said = text.partition(":")[2].lstrip(" \n")
            text = "" if len(said) < self._layout.shortest or said in self._subject else text + end
        if text and self._take(f"\n\n{text}"):
            self.paragraphs.append(text)

    def _take(self, text: str) -> bool:
        size = self._size(text)
        fits = size <= self._left
        self._left -= size if fits else 0
        return fits

    def _size(self, text: str) -> int:
        """How many characters a text takes, encoded; of one that fits no link, as many as are too many."""
        return len(encoded(text[: self._form.longest], self._form.body_written))


def _start(text: str, room: int, written: Written) -> str:
    """The longest beginning of a text, in whole letters, that takes at most `room` characters, encoded."""
    for place, letter in enumerate(text):
        room -= len(written.get(letter) or escaped(letter))
        if room < 0:
            return beginning(text, place).rstrip(LETTERS.spaces)
    return text
