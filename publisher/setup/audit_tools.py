"""The programs that know of weaknesses and of schemas, in a Python environment of their own.

They want other packages than the build does, so they stand in .cache/tools-HASH, where HASH is that of the
pins.
"""

from __future__ import annotations

from pathlib import Path

from publisher.setup.atomic import Say, pinned_folder, silent
from publisher.setup.virtual_environment import environment_python, make_environment, pip_install

TOOL_PINS = Path("requirements/tools.txt")


def ensure_tools(root: Path, say: Say = silent) -> Path:
    """Return the Python that has the tools, exactly as pinned; needs the "build" group.

    Raises SetupError when it is not there and can't be made.
    """
    text = f"Installing the tools of {TOOL_PINS.as_posix()} (once)"
    folder = pinned_folder(root, "tools", TOOL_PINS, text, say, _fill)
    return environment_python(folder)


def _fill(root: Path, folder: Path) -> None:
    make_environment(root, folder, "An environment for the tools could not be made.")
    failure = f"The packages of {TOOL_PINS.as_posix()} could not be fetched or installed."
    pip_install(root, [TOOL_PINS], failure, python=environment_python(folder))
