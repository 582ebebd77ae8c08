"""Words of the search that were left behind where what they name was replaced, renamed or overtaken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from publisher.policy_file.checks.compared_words import is_latin, words_in
from publisher.policy_file.findings import KeyPath, shown
from publisher.policy_file.remarks import Remark, name_of
from publisher.policy_file.search_entries import SearchEntry, entries_of, findable_in
from publisher.policy_file.translation import texts
from wizard.clauses import index
from wizard.policy import Channel, Level, Policy, Product, Release
from wizard.versions.life_cycle import Support

LEAST_LETTERS = 4
"""Shorter words of a name say little."""
MOST_WORDS = 4
"""What says more is a sentence, and no name."""

Typed = tuple[KeyPath, str, str]
"""What customers type, with its place and the id of what it leads to."""


def words_left(policy: Policy, published: Policy) -> Iterator[Remark]:
    """The words and searches that name what is gone, or lead past what is new and is called so."""
    typed = list(typed_in(policy))
    names, words = _gone(policy, published)
    for path, text, _ in typed:
        said = text.casefold()
        named = [name for name in names if re.search(rf"\b{re.escape(name)}\b", said)]
        if name := max(named, key=len, default=said if said in words else ""):
            message = f"{shown(text)} is searched for here, and there is no {shown(name)} any more"
            yield Remark(path, message, kind="left-behind")
    known = findable_in(published)
    common = Counter(word for entry in entries_of(published) for word in {*words_in(_called(entry))})
    for entry in entries_of(policy):
        name = _called(entry)
        if name and not any(own in known for own in entry.ids):
            own = [word for word in words_in(name) if len(word) >= LEAST_LETTERS and common[word] < 2]
            for path, text, leads in typed:
                said = text.casefold()
                if leads not in entry.ids and leads in known and (name.casefold() in said or said in own):
                    there = _leading(entry)
                    message = f"{shown(text)} leads to '{leads}', and there is {shown(name)} now"
                    message += f": should it lead to '{there}'?"
                    if _in_other_letters(policy, path, there):
                        message += " And does one beside it say the same in other letters?"
                    about = (name_of(policy, path), there)
                    yield Remark(path, message, kind="left-behind", names=about)


def words_overtaken(policy: Policy, today: date) -> Iterator[Remark]:
    """What leads a version to a clause that is another's, or will be while the policy holds."""
    first = max(today, policy.effective)
    cited = {clause for rule in policy.version_rules for clause in rule.cite}
    for product in policy.products:
        support = Support(policy, product)
        days = sorted(
            {first, *(release.released for release in product.releases if release.released > first)}
        )
        for release in product.releases:
            for path, text, leads in typed_in(policy):
                if leads in cited and _names(text, release):
                    yield from _overtaken(support, release, today, days, (path, text, leads))


def _overtaken(
    support: Support, release: Release, today: date, days: list[date], typed: Typed
) -> Iterator[Remark]:
    path, text, leads = typed
    for day in days:
        clauses = _clauses(support, release, day)
        if clauses and leads not in clauses:
            ever = f"from {day} on {release.version} is" if day > today else f"{release.version} is now"
            message = f"{shown(text)} leads to '{leads}', and {ever} a case of '{clauses[-1]}'"
            section = index(support.policy)[leads].section
            message += f"; lead it to '{section}', their section, as releases age"
            yield Remark(path, message, kind="overtaken")
            return


def _clauses(support: Support, release: Release, day: date) -> tuple[str, ...]:
    """The clauses by which a release is supported on a day; none before it is out."""
    rule = support.rule(release, day) if release.released <= day else None
    return rule.cite if rule else ()


def _names(text: str, release: Release) -> bool:
    names = (release.version, *release.also)
    return any(re.search(rf"\bversion {re.escape(name)}(?![\w.])", text, re.IGNORECASE) for name in names)


def typed_in(policy: Policy) -> Iterator[Typed]:
    """What customers type to find something."""
    for leads, words in policy.found_by.items():
        yield from ((("found_by", leads, place), text, leads) for place, text in enumerate(words))
    yield from ((("searches", text), text, leads) for text, leads in policy.searches.items())


def _in_other_letters(policy: Policy, path: KeyPath, there: str) -> bool:
    """Whether a word beside one is in another script, and may say the same, and doesn't lead `there` too."""
    among = policy.found_by[str(path[1])] if path[0] == "found_by" else ()
    known = policy.found_by.get(there, ())
    return any(word not in known and not is_latin(word) for word in among)


def _gone(policy: Policy, published: Policy) -> tuple[list[str], set[str]]:
    """What something was called that nothing is called any more, as customers type it.

    Second come the words of these names that stand nowhere in the policy any more; alone they are names too.
    """
    said = {word for text in texts(policy).values() for word in words_in(text)}
    was, now = _called_things(published), _called_things(policy)
    gone = {name for name in was - now if not any(re.search(rf"\b{re.escape(name)}\b", new) for new in now)}
    words = {word for name in gone for word in words_in(name) if len(word) >= LEAST_LETTERS}
    versions, left = _versions(published), _versions(policy)
    return sorted(gone | (versions - left)), words - said


def _called_things(policy: Policy) -> set[str]:
    things: tuple[Product | Level | Channel, ...] = (*policy.products, *policy.levels, *policy.channels)
    answers = (option.label for asked in policy.questions for option in asked.options)
    short = (label for label in answers if len(label.split()) < 2 and len(label) >= LEAST_LETTERS)
    return {name.casefold() for name in (*(thing.name for thing in things), *short)}


def _versions(policy: Policy) -> set[str]:
    return {f"version {release.version}" for product in policy.products for release in product.releases}


def _called(entry: SearchEntry) -> str:
    """What an entry is called; empty where it is a sentence."""
    name = entry.name or entry.title
    return name if entry.kind != "not-here" and len(name.split()) <= MOST_WORDS else ""


def _leading(entry: SearchEntry) -> str:
    return entry.ids[-1] if entry.kind == "entrance" else entry.ids[0]
