"""How long one call of the engine takes in the browser: from the page to the shipped worker and back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from playwright.sync_api import Playwright

from benchmarks.policies import as_yaml, policy, with_releases, with_versions
from benchmarks.speed.browser import Conditions, fresh_page
from benchmarks.speed.candidates import OURS
from benchmarks.speed.figures import Figure, Part, shown
from benchmarks.speed.plain_map import FIRST_REQUEST
from benchmarks.speed.processes import Project, TooLong
from benchmarks.speed.samples import quantile, spread
from benchmarks.speed.server import Server
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
LONGEST_MS = 60_000
LONGEST_BUILD = 60.0
Say = Callable[[str], None]
CALL = (Path(__file__).resolve().parent / "calls.js").read_text("utf-8")
NOTES = (
    "Messages to the shipped worker in the shipped page, as its own script sends them, one after the other; "
    "from before the message is posted until its answer has come. In each, seven of ten requests have all "
    "answers and so a whole outcome with its ticket; the others stop somewhere on the way. The first call "
    f"counts like all others; beside it is told what calls take after {WARM} of them, once the browser has "
    "compiled what is used most.",
    "In plain Python: the same requests on the machine itself, without a browser, through JSON as well.",
)


def figures(
    playwright: Playwright, server: Server, page: str, edition: Edition, what: str, limit: float
) -> Iterator[Figure]:
    """The calls of an edition that is served at `page`, in the browser and in plain Python."""
    asked = list(requests(edition, CALLS))
    with fresh_page(playwright, Conditions(what), f"{server.url}blank.html") as tab:
        tab.goto(server.url + page)
        tab.wait_for_function("bench.answered", timeout=LONGEST_MS)
        times, outcomes = tab.evaluate(CALL, asked)
    expected = sum(bool(respond(edition, request)["outcome"]) for request in asked)
    if outcomes != expected:
        raise RuntimeError(f"{what}: {outcomes} outcomes in the browser, {expected} in plain Python")
    yield _figure(what, times, limit, f"{outcomes} with an outcome")
    yield _figure(f"{what}, after the first {WARM} calls", times[WARM:])
    yield _figure(f"{what}, in plain Python", list(plainly(edition, asked)))


def requests(edition: Edition, count: int) -> Iterator[dict[str, Any]]:
    """Requests with random answers; the same for the same policy."""
    draw = Random(count)  # noqa: S311
    questions = edition.policy.questions
    for _ in range(count):
        until = len(questions) if draw.random() < WHOLE else draw.randrange(len(questions))
        answers = {question.id: _answer(edition, question, draw) for question in questions[:until]}
        yield {**FIRST_REQUEST, "answers": answers}


def plainly(edition: Edition, asked: list[dict[str, Any]]) -> Iterator[float]:
    """The milliseconds that each request takes here."""
    for request in asked:
        began = perf_counter()
        json.dumps(respond(edition, json.loads(json.dumps(request))))
        yield (perf_counter() - began) * 1000


def _answer(edition: Edition, question: Question, draw: Random) -> str:
    if question.kind == "choice":
        return draw.choice(question.options).id
    product = edition.policy.products[0]
    return product.id if question.kind == "product" else draw.choice(product.releases).version


def _figure(what: str, times: list[float], limit: float | None = None, also: str = "") -> Figure:
    told = spread(times)
    more = [f"median {shown(told.middle, 'ms')}", f"at most {shown(told.high, 'ms')}", f"{told.count} calls"]
    return Figure(
        f"{what}: p99", quantile(times, 0.99), "ms", ", ".join([*more, also] if also else more), limit
    )


def measure(
    playwright: Playwright, server: Server, project: Project, served: Path, edition: Edition, say: Say
) -> Part:
    """The calls of the real policy and of a large one, whose site is built into the folder `served`."""
    found = list(figures(playwright, server, OURS.page, edition, "BizMic's policy", MOST_MS))
    large = with_releases(with_versions(policy("by topic", QUESTIONS, ROWS)), RELEASES)
    what = f"{RELEASES:,} releases and {ROWS} rows"
    path = project.built / "large.yaml"
    path.write_text(as_yaml(large), "utf-8")
    try:
        project.build(path, LONGEST_BUILD)
    except TooLong as error:
        found.append(Figure(f"{what}: p99", None, "ms", f"its build took {error}", MOST_MS_LARGE))
    else:
        shutil.rmtree(served / "large", ignore_errors=True)
        shutil.copytree(project.site(path), served / "large")
        loaded = load_edition(path, project.root / "site_src/words").edition
        found += figures(playwright, server, "large/wizard/", loaded, what, MOST_MS_LARGE)
    for one in found:
        say(f"  {one.what}: {one.value if one.value is None else shown(one.value, 'ms')}, {one.spread}")
    return Part("One call of the engine", NOTES, found)
