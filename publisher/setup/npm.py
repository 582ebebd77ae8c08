"""What comes from npm: each package in a folder of its own, exactly as its lock names it."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Sequence
from pathlib import Path

from publisher.setup.folders import make_folder
from publisher.setup.node import npm_command
from publisher.setup.places import fetched_folder
from publisher.setup.telling import Say, silent
from publisher.setup.tools import run


def ensure_pyodide(root: Path, say: Say = silent) -> Path:
    """Return the folder that holds the pinned Pyodide: pyodide.mjs, pyodide.asm.wasm and the rest.

    Raises SetupError when it is not there and can't be fetched. Needs the "build" group where npm is missing.
    """
    return ensure_packages(root, "pyodide", root / "site_src/script", say) / "pyodide"


def ensure_axe(root: Path, say: Say = silent) -> Path:
    """Return the folder that holds the pinned axe-core (axe.min.js), which the browser tests use.

    Raises SetupError when it is not there and can't be fetched. Needs the "build" group where npm is missing.
    """
    return ensure_packages(root, "axe-core", root / "tests/browser", say) / "axe-core"


def ensure_packages(root: Path, name: str, manifest: Path, say: Say = silent) -> Path:
    """Return the folder `node_modules` with what the lock in the folder `manifest` pins, called `name`.

    Raises SetupError when it is not there and can't be fetched. Needs the "build" group where npm is missing.
    """
    pins = [manifest / "package.json", manifest / "package-lock.json"]
    folder = fetched_folder(root, name, pins)
    if not folder.is_dir():
        # Before the folder is begun: it may have to fetch Node.js, and only one set-up goes on at a time.
        npm = npm_command(root, say)
        fill = functools.partial(_install, root, npm, name, pins)
        make_folder(root, folder, f"Fetching {name} from npm", say, fill)
    return folder / "node_modules"


def _install(root: Path, npm: Sequence[str], name: str, pins: Sequence[Path], folder: Path) -> None:
    for file in pins:
        shutil.copy(file, folder)
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    failure = f"The npm package {name} could not be fetched or installed."
    run(root, "npm", failure, command, cwd=folder)
