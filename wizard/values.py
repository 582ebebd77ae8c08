"""Classes of values: their instances never change, and are equal where all that they hold is.

A frozen dataclass has six methods that are written and compiled when its class is made, and a hundred
classes are made before anything starts: in a build, in each command, and for Python in the browser. Of the
methods of a value only `__init__` is compiled. That nothing changes one is for the type checker to see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """A decorator that makes a class a dataclass of values with slots, and with hashes."""

    def made(bare: type[T]) -> type[T]:
        kind: Any = dataclass(eq=False, repr=False, slots=True, kw_only=kw_only)(bare)
        held = attrgetter(*(field.name for field in fields(kind)))
        hashed = attrgetter(*(field.name for field in fields(kind) if field.hash is not False))

        def equal(self: object, other: object) -> bool:
            return held(self) == held(other) if type(self) is type(other) else NotImplemented

        kind.__eq__, kind.__hash__, kind.__repr__ = equal, lambda self: hash(hashed(self)), _told
        return kind  # type: ignore[no-any-return]

    return made


def _told(self: Any) -> str:
    held = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))
    return f"{type(self).__qualname__}({held})"
