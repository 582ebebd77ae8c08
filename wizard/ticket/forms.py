"""How the links are filled in that open a channel with the ticket, as data, for the engine and for the page.

A link is its `parts` with `&` between them. Each part is an entry as a ticket's (`wizard.ticket.layout`), of
which that line is written of whose names the most say something; a part is left out where no name in it does.
Its names are paths into the ticket's material, and beside them `subject`, `body` and `desk.severity`. What is
put in is percent-encoded, but for the letters that `written` and `body_written` name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from urllib.parse import quote

from wizard.desks import DESKS
from wizard.media import LONGEST_MAIL, USES
from wizard.policy import Channel, Desk, Policy
from wizard.ticket.layout import Entry, Line, Paths, Template, paths_of_case, worded
from wizard.values import value

SAFE = "-_.!~*'()"
"""What is left as it is beside letters and digits, as `encodeURIComponent` has it."""
PLACES: dict[str, Paths] = {
    "subject": ("subject",),
    "body": ("body",),
    "body_html": ("body",),
    "severity": ("desk.severity",),
}
"""What only a link's template names, by the paths to it."""

NAME = re.compile(r"(\{[^{}]*\})")
"""A name in a template."""
_HTML = {"\n": "<br>", "&": "&amp;", "<": "&lt;", ">": "&gt;"}

Written = dict[str, str]


@value()
class Form:
    """How the link to one channel is filled in."""

    parts: tuple[Entry, ...]
    longest: int
    """Characters of the whole link."""
    longest_subject: int
    longest_text: int
    """Of these, what the subject may take, and each other text that is a part of its own."""
    longest_parts: int
    """What all parts together may take without the ticket's body, which has the rest."""
    written: Written
    """What letters are written as."""
    body_written: Written
    """The same in the body, which may be HTML."""
    severities: dict[str, str]
    """The desk's own values, by our severities' ids."""
    filled: bool
    """Whether anything of the case is put in."""
    subject_apart: bool
    """Whether the subject has a place of its own; else the body begins with it."""
    holds_ticket: bool
    """Whether the ticket itself goes in; else what the fields ask for, alone."""
    login: bool = False
    """Whether one has to log in first."""


def forms(policy: Policy, channels: Mapping[str, Channel]) -> dict[str, Form]:
    """The form of each of some channels that has one, by the keys that these have."""
    found = ((key, _form(policy, channel)) for key, channel in channels.items())
    return {key: form for key, form in found if form}


def form_key(channel: str, since: str) -> str:
    """The key of a channel's form, as the channel is reached since an instant or, without one, always was."""
    return f"{channel} {since}".rstrip()


def template_of(channel: Channel) -> str:
    """The template of a channel's link, with its constants as names; empty where it has none."""
    use = USES[channel.kind]
    if not use.web_page:
        return use.template
    if channel.desk is None:
        return channel.form
    more = (f"&{quote(name, safe=SAFE)}={_constant(text)}" for name, text in channel.desk.fields.items())
    return (channel.desk.template or DESKS[channel.desk.kind].template) + "".join(more)


def fixed_length(channel: Channel) -> int:
    """How many characters of a channel's link are the same in every case."""
    return len(NAME.sub("", "".join(worded(template_of(channel), **_constants(channel)))))


def longest(channel: Channel) -> int:
    """How many characters the whole link of a channel may have."""
    desk = channel.desk or Desk(kind="custom")
    return desk.longest or (DESKS[desk.kind].longest if USES[channel.kind].web_page else LONGEST_MAIL)


def empty_form(channel: Channel) -> str:
    """The address of a channel's form with nothing filled in; empty where there is none."""
    return "".join(worded(template_of(channel).partition("?")[0], **_constants(channel)))


def names(policy: Policy) -> dict[str, Paths]:
    """What a template may name of a case: the paths of which the first that says something is put in."""
    asked: dict[str, Paths] = {question.id: (f"asked.{question.id}.label",) for question in policy.questions}
    given: dict[str, Paths] = {detail.id: (f"details.{detail.id}.text",) for detail in policy.details}
    return PLACES | asked | given | paths_of_case(policy) | PLACES


def _form(policy: Policy, channel: Channel) -> Form | None:
    template = template_of(channel)
    if not template:
        return None
    desk = channel.desk or Desk(kind="custom")
    kind = DESKS[desk.kind]
    severities = desk.severities
    if desk.kind == "custom" and not severities:
        severities = {severity.id: severity.name for severity in policy.severities}
    whole, written = longest(channel), _written(channel, plus=kind.plus, swapped=dict(kind.swapped))
    html = {letter: encoded(text, written) for letter, text in _HTML.items()}
    parts = tuple(tuple(_lines(policy, channel, part)) for part in template.split("&"))
    return Form(
        parts=parts,
        longest=whole,
        longest_subject=whole * 2 // 5,
        longest_text=whole // 5,
        longest_parts=whole * 3 // 4,
        written=written,
        body_written=written | html if "{body_html}" in template else written,
        severities=severities,
        filled=any(len(line.template) > 1 for part in parts for line in part),
        subject_apart="{subject}" in template,
        holds_ticket="{body}" in template or "{body_html}" in template,
        login=kind.login if desk.login is None else desk.login,
    )


def _lines(policy: Policy, channel: Channel, part: str) -> Iterator[Line]:
    """A part of a template once for each way to fill it in, the best one first."""
    kind = DESKS[channel.desk.kind] if channel.desk else DESKS["custom"]
    paths = {name: (f"desk.{name}",) for name in (*kind.constants, *kind.choices)} | names(policy)
    named = [name for name in paths if f"{{{name}}}" in part]
    # A later edition's form may name what only that one asks.
    unknown: dict[str, Template] = {name[1:-1]: ("",) for name in NAME.findall(part)}
    for chosen in product(*(paths[name] for name in named)):
        put = {name: ("", path, "") for name, path in zip(named, chosen, strict=True)}
        yield Line(worded(part, **unknown | put | _constants(channel)))


def _constants(channel: Channel) -> dict[str, Template]:
    """What a channel's template names that is the same in every case, as it stands in the link."""
    desk = channel.desk
    if desk is None:
        return {"address": (quote(channel.address, safe="@"),)}
    given = {name: (quote(value, safe=SAFE),) for name, value in desk.constants.items()}
    return {"address": ((desk.address or channel.address).rstrip("/"),), **given}


def _written(channel: Channel, *, plus: bool, swapped: Mapping[str, str]) -> Written:
    """What letters are written as in a channel's link; line breaks in mail as RFC 6068 wants them."""
    if not USES[channel.kind].web_page:
        return {"\n": "%0D%0A", ":": ":", "@": "@", ",": ","}
    sent = {letter: "+" if letter == " " else letter for letter in " :/,@"} if plus else {}
    return sent | {letter: encoded(other, sent) for letter, other in swapped.items()}


def _constant(text: str) -> str:
    """The constant text of a field as it stands in a link, with its names as they are."""
    return "".join(piece if NAME.fullmatch(piece) else quote(piece, safe=SAFE) for piece in NAME.split(text))


def encoded(text: str, written: Written) -> str:
    """A text as it stands in a link."""
    return "".join(written.get(letter) or escaped(letter) for letter in text)


@lru_cache(maxsize=4_096)
def escaped(letter: str) -> str:
    """A letter as it stands in a link that has no other way to write it."""
    return quote(letter, safe=SAFE)
