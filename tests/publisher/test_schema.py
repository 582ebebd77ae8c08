"""The JSON Schema by which editors help says of a policy's structure what the loader says.

Policies are damaged at random. The loader is given each scalar's raw text, the schema what an editor makes of
the text by YAML 1.2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from publisher.policy_file.findings import KeyPath, Refused
from publisher.policy_file.hints import (
    choices,
    hint_at,
    is_group,
    is_list,
    is_optional,
    is_part,
    keys_of,
    member,
)
from publisher.policy_file.loading import load
from publisher.policy_file.policy_text import BESIDE
from publisher.policy_file.schema import policy_schema, schema_beside, schema_text
from publisher.policy_file.short_forms import in_full, is_named, name_field, named_by
from publisher.policy_file.source import Source, read_source
from wizard.policy import Policy

ROOT = Path(__file__).resolve().parents[2]
POLICIES = [ROOT / "policy.yaml", *sorted((ROOT / "tests" / "policies").glob("*.yaml"))]
FILE = ROOT / "policy.schema.json"
SCHEMA = Draft7Validator(policy_schema())


@dataclass(frozen=True)
class Scalar:
    """A scalar as it is written; in quotes it is a text for every reader."""

    raw: str
    quoted: bool = False


# What YAML 1.2's core schema takes for something else than a text.
RESOLVED: list[tuple[str, Callable[[str], Any]]] = [
    (r"|~|null|Null|NULL", lambda raw: None),
    (r"true|True|TRUE", lambda raw: True),
    (r"false|False|FALSE", lambda raw: False),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+", lambda raw: int(raw[2:], 8)),
    (r"0x[0-9a-fA-F]+", lambda raw: int(raw, 16)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
    (r"[-+]?\.(inf|Inf|INF)", lambda raw: float("inf")),
    (r"\.(nan|NaN|NAN)", lambda raw: float("nan")),
]


def as_an_editor_reads(value: Any) -> Any:
    """The values that an editor's schema sees."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads(child) for key, child in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(child) for child in value]
    resolve = next((of for form, of in RESOLVED if not value.quoted and re.fullmatch(form, value.raw)), str)
    return resolve(value.raw)


def as_the_loader_reads(value: Any) -> Source:
    """The source that the loader sees, without its places."""
    blanks = frozenset(path for path, child in nodes(value) if child == Scalar(""))
    return in_full(Source("p.yaml", raw(value), (), {}, {}, blanks), Policy)


def raw(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: raw(child) for key, child in value.items()}
    return [raw(child) for child in value] if isinstance(value, list) else value.raw


def nodes(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    yield path, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in pairs:
        yield from nodes(child, (*path, key))


def loader_accepts(data: Any) -> bool:
    """Whether the parts are right, each by itself; what is between them is no matter of structure."""
    try:
        load(as_the_loader_reads(data), Policy, lambda policy: ())
    except Refused:
        return False
    return True


def schema_accepts(data: Any) -> bool:
    return bool(SCHEMA.is_valid(as_an_editor_reads(data)))


def written(path: Path) -> dict[str, Any]:
    """The tree of a policy's file, as it is written."""
    tree: dict[str, Any] = _tree(yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader))
    return tree


@cache
def trees() -> list[dict[str, Any]]:
    """Those of all policies."""
    return [written(path) for path in POLICIES]


def _tree(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _tree(child) for key, child in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_tree(child) for child in node.value]
    return Scalar(node.value, node.style is not None)


def shortened(value: Any, random: Random) -> Any:
    """The tree with one or two items of each list: small enough to be damaged thousands of times."""
    if isinstance(value, dict):
        return {key: shortened(child, random) for key, child in value.items()}
    if isinstance(value, list):
        kept = sorted(random.sample(range(len(value)), min(len(value), random.choice((1, 1, 2)))))
        return [shortened(value[at], random) for at in kept]
    return value


# How staff write things: what means something else for one reader than for the other is here above all.
SCALARS = [
    *(
        Scalar(text)
        for text in ("", "~", "null", "no", "yes", "Yes", "true", "FALSE", "on", "off", "y", "0", "1")
    ),
    *(
        Scalar(text)
        for text in ("24", "-3", "+24", "024", "1_000", "24.0", "1.10", "1e3", "0x18", "0o17", ".inf")
    ),
    *(
        Scalar(text)
        for text in (".nan", "09:00", "2026-01-01", "2026-02-30", "2026-1-1", "20260101", "+06:00")
    ),
    *(
        Scalar(text)
        for text in ("2026-11-26T23:00+06:00", "2026-11-26 23:00Z", "2026-11-26", "any", "choice")
    ),
    *(
        Scalar(text, quoted=True)
        for text in ("", " ", "24", "no", "2026-01-01", "null", "covered", " 24 ", "১২")
    ),
]
OTHER_NODES: list[Any] = [
    [],
    {},
    [Scalar("a")],
    {"a": Scalar("b")},
    [[]],
    [{}],
    {"id": [Scalar("x")]},
    *SCALARS,
]


def at(data: Any, path: KeyPath) -> Any:
    for key in path:
        data = data[key]
    return data


def changed(data: Any, path: KeyPath, change: Callable[[Any, Any], Any]) -> Any:
    """A copy in which `change` has been done to the group or list around a path, and the path's last key."""
    if len(path) == 1:
        copy = data.copy()
        change(copy, path[0])
        return copy
    copy = data.copy()
    copy[path[0]] = changed(data[path[0]], path[1:], change)
    return copy


OTHER_KEYS = ("when", "help", "note", "zone", "holidays", "ends", "also", "kind", "days", "always", "odd")


def damaged(data: Any, random: Random) -> Any:
    """The tree with something dropped, renamed, given twice, written in another way, or added."""
    path = random.choice([path for path, _ in nodes(data) if path])
    damage = random.choice((_drop, _rename, _put_something, _requote, _rewrite, _rewrite, _repeat, _add))
    return changed(data, path, lambda around, key: damage(around, key, random))


def _drop(around: Any, key: Any, random: Random) -> None:
    del around[key]


def _rename(around: Any, key: Any, random: Random) -> None:
    if isinstance(around, dict):
        around[random.choice((*OTHER_KEYS, f"{key}s"))] = around.pop(key)


def _put_something(around: Any, key: Any, random: Random) -> None:
    around[key] = random.choice(OTHER_NODES)


def _requote(around: Any, key: Any, random: Random) -> None:
    if isinstance(around[key], Scalar):
        around[key] = Scalar(around[key].raw, not around[key].quoted)


def _rewrite(around: Any, key: Any, random: Random) -> None:
    around[key] = random.choice(SCALARS)


def _repeat(around: Any, key: Any, random: Random) -> None:
    if isinstance(around, list):
        around.insert(key, around[key])


def _add(around: Any, key: Any, random: Random) -> None:
    if isinstance(around, dict):
        around[random.choice(OTHER_KEYS)] = random.choice(OTHER_NODES)
    else:
        around.append(random.choice(OTHER_NODES))


WRONG = ("an unknown key", "a missing key", "another word", "another kind of node")


def broken(data: Any, what: str, random: Random) -> Any:
    """The tree with one thing in it that is wrong in structure."""
    paths = [path for path, _ in nodes(data) if path]
    found: list[Any] = []
    while not found:
        found = list(_broken(data, random.choice(paths), what))
    return random.choice(found)


def _broken(data: Any, path: KeyPath, what: str) -> Iterator[Any]:
    hint = hint_at(Policy, raw(data), path)
    meant = member(hint, raw(at(data, path)))
    around = member(hint_at(Policy, raw(data), path[:-1]), raw(at(data, path[:-1])))
    if what == "an unknown key" and is_part(meant) and isinstance(at(data, path), dict):
        yield changed(data, (*path, "odd"), _put(Scalar("x")))
    needed = is_part(around) and not is_optional(around, path[-1]) and path[-1] != name_field(around)
    if what == "a missing key" and needed:
        yield changed(data, path, lambda of, key: of.pop(key))
    if what == "another word" and get_origin(meant) is Literal:
        others = {"odd", "1", "", "null"}.difference(get_args(meant))
        yield from (changed(data, path, _put(Scalar(text))) for text in sorted(others))
    if what == "another kind of node":
        yield from (changed(data, path, _put(child)) for child in _other_kinds(hint))


def _put(value: Any) -> Callable[[Any, Any], Any]:
    return lambda around, key: around.__setitem__(key, value)


def _other_kinds(hint: Any) -> Iterator[Any]:
    """Nodes of the kinds that are not wanted; a key without anything behind it is of no kind."""
    if not any(map(is_list, choices(hint))):
        yield [Scalar("x")]
    if not any(is_group(choice) or named_by(choice) for choice in choices(hint)):
        yield {"x": Scalar("y")}
    if all(is_list(choice) or (is_group(choice) and not is_named(choice)) for choice in choices(hint)):
        yield Scalar("x")


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_policy_without_findings_is_right_by_the_schema_as_well(path: Path) -> None:
    data = written(path)
    assert [error.message for error in SCHEMA.iter_errors(as_an_editor_reads(data))] == []
    assert raw(data) == read_source(path.read_bytes(), path.name).data


def test_what_the_loader_accepts_the_schema_accepts_too() -> None:
    counts: Counter[tuple[bool, bool]] = Counter()
    random = Random(1)
    for _ in range(300):
        data = shortened(random.choice(trees()), random)
        for _ in range(random.choice((1, 1, 2))):
            data = damaged(data, random)
        said = loader_accepts(data), schema_accepts(data)
        assert said != (True, False), explained(data)
        counts[said] += 1
    assert min(counts[True, True], counts[False, False]) > 36, "the damage is not mixed"


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_in_structure_both_refuse(what: str) -> None:
    random = Random(what)
    for _ in range(100):
        data = broken(shortened(random.choice(trees()), random), what, random)
        assert not loader_accepts(data), data
        assert not schema_accepts(data), data


@pytest.mark.parametrize("word", BESIDE)
def test_a_file_beside_the_policy_names_a_schema_that_takes_its_keys_and_no_others(word: str) -> None:
    path, file = ROOT / f"policy.{word}.yaml", f"policy.{word}.schema.json"
    assert path.read_text("utf-8").startswith(f"# yaml-language-server: $schema={file}\n")
    assert (ROOT / file).read_text("utf-8") == schema_text(word)
    whole = DRAFT7.create_resource(policy_schema())
    schema = Draft7Validator(schema_beside(word), registry=Registry().with_resource(FILE.name, whole))
    data = as_an_editor_reads(written(path))
    assert schema.is_valid(data)
    assert not schema.is_valid({**data, "title": "Another"})
    assert not schema.is_valid(dict.fromkeys(data, "a text"))


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_the_first_line_of_a_policy_names_the_schema(path: Path) -> None:
    first = path.read_text("utf-8").partition("\n")[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == FILE


def test_the_file_is_what_the_vocabulary_says_now() -> None:
    renew = ".venv/bin/python -m publisher.policy_file.schema > policy.schema.json"
    assert FILE.read_text("utf-8") == schema_text(), f"run `{renew}` to renew it"


def test_every_part_and_every_described_key_is_described_to_the_editor() -> None:
    parts = {**policy_schema()["$defs"], "Policy": policy_schema()}
    assert [name for name, part in parts.items() if not part.get("description")] == []
    assert "it must never change once published" in parts["Clause"]["properties"]["id"]["description"]
    assert set(parts["Policy"]["properties"]) == set(keys_of(Policy))


def explained(data: Any) -> str:
    errors = SCHEMA.iter_errors(as_an_editor_reads(data))
    return "\n".join(f"{list(error.absolute_path)}: {error.message[:200]}" for error in errors)
