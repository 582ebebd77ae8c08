"""Builds the rendered pages into the site with MkDocs and its Material theme.

Guarantees that a site is complete or `NotBuilt` says which page is at fault, that the same pages give the
same bytes, and that no page names a host which the policy does not name.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from publisher.language.calendar_words import day
from publisher.language.interface import Language
from publisher.pages.compiled import Compiled
from publisher.pages.markup import mended
from wizard.edition import Edition
from wizard.policy import Policy
from wizard.words import fill

NEEDS_ADDRESS = ("sitemap.xml", "sitemap.xml.gz", "404.html")
"""Files that name pages in full. Without the site's address they would lead nowhere."""


class NotBuilt(Exception):
    """MkDocs could not build the site without a warning; the message has them all."""


@dataclass(frozen=True)
class SiteReport:
    """What was built."""

    pages: int


def build(config: Path, staging: Path, out: Path, edition: Edition, language: Language) -> SiteReport:
    """Build the pages in `staging` into the empty folder `out`. Raises NotBuilt."""
    with _surroundings(edition.policy), _warnings() as warnings:
        _run_mkdocs(config, _settings(edition, language, staging, out), edition, language)
    if warnings:
        raise NotBuilt("\n".join(warnings))
    if not edition.policy.address:
        for name in NEEDS_ADDRESS:
            (out / name).unlink(missing_ok=True)
    pages = sorted(out.rglob("*.html"))
    for page in pages:
        page.write_text(mended(page.read_text("utf-8"), edition.policy.language, language.site), "utf-8")
    return SiteReport(len(pages))


def _run_mkdocs(config: Path, settings: dict[str, Any], edition: Edition, language: Language) -> None:
    # Imported late: it takes a while, and commands that build nothing don't need it.
    from mkdocs.commands.build import build as build_pages
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        loaded = load_config(str(config), **settings)
        _dress(loaded.theme, edition, language)
        _quicken(loaded.theme, config.parent)
        loaded.plugins.on_startup(command="build", dirty=False)
        build_pages(loaded)
    except MkDocsException as error:
        raise NotBuilt(str(error)) from error


def _settings(edition: Edition, language: Language, staging: Path, out: Path) -> dict[str, Any]:
    policy, words = edition.policy, language.site
    return {
        "site_name": fill(words.name, company=policy.company),
        "site_url": policy.address,
        "docs_dir": str(staging.resolve()),
        "site_dir": str(out.resolve()),
        "nav": _nav(edition, language),
        "extra": {"policy": policy, "words": words, "effective": day(policy.effective, words)},
    }


def _nav(edition: Edition, language: Language) -> list[dict[str, Any]]:
    """The pages in their order; the theme words them by itself, from the policy."""
    policy, words = edition.policy, language.site
    sections = [{section.title: f"policy/{section.id}.md"} for section in policy.sections]
    return [
        {words.titles["home"]: "index.md"},
        {words.titles["wizard"]: "wizard.md"},
        {policy.title: "policy/index.md"},
        {words.sections: sections},
        {words.titles["decisions"]: "decisions.md"},
        {words.titles["whole-policy"]: "whole-policy.md"},
    ]


def _dress(theme: Any, edition: Edition, language: Language) -> None:
    """Give the theme the words of its buttons, and its language where it speaks it."""
    theme["language"] = edition.policy.language if _speaks(theme, edition.policy.language) else "en"
    light, dark = theme["palette"]
    light["toggle"]["name"], dark["toggle"]["name"] = language.site.to_dark, language.site.to_light


def _quicken(theme: Any, root: Path) -> None:
    """Let the theme's templates be compiled once, and its thousands of icons not be listed as files."""
    plain = theme.get_env

    def get_env() -> Environment:
        environment: Environment = plain()
        environment.loader = _WithoutDotFolders(theme.dirs)
        environment.bytecode_cache = Compiled(environment, root)
        return environment

    theme.get_env = get_env


class _WithoutDotFolders(FileSystemLoader):
    """Lists no template in a folder such as `.icons`; MkDocs would leave it out anyway."""

    def list_templates(self) -> list[str]:
        found = set()
        for top in self.searchpath:
            for folder, below, names in os.walk(top):
                below[:] = [one for one in below if not one.startswith(".")]
                found |= {(Path(folder) / name).relative_to(top).as_posix() for name in names}
        return sorted(found)


def _speaks(theme: Any, language: str) -> bool:
    return any((Path(folder) / "partials/languages" / f"{language}.html").is_file() for folder in theme.dirs)


@contextmanager
def _surroundings(policy: Policy) -> Iterator[None]:
    """Let what MkDocs dates be dated by the policy, and the theme's notice about its future stay away."""
    effective = datetime.combine(policy.effective, time(), UTC)
    ours = {"SOURCE_DATE_EPOCH": str(int(effective.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What MkDocs warns of, kept instead of printed."""
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield collector.said
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
