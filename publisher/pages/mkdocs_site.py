"""Builds a staged folder into the site with MkDocs and its Material theme.

Guarantees that a site is complete or `NotBuilt` says which page is at fault, that the same pages give the
same bytes, and that no page names a host which the policy does not name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from publisher.mendable import Mendable

if TYPE_CHECKING:
    from publisher.language.interface import Language
    from wizard.edition import Edition

ROOT, PROCESS = Path(__file__).parents[2], "publisher.pages.mkdocs_process"
NEEDS_ADDRESS = ("sitemap.xml", "sitemap.xml.gz")
"""Files that name pages in full. Without the site's address they would lead nowhere."""
NOT_FOUND, ICON = "404.html", "assets/logo.svg"


class NotBuilt(Mendable):
    """MkDocs could not build the site without a warning; the message has them all."""


class MkDocs:
    """MkDocs, loading beside the caller from its making on; it builds as often as asked."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", PROCESS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            # The theme has a notice about its own future.
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # It waits for the next line, and has nothing to finish.
        self._process.terminate()
        self._process.communicate()

    def build(
        self, settings: Path, out: Path, dated: datetime, language: str, instead: Mapping[str, str | None]
    ) -> None:
        """Build what a settings file names into the folder `out`, and fit the theme to it.

        `instead` has the texts of files that take the place of MkDocs' own; those without one go. Raises
        NotBuilt or OSError.
        """
        asked = {"settings": str(settings), "out": str(out.resolve()), "epoch": int(dated.timestamp())}
        line = json.dumps({**asked, "language": language, "instead": instead})
        told = json.loads(self._answer(line) or '["MkDocs ended by itself."]')
        if isinstance(told, dict):
            raise OSError(told["errno"], told["strerror"], told["file"])
        if told:
            raise NotBuilt("\n".join(told))

    def _answer(self, line: str) -> str:
        """The line that answers one; nothing where the process has ended."""
        asking, answering = self._process.stdin, self._process.stdout
        if asking is None or answering is None:
            return ""
        with suppress(BrokenPipeError):
            print(line, file=asking, flush=True)
        return answering.readline()


def build_pages(mkdocs: MkDocs, staging: Path, out: Path, edition: Edition, language: Language) -> None:
    """Build the staged folder into the empty folder `out`. Raises NotBuilt."""
    policy, instead = edition.policy, dict[str, str | None]()
    if not policy.address:
        # Imported late, like what only types name: MkDocs is to start before a policy is read.
        from publisher.pages.not_found import not_found

        icon = (staging / "docs" / ICON).read_bytes()
        instead = {**dict.fromkeys(NEEDS_ADDRESS), NOT_FOUND: not_found(edition, language.site, icon)}
    dated = datetime.combine(policy.effective, time(), UTC)
    mkdocs.build(staging / "mkdocs.yml", out, dated, policy.language, instead)
