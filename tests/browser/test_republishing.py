"""A site is published again and again while two tabs look at it: no page is mixed, stale, broken or hung."""

from __future__ import annotations

import os
import random
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Response, TimeoutError

from publisher.hosting.builds import EARLIER, keep_earlier
from tests.browser.hosts import Host
from tests.browser.rebuilding import SAID, rebuilt
from tests.browser.test_offline import SPARING, chromium, firefox

__all__ = ["chromium", "firefox"]  # Fixtures.

pytestmark = pytest.mark.browser

BUILDS = 12
"""How many different ones there are; the next is the first again, and long forgotten by then."""
LONGEST_SECONDS = 20
CACHING = {"pages revalidated": None, "ten minutes": "max-age=600", "no header": ""}


class Publisher:
    """Publishes builds at random moments, at most as many under an open page as a site keeps files for."""

    def __init__(self, builds: list[Path], host: Host, folder: Path, most: int) -> None:
        self._builds, self._host, self._folder, self._most = builds, host, folder, most
        self._allowed = threading.Semaphore(0)
        self._random = random.Random(1)
        self.count = 0
        self._publish()

    @contextmanager
    def publishing(self) -> Iterator[None]:
        thread = threading.Thread(target=self._run)
        thread.start()
        try:
            yield
        finally:
            self.count = self._most
            self._allowed.release()
            thread.join()

    def _run(self) -> None:
        while True:
            self._allowed.acquire()
            if self.count >= self._most:
                return
            time.sleep(self._random.uniform(0, 0.15))
            self._publish()

    def _publish(self) -> None:
        new = self._folder / str(self.count)
        shutil.copytree(self._builds[self.count % BUILDS], new, copy_function=os.link)
        if self.count:
            keep_earlier(new, self._host.site)
        self._host.site = new
        self.count += 1

    def opened(self) -> int:
        """A page is opened: what it was told of the number of the build that is published now."""
        while self._allowed.acquire(blocking=False):
            pass
        for _ in range(EARLIER - 1):  # One may be on its way already.
            self._allowed.release()
        return self.count


class Tab:
    """A tab, and what went wrong in it."""

    def __init__(self, context: BrowserContext, host: Host, publisher: Publisher, wrong: list[str]) -> None:
        self.page = context.new_page()
        self.page.set_default_timeout(LONGEST_SECONDS * 1000)
        self._host, self._publisher, self._wrong = host, publisher, wrong
        self.page.on("response", self._hear)

    def _hear(self, answer: Response) -> None:
        if answer.status >= 400:
            self._wrong.append(f"gone: {answer.url}")

    def open(self, path: str) -> Page:
        """Open a page, which is of one build, that was published meanwhile."""
        before = self._publisher.opened()
        self.page.goto(self._host.address + path)
        said = self.page.evaluate(SAID)
        published = [str(number % BUILDS) for number in range(before - 1, self._publisher.count)]
        if len(said) != 1:
            self._wrong.append(f"mixed: {path} {said}")
        elif said[0] not in published:
            self._wrong.append(f"stale: {path} {said}, published {published}")
        return self.page


@pytest.fixture(scope="module")
def builds(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Builds of the site, without Python, which is the same in all of them."""
    folder = tmp_path_factory.mktemp("builds")
    made = [rebuilt(built_site, folder / str(number), number) for number in range(BUILDS)]
    for build in made:
        for python in build.glob("assets/py*"):
            shutil.rmtree(python)
    return made


@pytest.mark.parametrize(
    ("engine", "times", "caching"),
    [
        ("chromium", 4, "ten minutes"),
        *(
            pytest.param(engine, 34, caching, marks=pytest.mark.sweep)
            for engine in ("chromium", "firefox")
            for caching in CACHING
        ),
    ],
)
def test_however_often_a_site_is_published_no_page_is_mixed_stale_broken_or_hung(
    request: pytest.FixtureRequest, builds: list[Path], tmp_path: Path, engine: str, times: int, caching: str
) -> None:
    context: BrowserContext = request.getfixturevalue(engine)
    context.add_init_script(SPARING)
    wrong: list[str] = []
    pages = [path.relative_to(builds[0]).parent.as_posix() for path in builds[0].rglob("policy/*/index.html")]
    with Host(builds[0], caching=CACHING[caching], below="help/").serving() as host:
        publisher = Publisher(builds, host, tmp_path, times)
        tabs = [Tab(context, host, publisher, wrong) for _ in range(2)]
        tabs[0].open("").evaluate("navigator.serviceWorker.ready.then(() => true)")
        with publisher.publishing():
            for views in count(1):
                if publisher.count >= times or wrong:
                    break
                if views % 8 == 0:  # Now the newest build that was kept takes its place.
                    for tab in tabs:
                        tab.page.close()
                    tabs = [Tab(context, host, publisher, wrong) for _ in range(2)]
                try:
                    tabs[0].open(f"{pages[views % len(pages)]}/")
                    looks_for_something(tabs[1].open(""))
                    answers(tabs[0].open("wizard/"))
                except TimeoutError as late:
                    wrong.append(f"hung: {late}")
        assert wrong == []


def looks_for_something(page: Page) -> None:
    page.click(".top-search")
    page.fill("#find-field", "phone")
    page.wait_for_selector("#find-list a")


def answers(page: Page) -> None:
    page.click("form[data-question=topic] [data-answer=malfunction]")
    page.click("form[data-question=open-case] [data-answer=no]")
    page.wait_for_selector("form[data-question=cause]")
