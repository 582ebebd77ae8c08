"""The results: kept as JSON from one run to the next, and written as one Markdown file with its plots.

A run of some parts only renews those; when each part was measured is said with it, since only what was
measured in one run may be compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.speed.candidates import ALL
from benchmarks.speed.figures import Figure, Part, shown

NAME = "speed"
ORDER = ("clicks", "questions", "engine", "wire", "calls", "views", "build", "growth")
"""The parts as they follow one another on the page."""
INTRODUCTION = """# How fast it is

Made by `python3 -m benchmarks.speed`, which anyone can run: it needs Chromium and, the first time, npm.

All of it is measured in real Chromium, on one machine that also serves the pages. Another machine has other
times; what counts is how two times of the same run compare. The machine's load when a part began is said
with it: on a busy machine the times mean little. Each page is loaded by a browser with a profile of its own
that has never been anywhere. The candidates take turns; a ratio is the median of the ratios of runs in the
same turn, with the lowest and the highest beside it.

Every page comes from the same server over HTTP/1.1, and is compressed by the same means. A slow line is
made by Chromium's own throttling; each run first checks that it reaches workers too.
"""


def keep(folder: Path, key: str, part: Part, machine: Mapping[str, str]) -> None:
    """Put a part that was just measured in the place of what was there before, and write everything anew."""
    folder.mkdir(exist_ok=True)
    for name, picture in part.pictures.items():
        (folder / name).write_text(picture, "utf-8")
    file = folder / f"{NAME}.json"
    kept: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    told = asdict(part) | {"machine": dict(machine), "pictures": sorted(part.pictures)}
    kept[key] = told
    kept = {one: kept[one] for one in ORDER if one in kept}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / f"{NAME}.md").write_text("\n".join(_page(kept)), "utf-8")


def missed(part: Part) -> list[Figure]:
    """The figures that don't reach their targets."""
    return [figure for figure in part.figures if figure.reached is False]


def _page(kept: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield INTRODUCTION
    yield from _summary(kept)
    yield "## What is compared\n"
    yield from _table(("candidate", "what it does", "where it is unlike"), _candidates())
    for part in kept.values():
        yield f"## {part['title']}\n"
        yield from (f"{note}\n" for note in part["notes"])
        figures = [Figure(**one) for one in part["figures"]]
        yield from _table(("", "target", "measured", "", "reached"), map(_row, figures))
        yield from (f"![{part['title']}]({name})\n" for name in part["pictures"])
        yield f"Measured {', '.join(part['machine'].values())}.\n"


def _summary(kept: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    found = [(part["title"], Figure(**one)) for part in kept.values() for one in part["figures"]]
    limited = [(title, figure) for title, figure in found if figure.limit is not None]
    failed = [(title, figure) for title, figure in limited if not figure.reached]
    yield f"**{len(limited) - len(failed)} of {len(limited)} targets are reached.**\n"
    yield from (f"- Missed: {title}: {figure.what}, {_measured(figure)}" for title, figure in failed)
    yield ""


def _candidates() -> Iterator[tuple[str, ...]]:
    return ((one.name, one.does, one.unlike) for one in ALL)


def _row(figure: Figure) -> tuple[str, ...]:
    reached = {None: "", True: "yes", False: "**no**"}[figure.reached]
    limit = "" if figure.limit is None else f"≤ {shown(figure.limit, figure.unit)}"
    return (figure.what, limit, _measured(figure), figure.spread, reached)


def _measured(figure: Figure) -> str:
    return "not measured" if figure.value is None else shown(figure.value, figure.unit)


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield "| " + " | ".join(row) + " |"
    yield ""
