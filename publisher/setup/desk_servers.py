"""The help desks that the tests run on loopback, in a Python environment of their own.

They want other packages than the build does, so they stand in .cache/desks-HASH, where HASH is that of the
pins. One has no wheel: it is made of its pinned source by the pinned setuptools, with nothing else fetched.
"""

from __future__ import annotations

from pathlib import Path

from publisher.setup.atomic import Say, pinned_folder, silent
from publisher.setup.virtual_environment import environment_python, make_environment, pip_install

DESK_PINS = Path("requirements/desks.txt")
MAKES_WHEELS, HAS_NO_WHEEL = "setuptools", "roundup"


def ensure_desks(root: Path, say: Say = silent) -> Path:
    """Return the Python that has the desks' packages, exactly as pinned; needs the "test" group.

    Raises SetupError when it is not there and can't be made.
    """
    text = f"Installing the help desks of {DESK_PINS.as_posix()} that the tests run (once)"
    folder = pinned_folder(root, "desks", DESK_PINS, text, say, _fill)
    return environment_python(folder)


def _fill(root: Path, folder: Path) -> None:
    make_environment(root, folder, "An environment for the help desks could not be made.")
    python, alone = environment_python(folder), folder / "alone.txt"
    pins = (root / DESK_PINS).read_text("utf-8").replace("\\\n", " ").splitlines()
    alone.write_text("\n".join(pin for pin in pins if pin.startswith(f"{MAKES_WHEELS}==")), "utf-8")
    failure = f"The packages of {DESK_PINS.as_posix()} could not be fetched or installed."
    pip_install(root, [alone], failure, python=python)
    pip_install(
        root, [DESK_PINS], failure, ["--no-build-isolation", "--no-binary", HAS_NO_WHEEL], python=python
    )
