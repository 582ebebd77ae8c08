"""Pinned Python packages that the build does without, and that may want others than it does.

Each set stands in a folder .cache/NAME-HASH of its own, where HASH is that of its pins and of this Python.
All raise SetupError where a folder is not there and can't be made; making it needs the "build" group.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from publisher.setup.atomic import Say, make_folder, pinned_folder, silent
from publisher.setup.virtual_environment import environment_python, make_environment, pip_install

MAKES_WHEELS, HAS_NO_WHEEL = "setuptools", "roundup"
"""Of the help desks one is made of its pinned source by the other, with nothing else fetched."""


def ensure_holidays(root: Path, say: Say = silent) -> Path:
    """Return the folder that `holidays`, which knows public holidays, can be imported from."""
    return _ensure(root, "holidays", say, _fill_folder)


def ensure_programs(root: Path, name: str, say: Say = silent) -> Path:
    """Return the Python of an environment with the programs that requirements/NAME.txt pins."""
    return environment_python(_ensure(root, name, say, _fill_environment))


def ensure_desks(root: Path, say: Say = silent) -> Path:
    """Return the Python of the help desks that the tests run on loopback."""
    return environment_python(_ensure(root, "desks", say, _fill_desks))


def _ensure(root: Path, name: str, say: Say, fill: Callable[[Path, Path, Path], None]) -> Path:
    """The folder of what requirements/NAME.txt pins, filled where it is not there yet."""
    pins = root / "requirements" / f"{name}.txt"
    folder = pinned_folder(root, name, [pins], sys.version)
    text = f"Installing the packages of requirements/{pins.name} (once)"
    make_folder(root, folder, text, say, partial(fill, root, pins))
    return folder


def _fill_folder(root: Path, pins: Path, folder: Path) -> None:
    pip_install(root, [pins], _failure(pins), ["--target", str(folder)])


def _fill_environment(root: Path, pins: Path, folder: Path) -> None:
    make_environment(root, folder, f"An environment for the packages of {pins.name} could not be made.")
    pip_install(root, [pins], _failure(pins), python=environment_python(folder))


def _fill_desks(root: Path, pins: Path, folder: Path) -> None:
    make_environment(root, folder, "An environment for the help desks could not be made.")
    python, alone = environment_python(folder), folder / "alone.txt"
    lines = pins.read_text("utf-8").replace("\\\n", " ").splitlines()
    alone.write_text("\n".join(line for line in lines if line.startswith(f"{MAKES_WHEELS}==")), "utf-8")
    pip_install(root, [alone], _failure(pins), python=python)
    pip_install(
        root, [pins], _failure(pins), ["--no-build-isolation", "--no-binary", HAS_NO_WHEEL], python=python
    )


def _failure(pins: Path) -> str:
    return f"The packages of requirements/{pins.name} could not be fetched or installed."
