"""What can be cited: every clause of the policy with the label by which people name it, such as `3b.2`.

A label is the section's number, the number of the level or procedure in it where it has one, and the
clause's place in there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wizard.policy import Channel, Clause, Level, Policy, Section


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause as a verdict cites it; `section` is the id of the section that it stands in, if any."""

    id: str
    label: str
    section: str
    text: str


def index(policy: Policy) -> dict[str, Cited]:
    """Every citable id of a policy, in the policy's order."""
    return {cited.id: cited for cited in citable(policy)}


def citable(policy: Policy) -> Iterator[Cited]:
    """Every clause, in the policy's order; an id that stands twice comes twice."""
    yield from _numbered("0", "", policy.preamble)
    for section in policy.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[Cited]:
    yield Cited(section.id, section.number, section.id, section.title)
    plain = plain_clauses(section)
    yield from _numbered(section.number, section.id, plain)
    for place, channel in enumerate(section.channels, len(plain) + 1):
        yield Cited(channel.id, f"{section.number}.{place}", section.id, channel_text(channel))
    for level in section.levels:
        label = section.number + level.number
        yield Cited(level.id, label, section.id, level.name)
        yield from _numbered(label, section.id, level_clauses(level))
    for procedure in section.procedures:
        label = section.number + procedure.number
        yield Cited(procedure.id, label, section.id, procedure.name)
        yield from _numbered(label, section.id, procedure.steps)


def plain_clauses(section: Section) -> tuple[Clause, ...]:
    """The clauses that stand in the section itself, not in one of its levels or procedures."""
    return (
        *section.clauses,
        *section.included,
        *section.excluded,
        *section.responsibilities,
        *section.expectations,
        *section.versions,
    )


def level_clauses(level: Level) -> tuple[Clause, ...]:
    """The clauses of a level, in their order."""
    return (level.purpose, level.target, *((level.taken_by,) if level.taken_by else ()))


def channel_text(channel: Channel) -> str:
    """A channel as its own clause: its name and what the policy says of its response."""
    return f"{channel.name}: {channel.promise}"


def _numbered(label: str, section: str, clauses: tuple[Clause, ...]) -> Iterator[Cited]:
    for place, clause in enumerate(clauses, 1):
        yield Cited(clause.id, f"{label}.{place}", section, clause.text)
