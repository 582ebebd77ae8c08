"""The programs that know of weaknesses and of schemas, in a Python environment of their own.

They want other packages than the build does, so they stand in .cache/tools-HASH, where HASH is that of the
pins.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from publisher.setup.atomic import Say, digest, make_folder, silent
from publisher.setup.programs import CACHE
from publisher.setup.virtual_environment import environment_python, make_environment, pip_install

TOOL_PINS = Path("requirements/tools.txt")


def ensure_tools(root: Path, say: Say = silent) -> Path:
    """Return the Python that has the tools, exactly as pinned; needs the "build" group.

    Raises SetupError when it is not there and can't be made.
    """
    folder = root / CACHE / f"tools-{digest([root / TOOL_PINS], sys.version)[:12]}"
    if not folder.is_dir():
        text = f"Installing the tools of {TOOL_PINS.as_posix()} (once)"
        make_folder(root, folder, text, say, partial(_fill, root))
    return environment_python(folder)


def _fill(root: Path, folder: Path) -> None:
    make_environment(root, folder, "An environment for the tools could not be made.")
    failure = f"The packages of {TOOL_PINS.as_posix()} could not be fetched or installed."
    pip_install(root, [TOOL_PINS], failure, python=environment_python(folder))
