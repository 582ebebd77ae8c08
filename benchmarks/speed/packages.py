"""The npm packages that the wizard is compared with, at the versions and hashes of package-lock.json."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

from publisher.environment.folders import make_folder
from publisher.environment.node import npm_command
from publisher.environment.places import fetched_folder
from publisher.environment.telling import Say
from publisher.environment.tools import run

HERE = Path(__file__).resolve().parent
PINS = (HERE / "package.json", HERE / "package-lock.json")


def ensure_packages(root: Path, say: Say) -> Path:
    """The folder `node_modules` with PyScript and MicroPython. Raises SetupError where they can't be had."""
    folder = fetched_folder(root, "benchmarks", PINS)
    if not folder.is_dir():
        npm = npm_command(root, say)
        make_folder(
            root,
            folder,
            "Fetching PyScript and MicroPython from npm",
            say,
            functools.partial(_fill, root, npm),
        )
    return folder / "node_modules"


def _fill(root: Path, npm: list[str], folder: Path) -> None:
    for file in PINS:
        shutil.copy(file, folder)
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    run(root, "npm", "The npm packages of the benchmarks could not be fetched.", command, cwd=folder)
