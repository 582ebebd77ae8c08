"""Items and parts whose first line was lost, so that their keys stand in the item or part before them.

Such keys come twice there, or go with no id. What is published tells which line is gone, where that is known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any

from publisher.policy_file.findings import KeyPath, Notes, Place, shown
from publisher.policy_file.hints import items_of, value_at
from publisher.policy_file.misplaced import ITEM_GONE, MOST_MENDED
from publisher.policy_file.yaml_tree import Tree, fails_at, tree_of

UNNAMED = "unnamed"
PART_GONE = "the line is gone that stood above this one and began a part of its own, such as 'its-id:'."

Known = Callable[[str, Mapping[str, Any]], tuple[str, str] | None]
"""The line with its id that an item has lost, as what is published has it, and its title.

It is given the names of what the item is in, and the item as far as it is there.
"""
Recall = Callable[[Collection[str]], Known]
"""What is known of what is lost, where there are these names in the file."""


def with_items_apart(text: str, tree: Tree, notes: Notes, recall: Recall | None) -> Tree:
    """The tree in which items stand on their own again that lost the line with their id, which is told."""
    known: Known = recall(set(_names(tree.root))) if recall else lambda within, item: None
    for _ in range(MOST_MENDED):
        items = (path for path in tree.repeats if isinstance(path[-1], int))
        apart = next(filter(None, (_apart(text, tree, path, known) for path in items)), None)
        apart = apart or next(filter(None, (_listed(text, tree, path, known) for path in _alone(tree))), None)
        if apart is None:
            break
        text, tree, (line, column) = apart
        notes.add(line - 1, column - 1, ITEM_GONE)
    tree = _with_parts_apart(text, tree, notes, known)
    for path, item in _groups(tree.root):
        if "id" not in item and (lost := known(_within(tree.root, path), item)):
            begun, title = lost
            line, column = tree.places[path]
            notes.findings[:] = [finding for finding in notes.findings if finding.line != line]
            notes.add(line - 1, column - 1, _gone(begun, title))
            item["id"], tree.places[*path, "id"] = begun.rpartition(" ")[2], (line, column)
    return tree


def _gone(begun: str, title: str) -> str:
    message = f"the line '{begun}' is gone, with which this began in the published edition"
    return f"{message}: {shown(title)}. Put it back."


def _with_parts_apart(text: str, tree: Tree, notes: Notes, known: Known) -> Tree:
    """The tree in which parts stand on their own again that lost the line with their name, which is told.

    Refuses a part whose name isn't known: nobody can tell then what only follows from its loss.
    """
    groups = [(found[0], path) for path, found in tree.repeats.items() if isinstance(path[-1], str)]
    first, lines, added = tree, text.split("\n"), list[int]()
    # From the last to the first, so that the places of the others stay those in the text.
    for (line, column), path in sorted(groups, reverse=True):
        indent = " " * (first.key_places[path][1] - 1)
        numbers = [line - 1, *(number + 1 for number in added)]
        begun = partial(_with_line, lines, line - 1, notes, numbers)
        apart = begun(f"{indent}{UNNAMED}:")
        lost = apart and known(_within(apart.root, path[:-1]), value_at(apart.root, (*path[:-1], UNNAMED)))
        if apart and lost:
            name = lost[0].rpartition(" ")[2]
            notes.add(line - 1, column - 1, _gone(f"{name}:", lost[1]))
            tree, added = begun(f"{indent}{name}:") or apart, numbers
            lines.insert(line - 1, f"{indent}{name}:")
        elif apart and path in first.unlike and len(first.repeats[path]) > 1:
            notes.findings += apart.notes.findings
            notes.refuse(line - 1, column - 1, PART_GONE)
    return tree


def refuse_without_part(text: str, notes: Notes, recall: Recall | None) -> None:
    """Refuse keys behind a group in braces that are known to have lost the line with their part's name."""
    failed, lines = fails_at(text) or 0, text.split("\n")
    above = next((line for line in reversed(lines[:failed]) if line.strip()), "")
    if not recall or not above.rstrip().endswith("}"):
        return
    column = len(above) - len(above.lstrip(" "))
    apart = _with_line(lines, failed, notes, [], f"{' ' * column}{UNNAMED}:")
    path = next((place for place in apart.places if place[-1:] == (UNNAMED,)), ()) if apart else ()
    item = value_at(apart.root, path) if apart and path else None
    if apart and isinstance(item, dict):
        lost = recall(set(_names(apart.root)))(_within(apart.root, path[:-1]), item)
        if lost:
            begun = f"{lost[0].rpartition(' ')[2]}:"
            notes.refuse(failed, apart.places[path][1] - 1, _gone(begun, lost[1]))


def _with_line(lines: list[str], at: int, notes: Notes, added: list[int], line: str) -> Tree | None:
    """The tree of a text with one more line; None where that can't be read."""
    tree, failure = tree_of("\n".join([*lines[:at], line, *lines[at:]]), notes, added)
    return None if failure else tree


_Apart = tuple[str, Tree, Place]
"""A text and its tree in which an item of its own begins at a place."""


def _apart(text: str, tree: Tree, path: KeyPath, known: Known) -> _Apart | None:
    """Two items apart where the keys of one come again; None where they are only written twice."""
    apart = _dashed(text, tree, tree.repeats[path][0])
    if apart is None:
        return None
    around = value_at(apart[1].root, path[:-1])
    behind = around[int(path[-1]) + 1]
    lost = known(_within(apart[1].root, path), behind)
    return apart if lost or len(tree.repeats[path]) > 1 else None


def _alone(tree: Tree) -> Iterator[KeyPath]:
    return (
        path for path, item in _groups(tree.root) if path and "id" not in item and isinstance(path[-1], str)
    )


def _listed(text: str, tree: Tree, path: KeyPath, known: Known) -> _Apart | None:
    """The only item of a list that has lost the dash with its id; None where a group is none."""
    lost = known(_within(tree.root, path), value_at(tree.root, path))
    return _dashed(text, tree, tree.places[path]) if lost and lost[0].startswith("-") else None


def _dashed(text: str, tree: Tree, place: Place) -> _Apart | None:
    line, column = place
    lines = text.split("\n")
    lines[line - 1] = f"{lines[line - 1][: column - 3]}- {lines[line - 1][column - 1 :]}"
    text = "\n".join(lines)
    apart, failure = tree_of(text, tree.notes)
    return None if failure else (text, apart, place)


def _names(root: Any) -> Iterator[str]:
    """The names of all that has an id, by ids and keys; what stands before a colon may be one too."""
    for path, item in _groups(root):
        if "id" in item:
            yield f"{_within(root, path)}.{item['id']}"
        if path and isinstance(path[-1], str):
            yield from (f"{_within(root, path)}.{key}" for key in item)


def _within(root: Any, path: KeyPath) -> str:
    """The names of all around what stands at a path: the ids of items, and keys."""
    names = []
    for step in path[: len(path) - isinstance(path[-1], int)] if path else ():
        root = root[step]
        id = root.get("id", "") if isinstance(root, dict) else ""
        names.append(step if isinstance(step, str) else str(id))
    return ".".join(names)


def _groups(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Every group of keys, with its path."""
    if isinstance(value, dict):
        yield path, value
    for key, child in items_of(value):
        yield from _groups(child, (*path, key))
