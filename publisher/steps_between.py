"""Two policies with all of their editions compared: what each step changes for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from publisher.analysis.difference.answers import Within
from publisher.analysis.difference.comparing import compare, compare_in_force, compare_while_in_force
from publisher.analysis.difference.open_cases import open_cases
from publisher.analysis.difference.report import DifferenceReport, report_of
from publisher.analysis.difference.wordings import differing
from publisher.named_policy import NamedPolicy, pairs

UNKNOWN_PAGES = "The program's own pages are not compared with a site; with git they are."


def reports_of(old: NamedPolicy, new: NamedPolicy, names: tuple[str, str]) -> list[DifferenceReport]:
    """What changes from each day on which an edition of either begins; of one alone, by their names."""
    steps = pairs(old, new)
    one = len(steps) == 1
    called = [names if one else (step[0].called, step[1].called) for step in steps]
    first, *others = (_report((old, new), *step, names) for step, names in zip(steps, called, strict=True))
    return [replace(first, about=tuple(_about(old, new))), *others]


def _about(old: NamedPolicy, new: NamedPolicy) -> Iterator[str]:
    days = {one.edition.policy.effective for one in new.all}
    for one in old.all if len(new.all) < len(old.all) else ():
        if one.edition.policy.effective not in days:
            yield f"The edition from {one.edition.policy.effective} is gone."
    if None in (old.pages, new.pages):
        yield UNKNOWN_PAGES


def report_of_following(one: NamedPolicy, other: NamedPolicy) -> DifferenceReport:
    """What the later of two editions of one policy changes where it follows the earlier one."""
    old, new = sorted((one, other), key=lambda edition: edition.edition.policy.effective)
    return _report((new, new), old, new, (old.called, f"{new.called}, two editions of one policy"))


def _report(
    every: tuple[NamedPolicy, NamedPolicy], old: NamedPolicy, new: NamedPolicy, names: tuple[str, str]
) -> DifferenceReport:
    """What changes from one edition to another; where the old one stays beside it, each in its own time."""
    all_old, all_new = every
    was, is_now = (one.edition.policy.effective for one in (old, new))
    stays = was != is_now and was in {one.edition.policy.effective for one in all_new.all}
    if stays:
        found = compare_in_force(old.edition, new.edition, all_new.until(new))
    else:
        until = min(all_old.until(old), all_new.until(new))
        # The later one of two follows another one, or nothing held before it.
        followed = (old is not all_old.all[0]) if was > is_now else (new is not all_new.all[0])
        if followed and was != is_now:
            within = Within(max(was, is_now), until)
            found = compare_while_in_force(old.edition, new.edition, within)
        else:
            found = compare(old.edition, new.edition, within=Within(date.min, until))
    pages = differing(old.pages, new.pages) if old.pages and new.pages else ()
    languages = old.language, new.language
    report = report_of(found, names, languages, pages)
    still_open = () if stays else tuple(open_cases(old.edition, new.edition, languages))
    changed = report.changed or bool(still_open)
    return replace(report, changed=changed, outcomes=(*report.outcomes, *still_open))
