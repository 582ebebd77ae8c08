"""The modules of the page's script, each by itself: in the site they are one file."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Route

SOURCES = Path(__file__).resolve().parents[2] / "site_src" / "script"


def serve_sources(page: Page) -> None:
    """Let a page import them from `/sources/`."""

    def fulfil(route: Route) -> None:
        source = SOURCES / route.request.url.rpartition("/")[2]
        route.fulfill(body=source.read_bytes(), content_type="text/javascript")

    page.route("**/sources/*.js", fulfil)
