"""The policy as pages of plain Markdown, ready for MkDocs or whatever else reads mkdocs.yml.

Guarantees that the same policy and words give the same bytes, that a file whose content stays the same is
not written again, and that every sign of the policy's text shows as it was written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from publisher.language.calendar_words import day, openings, zone
from publisher.language.interface import Language
from publisher.language.naming import FactNames
from publisher.lookup.shapes import Lookup
from publisher.lookup.walkthrough import walkthrough
from publisher.pages.compiled import Compiled, unfolded
from publisher.pages.decision_tables import decision_tables
from publisher.pages.markdown import escaped
from publisher.pages.marks import Marks
from publisher.pages.page_data import page_data
from publisher.pages.releases import release_rows
from wizard.address import fragment
from wizard.clauses import level_clauses
from wizard.edition import Edition
from wizard.outcome.links import plain_link
from wizard.policy import Clause, Level, Part, Section
from wizard.words import fill

TOP_PAGES = {
    "index.md": "index.md",
    "wizard.md": "wizard.md",
    "policy.md": "policy/index.md",
    "decisions.md": "decisions.md",
    "whole-policy.md": "whole-policy.md",
}
"""The templates that make one page each, and where it goes."""

STEPS = "steps.md"
"""The questions as plain links, for browsers without JavaScript; there is none where they can't be."""

READINGS = "readings.md"
"""The page for staff with every unconfirmed reading; there is none where nothing is left to confirm."""


def render(
    edition: Edition,
    language: Language,
    bundle: dict[str, str],
    first: dict[str, Any],
    lookup: Lookup | None,
    source: Path,
    staging: Path,
) -> list[Path]:
    """Render the pages in `source` into `staging` and return the paths of all pages and assets there.

    `bundle` names the wizard's files, `first` is the engine's view before any answer, and `lookup` what
    it answers without Python. Pages of sections that are no longer in the policy are taken away.
    """
    templates = _templates(edition, language, source / "pages")
    wizard_page = page_data(edition, language, _root("wizard.md"), bundle, lookup)
    context = {
        "bundle": bundle,
        "first": first,
        "page_data": wizard_page,
        "steps": walkthrough(edition, lookup),
    }
    files = {name: text.encode() for name, text in _pages(edition, templates, context)}
    files |= dict(_assets(source / "assets"))
    for name, content in files.items():
        _write(staging / name, content)
    for stale in set(staging.rglob("*.md")) - {staging / name for name in files}:
        stale.unlink()
    return sorted(staging / name for name in files)


def _pages(edition: Edition, templates: Environment, context: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for template, page in TOP_PAGES.items():
        yield page, _page(templates, template, page, context)
    if context["steps"]:
        yield STEPS, _page(templates, STEPS, STEPS, context)
    if edition.policy.unconfirmed:
        yield READINGS, _page(templates, READINGS, READINGS, context)
    for section in edition.policy.sections:
        page = f"policy/{section.id}.md"
        yield page, _page(templates, "section.md", page, {**context, "section": section})


def _page(templates: Environment, template: str, page: str, context: Mapping[str, Any]) -> str:
    return templates.get_template(template).render(**context, root=_root(page))


def _root(page: str) -> str:
    """The way from a page's address back to the site's root; a page's address is a folder."""
    folders = page.removesuffix(".md").removesuffix("index").strip("/")
    return "../" * len([one for one in folders.split("/") if one]) or "./"


def _templates(edition: Edition, language: Language, folder: Path) -> Environment:
    templates = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    policy, words = edition.policy, language.site
    own: dict[str, Callable[..., Any]] = {
        "md": escaped,
        "json": partial(htmlsafe_json_dumps, dumps=partial(json.dumps, ensure_ascii=False)),
        "title": lambda text: Markup(json.dumps(text, ensure_ascii=False)),  # noqa: S704 (a line of front matter)
        "day": partial(day, words=words),
        "fill": fill,
        "openings": partial(openings, words=words),
        "zone": partial(zone, policy=policy, words=words),
        "releases": lambda product: release_rows(policy, product, words),
        "fragment": fragment,
        "link": plain_link,
        "parts": _parts_shown,
    }
    templates.filters.update({name: unfolded(one) for name, one in own.items()})
    templates.globals.update(
        edition=edition,
        policy=policy,
        words=language,
        site=words,
        marks=Marks(policy).of,
        tables=decision_tables(edition, language),
        section_of=_section_of(edition),
        names=FactNames(edition, language),
        shown_at_home=_shown_at_home(edition),
    )
    templates.bytecode_cache = Compiled(templates, folder.parents[1])
    return templates


def _parts_shown(level: Level) -> tuple[Level | Clause, ...]:
    """A level with its clauses."""
    return (level, *level_clauses(level))


def _shown_at_home(edition: Edition) -> tuple[Part, ...]:
    """What the home page shows of the policy: the channels with their hours, and the levels."""
    channels = edition.policy.channels
    levels = [part for level in edition.policy.levels for part in _parts_shown(level)]
    return (*channels, *(edition.hours[channel.hours] for channel in channels), *levels)


def _section_of(edition: Edition) -> dict[str, Section]:
    """The section in which each citable part stands; those of the preamble stand in none."""
    sections = {section.id: section for section in edition.policy.sections}
    return {one.id: sections[one.section] for one in edition.clauses.values() if one.section}


def _assets(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"assets/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _write(path: Path, content: bytes) -> None:
    # MkDocs and the browser take a file that is not written again for unchanged.
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
