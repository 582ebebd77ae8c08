"""Which files pin what, and where goes what they name; all paths are relative to the project's root."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

CACHE = Path(".cache")
VENV = Path(".venv")
OLD_VENV = Path(".venv.old")

# A group's packages are those of all its files: the tests run in the same environment as the build.
GROUPS = {
    "build": (Path("requirements/build.txt"),),
    "test": (Path("requirements/build.txt"), Path("requirements/test.txt")),
}
NODE_PINS = Path("requirements/node.txt")


def fetched_folder(root: Path, name: str, pins: Sequence[Path]) -> Path:
    """Return the folder for what `pins` name: when they change, it is another one."""
    return root / CACHE / f"{name}-{digest(pins)[:12]}"


def digest(files: Sequence[Path], *more: str) -> str:
    """Return one value for all that these files and texts say, however their lines end."""
    parts = [file.read_bytes().replace(b"\r\n", b"\n") for file in files] + [text.encode() for text in more]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
