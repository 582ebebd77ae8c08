"""Whatever breaks, a visitor sees the channels, plain words and a way on, and nothing that was typed is lost.

Each case is broken by its host, so that it is the same in every browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

from publisher.language.interface import Language
from tests.browser import damages, engines, visits
from tests.browser.engines import EnginePage
from tests.browser.hosts import Host
from tests.browser.webkit import WebKitPage
from tests.conftest import BROWSERS, SHORT_VISITS, program
from wizard.edition import Edition

pytestmark = pytest.mark.browser

PATIENCE_MS = 30_000


@dataclass(frozen=True)
class Case:
    """Something that breaks, and what must be seen all the same."""

    name: str
    breaks: damages.Break
    seen: Callable[[visits.Visit], None]
    engine: str
    zone: str | None
    holds_pages: bool


SCRIPT = "/start.js$"
WASM = r"pyodide\.asm\.wasm(\.gz)?$"
WORKER = r"wizard-[^/]*/worker\.js$"
PYTHONS = {
    "the WebAssembly": WASM,
    "the script of the WebAssembly": r"pyodide\.asm\.js(\.gz)?$",
    "the policy's edition": r"edition-[^/]*$",
    "the worker's script": WORKER,
}
LIBRARY = r"/library\.zip$"
HTML_INSTEAD = {"content": b"<!doctype html><p>Hello", "headers": {"Content-Type": "text/html"}}
PLAIN_TEXT = {"Content-Type": "text/plain"}
FORBIDS = {"Content-Type": "text/javascript", "Content-Security-Policy": "script-src 'self'"}

SPRING, AUTUMN, THURSDAY = "2026-03-29T00:59:30Z", "2026-10-25T00:59:30Z", "2026-11-26T11:58:30Z"
TWO_HOURS_S, TWO_DAYS_S = 7_260, 172_800


def cases(
    seen: Callable[[visits.Visit], None],
    broken: Mapping[str, damages.Break],
    *,
    everywhere: bool = False,
    sweep: bool = False,
    zone: str | None = None,
    holds_pages: bool = False,
) -> Iterator[Any]:
    """Each, in every engine where it is short; some in a `zone`, or in a browser that `holds_pages`."""
    for name, breaks in broken.items():
        for engine in ("chromium", "firefox", "webkit") if everywhere else ("chromium",):
            marks = [pytest.mark.sweep] if sweep or engine != "chromium" else []
            case = Case(name, breaks, seen, engine, zone, holds_pages)
            yield pytest.param(case, marks=marks, id=f"{name}, {engine}")


TABLE = (
    *cases(
        visits.links_lead_on,
        {
            "the wizard's script is missing": damages.files(SCRIPT, status=404),
            "the wizard's script has the wrong type": damages.files(SCRIPT, headers=PLAIN_TEXT),
            "the wizard's script is cut": damages.content(SCRIPT, damages.cut),
            "the wizard's script is of a newer language": damages.content(SCRIPT, lambda _: b"new language"),
            "the browser knows no modules": damages.html('type="module"', 'type="unknown"'),
            "the page's data are cut": damages.html('(id="wizard-page">.{2000}).*', r"\1"),
            "the site was published anew under the page": damages.html(
                r"assets/wizard-\w+", "assets/wizard-0"
            ),
        },
        everywhere=True,
    ),
    *cases(visits.links_lead_on, {"the wizard's script never comes": damages.stalled(SCRIPT)}),
    *cases(
        visits.outcome_and_ticket,
        {"the history throws": damages.browser_has(damages.HISTORY_THROWS)},
        everywhere=True,
    ),
    *cases(
        visits.names_are_no_answers,
        {"names that every object has stand in a link": damages.nothing},
        everywhere=True,
    ),
    *cases(visits.trying_again_works, {"the WebAssembly is missing": damages.files(WASM, status=404)}),
    *cases(
        visits.trying_again_works,
        {
            **{
                f"{name} is missing": damages.files(file, status=404)
                for name, file in PYTHONS.items()
                if file != WASM
            },
            **{f"{name} is HTML": damages.files(file, **HTML_INSTEAD) for name, file in PYTHONS.items()},
            **{f"{name} is cut": damages.content(file, damages.cut) for name, file in PYTHONS.items()},
            "Python's files are gone, as the site was published anew": damages.html("assets/python-", "old/"),
            "the host forbids WebAssembly": damages.files(WORKER, headers=FORBIDS),
            "the worker gets no memory": damages.in_worker(damages.NO_MEMORY),
        },
        sweep=True,
    ),
    *cases(
        visits.trying_again_works,
        {
            "the browser has no WebAssembly": damages.in_worker("delete self.WebAssembly;"),
            "the worker throws": damages.in_worker('throw new Error("broken");'),
        },
        everywhere=True,
        sweep=True,
    ),
    *cases(
        visits.refused_and_trying_again_works,
        {
            f"{name} has another byte": damages.content(file, damages.with_another_byte)
            for name, file in PYTHONS.items()
        },
        sweep=True,
    ),
    *cases(
        visits.stalls_are_given_up,
        {
            **{f"{name} never comes": damages.stalled(file) for name, file in PYTHONS.items()},
            "both libraries never come": damages.stalled(r"/(library|python_stdlib)\.zip$"),
            "the worker ends itself": damages.in_worker("close();"),
        },
        sweep=True,
    ),
    *cases(
        visits.does_without_what_takes_too_much,
        {"the worker runs out of memory": damages.in_worker(damages.LITTLE_MEMORY)},
        sweep=True,
    ),
    *cases(
        visits.other_way_is_tried,
        {
            "the least library is missing": damages.files(LIBRARY, status=404),
            "the least library is cut": damages.content(LIBRARY, damages.cut),
            "the types are unknown": damages.files(r"\.(wasm|zip|json)$", headers={}),
        },
        sweep=True,
    ),
    *cases(visits.within_a_second, {"the worker dies after it was ready": damages.worker_ends("dies")}),
    *cases(visits.within_a_second, {"the worker hangs": damages.worker_ends("hangs")}, sweep=True),
    *cases(visits.loses_nothing_in_a_crash, {"the tab crashes": damages.nothing}),
    *cases(
        visits.says_once_that_it_is_not_kept,
        {
            "storage is refused": damages.browser_has(damages.STORAGE_REFUSED),
            "storage is full": damages.browser_has(damages.STORAGE_FULL),
        },
        everywhere=True,
    ),
    *cases(visits.only_the_paste_is_not_kept, {"one huge text is pasted": damages.nothing}),
    *cases(visits.says_where_the_ticket_ends, {"32,090 letters are pasted": damages.nothing}),
    *cases(
        visits.says_where_the_ticket_ends,
        {"32,090 letters are pasted and Python is missing": damages.files(WASM, status=404)},
        sweep=True,
    ),
    *cases(
        visits.starting_again_forgets_for_good,
        {"another sits down at the computer": damages.nothing},
        everywhere=True,
    ),
    *cases(
        visits.nothing_comes_back_with_a_reload,
        {"the page is reloaded as it starts again": damages.nothing},
    ),
    *cases(
        visits.a_page_that_is_held_forgets_too,
        {"another goes back to a page that the browser held": damages.nothing},
        everywhere=True,
        sweep=True,
        holds_pages=True,
    ),
    *cases(
        visits.reads_the_same_translated,
        {"the browser translates the page": damages.browser_has(damages.TRANSLATED)},
        everywhere=True,
    ),
    *cases(visits.says_where_to_write, {"no mail program is there": damages.nothing}),
    *cases(
        visits.opens_in_another_tab,
        {"pop-ups are blocked": damages.browser_has("window.open = () => null;")},
        sweep=True,
        holds_pages=True,
    ),
    *cases(visits.names_the_day_it_goes_by, {"the clock is a year behind": damages.nothing}),
    *cases(
        visits.follows_the_clock(THURSDAY, TWO_DAYS_S), {"the laptop slept for two days": damages.nothing}
    ),
    *cases(
        visits.follows_the_clock(SPRING, TWO_HOURS_S),
        {"summer time begins": damages.nothing},
        zone="Europe/Berlin",
    ),
    *cases(
        visits.follows_the_clock(AUTUMN, TWO_HOURS_S),
        {"summer time ends": damages.nothing},
        zone="Europe/Berlin",
        sweep=True,
    ),
)


@pytest.fixture(scope="module")
def firefox(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with engines.firefox(playwright, tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


@pytest.fixture(scope="module")
def webkit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebKitPage]:
    with engines.webkit(tmp_path_factory.mktemp("webkit")) as page:
        yield page


@pytest.fixture(scope="module")
def holding(playwright: Playwright) -> Iterator[Browser]:
    """Chromium as people have it: it holds pages that were left, and blocks pop-ups."""
    lifted = ["--disable-back-forward-cache", "--disable-popup-blocking"]
    found = program("Chromium", *BROWSERS)
    launched = playwright.chromium.launch(
        executable_path=found, args=SHORT_VISITS, ignore_default_args=lifted
    )
    yield launched
    launched.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, case: Case) -> Iterator[EnginePage]:
    if case.engine == "webkit":
        yield request.getfixturevalue("webkit")
        return
    name = {"firefox": "firefox", "chromium": "holding" if case.holds_pages else "browser"}[case.engine]
    browser: Browser = request.getfixturevalue(name)
    with browser.new_context(timezone_id=case.zone) as context:
        context.set_default_timeout(PATIENCE_MS)
        yield context.new_page()


@pytest.mark.parametrize("case", TABLE)
def test_nobody_is_left_alone_where(
    page: EnginePage, built_site: Path, edition: Edition, language: Language, case: Case
) -> None:
    with Host(built_site, damage=damages.HEAR_ERRORS).serving() as host:
        case.breaks(host)
        case.seen(visits.Visit(page, host, edition, language))
        page.goto("about:blank")
