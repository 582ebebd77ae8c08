"""The engine under PyScript with Pyodide: answers the first request, in the page's own thread."""

from pathlib import Path

from entry import load
from pyscript import window

respond = load(Path("edition.json").read_text("utf-8"))
window.bench.answer(respond(window.bench.first))
