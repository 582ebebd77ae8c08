"""What a policy refers to and has lost: told with what it was in the edition that is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import KeyPath, Problem, shown
from publisher.policy_file.remarks import name_of
from wizard.policy import Part, Policy

TITLES = ("text", "title", "label", "name")


def recalled(problems: Iterable[Problem], policy: Policy, published: Policy) -> Iterator[Problem]:
    """The problems, of which those with a name that is gone begin with what that was."""
    here = {_id(part) for _, part in parts(policy)}
    was = {_id(part): (path, part) for path, part in parts(published) if _id(part) not in here}
    for problem in problems:
        if problem.name and problem.name in was:
            gone = _gone(published, *was[problem.name])
            problem = replace(problem, message=f"{gone}; put it back, or mend this: {problem.message}")
        yield problem


def _gone(published: Policy, path: KeyPath, part: Part) -> str:
    title = next((text for name in TITLES if (text := getattr(part, name, ""))), "")
    return (
        f"'{_id(part)}' is gone; the published edition has it at {name_of(published, path)}, {shown(title)}"
    )


def _id(part: Part) -> str:
    return str(getattr(part, "id", ""))
