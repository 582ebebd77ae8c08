"""Decides whether an edition may be published: no customer gets lost, and every example comes out right.

Each edition is proved by itself, and its examples are tried. Of several editions, more is known: what is lost
where one follows another, what an edition leaves behind of the one before it, and what was told already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from publisher.analysis import transitions
from publisher.analysis.proof.flaw import ONLY_BEFORE
from publisher.analysis.verify import Report, verify
from publisher.policy_file.checks.examples import Failure, failures_of, out_of_time, told
from publisher.policy_file.checks.left_editions import hours_gone
from publisher.policy_file.checks.left_texts import texts_left
from publisher.policy_file.checks.named_here import named_here
from publisher.policy_file.editions import FOLDER, Editions
from publisher.policy_file.findings import Finding, Refused
from publisher.policy_file.policy_text import Loaded, Wrong, found
from publisher.policy_file.remarks import most_telling, names_in, not_answered
from wizard.facts import begins


def judged(loaded: Loaded) -> Report:
    """All that verifying an edition and trying its examples finds.

    The examples come second, as only a verified policy decides every case.
    """
    return _tried(loaded, verify(loaded.edition, loaded.source))


def _tried(loaded: Loaded, report: Report) -> Report:
    """What verifying an edition found, and its examples."""
    if report.errors:
        return report
    errors = tuple(sorted(_failed(loaded, failures_of(loaded))))
    # What is told as not here though it is: the proof does not look at the words of the search.
    here = found(loaded, named_here(loaded.policy))
    remarks = (*report.remarks, *_untried(loaded), *here, *loaded.untranslated)
    return replace(report, errors=errors, remarks=remarks)


def accept(loaded: Loaded) -> Report:
    """The same. Raises Refused, with the errors or the examples that failed."""
    report = judged(loaded)
    if report.errors:
        raise Refused(report.errors)
    return report


def judged_all(
    editions: Editions, elsewhere: Callable[[], Iterable[Wrong]] = tuple
) -> list[tuple[Loaded, Report]]:
    """What is found in each edition; for one without `meant`, that of the policy's own file answers.

    Each edition is compared with the one before it, in whichever files they are. A row that stands in both
    gets no remark for what only time has changed. What is wrong with what was tried `elsewhere`, such as the
    searches, is told with all else.
    """
    before = {now.source.name: was for was, now in editions.changes}
    proved = [(loaded, verify(loaded.edition, loaded.source)) for loaded in editions.all]
    lost = () if any(report.errors for _, report in proved) else transitions.lost(editions)
    reports = [
        (loaded, _edited(loaded, before.get(loaded.source.name), _tried(loaded, report)))
        for loaded, report in proved
    ]
    # Only now, as what is tried elsewhere may take as long as all of this.
    wrong = [*lost, *elsewhere()]
    judged = []
    for loaded, report in reports:
        errors = (*report.errors, *(error for edition, error in wrong if edition is loaded))
        left = report.remarks if loaded.policy.meant else not_answered(editions.main.policy, report.remarks)
        judged.append((loaded, replace(report, errors=errors, remarks=left)))
    return [*_told_once(judged)]


def _told_once(reports: Iterable[tuple[Loaded, Report]]) -> Iterator[tuple[Loaded, Report]]:
    """The reports without the remarks on a file that editions share which were made of an earlier one."""
    told: set[tuple[str, int, int, str]] = set()
    for loaded, report in reports:
        about = [
            (remark.file, remark.line, remark.column, names_in(remark.message)) for remark in report.remarks
        ]
        new = (remark for remark, what in zip(report.remarks, about, strict=True) if what not in told)
        yield loaded, replace(report, remarks=tuple(new))
        told.update(about)


def _edited(loaded: Loaded, before: Loaded | None, report: Report) -> Report:
    """A report with what an edition leaves behind of the one before it, and without what time alone has made
    of the rows that stand there, too."""
    if before is None:
        return report
    rows = {table.id: table.rows for table in before.policy.tables}
    kept = {
        loaded.source.place(("tables", number, "rows", place))
        for number, table in enumerate(loaded.policy.tables)
        for place, row in enumerate(table.rows)
        if row in rows.get(table.id, ())
    }
    by_time = (remark for remark in report.remarks if ONLY_BEFORE in remark.message)
    gone = {remark for remark in by_time if (remark.line, remark.column) in kept}
    remarks = sorted(
        remark for remark in (*report.remarks, *left_since(loaded, before)) if remark not in gone
    )
    return replace(report, remarks=most_telling(remarks, report.errors))


def left_since(loaded: Loaded, before: Loaded) -> Iterator[Finding]:
    """What still says what an edition changes, beside the one before it; and hours that are gone."""
    yield from found(loaded, texts_left(loaded.policy, before.policy, typed=False))
    yield from found(loaded, hours_gone(loaded.edition, before.edition, before.source.name))


def accept_all(
    editions: Editions, elsewhere: Callable[[], Iterable[Wrong]] = tuple
) -> list[tuple[Loaded, Report]]:
    """The same. Raises Refused, with what is wrong in any of them."""
    reports = judged_all(editions, elsewhere)
    if errors := [error for _, report in reports for error in report.errors]:
        raise Refused(errors)
    return reports


def _failed(loaded: Loaded, failed: list[Failure]) -> Iterator[Finding]:
    """Failures at their places; those of the days before a policy that stands alone are told as one."""
    start, day = begins(loaded.edition), loaded.edition.policy.effective
    early = [example.id for example in loaded.policy.examples if example.at < start]
    soon = [failure for failure in failed if failure.example in early]
    names = {failure.example for failure in soon}
    if len(names) == 1:
        number = next(place for place, example in enumerate(loaded.policy.examples) if example.id in names)
        message = (
            f"example '{soon[0].example}': the policy holds from {day} on, and not yet at this moment; "
            "give a later one, or expect what holds before that day"
        )
        yield loaded.source.finding(("examples", number, "at"), message)
    elif names:
        message = (
            f"'{soon[0].example}' and other examples are of days before {day}, when this does not hold yet. "
            f"Where the policy changes on {day}, keep today's as {FOLDER}/DAY.yaml, DAY being its first day; "
            "then each example is tried in the time of its own edition"
        )
        yield loaded.source.finding(("effective",), message)
    yield from (told(failure, loaded.source) for failure in failed if failure.example not in names)


def _untried(loaded: Loaded) -> Iterator[Finding]:
    if untried := out_of_time(loaded):
        message = (
            f"{len(untried)} of {len(loaded.policy.examples)} examples are of days on which another edition "
            f"holds, such as '{untried[0].id}', and are not tried; give them days of this one"
        )
        yield loaded.source.finding(("examples",), message, at_key=True)
