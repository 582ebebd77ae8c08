"""What the pages of an edition are made of, as the build puts it together."""

from __future__ import annotations

from publisher.language.interface import Language
from publisher.lookup.whole import lookup_of
from publisher.pages.edition_pages import EditionPages
from publisher.pages.page_data import WizardParts
from publisher.site_search.data import search_file
from wizard.edition import Edition


def pages_of(edition: Edition, language: Language, paths: dict[str, str]) -> EditionPages:
    search = search_file(edition.policy, edition, language)
    return EditionPages(edition, language, WizardParts(paths, lookup_of(edition), search))
