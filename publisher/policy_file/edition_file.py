"""From the files that staff edit to an edition: read, validated, with the clocks of its zones.

Raises Refused with everything that is wrong in a file, each with its line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.language.interface import Language
from publisher.policy_file.checks.addresses import check_addresses
from publisher.policy_file.checks.figures import check_figures
from publisher.policy_file.checks.identities import check_identities
from publisher.policy_file.checks.meanings import check_meanings
from publisher.policy_file.checks.references import check_references
from publisher.policy_file.findings import Problem, Refused
from publisher.policy_file.loading import load
from publisher.policy_file.source import Source, read_source
from publisher.policy_file.zones import changes
from wizard.codec import encode
from wizard.edition import Edition
from wizard.hours import fixed_offset
from wizard.policy import Policy

YEARS_BEFORE, YEARS_AFTER, AT_LEAST_UNTIL = 1, 20, 2060
"""For how long around the effective date the edition knows its zones' clocks; a policy can be old."""


@dataclass(frozen=True)
class Loaded:
    """A policy's file as an edition, with the words of its language, and the places of its parts."""

    source: Source
    edition: Edition
    language: Language


def load_edition(path: Path, words: Path) -> Loaded:
    """The edition of a policy's file; `words` is the folder of the words files. Raises Refused."""
    source = read_source(path, path.name)
    policy = load(source, Policy, check_policy)
    known = sorted(one.stem for one in words.glob("*.yaml"))
    if policy.language not in known:
        message = (
            f"there are no words for the language '{policy.language}'; there are some for: {', '.join(known)}"
        )
        raise Refused([source.finding(("language",), message)])
    language = load_language(words, policy.language)
    return Loaded(source, edition_of(policy, language), language)


def load_policy(path: Path) -> Policy:
    """The policy in a file. Raises Refused."""
    return load(read_source(path, path.name), Policy, check_policy)


def load_language(folder: Path, language: str) -> Language:
    """The words of a language. Raises Refused."""
    path = folder / f"{language}.yaml"
    return load(read_source(path, path.name), Language, _no_more_checks)


def check_policy(policy: Policy, gone: frozenset[str]) -> Iterator[Problem]:
    """What is wrong between the parts of a policy; parts that were cut out of it (`gone`) count as known."""
    yield from check_identities(policy)
    yield from check_references(policy, gone)
    yield from check_meanings(policy, gone)
    yield from check_figures(policy)
    yield from check_addresses(policy)


def edition_of(policy: Policy, language: Language) -> Edition:
    """What the engine decides by; its digest changes with any word of the policy."""
    year = policy.effective.year
    first, last = year - YEARS_BEFORE, max(year + YEARS_AFTER, AT_LEAST_UNTIL)
    named = {zone for zone in (policy.zone, *(one.zone for one in policy.hours)) if zone}
    zones = {zone: changes(zone, first, last) for zone in sorted(named) if fixed_offset(zone) is None}
    return Edition(policy, language.engine, _digest(policy), zones)


def _digest(policy: Policy) -> str:
    text = json.dumps(encode(policy), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _no_more_checks(language: Language, gone: frozenset[str]) -> Iterable[Problem]:
    return ()
