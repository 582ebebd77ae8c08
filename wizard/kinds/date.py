"""The question when something was, such as a purchase: a day; the fact is the first span that it is within.

It is worked out on the day of the case. What is no day, or a day that is still to come, is `undated`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from wizard.dates import DAY, months_after
from wizard.edition import Edition
from wizard.kinds.choice import Standing, Timed, TypedKind
from wizard.policy import LONGER_AGO, UNDATED, Option, Policy, Product, TimeSpan

FORM = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
LONGEST = 60
"""Characters of what is typed; a browser's own field for days gives ten."""


class DateKind(TypedKind):
    """Takes a day, YYYY-MM-DD."""

    input = "date"
    longest = LONGEST
    worded = told_apart = (LONGER_AGO, UNDATED)
    not_known = UNDATED

    @property
    def figures(self) -> Mapping[str, int]:
        """The length of each span, by its id and unit."""
        return {
            f"{span.id}:{'months' if span.within_months else 'days'}": span.within_months or span.within_days
            for span in self.question.spans
        }

    def values(self, policy: Policy) -> tuple[str, ...]:
        """The ids of the spans, and what a day outside them can be."""
        return (*(span.id for span in self.question.spans), LONGER_AGO, UNDATED)

    def names(self, edition: Edition) -> Mapping[str, str]:
        """The names of the spans, and of what is outside them."""
        own = {span.id: span.name for span in self.question.spans}
        return own | {fact: edition.words.status[fact] for fact in self.worded}

    def stated(self, edition: Edition) -> tuple[Option, ...]:
        """Only that the day is not known."""
        return self.not_sure()

    def timed(self, edition: Edition, product: Product | None, since: date) -> Iterator[Timed]:
        """The spans themselves, as nobody counts the days where there is no clock."""
        names = {**self.names(edition), UNDATED: self.question.unsure or edition.words.status[UNDATED]}
        yield from (Timed(Option(id=fact, label=name), fact) for fact, name in names.items())

    def fact(self, edition: Edition, product: Product | None, answer: str, day: date) -> str:
        """The first span that the day is within, on the day of the case."""
        then = _read(answer)
        if then is None or then > day:
            return UNDATED
        within = (span.id for span in self.question.spans if _last(span, then) >= day)
        return next(within, LONGER_AGO)

    def typed(
        self, edition: Edition, product: Product | None, days: Iterable[date]
    ) -> Iterator[tuple[str, date]]:
        """On each day, the days around the first one of every span."""
        for day in days:
            firsts = (_first(span, day) for span in self.question.spans)
            around = {day, *(first + off for first in firsts for off in (-DAY, 0 * DAY, DAY))}
            yield from ((typed.isoformat(), day) for typed in sorted(around))
            yield UNDATED, day

    def standings(self, policy: Policy) -> Iterator[Standing]:
        """Always asked for."""
        yield Standing(typed=True)


def _read(answer: str) -> date | None:
    try:
        return date.fromisoformat(answer) if FORM.fullmatch(answer) else None
    except ValueError:
        return None


def _last(span: TimeSpan, then: date) -> date:
    """The last day on which a day is within a span."""
    if span.within_months:
        return months_after(then, span.within_months)
    return then + timedelta(days=span.within_days)


def _first(span: TimeSpan, day: date) -> date:
    """About the first day that is within a span on a day; months of unlike lengths may move it by one."""
    if span.within_months:
        return months_after(day, -span.within_months)
    return day - timedelta(days=span.within_days)
