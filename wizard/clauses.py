"""What can be cited: every clause of the policy with the label by which people name it, such as `3b.2`.

A label is the section's number, the number of the level or procedure in it where it has one, and the
clause's own number, or else its place in there. The clauses of a level or procedure without a number are
counted on from those before, so that no two clauses of a section have the same label.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wizard.policy import Channel, Clause, Level, Policy, Procedure, Section


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
    counted = len(plain) + len(section.channels)
    inner: tuple[Level | Procedure, ...] = (*section.levels, *section.procedures)
    for part in inner:
        clauses = level_clauses(part) if isinstance(part, Level) else part.steps
        label = section.number + part.number
        yield Cited(part.id, label, section.id, part.name)
        yield from _numbered(label, section.id, clauses, 0 if part.number else counted)
        counted += 0 if part.number else len(clauses)


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
    return (level.purpose, level.target, *level.further, *((level.taken_by,) if level.taken_by else ()))


def channel_text(channel: Channel) -> str:
    """A channel as its own clause: its name and what the policy says of its response."""
    return f"{channel.name}: {channel.promise}"


def _numbered(label: str, section: str, clauses: tuple[Clause, ...], before: int = 0) -> Iterator[Cited]:
    for place, clause in enumerate(clauses, before + 1):
        yield Cited(clause.id, label + (clause.number or f".{place}"), section, clause.text)
