"""Builds a staged folder into the site with MkDocs and its Material theme.

Guarantees that a site is complete or `NotBuilt` says which page is at fault, that the same pages give the
same bytes, and that no page names a host which the policy does not name.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path

from publisher.language.interface import Language
from publisher.pages.markup import mended
from wizard.edition import Edition
from wizard.policy import Policy

NEEDS_ADDRESS = ("sitemap.xml", "sitemap.xml.gz", "404.html")
"""Files that name pages in full. Without the site's address they would lead nowhere."""


class NotBuilt(Exception):
    """MkDocs could not build the site without a warning; the message has them all."""


def build_pages(staging: Path, out: Path, edition: Edition, language: Language) -> int:
    """Build the staged folder into the empty folder `out`; the number of pages. Raises NotBuilt."""
    with _surroundings(edition.policy), _warnings() as warnings:
        _run_mkdocs(staging / "mkdocs.yml", out)
    if warnings:
        raise NotBuilt("\n".join(warnings))
    if not edition.policy.address:
        for name in NEEDS_ADDRESS:
            (out / name).unlink(missing_ok=True)
    pages = sorted(out.rglob("*.html"))
    for page in pages:
        page.write_text(mended(page.read_text("utf-8"), edition.policy.language, language.site), "utf-8")
    return len(pages)


def _run_mkdocs(settings: Path, out: Path) -> None:
    """What the command `mkdocs build` does."""
    # Imported late: it takes a while, and commands that build nothing don't need it.
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        config = load_config(str(settings), site_dir=str(out.resolve()))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except MkDocsException as error:
        raise NotBuilt(str(error)) from error


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
