"""The ways out: links that open a channel with the ticket filled in, as far as the channel can take it.

An e-mail link is RFC 6068; it stays under 1,800 characters in all, since some systems cut longer ones
without a word. Whatever a link can't carry still stands in the ticket's text.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from wizard.media import USES
from wizard.policy import Channel
from wizard.view import Ticket
from wizard.words import fill

LONGEST_LINK = 1_800
"""Characters of a whole link, percent-encoded."""
LONGEST_SUBJECT = 700
"""Characters of the subject in it, so that some of the body always has room."""


def link(channel: Channel, ticket: Ticket, shortened: str) -> str:
    """The address that opens a channel; `shortened` ends a ticket that is too long for a link."""
    use = USES[channel.kind]
    template = channel.form if use.web_page else use.template
    address = quote(channel.address, safe="@")
    return _filled(fill(template, address=address), ticket, shortened) if template else plain_link(channel)


def plain_link(channel: Channel) -> str:
    """The address that opens a channel with nothing filled in; empty where there is nothing to open."""
    use = USES[channel.kind]
    return f"{use.scheme}{channel.address}" if channel.address or use.template else ""


def carries_ticket(channel: Channel) -> bool:
    """Whether a channel's link fills in the ticket."""
    use = USES[channel.kind]
    return "{body}" in (channel.form if use.web_page else use.template)


def _filled(template: str, ticket: Ticket, shortened: str) -> str:
    """The template with the encoded ticket in it, its body cut where the whole would be too long."""
    subject = _encoded(_longest_start(ticket.subject, LONGEST_SUBJECT))
    body = ticket.body.strip()
    room = LONGEST_LINK - len(fill(template, subject=subject, body=""))
    encoded = _encoded(body[: room + 1])
    if len(encoded) > room:
        end = "\n\n" + shortened
        encoded = _encoded(_longest_start(body, room - len(_encoded(end))) + end)
    return fill(template, subject=subject, body=encoded)


def _longest_start(text: str, room: int) -> str:
    """The longest beginning of a text that takes at most `room` characters when encoded."""
    encoded = _encoded(text[: room + 1])
    if len(encoded) <= room:
        return text
    whole, escape, last = encoded[:room].rpartition("%")
    cut = whole if escape and len(last) < len("0A") else encoded[:room]
    return text[: len(_decoded(cut))].rstrip()


def _decoded(encoded: str) -> str:
    """The letters of which all bytes are there."""
    return unquote(encoded, errors="ignore").replace("\r\n", "\n").removesuffix("\r")


def _encoded(text: str) -> str:
    """Percent-encoded UTF-8, line breaks as RFC 6068 wants them."""
    return quote(text.replace("\n", "\r\n"), safe="")
