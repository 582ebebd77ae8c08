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
            MARKUP.search(text) if isinstance(text, str) and not name.endswith((".form", "address")) else None
        )
        if found:
            message = (
                f"{shown(found[0])} is shown as it is written, since this is plain text; leave the signs out"
            )
            yield Remark(path, message, kind="markup")
    before = 0
    for number, section in enumerate(policy.sections):
        first = NUMBER.match(section.number)
        if first and int(first[0]) < before:
            message = f"section {section.number} stands behind section {before}; is one of the numbers wrong?"
            yield Remark(("sections", number, "number"), message, kind="section-order")
        before = max(before, int(first[0])) if first else before
