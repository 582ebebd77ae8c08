"""How far a version is supported on a given day, by the policy's version rules and releases (section 6).

The first rule that fits a release decides. `current` is the release that is the newest one out on that
day, `previous` the one before it, `newest: 3` one of the newest three. A rule with a kind counts releases of
that kind alone; by `among` it counts all of these, those of the release's own series, or the series
themselves.

Of two releases the one with the higher numbers is the newer one, whichever came out first (2.5 may still be
mended when 3 is out); where they can't be compared by their numbers, the one that came out later. Months end
on the same day of the month, that day included. A release's successor is the first newer one to come out;
until one is listed, what is counted from it has no end.

A product can have thousands of releases: they are put in order once, so that no question goes through all.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from wizard.dates import DAY, month_end, months_after
from wizard.policy import Among, Policy, Product, Release, VersionRule
from wizard.values import value
from wizard.versions.names import NEWER, UNKNOWN, UNLISTED, Numbers, VersionNames, words_in

FIRST_YEAR = 1900
"""From this number on, a release may be named by its year; such names don't compare with other numbers."""
AFTER_YEARS = 2200
"""From this number on, no name is a year: `202504` is none, and not newer than `2025-04`."""


@value()
class Phase:
    """A stretch of days with one status; the last day is included, and None where it has no end yet."""

    status: str
    rule: VersionRule
    first: date
    last: date | None
    by_month: bool
    """Whether of its last day only the month is known."""

    @property
    def until(self) -> str:
        """The last day as YYYY-MM-DD, or its month as YYYY-MM; empty without an end."""
        return self.last.isoformat()[: len("YYYY-MM") if self.by_month else None] if self.last else ""


@value()
class ReleaseInTime:
    """What becomes of a release through time, by each edition on its own days."""

    released: date | None
    """When it comes out; None where the edition of that time doesn't have it."""
    phases: tuple[Phase, ...]
    """Its statuses, as far as the edition that tells them has a name for them."""


class Place(NamedTuple):
    """Where a release stands among those that a rule counts."""

    released: date
    """When it came out, or the first one of its series."""
    newer: tuple[date, ...]
    """The days on which newer ones came out, the first ones of them."""


class Limit(NamedTuple):
    """The last day on which a rule can fit; without a day there is none yet."""

    day: date | None
    by_month: bool = False


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
        held: VersionRule | None = None
        # Only on these days can another rule fit, so between two of them nothing changes.
        days = {release.released, *self._overtaken(release), *self._run_out(release)}
        for day in sorted(day for day in days if day >= release.released):
            rule = self.rule(release, day)
            if phase is not None and held is not None and (rule is None or rule.then != phase.status):
                by_month = self._limit(held, release) == Limit(day - DAY, by_month=True)
                yield replace(phase, last=day - DAY, by_month=by_month)
                phase = None
            if rule is not None and phase is None:
                phase = Phase(rule.then, rule, day, None, by_month=False)
            held = rule
        if phase is not None:
            yield phase

    def offered(self, since: date, most: int) -> Iterator[tuple[Release, date | None, date | None]]:
        """The releases that are among the `most` newest ones on any day from `since` on, in their order.

        Each comes with the first and the last such day; None where that was before, or isn't known yet.
        """
        versions = (release.version for release in self.by_age)
        overtaken = dict(zip(versions, self.by_age[most:], strict=False))
        for release in self.product.releases:
            first = release.released if release.released > since else None
            newer = overtaken.get(release.version)
            last = newer.released - DAY if newer else None
            if last is None or last >= (first or since):
                yield release, first, last

    def newer_than_all(self) -> str:
        """A version with a higher number than any release."""
        names = (name for release in self.product.releases for name in names_of(release))
        return str(
            1 + max((found[0] for name in names if (found := self._names.numbers_of([name]))), default=0)
        )

    @cached_property
    def told_by_first_number(self) -> bool:
        """Whether the first number of each release's version is enough to name that release."""
        firsts = ((release, self._numbers[release.version][:1]) for release in self.product.releases)
        return all(first and self.named(str(first[0])) is release for release, first in firsts)

    @cached_property
    def by_age(self) -> tuple[Release, ...]:
        """The product's releases, the oldest first."""
        return tuple(sorted(self.product.releases, key=lambda release: release.released))

    @cached_property
    def rules(self) -> tuple[VersionRule, ...]:
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
            return tuple(sorted(releases, key=lambda release: (release.released, numbers[release.version])))
        return tuple(sorted(releases, key=lambda release: (numbers[release.version], release.released)))

    def as_new(self, one: Release, other: Release) -> bool:
        """Whether neither its day nor its numbers make one of two releases the newer one."""
        numbers = self._numbers[one.version], self._numbers[other.version]
        return one.released == other.released and (numbers[0] == numbers[1] or not all(numbers))

    @cached_property
    def _names(self) -> VersionNames[Release]:
        words = words_in(f"{self.policy.company} {self.product.name}")
        return VersionNames(((release, names_of(release)) for release in self.product.releases), words)

    @cached_property
    def _numbers(self) -> dict[str, Numbers]:
        return {
            release.version: self._names.numbers_of(names_of(release)) for release in self.product.releases
        }

    @cached_property
    def _places(self) -> dict[tuple[str, Among], dict[str, Place]]:
        """By a rule's kind and what it counts among: each such release's place, by its version."""
        counted = {(rule.kind, rule.among) for rule in self.rules}
        return {(kind, among): self._placed(kind, among) for kind, among in counted}

    def _placed(self, kind: str, among: Among) -> dict[str, Place]:
        most = max(2, *(rule.newest or 0 for rule in self.rules))
        kin = [release for release in self.by_rank if kind in ("", release.kind)]
        counted = {
            release.version: self.series(release) if among == "series" else release.version for release in kin
        }
        groups: dict[str, dict[str, date]] = {}
        for release in kin:
            units = groups.setdefault(self.series(release) if among == "own-series" else "", {})
            unit = counted[release.version]
            units[unit] = min(units.get(unit, release.released), release.released)
        places = {}
        # From the newest one back; of those that are newer a rule asks for the first ones that came out.
        for units in groups.values():
            newer: tuple[date, ...] = ()
            for unit in reversed(units):
                places[unit] = Place(units[unit], newer)
                newer = tuple(sorted((*newer, units[unit]))[:most])
        return {version: places[unit] for version, unit in counted.items()}

    def series(self, release: Release) -> str:
        """The series that a release belongs to: the one it names, or the first number of its version."""
        first = self._numbers[release.version][:1]
        return release.series or (str(first[0]) if first else release.version)

    @cached_property
    def _highest(self) -> list[Numbers]:
        """For each release by age, the highest numbers of all that came out until then."""
        return list(accumulate((self._numbers[release.version] for release in self.by_age), max))

    def _is_newer(self, version: str, day: date) -> bool:
        """Whether a version's numbers are higher than all that are out; none are where those have none.

        A year is not higher than numbers that are none, and what begins with the highest numbers is of a
        release that has them.
        """
        out = bisect_right(self.by_age, day, key=lambda release: release.released)
        highest = self._highest[out - 1] if out else ()
        found = self._names.numbers(version) or ()
        return bool(highest) and found[: len(highest)] > highest and _size(found) == _size(highest)

    def rule(self, release: Release, day: date) -> VersionRule | None:
        """The first rule that fits a release on a day on which it is out."""
        return next((rule for rule in self.rules if self._fits(rule, release, day)), None)

    def _fits(self, rule: VersionRule, release: Release, day: date) -> bool:
        if not _is_for(rule, release):
            return False
        last = self._limit(rule, release).day
        return (last is None or day <= last) and self._in_position(rule, release, day)

    def _in_position(self, rule: VersionRule, release: Release, day: date) -> bool:
        newer = sum(out <= day for out in self._place(rule, release).newer)
        if rule.newest:
            return newer < rule.newest
        return rule.position == "any" or (newer < 2 and rule.position == ("current", "previous")[newer])

    def _place(self, rule: VersionRule, release: Release) -> Place:
        return self._places[rule.kind, rule.among][release.version]

    def _overtaken(self, release: Release) -> Iterator[date]:
        """The days on which a release stops being one of the newest."""
        for rule in self.rules:
            if _is_for(rule, release):
                yield from self._place(rule, release).newer

    def _run_out(self, release: Release) -> Iterator[date]:
        """The days from which on a rule that fitted because of its date no longer does."""
        for rule in self.rules:
            last = self._limit(rule, release).day if _is_for(rule, release) else None
            if last is not None:
                yield last + DAY

    def _limit(self, rule: VersionRule, release: Release) -> Limit:
        """The last day on which a rule can fit a release that it is for."""
        limits = list(self._limits(rule, release))
        known = [limit for limit in limits if limit.day]
        if rule.whichever == "later" and len(known) == len(limits):
            return max(known, default=Limit(None))
        return Limit(None) if rule.whichever == "later" else min(known, default=Limit(None))

    def _limits(self, rule: VersionRule, release: Release) -> Iterator[Limit]:
        place = self._place(rule, release)
        successor = place.newer[0] if place.newer else None
        if rule.within_months:
            yield _counted(rule, months_after(place.released, rule.within_months))
        if rule.months_after_successor:
            yield _counted(rule, successor and months_after(successor, rule.months_after_successor))
        if rule.days_after_successor:
            yield _counted(rule, successor and successor + timedelta(days=rule.days_after_successor))
        if rule.until_end or rule.until:
            end = release.named_ends.get(rule.until)
            yield Limit(end.day, end.by_month) if end else Limit(None)


def is_about(rule: VersionRule, release: Release) -> bool:
    """Whether a release of the rule's products is one of its own, and of its kind."""
    return rule.kind in ("", release.kind) and (not rule.releases or release.version in rule.releases)


def _is_for(rule: VersionRule, release: Release) -> bool:
    """The same, and whether it has the end that the rule names."""
    return is_about(rule, release) and (not rule.until or rule.until in release.named_ends)


def _counted(rule: VersionRule, last: date | None) -> Limit:
    return Limit(month_end(last) if last and rule.to_month_end else last)


def _size(numbers: Numbers) -> int:
    """0 for numbers that are no year, 1 for a year, 2 for what is greater, such as a build or `202504`."""
    return sum(numbers >= (first,) for first in (FIRST_YEAR, AFTER_YEARS))


def names_of(release: Release) -> tuple[str, ...]:
    """Every name by which a release is known."""
    return (release.version, *release.also)
