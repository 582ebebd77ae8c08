"""How a ticket leaves the page: with the last letter that was typed, and without its secrets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from publisher.language.interface import Language
from publisher.lookup.whole import lookup_of
from tests.browser.damages import content, cut, files, stalled
from tests.browser.hosts import Host
from tests.browser.test_boot import ASKED_TO_SAVE
from tests.wizard.helpers import PRODUCTION_DOWN, edition_of, real_policy
from tests.wizard.test_handoff import with_portal
from wizard.address import fragment
from wizard.policy import Desk

pytestmark = pytest.mark.browser

BOOT_MS = 60_000
NOW = "2026-11-26T17:00:00Z"
DATA = re.compile(r'(<script type="?application/json"? id="?wizard-page"?>)(.*?)(</script>)', re.DOTALL)
SECRET = "hunter2x"
EVERYWHERE = """() => JSON.stringify([
    location.href, history.state, { ...sessionStorage }, { ...localStorage },
    [...document.links].map(({ href }) => href), document.querySelector("#wizard-paper").textContent,
])"""


@pytest.fixture
def at_a_desk(browser: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An outcome whose portal is a desk that a link fills in, before Python has come.

    Trac's, or one of whose form the parameter is the query.
    """
    own = getattr(request, "param", "")
    desk = Desk(kind="custom", template=f"{site_url}desk/newticket?{own}") if own else Desk(kind="trac")
    edition = edition_of(with_portal(real_policy(), address=f"{site_url}desk", desk=desk))

    def with_desk(route: Route) -> None:
        page = route.fetch()
        text = DATA.sub(lambda found: found[1] + json.dumps(with_lookup(found[2])) + found[3], page.text())
        route.fulfill(response=page, body=text)

    def with_lookup(data: str) -> object:
        return json.loads(data) | {"lookup": lookup_of(edition)}

    # Tall, so that to type scrolls nothing away.
    allowed = ["clipboard-read", "clipboard-write"]
    with browser.new_context(viewport={"width": 1280, "height": 4000}, permissions=allowed) as context:
        context.route("**/desk/newticket?*", lambda route: route.fulfill(body="the desk's form"))
        page = context.new_page()
        page.route("**/*.wasm", lambda route: route.abort())
        page.route("**/wizard/?now=*", with_desk)
        page.goto(f"{site_url}wizard/?now={NOW}#{fragment(PRODUCTION_DOWN)}")
        expect(page.locator("#wizard-paper")).to_be_attached(timeout=BOOT_MS)
        yield page


def to_the_desk(page: Page) -> Locator:
    return page.locator(".wizard-ticket-steps a[href*='desk/newticket']")


@pytest.mark.parametrize("way", ["left", "middle", "Enter"])
def test_a_link_has_the_last_letter_and_the_clipboard_the_whole_ticket_however_it_is_opened(
    at_a_desk: Page, language: Language, way: str
) -> None:
    page, link = at_a_desk, to_the_desk(at_a_desk)
    page.get_by_label("In one sentence").fill("before")
    page.locator("#detail-description").fill("long " * 900)
    expect(link).to_have_attribute("href", re.compile(r"before.*long\+long"))
    page.evaluate("scrollTo(0, 0)")
    box = link.bounding_box()
    assert box
    page.get_by_label("In one sentence").evaluate("(field) => field.focus()")
    with page.context.expect_page() as opened:
        page.keyboard.insert_text(" and the last letter")
        if way == "Enter":
            link.evaluate("(link) => link.focus()")
            page.keyboard.press("Enter")
        else:
            page.mouse.click(box["x"] + 20, box["y"] + 10, button="middle" if way == "middle" else "left")
    opened.value.wait_for_url(re.compile(r"before\+and\+the\+last\+letter"))
    page.bring_to_front()
    expect(page.locator("#wizard-status")).to_have_text(language.wizard.copied_along)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("[Critical] before and the last letter")
    assert copied.count("long") == 900


@pytest.mark.parametrize("at_a_desk", ["about={subject}"], indirect=True)
def test_a_form_without_a_field_for_the_ticket_is_said_to_take_what_it_asks_for(
    at_a_desk: Page, language: Language
) -> None:
    told = at_a_desk.locator("#wizard")
    expect(to_the_desk(at_a_desk)).to_have_attribute("href", re.compile("about=%5BCritical%5D"))
    expect(told).to_contain_text(language.wizard.carries_fields)
    expect(told).not_to_contain_text(language.wizard.carries_part)


def test_a_way_that_opens_empty_says_so_and_a_secret_that_only_the_file_has_is_put_back_into_it(
    browser: Browser, site_url: str, language: Language
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/*.wasm", lambda route: route.abort())
        page.goto(f"{site_url}wizard/?now=2026-11-26T05:00:00Z#{fragment(PRODUCTION_DOWN)}")
        portal = page.locator(".wizard-other-ways li", has=page.locator("a[href^='https://care.bizmic.com']"))
        expect(portal).to_contain_text(language.wizard.opens_empty, timeout=BOOT_MS)
        page.locator("#detail-description").fill("word " * 12_000 + f"password={SECRET}")
        put_back = page.locator("[data-action=secret]")
        expect(put_back).to_have_count(1)
        assert "password=*****" in file_of(page)
        put_back.evaluate("(button) => button.click()")
        expect(put_back).to_have_text(language.wizard.mask)
        assert f"password={SECRET}" in file_of(page)


def left_out(page: Page, words: tuple[str, ...]) -> None:
    """None of the words is in anything that the page holds or hands out."""
    page.locator(".wizard-main[data-action=copy]").click()
    expect(page.locator("#wizard-status")).not_to_be_empty()
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    held = page.evaluate(EVERYWHERE) + page.evaluate("navigator.clipboard.readText()") + file_of(page)
    assert "*****" in held
    assert [word for word in words if word in held] == []


def test_what_is_typed_waits_for_the_rules_by_which_it_is_masked_however_they_fail(
    browser: Browser, built_site: Path, language: Language
) -> None:
    rules = "/secrets-"
    failures = [
        files(rules, status=404, content=b""),
        content(rules, cut),
        content(rules, lambda _: b"<!doctype html><title>Sign in</title>"),
        content(rules, lambda _: b"[]"),
        content(rules, lambda file: file.replace(b"password", b"passw0rd")),
    ]
    allowed = ["clipboard-read", "clipboard-write"]
    with ExitStack() as opened:
        host = opened.enter_context(Host(built_site, encoding="br", damage=ASKED_TO_SAVE).serving())
        page = opened.enter_context(browser.new_context(permissions=allowed)).new_page()
        page.goto(f"{host.address}wizard/?now={NOW}#{fragment(PRODUCTION_DOWN)}")
        typed = page.locator("#detail-description")
        for at, fail in enumerate(failures):
            fail(host)
            with page.expect_console_message(lambda said: "Failed to fetch" in said.text):
                typed.fill(f"password={SECRET} no{at} help")
            expect(page.locator(".wizard-secrets")).to_contain_text(language.wizard.all_masked)
            left_out(page, (SECRET, f"no{at} help"))
        host.cure()
        typed.press_sequentially("!")
        typed.press("Tab")
        expect(page.locator("#wizard-paper")).to_contain_text(f"password=***** no{at} help!")
        expect(page.locator(".wizard-secrets")).not_to_contain_text(language.wizard.all_masked)
        left_out(page, (SECRET,))


def test_a_version_that_is_typed_before_the_rules_have_come_is_nowhere_until_then(
    browser: Browser, built_site: Path
) -> None:
    answers = {id: answer for id, answer in PRODUCTION_DOWN.items() if id != "version"}
    held = "JSON.stringify([location.href, history.state, { ...sessionStorage }, document.body.textContent])"
    with ExitStack() as opened:
        host = opened.enter_context(Host(built_site, encoding="br", damage=ASKED_TO_SAVE).serving())
        page = opened.enter_context(browser.new_context()).new_page()
        stalled("/secrets-|wasm$")(host)
        page.goto(f"{host.address}wizard/?now={NOW}#{fragment(answers)}")
        page.locator("#wizard-other").fill(f"password={SECRET}")
        page.keyboard.press("Enter")
        expect(page.locator("#wizard-paper")).to_be_attached()
        assert "*****" in page.evaluate(held)
        assert SECRET not in page.evaluate(held)


def file_of(page: Page) -> str:
    """The text of the file that the ticket is saved as."""
    with page.expect_download() as saved:
        page.locator("[data-action=download]").evaluate("(button) => button.click()")
    return saved.value.path().read_text("utf-8")


@pytest.mark.parametrize("python", [True, False])
def test_a_secret_that_is_typed_as_the_version_stays_in_the_open_page_until_it_is_put_back(
    browser: Browser, site_url: str, language: Language, python: bool
) -> None:
    words = language.wizard
    answers = {id: answer for id, answer in PRODUCTION_DOWN.items() if id != "version"}
    with browser.new_context() as context:
        page = context.new_page()
        if not python:
            page.route("**/*.wasm", lambda route: route.abort())
        page.goto(f"{site_url}wizard/?now={NOW}#{fragment(answers)}")
        page.locator("#wizard-other").fill(f"3.1 password={SECRET}")
        page.get_by_role("button", name=words.go_on).click()
        if python:
            expect(page.locator("[data-sketch]")).to_have_count(0, timeout=BOOT_MS)
        expect(page.locator(".wizard-body")).to_contain_text("Version: 3.1 password=*****", timeout=BOOT_MS)
        assert SECRET not in page.evaluate(EVERYWHERE)
        put_back = page.locator("[data-action=secret]")
        put_back.click()
        expect(page.locator(".wizard-body")).to_contain_text(f"password={SECRET}")
        put_back.click()
        expect(page.locator(".wizard-body")).not_to_contain_text(SECRET)
        assert SECRET not in page.evaluate(EVERYWHERE)
        page.reload()
        expect(page.locator(".wizard-body")).to_contain_text("3.1 password=*****", timeout=BOOT_MS)
        assert SECRET not in page.evaluate(EVERYWHERE)
