"""Parts of a long test: a few are in every run, the others in the sweeps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def sampled(parts: Iterable[Any], in_every_run: int = 1) -> list[Any]:
    """The parts as parameters; those behind the first few are left to the sweeps."""
    return [
        pytest.param(part, marks=[pytest.mark.sweep] if number >= in_every_run else [])
        for number, part in enumerate(parts)
    ]
