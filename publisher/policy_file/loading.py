"""Turn a read file into the model's classes, or say everything that is wrong with it at once.

Guarantees:
- Each mistake is one finding, with its place in the file, however many branches of a union it fails.
- A mistake doesn't hide others: a copy is mended, or what is wrong cut out of it, until the rest makes a
  model, and that model is checked too. A mistake that only the cutting caused is not told.
- A model that comes back has passed all of its checks as it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from publisher.policy_file.complaints import Complaints
from publisher.policy_file.faults import convert
from publisher.policy_file.findings import Finding, KeyPath, Problem, Refused
from publisher.policy_file.repair import Draft, Repair, counts_as_absent
from publisher.policy_file.source import Source

T = TypeVar("T")
Check = Callable[[T, frozenset[str]], Iterable[Problem]]
"""Takes a model and the ids of parts that had to be cut out of it: a name of one of those is no mistake."""

MOST_ROUNDS = 20


def load(source: Source, kind: type[T], check: Check[T]) -> T:
    """The model in `source`, checked; raises Refused with all that reading, converting and checking found."""
    findings = list(source.findings)
    blank = {path for path in source.blanks if counts_as_absent(kind, source.data, path)}
    repair = Repair(kind, source.data, blank)
    for _ in range(MOST_ROUNDS):
        draft = repair.draft()
        model, faults = convert(kind, draft.data)
        if not faults:
            findings += _checked(source, draft, check, model, repair.cut)
            break
        findings += Complaints(source, kind, draft).about(faults, repair.cut)
        if not repair.mend(draft, faults):
            break
    if findings or faults:
        raise Refused(findings)
    return model  # type: ignore[no-any-return]


def _checked(source: Source, draft: Draft, check: Check[Any], model: Any, cut: set[KeyPath]) -> list[Finding]:
    found: list[Finding] = []
    shortened = {path[:-1] for path in cut}
    try:
        for problem in check(model, _gone(source, draft)):
            # What is wrong with a list as a whole can't be told while an item of it is cut out.
            if draft.original(problem.path) not in shortened:
                found.append(_finding(source, draft, problem))
    except Exception:
        # In a repaired model a part can be missing that the check relies on. Then what is wrong is told
        # already, and the check runs in full once it is mended. In a whole model it is a mistake of ours.
        if not cut:
            raise
    return found


def _finding(source: Source, draft: Draft, problem: Problem) -> Finding:
    message = problem.message
    if problem.line_of is not None:
        message += f" {source.place(draft.original(problem.line_of))[0]}"
    return source.finding(draft.original(problem.path), message, at_key=problem.at_key)


def _gone(source: Source, draft: Draft) -> frozenset[str]:
    """The ids that stand more often in the file than in what is left of it."""
    return frozenset(Counter(_ids(source.data)) - Counter(_ids(draft.data)))


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        value = list(value.values())
    if isinstance(value, list):
        for child in value:
            yield from _ids(child)
