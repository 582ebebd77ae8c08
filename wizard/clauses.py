"""What can be cited: every clause of the policy with the label by which people name it, such as `3b.2`.

A label is the section's number, the number of the level or procedure in it where it has one, and the
clause's own number, or else its place in there, in the published order; a number such as `3.1` in section 3
is the whole label. The clauses of a level or procedure without a number are counted on from those before, so
that no two clauses of a section have the same label; those of a section that is divided into others are
counted as its paragraphs, such as `3 ¶1`.
"""

from collections.abc import Iterator

from wizard.policy import Channel, Clause, Level, Policy, Procedure, Subsection
from wizard.values import value


@value()
class Cited:
    """A clause as a verdict cites it; `section` is the id of the section on whose page it stands, if any."""

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
        yield from _section(section, section.id)


def _section(section: Subsection, page: str) -> Iterator[Cited]:
    """What stands in a section; `page` is the id of the one whose page it is on."""
    label = section.number
    yield Cited(section.id, label, page, section.title)
    # 3.1 is a section where any is: a clause before it is the first paragraph of 3.
    place = f"{label} ¶" if getattr(section, "sections", ()) else f"{label}."
    counted = 0
    for part in section.parts:
        match part:
            case Subsection():
                yield from _section(part, page)
            case Channel():
                counted += 1
                yield Cited(part.id, f"{place}{counted}", page, channel_text(part))
            case Clause():
                yield from _numbered(label, page, (part,), counted, place)
                counted += 1
            case Level() | Procedure():
                clauses = level_clauses(part) if isinstance(part, Level) else part.steps
                own = _behind(label, part.number)
                yield Cited(part.id, own, page, part.name)
                if part.number:
                    yield from _numbered(own, page, clauses)
                else:
                    yield from _numbered(label, page, clauses, counted, place)
                    counted += len(clauses)


def level_clauses(level: Level) -> tuple[Clause, ...]:
    """The clauses of a level, in their order."""
    return (level.purpose, level.target, *level.further, *((level.taken_by,) if level.taken_by else ()))


def channel_text(channel: Channel) -> str:
    """A channel as its own clause: its name and what the policy says of its response."""
    return f"{channel.name}: {channel.promise}"


def _numbered(
    label: str, page: str, clauses: tuple[Clause, ...], before: int = 0, place: str = ""
) -> Iterator[Cited]:
    """Clauses below a label; one without a number of its own is counted on from those before."""
    for count, clause in enumerate(clauses, before + 1):
        own = _behind(label, clause.number) if clause.number else f"{place or label + '.'}{count}"
        yield Cited(clause.id, own, page, clause.text)


def _behind(label: str, number: str) -> str:
    """A part's label: its number behind that of what it stands in, or alone where it begins with that one."""
    rest = number.removeprefix(label)
    is_whole = rest not in ("", number) and not rest[0].isalnum()
    return number if is_whole else label + number
