"""Decides whether an edition may be published: no customer gets lost, and every example comes out right."""

from __future__ import annotations

from publisher.analysis.verify import Report, verify
from publisher.policy_file.checks.examples import failures
from publisher.policy_file.findings import Refused
from publisher.policy_file.policy_text import Loaded


def accept(loaded: Loaded) -> Report:
    """Verify an edition, and try its examples. Raises Refused, with the errors or the examples that failed.

    The examples come second, as only a verified policy decides every case.
    """
    report = verify(loaded.edition, loaded.source)
    if report.errors:
        raise Refused(report.errors)
    if failed := tuple(failures(loaded.edition, loaded.source)):
        raise Refused(failed)
    return report
