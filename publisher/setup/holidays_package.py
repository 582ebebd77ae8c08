"""The package that knows public holidays, for the one command that asks it.

It stands in .cache/holidays-HASH, where HASH is that of the pins, and not in the environment of the build.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from publisher.setup.atomic import Say, digest, make_folder, silent
from publisher.setup.programs import CACHE
from publisher.setup.virtual_environment import pip_install

PINS = Path("requirements/holidays.txt")


def ensure_holidays(root: Path, say: Say = silent) -> Path:
    """Return the folder that `holidays` can be imported from, exactly as pinned; needs the "build" group.

    Raises SetupError when it is not there and can't be made.
    """
    folder = root / CACHE / f"holidays-{digest([root / PINS], sys.version)[:12]}"
    if not folder.is_dir():
        text = f"Fetching the packages of {PINS.as_posix()} (once)"
        make_folder(root, folder, text, say, partial(_fill, root))
    return folder


def _fill(root: Path, folder: Path) -> None:
    failure = f"The packages of {PINS.as_posix()} could not be fetched or installed."
    pip_install(root, [PINS], failure, ["--target", str(folder)])
