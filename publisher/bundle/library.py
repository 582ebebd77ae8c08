"""Python's least library: what the engine uses of the standard library, compiled, and the engine itself.

It depends on Pyodide, the engine and this package, and on nothing that staff edit, so it is made once and
kept beside the Pyodide that it was made with. How it is made stands in `pyodide/shrinking.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.bundle.keeping import digest, kept_with, made_once
from publisher.bundle.node_scripts import run
from publisher.progress import Steps

HERE = Path(__file__).parent


def least_library(engine: bytes, pyodide: Path, words: Path, node: Path, steps: Steps) -> bytes:
    """The library's zip for an engine's zip. Raises NotMade, or Refused where the exercise is out of date."""
    key = digest([engine, (pyodide / "package.json").read_bytes(), *_sources()])

    def made() -> bytes:
        with steps.step("compile what the wizard needs of the standard library (once)"):
            return _made(engine, pyodide, words, node)

    return made_once(kept_with(pyodide) / f"library-{key}.zip", made).read_bytes()


def empty_lock(pyodide: Path) -> bytes:
    """The list of packages that Pyodide starts with, with no package in it.

    What it says of the build that it belongs to stays as it is: Pyodide starts with no other.
    """
    lock = json.loads((pyodide / "pyodide-lock.json").read_bytes())
    return json.dumps({"info": lock["info"], "packages": {}}, separators=(",", ":")).encode()


def _sources() -> Iterator[bytes]:
    """This package: how the library is made, and by which exercise."""
    for source in sorted(HERE.rglob("*")):
        if source.suffix in (".py", ".mjs", ".yaml"):
            yield source.read_bytes()


def _made(engine: bytes, pyodide: Path, words: Path, node: Path) -> bytes:
    # Imported late: few builds need it.
    from publisher.bundle.exercise import exercise

    with TemporaryDirectory() as folder:
        given = {
            "engine.zip": engine,
            "lock.json": empty_lock(pyodide),
            "exercise.json": json.dumps(asdict(exercise(words))).encode(),
        }
        for name, content in given.items():
            (Path(folder) / name).write_bytes(content)
        out = Path(folder) / "library.zip"
        packages = pyodide.parents[1] / "python"
        run(node, "library.mjs", pyodide, packages, *(Path(folder) / name for name in given), out)
        return out.read_bytes()
