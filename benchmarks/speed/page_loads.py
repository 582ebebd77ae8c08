"""Loads every candidate again and again, in turns, each time as a visitor who has never been there.

Two chapters come of the same loads: how soon the first question reacts, and how soon the engine answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page

from benchmarks.charts import Dot, dot_chart
from benchmarks.speed.bench import AT_ONCE, MIDDLE, SLOW, SMALL, Bench, Conditions, can_limit, say, when
from benchmarks.speed.candidates import (
    ALL,
    BARE,
    MICROPYTHON_PAGE,
    NOISE,
    NOISE_BYTES,
    OURS,
    PYSCRIPT,
    STOCK,
    THEMED,
    Candidate,
)
from benchmarks.speed.host import Sent
from benchmarks.speed.measured import Chapter, Figure, middle, ratio, spread

ROUNDS = {AT_ONCE: 7, MIDDLE: 3, SLOW: 2, SMALL: 2}
"""The rounds under each condition; where the line is the limit, the times hardly differ."""
MOST_TO_FLOOR = {AT_ONCE: 1.3, MIDDLE: 1.3, SLOW: 1.3}
MOST_TO_STOCK = {AT_ONCE: 0.40, SLOW: 0.60}
COUNT = """() => {
    let count = 0;
    for (const end = performance.now() + 1000; performance.now() < end; ) count += 1;
    return count;
}"""
"""How far a page can count in a second."""
FETCH_IN_WORKER = """(address) => new Promise((resolve) => {
    const script = `(async () => {
        const began = performance.now();
        await (await fetch("${address}")).arrayBuffer();
        self.postMessage(performance.now() - began);
    })();`;
    const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    worker.onmessage = ({ data }) => resolve(data);
})"""
"""How many milliseconds a worker needs to fetch a file."""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
QUESTION_NOTES = (
    "From the page's navigation until its first question has been painted **and** a click on its first "
    "option has brought the next question. In all candidates alike, a script clicks it again and again until "
    "it does.",
    "There are two floors. On *the same page* only the scripts differ: it says what the wizard's own scripts "
    "and Python cost, and is the fair one. *The bare page* has no theme, no search and no palette: the "
    "difference is the site's design. The target is held against both.",
)
ENGINE_NOTES = (
    "From the page's navigation until the engine's answer to the first request is back in the page: the same "
    "request everywhere, sent as soon as the engine's worker is started. The wizard's times are of the same "
    "loads as those of its first question.",
    "*A quarter of a core* is a quota of Linux' control groups on all of the page's threads together, "
    "workers too, which Chromium's own throttling does not slow.",
)


@dataclass(frozen=True)
class Load:
    """One load of a page, in milliseconds since its navigation; None for what the candidate does not do."""

    candidate: Candidate
    conditions: Conditions
    question: float | None
    """When the first question was painted and a click on it brought the next one."""
    answer: float | None
    """When the engine's first answer was there."""


@dataclass(frozen=True)
class Times:
    """The first questions or the first answers of some loads, in the order in which these were made."""

    what: Literal["question", "answer"]
    loads: Sequence[Load]

    def of(self, candidate: Candidate, conditions: Conditions) -> list[float]:
        """The milliseconds of a candidate; none where it was not loaded or does not do this."""
        loads = [load for load in self.loads if (load.candidate, load.conditions) == (candidate, conditions)]
        times: list[float | None] = [getattr(load, self.what) for load in loads]
        return [time for time in times if time is not None]

    @property
    def conditions(self) -> list[Conditions]:
        """The conditions that were measured, in their order."""
        return list(dict.fromkeys(load.conditions for load in self.loads))

    def raw(self) -> dict[str, dict[str, list[int]]]:
        """All times by the names of conditions and candidates."""
        return {
            line.name: {
                candidate.name: [round(time) for time in times]
                for candidate in ALL
                if (times := self.of(candidate, line))
            }
            for line in self.conditions
        }

    def chart(self, title: str, candidates: Sequence[Candidate]) -> str:
        """The times of some candidates as an SVG."""
        dots = [
            Dot(line.name, candidate.name, min(times), spread(times).middle, max(times))
            for line in self.conditions
            for candidate in candidates
            if (times := self.of(candidate, line))
        ]
        return dot_chart(title, dots, "ms")


def measure(bench: Bench) -> Iterator[Chapter]:
    """Load every candidate on every line."""
    made: list[Load] = []
    for conditions, usual in ROUNDS.items():
        if conditions.cores:
            if not can_limit():
                say("  no quota of the processor: this machine lets nobody make control groups")
                continue
            _check_quota(bench)
        for number in range(bench.runs(usual)):
            for candidate in _turns(number, conditions):
                made.append(_load(bench, candidate, conditions))
                say(f"  {conditions.name}, {candidate.name}: {_said(made[-1])}")
    yield _first_question(Times("question", made))
    yield _cold_start(Times("answer", made))


def check_line(bench: Bench) -> None:
    """Raises RuntimeError where the slow line does not slow what a worker loads."""
    with bench.page(SLOW) as page:
        took = page.evaluate(FETCH_IN_WORKER, bench.server.url + NOISE)
    expected = NOISE_BYTES * 8 / (SLOW.megabits * 1000)
    if not 0.8 * expected < took < 2 * expected + SLOW.latency_ms:
        raise RuntimeError(
            f"a worker's file took {took:.0f} ms on the slow line, not about {expected:.0f} ms"
        )


def _check_quota(bench: Bench) -> None:
    """Raises RuntimeError where a small share of a processor does not make a page slow."""
    counts: list[int] = []
    for conditions in (AT_ONCE, SMALL):
        with bench.page(conditions) as page:
            counts.append(page.evaluate(COUNT))
    if counts[1] > counts[0] / 2:
        raise RuntimeError(f"a page counted to {counts[1]} with the quota, and to {counts[0]} without")


def _turns(number: int, conditions: Conditions) -> list[Candidate]:
    """The candidates of a round; each round begins with another one, so that none is always the first."""
    start = number % len(ALL)
    # PyScript has no target, and where the line or the processor is slow it takes half a minute.
    with_it = conditions == AT_ONCE or (conditions == MIDDLE and number == 0)
    return [candidate for candidate in (*ALL[start:], *ALL[:start]) if with_it or candidate is not PYSCRIPT]


def _load(bench: Bench, candidate: Candidate, conditions: Conditions) -> Load:
    question = answer = None
    with bench.page(conditions, "bench.tap();" if candidate.asks else "") as page:
        bench.server.take()
        page.goto(bench.server.url + candidate.page, wait_until="commit")
        if candidate.asks:
            question = max(when(page, "bench.reacted"), when(page, FIRST_PAINT))
        if candidate.has_engine:
            answer = when(page, "bench.answered")
        _check(page, candidate, bench.server.take())
    return Load(candidate, conditions, question, answer)


def _check(page: Page, candidate: Candidate, files: Sequence[Sent]) -> None:
    """Raises RuntimeError where something else was measured than the candidate says."""
    if not candidate.has_engine and any(".wasm" in file.path for file in files):
        raise RuntimeError(f"{candidate.name} loads Python")
    if page.evaluate("bench.workers") > 1:
        raise RuntimeError(f"{candidate.name} had to start its engine again")


def _said(load: Load) -> str:
    times = {"first question": load.question, "first answer": load.answer}
    return ", ".join(f"{what} {time:,.0f} ms" for what, time in times.items() if time is not None)


def _first_question(times: Times) -> Chapter:
    figures: list[Figure] = []
    for line in times.conditions:
        ours, limit = times.of(OURS, line), MOST_TO_FLOOR.get(line)
        for floor in (THEMED, BARE):
            what = f"{line.name}: the wizard, to {floor.name}"
            figures.append(middle(what, ratio(ours, times.of(floor, line)), "×", limit))
        for candidate in (OURS, THEMED, BARE):
            figures.append(_median(times, candidate, line))
    chart = times.chart("Milliseconds from navigation to a first question that reacts", (BARE, THEMED, OURS))
    pictures = {"first-question.svg": chart}
    return Chapter("questions", "The first question", QUESTION_NOTES, figures, times.raw(), pictures)


def _cold_start(times: Times) -> Chapter:
    figures: list[Figure] = []
    for line in times.conditions:
        found = ratio(times.of(OURS, line), times.of(STOCK, line))
        what = f"{line.name}: the wizard, to stock Pyodide"
        figures.append(middle(what, found, "×", MOST_TO_STOCK.get(line)))
        for candidate in (OURS, STOCK, PYSCRIPT, MICROPYTHON_PAGE):
            if times.of(candidate, line):
                figures.append(_median(times, candidate, line))
    candidates = (STOCK, PYSCRIPT, OURS, MICROPYTHON_PAGE)
    chart = times.chart("Milliseconds from navigation to the engine's first answer", candidates)
    pictures = {"cold-start.svg": chart}
    return Chapter("engine", "The engine's cold start", ENGINE_NOTES, figures, times.raw(), pictures)


def _median(times: Times, candidate: Candidate, line: Conditions) -> Figure:
    name = candidate.name + (" (not the engine)" if candidate is MICROPYTHON_PAGE else "")
    return middle(f"{line.name}: {name}", spread(times.of(candidate, line)), "ms")
