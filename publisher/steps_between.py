"""Two policies with all of their editions compared: what each step changes for whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from publisher.analysis.difference.answers import Within
from publisher.analysis.difference.comparing import (
    Comparison,
    compare,
    compare_in_force,
    compare_while_in_force,
)
from publisher.analysis.difference.open_cases import open_cases
from publisher.analysis.difference.report import DifferenceReport, report_of
from publisher.analysis.difference.told_before import without_what_is_told
from publisher.analysis.difference.wordings import differing
from publisher.named_policy import NamedPolicy, in_time
from publisher.policy_file.edition_file import beside
from publisher.policy_file.editions import FOLDER
from publisher.policy_file.findings import listed
from publisher.policy_file.policy_text import BESIDE

UNKNOWN_PAGES = "The program's own pages are not compared with a site; with git they are."


class InBoth(NamedTuple):
    """What holds in each of two policies on some days."""

    old: NamedPolicy
    new: NamedPolicy
    within: Within


def steps(old: NamedPolicy, new: NamedPolicy) -> list[InBoth]:
    """What held and what will hold from each day on which an edition of either begins."""
    found: dict[tuple[date, date], InBoth] = {}
    days = sorted({named.effective for named in (*old.all, *new.all)})
    # Before all of them the first holds, and the last one for ever.
    for since, until in pairwise((date.min, *days[1:], date.max)):
        was, is_now = old.on(since), new.on(since)
        key = was.effective, is_now.effective
        begun = found[key].within.since if key in found else since
        found[key] = InBoth(was, is_now, Within(begun, until))
    return list(found.values())


def reports_of(old: NamedPolicy, new: NamedPolicy, names: tuple[str, str]) -> list[DifferenceReport]:
    """What changes from each day on which an edition of either begins; of one alone, by their names.

    What goes on from the step before is not told again.
    """
    left_out = (*_left_out(old, new), *_left_out(new, old))
    old, new = _without_following(old, new), _without_following(new, old)
    every = steps(old, new)
    one = len(every) == 1
    called = [names if one else (step.old.called, step.new.called) for step in every]
    first, *others = (_report(step, names) for step, names in zip(every, called, strict=True))
    days = (step.within.since for step in every[1:])
    told = [
        replace(first, about=(*left_out, *_about(old, new), *first.about)),
        *(
            without_what_is_told(report, before, day)
            for before, report, day in zip((first, *others), others, days, strict=False)
        ),
    ]
    stay = {named.effective for named in new.all}
    return [_with_open_cases(report, step, stay) for report, step in zip(told, every, strict=True)]


def _following(one: NamedPolicy, beside: NamedPolicy) -> list[NamedPolicy]:
    """The editions after both files that only one can have, as the other is a copy of nothing else."""
    last = max(one.effective, beside.effective)
    known = one.alone is False and beside.alone
    return [other for other in one.others if known and other.effective > last]


def _without_following(one: NamedPolicy, beside: NamedPolicy) -> NamedPolicy:
    following = _following(one, beside)
    if not following:
        return one
    own, *others = (
        each._replace(edition=each.edition.alone, others=())
        for each in (one, *one.others)
        if each not in following
    )
    return in_time(own._replace(others=tuple(others)))


def _left_out(one: NamedPolicy, beside: NamedPolicy) -> Iterator[str]:
    if following := _following(one, beside):
        days = listed([f"from {each.effective}" for each in following], "and")
        yield (
            f"Beside {beside.file} there is no folder {FOLDER}, so what holds {days} beside {one.file} is "
            "not compared."
        )


def _about(old: NamedPolicy, new: NamedPolicy) -> Iterator[str]:
    days = {named.effective for named in new.all}
    for named in old.all if len(new.all) < len(old.all) else ():
        if named.effective not in days:
            yield f"The edition from {named.effective} is gone."
    if None in (old.pages, new.pages):
        yield UNKNOWN_PAGES


def report_of_following(one: NamedPolicy, other: NamedPolicy) -> DifferenceReport:
    """What the later of two editions of one policy changes where it follows the earlier one."""
    old, new = sorted((one, other), key=lambda named: named.effective)
    found = compare_in_force(old.edition, new.edition, new.until(new))
    return _told(found, old, new, (old.called, f"{new.called}, two editions of one policy"))


def _report(step: InBoth, names: tuple[str, str]) -> DifferenceReport:
    """What a step changes; of all but the first one, on days on which both hold."""
    old, new, within = step
    how = compare if within.since == date.min else compare_while_in_force
    return _told(how(old.edition, new.edition, within=within), old, new, names)


def _told(found: Comparison, old: NamedPolicy, new: NamedPolicy, names: tuple[str, str]) -> DifferenceReport:
    pages = differing(old.pages, new.pages) if old.pages and new.pages else ()
    report = report_of(found, names, (old.language, new.language), pages)
    return _without_what_lacks(_without_what_lacks(report, old, new), new, old)


def _without_what_lacks(report: DifferenceReport, one: NamedPolicy, other: NamedPolicy) -> DifferenceReport:
    """Without what stands in a file beside the other policy alone, as of a copy of nothing else."""
    lacks = [
        word
        for word in one.lacks
        if word not in other.lacks and not any(getattr(one.edition.policy, key) for key in BESIDE[word])
    ]
    if not lacks:
        return report
    names = listed((beside(Path(one.file), word).name for word in lacks), "or")
    said = f"Beside {one.file} there is no {names}, so nothing is compared of what stands in such a file."
    keys = {key for word in lacks for key in BESIDE[word]}
    kept = (
        tuple(text for text in of if text.name.partition(".")[0] not in keys)
        for of in (report.wording, report.others)
    )
    wording, others = kept
    return replace(report, wording=wording, others=others, about=(*report.about, said))


def _with_open_cases(report: DifferenceReport, step: InBoth, stay: Collection[date]) -> DifferenceReport:
    """With whose answer is open when a later edition begins; of an old one that stays, once."""
    if step.old.effective != step.new.effective and step.old.effective in stay:
        return report
    found = tuple(open_cases(step.old.edition, step.new.edition, (step.old.language, step.new.language)))
    return replace(report, changed=report.changed or bool(found), outcomes=(*report.outcomes, *found))
