"""How long `verify` and `diff` take on the policies in `tests/policies`, in seconds of processor time.

    .venv/bin/python -m benchmarks.policy_times

It prints a table and writes results/policies.md. `diff` compares each with itself after an edit: of every
table the second row is gone, and the first promise counts an hour or a day more.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time

from publisher.analysis.difference.comparing import compare
from publisher.analysis.verify import verify
from publisher.policy_file.edition_file import load_edition
from wizard.edition import Edition
from wizard.policy import Level, Table

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "policies.md"
TIMES = 3
HEAD = """# How long policies of many kinds take

Seconds of processor time, the least of three, by Python {python} on {machine}.

| policy | lines | questions | rows | ways | `verify` | `diff` of an edit | changes told |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


def main() -> None:
    """Measure, print and write the table."""
    files = [*sorted((ROOT / "tests" / "policies").glob("*.yaml")), ROOT / "policy.yaml"]
    text = HEAD.format(python=platform.python_version(), machine=platform.machine())
    text += "".join(f"| {' | '.join(row(file))} |\n" for file in files)
    RESULT.write_text(text, "utf-8")
    print(text)


def row(file: Path) -> list[str]:
    """What is told of a policy."""
    loaded = load_edition(file, ROOT / "site_src" / "words")
    new = edited(loaded.edition)
    report = verify(loaded.edition, loaded.source)
    told = compare(loaded.edition, new)
    if report.summary is None or report.unfinished or told.unfinished:
        raise SystemExit(f"{file} could not be looked through whole")
    ways = report.summary.ways
    return [
        file.stem if file.parent != ROOT else "BizMic's own",
        f"{len(file.read_text('utf-8').splitlines()):,}",
        str(report.summary.questions),
        str(report.summary.rows),
        f"{ways:,}",
        f"{least(lambda: verify(loaded.edition, loaded.source)):.2f}",
        f"{least(lambda: compare(loaded.edition, new)):.2f}",
        str(len(told.outcomes) + len(told.interview)),
    ]


def edited(edition: Edition) -> Edition:
    """A policy after the edit."""
    policy = edition.policy
    sections = tuple(
        replace(section, levels=(*map(slower, section.levels[:1]), *section.levels[1:]))
        for section in policy.sections
    )
    tables = tuple(map(without_second, policy.tables))
    return replace(edition, policy=replace(policy, sections=sections, tables=tables))


def slower(level: Level) -> Level:
    """A level that promises an hour or a day later."""
    target = level.target
    longer = {"days": target.days + 1} if target.days else {"hours": target.hours + 1}
    return replace(level, target=replace(target, **longer))


def without_second(table: Table) -> Table:
    """A table without its second row, where it has a further one."""
    return replace(table, rows=(*table.rows[:1], *table.rows[2:])) if len(table.rows) > 2 else table


def least(measured: Callable[[], object]) -> float:
    """The least time of a few."""
    times = []
    for _ in range(TIMES):
        began = process_time()
        measured()
        times.append(process_time() - began)
    return min(times)


if __name__ == "__main__":
    main()
