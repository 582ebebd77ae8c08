"""What names, promises and reasons say again of what has a figure beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.policy_file.checks.figures import DAYS_COUNTED, WHOLE_MONTHS, lengths
from publisher.policy_file.checks.parts import cited, clause_texts
from publisher.policy_file.checks.quantities import dates, quantities, stretches
from publisher.policy_file.checks.says_otherwise import said_otherwise, stands_otherwise
from publisher.policy_file.checks.times_promised import time_remarks, times_of
from publisher.policy_file.findings import KeyPath, shown
from publisher.policy_file.remarks import Remark
from wizard.clauses import citable
from wizard.conditions import accepted
from wizard.policy import Policy, TimeSpan

_SHORT = re.compile(r"\b\S+[\s-]+(?:\w+[\s-]+)?(?:hours?|minutes?)\b", re.IGNORECASE)
"""What a clause says of how soon there is an answer."""
_IN_FORCE = re.compile(
    r"(?:\b(?:policy|edition|terms|document)\b(?:(?!\bwas\b)[^.;]){0,30}?"
    r"\b(?:takes? effect|(?:in|into) force|applies|apply|effective)|^effective)\b"
    r"(?: (?:date|on|from|as of|since|the))*:? (?=\d|[a-z]{3,9}\.? \d)[^.;]{0,60}",
    re.IGNORECASE,
)


def said_again_remarks(policy: Policy) -> Iterator[Remark]:
    """Every text that says another time than the target or the span that it stands for."""
    yield from _in_force(policy)
    yield from _of_spans(policy)
    told = [*_of_rows(policy)]
    yield from told
    yield from (
        remark for remark in time_remarks(policy) if remark.path not in {known.path for known in told}
    )


def _in_force(policy: Policy) -> Iterator[Remark]:
    """A policy that begins on another day than its own words say."""
    words = [(clause.text, _IN_FORCE.search(clause.text)) for clause in citable(policy)]
    said = {day: text for text, match in words if match for day in dates(match[0])}
    if said and not any(str(policy.effective).startswith(day) for day in said):
        yield stands_otherwise(("effective",), f"{policy.effective} stands here", next(iter(said.values())))


def _of_spans(policy: Policy) -> Iterator[Remark]:
    """Every span whose name says another time, or the clauses of a row that decides by it alone."""
    texts = clause_texts(policy)
    rows = [row for table in policy.tables for row in table.rows]
    for number, question in enumerate(policy.questions):
        for place, span in enumerate(question.spans):
            path: KeyPath = ("questions", number, "spans", place)
            yield from _span((*path, "name"), span, span.name)
            for row in rows:
                if accepted(row.when.get(question.id, ())) == (span.id,):
                    others = (clause for clause in row.cite if clause not in span.cite)
                    yield from _span(path, span, _SHORT.sub(" ", cited(others, texts)))


def _of_rows(policy: Policy) -> Iterator[Remark]:
    """Every reason of a row, and option that it names alone, with another time than its clauses."""
    texts = clause_texts(policy)
    labels: dict[tuple[str, tuple[str, ...]], tuple[KeyPath, str]] = {
        (question.id, (option.id,)): (("questions", number, "options", place, "label"), option.label)
        for number, question in enumerate(policy.questions)
        for place, option in enumerate(question.options)
    }
    for number, table in enumerate(policy.tables):
        for place, row in enumerate(table.rows):
            times = times_of(cited(row.cite, texts))
            named = [labels.get((fact, accepted(values))) for fact, values in row.when.items()]
            said = [*filter(None, named), (("tables", number, "rows", place, "say"), row.say)]
            for path, text in said if times else ():
                if not all(any(time & other for other in times) for time in times_of(text)):
                    yield said_otherwise(path, f"{shown(text)} is said", "its clauses say another time")


def _span(path: KeyPath, span: TimeSpan, text: str) -> Iterator[Remark]:
    """A text that says other stretches of time than a span's own."""
    figure, units = (
        (span.within_days, DAYS_COUNTED) if span.within_days else (span.within_months, WHOLE_MONTHS)
    )
    said = [stretch for stretch in stretches(quantities(text)) if stretch[0].unit]
    if said and not any(figure in lengths(stretch, units, {}) for stretch in said):
        field = "within_days" if span.within_days else "within_months"
        yield said_otherwise(path, f"{shown(text)} is said", f"'{field}: {figure}' stands beside it")
