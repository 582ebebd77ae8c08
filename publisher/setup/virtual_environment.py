"""Guarantees that ROOT/.venv holds exactly the pinned packages, or is what it was before.

A stamp for each group of packages is written last, and says for which pins and which Python it was made: an
environment without one counts as absent. While it is renewed, the old one stands beside it.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from publisher.setup.folders import remove
from publisher.setup.interpreter import pip_install, venv_python
from publisher.setup.lock import setting_up
from publisher.setup.places import GROUPS, OLD_VENV, VENV, digest
from publisher.setup.telling import Say, SetupError, silent
from publisher.setup.tools import run


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


def _holds(root: Path, group: str) -> bool:
    stamp = _stamp(root, group)
    return stamp.is_file() and stamp.read_text() == _expected(root, group)


def _stamp(root: Path, group: str) -> Path:
    return root / VENV / f"{group}.sha256"


def _expected(root: Path, group: str) -> str:
    # The interpreter belongs to it: when the system's Python moves on, what was installed for it is lost.
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
    _make(root)
    pip_install(root, files, f"The Python packages of {listed} could not be fetched or installed.")
    for group in (name for name in GROUPS if set(GROUPS[name]) <= set(files)):
        _stamp(root, group).write_text(_expected(root, group))


def _make(root: Path) -> None:
    base: str = getattr(sys, "_base_executable", sys.executable)
    command = [base, "-I", "-m", "venv", str(root / VENV)]
    run(root, "venv", "A virtual environment could not be made.", command, advice=_advice())


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
