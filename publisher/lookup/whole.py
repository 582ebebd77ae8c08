"""The map as one object: the questions, and where it can be carried, the outcomes behind them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from publisher.lookup.outcomes import outcome_map, ticket_map
from publisher.lookup.phases import version_map
from publisher.lookup.questions import question_map
from wizard.edition import Edition
from wizard.view import Named

Json = dict[str, Any]

LARGEST = 500_000
"""Bytes that a page may carry. What is larger is left out, and Python answers for it."""


def map_of(edition: Edition) -> Json | None:
    """The map as plain JSON; None where there is none, or where it would be too large.

    It has all that `question_map` has. Its `outcomes` are None where it stops at the last question; else it
    also has the `ticket`, the `versions`, and the only `product` with its name, if there is only one.
    """
    questions = question_map(edition)
    if questions is None or _size(questions) > LARGEST:
        return None
    stopped = {**questions, "outcomes": None}
    outcomes = outcome_map(edition)
    if outcomes is None:
        return stopped
    whole = {**questions, "outcomes": outcomes, **_beside_outcomes(edition)}
    return whole if _size(whole) <= LARGEST else stopped


def reach(found: Json | None) -> str:
    """How far a map goes, in words for the staff."""
    if found is None:
        return "no map: every question waits for Python"
    if found["outcomes"] is None:
        return f"map of {len(found['states'])} questions, which stops there: the outcomes are too many"
    return f"map of {len(found['states'])} questions and all outcomes, {_size(found) / 1000:.0f} kB"


def _beside_outcomes(edition: Edition) -> Json:
    products = edition.policy.products
    return {
        "ticket": ticket_map(edition),
        "versions": version_map(edition),
        "product": asdict(Named(products[0].id, products[0].name)) if len(products) == 1 else None,
    }


def _size(found: Json) -> int:
    return len(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode())
