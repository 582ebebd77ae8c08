"""The links that lead from a page straight to the outcome of an emergency."""

from __future__ import annotations

from typing import NamedTuple

from publisher.lookup.walkthrough import Walkthrough
from wizard.address import fragment
from wizard.edition import Edition
from wizard.emergencies import answers_of
from wizard.policy import Emergency


class EmergencyLink(NamedTuple):
    """An emergency, its address on the wizard's page, and the end among the steps as `Way.there` has it."""

    emergency: Emergency
    address: str
    there: int | None
    """None where there are no steps."""


def emergency_links(edition: Edition, steps: Walkthrough | None) -> list[EmergencyLink]:
    """A link for each of the policy's emergencies."""
    policy = edition.policy
    answers = ((emergency, answers_of(policy, emergency)) for emergency in policy.emergencies)
    return [
        EmergencyLink(emergency, fragment(taken), steps.reached(taken) if steps else None)
        for emergency, taken in answers
    ]
