"""Names in a policy that have to name something: hours, channels, clauses, results, zones, fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import KeyPath, Problem, instead, shown
from publisher.policy_file.remarks import KINDS, PASSING, Remark
from publisher.policy_file.zone_names import MOST_AHEAD, clock_of, doubtful, offset_meant, unlike
from publisher.policy_file.zones import Clocks, changes
from wizard.clauses import citable
from wizard.hours import fixed_offset
from wizard.media import check_web
from wizard.policy import (
    NONE,
    ROLES,
    Channel,
    Hours,
    Marked,
    Meant,
    Opening,
    Part,
    Policy,
    Reading,
    Release,
    Table,
    Target,
    VersionRule,
    Via,
)
from wizard.readings import concerns, is_settled

NEVER_NONE = ("verdict", "route")
"""The tables that always decide on something; of any other, nothing may apply."""


class KnownNames(NamedTuple):
    """The names that something may have, and what they are the names of."""

    what: str
    known: tuple[str, ...]


def check_references(policy: Policy) -> Iterator[Problem]:
    """Every name that names nothing."""
    yield from _roles(policy)
    fields = tuple(_fields_with_names(policy))
    for path, part in parts(policy):
        for kind, field, names in fields:
            if isinstance(part, kind) and hasattr(part, field):
                yield from _named((*path, field), getattr(part, field), names)
        yield from _within(policy, path, part)
    yield from _tables(policy)


def check_zones(policy: Policy, clocks: Clocks) -> Iterator[Problem]:
    """Every zone that there is no clock for."""
    yield from _zone(("zone",), policy.zone, clocks)
    for path, part in parts(policy):
        if isinstance(part, Hours) and part.zone:
            yield from _zone((*path, "zone"), part.zone, clocks)
        if isinstance(part, Hours) and not part.any_of:
            yield from _abbreviated((*path, "text"), part.text, part.zone or policy.zone, clocks)


def _abbreviated(path: KeyPath, text: str, zone: str, clocks: Clocks) -> Iterator[Problem]:
    """An abbreviation in the text of hours that means another clock than theirs."""
    word = "" if [*_zone((), zone, clocks)] else unlike(text, zone, clocks)
    if word:
        message = f"the text says {word}, and the clock here is that of {zone}, which is another one"
        yield Problem(path, f"{message}; write the zone that is meant beside it")


def results(policy: Policy) -> Mapping[str, tuple[str, ...]]:
    """The ids of what each table can decide, by the table's id."""
    return {
        table: tuple(
            dict.fromkeys((*(result.id for result in decided), *(() if table in NEVER_NONE else (NONE,))))
        )
        for table, decided in policy.results.items()
    }


def _fields_with_names(policy: Policy) -> Iterator[tuple[type[Part], str, KnownNames]]:
    """The fields that hold a name or several, by the class that they stand in."""
    channels = KnownNames("channel", tuple(channel.id for channel in policy.channels))
    hours = KnownNames("entry of 'hours'", tuple(hours.id for hours in policy.hours))
    kinds = KnownNames("release kind", tuple(kind.id for kind in policy.release_kinds))
    statuses = KnownNames("version status", tuple(status.id for status in policy.version_statuses))
    yield Part, "cite", KnownNames("clause", tuple(clause.id for clause in citable(policy)))
    yield Part, "contacts", channels
    single = KnownNames(
        "entry of 'hours' with openings", tuple(entry.id for entry in policy.hours if not entry.any_of)
    )
    seasons = KnownNames("entry of 'seasons'", tuple(season.id for season in policy.seasons))
    yield Hours, "any_of", single
    yield Opening, "season", seasons
    yield Opening, "outside", seasons
    yield Channel, "hours", hours
    yield Target, "clock", hours
    yield Via, "channel", channels
    yield Release, "kind", kinds
    yield VersionRule, "kind", kinds
    yield VersionRule, "products", KnownNames("product", tuple(product.id for product in policy.products))
    yield VersionRule, "releases", KnownNames("version of a release", _versions(policy))
    yield VersionRule, "then", statuses


def _versions(policy: Policy) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(release.version for product in policy.products for release in product.releases)
    )


def _named(path: KeyPath, value: str | tuple[str, ...], names: KnownNames) -> Iterator[Problem]:
    """What is wrong with the name, or with each of the names, that stand in a field; it may be left empty."""
    if isinstance(value, str):
        yield from _name(path, value, names) if value else ()
    else:
        for number, name in enumerate(value):
            yield from _name((*path, number), name, names)


def _within(policy: Policy, path: KeyPath, part: Part) -> Iterator[Problem]:
    if isinstance(part, Meant) and part.remark not in PASSING:
        yield from _fields(policy, (*path, "fields"), part.fields)
    if isinstance(part, Reading):
        settled = "; if that settles the reading, confirm it ({command})"
        for problem in _fields(policy, (*path, "fields"), part.fields):
            yield replace(problem, message=problem.message + settled, command=f"confirm {part.id}")
        yield from _until(policy, path, part)
    if isinstance(part, Meant):
        yield from _name((*path, "remark"), part.remark, KnownNames("remark", tuple(KINDS)))
    if isinstance(part, Marked) and part.link:
        yield from _link(policy, (*path, "link"), part.link)
    if isinstance(part, Table):
        names = KnownNames(f"result of '{part.id}'", results(policy)[part.id])
        for number, row in enumerate(part.rows if names.known else ()):
            yield from _name((*path, "rows", number, "then"), row.then, names)


def _link(policy: Policy, path: KeyPath, link: str) -> Iterator[Problem]:
    """What is wrong with where words of a clause lead."""
    try:
        if ":" in link or "/" in link:
            check_web(link)
        else:
            what = "clause or section"
            yield from _name(path, link, KnownNames(what, tuple(clause.id for clause in citable(policy))))
    except ValueError as error:
        message = f"{shown(link)} is no web address: {error}; write another, or the id of a clause"
        yield Problem(path, message)


def _name(path: KeyPath, name: str, names: KnownNames) -> Iterator[Problem]:
    if name not in names.known:
        message = f"{shown(name)} is no {names.what}{instead(name, names.known)}"
        yield Problem(path, message, name=name)


def _roles(policy: Policy) -> Iterator[Problem]:
    present = {table.id for table in policy.tables}
    for role in ROLES:
        if role not in present:
            message = f"there is no table '{role}'; every policy needs the tables {', '.join(ROLES)}"
            yield Problem(("tables",), message, at_key=True, name=role)


def _fields(policy: Policy, path: KeyPath, fields: tuple[str, ...]) -> Iterator[Problem]:
    for number, field in enumerate(fields):
        try:
            concerns(policy, field)
        except LookupError as error:
            yield _no_field((*path, number), field, str(error.args[0]))


def _until(policy: Policy, path: KeyPath, reading: Reading) -> Iterator[Problem]:
    for number, field in enumerate(reading.until):
        try:
            is_settled(policy, replace(reading, until=(field,)))
        except LookupError as error:
            yield _no_field((*path, "until", number), field, str(error.args[0]))


def _no_field(path: KeyPath, field: str, piece: str) -> Problem:
    message = f"{shown(field)} leads to no field: there is nothing at {shown(piece)}"
    return Problem(path, message, name=piece)


def _tables(policy: Policy) -> Iterator[Problem]:
    for number, table in enumerate(policy.tables):
        path = ("tables", number, "results")
        if table.id in ROLES and table.results:
            message = f"what '{table.id}' decides is listed elsewhere in the policy; remove these results"
            yield Problem(path, message, at_key=True)
        elif table.id not in ROLES and not table.results:
            message = f"'{table.id}' has no results; list them under 'results', each with id and name"
            yield Problem(path, message)


def zone_remarks(policy: Policy) -> Iterator[Remark]:
    """Every zone by a name that people take for another one, and an offset beside the desk's own place."""
    zones: list[tuple[KeyPath, str]] = [(("zone",), policy.zone)]
    zones += (
        ((*path, "zone"), part.zone) for path, part in parts(policy) if isinstance(part, Hours) and part.zone
    )
    for path, zone in zones:
        if doubt := doubtful(zone):
            yield Remark(path, doubt, kind="zone")
    named = next((zone for _, zone in zones[1:] if fixed_offset(zone) is None), "")
    if named and len(zones) == 2 and fixed_offset(policy.zone) is not None:
        message = f"days begin by {policy.zone} here, and the desk goes by {named}; write {named} here too"
        yield Remark(("zone",), f"{message}, if both are the same place", kind="zone")


def _zone(path: KeyPath, zone: str, clocks: Clocks) -> Iterator[Problem]:
    minutes = fixed_offset(zone)
    if (minutes is None and zone[:1] in ("+", "-")) or abs(minutes or 0) > MOST_AHEAD:
        right = (
            f'write "{offset_meant(zone)}"' if offset_meant(zone) else "write one such as +06:00 or -03:30"
        )
        yield Problem(path, f"{shown(zone)} is no offset from UTC; {right}")
    elif minutes is None:
        try:
            changes(clock_of(zone, clocks), 2000, 2000)
        except ValueError as error:
            yield Problem(path, str(error))
