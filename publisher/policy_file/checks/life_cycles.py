"""Releases whose life the version rules can't tell, and names that two of them have."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.policy_file.findings import KeyPath, Problem, shown
from publisher.policy_file.remarks import Remark
from wizard.policy import Policy, Product
from wizard.versions.life_cycle import Support, names_of


def check_releases(policy: Policy) -> Iterator[Problem]:
    """Every release that would be supported for ever, and every name that is given to two."""
    for number, product in enumerate(policy.products):
        path: KeyPath = ("products", number, "releases")
        yield from _without_end(policy, product, path)
        yield from _named_alike(product, path)


def release_remarks(policy: Policy) -> Iterator[Remark]:
    """Every release that came out after one with a higher number, which stays the newer one."""
    for number, product in enumerate(policy.products):
        support = Support(policy, product)
        newer = {release.version: rank for rank, release in enumerate(support.by_rank)}
        highest = None
        for release in support.by_age:
            if highest and newer[release.version] < newer[highest.version]:
                place = product.releases.index(release)
                first, later = shown(highest.version), shown(release.version)
                message = (
                    f"{later} came out after {first}, which stays the newer one by its number; is that right?"
                )
                yield Remark(("products", number, "releases", place), message, kind="release-order")
            else:
                highest = release


def _without_end(policy: Policy, product: Product, path: KeyPath) -> Iterator[Problem]:
    support = Support(policy, product)
    for number, release in enumerate(product.releases):
        for phase in support.phases(release) if release.ends is None else ():
            if phase.rule.until_end and phase.last is None:
                rule = policy.version_rules.index(phase.rule)
                message = (
                    f"{shown(release.version)} has no 'ends', and would be supported for ever; "
                    "add its last day, for the rule on line"
                )
                yield Problem((*path, number), message, line_of=("version_rules", rule))


def _named_alike(product: Product, path: KeyPath) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, release in enumerate(product.releases):
        for place, name in enumerate(names_of(release)):
            known = first.setdefault(name.casefold(), number)
            if known != number:
                where: KeyPath = (*path, number, "also", place - 1) if place else (*path, number, "version")
                message = f"{shown(name)} is another release's name too; give it to one, the other is on line"
                yield Problem(where, message, line_of=(*path, known))
