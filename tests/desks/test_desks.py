"""A ticket from the wizard to the desk's own store: Trac and Roundup, on loopback.

Each desk is made and started anew in an environment of its own (`publisher.setup.other_packages`). The wizard
is walked in a browser, its link followed, the desk's own form sent as it is, and the ticket read back.
"""

from __future__ import annotations

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from publisher import setup
from publisher.language.interface import Language
from publisher.making import Sources, make_site
from publisher.pages.mkdocs_site import MkDocs
from publisher.progress import Steps
from tests.conftest import lasting, served
from tests.publisher.long_form import long_form
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment
from wizard.edition import Edition
from wizard.reopening import reopen

pytestmark = [pytest.mark.browser, pytest.mark.sweep, pytest.mark.desks]

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
START_S = 60
BOOT_MS = 30_000
NOW = "2026-11-26T17:00:00Z"
SUMMARY, STORY, NAME, MAIL = "In one sentence", "What happens", "Your name", "Your e-mail"
LETTERS = 3000
ENGLISH_LETTERS = 2400
BENGALI_LETTERS = 150
"""How many of those arrive at least; in a link, one of Bengali takes nine characters."""
DUE = "2026-11-29T13:00+06:00"
STRANGE = (
    "a&b=c + 100 % #1 \"quoted\" 'so' <b>&amp; {body} \u00e9 "
    "\U0001f469\U0001f3fd\u200d\U0001f469\u200d\U0001f467\n\n  indented\n"
)
"""What could break a link, a form or a store: signs of both, joined emoji, line breaks."""
BENGALI = "উৎপাদন বন্ধ হয়ে গেছে, কিছুই চলছে না। "


@dataclass(frozen=True)
class Running:
    """A desk that runs: where, how its form is sent, and what its store holds, the oldest first."""

    kind: str
    address: str
    send: str
    tickets: Callable[[], list[dict[str, str]]]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Running]]:
    """Both desks, with nothing in them."""
    python, folder = setup.ensure_desks(ROOT), tmp_path_factory.mktemp("desks")
    trac, roundup = folder / "trac", folder / "roundup"

    def read_trac() -> list[dict[str, str]]:
        with closing(sqlite3.connect(trac / "db" / "trac.db")) as store:
            found = store.execute("select summary, description, priority, reporter from ticket order by id")
            return [dict(zip(("subject", "body", "priority", "reporter"), row, strict=True)) for row in found]

    def read_roundup() -> list[dict[str, str]]:
        command: list[str | Path] = [python, "-W", "ignore", HERE / "roundup_desk.py", roundup]
        found: list[dict[str, str]] = json.loads(
            subprocess.run(command, capture_output=True, check=True).stdout
        )
        return found

    ports = {"trac": _free_port(), "roundup": _free_port()}
    started = []
    try:
        for kind, home in (("trac", trac), ("roundup", roundup)):
            command: list[str | Path] = [
                python,
                "-W",
                "ignore",
                HERE / f"{kind}_desk.py",
                home,
                str(ports[kind]),
            ]
            with (folder / f"{kind}.log").open("w") as log:
                started.append(subprocess.Popen(command, stdout=log, stderr=log))
        addresses = {kind: f"http://127.0.0.1:{port}" for kind, port in ports.items()}
        for kind, process in zip(ports, started, strict=True):
            _wait_for(
                f"{addresses[kind]}/{'newticket' if kind == 'trac' else 'issue?@template=item'}", process
            )
        yield {
            "trac": Running("trac", addresses["trac"], "input[name=submit]", read_trac),
            "roundup": Running("roundup", addresses["roundup"], "input[name=submit_button]", read_roundup),
        }
    finally:
        for process in started:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port: int = chosen.getsockname()[1]
        return port


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if process.poll() is not None:
            reason = f"the desk at {address} does not run on this Python, {sys.version.split()[0]}"
            (pytest.fail if os.environ.get("HELP_REQUIRE_BROWSER") else pytest.skip)(reason)
        with suppress(OSError), urlopen(address):  # noqa: S310 - on loopback
            return
        time.sleep(0.1)
    raise AssertionError(f"no desk answers at {address}")


@pytest.fixture(scope="module")
def site(
    desks: dict[str, Running], mkdocs: MkDocs, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A site whose portal is Trac and whose mailbox is Roundup."""
    folder = tmp_path_factory.mktemp("site")
    severities = {"trac": "{standard: minor, critical: blocker}", "roundup": '{standard: "3", critical: "1"}'}
    desk = {
        kind: f"address: {running.address}\n        desk: {{kind: {kind}, severities: {severities[kind]}}}\n"
        for kind, running in desks.items()
    }
    policy = long_form()
    for old, new in (
        ("address: https://care.bizmic.com\n", desk["trac"]),
        ('kind: email\n        address: ""\n', f"kind: web\n        {desk['roundup']}"),
    ):
        assert policy.count(old) == 1
        policy = policy.replace(old, new)
    (folder / "policy.yaml").write_text(policy, "utf-8")
    sources = Sources(ROOT, folder / "policy.yaml", setup.ensure_pyodide(ROOT), setup.ensure_node(ROOT))
    make_site(sources, folder / "site", mkdocs, Steps())
    with served(folder / "site") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        context.set_default_timeout(BOOT_MS)
        yield context.new_page()


def walk(page: Page, site: str) -> None:
    """Answer every question, as a customer does whose production is down."""
    page.goto(f"{site}wizard/?now={NOW}")
    for question, answer in PRODUCTION_DOWN.items():
        page.locator(f"form[data-question='{question}'] [data-answer='{answer}']").click()


def sent(page: Page, desk: Running, details: dict[str, str]) -> tuple[dict[str, str], str]:
    """The ticket in the desk's store after its form was sent, and what the page had said of the link."""
    expect(page.locator("#wizard-paper")).to_be_attached(timeout=BOOT_MS)
    page.evaluate("for (const part of document.querySelectorAll('#wizard details')) part.open = true")
    for label, text in details.items():
        page.get_by_label(label).fill(text)
    expect(page.locator("#wizard-paper")).to_contain_text(details[MAIL])
    link, said = (
        page.locator(f"#wizard a[href^='{desk.address}/']").first,
        page.locator("#wizard").inner_text(),
    )
    before = len(desk.tickets())
    with page.context.expect_page() as opened:
        link.click()
    form = opened.value
    form.locator(desk.send).last.click()
    form.wait_for_url(re.compile(r"/(ticket/|issue)\d"))
    form.close()
    tickets = desk.tickets()
    assert len(tickets) == before + 1
    # Forms are sent with the line breaks of mail.
    return {**tickets[-1], "body": tickets[-1]["body"].replace("\r\n", "\n")}, said


def alike(kind: str, text: str) -> str:
    """A text as it can be compared: Roundup's form wraps what is sent, in the midst of words as well."""
    return "".join(text.split()) if kind == "roundup" else text


def assert_needed(
    desk: Running, site: str, edition: Edition, ticket: dict[str, str], details: dict[str, str]
) -> None:
    """What the desk must have to answer at all, and in time, is there, and its staff can read it back."""
    body = ticket["body"]
    assert ticket["priority"] == {"trac": "blocker", "roundup": "critical"}[desk.kind]
    assert ticket["reporter"] == {"trac": details[MAIL], "roundup": ""}[desk.kind]
    case = ("Severity: critical\n", "Product: BizMic software\n", "Version: 3\n", f"Due: {DUE}\n")
    for fact in (f"Name: {details[NAME]}\n", f"E-mail: {details[MAIL]}\n", *case):
        assert fact in body, fact
    link = f"{lasting(f'{site}wizard/', edition)}#{fragment(PRODUCTION_DOWN)}"
    assert alike(desk.kind, link) in alike(desk.kind, body)
    again = reopen(edition, body, datetime.fromisoformat(NOW))
    assert again.view
    assert dict(again.view.answers) == PRODUCTION_DOWN


@pytest.mark.parametrize("kind", ["trac", "roundup"])
def test_what_a_desk_needs_arrives_and_most_of_a_long_description(
    desks: dict[str, Running], site: str, page: Page, edition: Edition, language: Language, kind: str
) -> None:
    walk(page, site)
    whole = STRANGE + "Since nine the tills stand still and nobody can sell anything at all. " * 50
    details = {
        SUMMARY: STRANGE.splitlines()[0],
        STORY: whole[:LETTERS],
        NAME: "Asha O\u2019Neil & Co.",
        MAIL: "asha+desk@customer.example",
    }
    ticket, said = sent(page, desks[kind], details)
    assert_needed(desks[kind], site, edition, ticket, details)
    assert ticket["subject"] == f"[Critical] {details[SUMMARY]} (BizMic software 3)"
    assert "\n\n  indented\n" in ticket["body"]
    assert alike(kind, whole[:ENGLISH_LETTERS]) in alike(kind, ticket["body"])
    assert language.ticket.shortened in ticket["body"]
    assert language.wizard.carries_part in said


@pytest.mark.parametrize("kind", ["trac", "roundup"])
def test_in_bengali_what_fits_arrives_and_the_rest_is_copied_along(
    desks: dict[str, Running], site: str, page: Page, edition: Edition, language: Language, kind: str
) -> None:
    page.goto(f"{site}wizard/?now={NOW}#{fragment(PRODUCTION_DOWN)}")
    details = {
        SUMMARY: BENGALI.strip(),
        STORY: (BENGALI * 100)[:LETTERS],
        NAME: "\u0986\u09b6\u09be",
        MAIL: "asha@customer.example",
    }
    ticket, said = sent(page, desks[kind], details)
    assert_needed(desks[kind], site, edition, ticket, details)
    assert ticket["subject"] == f"[Critical] {details[SUMMARY]} (BizMic software 3)"
    assert alike(kind, details[STORY][:BENGALI_LETTERS]) in alike(kind, ticket["body"])
    assert language.ticket.shortened in ticket["body"]
    assert language.wizard.carries_part in said
    assert details[STORY].strip() in page.evaluate("navigator.clipboard.readText()")
