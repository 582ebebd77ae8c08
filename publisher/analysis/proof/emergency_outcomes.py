"""What becomes of the emergencies: each leads to an outcome with a channel, and what can still change it."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.analysis.bitsets import numbers_in
from publisher.analysis.possible import Facts
from publisher.analysis.proof.flaw import Flaw
from publisher.analysis.space import Literal, Space, conjunction
from publisher.policy_file.findings import listed
from wizard.dates import DAY
from wizard.decisions import Undecided, decide
from wizard.edition import Edition
from wizard.emergencies import answers_of
from wizard.interview import Walk, walk
from wizard.policy import IN_FORCE, NONE, POLICY, Emergency
from wizard.values import value

TOLD = ("verdict", "level", "route")
"""The tables whose results are told of an emergency."""


@value()
class Later:
    """An emergency, and by table what it comes to at once and what further answers can still make of it."""

    id: str
    results: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    said: str
    """The same in the words that customers read."""

    def __str__(self) -> str:
        return self.said


def lost(facts: Facts, number: int, emergency: Emergency) -> Iterator[Flaw]:
    """An emergency that ends at a question, that has no channel, or of which an answer is never asked for."""
    edition = facts.space.edition
    path = ("emergencies", number)
    walks = [walked(edition, emergency, moment) for moment in facts.space.moments]
    open_ends = [interview.pending for interview in walks if interview.pending]
    if open_ends:
        message = (
            f"'{open_ends[0].id}' still comes up after it, and has no option that is 'unsure'; answer it here"
        )
        yield Flaw("emergency-stuck", path, message)
    for question in emergency.answers:
        if not any(question in interview.asked for interview in walks):
            message = (
                f"'{question}' does not come up after the other answers of this emergency; "
                "remove it or mend them"
            )
            yield Flaw("emergency-unasked", (*path, "answers", question), message)
    if not open_ends and not all(_leads_on(edition, interview) for interview in walks):
        yield Flaw("no-way", path, "this emergency leads to no channel that has an address")


def later(facts: Facts, emergency: Emergency) -> Later:
    """What an emergency comes to while the policy is in force. Raises TooHard."""
    space = facts.space
    in_force = [moment for moment in space.moments if moment[POLICY] == IN_FORCE]
    at_once = [results(space.edition, walked(space.edition, emergency, moment)) for moment in in_force]
    given = conjunction(space.condition({POLICY: IN_FORCE}), tuple(_given(space, emergency)))
    found = {}
    for table in TOLD:
        at = space.index[table]
        now = dict.fromkeys(results[table] for results in at_once if table in results)
        values = numbers_in(facts.together(at, given))
        can = dict.fromkeys(space.variables[at].facts[value] for value in values)
        found[table] = tuple(now), tuple(can)
    said = (_told(space.edition, table, now, can) for table, (now, can) in found.items())
    return Later(emergency.id, found, f"emergency '{emergency.name}': {' '.join(said)}")


def _given(space: Space, emergency: Emergency) -> Iterator[Literal]:
    """Each answer of an emergency, or that further answers keep its question from coming up."""
    for question, answer in emergency.answers.items():
        variable = space.variables[space.index[question]]
        yield space.index[question], variable.having([answer]) | variable.all & ~variable.asked


def walked(edition: Edition, emergency: Emergency, moment: dict[str, str]) -> Walk:
    """The interview that an emergency stands for, at a moment; nothing in it depends on the day alone."""
    day = edition.policy.effective if moment[POLICY] == IN_FORCE else edition.policy.effective - DAY
    return walk(edition, answers_of(edition.policy, emergency), moment, day)


def results(edition: Edition, walk: Walk) -> dict[str, str]:
    """What every table decides; nothing where one has no row, which is told elsewhere."""
    try:
        return decide(edition.policy.tables, walk.facts)
    except Undecided:
        return {}


def _leads_on(edition: Edition, walk: Walk) -> bool:
    route = edition.routes.get(results(edition, walk).get("route", ""))
    channels = [edition.channels[via.channel] for via in route.via] if route else []
    return route is None or any(channel.address for channel in channels)


def _told(edition: Edition, table: str, now: tuple[str, ...], can: tuple[str, ...]) -> str:
    """What a table decides, and what else further answers can make of it; alike names count as one."""
    at_once, later = (
        dict.fromkeys(_name(edition, table, result) for result in results or (NONE,))
        for results in (now, can)
    )
    others = [name for name in later if name not in at_once]
    more = f" (further answers can make it {listed(others, 'or')})" if others else ""
    return f"{edition.tables[table].title} {listed(at_once, 'or')}{more}."


def _name(edition: Edition, table: str, result: str) -> str:
    known = edition.results[table].get(result)
    return f"'{known.name if known else edition.words.none}'"
