"""What is compared: each candidate as a page below one folder, ready to be served."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from jinja2 import Environment, FileSystemLoader
from jinja2.utils import htmlsafe_json_dumps

from benchmarks.speed.plain_map import State, plain_map
from wizard.codec import encode
from wizard.edition import Edition

PAGES = Path(__file__).resolve().parent / "pages"
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
"""The files of the npm package that a browser loads."""
MICROPYTHON = ("micropython.mjs", "micropython.wasm")
TABLE = "micropython/map.json"
NOISE_BYTES = 200_000
"""Of a file that can't be compressed."""

SCRIPTS = re.compile(r'<script type="module"[^>]*></script>')
HINTS = re.compile(r'<link rel="(?:modulepreload|preload|prefetch)"[^>]*>')
DATA = re.compile(r'<script type="application/json" id="wizard-page">.*?</script>', re.DOTALL)


@dataclass(frozen=True)
class Candidate:
    """A page that is measured: what it does, and where it is unlike the others."""

    name: str
    page: str
    """Its address below the served folder."""
    does: str
    unlike: str
    has_engine: bool = True
    """Whether a Python program in it gives a first answer."""
    asks: bool = False
    """Whether it shows the first question."""


OURS = Candidate(
    "the wizard",
    "site/wizard/",
    "The shipped page: the first question, and the engine behind it, which answers the first request.",
    "It carries a whole page of the site, with theme, search and palette.",
    asks=True,
)
STOCK = Candidate(
    "stock Pyodide",
    "stock/",
    "`loadPyodide()` of the same npm package in a module worker; the same engine as a zip, the same edition, "
    "the same first request.",
    "The page around it is empty and asks nothing: this favours it.",
)
PYSCRIPT = Candidate(
    "PyScript with Pyodide",
    "pyscript/",
    "The same Pyodide, engine, edition and request under PyScript.",
    "It runs in the page's own thread, which is PyScript's default; the page around it is empty.",
)
MICROPYTHON_PAGE = Candidate(
    "PyScript with MicroPython",
    "micropython/",
    "A few lines that look up the second question in a table.",
    "**It is not the engine**, which MicroPython can't run: no deadlines, no decisions, no ticket.",
)
BARE = Candidate(
    "plain JavaScript, bare page",
    "bare/",
    "The same questions, looked up in a table in the page by 40 lines of JavaScript.",
    "No theme, no search, no palette, no Python, no outcome.",
    has_engine=False,
    asks=True,
)
THEMED = Candidate(
    "plain JavaScript, same page",
    "site/plain/",
    "The wizard's own page, style and theme, with the same 40 lines in place of its scripts.",
    "No Python, no history, no outcome.",
    has_engine=False,
    asks=True,
)
ALL = (OURS, STOCK, PYSCRIPT, MICROPYTHON_PAGE, BARE, THEMED)


@dataclass(frozen=True)
class Ingredients:
    """What the pages are made of: the built site, the engine's folder, and the npm packages."""

    site: Path
    wizard: Path
    pyodide: Path
    packages: Path
    edition: Edition


def lay_out(ingredients: Ingredients, folder: Path) -> None:
    """Make every candidate's page in the new folder `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PAGES, folder)
    shutil.copytree(ingredients.site, folder / "site")
    shutil.copytree(ingredients.packages / "@pyscript/core/dist", folder / "core")
    port = ingredients.packages / "@micropython/micropython-webassembly-pyscript"
    _copy(port, MICROPYTHON, folder / "micropython-port")
    _copy(ingredients.pyodide, PYODIDE, folder / "pyodide")
    (folder / "engine/engine.zip").write_bytes(_engine(ingredients.wizard))
    (folder / "engine/edition.json").write_text(_json(encode(ingredients.edition)), "utf-8")
    states = plain_map(ingredients.edition)
    (folder / TABLE).write_text(_json(states), "utf-8")
    (folder / "line/noise.bin").write_bytes(Random(1).randbytes(NOISE_BYTES))  # noqa: S311
    _write_bare(folder / "bare", states)
    _write_themed(folder / "site", states)


def plain_ways(folder: Path) -> list[State]:
    """The table of questions that was laid out there, see `plain_map`."""
    ways: list[State] = json.loads((folder / TABLE).read_text("utf-8"))
    return ways


def _copy(source: Path, names: tuple[str, ...], folder: Path) -> None:
    folder.mkdir()
    for name in names:
        shutil.copy(source / name, folder)


def _engine(wizard: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for source in sorted(wizard.rglob("*.py")):
            archive.write(source, source.relative_to(wizard.parent))
    return packed.getvalue()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write_bare(folder: Path, states: list[State]) -> None:
    templates = Environment(loader=FileSystemLoader(folder), autoescape=True)
    page = templates.get_template("index.html").render(first=states[0], states=states)
    (folder / "index.html").write_text(page, "utf-8")


def _write_themed(site: Path, states: list[State]) -> None:
    """The wizard's page with the plain script in the place of all its own ones."""
    page = (site / "wizard/index.html").read_text("utf-8")
    for taken in (SCRIPTS, HINTS, DATA):
        page = taken.sub("", page)
    table = f'<script type="application/json" id="plain-map">{htmlsafe_json_dumps(states)}</script>'
    script = '<script type="module" src="plain.js"></script>'
    (site / "plain").mkdir()
    (site / "plain/index.html").write_text(page.replace("</body>", f"{table}{script}</body>"), "utf-8")
    shutil.copy(PAGES / "bare/plain.js", site / "plain")
