"""How far a version is supported on a given day, by the policy's version rules and releases (section 6).

The first rule that fits a release decides. `current` is the release that is the newest one out on that
day, `previous` the one before it, among all or, for a rule with a kind, among the releases of that kind. Of
two releases the one with the higher numbers is the newer one, whichever came out first (2.5 may still be
mended when 3 is out); where they can't be compared by their numbers, the one that came out later.
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
from wizard.versions.names import NEWER, UNKNOWN, UNLISTED, Numbers, VersionNames, words_in

FIRST_YEAR = 1900
"""From this number on, a release may be named by its year; such names don't compare with other numbers."""


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
            rule = self.rule(release, day)
            return rule.then if rule else UNKNOWN
        return NEWER if release is not None or self._is_newer(version, day) else UNKNOWN

    def named(self, version: str) -> Release | None:
        """The release that a version as a customer names it belongs to."""
        return self._names.find(version)

    def phases(self, release: Release) -> Iterator[Phase]:
        """The statuses that a release goes through from its first day on, as far as today's releases tell."""
        phase: Phase | None = None
        days = {release.released, *self._overtaken(release), *self._run_out(release)}
        for day in sorted(day for day in days if day >= release.released):
            rule = self.rule(release, day)
            if phase is not None and (rule is None or rule.then != phase.status):
                yield Phase(phase.status, phase.rule, phase.first, day - DAY)
                phase = None
            if rule is not None and phase is None:
                phase = Phase(rule.then, rule, day, None)
        if phase is not None:
            yield phase

    def newest(self, day: date, most: int) -> tuple[Release, ...]:
        """The releases that were the last to come out by a day, at most so many, in the policy's order."""
        out = self._out(day)
        last = {release.version for release in self.by_age[max(out - most, 0) : out]}
        return tuple(release for release in self.product.releases if release.version in last)

    def newer_than_all(self) -> str:
        """A version with a higher number than any release."""
        names = (name for release in self.product.releases for name in names_of(release))
        return str(
            1 + max((found[0] for name in names if (found := self._names.numbers_of([name]))), default=0)
        )

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
    def by_rank(self) -> tuple[Release, ...]:
        """The product's releases, the newest last: by their numbers, where these can be compared."""
        releases, numbers = self.by_age, self._numbers
        firsts = [numbers[release.version][:1] for release in releases]
        by_years = {first >= (FIRST_YEAR,) for first in firsts}
        if not all(firsts) or len(by_years) > 1:
            return tuple(sorted(releases, key=lambda one: (one.released, numbers[one.version])))
        return tuple(sorted(releases, key=lambda one: (numbers[one.version], one.released)))

    @cached_property
    def _names(self) -> VersionNames[Release]:
        words = words_in(f"{self.policy.company} {self.product.name}")
        return VersionNames(((release, names_of(release)) for release in self.product.releases), words)

    @cached_property
    def _numbers(self) -> dict[str, Numbers]:
        return {one.version: self._names.numbers_of(names_of(one)) for one in self.product.releases}

    @cached_property
    def _overtakes(self) -> dict[tuple[str, str], tuple[date, ...]]:
        """By a kind ("" is all) and a release's version, the days of the first two newer ones to come out."""
        newer: dict[str, tuple[date, ...]] = {}
        found = {}
        for release in reversed(self.by_rank):
            for kind in {"", release.kind}:
                days = newer.get(kind, ())
                found[kind, release.version] = days
                newer[kind] = tuple(sorted((*days, release.released))[:2])
        return found

    @cached_property
    def _highest(self) -> list[Numbers]:
        """For each release by age, the highest numbers of all that came out until then."""
        return list(accumulate((self._numbers[release.version] for release in self.by_age), max))

    def _out(self, day: date) -> int:
        """How many releases are out on a day."""
        return bisect_right(self.by_age, day, key=lambda release: release.released)

    def _is_newer(self, version: str, day: date) -> bool:
        """Whether a version's numbers are higher than all that are out; none are where those have none."""
        out = self._out(day)
        highest = self._highest[out - 1] if out else ()
        return bool(highest) and (self._names.numbers(version) or ()) > highest

    def rule(self, release: Release, day: date) -> VersionRule | None:
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
        newer = sum(out <= day for out in self._overtakes[rule.kind, release.version])
        return newer < 2 and rule.position == ("current", "previous")[newer]

    def _overtaken(self, release: Release) -> Iterator[date]:
        """The days on which a release stops being the current one and the previous one."""
        for kind in {"", release.kind}:
            yield from self._overtakes[kind, release.version]

    def _run_out(self, release: Release) -> Iterator[date]:
        """The days from which on a rule that fitted because of its date no longer does."""
        for rule in self._rules:
            last = _last_day(rule, release)
            if last is not None:
                yield last + DAY


def status_of(policy: Policy, product: Product | None, version: str, day: date) -> str:
    """The same for a single question; without a product, `unknown`."""
    return Support(policy, product).status(version, day) if product else UNKNOWN


def names_of(release: Release) -> tuple[str, ...]:
    """Every name by which a release is known."""
    return (release.version, *release.also)


def _last_day(rule: VersionRule, release: Release) -> date | None:
    """The last day on which a rule can fit a release; None where only the release's position matters."""
    ends = [months_after(release.released, rule.within_months)] if rule.within_months else []
    if rule.until_end and release.ends:
        ends.append(release.ends)
    return min(ends, default=None)
