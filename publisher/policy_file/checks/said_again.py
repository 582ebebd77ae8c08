"""What names, promises, reasons and clauses say again of what has a figure or a position beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from publisher.policy_file.checks.figures import DAYS_COUNTED, MONTHS, lengths, measured, open_minutes
from publisher.policy_file.checks.parts import parts
from publisher.policy_file.checks.quantities import Quantity, dates, quantities, stretches, within
from publisher.policy_file.findings import KeyPath, shown
from publisher.policy_file.remarks import Remark
from wizard.clauses import citable
from wizard.policy import Channel, Hours, Level, Policy, Product, Table, Target, TimeSpan, VersionRule

_NEWEST = re.compile(r"\b(?:newest|latest|current|most recent)\b", re.IGNORECASE)
_ONE_BEFORE = re.compile(r"\b(?:previous|prior|preceding|before|older|last|second|two|N-1)\b", re.IGNORECASE)


def said_again_remarks(policy: Policy) -> Iterator[Remark]:
    """Every text that says another time than the target or the span that it stands for, or another day than
    the end of the release that it names; and every version rule for the current release whose clauses speak
    of the previous one alone, or the other way round."""
    yield from _of_times(policy)
    texts = {clause.id: clause.text for clause in citable(policy)}
    said = [[texts[cited] for cited in rule.cite if cited in texts] for rule in policy.version_rules]
    for number, (rule, clauses) in enumerate(zip(policy.version_rules, said, strict=True)):
        yield from _position(("version_rules", number), rule, " ".join(clauses))
    for number, product in enumerate(policy.products):
        about = [
            text
            for rule, clauses in zip(policy.version_rules, said, strict=True)
            for text in clauses
            if not rule.products or product.id in rule.products
        ]
        yield from _ends(("products", number), product, dict.fromkeys(about))


def _of_times(policy: Policy) -> Iterator[Remark]:
    hours = {one.id: one for one in policy.hours}
    found = list(parts(policy))
    levels = {part.id: _targets(part) for _, part in found if isinstance(part, Level)}
    every = [target for targets in levels.values() for target in targets]
    for path, part in found:
        match part:
            case TimeSpan():
                yield from _span(path, part)
            case Level():
                yield from _other_time((*path, "name"), part.name, levels[part.id], hours)
            case Channel():
                yield from _other_time((*path, "promise"), part.promise, every, hours)
            case Table(id="level"):
                for number, row in enumerate(part.rows):
                    place = (*path, "rows", number, "say")
                    yield from _other_time(place, row.say, levels.get(row.then, ()), hours)


def _targets(level: Level) -> tuple[Target, ...]:
    return (level.target, *level.further)


def _span(path: KeyPath, span: TimeSpan) -> Iterator[Remark]:
    figure, units = (span.within_days, DAYS_COUNTED) if span.within_days else (span.within_months, MONTHS)
    said = [stretch for stretch in stretches(quantities(span.name)) if stretch[0].unit]
    if said and not any(figure in lengths(stretch, units, units) for stretch in said):
        field = "within_days" if span.within_days else "within_months"
        yield _otherwise((*path, "name"), span.name, f"'{field}: {figure}' stands beside it")


def _other_time(
    path: KeyPath, text: str, targets: Iterable[Target], hours: Mapping[str, Hours]
) -> Iterator[Remark]:
    """A text that promises a time which none of the targets has; nothing where there are none."""
    known = [target for target in targets if target.clock in hours]
    for stretch in within(text) if known else ():
        if not any(_says(stretch, target, hours) for target in known):
            yield _otherwise(path, text, "no target has this time")
            return


def _says(stretch: list[Quantity], target: Target, hours: Mapping[str, Hours]) -> bool:
    figure, plain, working = measured(target, open_minutes(hours[target.clock], hours))
    return figure in lengths(stretch, plain, working)


def _ends(path: KeyPath, product: Product, said: Iterable[str]) -> Iterator[Remark]:
    """The releases of which a clause that names none beside them says another last day."""
    called = "|".join(map(re.escape, ("version", "release", product.name)))
    for text in said:
        named = [
            (number, release)
            for number, release in enumerate(product.releases)
            if re.search(rf"(?i)\b(?:{called})\s+{re.escape(release.version)}(?![\w.]*\w)", text)
        ]
        if len(named) == 1 and (days := dates(text)):
            number, release = named[0]
            ends = {end.day for end in release.named_ends.values()}
            if ends and ends.isdisjoint(days):
                yield _otherwise((*path, "releases", number, "ends"), text, "it ends on another day here")


def _position(path: KeyPath, rule: VersionRule, text: str) -> Iterator[Remark]:
    newest, before = bool(_NEWEST.search(text)), bool(_ONE_BEFORE.search(text))
    if newest != before and rule.position == ("previous" if newest else "current"):
        yield _otherwise((*path, "position"), text, f"'position: {rule.position}' stands here")


def _otherwise(path: KeyPath, text: str, but: str) -> Remark:
    return Remark(path, f"{shown(text)} is said, and {but}; is that meant?", kind="says-otherwise")
