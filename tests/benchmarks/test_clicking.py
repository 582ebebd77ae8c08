"""What a click costs, as it is read from a browser's trace."""

from __future__ import annotations

from typing import Any

from benchmarks.speed.clicking import Work, works_in

PAGE, OTHER = {"pid": 1, "tid": 1}, {"pid": 1, "tid": 2}


def span(name: str, begins: int, ends: int, worked: int = 0, **more: Any) -> dict[str, Any]:
    return {**PAGE, "name": name, "ph": "X", "ts": begins, "dur": ends - begins, "tdur": worked, **more}


CLICK = span("EventDispatch", 1_200, 1_900, args={"data": {"type": "click"}})
CHANGED = {**PAGE, "name": "bench-changed", "ph": "I", "ts": 9_100}
TRACE = [
    span("RunTask", 0, 500, 400),
    span("RunTask", 1_000, 3_000, 1_500),
    CLICK,
    span("RunTask", 9_000, 15_000, 4_000),
    span("RunTask", 4_000, 12_000, 8_000, **OTHER),
    CHANGED,
    span("Commit", 14_000, 14_500, **OTHER),
    span("Commit", 14_800, 15_000),
    span("RunTask", 16_000, 30_000, 14_000),
]


def test_the_work_of_a_click_are_the_tasks_of_its_thread_up_to_the_frame_that_shows_what_comes_next() -> None:
    """Neither what ran before and after, nor another thread's, nor the wait between them."""
    assert list(works_in(TRACE)) == [Work([1.5, 4.0], 13.8)]


def test_a_frame_that_shows_nothing_new_ends_no_click() -> None:
    early = [span("RunTask", 5_000, 6_000, 700), span("Commit", 5_800, 6_000)]
    assert list(works_in([*TRACE, *early])) == [Work([1.5, 0.7, 4.0], 13.8)]


def test_the_parts_of_a_trace_come_in_any_order() -> None:
    again = [{**event, "ts": event["ts"] + 100_000} for event in TRACE]
    assert list(works_in([*again, *TRACE])) == [Work([1.5, 4.0], 13.8)] * 2
