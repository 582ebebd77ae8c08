"""Decides whether an edition may be published: no customer gets lost, and every example comes out right."""

from __future__ import annotations

from dataclasses import replace

from publisher.analysis.verify import Report, verify
from publisher.policy_file.checks.examples import failures, told
from publisher.policy_file.findings import Refused
from publisher.policy_file.policy_text import Loaded


def judged(loaded: Loaded) -> Report:
    """All that verifying an edition and trying its examples finds.

    The examples come second, as only a verified policy decides every case.
    """
    report = verify(loaded.edition, loaded.source)
    if report.errors:
        return report
    failed = (told(failure, loaded.source) for failure in failures(loaded.edition, loaded.source))
    return replace(report, errors=tuple(sorted(failed)))


def accept(loaded: Loaded) -> Report:
    """The same. Raises Refused, with the errors or the examples that failed."""
    report = judged(loaded)
    if report.errors:
        raise Refused(report.errors)
    return report
