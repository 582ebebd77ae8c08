"""Tries the policy's own searches with the page's own script, under Node.js."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from publisher.bundle.node_scripts import run
from publisher.policy_file.findings import shown
from publisher.policy_file.policy_text import Loaded, Wrong
from publisher.policy_file.search_entries import SearchEntry
from publisher.site_search.data import SearchFile
from wizard.policy import Policy

ADDRESS = re.compile(r"\+?[\d\s()./-]{5,}|\S+@\S+")
"""A number that is called, or an e-mail address."""


class Found(TypedDict):
    """What a phrase leads to first, by ids, and whether it is told that there may be no answer to it."""

    ids: list[str]
    doubtful: bool
    called: list[str]
    """The entries that have just these words for their own."""


def failed_searches(
    editions: Collection[tuple[Loaded, SearchFile]], scripts: Path, node: Path
) -> list[Wrong]:
    """Each search that doesn't find its entry in an edition, or that another entry is called by.

    `scripts` are the page's. One for what only another edition has is tried there. Raises NotMade.
    """
    entries = [{name: entry for entry in search.entries for name in entry.ids} for _, search in editions]
    phrases = [
        [phrase for phrase, id in loaded.policy.searches.items() if id in there]
        for (loaded, _), there in zip(editions, entries, strict=True)
    ]
    failed: list[Wrong] = []
    found = found_by(phrases, [search for _, search in editions], scripts, node)
    for (loaded, _), there, answers in zip(editions, entries, found, strict=True):
        where = f" (in {loaded.source.name}, from {loaded.policy.effective})" if len(editions) > 1 else ""
        for phrase, answer in answers.items():
            id = loaded.policy.searches[phrase]
            gone = _old_address(phrase, loaded.policy, id)
            if wrong := _wrong(phrase, id, there, answer, gone):
                failed.append((loaded, loaded.source.finding(("searches", phrase), f"{wrong}{where}")))
    return failed


def _wrong(phrase: str, id: str, entries: Mapping[str, SearchEntry], found: Found, gone: str) -> str:
    """What is wrong with what a phrase finds; empty where it is right. An old address may be `gone`."""
    ids, wanted = found["ids"], entries[id]
    if wanted.ids[0] not in ids and gone:
        return gone
    if wanted.ids[0] not in ids:
        first = f"these are: {', '.join(ids)}. If '{ids[0]}' is right, write that here; or" if ids else ""
        return (
            f"{shown(phrase)} does not find '{id}' among the first three; {first or 'nothing is found;'} "
            f"add words of it to 'found_by', for '{id}'."
        )
    # What tables join is one answer in two places.
    same = {wanted.ids[0], *(entries[other].ids[0] for other in wanted.joined)}
    if found["called"] and same.isdisjoint(found["called"]):
        other = entries[found["called"][0]].ids[-1]
        return (
            f"{shown(phrase)} has just the words of '{other}', so it leads there rather than "
            f"to '{id}'. Write '{other}' here, or take these words from '{other}'."
        )
    return ""


def _old_address(phrase: str, policy: Policy, id: str) -> str:
    """What to do about a phrase that is no address of a channel any more; empty where it is none."""
    address = next((channel.address for channel in policy.channels if channel.id == id), "")
    if not address or not ADDRESS.fullmatch(phrase):
        return ""
    return (
        f"{shown(phrase)} is no address of '{id}' any more, which has {shown(address)}. Write that here; or, "
        f"while an edition or customers still have the old one, add it to 'found_by', for '{id}'."
    )


def found_by(
    phrases: Sequence[list[str]], searches: Sequence[SearchFile], scripts: Path, node: Path
) -> list[dict[str, Found]]:
    """What is found first by the phrases for each search, by phrase. Raises NotMade."""
    if not any(phrases):
        return [{} for _ in searches]
    with TemporaryDirectory() as folder:
        asked, out = Path(folder, "asked.json"), Path(folder, "found.json")
        data = [json.loads(search.content) for search in searches]
        asked.write_text(json.dumps([*zip(data, phrases, strict=True)]), "utf-8")
        run(node, "searches.mjs", scripts, asked, out)
        found: list[dict[str, Found]] = json.loads(out.read_bytes())
    return found
