"""Texts in which readers would see signs that are meant for a program, and sections out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import Problem, shown
from publisher.policy_file.remarks import Remark
from publisher.policy_file.translation import named_within
from wizard.policy import Policy, Release

QUOTES = re.compile("[“”„«»‘’‚‹›]")
MARKUP = re.compile(
    r"</?[a-z][^<>]*>|&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});"
    r"|\*\*[^*\s][^*]*\*\*|\[[^\]]+\]\([^)\s]+\)|`[^`]+`"
    r"|(?<![\w*])\*[^*\s](?:[^*\n]*[^*\s])?\*(?![\w*])|(?<!\w)_[^_\s](?:[^_\n]*[^_\s])?_(?!\w)"
    r"|^#{1,6} .*",
    re.IGNORECASE | re.MULTILINE,
)
NUMBER = re.compile(r"\d+")


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
        found = (
            MARKUP.search(text)
            if isinstance(text, str) and not name.endswith((".form", ".link", "address"))
            else None
        )
        if found:
            message = (
                f"{shown(found[0])} is shown as it is written, since this is plain text; leave the signs out"
                "; 'marked' beside a clause's text sets words of it apart"
            )
            yield Remark(path, message, kind="markup")
    numbers = [(place, NUMBER.match(section.number)) for place, section in enumerate(policy.sections)]
    counted = [(place, int(found[0])) for place, found in numbers if found]
    in_order = _longest_in_order([number for _, number in counted])
    for at, (place, number) in enumerate(counted):
        if at not in in_order:
            message = f"section {number} is not in order among the others; is its number wrong?"
            yield Remark(("sections", place, "number"), message, kind="section-order")


def _longest_in_order(numbers: list[int]) -> set[int]:
    """The places of as many numbers as can be that go up."""
    chains: list[list[int]] = []
    for at, number in enumerate(numbers):
        before = (chain for chain in chains if numbers[chain[-1]] <= number)
        chains.append([*max(before, key=len, default=[]), at])
    return {*max(chains, key=len, default=[])}
