"""What a policy's file may say in short, said in full, so that the loader and every check know one form.

- A list of parts that have names may be a group, with the name of each before its colon.
- A part that is named so, and needs only one more text, may be that text alone.
- A part under a key of its own is named by what it belongs to and the key, unless it says another id.
- The parts of a section are in the order in which they stand there, unless it says another `order`.

    levels:                                 levels:
      urgent:                                 - id: urgent
        name: Urgent support                    name: Urgent support
        purpose: For faults                     purpose: {id: urgent-purpose, text: For faults}
"""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from functools import cache
from typing import Any, get_args

from publisher.policy_file.findings import Finding, KeyPath, Place, shown
from publisher.policy_file.hints import inner, is_list, is_part, keys_of, member
from publisher.policy_file.source import Source
from wizard.policy import (
    PART_KINDS,
    Holiday,
    Marked,
    OwnWords,
    PartKind,
    Release,
    Section,
    SpecialOpening,
    Subsection,
    Via,
)

NAMED_BY = {
    Via: "channel",
    Holiday: "day",
    SpecialOpening: "day",
    Release: "version",
    Marked: "words",
    OwnWords: "of",
}
"""The key that tells a part from its neighbours, where that is no id."""
ONLY_TEXTS = {Holiday: "name"}
"""The key of the text that a part can be, where it is not the only one that it needs."""


def name_field(part: Any) -> str:
    """The key by whose value a part is told from its neighbours: its id, where it has one."""
    return NAMED_BY.get(part, "id")


@cache
def named_by(hint: Any) -> str:
    """The key that a part has to have as its name, where a hint wants a list of such parts; else nothing."""
    kind = get_args(hint)[0] if is_list(hint) else None
    return name_field(kind) if is_named(kind) else ""


def is_named(kind: Any) -> bool:
    """Whether a hint wants a part that has to have a name."""
    return is_part(kind) and name_field(kind) in _needed(kind)


@cache
def only_text(kind: Any) -> str:
    """The key of the text that a part can be: the only one that it needs beside its name; else nothing."""
    if kind in ONLY_TEXTS:
        return ONLY_TEXTS[kind]
    others = [key for key in _needed(kind) if key != name_field(kind)] if is_part(kind) else []
    return others[0] if len(others) == 1 and isinstance(keys_of(kind)[others[0]], type) else ""


def made_name(around: str, key: str) -> str:
    """What a part under a key of its own is called by itself, within another one of that name."""
    return f"{around}-{key.replace('_', '-')}"


def _needed(kind: Any) -> list[str]:
    return [
        field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING
    ]


def _says_id(value: Any) -> bool:
    return isinstance(value, dict) and "id" in value


def _belongs_in(kind: Any, written: Any, part: Any, key: str, value: Any) -> bool:
    """Whether what stands behind a part is a key that the part lacks, and no part by itself."""
    is_part_itself = isinstance(value, dict) and value.keys() <= keys_of(kind).keys()
    lacks = isinstance(written, dict) and bool(written) and key in keys_of(kind) and key not in part
    return lacks and not is_part_itself


def _order(section: dict[str, Any]) -> dict[str, list[PartKind]]:
    """The order in which the parts of a section stand in the file, where it is not the usual one."""
    as_written = ["levels" if key == "matrix" else key for key in section]
    kinds = [kind for kind in dict.fromkeys(as_written) if kind in PART_KINDS]
    usual = kinds == sorted(kinds, key=PART_KINDS.index)
    return {} if usual or "order" in section else {"order": kinds}


def in_full(source: Source, kind: Any) -> Source:
    """The source of a file that is to become a `kind`, with nothing in short, and each place as it was."""
    full = _InFull(source)
    data = full.value(kind, source.data, (), ())
    return replace(
        source,
        data=data,
        findings=(*source.findings, *full.findings),
        places=full.places,
        key_places=full.key_places,
        blanks=frozenset(full.blanks),
        origins=full.origins,
    )


class _InFull:
    """The values of a source in full, and where each of them stands."""

    def __init__(self, source: Source) -> None:
        self.places: dict[KeyPath, Place] = {}
        self.key_places: dict[KeyPath, Place] = {}
        self.blanks: set[KeyPath] = set()
        self.origins: dict[KeyPath, KeyPath] = {}
        self.findings: list[Finding] = []
        self._source = source

    def value(self, hint: Any, value: Any, now: KeyPath, was: KeyPath, own: str = "") -> Any:
        """A value that stands at `was` and comes to stand at `now`; `own` is its name, if it has one."""
        self._keep(now, was, self._source.place(was))
        if was in self._source.blanks:
            self.blanks.add(now)
        if isinstance(value, list):
            return [self._inner(hint, value, number, now, was) for number in range(len(value))]
        if not isinstance(value, dict):
            return value
        wanted = member(hint, value)
        if named_by(wanted):
            return self._parts(get_args(wanted)[0], value, now, was)
        own = own or (str(value.get("id", "")) if is_part(wanted) else "")
        full = {key: self._inner(hint, value, key, now, was, own) for key in value}
        return full | _order(full) if wanted in (Section, Subsection) else full

    def _parts(self, kind: Any, group: dict[str, Any], now: KeyPath, was: KeyPath) -> list[Any]:
        """The parts of a group by name; a key that stands behind its own part is told, and moved in."""
        parts: list[Any] = []
        around = ""
        for key, value in group.items():
            if parts and _belongs_in(kind, group[around], parts[-1], key, value):
                self._note_indent(kind, (*was, key), (*was, around, next(iter(group[around]))))
                parts[-1][key] = self._inner(kind, group, key, (*now, len(parts) - 1), was, around)
            else:
                parts.append(self._part(kind, key, value, (*now, len(parts)), (*was, key)))
                around = key
        return parts

    def _note_indent(self, kind: Any, path: KeyPath, beside: KeyPath) -> None:
        column, fits = self._source.key_place(path)[1], self._source.key_place(beside)[1]
        name = shown(str(path[-1]))
        message = f"{name} starts in column {column}, and would fit its neighbours in column {fits}"
        in_full = f"{path[-1]}: {{{only_text(kind)}: ...}}"
        way_out = f"; if it is a part of its own, write {in_full}." if only_text(kind) else "."
        self.findings.append(self._source.finding(path, message + way_out, at_key=True))

    def _inner(self, hint: Any, value: Any, key: Any, now: KeyPath, was: KeyPath, own: str = "") -> Any:
        """What stands in a value, behind a key or at a place of a list."""
        kind, path = inner(hint, value, key), ((*now, key), (*was, key))
        alone = member(kind, {})
        if own and is_named(alone) and not _says_id(value[key]):
            return self._part(alone, made_name(own, key), value[key], *path)
        return self.value(kind, value[key], *path)

    def _part(self, kind: Any, name: str, value: Any, now: KeyPath, was: KeyPath) -> Any:
        """A part that is named from outside."""
        key, text = name_field(kind), only_text(kind)
        if isinstance(value, str) and text:
            written = {text: self.value(keys_of(kind)[text], value, (*now, text), was)}
        elif isinstance(value, dict):
            written = self.value(kind, value, now, was, name)
        else:
            return self.value(kind, value, now, was)
        for path in (now, (*now, key)):
            self._keep(path, was, self._source.key_place(was))
        if key in written:
            message = f"{shown(name)} is its {key} already, which stands before the ':'. Remove this line."
            self.findings.append(self._source.finding((*was, key), message, at_key=True))
        return {key: name} | written | {key: name}

    def _keep(self, now: KeyPath, was: KeyPath, place: Place) -> None:
        self.places[now] = place
        self.origins[now] = was
        if was in self._source.key_places:
            self.key_places[now] = self._source.key_places[was]
