"""The wizard's questions as a table to look up, made by asking the engine for every way through them.

It serves the pages that stand in for a wizard without Python. It knows nothing of the wizard's own map.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from wizard.edition import Edition
from wizard.protocol import respond

NOW = datetime.now(UTC).isoformat(timespec="seconds")
"""The instant at which everything is asked; the pages go by the same clock."""
FIRST_REQUEST: dict[str, Any] = {"answers": {}, "now": NOW, "page": ""}

State = dict[str, Any]


def plain_map(edition: Edition) -> list[State]:
    """The states, the first one first: each has the question's text, help and options, and under `next` the
    number of the state behind each option; an option that ends the interview is not there.
    """
    states: list[State] = []
    numbers: dict[str, int] = {}

    def visit(answers: dict[str, str]) -> int | None:
        question = respond(edition, {**FIRST_REQUEST, "answers": answers})["question"]
        if question is None:
            return None
        ways = {one["id"]: visit({**answers, question["id"]: one["id"]}) for one in question["options"]}
        state = {name: question[name] for name in ("text", "help", "options")}
        state["next"] = {answer: there for answer, there in ways.items() if there is not None}
        key = json.dumps(state)
        if key not in numbers:
            numbers[key] = len(states)
            states.append(state)
        return numbers[key]

    visit({})
    return _first_one_first(states)


def _first_one_first(states: list[State]) -> list[State]:
    """The states in the opposite order: the first one was done last."""
    last = len(states) - 1
    return [
        {**state, "next": {answer: last - there for answer, there in state["next"].items()}}
        for state in reversed(states)
    ]
