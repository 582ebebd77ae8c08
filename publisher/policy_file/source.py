"""Read the bytes of policy.yaml into plain texts, lists and groups, and keep the place of each.

Guarantees:
- Whatever the bytes are, the answer is a Source or Refused, never another exception.
- Each scalar is its raw text: `no`, `1.10`, `09:00` and `+8801722313635` stay as they are written.
- Each value and key has its line and column, counted from 1, and never past the end of the file.
- A mistake that leaves a readable tree is kept in `Source.findings`, to be reported with all the others.

How it works: one pass over YAML's events builds the values and their places together. It recurses as deep as
the file is nested, so it stops at the first event that is nested too deep. Events don't show everything that
YAML can do and this file may not (they leave out where a tag stands, for one). Therefore a text that has a
sign of such things in it, or that can't be read, is scanned once more, token by token; a right one is not.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field, replace
from functools import partial
from typing import Any, TypeVar

import yaml

from publisher.policy_file.damage import ITEM_GONE, MOST_MENDED, NAME, in_quotes, mended, without_marks
from publisher.policy_file.file_text import EMPTY, UNWANTED, readable_text
from publisher.policy_file.findings import Finding, KeyPath, Notes, Place, Refused, shown, whole_hours
from publisher.policy_file.hints import items_of, value_at
from publisher.policy_file.yaml_mistakes import in_plain_words
from wizard.values import value

T = TypeVar("T")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_LEVELS = 40
MOST_MEMBERS = 5_000
"""Items of one list, or keys of one group, that are read."""
TYPOGRAPHIC = re.compile('[“”„«‘’‚]([^“”„«»‘’‚"]*)[“”»‘’"]')
"""A text that is wholly in the quotes of a word processor."""
UNNAMED = "unnamed"
PART_GONE = "the line is gone that stood above this one and began a part of its own, such as 'its-id:'."
CUT = "what follows ' #' is a comment and isn't read. Give it a line of its own"
TWICE = "is written twice"
OR_QUOTE = "Remove it, or put the whole text in quotes."

Known = Callable[[str, Mapping[str, Any]], tuple[str, str] | None]
"""The line with its id that an item has lost, as what is published has it, and its title.

It is given the names of what the item is in, and the item as far as it is there.
"""
Recall = Callable[[Collection[str]], Known]
"""What is known of what is lost, where there are these names in the file."""

SIGNS = re.compile(r"(?<!\w)[&*!]|^%|<<", re.MULTILINE | re.ASCII)
"""Where an anchor, an alias, a tag, a directive or a merge key may stand."""
OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


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
    origins: Mapping[KeyPath, KeyPath] = field(default_factory=dict)
    """Where each value stands in the file itself, where that is another path than here."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The file of each key at the top that stands in another one."""

    def place(self, path: KeyPath) -> Place:
        """Where the value at a path starts, or the nearest thing around it that exists."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def also_at(self, origins: Mapping[KeyPath, KeyPath]) -> Source:
        """The same with the places of parts that were made of others, by their paths and those of these."""
        if not origins:
            return self
        kept = {
            path: place
            for path, place in self.places.items()
            if not any(path[:length] in origins for length in range(len(path)))
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
        known = next((path[:end] for end in range(len(path), 0, -1) if path[:end] in self.origins), ())
        return (*self.origins.get(known, ()), *path[len(known) :])

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


def read_source(raw: bytes, name: str, recall: Recall | None = None) -> Source:
    """Read the bytes of a file; messages call it `name`. Raises Refused.

    What is published can `recall` the ids of items whose first line was lost.
    """
    notes = Notes(name)
    text = without_marks(readable_text(raw, notes), notes)
    tree, failure = _tree(text, notes)
    if failure or tree.runs_on:
        _refuse_without_part(text, notes, recall)
        text = mended(text, _fails_at, notes)
        tree, failure = _tree(text, notes)
    if failure or SIGNS.search(text):
        # What the scanner stumbles over is told first, even where the parser stumbles earlier in the file.
        failure = _failure(lambda: _scan(text, notes)) or failure
    if isinstance(failure, _Unfit):
        notes.refuse(*failure.args)
    if failure:
        notes.refuse_unless_known(*in_plain_words(failure, text))
    if tree.root in (None, ""):
        notes.refuse(0, 0, EMPTY)
    if not isinstance(tree.root, dict):
        message = "the file must be made of 'key: value' lines, with a space after ':'."
        raise Refused([*notes.findings, Finding(name, *tree.places[()], message)])
    tree = _with_items_apart(text, tree, notes, recall)
    findings = (*notes.findings, *tree.notes.findings)
    return Source(name, tree.root, findings, tree.places, tree.key_places, frozenset(tree.blanks))


def nowhere() -> Source:
    """The source of what was read from no file."""
    return Source("", {}, (), {}, {}, frozenset())


def _with_items_apart(text: str, tree: _Tree, notes: Notes, recall: Recall | None) -> _Tree:
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
            notes.findings[:] = [one for one in notes.findings if one.line != line]
            notes.add(line - 1, column - 1, _gone(begun, title))
            item["id"], tree.places[*path, "id"] = begun.rpartition(" ")[2], (line, column)
    return tree


def _gone(begun: str, title: str) -> str:
    message = f"the line '{begun}' is gone, with which this began in the published edition"
    return f"{message}: {shown(title)}. Put it back."


def _with_parts_apart(text: str, tree: _Tree, notes: Notes, known: Known) -> _Tree:
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


def _refuse_without_part(text: str, notes: Notes, recall: Recall | None) -> None:
    """Refuse keys behind a group in braces that are known to have lost the line with their part's name."""
    failed, lines = _fails_at(text) or 0, text.split("\n")
    above = next((line for line in reversed(lines[:failed]) if line.strip()), "")
    if not recall or not above.rstrip().endswith("}"):
        return
    column = len(above) - len(above.lstrip(" "))
    apart = _with_line(lines, failed, notes, [], f"{' ' * column}{UNNAMED}:")
    path = next((one for one in apart.places if one[-1:] == (UNNAMED,)), ()) if apart else ()
    item = value_at(apart.root, path) if apart and path else None
    if apart and isinstance(item, dict):
        lost = recall(set(_names(apart.root)))(_within(apart.root, path[:-1]), item)
        if lost:
            begun = f"{lost[0].rpartition(' ')[2]}:"
            notes.refuse(failed, apart.places[path][1] - 1, _gone(begun, lost[1]))


def _with_line(lines: list[str], at: int, notes: Notes, added: list[int], line: str) -> _Tree | None:
    """The tree of a text with one more line; None where that can't be read."""
    tree, failure = _tree("\n".join([*lines[:at], line, *lines[at:]]), notes, added)
    return None if failure else tree


_Apart = tuple[str, "_Tree", Place]
"""A text and its tree in which an item of its own begins at a place."""


def _apart(text: str, tree: _Tree, path: KeyPath, known: Known) -> _Apart | None:
    """Two items apart where the keys of one come again; None where they are only written twice."""
    apart = _dashed(text, tree, tree.repeats[path][0])
    if apart is None:
        return None
    around = value_at(apart[1].root, path[:-1])
    behind = around[int(path[-1]) + 1]
    lost = known(_within(apart[1].root, path), behind)
    return apart if lost or len(tree.repeats[path]) > 1 else None


def _alone(tree: _Tree) -> Iterator[KeyPath]:
    return (
        path for path, item in _groups(tree.root) if path and "id" not in item and isinstance(path[-1], str)
    )


def _listed(text: str, tree: _Tree, path: KeyPath, known: Known) -> _Apart | None:
    """The only item of a list that has lost the dash with its id; None where a group is none."""
    lost = known(_within(tree.root, path), value_at(tree.root, path))
    return _dashed(text, tree, tree.places[path]) if lost and lost[0].startswith("-") else None


def _dashed(text: str, tree: _Tree, place: Place) -> _Apart | None:
    line, column = place
    lines = text.split("\n")
    lines[line - 1] = f"{lines[line - 1][: column - 3]}- {lines[line - 1][column - 1 :]}"
    text = "\n".join(lines)
    apart, failure = _tree(text, tree.notes)
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


class _Unfit(Exception):
    """Good YAML that is not used here: the line and column (from 0), and the message."""


def _failure(step: Callable[[], object]) -> Exception | None:
    try:
        step()
    # The Python loader also lets ValueError and OverflowError out, for an escape that is no character.
    except (yaml.YAMLError, ValueError, OverflowError, _Unfit) as error:
        return error
    return None


def _fails_at(text: str) -> int | None:
    """The line (from 0) at which a text can't be read as YAML; None where it can."""
    failure = _failure(lambda: deque(_events(text), maxlen=0))
    if isinstance(failure, _Unfit):
        return int(failure.args[0])
    return in_plain_words(failure)[0] if failure else None


def _tree(text: str, notes: Notes, added: Collection[int] = ()) -> tuple[_Tree, Exception | None]:
    """The tree of a text as far as it can be read, and what it fails at; lines of it can be `added`."""
    tree = _Tree(text, notes.apart(added))
    return tree, _failure(tree.build)


class _Tree:
    """The values of a text, and the place of each."""

    def __init__(self, text: str, notes: Notes) -> None:
        self.notes = notes
        self._lines = text.split("\n")
        self.root: Any = None
        self.places: dict[KeyPath, Place] = {}
        self.key_places: dict[KeyPath, Place] = {}
        self.blanks: set[KeyPath] = set()
        self.repeats: dict[KeyPath, list[Place]] = {}
        """By the path of a group of keys over several lines, where keys of it come again."""
        self.unlike: set[KeyPath] = set()
        """Those of them in which a key comes again with another value."""
        self.runs_on = False
        """Whether a quoted text runs on over several lines, as one does that was left open."""
        self._events = _events(text)

    def build(self) -> None:
        """Build the tree, to the text's end. Raises _Unfit, and what PyYAML raises."""
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                self.root = self._value(event, ())

    def _value(self, event: Any, path: KeyPath) -> Any:
        self.places[path] = self._place(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, in_line=bool(event.flow_style))
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._value(item, (*path, number)) for number, item in enumerate(self._members())]
        if isinstance(event, yaml.AliasEvent):
            # The scan will refuse it.
            return ""
        cut = "" if event.style else self._note_cut(event)
        inner = None if event.style else TYPOGRAPHIC.fullmatch(event.value)
        if inner:
            message = "these are typographic quotes, which become part of the text. Write plain ones"
            self._note(event, f"{message}: {in_quotes(inner[1])}.")
            return inner[1]
        self.runs_on |= event.style in ("'", '"') and event.end_mark.line > event.start_mark.line
        if not event.style and not event.value and not cut:
            self.blanks.add(path)
        return self._text(event) or cut

    def _mapping(self, path: KeyPath, *, in_line: bool) -> dict[str, Any]:
        """The values of a mapping; a key that comes again is noted, and one within { } that is none."""
        values: dict[str, Any] = {}
        behind: dict[str, list[Any]] = {}
        for event in self._members():
            key = self._key(event)
            inner = (*path, key or "")
            if in_line and key is not None and not self._has_colon(event):
                behind.setdefault(next(reversed(values), ""), []).append(event)
                self._skip(next(self._events))
            elif key is not None and key in values:
                value = next(self._events)
                same = getattr(value, "value", None) == values[key]
                self._note_twice(event, inner, in_line=in_line, same=same)
                self._skip(value)
            elif key is None or (key == "<<" and not event.style):
                self._skip(next(self._events))
            else:
                self.key_places[inner] = self._place(event)
                values[key] = self._value(next(self._events), inner)
        for before, events in behind.items():
            value = values.get(before, "")
            if before == "hours" and whole_hours(decimal := f"{value},{events[0].value}"):
                values[before] = decimal
            else:
                self._note_comma(before, value, events)
        return values

    def _note_twice(self, event: Any, path: KeyPath, *, in_line: bool, same: bool) -> None:
        message = f"{shown(str(path[-1]))} {TWICE}; the first is on line {self.key_places[path][0]}."
        way_out = "Keep one."
        if len(path) > 2 and not in_line:
            self.repeats.setdefault(path[:-1], []).append(self._place(event))
            if not same:
                self.unlike.add(path[:-1])
                way_out = (
                    "Keep one; or put back the line that began a part of its own, if one is gone between."
                )
        self._note(event, f"{message} {way_out}")

    def _members(self) -> Iterator[Any]:
        """The event of each item, or key, of the collection around, as far as they are read."""
        for number, event in enumerate(iter(self._next_in_collection, None)):
            if number < MOST_MEMBERS:
                yield event
                continue
            if number == MOST_MEMBERS:
                self._note(
                    event,
                    f"there are more than {MOST_MEMBERS:,} beside each other up to here. Leave some out.",
                )
            self._skip(event)

    def _next_in_collection(self) -> Any:
        """The event of the next node in the collection around; None at its end."""
        event = next(self._events)
        return None if isinstance(event, yaml.CollectionEndEvent) else event

    def _key(self, event: Any) -> str | None:
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        self._note(event, "a key must be a text, not a list or a group.")
        self._skip(event)
        return None

    def _skip(self, event: Any) -> None:
        """Pass over the node that begins with an event."""
        level = _level(event)
        while level:
            level += _level(next(self._events))

    def _text(self, event: Any) -> str:
        text = str(event.value)
        for character in UNWANTED.findall(text):
            # Only an escape in double quotes can still have put one here.
            code = f"U+{ord(character):04X}"
            self._note(event, f"this text has a character that can't be seen ({code}). Remove it.")
        return UNWANTED.sub(" ", text)

    def _has_colon(self, key: Any) -> bool:
        line, column = key.end_mark.line, key.end_mark.column
        rest = self._lines[line][column:].lstrip() if line < len(self._lines) else ""
        return rest.startswith(":") or not rest

    def _note_comma(self, key: str, value: Any, events: list[Any]) -> None:
        """Note what follows commas within { } and is no key: it was meant as a part of the value before."""
        texts = [str(event.value) for event in events]
        message = f"{shown(texts[0])} stands behind a ',' within {{ }}, where a key would begin"
        if isinstance(value, str) and value:
            together = ", ".join([value, *texts])
            quoted = f"if it belongs to the text before it, write {key}: {in_quotes(together)}."
            listed = f"if these are several values, write {key}: [{together}]; "
            message += f"; {listed if all(map(NAME.fullmatch, [value, *texts])) else ''}{quoted}"
        else:
            message += "."
        self._note(events[0], message)

    def _note_cut(self, event: Any) -> str:
        """Note and give back a comment that follows a value on its line: it may be the end of the text."""
        line, column = event.end_mark.line, event.end_mark.column
        behind = self._lines[line][column:].rstrip() if line < len(self._lines) else ""
        comment = behind.lstrip(" ")
        if not comment.startswith("#") or comment == behind:
            return ""
        quoted = in_quotes(f"{event.value}{behind}".strip())
        at = column + len(behind) - len(comment)
        self.notes.add(line, at, f"{CUT}; if it belongs to the text, write {quoted}.")
        return comment

    def _note(self, event: Any, message: str) -> None:
        self.notes.add(event.start_mark.line, event.start_mark.column, message)

    def _place(self, event: Any) -> Place:
        return self.notes.place(event.start_mark.line, event.start_mark.column)


def _events(text: str) -> Iterator[Any]:
    """YAML's events, up to a node that is nested too deep, or a second document.

    Raises _Unfit there: what stands above a second document is only a part of the file.
    """
    level = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        level += _level(event)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if level > MOST_LEVELS:
            raise _unfit(event, f"this is nested more than {MOST_LEVELS} levels deep.")
        if documents > 1:
            raise _unfit(event, "a second document starts here. Remove this '---'.")
        yield event


def _level(event: Any) -> int:
    """By how many levels an event leads further in (1), or out again (-1)."""
    return isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)


def _unfit(event: Any, message: str) -> _Unfit:
    return _Unfit(event.start_mark.line, event.start_mark.column, message)


def _scan(text: str, notes: Notes) -> None:
    """Note what YAML can do and this file may not; refuse an alias, which could stand for anything."""
    depth, aliases = 0, False
    for token in yaml.scan(text, Loader=LOADER):
        line, column = token.start_mark.line, token.start_mark.column
        depth += isinstance(token, OPENING) - isinstance(token, CLOSING)
        if depth > MOST_LEVELS + 1:
            # Only to keep the scan short; the level itself is told by the events.
            break
        aliases = aliases or isinstance(token, yaml.AliasToken)
        message = _not_used_here(token)
        if message:
            notes.add(line, column, message)
    if aliases:
        raise Refused(notes.findings)


def _not_used_here(token: Any) -> str:
    match token:
        case yaml.AnchorToken():
            return f"{shown('&' + token.value)} (an anchor) is not used here. {OR_QUOTE}"
        case yaml.AliasToken():
            return (
                f"{shown('*' + token.value)} (an alias) is not used here. Write out what it stands for, "
                "or put the whole text in quotes."
            )
        case yaml.TagToken():
            written = "".join(part or "" for part in token.value)
            return f"{shown(written)} (a tag) is not used here. {OR_QUOTE}"
        case yaml.DirectiveToken():
            return f"{shown('%' + token.name)} (a directive) is not used here. Remove this line."
        case yaml.ScalarToken(plain=True, value="<<"):
            return "'<<' (a merge key) is not used here. Write out the keys that it stands for."
    return ""
