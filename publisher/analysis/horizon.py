"""How far ahead a policy knows its holidays: from then on, a site that nobody makes again goes wrong."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.policy_file.findings import Finding
from publisher.policy_file.source import Source
from wizard.dates import DAY
from wizard.policy import Policy


def horizons(policy: Policy, source: Source) -> Iterator[Finding]:
    """For each hours with holidays the day after the last one, at their place in the file."""
    for number, hours in enumerate(policy.hours):
        if hours.holidays:
            last = max(holiday.day for holiday in hours.holidays)
            message = (
                f"'{hours.id}' lists holidays until {last}: from {last + DAY} on, a site that is not made "
                "again with new ones can say that it is open on a holiday, and its pages say so"
            )
            yield source.finding(("hours", number, "holidays"), message, at_key=True)
