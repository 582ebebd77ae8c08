"""Times as dots in groups, as SVG; a line spans from the lowest to the highest.

The scale is logarithmic, so there are no bars: their lengths would say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from benchmarks.plot import COLOURS, text
from benchmarks.speed.samples import Spread

WIDTH, LEFT, RIGHT, TOP = 720, 230, 90, 50
HEIGHT, GAP = 22, 34
"""Of a row, and between two groups: the group's name stands there."""


@dataclass(frozen=True)
class Dot:
    """A row of a group: the median, and how far the values lie apart."""

    group: str
    name: str
    spread: Spread


def dots(title: str, shown: Sequence[Dot], unit: str) -> str:
    """The dots in their order, one group below another; each name has its colour in all groups."""
    groups = list(dict.fromkeys(dot.group for dot in shown))
    names = list(dict.fromkeys(dot.name for dot in shown))
    height = TOP + len(shown) * HEIGHT + len(groups) * GAP + 20
    scale = _Scale([dot.spread for dot in shown])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fffdf8"/>',
        text(20, 22, title, size=15),
        *scale.lines(height - 20),
    ]
    y = float(TOP)
    for group in groups:
        y += GAP
        parts.append(text(20, y - 8, group, colour="#57534e"))
        for dot in (one for one in shown if one.group == group):
            colour = COLOURS[names.index(dot.name) % len(COLOURS)]
            parts += _row(scale, y, dot, colour, unit)
            y += HEIGHT
    return "\n".join([*parts, "</svg>", ""])


class _Scale:
    """Where times lie across the paper."""

    def __init__(self, spreads: Sequence[Spread]) -> None:
        self.low = floor(log10(min(one.low for one in spreads)))
        self.high = ceil(log10(max(one.high for one in spreads)))

    def x(self, value: float) -> float:
        """How far right a value is."""
        return LEFT + (log10(value) - self.low) / (self.high - self.low) * (WIDTH - LEFT - RIGHT)

    def lines(self, bottom: float) -> Iterator[str]:
        """A line with its number for each power of ten."""
        for power in range(self.low, self.high + 1):
            x = self.x(10.0**power)
            yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{bottom:.1f}" stroke="#d6d3cb"/>'
            yield text(x, TOP - 8, f"{10.0**power:,.0f}", anchor="middle")


def _row(scale: _Scale, y: float, dot: Dot, colour: str, unit: str) -> Iterator[str]:
    low, middle, high = (scale.x(value) for value in (dot.spread.low, dot.spread.middle, dot.spread.high))
    centre = y + HEIGHT / 2
    yield text(LEFT - 8, centre + 4, dot.name, anchor="end")
    yield f'<line x1="{low:.1f}" y1="{centre:.1f}" x2="{high:.1f}" y2="{centre:.1f}" {_stroke(colour)}/>'
    yield f'<circle cx="{middle:.1f}" cy="{centre:.1f}" r="5" fill="{colour}"/>'
    yield text(max(middle, high) + 10, centre + 4, f"{dot.spread.middle:,.0f} {unit}")


def _stroke(colour: str) -> str:
    return f'stroke="{colour}" stroke-width="3"'
