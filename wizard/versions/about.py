"""The version that a case is about: what was typed, and the last day of its status."""

from __future__ import annotations

from dataclasses import replace

from wizard.case import Case
from wizard.facts import holds_on
from wizard.versions.names import UNKNOWN
from wizard.view import VersionView


def named_in(case: Case, status: VersionView) -> VersionView | None:
    """The status with the version that a case names; None where no version was asked for."""
    questions = (case.edition.questions[id] for id in case.walk.asked)
    asked = next((question.id for question in questions if question.kind == "version"), None)
    if asked is None:
        return None
    typed = case.walk.asked[asked]
    return replace(
        status,
        product=case.walk.product.name if case.walk.product else "",
        version="" if typed == UNKNOWN else typed,
        last=_last(case, typed),
    )


def _last(case: Case, version: str) -> str:
    """The last day of a release's status, or its month; of one that is still to come that day.

    A later edition may say otherwise, so none is told in its time.
    """
    product, day = case.walk.product, case.walk.day
    support = case.edition.support[product.id] if product else None
    release = support.named(version) if support else None
    if support is None or release is None:
        return ""
    if release.released > day:
        return release.released.isoformat() if holds_on(case.edition, release.released) else ""
    phases = support.phases(release)
    held = (phase for phase in phases if phase.first <= day <= (phase.last or day))
    return next((phase.until for phase in held if holds_on(case.edition, phase.last)), "")
