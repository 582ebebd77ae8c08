"""What staff see while they edit, in a real browser beside the terminal."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.publisher.long_form import long_form

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent.parent
SENTENCE = "Installation, configuration, and setup of our software"
SOONER = ("within 24 business hours\n          hours: 24", "within 20 business hours\n          hours: 20")
SOON_MS = 20_000


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(long_form(), "utf-8")
    return path


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def served(policy: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address at which the policy is served, and the process that serves it."""
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--policy", str(policy), "--port", "8321"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        address = next(line.split()[1] for line in process.stderr if line.startswith("Serving"))
        # It begins to listen just after it has said so.
        while not listens(urlsplit(address).port or 0):
            time.sleep(0.05)
        yield address, process
        process.terminate()


def test_an_edit_shows_an_error_shows_in_both_places_and_the_next_good_edit_recovers(
    browser: Browser, policy: Path, served: tuple[str, subprocess.Popen[str]]
) -> None:
    address, process = served
    assert process.stderr
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(SOON_MS)
        page.goto(f"{address}policy/scope/")
        policy.write_text(long_form().replace(SENTENCE, f"{SENTENCE}, too", 1), "utf-8")
        expect(page.get_by_text(f"{SENTENCE}, too")).to_be_visible(timeout=SOON_MS)
        policy.write_text(long_form().replace("effective:", "efective:", 1), "utf-8")
        wrong = "'efective' is not known here; did you mean 'effective'?"
        expect(page.get_by_role("alert")).to_contain_text(wrong, timeout=SOON_MS)
        assert any(wrong in line for line in process.stderr)
        policy.write_text(long_form(), "utf-8")
        expect(page.get_by_text(SENTENCE, exact=True)).to_be_visible(timeout=SOON_MS)
        expect(page.get_by_role("alert")).to_have_count(0)


def test_staff_look_at_a_page_as_of_another_moment_and_see_whom_an_edit_touches(
    browser: Browser, policy: Path, served: tuple[str, subprocess.Popen[str]]
) -> None:
    with browser.new_context(timezone_id="Asia/Dhaka") as context:
        page = context.new_page()
        page.set_default_timeout(SOON_MS)
        page.goto(f"{served[0]}wizard/")
        bar = page.get_by_text("For the staff:")
        expect(bar).to_contain_text("unconfirmed readings")
        bar.click()
        page.get_by_label("Look at this page as of").fill("2026-12-15T23:00")
        page.get_by_role("button", name="Look").click()
        expect(page.get_by_text("as if it were Tuesday 15 December")).to_be_visible()
        policy.write_text(long_form().replace(*SOONER), "utf-8")
        page.goto(f"{served[0]}policy/levels/")
        expect(page.get_by_text("Response within 20 business hours").first).to_be_visible(timeout=SOON_MS)
        page.get_by_text("For the staff:").click()
        page.get_by_role("link", name="Who is touched").click()
        expect(page.locator("pre")).to_contain_text("first answer within: 24 hours")


def test_only_this_machines_own_names_are_answered_and_no_path_fails(
    served: tuple[str, subprocess.Popen[str]],
) -> None:
    port = urlsplit(served[0]).port
    for host, path, status in (
        *((f"127.0.0.1:{port}", "/", 200), (f"localhost:{port}", "/", 200)),
        *((f"evil.example:{port}", "/", 404), ("127.0.0.1", "/", 404), (f"127.0.0.1:{port}", "/%00", 404)),
    ):
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", path, headers={"Host": host})
        assert connection.getresponse().status == status, (host, path)
        connection.close()
