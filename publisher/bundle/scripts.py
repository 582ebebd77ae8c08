"""Our scripts and styles as a browser loads them: what a page names is one file, with all that it imports.

Every module apart would be a request of its own, and the first question would wait for all of them. They
depend on nothing that staff edit, so they are made once and kept with Pyodide.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.bundle.keeping import digest, kept_with, made_once
from publisher.bundle.node_scripts import SCRIPTS, run

ENTRIES = (
    "script/start.js",
    "styles/wizard.css",
    "script/worker.js",
    "script/search.js",
    "script/code.js",
    "script/now.js",
    "script/offline.js",
    "script/withdrawn.js",
)
"""What pages name; the wizard's worker has the small script of Pyodide's in it with which it begins."""


def browser_files(sources: Path, pyodide: Path, node: Path) -> dict[str, bytes]:
    """The files by their names; `sources` is the folder of what they are made of. Raises NotMade."""
    packages = pyodide.parent
    folders = [sources / "script", sources / "styles"]
    parts = [file.read_bytes() for folder in folders for file in sorted(folder.glob("*.[jc]s*"))]
    pins = [(SCRIPTS / "scripts.mjs").read_bytes(), repr(ENTRIES).encode()]
    kept = kept_with(pyodide) / f"scripts-{digest([*parts, *pins])}.json"
    made_once(kept, lambda: _made(sources, packages, node))
    texts: dict[str, str] = json.loads(kept.read_bytes())
    return {name: text.encode() for name, text in texts.items()}


def _made(sources: Path, packages: Path, node: Path) -> bytes:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "scripts.json"
        run(node, "scripts.mjs", packages, sources, out, *ENTRIES)
        return out.read_bytes()
