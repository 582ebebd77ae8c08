"""A policy's texts by name, and a policy with other texts: how one policy is published in another language.

A text's name is made of the ids on the way to it, such as `questions.topic.options.setup.label`. So it stays
the same while the policy around it is edited. What has no id is named by what tells it apart from its
neighbours: a channel of a route by the channel, a holiday by its day, a row without an id by its number.

A translation is a YAML file of such names, flat or nested:

    title: সাপোর্ট নীতি
    questions.topic:
      text: কী নিয়ে সাহায্য চান?
      options.setup.label: সেটআপ

A name that it leaves out, or leaves empty, keeps the policy's own text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from itertools import takewhile
from typing import Any, NamedTuple, TypeVar

from publisher.policy_file.findings import Finding, KeyPath, Problem, Refused, instead, shown, upwards
from publisher.policy_file.hints import value_at
from publisher.policy_file.short_forms import name_field
from publisher.policy_file.source import Source
from wizard.policy import Part, Policy, Row

P = TypeVar("P", bound=Part)

TEXT_FIELDS = frozenset(
    {
        *("title", "company", "applies_to", "text", "instead", "name", "number", "intro", "summary", "note"),
        *("contacts_name", "advice", "label", "help", "unsure", "say", "reason", "reading", "promise"),
        *("headline", "word", "words", "link", "address", "form", "template"),
    }
)
"""The fields of the vocabulary that people read."""

SAME_IN_ALL = ("number", "link", "address", "form", "template", "company")
"""Those of them that are alike in all languages."""
FOR_STAFF = re.compile(r"unconfirmed\..*\.reason|meant\..*")
"""The names of texts that no customer reads."""


class TextOrPart(NamedTuple):
    """A text or a part of a policy: its name, its place in the policy, and itself."""

    name: str
    path: KeyPath
    value: Part | str


class _Unfit(ValueError):
    """A part doesn't take its new texts: the part's name, and what it says."""


def texts(policy: Policy) -> dict[str, str]:
    """Every text of a policy that people read, by its name, in the order of the vocabulary."""
    return {named.name: named.value for named in named_within(policy) if isinstance(named.value, str)}


def translated(policy: Policy, new: Mapping[str, str]) -> Policy:
    """The policy with other texts, by their names; a text that `new` doesn't name stays.

    Raises ValueError where a part doesn't take its new texts.
    """
    return _with_texts(policy, "", new)


def translated_by(source: Source, policy: Policy, check: Callable[[Policy], Iterable[Problem]]) -> Policy:
    """The policy in the words of a translation's source, checked. Raises Refused."""
    places, findings = _places(source, texts(policy))
    if findings or source.findings:
        raise Refused([*source.findings, *findings])
    new = {name: text for name, path in places.items() if (text := value_at(source.data, path))}
    try:
        model = translated(policy, new)
    except _Unfit as unfit:
        name, message = unfit.args
        raise Refused([source.finding(_nearest(name, places), message)]) from unfit
    names = {named.path: named.name for named in named_within(model)}
    for problem in check(model):
        name = next((names[path] for path in upwards(problem.path) if path in names), "")
        findings.append(source.finding(_nearest(name, places), problem.message))
    if findings:
        raise Refused(findings)
    return model


def left_out(source: Source, policy: Policy) -> Iterator[str]:
    """The names of the texts that customers read and that a translation leaves as they are."""
    own = texts(policy)
    places, _ = _places(source, own)
    for name in own:
        spoken = name.rpartition(".")[2] not in SAME_IN_ALL and not FOR_STAFF.fullmatch(name)
        if spoken and not (name in places and value_at(source.data, places[name])):
            yield name


def _places(source: Source, known: Mapping[str, str]) -> tuple[dict[str, KeyPath], list[Finding]]:
    """Where each text of a translation stands, by name; and what is wrong with the names."""
    places: dict[str, KeyPath] = {}
    findings = []
    for path, value in _leaves(source.data, ()):
        name = ".".join(map(str, path))
        if name in places:
            first = source.key_place(places[name])[0]
            message = f"{shown(name)} is written twice; the first is on line {first}. Keep one."
            findings.append(source.finding(path, message, at_key=True))
        elif name not in known:
            message = f"{shown(name)} is no text of the policy{instead(name, known)}"
            findings.append(source.finding(path, message, at_key=True))
        elif not isinstance(value, str):
            findings.append(source.finding(path, "a list is written where a text is wanted."))
        places.setdefault(name, path)
    return places, findings


def _leaves(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """What stands at the end of a translation's groups, each with its place."""
    if not isinstance(value, dict):
        yield path, value
        return
    for key, child in value.items():
        yield from _leaves(child, (*path, key))


def _nearest(name: str, places: Mapping[str, KeyPath]) -> KeyPath:
    """The place of the written text whose name begins most like another one."""
    return max(places.values(), key=lambda path: _shared(name, ".".join(map(str, path))), default=())


def _shared(name: str, other: str) -> int:
    """How many pieces two names begin with in common."""
    pairs = zip(name.split("."), other.split("."), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def named_within(part: Part, name: str = "", path: KeyPath = ()) -> Iterator[TextOrPart]:
    """Every text and every part within a part that has a name, from the outside in."""
    for inner in _items(part, name, path):
        yield inner
        if isinstance(inner.value, Part):
            yield from named_within(inner.value, inner.name, inner.path)


def _items(part: Part, name: str, path: KeyPath) -> Iterator[TextOrPart]:
    """The texts and the named parts that stand directly in a part."""
    start = f"{name}." if name else ""
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(part, field.name)
        here = start + field.name
        if isinstance(value, Part) or (value and isinstance(value, str) and field.name in TEXT_FIELDS):
            yield TextOrPart(here, (*path, field.name), value)
        elif isinstance(value, tuple):
            for number, own in names(value):
                yield TextOrPart(f"{here}.{own}", (*path, field.name, number), value[number])


def names(items: tuple[Any, ...]) -> Iterator[tuple[int, str]]:
    """The name of each part in a list, with its position; a name that is taken gets its number as well."""
    taken: set[str] = set()
    for number, item in enumerate(items):
        name = _own_name(item, number + 1) if isinstance(item, Part) else ""
        if name:
            yield number, f"{name}.{number + 1}" if name in taken else name
        taken.add(name)


def _own_name(part: Part, number: int) -> str:
    own = str(getattr(part, name_field(type(part)), ""))
    return own or (str(number) if isinstance(part, Row) else "")


def _with_texts(part: P, name: str, new: Mapping[str, str]) -> P:
    changes: dict[str, Any] = {}
    for inner in _items(part, name, ()):
        field, *number = inner.path
        value = (
            _with_texts(inner.value, inner.name, new)
            if isinstance(inner.value, Part)
            else new.get(inner.name, inner.value)
        )
        if number:
            changes.setdefault(str(field), [*getattr(part, str(field))])[number[0]] = value
        else:
            changes[str(field)] = value
    lists = {key: tuple(value) for key, value in changes.items() if isinstance(value, list)}
    try:
        return replace(part, **changes | lists)  # type: ignore[type-var]
    except ValueError as error:
        raise _Unfit(name, str(error)) from error
