"""The search as the page reads it: entries, channels, words and the timetable, as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import NamedTuple, TypedDict

from publisher.bundle.keeping import digest
from publisher.language.interface import Language, SearchWords
from publisher.lookup.shapes import Timetable
from publisher.lookup.timetable import timetable_of
from publisher.policy_file.search_entries import SearchEntry, entries_of
from wizard.codec import plain
from wizard.edition import Edition
from wizard.media import USES
from wizard.outcome.plain_links import plain_link
from wizard.policy import Channel, Policy
from wizard.words import fill


class SearchEntries(TypedDict):
    """All that the search can lead to, as rows show it and by what it is found: a list for each field.

    Phrases have a `;` between. Compressed, it is a tenth smaller like this than as a list of objects.
    """

    path: list[str]
    """From the site's root, with the entry's id after the `#`; the id alone where it leads nowhere."""
    title: list[str]
    around: list[str]
    also: list[str]
    joined: list[str]
    """The places in these lists of the entries that tables join it with, with a space between."""


class SearchChannel(TypedDict):
    """A channel as it stands under every list: its name, and the link that opens it, where there is one.

    One of which the policy doesn't say where it is has neither a link nor a way.
    """

    id: str
    name: str
    link: str
    way: str
    later: str
    """What its address becomes with a later edition."""


class SearchData(TypedDict):
    """All that the search needs beside its script."""

    locale: str
    words: SearchWords
    entries: SearchEntries
    channels: list[SearchChannel]
    timetable: Timetable


class SearchFile(NamedTuple):
    """The data as a file of the site, in a folder whose name changes with its content."""

    path: str
    content: bytes
    entries: list[SearchEntry]


def search_file(policy: Policy, edition: Edition, language: Language) -> SearchFile:
    """The search of an edition; the policy has the words for it."""
    entries = entries_of(edition.as_said(policy))
    places = {name: str(place) for place, entry in enumerate(entries) for name in entry.ids}
    later = {channel.id: edition.through(channel).later for channel in policy.channels}
    words = replace(language.search, ignored=f"{language.search.ignored} {policy.company}")
    ignored = {word.casefold() for word in words.ignored.split()}
    spoken = {channel.id for channel in policy.channels if not USES[channel.kind].in_writing}
    told: SearchData = {
        "locale": language.wizard.locale,
        # In this order, and phrases by their ends, all of it compresses best.
        "entries": {
            "also": [_phrases(_sent(entry, ignored)) for entry in entries],
            "title": [title(entry, language) for entry in entries],
            "around": [_around(entry, edition) for entry in entries],
            "joined": [" ".join(places[name] for name in entry.joined) for entry in entries],
            "path": [entry.path or f"#{entry.ids[0]}" for entry in entries],
        },
        # Those of which the policy doesn't say where they are come last.
        "channels": [
            _channel(channel, language, later[channel.id])
            for channel in sorted(policy.channels, key=lambda channel: not channel.address)
        ],
        # When answers are due is not said here, and what is in writing takes tickets whenever they come.
        "timetable": timetable_of(edition, spoken),
        "words": plain(words),
    }
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return SearchFile(f"assets/search-{digest([content], 10)}/search.json", content, entries)


def _sent(entry: SearchEntry, ignored: Collection[str]) -> set[str]:
    """The phrases for an entry, without ignored words where the script would leave these out anyway."""
    if entry.kind == "not-here":
        return set(entry.also)  # One of these has to be typed whole.
    left = {
        text: " ".join(word for word in text.split() if word.casefold() not in ignored) for text in entry.also
    }
    return {short or text for text, short in left.items()}


def _phrases(texts: Iterable[str]) -> str:
    return ";".join(sorted((text.replace(";", ",") for text in texts), key=lambda text: text[::-1]))


def title(entry: SearchEntry, language: Language) -> str:
    """An entry in a line."""
    if entry.kind == "entrance":
        return fill(language.search_page.start, name=entry.title)
    if entry.kind == "clause":
        return fill(language.wizard.clause_whole, label=entry.label, text=entry.title)
    return entry.title


def _around(entry: SearchEntry, edition: Edition) -> str:
    """What stands around an entry, in a line; of a channel through time."""
    channel = edition.channels.get(entry.ids[0])
    pieces = _through_time(channel, edition) if channel else entry.around
    return " · ".join(filter(None, pieces))


def _through_time(channel: Channel, edition: Edition) -> tuple[str, ...]:
    # Hours help nobody who can't find the way there.
    there = (edition.hours_said(channel), channel.address) if channel.address else ()
    return (*there, edition.promised(channel), edition.through(channel).later)


def _channel(channel: Channel, language: Language, later: str) -> SearchChannel:
    way = fill(language.wizard.ways[channel.kind], name=channel.name, address=channel.address)
    return {
        "id": channel.id,
        "name": channel.name,
        "link": plain_link(channel) if channel.address else "",
        "way": way if channel.address else "",
        "later": later,
    }
