"""The edge of this room: reads the files that `policy_text` makes an edition of.

Raises Refused with everything that is wrong in a file, each with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path, PurePath
from zoneinfo import ZoneInfo

from publisher.language.interface import Language
from publisher.policy_file.editions import FOLDER, Editions, editions_of, misnamed, misplaced, unread
from publisher.policy_file.file_text import MOST_BYTES
from publisher.policy_file.findings import POLICY, Finding, Refused
from publisher.policy_file.policy_text import (
    ALONE,
    BESIDE,
    SEARCH,
    Around,
    Loaded,
    RawText,
    Texts,
    edition_by,
    language_in,
    load_texts,
    policy_in,
    policy_source,
)
from publisher.policy_file.source import read_source
from publisher.policy_file.zones import Clocks
from wizard.edition import Edition
from wizard.policy import Policy

EFFECTIVE = re.compile(rb"^effective:\s*[\"']?(\d{4}-\d\d-\d\d)", re.MULTILINE)
"""Where a policy's text says from which day on it holds."""


def load_edition(path: Path, words: Path, language: str | None = None) -> Loaded:
    """The edition of a policy's file; `words` is the folder of the words files. Raises Refused.

    In another language than the policy's own, its texts come from `policy.<language>.yaml` beside it.
    """
    translation = translation_file(path, language) if language else None
    return load_text(
        read_text(path, name_of(path)),
        words,
        language,
        translation,
        beside=texts_beside(path),
        around=around(path),
    )


def load_editions(
    path: Path,
    words: Path,
    language: str | None = None,
    published: Callable[[date], Policy | None] = lambda day: None,
) -> Editions:
    """All editions of a policy: that of its file, and those in the folder beside it. Raises Refused.

    What is `published` to hold on an edition's first day tells what was taken out of it.
    """
    files = {name_of(path): path, **other_files(path)}
    loaded: list[Loaded] = []
    findings = [finding for name in other_files(path) for finding in misnamed(name)]
    findings += unread(_in_folder(path))
    for name, file in files.items():
        translation = translation_file(file, language) if language else None
        try:
            raw, parts = read_text(file, name), texts_beside(file, name)
            was = published(_first_day(raw))
            loaded.append(load_text(raw, words, language, translation, was, parts, around(file)))
        except Refused as refused:
            findings += refused.findings
    if not findings:
        findings += misplaced(loaded[0], loaded[1:])
    if findings:
        raise Refused(findings)
    return editions_of(loaded[0], loaded[1:])


def _first_day(policy: RawText) -> date:
    """An edition's first day as its text has it; without one the first of all.

    It has to be known before the YAML is read: what is published tells which line a damaged text has lost.
    """
    found = EFFECTIVE.search(policy.raw)
    try:
        return date.fromisoformat(found[1].decode()) if found else date.min
    except ValueError:
        return date.min


def other_files(path: Path) -> dict[str, Path]:
    """The files of the other editions than that of a file, by the names that findings have for them."""
    main = _main_of(path)
    root = (main or path).parent
    files = sorted(filter(is_edition, (root / FOLDER).glob("*.yaml")))
    within = PurePath(name_of(path)).parent
    within = within.parent if main else within
    found = {(within / FOLDER / file.name).as_posix(): file for file in files}
    if main:
        del found[name_of(path)]
        return {(within / POLICY).as_posix(): main, **found}
    return found


def _in_folder(path: Path) -> list[str]:
    """Everything in the folder of editions, by the names that findings have for it."""
    main = _main_of(path) or path
    within = PurePath(name_of(main)).parent / FOLDER
    return [(within / file.name).as_posix() for file in sorted((main.parent / FOLDER).glob("[!.]*"))]


def name_of(path: Path) -> str:
    """What findings and commands call the file of a policy: as it is named from the working folder.

    One that is named from the root is called by its place beside the policy's own file.
    """
    if not path.is_absolute():
        return path.as_posix()
    return f"{FOLDER}/{path.name}" if _main_of(path) else path.name


def _main_of(path: Path) -> Path | None:
    """The policy's own file beside the folder of editions, where a file is one of these."""
    name, main = f"{FOLDER}/{path.name}", path.absolute().parent.parent / POLICY
    within = path.absolute().parent.name == FOLDER and not [*misnamed(name)] and main.is_file()
    return main if within else None


def is_edition(path: Path) -> bool:
    """Whether a file of that folder is to be one; a translation has its language in its name."""
    return path.suffix == ".yaml" and "." not in path.stem


def load_text(
    policy: RawText,
    words: Path,
    language: str | None = None,
    translation: Path | None = None,
    published: Policy | None = None,
    beside: Mapping[str, RawText] | None = None,
    around: Around = ALONE,
) -> Loaded:
    """The edition of a policy that was read already. Raises Refused."""
    translated = read_text(translation) if translation and translation.exists() else None
    by_language = {path.stem: _words(path) for path in words.glob("*.yaml")}
    return load_texts(
        Texts(policy, by_language, clocks(), language or "", translated, beside or {}, published, around)
    )


def _words(path: Path) -> RawText:
    """A words file; findings call it by its folder and the one around it, too. Raises Refused."""
    return read_text(path, "/".join(path.absolute().parts[-3:]))


def beside(policy: Path, word: str) -> Path:
    """Where that of a policy can stand which `BESIDE` has by a word."""
    return policy.with_suffix(f".{word}{policy.suffix}")


def texts_beside(policy: Path, name: str = "") -> dict[str, RawText]:
    """What stands beside a policy, by those words; findings call the policy `name`. Raises Refused."""
    files = {word: beside(policy, word) for word in BESIDE}
    named = Path(name or name_of(policy))
    return {
        word: read_text(file, beside(named, word).as_posix()) for word, file in files.items() if file.exists()
    }


def around(policy: Path) -> Around:
    """What the edition in a file needs to know of the policy's other ones. Raises Refused."""
    files, main = other_files(policy), _main_of(policy)
    others = tuple(read_text(file, name) for name, file in files.items())
    lent = [texts_beside(file, name).get(SEARCH) for name, file in files.items() if file == main]
    return Around(others, *lent)


def translation_file(policy: Path, language: str) -> Path:
    """Where the texts of a policy stand in another language."""
    return policy.with_suffix(f".{language}{policy.suffix}")


def load_policy(path: Path) -> Policy:
    """The policy in a file. Raises Refused."""
    known = around(path)
    source = policy_source(read_text(path), texts_beside(path), lent=known.lent)
    return policy_in(source, clocks(), others=known.others)[0]


def load_language(folder: Path, language: str) -> Language:
    """The words of a language. Raises Refused."""
    return language_in(read_source(*_words(folder / f"{language}.yaml")))


def edition_of(policy: Policy, language: Language) -> Edition:
    """What the engine decides by."""
    return edition_by(policy, language, clocks())


def read_text(path: Path, name: str = "") -> RawText:
    """The bytes of a file, up to one more than may be read; findings call it `name`. Raises Refused."""
    name = name or path.name or str(path)
    try:
        problem = _no_file(path)
        if not problem:
            with path.open("rb") as file:
                return RawText(file.read(MOST_BYTES + 1), name)
    except (OSError, ValueError) as error:
        problem = f"the file can't be read ({getattr(error, 'strerror', None) or error})."
    raise Refused([Finding(name, 1, 1, problem)])


def _no_file(path: Path) -> str:
    if path.is_dir():
        return "this is a folder. A file is wanted."
    if not path.exists():
        return "there is no such file."
    return "" if path.is_file() else "this is not an ordinary file."


class PackagedClocks(Clocks):
    """The clocks of the pinned `tzdata` package, so that every machine builds the same site."""

    def __init__(self) -> None:
        self._names = dict.fromkeys(files("tzdata").joinpath("zones").read_text("utf-8").split())
        self._read: dict[str, ZoneInfo] = {}

    def __getitem__(self, zone: str) -> ZoneInfo:
        if zone not in self._names:
            raise KeyError(zone)
        if zone not in self._read:
            with files("tzdata").joinpath("zoneinfo", *zone.split("/")).open("rb") as data:
                self._read[zone] = ZoneInfo.from_file(data, key=zone)
        return self._read[zone]

    def __contains__(self, zone: object) -> bool:
        return zone in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @cached_property
    def of_countries(self) -> Mapping[str, Sequence[str]]:
        """The zones of each country, by its English name; two that are told apart in brackets have both."""
        codes = {code: name.partition(" (")[0] for code, name in _rows("iso3166.tab")}
        found: dict[str, list[str]] = {}
        for code, _, zone, *_ in _rows("zone.tab"):
            found.setdefault(codes[code], []).append(zone)
        return found


def _rows(table: str) -> Iterator[list[str]]:
    """The rows of one of the tables beside the time zone database."""
    text = files("tzdata").joinpath("zoneinfo", table).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))


@cache
def clocks() -> Clocks:
    """The clock of every zone there is."""
    return PackagedClocks()
