"""What a host has to send with a site: the Content Security Policy, computed from its pages, and the rest.

The pages carry the policy themselves too, in a `<meta>`, for hosts that send no headers of ours. WebAssembly
may run in the worker alone, whose script has a policy of its own.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

FOLDER = "hosting"
"""The folder of a site in which the snippets for hosts lie."""
LASTING = "public, max-age=31536000, immutable"
REVALIDATED = "no-cache"
"""A browser may keep it, and asks each time whether it is still the same."""

_INLINE = re.compile(r"<script(?P<given>[^>]*)>(?P<script>.*?)</script>", re.DOTALL)
_DATA = re.compile(r"""\s(?:src=|type="?(?!module|text/javascript)[\w/+-])""")
_HEAD = '<meta charset="utf-8">'
_META = '<meta http-equiv="Content-Security-Policy" content="%s">'
_OURS = re.compile(_META.replace("%s", '[^"]*').encode())

PAGES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""What a page may load, but for its own inline scripts."""
WORKER = "default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval'; connect-src 'self'"
"""The worker runs a file as a module only once it has compared it with its hash, and so from a `blob:`."""
ALWAYS: Mapping[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What is sent with every file."""


def inline_hashes(html: str) -> list[str]:
    """The hash of each script that stands in a page, as a policy names it."""
    scripts = [found["script"] for found in _INLINE.finditer(html) if not _DATA.search(found["given"])]
    return [f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts]


def policy_of(hashes: Iterable[str]) -> str:
    """The policy of a page with these inline scripts."""
    given = {**PAGES, "script-src": " ".join((PAGES["script-src"], *sorted(set(hashes))))}
    return "; ".join(f"{name} {value}" for name, value in given.items())


def write_with_policies(pages: Mapping[Path, str]) -> str:
    """Write each page with its own policy in it; the one policy for the headers of all of them."""
    hashes: set[str] = set()
    for page, html in pages.items():
        own = inline_hashes(html)
        hashes.update(own)
        meta = _META % escape(policy_of(own), quote=False)
        page.write_text(html.replace(_HEAD, _HEAD + meta, 1), "utf-8")
    # A page can't forbid by itself that it is framed.
    return f"{policy_of(hashes)}; frame-ancestors 'none'"


def without_policy(html: bytes) -> bytes:
    """A page without its policy, for a server that adds scripts of its own."""
    return _OURS.sub(b"", html)
