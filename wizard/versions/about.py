"""The version that a case is about: its status in words, and the last day of that status."""

from __future__ import annotations

from wizard.case import Case
from wizard.facts import today
from wizard.versions.life_cycle import Phase
from wizard.versions.names import UNKNOWN
from wizard.view import Named, VersionView


def version(case: Case) -> VersionView | None:
    """The version of a case; None where it was not asked for."""
    asked = [case.edition.questions[id] for id in case.walk.asked]
    question = next((one for one in asked if one.kind == "version"), None)
    if question is None:
        return None
    typed, status = case.walk.asked[question.id], case.facts[question.id]
    phase = _phase(case, typed)
    return VersionView(
        product=case.walk.product.name if case.walk.product else "",
        version="" if typed == UNKNOWN else typed,
        status=Named(status, case.edition.statuses[status]),
        advice=_advice(case, status),
        last=phase.last.isoformat() if phase and phase.last else "",
    )


def _phase(case: Case, version: str) -> Phase | None:
    """The stretch of days that the version's release is in today."""
    product, day = case.walk.product, today(case.edition, case.now)
    support = case.edition.support[product.id] if product else None
    release = support.named(version) if support else None
    if support is None or release is None:
        return None
    return next((one for one in support.phases(release) if one.first <= day <= (one.last or day)), None)


def _advice(case: Case, status: str) -> str:
    return next((one.advice for one in case.edition.policy.version_statuses if one.id == status), "")
