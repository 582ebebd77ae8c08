"""Where a policy's site is, the code of its language, and channels that are called by another's kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import Problem, shown
from publisher.policy_file.remarks import Remark
from wizard.media import check_web
from wizard.policy import Channel, Policy

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

CALLED = {
    kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for kind, words in (
        ("chat", "chat"),
        ("phone", "(?:tele)?phone|hotline"),
        ("email", "e-?mail"),
    )
}
"""By which words, in English, customers read that a channel is of a kind."""


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


def channel_remarks(policy: Policy) -> Iterator[Remark]:
    """Every channel whose name or promise names another kind, of which there is a channel as well."""
    channels = [(path, part) for path, part in parts(policy) if isinstance(part, Channel)]
    for path, channel in channels:
        for kind, words in CALLED.items():
            others = [shown(other.name) for _, other in channels if other.kind == kind]
            for field, text in (("name", channel.name), ("promise", channel.promise)):
                if channel.kind != kind and others and (found := words.search(text)):
                    message = (
                        f"{shown(text)} says {shown(found[0])}, for which there is {' and '.join(others)}"
                    )
                    yield Remark(
                        (*path, field), f"{message}; does it still say what this one is?", kind="other-kind"
                    )


def _check_site(address: str) -> None:
    """Raises ValueError where no site can be; a host inside a company may have no https."""
    if {"?", "#"} & {*address}:
        raise ValueError("there is a ? or a # in it")
    if address:
        check_web(re.sub("^http://", "https://", address))
