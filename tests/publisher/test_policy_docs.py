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
from publisher.policy_file.short_forms import in_full
from publisher.policy_file.source import read_source
from wizard.policy import Policy

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


def in_full_data(text: str) -> Any:
    """What a text says, with nothing in short."""
    return in_full(read_source(text.encode(), "policy.yaml"), Policy).data


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
    policy = put(in_full_data(NEW), in_full_data(example))
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


@pytest.mark.parametrize(
    "path",
    [*sorted(ROOT.glob("policy*.yaml")), ROOT / "publisher/new_policy.yaml"],
    ids=lambda path: path.stem,
)
def test_each_block_of_a_policy_is_led_by_a_sentence_that_says_what_to_do_there(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    keys = [number for number, line in enumerate(lines) if re.match("[a-z_]+:", line)]
    led = [lines[number - 1] for number in keys if number - 1 not in keys]
    assert led
    assert [line for line in led if not re.fullmatch(r"# .*[.\]}\"`]", line)] == []


def test_the_real_policy_has_at_most_650_lines() -> None:
    assert (ROOT / "policy.yaml").read_text("utf-8").count("\n") <= 650
