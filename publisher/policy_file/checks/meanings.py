"""What a policy's conditions and questions mean: they look at facts that exist, and exist in time.

A question may look at the moment and at the questions before it; a table's row at every answer and at the
tables before it; what the outcome shows, at everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.checks.references import results
from publisher.policy_file.findings import KeyPath, Problem, instead, shown
from wizard.conditions import UNASKED, Values, accepted
from wizard.kinds import kind_of
from wizard.policy import (
    CLOSED,
    IN_FORCE,
    NONE,
    NOT_YET,
    OPEN,
    POLICY,
    Policy,
    Question,
    Row,
)

BEFORE = "no-verdict"
"""The tone of what is said before the policy is in force."""
Domain = dict[str, tuple[str, ...]]
"""The facts that a condition may look at, each with the values that it can have."""


def check_meanings(policy: Policy) -> Iterator[Problem]:
    """Every condition on an unknown fact or value."""
    yield from _conditions(policy)
    yield from _kinds_asked_once(policy)
    yield from _version_question(policy)


def facts_of(policy: Policy) -> Domain:
    """Every fact, with its values: those of the moment, then the questions and the tables in their order."""
    known = _facts_of_the_moment(policy)
    for question in policy.questions:
        known |= _facts_by(question, policy)
    decided = results(policy)
    return known | {table.id: decided[table.id] for table in policy.tables}


def all_but(values: Values, known: tuple[str, ...]) -> Values:
    """The values with `not` written out: all other answers, or results, that are known of a fact.

    Never that there is none: whoever says "not urgent" speaks of a case that was asked about, or decided.
    """
    if not isinstance(values, dict):
        return values
    others = {value for listed in values.values() for value in accepted(listed)}
    absent = UNASKED if UNASKED in known else NONE  # An option of a question can be called `none`.
    return tuple(value for value in known if value not in (*others, absent))


def _facts_by(question: Question, policy: Policy) -> Domain:
    """The facts that become known by the answer to a question."""
    return {fact: (*values, UNASKED) for fact, values in kind_of(question).domains(policy).items()}


def _facts_of_the_moment(policy: Policy) -> Domain:
    channels: Domain = {channel.id: (OPEN, CLOSED) for channel in policy.channels}
    return {POLICY: (IN_FORCE, NOT_YET), **channels}


def _conditions(policy: Policy) -> Iterator[Problem]:
    every = facts_of(policy)
    known = _facts_of_the_moment(policy)
    later = every.keys() - known.keys()
    for number, question in enumerate(policy.questions):
        yield from _condition(("questions", number), question.when, known, later)
        known |= _facts_by(question, policy)
    for number, table in enumerate(policy.tables):
        for row_number, row in enumerate(table.rows):
            yield from _condition(("tables", number, "rows", row_number), row.when, known, later)
        known[table.id] = every[table.id]
    for path, part in parts(policy):
        if not isinstance(part, Question | Row) and hasattr(part, "when"):
            yield from _condition(path, part.when, known, later)


def _condition(
    path: KeyPath, when: Mapping[str, Values], known: Domain, later: set[str]
) -> Iterator[Problem]:
    """What is wrong in a condition, each with the name that it stumbles over."""
    for fact, values in when.items():
        place: KeyPath = (*path, "when", fact)
        if fact in known:
            yield from _values(place, fact, values, known[fact])
        elif fact in later:
            message = f"'{fact}' is not known yet at this point; look only at what comes before it"
            yield Problem(place, message, at_key=True, name=fact)
        else:
            message = f"{shown(fact)} is no question, channel or table{instead(fact, known)}"
            yield Problem(place, message, at_key=True, name=fact)


def _values(place: KeyPath, fact: str, values: Values, known: tuple[str, ...]) -> Iterator[Problem]:
    if isinstance(values, dict):
        for key, listed in values.items():
            yield from _values((*place, key), fact, listed, known)
    if not accepted(all_but(values, known)):
        yield Problem(place, f"no value of '{fact}' is listed, so this never holds; list some", name=fact)
    for number, value in enumerate(() if isinstance(values, dict) else accepted(values)):
        if value not in known:
            where = place if isinstance(values, str) else (*place, number)
            right = _denied(value, fact, known) or instead(value, known)
            yield Problem(where, f"'{fact}' is never {shown(value)}{right}", name=value)


def _denied(value: str, fact: str, known: tuple[str, ...]) -> str:
    """How to say that a fact is not a value, where that was written as one text."""
    words = value.replace("!", "not ").split()
    if words[:1] == ["not"] and "-".join(words[1:]) in known:
        return f"; write {fact}: {{not: {'-'.join(words[1:])}}}"
    return ""


def check_before_in_force(policy: Policy) -> Iterator[Problem]:
    """Whether it is said what holds until the policy is in force."""
    verdicts = [verdict.id for verdict in policy.verdicts if verdict.tone == BEFORE]
    if len(verdicts) != 1 and not says_when_in_force(policy):
        message = (
            f"nothing says what holds before {policy.effective}; add a verdict of tone '{BEFORE}' for it, "
            "such as {id: not-in-force, tone: no-verdict, title: The policy is not in force yet}"
        )
        if verdicts:
            message = (
                f"several verdicts are of tone '{BEFORE}'; add a row with when: {{policy: not-yet}} for one"
            )
        yield Problem(("verdicts",), message, at_key=True)


def says_when_in_force(policy: Policy) -> bool:
    """Whether the policy has rows of its own for the days before it is in force."""
    return any(POLICY in row.when for table in policy.tables if table.id == "verdict" for row in table.rows)


def _kinds_asked_once(policy: Policy) -> Iterator[Problem]:
    first_of: dict[str, int] = {}
    for number, question in enumerate(policy.questions):
        first = first_of.setdefault(question.kind, number)
        if first < number and kind_of(question).once:
            there_is = f"there is another question of kind '{question.kind}'"
            message = f"{there_is}; remove one of them, the first is on line"
            yield Problem(("questions", number, "kind"), message, line_of=("questions", first))


def _version_question(policy: Policy) -> Iterator[Problem]:
    product, version = policy.product_question, policy.version_question
    if not version:
        return
    asked = [question.id for question in policy.questions]
    number = asked.index(version)
    if product in asked[number:]:
        yield Problem(
            ("questions", number), "the version is asked before the product; swap the two questions"
        )
    elif len(policy.products) > 1 and not product:
        message = "there are several products; ask first which one it is, by a question of kind 'product'"
        yield Problem(("questions", number), message)
    if not policy.version_rules and any(product.releases for product in policy.products):
        message = "releases are listed, but no 'version_rules' say how far each is supported; add them"
        yield Problem(("products",), message, at_key=True)
