"""The pages of several editions: where each one's lie, what they say of its time, what stood there before.

The edition of the policy's own file has the plain addresses, and every edition has pages of its own below
`editions/DAY/`, at addresses that last. Nothing depends on when a site is made: each page says in words from
when to when its edition holds, and a script marks whether that is today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from publisher.analysis.difference.numbers import has_number
from publisher.language.calendar_words import day, period, zone_name
from publisher.language.interface import Language, SiteWords
from publisher.language.page_list import clause_path
from publisher.pages.page_data import EditionsData, EditionWizard, WizardParts
from publisher.policy_file.channels_in_time import states
from publisher.policy_file.editions import FOLDER, place_of
from wizard.dates import DAY
from wizard.edition import Edition
from wizard.facts import begins
from wizard.outcome.instants import in_utc
from wizard.policy import Channel, Reading
from wizard.words import fill

CHANGES = "changes/"
FEED = f"{CHANGES}feed.xml"


@dataclass(frozen=True)
class EditionPages:
    """An edition, its words, and what its pages show of the wizard."""

    edition: Edition
    language: Language
    wizard: WizardParts

    @property
    def day(self) -> str:
        """Its first day, by ISO."""
        return self.edition.policy.effective.isoformat()

    @property
    def folder(self) -> str:
        """Where its pages lie, from the site's root."""
        return f"{place_of(self.edition)}/"

    @cached_property
    def begins(self) -> str:
        """The first instant at which it holds, in UTC."""
        return in_utc(begins(self.edition))

    def clause(self, id: str) -> str:
        """Where a clause stands, from the site's root; empty where it has none."""
        cited = self.edition.clauses.get(id)
        return f"{self.folder}{clause_path(cited)}" if cited else ""


class Otherwise(NamedTuple):
    """What another edition has otherwise of a clause or its number, with the words there and their page.

    Each is empty where there is none.
    """

    says: str
    address: str = ""
    text: str = ""


class Stay(NamedTuple):
    """A channel as it is on some days, in words; from when it `begins`, in UTC, until it `ends`, or for ever.

    `was`: before the day of the edition whose page shows it.
    """

    days: str
    channel: Channel
    begins: str
    ends: str
    was: bool


def stays(edition: Edition, channel: Channel) -> list[Stay]:
    """A channel of an edition through time, if it is another one on some days."""
    first, *others = states(edition, channel)
    # Where it is reached as before, it stays.
    found = [first, *(state for state in others if state.elsewhere)]
    ends = [*(state.since for state in found[1:]), edition.through(channel).ends]
    own = in_utc(begins(edition))
    return [
        Stay(state.days, state.channel, state.since, end, was=bool(end) and end <= own)
        for state, end in zip(found, ends, strict=True)
    ]


def open_since(edition: Edition, channel: Channel, words: SiteWords) -> Stay | None:
    """From when on a channel is open by its hours, where it was by others before."""
    own, first = edition.hours_said(channel), in_utc(begins(edition))
    if all(state.hours == own for state in states(edition, channel) if state.since < first):
        return None
    return Stay(period(edition.policy.effective, None, words), channel, first, "", was=False)


def in_force(edition: Edition, words: SiteWords) -> str:
    """From when to when an edition holds, in words that are right before its day, too."""
    first, last = day(edition.policy.effective, words), edition.last_day
    if last is None:
        return fill(words.editions.since, first=first)
    return fill(words.editions.between, first=first, last=day(last, words))


def begun_by(edition: Edition, words: SiteWords) -> str:
    """By which clock the days of editions begin."""
    return fill(words.editions.days, zone=zone_name(edition.policy.zone))


class ReadingsToCome(NamedTuple):
    """The readings of an edition to come that are none of another one: when it holds, and its file."""

    period: str
    file: str
    readings: tuple[Reading, ...]


class ThroughTime(NamedTuple):
    """The editions of a site in their order."""

    all: tuple[EditionPages, ...]
    words: SiteWords

    @property
    def several(self) -> bool:
        """Whether there is more than one."""
        return len(self.all) > 1

    def later(self, of: Edition) -> list[EditionPages]:
        """The editions that follow another one, the next first."""
        return [pages for pages in self.all if pages.edition.policy.effective > of.policy.effective]

    def earlier(self, of: Edition) -> list[EditionPages]:
        """The editions before another one, the last first."""
        return [pages for pages in reversed(self.all) if pages.edition.policy.effective < of.policy.effective]

    def after(self, of: Edition) -> EditionPages | None:
        """The edition that follows another one."""
        return next(iter(self.later(of)), None)

    def readings_to_come(self, of: Edition) -> Iterator[ReadingsToCome]:
        """What each edition behind another one leaves open otherwise, for the staff."""
        known = of.policy.unconfirmed
        for pages in self.later(of):
            others = tuple(reading for reading in pages.edition.policy.unconfirmed if reading not in known)
            if others:
                file = f"{FOLDER}/{pages.day}.yaml"
                yield ReadingsToCome(in_force(pages.edition, self.words), file, others)

    def was(self, of: Edition, id: str) -> list[Otherwise]:
        """What a clause and its number were before, where that was something else, and what it becomes.

        Of a channel that is said beside its address and its promise.
        """
        earlier = self.earlier(of)
        was = [*self._was(of, earlier[0], id)] if earlier else []
        return was if id in of.channels else [*was, *self._goes(of, id), *self.becomes(of, id)]

    def _was(self, of: Edition, earlier: EditionPages, id: str) -> Iterator[Otherwise]:
        words, label, last = self.words.editions, self.words.label, self._day_before(of)
        cited, now = earlier.edition.clauses.get(id), of.clauses[id]
        if cited is None:
            yield self._came(of, id)
        if cited and cited.text != now.text:
            yield Otherwise(fill(words.was, last=last), earlier.clause(id), cited.text)
        if cited and cited.label != now.label:
            number = fill(label, label=cited.label)
            yield Otherwise(fill(words.was_number, last=last, number=number), earlier.clause(id))
        if other := has_number(of, earlier.edition, id):
            number = fill(label, label=other.label)
            had = fill(words.had_number, last=last, number=number)
            yield Otherwise(had, earlier.clause(other.id), other.text)

    def _came(self, of: Edition, id: str) -> Otherwise:
        """That a clause is new; of one that was there, what it was then."""
        first, following = self._first_day(of), of
        for pages in self.earlier(of):
            if then := pages.edition.clauses.get(id):
                said = fill(self.words.editions.back, first=first, last=self._day_before(following))
                text = "" if then.text == of.clauses[id].text else then.text
                return Otherwise(said, pages.clause(id), text)
            following = pages.edition
        return Otherwise(fill(self.words.editions.new, first=first))

    def _goes(self, of: Edition, id: str) -> Iterator[Otherwise]:
        """That the next edition doesn't have a clause."""
        later = self.after(of)
        if later and id not in later.edition.clauses:
            last = self._day_before(later.edition)
            yield Otherwise(fill(self.words.editions.only_until, last=last))

    def becomes(self, of: Edition, id: str) -> Iterator[Otherwise]:
        """What a clause says in later editions, each from its day on, where that is something else."""
        text = of.clauses[id].text
        for pages in self.later(of):
            there = pages.edition.clauses.get(id)
            if there and there.text != text:
                first, text = self._first_day(pages.edition), there.text
                said = fill(self.words.editions.from_day, first=first, text=text)
                yield Otherwise(said, pages.clause(id))

    def _first_day(self, of: Edition) -> str:
        return day(of.policy.effective, self.words)

    def _day_before(self, of: Edition) -> str:
        """The last day before an edition's first one."""
        return day(of.policy.effective - DAY, self.words)

    def told(self, contents: Mapping[str, Any], own: Edition) -> dict[str, Any]:
        """What the frame of each page says of its edition, by the edition's first day."""
        editions = {pages.day: self._told(pages, contents[pages.folder]) for pages in self.all}
        words = self.words.editions
        return {
            "own": own.policy.effective.isoformat(),
            "all": editions,
            "searches": self._searches(own),
            "words": {"ended": words.ended, "coming": words.coming, "today": words.today},
            "days": begun_by(own, self.words),
            "changes": CHANGES,
            "changes_title": self.words.titles["changes"],
        }

    def _told(self, pages: EditionPages, contents: Any) -> dict[str, Any]:
        later = self.after(pages.edition)
        return {
            "period": in_force(pages.edition, self.words),
            "name": fill(self.words.editions.other, first=self._first_day(pages.edition)),
            "begins": pages.begins,
            "ends": later.begins if later else "",
            "folder": pages.folder,
            **contents,
        }

    def _searches(self, own: Edition) -> list[list[str]]:
        """Of each edition's search: from when on it answers, its file, to which folder's pages, its period.

        Before all editions it is the first one's; the edition of the policy's own file has the plain pages.
        """
        first = self.all[0]
        return [
            [
                "" if pages is first else pages.begins,
                pages.wizard.search.path,
                "" if pages.edition is own else pages.folder,
                in_force(pages.edition, self.words),
            ]
            for pages in self.all
        ]

    def data(self, out: str) -> EditionsData:
        """What an edition's wizard needs to know of the others; `out` is the way to the site's root."""
        wizards = [
            EditionWizard(
                day=pages.day,
                date=self._first_day(pages.edition),
                begins=pages.begins,
                page=f"{out}{pages.folder}wizard/",
            )
            for pages in self.all
        ]
        return EditionsData(wizards, f"{out}wizard/", self.words.editions)


def through_time(editions: Iterable[EditionPages], words: SiteWords) -> ThroughTime:
    """Editions as a site tells of them."""
    return ThroughTime(tuple(sorted(editions, key=lambda pages: pages.begins)), words)
