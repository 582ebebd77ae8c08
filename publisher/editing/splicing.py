"""Values put into a YAML text, taken out of it and added to it, while every other byte stays.

What an edit makes is read again: unless it says exactly what was meant, nothing is edited.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import yaml

from publisher.editing.spans import Held, NotEdited, composed, data_of, end_of, span_at
from publisher.policy_file.findings import KeyPath

Value = str | list[Any] | dict[str, Any]
"""A scalar as it is to be read, a list or a group of them."""
FLOW, BLOCK = ("[", "]"), ("- ", "\n")
"""What stands around an item of a list in a line, or in lines of its own."""
WIDTH = 110
STEP = 2
BOM = "\ufeff"


@dataclass(frozen=True)
class Put:
    """Put a value in the place of another one, or behind the keys of the group around it."""

    path: KeyPath
    value: Value


@dataclass(frozen=True)
class Remove:
    """Take out a key with its value, or an item of a list."""

    path: KeyPath


@dataclass(frozen=True)
class Append:
    """Add an item behind those of the list at a path."""

    path: KeyPath
    value: Value


Edit = Put | Remove | Append


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits, one after the other. Raises NotEdited."""
    mark, text = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    for edit in edits:
        new = _spliced(text, edit)
        if data_of(composed(new)) != _changed(data_of(composed(text)), edit):
            where = ".".join(map(str, edit.path))
            raise NotEdited(f"'{where}' is written in a way that can't be edited here; edit it by hand.")
        text = new
    return mark + text


def value_in(text: str) -> Any:
    """The value that a text is in YAML; None where it is none."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    return data_of(node)


def _plainest(value: str, around: tuple[str, str], quote: str = "") -> str:
    """The plainest way to write a text on one line, in quotes where some are wanted, that is read as the text
    between what is `around`; an empty one stands in quotes."""
    quoted = {"'": "'" + value.replace("'", "''") + "'", '"': json.dumps(value, ensure_ascii=False)}
    ways = [quoted[quote] if quote else value, *quoted.values(), json.dumps(value)] if value else ['""']
    begin, end = around
    return next(written for written in ways if value_in(f"{begin}{written}{end}") == [value])


def _changed(data: Any, edit: Edit) -> Any:
    """What the data are after an edit."""
    data = deepcopy(data)
    around = data
    for step in edit.path[:-1]:
        around = around[step]
    last = edit.path[-1]
    match edit:
        case Put():
            around[last] = edit.value
        case Remove():
            del around[last]
        case Append():
            around[last] = [*(around[last] or ()), edit.value]
    return data


def _spliced(text: str, edit: Edit) -> str:
    match edit:
        case Put():
            return _put(text, edit.path, edit.value)
        case Remove():
            return _removed(text, edit.path)
    held = data_of(span_at(text, edit.path).node) or []
    return _appended(text, edit.path, edit.value) if held else _put(text, edit.path, [edit.value])


def _put(text: str, path: KeyPath, value: Value) -> str:
    around = span_at(text, path[:-1])
    known = around.node.value
    if isinstance(around.node, yaml.MappingNode) and all(key.value != path[-1] for key, _ in known):
        return _added_key(text, around, str(path[-1]), value)
    span = span_at(text, path)
    if isinstance(value, str) and isinstance(span.node, yaml.ScalarNode) and span.start < span.end:
        return text[: span.start] + _scalar(value, span.node, around.node) + text[span.end :]
    written = _written(text, value, around, span.node)
    return text[: span.behind] + written + text[max(span.end, span.behind) :]


def _written(text: str, value: Value, around: Held, node: Any = None) -> str:
    """A value as it stands behind its colon or dash, with what goes before it."""
    if isinstance(value, str):
        return " " + _scalar(value, node, around.node)
    indent = _column(around) + STEP
    if around.node.flow_style or _is_short(value, indent):
        return " " + in_line(value)
    end = _newline(text)
    return end + end.join(_lines(value, indent))


def _scalar(value: str, node: Any, around: Any) -> str:
    """A text on one line, in quotes where the one before it has some."""
    style = node.style if node is not None and node.value and node.style in ("'", '"') else ""
    return _plainest(value, FLOW if around.flow_style else BLOCK, style)


def in_line(value: Value) -> str:
    """A value as it stands in a line of a file, within a flow list or group."""
    if isinstance(value, str):
        return _plainest(value, FLOW)
    if isinstance(value, list):
        return f"[{', '.join(map(in_line, value))}]"
    pairs = (f"{in_line(key)}: {in_line(inner)}" for key, inner in value.items())
    return f"{{{', '.join(pairs)}}}"


def _lines(value: Value, indent: int) -> list[str]:
    """A list or a group as lines of its own."""
    start = " " * indent
    if isinstance(value, list):
        lines = []
        for item in value:
            first, *others = (
                _lines(item, indent + STEP) if isinstance(item, dict) else [start + _in_block(item)]
            )
            lines += [f"{start}- {first.strip(' ')}", *others]
        return lines
    if isinstance(value, str):
        return [start + _in_block(value)]
    lines = []
    for key, inner in value.items():
        if isinstance(inner, str) or _is_short(inner, indent + len(key) + STEP):
            lines.append(f"{start}{key}: {_in_block(inner)}")
        else:
            lines += [f"{start}{key}:", *_lines(inner, indent + STEP)]
    return lines


def _in_block(value: Value) -> str:
    if isinstance(value, str):
        return _plainest(value, BLOCK)
    return in_line(value)


def _is_short(value: Value, indent: int) -> bool:
    """Whether a list of texts has room on one line; a group has a line for each key."""
    if isinstance(value, dict):
        return not value
    return all(isinstance(item, str) for item in value) and indent + len(in_line(value)) <= WIDTH


def _added_key(text: str, around: Held, key: str, value: Value) -> str:
    if around.node.flow_style:
        return _with_member(text, around, f"{key}: {in_line(value)}")
    line = " " * _column(around) + key + ":" + _written(text, value, around)
    return _line_behind(text, around.end, line)


def _appended(text: str, path: KeyPath, value: Value) -> str:
    span = span_at(text, path)
    if span.node.flow_style:
        return _with_member(text, span, in_line(value))
    lines = _lines([value], _column(span))
    return _line_behind(text, span.end, _newline(text).join(lines))


def _removed(text: str, path: KeyPath) -> str:
    around, span = span_at(text, path[:-1]), span_at(text, path)
    members = around.node.value
    if len(members) == 1:
        empty = "[]" if isinstance(around.node, yaml.SequenceNode) else "{}"
        if around.node.flow_style:
            return text[: around.start] + empty + text[around.end :]
        return text[: around.behind] + f" {empty}" + text[around.end :]
    if around.node.flow_style:
        return _without_member(text, around, span)
    first = text.rfind("\n", 0, span.lead) + 1
    if text[first : span.lead].strip():
        # It begins on its group's own line, behind a dash: the next one moves up.
        following = span_at(text, (*path[:-1], _next(around.node, path[-1])))
        return text[: span.lead] + text[following.lead :]
    return text[:first] + text[_line_end(text, span.end) :]


def _with_member(text: str, around: Held, member: str) -> str:
    """The text with one more member behind the last one of a flow list or group."""
    if not around.node.value:
        return text[: around.end - 1] + member + text[around.end - 1 :]
    last = around.node.value[-1]
    end = end_of(text, last[1] if isinstance(last, tuple) else last)
    return f"{text[:end]}, {member}{text[end:]}"


def _without_member(text: str, around: Held, span: Held) -> str:
    """The text without a member of a flow list or group, and one comma beside it."""
    behind = text[span.end : around.end - 1]
    if behind.lstrip().startswith(","):
        comma = text.index(",", span.end) + 1
        return text[: span.lead] + text[comma:].lstrip(" ")
    comma = text.rfind(",", around.start, span.lead)
    return text[:comma] + text[span.end :]


def _next(node: Any, step: str | int) -> str | int:
    if isinstance(step, int):
        return step + 1
    keys = [str(key.value) for key, _ in node.value]
    return keys[keys.index(step) + 1]


def _column(span: Held) -> int:
    """Where the keys of a group, or the dashes of a list, begin on their lines."""
    return int(span.node.start_mark.column)


def _line_end(text: str, at: int) -> int:
    """Where the line behind a place begins."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _line_behind(text: str, at: int, line: str) -> str:
    """The text with a line behind the one in which a place is."""
    end, newline = _line_end(text, at), _newline(text)
    before = text[:end]
    return (before if before.endswith("\n") else before + newline) + line + newline + text[end:]


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
