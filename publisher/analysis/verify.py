"""Can a customer get lost? Proved of a policy over every answer and every fact of time and version.

Guarantees:
- What it reports as possible was tried with the engine that visitors run; the examples are such cases.
- What it reports as impossible is proved for all combinations. What takes too many steps it lists as
  unfinished. Nothing hangs: steps are counted, so that every machine gives up at the same point.
- A policy whose parts don't fit together is not proved; it reports what the loader finds wrong instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from publisher.analysis.proof.emergency_outcomes import Later
from publisher.analysis.proof.flaw import Flaw
from publisher.analysis.proof.proving import prove
from publisher.analysis.proof.summary import Summary
from publisher.analysis.urgency import urgency_remarks
from publisher.analysis.witness import Contradiction
from publisher.policy_file.findings import Finding, counted
from publisher.policy_file.matrices import answers_named
from publisher.policy_file.policy_text import check_policy, remarks_on
from publisher.policy_file.remarks import Remark, says, told
from publisher.policy_file.source import Source
from wizard.edition import Edition
from wizard.policy import Policy
from wizard.values import value

MOST_UNFINISHED = 5
"""Unfinished checks that are named."""


@value()
class Report:
    """What verifying found: errors, by which a customer can get lost, and remarks, which are worth a look."""

    errors: tuple[Finding, ...]
    remarks: tuple[Finding, ...] = ()
    unfinished: tuple[str, ...] = ()
    """What took too many steps to prove."""
    summary: Summary | None = None
    """None where the parts of the policy don't fit together, so that nothing was proved."""
    emergencies: tuple[Later, ...] = ()

    def __str__(self) -> str:
        lines = [f"error: {error}" for error in self.errors]
        lines += [f"remark: {remark}" for remark in self.remarks]
        lines += [*self.could_not_finish(), *map(str, self.emergencies)]
        lines += [str(self.summary)] if self.summary else []
        return "\n".join([*lines, f"{counted(self.errors, 'error')}, {counted(self.remarks, 'remark')}."])

    def could_not_finish(self) -> Iterator[str]:
        """What could not be proved."""
        for what in self.unfinished[:MOST_UNFINISHED]:
            yield f"could not finish: {what} takes too many steps"
        if (more := len(self.unfinished) - MOST_UNFINISHED) > 0:
            yield f"could not finish: {more} more, for the same reason"


def verify(edition: Edition, source: Source) -> Report:
    """Prove a policy, with each finding at its place in the file that it was read from."""
    problems = check_policy(edition.policy)
    if wrong := {source.finding(problem.path, problem.message) for problem in problems}:
        return Report(tuple(sorted(wrong)))
    try:
        proof = prove(edition, lambda path: f"line {source.place(path)[0]}")
    except Contradiction as error:
        return Report((source.finding((), f"this is a fault of the program and not of the policy: {error}"),))
    policy, named = edition.policy, {*answers_named(source.data)}
    errors = sorted(_error(source, flaw) for flaw in proof.flaws if flaw.is_error)
    witnesses = {
        _remark(flaw): flaw.witness
        for flaw in proof.flaws
        if not flaw.is_error and _answer_at(policy, flaw) not in named
    }
    until = edition.last_day or date.max
    left = told(policy, [*witnesses, *remarks_on(policy, until), *urgency_remarks(edition)])
    undecided = min((flaw.path for flaw in proof.flaws if flaw.kind == "no-row"), default=None)
    if undecided:
        # Of the cases that a table doesn't decide, nothing that follows from it comes about; a row that
        # stands behind another one, in that table or in one before it, does so all the same.
        behind = {
            remark
            for remark, witness in witnesses.items()
            if witness and remark.kind == "row-never-decides" and remark.path[:2] <= undecided
        }
        left = (
            remark
            for remark in left
            if remark in behind or (remark not in witnesses and remark.kind != "meant")
        )
    remarks = sorted(
        source.finding(remark.path, says(policy, remark, witnesses.get(remark))) for remark in left
    )
    return Report(tuple(errors), tuple(remarks), proof.unfinished, proof.summary, proof.emergencies)


def _answer_at(policy: Policy, flaw: Flaw) -> tuple[str, str] | None:
    """The question and the answer that fall through; no row names one for which a matrix promises nothing."""
    match (flaw.kind, *flaw.path):
        case ("falls-through", "questions", int(number), "options", int(option)):
            question = policy.questions[number]
            return question.id, question.options[option].id
    return None


def _error(source: Source, flaw: Flaw) -> Finding:
    witness = f". To see it: {flaw.witness}" if flaw.witness else ""
    return source.finding(flaw.path, f"{flaw.message}{witness}")


def _remark(flaw: Flaw) -> Remark:
    alike = flaw.others if flaw.kind == "alike" else ()
    return Remark(
        flaw.path, flaw.message, kind=flaw.kind, parts=tuple((*flaw.path[:-1], place) for place in alike)
    )
