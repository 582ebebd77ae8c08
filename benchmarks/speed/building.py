"""How long the build takes beside bare MkDocs, how soon an edit is served, and how both builds grow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter, sleep
from urllib.request import urlopen

from benchmarks.plot import plot
from benchmarks.policies import as_yaml, with_articles, with_releases
from benchmarks.speed.figures import Figure, Part, compared, shown, timed
from benchmarks.speed.processes import Project, TooLong, served
from benchmarks.speed.samples import ratio, spread
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
"""Between two looks at a page, and between two edits, so that one does not meet the end of the other."""

Say = Callable[[str], None]

NOTES = (
    "*The build* is `python3 build.py` as a whole process: it finds its environment, starts again inside it, "
    "reads, checks and proves the policy, renders the pages, lets MkDocs make the site, and adds the wizard.",
    "*Bare MkDocs* is `mkdocs build` as a whole process, on the very folder that the build has staged, but "
    "for the hook that keeps compiled templates. It is unlike in that it starts inside the environment and "
    "makes no wizard; both favour it.",
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


def measure(project: Project, factor: float, say: Say) -> Part:
    """The build of the real policy beside bare MkDocs, and an edit of it."""
    policy = project.root / "policy.yaml"
    project.build(policy, LONGEST)
    project.bare(policy, LONGEST)
    ours: list[float] = []
    bare: list[float] = []
    for number in range(max(round(PAIRS * factor), 1)):
        both = [partial(_into, ours, project.build), partial(_into, bare, project.bare)]
        for run in both if number % 2 else reversed(both):
            run(policy)
        say(f"  the build {ours[-1]:.2f} s, bare MkDocs {bare[-1]:.2f} s")
    edits = list(_edits(project, max(round(EDITS * factor), 1)))
    say("  edits served after " + ", ".join(f"{one:.2f} s" for one in edits))
    figures = [
        compared("the build, to bare MkDocs", ratio(ours, bare), MOST_RATIO),
        timed("the build", spread(ours), "s"),
        timed("bare MkDocs", spread(bare), "s"),
        timed("from an edit to its page", spread(edits), "s", MOST_SECONDS),
    ]
    raw = {"the build": _rounded(ours), "bare MkDocs": _rounded(bare), "edits": _rounded(edits)}
    return Part("The build", NOTES, figures, raw)


def growth(project: Project, factor: float, say: Say) -> Part:
    """The build of larger and larger policies, beside bare MkDocs on the same pages."""
    real = load_policy(project.root / "policy.yaml")
    figures: list[Figure] = []
    pictures, raw = {}, {}
    for what, make, sizes in (("articles", with_articles, ARTICLES), ("releases", with_releases, RELEASES)):
        lines: dict[str, dict[int, float]] = {"the build": {}, "bare MkDocs": {}}
        for size in sizes:
            runs = 3 if size <= THRICE and factor >= 1 else 1
            figures.append(_grown(project, make(real, size), f"{size:,} {what}", runs, size, lines))
            say(f"  {size:,} {what}: {lines['the build'].get(size)} s, {figures[-1].spread}")
            if figures[-1].value is None:
                break  # A larger one would take longer still.
        title = f"Seconds to build BizMic's policy with more {what}"
        pictures[f"build-{what}.svg"] = plot(title, what, "seconds", lines, by_powers=True)
        raw[what] = lines
    return Part("How the build grows", GROWTH_NOTES, figures, raw, pictures)


def _into(times: list[float], run: Callable[[Path, float], float], policy: Path) -> None:
    times.append(run(policy, LONGEST))


def _grown(
    project: Project, policy: Policy, what: str, runs: int, size: int, lines: dict[str, dict[int, float]]
) -> Figure:
    """The figure of one size, whose times are put into `lines` too."""
    project.built.mkdir(parents=True, exist_ok=True)
    path = project.built / f"{what.replace(' ', '-').replace(',', '')}.yaml"
    path.write_text(as_yaml(policy), "utf-8")
    ours: list[float] = []
    bare: list[float] = []
    try:
        for _ in range(runs):
            ours.append(project.build(path, LONGEST))
            bare.append(project.bare(path, LONGEST))
    except TooLong as error:
        return Figure(f"{what}: the build", None, "s", f"{error}; larger ones are not tried")
    for name, times in (("the build", ours), ("bare MkDocs", bare)):
        lines[name][size] = round(spread(times).middle, 3)
    beside = f"bare MkDocs {shown(spread(bare).middle, 's')}, {shown(ratio(ours, bare).middle, '×')} of it"
    return Figure(f"{what}: the build", spread(ours).middle, "s", beside)


def _edits(project: Project, count: int) -> list[float]:
    """The seconds from each edit of one clause until its page is served."""
    real = load_policy(project.root / "policy.yaml")
    section = next(one for one in real.sections if one.included)
    clause = section.included[0].text
    text = (project.root / "policy.yaml").read_text("utf-8")
    if clause not in text:
        raise RuntimeError(f"{clause!r} does not stand on one line in policy.yaml")
    policy = project.built / "edited.yaml"
    policy.write_text(text, "utf-8")
    times: list[float] = []
    with served(project.root, policy) as address:
        for number in range(count):
            words = f"{clause}, edit {number}"
            began = perf_counter()
            policy.write_text(text.replace(clause, words), "utf-8")
            _wait_for(f"{address}policy/{section.id}/", words)
            times.append(perf_counter() - began)
            sleep(REST_SECONDS)
    return times


def _wait_for(address: str, words: str) -> None:
    began = perf_counter()
    while perf_counter() - began < LONGEST:
        with urlopen(address) as page:  # noqa: S310 (our own server)
            if words.encode() in page.read():
                return
        sleep(POLL_SECONDS)
    raise TooLong(f"an edit was not served within {LONGEST:g} s")


def _rounded(times: Sequence[float]) -> list[float]:
    return [round(one, 3) for one in times]
