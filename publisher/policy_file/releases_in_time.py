"""What becomes of releases through time: each edition says it on its own days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from wizard.dates import DAY
from wizard.edition import Edition
from wizard.policy import Product, Release
from wizard.versions.life_cycle import Phase, ReleaseInTime


class Then(NamedTuple):
    """A release in an edition, and the days on which that holds."""

    edition: Edition
    product: Product
    release: Release
    first: date
    last: date | None
    goes_on: bool
    """Whether the next edition has the release too; else it isn't known what comes."""


def releases_in_time(edition: Edition, later: Sequence[Edition]) -> dict[str, dict[str, ReleaseInTime]]:
    """By product and version, each release of an edition of which later ones make something else."""
    found: dict[str, dict[str, ReleaseInTime]] = {}
    for product in edition.policy.products if later else ():
        for release in product.releases:
            through = [*_through(edition, product, release, later)]
            in_time = ReleaseInTime(_comes_out(through), tuple(_joined(edition, through)))
            if _days(in_time) != _days(edition.release_in_time(product, release)):
                found.setdefault(product.id, {})[release.version] = in_time
    return found


def _through(
    edition: Edition, product: Product, release: Release, later: Sequence[Edition]
) -> Iterator[Then]:
    """A release in its own edition and in those after it, up to the first one that doesn't have it."""
    of = [(product, release), *(_there(other, product, release) for other in later), None]
    firsts = [date.min, *(other.policy.effective for other in later), None]
    held = zip((edition, *later), pairwise(of), pairwise(firsts), strict=True)
    for holding, (there, after), (first, then) in held:
        if there is None or first is None:
            return
        yield Then(holding, *there, first, then and then - DAY, goes_on=after is not None)


def _there(edition: Edition, product: Product, release: Release) -> tuple[Product, Release] | None:
    named = (other for other in edition.policy.products if other.name == product.name)
    there = edition.products.get(product.id) or next(named, None)
    found = edition.support[there.id].named(release.version) if there else None
    return (there, found) if there and found else None


def _comes_out(through: Iterable[Then]) -> date | None:
    days = ((max(then.release.released, then.first), then.last) for then in through)
    return next((day for day, last in days if last is None or day <= last), None)


def _joined(edition: Edition, through: Iterable[Then]) -> Iterator[Phase]:
    """The phases of all editions on their own days; where one goes on with a status, they are one."""
    before: Phase | None = None
    for phase in (phase for then in through for phase in _phases(edition, then)):
        if before and before.status == phase.status and before.last == phase.first - DAY:
            before = replace(before, last=phase.last, by_month=phase.by_month)
            continue
        if before:
            yield before
        before = phase
    if before:
        yield before


def _phases(edition: Edition, then: Then) -> Iterator[Phase]:
    """The phases on the days of another edition, by the statuses and the clauses of their own one."""
    for phase in then.edition.support[then.product.id].phases(then.release):
        first, status = max(phase.first, then.first), _status(edition, then.edition, phase.status)
        over = then.last is not None and (phase.last or date.max) > then.last
        last = then.last if over and (phase.last or then.goes_on) else phase.last
        if status and first <= (then.last or first) and first <= (phase.last or first):
            rule = replace(
                phase.rule, cite=tuple(clause for clause in phase.rule.cite if clause in edition.clauses)
            )
            by_month = phase.by_month and last == phase.last
            yield Phase(status, rule, first, last, by_month)


def _status(edition: Edition, other: Edition, status: str) -> str:
    """What an edition calls a status of another one: the id is the same, or the name; empty without one."""
    own = [known.id for known in edition.policy.version_statuses]
    named = (known for known in own if edition.statuses[known] == other.statuses[status])
    return status if status in own else next(named, "")


def _days(of: ReleaseInTime) -> object:
    return of.released, [(phase.status, phase.first, phase.last, phase.by_month) for phase in of.phases]
