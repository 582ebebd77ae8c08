"""Walking a policy's parts, each with its path in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from publisher.policy_file.findings import KeyPath
from wizard.policy import Part


def parts(part: Part, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Part]]:
    """A part and every part within it, from the outside in, in the order of the vocabulary."""
    yield path, part
    for name in _names(type(part)):  # type: ignore[arg-type]
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from parts(value, (*path, name))
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Part):
                    yield from parts(item, (*path, name, number))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
