"""How long the proof of a policy takes, against its size; beside it, trying every case one by one.

    python3 benchmarks/verify.py

It prints a table and writes results/verify.json and results/verify.svg beside this file. Each time is the
worst of three policies of the same size.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).resolve().parent / "results"
sys.path.insert(0, str(ROOT))

from publisher import setup  # noqa: E402

if TYPE_CHECKING:
    from wizard.edition import Edition

SIZES = tuple((questions, questions * 5) for questions in range(5, 45, 5))
SEEDS = (1, 2, 3)
LIMIT = 10.0
"""Seconds that the largest policy may take."""
MOST_CASES = 100_000
"""Cases that are still tried one by one."""
ENUMERATION = "every case tried"


def main() -> int:
    """Measure, and say what was measured."""
    rows = list(measured())
    RESULTS.mkdir(exist_ok=True)
    machine = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
    }
    text = json.dumps({"machine": machine, "limit": LIMIT, "results": rows}, indent=1)
    (RESULTS / "verify.json").write_text(text + "\n", "utf-8")
    (RESULTS / "verify.svg").write_text(drawn(rows), "utf-8")
    slowest = max(row["seconds"] for row in rows if row["shape"] != ENUMERATION)
    print(f"\nThe slowest proof took {slowest:.2f} s; the limit is {LIMIT:g} s. See {RESULTS / 'verify.svg'}")
    return int(slowest > LIMIT)


def measured() -> Iterator[dict[str, Any]]:
    """Every measurement, printed as it is made."""
    from benchmarks.policies import SHAPES, policy

    print(f"{'':16}{'questions':>10}{'rows':>6}{'ways':>9}{'outcomes':>14}{'unfinished':>12}{'seconds':>9}")
    yield said(proved("BizMic's policy", [edition_of_file(ROOT / "policy.yaml")] * len(SEEDS)))
    for shape in SHAPES:
        for questions, rows in SIZES:
            editions = [edition_of_policy(policy(shape, questions, rows, seed)) for seed in SEEDS]
            yield said(proved(shape, editions))
    for questions, rows in SIZES:
        edition = edition_of_policy(policy("by topic", questions, rows))
        if 2 ** (questions + 1) <= MOST_CASES:
            yield said(enumerated(edition))


def proved(shape: str, editions: list[Edition]) -> dict[str, Any]:
    """The proofs of some policies: the first one's numbers, and the longest time of all."""
    from publisher.analysis.proof.proving import prove

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
    """Every case of a policy with choices only, put to the engine one by one."""
    from publisher.analysis.moments import moments
    from wizard.decisions import decide, results

    began, ways, found = perf_counter(), 0, set()
    for facts in moments(edition):
        for case in _cases(edition, facts, {}):
            ways += 1
            found.add(tuple(results(decide(edition.policy.tables, case)).values()))
    return {
        "shape": ENUMERATION,
        "questions": len(edition.policy.questions),
        "rows": sum(len(table.rows) for table in edition.policy.tables),
        "ways": ways,
        "outcomes": len(found),
        "outcomes_are_all": True,
        "unfinished": [],
        "seconds": round(perf_counter() - began, 4),
    }


def _cases(edition: Edition, facts: dict[str, str], answers: dict[str, str]) -> Iterator[dict[str, str]]:
    from wizard.interview import walk

    walked = walk(edition, answers, facts, edition.policy.effective)
    if walked.pending is None:
        yield walked.facts
        return
    for option in walked.pending.options:
        yield from _cases(edition, facts, {**answers, walked.pending.id: option.id})


def edition_of_file(path: Path) -> Edition:
    """The edition of a policy's file."""
    from publisher.policy_file.edition_file import load_policy

    return edition_of_policy(load_policy(path))


def edition_of_policy(policy: Any) -> Edition:
    """The edition of a policy, with the words of English."""
    from publisher.policy_file.edition_file import edition_of, load_language

    return edition_of(policy, load_language(ROOT / "site_src" / "words", "en"))


def said(row: dict[str, Any]) -> dict[str, Any]:
    """Print a measurement and give it back."""
    ways = f"{row['ways']:.1e}" if row["ways"] else "?"
    outcomes = f"{'' if row['outcomes_are_all'] else '>= '}{row['outcomes']:,}"
    numbers = f"{row['questions']:>10}{row['rows']:>6}{ways:>9}{outcomes:>14}"
    print(f"{row['shape']:16}{numbers}{len(row['unfinished']):>12}{row['seconds']:>9.3f}", flush=True)
    return row


def drawn(rows: list[dict[str, Any]]) -> str:
    """The measurements of generated policies as a plot."""
    from benchmarks.plot import plot

    series: dict[str, dict[int, float]] = {}
    for row in rows[1:]:
        series.setdefault(row["shape"], {})[row["questions"]] = row["seconds"]
    across = "independent questions of two options (five times as many rows)"
    return plot(
        "Seconds to prove a policy, by its size", across, "seconds", series, (f"limit: {LIMIT:g} s", LIMIT)
    )


def say(text: str) -> None:
    """Tell the person at the terminal."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    python = setup.ensure_python(ROOT, "build", say)
    if not setup.is_inside(ROOT):
        setup.run_inside(python, ["-X", "utf8", str(Path(__file__).resolve())])
    sys.exit(main())
