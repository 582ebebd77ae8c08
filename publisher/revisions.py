"""Where a policy comes from: a file, or a git revision of this project, which means its `policy.yaml`."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.policy_file.edition_file import Loaded, load_edition
from publisher.policy_file.findings import Refused

POLICY = "policy.yaml"


class NoPolicy(Exception):
    """There is no policy where one was named."""


def load_named(name: str, root: Path) -> Loaded:
    """The policy of a file or a revision. Raises NoPolicy, and Refused with findings named after it."""
    with _file(name, root) as (path, shown):
        try:
            return load_edition(path, root / "site_src" / "words")
        except Refused as error:
            raise Refused([replace(one, file=shown) for one in error.findings]) from error


@contextmanager
def _file(name: str, root: Path) -> Iterator[tuple[Path, str]]:
    """A file with a policy, and what to call it."""
    if Path(name).exists():
        yield Path(name), name
        return
    if Path(name).suffix in (".yaml", ".yml"):
        raise NoPolicy(f"{name}: there is no such file.")
    with TemporaryDirectory() as folder:
        path = Path(folder) / POLICY
        path.write_bytes(_at_revision(name, root))
        yield path, f"{name}:{POLICY}"


def _at_revision(name: str, root: Path) -> bytes:
    if _git(root, "rev-parse", "--git-dir").returncode:
        raise NoPolicy(f"'{name}' is no file, and there is no git repository here to look for it.")
    # What begins with a dash would be an option to git.
    verify = "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"
    if name.startswith("-") or _git(root, *verify).returncode:
        raise NoPolicy(f"'{name}' is neither a file nor a git revision.")
    # `./`: beside build.py, wherever in the repository that stands.
    shown = _git(root, "show", f"{name}:./{POLICY}")
    if shown.returncode:
        raise NoPolicy(f"the revision '{name}' has no {POLICY}.")
    return shown.stdout


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except OSError as error:
        raise NoPolicy("git can't be run here. Name two files instead of revisions.") from error
