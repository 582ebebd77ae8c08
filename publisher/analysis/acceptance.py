"""Whether an edition may be published: no customer can get lost, and every example comes out as expected."""

from __future__ import annotations

from publisher.analysis.verify import Report, verify
from publisher.policy_file.checks.examples import failures
from publisher.policy_file.findings import Refused
from publisher.policy_file.policy_text import Loaded


def accept(loaded: Loaded) -> Report:
    """What verifying says of an edition without errors. Raises Refused with the errors, or failed examples.

    The examples come second, since only a verified policy decides every case.
    """
    report = verify(loaded.edition, loaded.source)
    if report.errors:
        raise Refused(report.errors)
    if failed := tuple(failures(loaded.edition, loaded.source)):
        raise Refused(failed)
    return report
