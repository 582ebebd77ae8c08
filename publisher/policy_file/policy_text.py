"""From the texts that staff edit to an edition: read, validated, with the clocks of its zones.

Reads no file and starts nothing, so that it runs wherever Python does; `edition_file` reads the files. Raises
Refused with everything that is wrong in a text, each with its line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

from publisher.language.interface import Language
from publisher.policy_file.checks.addresses import channel_remarks, check_addresses
from publisher.policy_file.checks.citations import citation_remarks
from publisher.policy_file.checks.emergency_answers import check_emergencies
from publisher.policy_file.checks.figures import check_figures, date_remarks, figure_remarks
from publisher.policy_file.checks.gone import lost_items, recalled
from publisher.policy_file.checks.hours_said import (
    hours_a_day_remarks,
    hours_said_remarks,
    read_without_holidays,
)
from publisher.policy_file.checks.identities import check_identities
from publisher.policy_file.checks.life_cycles import check_releases, release_remarks
from publisher.policy_file.checks.meanings import check_before_in_force, check_meanings
from publisher.policy_file.checks.plain_texts import check_texts, text_remarks
from publisher.policy_file.checks.portal_forms import check_desks
from publisher.policy_file.checks.references import check_references, check_zones, zone_remarks
from publisher.policy_file.checks.said_again import said_again_remarks
from publisher.policy_file.checks.searching import check_searching
from publisher.policy_file.checks.settled_readings import notes_of, settled
from publisher.policy_file.checks.versions_said import versions_said_remarks
from publisher.policy_file.checks.wording import check_words
from publisher.policy_file.checks.working_times import check_hours, hours_remarks
from publisher.policy_file.complaints import UNKNOWN
from publisher.policy_file.derived import derived, without_not
from publisher.policy_file.findings import MOST_ALIKE, Finding, Problem, Refused, shown
from publisher.policy_file.indents import Moved, moved_lines
from publisher.policy_file.loading import load
from publisher.policy_file.matrices import check_matrices, written_out
from publisher.policy_file.remarks import Remark, about, not_meant
from publisher.policy_file.rewording import check_rewording, reworded
from publisher.policy_file.search_entries import findable_in, with_own_words, without_words
from publisher.policy_file.short_forms import in_full
from publisher.policy_file.source import Source, read_source
from publisher.policy_file.translation import left_out, translated, translated_by
from publisher.policy_file.zone_names import clock_of
from publisher.policy_file.zones import Clocks, changes
from wizard.codec import encode
from wizard.edition import Edition
from wizard.hours import EVER, Span, fixed_offset
from wizard.policy import Policy
from wizard.values import value

YEARS_BEFORE, YEARS_AFTER, AT_LEAST_UNTIL = 1, 20, 2060
"""For how long around the effective date the edition knows its zones' clocks; a policy can be old."""

MOST_READ = 600_000
"""Letters that are read again to find a line that lost its place: a second or two."""

SEARCH = "search"
BESIDE = {SEARCH: ("found_by", "not_here", "searches"), "checks": ("examples", "meant")}
"""What of a policy can stand in a file of its own beside it, by the word in that file's name."""


class RawText(NamedTuple):
    """The bytes of a file, and what findings call it."""

    raw: bytes
    name: str


class Around(NamedTuple):
    """What an edition needs to know of the policy's other ones."""

    others: tuple[RawText, ...] = ()
    """Their files: the search may have words for their parts too."""
    lent: RawText | None = None
    """The words of the search beside the policy's own file, for an edition without any of its own."""


ALONE = Around()


@value()
class Texts:
    """Everything that an edition is made of."""

    policy: RawText
    words: Mapping[str, RawText]
    """The words files, by language."""
    clocks: Clocks
    language: str = ""
    """The language of the edition; without it, the policy's own."""
    translation: RawText | None = None
    """The policy's texts in that language, where it is another one than the policy's own."""
    beside: Mapping[str, RawText] = field(default_factory=dict)
    """What stands in files of its own beside the policy, by the words of `BESIDE`."""
    published: Policy | None = None
    """The policy that is published, where that is known: it tells what was taken out of the file."""
    around: Around = ALONE


@value()
class Loaded:
    """A policy's file as an edition, with the words of its language, and the places of its parts."""

    source: Source
    policy: Policy
    """The whole policy; that of the edition is without the words of the search."""
    edition: Edition
    language: Language
    words: Source
    """Where the words stand."""
    holds: Span = EVER
    """From when to when the edition holds among the policy's others; the first has all the time before."""
    untranslated: tuple[Finding, ...] = ()
    """What its translation leaves in the policy's own language."""


Wrong = tuple[Loaded, Finding]
"""What is wrong, and in which edition: what has to be mended can be in a file that several share."""


def load_texts(texts: Texts) -> Loaded:
    """The edition that texts make. Raises Refused."""
    try:
        policy, source = _policy(texts)
    except Refused as refused:
        raise Refused([*_explained(texts, refused.findings), *_wrong_words(texts)]) from None
    original, wanted = policy, texts.language or policy.language
    untranslated: tuple[Finding, ...] = ()
    if wanted not in texts.words:
        known = ", ".join(sorted(texts.words))
        message = f"there are no words for the language '{wanted}'; there are some for: {known}"
        raise Refused([source.finding(("language",), message)])
    words = read_source(*texts.words[wanted])
    language = language_in(words)
    if wrong := [
        source.finding(problem.path, problem.message) for problem in check_rewording(language, policy)
    ]:
        raise Refused(wrong)
    if wanted != policy.language:
        translation = _translation(texts, source)
        policy = translated_by(translation, replace(policy, language=wanted), check_policy)
        untranslated = tuple(_untranslated(translation, original))
    language = reworded(language, policy)
    edition = edition_by(policy, language, texts.clocks, original)
    return Loaded(source, policy, edition, language, words, untranslated=untranslated)


def _policy(texts: Texts) -> tuple[Policy, Source]:
    source = policy_source(texts.policy, texts.beside, texts.published, texts.around.lent)
    return policy_in(source, texts.clocks, texts.published, texts.around.others)


def _explained(texts: Texts, findings: Collection[Finding]) -> Iterator[Finding]:
    """The findings, with a line that lost its place told in the stead of all that only follows from it."""
    name = texts.policy.name
    text = texts.policy.raw.decode(errors="replace").replace("\r\n", "\n")
    unknown = [
        finding.line - 1 for finding in findings if finding.file == name and UNKNOWN in finding.message
    ]
    if len(unknown) >= MOST_ALIKE:
        # A single line causes fewer, and reading all that again takes long.
        yield from findings
        return
    tries = islice(moved_lines(text, unknown if len(findings) > 1 else ()), MOST_READ // (len(text) + 1))
    best: Moved | None = None
    for moved in tries:
        left = _wrong(_with(texts, moved.text))
        if len(left) < len(findings):
            best, findings = moved, left
        if not left:
            break
    if best:
        line = shown(best.text.split("\n")[best.number])
        message = f"{line} starts in column {best.was + 1}, and would fit its neighbours"
        yield Finding(name, best.number + 1, best.was + 1, f"{message} in column {best.now + 1}.")
    yield from _explained(_with(texts, best.text), findings) if best and findings else findings


def _with(texts: Texts, policy: str) -> Texts:
    return replace(texts, policy=RawText(policy.encode(), texts.policy.name))


def _wrong(texts: Texts) -> Collection[Finding]:
    try:
        _policy(texts)
    except Refused as refused:
        return refused.findings
    return ()


def _wrong_words(texts: Texts) -> Iterator[Finding]:
    """What is wrong in any words file, where the policy's language is not known yet."""
    for written in texts.words.values():
        try:
            language_in(read_source(*written))
        except Refused as refused:
            yield from refused.findings


def _translation(texts: Texts, source: Source) -> Source:
    if texts.translation is None:
        message = f"there is no translation of the policy into '{texts.language}'"
        raise Refused([source.finding(("language",), message)])
    return read_source(*texts.translation)


def found(loaded: Loaded, remarks: Iterable[Remark]) -> Iterator[Finding]:
    """Those of some remarks that nobody has said are meant, each at its place."""
    for remark in not_meant(loaded.policy, remarks):
        end = about(loaded.policy, remark)
        yield loaded.source.finding(remark.path, remark.message, line_of=remark.line_of, end=end)


def _untranslated(translation: Source, policy: Policy) -> Iterator[Finding]:
    """The texts that customers read in the policy's own language, as a remark on the translation."""
    if names := [*left_out(translation, policy)]:
        message = (
            f"customers read {len(names)} texts in '{policy.language}' that have no words here, such as "
            f"{', '.join(names[:MOST_ALIKE])}; write those here too that are the same in both languages"
        )
        remark = Remark(("language",), message, kind="untranslated")
        for unmeant in not_meant(policy, [remark]):
            yield translation.finding((), unmeant.message, end=about(policy, unmeant))


def policy_source(
    policy: RawText,
    beside: Mapping[str, RawText] | None = None,
    published: Policy | None = None,
    lent: RawText | None = None,
) -> Source:
    """What is written in a policy's file and in those beside it; what is `published` tells what is gone.

    Words of the search that are `lent` stand for those that it has nowhere itself. Raises Refused.
    """
    recall = partial(lost_items, published) if published else None
    sources: dict[str, Source] = {}
    findings: list[Finding] = []
    for word, written in {"": policy, **(beside or {})}.items():
        try:
            sources[word] = in_full(read_source(*written, recall), Policy)
        except Refused as refused:
            findings += refused.findings
    if findings:
        raise Refused([*findings, *(finding for source in sources.values() for finding in source.findings)])
    whole = sources.pop("")
    for word, source in sources.items():
        whole = whole.with_beside(source, BESIDE[word])
    if lent and whole.data.keys().isdisjoint(BESIDE[SEARCH]):
        whole = whole.with_beside(in_full(read_source(*lent), Policy), BESIDE[SEARCH])
    return whole


def policy_in(
    source: Source, clocks: Clocks, published: Policy | None = None, others: Iterable[RawText] = ()
) -> tuple[Policy, Source]:
    """The policy in a source, and the places of all its parts there; Raises Refused.

    What is missing is told by what is `published`. The words of the search may be for parts of `others` too.
    """

    @cache
    def findable() -> list[Collection[str] | None]:
        return [_findable(other, clocks) for other in others]

    def elsewhere(id: str) -> bool:
        return any(known is None or id in known for known in findable())

    def check(policy: Policy) -> Iterator[Problem]:
        whole = written_out(policy)
        problems = checked(whole.policy)
        found = recalled(problems, whole.policy, published) if published else problems
        yield from whole.as_written(check_matrices(policy), found)

    def checked(policy: Policy) -> Iterator[Problem]:
        yield from check_zones(policy, clocks)
        yield from check_before_in_force(policy)
        yield from check_policy(policy)
        if not any(problem.line_of for problem in check_identities(policy)):
            # Of two parts by one name the search would know the one alone.
            yield from check_searching(without_not(policy), elsewhere)

    whole = written_out(load(source, Policy, check))
    return with_own_words(derived(whole.policy)), source.also_at(whole.origins)


def _findable(edition: RawText, clocks: Clocks) -> Collection[str] | None:
    """What can have words in an edition; None where that is refused, and so not known."""
    try:
        return findable_in(policy_in(policy_source(edition), clocks)[0])
    except Refused:
        return None


def language_in(source: Source) -> Language:
    """The words of a language in a source. Raises Refused."""
    return load(source, Language, check_words)


def check_policy(policy: Policy) -> Iterator[Problem]:
    """What is wrong between the parts of a policy.

    Whether its zones exist is left out, since that takes the clocks; and the words of the search, which an
    edition doesn't have.
    """
    yield from check_identities(policy)
    yield from check_references(policy)
    yield from check_meanings(policy)
    yield from check_emergencies(policy)
    yield from check_figures(policy)
    yield from check_releases(policy)
    yield from check_hours(policy)
    yield from check_texts(policy)
    yield from check_addresses(policy)
    yield from check_desks(policy)


def remarks_on(policy: Policy, until: date = date.max) -> Iterator[Remark]:
    """What is worth a look in a policy as it is written, and which holds until a day."""
    yield from zone_remarks(policy)
    yield from figure_remarks(policy)
    yield from said_again_remarks(policy)
    yield from citation_remarks(policy)
    yield from versions_said_remarks(policy)
    yield from release_remarks(policy)
    yield from hours_remarks(policy, until)
    yield from hours_said_remarks(policy)
    yield from hours_a_day_remarks(policy)
    yield from text_remarks(policy)
    yield from channel_remarks(policy)
    yield from date_remarks(policy)


def edition_by(policy: Policy, language: Language, clocks: Clocks, original: Policy | None = None) -> Edition:
    """What the engine decides by; its digest changes with any word of the policy but those of the search.

    A reading that the policy itself has settled meanwhile, or its `original` in another language, is none any
    more.
    """
    policy = without_words(_without_settled(policy, original or policy))
    year = policy.effective.year
    first, last = year - YEARS_BEFORE, max(year + YEARS_AFTER, AT_LEAST_UNTIL)
    named = {zone for zone in (policy.zone, *(hours.zone for hours in policy.hours)) if zone}
    zones = {
        zone: changes(clock_of(zone, clocks), first, last)
        for zone in sorted(named)
        if fixed_offset(zone) is None
    }
    return Edition(policy, language.engine, _digest(policy), zones)


def _without_settled(policy: Policy, original: Policy) -> Policy:
    """The policy without the readings that it has settled, and without the notes for customers among them."""
    gone, rest = {reading.id for reading in settled(original)}, read_without_holidays(original)
    if policy is not original:
        # In another language nobody knows which of its words are wrong.
        gone, rest = gone | rest.keys(), {}
    notes = {field: "" for reading in policy.unconfirmed if reading.id in gone for field in notes_of(reading)}
    still_open = tuple(
        replace(reading, reading=rest.get(reading.id, reading.reading))
        for reading in policy.unconfirmed
        if reading.id not in gone
    )
    return replace(translated(policy, notes) if notes else policy, unconfirmed=still_open)


def _digest(policy: Policy) -> str:
    text = json.dumps(encode(policy), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
