"""What a built page says, has and leads to, as a reader of its HTML finds it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

VOID = {
    *("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"),
    *("path", "rect", "circle"),
}
UNSEEN = {"script", "style"}


class Page(HTMLParser):
    """Its visible text, the whole text of every element with an id, its ids and its links.

    With `within`, only what is in elements of that class.
    """

    def __init__(self, html: str, within: str = "") -> None:
        super().__init__()
        self.html, self.text = html, ""
        self.texts: dict[str, str] = defaultdict(str)
        self.ids: list[str] = []
        self.links: list[str] = []
        self._within = within
        self._open: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        id, classes = given.get("id", ""), given.get("class", "")
        if tag not in VOID:
            self._open.append((tag, id, classes))
        if self._counts():
            self.links += [value for name in ("href", "src") if (value := given.get(name))]
            self.ids += [id] if id else []

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._counts():
            for _, id, _ in self._open:
                self.texts[id] += data
            if not UNSEEN & {tag for tag, _, _ in self._open}:
                self.text += data

    def _counts(self) -> bool:
        return not self._within or any(self._within in classes.split() for _, _, classes in self._open)


@cache
def page(path: Path) -> Page:
    return Page(path.read_text("utf-8"))


def words_of(text: str) -> str:
    return " ".join(text.split())
