"""The look-up as one object: the questions, and where it can be carried, the outcomes behind them."""

from __future__ import annotations

import json

from publisher.lookup.outcomes import compiled_outcomes
from publisher.lookup.questions import compiled_questions
from publisher.lookup.shapes import Lookup, Phase
from publisher.lookup.timetable import timetable_of
from publisher.policy_file.findings import counted
from wizard.codec import encode, plain
from wizard.edition import Edition
from wizard.versions.about import stretches
from wizard.view import Named

LARGEST = 700_000
"""Bytes that a page may carry, which are some 50 kB with Brotli. For what is larger, Python answers."""


def lookup_of(edition: Edition) -> Lookup | None:
    """The look-up; None where there is none, or where it would be too large."""
    questions = compiled_questions(edition)
    if questions is None or _size(questions) > LARGEST:
        return None
    products = edition.policy.products
    whole: Lookup = {
        **questions,
        "outcomes": compiled_outcomes(edition, early=questions["early"] is not None),
        "layout": encode(edition.layout) | {"letters": plain(edition.layout.letters)},
        "forms": encode(edition.forms),
        "phases": phases_of(edition),
        "product": plain(Named(products[0].id, products[0].name)) if len(products) == 1 else None,
        "timetable": timetable_of(edition),
    }
    if _size(whole) <= LARGEST:
        return whole
    return {**whole, "outcomes": None}


def phases_of(edition: Edition) -> dict[str, dict[str, list[Phase]]]:
    """By product and release, how far that is supported from which day to which."""
    since = edition.policy.effective
    return {
        product.id: {
            release.version: [
                (first.isoformat(), status, until)
                for first, status, until in stretches(edition, product, release, since)
            ]
            for release in product.releases
        }
        for product in edition.policy.products
    }


def reach(found: Lookup | None) -> str:
    """How far a look-up goes, in words for the staff."""
    if found is None:
        return "no look-up: every question waits for Python"
    if found["outcomes"] is None:
        return (
            f"look-up of {counted(found['states'], 'question')}, which stops there: the outcomes are too many"
        )
    return f"look-up of {counted(found['states'], 'question')} and all outcomes, {_size(found) / 1000:.0f} kB"


def _size(found: object) -> int:
    return len(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode())
