"""What each edition of a policy changes, as an Atom feed (RFC 4287).

Guarantees that nothing in it is dated by a time to come. An entry is dated by the first instant of its
edition. That of an edition to come is there already, with its day in its title; it is dated by the day on
which it was first published as it is. The last feed says when that was, so that a site made again has the
same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from publisher.language.interface import Language
from publisher.pages.changes import EditionChange
from publisher.pages.edition_pages import CHANGES, FEED
from wizard.edition import Edition
from wizard.outcome.instants import in_utc

ATOM = "http://www.w3.org/2005/Atom"
Dated = dict[tuple[str, ...], str]
"""When each entry was published as it is, by what tells it from one that says something else."""


def feed(
    changes: list[EditionChange], edition: Edition, language: Language, now: datetime, last: bytes = b""
) -> bytes:
    """The changes, the newest first; `last` is the feed of the site that was made before."""
    ET.register_namespace("", ATOM)
    root = _element(None, "feed", "")
    policy = edition.policy
    base = policy.address if not policy.address or policy.address.endswith("/") else f"{policy.address}/"
    name = base or f"{policy.company} {policy.title}"
    out, known = base or "../", _dated(last)
    entries = [_entry(change, name, out, language) for change in changes]
    for change, entry in zip(changes, entries, strict=True):
        entry.insert(2, _element(None, "updated", _updated(change, now, known.get(_said(entry), ""))))
    _element(root, "title", f"{policy.title}: {language.site.titles['changes']}")
    _element(root, "id", uuid5(NAMESPACE_URL, f"{name} changes").urn)
    _element(root, "updated", max(_text(entry, "updated") for entry in entries))
    author = _element(root, "author", "")
    _element(author, "name", policy.company)
    _element(root, "link", "", rel="self", href=f"{out}{FEED}")
    _element(root, "link", "", rel="alternate", href=f"{out}{CHANGES}")
    root.extend(entries)
    text = ET.tostring(root, "utf-8", xml_declaration=True)
    return bytes(text)


def _entry(change: EditionChange, name: str, out: str, language: Language) -> ET.Element:
    """What an edition changes, without when that was published."""
    entry = _element(None, "entry", "")
    _element(entry, "title", change.title)
    _element(entry, "id", uuid5(NAMESPACE_URL, f"{name} {change.of.day}").urn)
    _element(entry, "link", "", rel="alternate", href=f"{out}{CHANGES}#from-{change.of.day}")
    _element(entry, "content", "\n\n".join(_told(change, language)), type="text")
    return entry


def _told(change: EditionChange, language: Language) -> Iterator[str]:
    yield from map(str, (*change.foremost, *change.further))
    if not (change.foremost or change.further):
        yield language.changes.nothing if change.finished else language.changes.unfinished
    yield from (numbers.says for numbers in change.numbers)
    for wording in (*change.wordings, *change.others):
        yield f"{wording.name}: {wording.old or '–'} → {wording.new or '–'}"


def _updated(change: EditionChange, now: datetime, before: str) -> str:
    """When an entry came to say what it says, `before` by the last feed."""
    if change.of.begins <= in_utc(now):
        return change.of.begins
    today = f"{now:%Y-%m-%d}T00:00:00Z"
    return min(before or today, today)


def _dated(last: bytes) -> Dated:
    try:
        entries = ET.fromstring(last).iterfind(f"{{{ATOM}}}entry")  # noqa: S314 (made here)
    except ET.ParseError:
        return {}  # There was none.
    return {_said(entry): _text(entry, "updated") for entry in entries}


def _said(entry: ET.Element) -> tuple[str, ...]:
    return tuple(_text(entry, part) for part in ("id", "title", "content"))


def _text(entry: ET.Element, part: str) -> str:
    return entry.findtext(f"{{{ATOM}}}{part}", "")


def _element(parent: ET.Element | None, name: str, text: str, **attributes: str) -> ET.Element:
    tag = f"{{{ATOM}}}{name}"
    made = ET.Element(tag, attributes) if parent is None else ET.SubElement(parent, tag, attributes)
    made.text = text or None
    return made
