"""Guarantees that one command makes the site from a fresh checkout, and makes it again without network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)
DEAD = "http://127.0.0.1:9/"


def copy_checkout(to: Path) -> Path:
    """Copy the files that a commit of everything here would hold: no more and no fewer."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, to / name)
    return to


def build(root: Path, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `python3 build.py` with a Python and a home folder that know nothing of this project."""
    ours = ("PYTHON", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    surroundings = {**kept, "HOME": str(home), **more}
    return subprocess.run(
        [BASE_PYTHON, "build.py"],
        cwd=root,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


@pytest.mark.sweep
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout, so its files can't be told")
def test_one_command_makes_the_site_and_a_second_time_without_network(tmp_path: Path) -> None:
    """`python3 build.py` is all that a fresh checkout needs; once done, it needs no registry any more."""
    root, home = copy_checkout(tmp_path / "checkout"), tmp_path / "home"
    home.mkdir()

    first = build(root, home)
    assert first.returncode == 0, first.stdout + first.stderr
    assert (root / "site/index.html").is_file()

    shutil.rmtree(root / "site")
    second = build(root, home, PIP_INDEX_URL=DEAD, PIP_RETRIES="0", npm_config_registry=DEAD)
    assert second.returncode == 0, second.stdout + second.stderr
    assert (root / "site/index.html").is_file()
