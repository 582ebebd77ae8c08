"""What docs/policy.md says of policy.yaml is so: every key is in it, and every example builds."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from publisher.analysis.acceptance import accept
from publisher.analysis.verify import verify
from publisher.new_policy import new_policy
from publisher.policy_file.edition_file import load_edition

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs/policy.md").read_text("utf-8")
MORE = (ROOT / "docs/policy-cases.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", DOCS, flags=re.DOTALL)
NEW = new_policy("Acme", "help@acme.example", date(2026, 11, 26))


def keys(schema: Any) -> set[str]:
    """The names of all keys that a schema knows."""
    if isinstance(schema, list):
        return set().union(*map(keys, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", ())).union(*map(keys, schema.values()))


def test_every_key_stands_in_the_docs() -> None:
    known = keys(json.loads((ROOT / "policy.schema.json").read_text("utf-8")))
    named = set(re.findall(r"[\w-]+(?=[`:])", DOCS + MORE))
    assert known - named == set()


def put(into: Any, piece: Any) -> Any:
    """A piece put in: keys into mappings, parts into lists by their ids; all else replaces what was there.

    A new part goes before the one that follows it in the piece, or to the end.
    """
    if isinstance(into, dict) and isinstance(piece, dict):
        return into | {key: put(into.get(key), value) for key, value in piece.items()}
    if not isinstance(into, list) or not all(
        isinstance(one, dict) and "id" in one for one in (*into, *piece)
    ):
        return piece
    parts = {one["id"]: one for one in into}
    order, place = list(parts), len(parts)
    for one in reversed(piece):
        if one["id"] not in parts:
            order.insert(place, one["id"])
        place, parts[one["id"]] = order.index(one["id"]), put(parts.get(one["id"]), one)
    return [parts[id] for id in order]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_builds_in_the_policy_to_begin_with(tmp_path: Path, example: str) -> None:
    path = tmp_path / "policy.yaml"
    policy = put(yaml.load(NEW, yaml.BaseLoader), yaml.load(example, yaml.BaseLoader))  # noqa: S506
    path.write_text(yaml.safe_dump(policy, allow_unicode=True, sort_keys=False), "utf-8")
    accept(load_edition(path, ROOT / "site_src/words"))


@pytest.mark.parametrize("company", ["Acme", 'A "B" \\ Co: #1', "বিজমিক"])
def test_the_policy_to_begin_with_leaves_nothing_to_remark(tmp_path: Path, company: str) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(new_policy(company, "help@acme.example", date(2028, 2, 29)), "utf-8")
    loaded = load_edition(path, ROOT / "site_src/words")
    assert loaded.policy.company == company
    report = verify(loaded.edition, loaded.source)
    assert (report.errors, report.remarks) == ((), ())
