"""What is written otherwise, by the ids of what it belongs to, and the parts that came, went or moved.

Each policy is flattened to texts by name: `routes.called.via.phone.reason` is a text, or another setting in
words. The same with a last dot, as in `routes.called.`, is the part as a whole, and with a last `>` the order
of the parts in a list. What differs between the two is told, but nothing within a part that came or went, as
that is told as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from publisher.analysis.difference.matching import same_but_for_words
from publisher.language.interface import Language
from publisher.policy_file.checks.settled_readings import settled
from publisher.policy_file.translation import TEXT_FIELDS, named_within, names
from wizard.codec import Json, encode
from wizard.policy import Holiday, Part, Policy, Reading, Release

WHOLE, ORDER, ITEM = ".", ">", ":"
"""End the name of a part as a whole, and that of the order of a list; begin an item that has no name."""
ORDER_OF = "order of "
"""Begins the name of a list of which the order is another one."""
APART = frozenset({"rows", "examples", "unconfirmed", "meant"})
"""Lists of parts that customers don't know as such; they are told in another place."""
REWORDED = "words"
"""The interface's words that a policy has of its own; they are told with the words around it."""

SETTLED = "settled"
"""What has become of a reading, in place of its words."""


@dataclass(frozen=True)
class Text:
    """A text, a setting in words, or a part as a whole, in two policies; None where a policy has none."""

    name: str
    old: str | None
    new: str | None


def texts(old: Policy, new: Policy) -> Iterator[Text]:
    """Everything that is not written the same in two policies, in the order of the new one."""
    yield from differing(dict(_texts(old)), dict(_texts(new)))
    yield from _reasons(old, new)
    yield from _readings(old, new)


def differing(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Text]:
    """Every text that is not the same, by its name."""
    for name in (*now, *(name for name in before if name not in now)):
        was, is_now = before.get(name), now.get(name)
        if name.endswith(ORDER):
            was, is_now = _in_both(was or "", is_now or "")
        # A part with another title is no news: its title is a text of its own.
        whole = name.endswith(WHOLE)
        if was != is_now and not (whole and was and is_now) and not _inside(name, before, now):
            yield Text(_called(name), was, is_now)


def _reasons(old: Policy, new: Policy) -> Iterator[Text]:
    """The reasons of rows that are the same but for their words."""
    for pair in same_but_for_words(old, new):
        if pair.was and pair.is_now:
            name = pair.is_now.id or str((pair.new or 0) + 1)
            yield Text(f"tables.{pair.table}.rows.{name}.say", pair.was.say, pair.is_now.say)


def _readings(old: Policy, new: Policy) -> Iterator[Text]:
    """What customers are told of readings: those that came or went, and of the others what and where."""
    before, now = ({reading.id: reading for reading in policy.unconfirmed} for policy in (old, new))
    for reading in dict.fromkeys((*now, *before)):
        name, was, is_now = f"unconfirmed.{reading}", before.get(reading), now.get(reading)
        if was and is_now:
            parts = (
                ("reading", was.reading, is_now.reading),
                ("word", was.word, is_now.word),
                ("fields", ", ".join(was.fields), ", ".join(is_now.fields)),
            )
            yield from (
                Text(f"{name}.{key}", old or None, new or None) for key, old, new in parts if old != new
            )
        elif is_now:
            yield Text(name, None, is_now.reading)
        elif was:
            yield Text(name, was.reading, SETTLED if _is_settled(new, was) else None)


def for_staff(old: Policy, new: Policy) -> Iterator[Text]:
    """The examples, readings and answers of remarks that came, went or changed, by their names alone.

    Of readings, only what customers aren't told.
    """
    for list_name in ("examples", "unconfirmed"):
        before = {part.id: part for part in getattr(old, list_name)}
        now = {part.id: part for part in getattr(new, list_name)}
        for name in dict.fromkeys((*now, *before)):
            if not _same_for_staff(before.get(name), now.get(name)):
                was, is_now = (name if name in parts else None for parts in (before, now))
                yield Text(f"{list_name}.{name}", was, is_now)
    if old.meant != new.meant:
        yield Text("meant", *("meant" if policy.meant else None for policy in (old, new)))


def _same_for_staff(old: Part | None, new: Part | None) -> bool:
    """Whether parts are the same, but for what customers are told of a reading."""
    if isinstance(old or new, Reading) and None in (old, new):
        return True
    if isinstance(old, Reading) and isinstance(new, Reading):
        old = replace(old, reading=new.reading, word=new.word, fields=new.fields)
    return old == new


def _is_settled(policy: Policy, part: Part) -> bool:
    """Whether a reading is gone as the policy has settled it, though it may still stand in the file."""
    try:
        return isinstance(part, Reading) and bool(settled(replace(policy, unconfirmed=(part,))))
    except LookupError:
        return False  # What it was about is gone.


def words(language: Language) -> dict[str, str]:
    """Every text of a words file, by its name."""
    return dict(_leaves(encode(language), "words"))


def _leaves(value: Json, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{name}.{key}")
    else:
        yield name, _worded(value)


def _called(name: str) -> str:
    called = name.partition(ITEM)[0]
    return f"{ORDER_OF}{called.removesuffix(ORDER)}" if called.endswith(ORDER) else called.removesuffix(WHOLE)


def _in_both(old: str, new: str) -> tuple[str, str]:
    """Two orders, as far as the same parts are in both."""
    was, is_now = old.split(", "), new.split(", ")
    return ", ".join(part for part in was if part in is_now), ", ".join(
        part for part in is_now if part in was
    )


def _inside(name: str, before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether a text or part is within a part that came or went."""
    steps = name.partition(ITEM)[0].removesuffix(WHOLE).split(".")
    around = (".".join(steps[:length]) + WHOLE for length in range(1, len(steps)))
    return any((part in before) != (part in now) for part in around)


def _texts(policy: Policy) -> Iterator[tuple[str, str]]:
    """The name of each text, setting and part of a policy, with the text; a part itself has its title."""
    yield from ((name, said) for name, said in _settings(policy, "") if not name.startswith(REWORDED))
    for name, path, value in named_within(policy):
        if not APART.isdisjoint(path) or path[0] == REWORDED:
            continue
        if isinstance(value, Part):
            yield name + WHOLE, _title(value)
            yield from _settings(value, f"{name}.")
        else:
            yield name, value


def _settings(part: Part, start: str) -> Iterator[tuple[str, str]]:
    """What is set in a part beside its texts, and the order of the parts in it."""
    told: dict[str, Json] = encode(part)
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(part, field.name)
        if field.name in TEXT_FIELDS | APART | {"id"} or field.name not in told or isinstance(value, Part):
            continue
        listed = [name for _, name in names(value)] if isinstance(value, tuple) else []
        if listed:
            yield f"{start}{field.name}{ORDER}", ", ".join(listed)
        elif isinstance(value, tuple) and isinstance(value[0], Part):
            for item in map(_worded, told[field.name]):
                yield f"{start}{field.name}{ITEM}{item}", item
        else:
            yield f"{start}{field.name}", _worded(told[field.name])


def _worded(value: Json) -> str:
    """A setting as people read it."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_worded(item)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(_worded, value))
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _title(part: Part) -> str:
    """What a part is called, for when all of it came or went; a release with its day, and a day with the time
    from which it is a holiday."""
    if isinstance(part, Release):
        return f"{part.version}, {part.released}"
    if isinstance(part, Holiday) and part.closed_from:
        return ", ".join(filter(None, (part.name, f"from {part.closed_from} on")))
    titles = (
        getattr(part, name, "") for name in ("words", "text", "title", "label", "name", "reason", "kind")
    )
    return next((str(title) for title in titles if title), "")
