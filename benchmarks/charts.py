"""Two kinds of charts as SVG, both of times on a logarithmic scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10
from typing import NamedTuple

COLOURS = ("#0f766e", "#b45309", "#1d4ed8", "#6b7280")
DASHES = ("", "8 3", "2 3", "10 3 2 3")
"""The lines differ by more than their colours."""
GRID = 'stroke="#d6d3cb"'
WIDTH = 720
HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 420, 70, 170, 60, 60
"""Of a line chart: its height, and the margins around its lines."""
NAMES, NUMBERS, HEAD, ROW, GAP = 230, 90, 50, 22, 34
"""Of a dot chart: the room for names on the left, for numbers on the right and for the title; the height of a
row, and that of a group's name."""

Scale = Callable[[float], float]
Series = Mapping[str, Mapping[int, float]]


class Dot(NamedTuple):
    """A row of a dot chart: the median of some times, and the least and the greatest of them."""

    group: str
    name: str
    low: float
    middle: float
    high: float


def line_chart(
    title: str,
    across: str,
    up: str,
    series: Series,
    limit: tuple[str, float] | None = None,
    *,
    by_powers: bool = False,
) -> str:
    """A line for each of `series`, which gives seconds by size; `limit` is a horizontal line with its label.

    With `by_powers` the scale of sizes is logarithmic too.
    """
    sizes = sorted({size for line in series.values() for size in line})
    seconds = [value for line in series.values() for value in line.values()] + ([limit[1]] if limit else [])
    right, bottom, powers = WIDTH - RIGHT, HEIGHT - BOTTOM, _powers(seconds)
    x = _scale((sizes[0], sizes[-1]), (LEFT, right), log10 if by_powers else float)
    y = _scale(_ends(powers), (bottom, TOP), log10)
    parts = [_line((LEFT, y(10.0**power)), (right, y(10.0**power)), GRID) for power in powers]
    parts += [_text(LEFT - 8, y(10.0**power) + 4, f"{10.0**power:g}", anchor="end") for power in powers]
    parts += [_text(x(size), bottom + 20, str(size), anchor="middle") for size in sizes]
    parts += [_text((LEFT + right) / 2, bottom + 44, across, anchor="middle")]
    parts += [_text(LEFT - 8, TOP - 14, up, anchor="end")]
    if limit:
        label, height = limit[0], y(limit[1])
        parts += [_line((LEFT, height), (right, height), 'stroke="#b91c1c" stroke-dasharray="4 4"')]
        parts += [_text(right + 10, height + 4, label, colour="#b91c1c")]
    for number, (name, line) in enumerate(series.items()):
        parts += _series(number, name, [(x(size), y(value)) for size, value in sorted(line.items())])
    return _svg(title, HEIGHT, LEFT - 50, parts)


def _series(number: int, name: str, points: Sequence[tuple[float, float]]) -> Iterator[str]:
    colour, dashes = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    stroke = f'stroke="{colour}" stroke-width="2"' + (f' stroke-dasharray="{dashes}"' if dashes else "")
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield f'<polyline points="{path}" fill="none" {stroke}/>'
    for x, y in points:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
    # The legend, beside the lines and not at their ends, which may lie too close together.
    right, height = WIDTH - RIGHT, TOP + 90 + number * 24
    yield _line((right + 10, height), (right + 40, height), stroke)
    yield _text(right + 48, height + 4, name)


def dot_chart(title: str, dots: Sequence[Dot], unit: str) -> str:
    """A dot for each median, on a line from the least to the greatest; a name has its colour in all groups.

    No bars: on a logarithmic scale their lengths would mean nothing.
    """
    groups = list(dict.fromkeys(dot.group for dot in dots))
    names = list(dict.fromkeys(dot.name for dot in dots))
    height = HEAD + len(dots) * ROW + len(groups) * GAP + 20
    powers = _powers([time for dot in dots for time in (dot.low, dot.high)])
    x = _scale(_ends(powers), (NAMES, WIDTH - NUMBERS), log10)
    parts = [_line((x(10.0**power), HEAD), (x(10.0**power), height - 20), GRID) for power in powers]
    parts += [_text(x(10.0**power), HEAD - 8, f"{10.0**power:,.0f}", anchor="middle") for power in powers]
    y = float(HEAD)
    for group in groups:
        y += GAP
        parts.append(_text(20, y - 8, group, colour="#57534e"))
        for dot in (dot for dot in dots if dot.group == group):
            parts += _dot(x, y + ROW / 2, dot, COLOURS[names.index(dot.name) % len(COLOURS)], unit)
            y += ROW
    return _svg(title, height, 20, parts)


def _dot(x: Scale, y: float, dot: Dot, colour: str, unit: str) -> Iterator[str]:
    yield _text(NAMES - 8, y + 4, dot.name, anchor="end")
    yield _line((x(dot.low), y), (x(dot.high), y), f'stroke="{colour}" stroke-width="3"')
    yield f'<circle cx="{x(dot.middle):.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
    yield _text(x(dot.high) + 10, y + 4, f"{dot.middle:,.0f} {unit}")


def _powers(values: Sequence[float]) -> range:
    """The powers of ten that have all the values between them."""
    return range(floor(log10(min(values))), ceil(log10(max(values))) + 1)


def _ends(powers: range) -> tuple[float, float]:
    return 10.0 ** powers[0], 10.0 ** powers[-1]


def _scale(values: tuple[float, float], places: tuple[float, float], how: Scale) -> Scale:
    """Map values to places, so that the two ends fall on one another; `how` is log10 or float."""
    (low, high), (start, end) = map(how, values), places
    return lambda value: start + (how(value) - low) / (high - low) * (end - start)


def _svg(title: str, height: int, left: int, parts: Iterable[str]) -> str:
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fffdf8"/>',
        _text(left, 22, title, size=15),
    ]
    return "\n".join([*head, *parts, "</svg>", ""])


def _line(start: tuple[float, float], end: tuple[float, float], stroke: str) -> str:
    (x1, y1), (x2, y2) = start, end
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {stroke}/>'


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", size: int = 13, colour: str = "#292524"
) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    return f"<text {place}>{escape(words)}</text>"
