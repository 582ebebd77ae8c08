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
            ahead += [(there, {**answers, question: answer}) for answer, there in ways.items()]
