"""The package that knows public holidays, for the one command that asks it.

It stands in .cache/holidays-HASH, where HASH is that of the pins, and not in the environment of the build.
"""

from __future__ import annotations

from pathlib import Path

from publisher.setup.atomic import Say, pinned_folder, silent
from publisher.setup.virtual_environment import pip_install

PINS = Path("requirements/holidays.txt")


def ensure_holidays(root: Path, say: Say = silent) -> Path:
    """Return the folder that `holidays` can be imported from, exactly as pinned; needs the "build" group.

    Raises SetupError when it is not there and can't be made.
    """
    text = f"Fetching the packages of {PINS.as_posix()} (once)"
    return pinned_folder(root, "holidays", PINS, text, say, _fill)


def _fill(root: Path, folder: Path) -> None:
    failure = f"The packages of {PINS.as_posix()} could not be fetched or installed."
    pip_install(root, [PINS], failure, ["--target", str(folder)])
