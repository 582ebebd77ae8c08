"""What the wizard's page tells its script: words, names and addresses, as one object of plain JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from publisher.language.interface import Language
from publisher.language.naming import FactNames
from publisher.lookup.shapes import Lookup
from wizard.codec import encode
from wizard.edition import Edition
from wizard.outcome.blocks import BLOCKS
from wizard.policy import POLICY
from wizard.protocol import respond


@dataclass(frozen=True)
class WizardParts:
    """What the pages show or name of the wizard."""

    paths: dict[str, str]
    """Its files in the site, by the names that pages have for them."""
    first: dict[str, Any]
    """The engine's view before any answer."""
    lookup: Lookup | None
    """What it answers where there is no Python (yet)."""


def first_view(edition: Edition) -> dict[str, Any]:
    """The engine's view with no answers yet, on a day on which the policy is in force."""
    day = edition.policy.effective + timedelta(days=1)
    return respond(edition, {"answers": {}, "now": f"{day.isoformat()}T12:00:00Z"})


def page_data(
    edition: Edition, language: Language, root: str, bundle: dict[str, str], lookup: Lookup | None
) -> dict[str, Any]:
    """The object that the page's script reads; `root` is the way from the page to the site's root."""
    policy, names = edition.policy, FactNames(edition, language)
    facts = (POLICY, *edition.questions, *edition.channels)
    return {
        "root": root,
        "bundle": bundle,
        "words": encode(language.wizard),
        "lookup": lookup,
        "blocks": [asdict(block) for block in BLOCKS if block.place],
        "details": {detail.id: detail.name for detail in policy.details},
        "facts": {fact: {"name": names.fact(fact), "values": names.values(fact)} for fact in facts},
    }
