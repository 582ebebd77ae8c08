"""How the wizard's Python comes to the browser: with few bytes, at once, on any host, and only if it may."""

from __future__ import annotations

import io
import marshal
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from publisher.bundle.pyodide.finding import TABLE
from tests.browser.hosts import LASTING, Host
from tests.browser.sources import serve_sources
from tests.conftest import BROWSERS, SHORT_VISITS, program
from tests.sweeps import sampled
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.address import fragment

pytestmark = pytest.mark.browser

BOOT_MS = 60_000
CASE = f"wizard/?now=2026-11-26T17:00:00Z#{fragment(PRODUCTION_DOWN)}"
PYTHONS = (".wasm", ".asm.js", "library.zip", "lock.json", "edition-")
"""What the names of the files have in them that Python is started from."""

HEAR_THE_ENGINE = """
window.workers = window.starts = window.answers = window.failures = 0;
window.Worker = class extends Worker {
    constructor(address, options) {
        super(address, options);
        if (!String(address).includes("/wizard-")) return;
        workers += 1;
        this.addEventListener("message", ({ data }) => {
            answers += data.kind === "answer";
            failures += data.kind === "failed";
        });
    }
    postMessage(message) {
        starts += message.kind === "start";
        super.postMessage(message);
    }
};
"""
ASKED_TO_SAVE = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"
SLOW_LINE = "Object.defineProperty(navigator, 'connection', { value: { effectiveType: '3g' } });"
NEVER_IDLE = "window.requestIdleCallback = (action) => { window.idle = action; };"
MOST_SPARED = 60_500
"""Bytes on a first visit without Python, up to the outcome."""

NewPage = Callable[..., Page]
Serve = Callable[..., Host]


@pytest.fixture
def serve(built_site: Path) -> Iterator[Serve]:
    """Starts a host of the site."""
    with ExitStack() as hosts:
        yield lambda **differences: hosts.enter_context(Host(built_site, **differences).serving())


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser with an empty cache."""
    with browser.new_context() as context:
        context.set_default_timeout(BOOT_MS)
        context.add_init_script(HEAR_THE_ENGINE)
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def expect_an_answer(page: Page) -> None:
    """Python itself has answered."""
    page.wait_for_function("answers > 0", timeout=BOOT_MS)


@pytest.mark.parametrize(("encoding", "most"), [("br", 3_600_000), ("gzip", 4_700_000)])
def test_a_first_visit_takes_few_bytes_and_no_file_twice(
    page: Page, serve: Serve, encoding: str, most: int
) -> None:
    host = serve(encoding=encoding)
    page.goto(host.address + CASE)
    expect_an_answer(page)
    assert sum(size for _, size in host.sent) <= most
    assert sorted(host.asked) == sorted(set(host.asked))


def test_nothing_that_python_needs_waits_for_anything_else_that_it_needs(page: Page, serve: Serve) -> None:
    held: list[Route] = []
    page.route(lambda url: any(part in url for part in PYTHONS), lambda route: held.append(route))
    page.goto(serve(encoding="br").address + CASE)
    while len(held) < len(PYTHONS):
        page.wait_for_timeout(50)
    for route in held:
        route.continue_()
    expect_an_answer(page)


def test_on_a_return_visit_the_host_is_asked_for_nothing_that_lasts(
    context: BrowserContext, serve: Serve
) -> None:
    host = serve(encoding="br")
    for _ in range(2):
        page = context.new_page()
        page.goto(host.address + CASE)
        expect_an_answer(page)
        seen, host.sent = host.asked, []
        page.close()
    assert [path for path in seen if LASTING.match(path)] == []


@pytest.mark.parametrize("encoded", [False, True], ids=["sent-as-a-file", "sent-as-an-encoding"])
def test_a_host_that_compresses_nothing_sends_the_packed_files(
    page: Page, serve: Serve, encoded: bool
) -> None:
    host = serve(says_gz_is_encoded=encoded)
    page.goto(host.address + CASE)
    expect_an_answer(page)
    packed = [path for path in host.asked if path.endswith(".gz")]
    assert all(
        any(part in path for path in packed) for part in (".wasm", ".asm.js", "library.zip", "edition-")
    )


def test_a_host_without_the_packed_files_or_the_type_of_webassembly_will_do(page: Page, serve: Serve) -> None:
    page.goto(serve(has_packed=False, unknown=(".wasm", ".json", ".zip")).address + CASE)
    expect_an_answer(page)


def test_a_browser_that_can_t_unpack_takes_the_files_as_they_are(page: Page, serve: Serve) -> None:
    host = serve()
    without = "delete self.DecompressionStream;"
    host.put_in_place("worker.js", lambda script: without.encode() + script)
    page.goto(host.address + CASE)
    expect_an_answer(page)
    assert [path for path in host.asked if path.endswith(".gz")] == []


def no_zip(_library: bytes) -> bytes:
    return b"no zip"


def without_the_calendar(library: bytes) -> bytes:
    return repacked(library, "calendar", {})


def with_an_import_at_answer_time(library: bytes) -> bytes:
    """The engine as one that begins to need another module only when it is asked."""
    entry = b"def load(edition):\n    def answer(request):\n        import difflib\n    return answer\n"
    return repacked(library, "wizard.boot", {"wizard/boot.py": entry})


def with_a_call_of_what_was_left_out(library: bytes) -> bytes:
    """The engine as one that asks the standard library for what it never asked before."""
    entry = b"def load(edition):\n    import calendar\n    return lambda request: calendar.calendar(2026)\n"
    return repacked(library, "wizard.boot", {"wizard/boot.py": entry})


@pytest.mark.parametrize(
    "damage",
    sampled([with_a_call_of_what_was_left_out, no_zip, without_the_calendar, with_an_import_at_answer_time]),
)
def test_where_the_least_library_fails_the_whole_one_takes_over_and_only_the_console_hears(
    page: Page, serve: Serve, damage: Callable[[bytes], bytes]
) -> None:
    host, heard = serve(encoding="br"), list[str]()
    page.on("console", lambda said: heard.append(said.text))
    host.put_in_place("library.zip", damage)
    page.goto(host.address + CASE)
    expect_an_answer(page)
    expect(page.locator("#wizard-trouble")).to_be_empty()
    assert page.evaluate("workers") == 2
    assert any("whole library" in text for text in heard)
    assert any(path.endswith("python_stdlib.zip") for path in host.asked)


def test_where_both_libraries_fail_that_is_the_end(page: Page, serve: Serve) -> None:
    host = serve(encoding="br")
    for name in ("library.zip", "python_stdlib.zip"):
        host.put_in_place(name, no_zip)
    page.goto(host.address + CASE)
    page.wait_for_function("failures > 0")
    page.wait_for_timeout(500)
    assert page.evaluate("[workers, failures, answers]") == [2, 1, 0]


@pytest.mark.parametrize("line", [ASKED_TO_SAVE, SLOW_LINE], ids=["saves-data", "slow-line"])
def test_who_saves_data_or_has_a_slow_line_gets_python_only_for_what_it_alone_can_do(
    page: Page, serve: Serve, line: str
) -> None:
    page.add_init_script(line)
    host = serve(encoding="br")
    page.goto(f"{host.address}wizard/")
    for question, answer in PRODUCTION_DOWN.items():
        page.locator(f"form[data-question='{question}'] [data-answer='{answer}']").click()
    expect(page.locator(".wizard-due")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate("workers") == 0
    assert [path for path in host.asked if any(part in path for part in PYTHONS)] == []
    assert sum(size for _, size in host.sent) <= MOST_SPARED
    page.goto(f"{host.address}wizard/#{fragment({**PRODUCTION_DOWN, 'version': '0.0.7'})}")
    page.reload()
    expect_an_answer(page)


def test_python_begins_once_the_first_question_stands_and_the_page_is_idle(page: Page, serve: Serve) -> None:
    page.add_init_script(NEVER_IDLE)
    page.goto(f"{serve(encoding='br').address}wizard/")
    page.locator("[data-answer='malfunction']").click()
    expect(page.locator("form[data-question='open-case']")).to_be_visible()
    assert page.evaluate("workers") == 0
    page.evaluate("idle()")
    expect_an_answer(page)


def test_an_engine_starts_nothing_before_it_is_asked(page: Page, serve: Serve) -> None:
    page.goto(f"{serve(encoding='br').address}wizard/")
    serve_sources(page)
    made = """async (calls) => {
        const { Engine } = await import("/sources/engine.js");
        const { root, bundle } = JSON.parse(document.getElementById("wizard-page").textContent);
        const absolute = ([name, path]) => [name, new URL(root + path, document.baseURI).href];
        const files = Object.fromEntries(Object.entries(bundle).map(absolute));
        const engine = new Engine(files, { ready() {}, still() {} });
        const before = starts;
        for (const call of calls) engine[call]({});
        return starts - before;
    }"""
    assert page.evaluate(made, []) == 0
    assert page.evaluate(made, ["ask", "ask"]) == 1


def test_going_back_finds_the_page_with_its_python_as_it_was(browser: Browser, serve: Serve) -> None:
    usual = browser.browser_type.launch(
        executable_path=program("Chromium", *BROWSERS),
        args=SHORT_VISITS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    host, page = serve(encoding="br"), usual.new_page()
    page.add_init_script(HEAR_THE_ENGINE)
    page.goto(host.address + CASE)
    expect_an_answer(page)
    page.goto(f"{host.address}policy/")
    host.sent.clear()
    page.evaluate("history.back()")
    page.wait_for_function("window.answers > 0")
    before = page.evaluate("answers")
    page.get_by_label("In one sentence").fill("Nobody can sign in")
    page.wait_for_function(f"answers > {before}")
    assert (page.evaluate("workers"), host.asked) == (1, [])
    usual.close()


@pytest.mark.parametrize("how", ["hover", "focus"])
def test_whoever_points_at_the_way_to_the_wizard_finds_its_files_there(
    page: Page, serve: Serve, how: str
) -> None:
    host = serve(encoding="br")
    page.goto(f"{host.address}policy/")
    getattr(page.locator(".top-help"), how)()
    while not all(any(part in path for path in host.asked) for part in (".wasm", ".asm.js", "library.zip")):
        page.wait_for_timeout(50)
    page.wait_for_timeout(500)
    host.sent.clear()
    page.goto(host.address + CASE)
    expect_an_answer(page)
    assert [path for path in host.asked if any(part in path for part in PYTHONS[:3])] == []


def test_nothing_is_fetched_ahead_for_who_asked_to_save_data_or_points_elsewhere(
    page: Page, serve: Serve
) -> None:
    host = serve(encoding="br")
    page.goto(f"{host.address}policy/")
    page.locator(".top-home").hover()
    page.add_init_script(ASKED_TO_SAVE)
    page.goto(f"{host.address}decisions/")
    page.locator(".top-help").hover()
    page.wait_for_timeout(500)
    assert [path for path in host.asked if "wizard" in path or "pyodide" in path] == []


def repacked(library: bytes, gone: str, more: Mapping[str, bytes]) -> bytes:
    """A library without one of its modules, and with more files beside it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(library)) as old, zipfile.ZipFile(packed, "w") as new:
        files = {name: old.read(name) for name in old.namelist()}
        modules = marshal.loads(files[TABLE])  # noqa: S302 (what the build made)
        del modules[gone]
        for name, content in {**files, TABLE: marshal.dumps(modules, 2), **more}.items():
            new.writestr(name, content)
    return packed.getvalue()
