"""A plot of times against sizes as SVG: a logarithmic scale of seconds, and a line for each series."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 60, 60
COLOURS = ("#0f766e", "#b45309", "#1d4ed8", "#6b7280")
DASHES = ("", "8 3", "2 3", "10 3 2 3")
"""The lines differ by more than their colours."""

Series = Mapping[str, Mapping[int, float]]
Ends = tuple[int, int]


def plot(
    title: str,
    across: str,
    up: str,
    series: Series,
    limit: tuple[str, float] | None = None,
    *,
    by_powers: bool = False,
) -> str:
    """The plot; `series` gives seconds by size for each name, `limit` a line across with its words.

    With `by_powers` the scale of sizes is logarithmic too.
    """
    sizes = sorted({size for line in series.values() for size in line})
    seconds = [value for line in series.values() for value in line.values()] + ([limit[1]] if limit else [])
    powers = floor(log10(min(seconds))), ceil(log10(max(seconds)))
    frame = _Frame((sizes[0], sizes[-1]), powers, log10 if by_powers else float)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fffdf8"/>',
        text(LEFT - 50, 22, title, size=15),
        *frame.scales(sizes, across, up),
        *(_limit(frame, *limit) if limit else ()),
    ]
    for number, (name, line) in enumerate(series.items()):
        parts += _line(frame, number, name, line)
    return "\n".join([*parts, "</svg>", ""])


class _Frame:
    """Where sizes and seconds lie on the paper."""

    def __init__(self, sizes: Ends, powers: Ends, scale: Callable[[float], float]) -> None:
        self._scale = scale
        self._first, self._last = map(scale, sizes)
        self._low, self._high = powers

    def x(self, size: float) -> float:
        """How far right a size is."""
        part = (self._scale(size) - self._first) / (self._last - self._first)
        return LEFT + part * (WIDTH - LEFT - RIGHT)

    def y(self, seconds: float) -> float:
        """How far down a time is."""
        part = (log10(seconds) - self._low) / (self._high - self._low)
        return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM)

    def scales(self, sizes: list[int], across: str, up: str) -> Iterator[str]:
        """The lines and numbers of both scales, with what they mean."""
        right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
        for power in range(self._low, self._high + 1):
            y = self.y(10.0**power)
            yield _across(LEFT, y, right, 'stroke="#d6d3cb"')
            yield text(LEFT - 8, y + 4, f"{10.0**power:g}", anchor="end")
        for size in sizes:
            yield text(self.x(size), bottom + 20, str(size), anchor="middle")
        yield text((LEFT + right) / 2, bottom + 44, across, anchor="middle")
        yield text(LEFT - 8, TOP - 14, up, anchor="end")


def _limit(frame: _Frame, words: str, seconds: float) -> Iterator[str]:
    y = frame.y(seconds)
    yield _across(LEFT, y, WIDTH - RIGHT, 'stroke="#b91c1c" stroke-dasharray="4 4"')
    yield text(WIDTH - RIGHT + 10, y + 4, words, colour="#b91c1c")


def _line(frame: _Frame, number: int, name: str, line: Mapping[int, float]) -> Iterator[str]:
    colour, dashes = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    points = [(frame.x(size), frame.y(seconds)) for size, seconds in sorted(line.items())]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
    for x, y in points:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
    # The names stand beside each other's lines, far enough apart to be read.
    y = TOP + 90 + number * 24
    right = WIDTH - RIGHT
    yield _across(right + 10, y, right + 40, f'stroke="{colour}" stroke-width="2"{dashed}')
    yield text(right + 48, y + 4, name)


def _across(first: float, y: float, last: float, how: str) -> str:
    return f'<line x1="{first:.1f}" y1="{y:.1f}" x2="{last:.1f}" y2="{y:.1f}" {how}/>'


def text(
    x: float, y: float, words: str, *, anchor: str = "start", size: int = 13, colour: str = "#292524"
) -> str:
    """A line of words at a place."""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    return f"<text {place}>{escape(words)}</text>"
