"""How soon the outcome is painted for a visitor who comes with a link that holds all answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.speed.bench import AT_ONCE, MIDDLE, SLOW, Bench, Conditions, say, when
from benchmarks.speed.candidates import OURS, WITH_OUTCOME, Candidate
from benchmarks.speed.measured import Chapter, Figure, middle, ratio, spread
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment

RUNS = {AT_ONCE: 5, MIDDLE: 3, SLOW: 3}
LIMITS_MS = {SLOW: 1500.0}
NOTES = (
    "From the page's navigation until the first task after the frame that shows the outcome: what to do, "
    "where, and by when an answer is due. The link holds the answers to all questions, as a ticket's does. "
    "Python has no part in it.",
    "The two others know this one outcome and a desk without holidays: they are the floors of a page written "
    "by hand, and of the same questions in a library for forms.",
)


def measure(bench: Bench) -> Iterator[Chapter]:
    """Follow the link on every line, each time as a visitor who has never been there."""
    times: dict[tuple[Conditions, Candidate], list[float]] = {}
    for line, usual in RUNS.items():
        for _ in range(bench.runs(usual)):
            for candidate in WITH_OUTCOME:
                times.setdefault((line, candidate), []).append(_arrived(bench, line, candidate))
    raw = {
        f"{line.name}: {one.name}": [round(time) for time in found] for (line, one), found in times.items()
    }
    yield Chapter("arriving", "The outcome of a link with all answers", NOTES, list(_figures(times)), raw)


def _figures(times: Mapping[tuple[Conditions, Candidate], list[float]]) -> Iterator[Figure]:
    for (line, candidate), found in times.items():
        limit = LIMITS_MS.get(line) if candidate is OURS else None
        yield middle(f"{line.name}: {candidate.name}", spread(found), "ms", limit)
        if candidate is not OURS:
            yield middle(
                f"{line.name}: the wizard, to {candidate.name}", ratio(times[line, OURS], found), "×"
            )


def _arrived(bench: Bench, line: Conditions, candidate: Candidate) -> float:
    with bench.page(line, "bench.watchOutcome();") as page:
        page.goto(f"{bench.server.url}{candidate.page}#{fragment(PRODUCTION_DOWN)}", wait_until="commit")
        time = when(page, "bench.decided")
    say(f"  {line.name}: {candidate.name}: outcome {time:,.0f} ms")
    return time
