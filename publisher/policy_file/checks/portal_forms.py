"""The forms that links open filled in: whether each can be filled in as the policy says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from urllib.parse import parse_qsl, urlsplit

from publisher.policy_file.checks.parts import parts
from publisher.policy_file.findings import KeyPath, Problem, instead, shown
from wizard.desks import DESKS, LONGEST_OF_ALL
from wizard.media import USES
from wizard.policy import Channel, Desk, Policy
from wizard.ticket.forms import NAME, fixed_length, longest, names, template_of
from wizard.ticket.letters import LETTERS

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
                yield from _room(policy, where, part)
            else:
                yield from _desk(part, where, part.desk, known)
                yield from _severities(policy, where, part.desk)
                yield from _fields((*where, "fields"), part.desk, known)
                yield from _room(policy, where, part)


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
    if "{address}" in form.template:
        yield from _address(path, channel, desk)
    yield from _constants(path, desk)
    if desk.longest and not LEAST <= desk.longest <= LONGEST_OF_ALL:
        message = f"a link may have from {LEAST} to {LONGEST_OF_ALL} characters, not {desk.longest}"
        yield Problem((*path, "longest"), message)


def _address(path: KeyPath, channel: Channel, desk: Desk) -> Iterator[Problem]:
    """An address behind which no path can follow."""
    where = (*path, "address") if desk.address else (*path[:-1], "address")
    if found := [letter for letter in "?#{}" if letter in (desk.address or channel.address)]:
        message = f"the way to {desk.kind}'s form follows behind this address, which can't have"
        yield Problem(where, f"{message} {shown(found[0])} in it; write it without what begins there")


def _fields(path: KeyPath, desk: Desk, known: Collection[str]) -> Iterator[Problem]:
    """Fields that the template has already, or whose texts can't be filled in."""
    template = desk.template or DESKS[desk.kind].template
    if desk.fields and "#" in template:
        message = "fields go behind the template, and what stands behind its # is never sent"
        yield Problem(path, f"{message}; write them into the template, before the #", at_key=True)
    had = {name for name, _ in parse_qsl(urlsplit(template).query, keep_blank_values=True)}
    for name, text in desk.fields.items():
        if name in had:
            yield Problem((*path, name), f"the form's link has {shown(name)} already; remove it", at_key=True)
        yield from _unknown_names((*path, name), text, known)


def _room(policy: Policy, path: KeyPath, channel: Channel) -> Iterator[Problem]:
    """A link without room for the ticket: it holds a long text twice, or too much that never changes."""
    texts = {
        detail.id
        for detail in policy.details
        if not (detail.kind in LETTERS.longest_of_kind or detail.options)
    }
    written = NAME.findall(template_of(channel))
    for name in sorted({"body", "body_html", *texts}):
        if written.count(f"{{{name}}}") > 1:
            yield Problem(path, f"{{{name}}} is there more than once; a link has room for it once")
    room, fixed = longest(channel), fixed_length(channel)
    if fixed > room // 2:
        message = f"{fixed} characters of the link are always the same, of {room} that it may have"
        yield Problem(path, f"{message}; leave at least half of them to the ticket")


def _template(path: KeyPath, template: str, known: Collection[str]) -> Iterator[Problem]:
    written = _names_in(template)
    if not written & {*known}:
        yield Problem(path, "there is no {subject} and no {body} to fill in; write where they go")
    if {"body", "body_html"} <= written:
        yield Problem(path, "there are {body} and {body_html}; write the one that the form takes")
    yield from _unknown_names(path, template, known)
    address, _, behind = template.partition("#")
    if _names_in(behind):
        yield Problem(
            path, "what stands behind # is never sent, names in it neither; write %23 for the sign itself"
        )
    queried = [name for name, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True)]
    for name in sorted({name for name in queried if queried.count(name) > 1 and not name.endswith("[]")}):
        yield Problem(
            path, f"the form's link has {shown(name)} more than once; a form takes one of them alone"
        )


def _unknown_names(path: KeyPath, template: str, known: Collection[str]) -> Iterator[Problem]:
    if {"{", "}"} & {*NAME.sub("", template)}:
        yield Problem(path, f"a brace is alone in {shown(template)}; write a name as {{subject}}, in both")
    for name in sorted(_names_in(template) - {*known}):
        message = f"{shown(f'{{{name}}}')} can't be filled in{instead(name, known)}"
        yield Problem(path, message, name=name)


def _names_in(template: str) -> set[str]:
    return {name[1:-1] for name in NAME.findall(template)}


def _constants(path: KeyPath, desk: Desk) -> Iterator[Problem]:
    """The constants that are missing, and those that nobody asked for."""
    form = DESKS[desk.kind]
    for name in form.constants:
        if not desk.constants.get(name, "").strip():
            message = f"{desk.kind} needs '{name}', which the desk knows; write it under 'constants'"
            yield Problem((*path, "kind"), message)
    for name in sorted(_names_in(form.template.partition("?")[0]) & desk.constants.keys() - {"number"}):
        value = desk.constants[name]
        if value.strip(".") == "" != value or any(letter in value for letter in " /\\?#%"):
            message = f"{shown(value)} can't be a part of a path; write it as it stands in the form's address"
            yield Problem((*path, "constants", name), message)
    number = desk.constants.get("number", "")
    if "number" in form.constants and number and not (number.isascii() and number.isdecimal()):
        message = (
            f"{shown(number)} is no number for {desk.kind}; write its digits alone, such as 8801722313635"
        )
        yield Problem((*path, "constants", "number"), message)
    yield from _keys((*path, "constants"), desk.constants, (*form.constants, *form.choices), "constant")


def _severities(policy: Policy, path: KeyPath, desk: Desk) -> Iterator[Problem]:
    """A table of severities that is not whole, or missing where the desk takes no ticket without it."""
    known = [severity.id for severity in policy.severities]
    missing = [severity for severity in known if not desk.severities.get(severity)]
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
