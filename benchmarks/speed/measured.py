"""What the measurements come to: many times summed up as a figure, and the page that shows all figures.

The page is kept as JSON too, so that a run of some parts renews only those. Each part says when it was
measured, since only figures of the same run may be compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import ceil, comb
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.speed.candidates import ALL, WITH_OUTCOME

ORDER = (
    *("clicks", "questions", "arriving", "returning", "engine", "wire", "calls", "views", "build", "growth"),
)
"""The chapters as they follow one another on the page."""
INTRODUCTION = """# How fast it is

Made by `python3 -m benchmarks.speed`, which anyone can run: it needs Chromium and, the first time, npm.

All of it is measured in real Chromium, on one machine that also serves the pages. Another machine has other
times; what counts is how two times of the same run compare. Each chapter says how loaded the machine was when
it began: on a busy machine the times mean little. Each page is loaded by a browser with a profile of its own
that has never been anywhere. The candidates take turns; a ratio is the median of the ratios of runs in the
same turn, with the least and the greatest beside it.

Every page comes from the same server over HTTP/1.1, and is compressed by the same means. A slow line is
made by Chromium's own throttling; each run first checks that it reaches workers too.
"""


@dataclass(frozen=True)
class Spread:
    """The least, the median and the greatest of some values, and how many there are."""

    low: float
    middle: float
    high: float
    count: int


def spread(values: Sequence[float]) -> Spread:
    """The spread of at least one value."""
    return Spread(min(values), median(values), max(values), len(values))


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """The ratios of values that were measured right after one another, pair by pair."""
    return [our / their for our, their in zip(ours, theirs, strict=True)]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """The spread of the same."""
    return spread(ratios(ours, theirs))


def around_middle(values: Sequence[float]) -> Spread:
    """The median, and between which of the values that of endlessly many would lie, in 19 of 20 series.

    Of fewer than six values that can't be told; it is then the spread.
    """
    count, cut, chance = len(values), 0, 0.0
    while (chance := chance + comb(count, cut) / 2**count) <= 0.025:
        cut += 1
    inner = sorted(values)[max(cut - 1, 0) : count - max(cut - 1, 0)]
    return Spread(inner[0], median(values), inner[-1], count)


def quantile(values: Sequence[float], share: float) -> float:
    """The least of the values that at least a `share` (0 to 1) of them don't exceed."""
    return sorted(values)[max(ceil(share * len(values)), 1) - 1]


@dataclass(frozen=True)
class Figure:
    """One line of a table."""

    what: str
    value: float | None
    """None for what could not be measured; `spread` then says why."""
    unit: str
    spread: str = ""
    """How far the single values lie apart, or another remark about the value."""
    limit: float | None = None
    """The most that it may be; None for what has no target."""

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        return None if self.limit is None else self.value is not None and self.value <= self.limit

    @property
    def measured(self) -> str:
        """The value with its unit."""
        return "not measured" if self.value is None else shown(self.value, self.unit)


@dataclass(frozen=True)
class Chapter:
    """A table of figures, with what a reader must know to understand it."""

    key: str
    """One of ORDER."""
    title: str
    notes: Sequence[str]
    figures: Sequence[Figure]
    raw: Any = None
    """The single values, as plain JSON."""
    pictures: dict[str, str] = field(default_factory=dict)
    """Charts as SVG, by the names of their files."""

    @property
    def missed(self) -> list[Figure]:
        """The figures that don't reach their targets."""
        return [figure for figure in self.figures if figure.reached is False]


def middle(what: str, found: Spread, unit: str, limit: float | None = None) -> Figure:
    """A figure for the median of some times or ratios (`×`)."""
    runs = f"{shown(found.low, unit)} to {shown(found.high, unit)}, {found.count} runs"
    return Figure(what, found.middle, unit, "1 run" if found.count == 1 else runs, limit)


def slowest(what: str, times: Sequence[float], counted: str, limit: float | None = None) -> Figure:
    """A figure for the 99th percentile of some milliseconds; `counted` says of what there are so many."""
    found, most = spread(times), shown(quantile(times, 0.95), "ms")
    more = f"median {shown(found.middle, 'ms')}, p95 {most}, at most {shown(found.high, 'ms')}"
    more += f", {found.count} {counted}"
    return Figure(what, quantile(times, 0.99), "ms", more, limit)


def shown(value: float, unit: str) -> str:
    """A value with its unit, with as many digits as are significant."""
    digits = {"×": 2, "MB": 3, "s": 2, "": 0}.get(unit, 1 if value < 100 else 0)
    return f"{value:,.{digits}f} {unit}".strip()


def keep(folder: Path, chapter: Chapter, machine: Mapping[str, str]) -> None:
    """Put a new chapter in the place of the old one in `folder`: speed.md, speed.json and the charts."""
    folder.mkdir(exist_ok=True)
    for name, picture in chapter.pictures.items():
        (folder / name).write_text(picture, "utf-8")
    file = folder / "speed.json"
    kept: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    new = asdict(chapter) | {"machine": dict(machine), "pictures": sorted(chapter.pictures)}
    kept[new.pop("key")] = new
    kept = {key: kept[key] for key in ORDER if key in kept}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / "speed.md").write_text("\n".join(_page(list(kept.values()))), "utf-8")


def _page(chapters: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield INTRODUCTION
    yield from _summary(chapters)
    yield "## What is compared\n"
    compared = dict.fromkeys((*ALL, *WITH_OUTCOME))
    rows = ((candidate.name, candidate.does, candidate.unlike) for candidate in compared)
    yield from _table(("candidate", "what it does", "where it is unlike"), rows)
    for chapter in chapters:
        yield f"## {chapter['title']}\n"
        yield from (f"{note}\n" for note in chapter["notes"])
        yield from _table(("", "target", "measured", "", "reached"), map(_row, _figures(chapter)))
        yield from (f"![{chapter['title']}]({name})\n" for name in chapter["pictures"])
        yield f"Measured {', '.join(chapter['machine'].values())}.\n"


def _summary(chapters: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    found = [(chapter["title"], figure) for chapter in chapters for figure in _figures(chapter)]
    limited = [(title, figure) for title, figure in found if figure.limit is not None]
    failed = [(title, figure) for title, figure in limited if not figure.reached]
    yield f"**{len(limited) - len(failed)} of {len(limited)} targets are reached.**\n"
    yield from (f"- Missed: {title}: {figure.what}, {figure.measured}" for title, figure in failed)
    yield ""


def _figures(chapter: Mapping[str, Any]) -> list[Figure]:
    return [Figure(**figure) for figure in chapter["figures"]]


def _row(figure: Figure) -> tuple[str, ...]:
    reached = {None: "", True: "yes", False: "**no**"}[figure.reached]
    limit = "" if figure.limit is None else f"≤ {shown(figure.limit, figure.unit)}"
    return (figure.what, limit, figure.measured, figure.spread, reached)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield from ("| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows))
    yield ""
