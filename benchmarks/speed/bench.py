"""What every measurement is made with: a real Chromium with a profile of its own, on a line and a processor
of some speed, and the host that serves the pages.

Chromium's own throttling of the processor slows only the page's main thread. A share of a processor for all
threads, workers too, is therefore a quota of a Linux control group, which this module puts the browser's
renderers into.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Page, Playwright

from benchmarks.speed.candidates import BLANK, FIRST_REQUEST
from benchmarks.speed.host import CountingServer
from benchmarks.speed.processes import Project
from wizard.edition import Edition

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SETTLE_MS = 300
"""A new browser is busy with itself for a moment."""
LONGEST_MS, POLL_MS = 120_000, 100
PROBE = Path(__file__).with_name("probe.js").read_text("utf-8").replace("REQUEST", json.dumps(FIRST_REQUEST))
GROUPS = Path("/sys/fs/cgroup/cpu")
PERIOD_US = 100_000


@dataclass(frozen=True)
class Conditions:
    """How fast a visitor's line and machine are; without a figure, as fast as they go."""

    name: str
    megabits: float = 0
    latency_ms: int = 0
    cores: float = 0
    """The share of a processor that all of the page's threads have together."""


AT_ONCE = Conditions("unthrottled")
MIDDLE = Conditions("9 Mbit/s, 60 ms", megabits=9, latency_ms=60)
SLOW = Conditions("1.6 Mbit/s, 150 ms", megabits=1.6, latency_ms=150)
SMALL = Conditions("a quarter of a core", cores=0.25)


@dataclass(frozen=True)
class Bench:
    """All that the parts need."""

    playwright: Playwright
    server: CountingServer
    project: Project
    edition: Edition
    factor: float
    """How many times the usual number of runs to make."""

    def runs(self, usual: int) -> int:
        """How many runs to make in place of the usual number."""
        return max(round(usual * self.factor), 1)

    @contextmanager
    def page(self, conditions: Conditions = AT_ONCE, watch: str = "") -> Iterator[Page]:
        """A page in a browser that has never been anywhere, at a blank address of the server's own.

        In each page that it opens next, the probe and then `watch` run before any other script.
        """
        # What a closing browser still writes must not make the folder's removal fail.
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder, self.profile(folder) as context:
            page = context.pages[0]
            page.goto(self.server.url + BLANK)
            page.wait_for_timeout(SETTLE_MS)
            page.add_init_script(PROBE + watch)
            _slow_line(page, conditions)
            if not conditions.cores:
                yield page
            else:
                with quota(folder, conditions.cores):
                    yield page

    @contextmanager
    def profile(self, folder: str, has_workers: bool = True) -> Iterator[BrowserContext]:
        """A browser whose profile is kept in `folder`; an empty folder makes it a new visitor's.

        Unless it `has_workers`, it lets no page have a service worker.
        """
        context = self.playwright.chromium.launch_persistent_context(
            folder,
            executable_path=executable(),
            args=FLAGS,
            headless=True,
            service_workers="allow" if has_workers else "block",
        )
        try:
            yield context
        finally:
            context.close()


def say(text: str) -> None:
    """Tell the person at the terminal how it goes on."""
    print(text, file=sys.stderr, flush=True)


def executable() -> str:
    """The path of Chromium. Raises RuntimeError where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise RuntimeError(f"Measuring needs a browser, and none of these was found: {', '.join(BROWSERS)}.")
    return found


def when(page: Page, what: str) -> float:
    """The number that an expression of JavaScript gives, as soon as it gives one that is not null.

    Playwright's own way to wait evaluates a text in the page, which the pages' policy forbids.
    """
    late = time.monotonic() + LONGEST_MS / 1000
    while (found := page.evaluate(what)) is None:
        if time.monotonic() > late:
            raise RuntimeError(f"{what} was waited for in vain")
        page.wait_for_timeout(POLL_MS)
    return float(found)


def _slow_line(page: Page, conditions: Conditions) -> None:
    """Let the page and its workers share a line of the given speed."""
    if conditions.megabits:
        speed = conditions.megabits * 1_000_000 / 8
        line = {"latency": conditions.latency_ms, "downloadThroughput": speed, "uploadThroughput": speed}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {"offline": False, **line})


def can_limit() -> bool:
    """Whether this machine lets us make control groups."""
    return (GROUPS / "cpu.cfs_quota_us").is_file() and os.access(GROUPS, os.W_OK)


@contextmanager
def quota(profile: str, cores: float) -> Iterator[None]:
    """Give all renderers of the browser with this profile together that share of a processor."""
    group = GROUPS / f"benchmark-{os.getpid()}"
    group.mkdir()
    members = group / "cgroup.procs"
    try:
        (group / "cpu.cfs_period_us").write_text(str(PERIOD_US))
        (group / "cpu.cfs_quota_us").write_text(str(round(cores * PERIOD_US)))
        for renderer in _renderers(profile):
            members.write_text(renderer)
        yield
        # A renderer that was started later is in no group.
        if outside := _renderers(profile) - set(members.read_text().split()):
            raise RuntimeError(f"the quota of the processor did not reach {len(outside)} renderers")
    finally:
        for process in members.read_text().split():
            with suppress(OSError):  # It has ended by itself.
                (GROUPS / "cgroup.procs").write_text(process)
        group.rmdir()


def _renderers(profile: str) -> set[str]:
    """The ids of the processes that run the pages of the browser with this profile."""
    parents, commands = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # It has ended meanwhile.
            commands[folder.name] = (folder / "cmdline").read_text("utf-8", "replace")
            parents[folder.name] = (folder / "stat").read_text().rpartition(")")[2].split()[1]
    ours = {process for process, command in commands.items() if f"--user-data-dir={profile}" in command}
    while more := {process for process, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return {process for process in ours if "--type=renderer" in commands[process]}
