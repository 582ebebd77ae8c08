"""Texts in which readers would see signs that are meant for a program, and sections out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publisher.policy_file.checks.parts import CHOSEN, called, called_by, parts
from publisher.policy_file.findings import KeyPath, Problem, shown
from publisher.policy_file.remarks import Remark, name_of
from publisher.policy_file.translation import named_within
from wizard.clauses import citable
from wizard.policy import Level, Option, Policy, Procedure, Release, Subsection

QUOTES = re.compile("[“”„«»‘’‚‹›]")
IN_QUOTES = re.compile("[“„«‘‚‹][^“”„«»‘’‚‹›]*[”“»’›]")
"""A text that is one quotation from its first sign to its last."""
OPENED = re.compile(r"(?:^|(?<=[\s(\[]))[“„«][^“”„«»]*$")
"""A quotation that no sign ends, from its first one on."""
MARKUP = re.compile(
    r"</?[a-z][^<>]*>|&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});"
    r"|\*\*[^*\s][^*]*\*\*|\[[^\]]+\]\([^)\s]+\)|`[^`]+`"
    r"|(?<![\w*])\*[^*\s](?:[^*\n]*[^*\s])?\*(?![\w*])|(?<!\w)_[^_\s](?:[^_\n]*[^_\s])?_(?!\w)"
    r"|^#{1,6} .*",
    re.IGNORECASE | re.MULTILINE,
)
NUMBER = re.compile(r"\d+")
NAMED = re.compile(r"\bsection (\d+(?:\.\d+)*)(?! of )\b", re.IGNORECASE)


def check_texts(policy: Policy) -> Iterator[Problem]:
    """Every name of a release with a quotation mark in it, by which nobody would find it."""
    for path, part in parts(policy):
        if isinstance(part, Release):
            names = [((*path, "version"), part.version)]
            names += (((*path, "also", place), name) for place, name in enumerate(part.also))
            for where, name in names:
                if QUOTES.search(name):
                    right = QUOTES.sub("", name).strip()
                    message = (
                        f'{shown(name)} has typographic quotes, which become part of it; write "{right}"'
                    )
                    yield Problem(where, message)


def text_remarks(policy: Policy) -> Iterator[Remark]:
    """What is written for a program and would be read by people, and sections whose numbers don't go up."""
    for name, path, text in named_within(policy):
        if isinstance(text, str) and not name.endswith((".form", ".link", "address")):
            yield from _marked_up(path, text)
        if isinstance(text, str) and IN_QUOTES.fullmatch(text):
            message = f"{shown(text)} is shown with its typographic quotes; leave them out"
            yield Remark(path, f"{message}, if they were to begin and end the text", kind="quotes")
        if isinstance(text, str) and (opened := OPENED.search(text)):
            message = f"{shown(opened[0])} opens a quotation that nothing closes, and is shown so"
            yield Remark(
                path, f"{message}; add the sign that closes it, or leave this one out", kind="quotes"
            )
    yield from _called_alike(policy)
    yield from _unnumbered(policy)
    yield from _no_section(policy)
    yield from _out_of_order(("sections",), policy.sections)
    for place, section in enumerate(policy.sections):
        yield from _out_of_order(("sections", place, "sections"), section.sections, section.number)


def _marked_up(path: KeyPath, text: str) -> Iterator[Remark]:
    found = [*dict.fromkeys(match[0] for match in MARKUP.finditer(text))]
    # What closes an element goes with what opens it.
    signs = [shown(sign) for sign in found if not sign.startswith("</")] or [shown(sign) for sign in found]
    if signs:
        are = "is shown as it is" if len(signs) == 1 else "are shown as they are"
        message = (
            f"{' and '.join(signs)} {are} written, since this is plain text; leave the signs out"
            "; 'marked' beside a clause's text sets words of it apart"
        )
        yield Remark(path, message, kind="markup")


def _out_of_order(path: KeyPath, sections: Sequence[Subsection], around: str = "") -> Iterator[Remark]:
    """Each section whose number is not in order among the others, or doesn't go on that of the one around."""
    for place, section in enumerate(sections):
        if around and not re.match(rf"{re.escape(around)}(?!\d)", section.number):
            message = f"section {section.number} stands in section {around}; is its number wrong?"
            yield Remark((*path, place, "number"), message, kind="section-order")
    behind = (section.number.removeprefix(around).lstrip(".") for section in sections)
    numbers = [(place, NUMBER.match(number)) for place, number in enumerate(behind)]
    counted = [(place, int(found[0])) for place, found in numbers if found]
    in_order = _longest_in_order([number for _, number in counted])
    for rank, (place, _) in enumerate(counted):
        if rank not in in_order:
            number = sections[place].number if around else counted[rank][1]
            message = f"section {number} is not in order among the others; is its number wrong?"
            yield Remark((*path, place, "number"), message, kind="section-order")


def _called_alike(policy: Policy) -> Iterator[Remark]:
    """Everything that customers choose by its name, where another one beside it has the same."""
    first: dict[tuple[object, str], KeyPath] = {}
    for path, part in parts(policy):
        if not isinstance(part, CHOSEN):
            continue
        name = called(part)
        of = path[:-1] if isinstance(part, Option) else type(part)
        other = first.setdefault((of, name.casefold()), path)
        if other != path:
            message = (
                f"{shown(name)} is what {shown(name_of(policy, other))} is called too; name one otherwise"
            )
            yield Remark((*path, called_by(part)), message, kind="same-name", parts=(path, other))


def _no_section(policy: Policy) -> Iterator[Remark]:
    """Every text that names sections by numbers that none has; a reading may speak of what was published."""
    labels = {cited.label for cited in citable(policy)}
    for _, path, text in named_within(replace(policy, unconfirmed=())):
        unknown = (
            [label for label in NAMED.findall(text) if label not in labels] if isinstance(text, str) else []
        )
        if unknown:
            numbers, are = " and ".join(dict.fromkeys(unknown)), "is" if len({*unknown}) == 1 else "are"
            message = f"section {numbers} {are} named here, and there is none; is the number right?"
            yield Remark(path, message, kind="no-section")


def _unnumbered(policy: Policy) -> Iterator[Remark]:
    """Each level or procedure without a number beside others that have one: it is cited as its section is."""
    for path, section in parts(policy):
        if not isinstance(section, Subsection):
            continue
        groups: dict[str, tuple[Level | Procedure, ...]] = {
            "levels": section.levels,
            "procedures": section.procedures,
        }
        for name, group in groups.items():
            numbers = ", ".join(f"§{section.number}{part.number}" for part in group if part.number)
            for place, part in enumerate(group):
                if numbers and not part.number:
                    message = f"{shown(part.name)} has no number and is cited as §{section.number}"
                    message += f", and beside it stands {numbers}; give it a number too"
                    yield Remark((*path, name, place), message, kind="unnumbered")


def _longest_in_order(numbers: list[int]) -> set[int]:
    """The places of as many numbers as can be that go up."""
    chains: list[list[int]] = []
    for place, number in enumerate(numbers):
        before = (chain for chain in chains if numbers[chain[-1]] <= number)
        chains.append([*max(before, key=len, default=[]), place])
    return {*max(chains, key=len, default=[])}
