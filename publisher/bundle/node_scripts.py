"""The scripts of this package, run under Node.js."""

from __future__ import annotations

import subprocess
from pathlib import Path

from publisher.mendable import Mendable

SCRIPTS = Path(__file__).parent / "node"
LAST_LINES = 5


class NotMade(Mendable):
    """A script failed; the message says what it was to make, and the last that it said."""


def run(node: Path, script: str, *arguments: str | Path) -> None:
    """Run one of this package's scripts to its end. Raises NotMade."""
    command = [str(node), str(SCRIPTS / script), *map(str, arguments)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        raise NotMade(f"Node.js could not be run: {error}") from error
    if done.returncode:
        said = [line[:200] for line in done.stderr.splitlines() if line.strip()][-LAST_LINES:]
        raise NotMade("\n  ".join([f"Under Node.js {script} failed:", *said]))
