"""Read the bytes of policy.yaml into plain texts, lists and groups, and keep the place of each.

Guarantees:
- Whatever the bytes are, the answer is a Source or Refused, never another exception.
- Each scalar is its raw text: `no`, `1.10`, `09:00` and `+8801722313635` stay as they are written.
- Each value and key has its line and column, counted from 1, and never past the end of the file.
- A mistake that leaves a readable tree is kept in `Source.findings`, to be reported with all the others.

How it works: what happens to a file by accident is mended first (`damage`), so that the rest of it is read
(`yaml_tree`). Then items stand on their own again that have lost their first line (`lost_lines`). Only a text
that has a sign in it of what YAML can do and this file may not, or that can't be read, is scanned for that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import field, replace
from typing import Any, TypeVar

from publisher.policy_file.damage import mended, without_marks
from publisher.policy_file.file_text import EMPTY, readable_text
from publisher.policy_file.findings import (
    Finding,
    KeyPath,
    Notes,
    Origins,
    Place,
    Refused,
    origin_of,
    shown,
    upwards,
)
from publisher.policy_file.lost_lines import Recall, refuse_without_part, with_items_apart
from publisher.policy_file.yaml_mistakes import in_plain_words
from publisher.policy_file.yaml_tree import Unfit, fails_at, failure_of, scan, tree_of
from wizard.values import value

T = TypeVar("T")
SIGNS = re.compile(r"(?<!\w)[&*!]|^%|<<", re.MULTILINE | re.ASCII)
"""Where an anchor, an alias, a tag, a directive or a merge key may stand."""


@value()
class Source:
    """A file as it was written: its values by path, and where each stands."""

    name: str
    data: dict[str, Any]
    findings: tuple[Finding, ...]
    places: dict[KeyPath, Place]
    key_places: dict[KeyPath, Place]
    blanks: frozenset[KeyPath]
    """The values with nothing written after their key or dash (`holidays:`); a quoted '' is none of them."""
    origins: Origins = field(default_factory=dict)
    """Where each value stands in the file itself, where that is another path than here."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The file of each key at the top that stands in another one."""

    def place(self, path: KeyPath) -> Place:
        """Where the value at a path starts, or the nearest thing around it that exists."""
        return next((self.places[around] for around in upwards(path) if around in self.places), (1, 1))

    def also_at(self, origins: Origins) -> Source:
        """The same with the places of parts that were made of others, by their paths and those of these."""
        if not origins:
            return self
        kept = {
            path: place for path, place in self.places.items() if origins.keys().isdisjoint(upwards(path))
        }
        return replace(self, places=kept | {path: self.place(of) for path, of in origins.items()})

    def key_place(self, path: KeyPath) -> Place:
        """Where the key at a path starts; for a list item, the item."""
        return self.key_places.get(path) or self.place(path)

    def finding(
        self,
        path: KeyPath,
        message: str,
        *,
        at_key: bool = False,
        line_of: KeyPath | None = None,
        end: str = "",
    ) -> Finding:
        """A finding at the value, or at its key; behind its message the line of another part, and `end`."""
        place = self.key_place(path) if at_key else self.place(path)
        file = self._file(path)
        if line_of is not None:
            message += f" {self.line_of(line_of, seen_from=path)}"
        return Finding(file, *place, message + end)

    def line_of(self, path: KeyPath, *, seen_from: KeyPath) -> str:
        """The line of the value at a path, and of another file than where it is told also its name."""
        elsewhere = f" of {self._file(path)}" if self._file(path) != self._file(seen_from) else ""
        return f"{self.place(path)[0]}{elsewhere}"

    def _file(self, path: KeyPath) -> str:
        return self.files.get(str(path[0]), self.name) if path else self.name

    def written(self, path: KeyPath) -> KeyPath:
        """The path by which the file itself has the value at a path, or would have it."""
        return origin_of(path, self.origins)

    def with_beside(self, other: Source, keys: Collection[str]) -> Source:
        """The source with those keys of another file beside it; what else stands there is wrong."""
        findings = [*self.findings, *other.findings]
        for key in other.data:
            message = ""
            if key not in keys:
                message = f"{shown(key)} belongs in {self.name}. Known here: {', '.join(keys)}."
            elif key in self.data:
                first = self.finding((key,), "", at_key=True)
                message = f"{shown(key)} stands in {first.file} too, on line {first.line}. Keep one."
            if message:
                findings.append(other.finding((key,), message, at_key=True))
        taken = {key: value for key, value in other.data.items() if key in keys and key not in self.data}

        def both(own: Mapping[KeyPath, T], others: Mapping[KeyPath, T]) -> dict[KeyPath, T]:
            return {**own, **{path: value for path, value in others.items() if path and path[0] in taken}}

        return replace(
            self,
            data=self.data | taken,
            findings=tuple(findings),
            places=both(self.places, other.places),
            key_places=both(self.key_places, other.key_places),
            blanks=self.blanks | {path for path in other.blanks if path[0] in taken},
            origins=both(self.origins, other.origins),
            files={**self.files, **dict.fromkeys(taken, other.name)},
        )


def read_source(raw: bytes, name: str, recall: Recall | None = None) -> Source:
    """Read the bytes of a file; messages call it `name`. Raises Refused.

    What is published can `recall` the ids of items whose first line was lost.
    """
    notes = Notes(name)
    text = without_marks(readable_text(raw, notes), notes)
    tree, failure = tree_of(text, notes)
    if failure or tree.runs_on:
        refuse_without_part(text, notes, recall)
        text = mended(text, fails_at, notes)
        tree, failure = tree_of(text, notes)
    if failure or SIGNS.search(text):
        # What the scanner stumbles over is told first, even where the parser stumbles earlier in the file.
        failure = failure_of(lambda: scan(text, notes)) or failure
    if isinstance(failure, Unfit):
        notes.refuse(*failure.args)
    if failure:
        notes.refuse_unless_known(*in_plain_words(failure, text))
    if tree.root in (None, ""):
        notes.refuse(0, 0, EMPTY)
    if not isinstance(tree.root, dict):
        message = "the file must be made of 'key: value' lines, with a space after ':'."
        raise Refused([*notes.findings, Finding(name, *tree.places[()], message)])
    tree = with_items_apart(text, tree, notes, recall)
    findings = (*notes.findings, *tree.notes.findings)
    return Source(name, tree.root, findings, tree.places, tree.key_places, frozenset(tree.blanks))


def nowhere() -> Source:
    """The source of what was read from no file."""
    return Source("", {}, (), {}, {}, frozenset())
