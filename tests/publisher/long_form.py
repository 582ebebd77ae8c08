"""The real policy as one file without anything in short, as a company may write its own."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any

from publisher.editing.splicing import in_line, value_in
from publisher.policy_file.edition_file import read_text, texts_beside
from publisher.policy_file.policy_text import policy_source

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 108
ORDER = ("examples", "not_here", "found_by", "searches", "unconfirmed", "meant")
"""The keys at the end."""
IN_LINE = ("when", "answers", "expect", "results")
QUOTED = re.compile(r"(number|version|zone|address): ([\d+][^\n]*)")
SCHEMA = "# yaml-language-server: $schema=policy.schema.json"


@cache
def long_form(path: Path = ROOT / "policy.yaml") -> str:
    """The text of it."""
    data = policy_source(read_text(path), texts_beside(path)).data
    keys = [*(key for key in data if key not in ORDER), *(key for key in ORDER if key in data)]
    lines = [SCHEMA]
    for key in keys:
        lines += [*([""] if isinstance(data[key], list) else []), *_pair(key, data[key], 0)]
    return "\n".join(lines) + "\n"


def _pair(key: str, value: Any, indent: int) -> list[str]:
    head = f"{' ' * indent}{in_line(key)}:"
    line = f"{head} {in_line(value)}"
    if isinstance(value, str):
        return _text(head, value, indent)
    if not value or _plain(value) or (key in IN_LINE and isinstance(value, dict) and len(line) < WIDTH):
        return [line]
    if isinstance(value, dict):
        return [head, *(line for inner in value for line in _pair(inner, value[inner], indent + 2))]
    return [head, *(line for item in value for line in _item(key, item, indent + 2))]


def _plain(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _item(key: str, item: Any, indent: int) -> list[str]:
    if isinstance(item, str) or key in IN_LINE:
        return [f"{' ' * indent}- {in_line(item)}"]
    if "say" in item:
        # The reason stands before the clauses.
        item = item | {"cite": item.pop("cite")}
    lines = [line for inner in item for line in _pair(inner, item[inner], indent + 2)]
    return [f"{' ' * indent}- {lines[0].strip()}", *lines[1:]]


def _text(head: str, value: str, indent: int) -> list[str]:
    line = QUOTED.sub(r'\1: "\2"', f"{head} {value}") if value else f'{head} ""'
    if value_in(line.lstrip()) != {head.strip(" :"): value}:
        line = f"{head} {json.dumps(value, ensure_ascii=False)}"
    if len(line) <= WIDTH:
        return [line]
    start = " " * (indent + 2)
    return [f"{head} >-", *wrap(value, WIDTH, initial_indent=start, subsequent_indent=start)]
