"""What hosts are told of a site, each in its own language: `_headers`, and snippets for nginx and Caddy.

All say the same: which headers go with the pages, with what lasts and with the worker's script, that a file
may be sent as it lies packed beside itself, and which page stands for one that is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

from publisher.hosting import offline
from publisher.hosting.headers import ALWAYS, LASTING, REVALIDATED, WORKER

CSP, CACHE = "Content-Security-Policy", "Cache-Control"
Headers = Mapping[str, str]


def write_hosting(site: Path, policy: str, address: str) -> None:
    """Write what hosts are told into a built site.

    `policy` is that of its pages, `address` where it is published; without one, at the root of a host.
    """
    path = quote(urlsplit(address).path.strip("/"), safe="/~@+-._")
    root = f"/{path}/" if path else "/"
    has_404 = (site / "404.html").is_file()
    (site / "_headers").write_text(_text(_headers(site, root, policy)), "utf-8")
    (site / "hosting").mkdir()
    (site / "hosting/nginx.conf").write_text(_text(_nginx(root, policy, has_404)), "utf-8")
    (site / "hosting/Caddyfile").write_text(_text(_caddy(root, policy, has_404)), "utf-8")


def _text(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _headers(site: Path, root: str, policy: str) -> Iterator[str]:
    """As Netlify and Cloudflare Pages read it: each rule that fits a path adds its headers."""
    tops = sorted({page.relative_to(site).parts[0] for page in site.rglob("*.html")} | {offline.WORKER})
    worker = next(site.glob("assets/wizard-*/worker.js")).relative_to(site).as_posix()
    pages = {CACHE: REVALIDATED, CSP: policy}
    rules: dict[str, Headers] = {f"{root}*": ALWAYS, root: pages}
    rules |= {f"{root}{top}{'' if '.' in top else '/*'}": pages for top in tops}
    rules |= {f"{root}assets/*": {CACHE: LASTING}, f"{root}{worker}": {CSP: WORKER}}
    for path, headers in rules.items():
        yield path
        yield from (f"  {name}: {value}" for name, value in headers.items())


def _nginx(root: str, policy: str, has_404: bool) -> Iterator[str]:
    """Each location has all its headers, as it inherits none where it has its own."""
    yield "# In the block `server`, where `root` is the folder that the site's address begins in:"
    yield "#     include /var/www/help/hosting/nginx.conf;"
    yield "# With the module for Brotli, `brotli_static on;` beside it makes a first visit a third smaller."
    lasts = {CACHE: LASTING, **ALWAYS}
    for location, headers, always in (
        (root, {CACHE: REVALIDATED, CSP: policy, **ALWAYS}, " always"),
        (f"{root}assets/", lasts, ""),
        (f"~ ^{root}assets/wizard-[0-9a-f]+/worker\\.js$", {CSP: WORKER, **lasts}, ""),
    ):
        yield f"location {location} {{"
        yield "    gzip_static on;"
        if has_404:
            yield f"    error_page 404 {root}404.html;"
        yield from (f'    add_header {name} "{value}"{always};' for name, value in headers.items())
        yield "}"


def _caddy(root: str, policy: str, has_404: bool) -> Iterator[str]:
    yield "# In the site's block, with `root` as the folder that the site's address begins in:"
    yield "#     import /var/www/help/hosting/Caddyfile"
    yield "@pages {"
    yield f"\tpath {root}*"
    yield f"\tnot path {root}assets/*"
    yield "}"
    yield f"@worker path_regexp ^{root}assets/wizard-[0-9a-f]+/worker\\.js$"
    for matcher, headers in (
        (f"{root}*", ALWAYS),
        ("@pages", {CACHE: REVALIDATED, CSP: policy}),
        (f"{root}assets/*", {CACHE: LASTING}),
        ("@worker", {CSP: WORKER}),
    ):
        yield from (f'header {matcher} {name} "{value}"' for name, value in headers.items())
    yield "file_server {"
    yield "\tprecompressed br gzip"
    yield "}"
    if has_404:
        yield "handle_errors {"
        # What is not there may be there soon.
        yield f'\theader {CACHE} "{REVALIDATED}"'
        yield f'\theader {CSP} "{policy}"'
        yield f"\trewrite * {root}404.html"
        yield "\tfile_server"
        yield "}"
