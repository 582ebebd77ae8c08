"""The Python of the virtual environment: where it stands, going on in it, and what its pip installs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from publisher.setup.places import VENV
from publisher.setup.tools import run


def venv_python(root: Path) -> Path:
    """Return where the Python of ROOT/.venv stands, whether it is there or not."""
    return root / VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_inside(root: Path) -> bool:
    """Tell whether this process already runs in ROOT/.venv."""
    return Path(sys.prefix).resolve() == (root / VENV).resolve()


def run_inside(python: Path, arguments: Sequence[str]) -> NoReturn:
    """Go on with `arguments` in `python` instead of this process; its exit status becomes ours."""
    sys.stdout.flush()
    sys.stderr.flush()
    command = [str(python), *arguments]
    if os.name == "posix":
        os.execv(command[0], command)
    # Windows has no exec that keeps the console waiting, so there the first process stays and waits.
    raise SystemExit(subprocess.run(command, check=False).returncode)


def pip_install(root: Path, files: Sequence[Path], failure: str, options: Sequence[str] = ()) -> None:
    """Install what `files` pin, and nothing else; raises SetupError with `failure` when it can't be had."""
    command = [str(venv_python(root)), "-I", "-m", "pip", "install", "--no-input"]
    # Wheels only: nothing that was fetched runs while it is installed, and no compiler is needed.
    command += ["--disable-pip-version-check", "--require-hashes", "--only-binary=:all:", *options]
    for file in files:
        command += ["-r", str(root / file)]
    run(root, "pip", failure, command)
