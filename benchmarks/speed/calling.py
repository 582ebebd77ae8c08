"""How long one call of the engine takes in the browser: from the page to the shipped worker and back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from random import Random
from time import perf_counter
from typing import Any

from benchmarks.policies import as_yaml, policy, with_releases, with_versions
from benchmarks.speed.bench import Bench, say, when
from benchmarks.speed.candidates import FIRST_REQUEST, OURS
from benchmarks.speed.measured import Chapter, Figure, slowest
from benchmarks.speed.processes import TooLong
from publisher.policy_file.edition_file import load_edition
from wizard.edition import Edition
from wizard.policy import Question
from wizard.protocol import respond

CALLS, WARM = 500, 100
MOST_MS, MOST_MS_LARGE = 5.0, 25.0
QUESTIONS, ROWS, RELEASES = 40, 500, 5_000
"""The size of the large policy; its tables are `by topic`, see `benchmarks.policies`."""
WHOLE = 0.7
"""The share of the requests that have all answers, and so an outcome."""
LONGEST_BUILD = 60.0
NOTES = (
    "Messages to the shipped worker in the shipped page, as its own script sends them, one after the other; "
    "from before the message is posted until its answer has come. In each, seven of ten requests have all "
    "answers and so a whole outcome with its ticket; the others stop somewhere on the way. The first call "
    f"counts like all others; the line after it says what calls take after {WARM} of them, once the browser "
    "has compiled what is used most.",
    "In plain Python: the same requests on the machine itself, without a browser, through JSON as well.",
)


def measure(bench: Bench) -> Iterator[Chapter]:
    """The calls of the real policy and of a large one."""
    figures = [*_figures(bench, OURS.page, bench.edition, "BizMic's policy", MOST_MS), *_large(bench)]
    for figure in figures:
        say(f"  {figure.what}: {figure.measured}, {figure.spread}")
    yield Chapter("calls", "One call of the engine", NOTES, figures)


def _large(bench: Bench) -> Iterator[Figure]:
    large = with_releases(with_versions(policy("by topic", QUESTIONS, ROWS)), RELEASES)
    what = f"{RELEASES:,} releases and {ROWS} rows"
    file = bench.project.built / "large.yaml"
    file.write_text(as_yaml(large), "utf-8")
    try:
        bench.project.build(file, LONGEST_BUILD)
    except TooLong as error:
        yield Figure(f"{what}: p99", None, "ms", f"its build took {error}", MOST_MS_LARGE)
        return
    shutil.rmtree(bench.server.root / "large", ignore_errors=True)
    shutil.copytree(bench.project.site(file), bench.server.root / "large")
    edition = load_edition(file, bench.project.root / "site_src/words").edition
    yield from _figures(bench, "large/wizard/", edition, what, MOST_MS_LARGE)


def _figures(bench: Bench, address: str, edition: Edition, what: str, limit: float) -> Iterator[Figure]:
    """The calls of an edition that is served at `address`, in the browser and in plain Python."""
    asked = list(_requests(edition, CALLS))
    with bench.page() as page:
        page.goto(bench.server.url + address)
        when(page, "bench.answered")
        times, outcomes = page.evaluate("(requests) => bench.call(requests)", asked)
    expected = sum(bool(respond(edition, request)["outcome"]) for request in asked)
    if outcomes != expected:
        raise RuntimeError(f"{what}: {outcomes} outcomes in the browser, {expected} in plain Python")
    yield slowest(f"{what}: p99", times, f"calls, {outcomes} with an outcome", limit)
    yield slowest(f"{what}, after the first {WARM} calls: p99", times[WARM:], "calls")
    yield slowest(f"{what}, in plain Python: p99", list(_plainly(edition, asked)), "calls")


def _requests(edition: Edition, count: int) -> Iterator[dict[str, Any]]:
    """Requests with random answers; the same for the same policy."""
    draw = Random(count)  # noqa: S311
    questions = edition.policy.questions
    for _ in range(count):
        until = len(questions) if draw.random() < WHOLE else draw.randrange(len(questions))
        answers = {question.id: _answer(edition, question, draw) for question in questions[:until]}
        yield {**FIRST_REQUEST, "answers": answers}


def _answer(edition: Edition, question: Question, draw: Random) -> str:
    if question.kind == "choice":
        return draw.choice(question.options).id
    product = edition.policy.products[0]
    return product.id if question.kind == "product" else draw.choice(product.releases).version


def _plainly(edition: Edition, asked: list[dict[str, Any]]) -> Iterator[float]:
    """The milliseconds that each request takes in this process."""
    for request in asked:
        began = perf_counter()
        json.dumps(respond(edition, json.loads(json.dumps(request))))
        yield (perf_counter() - began) * 1000
