"""The addresses that open a channel with nothing filled in."""

from __future__ import annotations

from wizard.media import USES
from wizard.policy import Channel
from wizard.ticket.forms import empty_form


def plain_link(channel: Channel) -> str:
    """The address that opens a channel with nothing filled in; empty where there is nothing to open."""
    use = USES[channel.kind]
    if channel.address or not use.web_page:
        return f"{use.scheme}{channel.address}" if channel.address or use.template else ""
    return empty_form(channel)
