"""How fast the site, the wizard and the build are, in real Chromium, beside what they are held against.

    python3 -m benchmarks.speed                    all parts, about twelve minutes
    python3 -m benchmarks.speed clicks wire        some parts only
    python3 -m benchmarks.speed --runs 0.3         fewer runs; 2 makes twice as many

It builds the site first (or takes a built one, with --site), and writes speed.md, speed.json and plots into
benchmarks/results. The exit status is 1 where a target is missed or a part breaks off.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from publisher import setup

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

    from benchmarks.speed.figures import Part
    from benchmarks.speed.processes import Project
    from benchmarks.speed.server import Server
    from wizard.edition import Edition

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "benchmarks" / "results"
WORK = ROOT / ".cache" / "benchmarks"
SERVED = WORK / "served"
PARTS = ("clicks", "loads", "wire", "calls", "views", "build", "growth")
LONGEST_BUILD = 300.0


@dataclass(frozen=True)
class Bench:
    """All that the parts need."""

    playwright: Playwright
    server: Server
    project: Project
    edition: Edition
    factor: float


def main(arguments: list[str]) -> int:
    """Measure what is asked for, keep it, and return the exit status."""
    args = _arguments(arguments)
    python = setup.ensure_python(ROOT, "test", say)
    if not setup.is_inside(ROOT):
        os.chdir(ROOT)
        setup.run_inside(python, ["-X", "utf8", "-m", "benchmarks.speed", *arguments])
    return _measure(args)


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks.speed", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--runs", type=float, default=1.0, help="so many times the usual number of runs")
    parser.add_argument("--site", type=Path, help="a built site of policy.yaml, instead of building one")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the results go")
    args = parser.parse_args(arguments)
    if unknown := set(args.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return args


def _measure(args: argparse.Namespace) -> int:
    # Imported late: they need the packages that were only just installed.
    from playwright.sync_api import sync_playwright

    from benchmarks.speed import loading, results
    from benchmarks.speed.server import serving

    began, missed = perf_counter(), 0
    broken: list[str] = []
    project, edition = _prepare(args)
    with serving(SERVED) as server, sync_playwright() as playwright:
        loading.check_line(playwright, server)
        bench = Bench(playwright, server, project, edition, args.runs)
        machine = _machine(playwright)
        for name in args.parts or PARTS:
            load = f"load {os.getloadavg()[0]:.1f} at its start"
            say(f"{perf_counter() - began:5.0f} s  {name} ({load})")
            try:
                for key, part in MEASURES[name](bench):
                    results.keep(args.results, key, part, {**machine, "load": load})
                    missed += len(results.missed(part))
            except Exception as error:
                # What the other parts measure is worth having all the same.
                broken.append(name)
                say(f"  {name} broke off, and its old results stay: {error}")
    told = f"{missed} targets missed, {len(broken)} parts broke off {broken or ''}".strip()
    say(f"{perf_counter() - began:5.0f} s  {told}. See {args.results / 'speed.md'}")
    return int(bool(missed or broken))


def _prepare(args: argparse.Namespace) -> tuple[Project, Edition]:
    """Everything that is measured, built and laid out."""
    from benchmarks.speed import candidates, compression
    from benchmarks.speed.processes import Project
    from publisher.policy_file.edition_file import load_edition

    WORK.mkdir(parents=True, exist_ok=True)
    policy = ROOT / "policy.yaml"
    packages = setup.ensure_packages(ROOT, "pyscript", ROOT / "benchmarks/speed", say)
    pyodide, node = setup.ensure_pyodide(ROOT, say), setup.ensure_node(ROOT, say)
    project = Project(ROOT, pyodide, node, WORK / "built")
    if args.site is None:
        say("Building the site")
        project.build(policy, LONGEST_BUILD)
    say("Laying out what is compared, and compressing it (half a minute the first time)")
    edition = load_edition(policy, ROOT / "site_src/words").edition
    site = args.site or project.site(policy)
    made = candidates.Ingredients(site, ROOT / "wizard", pyodide, packages, edition)
    candidates.lay_out(made, SERVED)
    compression.compress(SERVED, WORK / "compressed", node)
    return project, edition


def _clicks(bench: Bench) -> Iterator[tuple[str, Part]]:
    from benchmarks.speed import candidates, clicking

    ways = candidates.plain_ways(SERVED)
    yield "clicks", clicking.measure(bench.playwright, bench.server, ways, bench.factor, say)


def _loads(bench: Bench) -> Iterator[tuple[str, Part]]:
    from benchmarks.speed import loading, starting

    made = loading.loads(bench.playwright, bench.server, bench.factor, say)
    yield "questions", starting.first_question(made)
    yield "engine", starting.cold_start(made)


def _wire(bench: Bench) -> Iterator[tuple[str, Part]]:
    from benchmarks.speed import wire

    yield "wire", wire.measure(bench.playwright, bench.server, say)


def _calls(bench: Bench) -> Iterator[tuple[str, Part]]:
    from benchmarks.speed import calling

    yield (
        "calls",
        calling.measure(bench.playwright, bench.server, bench.project, SERVED, bench.edition, say),
    )


def _views(bench: Bench) -> Iterator[tuple[str, Part]]:
    from benchmarks.speed import first_views

    yield "views", first_views.measure(bench.playwright, bench.server, SERVED, say)


def _build(bench: Bench) -> Iterator[tuple[str, Part]]:
    from benchmarks.speed import building

    yield "build", building.measure(bench.project, bench.factor, say)


def _growth(bench: Bench) -> Iterator[tuple[str, Part]]:
    from benchmarks.speed import building

    yield "growth", building.growth(bench.project, bench.factor, say)


MEASURES: dict[str, Callable[[Bench], Iterator[tuple[str, Part]]]] = {
    "clicks": _clicks,
    "loads": _loads,
    "wire": _wire,
    "calls": _calls,
    "views": _views,
    "build": _build,
    "growth": _growth,
}


def _machine(playwright: Playwright) -> dict[str, str]:
    """On what, with what and when it is measured."""
    from benchmarks.speed.browser import FLAGS, executable

    browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
    version = browser.version
    browser.close()
    return {
        "day": f"on {datetime.now(UTC).date().isoformat()}",
        "machine": f"on {os.cpu_count()} processors ({platform.machine()})",
        "browser": f"with Chromium {version}",
        "python": f"Python {platform.python_version()}",
    }


def say(text: str) -> None:
    """Tell the person at the terminal."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
