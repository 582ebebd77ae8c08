"""Texts that still say what an edit changed elsewhere: a name, a number, a figure, a day or an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from publisher.policy_file.checks.left_words import typed_in
from publisher.policy_file.checks.parts import parts
from publisher.policy_file.checks.quantities import worded
from publisher.policy_file.checks.settled_readings import notes_of, settled
from publisher.policy_file.findings import KeyPath, shown
from publisher.policy_file.remarks import Remark, name_of
from publisher.policy_file.translation import named_within
from wizard.clauses import Cited, index
from wizard.days import MONTHS
from wizard.media import USES
from wizard.policy import Channel, Hours, Policy, Subsection, Target, TimeSpan, VersionRule

NAMES = ("name", "title", "label", "company")
NAMED = frozenset(("title", "company", "sections", "products", "routes", "emergencies", "options"))
"""Where what has a name is spoken of by it: these groups of the file, and the options of a question."""
LEAST_LETTERS = 4
"""A shorter name stands in too many words."""
LEAST_DIGITS = 8
"""Digits at its end by which a telephone number is known, however it is written."""
UNREAD = (".number", ".address", ".form", ".link", ".template", ".word")
"""The ends of the names of texts that are no sentences."""
LABEL = re.compile(r"(?:\bsections?|§)\s*(\d+[a-z]?(?:\.\d+)?)(?![\w.]*\w)", re.IGNORECASE)

Figure = tuple[tuple[Fraction, str], ...]
"""A stretch of time, such as an hour and 30 minutes."""


class Old(NamedTuple):
    """Something that is no more so: how a text still says it, and what is so now, by which line."""

    said: Callable[[str], str]
    """What of a text says it; empty where nothing does."""
    now: str
    at: KeyPath


class Said(NamedTuple):
    """A text with its name, and its place."""

    name: str
    path: KeyPath
    text: str


def texts_left(policy: Policy, published: Policy, typed: bool = True) -> Iterator[Remark]:
    """Every text that still says what the policy doesn't say any more where that is laid down.

    With `typed` also what customers type, which serves all editions.
    """
    was, now = ({said.name: said for said in _said(each)} for each in (published, policy))
    laid_down = _laying_down(policy) | _laying_down(published)
    kept = {said.text for said in was.values()}
    everywhere = [*_renamed(was, now), *_days(policy, published), *_addresses(policy, published)]
    others = [*_figures(was, now, laid_down)]
    cited, by_label = index(policy), {clause.label: clause for clause in index(published).values()}
    leaving = tuple(_leaving(policy))
    for written in (*now.values(), *(_typed(policy) if typed else ())):
        if written.name.endswith(UNREAD) or written.name.startswith(leaving):
            continue
        # What lays a figure down may well say the one that another text has said before.
        for old in [*everywhere, *(others if written.name not in laid_down else ())]:
            if (said := old.said(written.text)) and old.at != written.path:
                still = "still stands here" if said == written.text else f"still says {shown(said)}"
                message = f"{shown(written.text)} {still}, and there is {old.now}"
                yield Remark(
                    written.path, message, line_of=old.at, kind="left-behind", parts=(written.path, old.at)
                )
        # Who wrote a text anew has looked at its numbers.
        if written.text in kept:
            yield from _labels(written, cited, by_label)
    yield from _not_listed(policy, published)


def _leaving(policy: Policy) -> Iterator[str]:
    """How the names of the texts begin that go once a settled reading is confirmed."""
    for reading in settled(policy):
        yield from (f"unconfirmed.{reading.id}.", *notes_of(reading))


def _not_listed(policy: Policy, published: Policy) -> Iterator[Remark]:
    """Each new channel that a section doesn't list, which listed every channel that there was."""
    was = {channel.id for channel in published.channels}
    complete = {section.id for section in published.all_sections if was and was <= {*section.contacts}}
    for path, part in parts(policy):
        if isinstance(part, Subsection) and part.id in complete:
            for new in (channel for channel in policy.channels if channel.id not in {*was, *part.contacts}):
                listed = (*path, "contacts")
                message = f"{shown(new.name)} is new and not among the contacts here, which were all channels"
                names = (name_of(policy, listed), new.id)
                message += "; does it belong here too?"
                yield Remark(listed, message, kind="left-behind", names=names)


def _said(policy: Policy) -> Iterator[Said]:
    for named in named_within(policy):
        if isinstance(named.value, str):
            yield Said(named.name, named.path, named.value)


def _typed(policy: Policy) -> Iterator[Said]:
    yield from (Said(str(path[0]), path, text) for path, text, _ in typed_in(policy))


def _renamed(was: dict[str, Said], now: dict[str, Said]) -> Iterator[Old]:
    names = {said.text for said in now.values() if said.name.rpartition(".")[2] in NAMES}
    for old in was.values():
        new = now.get(old.name)
        if not new or old.text in names or len(old.text) < LEAST_LETTERS or old.text in new.text:
            continue
        if old.name.rpartition(".")[2] in NAMES and not NAMED.isdisjoint(old.name.split(".")):
            yield Old(
                _finding(rf"(?<!\w){re.escape(old.text)}(?!\w)"), f"{shown(new.text)} now, by line", new.path
            )


def _days(policy: Policy, published: Policy) -> Iterator[Old]:
    was, now = (dict(_dates(each)) for each in (published, policy))
    kept = {day for _, day in now.values()}
    for name, (_, day) in was.items():
        if name in now and day not in kept:
            month, path = MONTHS[day.month - 1], now[name][0]
            first, year = rf"{day.day}(?:st|nd|rd|th)?", day.year
            written = rf"\b(?:{day}|{first} (?:of )?{month},? {year}|{month} {first},? {year})\b"
            yield Old(_finding(f"(?i:{written})"), f"{now[name][1]} now, by line", path)


def _dates(policy: Policy) -> Iterator[tuple[str, tuple[KeyPath, date]]]:
    for path, part in parts(policy):
        for field in fields(part):  # type: ignore[arg-type]
            value = getattr(part, field.name)
            if isinstance(value, date):
                place = (*path, field.name)
                yield name_of(policy, place), (place, value)


def _addresses(policy: Policy, published: Policy) -> Iterator[Old]:
    was = {part.id: part for _, part in parts(published) if isinstance(part, Channel) and part.address}
    for path, part in parts(policy):
        if isinstance(part, Channel) and part.id in was and part.address != was[part.id].address:
            old, digits = was[part.id].address, _digits(was[part.id].address)
            said = _finding(re.escape(old))
            if USES[part.kind].number and len(digits) >= LEAST_DIGITS:
                said = _dialling(digits[-LEAST_DIGITS:])
            yield Old(said, f"{shown(part.address)} now, by line", (*path, "address"))


def _figures(was: dict[str, Said], now: dict[str, Said], laid_down: set[str]) -> Iterator[Old]:
    """The stretches of time that a target, hours or a rule's clause said, and none says any more."""
    said = {figure for name in laid_down if name in now for figure in _stretches(now[name].text)}
    for name in sorted(laid_down & was.keys() & now.keys()):
        for figure in _stretches(was[name].text).keys() - said:
            yield Old(_counting(figure), f"{shown(now[name].text)} now, by line", now[name].path)


def _laying_down(policy: Policy) -> set[str]:
    """The names of the texts that say what counts."""
    cited = {
        clause
        for _, part in parts(policy)
        if isinstance(part, VersionRule | TimeSpan)
        for clause in part.cite
    }
    return {
        f"{named.name}.text"
        for named in named_within(policy)
        if isinstance(named.value, Target | Hours) or getattr(named.value, "id", "") in cited
    }


def _labels(said: Said, now: dict[str, Cited], by_label: dict[str, Cited]) -> Iterator[Remark]:
    """The numbers in a text by which it names something that has another number now."""
    for found in LABEL.finditer(said.text):
        meant = by_label.get(found[1].lower())
        if meant and (meant.id not in now or now[meant.id].label != meant.label):
            is_now = f"is §{now[meant.id].label} now" if meant.id in now else "is gone"
            message = f"{shown(said.text)} still says {shown(found[0])}; {shown(meant.text)} {is_now}"
            yield Remark(said.path, message, kind="left-behind")


def _stretches(text: str) -> dict[Figure, str]:
    """The stretches of time in a text, whatever hours or days they are of, each as it is written there."""
    return {
        tuple((quantity.amount, quantity.unit) for quantity in stretch): said
        for stretch, said in worded(text)
    }


def _counting(figure: Figure) -> Callable[[str], str]:
    return lambda text: _stretches(text).get(figure, "")


def _finding(pattern: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def said(text: str) -> str:
        found = compiled.search(text)
        return found[0] if found else ""

    return said


def _dialling(digits: str) -> Callable[[str], str]:
    return lambda text: text if digits in _digits(text) else ""


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))
