"""Builds a staged folder into the site with MkDocs and its Material theme.

Guarantees that a site is complete or `NotBuilt` says which page is at fault, that the same pages give the
same bytes, and that no page names a host which the policy does not name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from publisher.mendable import Mendable
from publisher.pages.theme import fit_theme

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

    def build(self, settings: Path, out: Path, dated: datetime) -> None:
        """Build what a settings file names into the folder `out`. Raises NotBuilt or OSError."""
        asked = {"settings": str(settings), "out": str(out.resolve()), "epoch": int(dated.timestamp())}
        told = json.loads(self._answer(json.dumps(asked)) or '["MkDocs ended by itself."]')
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


def build_pages(mkdocs: MkDocs, staging: Path, out: Path, edition: Edition, language: Language) -> int:
    """Build the staged folder into the empty folder `out`; the number of pages. Raises NotBuilt."""
    mkdocs.build(staging / "mkdocs.yml", out, datetime.combine(edition.policy.effective, time(), UTC))
    if not edition.policy.address:
        # Imported late, like what only types name: MkDocs is to start before a policy is read.
        from publisher.pages.not_found import not_found

        for name in NEEDS_ADDRESS:
            (out / name).unlink(missing_ok=True)
        lost = not_found(edition.policy, language.site, (out / ICON).read_bytes())
        (out / NOT_FOUND).write_text(lost, "utf-8")
    return fit_theme(out, edition.policy.language)
