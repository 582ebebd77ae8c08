"""What must be seen where something is broken: the channels, plain words, a way on, and what was typed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from playwright.sync_api import Browser, Page, expect

from publisher.language.interface import Language
from tests.browser.damages import HEAR_ERRORS
from tests.browser.engines import EnginePage
from tests.browser.hosts import Host
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment
from wizard.edition import Edition
from wizard.words import fill

NOW = "2026-11-26T17:00:00Z"
OUTCOME = f"wizard/?now={NOW}#{fragment(PRODUCTION_DOWN)}"
TYPED_VERSION = f"wizard/?now={NOW}#{fragment({**PRODUCTION_DOWN, 'version': '0.0.7'})}"
STORY = "Nobody can sign in"
SUMMARY = "[data-detail=summary]"
UNFOLDED = "document.querySelectorAll('#wizard details').forEach((one) => { one.open = true; })"
SHOWN_LINKS = """[...document.querySelectorAll("a")].filter((one) => one.checkVisibility())
    .map((one) => one.href.replace(/[\\s-]|%20/g, "")).join()"""

ENTRY_WRITTEN = "location.hash"
"""After a first answer. An entry comes after the paint: whoever leaves before it has one less to go back."""
STAGE_AND_PAPER = (".wizard-stage", "#wizard-paper")
EVERYTHING_HELD = """JSON.stringify([
    location.href, history.state, { ...sessionStorage }, { ...localStorage }, document.cookie, name,
    document.title, document.body.textContent,
    [...document.querySelectorAll("input, textarea")].map(({ value }) => value),
])"""


@dataclass(frozen=True)
class Visit:
    """A visitor's page, from a host on which something is broken."""

    page: EnginePage
    host: Host
    edition: Edition
    language: Language

    @property
    def chromium(self) -> Page:
        """The page of what is tried in Chromium alone."""
        return cast(Page, self.page)

    def opens(self, path: str) -> None:
        # What never comes is not waited for.
        self.page.evaluate(f"void (location.href = {json.dumps(self.host.address + path)})")

    def waits(self, expression: str) -> None:
        self.page.wait_for_function(f"document.body && ({expression})")

    def sees(self, text: str) -> None:
        squeezed = json.dumps("".join(text.split()))
        self.waits(f"document.body.innerText.replace(/\\s/g, '').includes({squeezed})")

    def sees_the_channels(self) -> None:
        addresses = [channel.address for channel in self.edition.policy.channels if channel.address]
        plain = [re.sub(r"[\s-]", "", address) for address in addresses]
        self.waits(f"((links) => {json.dumps(plain)}.every((one) => links.includes(one)))({SHOWN_LINKS})")

    def answers(self, answers: dict[str, str]) -> None:
        for question, answer in answers.items():
            self.page.click(f"form[data-question='{question}'] [data-answer='{answer}']")

    def types(self, text: str = STORY) -> None:
        self.waits(f"document.querySelector('{SUMMARY}')")
        field = f"document.querySelector('{SUMMARY}')"
        self.page.evaluate(f"{field}.focus(), {field}.setSelectionRange(999, 999)")
        self.page.type(SUMMARY, text)

    def has_typed(self, text: str = STORY) -> None:
        """The field and the ticket have it."""
        self.waits(f"document.querySelector('{SUMMARY}')?.value === {json.dumps(text)}")
        self.waits(f"document.querySelector('#wizard-paper').textContent.includes({json.dumps(text)})")

    def nothing_more_comes(self) -> None:
        sent = -1
        while sent != (sent := len(self.host.sent)):
            self.chromium.wait_for_timeout(500)

    def threw_nothing(self) -> None:
        assert self.page.evaluate("thrown") == []


def links_lead_on(visit: Visit) -> None:
    visit.opens("wizard/")
    for question in ("topic", "open-case"):
        asked = visit.edition.questions[question]
        visit.sees(asked.text)
        visit.sees_the_channels()
        label = json.dumps(asked.options[0].label)
        option = f"""[...document.querySelectorAll(".wizard-option")].find(
            (one) => one.checkVisibility() && one.textContent.includes({label}))"""
        visit.waits(option)
        visit.page.evaluate(f"void {option}.click()")
    visit.sees(visit.edition.questions["cause"].text)


def outcome_and_ticket(visit: Visit) -> None:
    visit.opens(f"wizard/?now={NOW}")
    visit.answers(PRODUCTION_DOWN)
    visit.waits("document.querySelector('.wizard-due')")
    visit.sees_the_channels()
    visit.types()
    visit.has_typed()
    visit.threw_nothing()


def outcome_but_for_the_version(visit: Visit) -> None:
    visit.opens(TYPED_VERSION)
    visit.sees(visit.language.wizard.sketch_failed)
    visit.sees(visit.language.wizard.retry)
    visit.sees_the_channels()
    visit.types()
    visit.has_typed()


def trying_again_works(visit: Visit) -> None:
    outcome_but_for_the_version(visit)
    is_cured(visit)


def refused_and_trying_again_works(visit: Visit) -> None:
    outcome_but_for_the_version(visit)
    visit.sees("is not the file it should be")
    is_cured(visit)


def is_cured(visit: Visit) -> None:
    visit.host.cure()
    visit.page.click("[data-action=retry]")
    is_whole(visit)
    visit.has_typed()


def is_whole(visit: Visit) -> None:
    visit.waits("document.querySelector('#wizard-details') && !document.querySelector('[data-sketch]')")


def other_way_is_tried(visit: Visit) -> None:
    visit.opens(TYPED_VERSION)
    is_whole(visit)
    visit.threw_nothing()


def stalls_are_given_up(visit: Visit) -> None:
    """After a time for each way to start."""
    page = visit.chromium
    page.clock.install()
    visit.opens(TYPED_VERSION)
    visit.waits("document.querySelector('[data-sketch=loading]')")
    for _way in ("the least library", "the whole one"):
        visit.nothing_more_comes()
        page.clock.run_for(41_000)
    visit.sees(visit.language.wizard.sketch_failed)
    visit.types()
    page.clock.run_for(1_000)
    visit.host.cure()
    page.clock.resume()
    page.click("[data-action=retry]")
    is_whole(visit)
    visit.has_typed()


def within_a_second(visit: Visit) -> None:
    page = visit.chromium
    page.clock.install()
    *before, (asked, answer) = PRODUCTION_DOWN.items()
    visit.opens(f"wizard/?now={NOW}#{fragment(dict(before))}")
    visit.waits("document.querySelector('form[data-question=requirements]')")
    page.clock.run_for(3_100)
    visit.waits("answers > 0")
    visit.answers({asked: answer})
    page.clock.run_for(900)
    visit.waits("document.querySelector('.wizard-due')")
    expect(page.locator("#wizard-heading")).to_be_focused()
    visit.sees_the_channels()
    visit.types()
    page.clock.run_for(900)
    visit.has_typed()
    page.clock.run_for(10_000)
    visit.waits("answers > 1")
    assert page.evaluate("workers") == 2


def loses_nothing_in_a_crash(visit: Visit) -> None:
    page = visit.chromium.context.new_page()
    before = replace(visit, page=page)
    before.opens(OUTCOME)
    before.types()
    before.has_typed()
    before.waits(f"Object.values(sessionStorage).join().includes('{STORY}')")
    tab = Tab(cast(Browser, page.context.browser), visit.host.address)
    with page.expect_event("crash"):
        tab.told("Page.crash")
    tab.told("Page.reload")
    shown = (
        f"document.querySelector('{SUMMARY}')?.value + document.querySelector('#wizard-paper')?.textContent"
    )
    for _ in range(100):
        tab.told("Runtime.evaluate", expression=shown)
        visit.chromium.wait_for_timeout(100)
        if any(message.count(STORY) > 1 for message in tab.heard):
            break
    else:
        raise AssertionError(tab.heard[-1:])


class Tab:
    """The tab at an address, as one that crashed can still be told something: Playwright gives it up."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.heard: list[str] = []
        self._session = browser.new_browser_cdp_session()
        self._session.on("Target.receivedMessageFromTarget", lambda one: self.heard.append(one["message"]))
        tabs = self._session.send("Target.getTargets")["targetInfos"]
        [id] = [one["targetId"] for one in tabs if one["type"] == "page" and one["url"].startswith(address)]
        self._attached = self._session.send("Target.attachToTarget", {"targetId": id})["sessionId"]

    def told(self, method: str, **given: str) -> None:
        message = json.dumps({"id": 1, "method": method, "params": given})
        self._session.send("Target.sendMessageToTarget", {"sessionId": self._attached, "message": message})


def says_once_that_it_is_not_kept(visit: Visit) -> None:
    visit.opens(OUTCOME)
    visit.types()
    visit.sees(visit.language.wizard.not_kept)
    visit.has_typed()
    visit.page.click("[data-action=copy]")
    visit.waits("!document.querySelector('#wizard-status').textContent.includes('keep')")
    visit.types("x")
    visit.has_typed(f"{STORY}x")
    assert visit.language.wizard.not_kept not in visit.page.evaluate("document.body.innerText")
    visit.threw_nothing()


def pastes(visit: Visit, text: str) -> None:
    """What an expression gives, into the field for the description."""
    paste = f"const field = document.querySelector('textarea[data-detail]'); field.value = {text};"
    event = "field.dispatchEvent(new Event('input', { bubbles: true }));"
    visit.page.evaluate(f"(() => {{ {paste} {event} }})()")


def does_without_what_takes_too_much(visit: Visit) -> None:
    page = visit.chromium
    page.clock.install()
    visit.opens(TYPED_VERSION)
    is_whole(visit)
    visit.types()
    pastes(visit, "'x '.repeat(3e6)")
    page.clock.run_for(1_000)
    visit.waits("document.querySelector('[data-sketch=loading]')")
    page.wait_for_timeout(2_000)
    page.clock.run_for(41_000)
    visit.sees(visit.language.wizard.retry)
    visit.sees_the_channels()
    visit.has_typed()
    pastes(visit, "''")
    page.clock.resume()
    is_cured(visit)


def only_the_paste_is_not_kept(visit: Visit) -> None:
    visit.opens(OUTCOME)
    visit.types()
    visit.page.evaluate(UNFOLDED)
    pastes(visit, "'x '.repeat(3e6)")
    visit.sees(visit.language.wizard.not_kept)
    visit.types("x")
    visit.has_typed(f"{STORY}x")
    visit.page.reload()
    visit.has_typed(f"{STORY}x")
    assert visit.page.evaluate("document.querySelector('textarea[data-detail]').value") == ""


def says_where_the_ticket_ends(visit: Visit) -> None:
    visit.opens(OUTCOME)
    visit.types()
    visit.page.evaluate(UNFOLDED)
    pastes(visit, "'ab'.repeat(16045)")
    visit.sees(fill(visit.language.wizard.too_long, count="32090", longest="20000"))
    visit.has_typed()
    # The edition's digest can have the same letters.
    found = "document.querySelector('#wizard-paper').textContent.match(/(ab)+/g)"
    visit.waits(f"Math.max(...{found}.map((one) => one.length)) === 20000")


def names_are_no_answers(visit: Visit) -> None:
    visit.opens("wizard/#__proto__=x&constructor=y&toString=z")
    visit.answers({"topic": "malfunction"})
    visit.waits("document.querySelector('form[data-question=open-case]')")
    visit.threw_nothing()


def reads_the_same_translated(visit: Visit) -> None:
    outcome_and_ticket(visit)
    visit.page.evaluate(UNFOLDED)
    visit.page.click("[data-action=change][data-question=cause]")
    visit.page.click("form[data-question=cause] [data-answer=nothing]")
    visit.has_typed()
    read = [visit.page.evaluate(f"document.querySelector('{part}').textContent") for part in STAGE_AND_PAPER]
    visit.threw_nothing()
    visit.host.damage = HEAR_ERRORS
    visit.page.reload()
    visit.has_typed()
    for part, translated in zip(STAGE_AND_PAPER, read, strict=True):
        plain = visit.page.evaluate(f"document.querySelector('{part}').textContent")
        assert translated.upper() == plain.upper()
    assert translated == plain


def says_where_to_write(visit: Visit) -> None:
    """Whether or not a program opens for the link."""
    email = next(one for one in visit.edition.policy.channels if one.kind == "email")
    words = visit.language.wizard
    said = words.mail_opens.replace("{address}", email.address) if email.address else words.mail_opens_blank
    visit.opens(OUTCOME)
    visit.types()
    visit.page.click(f"[data-writes-to={email.id}]")
    visit.sees(said)
    visit.has_typed()
    visit.threw_nothing()


def opens_in_another_tab(visit: Visit) -> None:
    visit.opens(OUTCOME)
    visit.types()
    visit.chromium.context.route("https://**", lambda route: route.fulfill(body="another site"))
    with visit.chromium.context.expect_page() as opened:
        visit.page.click(".wizard-stage a[target=_blank]")
    opened.value.close()
    visit.has_typed()


def names_the_day_it_goes_by(visit: Visit) -> None:
    page = visit.chromium
    page.clock.install(time="2025-11-26T17:00:00Z")
    visit.opens("wizard/")
    visit.sees(next(one.title for one in visit.edition.policy.verdicts if one.id == "not-in-force"))
    visit.sees("26 November 2025")
    visit.sees_the_channels()


def follows_the_clock(before: str, passed: int) -> Callable[[Visit], None]:
    """After so many seconds without a timer, a page that was open says what one does that is opened then."""

    def seen(visit: Visit) -> None:
        context = visit.chromium.context
        context.clock.install(time=before)
        for path in ("", f"wizard/#{fragment(PRODUCTION_DOWN)}"):
            page = context.new_page()
            page.goto(visit.host.address + path)
            before_that = stated(page)
            context.clock.fast_forward(passed * 1000)
            fresh = context.new_page()
            fresh.goto(visit.host.address + path)
            assert stated(fresh) != before_that
            expect(page.locator("main")).to_have_text(fresh.locator("main").inner_text(), use_inner_text=True)
            context.clock.set_system_time(before)

    return seen


def stated(page: Page) -> str:
    """What the whole page says once its script has run."""
    page.wait_for_function("document.querySelector('.wizard-other-ways, main [data-open]')")
    return page.locator("main").inner_text()


def starting_again_forgets_for_good(visit: Visit) -> None:
    page, mark = visit.page, "9.9-of-Somebody"
    visit.opens(f"wizard/?now={NOW}")
    for question, answer in PRODUCTION_DOWN.items():
        if question != "version":
            visit.answers({question: answer})
        else:
            visit.waits("document.querySelector('form[data-question=version] #wizard-other')")
            page.type("#wizard-other", mark)
            page.press("#wizard-other", "Enter")
    visit.types()
    visit.has_typed()
    # As by voice, without a focus that moves.
    page.evaluate("document.querySelector('[data-action=restart]').click()")
    visit.answers({"topic": "malfunction"})
    visit.waits(ENTRY_WRITTEN)
    page.evaluate("void (self.pops = 0, addEventListener('popstate', () => { pops += 1; }))")
    for step, _ in enumerate([*PRODUCTION_DOWN, "restart", "topic"], 1):
        has_nothing_of(visit, STORY, mark)
        page.evaluate("void history.back()")
        visit.waits(f"pops === {step}")
    has_nothing_of(visit, STORY, mark)
    visit.waits("document.querySelector('form[data-question=topic]')")


def nothing_comes_back_with_a_reload(visit: Visit) -> None:
    visit.opens(OUTCOME)
    visit.types()
    visit.has_typed()
    restarted = "document.querySelector('[data-action=restart]').click()"
    visit.page.evaluate(f"void setTimeout(() => {{ {restarted}; location.reload(); }})")
    visit.waits("!document.querySelector('#wizard-paper')")
    visit.waits("document.querySelector('form[data-question=topic]')")
    visit.chromium.wait_for_timeout(500)  # Nor with anything that comes after it.
    has_nothing_of(visit, STORY, "impact=down")


def a_page_that_is_held_forgets_too(visit: Visit) -> None:
    page = visit.page
    visit.opens(OUTCOME)
    visit.types()
    visit.has_typed()
    page.goto(f"{visit.host.address}policy/")
    page.goto(f"{visit.host.address}wizard/")
    visit.answers({"topic": "malfunction"})
    visit.waits(ENTRY_WRITTEN)
    page.evaluate(UNFOLDED)
    page.click("[data-action=restart]")
    visit.waits("!location.hash && document.querySelector('form[data-question=topic]')")
    page.goto(f"{visit.host.address}policy/")
    page.evaluate("void history.go(-5)")
    visit.waits("location.search && document.querySelector('form[data-question=topic]')")
    has_nothing_of(visit, STORY, "impact=down")


def has_nothing_of(visit: Visit, *texts: str) -> None:
    held = visit.page.evaluate(EVERYTHING_HELD)
    assert [text for text in texts if text in held] == []
