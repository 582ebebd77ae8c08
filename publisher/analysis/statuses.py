"""The statuses that versions can really have, each with a version and a day that show it.

The engine is asked about every release of a product, on each day on which something changes: a release comes
out, a rule no longer fits, the policy comes into force. Between two such days nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wizard.policy import IN_FORCE, NOT_YET, VERSION_FACTS, Policy, Product, Release
from wizard.versions.life_cycle import Phase, Support
from wizard.versions.names import UNKNOWN, numbers

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """A version as a customer types it, and a day on which it has the status in question."""

    version: str
    day: date


Statuses = dict[str, Shown]


def statuses(policy: Policy, product: Product) -> dict[str, Statuses]:
    """The statuses that versions of a product can have, while the policy is in force and before that."""
    found: dict[str, Statuses] = {IN_FORCE: {}, NOT_YET: {}}
    support = Support(policy, product)
    for version, day in cases(policy, product):
        moment = found[IN_FORCE if day >= policy.effective else NOT_YET]
        status = UNKNOWN if version == UNKNOWN else support.status(version, day)
        moment.setdefault(status, Shown(version, day))
    order = [*(status.id for status in policy.version_statuses), *VERSION_FACTS]
    return {
        moment: {status: shown[status] for status in order if status in shown}
        for moment, shown in found.items()
    }


def cases(policy: Policy, product: Product) -> Iterator[tuple[str, date]]:
    """A version of each release on each day on which its status changes, and one newer than all."""
    support = Support(policy, product)
    bounds = {policy.effective, policy.effective - DAY}
    for release in product.releases:
        phased = {day for phase in support.phases(release) for day in _bounds(phase)}
        own = {*bounds, *phased, release.released - DAY, release.released}
        for version in _names(support, release):
            yield from ((version, day) for day in sorted(own))
    releases = {day for release in product.releases for day in (release.released - DAY, release.released)}
    for version in (_newest(product), UNKNOWN):
        yield from ((version, day) for day in sorted({*bounds, *releases}))


def _bounds(phase: Phase) -> Iterator[date]:
    yield phase.first
    if phase.last is not None:
        yield phase.last + DAY


def _names(support: Support, release: Release) -> list[str]:
    """A version that belongs to a release; none where its names all belong to other releases."""
    own = (release.version, *release.also)
    versions = (*own, *(f"{name}.9" for name in own))
    return [version for version in versions if support.named(version) is release][:1]


def _newest(product: Product) -> str:
    """A version with a higher number than any release."""
    names = [name for release in product.releases for name in (release.version, *release.also)]
    return str(1 + max((known[0] for name in names if (known := numbers(name))), default=0))
