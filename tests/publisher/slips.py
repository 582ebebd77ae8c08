"""Slips of the hand in a policy: every value damaged as people do it, and what is said of each.

.venv/bin/python -m tests.publisher.slips          reports the shares for 1,500 of them
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Literal

from publisher.analysis.acceptance import accept
from publisher.policy_file.checks.figures import COUNTED
from publisher.policy_file.edition_file import load_text
from publisher.policy_file.findings import KeyPath, Refused
from publisher.policy_file.policy_text import Loaded, RawText
from publisher.policy_file.source import Source, read_source

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "site_src" / "words"
POLICIES = (ROOT / "policy.yaml", *sorted((ROOT / "tests" / "policies").glob("*.yaml")))
DAY = re.compile(r"(\d{4})-(0\d|1[0-2])-(0\d|1[0-2])")
UNIT = re.compile(r"\s*\b(?:minutes?|hours?|days?|weeks?|months?|years?|AM|PM|am|pm)\b")
Told = Literal["refused", "remarked on", "seen in diff", "no difference"]


@dataclass(frozen=True)
class Slip:
    """A policy with one value damaged."""

    policy: Path
    kind: str
    path: KeyPath
    text: str


def slips(policy: Path) -> Iterator[Slip]:
    """Every slip of every value of a policy."""
    raw = policy.read_text("utf-8")
    source, lines = read_source(raw.encode(), policy.name), raw.split("\n")
    for path, value in values(source.data):
        line, column = source.places[path]
        at = lines[line - 1].find(value, column - 1)
        if at < 0 or not value:
            continue
        for kind, new in damaged(value):
            changed = lines[line - 1][:at] + new + lines[line - 1][at + len(value) :]
            yield Slip(policy, kind, path, "\n".join([*lines[: line - 1], changed, *lines[line:]]))
        above = lines[line - 2] if line > 1 else ""
        if above.strip() and not above.lstrip().startswith("#"):
            yield Slip(policy, "line above", path, "\n".join([*lines[: line - 1], above, *lines[line:]]))


def values(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every scalar of a file, with its path."""
    if isinstance(value, str):
        yield path, value
        return
    for key, child in value.items() if isinstance(value, dict) else enumerate(value):
        yield from values(child, (*path, key))


def damaged(value: str) -> Iterator[tuple[str, str]]:
    """A value after each slip that it can suffer, with what happened."""
    for digit in re.finditer(r"\d", value):
        other = str((int(digit[0]) + 1) % 10)
        yield "digit off", value[: digit.start()] + other + value[digit.end() :]
    swapped = DAY.sub(r"\1-\3-\2", value)
    if swapped != value:
        yield "day and month", swapped
    if UNIT.search(value):
        yield "unit left out", UNIT.sub("", value, count=1)
    words = value.split(" ")
    if len(words) > 1:
        middle = len(words) // 2
        yield "word left out", " ".join([*words[:middle], *words[middle + 1 :]])


def loaded(policy: Path, text: str) -> Loaded:
    """The edition that a text makes. Raises Refused."""
    return load_text(RawText(text.encode(), policy.name), WORDS)


def told(slip: Slip, before: Loaded, remarks: Counter[str]) -> Told:
    """What is said of a slip in a policy that was right `before`."""
    try:
        now = loaded(slip.policy, slip.text)
        report = accept(now)
    except Refused:
        return "refused"
    if Counter(one.message for one in report.remarks) - remarks:
        return "remarked on"
    return "seen in diff" if now.policy != before.policy else "no difference"


def contradicted(source: Source, path: KeyPath) -> bool:
    """Whether a figure stands beside words of its own clause that say it."""
    around = around_of(source, path)
    if path[-1] in ("hours", "minutes", "days") and not {"target", "cells", "further"}.isdisjoint(path):
        return not around.get("in_words")
    return path[-1] in COUNTED and not around.get("in_words")


def around_of(source: Source, path: KeyPath) -> dict[str, Any]:
    """The group that a value stands in."""
    data: Any = source.data
    for key in path[:-1]:
        data = data[key]
    return data if isinstance(data, dict) else {}


def main(most: int = 1_500) -> None:
    """Report what is said of so many slips, by kind."""
    every = [slip for policy in POLICIES for slip in slips(policy)]
    chosen = Random(12).sample(every, min(most, len(every)))
    before = {policy: loaded(policy, policy.read_text("utf-8")) for policy in POLICIES}
    remarks = {policy: Counter(one.message for one in accept(of).remarks) for policy, of in before.items()}
    counts: Counter[tuple[str, Told]] = Counter()
    for slip in chosen:
        counts[slip.kind, told(slip, before[slip.policy], remarks[slip.policy])] += 1
    print(f"{len(chosen)} of {len(every)} slips")
    for kind, said in sorted(counts):
        print(f"{kind:15} {said:13} {counts[kind, said]:5}")
    for said in ("refused", "remarked on", "seen in diff", "no difference"):
        number = sum(count for (_, of), count in counts.items() if of == said)
        print(f"{said:29} {number:5}  {number / len(chosen):.0%}")


if __name__ == "__main__":
    main()
