"""Takes the picture in the README: the wizard's answer at night, on a phone.

.venv/bin/python docs/picture.py SITE_FOLDER
"""

from __future__ import annotations

import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ANSWERS = "topic=malfunction&open-case=no&cause=nothing&version=3&impact=down&wish=help&requirements=met"
AT_NIGHT = "2026-11-26T17:00:00Z"
PHONE = {
    "viewport": {"width": 412, "height": 915},
    "device_scale_factor": 1.5,
    "timezone_id": "Asia/Dhaka",
}


def main(site: str) -> None:
    """Serve the site and photograph the outcome."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        photograph(f"http://127.0.0.1:{server.server_address[1]}/wizard/#{ANSWERS}")
        server.shutdown()


def photograph(address: str) -> None:
    """Write the picture beside this script."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(**PHONE)  # type: ignore[arg-type]
        page.clock.set_fixed_time(AT_NIGHT)
        page.goto(address)
        page.locator("#wizard-details").wait_for(timeout=60_000)
        page.screenshot(path=Path(__file__).with_name("wizard.png"))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
