"""What a proof finds, and the words that its findings share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from publisher.analysis.possible import Facts
from publisher.analysis.typed_answers import typed_facts
from publisher.analysis.witness import Witness
from publisher.policy_file.findings import KeyPath, listed
from wizard.conditions import UNASKED, Condition, accepted
from wizard.policy import NOT_YET
from wizard.values import value

ONLY_BEFORE = "it is so on days before that"
"""What is said where time alone keeps a row from deciding: releases have aged by a policy's first day."""
MOST_CAUSES = 3
"""How many causes of one flaw are told; more explain nothing."""
Kind = Literal[
    "no-row",
    "no-way",
    "row-never-decides",
    "never-asked",
    "alike",
    "falls-through",
    "row-not-needed",
    "rows-in-one",
    "never-cited",
    "never-shown",
    "never-given",
    "no-advice",
    "refused-level",
    "emergency-stuck",
    "emergency-unasked",
]
LOST: frozenset[Kind] = frozenset({"no-row", "no-way", "emergency-stuck", "emergency-unasked"})
"""What leaves a customer without an answer or a way to go on; the rest is worth a look."""

Where = Callable[[KeyPath], str]
"""Names a place in the file, such as `line 12`."""


@value()
class Flaw:
    """One thing that was found, at a path of the policy."""

    kind: Kind
    path: KeyPath
    message: str
    witness: Witness | None = None
    others: tuple[int, ...] = ()
    """The rows or options that it is about beside the one at the path, from 0."""

    @property
    def is_error(self) -> bool:
        """Whether a customer can get lost by it."""
        return self.kind in LOST


def why_never(facts: Facts, when: Condition, target: int, where: Where) -> str:
    """Why a condition can't hold, by as few of its facts as never come about together. Raises TooHard."""
    needed = dict(when)
    for fact in when:
        rest = {other: values for other, values in needed.items() if other != fact}
        if not facts.can(facts.space.condition(rest), target):
            needed = rest
    alone = len(needed) == 1
    said = [_never(facts, fact, accepted(values), where, alone) for fact, values in needed.items()]
    if len(said) == 1:
        return said[0]
    return f"{' and '.join(said)} never come about together" if said else "no case comes this far"


def _never(facts: Facts, fact: str, values: tuple[str, ...], where: Where, alone: bool) -> str:
    quoted = listed((f"'{value}'" for value in values), "or")
    if not alone:
        return f"'{fact}' as {quoted}"
    index = facts.space.index.get(fact)
    if index is None:  # A fact of the moment.
        return f"'{fact}' is never {quoted}"
    variable = facts.space.variables[index]
    if variable.kind == "question" and UNASKED not in values and never_comes_up(facts, index):
        return f"it needs the question '{fact}' ({where(variable.path)}), which is never asked"
    why = _only_before(facts, fact, values) or _by_its_rows(facts, index, fact, values, where)
    return f"'{fact}' is never {quoted} ({where(variable.path)}){why}"


def _by_its_rows(facts: Facts, index: int, fact: str, values: tuple[str, ...], where: Where) -> str:
    """Why a table never decides on some results, where none of its rows for them can hold, by few causes."""
    table = facts.space.edition.tables.get(fact)
    rows = [row for row in table.rows if row.then in values] if table else []
    if any(facts.can(facts.space.condition(row.when), index) for row in rows):
        return ""
    causes = dict.fromkeys(why_never(facts, row.when, index, where) for row in rows)
    return f": {'; '.join(causes)}" if 0 < len(causes) <= MOST_CAUSES else ""


def _only_before(facts: Facts, fact: str, values: tuple[str, ...]) -> str:
    """That a version was one of some statuses only before the policy's first day, where that is so."""
    edition = facts.space.edition
    if fact != edition.policy.version_question:
        return ""
    question = edition.questions[fact]
    typed = (typed_facts(edition, question, product) for product in edition.policy.products)
    if not any(known[0] in values for by_moment in typed for known in by_moment[NOT_YET]):
        return ""
    return f" from {edition.policy.effective} on, when the policy begins; {ONLY_BEFORE}"


def never_comes_up(facts: Facts, index: int) -> bool:
    """Whether no customer comes to a question."""
    return not facts.possible(index) & ~facts.space.variables[index].last
