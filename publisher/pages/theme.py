"""Of the theme only the part of its style that a site's pages use, at the head of the site's own.

Nine tenths of the style are for what the pages don't have, and every visitor would wait for them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

STYLE = Path("assets/site.css")
FOLDERS = ("assets/stylesheets", "assets/javascripts", "assets/images")
"""What the theme puts into a site; of it only the style is used."""

_LINK = re.compile(r'\s*<link rel="stylesheet" href="[^"]*assets/stylesheets/[^"]*">')
_NAMED = re.compile(r'\s(?:class|id)="([^"]*)"')
_RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
_EMPTY = re.compile(r"@media[^{}]+\{\}")
_VARIABLE = re.compile(r"(--[\w-]+):(?:\"[^\"]*\"|[^;{}\"])*;?")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FUNCTION = re.compile(r"\([^()]*\)")
_COMMA = re.compile(r",(?![^(]*\))")
_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")


def prune_theme(site: Path, pages: Iterable[Path]) -> None:
    """Put the rules of the theme that the pages use into the site's style, and take its own files away."""
    used: set[str] = set()
    for page in pages:
        html = page.read_text("utf-8")
        used.update(name for names in _NAMED.findall(html) for name in names.split())
        page.write_text(_LINK.sub("", html), "utf-8")
    theme = "".join(file.read_text("utf-8") for file in sorted((site / FOLDERS[0]).glob("main.*.css")))
    own = (site / STYLE).read_text("utf-8")
    (site / STYLE).write_text(pruned(theme, used, own) + own, "utf-8")
    for folder in FOLDERS:
        shutil.rmtree(site / folder)


def pruned(css: str, used: set[str], own: str = "") -> str:
    """The theme's style without what needs a class or an id that isn't used, and without variables that nobody reads.

    `own` is the style that comes after it, which may read them too.
    """

    def kept(rule: re.Match[str]) -> str:
        selectors = [one for one in _COMMA.split(rule[1]) if _names(one) <= used]
        return f"{','.join(selectors)}{rule[0][len(rule[1]) :]}" if selectors else ""

    before, css = css, _EMPTY.sub("", _RULE.sub(kept, _COMMENT.sub("", css)))
    while before != css:
        read = set(_READ.findall(css + own))
        before, css = css, _VARIABLE.sub(lambda one: one[0] if one[1] in read else "", css)  # noqa: B023
    return css


def _names(selector: str) -> set[str]:
    """The classes and ids without which it holds for nothing; what stands in brackets may be a choice or a denial."""
    bare = selector
    while _FUNCTION.search(bare):
        bare = _FUNCTION.sub("", bare)
    return {name.replace("\\", "") for name in _NAME.findall(bare)}
