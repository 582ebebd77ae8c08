"""Where a policy comes from: a file, a git revision of this project, or a site that is published."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from publisher.language.interface import Language
from publisher.outputs import EDITION
from publisher.policy_file.edition_file import clocks, load_text, read_text
from publisher.policy_file.policy_text import RawText, Texts, load_texts
from wizard.codec import Json, decode
from wizard.edition import Edition

POLICY = "policy.yaml"
WORDS, PAGES = "site_src/words", "site_src/pages"
PATIENCE = 20
"""Seconds that a published site has to answer."""


class NoPolicy(Exception):
    """There is no policy where one was named."""


class NamedPolicy(NamedTuple):
    """A policy as an edition, the words around it, and the pages' templates."""

    edition: Edition
    language: Language
    pages: Mapping[str, str] | None
    """By name, what tells a template's content; None where they can't be told, as of a published site."""


def load_named(name: str, root: Path) -> NamedPolicy:
    """What a file, a revision or a published site (its folder or address) holds.

    Raises NoPolicy, and Refused with findings named after it.
    """
    if name.startswith(("https://", "http://")):
        return _published(_fetched(f"{name.rstrip('/')}/{EDITION}"), name)
    path = Path(name)
    if path.is_dir():
        if not (path / EDITION).is_file():
            raise NoPolicy(f"{name}: this folder is no site that was made here: it has no {EDITION}.")
        return _published((path / EDITION).read_bytes(), name)
    if path.exists():
        loaded = load_text(read_text(path, name), root / WORDS)
        return NamedPolicy(loaded.edition, loaded.language, dict(_pages(root)))
    if path.suffix in (".yaml", ".yml"):
        raise NoPolicy(f"{name}: there is no such file.")
    return _at_revision(name, root)


def _published(raw: bytes, name: str) -> NamedPolicy:
    try:
        told: Json = json.loads(raw)
        return NamedPolicy(decode(Edition, told["edition"]), decode(Language, told["words"]), None)
    except (ValueError, TypeError, KeyError, StopIteration) as error:
        raise NoPolicy(f"{name}: its {EDITION} was made by another version of this program.") from error


def _fetched(address: str) -> bytes:
    try:
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310
            content: bytes = answer.read()
            return content
    except (OSError, URLError, ValueError) as error:
        raise NoPolicy(f"{address} can't be read: {getattr(error, 'reason', error)}.") from error


def _pages(root: Path) -> Iterator[tuple[str, str]]:
    """The templates that stand in a folder, each with the name that git has for its content."""
    for path in sorted((root / PAGES).rglob("*.md")):
        raw = path.read_bytes()
        content = b"blob %d\0" % len(raw) + raw
        yield path.relative_to(root).as_posix(), hashlib.sha1(content, usedforsecurity=False).hexdigest()


def _at_revision(name: str, root: Path) -> NamedPolicy:
    if _git(root, "rev-parse", "--git-dir").returncode:
        raise NoPolicy(f"'{name}' is no file, and there is no git repository here to look for it.")
    # What begins with a dash would be an option to git.
    verify = "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"
    if name.startswith("-") or _git(root, *verify).returncode:
        raise NoPolicy(f"'{name}' is neither a file, a site nor a git revision.")
    # `./`: beside build.py, wherever in the repository that stands.
    shown = _git(root, "show", f"{name}:./{POLICY}")
    if shown.returncode:
        raise NoPolicy(f"the revision '{name}' has no {POLICY}.")
    words = {Path(path).stem: _shown(name, path, root) for path, _ in _listed(name, WORDS, root)}
    if not words:
        words = {path.stem: read_text(path) for path in (root / WORDS).glob("*.yaml")}
    loaded = load_texts(Texts(RawText(shown.stdout, f"{name}:{POLICY}"), words, clocks()))
    return NamedPolicy(loaded.edition, loaded.language, dict(_listed(name, PAGES, root)) or None)


def _listed(revision: str, folder: str, root: Path) -> Iterator[tuple[str, str]]:
    """The files in a folder of a revision, each with the name that git has for its content."""
    listed = _git(root, "ls-tree", "-r", "-z", revision, f"./{folder}/").stdout.decode()
    for line in filter(None, listed.split("\0")):
        kind_and_name, path = line.split("\t", 1)
        yield path, kind_and_name.split()[-1]


def _shown(revision: str, path: str, root: Path) -> RawText:
    return RawText(_git(root, "show", f"{revision}:./{path}").stdout, f"{revision}:{path}")


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except OSError as error:
        raise NoPolicy("git can't be run here. Name two files instead of revisions.") from error
