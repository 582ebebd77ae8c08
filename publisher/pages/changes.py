"""What changes from one edition of a policy to the next, for whom, as a page and as a feed tell it.

It is the comparison that `diff` makes, in the words of the site's language; nothing of it is written by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from publisher.analysis.difference.answers import GONE, NEW_ANSWER
from publisher.analysis.difference.comparing import NO_ANSWER, compare_in_force
from publisher.analysis.difference.foremost import foremost
from publisher.analysis.difference.hours_told import Said, both_told
from publisher.analysis.difference.numbers import change_of, renumbered
from publisher.analysis.difference.report import Changed, Customers, Fact, ended, report_of
from publisher.language.calendar_words import day
from publisher.language.interface import Language
from publisher.pages.also_changed import Wording, also_changed, in_either
from publisher.pages.edition_pages import EditionPages, ThroughTime
from wizard.edition import Edition
from wizard.words import fill

MOST = 7
"""Groups of customers that are told at once; further ones are folded."""
EASY = 3
"""Facts that are read with ease; of more, those that leave out no case are not told."""


class Sentence(NamedTuple):
    """What becomes otherwise, and for which groups of customers; what has several parts says each."""

    what: str
    who: tuple[str, ...] = ()
    parts: tuple[Sentence, ...] = ()

    def __str__(self) -> str:
        return "\n".join((self.what, *self.who, *map(str, self.parts)))


class Numbers(NamedTuple):
    """Which clauses stand under which other number now, and where the first of them is."""

    says: str
    address: str


class EditionChange(NamedTuple):
    """What one edition changes."""

    of: EditionPages
    before: EditionPages
    title: str
    foremost: tuple[Sentence, ...]
    further: tuple[Sentence, ...]
    """What becomes otherwise and for whom; what matters most comes first."""
    finished: bool
    """Whether all cases could be looked through."""
    numbers: tuple[Numbers, ...]
    """What became of the numbers of clauses that both editions have."""
    wordings: tuple[Wording, ...]
    others: tuple[Wording, ...]
    """What else reads otherwise."""


def changes_of(through: ThroughTime, language: Language) -> list[EditionChange]:
    """What each edition but the first changes, the newest first."""
    ends = [*(pages.edition.policy.effective for pages in through.all[2:]), date.max]
    turns = [*zip(pairwise(through.all), ends, strict=True)]
    return [_change(before, of, language, until) for (before, of), until in reversed(turns)]


def _change(before: EditionPages, of: EditionPages, language: Language, until: date) -> EditionChange:
    compared = compare_in_force(before.edition, of.edition, until)
    report = report_of(compared, (before.day, of.day), (before.language, of.language))
    told = _Telling(language, of.edition.policy.effective)
    by_answer = _by_answer(report.outcomes)
    first = foremost([*by_answer], MOST)
    later = [customers for customers in by_answer if customers not in first]
    main, further = (
        tuple(dict.fromkeys(told.sentence(by_answer[customers]) for customers in group))
        for group in (first, later)
    )
    first_day = day(of.edition.policy.effective, language.site)
    return EditionChange(
        of=of,
        before=before,
        title=fill(language.changes.from_day, first=first_day),
        foremost=main,
        further=further,
        finished=not report.unfinished,
        numbers=tuple(_numbers(before, of, language)),
        wordings=(*_wordings(before, of, language), *_ways(compared.editions, before, of, language)),
        others=tuple(also_changed(report.wording, (before.edition, of.edition), language)),
    )


def _by_answer(outcomes: Iterable[Customers]) -> dict[Customers, list[Customers]]:
    """The outcomes of each answer that is new or gone together, what matters most first, by that one."""
    found: dict[tuple[object, ...], list[Customers]] = {}
    for customers in outcomes:
        for answers in dict.fromkeys(map(_new_answers, customers.where)):
            where = tuple(box for box in customers.where if _new_answers(box) == answers)
            # What is no such outcome stands for itself.
            key = (answers, customers.changes[0].new == GONE) if answers else (customers,)
            found.setdefault(key, []).append(replace(customers, where=where))
    ordered = (foremost(group, len(group)) for group in found.values())
    return {group[0]: group for group in ordered}


def _new_answers(box: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(replace(fact, is_occasion=False) for fact in box if fact.is_new)


class _Telling:
    """Puts into the site's words whom a change concerns and what it is."""

    def __init__(self, language: Language, since: date) -> None:
        self._words, self._site, self._since = language.changes, language.site, since
        self._none = language.none

    def sentence(self, those: Sequence[Customers]) -> Sentence:
        """What becomes otherwise for some customers; of several the outcomes of one answer."""
        answers = _new_answers(those[0].where[0]) if those[0].where else ()
        if not answers:
            return self._said(those[0], self._changed)
        gone = those[0].changes[0].new == GONE
        shape = self._words.gone if gone else self._words.fresh
        facts = "; ".join(map(self._fact, answers))
        # Of a refusal, that there is no level and so on goes without saying.
        told = (replace(customers, changes=self._some(customers.changes)) for customers in those)
        parts = (self._said(customers, self._outcome, with_answer=True) for customers in told)
        return Sentence(fill(shape, facts=facts), parts=tuple(parts))

    def _said(
        self, customers: Customers, say: Callable[[Changed], str], *, with_answer: bool = False
    ) -> Sentence:
        what = "; ".join(map(say, customers.changes))
        boxes = ([fact for fact in box if not (with_answer and fact.is_new)] for box in customers.where)
        who = [self._group(box) for box in boxes if box or not with_answer]
        if not customers.all_told:
            who.append(self._words.and_others)
        return Sentence(ended(what[:1].upper() + what[1:]), tuple(who))

    def _group(self, facts: Sequence[Fact]) -> str:
        if not facts:
            return self._words.everyone
        if len(facts) > EASY:
            facts = [fact for fact in facts if fact.is_unsure or not fact.is_occasion]
        return fill(self._words.group, facts="; ".join(map(self._fact, facts)))

    def _some(self, changes: tuple[Changed, ...]) -> tuple[Changed, ...]:
        some = tuple(change for change in changes if self._none not in (change.old, change.new))
        return some or changes

    def _outcome(self, change: Changed) -> str:
        """What an answer leads to, or led to."""
        if change.kind == "answer":
            return self._changed(change)
        value = (change.old if change.new == GONE else change.new) or ""
        return fill(self._words.fact, name=self._words.kinds.get(change.kind, change.what), values=value)

    def _fact(self, fact: Fact) -> str:
        values = f" {self._words.alternative} ".join(fact.values).replace("->", "→")
        version, on = fact.example
        if fact.but:
            values = fill(self._words.but, values=values)
        elif on >= self._since.isoformat():
            on = day(date.fromisoformat(on), self._site)
            values = fill(self._words.example, values=values, version=version, day=on)
        # What a table decides is called by its question, which is answered here.
        return fill(self._words.fact, name=fact.name.rstrip("? \u00a0"), values=values)

    def _changed(self, change: Changed) -> str:
        if change.kind == "answer":
            said = {NEW_ANSWER: self._words.new_answer, NO_ANSWER: self._words.new_answer}
            return said.get(change.old or "", self._words.no_answer)
        what = self._words.kinds.get(change.kind, change.what)
        if change.kind == "emergency":
            what = fill(self._words.emergency, name=change.what)
        if change.old is None or change.new is None:
            shape = self._words.now if change.old is None else self._words.no_longer
            return fill(shape, what=what, name=change.new or change.old or "")
        return fill(self._words.becomes, what=what, old=change.old, new=change.new)


def _numbers(before: EditionPages, of: EditionPages, language: Language) -> Iterator[Numbers]:
    # A section and a part of it may share a number.
    found = reversed([*renumbered(before.edition, of.edition)])
    told = {change.said(language.site): change.first for change in found}
    for says, (was, now) in reversed(told.items()):
        if was and now:
            yield Numbers(says, of.clause(now.id))


def _wordings(before: EditionPages, of: EditionPages, language: Language) -> Iterator[Wording]:
    """Every clause that reads otherwise."""
    for id, old, new in in_either(before.edition.clauses, of.edition.clauses):
        if (old and old.text) != (new and new.text):
            cited, moved = new or old, change_of(before.edition, of.edition, id)
            name = fill(language.site.label, label=cited.label) if cited else id
            yield Wording(
                moved.said(language.site) if moved else name,
                old=old.text if old else "",
                new=new.text if new else "",
                old_address=before.clause(id),
                new_address=of.clause(id),
            )


def _ways(
    compared: tuple[Edition, Edition], before: EditionPages, of: EditionPages, language: Language
) -> Iterator[Wording]:
    """All hours and addresses that read otherwise."""
    old, new = compared
    for id, *hours in in_either(old.hours, new.hours):
        said, says = _hours((hours[0], old), (hours[1], new), language)
        if said != says:
            names = ", ".join(_going_by(id, of.edition) or _going_by(id, before.edition))
            name = fill(language.changes.fact, name=language.site.hours, values=names) if names else id
            yield Wording(name, said, says)
    for id, was, now in in_either(before.edition.channels, of.edition.channels):
        said, says = (channel.address if channel else "" for channel in (was, now))
        channel = now or was
        if channel and said != says:
            name = fill(language.changes.fact, name=language.site.address, values=channel.name)
            yield Wording(name, said, says, before.clause(id), of.clause(id))


def _going_by(hours: str, edition: Edition) -> list[str]:
    """The names of the channels that are open by some hours, or else of the levels that count in them."""
    channels = [channel.name for channel in edition.policy.channels if channel.hours == hours]
    return channels or [level.name for level in edition.policy.levels if level.target.clock == hours]


def _hours(was: Said, now: Said, language: Language) -> Iterator[str]:
    """Hours in their own words, and when they are."""
    for (hours, _), told in zip((was, now), both_told(was, now, language.site), strict=True):
        yield f"{hours.text}: {told}" if hours and not told.startswith(hours.text) else told
