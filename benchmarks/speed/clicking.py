"""What a click on an answer costs until the next question, or the outcome, is painted.

Real clicks of the mouse, on random paths through the questions, in pages that have just been loaded: the
first clicks, before anything is warm, count like all others. It is read from the browser's trace, between
the event that hears the click and the end of the frame that shows what comes next.

The own work of a click is all that the page's scripts do in that time, with what they make the browser do at
once, such as a layout that they ask for. Its longest task holds what of it is in one piece, and what the
browser does for any page: it takes the click in, and makes the frame, with style, layout and paint.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from random import Random
from statistics import median
from time import monotonic
from typing import Any, Literal

from playwright.sync_api import Page

from benchmarks.speed.bench import AT_ONCE, Bench, Conditions, say, when
from benchmarks.speed.candidates import OURS, THEMED, Candidate
from benchmarks.speed.candidates import State as Asked
from benchmarks.speed.measured import Chapter, Figure, quantile, shown, slowest

CLICKS, ON_A_PAGE = 200, 60
"""How many clicks of each kind are wanted, and how many there are on a page at most."""
LONGEST_S = 720
"""On a busy machine there are fewer clicks, so that it ends."""
SHOWN = "(text) => document.getElementById('wizard-heading')?.textContent.endsWith(text)"
LIMITS_MS = {1: 16.0, 6: 50.0}
"""The target, by how many times slower the main thread is."""
FIXED = """() => {
    const times = Array.from({ length: 21 }, () => {
        const began = performance.now();
        for (let step = 0, sum = 1; step < 500_000; step++) sum = (sum * 31 + step) % 1_000_003;
        return performance.now() - began;
    });
    return times.sort((one, other) => one - other)[10];
}"""
"""A fixed piece of script, by which it is seen how much slower a page is made: its median milliseconds."""
POLL_MS = 20
HALF = 0.5
TRACED = ("devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing")
NOTES = (
    "*Own work* is what the target is about: all that the page's scripts do between the click and its paint, "
    "by the processor's clock: hear it, look up what comes, build it, put it into the frame, and move the "
    "focus there. A style or a layout that a script asks for is counted along, the scripts that measure are "
    "not. The layout of what is new is asked for by none: the frame makes it.",
    "*Longest task* is the longest stretch of that time for which the page's thread is taken, by the same "
    "clock. It holds own work and what the browser does for any page: the mouse, and the style, the layout "
    "and the paint of the frame. How much that is, the page of plain JavaScript shows. It has no target.",
    "*Until painted* is from the click's own time stamp until the frame that shows what comes next is handed "
    "to the compositor. It includes the browser's wait for its next frame, up to 17 ms at 60 frames a "
    "second, and the time that other programs had the processor: no work of ours, so there is no target.",
    "*To an outcome* are the clicks on the last answer: until the first screen of the outcome is painted. "
    "The rest of it is drawn a frame later. Once Python is ready, its worker then confirms the outcome.",
    "*While Python boots* are the clicks before its first answer, on a line of 3 Mbit/s, so that there is "
    "time for many.",
    "Six times slower is Chromium's throttling of the page's main thread; a worker is not slowed by it. On a "
    "busy machine it slows unevenly, at times by far more, as the last line shows; what the processor needs "
    "at full speed is hardly touched by that.",
)

TASK, HEARD, CHANGED, FRAME = "RunTask", "EventDispatch", "bench-changed", "Commit"
"""What is read of a trace: tasks, events that are heard, what the probe marks once what comes next is in the
page, and the end of a frame."""
SCRIPTS = {
    *(HEARD, "FunctionCall", "FireAnimationFrame", "TimerFire", "FireIdleCallback"),
    *("RunMicrotasks", "EvaluateScript", "v8.evaluateModule", "HandlePostMessage"),
}
"""The events of a trace in which scripts run, such as when a worker's message comes."""
WANTED = {TASK, CHANGED, FRAME, *SCRIPTS}
PROBE_URL = "probe.js"
"""As what a trace knows the scripts that measure, which are no work of a page's own."""

Event = dict[str, Any]
Click = dict[str, float]
"""The milliseconds of a click: its `own` work, its `longest` task, and until what comes next is `painted`;
and 1 where the interview `ends` with it, and where it was made before Python's first answer (`booting`).
And how many times longer a fixed piece of script took on its page (`slowed`)."""


@dataclass(frozen=True)
class Work:
    """What a click costs up to the frame that shows what comes next, in milliseconds."""

    own: float
    """What the page's scripts did, by the processor's clock."""
    longest: float
    """The longest task of the page's thread, by the same clock."""
    painted: float
    """From the click's first listener until that frame is done, by the clock on the wall."""


@dataclass(frozen=True)
class PythonState:
    """How far Python has come while the visitor clicks."""

    name: str
    candidate: Candidate
    python: Literal["none", "starting", "ready"]
    conditions: Conditions = AT_ONCE


STATES = (
    PythonState("while Python boots", OURS, "starting", Conditions("3 Mbit/s", megabits=3, latency_ms=60)),
    PythonState("Python ready", OURS, "ready"),
    PythonState("plain JavaScript, same page", THEMED, "none"),
)


def measure(bench: Bench) -> Iterator[Chapter]:
    """Click through the questions in every state, as fast as the machine goes and six times slower."""
    asked: list[Asked] = json.loads((bench.server.root / "questions.json").read_text("utf-8"))
    found: dict[tuple[PythonState, int], list[Click]] = {
        (state, slower): [] for slower in LIMITS_MS for state in STATES
    }
    wanted, late = bench.runs(CLICKS), monotonic() + LONGEST_S * bench.factor
    for turn in count():
        lacking = [key for key, clicks in found.items() if _lacks(key[0], clicks, wanted)]
        if not lacking or (turn and monotonic() > late):
            break
        for key in lacking:
            found[key] += _clicked(bench, asked, *key, Random(turn))  # noqa: S311
        say(f"  turn {turn + 1}: {sum(map(len, found.values()))} clicks in all")
    figures = [figure for key, clicks in found.items() for figure in _figures(*key, clicks)]
    figures += [_slowed(slower, found) for slower in LIMITS_MS if slower > 1]
    yield Chapter("clicks", "From a click on an answer to what comes next", NOTES, figures)


def _lacks(state: PythonState, clicks: list[Click], wanted: int) -> bool:
    kinds = (0, 1) if state.candidate is OURS else (0,)
    return any(sum(click["ends"] == kind for click in clicks) < wanted for kind in kinds)


def _clicked(bench: Bench, asked: list[Asked], state: PythonState, slower: int, draw: Random) -> list[Click]:
    """The clicks on one page; while Python starts, as many as there is time for."""
    with _page(bench, state) as page:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        with _traced(page) as works:
            clicks = list(_clicks(page, asked, state, draw))
        slowed = page.evaluate(FIXED)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        slowed /= page.evaluate(FIXED)
    return [
        {
            **click,
            "own": work.own,
            "longest": work.longest,
            "painted": click["heard"] + work.painted,
            "slowed": slowed,
        }
        for work, click in zip(works, clicks, strict=True)
        if click["booting"] or state.python != "starting"
    ]


@contextmanager
def _page(bench: Bench, state: PythonState) -> Iterator[Page]:
    """A page whose first question reacts, with Python as far as the state says."""
    with bench.page(state.conditions, "bench.watchClicks();") as page:
        page.goto(bench.server.url + state.candidate.page, wait_until="domcontentloaded")
        if state.candidate is OURS:
            # Until its script has taken the first question over, a click follows a link.
            when(page, "document.querySelector('button.wizard-option') && 1")
        if state.python == "ready":
            when(page, "bench.answered")
        yield page


def _clicks(page: Page, asked: list[Asked], state: PythonState, draw: Random) -> Iterator[Click]:
    """The clicks on one page; they end early where Python has started and should not have.

    Half of those that could lead to an outcome do, so that there are about as many of them as of the others.
    """
    question = asked[0]
    for _ in range(ON_A_PAGE):
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
            last = [number for number in open if answers[number] not in question["next"]]
            picked = draw.choice(last if last and draw.random() < HALF else open)
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
    whole = sorted(filter(_is_wanted, events), key=lambda event: (event["ts"], -event.get("dur", 0)))
    for click in filter(_is_click, whole):
        own = [event for event in whole if event["pid"] == click["pid"] and event["tid"] == click["tid"]]
        later = [event for event in own if event["ts"] >= click["ts"]]
        changed = next(event["ts"] for event in later if event["name"] == CHANGED)
        done = next(_end(event) for event in later if event["name"] == FRAME and event["ts"] >= changed)
        scripts = [event for event in later if event["name"] in SCRIPTS and event["ts"] < done]
        tasks = [event for event in own if event["name"] == TASK]
        between = [task["tdur"] for task in tasks if task["ts"] <= done and _end(task) >= click["ts"]]
        own_time = sum(_outermost(scripts)) - sum(_outermost(filter(_measures, scripts)))
        yield Work(own_time / 1000, max(between) / 1000, (done - click["ts"]) / 1000)


def _measures(script: Event) -> bool:
    return bool(script.get("args", {}).get("data", {}).get("url") == PROBE_URL)


def _outermost(scripts: Iterable[Event]) -> Iterator[float]:
    """The processor's time of the events that are in none of the others; `scripts` are in their order."""
    end = 0.0
    for event in scripts:
        if event["ts"] >= end:
            end = _end(event)
            yield event["tdur"]


def _is_wanted(event: Event) -> bool:
    return event["name"] in WANTED and event["ph"] in "XIR"


def _end(event: Event) -> float:
    return float(event["ts"] + event.get("dur", 0))


def _is_click(event: Event) -> bool:
    data = event.get("args", {}).get("data", {})
    return bool(event["name"] == HEARD and data.get("type") == "click")


def _slowed(slower: int, found: dict[tuple[PythonState, int], list[Click]]) -> Figure:
    times = [click["slowed"] for (_, by), clicks in found.items() if by == slower for click in clicks]
    low, high = (shown(quantile(times, share), "×") for share in (0.05, 0.95))
    what = f"{slower} times slower: how much longer a fixed piece of script takes, median"
    return Figure(what, median(times), "×", f"p5 {low}, p95 {high}")


def _figures(state: PythonState, slower: int, clicks: list[Click]) -> Iterator[Figure]:
    where = state.name + ("" if slower == 1 else f", {slower} times slower")
    limits = {"own": LIMITS_MS[slower]} if state.candidate is OURS else {}
    words = {"own": "own work", "longest": "longest task", "painted": "until painted"}
    for place, ends in ((where, 0), (f"{where}, to an outcome", 1)):
        some = [click for click in clicks if click["ends"] == ends]
        for what, name in words.items() if some else ():
            times = [click[what] for click in some]
            yield slowest(f"{place}: {name}, p99", times, "clicks", limits.get(what))
