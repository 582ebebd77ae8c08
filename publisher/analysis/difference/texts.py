"""What is worded otherwise, by the ids of what the words belong to; and the parts that came or went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from publisher.analysis.difference.matching import same_but_for_words
from wizard.policy import Example, Part, Policy, Reading, Row, Via

WORDS = frozenset(
    {
        *("title", "company", "applies_to", "text", "instead", "name", "number", "intro", "summary"),
        *(
            "note",
            "contacts_name",
            "advice",
            "label",
            "help",
            "unsure",
            "say",
            "reason",
            "promise",
            "address",
        ),
        "form",
    }
)
"""The fields that customers read; what decides is compared by its outcomes."""
WHOLE = "."
"""Ends the name of a part as a whole."""
APART = (Row, Example, Reading)
"""Parts that customers don't know as such; they are told in another place."""


@dataclass(frozen=True)
class Text:
    """A text, or a part as a whole, by its name; None where there is none."""

    name: str
    old: str | None
    new: str | None


def texts(old: Policy, new: Policy) -> Iterator[Text]:
    """Every text that is not the same in two policies, in the order of the new one."""
    before, now = dict(_texts(old, "")), dict(_texts(new, ""))
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


def _texts(part: Part, name: str) -> Iterator[tuple[str, str]]:
    """The name of each text of a part and of all within it, with the text; a part itself has its title."""
    if name:
        yield name + WHOLE, _title(part)
    for one in fields(part):  # type: ignore[arg-type]
        value = getattr(part, one.name)
        inner = f"{name}.{one.name}" if name else one.name
        if isinstance(value, str) and one.name in WORDS and value:
            yield inner, value
        elif isinstance(value, Part):
            yield from _texts(value, inner)
        elif isinstance(value, tuple):
            listed = (item for item in value if isinstance(item, Part) and not isinstance(item, APART))
            for item in listed:
                if _name(item):
                    yield from _texts(item, f"{inner}.{_name(item)}")


def _name(part: Part) -> str:
    return part.channel if isinstance(part, Via) else str(getattr(part, "id", ""))


def _title(part: Part) -> str:
    """What a part is called, for when all of it came or went."""
    shown = (getattr(part, name, "") for name in ("text", "title", "label", "name", "reason"))
    return next((str(one) for one in shown if one), "")
