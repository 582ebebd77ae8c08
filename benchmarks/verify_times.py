"""How long the proof of a policy takes, by the policy's size; and how long trying every case would take.

    .venv/bin/python -m benchmarks.verify_times

It prints a table and writes results/verify.json and results/verify.svg. Each time of a generated policy is
the worst of three policies of the same size.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from time import perf_counter
from typing import Any

from benchmarks.charts import line_chart
from benchmarks.policies import SHAPES, policy
from benchmarks.policy_times import RESULT, ROOT
from publisher.analysis.moments import moments
from publisher.analysis.proof.proving import prove
from publisher.policy_file.edition_file import edition_of, load_edition, load_language
from wizard.decisions import decide
from wizard.edition import Edition
from wizard.interview import walk

RESULTS = RESULT.parent
SIZES = tuple((questions, questions * 5) for questions in range(5, 45, 5))
"""Questions and rows."""
SEEDS = (1, 2, 3)
LIMIT = 10.0
"""Seconds that the proof of the largest policy may take."""
MOST_CASES = 100_000
"""The largest number of cases that is still tried one by one."""
ENUMERATION = "every case tried"


def main() -> int:
    """Measure, write the results, and return the exit status: 1 where a proof takes too long."""
    rows = list(measured())
    machine = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
    }
    text = json.dumps({"machine": machine, "limit": LIMIT, "results": rows}, indent=1)
    (RESULTS / "verify.json").write_text(text + "\n", "utf-8")
    (RESULTS / "verify.svg").write_text(chart(rows), "utf-8")
    slowest = max(row["seconds"] for row in rows if row["shape"] != ENUMERATION)
    print(f"\nThe slowest proof took {slowest:.2f} s; the limit is {LIMIT:g} s. See {RESULTS / 'verify.svg'}")
    return int(slowest > LIMIT)


def measured() -> Iterator[dict[str, Any]]:
    """Every measurement, printed as soon as it is made."""
    words = ROOT / "site_src" / "words"

    def generated(*how: Any) -> Edition:
        return edition_of(policy(*how), load_language(words, "en"))

    print(f"{'':16}{'questions':>10}{'rows':>6}{'ways':>9}{'outcomes':>14}{'unfinished':>12}{'seconds':>9}")
    own = load_edition(ROOT / "policy.yaml", words).edition
    yield _printed(proved("BizMic's policy", [own] * len(SEEDS)))
    for shape in SHAPES:
        for size in SIZES:
            yield _printed(proved(shape, [generated(shape, *size, seed) for seed in SEEDS]))
    for questions, rows in SIZES:
        if 2 ** (questions + 1) <= MOST_CASES:
            yield _printed(enumerated(generated("by topic", questions, rows)))


def proved(shape: str, editions: list[Edition]) -> dict[str, Any]:
    """Prove some policies: the first one's numbers, and the longest time of all."""
    proofs = [prove(edition) for edition in editions]
    summary = proofs[0].summary
    return {
        "shape": shape,
        "questions": summary.questions,
        "rows": summary.rows,
        "ways": summary.ways,
        "outcomes": summary.outcomes,
        "outcomes_are_all": summary.outcomes_are_all,
        "unfinished": max((proof.unfinished for proof in proofs), key=len),
        "seconds": round(max(proof.summary.seconds for proof in proofs), 4),
    }


def enumerated(edition: Edition) -> dict[str, Any]:
    """Put every case of a policy that has only choices to the engine, one by one."""
    began, ways, outcomes = perf_counter(), 0, set()
    for facts in moments(edition):
        for case in _cases(edition, facts, {}):
            ways += 1
            outcomes.add(tuple(decide(edition.policy.tables, case).values()))
    return {
        "shape": ENUMERATION,
        "questions": len(edition.policy.questions),
        "rows": sum(len(table.rows) for table in edition.policy.tables),
        "ways": ways,
        "outcomes": len(outcomes),
        "outcomes_are_all": True,
        "unfinished": [],
        "seconds": round(perf_counter() - began, 4),
    }


def _cases(edition: Edition, facts: dict[str, str], answers: dict[str, str]) -> Iterator[dict[str, str]]:
    walked = walk(edition, answers, facts, edition.policy.effective)
    if walked.pending is None:
        yield walked.facts
        return
    for option in walked.pending.options:
        yield from _cases(edition, facts, {**answers, walked.pending.id: option.id})


def _printed(row: dict[str, Any]) -> dict[str, Any]:
    """Print a measurement and return it."""
    ways = f"{row['ways']:.1e}" if row["ways"] else "?"
    outcomes = f"{'' if row['outcomes_are_all'] else '>= '}{row['outcomes']:,}"
    numbers = f"{row['questions']:>10}{row['rows']:>6}{ways:>9}{outcomes:>14}"
    print(f"{row['shape']:16}{numbers}{len(row['unfinished']):>12}{row['seconds']:>9.3f}", flush=True)
    return row


def chart(rows: list[dict[str, Any]]) -> str:
    """The measurements of the generated policies as an SVG."""
    series: dict[str, dict[int, float]] = {}
    for row in rows[1:]:
        series.setdefault(row["shape"], {})[row["questions"]] = row["seconds"]
    across = "independent questions of two options (five times as many rows)"
    limit = (f"limit: {LIMIT:g} s", LIMIT)
    return line_chart("Seconds to prove a policy, by its size", across, "seconds", series, limit)


if __name__ == "__main__":
    raise SystemExit(main())
