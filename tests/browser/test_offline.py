"""After one visit the whole site opens without a network; whatever a host does, nobody gets a broken page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect

from publisher.hosting.offline import WORKER
from publisher.language.interface import Language
from tests.browser.hosts import Handler, Host, Reply, Trouble
from tests.browser.rebuilding import SAID, rebuilt
from tests.conftest import program
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment
from wizard.edition import Edition

pytestmark = pytest.mark.browser
sweep = pytest.mark.sweep

NOW = "wizard/?now=2026-11-26T17:00:00Z"
ONLY_PYTHON_KNOWS = f"{NOW}#{fragment({**PRODUCTION_DOWN, 'version': '0.0.7'})}"
SPARING = "Object.defineProperty(navigator, 'connection', { value: { effectiveType: '3g' } });"
"""On such a line Python does not start before it has something to do."""
SAVING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"
KEPT = ".kept:visible"
REGISTRATION = "navigator.serviceWorker.getRegistration()"
LEAST, PYTHON = 25, 6
"""How many files are kept at least, and how many of Python's."""

Serve = Callable[..., Host]


@pytest.fixture
def serve(built_site: Path) -> Iterator[Serve]:
    """Starts a host of the site below a sub-path."""
    with ExitStack() as hosts:
        yield lambda site=built_site, **differences: hosts.enter_context(
            Host(site, **{"below": "help/", "encoding": "br", **differences}).serving()
        )


@pytest.fixture
def chromium(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(service_workers="allow") as context:
        yield context


@pytest.fixture
def firefox(playwright: Playwright) -> Iterator[BrowserContext]:
    found = program("Firefox", "firefox-esr", "firefox")
    launched = playwright.firefox.launch(channel="moz-firefox", executable_path=found)
    with launched.new_context() as context:
        yield context
    launched.close()


@pytest.fixture(params=["chromium", pytest.param("firefox", marks=sweep)])
def anywhere(request: pytest.FixtureRequest) -> BrowserContext:
    """Either engine."""
    context: BrowserContext = request.getfixturevalue(request.param)
    return context


def visit(context: BrowserContext, address: str, given: str = SPARING) -> Page:
    """Open a page until its site is kept."""
    page = context.new_page()
    page.add_init_script(given)
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert len(keys(page)) > LEAST
    return page


def keys(page: Page) -> list[str]:
    """The addresses under which anything is kept on an origin."""
    found: list[str] = page.evaluate(
        "(async () => { const found = []; for (const name of await caches.keys())"
        "for (const { url } of await (await caches.open(name)).keys()) found.push(url); return found; })()"
    )
    return found


def give_up(page: Page) -> None:
    """Wait until the worker has given up what it had begun to keep, which goes on once all has come."""
    while page.evaluate(f"{REGISTRATION}.then((one) => !!one?.installing)"):
        page.wait_for_timeout(50)
    assert not page.evaluate(f"{REGISTRATION}.then((one) => !!one?.active)")


def update(page: Page) -> bool:
    """Have the browser look for a new build, and whether one was kept, which waits then."""
    found: bool = page.evaluate(
        f"{REGISTRATION}.then(async (one) => {{ await one.update();"
        "while (one.installing) await new Promise((go) => setTimeout(go, 20)); return !!one.waiting; })"
    )
    return found


# --- what can be wrong with a host ---


def down(handler: Handler, path: str) -> bool:
    handler.close_connection = True
    return True


def unavailable(handler: Handler, path: str) -> bool:
    handler.send(path, Reply(503, b"Come back later.", {"Content-Type": "text/html"}))
    return True


def hanging(handler: Handler, path: str) -> bool:
    handler.connection.recv(1)  # Until the browser gives up.
    return down(handler, path)


def for_paths(part: str, trouble: Trouble) -> Trouble:
    return lambda handler, path: part in path and trouble(handler, path)


def missing(handler: Handler, path: str) -> bool:
    handler.send(path, Reply(404, b"", {}))
    return True


def cut(handler: Handler, path: str) -> bool:
    told = {"Content-Type": "text/html", "Content-Length": "9999"}
    handler.send(path, Reply(200, b"<!doctype html>", told))
    return down(handler, path)


def altered(handler: Handler, path: str) -> bool:
    reply = handler.reply(path, as_it_is=True)
    handler.send(path, replace(reply, content=reply.content + b" "))
    return True


# --- without a network ---


def test_after_one_visit_of_the_home_page_every_page_opens_and_says_of_which_day_it_is(
    chromium: BrowserContext, serve: Serve, built_site: Path, language: Language
) -> None:
    host = serve(caching="no-store")  # What is kept is all there is.
    page = visit(chromium, host.address)
    host.trouble = down
    told = language.site.kept.replace("{day}", f"{datetime.now(UTC).astimezone():%-d %B %Y}")
    for path in ("", "policy/levels/", "steps/index.html?x#y"):
        answer = page.goto(host.address + path)
        assert answer
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        expect(page.locator(KEPT)).to_have_text(told)
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--paper')")
    page.goto(host.address + NOW)
    page.click("form[data-question=topic] [data-answer=malfunction]")
    expect(page.locator("form[data-question=open-case]")).to_be_visible()
    for file in sorted(built_site.rglob("index.html")):
        path = file.relative_to(built_site).as_posix().removesuffix("index.html")
        assert told in page.evaluate(f"fetch('{host.address}{path}').then((answer) => answer.text())")
    page.goto(f"{host.address}licences.txt")
    with pytest.raises(Error, match="ERR_"):
        page.goto(f"{host.address}edition.txt")


def test_after_one_visit_of_another_page_the_wizard_leads_to_its_outcome_and_the_search_finds(
    anywhere: BrowserContext, serve: Serve, edition: Edition
) -> None:
    host = serve()
    page = visit(anywhere, f"{host.address}a-z/")
    host.trouble = down
    page.add_init_script(SPARING)
    page.goto(host.address + NOW)
    expect(page.locator(KEPT)).to_be_visible()
    for question, answer in PRODUCTION_DOWN.items():
        page.click(f"form[data-question='{question}'] [data-answer='{answer}']")
    expect(page.locator(".wizard-due").first).to_be_visible()
    expect(page.locator("[data-action=copy]").first).to_be_visible()
    page.goto(host.address)
    page.click(".top-search")
    page.fill("#find-field", "phone")
    expect(page.locator("#find-list a").first).to_be_visible()
    assert not any("python" in path or "pyodide" in path for path in host.asked)


@sweep
@pytest.mark.parametrize("encoding", ["br", ""], ids=["packed", "as-it-is"])
def test_python_is_there_without_a_network_once_it_was_used(
    chromium: BrowserContext, serve: Serve, encoding: str
) -> None:
    host = serve(encoding=encoding, caching="max-age=600")
    page = visit(chromium, host.address + ONLY_PYTHON_KNOWS)
    few = len(keys(page))
    expect(page.locator("[data-sketch]")).to_have_count(0, timeout=30_000)
    while len(keys(page)) < few + PYTHON - 1:
        page.wait_for_timeout(50)
    host.trouble = down
    other = chromium.new_page()
    other.goto(host.address + ONLY_PYTHON_KNOWS)
    expect(other.locator(KEPT)).to_be_visible()
    expect(other.locator("[data-action=copy]").first).to_be_visible(timeout=30_000)
    expect(other.locator("[data-sketch]")).to_have_count(0, timeout=30_000)


@pytest.mark.parametrize("caching", [None, pytest.param("max-age=600", marks=sweep)])
def test_who_returns_asks_the_host_for_each_page_once_and_for_nothing_that_lasts(
    anywhere: BrowserContext, serve: Serve, caching: str | None
) -> None:
    host = serve(caching=caching)
    page = visit(anywhere, host.address)
    host.sent.clear()
    paths = ["policy/", "a-z/", "wizard/", ""]
    for path in paths:
        page.goto(host.address + path)
    page.wait_for_load_state("networkidle")
    assert [path for path in host.asked if path != WORKER] == paths


def test_what_a_page_loads_does_not_wait_until_the_worker_has_started(
    chromium: BrowserContext, serve: Serve
) -> None:
    page = visit(chromium, serve().address)
    page.goto(page.url)
    sources = "performance.getEntriesByType('resource').map((one) => one.workerFinalSourceType)"
    assert set(page.evaluate(sources)) == {"cache"}


def test_who_saves_data_is_sent_nothing_to_keep(chromium: BrowserContext, serve: Serve) -> None:
    host = serve()
    page = chromium.new_page()
    page.add_init_script(SAVING)
    page.goto(host.address, wait_until="networkidle")
    assert keys(page) == []
    assert WORKER not in host.asked


# --- a host that fails ---


@pytest.mark.parametrize("trouble", [unavailable, pytest.param(hanging, marks=sweep)])
def test_a_page_that_the_host_does_not_send_is_the_kept_one(
    chromium: BrowserContext, serve: Serve, trouble: Trouble
) -> None:
    host = serve()
    page = visit(chromium, host.address)
    host.trouble = trouble
    page.goto(f"{host.address}policy/")
    expect(page.locator(KEPT)).to_be_visible()
    host.trouble = None
    page.goto(f"{host.address}policy/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(KEPT)).to_have_count(0)


BAD_DEPLOYS = {
    "a page is missing": for_paths("policy/levels/", missing),
    "a page is cut": for_paths("policy/levels/", cut),
    "a page is another one": for_paths("policy/levels/", altered),
    "a file that only the search loads is missing": for_paths("search.js", missing),
    "a file is cut": for_paths("code.js", cut),
    "a file is another one": for_paths("code.js", altered),
    "the host fails": for_paths("policy/levels/", unavailable),
}


@sweep
@pytest.mark.parametrize("trouble", BAD_DEPLOYS.values(), ids=BAD_DEPLOYS.keys())
def test_of_a_build_that_is_not_whole_nothing_is_kept_and_the_one_before_stays_whole(
    chromium: BrowserContext, serve: Serve, built_site: Path, tmp_path: Path, trouble: Trouble
) -> None:
    old, new = (rebuilt(built_site, tmp_path / str(number), number) for number in (1, 2))
    host = serve(old, encoding="", trouble=trouble)
    page = chromium.new_page()
    page.add_init_script(SPARING)
    page.goto(host.address, wait_until="networkidle")
    give_up(page)
    host.trouble = None
    page.reload()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kept = keys(page)
    host.site, host.trouble = new, trouble
    assert not update(page)
    assert keys(page) == kept
    host.trouble = down
    for path in ("", "policy/levels/"):
        page.goto(host.address + path)
        assert page.evaluate(SAID) == ["1"]


@sweep
def test_where_there_is_no_room_nothing_is_kept_and_the_page_works(
    chromium: BrowserContext, serve: Serve
) -> None:
    host = serve()
    page = chromium.new_page()
    page.add_init_script(SPARING)
    origin = re.sub("(?<=[0-9])/.*", "", host.address)
    chromium.new_cdp_session(page).send(
        "Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 100_000}
    )
    page.goto(host.address, wait_until="networkidle")
    give_up(page)
    assert keys(page) == []
    page.click(".top-search")
    expect(page.locator("#find-ways li").first).to_be_visible()


@sweep
@pytest.mark.parametrize("refused", ["open", "match"])
def test_where_the_browser_refuses_its_caches_the_page_works(
    chromium: BrowserContext, serve: Serve, refused: str
) -> None:
    def refusing(handler: Handler, path: str) -> bool:
        refusal = f"caches.{refused} = () => Promise.reject(new Error('refused'));".encode()
        reply = handler.reply(path, as_it_is=True)
        handler.send(path, replace(reply, content=refusal + reply.content))
        return True

    host = serve(encoding="", trouble=for_paths(WORKER, refusing))
    page = chromium.new_page()
    for _ in range(2):
        page.goto(host.address, wait_until="networkidle")
        expect(page.locator("h1")).to_be_visible()


@sweep
def test_an_answer_that_was_redirected_is_a_page_all_the_same(chromium: BrowserContext, serve: Serve) -> None:
    def to_the_file(handler: Handler, path: str) -> bool:
        if not path.startswith("policy") or path.endswith("index.html"):
            return False
        to = f"/help/{path.removesuffix('/')}/index.html"
        handler.send(path, Reply(301, b"", {"Location": to, "Cache-Control": "no-cache"}))
        return True

    host = serve(trouble=to_the_file)
    page = visit(chromium, host.address)
    for path in ("policy", "policy/levels/"):
        page.goto(host.address + path)
        assert page.url == f"{host.address}{path.removesuffix('/')}/index.html"
    host.trouble = down
    for path in ("policy/", "policy/levels/index.html"):
        page.goto(host.address + path)
        expect(page.locator(KEPT)).to_be_visible()


@pytest.mark.parametrize("on", ["Accept, User-Agent", pytest.param("*", marks=sweep)])
def test_whatever_a_host_says_that_its_answers_depend_on_what_is_kept_is_found(
    chromium: BrowserContext, serve: Serve, on: str
) -> None:
    def varies(handler: Handler, path: str) -> bool:
        reply = handler.reply(path, as_it_is=False)
        handler.send(path, replace(reply, headers={**reply.headers, "Vary": on}))
        return True

    host = serve(caching="no-store", trouble=varies)
    page = visit(chromium, host.address)
    host.trouble = down
    page.goto(host.address + NOW)
    expect(page.locator(KEPT)).to_be_visible()
    page.locator(".wizard-option").first.click()
    expect(page.locator("#wizard-heading")).to_contain_text("Question 2")
    assert page.evaluate("getComputedStyle(document.querySelector('.wizard-option')).cursor") == "pointer"


@sweep
def test_what_another_site_of_the_origin_has_emptied_is_kept_anew(
    chromium: BrowserContext, serve: Serve
) -> None:
    host = serve(caching="no-store")
    page = visit(chromium, host.address)
    kept = len(keys(page))
    page.goto(host.address)  # The worker is asked from here on.
    page.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
    assert keys(page) == []
    page.goto(f"{host.address}policy/")
    for _ in range(50):
        if len(keys(page)) >= kept:
            break
        page.wait_for_timeout(100)
    host.trouble = down
    page.goto(host.address + NOW)
    expect(page.locator(KEPT)).to_be_visible()


# --- one build after another, one site beside another ---


def test_a_new_build_waits_until_no_page_of_the_old_one_is_open_and_takes_its_place_then(
    anywhere: BrowserContext, serve: Serve, built_site: Path, tmp_path: Path
) -> None:
    old, new = (rebuilt(built_site, tmp_path / str(number), number) for number in (1, 2))
    host = serve(old, caching="max-age=600")
    page = visit(anywhere, host.address)
    count = len(keys(page))
    host.site = new
    page.goto(f"{host.address}policy/")
    assert page.evaluate(SAID) == ["2"], "a page is fresh whatever may be kept"
    assert update(page)
    host.trouble = down
    page.goto(f"{host.address}a-z/")
    assert page.evaluate(SAID) == ["1"]
    page.close()
    page = anywhere.new_page()
    page.goto(f"{host.address}a-z/")
    while page.evaluate(SAID) != ["2"]:
        page.close()
        page = anywhere.new_page()
        page.goto(f"{host.address}a-z/")
    while len(keys(page)) != count:
        page.wait_for_timeout(50)


@sweep
def test_the_day_is_that_on_which_the_build_was_last_seen_to_be_the_published_one(
    chromium: BrowserContext, serve: Serve, built_site: Path, tmp_path: Path
) -> None:
    host = serve(encoding="")
    page = visit(chromium, host.address)
    build = re.findall('"build":"([^"]*)"', (built_site / WORKER).read_text("utf-8"))[0]
    seen = f"(async () => {{ const key = '?{build}', cache = await caches.open((await caches.keys())[0]);"
    new_year = f"{seen} await cache.put(key, new Response('2026-01-01T12:00:00Z')); }})()"
    day = f"{seen} return (await (await cache.match(key)).text()).slice(0, 10); }})()"
    page.evaluate(new_year)
    page.reload()
    while page.evaluate(day) == "2026-01-01":
        page.wait_for_timeout(50)
    host.site = rebuilt(built_site, tmp_path / "2", 2)
    assert update(page)
    page.evaluate(new_year)
    page.reload(wait_until="networkidle")
    host.trouble = down
    page.reload()
    expect(page.locator(KEPT)).to_contain_text("1 January 2026")


@sweep
def test_two_sites_of_one_origin_keep_apart_and_one_is_withdrawn_alone(
    chromium: BrowserContext, serve: Serve, built_site: Path, tmp_path: Path
) -> None:
    sites = {"help/": 1, "help/too/": 2}
    site = rebuilt(built_site, tmp_path / "help", 1)
    rebuilt(built_site, site / "too", 2)
    host = serve(tmp_path, below="", encoding="", caching="no-cache")
    pages = {below: visit(chromium, host.address + below) for below in sites}
    host.trouble = down
    for below, page in pages.items():
        page.goto(f"{host.address}{below}policy/")
        assert page.evaluate(SAID) == [str(sites[below])]
    both = keys(page)
    host.trouble = None
    withdrawal = (site / "hosting/withdrawn.js").read_bytes()
    (site / WORKER).unlink()
    (site / WORKER).write_bytes(withdrawal)
    pages["help/"].evaluate(f"{REGISTRATION}.then((one) => one.update())")
    while len(keys(page)) > len(both) / 2:
        page.wait_for_timeout(50)
    pages["help/"].reload()
    assert pages["help/"].evaluate(SAID) == ["1"]
    pages["help/"].close()
    host.trouble = down
    page.goto(f"{host.address}help/too/")
    assert page.evaluate(SAID) == ["2"]
    with pytest.raises(Error, match="ERR_"):
        page.goto(f"{host.address}help/")
