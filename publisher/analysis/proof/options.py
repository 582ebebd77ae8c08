"""What is wrong with the questions and their options."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from publisher.analysis.bitsets import numbers_in, places_of
from publisher.analysis.possible import Facts
from publisher.analysis.proof.flaw import Flaw, Where, never_comes_up, why_never
from publisher.analysis.search import Clause
from publisher.analysis.space import Branch, Condition, Variable
from publisher.analysis.witness import shortest
from publisher.policy_file.findings import listed
from wizard.kinds import kind_of
from wizard.outcome.unsure import open_levels
from wizard.policy import Question


def never_asked(facts: Facts, number: int, question: Question, where: Where) -> Iterator[Flaw]:
    """A question that no customer comes to; one whose answer is always known is none."""
    index = facts.space.index[question.id]
    if never_comes_up(facts, index):
        cause = why_never(facts, question.when, index, where)
        yield Flaw("never-asked", ("questions", number), f"this question is never asked: {cause}")


def alike(facts: Facts, number: int, question: Question) -> Iterator[Flaw]:
    """Options of which any could be picked in place of another, and nothing would change; answers that no
    condition names.

    Nothing: no question that follows, no row that decides, no part that the outcome shows.
    """
    index = facts.space.index[question.id]
    apart = kind_of(question).told_apart
    if apart and not _is_named(facts, index, facts.space.variables[index].having(apart)):
        names = listed((f"'{value}'" for value in apart), "or")
        message = (
            f"no condition names {names}, so that a day long ago and one that isn't known are both of all "
            "other cases"
        )
        yield Flaw("falls-through", ("questions", number), message)
    if not question.options or not facts.possible(index) & facts.space.variables[index].asked:
        return
    groups = _groups(facts, index, len(question.options))
    if any(level.question.id == question.id for level in open_levels(facts.space.edition.policy)):
        # Only who isn't sure is told what the other answers could bring.
        groups = [part for group in groups for part in _sure_and_unsure(question, group) if len(part) > 1]
    for group in groups:
        names = listed((f"'{question.options[option].label}'" for option in group), "or")
        what = "which of these is picked"
        if len(group) == len(question.options):
            what = "how this question is answered"
        message = f"but for the ticket's words, it makes no difference {what}: {names}"
        asked = shortest(facts, ((index, 1 << group[0]),), index, upto=index)
        path = ("questions", number, "options", group[-1])
        yield Flaw("alike", path, message, asked, tuple(group))
    if len(question.options) > 2:
        told = {option for group in groups for option in group}
        yield from _falling_through(facts, number, index, told)


def _falling_through(facts: Facts, number: int, index: int, told: Collection[int]) -> Iterator[Flaw]:
    """Each option, but those of which something is `told`, that is one of all other cases."""
    for option in range(len(facts.space.edition.policy.questions[number].options)):
        message = "" if option in told else _falls_through(facts, index, 1 << option)
        if message:
            yield Flaw("falls-through", ("questions", number, "options", option), message)


def _sure_and_unsure(question: Question, group: list[int]) -> tuple[list[int], list[int]]:
    sure = [option for option in group if not question.options[option].unsure]
    return sure, [option for option in group if option not in sure]


def _falls_through(facts: Facts, index: int, option: int) -> str:
    """Why an answer is one of all other cases; empty where it is none."""
    if not _is_named(facts, index, option):
        return "no condition names this answer, so it is one of all other cases wherever it matters"
    if further := _asked_in_vain(facts, index, option):
        return (
            f"no row names this answer, though '{further}' is asked for it, and each row that goes by that "
            "names other answers to this question; write a row for it, or take it out"
        )
    for further, left in _left_out(facts, index, option):
        return (
            f"no row names this answer with {left} to '{further}', as those of other answers do, so this "
            "is one of all other cases; write a row for it"
        )
    return ""


def _left_out(facts: Facts, index: int, option: int) -> Iterator[tuple[str, str]]:
    """Questions asked for an answer of which its rows leave answers out, and those of another one none."""
    variables, questions = facts.space.variables, facts.space.edition.policy.questions
    for question in (question for question in questions if question.options):
        place = facts.space.index[question.id]
        if not any(dict(branch.when).get(index, 0) & option for branch in variables[place].branches):
            continue
        for table in (variable for variable in variables[place + 1 :] if variable.kind == "table"):
            rows = [dict(branch.when) for branch in table.branches]
            options = (1 << number for number in numbers_in(variables[index].asked))
            left = {other: _left_by(rows, index, other, place, variables[place].asked) for other in options}
            if left[option] and 0 in left.values():
                names = (f"'{question.options[number].label}'" for number in numbers_in(left[option] or 0))
                yield question.id, listed(names, "or")


def _left_by(rows: list[dict[int, int]], index: int, option: int, further: int, asked: int) -> int | None:
    """The answers to a further question that no row goes by for an answer; None where no row names both."""
    of = [row for row in rows if (index in row or further in row) and row.get(index, option) & option]
    if not any(index in row and further in row for row in of):
        return None
    for row in of:
        asked &= ~row.get(further, asked)
    return asked


def _asked_in_vain(facts: Facts, index: int, option: int) -> str:
    """A question that is asked for an answer, where no row but those for other answers goes by it."""
    further = list(enumerate(facts.space.variables))[index + 1 :]
    reading = [
        (variable.kind, later, dict(branch.when))
        for later, variable in further
        for branch in variable.branches
    ]
    if any(when.get(index, 0) & option for kind, _, when in reading if kind != "question"):
        return ""
    for asked in (
        later for kind, later, when in reading if kind == "question" and when.get(index, 0) & option
    ):
        rows = [when for kind, _, when in reading if kind == "table" and asked in when]
        if rows and all(index in when for when in rows):
            return next(question for question, place in facts.space.index.items() if place == asked)
    return ""


def _is_named(facts: Facts, index: int, of: int) -> bool:
    """Whether some condition lists one of the values."""
    return any(
        read == index and values & of
        for variable in facts.space.variables[index + 1 :]
        for branch in variable.branches
        for read, values in branch.when
    )


def _groups(facts: Facts, index: int, options: int) -> list[list[int]]:
    """The options that change nothing among themselves, in groups of two or more.

    Trials tell most options apart; only of those that no trial tells apart it must be proved.
    """
    by_trials: dict[tuple[tuple[int, ...], ...], list[int]] = {}
    for option in range(options):
        by_trials.setdefault(_traces(facts, index, option), []).append(option)
    groups: list[list[int]] = []
    for candidates in by_trials.values():
        proved: list[list[int]] = []
        for option in candidates:
            group = next((group for group in proved if not _differ(facts, index, group[0], option)), None)
            if group is None:
                proved.append([option])
            else:
                group.append(option)
        groups += proved
    return sorted(group for group in groups if len(group) > 1)


def _traces(facts: Facts, index: int, option: int) -> tuple[tuple[int, ...], ...]:
    """What happens in the trials after a question, where it is asked and always answered with one option."""
    run = facts.trials.run((index, 1 << option))
    asked = run.branches[index][0]
    return tuple(
        tuple(trials & asked for trials in _told_apart(facts.space.variables[later], run.branches[later]))
        for later in range(index + 1, len(facts.space.variables))
    )


def _told_apart(variable: Variable, trials: list[int]) -> list[int]:
    """Of the branches that were taken, what a customer notices: for a question, that it is asked."""
    if variable.kind != "question":
        return trials
    asked = 0
    for branch, taken in zip(variable.branches, trials, strict=True):
        asked |= taken if branch.values & variable.asked else 0
    return [asked]


def _differ(facts: Facts, index: int, option: int, other: int) -> bool:
    """Whether there is a case in which two options lead to something else. Raises TooHard.

    Two cases are searched for together that differ in the option and, apart from it, answer alike every
    question that both ask. The second has twins of all variables from the question on.
    """
    variables = facts.space.variables
    if not any(_reads(variable, index, option, other) for variable in variables[index + 1 :]):
        return False
    shift = len(variables) - index
    both = facts.beside([_twin(variable, index, shift) for variable in variables[index:]])
    picked: Condition = ((index, 1 << option), (index + shift, 1 << other))
    same: list[Clause] = []
    for later in range(index + 1, len(variables)):
        variable = variables[later]
        for values in _noticed(variable):
            rest = variable.all & ~values
            if both.can((*picked, (later, values), (later + shift, rest)), later, same):
                return True
            # The other way round. Of all but a question, another of its branches has that turn.
            reverse = (*picked, (later, rest), (later + shift, values))
            if variable.kind == "question" and both.can(reverse, later, same):
                return True
        same += _same_answer(variable, later, later + shift)
    return False


def _reads(variable: Variable, index: int, option: int, other: int) -> bool:
    """Whether some condition of a variable holds for one of two options only."""
    literals = [literal for branch in variable.branches for literal in branch.when if literal[0] == index]
    return any((values >> option ^ values >> other) & 1 for _, values in literals)


def _twin(variable: Variable, index: int, shift: int) -> Variable:
    """The same variable in the other of two cases, which looks at the facts of that case."""

    def moved(when: Condition) -> Condition:
        return tuple((read + shift if read >= index else read, values) for read, values in when)

    branches = tuple(Branch(moved(branch.when), branch.values) for branch in variable.branches)
    return replace(variable, kind="copy", branches=branches)


def _noticed(variable: Variable) -> list[int]:
    """The sets of values that a customer can tell from all others."""
    if variable.kind == "question":
        return [variable.asked] if variable.asked else []
    return [branch.values for branch in variable.branches]


def _same_answer(variable: Variable, index: int, twin: int) -> list[Clause]:
    """The clauses that an answer given in one of two cases is given in the other."""
    if variable.kind != "question":
        return []
    found: list[Clause] = []
    seen = list(zip(variable.facts, variable.releases, strict=True))
    for answer in dict.fromkeys(seen):
        answered = places_of(fact == answer for fact in seen) & variable.asked
        if answered:
            found.append(((index, variable.all & ~answered), (twin, answered)))
            found.append(((twin, variable.all & ~answered), (index, answered)))
    return found
