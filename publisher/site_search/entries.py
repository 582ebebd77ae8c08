"""What the search can lead to: clauses, channels, ways into the wizard, and what the policy lacks.

Several parts of a policy can be one entry: a level, what it is for and its target are one answer. An option
and a clause are joined where a row of a table names the one and cites the other: each is then found by the
words of the other as well, though not as readily as by its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from wizard.address import fragment
from wizard.clauses import citable, level_clauses, plain_clauses
from wizard.conditions import accepted
from wizard.emergencies import answers_of
from wizard.policy import (
    FINDABLE,
    Channel,
    Clause,
    Findable,
    Level,
    Part,
    Policy,
    Procedure,
    QuestionOption,
    Section,
)

BESIDE = " · "
EntryKind = Literal["clause", "channel", "entrance", "not-here"]


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something that the search can lead to."""

    ids: tuple[str, ...]
    """By what `searches` can name it; the first one is its own."""
    kind: EntryKind
    path: str
    """Where it leads, from the site's root; empty where it leads nowhere."""
    label: str
    """How the policy numbers it; empty where it does not."""
    name: str
    """What it is called; empty where it has no name."""
    title: str
    """What it says, in a line."""
    around: str
    """What it stands in, or what else it says."""
    also: tuple[str, ...]
    joined: tuple[str, ...] = ()
    """The words of what tables join it with."""


def entries_of(policy: Policy) -> list[SearchEntry]:
    """All entries of a policy, in its order."""
    to_clauses, to_options = _joined(policy)
    found = [*_entrances(policy, to_options), *_clauses(policy, to_clauses)]
    for one in policy.not_here:
        found.append(SearchEntry((one.id,), "not-here", "", "", "", one.text, "", one.also))
    return found


def without_words(policy: Policy) -> Policy:
    """The policy without what only the search needs."""
    found: Policy = _without_also(policy)
    return replace(found, searches={}) if found.searches else found


def _without_also(value: Any) -> Any:
    """A part, or parts in a tuple, without customers' words; itself where it has none."""
    if isinstance(value, tuple):
        items = tuple(map(_without_also, value))
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if not isinstance(value, Part):
        return value
    changed: dict[str, Any] = {"also": ()} if isinstance(value, FINDABLE) and value.also else {}
    for field in fields(value):  # type: ignore[arg-type]
        old = getattr(value, field.name)
        if field.name not in changed and (new := _without_also(old)) is not old:
            changed[field.name] = new
    return replace(value, **changed) if changed else value  # type: ignore[type-var]


def _entrances(policy: Policy, joined: Mapping[tuple[str, str], list[str]]) -> Iterator[SearchEntry]:
    """The emergencies, and the answers of the first question: links can open the wizard at them."""
    for one in policy.emergencies:
        words = [word for answer in one.answers.items() for word in joined.get(answer, ())]
        answers = fragment(answers_of(policy, one))
        yield _entrance((answers, one.id), one.name, one.text, one.also, words)
    first = policy.questions[0]
    for option in first.options:
        words = joined.get((first.id, option.id), [])
        answers = fragment({first.id: option.id})
        yield _entrance((answers,), option.label, option.help, option.also, words)


def _entrance(
    ids: tuple[str, ...], name: str, help: str, also: tuple[str, ...], joined: list[str]
) -> SearchEntry:
    path = f"wizard/#{ids[0]}"
    return SearchEntry(ids, "entrance", path, "", name, name, help, also, tuple(dict.fromkeys(joined)))


def _clauses(policy: Policy, joined: Mapping[str, list[str]]) -> Iterator[SearchEntry]:
    """The preamble, and the sections with all that stands in them."""
    parts, merged = _citable_parts(policy), _merged(policy)
    said = {id: _said(part) for id, part in parts.items()} | _within(policy)
    hours = {hours.id: hours.text for hours in policy.hours}
    for cited in (cited for cited in citable(policy) if cited.id not in merged):
        part = parts[cited.id]
        own = (cited.id, *(id for id, into in merged.items() if into == cited.id))
        name, title, around = said[cited.id]
        folder = f"{cited.section}/" if cited.section else ""
        yield SearchEntry(
            ids=own,
            kind="channel" if isinstance(part, Channel) else "clause",
            path=f"policy/{folder}#{cited.id}",
            label=cited.label,
            name=name,
            title=title,
            around=hours.get(part.hours, "") + BESIDE + around if isinstance(part, Channel) else around,
            also=tuple(word for id in own for word in parts[id].also),
            joined=tuple(dict.fromkeys(word for id in own for word in joined.get(id, ()))),
        )


def _said(part: Findable | QuestionOption) -> tuple[str, str, str]:
    """A part's name, what it says in a line, and what else it says."""
    match part:
        case Section():
            return part.title, part.title, part.summary or part.intro
        case Level():
            return part.name, part.target.text, f"{part.name}{BESIDE}{part.purpose.text}"
        case Procedure():
            return part.name, part.name, part.intro
        case Channel():
            return part.name, part.name, BESIDE.join(text for text in (part.address, part.promise) if text)
        case QuestionOption():
            return part.label, part.label, part.help
        case Clause():
            return "", part.text, ""
    raise TypeError(part)


def _merged(policy: Policy) -> dict[str, str]:
    """The parts that are one entry with another one, and that one's id."""
    merged: dict[str, str] = {}
    for section in policy.sections:
        for level in section.levels:
            merged |= dict.fromkeys((level.purpose.id, level.target.id), level.id)
        # Without a number of its own, a procedure is what its section is about.
        merged |= {one.id: section.id for one in section.procedures if not one.number}
    return merged


def _within(policy: Policy) -> dict[str, tuple[str, str, str]]:
    """What is said of each clause within a section, by its id: with what it stands in."""
    found: dict[str, tuple[str, str, str]] = {}
    for section in policy.sections:
        found |= {one.id: ("", one.text, section.title) for one in plain_clauses(section)}
        for level in section.levels:
            found |= {one.id: ("", one.text, level.name) for one in level_clauses(level)}
        for procedure in section.procedures:
            name = procedure.name if procedure.number else section.title
            found |= {step.id: ("", step.text, name) for step in procedure.steps}
    return found


def _citable_parts(policy: Policy) -> dict[str, Any]:
    """Everything that can be cited, by its id."""
    return {part.id: part for whole in (*policy.preamble, *policy.sections) for part in _findable(whole)}


def _findable(part: Any) -> Iterator[Any]:
    """A part and all in it that the search can lead to."""
    if isinstance(part, Findable):
        yield part
    if isinstance(part, Findable | tuple):
        for value in part if isinstance(part, tuple) else (getattr(part, one.name) for one in fields(part)):
            yield from _findable(value)


def _joined(policy: Policy) -> tuple[dict[str, list[str]], dict[tuple[str, str], list[str]]]:
    """The words that tables join to each clause, and those that they join to each option of a question."""
    options = {(asked.id, option.id): option for asked in policy.questions for option in asked.options}
    parts = _citable_parts(policy)
    to_clauses: dict[str, list[str]] = defaultdict(list)
    to_options: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in (row for table in policy.tables for row in table.rows):
        named = [(fact, value) for fact, values in row.when.items() for value in accepted(values)]
        for option in (key for key in named if key in options):
            for id in row.cite:
                to_clauses[id] += _words(options[option])
                if named == [option] and id in parts:
                    to_options[option] += _words(parts[id])
    return to_clauses, to_options


def _words(part: Findable | QuestionOption) -> list[str]:
    return [text for text in dict.fromkeys((*_said(part)[1:], *part.also)) if text]
