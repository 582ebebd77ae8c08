"""Words of the search that were left behind where what they name was replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.policy_file.findings import KeyPath, Problem, shown
from wizard.policy import Channel, Policy

LEAST_LETTERS = 4
"""Shorter words of a channel's name say little."""


def words_left(policy: Policy, published: Policy) -> Iterator[Problem]:
    """The words and searches that name a product or version that is gone, or lead past a new channel."""
    words = list(_words(policy))
    for name in _names(published) - _names(policy):
        for path, text, _ in words:
            if re.search(rf"\b{re.escape(name)}\b", text.casefold()):
                yield Problem(
                    path, f"{shown(text)} is searched for here, and there is no {shown(name)} any more"
                )
    known = {channel.id for channel in published.channels}
    for channel in (one for one in policy.channels if one.id not in known):
        for path, text, leads in words:
            if leads != channel.id and leads in known and _calls(text, channel):
                message = f"{shown(text)} leads to '{leads}', and there is {shown(channel.name)} now"
                yield Problem(path, f"{message}: should it lead to '{channel.id}'?")


def _words(policy: Policy) -> Iterator[tuple[KeyPath, str, str]]:
    """What customers type, with its place and the id of what it leads to."""
    for id, words in policy.found_by.items():
        yield from ((("found_by", id, at), text, id) for at, text in enumerate(words))
    yield from ((("searches", text), text, leads) for text, leads in policy.searches.items())


def _names(policy: Policy) -> set[str]:
    """What products and versions are called, as customers type it."""
    versions = {f"version {release.version}" for product in policy.products for release in product.releases}
    return {product.name.casefold() for product in policy.products} | versions


def _calls(text: str, channel: Channel) -> bool:
    """Whether a text calls a channel by its name, or is a word of that."""
    name, text = channel.name.casefold(), text.casefold()
    return name in text or (len(text) >= LEAST_LETTERS and text in name.split())
