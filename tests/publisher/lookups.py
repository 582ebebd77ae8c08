"""Following a look-up, as the page does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TYPED = "0.0.7"
"""A version that no policy lists."""


def paths_of(found: Any) -> Iterator[dict[str, str]]:
    """Every way through a look-up, to each of its questions and to its ends, as answers by question."""
    assert found
    ahead: list[tuple[int, dict[str, str]]] = [(found["start"], {})]
    while ahead:
        number, answers = ahead.pop()
        yield answers
        if number >= 0:
            state = found["states"][number]
            question = found["questions"][state["question"]]["id"]
            ways = {**state["next"], **({TYPED: state["typed"]} if "typed" in state else {})}
            # What goes by its facts, as `=ended 7`, is answered by the last of them.
            ahead += [
                (there, {**answers, question: way.split()[-1] if way.startswith("=") else way})
                for way, there in ways.items()
            ]
