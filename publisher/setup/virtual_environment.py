"""Guarantees that ROOT/.venv holds exactly the pinned packages, or is what it was before.

A stamp for each group of packages is written last. It names the pins and the Python that the group was
installed for; an environment without any stamp counts as absent. During a renewal the old environment stands
beside the new one, as ROOT/.venv.old.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from publisher.setup.atomic import Say, digest, remove, setting_up, silent
from publisher.setup.programs import SetupError, run

VENV = Path(".venv")
OLD_VENV = Path(".venv.old")
# A group's packages are those of all its files: the tests run in the same environment as the build.
GROUPS = {
    "build": (Path("requirements/build.txt"),),
    "test": (Path("requirements/build.txt"), Path("requirements/test.txt")),
}


def ensure_python(root: Path, group: str, say: Say = silent) -> Path:
    """Return the Python of ROOT/.venv, holding exactly the pinned packages of `group` ("build" or "test").

    Raises SetupError when the environment is not there and can't be made; one that was there stays as it was.
    """
    if not _holds(root, group):
        with setting_up(root, say):
            _settle(root)
            if not _holds(root, group):
                _renew(root, group, say)
    return venv_python(root)


def venv_python(root: Path) -> Path:
    """Return the path of ROOT/.venv's Python, whether it exists or not."""
    return environment_python(root / VENV)


def make_environment(root: Path, folder: Path, failure: str) -> None:
    """Make an empty environment in `folder`; raises SetupError with `failure` when it can't be made."""
    run(root, "venv", failure, [sys.executable, "-I", "-m", "venv", "--without-pip", str(folder)])


def environment_python(folder: Path) -> Path:
    """Return the path of an environment's Python, whether it exists or not."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_inside(root: Path) -> bool:
    """Tell whether this process already runs in ROOT/.venv."""
    return Path(sys.prefix).resolve() == (root / VENV).resolve()


def run_inside(python: Path, arguments: Sequence[str]) -> NoReturn:
    """Replace this process by `python` with `arguments`; its exit status becomes ours."""
    sys.stdout.flush()
    sys.stderr.flush()
    command = [str(python), *arguments]
    if os.name == "posix":
        os.execv(command[0], command)
    # Windows has no exec that keeps the console waiting, so there the first process stays and waits.
    raise SystemExit(subprocess.run(command, check=False).returncode)


def pip_install(
    root: Path, files: Sequence[Path], failure: str, options: Sequence[str] = (), python: Path | None = None
) -> None:
    """Install exactly what `files` pin; raises SetupError with `failure` when that can't be fetched.

    It goes into ROOT/.venv, or where another `python` finds it.
    """
    elsewhere = ["--python", str(python)] if python else []
    command = [str(venv_python(root)), "-I", "-m", "pip", *elsewhere, "install", "--no-input"]
    # Wheels only: then no fetched code runs during the installation, and no compiler is needed.
    command += ["--disable-pip-version-check", "--require-hashes", "--only-binary=:all:", *options]
    for file in files:
        command += ["-r", str(root / file)]
    run(root, "pip", failure, command)


def _holds(root: Path, group: str) -> bool:
    stamp = _stamp(root, group)
    return stamp.is_file() and stamp.read_text() == _expected(root, group)


def _stamp(root: Path, group: str) -> Path:
    return root / VENV / f"{group}.sha256"


def _expected(root: Path, group: str) -> str:
    # It names the interpreter too: packages are lost when the system's Python moves to another version.
    interpreter = os.path.realpath(venv_python(root)) if venv_python(root).exists() else "none"
    return digest([root / file for file in GROUPS[group]], interpreter)


def _stamped_groups(root: Path) -> list[str]:
    return [group for group in GROUPS if _stamp(root, group).is_file()]


def _settle(root: Path) -> None:
    """Leave the one whole environment in place and no other, undoing a renewal that failed or was killed."""
    if not _stamped_groups(root):
        remove(root / VENV)
        if (root / OLD_VENV).exists():
            (root / OLD_VENV).rename(root / VENV)
    remove(root / OLD_VENV)


def _renew(root: Path, group: str, say: Say) -> None:
    _require_modules()
    groups = {group, *_stamped_groups(root)}
    if (root / VENV).exists():
        (root / VENV).rename(root / OLD_VENV)
    try:
        _fill(root, sorted({file for name in groups for file in GROUPS[name]}), say)
    finally:
        _settle(root)


def _fill(root: Path, files: Sequence[Path], say: Say) -> None:
    listed = " and ".join(file.as_posix() for file in files)
    say(f"Installing the Python packages of {listed} into {VENV} (once; about half a minute)")
    base: str = getattr(sys, "_base_executable", sys.executable)
    command = [base, "-I", "-m", "venv", str(root / VENV)]
    run(root, "venv", "A virtual environment could not be made.", command, advice=_advice())
    pip_install(root, files, f"The Python packages of {listed} could not be fetched or installed.")
    for group in (name for name in GROUPS if set(GROUPS[name]) <= set(files)):
        _stamp(root, group).write_text(_expected(root, group))


def _require_modules() -> None:
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        without = " and no ".join(missing)
        problem = f"This Python ({sys.executable}) has no {without}, which set-up needs."
        raise SetupError(f"{problem}\n{_advice()}")


def _advice() -> str:
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return (
        f"On Debian or Ubuntu run: sudo apt-get install python{version}-venv\n"
        "Elsewhere install Python from python.org. Then run the same command again."
    )
