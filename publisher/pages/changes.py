"""What changes from one edition of a policy to the next, for whom, as a page and as a feed tell it.

It is the comparison that `diff` makes, in the words of the site's language; nothing of it is written by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from publisher.analysis.difference.answers import GONE, NEW_ANSWER
from publisher.analysis.difference.comparing import NO_ANSWER, compare_in_force
from publisher.analysis.difference.foremost import foremost
from publisher.analysis.difference.hours_told import Said, both_told
from publisher.analysis.difference.numbers import change_of, renumbered
from publisher.analysis.difference.report import Changed, Customers, Fact, ended, report_of
from publisher.language.calendar_words import day
from publisher.language.interface import Language
from publisher.pages.also_changed import Wording, also_changed
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
    found = []
    for of in reversed(through.all):
        if before := through.before(of.edition):
            later = through.after(of.edition)
            until = later.edition.policy.effective if later else date.max
            found.append(_change(before, of, language, until))
    return found


def _change(before: EditionPages, of: EditionPages, language: Language, until: date) -> EditionChange:
    compared = compare_in_force(before.edition, of.edition, until)
    report = report_of(compared, (before.day, of.day), (before.language, of.language))
    told = _Telling(language, of.edition.policy.effective)
    by_answer = _by_answer(report.outcomes)
    first = foremost([*by_answer], MOST)
    later = [one for one in by_answer if one not in first]
    sentences = ([told.sentence(by_answer[one]) for one in group] for group in (first, later))
    main, further = (tuple(dict.fromkeys(group)) for group in sentences)
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
    for one in outcomes:
        for answers in dict.fromkeys(map(_new_answers, one.where)):
            of = replace(one, where=tuple(box for box in one.where if _new_answers(box) == answers))
            # What is no such outcome stands for itself.
            key = (answers, one.changes[0].new == GONE) if answers else (one,)
            found.setdefault(key, []).append(of)
    every = (foremost(of, len(of)) for of in found.values())
    return {of[0]: of for of in every}


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
        told = (replace(one, changes=self._some(one.changes)) for one in those)
        parts = (self._said(one, self._outcome, with_answer=True) for one in told)
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
        some = tuple(one for one in changes if self._none not in (one.old, one.new))
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
    told = {one.said(language.site): one.first for one in reversed([*renumbered(before.edition, of.edition)])}
    for says, (was, now) in reversed(told.items()):
        if was and now:
            yield Numbers(says, of.clause(now.id))


def _wordings(before: EditionPages, of: EditionPages, language: Language) -> Iterator[Wording]:
    """Every clause that reads otherwise."""
    label = language.site.label
    was, now = before.edition.clauses, of.edition.clauses
    for id in dict.fromkeys((*now, *was)):
        old, new = was.get(id), now.get(id)
        if (old and old.text) != (new and new.text):
            cited, moved = new or old, change_of(before.edition, of.edition, id)
            name = fill(label, label=cited.label) if cited else id
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
    old_hours, new_hours = (edition.hours for edition in compared)
    for id in dict.fromkeys((*new_hours, *old_hours)):
        was, now = ((one.hours.get(id), one) for one in compared)
        said, says = _hours(was, now, language)
        if said != says:
            names = ", ".join(_going_by(id, of.edition) or _going_by(id, before.edition))
            name = fill(language.changes.fact, name=language.site.hours, values=names) if names else id
            yield Wording(name, said, says)
    channels = of.edition.channels | before.edition.channels | of.edition.channels
    for id, channel in channels.items():
        there = (one.edition.channels.get(id) for one in (before, of))
        said, says = (one.address if one else "" for one in there)
        if said != says:
            name = fill(language.changes.fact, name=language.site.address, values=channel.name)
            yield Wording(name, said, says, before.clause(id), of.clause(id))


def _going_by(hours: str, edition: Edition) -> list[str]:
    """The names of the channels that are open by some hours, or else of the levels that count in them."""
    channels = [one.name for one in edition.policy.channels if one.hours == hours]
    return channels or [one.name for one in edition.policy.levels if one.target.clock == hours]


def _hours(was: Said, now: Said, language: Language) -> Iterator[str]:
    """Hours in their own words, and when they are."""
    for (hours, _), told in zip((was, now), both_told(was, now, language.site), strict=True):
        yield f"{hours.text}: {told}" if hours and not told.startswith(hours.text) else told
