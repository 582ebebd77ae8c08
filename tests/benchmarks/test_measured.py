"""What measurements come to: summed up, held against targets, drawn, and kept from an earlier run."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.charts import Dot, dot_chart, line_chart
from benchmarks.speed.measured import (
    Chapter,
    Figure,
    Spread,
    around_middle,
    keep,
    quantile,
    ratio,
    shown,
    spread,
)

MACHINE = {"day": "on 2026-11-23"}
FAST = Figure("a click", 12.0, "ms", "median 4.0 ms", 16.0)
LATE = Figure("a late answer", 1.31, "×", "", 1.3)
UNKNOWN = Figure("a large policy", None, "ms", "its build took more than 60 s", 25.0)
TOLD = Figure("stock Pyodide", 2_800.0, "ms")


def test_a_spread_has_the_middle_and_both_ends() -> None:
    assert spread([5, 1, 3, 40]) == Spread(1, 4, 40, 4)


def test_a_ratio_compares_each_run_with_the_one_of_its_own_turn() -> None:
    """The machine was twice as slow in the second turn, which changes no ratio."""
    assert ratio([10, 20, 30], [20, 40, 20]) == Spread(0.5, 0.5, 1.5, 3)


def test_a_ratio_of_runs_without_their_counterparts_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratio([10, 20], [20])


@pytest.mark.parametrize(
    ("count", "low", "high"), [(1, 1, 1), (5, 1, 5), (6, 1, 6), (24, 7, 18), (100, 40, 61)]
)
def test_the_middle_of_many_series_lies_between_two_of_the_values(count: int, low: int, high: int) -> None:
    """As tables of the sign test have them."""
    found = around_middle(range(count, 0, -1))
    assert (found.low, found.high, found.count) == (low, high, count)


@pytest.mark.parametrize(("share", "found"), [(0.5, 50), (0.99, 99), (0.991, 100), (1, 100), (0, 1)])
def test_a_quantile_is_one_of_the_values_and_never_flatters(share: float, found: int) -> None:
    assert quantile(list(range(100, 0, -1)), share) == found


def test_a_target_is_reached_up_to_its_limit_and_missed_where_nothing_could_be_measured() -> None:
    assert [figure.reached for figure in (FAST, LATE, UNKNOWN, TOLD)] == [True, False, False, None]
    assert Figure("on the limit", 16.0, "ms", "", 16.0).reached
    assert Chapter("wire", "All", (), (FAST, LATE, UNKNOWN, TOLD)).missed == [LATE, UNKNOWN]


def test_the_page_says_of_every_target_whether_it_is_reached(tmp_path: Path) -> None:
    keep(tmp_path, Chapter("clicks", "Clicks", ("How.",), (FAST, LATE, UNKNOWN)), MACHINE)
    page = (tmp_path / "speed.md").read_text("utf-8")
    assert "**1 of 3 targets are reached.**" in page
    assert "| a click | ≤ 16.0 ms | 12.0 ms | median 4.0 ms | yes |" in page
    assert "| a late answer | ≤ 1.30 × | 1.31 × |  | **no** |" in page
    assert "- Missed: Clicks: a large policy, not measured" in page


def test_a_run_of_one_part_leaves_the_other_chapters_as_they_were(tmp_path: Path) -> None:
    keep(tmp_path, Chapter("wire", "Wire", (), (FAST,)), MACHINE)
    keep(tmp_path, Chapter("clicks", "Clicks", (), (LATE,)), MACHINE)
    keep(tmp_path, Chapter("clicks", "Clicks", (), (TOLD,)), MACHINE)
    page = (tmp_path / "speed.md").read_text("utf-8")
    assert page.index("## Clicks") < page.index("## Wire")
    assert "a click" in page
    assert "stock Pyodide | | 2,800 ms" in page.replace("|  |", "| |")
    assert "a late answer" not in page


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(0.391, "×", "0.39 ×"), (3.6004, "MB", "3.600 MB"), (1234.5, "ms", "1,234 ms"), (4.04, "ms", "4.0 ms")],
)
def test_a_value_has_as_many_digits_as_mean_something(value: float, unit: str, text: str) -> None:
    assert shown(value, unit) == text


def test_a_chart_on_a_scale_of_powers_gives_each_tenfold_the_same_room() -> None:
    picture = ElementTree.fromstring(  # noqa: S314 (our own)
        line_chart("T", "sizes", "s", {"build": {10: 0.2, 100: 2, 1000: 20}}, by_powers=True)
    )
    places = [float(circle.attrib["cx"]) for circle in picture.iter("{http://www.w3.org/2000/svg}circle")]
    assert places[1] - places[0] == pytest.approx(places[2] - places[1])


def test_dots_are_drawn_in_their_groups_and_each_says_its_time() -> None:
    dots = [Dot(line, name, 300, 400.0 + number, 500) for line in "ab" for number, name in enumerate("xyz")]
    picture = ElementTree.fromstring(dot_chart("Title", dots, "ms"))  # noqa: S314 (our own)
    texts = [element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert [text for text in texts if text in ("a", "b", "x", "y", "z")] == list("axyzbxyz")
    assert texts.count("402 ms") == 2
