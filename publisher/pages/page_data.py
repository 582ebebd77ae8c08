"""What the wizard's page tells its script: words, names and addresses, as one object of plain JSON."""

from __future__ import annotations

from typing import Any

from publisher.language.interface import Language
from publisher.language.naming import FactNames
from wizard.codec import encode
from wizard.edition import Edition
from wizard.policy import POLICY

Map = dict[str, Any] | None


def page_data(
    edition: Edition, language: Language, root: str, bundle: dict[str, str], found: Map
) -> dict[str, Any]:
    """The object that the page's script reads; `root` is the way from the page to the site's root."""
    policy, names = edition.policy, FactNames(edition, language)
    facts = (POLICY, *edition.questions, *edition.channels)
    return {
        "root": root,
        "bundle": bundle,
        "words": encode(language.wizard),
        "map": found,
        "details": {detail.id: detail.name for detail in policy.details},
        "facts": {fact: {"name": names.fact(fact), "values": names.values(fact)} for fact in facts},
    }
