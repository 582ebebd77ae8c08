"""What the worker that keeps the site costs who comes back: the first question with it, and without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from tempfile import TemporaryDirectory

from benchmarks.speed.bench import (
    AT_ONCE,
    PROBE,
    SETTLE_MS,
    SMALL,
    Bench,
    Conditions,
    can_limit,
    quota,
    say,
    when,
)
from benchmarks.speed.candidates import BLANK, OURS
from benchmarks.speed.measured import Chapter, Figure, around_middle, middle, ratios, spread
from benchmarks.speed.page_loads import FIRST_PAINT

RUNS = {AT_ONCE: 24, SMALL: 10}
AWAY_S = 0.03
"""How far away the host is: on a line without any delay nothing could be done while the page is awaited."""
MOST = {AT_ONCE: 1.02}
KEPT_MS = 600
"""What browsers write down once they have a page."""
NAMES = {True: "with the worker", False: "without"}
NOTES = (
    "A browser that has opened the wizard's page once, and kept the site for use without a network, is ended "
    "and started again, and opens the page for the second time; in the other half of each pair no worker was "
    f"allowed. The host takes {AWAY_S * 1000:.0f} ms to answer. From the page's navigation until its first "
    "question has been painted and has taken a click.",
    "Beside a ratio stands the range in which the median of endlessly many would lie, in 19 of 20 series.",
)


def measure(bench: Bench) -> Iterator[Chapter]:
    """Come back with and without the worker, by turns."""
    figures: list[Figure] = []
    raw: dict[str, dict[str, list[int]]] = {}
    for conditions, runs in RUNS.items():
        if conditions.cores and not can_limit():
            say("  no quota of the processor: this machine lets nobody make control groups")
            continue
        times = _by_turns(bench, conditions, bench.runs(runs))
        to_without = around_middle(ratios(times[True], times[False]))
        name = f"{conditions.name}: with the worker, to without"
        figures.append(middle(name, to_without, "×", MOST.get(conditions)))
        figures += [middle(f"{conditions.name}: {NAMES[has]}", spread(times[has]), "ms") for has in NAMES]
        raw[conditions.name] = {NAMES[has]: [round(time) for time in times[has]] for has in NAMES}
    yield Chapter("returning", "A returning visit, with the worker and without", NOTES, figures, raw)


def _by_turns(bench: Bench, conditions: Conditions, runs: int) -> dict[bool, list[float]]:
    """The milliseconds of so many visits with the worker, and of as many without."""
    times: dict[bool, list[float]] = {True: [], False: []}
    bench.server.delay = AWAY_S
    try:
        for number in range(runs):
            for has_worker in (True, False) if number % 2 else (False, True):
                times[has_worker].append(_come_back(bench, conditions, has_worker))
                last = (
                    f"{conditions.name}, {NAMES[has_worker]}: first question {times[has_worker][-1]:,.0f} ms"
                )
                say(f"  {last}")
    finally:
        bench.server.delay = 0.0
    return times


def _come_back(bench: Bench, conditions: Conditions, has_worker: bool) -> float:
    address = bench.server.url + OURS.page
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with bench.profile(folder, has_worker) as context:
            page = context.pages[0]
            page.goto(address)
            if has_worker:
                page.evaluate("navigator.serviceWorker.ready.then(() => true)")
            page.wait_for_timeout(KEPT_MS)
        with bench.profile(folder, has_worker) as context:
            page = context.pages[0]
            page.goto(bench.server.url + BLANK)
            page.wait_for_timeout(SETTLE_MS)
            page.add_init_script(f"{PROBE}bench.tap();")
            with quota(folder, conditions.cores) if conditions.cores else nullcontext():
                page.goto(address, wait_until="commit")
                return max(when(page, "bench.reacted"), when(page, FIRST_PAINT))
