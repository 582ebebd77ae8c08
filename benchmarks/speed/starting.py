"""What loading the candidates says: how soon the first question reacts, and how soon the engine answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.speed.browser import Conditions
from benchmarks.speed.candidates import ALL, BARE, MICROPYTHON_PAGE, OURS, PYSCRIPT, STOCK, THEMED, Candidate
from benchmarks.speed.dots import Dot, dots
from benchmarks.speed.figures import Figure, Part, compared, timed
from benchmarks.speed.loading import AT_ONCE, LINES, SLOW, Loads
from benchmarks.speed.samples import ratio, spread

MOST_TO_FLOOR = 1.3
MOST_TO_STOCK = {AT_ONCE: 0.40, SLOW: 0.60}

QUESTION_NOTES = (
    "From the page's navigation until its first question has been painted **and** a click on its first "
    "option has brought the next question. In all candidates alike, a script clicks it again and again until "
    "it does.",
    "There are two floors. On *the same page* only the scripts differ: it says what the wizard's own scripts "
    "and Python cost, and is the fair one. *The bare page* has no theme, no search and no palette: what lies "
    "between is the site's design. The target is held against both.",
)
ENGINE_NOTES = (
    "From the page's navigation until the engine's answer to the first request is back in the page: the same "
    "request everywhere, put as soon as the engine's worker is started. The wizard's times are of the same "
    "loads as those of its first question.",
    "*A quarter of a core* is a quota of Linux' control groups on all of the page's threads together, "
    "workers too, which Chromium's own throttling does not slow.",
)


def first_question(loads: Loads) -> Part:
    """How soon the first question reacts, beside both floors."""
    figures = [one for line in loads.conditions for one in _questions(loads, line)]
    title = "Milliseconds from navigation to a first question that reacts"
    picture = dots(title, list(_dots(loads, "answerable", (BARE, THEMED, OURS))), "ms")
    raw = _raw(loads, "answerable")
    return Part("The first question", QUESTION_NOTES, figures, raw, {"first-question.svg": picture})


def cold_start(loads: Loads) -> Part:
    """How soon the engine answers, beside stock Pyodide and PyScript."""
    figures = [one for line in loads.conditions for one in _answers(loads, line)]
    title = "Milliseconds from navigation to the engine's first answer"
    shown = (STOCK, PYSCRIPT, OURS, MICROPYTHON_PAGE)
    picture = dots(title, list(_dots(loads, "answered", shown)), "ms")
    raw = _raw(loads, "answered")
    return Part("The engine's cold start", ENGINE_NOTES, figures, raw, {"cold-start.svg": picture})


def _questions(loads: Loads, line: Conditions) -> Iterator[Figure]:
    ours = loads.times("answerable", OURS, line)
    limit = MOST_TO_FLOOR if line in LINES else None
    for floor in (THEMED, BARE):
        theirs = loads.times("answerable", floor, line)
        yield compared(f"{line.name}: the wizard, to {floor.name}", ratio(ours, theirs), limit)
    for one in (OURS, THEMED, BARE):
        yield timed(f"{line.name}: {one.name}", spread(loads.times("answerable", one, line)), "ms")


def _answers(loads: Loads, line: Conditions) -> Iterator[Figure]:
    ours, stock = (loads.times("answered", one, line) for one in (OURS, STOCK))
    yield compared(f"{line.name}: the wizard, to stock Pyodide", ratio(ours, stock), MOST_TO_STOCK.get(line))
    for one in (OURS, STOCK, PYSCRIPT, MICROPYTHON_PAGE):
        if times := loads.times("answered", one, line):
            name = one.name + (" (not the engine)" if one is MICROPYTHON_PAGE else "")
            yield timed(f"{line.name}: {name}", spread(times), "ms")


def _dots(loads: Loads, what: str, candidates: Sequence[Candidate]) -> Iterator[Dot]:
    for line in loads.conditions:
        for candidate in candidates:
            if times := loads.times(what, candidate, line):
                yield Dot(line.name, candidate.name, spread(times))


def _raw(loads: Loads, what: str) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = {}
    for line in loads.conditions:
        times = {one.name: [round(time) for time in loads.times(what, one, line)] for one in ALL}
        found[line.name] = {name: measured for name, measured in times.items() if measured}
    return found
