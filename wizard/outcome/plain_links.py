"""The addresses that open a channel with nothing filled in."""

from __future__ import annotations

from wizard.media import USES, dialled
from wizard.policy import Channel


def plain_link(channel: Channel) -> str:
    """The address that opens a channel with nothing filled in; empty where there is nothing to open.

    What a template needs no address for opens without one, as mail programs do.
    """
    use = USES[channel.kind]
    if not use.opens or not (channel.address or use.template):
        return ""
    return use.scheme + (dialled(channel.address) if use.number else channel.address)
