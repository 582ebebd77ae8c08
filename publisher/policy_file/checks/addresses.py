"""Where a policy's site is, and the code of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.policy_file.findings import Problem, shown
from wizard.policy import Policy

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check_addresses(policy: Policy) -> Iterator[Problem]:
    """What can't be an address, or a language."""
    if policy.address and not policy.address.startswith(("https://", "http://")):
        message = f"{shown(policy.address)} is no web address; write one that begins with https://"
        yield Problem(("address",), message)
    if not LANGUAGE.fullmatch(policy.language):
        message = f"{shown(policy.language)} is no code of a language; write one such as en or bn"
        yield Problem(("language",), message)
