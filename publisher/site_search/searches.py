"""Tries the policy's own searches with the page's own script, under Node.js."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from publisher.bundle.node_scripts import run
from publisher.policy_file.findings import Finding, shown
from publisher.policy_file.policy_text import Loaded
from publisher.site_search.data import SearchFile


class Found(TypedDict):
    """What a phrase leads to first, by ids, and whether it is told that there may be no answer to it."""

    ids: list[str]
    doubtful: bool


def failed_searches(loaded: Loaded, search: SearchFile, scripts: Path, node: Path) -> Iterator[Finding]:
    """Each of the policy's searches that doesn't find its entry; `scripts` are the page's. Raises NotMade."""
    searches = loaded.policy.searches
    found = found_by(list(searches), search, scripts, node) if searches else {}
    own = {id: entry.ids[0] for entry in search.entries for id in entry.ids}
    for phrase, id in searches.items():
        ids = found[phrase]["ids"]
        if own[id] not in ids:
            first = f"these are: {', '.join(ids)}" if ids else "nothing is found"
            message = f"{shown(phrase)} does not find '{id}' among the first three; {first}. "
            message += f"Add words of it to the 'also' of '{own[id]}'."
            yield loaded.source.finding(("searches", phrase), message)


def found_by(phrases: list[str], search: SearchFile, scripts: Path, node: Path) -> dict[str, Found]:
    """What is found first, by phrase. Raises NotMade."""
    with TemporaryDirectory() as folder:
        data, asked, out = (Path(folder) / name for name in ("data.json", "phrases.json", "found.json"))
        data.write_bytes(search.content)
        asked.write_text(json.dumps(phrases), "utf-8")
        run(node, "searches.mjs", scripts, data, asked, out)
        found: dict[str, Found] = json.loads(out.read_bytes())
    return found
