"""The kinds of channels as data: how each is opened, and what a link to it can carry.

An e-mail link is RFC 6068. A kind's word for the link that opens it stands in the words files, its picture
among the page's icons, both under the kind's name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Medium = Literal["email", "web", "phone"]


@dataclass(frozen=True, slots=True)
class Use:
    """How channels of one kind are used."""

    scheme: str
    """What stands before an address in a link; web addresses have theirs already."""
    in_writing: bool
    """Whether a customer writes there, so that the ticket comes first."""
    template: str
    """The link with `{address}`, `{subject}` and `{body}` to fill in, where the kind itself has one."""
    web_page: bool
    """Whether its link opens a web page, which may be a form that the link fills in."""
    fits: Callable[[str], bool]
    """Whether an address can be one of this kind."""
    example: str
    """An address that would be right."""


USES: Mapping[Medium, Use] = {
    "email": Use(
        scheme="mailto:",
        in_writing=True,
        template="mailto:{address}?subject={subject}&body={body}",
        web_page=False,
        fits=lambda address: "@" in address.strip("@") and " " not in address,
        example="help@example.org",
    ),
    "web": Use(
        scheme="",
        in_writing=True,
        template="",
        web_page=True,
        fits=lambda address: address.startswith("https://"),
        example="https://example.org",
    ),
    "phone": Use(
        scheme="tel:",
        in_writing=False,
        template="",
        web_page=False,
        fits=lambda address: address.isascii() and address.startswith("+") and address[1:].isdecimal(),
        example="+8801700000000",
    ),
}
