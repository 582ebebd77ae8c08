"""The figures that many measurements are summed up in."""

from __future__ import annotations

import pytest

from benchmarks.speed.samples import Spread, quantile, ratio, spread


def test_a_spread_has_the_middle_and_both_ends() -> None:
    assert spread([5, 1, 3, 40]) == Spread(4, 1, 40, 4)


def test_a_ratio_compares_each_run_with_the_one_of_its_own_turn() -> None:
    """The machine was twice as slow in the second turn, which changes no ratio."""
    assert ratio([10, 20, 30], [20, 40, 20]) == Spread(0.5, 0.5, 1.5, 3)


def test_a_ratio_of_runs_without_their_counterparts_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratio([10, 20], [20])


@pytest.mark.parametrize(("share", "found"), [(0.5, 50), (0.99, 99), (0.991, 100), (1, 100), (0, 1)])
def test_a_quantile_is_one_of_the_values_and_never_flatters(share: float, found: int) -> None:
    assert quantile(list(range(100, 0, -1)), share) == found
