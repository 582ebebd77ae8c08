"""Turn a source into the model's classes, or say everything that is wrong with it at once.

Guarantees:
- Each mistake is one finding, with its place in the file, however many branches of a union it fails.
- A mistake doesn't hide others (see below). A mistake that only the cutting caused is not reported.
- A model that comes back has passed all of its checks as it stands.

How it works: in rounds. Each round converts a draft of the data and reports its faults. Then the next draft
is mended: a misspelt key is taken for the one that is missing, and what else is wrong is cut out. As soon
as a draft makes a model, that model is checked too.
"""

from __future__ import annotations

import types
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from typing import Any, TypeVar, get_args

from publisher.policy_file.complaints import MEANS, Complaints
from publisher.policy_file.conversion import MISSING_KEY, UNKNOWN_KEY, Fault, convert
from publisher.policy_file.draft import Draft
from publisher.policy_file.findings import (
    MOST_ALIKE,
    NAME,
    Finding,
    KeyPath,
    Problem,
    Refused,
    command,
    nearest,
    proposed,
    shown,
    upwards,
)
from publisher.policy_file.hints import (
    choices,
    hint_at,
    is_group,
    is_list,
    is_optional,
    is_part,
    keys_of,
    part_around,
    value_at,
)
from publisher.policy_file.source import Source
from publisher.policy_file.yaml_tree import TWICE

T = TypeVar("T")
Check = Callable[[T], Iterable[Problem]]
"""Finds what is wrong between the parts of a model."""

MOST_ROUNDS = 20


def load(source: Source, kind: type[T], check: Check[T]) -> T:
    """The model in `source`, checked; raises Refused with everything that reading and checking found."""
    findings = list(source.findings)
    blank = {path for path in source.blanks if _counts_as_absent(kind, source.data, path)}
    repair = _Repair(kind, source.data, blank)
    for _ in range(MOST_ROUNDS):
        draft = repair.draft()
        model, faults = convert(kind, draft.data)
        if repair.knows_all(draft, faults):
            findings += _checked(source, draft, check, model or _incomplete(kind, draft.data), repair)
            break
        meant = _misspelt(kind, draft, faults)
        findings += Complaints(source, kind, draft).about(faults, meant.values(), repair.cut)
        if not repair.mend(draft, faults, meant):
            break
    if findings or faults:
        raise Refused(findings)
    return model  # type: ignore[no-any-return]


def _incomplete(kind: Any, data: Any) -> Any:
    """A model with nothing in place of the keys at the top that are missing, to check the rest of it."""
    model = object.__new__(kind)
    for key, hint in keys_of(kind).items():
        value, faults = convert(hint, data[key]) if key in data else (_nothing(kind, key, hint), [])
        object.__setattr__(model, key, None if faults else value)
    return model


def _nothing(kind: Any, key: str, hint: Any) -> Any:
    if is_optional(kind, key):
        field = next(field for field in fields(kind) if field.name == key)
        made: Any = field.default_factory
        return made() if field.default is MISSING else field.default
    return () if is_list(hint) else {} if is_group(hint) else ""


def _checked(source: Source, draft: Draft, check: Check[Any], model: Any, repair: _Repair) -> list[Finding]:
    problems: list[Problem] = []
    shortened = {path[:-1] for path in repair.cut}
    try:
        for problem in check(model):
            # What is wrong with a list as a whole can't be told while an item of it is cut out.
            path = draft.original(problem.path)
            if path not in shortened and repair.cut.isdisjoint(upwards(path)):
                problems.append(problem)
    except Exception:
        # In a repaired model a part can be missing that the check relies on. Then what is wrong is reported
        # already, and the check runs in full once it is mended. In a whole model it is a mistake of ours.
        if not repair.cut:
            raise
    if not problems:
        return []
    problems = list(_first_beside_each_other(problems))
    caused = _names_cut_out(source, draft, problems, repair) | _names_taken(problems)
    caused |= _names_skipped(problems, _ids_twice(source, draft))
    malformed = tuple(proposed(name) for name in _ids(draft.data) if not NAME.fullmatch(name))
    return [
        _finding(source, draft, problem)
        for problem in problems
        if problem.name not in caused and not problem.message.endswith(malformed)
    ]


def _first_beside_each_other(problems: list[Problem]) -> Iterator[Problem]:
    """The problems; of a great many names beside each other that name nothing, only the first of them."""
    found = Counter(problem.path[:-1] for problem in problems if problem.name)
    told: Counter[KeyPath] = Counter()
    for problem in problems:
        around = problem.path[:-1]
        told[around] += bool(problem.name)
        more = found[around] - MOST_ALIKE
        if problem.name and told[around] == MOST_ALIKE and more > 0:
            problem = replace(problem, message=f"{problem.message} ({more} more like it.)")
        if not problem.name or told[around] <= MOST_ALIKE:
            yield problem


def _finding(source: Source, draft: Draft, problem: Problem) -> Finding:
    message = problem.message
    if problem.command:
        message = message.replace("{command}", command(problem.command, source.name))
    line_of = draft.original(problem.line_of) if problem.line_of is not None else None
    path = draft.original(problem.path)
    finding = source.finding(path, message, at_key=problem.at_key, line_of=line_of)
    return replace(finding, is_cause=problem.is_cause)


def _names_cut_out(source: Source, draft: Draft, problems: list[Problem], repair: _Repair) -> set[str]:
    """The names of the parts that had to be cut out: that they name nothing now is no mistake.

    For each of those that have no id, the name that is missed most is taken.
    """
    lists = {key for key, hint in keys_of(repair.kind).items() if is_list(hint)}
    if any(path[0] in lists for path in repair.cut if len(path) == 1):
        # Of a list that could not be read nobody knows what it names.
        return {problem.name for problem in problems if problem.name}
    gone = Counter(_ids(source.data)) - Counter(_ids(draft.data))
    missed = Counter(problem.name for problem in problems if problem.name and problem.name not in gone)
    return {*gone, *(name for name, _ in missed.most_common(repair.nameless))}


def _names_taken(problems: list[Problem]) -> set[str]:
    """The names that parts had before they were given another one's: as many as there are such parts.

    Those that are missed most, and more than once, are taken.
    """
    twice = {problem.path for problem in problems if problem.path[-1:] == ("id",) and problem.line_of}
    missed = Counter(problem.name for problem in problems if problem.name)
    return {name for name, times in missed.most_common(len(twice)) if times > 1}


def _ids_twice(source: Source, draft: Draft) -> int:
    """How many ids before colons are another part's too, which alone was read."""
    ids = {shown(name) for name in _ids(draft.data)}
    return sum(finding.message.partition(f" {TWICE}")[0] in ids for finding in source.findings)


def _names_skipped(problems: list[Problem], twice: int) -> set[str]:
    """The names of the parts that were not read because their keys are written `twice`: the most missed.

    Of a part that names others after itself, those too.
    """
    missed = Counter(problem.name for problem in problems if problem.name)
    whole = {
        name: min((other for other in missed if f"{name}-".startswith(f"{other}-")), key=len)
        for name in missed
    }
    together: Counter[str] = Counter()
    for name, times in missed.items():
        together[whole[name]] += times
    skipped = {name for name, _ in together.most_common(twice)}
    return {name for name in missed if whole[name] in skipped}


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        value = list(value.values())
    if isinstance(value, list):
        for child in value:
            yield from _ids(child)


class _Repair:
    """What was mended so far in the data that was meant for a kind of model."""

    def __init__(self, kind: Any, data: Any, blank: set[KeyPath]) -> None:
        self.cut: set[KeyPath] = set()
        self.nameless = 0
        """How many parts were cut out because they have no id."""
        self.kind = kind
        self._data = data
        self._blank = blank
        self._renamed: dict[KeyPath, str] = {}

    def draft(self) -> Draft:
        """The data as it is now."""
        return Draft(self._data, self._blank | self.cut, self._renamed)

    def knows_all(self, draft: Draft, faults: list[Fault]) -> bool:
        """Whether all faults of a draft are that something is missing which had to be cut out at the top."""
        return all(fault.type == MISSING_KEY and draft.original(fault.path) in self.cut for fault in faults)

    def mend(self, draft: Draft, faults: list[Fault], meant: Mapping[KeyPath, KeyPath]) -> bool:
        """Mend the faults of a draft; False where nothing more can be done about them."""
        mended = {*meant.keys(), *meant.values()}
        self.nameless += sum(
            fault.type == MISSING_KEY and fault.path[-1] == "id" and fault.path not in mended
            for fault in faults
        )
        more = {_place_to_cut(self.kind, draft, fault) for fault in faults if fault.path not in mended}
        if any(not fault.path for fault in faults) or (more <= self.cut and not meant):
            return False
        self._renamed |= {draft.original(wrong): str(right[-1]) for wrong, right in meant.items()}
        self.cut |= more
        return True


def _misspelt(kind: Any, draft: Draft, faults: Iterable[Fault]) -> dict[KeyPath, KeyPath]:
    """The path of each unknown key that was surely meant for one that is missing, and that one's path."""
    missing = {fault.path for fault in faults if fault.type == MISSING_KEY}
    without = {path[:-1] for path in missing}
    meant: dict[KeyPath, KeyPath] = {}
    unknown = [fault.path for fault in faults if fault.type == UNKNOWN_KEY and fault.path[:-1] in without]
    beside = Counter(path[:-1] for path in unknown)
    # Of a great many in one place none is told from the others.
    for path in (path for path in unknown if beside[path[:-1]] <= MOST_ALIKE):
        known = keys_of(part_around(kind, draft.data, path))
        right = (*path[:-1], MEANS.get(str(path[-1])) or nearest(str(path[-1]), known) or "")
        if right in missing and right not in meant.values():
            meant[path] = right
    return meant


def _place_to_cut(kind: Any, draft: Draft, fault: Fault) -> KeyPath:
    """The smallest part around a fault that the model can do without, or else the whole key at the top."""
    path = fault.path
    if fault.type != UNKNOWN_KEY:
        while len(path) > 1 and not _can_go(kind, draft.data, path):
            path = path[:-1]
    return draft.original(path)


def _can_go(kind: Any, data: Any, path: KeyPath) -> bool:
    around = part_around(kind, data, path)
    if is_part(around):
        return is_optional(around, path[-1])
    return around is not None and value_at(data, path) is not None


def _counts_as_absent(kind: Any, data: Any, path: KeyPath) -> bool:
    """Whether a key with nothing after it means "not given": where a list, a group or nothing may stand."""
    if not isinstance(path[-1], str):
        return False
    hint = hint_at(kind, data, path)
    if types.NoneType in get_args(hint):
        return True
    return all(is_list(choice) or is_group(choice) for choice in choices(hint))
