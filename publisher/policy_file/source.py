"""Read policy.yaml into plain texts, lists and groups, and keep the place of each.

Guarantees:
- Whatever bytes the file holds, the answer is a Source or Refused, never another exception.
- Each scalar is its raw text: `no`, `1.10`, `09:00` and `+8801722313635` stay as they are written.
- Each value and key has its line and column, counted from 1, and never past the end of the file.
- What is wrong but leaves a readable tree is kept in `Source.findings`, to be reported with all the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from publisher.policy_file.file_text import EMPTY, read_text
from publisher.policy_file.findings import Finding, KeyPath, Place
from publisher.policy_file.notes import Notes
from publisher.policy_file.yaml_nodes import compose
from publisher.policy_file.yaml_tree import Tree


@dataclass(frozen=True)
class Source:
    """A file as it was written: its values by path, and where each stands."""

    name: str
    data: dict[str, Any]
    findings: tuple[Finding, ...]
    places: dict[KeyPath, Place]
    key_places: dict[KeyPath, Place]
    blanks: frozenset[KeyPath]
    """The values with nothing written after their key or dash (`holidays:`); a quoted '' is none of them."""

    def place(self, path: KeyPath) -> Place:
        """Where the value at a path starts, or the nearest thing around it that exists."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def key_place(self, path: KeyPath) -> Place:
        """Where the key at a path starts; for a list item, the item."""
        return self.key_places.get(path) or self.place(path)

    def finding(self, path: KeyPath, message: str, *, at_key: bool = False) -> Finding:
        """A finding at the value, or at its key."""
        place = self.key_place(path) if at_key else self.place(path)
        return Finding(self.name, *place, message)


def read_source(path: Path, name: str) -> Source:
    """Read the file at `path`; messages call it `name`. Raises Refused."""
    notes = Notes(name)
    root = compose(read_text(path, notes), notes)
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        notes.refuse(0, 0, EMPTY)
    if not isinstance(root, yaml.MappingNode):
        message = "the file must be made of 'key: value' lines, with a space after ':'."
        notes.refuse(root.start_mark.line, root.start_mark.column, message)
    tree = Tree(notes)
    data = tree.mapping(root)
    return Source(name, data, tuple(notes.findings), tree.places, tree.key_places, frozenset(tree.blanks))
