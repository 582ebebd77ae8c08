"""What a comparison tells that the one of the days before it tells already."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from typing import Any

from publisher.analysis.difference.report import Customers, DifferenceReport
from publisher.analysis.difference.wordings import Text
from publisher.policy_file.findings import listed

PARTS = {
    "outcomes": "outcomes",
    "interview": "questions",
    "wording": "words",
    "rows": "rows",
    "others": "what the staff keeps",
}
"""The parts of a report that may go on, and what they are of."""


def without_what_is_told(report: DifferenceReport, before: DifferenceReport, day: date) -> DifferenceReport:
    """A report without the parts of the one before it of which all goes on from a day."""
    # Without a word, as what they are about is so.
    if report.products == before.products:
        report = replace(report, products="")
    stays, about = (
        tuple(said for said in here if said not in known)
        for here, known in ((report.stays, before.stays), (report.about, before.about))
    )
    report = replace(report, stays=stays, about=about)
    found: dict[str, Any] = {}
    for part in PARTS:
        known, here = ({_told(entry): entry for entry in getattr(of, part)} for of in (before, report))
        # Of only some nobody would know which of those above go on.
        if known and known.keys() <= here.keys():
            found[part] = tuple(entry for told, entry in here.items() if told not in known)
    if not found:
        return report
    what = listed((PARTS[part] for part in found), "and")
    said = f"What is told above of {what} is so from {day} on, too, and is not told again."
    return replace(report, about=(*report.about, said), goes_on="outcomes" in found, **found)


def _told(entry: Customers | Text) -> Hashable:
    """What two entries have in common that tell the same; a version may be the example on another day."""
    if isinstance(entry, Text):
        return entry
    where = tuple(tuple(replace(fact, example=(fact.example[0], "")) for fact in box) for box in entry.where)
    return where, entry.changes, entry.all_told
