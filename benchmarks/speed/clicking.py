"""How long it takes from a click on an answer until the next question, or the outcome, is painted.

Real clicks of the mouse, on random paths through the questions, in pages that have just been loaded: the
first clicks, before anything is warm, count like all others.

The own work of a click is the longest task of the page's thread between the click and its paint, by the
processor's clock. Such tasks are those that run from the one that hears the click up to and with the one that
makes the frame with what comes next: the page's script, the style, the layout and the paint. While nothing
runs, because an answer of the worker or the browser's next frame is waited for, there is no task.
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
"""How often each state of Python is measured, and with how many clicks each time."""
MOST_PAGES = 8
"""The pages that are loaded for so many clicks while Python starts: on each there is time for some."""
SHOWN = "(text) => document.getElementById('wizard-heading')?.textContent.endsWith(text)"
LIMITS_MS = {1: 16.0, 6: 50.0}
"""The target, by how many times slower the main thread is."""
POLL_MS = 20
TRACED = ("devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing")
NOTES = (
    "*Own work* is what the target is about: the longest task of the page's thread between the click and its "
    "paint, by the processor's clock: script, style, layout and paint. While it waits for the worker or for "
    "the browser's next frame, there is no task.",
    "*All its tasks* is the sum of them, which is what a visitor waits for at least.",
    "*Until painted* is from the click's own time stamp until the frame that shows what comes next is handed "
    "to the compositor. It includes the browser's wait for its next frame, up to 17 ms at 60 frames a "
    "second, and the time that other programs had the processor: no work of ours, so there is no target.",
    "*To an outcome* are the clicks on the last answer: until the first screen of the outcome is painted. "
    "The rest of it is drawn a frame later. Once Python is ready, its worker gives the outcome.",
    "*While Python boots* are the clicks before its first answer, on a line of 9 Mbit/s, so that there is "
    "time for many.",
    "Six times slower is Chromium's throttling of the page's main thread; a worker is not slowed by it. On a "
    "busy machine it slows by far more than six times, so that its figures then mean nothing.",
)

TASK, HEARD, CHANGED, FRAME = WANTED = ("RunTask", "EventDispatch", "bench-changed", "Commit")
"""What is read of a trace: tasks, events that are heard, what the probe marks once what comes next is in the
page, and the end of a frame."""

Event = dict[str, Any]
Click = dict[str, float]
"""The milliseconds of a click: its own `work`, `all` its tasks, and until what comes next is `painted`; and 1
where the interview `ends` with it, and where it was made before Python's first answer (`booting`)."""


@dataclass(frozen=True)
class Work:
    """What a click costs, in milliseconds."""

    tasks: list[float]
    """Those of the page's thread up to the frame that shows what comes next, by the processor's clock."""
    painted: float
    """From the click's first listener until that frame is done, by the clock on the wall."""


@dataclass(frozen=True)
class PythonState:
    """How far Python has come while the visitor clicks."""

    name: str
    candidate: Candidate
    python: Literal["none", "held", "starting", "ready"]
    conditions: Conditions = AT_ONCE


STATES = (
    PythonState("Python held back", OURS, "held"),
    PythonState("while Python boots", OURS, "starting", MIDDLE),
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
                clicks = _enough(bench, asked, state, slower, Random(number))  # noqa: S311
                found.setdefault((state, slower), []).extend(clicks)
        say(f"  round {number + 1}: {sum(map(len, found.values()))} clicks in all")
    figures = [figure for key, clicks in found.items() for figure in _figures(*key, clicks)]
    yield Chapter("clicks", "From a click on an answer to what comes next", NOTES, figures)


def _enough(bench: Bench, asked: list[Asked], state: PythonState, slower: int, draw: Random) -> list[Click]:
    """The clicks of one round; while Python starts, from as many pages as it takes."""
    clicks: list[Click] = []
    for _ in range(MOST_PAGES if state.python == "starting" else 1):
        if len(clicks) < CLICKS:
            more = _clicked(bench, asked, state, slower, draw, CLICKS - len(clicks))
            clicks += [click for click in more if click["booting"] or state.python != "starting"]
    return clicks


def _clicked(
    bench: Bench, asked: list[Asked], state: PythonState, slower: int, draw: Random, most: int
) -> list[Click]:
    with _page(bench, state) as page:
        if slower > 1:
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        with _traced(page) as works:
            clicks = list(_clicks(page, asked, state, draw, most))
    return [
        {**click, "work": max(work.tasks), "all": sum(work.tasks), "painted": click["heard"] + work.painted}
        for work, click in zip(works, clicks, strict=True)
    ]


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


def _clicks(page: Page, asked: list[Asked], state: PythonState, draw: Random, most: int) -> Iterator[Click]:
    """At most so many clicks on one page; they end early where Python has started and should not have."""
    question = asked[0]
    for _ in range(most):
        if state.python == "starting" and page.evaluate("bench.answered"):
            return
        answers = [option["id"] for option in question["options"]]
        open = [
            number
            for number, answer in enumerate(answers)
            if state.candidate is OURS or answer in question["next"]
        ]
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
def _traced(page: Page) -> Iterator[list[Work]]:
    """A list that has the work of each click, in their order, once the block is left."""
    works: list[Work] = []
    events: list[Event] = []
    ended: list[object] = []
    session = page.context.new_cdp_session(page)
    session.on("Tracing.dataCollected", lambda data: events.extend(filter(_is_wanted, data["value"])))
    session.on("Tracing.tracingComplete", lambda data: ended.append(data))
    config = {"includedCategories": TRACED, "excludedCategories": ["*"]}
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    yield works
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(POLL_MS)
    session.detach()
    works.extend(works_in(events))


def works_in(events: list[Event]) -> Iterator[Work]:
    """The work of each click in a trace in Chromium's format (the Trace Event Format: microseconds)."""
    whole = sorted(filter(_is_wanted, events), key=lambda event: float(event["ts"]))
    for click in filter(_is_click, whole):
        own = [event for event in whole if event["pid"] == click["pid"] and event["tid"] == click["tid"]]
        later = [event for event in own if event["ts"] >= click["ts"]]
        changed = next(event["ts"] for event in later if event["name"] == CHANGED)
        done = next(_end(event) for event in later if event["name"] == FRAME and event["ts"] >= changed)
        tasks = [event for event in own if event["name"] == TASK]
        between = [task["tdur"] for task in tasks if task["ts"] <= done and _end(task) >= click["ts"]]
        yield Work([time / 1000 for time in between], (done - click["ts"]) / 1000)


def _is_wanted(event: Event) -> bool:
    return event["name"] in WANTED and event["ph"] in "XIR"


def _end(event: Event) -> float:
    return float(event["ts"] + event.get("dur", 0))


def _is_click(event: Event) -> bool:
    data = event.get("args", {}).get("data", {})
    return bool(event["name"] == HEARD and data.get("type") == "click")


def _figures(state: PythonState, slower: int, clicks: list[Click]) -> Iterator[Figure]:
    where = state.name + ("" if slower == 1 else f", {slower} times slower")
    limits = {"work": LIMITS_MS[slower]} if state.candidate is OURS else {}
    words = {"work": "own work", "all": "all its tasks", "painted": "until painted"}
    for place, ends in ((where, 0), (f"{where}, to an outcome", 1)):
        some = [click for click in clicks if click["ends"] == ends]
        for what, name in words.items() if some else ():
            times = [click[what] for click in some]
            yield slowest(f"{place}: {name}, p99", times, "clicks", limits.get(what))
