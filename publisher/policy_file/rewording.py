"""The interface's words as a policy wants them: some in its own, as `Remediate within` for a heading."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.language.interface import Language
from publisher.policy_file.findings import Problem, instead, shown
from publisher.policy_file.placeholders import FILLED_IN, filled_in, in_order
from wizard.codec import Json, decode, encode
from wizard.policy import Policy


def reworded(language: Language, policy: Policy) -> Language:
    """The words of a language with those that the policy puts in place of some; it must know all of them."""
    if not policy.words:
        return language
    data = encode(language)
    known = dict(_leaves(data, ()))
    for own in policy.words:
        *path, name = known[own.of][0]
        group = data
        for step in path:
            group = group[step]
        group[name] = own.text
    changed: Language = decode(Language, data)
    return changed


def check_rewording(language: Language, policy: Policy) -> Iterator[Problem]:
    """Every word of a policy's own that is in no place of the interface, or is filled in otherwise there."""
    known = dict(_leaves(encode(language), ()))
    for number, own in enumerate(policy.words):
        if own.of not in known:
            message = f"{shown(own.of)} is no text of the interface{instead(own.of, known)}"
            yield Problem(("words", number, "of"), message)
            continue
        there, here = filled_in(own.of), {*FILLED_IN.findall(own.text)}
        if here != there:
            message = f"{shown(own.text)} has {in_order(here)} to fill in; write {in_order(there)}"
            yield Problem(("words", number, "text"), message)


def _leaves(value: Json, path: tuple[str, ...]) -> Iterator[tuple[str, tuple[tuple[str, ...], str]]]:
    """Each text by its dotted name, with its path."""
    if isinstance(value, str):
        yield ".".join(path), (path, value)
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _leaves(child, (*path, key))
