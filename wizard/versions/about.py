"""The version that a case is about: what was typed, and the last day of its status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from wizard.case import Case
from wizard.dates import DAY
from wizard.edition import Edition
from wizard.policy import Product, Release
from wizard.versions.life_cycle import Phase
from wizard.versions.names import NEWER, UNKNOWN
from wizard.view import VersionView


class Stretch(NamedTuple):
    """From a day on, the status of a release, and its last day or month (ISO), empty where none is told.

    Of a release that is still to come it is the day on which it comes out.
    """

    first: date
    status: str
    until: str


def named_in(case: Case, status: VersionView) -> VersionView | None:
    """The status with the version that a case names; None where no version was asked for."""
    typed = case.walk.asked.get(case.edition.policy.version_question)
    if typed is None:
        return None
    return replace(
        status,
        product=case.walk.product.name if case.walk.product else "",
        version="" if typed == UNKNOWN else typed,
        last=_last(case, typed),
    )


def _last(case: Case, version: str) -> str:
    edition, product, day = case.edition, case.walk.product, case.walk.day
    release = edition.support[product.id].named(version) if product else None
    if product is None or release is None:
        return ""
    since = min(day, edition.policy.effective)
    begun = [stretch for stretch in stretches(edition, product, release, since) if stretch.first <= day]
    return begun[-1].until


def stretches(edition: Edition, product: Product, release: Release, since: date) -> Iterator[Stretch]:
    """The statuses of a release by an edition, whose last days are those through time.

    Where an edition to come gives it another status, nothing is told of how long this one has it then.
    """
    in_time, after = edition.release_in_time(product, release), release.released
    if release.released > since:
        out = in_time.released
        yield Stretch(since, NEWER, out.isoformat() if out else "")
        if out and out < release.released:
            yield Stretch(out, NEWER, "")
    for phase in edition.support[product.id].phases(release):
        if after < phase.first:
            yield Stretch(after, UNKNOWN, "")
        yield from _told(phase, in_time.phases)
        if phase.last is None:
            return
        after = phase.last + DAY
    yield Stretch(after, UNKNOWN, "")


def _told(phase: Phase, in_time: Sequence[Phase]) -> Iterator[Stretch]:
    """A phase, cut where through time another one begins."""
    turns = (day for then in in_time for day in (then.first, then.last and then.last + DAY) if day)
    within = {day for day in turns if phase.first < day <= (phase.last or day)}
    for first in sorted({phase.first, *within}):
        held = (then for then in in_time if then.first <= first <= (then.last or first))
        until = next((then.until for then in held if then.status == phase.status), "")
        yield Stretch(first, phase.status, until)
