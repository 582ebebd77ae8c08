"""What a site's pages have of the theme: its HTML mended, and of its style only the part that they use.

What its HTML does to people who use a keyboard or a screen reader has no setting, and its templates are not
ours to copy. Nine tenths of its style are for what the pages don't have, and every visitor would wait for
them; the rest stands at the head of the site's own.
"""

from __future__ import annotations

import re
import shutil
from html import escape
from pathlib import Path

STYLE = Path("assets/site.css")
FOLDERS = ("assets/stylesheets", "assets/javascripts", "assets/images")
"""What the theme puts into a site; of it only the style is used."""
HEAD_END = "</head>"

_INDENTED = re.compile(r"\n\s+")
_CHECKBOX = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_LINK = re.compile(r'\s*<link rel="stylesheet" href="[^"]*assets/stylesheets/[^"]*">')
_NAMED = re.compile(r'\s(?:class|id)="([^"]*)"')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r'([^{}]+)(\{(?:"[^"]*"|[^{}"])*\})')
_COMMA = re.compile(r",(?![^(]*\))")
_BRACKETS = re.compile(r"\([^()]*\)")
_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_VARIABLE = re.compile(r'(--[\w-]+):(?:"[^"]*"|[^;{}"])*;?')
_EMPTY = re.compile(r"[^{};]+\{\}")


def fit_theme(site: Path, language: str) -> None:
    """Mend the pages of a built site, and keep of the theme what they use."""
    used: set[str] = set()
    for page in site.rglob("*.html"):
        html = mended(page.read_text("utf-8"), language)
        used.update(name for names in _NAMED.findall(html) for name in names.split())
        page.write_text(html, "utf-8")
    theme = "".join(file.read_text("utf-8") for file in sorted((site / FOLDERS[0]).glob("main.*.css")))
    own = (site / STYLE).read_text("utf-8")
    (site / STYLE).write_text(pruned(theme, used, own) + own, "utf-8")
    for folder in FOLDERS:
        shutil.rmtree(site / folder, ignore_errors=True)


def mended(html: str, language: str) -> str:
    """A page with its language named and its check boxes valid, without the theme's own style.

    Nor does it have the blanks that templates leave before and between lines, unless it has a text whose
    lines are kept.
    """
    head, end, body = html.partition(HEAD_END)
    head = re.sub(r'<html lang="[^"]*"', f'<html lang="{escape(language)}"', head, count=1)
    page = _LINK.sub("", head) + end + _CHECKBOX.sub(r"\1", body)
    return page if "<pre" in page else _INDENTED.sub("\n", page)


def pruned(css: str, used: set[str], own: str = "") -> str:
    """The theme's style without what needs an unused class or id, or sets a variable that nobody reads.

    `own` is the style that comes after it, which may read variables too.
    """

    def needed(rule: re.Match[str]) -> str:
        selectors = [selector for selector in _COMMA.split(rule[1]) if _names(selector) <= used]
        return ",".join(selectors) + rule[2] if selectors else ""

    before, now = "", _RULE.sub(needed, _COMMENT.sub("", css))
    while before != now:
        read = set(_READ.findall(now + own))
        before, now = now, _EMPTY.sub("", _without_variables(now, read))
    return now


def _without_variables(css: str, read: set[str]) -> str:
    return _VARIABLE.sub(lambda found: found[0] if found[1] in read else "", css)


def _names(selector: str) -> set[str]:
    """The classes and ids without which it holds for nothing; those in brackets may be denied."""
    bare = selector
    while _BRACKETS.search(bare):
        bare = _BRACKETS.sub("", bare)
    return {name.replace("\\", "") for name in _NAME.findall(bare)}
