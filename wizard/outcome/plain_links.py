"""The addresses that open a channel with nothing filled in."""

from __future__ import annotations

from wizard.media import USES, dialled
from wizard.policy import Channel
from wizard.ticket.forms import empty_form


def plain_link(channel: Channel) -> str:
    """The address that opens a channel with nothing filled in; empty where there is nothing to open."""
    use = USES[channel.kind]
    if not use.opens:
        return ""
    if channel.address or not use.web_page:
        address = dialled(channel.address) if channel.kind == "phone" else channel.address
        return f"{use.scheme}{address}" if address or use.template else ""
    return empty_form(channel)
