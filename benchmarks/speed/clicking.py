"""How long it takes from a click on an answer until the next question, or the outcome, stands there.

Real clicks of the mouse, on random paths through the questions, in pages that have just been loaded: the
first clicks, before anything is warm, count like all others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from playwright.sync_api import Page, Route

from benchmarks.speed.bench import AT_ONCE, MIDDLE, Bench, Conditions, say, when
from benchmarks.speed.candidates import OURS, THEMED, Candidate
from benchmarks.speed.candidates import State as Asked
from benchmarks.speed.measured import Chapter, Figure, slowest

PAGES, CLICKS = 3, 50
"""The pages that are loaded for each state of Python, and the clicks on each page."""
SHOWN = "(text) => document.getElementById('wizard-heading')?.textContent.endsWith(text)"
LIMITS_MS = {1: 16.0, 6: 50.0}
"""The target, by how many times slower the main thread is."""
POLL_MS = 20
NOTES = (
    "*Own work* is what the target is about: how long the page's thread works, by the processor's clock, "
    "from the first listener that hears the click until the next question stands in the page with its style "
    "and layout done (which is forced here, and so is counted whole). It must be there when the click's "
    "event ends; nothing may be waited for.",
    "*By the clock on the wall* is the same, including the time that other programs had the processor: the "
    "browser's other processes, the server, and whatever else this machine does.",
    "*Until painted* is from the click's own time stamp until the first task after the frame that shows the "
    "next question. It includes the browser's wait for its next frame, up to 17 ms at 60 frames a second, "
    "which is no work of ours; so no target is set for it.",
    "*To an outcome* are the clicks on the last answer, from which the whole outcome is looked up: until its "
    "first screen stands in the page. The rest of it is drawn a frame later.",
    "*While Python loads and starts* is on a line of 9 Mbit/s, so that there is time for many clicks.",
    "Six times slower is Chromium's throttling of the page's main thread; a worker is not slowed by it.",
)

Click = dict[str, float]
"""The milliseconds of a click: its `work` by the processor's clock, the same by the one on the `wall`, and
until what comes next is `painted`; and 1 where the interview `ends` with it."""


@dataclass(frozen=True)
class PythonState:
    """How far Python has come while the visitor clicks."""

    name: str
    candidate: Candidate
    python: Literal["none", "held", "starting", "ready"]
    conditions: Conditions = AT_ONCE


STATES = (
    PythonState("Python held back", OURS, "held"),
    PythonState("while Python loads and starts", OURS, "starting", MIDDLE),
    PythonState("Python ready", OURS, "ready"),
    PythonState("plain JavaScript, same page", THEMED, "none"),
)


def measure(bench: Bench) -> Iterator[Chapter]:
    """Click through the questions in every state, as fast as the machine goes and six times slower."""
    asked: list[Asked] = json.loads((bench.server.root / "questions.json").read_text("utf-8"))
    found: dict[tuple[PythonState, int], list[Click]] = {}
    for number in range(bench.runs(PAGES)):
        for slower in LIMITS_MS:
            for state in STATES:
                clicks = _clicked(bench, asked, state, slower, Random(number))  # noqa: S311
                found.setdefault((state, slower), []).extend(clicks)
        say(f"  page {number + 1}: {sum(map(len, found.values()))} clicks in all")
    figures = [figure for key, clicks in found.items() for figure in _figures(*key, clicks)]
    yield Chapter("clicks", "From a click on an answer to the next question", NOTES, figures)


def _clicked(bench: Bench, asked: list[Asked], state: PythonState, slower: int, draw: Random) -> list[Click]:
    with _page(bench, state) as page:
        if slower > 1:
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        with _traced(page) as works:
            clicks = list(_clicks(page, asked, state, draw))
    return [{"work": work, **click} for work, click in zip(works, clicks, strict=True)]


@contextmanager
def _page(bench: Bench, state: PythonState) -> Iterator[Page]:
    """A page whose first question reacts, with Python as far as the state says."""
    with bench.page(state.conditions, "bench.watchClicks();") as page:
        held: list[Route] = []
        if state.python == "held":
            page.route("**/*.wasm*", lambda route: held.append(route))
        page.goto(bench.server.url + state.candidate.page, wait_until="domcontentloaded")
        if state.python == "ready":
            when(page, "bench.answered")
        yield page
        for route in held:
            route.abort()


def _clicks(page: Page, asked: list[Asked], state: PythonState, draw: Random) -> Iterator[Click]:
    """The clicks on one page; they end early where Python has started and should not have."""
    # Elsewhere an outcome is the engine's own, which answers from its worker, or there is none.
    to_the_end = state.python == "held"
    question = asked[0]
    for _ in range(CLICKS):
        if state.python == "starting" and page.evaluate("bench.answered"):
            return
        answers = [option["id"] for option in question["options"]]
        open = [number for number, answer in enumerate(answers) if to_the_end or answer in question["next"]]
        there = None
        if open:
            picked = draw.choice(open)
            page.mouse.click(*page.evaluate("(index) => bench.place(index)", picked))
            there = question["next"].get(answers[picked])
            yield {**page.evaluate("bench.lastClick"), "ends": float(there is None)}
        if there is None:
            page.evaluate("bench.again()")
        question = asked[there or 0]
        if not page.evaluate(SHOWN, question["text"]):
            raise RuntimeError(f"{state.name}: another question is shown than {question['text']!r}")


@contextmanager
def _traced(page: Page) -> Iterator[list[float]]:
    """A list that has the milliseconds of work on each click, in their order, once the block is left.

    It is the time of the processor, which a busy machine does not lengthen, for all that runs before the
    click's event ends: every listener, and the promises that they settle.
    """
    works: list[float] = []
    events: list[dict[str, Any]] = []
    ended: list[object] = []
    session = page.context.new_cdp_session(page)
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    session.on("Tracing.tracingComplete", lambda data: ended.append(data))
    config = {"includedCategories": ["devtools.timeline"], "excludedCategories": ["*"]}
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    yield works
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(POLL_MS)
    session.detach()
    clicks = sorted(filter(_is_click, events), key=lambda event: float(event["ts"]))
    works.extend(event["tdur"] / 1000 for event in clicks)


def _is_click(event: dict[str, Any]) -> bool:
    data = event.get("args", {}).get("data", {})
    return event.get("ph") == "X" and event["name"] == "EventDispatch" and data.get("type") == "click"


def _figures(state: PythonState, slower: int, clicks: list[Click]) -> Iterator[Figure]:
    where = state.name + ("" if slower == 1 else f", {slower} times slower")
    limits = {"work": LIMITS_MS[slower]} if state.candidate is OURS else {}
    words = {"work": "own work", "wall": "by the clock on the wall", "painted": "until painted"}
    for place, ends in ((where, 0), (f"{where}, to an outcome", 1)):
        some = [click for click in clicks if click["ends"] == ends]
        for what, name in words.items() if some else ():
            times = [click[what] for click in some]
            yield slowest(f"{place}: {name}, p99", times, "clicks", limits.get(what))
