"""How soon the outcome is painted for a visitor who comes with a link that holds all answers."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.speed.bench import AT_ONCE, MIDDLE, SLOW, Bench, Conditions, say, when
from benchmarks.speed.candidates import OURS
from benchmarks.speed.measured import Chapter, middle, spread
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment

RUNS = {AT_ONCE: 5, MIDDLE: 3, SLOW: 3}
LIMITS_MS = {SLOW: 1500.0}
NOTES = (
    "From the page's navigation until the first task after the frame that shows the outcome: what to do, "
    "where, and by when an answer is due. The link holds the answers to all questions, as a ticket's does. "
    "Python has no part in it.",
)


def measure(bench: Bench) -> Iterator[Chapter]:
    """Follow the link on every line, each time as a visitor who has never been there."""
    times = {line: [_arrived(bench, line) for _ in range(bench.runs(usual))] for line, usual in RUNS.items()}
    figures = [middle(line.name, spread(found), "ms", LIMITS_MS.get(line)) for line, found in times.items()]
    raw = {line.name: [round(time) for time in found] for line, found in times.items()}
    yield Chapter("arriving", "The outcome of a link with all answers", NOTES, figures, raw)


def _arrived(bench: Bench, line: Conditions) -> float:
    with bench.page(line, "bench.watchOutcome();") as page:
        page.goto(f"{bench.server.url}{OURS.page}#{fragment(PRODUCTION_DOWN)}", wait_until="commit")
        time = when(page, "bench.decided")
    say(f"  {line.name}: outcome {time:,.0f} ms")
    return time
