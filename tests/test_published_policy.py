"""The published policy and policy.yaml say the same: nothing is lost, nothing is made up.

The published text is compared by its letters and digits alone, since bullets, tables and line breaks were
lost in it or are made by the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.built_pages import page
from wizard.clauses import level_clauses
from wizard.edition import Edition
from wizard.policy import Clause, Policy, Section

PUBLISHED = (Path(__file__).parent / "published-policy.txt").read_text("utf-8")

# What the published text says in other words than policy.yaml: a date that is typed there, the headings of
# a table and of a list of addresses, and what stands in place of the hidden e-mail address.
SAID_OTHERWISE = {
    "effectivedatejanuary12026applicableto",
    "channelavailabilityresponsetime",
    "protected",
    "phone",
}


def letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def own_texts(policy: Policy, numbered: bool = True) -> Iterator[str]:
    """Every text of policy.yaml that is the published policy's own; its headings numbered or not."""
    yield from (policy.title, policy.applies_to, *(clause.text for clause in policy.preamble))
    for section in policy.sections:
        yield from section_texts(section, numbered)
    yield from (hours.text for hours in policy.hours)


def section_texts(section: Section, numbered: bool) -> Iterator[str]:
    yield from (section.number * numbered + section.title, section.intro, section.contacts_name)
    yield from (part.text for part in section.parts if isinstance(part, Clause))
    for channel in section.channels:
        yield from (channel.name, channel.address, channel.promise)
    for level in section.levels:
        yield from (level.number * numbered + level.name, *(clause.text for clause in level_clauses(level)))
    for procedure in section.procedures:
        # An unnumbered procedure is named by us alone.
        named = procedure.number * numbered + procedure.name if procedure.number else ""
        yield from (named, procedure.intro, *(clause.text for clause in procedure.steps))


def test_every_sentence_of_the_published_policy_stands_in_policy_yaml(edition: Edition) -> None:
    left = letters(PUBLISHED)
    for text in sorted(set(map(letters, own_texts(edition.policy))), key=len, reverse=True):
        left = left.replace(text, "|") if text else left
    assert set(filter(None, left.split("|"))) <= SAID_OTHERWISE


def test_policy_yaml_puts_no_sentence_into_the_published_policys_mouth(edition: Edition) -> None:
    published = letters(PUBLISHED)
    assert [text for text in own_texts(edition.policy) if letters(text) not in published] == []


def test_every_sentence_of_the_published_policy_stands_on_the_pages(
    edition: Edition, built_site: Path
) -> None:
    texts = list(own_texts(edition.policy, numbered=False))
    for pages in ("whole-policy/index.html", "policy/**/index.html"):
        shown = letters("".join(page(path).text for path in sorted(built_site.glob(pages))))
        assert [text for text in texts if letters(text) not in shown] == [], pages
