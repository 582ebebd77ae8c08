"""Measures each trick of Python's start alone, in rounds, and writes benchmarks/results/start.md.

Run it inside the environment of the tests: `.venv/bin/python -m benchmarks.start [ROUNDS]`. Libraries are
tried under Node.js, where the processor's time of one start is told apart from all else that the machine
does. What belongs to the page is tried in Chromium, by the clock, from a host that takes 60 ms to answer.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import brotli  # type: ignore[import-untyped]
from playwright.sync_api import Browser, sync_playwright

from publisher import setup
from publisher.bundle.exercise import exercise
from publisher.bundle.files import Bundle, integrity, make
from publisher.bundle.library import empty_lock
from publisher.bundle.node_scripts import run
from publisher.bundle.scripts import browser_files
from publisher.making import Sources, make_site
from publisher.pages.mkdocs_site import MkDocs
from publisher.policy_file.edition_file import load_edition
from publisher.progress import Steps
from tests.browser.hosts import Host
from tests.conftest import BROWSER_FLAGS, BROWSERS
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
LEAST_SHARE = 0.05
DELAY = 0.06
FIRST_ANSWER = """
window.answered = new Promise((resolve) => {
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => data.kind === "answer" && resolve(performance.now()));
    }
  };
});
"""
CASE = f"wizard/?now=2026-11-26T17:00:00Z#{fragment(PRODUCTION_DOWN)}"

LIBRARY = {
    "modules": "only the modules that are loaded, not all (`shaken`)",
    "functions": "only the functions that run (`shaken`)",
    "finder": "two tables instead of Python's importer of zips (`finding`)",
    "texts": "the texts of dataclasses compiled ahead (`finding`)",
    "docstrings": "no docstrings: `-OO`, no code of ours",
    "stored": "a stored zip, not a deflated one: what `ZipFile` does by itself",
}
PAGE = {"python": "all files fetched at once, WebAssembly compiled while it comes (`python.js`)"}
WENT = """Tried and gone, as they saved less: coarse line tables (3.0 % of the bytes), a `__doc__` in each
dataclass (0.1 %), no module that is only imported where its absence is caught (0.3 % of the bytes and 3 %
of the time), `modulepreload` of the worker's script (nothing)."""
NO_TRICK = {
    "python": """
        import { loadPyodide } from "pyodide";
        export class Incomplete extends Error {}
        export const fetchAhead = async () => {};
        export async function startEngine(files) {
          const { default: createPyodideModule } = await import(files.runtime);
          const lockFileContents = await (await fetch(files.lock)).text();
          const python = await loadPyodide({
            indexURL: new URL(".", files.runtime).href, createPyodideModule, lockFileContents,
            stdLibURL: files.library });
          return python.pyimport("wizard.boot").load(await (await fetch(files.edition)).text());
        }"""
}
"""What stands in the scripts' place where a trick is taken away."""

Ratios = dict[str, list[float]]


def main(rounds: int) -> None:
    """Measure, and write the table."""
    pyodide, node = setup.ensure_pyodide(ROOT), setup.ensure_node(ROOT)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        edition = load_edition(ROOT / "policy.yaml", ROOT / "site_src/words").edition
        bundled = make(edition, ROOT / "wizard", pyodide, node)
        libraries = make_libraries(bundled, pyodide, node, folder)
        sizes = {name: len(brotli.compress(file.read_bytes())) for name, file in libraries.items()}
        visit = first_visit(bundled)
        times = start_times(libraries, pyodide, node, folder, rounds)
        pages = page_times(bundled, pyodide, node, folder, rounds)
    rows = [*library_rows(sizes, times, visit), *page_rows(pages), *file_rows(bundled, pyodide, visit)]
    (ROOT / "benchmarks/results/start.md").write_text(report(rows, times, pages, visit, rounds))


def make_libraries(bundled: Bundle, pyodide: Path, node: Path, folder: Path) -> dict[str, Path]:
    """The library with and without each trick, by name; beside them the files that a start needs."""
    told = exercise(ROOT / "site_src/words")
    request, expected = next(iter(told.answers.items()))
    first = {"edition": told.edition, "request": request, "expected": expected}
    (folder / "exercise.json").write_text(json.dumps(asdict(told)))
    (folder / "first.json").write_text(json.dumps(first))
    (folder / "engine.zip").write_bytes(bundled.files[bundled.paths["engine"]])
    (folder / "lock.json").write_bytes(empty_lock(pyodide))
    out = folder / "libraries"
    out.mkdir()
    given = [folder / name for name in ("engine.zip", "lock.json", "exercise.json")]
    run(node, str(HERE / "variants.mjs"), pyodide, pyodide.parents[1] / "python", *given, out)
    return {name: out / f"{name}.zip" for name in ("product", *LIBRARY)}


def first_visit(bundled: Bundle) -> int:
    """Bytes of the wizard's files on a first visit, by Brotli."""
    needed = ("wasm", "runtime", "library", "lock", "edition", "script", "style", "worker")
    return sum(len(brotli.compress(content_of(bundled, name))) for name in needed)


def content_of(bundled: Bundle, name: str) -> bytes:
    """A file of the wizard, by what pages call it."""
    path = bundled.paths[name]
    return bundled.files[path] if path in bundled.files else bundled.copies[path].read_bytes()


def start_times(
    libraries: Mapping[str, Path], pyodide: Path, node: Path, folder: Path, rounds: int
) -> Ratios:
    """The processor's time of a start with each library, to that of the product's beside it."""
    given = [pyodide, *(folder / name for name in ("lock.json", "first.json", "engine.zip"))]

    def once(library: Path | str) -> float:
        command = [node, HERE / "once.mjs", *given, library]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
        _, processor = json.loads(done.stdout)
        return float(processor)

    compared = {**libraries, "stock": "stock", "again": libraries["product"]}
    return in_turns(
        {name: lambda library=library: once(library) for name, library in compared.items()}, rounds
    )


def page_times(bundled: Bundle, pyodide: Path, node: Path, folder: Path, rounds: int) -> Ratios:
    """The time from the page's navigation to the first answer without each trick, to that of the product."""
    site = folder / "site"
    sources = Sources(ROOT, ROOT / "policy.yaml", pyodide, node)
    with MkDocs() as mkdocs:
        make_site(sources, site, mkdocs, Steps())
    sites = {
        "product": site,
        **{name: otherwise(name, site, bundled, pyodide, node) for name in PAGE},
        "again": site,
    }
    program = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=BROWSER_FLAGS)
        return in_turns({name: partial(visit_once, site, browser) for name, site in sites.items()}, rounds)


def otherwise(name: str, site: Path, bundled: Bundle, pyodide: Path, node: Path) -> Path:
    """A copy of the site without a trick of the page."""
    copy = shutil.copytree(site, site.with_name(name))
    page = copy / "wizard/index.html"
    sources = shutil.copytree(ROOT / "site_src", site.with_name(f"{name}-sources"))
    (sources / f"script/{name}.js").write_text(NO_TRICK[name])
    scripts = browser_files(sources, pyodide, node)
    for part in ("script", "worker"):
        file = copy / bundled.paths[part]
        hashes = integrity(file.read_bytes()), integrity(scripts[file.name])
        page.write_text(page.read_text("utf-8").replace(*hashes), "utf-8")
        file.write_bytes(scripts[file.name])
        Path(f"{file}.br").write_bytes(brotli.compress(scripts[file.name]))
    page.with_name("index.html.br").write_bytes(brotli.compress(page.read_bytes()))
    return copy


def visit_once(site: Path, browser: Browser) -> float:
    """Milliseconds from a new visitor's navigation to the engine's first answer."""
    with Host(site, encoding="br", delay=DELAY).serving() as host, browser.new_context() as context:
        context.add_init_script(FIRST_ANSWER)
        page = context.new_page()
        page.goto(host.address + CASE)
        return float(page.evaluate("answered"))


def in_turns(measures: Mapping[str, Callable[[], float]], rounds: int) -> Ratios:
    """Each measure to that of the product in the same round."""
    rounded = [{name: measure() for name, measure in measures.items()} for _ in range(rounds)]
    return {name: [taken[name] / taken["product"] for taken in rounded] for name in measures}


def library_rows(sizes: Mapping[str, int], times: Ratios, visit: int) -> list[str]:
    """A row for each trick of the library: with it against without it."""
    saved = {name: sizes[name] - sizes["product"] for name in LIBRARY}
    return [
        row(what, saved[name], saved[name] / (visit + max(saved[name], 0)), 1 - 1 / median(times[name]))
        for name, what in LIBRARY.items()
    ]


def page_rows(pages: Ratios) -> list[str]:
    """A row for each trick of the page; they save no bytes."""
    return [row(what, None, 0, 1 - 1 / median(pages[name])) for name, what in PAGE.items()]


def file_rows(bundled: Bundle, pyodide: Path, visit: int) -> list[str]:
    """The rows of what can be told from files alone."""
    needed = [content_of(bundled, name) for name in ("wasm", "runtime", "library", "edition")]
    raw, zipped = sum(map(len, needed)), sum(len(gzip.compress(content)) for content in needed)
    lock = len(brotli.compress((pyodide / "pyodide-lock.json").read_bytes())) - len(empty_lock(pyodide))
    unzipped = "the `.gz` fetched where a host compresses nothing (`files.js`)"
    return [
        row(unzipped, raw - zipped, 1 - zipped / raw, None),
        row("a list of packages without packages (`empty_lock`)", lock, lock / (visit + lock), None),
    ]


def row(what: str, saved: int | None, share: float, quicker: float | None) -> str:
    """A line of the table."""
    size = "" if saved is None else f"{saved:,} ({share:.1%})"
    time = "" if quicker is None else f"{quicker:.0%}"
    pays = share >= LEAST_SHARE or (quicker or 0) >= LEAST_SHARE
    return f"| {what} | {size} | {time} | {'yes' if pays else 'no'} |"


def report(rows: list[str], times: Ratios, pages: Ratios, visit: int, rounds: int) -> str:
    """The whole file."""
    return "\n".join(
        (
            "# What each trick of Python's start is worth",
            "",
            f"Each alone, against the product, in {rounds} rounds by turns: the median of the ratios. Bytes",
            f"are Brotli's, of {visit:,} for a first visit's scripts, Python and edition. A trick pays with",
            "5 % of the bytes or of the time. Of libraries the time is the processor's, of one start under",
            "Node.js until the first answer; of the page's tricks it is the clock's, in Chromium, from a",
            "host that takes 60 ms to answer.",
            "",
            "| trick | saves bytes | saves time | pays |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
            WENT,
            "",
            "Of what saves less, `-OO` stays as an option that is no code, and the empty list as five lines",
            "that keep the names of 300 packages, none of which the wizard has, from every visitor.",
            "",
            f"Stock Pyodide with the engine as source: {median(times['stock']):.2f} × the product's time.",
            f"The same against the same: {median(times['again']):.2f} × and {median(pages['again']):.2f} ×.",
            "",
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
