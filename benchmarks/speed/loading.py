"""Loads every candidate again and again, in turns, each time as a visitor who has never been there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Page, Playwright

from benchmarks.speed.browser import TAP, Conditions, fresh_page
from benchmarks.speed.candidates import ALL, NOISE_BYTES, PYSCRIPT, Candidate
from benchmarks.speed.quota import can_limit
from benchmarks.speed.server import Sent, Server

AT_ONCE = Conditions("unthrottled")
MIDDLE = Conditions("9 Mbit/s, 60 ms", megabits=9, latency_ms=60)
SLOW = Conditions("1.6 Mbit/s, 150 ms", megabits=1.6, latency_ms=150)
SMALL = Conditions("a quarter of a core", cores=0.25)
LINES = (AT_ONCE, MIDDLE, SLOW)
ROUNDS = {AT_ONCE: 7, MIDDLE: 3, SLOW: 2, SMALL: 2}
"""So many rounds each; where the line is the limit, the times hardly differ."""
LONGEST_MS = 120_000
COUNT = """() => {
    let count = 0;
    for (const end = performance.now() + 1000; performance.now() < end; ) count += 1;
    return count;
}"""
"""How far a page can count in a second."""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@dataclass(frozen=True)
class Load:
    """One load of a page, in milliseconds since its navigation; None for what the candidate does not do."""

    candidate: Candidate
    conditions: Conditions
    answerable: float | None
    """When the first question was painted and a click on it brought the next one."""
    answered: float | None
    """When the engine's first answer was there."""


@dataclass(frozen=True)
class Loads:
    """All loads, in the order in which they were made."""

    made: Sequence[Load]

    def times(self, what: str, candidate: Candidate, conditions: Conditions) -> list[float]:
        """The times of a candidate on a line, `what` being `answerable` or `answered`."""
        loads = [one for one in self.made if one.candidate == candidate and one.conditions == conditions]
        return [getattr(one, what) for one in loads if getattr(one, what) is not None]

    @property
    def conditions(self) -> list[Conditions]:
        """The lines that were measured, in their order."""
        return list(dict.fromkeys(one.conditions for one in self.made))


def loads(playwright: Playwright, server: Server, factor: float, say: Callable[[str], None]) -> Loads:
    """Load every candidate on every line, `factor` times as often as usual."""
    made: list[Load] = []
    for conditions, usual in ROUNDS.items():
        if conditions.cores:
            if not can_limit():
                say("  no quota of the processor: this machine lets nobody make control groups")
                continue
            check_quota(playwright, server)
        for number in range(max(round(usual * factor), 1)):
            for candidate in turns(number, conditions):
                made.append(load(playwright, server, candidate, conditions))
                say(f"  {conditions.name}, {candidate.name}: {_told(made[-1])}")
    return Loads(made)


def check_line(playwright: Playwright, server: Server) -> None:
    """Raises RuntimeError where the slow line does not slow what a worker loads."""
    with fresh_page(playwright, SLOW, f"{server.url}blank.html") as page:
        page.goto(f"{server.url}line/")
        took = _when(page, "window.took")
    expected = NOISE_BYTES * 8 / (SLOW.megabits * 1000)
    if not 0.8 * expected < took < 2 * expected + SLOW.latency_ms:
        raise RuntimeError(
            f"a worker's file took {took:.0f} ms on the slow line, not about {expected:.0f} ms"
        )


def check_quota(playwright: Playwright, server: Server) -> None:
    """Raises RuntimeError where a small share of a processor does not make a page slow."""
    counts: list[int] = []
    for conditions in (AT_ONCE, SMALL):
        with fresh_page(playwright, conditions, f"{server.url}blank.html") as page:
            counts.append(page.evaluate(COUNT))
    if counts[1] > counts[0] / 2:
        raise RuntimeError(f"a page counted to {counts[1]} with the quota, and to {counts[0]} without")


def turns(number: int, conditions: Conditions) -> list[Candidate]:
    """The candidates of a round: each round begins with another one, so that none is always the first."""
    start = number % len(ALL)
    order = [*ALL[start:], *ALL[:start]]
    # No target is held against it, and where the line or the processor is slow it takes half a minute.
    with_it = conditions == AT_ONCE or (conditions == MIDDLE and number == 0)
    return [one for one in order if with_it or one is not PYSCRIPT]


def load(playwright: Playwright, server: Server, candidate: Candidate, conditions: Conditions) -> Load:
    """Load a candidate's page once."""
    with fresh_page(playwright, conditions, f"{server.url}blank.html") as page:
        if candidate.asks:
            page.add_init_script(TAP)
        server.take()
        page.goto(server.url + candidate.page, wait_until="commit")
        answerable = _answerable(page) if candidate.asks else None
        answered = _when(page, "bench.answered") if candidate.has_engine else None
        _check(page, candidate, server.take())
    return Load(candidate, conditions, answerable, answered)


def _check(page: Page, candidate: Candidate, sent: Sequence[Sent]) -> None:
    """Raises RuntimeError where something else was measured than the candidate says."""
    if not candidate.has_engine and any(".wasm" in one.path for one in sent):
        raise RuntimeError(f"{candidate.name} loads Python")
    if page.evaluate("bench.workers") > 1:
        raise RuntimeError(f"{candidate.name} had to start its engine again")


def _answerable(page: Page) -> float:
    return max(_when(page, "bench.reacted"), _when(page, FIRST_PAINT))


def _when(page: Page, what: str) -> float:
    """The time that an expression gives, once it gives one."""
    page.wait_for_function(what, timeout=LONGEST_MS, polling=100)
    return float(page.evaluate(what))


def _told(load: Load) -> str:
    told = {"first question": load.answerable, "first answer": load.answered}
    return ", ".join(f"{what} {time:,.0f} ms" for what, time in told.items() if time is not None)
