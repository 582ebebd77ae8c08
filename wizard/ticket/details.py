"""The details of a ticket: which are asked for, and what was given. They stay out of every address."""

from __future__ import annotations

from wizard.case import Case
from wizard.conditions import holds
from wizard.policy import Detail
from wizard.ticket.letters import clean, one_line
from wizard.view import DetailView

LONGEST_LINE = 300
"""Characters of a detail of one line that are kept."""


def details(case: Case) -> tuple[DetailView, ...]:
    """The details that the case calls for, with what was typed."""
    asked = [one for one in case.edition.policy.details if holds(one.when, case.facts)]
    return tuple(detail_view(one, case.answers.get(one.id, "")) for one in asked)


def detail_view(detail: Detail, given: str | tuple[str, ...]) -> DetailView:
    """A detail with what was typed for it."""
    return DetailView(
        id=detail.id,
        kind=detail.kind,
        name=detail.name,
        help=detail.help,
        required=detail.required,
        autocomplete=detail.autocomplete,
        options=detail.options,
        value=_value(detail, given),
    )


def shown(detail: DetailView) -> str:
    """A detail's value as text; the labels of what was picked of several."""
    if isinstance(detail.value, str):
        return detail.value
    return ", ".join(option.label for option in detail.options if option.id in detail.value)


def _value(detail: Detail, given: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if detail.kind == "several":
        picked = (given,) if isinstance(given, str) else given
        return tuple(option.id for option in detail.options if option.id in picked)
    if not isinstance(given, str):
        return ""
    return clean(given) if detail.kind == "paragraph" else one_line(given)[:LONGEST_LINE]
