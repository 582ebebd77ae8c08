"""How far a version is supported on a given day, by the policy's version rules and releases (section 6).

The first rule that fits a release decides. `current` is the release that is the newest one out on that
day, `previous` the one before it, among all or, for a rule with a kind, among the releases of that kind.
Months end on the same day of the month, that day included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wizard.dates import months_after
from wizard.policy import Policy, Product, Release, VersionRule
from wizard.versions import NEWER, UNKNOWN, UNLISTED, is_newer, numbers, release_of


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of days with one status; the last day is included, and None where it has no end yet."""

    status: str
    rule: VersionRule
    first: date
    last: date | None


def status_of(policy: Policy, product: Product | None, version: str, day: date) -> str:
    """The status of a version as a customer names it, or `unknown`, `newer` or `unlisted`."""
    if product is None:
        return UNKNOWN
    if not product.releases:
        return UNLISTED
    release = named(product, version)
    if release is not None and release.released <= day:
        rule = rule_for(policy, product, release, day)
        return rule.then if rule else UNKNOWN
    out = (_with_numbers(one) for one in product.releases if one.released <= day)
    return NEWER if release is not None or is_newer(version, out) else UNKNOWN


def named(product: Product, version: str) -> Release | None:
    """The release that a version as a customer names it belongs to."""
    name = release_of(version, {release.version: release.also for release in product.releases})
    return next((release for release in product.releases if release.version == name), None)


def by_age(product: Product) -> list[Release]:
    """The product's releases, the newest first."""
    return sorted(product.releases, key=lambda release: release.released, reverse=True)


def rule_for(policy: Policy, product: Product, release: Release, day: date) -> VersionRule | None:
    """The first rule that fits a release on a day on which it is out."""
    return next((rule for rule in policy.version_rules if _fits(rule, product, release, day)), None)


def phases(policy: Policy, product: Product, release: Release) -> Iterator[Phase]:
    """The statuses that a release goes through from its first day on, as far as today's releases tell."""
    newer = sorted(one.released for one in product.releases if one.released > release.released)
    days = sorted({release.released, *newer, *_turning_days(policy, release)})
    phase: Phase | None = None
    for day in days:
        rule = rule_for(policy, product, release, day)
        if phase is not None and (rule is None or rule.then != phase.status):
            yield Phase(phase.status, phase.rule, phase.first, day - timedelta(days=1))
            phase = None
        if rule is not None and phase is None:
            phase = Phase(rule.then, rule, day, None)
    if phase is not None:
        yield phase


def _turning_days(policy: Policy, release: Release) -> Iterator[date]:
    """The days from which on a rule that fitted because of its date no longer does."""
    for rule in policy.version_rules:
        last = _last_day(rule, release)
        if last is not None:
            yield last + timedelta(days=1)


def _fits(rule: VersionRule, product: Product, release: Release, day: date) -> bool:
    meant = (not rule.products or product.id in rule.products) and rule.kind in ("", release.kind)
    last = _last_day(rule, release)
    return meant and _in_position(rule, product, release, day) and (last is None or day <= last)


def _in_position(rule: VersionRule, product: Product, release: Release, day: date) -> bool:
    rivals = [one.released for one in product.releases if rule.kind in ("", one.kind)]
    newer = sum(release.released < one <= day for one in rivals)
    return rule.position == "any" or rule.position == ("current", "previous", "older")[min(newer, 2)]


def _last_day(rule: VersionRule, release: Release) -> date | None:
    """The last day on which a rule can fit a release; None where only the release's position matters."""
    ends = [months_after(release.released, rule.within_months)] if rule.within_months else []
    if rule.until_end and release.ends:
        ends.append(release.ends)
    return min(ends, default=None)


def _with_numbers(release: Release) -> str:
    """The name by which a release can be compared: its own, or the first other one that has numbers."""
    return next((name for name in (release.version, *release.also) if numbers(name)), release.version)
