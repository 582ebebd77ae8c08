"""What a click costs, as it is read from a browser's trace."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.speed.bench import PROBE
from benchmarks.speed.clicking import PROBE_URL, works_in

PAGE, OTHER = {"pid": 1, "tid": 1}, {"pid": 1, "tid": 2}


def span(name: str, begins: int, ends: int, worked: int = 0, **more: Any) -> dict[str, Any]:
    return {**PAGE, "name": name, "ph": "X", "ts": begins, "dur": ends - begins, "tdur": worked, **more}


CLICK = span("EventDispatch", 1_200, 1_900, 600, args={"data": {"type": "click"}})
CHANGED = {**PAGE, "name": "bench-changed", "ph": "I", "ts": 9_100}
TRACE = [
    span("RunTask", 0, 500, 400),
    span("RunTask", 1_000, 3_000, 1_500),
    span("EventDispatch", 1_000, 1_100, 100, args={"data": {"type": "mouseup"}}),
    CLICK,
    span("FunctionCall", 1_300, 1_800, 500),
    span("RunTask", 9_000, 15_000, 4_000),
    span("RunTask", 4_000, 12_000, 8_000, **OTHER),
    span("FireAnimationFrame", 9_000, 11_000, 1_700),
    span("FunctionCall", 9_100, 10_900, 1_600),
    CHANGED,
    span("Layout", 11_000, 12_000, 900),
    span("FunctionCall", 12_000, 12_300, 200),
    span("FunctionCall", 9_500, 9_600, 90, **OTHER),
    span("Commit", 14_000, 14_500, **OTHER),
    span("Commit", 14_800, 15_000),
    span("RunTask", 16_000, 30_000, 14_000),
]


def test_the_own_work_of_a_click_is_what_its_threads_scripts_do_up_to_the_frame_that_shows_the_next() -> None:
    """Each is counted once, within which it may be; no layout that the frame itself makes is counted."""
    (work,) = works_in(TRACE)
    assert work.own == pytest.approx(0.6 + 1.7 + 0.2)


def test_a_layout_that_a_script_asks_for_is_its_own_work() -> None:
    forced = span("Layout", 9_200, 10_000, 700)
    (work,) = works_in([*TRACE, forced])
    assert work.own == pytest.approx(0.6 + 1.7 + 0.2)


def test_what_a_message_of_the_worker_makes_the_scripts_do_is_own_work() -> None:
    message = span("HandlePostMessage", 5_000, 7_000, 1_200)
    (work,) = works_in([*TRACE, message])
    assert work.own == pytest.approx(0.6 + 1.2 + 1.7 + 0.2)


def test_what_the_scripts_do_that_measure_is_nobodys_own_work() -> None:
    assert f"//# sourceURL={PROBE_URL}\n" in PROBE
    measures = span("FunctionCall", 9_200, 9_900, 600, args={"data": {"url": PROBE_URL}})
    within = span("FunctionCall", 9_300, 9_400, 90, args={"data": {"url": PROBE_URL}})
    (work,) = works_in([*TRACE, measures, within])
    assert work.own == pytest.approx(0.6 + 1.1 + 0.2)


def test_the_longest_task_is_one_of_its_thread_up_to_that_frame() -> None:
    """Neither one that ran before or after nor another thread's."""
    (work,) = works_in(TRACE)
    assert (work.longest, work.painted) == (4.0, 13.8)


def test_a_frame_that_shows_nothing_new_ends_no_click() -> None:
    early = [span("RunTask", 5_000, 6_000, 700), span("Commit", 5_800, 6_000)]
    assert list(works_in([*TRACE, *early])) == list(works_in(TRACE))


def test_the_parts_of_a_trace_come_in_any_order() -> None:
    again = [{**event, "ts": event["ts"] + 100_000} for event in TRACE]
    both = list(works_in([*again, *TRACE]))
    assert [work.longest for work in both] == [4.0, 4.0]
    assert [work.own for work in both] == pytest.approx([2.5, 2.5])
