"""The policy as pages of plain Markdown, made of the templates in `site_src/pages`.

Guarantees that the same policy and words give the same text, and that every sign of the policy's text shows
as it was written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from publisher.language.calendar_words import day, days, period, zone
from publisher.language.interface import Language
from publisher.language.naming import FactNames
from publisher.language.page_list import ListedPage, clause_path, lasting_pages, listed_pages
from publisher.lookup.walkthrough import Walkthrough, walkthrough
from publisher.pages.all_words import all_words
from publisher.pages.compiled import keep_compiled, unfolded
from publisher.pages.contact_points import contact_points, desks_of, open_days
from publisher.pages.decision_tables import decision_rows
from publisher.pages.edition_pages import EditionPages, ThroughTime, begun_by, in_force, open_since, stays
from publisher.pages.hours_through_time import of_its_days, to_come
from publisher.pages.level_tables import level_table
from publisher.pages.markdown import escaped, on_one_line, said
from publisher.pages.marks import Marks
from publisher.pages.page_data import first_view, now_data, page_data
from publisher.pages.pictures import known_until, timeline_of, way_of, weeks_of
from publisher.pages.releases import products_of, release_rows
from wizard.address import fragment
from wizard.clauses import level_clauses
from wizard.edition import Edition
from wizard.media import USES
from wizard.outcome.blocks import BLOCKS, WITHOUT_SCRIPT
from wizard.outcome.plain_links import plain_link
from wizard.policy import Clause, Level
from wizard.words import fill

if TYPE_CHECKING:
    from publisher.pages.changes import EditionChange

DENSELY = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
_BLOCK_OF = {block.field: block for block in BLOCKS}
"""The block by which a page without script tells a field: the last one, which tells the whole of it."""


def rendered_pages(
    shown: EditionPages,
    templates: Path,
    compiled: Path,
    through: ThroughTime | None = None,
    changes: Sequence[EditionChange] | None = (),
) -> list[tuple[ListedPage, str]]:
    """Each page of an edition with its Markdown, plain ones and, of several editions, those that last.

    `templates` is the folder of the pages' templates, `compiled` that of what they compile to; `through`
    are all editions, where there are others. Without `changes` the edition has no plain pages.
    """
    edition, language = shown.edition, shown.language
    through = through or ThroughTime((shown,), language.site)
    steps = walkthrough(edition, shown.wizard.lookup, edition.last_day)
    environment = _environment(templates)
    environment.filters.update({name: unfolded(own) for name, own in _filters(edition, language).items()})
    environment.globals.update(_known(shown, through, steps), changes=changes)
    # Last: where they are kept depends on all settings of the environment.
    keep_compiled(environment, compiled)
    walkable = bool(steps)
    listed: list[ListedPage] = []
    if changes is not None:
        listed += listed_pages(edition, language, walkable, through.several)
    if through.several:
        listed += lasting_pages(edition, language, walkable, shown.folder)
    return [(page, _rendered(environment, shown, through, page)) for page in listed]


def _rendered(templates: Environment, shown: EditionPages, through: ThroughTime, page: ListedPage) -> str:
    edition, language, wizard = shown.edition, shown.language, shown.wizard
    out = "../" * page.folder.count("/")
    paths = {name: out + path for name, path in wizard.paths.items()}
    editions = through.data(out) if through.several else None
    text = templates.get_template(page.page.template).render(
        title=_title(page, edition, language),
        root=page.root,
        base=page.base,
        section=page.section,
        page_data=partial(page_data, edition, language, page.root, paths, wizard.lookup, editions),
    )
    if not page.folder:
        return text
    # By this the frame around a page knows the edition that it is of.
    return text.replace("---\n", f"---\nedition: '{edition.policy.effective}'\n", 1)


def _title(page: ListedPage, edition: Edition, language: Language) -> str:
    """The title of a page, with the edition's day where it is one that lasts."""
    if not page.folder:
        return page.title
    first = day(edition.policy.effective, language.site)
    return fill(language.site.editions.title, title=page.title, first=first)


def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=on_one_line,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _known(shown: EditionPages, through: ThroughTime, steps: Walkthrough | None) -> dict[str, Any]:
    """What the templates of all pages can name."""
    edition, language, wizard = shown.edition, shown.language, shown.wizard
    return {
        "edition": edition,
        "policy": edition.policy,
        "words": language,
        "site": language.site,
        "bundle": wizard.paths,
        "first": first_view(edition),
        "steps": steps,
        "told": tuple(_BLOCK_OF[field] for field in WITHOUT_SCRIPT),
        "marks": Marks(edition.as_said(edition.policy)),
        "names": FactNames(edition, language),
        "all_words": all_words(wizard.search.entries, language),
        "now": now_data(edition, language),
        "in_force": in_force(edition, language.site),
        "begun_by": begun_by(edition, language.site),
        "was": partial(through.was, edition),
        "becomes": partial(through.becomes, edition),
        "after": through.after(edition),
        "readings_to_come": [*through.readings_to_come(edition)],
        **contact_points(edition, steps),
    }


def _filters(edition: Edition, language: Language) -> dict[str, Callable[..., Any]]:
    policy, words, names = edition.policy, language.site, FactNames(edition, language)
    hours_said = {hours.id: hours.text for hours in edition.as_said(policy).hours}
    return {
        "md": escaped,
        "json": partial(htmlsafe_json_dumps, dumps=DENSELY),
        "quoted": lambda text: Markup(json.dumps(text, ensure_ascii=False)),  # noqa: S704 (in front matter)
        "day": partial(day, words=words),
        "days": lambda answer: period(answer.first, answer.last, words),
        "fill": fill,
        "zone": partial(zone, policy=policy, words=words),
        "named_days": partial(days, words=words),
        "desks": partial(desks_of, edition),
        "weeks": lambda hours: weeks_of(edition, hours, words),
        "known_until": lambda hours: known_until(edition, hours, language),
        "of_its_days": lambda week: of_its_days(edition, week, words),
        "hours_said": lambda hours: hours_said[hours.id],
        "open_since": partial(open_since, edition, words=words),
        "open_days": partial(open_days, edition, words=words),
        "answered": lambda channel: not USES[channel.kind].in_writing,
        "reached": partial(stays, edition),
        "to_come": lambda week: to_come(edition, week, words),
        "timeline": partial(timeline_of, edition),
        "way": lambda level: way_of(edition, level, words),
        "products": partial(products_of, policy),
        "level_table": partial(level_table, edition, names),
        "rows": partial(decision_rows, names),
        "releases": lambda product: release_rows(edition, product, words),
        "clause_path": lambda id: clause_path(edition.clauses[id]),
        "fragment": fragment,
        "link": plain_link,
        "by_number": lambda channel: USES[channel.kind].number,
        "parts": _level_parts,
        "said": partial(said, edition),
    }


def _level_parts(level: Level) -> tuple[Level | Clause, ...]:
    """A level with its clauses."""
    return (level, *level_clauses(level))
