"""A real Chromium for one measurement, with a profile of its own, on a line and a processor of some speed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Page, Playwright

from benchmarks.speed.plain_map import FIRST_REQUEST
from benchmarks.speed.quota import quota

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
"""A new browser has work of its own for a moment."""
SCRIPTS = Path(__file__).resolve().parent
PROBE = (SCRIPTS / "probe.js").read_text("utf-8").replace("REQUEST", json.dumps(FIRST_REQUEST))
TAP = (SCRIPTS / "tap.js").read_text("utf-8")


@dataclass(frozen=True)
class Conditions:
    """How fast a visitor's line and machine are; without a figure, as fast as they go."""

    name: str
    megabits: float = 0
    latency_ms: int = 0
    cores: float = 0
    """The share of a processor that all of the page's threads have together."""


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


def executable() -> str:
    """Where Chromium stands. Raises NoBrowser."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise NoBrowser(f"Measuring needs a browser, and none of these was found: {', '.join(BROWSERS)}.")
    return found


@contextmanager
def profile(playwright: Playwright, folder: Path) -> Iterator[BrowserContext]:
    """A browser whose profile is kept in `folder`; a new folder makes it a new visitor's."""
    context = playwright.chromium.launch_persistent_context(
        folder, executable_path=executable(), args=FLAGS, headless=True
    )
    try:
        context.add_init_script(PROBE)
        yield context
    finally:
        context.close()


@contextmanager
def fresh_page(playwright: Playwright, conditions: Conditions, first_address: str) -> Iterator[Page]:
    """A page in a browser that has never been anywhere, at an address of the server's own."""
    with ExitStack() as stack:
        # What a browser that is closing still writes must not make the folder's removal fail.
        folder = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        context = stack.enter_context(profile(playwright, folder))
        page = context.pages[0]
        page.goto(first_address)
        page.wait_for_timeout(SETTLE_MS)
        slow_line(page, conditions)
        if conditions.cores:
            stack.enter_context(quota(folder, conditions.cores))
        yield page


def slow_line(page: Page, conditions: Conditions) -> None:
    """Let the page and its workers share a line of the given speed."""
    if conditions.megabits:
        speed = conditions.megabits * 1_000_000 / 8
        line = {"latency": conditions.latency_ms, "downloadThroughput": speed, "uploadThroughput": speed}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {"offline": False, **line})


def slow_thread(page: Page, times: int) -> None:
    """Let the page's main thread be so many times slower; its workers stay as they are."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})
