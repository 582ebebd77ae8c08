"""Names of a policy's parts: well formed, and each given once among those that are looked up together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import NAME, KeyPath, Problem, shown, upwards
from wizard.clauses import citable
from wizard.conditions import UNASKED
from wizard.policy import (
    NONE,
    POLICY,
    RELEASE,
    VERSION_FACTS,
    Channel,
    Clause,
    Detail,
    Level,
    Part,
    Policy,
    Procedure,
    Question,
    Reading,
    Row,
    Section,
    Subsection,
    Table,
)

CITABLE = (Clause, Channel, Level, Procedure, Subsection)
FACTS = (Question, Channel, Table)
ANSWERS = (Question, Detail)
LOOKED_UP = (
    (CITABLE, "sections, clauses, channels, levels and procedures"),
    (FACTS, "questions, channels and tables"),
    (ANSWERS, "questions and details"),
    ((Row,), "rows of the tables"),
)
RESERVED = {
    POLICY: "the fact that says whether the policy is in force",
    RELEASE: "the fact that says which release it is about",
    UNASKED: "the value of a question that was not asked",
}
LONGEST = 80
"""Letters of an id: ids stand in addresses, and a section's is a folder's name too."""
PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))
NO_FOLDERS = frozenset({"index", "con", "prn", "aux", "nul", *PORTS})
"""What no section's folder can be called: the page above it, and what Windows takes for devices."""
SIGN = re.compile(r"^\s*(§+|section\b|sec\.)", re.IGNORECASE)
"""What stands before a number where the site names it."""
ANCHORED = (*CITABLE, Reading, Table)
OF_PAGES = ("find", "now-data")
"""What pages with such anchors call elements of their own, alone or before a hyphen and more."""

Named = list[tuple[KeyPath, Part]]


def check_identities(policy: Policy) -> Iterator[Problem]:
    """Every id that is malformed, reserved, or given twice where one name must mean one thing."""
    named = [(path, part) for path, part in parts(policy) if _id(part)]
    wrong = {_id(part) for _, part in named if not NAME.fullmatch(_id(part))}
    for path, part in named:
        yield from _malformed(path, part, wrong)
        yield from _reserved(path, part)
    for kinds, what in LOOKED_UP:
        yield from _twice([(path, part) for path, part in named if isinstance(part, kinds)], what)
    lists: dict[KeyPath, Named] = {}
    for path, part in named:
        if not isinstance(part, (*CITABLE, *FACTS, *ANSWERS, Row)):
            lists.setdefault(path[:-1], []).append((path, part))
    for path, together in lists.items():
        yield from _twice(together, str(path[-1]))
    for path, part in parts(policy):
        number = getattr(part, "number", "")
        bare = SIGN.sub("", number).strip()
        bare = bare.rstrip(".") if isinstance(part, Subsection) else bare
        if bare != number:
            yield Problem((*path, "number"), f"{shown(number)} is more than a number; write {bare or 3}")
    yield from _labels(policy)


def _labels(policy: Policy) -> Iterator[Problem]:
    """Every clause, section, level and procedure that people would name as they name another one."""
    known = [(path, part) for path, part in parts(policy) if isinstance(part, CITABLE)]
    paths = {_id(part): path for path, part in known}
    numbers = {_id(part): getattr(part, "number", "") for _, part in known}
    inner: tuple[Level | Procedure, ...] = (*policy.levels, *policy.procedures)
    unnumbered = {part.id for part in inner if not part.number}
    first: dict[str, str] = {}
    # What stands in a part with another one's number has the other's labels for that alone.
    told: set[KeyPath] = set()
    for cited in (clause for clause in citable(policy) if clause.id not in unnumbered):
        yield from _run_together(paths[cited.id], cited.label, numbers[cited.id])
        path, other = paths[cited.id], first.setdefault(cited.label, cited.id)
        if other != cited.id and told.isdisjoint(upwards(path)):
            named = f"this would be cited as {cited.label}, and so is '{other}'"
            message = f"{named}; give one of them another number, the first is on line"
            yield Problem(path, message, line_of=paths[other])
            told.add(path)


def _run_together(path: KeyPath, label: str, number: str) -> Iterator[Problem]:
    """A number that would make another one of the number that it comes behind."""
    around = label.removesuffix(number)
    if number[:1].isdigit() and around[-1:].isdigit():
        message = f"{shown(number)} directly behind {around} would be read as {label}"
        yield Problem((*path, "number"), f"{message}; write .{number}, or the whole number")


def _id(part: Part) -> str:
    return getattr(part, "id", "")


def _malformed(path: KeyPath, part: Part, wrong: set[str]) -> Iterator[Problem]:
    """What is wrong with an id; a level's clauses are called after it, and are no more wrong than it is."""
    name = _id(part)
    if name in wrong and wrong.isdisjoint(accumulate(name.split("-")[:-1], "{}-{}".format)):
        example = "-".join(re.findall("[a-z0-9]+", name.lower())) or "business-hours"
        right = f"write small letters, digits and single hyphens, such as {shown(example)}"
        yield Problem((*path, "id"), f"{shown(name)} can't be an id; {right}")
    elif len(name) > LONGEST:
        message = f"{shown(name)} has {len(name)} letters; write at most {LONGEST}, as ids stand in addresses"
        yield Problem((*path, "id"), message)


def _reserved(path: KeyPath, part: Part) -> Iterator[Problem]:
    name, place = _id(part), (*path, "id")
    if isinstance(part, Section) and name in NO_FOLDERS:
        yield Problem(place, f"'{name}' can't be the address of a section's page; choose another id")
    if isinstance(part, ANCHORED) and any(f"{name}-".startswith(f"{own}-") for own in OF_PAGES):
        yield Problem(place, f"'{name}' is the name of something else on the pages; choose another id")
    if isinstance(part, FACTS) and name in RESERVED:
        yield Problem(place, f"'{name}' is {RESERVED[name]}; choose another id")
    if path[0] in ("version_statuses", "products") and name in (*VERSION_FACTS, UNASKED):
        yield Problem(place, f"'{name}' has a meaning of its own for versions; choose another id")
    if name == NONE and (path[0] in ("severities", "handlings") or isinstance(part, Level)):
        yield Problem(place, f"'{NONE}' says that nothing applies; choose another id")


def _twice(together: Named, what: str) -> Iterator[Problem]:
    first: dict[str, KeyPath] = {}
    for path, part in together:
        name, place = _id(part), (*path, "id")
        if name in first:
            message = f"'{name}' is given twice among the {what}; choose another id, the first is on line"
            yield Problem(place, message, line_of=first[name])
        first.setdefault(name, place)
