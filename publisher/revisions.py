"""Where a policy comes from: a file, or a git revision of this project, which means its `policy.yaml`."""

from __future__ import annotations

import subprocess
from pathlib import Path

from publisher.policy_file.edition_file import load_text, read_text
from publisher.policy_file.policy_text import Loaded, RawText

POLICY = "policy.yaml"


class NoPolicy(Exception):
    """There is no policy where one was named."""


def load_named(name: str, root: Path) -> Loaded:
    """The policy of a file or a revision. Raises NoPolicy, and Refused with findings named after it."""
    return load_text(_text(name, root), root / "site_src" / "words")


def _text(name: str, root: Path) -> RawText:
    """The policy's text, and what to call it."""
    if Path(name).exists():
        return read_text(Path(name), name)
    if Path(name).suffix in (".yaml", ".yml"):
        raise NoPolicy(f"{name}: there is no such file.")
    return RawText(_at_revision(name, root), f"{name}:{POLICY}")


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
