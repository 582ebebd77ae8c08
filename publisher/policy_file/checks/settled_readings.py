"""Readings that the policy itself has settled, and what goes with them."""

from __future__ import annotations

from publisher.policy_file.checks.hours_said import read_otherwise
from wizard.policy import Policy, Reading
from wizard.readings import NOTE, is_settled


def settled(policy: Policy) -> list[Reading]:
    """The readings that wait for a field which is set now, or say other hours than there are."""
    otherwise = read_otherwise(policy)
    return [
        reading for reading in policy.unconfirmed if reading.id in otherwise or is_settled(policy, reading)
    ]


def notes_of(reading: Reading) -> list[str]:
    """The names of the notes for customers that go with a reading."""
    return [field for field in reading.fields if field.endswith(NOTE)]
