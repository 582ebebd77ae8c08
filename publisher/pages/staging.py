"""The staged folder: all that a static site generator needs for the site, and nothing that only we can read.

    mkdocs.yml     complete: the project's own, with names, navigation and words as plain texts and lists
    docs/          the pages as Markdown, and their assets
    overrides/     the templates of the frame around every page
    hooks.py       lets MkDocs keep what the templates compile to, in compiled/
    raw_html.py    keeps from Markdown the HTML that it would give back as it is

A stock `mkdocs build -f mkdocs.yml` makes the site of it, but for what `markup` mends afterwards and what
makes the wizard run. Guarantees that a file whose content stays the same is not written again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from publisher.language import page_list
from publisher.pages import compiled, raw_html
from publisher.pages.edition_pages import FEED, EditionPages, ThroughTime, in_force, stays, through_time
from publisher.pages.rendering import rendered_pages
from publisher.policy_file.yaml_tree import LOADER
from wizard.codec import encode
from wizard.outcome.plain_links import plain_link
from wizard.words import fill

if TYPE_CHECKING:
    from publisher.pages.changes import EditionChange

STYLES = (
    *("tokens", "frame", "text", "search", "parts", "pictures", "home", "decisions"),
    *("screens", "print"),
)
"""The styles of every page in their order, which are one file in the site; the wizard's page adds its own."""
FRAME_WORDS = (
    *("menu", "search", "sections", "to_dark", "to_light"),
    *("not_found", "not_found_help", "reach_us", "licences", "kept"),
)
"""What the frame around every page says, beside the titles of pages."""
SETTINGS = "mkdocs.yml"
HOOKS = {"hooks.py": compiled, "raw_html.py": raw_html}
"""Modules that MkDocs runs too; they make it faster, and no page another one."""
EDITIONS_SCRIPT = "assets/editions.js"
"""Marks on pages which edition holds today; only where there are several."""
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def stage(
    editions: Sequence[EditionPages],
    project: Path,
    staging: Path,
    for_staff: bool = False,
    last_feed: bytes = b"",
) -> None:
    """Write the staged folder of a policy's editions; `project` is the project's root. Stale files go.

    The first one is that of the policy's own file; the others have pages at the addresses that last alone.
    With `for_staff`, pages also link to what is for the staff alone, and browsers keep none of them.
    `last_feed` is the feed of changes of the site that was made before.
    """
    sources = project / "site_src"
    own = editions[0]
    through = through_time(editions, own.language.site)
    changes, feeds = _changes(own, through, last_feed) if through.several else ([], {})
    pages = [
        page
        for shown in editions
        for page in rendered_pages(
            shown,
            sources / "pages",
            project / ".cache/templates",
            through,
            changes if shown is own else None,
        )
    ]
    settings = _settings(project / SETTINGS, own, [page for page, _ in pages], for_staff, through)
    styles = (*STYLES, *(["editions"] if through.several else []))
    staged = {
        SETTINGS: settings.encode(),
        **{name: Path(str(module.__file__)).read_bytes() for name, module in HOOKS.items()},
        **{f"docs/{page.source}": text.encode() for page, text in pages},
        "docs/assets/site.css": b"\n".join((sources / f"styles/{name}.css").read_bytes() for name in styles),
        **dict(_copied(sources / "assets", "docs/assets")),
        **dict(_copied(sources / "overrides", "overrides")),
        **feeds,
    }
    if not through.several:
        del staged[f"docs/{EDITIONS_SCRIPT}"]
    _write_all(staging, staged)


def _changes(
    own: EditionPages, through: ThroughTime, last_feed: bytes
) -> tuple[list[EditionChange], dict[str, bytes]]:
    """What each edition changes, and the feed of that by its path."""
    # Imported late, as it needs the whole comparison of policies, and most sites have one edition.
    from publisher.pages.changes import changes_of
    from publisher.pages.changes_feed import feed

    changes = changes_of(through, own.language)
    return changes, {f"docs/{FEED}": feed(changes, own.edition, own.language, datetime.now(UTC), last_feed)}


def _settings(
    of_project: Path,
    own: EditionPages,
    listed: list[page_list.ListedPage],
    for_staff: bool,
    through: ThroughTime,
) -> str:
    """The complete mkdocs.yml, which begins as that of the project."""
    settings = yaml.load(of_project.read_text("utf-8"), LOADER)  # noqa: S506 (a safe one)
    edition, language, wizard = own.edition, own.language, own.wizard
    policy, words = edition.policy, language.site
    pages = [page for page in listed if not page.folder]
    theme = settings["theme"]
    theme["language"] = policy.language if _theme_speaks(policy.language) else "en"
    settings |= {
        "hooks": [*HOOKS],
        "site_name": fill(words.name, company=policy.company),
        "nav": page_list.navigation(pages, language),
        "extra": {
            "company": policy.company,
            "title": policy.title,
            "in_force": in_force(edition, words),
            "contents": page_list.contents(pages),
            "footer": page_list.footer(pages, edition, language, for_staff),
            "find": {
                "script": wizard.paths["search"],
                "data": wizard.search.path,
                **encode(language.search_page),
            },
            "offline": not for_staff,
            "get_help": words.titles["wizard"],
            "channels": [
                {
                    "name": channel.name,
                    "address": stay.channel.address,
                    "link": plain_link(stay.channel),
                    "days": stay.days,
                    "gone": stay.ends,
                }
                for channel in policy.channels
                for stay in stays(edition, channel)
                if stay.channel.address
            ],
            "words": {name: getattr(words, name) for name in FRAME_WORDS},
        },
    }
    if through.several:
        settings["extra"]["editions"] = through.told(contents_by_edition(listed), edition)
        settings["extra_javascript"] = [*settings["extra_javascript"], EDITIONS_SCRIPT]
    if policy.address:
        settings["site_url"] = policy.address
    text: str = yaml.dump(settings, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=110)
    return text


def contents_by_edition(listed: list[page_list.ListedPage]) -> dict[str, dict[str, Any]]:
    """The links beside the pages of each edition, and where it has pages, by the folder of its pages."""
    folders = dict.fromkeys(page.folder for page in listed if page.folder)
    within = {folder: [page for page in listed if page.folder == folder] for folder in folders}
    of_all = [page for page in listed if page.page.needs == "editions"]
    return {
        folder: {
            "contents": page_list.contents([*pages, *of_all]),
            "pages": [page.url.removeprefix(folder) for page in pages],
        }
        for folder, pages in within.items()
    }


def _theme_speaks(language: str) -> bool:
    return files("material").joinpath("templates/partials/languages", f"{language}.html").is_file()


def _copied(folder: Path, to: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{to}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _write_all(staging: Path, staged: Mapping[str, bytes]) -> None:
    """Write the files whose content is another one, and take away those that are none of them."""
    for name, content in staged.items():
        path = staging / name
        # MkDocs and the browser take a file that is not written again for unchanged.
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for folder in ("docs", "overrides"):
        for path in (staging / folder).rglob("*"):
            if path.is_file() and path.relative_to(staging).as_posix() not in staged:
                path.unlink()
