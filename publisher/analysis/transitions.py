"""What happens when one edition follows another: on the day before, the day of, and the day after.

Each edition is proved by itself, over all cases. Here it is tried that at every moment around the change an
edition is in force by which cases reach an outcome; and it is told what a case that is open on the day before
has that the next day's edition does not know any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.editions import Editions
from publisher.policy_file.findings import Finding, KeyPath
from publisher.policy_file.policy_text import Loaded, Wrong
from wizard.case import Told
from wizard.decisions import Undecided
from wizard.edition import Edition
from wizard.emergencies import answers_of
from wizard.facts import begins, moment
from wizard.hours import local
from wizard.outcome.pieces import told as clauses_told
from wizard.policy import IN_FORCE, POLICY
from wizard.protocol import view

A_SECOND, A_DAY = timedelta(seconds=1), timedelta(days=1)


def lost(editions: Editions) -> Iterator[Wrong]:
    """Each case that reaches no outcome, or meets no policy in force, around a change; with its edition."""
    first = begins(editions.all[0].edition)
    for _, new in editions.changes:
        for instant in _around(new.holds.start):
            held = editions.at(instant)
            if instant >= first and moment(held.edition, instant)[POLICY] != IN_FORCE:
                message = f"no edition is in force at {_by_clock(held.edition, instant)}"
                yield held, held.source.finding(("effective",), message)
            for answers in _cases(held.edition):
                try:
                    view(held.edition, Told(answers, ""), instant)
                except Undecided:
                    message = f"at {_by_clock(held.edition, instant)} this reaches no outcome: {answers}"
                    yield held, held.source.finding((), message)


def told(editions: Editions) -> Iterator[str]:
    """What was tried at each change, and what is gone from then on while an open case still has it."""
    for old, new in editions.changes:
        day, instants = new.edition.policy.effective, [*_around(new.holds.start)]
        cases = sum(len([*_cases(editions.at(instant).edition)]) for instant in instants)
        yield (
            f"{day}: {new.source.name} follows {old.source.name} at "
            f"{_by_clock(new.edition, new.holds.start)}; {cases} cases of the day before, the day of and "
            "the day after are decided by the one in force."
        )
        yield from (f"from {day} on: {finding}" for finding in _gone(old, new))


def _by_clock(edition: Edition, instant: datetime) -> str:
    """An instant as the desk's clock has it: `2027-02-01 00:00 (Asia/Dhaka)`."""
    zone = edition.policy.zone
    return f"{local(edition.clock(), instant):%Y-%m-%d %H:%M} ({f'UTC{zone}' if zone[0] in '+-' else zone})"


def _around(change: datetime) -> Iterator[datetime]:
    """Moments of the day before a change, of its day, and of the day after, its own bounds among them."""
    yield from (change - A_DAY, change - A_DAY / 2, change - A_SECOND)
    yield from (change, change + A_DAY / 2, change + A_DAY, change + A_DAY * 3 / 2)


def _cases(edition: Edition) -> Iterator[Mapping[str, str]]:
    """The cases that a policy itself tells: its emergencies, and its examples."""
    yield from (answers_of(edition.policy, emergency) for emergency in edition.policy.emergencies)
    yield from (example.answers for example in edition.policy.examples)


def _gone(old: Loaded, new: Loaded) -> Iterator[Finding]:
    """The clauses that a case shows, and the answers that it has, of which the next edition knows nothing."""
    places: dict[str, KeyPath] = {}
    cited: dict[str, int] = {}
    for path, part in parts(old.policy):
        places.setdefault(getattr(part, "id", ""), path)
        for clause_id in getattr(part, "cite", ()):
            cited.setdefault(clause_id, old.source.place(path)[0])
    shows = {clause.id for piece in old.edition.pieces.table for clause in clauses_told(piece.parts)}
    for clause in old.edition.clauses.values():
        if clause.id in shows and clause.id not in new.edition.clauses:
            by = f", cited in line {cited[clause.id]}" if clause.id in cited else ""
            message = f"§{clause.label} '{clause.id}' is gone, and a case of the day before may show it{by}"
            yield old.source.finding(places[clause.id], message)
    for number, question in enumerate(old.edition.policy.questions):
        now = new.edition.questions.get(question.id)
        left = {option.id for option in now.options} if now else set()
        for place, option in enumerate(question.options):
            if option.id not in left:
                message = f"the answer {question.id}={option.id} fits no question; who gave it is asked anew"
                yield old.source.finding(("questions", number, "options", place), message)
