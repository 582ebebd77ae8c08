"""Each journey walked in a real browser, as a customer would click it, and held against plain Python.

The page's clock is set to the journey's moment; Python in the browser has no clock of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import lasting
from tests.journeys.journeys import JOURNEYS, Journey
from tests.sweeps import sampled
from wizard.edition import Edition
from wizard.protocol import respond

pytestmark = pytest.mark.browser

BOOT_MS = 60_000

# Keeps what the worker answers, so that a test can read the engine's own view.
RECORD_VIEWS = """
window.views = [];
window.Worker = class extends Worker {
    constructor(...given) {
        super(...given);
        this.addEventListener("message", ({ data }) => data.kind === "answer" && views.push(data.view));
    }
};
"""


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """The wizard's page, in a window of its own."""
    with browser.new_context(viewport={"width": 360, "height": 740}, timezone_id="Asia/Dhaka") as context:
        page = context.new_page()
        page.set_default_timeout(BOOT_MS)
        page.add_init_script(RECORD_VIEWS)
        page.clock.install()
        page.goto(f"{site_url}wizard/")
        yield page


@pytest.mark.parametrize("journey", sampled(JOURNEYS, 6), ids=lambda journey: journey.slug)
def test_a_journey_in_the_browser_ends_as_in_plain_python(
    page: Page, edition: Edition, site_url: str, journey: Journey
) -> None:
    page.clock.set_fixed_time(journey.now)
    begin_again(page)
    for question in (id for id in edition.questions if id in journey.answers):
        pick(page, question, journey.answers[question])
    shown = outcome_view(page)
    request = {"answers": journey.answers, "now": journey.now, "page": lasting(f"{site_url}wizard/", edition)}
    assert shown == json.loads(json.dumps(respond(edition, request)))
    hold_on_the_page(page, shown["outcome"])


def begin_again(page: Page) -> None:
    """Start at the beginning, at the moment that the page's clock shows now."""
    page.evaluate("sessionStorage.clear()")
    page.goto(page.url.partition("#")[0])


def pick(page: Page, question: str, answer: str) -> None:
    """Answer the question that is shown, by its button or, for a version that is not listed, by typing."""
    form = page.locator(f"form[data-question='{question}']")
    expect(form).to_be_visible()
    button = form.locator(f"[data-answer='{answer}']")
    if button.count():
        button.click()
    else:
        form.get_by_role("textbox").fill(answer)
        form.get_by_role("textbox").press("Enter")


def outcome_view(page: Page) -> dict[str, Any]:
    """The engine's view once it has answered with the outcome that the page shows."""
    expect(page.locator(".wizard-why")).to_be_visible()
    page.wait_for_function("views.at(-1)?.outcome")
    view: dict[str, Any] = page.evaluate("views.at(-1)")
    return view


def hold_on_the_page(page: Page, outcome: dict[str, Any]) -> None:
    """Whatever the engine says of the case can be read on the page."""
    page.locator("#wizard summary").evaluate_all(
        "all => all.forEach((one) => { one.parentElement.open = true; })"
    )
    read = " ".join(page.locator("#wizard").all_inner_texts())
    texts = [outcome["lead"]["title"], outcome["verdict"]["title"], *outcome["instead"]]
    texts += [reason["text"] for reason in outcome["reasons"]]
    texts += [channel["reason"] for channel in outcome["channels"]]
    texts += [step["text"] for one in outcome["procedures"] for step in one["steps"]]
    texts += [clause["text"] for clause in (*outcome["prepare"], *outcome["not_guaranteed"])]
    texts += [outcome["target"]["text"]] if outcome["target"] else []
    texts += [reading["text"] for reading in outcome["readings"]]
    texts += [clause["text"] for step in outcome["why"] for clause in step["clauses"]]
    squeezed = "".join(read.split())
    assert [text for text in texts if "".join(text.split()) not in squeezed] == []
    for line in (outcome["ticket"]["subject"], *outcome["ticket"]["body"].split("\n")):
        assert "".join(line.split()) in squeezed
