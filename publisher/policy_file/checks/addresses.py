"""Where a policy's site is, and the code of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.policy_file.findings import Problem, shown
from wizard.media import check_web
from wizard.policy import Policy

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check_addresses(policy: Policy) -> Iterator[Problem]:
    """What can't be an address, or a language."""
    try:
        _check_site(policy.address)
    except ValueError as error:
        right = "write one such as https://example.org/help/, or leave it empty"
        yield Problem(("address",), f"{shown(policy.address)} is no address of a site: {error}; {right}")
    if not LANGUAGE.fullmatch(policy.language):
        message = f"{shown(policy.language)} is no code of a language; write one such as en or bn"
        yield Problem(("language",), message)


def _check_site(address: str) -> None:
    """Raises ValueError where no site can be; a host inside a company may have no https."""
    if {"?", "#"} & {*address}:
        raise ValueError("there is a ? or a # in it")
    if address:
        check_web(re.sub("^http://", "https://", address))
