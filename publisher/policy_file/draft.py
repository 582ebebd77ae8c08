"""Data that is to become a model, mended as far as needed to find out what else is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.policy_file.findings import KeyPath, origin_of


class Draft:
    """A copy of data without the parts at `removed` and with other keys at `renamed`.

    It remembers where everything stood.
    """

    def __init__(self, data: Any, removed: set[KeyPath], renamed: Mapping[KeyPath, str]) -> None:
        self._removed = removed
        self._renamed = renamed
        self._origins: dict[KeyPath, KeyPath] = {}
        self.data = self._copy(data, (), ())

    def original(self, path: KeyPath) -> KeyPath:
        """Where the part at `path` stood, or would have stood (a default, a missing key)."""
        return origin_of(path, self._origins)

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
