"""What can break: files on their way, and what a browser does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.browser.hosts import Host, changed

Break = Callable[[Host], object]

HEAR_ERRORS = """
window.thrown = [];
addEventListener("error", ({ message }) => thrown.push(message));
addEventListener("unhandledrejection", ({ reason }) => thrown.push(String(reason)));
"""
HISTORY_THROWS = """
for (const name of ["pushState", "replaceState"]) {
    History.prototype[name] = () => { throw new DOMException("no", "SecurityError"); };
}
"""
STORAGE_REFUSED = """
for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}
"""
STORAGE_FULL = """
for (let size = 2 ** 24, key = 0; size; size = Math.floor(size / 2)) {
    try { for (;; key += 1) sessionStorage.setItem(key, "x".repeat(size)); } catch {}
}
"""
# As browsers do it: every text stands in two elements more, and so does every one that comes later.
TRANSLATED = """
addEventListener("DOMContentLoaded", () => {
    const left = "script, style, textarea, font, [translate=no]";
    const translate = () => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        while (texts.nextNode()) found.push(texts.currentNode);
        for (const text of found) {
            if (!text.nodeValue.trim() || text.parentElement.closest(left)) continue;
            const [outer, inner] = [document.createElement("font"), document.createElement("font")];
            inner.textContent = text.nodeValue.toUpperCase();
            outer.append(inner);
            text.replaceWith(outer);
        }
    };
    const all = { childList: true, characterData: true, subtree: true };
    new MutationObserver(translate).observe(document.body, all);
    translate();
});
"""
# Python was ready; what it is asked for at the end it never answers, or it is gone.
WORKER_ENDS = """
window.workers = window.answers = 0;
window.Worker = class extends Worker {
    constructor(...given) {
        super(...given);
        this.place = ++workers;
        this.addEventListener("message", ({ data }) => { answers += data.kind === "answer"; });
    }
    postMessage(message) {
        const last = message.kind === "ask" && "requirements" in message.request.answers;
        if (this.place !== 1 || !last) super.postMessage(message);
        else if ("%s" === "dies") this.terminate();
    }
};
"""
NO_MEMORY = 'WebAssembly.Memory = class { constructor() { throw new RangeError("out of memory"); } };'
LITTLE_MEMORY = 'WebAssembly.Memory.prototype.grow = () => { throw new RangeError("out of memory"); };'


def files(pattern: str, **differences: Any) -> Break:
    """Files are answered otherwise."""

    def broken(host: Host) -> None:
        host.faults[pattern] = lambda reply: replace(reply, **differences)

    return broken


def content(pattern: str, change: Callable[[bytes], bytes]) -> Break:
    """The content of files is another one."""

    def broken(host: Host) -> None:
        host.faults[pattern] = changed(change)

    return broken


def stalled(pattern: str) -> Break:
    def broken(host: Host) -> None:
        host.faults[pattern] = host.stall

    return broken


def browser_has(damage: str) -> Break:
    def broken(host: Host) -> None:
        host.damage += damage

    return broken


def worker_ends(how: str) -> Break:
    """It "hangs", or "dies"."""
    return browser_has(WORKER_ENDS.replace("%s", how))


def in_worker(script: str) -> Break:
    return lambda host: host.break_in_worker(script)


def html(pattern: str, by: str) -> Break:
    return content("(wizard/|^)$", lambda page: re.sub(pattern.encode(), by.encode(), page, flags=re.DOTALL))


def cut(file: bytes) -> bytes:
    return file[: len(file) // 2]


def with_another_byte(file: bytes) -> bytes:
    """With another letter in a text of Python's or of ours, with which the file does as well as before."""
    texts = (b"keyword argument", b"no WebAssembly", b"Pyodide", b"support")
    return next(file.replace(text, text.swapcase(), 1) for text in texts if text in file)


def nothing(_host: Host) -> None:
    """What comes about by itself, or by what is done."""
