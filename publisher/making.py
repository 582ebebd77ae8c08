"""Making the site: the steps in their order, from the policy's file to the finished folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from publisher.analysis.acceptance import accept
from publisher.analysis.verify import Report
from publisher.bundle import files as bundle
from publisher.bundle.compressing import compress, compress_ahead
from publisher.bundle.keeping import kept_with
from publisher.bundle.node_scripts import NotMade
from publisher.lookup.whole import map_of, reach
from publisher.pages import mkdocs_site as site
from publisher.pages import rendering
from publisher.policy_file.edition_file import Loaded, load_edition
from publisher.progress import Steps
from publisher.swap import move, replacing
from wizard.edition import Edition
from wizard.protocol import respond


@dataclass(frozen=True)
class Sources:
    """Where everything is that a site is made of."""

    root: Path
    policy: Path
    pyodide: Path
    node: Path

    @property
    def pages(self) -> Path:
        """The folder of the pages' templates, words and pictures."""
        return self.root / "site_src"

    @property
    def compressed(self) -> Path:
        """The folder of what has been compressed before."""
        return kept_with(self.pyodide) / "compressed"

    def staging(self, out: Path) -> Path:
        """The folder of the rendered pages of a site, kept so that only changes are written.

        Each site has one of its own, so that two that are made at the same time don't mix.
        """
        name = hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:8]
        return self.root / ".cache" / "staging" / name


@dataclass(frozen=True)
class Made:
    """What a build has made."""

    loaded: Loaded
    report: Report
    pages: int
    wizard_bytes: int
    map: str
    """How far visitors come before Python is there."""


def make_site(sources: Sources, out: Path, steps: Steps) -> Made:
    """Make the site in `out`. Raises Refused or NotBuilt, and leaves `out` as it was then."""
    with steps.step(f"read {sources.policy.name}"):
        loaded = load_edition(sources.policy, sources.pages / "words")
        edition, language = loaded.edition, loaded.language
    with steps.step("verify it"):
        report = accept(loaded)
    large = [sources.pyodide / file for file, _ in bundle.RUNTIME.values()]
    # On its first day this takes longer than all the rest together.
    ahead = compress_ahead(large, sources.compressed)
    with _side_by_side() as beside:
        with steps.step("bundle the wizard"):
            wizard = sources.root / "wizard"
            bundled = bundle.make(edition, wizard, sources.pyodide, sources.node, steps)
        with steps.step("draw the map"):
            found = map_of(edition)
        staging = sources.staging(out)
        with steps.step("render the pages"):
            first = first_view(edition)
            rendering.render(edition, language, bundled.paths, first, found, sources.pages, staging)
        with (
            replacing(out, edition.digest) as folder,
            TemporaryDirectory(dir=folder.parent, prefix=".wizard.") as apart,
        ):
            packed = beside.submit(_pack, bundled, Path(apart), sources, ahead)
            with steps.step("build the site"):
                built = site.build(sources.root / "mkdocs.yml", staging, folder, edition, language)
            with steps.step("add the wizard"):
                packed.result()
                move(Path(apart), folder)
            with steps.step("compress the pages"):
                compress(folder, sources.compressed)
    return Made(loaded, report, built.pages, bundled.size, reach(found))


@contextmanager
def _side_by_side() -> Iterator[ThreadPoolExecutor]:
    """Does what it is given beside all else, in its order. Raises NotBuilt where Node.js fails."""
    with ThreadPoolExecutor(1) as beside:
        try:
            yield beside
        except NotMade as error:
            raise site.NotBuilt(str(error)) from error


def _pack(bundled: bundle.Bundle, folder: Path, sources: Sources, ahead: Thread) -> None:
    """Put the wizard into an empty folder, as it lies in a site, and compress it."""
    bundle.write(bundled, folder)
    ahead.join()
    compress(folder, sources.compressed)


def first_view(edition: Edition) -> dict[str, object]:
    """The engine's view with no answers yet, on a day on which the policy is in force."""
    day = edition.policy.effective + timedelta(days=1)
    return respond(edition, {"answers": {}, "now": f"{day.isoformat()}T12:00:00Z"})
