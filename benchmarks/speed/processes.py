"""The build and bare MkDocs as whole processes, each timed from its start to its end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from publisher.making import Sources

BASE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)
"""A Python outside of the virtual environment, as a person has it who types `python3 build.py`."""


class TooLong(Exception):
    """A process took longer than it may."""


@dataclass(frozen=True)
class Project:
    """Where the project is, and where what is built for measuring goes."""

    root: Path
    pyodide: Path
    node: Path
    built: Path

    def site(self, policy: Path) -> Path:
        """Where the site of a policy goes."""
        return self.built / policy.stem

    def build(self, policy: Path, longest: float) -> float:
        """The seconds that `python3 build.py` takes. Raises TooLong."""
        options = ["--policy", str(policy), "--site", str(self.site(policy))]
        return self._seconds([BASE_PYTHON, "build.py", "build", *options], longest)

    def bare(self, policy: Path, longest: float) -> float:
        """The seconds that `mkdocs build` takes for the pages that the build has rendered. Raises TooLong."""
        out, config = self.built / f"{policy.stem}-bare", self.built / f"{policy.stem}-bare.yml"
        config.write_text(json.dumps(self._config(policy, out)), "utf-8")  # JSON is YAML too.
        took = self._seconds([sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config)], longest)
        pages, expected = (len(list(folder.rglob("*.html"))) for folder in (out, self.site(policy)))
        # Without the site's address the build removes the page for unknown addresses.
        if pages not in (expected, expected + 1):
            raise RuntimeError(f"MkDocs alone made {pages} pages, and the build {expected}")
        return took

    def _config(self, policy: Path, out: Path) -> dict[str, Any]:
        """The staged mkdocs.yml without our hooks, which make MkDocs faster."""
        staged = Sources(self.root, policy, self.pyodide, self.node).staging(self.site(policy))
        # Paths in an inherited file would be taken as relative to the one that inherits.
        paths = {"docs_dir": str(staged / "docs"), "site_dir": str(out)}
        theme = {"custom_dir": str(staged / "overrides")}
        return {"INHERIT": str(staged / "mkdocs.yml"), "hooks": [], "theme": theme, **paths}

    def _seconds(self, command: Sequence[str], longest: float) -> float:
        """How long a command takes. Raises TooLong, and RuntimeError with its output where it fails."""
        began = perf_counter()
        try:
            done = subprocess.run(
                command,
                cwd=self.root,
                env=_variables(),
                capture_output=True,
                text=True,
                timeout=longest,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise TooLong(f"more than {longest:g} s") from error
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
        return perf_counter() - began

    @contextmanager
    def served(self, policy: Path) -> Iterator[str]:
        """The address at which `build.py serve` shows a policy."""
        command = [sys.executable, "build.py", "serve", "--policy", str(policy), "--port", "8765"]
        # A file and not a pipe, which would fill up and block the server.
        log = policy.with_suffix(".log")
        with (
            log.open("w") as output,
            subprocess.Popen(command, cwd=self.root, stderr=output, env=_variables()) as process,
        ):
            try:
                while "Serving" not in (said := log.read_text("utf-8")):
                    if process.poll() is not None:
                        raise RuntimeError(said)
                    sleep(0.1)
                yield said.partition("Serving")[2].split()[0]
            finally:
                process.terminate()


def _variables() -> dict[str, str]:
    # Without compiled modules, ours would be compiled at every build, and none of MkDocs'.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "NO_MKDOCS_2_WARNING": "1"}
