"""The list of packages that Pyodide starts with."""

from __future__ import annotations

import json
from pathlib import Path


def empty_lock(pyodide: Path) -> bytes:
    """Pyodide's own list without a package in it.

    What it says of the build that it belongs to stays as it is: Pyodide starts with no other.
    """
    lock = json.loads((pyodide / "pyodide-lock.json").read_bytes())
    return json.dumps({"info": lock["info"], "packages": {}}, separators=(",", ":")).encode()
