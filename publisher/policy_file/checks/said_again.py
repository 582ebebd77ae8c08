"""What names, promises and reasons say again of what has a figure beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publisher.policy_file.checks.figures import DAYS_COUNTED, MONTHS, lengths, measured, open_minutes
from publisher.policy_file.checks.parts import parts
from publisher.policy_file.checks.quantities import Quantity, quantities, stretches, within
from publisher.policy_file.findings import KeyPath, shown
from publisher.policy_file.remarks import Remark
from wizard.policy import Channel, Hours, Level, Policy, Table, Target, TimeSpan


def said_again_remarks(policy: Policy) -> Iterator[Remark]:
    """Every text that says another time than the target or the span that it stands for."""
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


def _otherwise(path: KeyPath, text: str, but: str) -> Remark:
    return Remark(path, f"{shown(text)} is said, and {but}; is that meant?", kind="says-otherwise")
