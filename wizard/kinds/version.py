"""The question which version it is about: a listed release, or any text; the fact is how far it is supported.

It isn't asked where no product is known, nor of a product for which no releases are listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from wizard.conditions import Values
from wizard.dates import DAY
from wizard.edition import Edition
from wizard.kinds.choice import Offer, Standing, Timed, TypedKind
from wizard.policy import RELEASE, VERSION_FACTS, Option, Policy, Product, Release
from wizard.versions.life_cycle import Phase, Support, names_of
from wizard.versions.names import LONGEST, NEWER, UNKNOWN, UNLISTED

MOST_RELEASES = 20
"""Releases that are listed to pick from: nobody looks through thousands, and any other one can be typed."""


class VersionKind(TypedKind):
    """Offers the product's newest releases, and takes any text."""

    input = "text"
    longest = LONGEST
    worded = VERSION_FACTS
    once = True

    def values(self, policy: Policy) -> tuple[str, ...]:
        """The ids of the version statuses, and what a version without one of them can be."""
        return (*(status.id for status in policy.version_statuses), *VERSION_FACTS)

    def domains(self, policy: Policy) -> dict[str, tuple[str, ...]]:
        """The statuses, and the releases that the version can belong to."""
        versions = (release.version for product in policy.products for release in product.releases)
        return {self.question.id: self.values(policy), RELEASE: (*dict.fromkeys(versions), UNKNOWN)}

    def names(self, edition: Edition) -> Mapping[str, str]:
        """The names of the statuses."""
        return edition.statuses

    def help(self, edition: Edition, product: Product | None) -> str:
        """The question's own, after the word that a first number is enough where it is for every release."""
        enough = product is not None and edition.support[product.id].told_by_first_number
        return " ".join(filter(None, (edition.words.first_number if enough else "", self.question.help)))

    def offers(self, edition: Edition, product: Product | None, since: date) -> Iterator[Offer]:
        """Each release from its own day until a number of newer ones is out."""
        offered = edition.support[product.id].offered(since, MOST_RELEASES) if product else ()
        for release, first, last in offered:
            yield Option(id=release.version, label=release.version), first, last
        for option in self.not_sure():
            yield option, None, None

    def timed(self, edition: Edition, product: Product | None, since: date) -> Iterator[Timed]:
        """The listed releases, each once for every stretch of days with one status; then all others."""
        if product is not None:
            for timed in _stretches(edition.support[product.id], since):
                yield replace(timed, release=timed.option.id) if edition.names_releases else timed
        none = UNKNOWN if edition.names_releases else ""
        yield Timed(Option(id=NEWER, label=edition.statuses[NEWER]), NEWER, release=none)
        named = self.question.unsure or edition.statuses[UNKNOWN]
        yield Timed(Option(id=UNKNOWN, label=named), UNKNOWN, release=none)

    def settled(self, edition: Edition, product: Product | None) -> str | None:
        """`unlisted` or `unknown`, where there is nothing to ask for."""
        if product is None:
            return _without_product(edition.policy)
        return None if product.releases else UNLISTED

    def fact(self, edition: Edition, product: Product | None, answer: str, day: date) -> str:
        """How far the version is supported on the day."""
        if answer == UNKNOWN or product is None:
            return UNKNOWN
        return edition.support[product.id].status(answer, day)

    def facts(self, edition: Edition, product: Product | None, answer: str, day: date) -> dict[str, str]:
        """The status, and where conditions name releases, the one that it belongs to, out or not."""
        found = super().facts(edition, product, answer, day)
        if edition.names_releases:
            release = edition.support[product.id].named(answer) if product else None
            found[RELEASE] = release.version if release else UNKNOWN
        return found

    def typed(
        self, edition: Edition, product: Product | None, days: Iterable[date]
    ) -> Iterator[tuple[str, date]]:
        """A version of each release on each day on which its status changes, one newer than all, and none."""
        if product is None:
            return
        support, always = edition.support[product.id], set(days)
        # A status changes only where a phase begins or ends, and where a release comes out.
        for release in product.releases:
            phased = {day for phase in support.phases(release) for day in _bounds(phase)}
            own = sorted({*always, *phased, release.released - DAY, release.released})
            for version in _versions_of(support, release):
                yield from ((version, day) for day in own)
        releases = {day for release in product.releases for day in (release.released - DAY, release.released)}
        for version in (support.newer_than_all(), UNKNOWN):
            yield from ((version, day) for day in sorted({*always, *releases}))

    def standings(self, policy: Policy) -> Iterator[Standing]:
        """Asked for the versions of the product that is known; settled for all others."""
        # The first that holds counts: the last one is left for cases in which no product is known.
        for product in policy.products:
            when = _about(policy, product)
            if when is not None and product.releases:
                yield Standing(when, typed=True, product=product)
            elif when is not None:
                yield Standing(when, settled=UNLISTED)
        yield Standing(settled=_without_product(policy))


def _about(policy: Policy, product: Product) -> dict[str, Values] | None:
    """The condition that it is about a product; None where nobody is asked which one it is."""
    if len(policy.products) == 1:
        return {}
    return {policy.product_question: product.id} if policy.product_question else None


def _without_product(policy: Policy) -> str:
    return UNKNOWN if policy.products else UNLISTED


def _stretches(support: Support, since: date) -> Iterator[Timed]:
    for release, _, _ in support.offered(since, MOST_RELEASES):
        option = Option(id=release.version, label=release.version)
        turns = {day for phase in support.phases(release) for day in _bounds(phase) if day > since}
        for first, after in pairwise([None, *sorted(turns), None]):
            fact = support.status(release.version, first or since)
            yield Timed(option, fact, first, after and after - DAY)


def _bounds(phase: Phase) -> Iterator[date]:
    yield phase.first
    if phase.last is not None:
        yield phase.last + DAY


def _versions_of(support: Support, release: Release) -> list[str]:
    """A version that belongs to a release; none where its names all belong to other releases."""
    own = names_of(release)
    versions = (*own, *(f"{name}.9" for name in own))
    return [version for version in versions if support.named(version) is release][:1]
