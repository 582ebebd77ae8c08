"""No page keeps anybody out, as far as axe can tell: on phones and desktops, in light and dark colours."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from publisher import setup
from publisher.language.page_list import SITE_PAGES
from tests.sweeps import sampled
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment
from wizard.words import fill

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
OUTCOME = "wizard/#topic=malfunction&open-case=no&cause=modified&certainty=certain"
OPEN = f"#{fragment({**PRODUCTION_DOWN, 'version': '0.0.7'})}"
"""An outcome in which the status of the version is open without Python."""
SECTIONS = ("channels", "levels", "updates")
"""Those that are made of more than clauses."""
PAGES = dict.fromkeys(
    fill(page.url, section=section) for page in SITE_PAGES if page.needs != "editions" for section in SECTIONS
)
SCREENS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (360, "dark"),
    (1280, "light"),
    (360, "light"),
    (1280, "dark"),
)


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe."""
    return (setup.ensure_axe(ROOT) / "axe.min.js").read_text("utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds on a page, with the elements that it finds it on."""
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then((result) => result.violations)")
    return [f"{fault['id']}: {', '.join(str(node['target']) for node in fault['nodes'])}" for fault in found]


@pytest.mark.parametrize("screen", sampled(SCREENS))
def test_no_page_of_the_site_has_a_fault_that_axe_finds(
    browser: Browser, site_url: str, axe: str, screen: tuple[int, Literal["light", "dark"]]
) -> None:
    width, colours = screen
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=colours) as context:
        page = context.new_page()
        for address in (*PAGES, "steps/#end-1"):
            page.goto(site_url + address)
            assert violations(page, axe) == [], address


def test_neither_a_question_nor_an_outcome_has_a_fault_that_axe_finds(
    browser: Browser, site_url: str, axe: str
) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{site_url}wizard/")
        assert violations(page, axe) == []
        page.goto(site_url + OUTCOME)
        expect(page.locator(".wizard-why")).to_be_visible(timeout=60_000)
        assert violations(page, axe) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, axe) == []


def test_an_outcome_without_python_has_no_fault_that_axe_finds(
    browser: Browser, site_url: str, axe: str
) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        page.route("**/*.wasm", lambda route: route.abort())
        page.goto(f"{site_url}wizard/{OPEN}")
        expect(page.locator("[data-sketch=failed]")).to_be_visible(timeout=60_000)
        assert violations(page, axe) == []
