"""How far a version is supported on a given day, by the policy's version rules and releases (section 6).

The first rule that fits a release decides. `current` is the release that is the newest one out on that
day, `previous` the one before it, among all or, for a rule with a kind, among the releases of that kind.
Months end on the same day of the month, that day included.

A product can have thousands of releases: they are put in order once, so that no question goes through all.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

from wizard.dates import DAY, months_after
from wizard.policy import Policy, Product, Release, VersionRule
from wizard.versions.names import NEWER, UNKNOWN, UNLISTED, Numbers, VersionNames, is_newer, numbers_of


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of days with one status; the last day is included, and None where it has no end yet."""

    status: str
    rule: VersionRule
    first: date
    last: date | None


@dataclass(frozen=True)
class Support:
    """What a policy's version rules say of one product's releases, with look-ups made once."""

    policy: Policy
    product: Product

    def status(self, version: str, day: date) -> str:
        """The status of a version as a customer names it, or `unknown`, `newer` or `unlisted`."""
        if not self.product.releases:
            return UNLISTED
        release = self.named(version)
        if release is not None and release.released <= day:
            rule = self._rule(release, day)
            return rule.then if rule else UNKNOWN
        return NEWER if release is not None or is_newer(version, self._highest_on(day)) else UNKNOWN

    def named(self, version: str) -> Release | None:
        """The release that a version as a customer names it belongs to."""
        return self._names.find(version)

    def phases(self, release: Release) -> Iterator[Phase]:
        """The statuses that a release goes through from its first day on, as far as today's releases tell."""
        phase: Phase | None = None
        for day in sorted({release.released, *self._overtaken(release), *self._run_out(release)}):
            rule = self._rule(release, day)
            if phase is not None and (rule is None or rule.then != phase.status):
                yield Phase(phase.status, phase.rule, phase.first, day - DAY)
                phase = None
            if rule is not None and phase is None:
                phase = Phase(rule.then, rule, day, None)
        if phase is not None:
            yield phase

    def newest(self, day: date, most: int) -> tuple[Release, ...]:
        """The releases that were the last to come out by a day, at most so many, in the policy's order."""
        out = bisect_right(self._days[""], day)
        last = {release.version for release in self.by_age[max(out - most, 0) : out]}
        return tuple(release for release in self.product.releases if release.version in last)

    @cached_property
    def by_age(self) -> tuple[Release, ...]:
        """The product's releases, the oldest first."""
        return tuple(sorted(self.product.releases, key=lambda release: release.released))

    @cached_property
    def _rules(self) -> tuple[VersionRule, ...]:
        """The rules that are for this product."""
        return tuple(
            rule
            for rule in self.policy.version_rules
            if not rule.products or self.product.id in rule.products
        )

    @cached_property
    def _names(self) -> VersionNames[Release]:
        return VersionNames((release, _names(release)) for release in self.product.releases)

    @cached_property
    def _days(self) -> dict[str, list[date]]:
        """By kind, the days on which its releases came out, in order; by "" those of all releases."""
        days: dict[str, list[date]] = {"": []}
        for release in self.by_age:
            for kind in {"", release.kind}:
                days.setdefault(kind, []).append(release.released)
        return days

    @cached_property
    def _highest(self) -> list[Numbers]:
        """For each release by age, the highest numbers of all that came out until then."""
        return list(accumulate((numbers_of(_names(release)) for release in self.by_age), max))

    def _highest_on(self, day: date) -> Numbers:
        out = bisect_right(self._days[""], day)
        return self._highest[out - 1] if out else ()

    def _rule(self, release: Release, day: date) -> VersionRule | None:
        """The first rule that fits a release on a day on which it is out."""
        return next((rule for rule in self._rules if self._fits(rule, release, day)), None)

    def _fits(self, rule: VersionRule, release: Release, day: date) -> bool:
        if rule.kind not in ("", release.kind):
            return False
        last = _last_day(rule, release)
        return (last is None or day <= last) and self._in_position(rule, release, day)

    def _in_position(self, rule: VersionRule, release: Release, day: date) -> bool:
        if rule.position == "any":
            return True
        rivals = self._days[rule.kind]
        newer = bisect_right(rivals, day) - bisect_right(rivals, release.released)
        return newer < 2 and rule.position == ("current", "previous")[newer]

    def _overtaken(self, release: Release) -> Iterator[date]:
        """The days on which a release stops being the current one and the previous one."""
        for kind in {"", release.kind}:
            after = bisect_right(self._days[kind], release.released)
            yield from self._days[kind][after : after + 2]

    def _run_out(self, release: Release) -> Iterator[date]:
        """The days from which on a rule that fitted because of its date no longer does."""
        for rule in self._rules:
            last = _last_day(rule, release)
            if last is not None:
                yield last + DAY


def status_of(policy: Policy, product: Product | None, version: str, day: date) -> str:
    """The same for a single question; without a product, `unknown`."""
    return Support(policy, product).status(version, day) if product else UNKNOWN


def _names(release: Release) -> tuple[str, ...]:
    return (release.version, *release.also)


def _last_day(rule: VersionRule, release: Release) -> date | None:
    """The last day on which a rule can fit a release; None where only the release's position matters."""
    ends = [months_after(release.released, rule.within_months)] if rule.within_months else []
    if rule.until_end and release.ends:
        ends.append(release.ends)
    return min(ends, default=None)
