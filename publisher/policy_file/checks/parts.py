"""Walking a policy's parts, each with its path in the file; what people call a part, and what is cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, get_args

from publisher.policy_file.findings import KeyPath
from publisher.policy_file.hints import is_part, keys_of
from wizard.clauses import citable
from wizard.policy import Channel, Emergency, Level, Option, Part, Policy, Product

CALLED_BY = ("name", "title", "label", "text", "say", "version", "then", "id", "reason")
"""The fields by which people know a part, the best one first."""
CHOSEN = (Channel, Emergency, Level, Option, Product)
"""What customers choose by its name."""


def called_by(part: Part) -> str:
    """The field by which people know a part."""
    return next((field for field in CALLED_BY if getattr(part, field, "")), "")


def called(part: Part) -> str:
    """What people call a part; empty where it has nothing of the kind."""
    return str(getattr(part, called_by(part), ""))


def clause_texts(policy: Policy) -> dict[str, str]:
    """What stands in everything that can be cited, by its id."""
    return {clause.id: clause.text for clause in citable(policy)}


def cited(ids: Iterable[str], texts: Mapping[str, str]) -> str:
    """The words of what is cited, as far as there are any."""
    return " ".join(texts.get(clause, "") for clause in ids)


def parts(part: Part) -> list[tuple[KeyPath, Part]]:
    """A part and every part within it, from the outside in, in the order of the vocabulary."""
    found: list[tuple[KeyPath, Part]] = []
    _add(part, (), found)
    return found


def _add(part: Part, path: KeyPath, found: list[tuple[KeyPath, Part]]) -> None:
    found.append((path, part))
    for name in _names(type(part)):  # type: ignore[arg-type]
        value = getattr(part, name)
        if isinstance(value, Part):
            _add(value, (*path, name), found)
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Part):
                    _add(item, (*path, name, number), found)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields that can hold parts."""
    return tuple(name for name, hint in keys_of(kind).items() if _holds_parts(hint))


def _holds_parts(hint: Any) -> bool:
    return is_part(hint) or any(map(_holds_parts, get_args(hint)))
