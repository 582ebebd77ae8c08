"""Takes pictures of what the wizard shows, for people to look at: every kind of outcome, a question, trouble.

.venv/bin/python -m tests.browser.pictures SITE OUT [NAME...]

SITE is the folder of a built site. In OUT each state has a picture for each screen and palette. `STATES` are
also what tests of the page's layout go through.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import BROWSER_FLAGS, BROWSERS, installed, served
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment

PHONE_OPEN, PHONE_CLOSED = "2026-11-26T06:25:00Z", "2026-11-26T17:00:00Z"
WHILE_LIMITED = "2026-03-25T06:25:00Z"
"""A day on which the version before the current one has limited support."""
SCREENS = {"phone": (360, 740), "desk": (1280, 800)}
PALETTES = ("light", "dark")


class State(NamedTuple):
    """Answers at an instant, and what is done with the page that they lead to."""

    answers: dict[str, str]
    now: str = PHONE_OPEN
    copies: bool = False
    """Whether the ticket is copied before it is filled in."""


_REFUSED = {"topic": "malfunction", "open-case": "no", "cause": "third-party", "certainty": "certain"}
_SUSPECTED = {**PRODUCTION_DOWN, "cause": "modified", "certainty": "suspected"}
_OPEN_CASE = {"topic": "malfunction", "open-case": "unresolved", "version": "3", "impact": "down"}
OUTCOMES = {
    "phone-open": State(PRODUCTION_DOWN),
    "phone-closed": State(PRODUCTION_DOWN, PHONE_CLOSED),
    "limited": State({**PRODUCTION_DOWN, "version": "2", "impact": "minor"}, WHILE_LIMITED),
    "not-guaranteed": State({**PRODUCTION_DOWN, "version": "1", "impact": "minor"}),
    "depends-on-version": State({**PRODUCTION_DOWN, "version": "unknown"}, PHONE_CLOSED),
    "ask": State(_SUSPECTED, PHONE_CLOSED),
    "not-covered": State(_REFUSED),
    "custom": State({"topic": "custom", "agreed": "no"}),
    "not-in-force": State({}, "2025-12-01T06:00:00Z"),
    "bug": State({**PRODUCTION_DOWN, "wish": "bug", "impact": "minor"}),
    "critical-bug": State({**PRODUCTION_DOWN, "wish": "bug"}),
    "open-case": State({**_OPEN_CASE, "impact": "minor"}, PHONE_CLOSED),
    "open-case-critical": State(_OPEN_CASE),
}
QUESTIONS = {
    "first-question": State({}),
    "question": State({"topic": "malfunction", "open-case": "no"}),
    "version": State({"topic": "malfunction", "open-case": "no", "cause": "nothing"}),
    "last-question": State({id: given for id, given in PRODUCTION_DOWN.items() if id != "requirements"}),
}
STATES = {**OUTCOMES, **QUESTIONS, "problems": State(PRODUCTION_DOWN, copies=True)}


def show(page: Page, wizard: str, state: State) -> None:
    """Lead a page to a state, without Python, which would change nothing of what is shown."""
    page.route("**/*.wasm", lambda route: route.abort())
    page.goto("about:blank")
    page.goto(f"{wizard}?now={state.now}#{fragment(state.answers)}")
    expect(page.locator("#wizard-heading")).to_be_visible()
    if state.copies:
        page.locator(".wizard-ticket-steps [data-action=copy]").click()
        expect(page.locator(".wizard-problems")).to_be_focused()
    page.wait_for_timeout(200)


@contextmanager
def new_page(browser: Browser, screen: str, palette: str) -> Iterator[Page]:
    """A page of a screen and a palette, by the desk's clock."""
    width, height = SCREENS[screen]
    size = {"width": width, "height": height}
    with browser.new_context(viewport=size, color_scheme=palette, timezone_id="Asia/Dhaka") as context:  # type: ignore[arg-type]
        context.grant_permissions(["clipboard-write"])
        yield context.new_page()


def main(site: Path, out: Path, names: list[str]) -> None:
    """Take the pictures of some states, or of all."""
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, served(site.resolve()) as url:
        browser = playwright.chromium.launch(executable_path=installed(*BROWSERS), args=BROWSER_FLAGS)
        for screen, palette in itertools.product(SCREENS, PALETTES):
            with new_page(browser, screen, palette) as page:
                for name in names or STATES:
                    show(page, f"{url}wizard/", STATES[name])
                    page.screenshot(path=out / f"{name}-{screen}-{palette}.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
