"""The version that a case is about: what was typed, and the last day of its status."""

from __future__ import annotations

from dataclasses import replace

from wizard.case import Case
from wizard.versions.life_cycle import Phase
from wizard.versions.names import UNKNOWN
from wizard.view import VersionView


def named_in(case: Case, status: VersionView) -> VersionView | None:
    """The status with the version that a case names; None where no version was asked for."""
    questions = (case.edition.questions[id] for id in case.walk.asked)
    asked = next((question.id for question in questions if question.kind == "version"), None)
    if asked is None:
        return None
    typed = case.walk.asked[asked]
    phase = _phase(case, typed)
    return replace(
        status,
        product=case.walk.product.name if case.walk.product else "",
        version="" if typed == UNKNOWN else typed,
        last=phase.until if phase else "",
    )


def _phase(case: Case, version: str) -> Phase | None:
    """The stretch of days that the version's release is in today."""
    product, day = case.walk.product, case.walk.day
    support = case.edition.support[product.id] if product else None
    release = support.named(version) if support else None
    if support is None or release is None:
        return None
    phases = support.phases(release)
    return next((phase for phase in phases if phase.first <= day <= (phase.last or day)), None)
