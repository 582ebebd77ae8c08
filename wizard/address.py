"""Answers as the fragment of a link, `topic=setup&cause=nothing`, and back.

A fragment is not sent to any server. Only answers to questions stand in it, no detail of the ticket.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode

MOST_ANSWERS = 200
"""A fragment with more of them is not one of ours."""
_TRACKING = (
    "utm_",
    "mc_",
    "_hs",
    "fbclid",
    "gclid",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "twclid",
)
"""How the names begin that newsletters and advertisers add to links."""


def fragment(asked: Mapping[str, str]) -> str:
    """The answers as a fragment, in the order in which they were given."""
    return urlencode(asked, quote_via=quote, safe="")


def answers_in(address: str) -> dict[str, str]:
    """The answers that stand in a link's fragment; none where it has no readable one."""
    try:
        return dict(parse_qsl(address.partition("#")[2], max_num_fields=MOST_ANSWERS))
    except ValueError:
        return {}


def is_tracking(name: str) -> bool:
    """Whether a parameter with this name was added by who counts visits, and means nothing."""
    return name.startswith(_TRACKING)
