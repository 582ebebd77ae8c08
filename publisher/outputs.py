"""The files of the site, beside its pages and the wizard, that are made of the edition alone: `OUTPUTS`.

To add one: a function that makes it, in a module of its own, and a line here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher.language.interface import Language
from publisher.policy_file.editions import SITE_FOLDER, Editions, place_of
from publisher.swap import MARK
from wizard.codec import Json, encode
from wizard.edition import Edition


class Output(NamedTuple):
    """A file of the site: its path from the site's root, and what makes its content."""

    path: str
    make: Callable[[Edition, Language], bytes]


def digest_line(edition: Edition, language: Language) -> bytes:
    """The edition's digest, by which a host can tell which edition it serves."""
    return f"{edition.digest}\n".encode()


def edition_and_words(edition: Edition, language: Language) -> bytes:
    """The whole edition, so that an edit can be compared with what is published."""
    return _json(_together(edition, language))


def _together(edition: Edition, language: Language) -> Json:
    return {"edition": encode(edition), "words": encode(language)}


def _json(told: Json) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


EDITION = "edition.json"
LISTED = f"{SITE_FOLDER}/editions.json"
"""Where each of several editions is, from the site's root."""
CHECKED = "checked.json"
"""What a site keeps for the next check of its policy; it depends on the site that was there before."""
OUTPUTS = (Output(MARK, digest_line), Output(EDITION, edition_and_words))


def write_outputs(
    edition: Edition, language: Language, site: Path, outputs: Iterable[Output] = OUTPUTS
) -> None:
    """Write the outputs of an edition into a built site."""
    for output in outputs:
        path = site / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.make(edition, language))


def write_editions(editions: Editions, site: Path) -> None:
    """Write each of several editions into its own pages' folder, and a list of where they are."""
    listed = []
    for loaded in editions.all if editions.others else ():
        place = place_of(loaded.edition)
        write_outputs(loaded.edition, loaded.language, site / place, [Output(EDITION, edition_and_words)])
        listed.append(f"{place}/{EDITION}")
    if listed:
        (site / LISTED).write_text(json.dumps(listed), "utf-8")


def write_checked(
    site: Path, remarks: Mapping[str, Sequence[str]], since: tuple[Edition, Language] | None
) -> None:
    """Write what remarks are about, by the first day of their edition (ISO).

    Beside them the published edition since which something is left behind.
    """
    kept = _together(*since) if since else None
    (site / CHECKED).write_bytes(_json({"remarks": dict(remarks), "since": kept}))
