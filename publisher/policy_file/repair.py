"""Mending a copy of the data, so that what is right in it can still be checked.

A misspelt key is taken for the one that is missing; what else is wrong is cut out.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from publisher.policy_file.faults import MISSING_KEY, UNKNOWN_KEY, Fault
from publisher.policy_file.findings import KeyPath
from publisher.policy_file.hints import (
    choices,
    hint_at,
    is_group,
    is_list,
    is_optional,
    is_part,
    keys_of,
    member,
    value_at,
)


class Draft:
    """The data without the parts at `removed` and with other keys at `renamed`; remembers where all stood."""

    def __init__(self, data: Any, removed: set[KeyPath], renamed: Mapping[KeyPath, str]) -> None:
        self._removed = removed
        self._renamed = renamed
        self._origins: dict[KeyPath, KeyPath] = {}
        self.data = self._copy(data, (), ())

    def original(self, path: KeyPath) -> KeyPath:
        """Where the part at `path` stood, or would have (a default, a missing key)."""
        length = len(path)
        while path[:length] not in self._origins:
            length -= 1
        return self._origins[path[:length]] + path[length:]

    def _copy(self, value: Any, now: KeyPath, was: KeyPath) -> Any:
        self._origins[now] = was
        if isinstance(value, dict):
            kept = [(key, child) for key, child in value.items() if (*was, key) not in self._removed]
            keys = {key: self._renamed.get((*was, key), key) for key, _ in kept}
            return {keys[key]: self._copy(child, (*now, keys[key]), (*was, key)) for key, child in kept}
        if isinstance(value, list):
            left = [(old, child) for old, child in enumerate(value) if (*was, old) not in self._removed]
            return [self._copy(child, (*now, new), (*was, old)) for new, (old, child) in enumerate(left)]
        return value


class Repair:
    """What was mended so far in the data that was meant for a kind of model."""

    def __init__(self, kind: Any, data: Any, blank: set[KeyPath]) -> None:
        self.cut: set[KeyPath] = set()
        self._kind = kind
        self._data = data
        self._blank = blank
        self._renamed: dict[KeyPath, str] = {}

    def draft(self) -> Draft:
        """The data as it is now."""
        return Draft(self._data, self._blank | self.cut, self._renamed)

    def mend(self, draft: Draft, faults: list[Fault]) -> bool:
        """Mend the faults of a draft; False where nothing more can be done about them."""
        meant = misspelt(self._kind, draft, faults)
        mended = {*meant.keys(), *meant.values()}
        more = {_place_to_cut(self._kind, draft, fault) for fault in faults if fault.path not in mended}
        if () in more or (more <= self.cut and not meant):
            return False
        self._renamed |= {draft.original(wrong): str(right[-1]) for wrong, right in meant.items()}
        self.cut |= more
        return True


def misspelt(kind: Any, draft: Draft, faults: Iterable[Fault]) -> dict[KeyPath, KeyPath]:
    """The path of each unknown key that was surely meant for one that is missing, and that one's path."""
    missing = {fault.path for fault in faults if fault.type == MISSING_KEY}
    meant: dict[KeyPath, KeyPath] = {}
    for path in (fault.path for fault in faults if fault.type == UNKNOWN_KEY):
        known = keys_of(part_around(kind, draft.data, path))
        right = (*path[:-1], nearest(str(path[-1]), known) or "")
        if right in missing and right not in meant.values():
            meant[path] = right
    return meant


def part_around(kind: Any, data: Any, path: KeyPath) -> Any:
    """The class of what the key at a path stands in."""
    return member(hint_at(kind, data, path[:-1]), value_at(data, path[:-1]))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like another one, if any is like it."""
    by_lower = {one.lower(): one for one in known}
    return next((by_lower[near] for near in get_close_matches(word.lower(), by_lower, n=1)), None)


def _place_to_cut(kind: Any, draft: Draft, fault: Fault) -> KeyPath:
    """The smallest part around a fault that the model can do without; () if there is none."""
    path = fault.path
    if fault.type != UNKNOWN_KEY:
        while path and not _can_go(kind, draft.data, path):
            path = path[:-1]
    return draft.original(path)


def counts_as_absent(kind: Any, data: Any, path: KeyPath) -> bool:
    """Whether a key with nothing after it means "not given": where a list, a group or nothing may stand."""
    if not isinstance(path[-1], str):
        return False
    hint = hint_at(kind, data, path)
    if types.NoneType in get_args(hint):
        return True
    return str not in choices(hint) and any(is_list(one) or is_group(one) for one in choices(hint))


def _can_go(kind: Any, data: Any, path: KeyPath) -> bool:
    around = part_around(kind, data, path)
    if is_part(around):
        return is_optional(around, path[-1])
    return around is not None and value_at(data, path) is not None
