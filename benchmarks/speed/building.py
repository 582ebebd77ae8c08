"""How long the build takes beside bare MkDocs, how soon an edit is served, and how both builds grow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.charts import line_chart
from benchmarks.policies import as_yaml, with_articles, with_releases
from benchmarks.speed.bench import Bench, say
from benchmarks.speed.measured import Chapter, Figure, middle, ratio, shown, spread
from benchmarks.speed.processes import Project, TooLong
from publisher.policy_file.edition_file import load_policy
from wizard.policy import Policy

PAIRS, EDITS = 7, 5
ARTICLES = (10, 100, 1_000)
RELEASES = (10, 100, 1_000, 5_000)
THRICE = 100
"""The largest size that is built three times; larger ones are built once."""
MOST_RATIO, MOST_SECONDS = 1.25, 1.0
LONGEST = 60.0
POLL_SECONDS, REST_SECONDS = 0.01, 0.5
"""Between two looks at a page, and between two edits, so that one does not disturb the other."""
NOTES = (
    "*The build* is `python3 build.py` as a whole process: it finds its environment, starts again inside it, "
    "reads and checks the policy, renders the pages, proves the policy while MkDocs makes the site, and adds "
    "the wizard.",
    "*Bare MkDocs* is `mkdocs build` as a whole process, on the very folder that the build has staged, but "
    "for the hooks that keep compiled templates, leave out what no page loads and spare Markdown the HTML "
    "that it passes on. It is unlike in that it starts inside the environment and makes no wizard; both "
    "favour it.",
    "Both are warm, with their modules compiled by an earlier run, and run in turns.",
    "*An edit* is one clause of policy.yaml: from before the file is written until the server of `build.py "
    "serve` gives the page with the new words, asked a hundred times a second.",
)
GROWTH_NOTES = (
    f"BizMic's policy with more in it. Up to {THRICE} it is the median of three builds, above that one, "
    f"of at most {LONGEST:g} s.",
    "There is no such thing as an article yet. Here it is one more section of the policy with three "
    "paragraphs: a page of its own, an entry in every page's contents, and a part of the page with the whole "
    "policy.",
)


class Pairs(NamedTuple):
    """The seconds of builds, and those of bare MkDocs right before or after each."""

    ours: list[float]
    bare: list[float]


def measure(bench: Bench) -> Iterator[Chapter]:
    """The build of the real policy beside bare MkDocs, and an edit of it."""
    policy = bench.project.root / "policy.yaml"
    _pairs(bench.project, policy, 1)  # Warms both.
    ours, bare = pairs = _pairs(bench.project, policy, bench.runs(PAIRS))
    for pair in zip(*pairs, strict=True):
        say("  the build {:.2f} s, bare MkDocs {:.2f} s".format(*pair))
    edits = list(_edits(bench.project, bench.runs(EDITS)))
    say("  edits served after " + ", ".join(f"{seconds:.2f} s" for seconds in edits))
    figures = [
        middle("the build, to bare MkDocs", ratio(ours, bare), "×", MOST_RATIO),
        middle("the build", spread(ours), "s"),
        middle("bare MkDocs", spread(bare), "s"),
        middle("from an edit to its page", spread(edits), "s", MOST_SECONDS),
    ]
    raw = {"the build": _rounded(ours), "bare MkDocs": _rounded(bare), "edits": _rounded(edits)}
    yield Chapter("build", "The build", NOTES, figures, raw)


def growth(bench: Bench) -> Iterator[Chapter]:
    """The build of larger and larger policies, beside bare MkDocs on the same pages."""
    real = load_policy(bench.project.root / "policy.yaml")
    figures: list[Figure] = []
    pictures, raw = {}, {}
    for what, make, sizes in (("articles", with_articles, ARTICLES), ("releases", with_releases, RELEASES)):
        lines: dict[str, dict[int, float]] = {"the build": {}, "bare MkDocs": {}}
        for size in sizes:
            figures.append(_grown(bench, make(real, size), size, what, lines))
            say(f"  {figures[-1].what} {figures[-1].measured}, {figures[-1].spread}")
            if figures[-1].value is None:
                break  # A larger one would take longer still.
        title = f"Seconds to build BizMic's policy with more {what}"
        pictures[f"build-{what}.svg"] = line_chart(title, what, "seconds", lines, by_powers=True)
        raw[what] = lines
    yield Chapter("growth", "How the build grows", GROWTH_NOTES, figures, raw, pictures)


def _pairs(project: Project, policy: Path, count: int) -> Pairs:
    """Build a policy `count` times, and let MkDocs alone build it as often. Raises TooLong.

    Which of the two goes first changes from pair to pair; MkDocs needs the pages of the very first build.
    """
    pairs = Pairs([], [])
    turns = ((pairs.ours, project.build), (pairs.bare, project.bare))
    for number in range(count):
        for times, run in turns if number % 2 == 0 else reversed(turns):
            times.append(run(policy, LONGEST))
    return pairs


def _grown(bench: Bench, policy: Policy, size: int, what: str, lines: dict[str, dict[int, float]]) -> Figure:
    """The figure of one size of a policy; its times go into `lines` too."""
    file = bench.project.built / f"{size}-{what}.yaml"
    file.write_text(as_yaml(policy), "utf-8")
    name = f"{size:,} {what}: the build"
    try:
        pairs = _pairs(bench.project, file, 3 if size <= THRICE and bench.factor >= 1 else 1)
    except TooLong as error:
        return Figure(name, None, "s", f"{error}; larger ones are not tried")
    for line, times in zip(lines.values(), pairs, strict=True):
        line[size] = round(spread(times).middle, 3)
    bare = shown(spread(pairs.bare).middle, "s")
    beside = f"bare MkDocs {bare}, {shown(ratio(*pairs).middle, '×')} of it"
    return Figure(name, spread(pairs.ours).middle, "s", beside)


def _edits(project: Project, count: int) -> Iterator[float]:
    """The seconds from each edit of one clause until its page is served."""
    real, text = load_policy(project.root / "policy.yaml"), (project.root / "policy.yaml").read_text("utf-8")
    section = next(section for section in real.sections if section.included)
    clause = section.included[0].text
    if clause not in text:
        raise RuntimeError(f"{clause!r} does not stand on one line in policy.yaml")
    policy = project.built / "edited.yaml"
    policy.write_text(text, "utf-8")
    with project.served(policy) as address:
        page = f"{address}policy/{section.id}/"
        _wait_for(page, section.title)  # Only then does the server watch the policy.
        for number in range(count):
            words = f"{clause}, edit {number}"
            began = perf_counter()
            policy.write_text(text.replace(clause, words), "utf-8")
            _wait_for(page, words)
            yield perf_counter() - began
            sleep(REST_SECONDS)


def _wait_for(address: str, words: str) -> None:
    began = perf_counter()
    while perf_counter() - began < LONGEST:
        with suppress(URLError), urlopen(address) as page:  # noqa: S310 (our own server)
            if words.encode() in page.read():
                return
        sleep(POLL_SECONDS)
    raise TooLong(f"an edit was not served within {LONGEST:g} s")


def _rounded(times: Sequence[float]) -> list[float]:
    return [round(time, 3) for time in times]
