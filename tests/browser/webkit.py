"""WebKit, the engine of Safari, driven by its own WebDriver (the W3C's) on a screen that nobody sees.

What it can do is named and behaves as in Playwright, so that a test can be written for all engines.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

PROGRAMS = ("WebKitWebDriver", "Xvfb")
BROWSER = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"
PATIENCE_S = 60.0
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of an element's reference, by the standard."""
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Control+v": "\ue009v\ue000"}


class WebKitPage:
    """The one page of a session."""

    def __init__(self, session: str) -> None:
        self._session = session

    @property
    def url(self) -> str:
        return str(self._call("GET", "/url"))

    def goto(self, url: str) -> None:
        self._call("POST", "/url", {"url": url})

    def go_back(self) -> None:
        self._call("POST", "/back", {})

    def reload(self) -> None:
        self._call("POST", "/refresh", {})

    def evaluate(self, expression: str) -> Any:
        return self._call("POST", "/execute/sync", {"script": f"return ({expression})", "args": []})

    def wait_for_function(self, expression: str) -> None:
        _wait(lambda: self.evaluate(expression), expression)

    def click(self, selector: str) -> None:
        # What is below the screen's edge can't be clicked; what moves is clicked once it stands.
        where = f"document.querySelector({json.dumps(selector)})"
        self.wait_for_function(f"{where} !== null")
        self.evaluate(f"{where}.scrollIntoView({{ block: 'center' }})")
        self._call("POST", f"/element/{self._find(selector)}/click", {})

    def type(self, selector: str, text: str) -> None:
        self._call("POST", f"/element/{self._find(selector)}/value", {"text": text})

    def press(self, selector: str, key: str) -> None:
        self.type(selector, KEYS[key])

    def tab(self) -> None:
        """Press Tab wherever the focus is."""
        strokes = [{"type": kind, "value": KEYS["Tab"]} for kind in ("keyDown", "keyUp")]
        self._call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": strokes}]})

    def _find(self, selector: str) -> str:
        found = self._call("POST", "/element", {"using": "css selector", "value": selector})
        return str(found[ELEMENT])

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        return _answered(method, self._session + path, body)


@contextmanager
def webkit_page(home: Path) -> Iterator[WebKitPage]:
    """A page in a dark theme; whatever is saved goes below `home`, an empty folder."""
    with ExitStack() as started:
        browser = next(Path("/").glob(BROWSER[1:]))
        options = {"binary": str(browser), "args": ["--automation"]}
        driver = started.enter_context(_driver(home, started.enter_context(_screen())))
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        session = f"{driver}/session/{_answered('POST', f'{driver}/session', wanted)['sessionId']}"
        try:
            # No window of it is as narrow as that; it becomes as narrow as one can be.
            _answered("POST", f"{session}/window/rect", {"width": 360, "height": 740})
            yield WebKitPage(session)
        finally:
            _answered("DELETE", session)


@contextmanager
def _screen() -> Iterator[str]:
    """A screen's name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with _running(command, pass_fds=[write]):
        os.close(write)
        with open(read) as told:  # noqa: PTH123 (a pipe)
            yield f":{told.readline().strip()}"


@contextmanager
def _driver(home: Path, screen: str) -> Iterator[str]:
    """The address of a driver."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    dark = {"GTK_THEME": "Adwaita:dark", "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}
    own = {"DISPLAY": screen, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "TZ": "America/New_York"}
    address = f"http://127.0.0.1:{port}"
    with _running(["WebKitWebDriver", f"--port={port}"], env={**os.environ, **dark, **own}):
        _wait(lambda: _is_there(address), "the driver")
        yield address


@contextmanager
def _running(command: list[str], **how: Any) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, **how) as process:
        try:
            yield
        finally:
            process.terminate()


def _is_there(address: str) -> bool:
    try:
        return bool(_answered("GET", f"{address}/status")["ready"])
    except URLError:
        return False


def _answered(method: str, address: str, body: Any = None) -> Any:
    content = None if body is None else json.dumps(body).encode()
    request = Request(address, content, {"Content-Type": "application/json"}, method=method)  # noqa: S310
    try:
        with urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310
            return json.load(answer)["value"]
    except HTTPError as error:
        with error:
            raise RuntimeError(f"{method} {address}: {error.read().decode()}") from error


def _wait(condition: Callable[[], object], what: str) -> None:
    """Raises TimeoutError where a condition does not come to hold."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.05)
