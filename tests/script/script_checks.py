"""Checks all our JavaScript as Python is checked: its types, its style, and what it does by itself.

Run by `build.py test` as `python -m tests.script.script_checks NODE PACKAGES PYODIDE`: a Node.js, and the
`node_modules` of this folder and of the page's script.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.script.declarations import declarations

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MADE = ROOT / ".cache" / "script"

LINTED = ("site_src", "publisher", "benchmarks", "tests")
IN_WORKER = {"worker.js", "python.js", "files.js", "offline.js", "withdrawn.js", "kept.js"}
IN_PAGE = ["es2021", "dom", "dom.iterable"]
"""What the oldest browsers offer in which an outcome is looked up; a worker offers something else."""


def main(node: str, packages: Path, pyodide: Path) -> int:
    """Run all checks, so that every problem is seen at once, and return the first failing status."""
    linter = packages / "@biomejs/biome/bin/biome"
    checks: dict[str, list[str | Path]] = {
        "types": [packages / "typescript/bin/tsc", "--build", *write_projects([packages, pyodide])],
        "style": [linter, "lint", f"--config-path={HERE / 'linter.jsonc'}", "--error-on-warnings", *LINTED],
        "tests": ["--test", *sorted(HERE.glob("*.test.mjs"))],
    }
    surroundings = {**os.environ, "NODE_PATH": str(packages)}
    statuses = [_status(name, [node, *check], surroundings) for name, check in checks.items()]
    return next((status for status in statuses if status), 0)


def _status(name: str, command: list[str | Path], surroundings: dict[str, str]) -> int:
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr if done.returncode else "all right\n"
    print(f"JavaScript, {name}: {said}", end="", flush=True)
    return done.returncode


def write_projects(packages: Iterable[Path]) -> list[Path]:
    """Tell TypeScript what to check, and what it may count on; return a folder for each set of scripts."""
    MADE.mkdir(parents=True, exist_ok=True)
    (MADE / "python.d.ts").write_text(declarations(), "utf-8")
    return [_write_project(name, list(packages), **project) for name, project in _projects()]


def _projects() -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The sets of scripts by where they run, as each place offers something else."""
    ours = [*_scripts("site_src", "*.js"), *_scripts("site_src", "*.d.ts")]
    in_worker = [script for script in ours if Path(script).name in IN_WORKER]
    in_page = [script for script in ours if script not in in_worker]
    under_node = [*_scripts("publisher", "*.mjs"), *_scripts("tests", "*.mjs")]
    yield "page", {"files": in_page, "lib": IN_PAGE, "types": []}
    yield "worker", {"files": in_worker, "lib": ["es2023", "webworker"], "types": []}
    # The tests of the page's modules run under Node.js as well.
    yield "node", {"files": under_node, "lib": ["es2023", *IN_PAGE[1:]], "types": ["node"]}


def _scripts(folder: str, pattern: str) -> list[str]:
    return sorted(map(str, (ROOT / folder).rglob(pattern)))


def _write_project(name: str, packages: list[Path], files: list[str], **options: list[str]) -> Path:
    found = {
        "typeRoots": [str(folder / "@types") for folder in packages],
        "paths": {"*": [str(folder / "*") for folder in packages]},
    }
    project = {
        "extends": str(HERE / "tsconfig.json"),
        "compilerOptions": {**found, **options},
        "files": [str(MADE / "python.d.ts"), *files],
    }
    folder = MADE / name
    folder.mkdir(exist_ok=True)
    (folder / "tsconfig.json").write_text(json.dumps(project), "utf-8")
    return folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
