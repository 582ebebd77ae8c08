"""Two policies with all of their editions compared: what each step changes for whom."""

from __future__ import annotations

from publisher.analysis.difference.comparing import compare, compare_in_force
from publisher.analysis.difference.report import DifferenceReport, report_of
from publisher.analysis.difference.wordings import differing
from publisher.named_policy import NamedPolicy, pairs


def reports_of(old: NamedPolicy, new: NamedPolicy, names: tuple[str, str]) -> list[DifferenceReport]:
    """What changes from each day on which an edition of either begins; of one alone, by their names."""
    steps = pairs(old, new)
    one = len(steps) == 1
    return [_report(new, *step, names if one else (step[0].called, step[1].called)) for step in steps]


def _report(
    all_new: NamedPolicy, old: NamedPolicy, new: NamedPolicy, names: tuple[str, str]
) -> DifferenceReport:
    """What changes from one edition to another; where the old one stays beside it, each in its own time."""
    days = {one.edition.policy.effective for one in all_new.all} - {new.edition.policy.effective}
    stays = old.edition.policy.effective in days
    found = (compare_in_force if stays else compare)(old.edition, new.edition)
    pages = differing(old.pages, new.pages) if old.pages and new.pages else ()
    return report_of(found, names, (old.language, new.language), pages)
