"""The forms that links open filled in: whether each can be filled in as the policy says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import KeyPath, Problem, instead, shown
from wizard.desks import DESKS, LONGEST_OF_ALL
from wizard.media import USES
from wizard.policy import Channel, Desk, Policy
from wizard.ticket.forms import empty_form, names

LEAST = 1_000
"""Characters of a link, below which next to nothing of a ticket gets into it."""


def check_desks(policy: Policy) -> Iterator[Problem]:
    """Every form that can't be filled in."""
    known = names(policy)
    for path, part in parts(policy):
        if isinstance(part, Channel) and (part.form or part.desk):
            where = (*path, "form" if part.form else "desk")
            if not USES[part.kind].web_page:
                yield Problem(
                    where, f"only a channel of kind 'web' has a {where[-1]}; remove it", at_key=True
                )
            elif not part.desk:
                yield from _template(where, part.form, known)
            else:
                yield from _desk(part, where, part.desk, known)
                yield from _severities(policy, where, part.desk)


def _desk(channel: Channel, path: KeyPath, desk: Desk, known: Collection[str]) -> Iterator[Problem]:
    form, custom = DESKS[desk.kind], desk.kind == "custom"
    if not (form.template or custom):
        message = f"no link can fill in a form of {desk.kind}: {form.source}"
        yield Problem((*path, "kind"), f"{message}; leave 'desk' out, and customers copy their ticket there")
        return
    if custom and not desk.template:
        message = "'custom' needs a 'template': the form's address, with names such as {subject} and {body}"
        yield Problem((*path, "kind"), message)
    if desk.template and not custom:
        message = f"{desk.kind} has a template already; remove this one, or write 'kind: custom'"
        yield Problem((*path, "template"), message, at_key=True)
    if custom and desk.template:
        yield from _template((*path, "template"), desk.template, known)
    if "{address}" in form.template and not (desk.address or channel.address):
        yield Problem((*path, "kind"), f"it is not said where {desk.kind} is; write its 'address' here")
    for name, text in desk.fields.items():
        yield from _unknown_names((*path, "fields", name), text, known)
    yield from _constants(path, desk)
    yield from _length(path, channel, desk)


def _template(path: KeyPath, template: str, known: Collection[str]) -> Iterator[Problem]:
    written = _names_in(template)
    if not written & {*known}:
        yield Problem(path, "there is no {subject} and no {body} to fill in; write where they go")
    if {"body", "body_html"} <= written:
        yield Problem(path, "there are {body} and {body_html}; write the one that the form takes")
    yield from _unknown_names(path, template, known)


def _unknown_names(path: KeyPath, template: str, known: Collection[str]) -> Iterator[Problem]:
    for name in sorted(_names_in(template) - {*known}):
        message = f"{shown(f'{{{name}}}')} can't be filled in{instead(name, known)}"
        yield Problem(path, message, name=name)


def _names_in(template: str) -> set[str]:
    return set(re.findall(r"\{([^{}]*)\}", template))


def _constants(path: KeyPath, desk: Desk) -> Iterator[Problem]:
    """The constants that are missing, and those that nobody asked for."""
    form = DESKS[desk.kind]
    for name in form.constants:
        if not desk.constants.get(name):
            message = f"{desk.kind} needs '{name}', which the desk knows; write it under 'constants'"
            yield Problem((*path, "kind"), message)
    yield from _keys((*path, "constants"), desk.constants, (*form.constants, *form.choices), "constant")


def _severities(policy: Policy, path: KeyPath, desk: Desk) -> Iterator[Problem]:
    """A table of severities that is not whole, or missing where the desk takes no ticket without it."""
    known = [one.id for one in policy.severities]
    missing = [id for id in known if not desk.severities.get(id)]
    if missing and (desk.severities or DESKS[desk.kind].values):
        message = f"the desk's own values are missing for {', '.join(map(shown, missing))}"
        where = ("severities",) if desk.severities else ("kind",)
        yield Problem((*path, *where), f"{message}; write them under 'severities'")
    yield from _keys((*path, "severities"), desk.severities, known, "severity")


def _keys(path: KeyPath, given: Iterable[str], known: Iterable[str], what: str) -> Iterator[Problem]:
    for name in given:
        if name not in known:
            yield Problem(
                (*path, name), f"{shown(name)} is no {what} here{instead(name, known)}", at_key=True
            )


def _length(path: KeyPath, channel: Channel, desk: Desk) -> Iterator[Problem]:
    if desk.longest and not LEAST <= desk.longest <= LONGEST_OF_ALL:
        message = f"a link may have from {LEAST} to {LONGEST_OF_ALL} characters, not {desk.longest}"
        yield Problem((*path, "longest"), message)
    if len(empty_form(channel)) > LEAST // 2:
        yield Problem((*path, "kind"), "the address of the form is too long to be followed by a ticket")
