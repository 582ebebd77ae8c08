"""Where each value of a YAML text stands, by the marks that PyYAML gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from publisher.mendable import Mendable
from publisher.policy_file.findings import KeyPath
from publisher.policy_file.yaml_tree import LOADER


class NotEdited(Mendable):
    """The file is written in a way in which this edit can't be made; the message says which."""


@dataclass(frozen=True)
class Held:
    """A value in a text: where it begins and ends, and the key or the dash that leads to it."""

    node: Any
    start: int
    end: int
    """Behind its last character; for a block, without the comments and blank lines that follow it."""
    lead: int
    """Where its key begins, or its dash."""
    behind: int
    """Behind the colon of its key or behind its dash; in a flow list, where it begins."""


def composed(text: str) -> Any:
    """The node at the top of a text. Raises NotEdited where it can't be read."""
    try:
        return yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise NotEdited(f"the file can't be read as YAML ({error}).") from error


def data_of(node: Any) -> Any:
    """The plain data of a node, each scalar as it is written."""
    match node:
        case yaml.MappingNode():
            # A key may be a list itself, as in `[a]: b`, which no file of ours has.
            return {str(key.value): data_of(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [data_of(item) for item in node.value]
        case None:
            return ""
    return str(node.value)


def span_at(text: str, path: KeyPath) -> Held:
    """The span of the value at a path. Raises NotEdited where there is none."""
    node = composed(text)
    span = Held(node, 0, end_of(text, node), 0, 0)
    for step in path:
        span = _inner(text, span.node, step)
    return span


def _inner(text: str, node: Any, step: str | int) -> Held:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                colon = text.index(":", key.end_mark.index) + 1
                return _span(text, value, key.start_mark.index, colon)
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        if node.flow_style:
            return _span(text, item, item.start_mark.index, item.start_mark.index)
        dash = _dash(text, node, item)
        return _span(text, item, dash, dash + 1)
    raise NotEdited(f"there is nothing at '{step}' in the file.")


def _span(text: str, node: Any, lead: int, behind: int) -> Held:
    return Held(node, max(node.start_mark.index, behind), max(end_of(text, node), behind), lead, behind)


def end_of(text: str, node: Any) -> int:
    """Behind the last character of a node."""
    if isinstance(node, yaml.ScalarNode):
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        # The mark of a text in lines of its own is behind the blank lines that follow it.
        return start + len(text[start:end].rstrip()) if node.style in ("|", ">") else end
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    # A block's own mark is where the next thing begins.
    last = node.value[-1]
    return end_of(text, last[1] if isinstance(last, tuple) else last)


def _dash(text: str, sequence: Any, item: Any) -> int:
    """Where the dash of an item in a block list stands: all of them are in the list's own column."""
    column, at = int(sequence.start_mark.column), int(item.start_mark.index)
    while True:
        first = text.rfind("\n", 0, at) + 1
        if text[first + column : first + column + 1] == "-" and not text[first : first + column].strip(" -"):
            return first + column
        if not first:
            raise NotEdited("a list of the file is written in a way that can't be edited here.")
        at = first - 1
