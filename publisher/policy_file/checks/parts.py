"""Walking a policy's parts, each with its path in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from difflib import get_close_matches

from publisher.policy_file.findings import KeyPath, shown
from wizard.policy import Part

MOST_NAMES = 12


def parts(part: Part, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Part]]:
    """A part and every part within it, from the outside in, in the order of the vocabulary."""
    yield path, part
    for one in fields(part):  # type: ignore[arg-type]
        value = getattr(part, one.name)
        if isinstance(value, Part):
            yield from parts(value, (*path, one.name))
        elif isinstance(value, tuple):
            for at, item in enumerate(value):
                if isinstance(item, Part):
                    yield from parts(item, (*path, one.name, at))


def instead(name: str, known: Iterable[str]) -> str:
    """What would be right in place of an unknown name: the nearest known one, or some of them."""
    names = list(dict.fromkeys(known))
    nearest = get_close_matches(name, names, n=1)
    if nearest:
        return f"; did you mean {shown(nearest[0])}?"
    more = ", ..." if len(names) > MOST_NAMES else ""
    return f"; known here: {', '.join(names[:MOST_NAMES])}{more}" if names else "; there is none yet"
