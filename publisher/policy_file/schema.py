"""The vocabulary as a JSON Schema, by which an editor completes and underlines while staff write a policy.

Guarantees that whatever the loader accepts the schema accepts, and that both refuse a key that is not known
or missing, a list, group or text in another's place, and a word that is not one of those allowed. What
concerns two parts of a policy, or the meaning of one, only the loader sees.

The loader takes each scalar's raw text; an editor resolves it by YAML 1.2 first. So a text may arrive as a
number, a yes or no, or as nothing, and a key with nothing after it counts as not given where the loader
counts it so.

The files beside a policy have a schema each, which takes its keys from that of the policy.

    .venv/bin/python -m publisher.policy_file.schema > policy.schema.json     writes the file anew
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from publisher.policy_file.conversion import YES_AND_NO
from publisher.policy_file.hints import keys_of, member
from publisher.policy_file.policy_text import BESIDE
from publisher.policy_file.said_of_keys import said_of_keys
from publisher.policy_file.short_forms import is_named, name_field, named_by, only_text
from wizard import policy as vocabulary
from wizard.dates import LastDay
from wizard.policy import Policy

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest one that all editors know."""

FILE = "policy.schema.json"
WIDTH = 120

Schema = dict[str, Any]

NOTHING: Schema = {"type": "null"}
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
WORDS = "|".join(
    "".join(f"[{letter.upper()}{letter}]" for letter in word) for word in YES_AND_NO if word.isalpha()
)
"""Yes and no in all their words, whatever their capitals."""


def policy_schema() -> Schema:
    """The schema of a policy's file."""
    schema = TypeAdapter(Policy).json_schema(schema_generator=_AsAnEditorReads)
    shapes: dict[str, Schema] = schema["$defs"]
    for kind, shape in ((Policy, schema), *((getattr(vocabulary, name), shapes[name]) for name in shapes)):
        for key, said in said_of_keys(kind).items():
            described = {**shape["properties"][key], "description": said}
            shape["properties"][key] = dict(sorted(described.items()))
    del shapes["Level"]["properties"]["cell"]  # That only a matrix may say.
    return {"$schema": DRAFT, **_with_short_forms(schema)}


def schema_beside(word: str) -> Schema:
    """The schema of the file beside a policy that has a word in its name."""
    keys = {key: {"$ref": f"{FILE}#/properties/{key}"} for key in BESIDE[word]}
    return {"$schema": DRAFT, "type": "object", "properties": keys, "additionalProperties": False}


def schema_text(word: str = "") -> str:
    """A schema as its file has it: that of the policy, or of the file beside it with a word in its name."""
    return _laid_out(schema_beside(word) if word else policy_schema()) + "\n"


def _laid_out(value: Any, indent: str = "\n") -> str:
    """JSON with each list and group on one line that fits into one."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, list | dict) or len(indent + line) <= WIDTH:
        return line
    deeper = f"{indent}  "
    if isinstance(value, list):
        return f"[{deeper}{f',{deeper}'.join(_laid_out(item, deeper) for item in value)}{indent}]"
    items = (f"{json.dumps(key)}: {_laid_out(item, deeper)}" for key, item in value.items())
    return f"{{{deeper}{f',{deeper}'.join(items)}{indent}}}"


def _with_short_forms(schema: Schema) -> Schema:
    """The schema that also takes what a policy may say in short (`short_forms`)."""
    shapes: dict[str, Schema] = schema["$defs"]
    kinds = {name: getattr(vocabulary, name) for name in shapes}
    for kind, shape in ((Policy, schema), *((kinds[name], shapes[name]) for name in kinds)):
        for key, hint in keys_of(kind).items():
            alone = member(hint, {})
            if named_by(hint):
                group = {"type": "object", "additionalProperties": _short(get_args(hint)[0], shapes)}
                _allow(group, shape["properties"], key)
            elif is_named(alone):
                _allow(_short(alone, shapes), shape["properties"], key)
    named = {f"{name}-named": _named(name, shapes[name], name_field(kinds[name])) for name in kinds}
    return schema | {"$defs": shapes | {name: shape for name, shape in named.items() if shape}}


def _short(kind: type, shapes: Mapping[str, Schema]) -> Schema:
    """A part that is named from outside."""
    full = {"$ref": f"#/$defs/{kind.__name__}-named"}
    text = only_text(kind)
    return {"anyOf": [shapes[kind.__name__]["properties"][text], full]} if text else full


def _named(kind: str, shape: Schema, name: str) -> Schema:
    """The shape of a kind of part without its name; nothing where it needs none."""
    required = shape.get("required", ())
    if name not in required:
        return {}
    others = {key: {"$ref": f"#/$defs/{kind}/properties/{key}"} for key in shape["properties"] if key != name}
    return shape | {"properties": others, "required": [key for key in required if key != name]}


def _allow(another: Schema, properties: dict[str, Schema], key: str) -> None:
    """Let a key have another form as well, and keep what it says of itself."""
    was = properties[key]
    about: Schema = {word: was[word] for word in ("description", "default") if word in was}
    form = {word: value for word, value in was.items() if word not in about}
    properties[key] = {"anyOf": [*form.get("anyOf", [form]), another], **about}


class _AsAnEditorReads(GenerateJsonSchema):
    """Wants of each value what YAML 1.2 makes of the raw texts that the loader accepts for it."""

    def str_schema(self, schema: Mapping[str, Any]) -> Schema:
        return {"type": ["string", "number", "boolean", "null"]}

    def int_schema(self, schema: Mapping[str, Any]) -> Schema:
        return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\s*[+-]?[0-9_]+(\.0*)?\s*$"}]}

    def bool_schema(self, schema: Mapping[str, Any]) -> Schema:
        words = {"type": "string", "pattern": f"^({WORDS}|0|1)$"}
        return {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}, words, {"enum": [0, 1]}]}

    def date_schema(self, schema: Mapping[str, Any]) -> Schema:
        return {"type": "string", "pattern": f"^{DAY}$"}

    def function_after_schema(self, schema: Any) -> Schema:
        """A last day, the only class whose texts are read by a function."""
        return {"type": "string", "pattern": f"^{LastDay.FORM.pattern}$"}

    def datetime_schema(self, schema: Mapping[str, Any]) -> Schema:
        return {"type": "string", "pattern": f"^{DAY}.+([Zz]|[+−-][0-9:]+)$"}

    def default_schema(self, schema: Any) -> Schema:
        """A key that can be left out; with nothing after it, it is left out where no scalar is wanted."""
        json_schema = super().default_schema(schema)
        if schema["schema"]["type"] in ("tuple", "dict"):
            described = {key: json_schema.pop(key) for key in ("default",) if key in json_schema}
            return {"anyOf": [json_schema, NOTHING], **described}
        return json_schema

    def dataclass_field_schema(self, schema: Any) -> Schema:
        """A key that can't be left out can't be empty either."""
        json_schema = super().dataclass_field_schema(schema)
        least = {"str": "minLength", "tuple": "minItems"}.get(schema["schema"]["type"])
        return json_schema | {least: 1} if least else json_schema

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never: a key's name says it already."""
        return False


if __name__ == "__main__":
    print(schema_text(), end="")
