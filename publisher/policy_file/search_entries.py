"""What the search can lead to: clauses, channels, ways into the wizard, and what the policy lacks.

Several parts of a policy can be one entry: a level, what it is for and its target are one answer. An option
and a clause are joined where a row of a table names the one and cites the other: each is then found by the
words of the other as well, though not as readily as by its own. An option that is no entry, since no link
opens the wizard at it, leaves its words to the clause.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from publisher.language.page_list import clause_path
from publisher.policy_file.checks.compared_words import words_in
from publisher.policy_file.checks.named_here import words_named
from wizard.address import fragment
from wizard.clauses import citable, level_clauses
from wizard.conditions import accepted
from wizard.emergencies import answers_of
from wizard.policy import Channel, Clause, Level, Part, Policy, Procedure, Subsection

Answer = tuple[str, str]
"""A question and one of its options, by their ids."""
Said = tuple[str, str, tuple[str, ...]]
"""A part's name, what it says in a line, and what else it says or stands in."""
Citable = Clause | Channel | Level | Procedure | Subsection
EntryKind = Literal["clause", "channel", "entrance", "not-here"]


class SearchEntry(NamedTuple):
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
    around: tuple[str, ...]
    """What it stands in, or what else it says, piece by piece; some may be empty."""
    also: tuple[str, ...]
    joined: tuple[str, ...] = ()
    """The entries that tables join it with, by an id of each."""


def entries_of(policy: Policy) -> list[SearchEntry]:
    """All entries of a policy, in its order."""
    named, cited = _joined(policy)
    found = [*_entrances(policy, cited), *_clauses(policy, named)]
    here = {path for path, *_ in words_named(policy)}
    for lacking in policy.not_here:
        known = enumerate(policy.found_by.get(lacking.id, ()))
        words = tuple(word for number, word in known if ("found_by", lacking.id, number) not in here)
        found.append(SearchEntry((lacking.id,), "not-here", "", "", "", lacking.text, (), words))
    return found


def findable_in(policy: Policy) -> dict[str, None]:
    """The ids that can have words in `found_by`: those of the entries and the answers, in order."""
    answers = (answer_name((asked.id, option.id)) for asked in policy.questions for option in asked.options)
    return dict.fromkeys((*(name for entry in entries_of(policy) for name in entry.ids), *answers))


def with_own_words(policy: Policy) -> Policy:
    """The policy without the words for what only other editions have."""
    known = findable_in(policy)
    found_by = {id: words for id, words in policy.found_by.items() if id in known}
    return replace(
        policy, found_by=found_by, searches={to: id for to, id in policy.searches.items() if id in known}
    )


def without_words(policy: Policy) -> Policy:
    """The policy without what only the search needs."""
    return replace(policy, found_by={}, searches={}) if policy.found_by or policy.searches else policy


def answer_name(answer: Answer) -> str:
    """What the search calls an answer."""
    return fragment(dict([answer]))


def _entrances(policy: Policy, cited: Mapping[Answer, list[str]]) -> Iterator[SearchEntry]:
    """The emergencies, and the answers of the first question: links can open the wizard at them."""
    for emergency in policy.emergencies:
        answers = fragment(answers_of(policy, emergency))
        joined = [clause for answer in emergency.answers.items() for clause in cited.get(answer, ())]
        also = policy.found_by.get(emergency.id, ())
        yield _entrance((answers, emergency.id), emergency.name, emergency.text, also, joined)
    first = policy.questions[0]
    for option in first.options:
        name, joined = answer_name((first.id, option.id)), cited.get((first.id, option.id), [])
        yield _entrance((name,), option.label, option.help, policy.found_by.get(name, ()), joined)


def _entrance(
    ids: tuple[str, ...], name: str, help: str, also: tuple[str, ...], joined: list[str]
) -> SearchEntry:
    path = f"wizard/#{ids[0]}"
    return SearchEntry(ids, "entrance", path, "", name, name, (help,), also, tuple(dict.fromkeys(joined)))


def _clauses(policy: Policy, named: Mapping[str, list[Answer]]) -> Iterator[SearchEntry]:
    """The preamble, and the sections with all that stands in them."""
    first = policy.questions[0].id
    told, merged = {part.id: (part, said) for part, said in _told(policy)}, _merged(policy)
    for cited in (cited for cited in citable(policy) if cited.id not in merged):
        part, (name, title, around) = told[cited.id]
        own = (cited.id, *(id for id, into in merged.items() if into == cited.id))
        answers = dict.fromkeys(answer for id in own for answer in named.get(id, ()))
        others = (answer_name(answer) for answer in answers if answer[0] != first)
        yield SearchEntry(
            ids=own,
            kind="channel" if isinstance(part, Channel) else "clause",
            path=clause_path(cited),
            label=cited.label,
            name=name,
            title=title,
            around=around,
            also=(
                *(word for id in (*own, *others) for word in policy.found_by.get(id, ())),
                *(_products(policy, title) if isinstance(part, Subsection) and part.versions else ()),
            ),
            joined=tuple(answer_name(answer) for answer in answers if answer[0] == first),
        )


def _products(policy: Policy, title: str) -> Iterator[str]:
    """What the products are called whose versions a section tells, but for what its title says."""
    said = {*words_in(title), *words_in(policy.company)}
    yield from (product.name for product in policy.products if not said.issuperset(words_in(product.name)))


def _told(policy: Policy) -> Iterator[tuple[Citable, Said]]:
    """What is said of each part that can be cited; of a clause with what it stands in, or for whom it is."""
    hours = {hours.id: hours.text for hours in policy.hours}
    for clause in policy.preamble:
        yield clause, ("", clause.text, (policy.applies_to,))
    for section in policy.all_sections:
        yield section, (section.title, section.title, (section.summary or section.intro,))
        for part in section.parts:
            yield from _told_within(section, part, hours)


def _told_within(section: Subsection, part: Part, hours: Mapping[str, str]) -> Iterator[tuple[Citable, Said]]:
    match part:
        case Clause():
            yield part, ("", part.text, (section.title,))
        case Channel():
            yield part, (part.name, part.name, (hours.get(part.hours, ""), part.address, part.promise))
        case Level():
            yield part, (part.name, part.target.text, (part.name, part.purpose.text))
            for clause in level_clauses(part):
                yield clause, ("", clause.text, (part.name,))
        case Procedure():
            yield part, (part.name, part.name, (part.intro,))
            for step in part.steps:
                yield step, ("", step.text, (part.name if part.number else section.title,))


def _merged(policy: Policy) -> dict[str, str]:
    """The parts that are one entry with another one, and that one's id."""
    merged: dict[str, str] = {}
    for section in policy.all_sections:
        for level in section.levels:
            merged |= dict.fromkeys((level.purpose.id, level.target.id), level.id)
        # Without a number of its own, a procedure is what its section is about.
        unnumbered = (procedure.id for procedure in section.procedures if not procedure.number)
        merged |= dict.fromkeys(unnumbered, section.id)
    return merged


def _joined(policy: Policy) -> tuple[dict[str, list[Answer]], dict[Answer, list[str]]]:
    """The answers that tables join to each clause, and the clauses that they join to each answer."""
    options = {(asked.id, option.id) for asked in policy.questions for option in asked.options}
    named: dict[str, list[Answer]] = defaultdict(list)
    cited: dict[Answer, list[str]] = defaultdict(list)
    for row in (row for table in policy.tables for row in table.rows):
        read = [(fact, value) for fact, values in row.when.items() for value in accepted(values)]
        for answer in (answer for answer in read if answer in options):
            for clause in row.cite:
                named[clause].append(answer)
            if read == [answer]:
                cited[answer] += row.cite
    return named, cited
