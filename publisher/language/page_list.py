"""The pages of the site, each once: what is built, navigation, contents, footer and tests read `SITE_PAGES`.

To add a page: a template in `site_src/pages`, a line here, and its title among the words file's `titles`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Literal, NamedTuple

from publisher.language.interface import Language
from wizard.clauses import Cited
from wizard.edition import Edition
from wizard.policy import Section
from wizard.words import fill

LinkPlace = Literal["navigation", "contents", "footer", "staff"]
"""Where every page links to a page; the navigation is their order. `staff`: only where staff look at it."""
EVERYWHERE: tuple[LinkPlace, ...] = ("navigation", "contents", "footer")
Need = Literal["", "steps", "readings", "editions"]
"""What a site must have for a page: questions that can be walked as links, readings to confirm, or several
editions."""


class SitePage(NamedTuple):
    """A template, and the page that is made of it."""

    key: str
    """What the words file calls its title by."""
    template: str
    url: str
    """Its address from the site's root, a folder; with `{section}` in it, there is one for each section."""
    linked: tuple[LinkPlace, ...] = ()
    lasts: bool = False
    """Whether each of several editions has one, at an address that lasts."""
    needs: Need = ""


SITE_PAGES = (
    SitePage("home", "index.md", "", ("navigation",), lasts=True),
    SitePage("wizard", "wizard.md", "wizard/", ("navigation", "footer"), lasts=True),
    SitePage("policy", "policy.md", "policy/", EVERYWHERE, lasts=True),
    SitePage("section", "section.md", "policy/{section}/", ("navigation", "contents"), lasts=True),
    SitePage("decisions", "decisions.md", "decisions/", EVERYWHERE, lasts=True),
    SitePage("whole-policy", "whole-policy.md", "whole-policy/", EVERYWHERE, lasts=True),
    SitePage("a-z", "a-z.md", "a-z/", ("footer",), lasts=True),
    SitePage("steps", "steps.md", "steps/", lasts=True, needs="steps"),
    SitePage("changes", "changes.md", "changes/", ("contents", "footer"), needs="editions"),
    SitePage("readings", "readings.md", "readings/", ("staff",), needs="readings"),
)
TITLED = tuple(page.key for page in SITE_PAGES if "{section}" not in page.url)
"""The pages that the words file has titles for; the policy names its sections itself."""


class ListedPage(NamedTuple):
    """A page of one site, with its title."""

    page: SitePage
    url: str
    title: str
    section: Section | None = None
    folder: str = ""
    """Where the pages of its edition lie, from the site's root; empty at the plain addresses."""

    @property
    def source(self) -> str:
        """Its Markdown below `docs`, in a folder of its own, so that relative links are as in the site."""
        return f"{self.url}index.md"

    @property
    def root(self) -> str:
        """The way from the page back to the root of its edition's pages."""
        return "../" * self.url.removeprefix(self.folder).count("/") or "./"

    @property
    def base(self) -> str:
        """The way from the page back to the site's root."""
        return "../" * self.url.count("/") or "./"


def clause_path(cited: Cited) -> str:
    """Where a clause stands, from the root of its edition's pages."""
    return f"policy/{f'{cited.section}/' if cited.section else ''}#{cited.id}"


def listed_pages(
    edition: Edition, language: Language, walkable: bool, several: bool = False
) -> list[ListedPage]:
    """The pages of an edition's site in their order, by what it has of what they need."""
    has: dict[Need, bool] = {
        "": True,
        "steps": walkable,
        "readings": bool(edition.policy.unconfirmed),
        "editions": several,
    }
    pages = (page for page in SITE_PAGES if has[page.needs])
    return [listed for page in pages for listed in _listed(page, edition, language)]


def lasting_pages(edition: Edition, language: Language, walkable: bool, folder: str) -> list[ListedPage]:
    """The pages of one of several editions at the addresses that last, below a folder."""
    listed = (page for page in listed_pages(edition, language, walkable) if page.page.lasts)
    return [page._replace(url=folder + page.url, folder=folder) for page in listed]


def navigation(pages: list[ListedPage], language: Language) -> list[dict[str, Any]]:
    """The pages as `nav` of mkdocs.yml; the sections are a group of their own."""
    found: list[dict[str, Any]] = []
    for of_sections, group in _groups(pages, "navigation"):
        entries = [{page.title: page.source} for page in group]
        found += [{language.site.sections: entries}] if of_sections else entries
    return found


def contents(pages: list[ListedPage]) -> list[list[dict[str, str]]]:
    """The links beside every page, in groups: before the sections, the sections, and after them."""
    return [[link for page in group for link in _links(page)] for _, group in _groups(pages, "contents")]


def _links(page: ListedPage) -> Iterator[dict[str, str]]:
    """The link to a page, and those to the sections that a section is divided into."""
    yield {"url": page.url, "title": page.title, "number": page.section.number if page.section else ""}
    for inner in page.section.sections if page.section else ():
        yield {"url": f"{page.url}#{inner.id}", "title": inner.title, "number": inner.number}


def footer(
    pages: list[ListedPage], edition: Edition, language: Language, for_staff: bool
) -> list[dict[str, str]]:
    """The links below every page, with those that are for the staff alone or without."""
    places = {"footer", "staff"} if for_staff else {"footer"}
    mark = fill(language.site.readings_mark, count=str(len(edition.policy.unconfirmed)))
    words = {**language.site.titles, "readings": mark}
    return [
        {"url": page.url, "title": words[page.page.key]} for page in pages if places & set(page.page.linked)
    ]


def _listed(page: SitePage, edition: Edition, language: Language) -> Iterator[ListedPage]:
    if "{section}" not in page.url:
        titles = {**language.site.titles, "policy": edition.policy.title}
        yield ListedPage(page, page.url, titles[page.key])
    else:
        for section in edition.policy.sections:
            yield ListedPage(page, fill(page.url, section=section.id), section.title, section)


def _groups(pages: list[ListedPage], place: LinkPlace) -> Iterator[tuple[bool, list[ListedPage]]]:
    """The pages that are linked from a place, those of sections apart from those before and after."""
    linked = [page for page in pages if place in page.page.linked]
    for of_sections, group in groupby(linked, lambda page: page.section is not None):
        yield of_sections, list(group)
