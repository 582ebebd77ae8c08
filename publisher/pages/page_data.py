"""What the wizard's page tells its script: its own data beside the engine's views."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Literal, NamedTuple, cast, get_args

from publisher.language.interface import EditionWords, Language, NowWords, WizardWords
from publisher.language.naming import FactNames
from publisher.lookup.shapes import Lookup, Timetable
from publisher.lookup.timetable import timetable_of
from publisher.site_search.data import SearchFile
from wizard.codec import plain
from wizard.edition import Edition
from wizard.facts import begins
from wizard.outcome.blocks import BLOCKS, Block
from wizard.outcome.instants import in_utc
from wizard.policy import POLICY, RELEASE, DetailKind
from wizard.protocol import respond
from wizard.ticket.letters import LETTERS
from wizard.ticket.secrets import SECRETS, Secrets
from wizard.values import value


class WizardParts(NamedTuple):
    """What the pages show or name of the wizard and of the search."""

    paths: dict[str, str]
    """Its files in the site, by the names that pages have for them; a hash stands behind `#`."""
    lookup: Lookup | None
    """What it answers where there is no Python (yet)."""
    search: SearchFile


def first_view(edition: Edition) -> dict[str, Any]:
    """The engine's view with no answers yet, on a day on which the policy is in force."""
    day = edition.policy.effective + timedelta(days=1)
    return respond(edition, {"answers": {}, "now": f"{day.isoformat()}T12:00:00Z"})


OwnFile = Literal[
    "script", "style", "worker", "search", "code", "now", "secrets", "library", "lock", "engine", "edition"
]
PyodideFile = Literal["wasm", "runtime", "whole_library", "whole_lock"]
BundleFile = OwnFile | PyodideFile
"""What pages call the files that a visitor's browser runs."""


@value()
class NowData:
    """What a page needs to say what is open now, without the wizard."""

    locale: str
    words: NowWords
    range: str
    """From when till when it is open: `{opens}` and `{closes}`."""
    timetable: Timetable
    begins: str
    """The first instant at which the policy holds, in UTC: before it no deadline is told."""


def now_data(edition: Edition, language: Language) -> dict[str, Any]:
    """The object that the script of the present moment reads, as `NowData` says."""
    told: dict[str, Any] = plain(
        NowData(
            locale=language.wizard.locale,
            words=language.site.now,
            range=language.site.time_range,
            timetable=timetable_of(edition),
            begins=in_utc(begins(edition)),
        )
    )
    return told


@value()
class FactWords:
    """What a fact and its values are called."""

    name: str
    values: dict[str, str]


@value()
class EditionWizard:
    """The wizard of one of several editions."""

    day: str
    """The edition's first day, by ISO."""
    date: str
    """The same in words."""
    begins: str
    """The first instant at which it holds, in UTC."""
    page: str
    """The way to its page from the root of the page's own edition."""


@value()
class EditionsData:
    """What the page of an edition knows of all of them."""

    all: list[EditionWizard]
    """In their order."""
    plain: str
    """The way to the page that takes the edition in force."""
    words: EditionWords


@value()
class PageData:
    """All that the page tells its script."""

    root: str
    """The way from the page to the site's root."""
    company: str
    edition: str
    """The first day of the edition, by ISO."""
    editions: EditionsData | None
    """None where it is the only one."""
    bundle: dict[BundleFile, str]
    """The paths of the files in the site, each that is checked with its hash behind `#`."""
    words: WizardWords
    lookup: Lookup | None
    blocks: list[Block]
    """The blocks of an outcome that the page shows, in their order."""
    details: dict[str, str]
    """The names of the ticket's details."""
    kinds: dict[str, DetailKind]
    """Their kinds."""
    facts: dict[str, FactWords]
    longest: dict[DetailKind, int]
    """How many letters of a detail the ticket has, by the detail's kind."""
    secrets: Secrets
    """What is masked of what visitors type.

    Without rules where the bundle has them as a file. All that was typed is masked until that has come.
    """


def page_data(
    edition: Edition,
    language: Language,
    root: str,
    bundle: dict[str, str],
    lookup: Lookup | None,
    editions: EditionsData | None = None,
) -> dict[str, Any]:
    """The object that the page's script reads, as `PageData` says."""
    policy, names = edition.policy, FactNames(edition, language)
    release = (RELEASE,) if edition.names_releases else ()
    facts = (POLICY, *edition.questions, *release, *edition.channels)
    told: dict[str, Any] = plain(
        PageData(
            root=root,
            company=policy.company,
            edition=policy.effective.isoformat(),
            editions=editions,
            bundle=cast(dict[BundleFile, str], bundle),
            words=language.wizard,
            lookup=lookup,
            blocks=[block for block in BLOCKS if block.place],
            details={detail.id: detail.name for detail in policy.details},
            kinds={detail.id: detail.kind for detail in policy.details},
            longest={
                kind: LETTERS.longest_of_kind.get(kind, LETTERS.longest) for kind in get_args(DetailKind)
            },
            secrets=replace(SECRETS, rules=()) if "secrets" in bundle else SECRETS,
            facts={fact: FactWords(names.fact(fact), names.values(fact)) for fact in facts},
        )
    )
    return told
