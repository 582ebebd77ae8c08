"""The values of a YAML text with the place of each, and what YAML can do that these files may not.

How it works: one pass over YAML's events builds the values and their places together. It recurses as deep as
the file is nested, so it stops at the first event that is nested too deep. Events don't show everything: they
leave out where a tag stands, for one. Therefore `scan` goes through a text again, token by token.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterator
from typing import Any

import yaml

from publisher.policy_file.damage import in_quotes
from publisher.policy_file.file_text import UNWANTED
from publisher.policy_file.findings import NAME, KeyPath, Notes, Place, Refused, shown, whole_hours
from publisher.policy_file.yaml_mistakes import in_plain_words

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_LEVELS = 40
MOST_MEMBERS = 5_000
"""Items of one list, or keys of one group, that are read."""
TYPOGRAPHIC = re.compile('[“”„«‘’‚]([^“”„«»‘’‚"]*)[“”»‘’"]')
"""A text that is wholly in the quotes of a word processor."""
CUT = "what follows ' #' is a comment and isn't read. Give it a line of its own"
TWICE = "is written twice"
OR_QUOTE = "Remove it, or put the whole text in quotes."
OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


class Unfit(Exception):
    """Good YAML that is not used here: the line and column (from 0), and the message."""


def failure_of(step: Callable[[], object]) -> Exception | None:
    """What a step of reading fails at."""
    try:
        step()
    # The Python loader also lets ValueError and OverflowError out, for an escape that is no character.
    except (yaml.YAMLError, ValueError, OverflowError, Unfit) as error:
        return error
    return None


def fails_at(text: str) -> int | None:
    """The line (from 0) at which a text can't be read as YAML; None where it can."""
    failure = failure_of(lambda: deque(_events(text), maxlen=0))
    if isinstance(failure, Unfit):
        return int(failure.args[0])
    return in_plain_words(failure)[0] if failure else None


def tree_of(text: str, notes: Notes, added: Collection[int] = ()) -> tuple[Tree, Exception | None]:
    """The tree of a text as far as it can be read, and what it fails at; lines of it can be `added`."""
    tree = Tree(text, notes.apart(added))
    return tree, failure_of(tree.build)


class Tree:
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
        """Build the tree, to the text's end. Raises Unfit, and what PyYAML raises."""
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

    Raises Unfit there: what stands above a second document is only a part of the file.
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


def _unfit(event: Any, message: str) -> Unfit:
    return Unfit(event.start_mark.line, event.start_mark.column, message)


def scan(text: str, notes: Notes) -> None:
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
