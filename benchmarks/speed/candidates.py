"""What is compared: each candidate as a page below one folder, ready to be served."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from random import Random
from typing import Any

from jinja2 import Environment, FileSystemLoader
from jinja2.utils import htmlsafe_json_dumps

from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.codec import encode
from wizard.edition import Edition
from wizard.protocol import respond

PAGES = Path(__file__).resolve().parent / "pages"
BLANK, NOISE = "blank.html", "noise.bin"
NOISE_BYTES = 200_000
"""The size of a file that can't be compressed."""
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
"""The files of the npm package that a browser loads."""
MICROPYTHON = ("micropython.mjs", "micropython.wasm")
SURVEYJS = {
    "survey-core": ("survey-core.fontless.min.css", "survey.core.min.js"),
    "survey-js-ui": ("survey-js-ui.min.js",),
}
NOW = datetime.now(UTC).isoformat(timespec="seconds")
"""The instant at which everything is asked; the pages go by the same clock."""
FIRST_REQUEST: dict[str, Any] = {"answers": {}, "now": NOW, "page": ""}

OWN_SCRIPTS = re.compile(
    r'<script type="module"[^>]*></script>'
    r'|<link rel="(?:modulepreload|preload|prefetch)"[^>]*>'
    r'|<script type="application/json" id="wizard-page">.*?</script>',
    re.DOTALL,
)
"""In the wizard's page: its scripts, what loads them ahead, and their data."""

State = dict[str, Any]


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
    "stock.html",
    "`loadPyodide()` of the same npm package in a module worker; the same engine as a zip, the same edition, "
    "the same first request.",
    "The page around it is empty and asks nothing: this favours it.",
)
PYSCRIPT = Candidate(
    "PyScript with Pyodide",
    "pyscript.html",
    "The same Pyodide, engine, edition and request under PyScript.",
    "It runs in the page's own thread, which is PyScript's default; the page around it is empty.",
)
MICROPYTHON_PAGE = Candidate(
    "PyScript with MicroPython",
    "micropython.html",
    "A few lines that look up the second question in a table.",
    "**It is not the engine**, which MicroPython can't run: no deadlines, no decisions, no ticket.",
)
BARE = Candidate(
    "plain JavaScript, bare page",
    "bare.html",
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

PLAIN_OUTCOME = Candidate(
    "plain JavaScript, one outcome",
    "plain-outcome.html",
    "One outcome, which stands in the page as HTML; 15 lines of JavaScript count by when an answer is due.",
    "It knows this one outcome, one desk without holidays and one target; no theme, no ticket.",
    has_engine=False,
)
SURVEY = Candidate(
    "SurveyJS",
    "survey.html",
    "SurveyJS with the same questions as its pages, given a link's answers, and the same outcome at its end.",
    "It knows this one outcome and decides nothing; the same 15 lines count the due instant; no ticket.",
    has_engine=False,
)
WITH_OUTCOME = (OURS, PLAIN_OUTCOME, SURVEY)
"""Those that show the outcome of a link."""


def lay_out(folder: Path, site: Path, wizard: Path, pyodide: Path, packages: Path, edition: Edition) -> None:
    """Make every candidate's page in the new folder `folder`.

    They are made of the built `site`, the engine's folder `wizard`, and the npm packages.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PAGES, folder)
    shutil.copytree(site, folder / "site")
    shutil.copytree(packages / "@pyscript/core/dist", folder / "core")
    _copy(packages / "@micropython/micropython-webassembly-pyscript", MICROPYTHON, folder / "micropython")
    _copy(pyodide, PYODIDE, folder / "pyodide")
    states = question_table(edition)
    (folder / BLANK).write_text('<!doctype html><link rel="icon" href="data:,"><title>.</title>', "utf-8")
    (folder / NOISE).write_bytes(Random(1).randbytes(NOISE_BYTES))  # noqa: S311
    (folder / "engine.zip").write_bytes(_zipped(wizard))
    (folder / "edition.json").write_text(_json(encode(edition)), "utf-8")
    (folder / "questions.json").write_text(_json(states), "utf-8")
    for package, names in SURVEYJS.items():
        _copy(packages / package, names, folder / "survey")
    templates = Environment(loader=FileSystemLoader(folder), autoescape=True)
    data = {"first": states[0], "states": states, "told": _told(edition)}
    for page in (BARE, PLAIN_OUTCOME, SURVEY):
        (folder / page.page).write_text(templates.get_template(page.page).render(data), "utf-8")
    _write_themed(folder, states)


def _told(edition: Edition) -> dict[str, Any]:
    """The questions on the way to one outcome, and what it says, by the engine."""
    questions, answers = [], dict[str, str]()
    while question := respond(edition, {**FIRST_REQUEST, "answers": answers})["question"]:
        questions.append(question)
        answers[question["id"]] = PRODUCTION_DOWN[question["id"]]
    outcome = respond(edition, {**FIRST_REQUEST, "answers": answers})["outcome"]
    first, target = outcome["channels"][0], edition.levels[outcome["target"]["level"]["id"]].target
    html = (
        f"<h1>{escape(outcome['lead']['title'])}</h1><p>{escape(outcome['verdict']['title'])}</p>"
        f'<p><a href="{escape(first["link"])}">{escape(first["name"])}</a></p><p>By DUE</p>'
        '<button type="button" data-action="copy">Copy ticket</button>'
    )
    return {"questions": questions, "minutes": target.hours * 60 + target.minutes, "html": html}


def _copy(source: Path, names: tuple[str, ...], folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(source / name, folder)


def _zipped(wizard: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for source in sorted(wizard.rglob("*.py")):
            archive.write(source, source.relative_to(wizard.parent))
    return packed.getvalue()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write_themed(folder: Path, states: list[State]) -> None:
    """The wizard's page with the plain script in place of all its own ones."""
    page = OWN_SCRIPTS.sub("", (folder / OURS.page / "index.html").read_text("utf-8"))
    table = f'<script type="application/json" id="questions">{htmlsafe_json_dumps(states)}</script>'
    script = '<script type="module" src="plain.js"></script>'
    themed = folder / THEMED.page
    themed.mkdir()
    (themed / "index.html").write_text(page.replace("</body>", f"{table}{script}</body>"), "utf-8")
    shutil.copy(PAGES / "plain.js", themed)


def question_table(edition: Edition) -> list[State]:
    """The wizard's questions as a table to look up, for pages that have no engine; the first state first.

    A state has a question's `text`, `help` and `options`, and under `next` the number of the state behind
    each option; an option that ends the interview is not there. The table is made by asking the engine along
    every path, and so is independent of the wizard's own map.
    """
    states: list[State] = []
    numbers: dict[str, int] = {}

    def visit(answers: dict[str, str]) -> int | None:
        question = respond(edition, {**FIRST_REQUEST, "answers": answers})["question"]
        if question is None:
            return None
        state = {name: question[name] for name in ("text", "help", "options")}
        behind = {
            option["id"]: visit({**answers, question["id"]: option["id"]}) for option in question["options"]
        }
        state["next"] = {answer: number for answer, number in behind.items() if number is not None}
        key = json.dumps(state)
        if key not in numbers:
            numbers[key] = len(states)
            states.append(state)
        return numbers[key]

    visit({})
    return _first_state_first(states)


def _first_state_first(states: list[State]) -> list[State]:
    # The first state was finished last, so the order is turned round.
    last = len(states) - 1
    return [
        {**state, "next": {answer: last - number for answer, number in state["next"].items()}}
        for state in reversed(states)
    ]
