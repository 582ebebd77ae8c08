"""The facts that come from the moment and not from the customer: is the policy in force, what is open."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from wizard.dates import DAY
from wizard.edition import SECOND, Edition
from wizard.hours import is_open, local, offset_at
from wizard.policy import CLOSED, IN_FORCE, NOT_YET, OPEN, POLICY


def today(edition: Edition, now: datetime) -> date:
    """The day on the policy's own clock; effective dates and version support go by it."""
    return local(edition.clock(), now).date()


def begins(edition: Edition) -> datetime:
    """The first instant of the effective day, in UTC: from then on the policy is in force for good."""
    clock, day = edition.clock(), edition.policy.effective
    midnight = datetime.combine(day, time(), UTC)
    about = (midnight - 2 * DAY, midnight + 2 * DAY)
    # Where the clocks change at that very midnight, the day begins with the change.
    changes = [change.start for change in clock if about[0] < change.start < about[1]]
    at_midnight = (midnight - offset_at(clock, instant) for instant in (*about, *changes))
    return max(
        instant
        for instant in (*changes, *at_midnight)
        if local(clock, instant).date() >= day > local(clock, instant - SECOND).date()
    )


def moment(edition: Edition, now: datetime) -> dict[str, str]:
    """The facts of an instant: `policy`, and each channel `open` or `closed`."""
    in_force = today(edition, now) >= edition.policy.effective
    open_now = {hours: is_open(week, now) for hours, week in edition.weeks.items()}
    open_or_closed = {True: OPEN, False: CLOSED}
    channels = {
        channel.id: open_or_closed[open_now[edition.open_by[channel.id]]]
        for channel in edition.policy.channels
    }
    return {POLICY: IN_FORCE if in_force else NOT_YET, **channels}
