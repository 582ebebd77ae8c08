"""Making the site: the steps in their order, from the policy's file to the finished folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from publisher.bundle import files as bundle
from publisher.bundle.keeping import kept_with
from publisher.hosting.builds import keep_earlier
from publisher.hosting.compressing import compress, compress_ahead, forget
from publisher.hosting.hashing import hash_names
from publisher.hosting.headers import write_with_policies
from publisher.hosting.hosts import write_hosting
from publisher.hosting.offline import LoadedLater, write_offline
from publisher.hosting.supply import write_supply
from publisher.lookup.whole import lookup_of, reach
from publisher.outputs import write_checked, write_editions, write_outputs
from publisher.pages.edition_pages import FEED, EditionPages
from publisher.pages.mkdocs_site import MkDocs, build_pages
from publisher.pages.page_data import WizardParts
from publisher.pages.staging import stage
from publisher.pages.template_errors import told_by_place
from publisher.policy_file.edition_file import beside, load_editions, translation_file
from publisher.policy_file.editions import FOLDER, Editions
from publisher.policy_file.findings import Finding
from publisher.policy_file.policy_text import BESIDE, Loaded, Wrong
from publisher.policy_file.remarks import names_in
from publisher.progress import Steps
from publisher.site_search.data import SearchFile, search_file
from publisher.site_search.searches import failed_searches
from publisher.swap import move, replacing
from wizard.facts import today
from wizard.policy import Policy

if TYPE_CHECKING:
    from publisher.analysis.verify import Report
    from publisher.named_policy import NamedPolicy


class Sources(NamedTuple):
    """Where everything is that a site is made of."""

    root: Path
    policy: Path
    pyodide: Path
    node: Path
    language: str | None = None
    """The language of the site; without it, the policy's own."""
    for_staff: bool = False
    """Whether staff look at it, on their own machine: its pages link to what is for them alone, and nothing
    is compressed, which takes as long as all the rest."""

    @property
    def watched(self) -> tuple[Path, ...]:
        """What staff edit: the site is made again where any of it changes."""
        translation = translation_file(self.policy, self.language) if self.language else self.policy
        others = (self.others,) if self.others.is_dir() else ()
        parts = filter(Path.exists, self._beside)
        return tuple(dict.fromkeys((self.policy, *parts, translation, *others, self.pages)))

    @property
    def awaited(self) -> tuple[Path, ...]:
        """What there may be of it and is not yet."""
        return tuple(path for path in (self.others, *self._beside) if not path.exists())

    @property
    def _beside(self) -> tuple[Path, ...]:
        return tuple(beside(self.policy, word) for word in BESIDE)

    @property
    def others(self) -> Path:
        """The folder of the policy's other editions, which there may be."""
        return self.policy.parent / FOLDER

    @property
    def pages(self) -> Path:
        """The folder of the pages' templates, words, styles and pictures."""
        return self.root / "site_src"

    @property
    def compressed(self) -> Path:
        """The folder of what has been compressed before."""
        return kept_with(self.pyodide) / "compressed"

    def staging(self, out: Path) -> Path:
        """The staged folder of a site, kept so that only changes are written.

        Each site has one of its own, so that two that are made at the same time don't mix.
        """
        name = hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:8]
        return self.root / ".cache" / "staging" / name


class Made(NamedTuple):
    """What a build has made."""

    editions: Editions
    report: Report
    """What was found in that of the policy's own file."""
    remarks: tuple[Finding, ...]
    """The remarks on all editions."""
    pages: int
    wizard_bytes: int
    reach: str
    """How far visitors come before Python is there."""

    @property
    def loaded(self) -> Loaded:
        """The edition of the policy's own file."""
        return self.editions.main


def make_site(
    sources: Sources, out: Path, mkdocs: MkDocs, steps: Steps, published: Path | None = None
) -> Made:
    """Make the site in `out`. Raises Mendable or OSError; `out` is as it was then.

    `published` is the folder of the last site, where that is another one.
    """
    # From the beginning, so that of two builds the later one's site is the later policy's.
    with replacing(out, steps.say) as folder:
        return _made(sources, out, folder, mkdocs, steps, (published or out) / FEED)


def _made(sources: Sources, out: Path, folder: Path, mkdocs: MkDocs, steps: Steps, last_feed: Path) -> Made:
    """Make the site for `out` in an empty folder, in whose own folder there is room for more."""
    staging = sources.staging(out)
    with steps.step(f"read {sources.policy.name}"):
        editions = load_editions(sources.policy, sources.pages / "words", sources.language)
        loaded = editions.main
        edition, language = loaded.edition, loaded.language
    large = [] if sources.for_staff else [sources.pyodide / file for file, _ in bundle.RUNTIME.values()]
    # On its first day this takes longer than all the rest together.
    ahead = compress_ahead(large, sources.compressed)
    with ThreadPoolExecutor() as beside:
        with _accepted_first(editions):
            search, *searches = map(_search_of, (loaded, *editions.others))
            found_in = [*zip((loaded, *editions.others), (search, *searches), strict=True)]
            # From here on, as MkDocs has nothing to do yet.
            tried = beside.submit(failed_searches, found_in, sources.pages / "script", sources.node)
            with steps.step("bundle the wizard"):
                wizard = sources.root / "wizard"
                bundled = bundle.make(edition, wizard, sources.pyodide, sources.node, steps)
                others = [bundled.of(other.edition) for other in editions.others]
            with steps.step("compile the look-up"):
                found = lookup_of(edition)
            with steps.step("render the pages"):
                own = EditionPages(edition, language, WizardParts(bundled.addresses, found, search))
                lasting = map(_pages_of, editions.others, others, searches)
                with told_by_place():
                    last = last_feed.read_bytes() if last_feed.is_file() else b""
                    stage([own, *lasting], sources.root, staging, sources.for_staff, last)
        apart = folder.with_name("wizard")
        built = beside.submit(build_pages, mkdocs, staging, folder, edition, language)
        packed = beside.submit(
            _pack, editions, [bundled, *others], [search, *searches], apart, sources, ahead
        )
        with steps.step("verify it, while MkDocs builds the site"):
            reports, since = _compared(_accepted(editions, tried.result), editions, sources, out)
        with steps.step("wait for the site"):
            built.result()
            named = hash_names(folder, edition.policy.address)
            policy = write_with_policies(named.pages)
        with steps.step("add the wizard and the rest"):
            packed.result()
            move(apart, folder)
            write_hosting(folder, policy, edition.policy.address)
            later = LoadedLater([*bundled.on_request, search.path], bundled.python)
            write_offline(folder, named.loaded, language.wizard.locale, later, bundled.at_root)
        with steps.step("compress the pages"):
            if not sources.for_staff:
                compress(folder, sources.compressed)
            keep_earlier(folder, out)
            names = {
                edition.policy.effective.isoformat(): [names_in(remark.message) for remark in report.remarks]
                for edition, report in reports
            }
            write_checked(folder, names, since and (since.edition, since.language))
    own_report = next(report for edition, report in reports if edition is loaded)
    remarks = tuple(remark for _, report in reports for remark in report.remarks)
    return Made(editions, own_report, remarks, len(named.pages), bundled.size, reach(found))


def _accepted(
    editions: Editions, searches: Callable[[], Iterable[Wrong]] = tuple
) -> list[tuple[Loaded, Report]]:
    """What verifying found, and the trial of the searches. Raises Refused."""
    # Imported late, as the two below: MkDocs already builds then.
    from publisher.analysis.acceptance import accept_all

    return accept_all(editions, searches)


def _compared(
    reports: list[tuple[Loaded, Report]], editions: Editions, sources: Sources, out: Path
) -> tuple[list[tuple[Loaded, Report]], NamedPolicy | None]:
    """The reports with what came since the last site, and since which edition something is left behind."""
    from publisher.checking import with_changes

    edition = editions.main.edition
    published = _last_site(sources, out, edition.policy)
    day = today(edition, datetime.now(UTC))
    return with_changes(reports, editions, published, day)


def _last_site(sources: Sources, out: Path, now: Policy) -> NamedPolicy | None:
    """The policy's last site: what stands where this one is made, or for the staff what they built."""
    from publisher.named_policy import site_made

    published = site_made(sources.root / "site" if sources.for_staff else out, sources.root)
    was = published and published.edition.policy
    same = was and was.language == now.language and (was.company == now.company or was.title == now.title)
    return published if same else None


@contextmanager
def _accepted_first(editions: Editions) -> Iterator[None]:
    """Where something goes wrong, raise Refused instead if these editions can't be published anyway.

    They are verified later, so nothing inside may take it for granted that they can.
    """
    try:
        yield
    except Exception:
        _accepted(editions)
        raise


def _search_of(loaded: Loaded) -> SearchFile:
    return search_file(loaded.policy, loaded.edition, loaded.language)


def _pages_of(loaded: Loaded, files: bundle.Bundle, search: SearchFile) -> EditionPages:
    """What the pages of another edition than that of the policy's own file are made of."""
    parts = WizardParts(files.addresses, lookup_of(loaded.edition), search)
    return EditionPages(loaded.edition, loaded.language, parts)


def _pack(
    editions: Editions,
    bundles: Iterable[bundle.Bundle],
    searches: Iterable[SearchFile],
    folder: Path,
    sources: Sources,
    ahead: Thread,
) -> None:
    """Put all that is no page into an empty folder, as it lies in a site, and compress it for visitors."""
    for bundled in bundles:
        bundle.write(bundled, folder)
    for search in searches:
        (folder / search.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / search.path).write_bytes(search.content)
    write_outputs(editions.main.edition, editions.main.language, folder)
    write_editions(editions, folder)
    write_supply(folder, sources.pyodide)
    if not sources.for_staff:
        ahead.join()
        compress(folder, sources.compressed)
        forget(sources.compressed)
