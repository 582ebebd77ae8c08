"""The page of results: which targets are reached, and what stays of an earlier run."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.plot import plot
from benchmarks.speed.dots import Dot, dots
from benchmarks.speed.figures import Figure, Part, shown
from benchmarks.speed.results import keep, missed
from benchmarks.speed.samples import Spread

MACHINE = {"day": "on 2026-11-23"}
FAST = Figure("a click", 12.0, "ms", "median 4.0 ms", 16.0)
LATE = Figure("an answer", 1.31, "×", "", 1.3)
UNKNOWN = Figure("a large policy", None, "ms", "its build took more than 60 s", 25.0)
TOLD = Figure("stock Pyodide", 2_800.0, "ms")


def test_a_target_is_reached_up_to_its_limit_and_missed_where_nothing_could_be_measured() -> None:
    assert [figure.reached for figure in (FAST, LATE, UNKNOWN, TOLD)] == [True, False, False, None]
    assert Figure("on the limit", 16.0, "ms", "", 16.0).reached
    assert missed(Part("All", (), (FAST, LATE, UNKNOWN, TOLD))) == [LATE, UNKNOWN]


def test_the_page_says_of_every_target_whether_it_is_reached(tmp_path: Path) -> None:
    keep(tmp_path, "clicks", Part("Clicks", ("How.",), (FAST, LATE, UNKNOWN)), MACHINE)
    page = (tmp_path / "speed.md").read_text("utf-8")
    assert "**1 of 3 targets are reached.**" in page
    assert "| a click | ≤ 16.0 ms | 12.0 ms | median 4.0 ms | yes |" in page
    assert "| an answer | ≤ 1.30 × | 1.31 × |  | **no** |" in page
    assert "- Missed: Clicks: a large policy, not measured" in page


def test_a_run_of_one_part_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    keep(tmp_path, "wire", Part("Wire", (), (FAST,)), MACHINE)
    keep(tmp_path, "clicks", Part("Clicks", (), (LATE,)), MACHINE)
    keep(tmp_path, "clicks", Part("Clicks", (), (TOLD,)), MACHINE)
    page = (tmp_path / "speed.md").read_text("utf-8")
    assert page.index("## Clicks") < page.index("## Wire")
    assert "a click" in page
    assert "stock Pyodide | | 2,800 ms" in page.replace("|  |", "| |")
    assert "an answer" not in page


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(0.391, "×", "0.39 ×"), (3.6004, "MB", "3.600 MB"), (1234.5, "ms", "1,234 ms"), (4.04, "ms", "4.0 ms")],
)
def test_a_value_has_as_many_digits_as_mean_something(value: float, unit: str, text: str) -> None:
    assert shown(value, unit) == text


def test_a_plot_on_a_scale_of_powers_gives_each_tenfold_the_same_room() -> None:
    picture = ElementTree.fromstring(  # noqa: S314 (our own)
        plot("T", "sizes", "s", {"one": {10: 0.2, 100: 2, 1000: 20}}, by_powers=True)
    )
    places = [float(one.attrib["cx"]) for one in picture.iter("{http://www.w3.org/2000/svg}circle")]
    assert places[1] - places[0] == pytest.approx(places[2] - places[1])


def test_dots_are_drawn_in_their_groups_and_each_says_its_time() -> None:
    drawn = [
        Dot(line, name, Spread(400.0 + at, 300, 500, 3)) for line in "ab" for at, name in enumerate("xyz")
    ]
    picture = ElementTree.fromstring(dots("Title", drawn, "ms"))  # noqa: S314 (our own)
    texts = [one.text for one in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert [text for text in texts if text in ("a", "b", "x", "y", "z")] == list("axyzbxyz")
    assert texts.count("402 ms") == 2
