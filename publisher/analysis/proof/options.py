"""What is wrong with the questions and their options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publisher.analysis.possible import Facts
from publisher.analysis.proof.flaw import Flaw, Where, is_settled, listed, why_never
from publisher.analysis.search import Clause
from publisher.analysis.space import Branch, Condition, Variable
from publisher.analysis.witness import shortest
from wizard.policy import Question


def never_asked(facts: Facts, number: int, question: Question, where: Where) -> Iterator[Flaw]:
    """A question that no customer comes to; one whose answer is always known is none."""
    at = facts.space.index[question.id]
    if not facts.possible(at) & facts.space.variables[at].asked and not is_settled(question, facts, at):
        cause = why_never(facts, question.when, at, where)
        yield Flaw("never-asked", ("questions", number), f"this question is never asked: {cause}")


def alike(facts: Facts, number: int, question: Question) -> Iterator[Flaw]:
    """Options of which any could be picked in place of another, and nothing would change.

    Nothing: no question that follows, no row that decides, no part that the outcome shows.
    """
    at = facts.space.index[question.id]
    if question.kind != "choice" or not facts.possible(at) & facts.space.variables[at].asked:
        return
    for group in _groups(facts, at, len(question.options)):
        names = listed((f"'{question.options[one].label}'" for one in group), "or")
        what = "which of these is picked"
        if len(group) == len(question.options):
            what = "how this question is answered"
        message = f"but for the ticket's words, it makes no difference {what}: {names}"
        asked = shortest(facts, ((at, 1 << group[0]),), at, upto=at)
        path = ("questions", number, "options", group[-1])
        yield Flaw("alike", path, message, asked, tuple(group))


def _groups(facts: Facts, at: int, options: int) -> list[list[int]]:
    """The options that change nothing among themselves, in groups of two or more."""
    by_trials: dict[tuple[tuple[int, ...], ...], list[int]] = {}
    for option in range(options):
        by_trials.setdefault(_traces(facts, at, option), []).append(option)
    groups: list[list[int]] = []
    for candidates in by_trials.values():
        of_these: list[list[int]] = []
        for option in candidates:
            group = next((one for one in of_these if not _differ(facts, at, one[0], option)), None)
            if group is None:
                of_these.append([option])
            else:
                group.append(option)
        groups += of_these
    return sorted(group for group in groups if len(group) > 1)


def _traces(facts: Facts, at: int, option: int) -> tuple[tuple[int, ...], ...]:
    """What happens in the trials after a question, where it is asked and always answered with one option."""
    run = facts.trials.run((at, 1 << option))
    asked = run.branches[at][0]
    return tuple(
        tuple(trials & asked for trials in _told_apart(facts.space.variables[of], run.branches[of]))
        for of in range(at + 1, len(facts.space.variables))
    )


def _told_apart(variable: Variable, trials: list[int]) -> list[int]:
    """Of the branches that were taken, what a customer notices: for a question, that it is asked."""
    if variable.kind != "question":
        return trials
    asked = 0
    for branch, taken in zip(variable.branches, trials, strict=True):
        asked |= taken if branch.values & variable.asked else 0
    return [asked]


def _differ(facts: Facts, at: int, one: int, other: int) -> bool:
    """Whether there is a case in which two options lead to something else. Raises TooHard."""
    variables = facts.space.variables
    if not any(_reads(variable, at, one, other) for variable in variables[at + 1 :]):
        return False
    shift = len(variables) - at
    twins = [_twin(variable, at, shift) for variable in variables[at:]]
    both = facts.beside(twins)
    same: list[Clause] = []
    for of in range(at + 1, len(variables)):
        for values in _noticed(variables[of]):
            case: Condition = ((at, 1 << one), (at + shift, 1 << other), (of, values))
            if both.can((*case, (of + shift, variables[of].all & ~values)), of, same):
                return True
            if variables[of].kind == "question":
                case = ((at, 1 << one), (at + shift, 1 << other), (of, variables[of].all & ~values))
                if both.can((*case, (of + shift, values)), of, same):
                    return True
        same += _same_answer(variables[of], of, of + shift)
    return False


def _reads(variable: Variable, at: int, one: int, other: int) -> bool:
    """Whether some condition of a variable holds for one of two options only."""
    literals = [literal for branch in variable.branches for literal in branch.when if literal[0] == at]
    return any((values >> one ^ values >> other) & 1 for _, values in literals)


def _twin(variable: Variable, at: int, shift: int) -> Variable:
    """The same variable in the other of two cases, which looks at the facts of that case."""

    def moved(when: Condition) -> Condition:
        return tuple((of + shift if of >= at else of, values) for of, values in when)

    branches = tuple(Branch(moved(branch.when), branch.values) for branch in variable.branches)
    return replace(variable, kind="copy", branches=branches)


def _noticed(variable: Variable) -> list[int]:
    """The sets of values that a customer can tell from all others."""
    if variable.kind == "question":
        return [variable.asked] if variable.asked else []
    return [branch.values for branch in variable.branches]


def _same_answer(variable: Variable, at: int, twin: int) -> list[Clause]:
    """Where a question is asked in both cases, it is answered alike."""
    if variable.kind != "question":
        return []
    found: list[Clause] = []
    for fact in dict.fromkeys(variable.facts):
        answered = variable.having([fact]) & variable.asked
        if answered:
            found.append(((at, variable.all & ~answered), (twin, answered)))
            found.append(((twin, variable.all & ~answered), (at, answered)))
    return found
