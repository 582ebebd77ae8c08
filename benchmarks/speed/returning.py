"""What the worker that keeps the site costs who comes back: the first question with it, and without."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryDirectory

from benchmarks.speed.bench import PROBE, SETTLE_MS, Bench, say, when
from benchmarks.speed.candidates import BLANK, OURS
from benchmarks.speed.measured import Chapter, middle, ratio, spread
from benchmarks.speed.page_loads import FIRST_PAINT

RUNS = 12
AWAY_S = 0.03
"""How far away the host is: on a line without any delay nothing could be done while the page is awaited."""
MOST = 1.05
KEPT_MS = 600
"""What browsers write down once they have a page."""
NAMES = {True: "with the worker", False: "without"}
NOTES = (
    "A browser that has opened the wizard's page once, and kept the site for use without a network, is ended "
    "and started again, and opens the page for the second time; in the other half of each pair no worker was "
    f"allowed. The host takes {AWAY_S * 1000:.0f} ms to answer. From the page's navigation until its first "
    "question has been painted and has taken a click.",
)


def measure(bench: Bench) -> Iterator[Chapter]:
    """Come back with and without the worker, by turns."""
    times: dict[bool, list[float]] = {True: [], False: []}
    bench.server.delay = AWAY_S
    try:
        for number in range(bench.runs(RUNS)):
            for has_worker in (True, False) if number % 2 else (False, True):
                times[has_worker].append(_come_back(bench, has_worker))
                say(f"  {NAMES[has_worker]}: first question {times[has_worker][-1]:,.0f} ms")
    finally:
        bench.server.delay = 0.0
    to_without = ratio(times[True], times[False])
    figures = [middle("with the worker, to without", to_without, "×", MOST)]
    figures += [middle(name, spread(times[has]), "ms") for has, name in NAMES.items()]
    raw = {name: [round(time) for time in times[has]] for has, name in NAMES.items()}
    yield Chapter("returning", "A returning visit, with the worker and without", NOTES, figures, raw)


def _come_back(bench: Bench, has_worker: bool) -> float:
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
            page.goto(address, wait_until="commit")
            return max(when(page, "bench.reacted"), when(page, FIRST_PAINT))
