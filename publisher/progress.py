"""Telling the steps of a build as they are done, each with its time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter


class Steps:
    """Says each step on a line of its own when it is done, where there is somebody to say it to."""

    def __init__(self, say: Callable[[str], None] = lambda text: None) -> None:
        self.say = say
        self._began = perf_counter()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done inside; nothing is said of a step that fails."""
        began = perf_counter()
        yield
        self.say(f"{perf_counter() - began:7.2f} s  {name}")

    def total(self) -> float:
        """Seconds since the first step began."""
        return perf_counter() - self._began
