"""What `not_here` says that the policy lacks, while something in the policy is called so.

The search leaves such words out, so that nobody who types a name is told that there is no such thing.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.policy_file.checks.compared_words import is_latin, singular, words_in
from publisher.policy_file.checks.parts import CHOSEN, called, parts
from publisher.policy_file.findings import KeyPath, shown
from publisher.policy_file.remarks import Remark, name_of
from publisher.policy_file.translation import texts
from wizard.policy import Policy, Procedure, Product, Release, Subsection

MOST_WORDS = 4
"""What says more is a sentence, and no name."""
NOT_HERE = "not-here"
"""The kind of these remarks."""
NAMED = (*CHOSEN, Procedure, Subsection)
APART = ("products.", "not_here.")
"""How the names of texts begin that say nothing of what else the policy speaks of."""
Name = tuple[str, KeyPath]
"""What something is called, and where that stands."""


def named_here(policy: Policy) -> Iterator[Remark]:
    """The words of `not_here` that are a name in the policy or a part of one, and sentences that say one."""
    for path, word, (name, place) in words_named(policy):
        letters = ", with what says the same in other letters" if _in_other_letters(policy, path) else ""
        message = (
            f"{shown(word)} leads to '{path[1]}', which the policy doesn't answer, but it has {shown(name)}, "
            f"so the search leaves this out; it can go from here{letters}, the name is on line"
        )
        about = (name_of(policy, path), name_of(policy, place))
        yield Remark(path, message, line_of=place, kind=NOT_HERE, names=about)
    yield from _sentences(policy)


def words_named(policy: Policy) -> Iterator[tuple[KeyPath, str, Name]]:
    """The words of `not_here` by which something in the policy is called; with their places and the name."""
    names = [(_compared(name), (name, path)) for name, path in _names(policy)] if policy.not_here else []
    company = _compared(policy.company)
    for missing in policy.not_here:
        for number, word in enumerate(policy.found_by.get(missing.id, ())):
            typed = _compared(word)
            name = next((name for words, name in names if typed <= words and typed - company), None)
            if name:
                yield ("found_by", missing.id, number), word, name


def _sentences(policy: Policy) -> Iterator[Remark]:
    """The sentences that say a word which in this policy only products are called by."""
    products = [(path, part.name) for path, part in parts(policy) if isinstance(part, Product)]
    others = texts(policy).items() if policy.not_here else ()
    ordinary = {word for name, text in others if not name.startswith(APART) for word in _compared(text)}
    for number, missing in enumerate(policy.not_here):
        said = {singular(word): word for word in words_in(missing.text)}
        for place, name in products:
            for word in sorted(said.keys() & _compared(name) - ordinary):
                path = ("not_here", number)
                message = (
                    f"this says {shown(said[word])}, but the policy has {shown(name)}; say only what it "
                    "lacks, the name is on line"
                )
                about = (name_of(policy, path), name_of(policy, place))
                yield Remark((*path, "text"), message, line_of=place, kind=NOT_HERE, names=about)


def _in_other_letters(policy: Policy, path: KeyPath) -> bool:
    return not all(map(is_latin, policy.found_by[str(path[1])]))


def _names(policy: Policy) -> Iterator[Name]:
    for path, part in parts(policy):
        names = part.also if isinstance(part, Release) else (called(part),) if isinstance(part, NAMED) else ()
        yield from ((name, path) for name in names if len(name.split()) <= MOST_WORDS)


def _compared(text: str) -> frozenset[str]:
    return frozenset(map(singular, words_in(text)))
