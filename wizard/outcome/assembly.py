"""The outcome of a case: the pieces that hold, and what only an instant or the customer's text can say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from wizard.address import fragment
from wizard.case import Case, answers_given
from wizard.conditions import UNASKED
from wizard.edition import Edition
from wizard.facts import today
from wizard.outcome.grounds import ASKED, asked_fact
from wizard.outcome.instants import completed, lists_over, offered
from wizard.outcome.pieces import Piece, Said
from wizard.ticket.details import filled_in
from wizard.ticket.forms import form_key
from wizard.ticket.links import ticket_link
from wizard.ticket.writing import Material, due_at, further_by, write
from wizard.versions.about import named_in
from wizard.versions.names import NEWER
from wizard.view import (
    ChannelView,
    Outcome,
    PolicyView,
    Step,
    Ticket,
    VersionView,
)

SEVERAL = frozenset(field.name for field in fields(Outcome) if field.default == ())
"""The fields of an outcome that hold several parts."""
Parts = dict[str, Any]
"""The parts of an outcome, by its fields."""


def outcome(case: Case) -> Outcome:
    """Everything that the policy says of a case, and its ticket."""
    edition = case.edition
    asked = {asked_fact(question): ASKED for question in case.walk.asked}
    held = (*edition.pieces.holding(case.facts), *edition.grounds.holding(case.facts | asked))
    pieced = put_together(held)
    (target,) = pieced.get("target", [None])
    said = {field: tuple(_of_case(case, part, target) for part in of) for field, of in pieced.items()}
    parts: Parts = {field: of_it if field in SEVERAL else of_it[0] for field, of_it in said.items()}
    answers, turned = case.told.answers, case.told.turned
    given = [filled_in(detail, answers.get(detail.id, ""), turned) for detail in parts.get("details", ())]
    parts["details"] = tuple(detail for detail, _ in given)
    typed = (secret for secret in case.told.masked if secret.detail in case.walk.asked)
    found = (*typed, *(secret for _, masked in given for secret in masked))
    # Of a secret that stands in several places, the last one is told.
    parts["masked"] = tuple({secret.text: secret for secret in found}.values())
    parts["policy"] = _policy(case)
    parts["channels"] = offered(case, parts["channels"])
    parts["listed"] = lists_over(case, parts["channels"], parts.get("target"))
    material = _material(case, parts)
    ticket = write(edition.layout, material)
    channels = (_linked(edition, channel, material, ticket) for channel in parts["channels"])
    return Outcome(**parts | {"channels": tuple(channels)}, ticket=ticket)


def _policy(case: Case) -> PolicyView:
    day = today(case.edition, case.now)
    early = day.isoformat() if day < case.edition.policy.effective else ""
    return replace(policy_view(case.edition), early=early)


def policy_view(edition: Edition) -> PolicyView:
    """What an outcome says of the policy that decided."""
    policy, last = edition.policy, edition.last_day
    until = last.isoformat() if last else ""
    return PolicyView(policy.title, policy.effective.isoformat(), edition.digest, until)


def put_together(held: Iterable[Piece]) -> dict[str, list[Said]]:
    """What pieces say, by field: each part with an id once, and each step in its procedure."""
    said: dict[str, list[Said]] = {}
    steps: dict[str, list[Said]] = {}
    for piece in held:
        listed = steps.setdefault(piece.within, []) if piece.within else said.setdefault(piece.field, [])
        known = {getattr(part, "id", None) for part in listed} - {None}
        listed += (part for part in piece.parts if getattr(part, "id", None) not in known)
    procedures: list[Any] = said.get("procedures", [])
    procedures[:] = [replace(view, steps=tuple(steps.get(view.id, ()))) for view in procedures]
    return said


def _of_case(case: Case, part: Said, target: Any) -> Said | None:
    """A part with what only this case says of it; `target` is what the outcome promises."""
    match part:
        case VersionView():
            return named_in(case, part)
        case Step():
            return replace(part, facts={fact: case.facts.get(fact, UNASKED) for fact in part.facts})
        case _:
            return completed(case, part, target)


def _material(case: Case, parts: Parts) -> Material:
    """What the ticket is written of, and the links to the channels."""
    given, target = answers_given(case.edition, case.walk), parts.get("target")
    version = parts.get("version")
    status = version.status.id if version else ""
    return {
        **parts,
        "asked": {answer.question: answer for answer in given},
        "details": {detail.id: detail for detail in parts.get("details", ())},
        "due": due_at(target.due) if target else {},
        "further": further_by(target.further) if target else {},
        ("out" if status == NEWER else "until"): version.last if version else "",
        "date": today(case.edition, case.now).isoformat(),
        "address": f"{case.told.page}#{fragment(case.walk.asked)}" if given else "",
    }


def _linked(edition: Edition, channel: ChannelView, material: Material, ticket: Ticket) -> ChannelView:
    """A channel with the link that takes the ticket along, where it has a form for it."""
    form = edition.forms.get(form_key(channel.id, channel.since))
    if form is None:
        return channel
    link = ticket_link(form, edition.layout, material, ticket)
    shortened = form.filled and not link.whole
    return replace(
        channel,
        link=link.address,
        filled=form.filled,
        shortened=shortened,
        holds_ticket=form.holds_ticket,
        login=form.login,
    )
