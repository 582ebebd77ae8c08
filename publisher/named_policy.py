"""Where a policy comes from: a file, a git revision of this project, or a site that is published."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from publisher.language.interface import Language
from publisher.mendable import Mendable
from publisher.outputs import CHECKED, EDITION, LISTED
from publisher.policy_file.edition_file import (
    around,
    beside,
    clocks,
    is_edition,
    load_text,
    other_files,
    read_text,
    texts_beside,
)
from publisher.policy_file.editions import FOLDER, Editions, with_opening_times
from publisher.policy_file.findings import POLICY
from publisher.policy_file.policy_text import BESIDE, SEARCH, Around, Loaded, RawText, Texts, load_texts
from wizard.codec import Json, decode
from wizard.edition import Edition

WORDS, PAGES = "site_src/words", "site_src/pages"
PATIENCE = 20
"""Seconds that a published site has to answer."""


class NoPolicy(Mendable):
    """There is no policy where one was named."""


class NamedPolicy(NamedTuple):
    """A policy as an edition, the words around it, and the pages' templates."""

    edition: Edition
    language: Language
    pages: Mapping[str, str] | None
    """By name, what tells a template's content; None where they can't be told, as of a published site."""
    others: tuple[NamedPolicy, ...] = ()
    """The policy's other editions."""
    file: str = ""
    """Where the edition stands."""
    since: NamedPolicy | None = None
    """Of a site: the older edition since which something is left behind, if something is."""
    lacks: tuple[str, ...] = ()
    """Of a file: what can stand in files of its own beside it and doesn't, by the words of `BESIDE`."""
    alone: bool | None = None
    """Of a file: whether there is no folder of further editions beside it."""
    remarks: tuple[str, ...] | None = None
    """Of a site: what the remarks were about when it was made; None where it isn't known."""

    @property
    def effective(self) -> date:
        """The first day of the edition."""
        return self.edition.policy.effective

    @property
    def called(self) -> str:
        """The edition by its file and its day."""
        return f"{self.file} ({self.effective})"

    @property
    def all(self) -> tuple[NamedPolicy, ...]:
        """All editions, in the order of their days."""
        return tuple(sorted((self, *self.others), key=lambda named: named.effective))

    def until(self, one: NamedPolicy) -> date:
        """The day on which the edition after one of them takes over; without any, the last day there is."""
        days = (other.effective for other in self.all)
        return min((day for day in days if day > one.effective), default=date.max)

    def on(self, day: date) -> NamedPolicy:
        """The edition that holds on a day; before all of them the first."""
        return next((named for named in reversed(self.all) if named.effective <= day), self.all[0])


def named(editions: Editions) -> NamedPolicy:
    """A policy that was loaded, with all of its editions."""
    return _named(editions.main, others=tuple(map(_named, editions.others)))


def are_editions_of_one(name: str, other: str) -> bool:
    """Whether two names are files of two editions of the same policy."""
    one, another = Path(name), Path(other)
    both = one.is_file() and another.is_file()
    return both and another.resolve() in {file.resolve() for file in other_files(one).values()}


def load_named(name: str, root: Path) -> NamedPolicy:
    """What a file, a revision or a published site (its folder or address) holds.

    Raises NoPolicy, and Refused with findings named after it.
    """
    return in_time(_found(name, root))


def site_made(site: Path, root: Path) -> NamedPolicy | None:
    """What a site holds; None where none is there, or one that another version of this program made."""
    try:
        return load_named(str(site), root) if (site / EDITION).is_file() else None
    except NoPolicy:
        return None


def in_time(policy: NamedPolicy) -> NamedPolicy:
    """The same, each of whose editions knows the opening times of all."""
    known = with_opening_times([named.edition for named in policy.all])
    own, *others = sorted(
        (named._replace(edition=edition) for named, edition in zip(policy.all, known, strict=True)),
        key=lambda named: named.effective != policy.effective,
    )
    return own._replace(others=tuple(others))


def _found(name: str, root: Path) -> NamedPolicy:
    if name.startswith(("https://", "http://")):
        return _published(partial(_fetched, name.rstrip("/")), name)
    path = Path(name)
    if path.is_dir():
        if not (path / EDITION).is_file():
            raise NoPolicy(f"{name}: this folder is no site that was made here: it has no {EDITION}.")
        return _published(lambda file: _there(path / file), name)
    if path.exists():

        def load(file: Path, called: str, pages: Mapping[str, str] | None = None) -> NamedPolicy:
            parts = texts_beside(file, called)
            loaded = load_text(read_text(file, called), root / WORDS, beside=parts, around=around(file))
            return _named(loaded, pages)._replace(lacks=tuple(word for word in BESIDE if word not in parts))

        others = tuple(load(file, other) for other, file in other_files(path).items())
        alone = not others and not (path.parent / FOLDER).is_dir()
        return load(path, name, dict(_pages(root)))._replace(others=others, alone=alone)
    if path.suffix in (".yaml", ".yml"):
        raise NoPolicy(f"{name}: there is no such file.")
    return _at_revision(name, root)


def _named(
    loaded: Loaded, pages: Mapping[str, str] | None = None, others: tuple[NamedPolicy, ...] = ()
) -> NamedPolicy:
    return NamedPolicy(loaded.edition, loaded.language, pages, others, loaded.source.name)


def _published(read: Callable[[str], bytes | None], name: str) -> NamedPolicy:
    """What a site holds; `read` gives a file's content, and None where a site has none."""
    try:
        main = _decoded(read(EDITION), name)
        listed: list[str] = json.loads(read(LISTED) or b"[]")
        found = tuple(_decoded(read(file), name) for file in listed)
        main = main._replace(others=tuple(other for other in found if other.edition != main.edition))
        raw = read(CHECKED)
        return _with_checked(main, json.loads(raw)) if raw else main
    except (ValueError, TypeError, KeyError, StopIteration) as error:
        raise NoPolicy(f"{name}: its {EDITION} was made by another version of this program.") from error


def _with_checked(main: NamedPolicy, checked: Json) -> NamedPolicy:
    kept = checked["since"]
    since = NamedPolicy(*_parts(kept), None) if kept else None
    remarks: dict[str, list[str]] = dict(checked["remarks"])
    known, *others = (
        named._replace(remarks=tuple(remarks[named.effective.isoformat()])) for named in (main, *main.others)
    )
    return known._replace(since=since, others=tuple(others))


def _decoded(raw: bytes | None, name: str) -> NamedPolicy:
    return NamedPolicy(*_parts(json.loads(raw or b"")), None, file=name)


def _parts(told: Json) -> tuple[Edition, Language]:
    return decode(Edition, told["edition"]), decode(Language, told["words"])


def _there(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _fetched(site: str, file: str) -> bytes | None:
    # Here, as only who names an address needs it, and it loads slowly.
    from urllib.request import urlopen

    address = f"{site}/{file}"
    try:
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310
            content: bytes = answer.read()
            return content
    except (OSError, ValueError) as error:
        if file in (LISTED, CHECKED) and getattr(error, "code", 0) in (403, 404):
            return None
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
    there = dict(_listed(name, root))
    if POLICY not in there:
        raise NoPolicy(f"the revision '{name}' has no {POLICY}.")
    words = {Path(path).stem: _shown(name, path, root) for path in there if path.startswith(f"{WORDS}/")}
    if not words:
        words = {path.stem: read_text(path) for path in (root / WORDS).glob("*.yaml")}

    def load(path: str) -> Loaded:
        parts = {word: beside(Path(path), word).as_posix() for word in BESIDE}
        shown = {word: _shown(name, part, root) for word, part in parts.items() if part in there}
        others = tuple(raw for other, raw in editions.items() if other != path)
        return load_texts(Texts(editions[path], words, clocks(), beside=shown, around=Around(others, lent)))

    others = [path for path in there if path.startswith(f"{FOLDER}/") and is_edition(Path(path))]
    editions = {path: _shown(name, path, root) for path in (POLICY, *others)}
    search = beside(Path(POLICY), SEARCH).as_posix()
    lent = _shown(name, search, root) if search in there else None
    pages = {path: content for path, content in there.items() if path.startswith(f"{PAGES}/")}
    return _named(load(POLICY), pages, tuple(_named(load(path)) for path in others))


def _listed(revision: str, root: Path) -> Iterator[tuple[str, str]]:
    """The files of a revision, each with the name that git has for its content."""
    # `./`: beside build.py, wherever in the repository that stands.
    listed = _git(root, "ls-tree", "-r", "-z", revision, "./").stdout.decode()
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
