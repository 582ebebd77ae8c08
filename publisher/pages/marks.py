"""Which unconfirmed readings concern a part of the policy, so that pages can mark them where it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from wizard.policy import Part, Policy, Reading
from wizard.readings import concerned, key


class Marks:
    """The readings of a policy, by the parts that they concern."""

    def __init__(self, policy: Policy) -> None:
        self._readings: dict[str, list[Reading]] = defaultdict(list)
        for reading, parts in concerned(policy):
            for part in parts:
                self._readings[part].append(reading)

    def __call__(self, *parts: Part | str | None) -> list[Reading]:
        """The readings of any of the parts, each once; a part without an id is named by its field."""
        keys = [part if isinstance(part, str) else key(part) for part in parts if part is not None]
        found = [reading for name in keys for reading in self._readings.get(name, ())]
        return list(dict.fromkeys(found))

    def shared(self, parts: Sequence[Part]) -> list[Reading]:
        """The readings of several parts that concern each of them."""
        if len(parts) < 2:
            return []
        return [reading for reading in self(parts[0]) if all(reading in self(part) for part in parts)]
