"""What is worded otherwise, by the ids of what the words belong to; and the parts that came or went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.analysis.difference.matching import same_but_for_words
from publisher.policy_file.translation import named_within
from wizard.policy import Part, Policy

WHOLE = "."
"""Ends the name of a part as a whole."""
APART = frozenset({"rows", "holidays", "examples", "unconfirmed"})
"""Lists of parts that customers don't know as such; they are told in another place."""


@dataclass(frozen=True)
class Text:
    """A text, or a part as a whole, by its name; None where there is none."""

    name: str
    old: str | None
    new: str | None


def texts(old: Policy, new: Policy) -> Iterator[Text]:
    """Every text that is not the same in two policies, in the order of the new one."""
    before, now = dict(_texts(old)), dict(_texts(new))
    for name in (*now, *(name for name in before if name not in now)):
        was, is_now = before.get(name), now.get(name)
        # A part as a whole is only told where it came or went; then no text within it is.
        whole = name.endswith(WHOLE)
        if was != is_now and not (whole and was and is_now) and not _inside(name, before, now):
            yield Text(name.removesuffix(WHOLE), was, is_now)
    yield from _reasons(old, new)


def _reasons(old: Policy, new: Policy) -> Iterator[Text]:
    """The reasons of rows that are the same but for their words."""
    before = {table.id: table.rows for table in old.tables}
    now = {table.id: table.rows for table in new.tables}
    for pair in same_but_for_words(old, new):
        is_now = now[pair.table][pair.new or 0]
        name = is_now.id or str((pair.new or 0) + 1)
        yield Text(f"tables.{pair.table}.rows.{name}.say", before[pair.table][pair.old or 0].say, is_now.say)


def examples_and_readings(old: Policy, new: Policy) -> Iterator[Text]:
    """The examples and readings that came, went or changed; only their names are told."""
    for list_name in ("examples", "unconfirmed"):
        before = {one.id: one for one in getattr(old, list_name)}
        now = {one.id: one for one in getattr(new, list_name)}
        for id in dict.fromkeys((*now, *before)):
            if before.get(id) != now.get(id):
                yield Text(f"{list_name}.{id}", id if id in before else None, id if id in now else None)


def _inside(name: str, before: dict[str, str], now: dict[str, str]) -> bool:
    """Whether a text belongs to a part that came or went as a whole, which is told once."""
    around = name.removesuffix(WHOLE)
    if around == name and (around + WHOLE in before) != (around + WHOLE in now):
        return True
    while "." in around:
        around = around.rpartition(".")[0]
        if (around + WHOLE in before) != (around + WHOLE in now):
            return True
    return False


def _texts(policy: Policy) -> Iterator[tuple[str, str]]:
    """The name of each text and of each part of a policy, with the text; a part itself has its title."""
    for name, path, value in named_within(policy):
        if APART.isdisjoint(path):
            yield (name + WHOLE, _title(value)) if isinstance(value, Part) else (name, value)


def _title(part: Part) -> str:
    """What a part is called, for when all of it came or went."""
    shown = (getattr(part, name, "") for name in ("text", "title", "label", "name", "reason"))
    return next((str(one) for one in shown if one), "")
