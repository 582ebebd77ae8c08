"""What is worded otherwise, by the ids of what the words belong to, and the parts that came or went.

Each policy is flattened to texts by name: `routes.called.via.phone.reason` is a text, and the same with a
last dot, as in `routes.called.`, is the part as a whole. What differs between the two is told, but nothing
within a part that came or went, as that is told as a whole.
"""

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
    """A text, or a part as a whole, in two policies; None where a policy has none."""

    name: str
    old: str | None
    new: str | None


def texts(old: Policy, new: Policy) -> Iterator[Text]:
    """Every text that is not the same in two policies, in the order of the new one."""
    before, now = dict(_texts(old)), dict(_texts(new))
    for name in (*now, *(name for name in before if name not in now)):
        was, is_now = before.get(name), now.get(name)
        # A part with another title is no news: its title is a text of its own.
        whole = name.endswith(WHOLE)
        if was != is_now and not (whole and was and is_now) and not _inside(name, before, now):
            yield Text(name.removesuffix(WHOLE), was, is_now)
    yield from _reasons(old, new)
    yield from _emergencies(old, new)


def _emergencies(old: Policy, new: Policy) -> Iterator[Text]:
    """What the emergencies that both have stand for; their outcomes are told with all others."""
    before = {emergency.id: emergency.answers for emergency in old.emergencies}
    for emergency in new.emergencies:
        was = before.get(emergency.id, emergency.answers)
        if was != emergency.answers:
            worded = (
                ", ".join(f"{id}: {answer}" for id, answer in of.items()) for of in (was, emergency.answers)
            )
            yield Text(f"emergencies.{emergency.id}.answers", *worded)


def _reasons(old: Policy, new: Policy) -> Iterator[Text]:
    """The reasons of rows that are the same but for their words."""
    for pair in same_but_for_words(old, new):
        if pair.was and pair.is_now:
            name = pair.is_now.id or str((pair.new or 0) + 1)
            yield Text(f"tables.{pair.table}.rows.{name}.say", pair.was.say, pair.is_now.say)


def examples_and_readings(old: Policy, new: Policy) -> Iterator[Text]:
    """The examples and readings that came, went or changed, by their names alone."""
    for list_name in ("examples", "unconfirmed"):
        before = {part.id: part for part in getattr(old, list_name)}
        now = {part.id: part for part in getattr(new, list_name)}
        for name in dict.fromkeys((*now, *before)):
            if before.get(name) != now.get(name):
                was, is_now = (name if name in parts else None for parts in (before, now))
                yield Text(f"{list_name}.{name}", was, is_now)


def _inside(name: str, before: dict[str, str], now: dict[str, str]) -> bool:
    """Whether a text or part is within a part that came or went."""
    steps = name.removesuffix(WHOLE).split(".")
    around = (".".join(steps[:length]) + WHOLE for length in range(1, len(steps)))
    return any((part in before) != (part in now) for part in around)


def _texts(policy: Policy) -> Iterator[tuple[str, str]]:
    """The name of each text and of each part of a policy, with the text; a part itself has its title."""
    for name, path, value in named_within(policy):
        if APART.isdisjoint(path):
            yield (name + WHOLE, _title(value)) if isinstance(value, Part) else (name, value)


def _title(part: Part) -> str:
    """What a part is called, for when all of it came or went."""
    titles = (getattr(part, name, "") for name in ("text", "title", "label", "name", "reason"))
    return next((str(title) for title in titles if title), "")
