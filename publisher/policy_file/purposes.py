"""What a key is for, in the words of the model's own descriptions."""

from __future__ import annotations

from functools import cache
from typing import Any

from publisher.policy_file.faults import adapter
from publisher.policy_file.hints import choices, keys_of


def purpose(part: Any, key: str) -> str:
    """What the key is for, by its own description or its type's; else what the part around it is."""
    inside = choices(keys_of(part)[key])[0]
    own = _descriptions(part).get(key) or (_description(inside) if keys_of(inside) else "")
    if own:
        return f" It is for: {own}"
    return f" It belongs to: {_description(part)}" if _description(part) else ""


def _description(part: Any) -> str:
    return _first_paragraph(_schema(part))


def _descriptions(part: Any) -> dict[str, str]:
    return {key: _first_paragraph(schema) for key, schema in _schema(part)["properties"].items()}


@cache
def _schema(part: Any) -> dict[str, Any]:
    return adapter(part).json_schema()


def _first_paragraph(schema: dict[str, Any]) -> str:
    return " ".join(schema.get("description", "").split("\n\n")[0].split())
