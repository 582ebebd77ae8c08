"""YAML nodes as plain texts, lists and groups, with the place of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from publisher.policy_file.file_text import UNWANTED
from publisher.policy_file.findings import KeyPath, Place, shown
from publisher.policy_file.notes import Notes


class Tree:
    """Turns nodes into plain values; its recursion is as deep as the file, which `yaml_nodes` limits."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.places: dict[KeyPath, Place] = {}
        self.key_places: dict[KeyPath, Place] = {}
        self.blanks: set[KeyPath] = set()

    def mapping(self, node: Any, path: KeyPath = ()) -> dict[str, Any]:
        """The values of a mapping node, each scalar as its raw text; a key that comes again is noted."""
        self.places[path] = self._place(node)
        values: dict[str, Any] = {}
        for key, child in self._keys(node):
            self.key_places[(*path, key)] = self._place(child[0])
            values[key] = self._value(child[1], (*path, key))
        return values

    def _value(self, node: Any, path: KeyPath) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        self.places[path] = self._place(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, number)) for number, item in enumerate(node.value)]
        if not node.value and not node.style:
            self.blanks.add(path)
        return self._text(node)

    def _keys(self, node: Any) -> Iterator[tuple[str, tuple[Any, Any]]]:
        first: dict[str, int] = {}
        for pair in node.value:
            mark = pair[0].start_mark
            if not isinstance(pair[0], yaml.ScalarNode):
                self.notes.add(mark.line, mark.column, "a key must be a text, not a list or a group.")
                continue
            key = self._text(pair[0])
            if key in first:
                message = f"{shown(key)} is written twice; the first is on line {first[key]}. Keep one."
                self.notes.add(mark.line, mark.column, message)
            elif not (key == "<<" and not pair[0].style):
                first[key] = self._place(pair[0])[0]
                yield key, pair

    def _text(self, node: Any) -> str:
        text = str(node.value)
        for character in UNWANTED.findall(text):
            # Only an escape in double quotes can still have put one here.
            mark = node.start_mark
            message = f"this text has a character that can't be seen (U+{ord(character):04X}). Remove it."
            self.notes.add(mark.line, mark.column, message)
        return UNWANTED.sub(" ", text)

    def _place(self, node: Any) -> Place:
        return self.notes.place(node.start_mark.line, node.start_mark.column)
