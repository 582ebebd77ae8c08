"""How long it takes from a click on an answer until the next question stands there.

Real clicks of the mouse, on random ways through the questions, in pages that have just been loaded: the first
clicks, before anything is warm, count like all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from playwright.sync_api import Page, Playwright, Route

from benchmarks.speed.browser import Conditions, fresh_page, slow_thread
from benchmarks.speed.candidates import OURS, THEMED, Candidate
from benchmarks.speed.figures import Figure, Part, shown
from benchmarks.speed.loading import AT_ONCE, MIDDLE
from benchmarks.speed.plain_map import State as Asked
from benchmarks.speed.samples import quantile, spread
from benchmarks.speed.server import Server
from benchmarks.speed.tracing import traced_clicks

WATCH = (Path(__file__).resolve().parent / "clicks.js").read_text("utf-8")
PAGES, CLICKS = 3, 50
"""So many pages are loaded for each state, and so many clicks made on each."""
LONGEST_MS = 60_000
SHOWN = "(text) => document.getElementById('wizard-heading')?.textContent === text"
LIMITS_MS = {1: 16.0, 6: 50.0}
"""By how many times slower the main thread is."""
NOTES = (
    "*Own work* is what the target is about: how long the page's thread works, by the processor's clock, "
    "from the first listener that hears the click until the next question stands in the page with its style "
    "and layout done (which is forced here, and so is counted whole). It has to be there when the click's "
    "event is done with; nothing may be waited for.",
    "*By the clock on the wall* is the same, with the time in it that other programs had the processor: the "
    "browser's other processes, the server, and whatever else this machine does.",
    "*Until painted* is from the click's own time stamp until the first task after the frame that shows the "
    "next question. It has the browser's wait for its next frame in it, up to 17 ms at 60 frames a second, "
    "which is no work of ours; so no target is set for it.",
    "*While Python loads and starts* is on a line of 9 Mbit/s, so that there is time for many clicks.",
    "Six times slower is Chromium's throttling of the page's main thread; a worker is not slowed by it.",
)

Click = dict[str, float]
"""The times of a click in milliseconds: its `work` by the processor's clock and by the one on the `wall`, and
until it is `painted`."""


@dataclass(frozen=True)
class State:
    """Where Python is while the visitor clicks."""

    name: str
    candidate: Candidate
    python: Literal["none", "held", "starting", "ready"]
    conditions: Conditions = AT_ONCE


STATES = (
    State("Python held back", OURS, "held"),
    State("while Python loads and starts", OURS, "starting", MIDDLE),
    State("Python ready", OURS, "ready"),
    State("plain JavaScript, same page", THEMED, "none"),
)


def measure(
    playwright: Playwright, server: Server, ways: list[Asked], factor: float, say: Callable[[str], None]
) -> Part:
    """Click through the questions in every state, as fast as the machine goes and six times slower.

    `ways` are the questions as `plain_map` gives them.
    """
    found: dict[tuple[State, int], list[Click]] = {}
    for number in range(max(round(PAGES * factor), 1)):
        for times in LIMITS_MS:
            for state in STATES:
                with _page(playwright, server, state) as page:
                    if times > 1:
                        slow_thread(page, times)
                    with traced_clicks(page) as worked:
                        told = list(_clicks(page, ways, state, Random(number)))  # noqa: S311
                    clicks = [{"work": work, **one} for work, one in zip(worked, told, strict=True)]
                    found.setdefault((state, times), []).extend(clicks)
        say(f"  page {number + 1}: {sum(map(len, found.values()))} clicks in all")
    figures = [one for (state, times), clicks in found.items() for one in _figures(state, times, clicks)]
    return Part("From a click on an answer to the next question", NOTES, figures)


@contextmanager
def _page(playwright: Playwright, server: Server, state: State) -> Iterator[Page]:
    """A page whose first question reacts, with Python as far as the state says."""
    with fresh_page(playwright, state.conditions, f"{server.url}blank.html") as page:
        held: list[Route] = []
        if state.python == "held":
            page.route("**/*.wasm*", lambda route: held.append(route))
        page.add_init_script(WATCH)
        page.goto(server.url + state.candidate.page, wait_until="domcontentloaded")
        if state.python == "ready":
            page.wait_for_function("bench.answered", timeout=LONGEST_MS)
        yield page
        for route in held:
            route.abort()


def _clicks(page: Page, ways: list[Asked], state: State, draw: Random) -> Iterator[Click]:
    """The clicks of one page; they end early where Python has started and should not have."""
    at = ways[0]
    for _ in range(CLICKS):
        if state.python == "starting" and page.evaluate("bench.answered"):
            return
        going_on = [number for number, one in enumerate(at["options"]) if one["id"] in at["next"]]
        if not going_on:
            page.evaluate("clicks.again()")
            at = ways[0]
            page.wait_for_function(SHOWN, arg=at["text"])
            continue
        picked = draw.choice(going_on)
        page.mouse.click(*page.evaluate("(at) => clicks.place(at)", picked))
        yield page.evaluate("clicks.last")
        at = ways[at["next"][at["options"][picked]["id"]]]
        if not page.evaluate(SHOWN, at["text"]):
            raise RuntimeError(f"{state.name}: another question is shown than {at['text']!r}")


def _figures(state: State, times: int, clicks: list[Click]) -> Iterator[Figure]:
    where = state.name + ("" if times == 1 else f", {times} times slower")
    limit = LIMITS_MS[times] if state.candidate is OURS else None
    kinds = (("work", "own work", limit), ("wall", "by the clock on the wall", None))
    for what, words, most in (*kinds, ("painted", "until painted", None)):
        values = [click[what] for click in clicks]
        told = spread(values)
        more = f"median {shown(told.middle, 'ms')}, at most {shown(told.high, 'ms')}, {told.count} clicks"
        yield Figure(f"{where}: {words}, p99", quantile(values, 0.99), "ms", more, most)
