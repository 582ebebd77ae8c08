"""How long the page's own thread is at work on each click, by the processor's clock.

What other programs take does not count, so that a busy machine makes it no longer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page

CATEGORIES = ["devtools.timeline"]
POLL_MS = 20


@contextmanager
def traced_clicks(page: Page) -> Iterator[list[float]]:
    """A list that has the milliseconds of work on each click, in their order, once the block is left.

    What is counted is all that runs before the click's event is done with: every listener, and the promises
    that they settle.
    """
    found: list[float] = []
    events: list[dict[str, Any]] = []
    ended: list[object] = []
    session = page.context.new_cdp_session(page)
    session.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    session.on("Tracing.tracingComplete", lambda told: ended.append(told))
    config = {"includedCategories": CATEGORIES, "excludedCategories": ["*"]}
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    yield found
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(POLL_MS)
    session.detach()
    clicks = sorted((one for one in events if _is_click(one)), key=lambda one: float(one["ts"]))
    found.extend(one["tdur"] / 1000 for one in clicks)


def _is_click(event: dict[str, Any]) -> bool:
    told = event.get("args", {}).get("data", {})
    return event.get("ph") == "X" and event["name"] == "EventDispatch" and told.get("type") == "click"
