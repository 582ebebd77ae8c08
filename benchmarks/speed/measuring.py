"""Lays out what is measured, measures one part after the other, and keeps what each comes to."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Playwright, sync_playwright

from benchmarks.speed import arriving, building, calling, clicking, host, page_loads, returning, traffic
from benchmarks.speed.bench import FLAGS, Bench, executable, say
from benchmarks.speed.candidates import lay_out
from benchmarks.speed.measured import Chapter, keep
from benchmarks.speed.processes import Project
from publisher import setup
from publisher.policy_file.edition_file import load_edition

PARTS: dict[str, Callable[[Bench], Iterator[Chapter]]] = {
    "clicks": clicking.measure,
    "loads": page_loads.measure,
    "arriving": arriving.measure,
    "returning": returning.measure,
    "wire": traffic.wire,
    "calls": calling.measure,
    "views": traffic.views,
    "build": building.measure,
    "growth": building.growth,
}
LONGEST_BUILD = 300.0


def main(root: Path, explained: str, arguments: list[str]) -> int:
    """Measure what is asked for, keep it, and return the exit status."""
    args = _arguments(root, explained, arguments)
    work = root / ".cache" / "benchmarks"
    work.mkdir(parents=True, exist_ok=True)
    pyodide, node = setup.ensure_pyodide(root, say), setup.ensure_node(root, say)
    project = Project(root, pyodide, node, work / "built")
    project.built.mkdir(exist_ok=True)
    edition = load_edition(root / "policy.yaml", root / "site_src/words").edition
    site = args.site or _built(project)
    say("Laying out what is compared, and compressing it (half a minute the first time)")
    packages = setup.ensure_packages(root, "pyscript", root / "benchmarks/speed", say)
    lay_out(work / "served", site, root / "wizard", pyodide, packages, edition)
    host.compress(work / "served", work / "compressed")
    with host.serving(work / "served") as server, sync_playwright() as playwright:
        bench = Bench(playwright, server, project, edition, args.runs)
        page_loads.check_line(bench)
        return _measure(bench, args.parts or list(PARTS), args.results)


def _arguments(root: Path, explained: str, arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks.speed", description=explained)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--runs", type=float, default=1.0, help="so many times the usual number of runs")
    parser.add_argument("--site", type=Path, help="a built site of policy.yaml, instead of building one")
    results = root / "benchmarks" / "results"
    parser.add_argument("--results", type=Path, default=results, help="where the results go")
    args = parser.parse_args(arguments)
    if unknown := set(args.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return args


def _built(project: Project) -> Path:
    say("Building the site")
    policy = project.root / "policy.yaml"
    project.build(policy, LONGEST_BUILD)
    return project.site(policy)


def _measure(bench: Bench, parts: list[str], results: Path) -> int:
    """Measure some parts; the exit status is 1 where a target is missed or a part breaks off."""
    began, missed = perf_counter(), 0
    broken: list[str] = []
    machine = _machine(bench.playwright)
    for name in parts:
        load = f"load {os.getloadavg()[0]:.1f} at its start"
        say(f"{perf_counter() - began:5.0f} s  {name} ({load})")
        try:
            for chapter in PARTS[name](bench):
                keep(results, chapter, {**machine, "load": load})
                missed += len(chapter.missed)
        except Exception as error:
            # What the other parts measure is worth having all the same.
            broken.append(name)
            say(f"  {name} broke off, and its old results stay: {error}")
    summary = f"{missed} targets missed, {len(broken)} parts broke off {broken or ''}".strip()
    say(f"{perf_counter() - began:5.0f} s  {summary}. See {results / 'speed.md'}")
    return int(bool(missed or broken))


def _machine(playwright: Playwright) -> dict[str, str]:
    """When, and on which machine with which programs it is measured."""
    browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
    version = browser.version
    browser.close()
    return {
        "day": f"on {datetime.now(UTC).date().isoformat()}",
        "machine": f"on {os.cpu_count()} processors ({platform.machine()})",
        "browser": f"with Chromium {version}",
        "python": f"Python {platform.python_version()}",
    }
