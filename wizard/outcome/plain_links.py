"""The addresses that open a channel with nothing filled in."""

from __future__ import annotations

from wizard.media import USES, dialled
from wizard.policy import Channel
from wizard.ticket.forms import empty_form


def is_reachable(channel: Channel) -> bool:
    """Whether the policy says where it is; one of which it doesn't is never the first to take."""
    return bool(channel.address or channel.form or channel.desk)


def plain_link(channel: Channel) -> str:
    """The address that opens a channel with nothing filled in; empty where there is nothing to open."""
    use = USES[channel.kind]
    if not use.opens:
        return ""
    if channel.address or not use.web_page:
        address = dialled(channel.address) if channel.kind == "phone" else channel.address
        return f"{use.scheme}{address}" if address or use.template else ""
    return empty_form(channel)
