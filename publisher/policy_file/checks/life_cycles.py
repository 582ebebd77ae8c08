"""Releases whose life the version rules can't tell, and names that nobody could tell them by."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from operator import ge

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import KeyPath, Problem, instead, nearest, shown
from publisher.policy_file.remarks import Remark
from wizard.conditions import UNASKED, accepted
from wizard.dates import DAY
from wizard.policy import RELEASE, RULE_FIGURES, VERSION_FACTS, Policy, Product, Release, VersionRule
from wizard.versions.life_cycle import Support, is_about, names_of

COMMA = re.compile(r"(?<=\d),(?=\d)")
"""A decimal comma."""


def check_releases(policy: Policy) -> Iterator[Problem]:
    """Every release that would be supported for ever, and every name that is given to two."""
    releases = [release for product in policy.products for release in product.releases]
    ends = {name for release in releases for name in release.named_ends if name}
    named = {rule.until for rule in policy.version_rules if rule.until}
    # An end that a misspelt rule means is no end too many.
    named = {until if until in ends else nearest(until, ends - named) or until for until in named}
    for number, product in enumerate(policy.products):
        path: KeyPath = ("products", number, "releases")
        yield from _decimal_commas(product, path)
        yield from _without_end(policy, product, path)
        yield from _unused_ends(product, path, named)
        yield from _named_alike(product, path)
    for number, rule in enumerate(policy.version_rules):
        yield from _unknown_end(policy, rule, ("version_rules", number, "until"))


def release_remarks(policy: Policy) -> Iterator[Remark]:
    """Every release that came out after one with a higher number, which stays the newer one; and more."""
    yield from _of_two_products(policy)
    yield from _never_deciding(policy)
    for number, product in enumerate(policy.products):
        support = Support(policy, product)
        newer = {release.version: rank for rank, release in enumerate(support.by_rank)}
        highest = None
        for release in support.by_age:
            if highest is None or newer[release.version] > newer[highest.version]:
                highest = release
            elif release.released > highest.released:
                place = product.releases.index(release)
                first, later = shown(highest.version), shown(release.version)
                message = (
                    f"{later} came out after {first}, which stays the newer one by its number; is that right?"
                )
                yield Remark(("products", number, "releases", place), message, kind="release-order")
        yield from _as_new_as_another(support, ("products", number, "releases"))
        yield from _doubtful_ends(support, ("products", number, "releases"))
        yield from _unknown_later(support, ("products", number, "releases"))


def _as_new_as_another(support: Support, path: KeyPath) -> Iterator[Remark]:
    """Every release that its place alone makes newer than another one, where a rule counts them."""
    counts = any(
        rule.newest or rule.position != "any" or rule.months_after_successor for rule in support.rules
    )
    for older, newer in pairwise(support.by_rank) if counts else ():
        if support.as_new(older, newer):
            place = support.product.releases.index(newer)
            message = (
                f"{shown(newer.version)} came out on the same day as {shown(older.version)}, and by their "
                "numbers neither is the newer one; it is taken to be this one, as it stands further down"
            )
            yield Remark((*path, place), f"{message}; is that right?", kind="release-order")


def _unknown_later(support: Support, path: KeyPath) -> Iterator[Remark]:
    """The first release that no rule fits from some day on, so that nobody can say what it is then."""
    for number, release in enumerate(support.product.releases if support.rules else ()):
        ends = [phase.last for phase in support.phases(release)]
        last = ends[-1] if ends else release.released - DAY
        if last is not None:
            message = (
                f"from {last + DAY} on no version rule fits {shown(release.version)}, as if it weren't "
                "listed; add a last rule, with 'then' and 'cite' alone"
            )
            yield Remark((*path, number), message, kind="no-rule")
            return


def _of_two_products(policy: Policy) -> Iterator[Remark]:
    """Every rule or condition that names a release which two products have, and not the product."""
    owners: dict[str, list[str]] = {}
    for product in policy.products:
        for release in product.releases:
            owners.setdefault(release.version, []).append(product.id)
    named: list[tuple[KeyPath, tuple[str, ...]]] = [
        (("version_rules", number, "releases"), rule.releases)
        for number, rule in enumerate(policy.version_rules)
        if not rule.products
    ]
    for path, part in parts(policy):
        when = getattr(part, "when", {})
        if RELEASE in when and policy.product_question not in when:
            named.append(((*path, "when", RELEASE), accepted(when[RELEASE])))
    for path, versions in named:
        version = next((listed for listed in versions if len(owners.get(listed, ())) > 1), "")
        if version:
            owned = " and ".join(f"'{product}'" for product in owners[version])
            message = (
                f"{shown(version)} is a release of {owned}, and it is about all of them; name the product"
            )
            yield Remark(path, message, kind="two-products")


def _never_deciding(policy: Policy) -> Iterator[Remark]:
    """Every version rule before which another one comes, whatever release it fits on whichever day."""
    for number, rule in enumerate(policy.version_rules):
        before = next(
            (place for place, other in enumerate(policy.version_rules[:number], 1) if _covers(other, rule)), 0
        )
        if before:
            message = (
                f"this rule can never decide: wherever it fits, number {before} of the rules comes first"
            )
            yield Remark(("version_rules", number), message, kind="row-never-decides")


def _covers(wide: VersionRule, narrow: VersionRule) -> bool:
    """Whether a rule surely fits each release on each day on which another one does."""
    counted_alike = (wide.kind, wide.among) == (narrow.kind, narrow.among)
    newer, allowed = _newer(narrow), _newer(wide)
    return (
        all(
            not own or (other and {*other} <= {*own})
            for own, other in ((wide.products, narrow.products), (wide.releases, narrow.releases))
        )
        and wide.kind in ("", narrow.kind)
        and wide.until in ("", narrow.until)
        and (not allowed or (counted_alike and bool(newer) and newer <= allowed))
        and _lasts(wide, narrow, counted_alike)
    )


def _newer(rule: VersionRule) -> frozenset[int]:
    """How many newer releases a rule allows; empty for any number."""
    places = {"current": range(1), "previous": range(1, 2), "any": range(0)}
    return frozenset(range(rule.newest) if rule.newest else places[rule.position])


def _limits(rule: VersionRule) -> dict[str, tuple[int, bool]]:
    """By what limits a rule, how far, so that greater is later."""
    counted = {name: getattr(rule, name) for name in RULE_FIGURES if name != "newest"}
    ends = {f"until {rule.until}": int(bool(rule.until or rule.until_end))}
    return {name: (figure, rule.to_month_end) for name, figure in (counted | ends).items() if figure}


def _lasts(wide: VersionRule, narrow: VersionRule, counted_alike: bool) -> bool:
    """Whether the last day on which a rule can fit is surely not before that of another one."""
    limits, others = _limits(wide), _limits(narrow) if counted_alike else {}
    held = [name for name in limits.keys() & others if all(map(ge, limits[name], others[name]))]
    later = wide.whichever == "later"
    if not limits:
        return True
    if narrow.whichever == "later" and len(others) > 1:
        return later and len(held) == len(others)
    return bool(held) if later else len(held) == len(limits)


def _doubtful_ends(support: Support, path: KeyPath) -> Iterator[Remark]:
    """Every release that has not all the named ends of the others, or has them in another order."""
    for number, release in enumerate(support.product.releases):
        ends = release.named_ends
        kin = [rule for rule in support.rules if rule.until and is_about(rule, release)]
        order = list(dict.fromkeys(rule.until for rule in kin))
        for name in order:
            having = sum(name in other.named_ends for other in support.product.releases)
            if ends and having and name not in ends:
                message = f"{shown(release.version)} has no end '{name}', as others have; is that right?"
                yield Remark((*path, number, "ends"), message, kind="end-missing")
        for before, after in pairwise([name for name in order if name in ends]):
            if ends[after].day <= ends[before].day:
                message = (
                    f"the end '{after}' of {shown(release.version)} is not after '{before}', "
                    "whose rule comes first; is one of the days wrong?"
                )
                yield Remark((*path, number, "ends", after), message, kind="ends-order")
    yield from _ends_before_older_ones(support, path)


def _ends_before_older_ones(support: Support, path: KeyPath) -> Iterator[Remark]:
    """Every release whose end is before that of the one of its kind and series before it."""
    last: dict[tuple[str, str, str], Release] = {}
    for release in support.by_age:
        for name, end in release.named_ends.items():
            kin = (name, release.kind, release.series)
            older = last.get(kin)
            if older and end.day < older.named_ends[name].day:
                number = support.product.releases.index(release)
                message = (
                    f"{shown(release.version)} ends on {end}, before {shown(older.version)}, which came out "
                    "earlier; is one of the days wrong?"
                )
                yield Remark((*path, number, "ends"), message, kind="ends-order")
            last[kin] = release


def _decimal_commas(product: Product, path: KeyPath) -> Iterator[Problem]:
    for number, release in enumerate(product.releases):
        if COMMA.search(release.version):
            right = shown(COMMA.sub(".", release.version))
            message = f"{shown(release.version)} has a comma; write {right}"
            yield Problem((*path, number, "version"), message)


def _without_end(policy: Policy, product: Product, path: KeyPath) -> Iterator[Problem]:
    support = Support(policy, product)
    for number, release in enumerate(product.releases):
        for phase in support.phases(release) if "" not in release.named_ends else ():
            if phase.rule.until_end and phase.last is None:
                message = f"{shown(release.version)} has no 'ends', and would be supported for ever; "
                right = "add its last day, for the rule on line"
                if release.ends:
                    right = f"write 'until: {next(iter(release.named_ends))}' or the like in the rule on line"
                rule = policy.version_rules.index(phase.rule)
                yield Problem((*path, number), message + right, line_of=("version_rules", rule))
        if not release.ends and (needed := _named_end_needed(support, release)):
            message = f"{shown(release.version)} has no 'ends'; add them, for the rule on line"
            rule = policy.version_rules.index(needed)
            yield Problem((*path, number), message, line_of=("version_rules", rule))


def _named_end_needed(support: Support, release: Release) -> VersionRule | None:
    """The first rule until a named end that a release comes to; None where one before holds it for good."""
    rules = list(support.rules)
    needed = next((rule for rule in rules if rule.until and is_about(rule, release)), None)
    latest = list(support.phases(release))[-1:]
    held = any(
        phase.last is None and needed and rules.index(phase.rule) < rules.index(needed) for phase in latest
    )
    return None if held else needed


def _unused_ends(product: Product, path: KeyPath, named: Collection[str]) -> Iterator[Problem]:
    for number, release in enumerate(product.releases):
        for name in release.named_ends.keys() - {"", *named}:
            message = f"no version rule says 'until: {name}', so this end means nothing"
            place = (*path, number, "ends", name)
            yield Problem(place, message + instead(name, sorted(named)), at_key=True, name=name)


def _unknown_end(policy: Policy, rule: VersionRule, path: KeyPath) -> Iterator[Problem]:
    known = dict.fromkeys(
        name
        for product in policy.products
        if not rule.products or product.id in rule.products
        for release in product.releases
        for name in release.named_ends
        if name
    )
    if rule.until and rule.until not in known:
        yield Problem(path, f"{shown(rule.until)} is no end of a release{instead(rule.until, known)}")


def _named_alike(product: Product, path: KeyPath) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, release in enumerate(product.releases):
        if release.version in (*VERSION_FACTS, UNASKED):
            message = f"{shown(release.version)} has a meaning of its own for versions; give it another name"
            yield Problem((*path, number, "version"), message)
        for place, name in enumerate(names_of(release)):
            known = first.setdefault(name.casefold(), number)
            if known != number:
                where: KeyPath = (*path, number, "also", place - 1) if place else (*path, number, "version")
                message = f"{shown(name)} is another release's name too; give it to one, the other is on line"
                yield Problem(where, message, line_of=(*path, known))
