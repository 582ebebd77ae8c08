"""A policy's web addresses and the templates in them, and the code of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import KeyPath, Problem, shown
from wizard.media import USES
from wizard.policy import Channel, Policy

FILLED_IN = ("{subject}", "{body}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check_addresses(policy: Policy) -> Iterator[Problem]:
    """Every address that can't be opened, or filled in as it says."""
    if policy.address and not policy.address.startswith(("https://", "http://")):
        message = f"{shown(policy.address)} is no web address; write one that begins with https://"
        yield Problem(("address",), message)
    if not LANGUAGE.fullmatch(policy.language):
        message = f"{shown(policy.language)} is no code of a language; write one such as en or bn"
        yield Problem(("language",), message)
    for path, part in parts(policy):
        if isinstance(part, Channel) and part.form:
            yield from _form((*path, "form"), part)


def _form(path: KeyPath, channel: Channel) -> Iterator[Problem]:
    if not USES[channel.kind].web_page:
        yield Problem(path, "only a channel of kind 'web' has a form; remove it", at_key=True)
    written = re.findall(r"\{[^{}]*\}", channel.form)
    if not set(written) & set(FILLED_IN):
        yield Problem(path, "there is no {subject} and no {body} to fill in; write where they go")
    for name in dict.fromkeys(written):
        if name not in FILLED_IN:
            yield Problem(path, f"{shown(name)} can't be filled in; only {' and '.join(FILLED_IN)} can")
