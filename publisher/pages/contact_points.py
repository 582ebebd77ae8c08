"""The ways to the company that pages show: its emergencies, its channels, and the desks behind these."""

from __future__ import annotations

from typing import Any, NamedTuple

from publisher.language.calendar_words import week_in_words
from publisher.language.interface import SiteWords
from publisher.lookup.walkthrough import Walkthrough
from publisher.pages.edition_pages import open_since
from wizard.address import fragment
from wizard.edition import Edition
from wizard.emergencies import answers_of
from wizard.media import USES
from wizard.policy import Channel, Emergency, Hours


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


def open_days(edition: Edition, channel: Channel, words: SiteWords) -> str:
    """On which days a channel is open, and when; empty where that takes more than a line."""
    hours = edition.hours[channel.hours]
    changes = edition.hours_said(channel) != hours.text or open_since(edition, channel, words)
    return "" if changes or edition.calendars[hours.id].seasons else week_in_words(hours, words)


class DeskHours(NamedTuple):
    """Hours with openings, the channels that are open by them, and by which of `weeks` these go on."""

    hours: Hours
    names: str
    week: str


def desks_of(edition: Edition, hours: Hours) -> list[Hours]:
    """The hours that some hours consist of, each with its own clock; without any, themselves."""
    return [edition.hours[part] for part in hours.any_of] or [hours]


def _nearness(channel: Channel) -> tuple[bool, bool, bool]:
    """First where somebody answers, of these first where one can stay where one is and open no page.

    Last are those without an address.
    """
    use = USES[channel.kind]
    return not channel.address, use.in_writing, use.web_page or not use.opens


def contact_points(edition: Edition, steps: Walkthrough | None) -> dict[str, Any]:
    """The emergencies, the channels as near as they are, and the desks' hours.

    `clocks` are the hours besides by which the levels' time counts.
    """
    policy = edition.policy
    names: dict[tuple[str, str], list[str]] = {}
    for channel in policy.channels:
        for hours in desks_of(edition, edition.hours[channel.hours]):
            week = edition.open_by[channel.id] if hours.id == channel.hours else hours.id
            names.setdefault((hours.id, week), []).append(channel.name)
    desks = [
        DeskHours(hours, ", ".join(of), week)
        for hours in policy.hours
        for (id, week), of in names.items()
        if id == hours.id and hours.openings
    ]
    shown = [desk.hours for desk in desks]
    clocks = (edition.hours[level.target.clock] for level in policy.levels)
    counted = [hours for clock in clocks for hours in desks_of(edition, clock)]
    return {
        "emergencies": emergency_links(edition, steps),
        "reached": sorted(policy.channels, key=_nearness),
        "desks": desks,
        "clocks": [hours for hours in policy.hours if hours in counted and hours not in shown],
    }
