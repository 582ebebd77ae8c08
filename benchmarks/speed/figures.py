"""What a part of the measurements comes to: figures, each with its limit where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.speed.samples import Spread


@dataclass(frozen=True)
class Figure:
    """One line of a table."""

    what: str
    value: float | None
    """None for what could not be measured; `spread` then says why."""
    unit: str
    spread: str = ""
    """How far the single values lie apart, or what else there is to say of the value."""
    limit: float | None = None
    """The most that it may be; None for what is only told."""

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        return None if self.limit is None else self.value is not None and self.value <= self.limit


@dataclass(frozen=True)
class Part:
    """A table of figures, with what has to be known to read it."""

    title: str
    notes: Sequence[str]
    figures: Sequence[Figure]
    raw: Any = None
    """The single values, as plain JSON."""
    pictures: dict[str, str] = field(default_factory=dict)
    """Plots as SVG, by the names of their files."""


def compared(what: str, found: Spread, limit: float | None = None) -> Figure:
    """A figure for a ratio."""
    return Figure(what, found.middle, "×", _apart(found, "×"), limit)


def timed(what: str, found: Spread, unit: str, limit: float | None = None) -> Figure:
    """A figure for the median of some times."""
    return Figure(what, found.middle, unit, _apart(found, unit), limit)


def shown(value: float, unit: str) -> str:
    """A value with its unit, with as many digits as mean something."""
    digits = {"×": 2, "MB": 3, "s": 2, "": 0}.get(unit, 1 if value < 100 else 0)
    return f"{value:,.{digits}f} {unit}".strip()


def _apart(found: Spread, unit: str) -> str:
    if found.count == 1:
        return "1 run"
    return f"{shown(found.low, unit)} to {shown(found.high, unit)}, {found.count} runs"
