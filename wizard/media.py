"""The kinds of channels as data: how each is opened, and what a link to it can carry.

An e-mail link is RFC 6068. A kind's word for the link that opens it stands in the words files, its picture
among the page's icons, both under the kind's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal
from urllib.parse import urlsplit

from wizard.values import value

Medium = Literal["email", "web", "phone", "chat", "in-person"]

LONGEST_MAIL = 1_800
"""Characters of a whole e-mail link: some systems cut or drop longer ones without a word."""

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_ATOM = r"[\w!#$*+=^`|~'/-]+"
_MAILBOX = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
_LOOPBACK = re.compile(r"localhost|127(?:\.[0-9]{1,3}){3}|::1")


@value()
class Use:
    """How channels of one kind are used."""

    check: Callable[[str], None]
    """Raises ValueError, with words for the staff, where an address can't be one of this kind."""
    example: str
    """An address that would be right."""
    scheme: str = ""
    """What stands before an address in a link; web addresses have theirs already."""
    in_writing: bool = False
    """Whether a customer leaves something written there, so that the ticket comes first, and a level's
    promise is for it; in a chat, as in a call, somebody answers."""
    template: str = ""
    """The link with `{address}`, `{subject}` and `{body}` to fill in, where the kind itself has one."""
    opens: bool = True
    """Whether a link opens it; one goes to a place oneself."""
    web_page: bool = False
    """Whether its link opens a web page, which may be a form that the link fills in."""
    number: bool = False
    """Whether its address is a telephone number, which people group for reading."""


def check_web(address: str) -> None:
    """Raises ValueError, with words for the staff, where a web address is none that can be linked to.

    It is https, or http on this machine alone, names a host and no user, and has no space in it (RFC 3986).
    """
    if _has_space(address):
        raise ValueError("there is a space in it")
    try:
        split = urlsplit(address)
        host, port = split.hostname or "", split.port
    except ValueError:
        host, port = "", None
    local = _LOOPBACK.fullmatch(host)
    if not address.startswith("https://") and not (local and split.scheme == "http"):
        raise ValueError("it does not begin with https://")
    if not (local or _HOST.fullmatch(host)) or port == 0:
        raise ValueError("its host or its port can't be one")
    if "@" in split.netloc:
        raise ValueError("it names a user before the host")


def _check_mail(address: str) -> None:
    """The same for an address by RFC 5321, as far as mail programs agree on it in links."""
    if address.lower().startswith("mailto:"):
        raise ValueError("leave out 'mailto:'")
    if "<" in address or _has_space(address):
        raise ValueError("write the address alone, without a name or a space")
    if not _MAILBOX.fullmatch(address):
        raise ValueError("it does not have the form of one")


def _check_phone(address: str) -> None:
    if not (address.isascii() and address.startswith("+") and dialled(address)[1:].isdecimal()):
        raise ValueError("it is not + and digits, grouped as you like")


def _check_place(address: str) -> None:
    if address.startswith(("http:", "https:")):
        raise ValueError("it is where to go, in words")


def _has_space(address: str) -> bool:
    return any(letter.isspace() or not letter.isprintable() for letter in address)


_GROUPING = str.maketrans("", "", " -()")


def dialled(number: str) -> str:
    """A telephone number without what only groups it for reading."""
    return number.translate(_GROUPING)


USES: Mapping[Medium, Use] = {
    "email": Use(
        _check_mail,
        "help@example.org",
        scheme="mailto:",
        in_writing=True,
        template="mailto:{address}?subject={subject}&body={body}",
    ),
    "web": Use(check_web, "https://example.org", in_writing=True, web_page=True),
    "phone": Use(_check_phone, "+880 1700-000000", scheme="tel:", number=True),
    "chat": Use(check_web, "https://chat.example.org", web_page=True),
    "in-person": Use(_check_place, "Library", opens=False),
}
