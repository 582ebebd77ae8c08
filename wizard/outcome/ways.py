"""The channels of a case: in order, with the reason for each, what is open, and the link with the ticket."""

from __future__ import annotations

from wizard.case import Case
from wizard.hours import next_closing, next_opening
from wizard.outcome.links import carries_ticket, link
from wizard.outcome.promise import at_desk
from wizard.policy import OPEN, Via
from wizard.view import ChannelView, Ticket


def channels(case: Case, ticket: Ticket) -> tuple[ChannelView, ...]:
    """The channels of the route that the tables decided on, the best one first."""
    route = case.edition.routes[case.facts["route"]]
    return tuple(_channel(case, via, ticket) for via in route.via)


def _channel(case: Case, via: Via, ticket: Ticket) -> ChannelView:
    edition = case.edition
    channel = edition.channels[via.channel]
    hours, week = edition.hours[channel.hours], edition.weeks[channel.hours]
    is_open = case.facts[channel.id] == OPEN
    return ChannelView(
        id=channel.id,
        name=channel.name,
        kind=channel.kind,
        address=channel.address,
        link=link(channel, ticket, edition.words.ticket.shortened),
        filled=carries_ticket(channel),
        reason=via.reason,
        promise=channel.promise,
        note=channel.note,
        hours=hours.text,
        open=is_open,
        opens=None if is_open else at_desk(edition, hours, next_opening(week, case.now)),
        closes=at_desk(edition, hours, next_closing(week, case.now)) if is_open else None,
        clauses=case.clauses((channel.id, *via.cite)),
    )
