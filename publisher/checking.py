"""All that `check` says of a policy: what is wrong, worth a look and open, and how it was proved.

What is new beside the published edition comes first in each, and is marked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from publisher.analysis.verify import Report, verify
from publisher.named_policy import NamedPolicy
from publisher.policy_file.checks.hours_said import read_otherwise, read_without_holidays
from publisher.policy_file.checks.left_editions import edits_left
from publisher.policy_file.checks.left_texts import texts_left
from publisher.policy_file.checks.left_words import words_left, words_overtaken
from publisher.policy_file.checks.settled_readings import notes_of
from publisher.policy_file.checks.wording import called_as_before, left_unsaid
from publisher.policy_file.editions import Editions, addressed_otherwise
from publisher.policy_file.findings import Finding, KeyPath, command, counted, shown
from publisher.policy_file.placeholders import in_order
from publisher.policy_file.policy_text import Loaded, found
from publisher.policy_file.remarks import PAST, Remark, most_telling, names_in
from publisher.policy_file.source import nowhere
from publisher.policy_file.translation import named_within
from wizard.codec import Json, encode
from wizard.days import dated
from wizard.hours import EVER
from wizard.policy import Holiday, Hours, Policy, Reading
from wizard.readings import NOTE, is_settled, value_of

MOST_YEARS_AHEAD = 5
MAY_BE_SETTLED = "may-be-settled"
"""A kind of remarks."""
HOLIDAYS = ".holidays"
"""How the name of a field ends that lists the holidays of hours."""


def told(
    loaded: Loaded,
    report: Report,
    published: NamedPolicy | None,
    elsewhere: Collection[Reading] = (),
    remarked: Collection[str] = (),
) -> Iterator[str]:
    """The lines of a report, and what nobody has confirmed; what is not `published` too is new.

    Readings that were told `elsewhere`, of another edition, are not told again; nor is what was `remarked`
    there in the same words.
    """
    yield from map(str, report.errors)
    known = _known(published) if published else ()
    same = [remark for remark in report.remarks if remark.message in remarked]
    remarks = ((names_in(remark.message), remark) for remark in report.remarks if remark not in same)
    yield from _lines("remark", remarks, known, marked=published is not None)
    if same:
        yield f"{counted(same, 'remark')} above {'is' if len(same) == 1 else 'are'} on this edition, too."
    left = {reading.id for reading in published.edition.policy.unconfirmed} if published else set()
    again = {reading.id for reading in loaded.edition.policy.unconfirmed if reading in elsewhere}
    open = ((name, finding) for name, finding in unconfirmed(loaded) if name not in again)
    yield from _lines("unconfirmed", open, left, marked=published is not None)
    yield from (f"settled: {finding}" for finding in _settled(loaded))
    yield from report.could_not_finish()
    if report.summary:
        yield str(report.summary)


def summary(loaded: Loaded, report: Report) -> str:
    """Whether an edition is valid and when it holds, and how much there is to say of it."""
    state = f"{counted(report.errors, 'error')}, not valid" if report.errors else "valid"
    return f"{state}{time_of(loaded)}. {counted(report.remarks, 'remark')}, {readings(loaded)}"


def time_of(loaded: Loaded) -> str:
    """From when to when an edition holds, where there are others."""
    last = loaded.edition.last_day
    from_day = f", holds from {loaded.edition.policy.effective}"
    until = f" until {last}" if last else ""
    return from_day + until if loaded.holds != EVER else ""


def readings(loaded: Loaded) -> str:
    """How many of an edition's readings nobody has confirmed, and which."""
    open = loaded.edition.policy.unconfirmed
    names = ", ".join(reading.id for reading in open)
    return counted(open, "unconfirmed reading") + (f": {names}." if names else ".")


def _lines(
    what: str, findings: Iterable[tuple[str, Finding]], known: Collection[str], *, marked: bool
) -> Iterator[str]:
    """Findings by their names, the new ones first."""
    for name, finding in sorted(findings, key=lambda named: (named[0] in known, named[1])):
        yield f"{'new ' if marked and name not in known else ''}{what}: {finding}"


def _known(published: NamedPolicy) -> Collection[str]:
    """The names of the remarks on the published edition: as its site keeps them, or else by the proof."""
    if published.remarks is not None:
        return published.remarks
    return {names_in(remark.message) for remark in verify(published.edition, nowhere()).remarks}


def before(loaded: Loaded, published: NamedPolicy | None) -> NamedPolicy | None:
    """What is published in place of an edition, whatever file that is in: what holds on its first day."""
    return published.on(loaded.edition.policy.effective) if published else None


def with_changes(
    reports: Iterable[tuple[Loaded, Report]], editions: Editions, published: NamedPolicy | None, today: date
) -> tuple[list[tuple[Loaded, Report]], NamedPolicy | None]:
    """The reports of all editions, with what came since the published one and with each edition.

    Beside them the first of those it is compared with since which something is left behind.
    """
    left = [(base, _left_since(editions, base)) for base in _bases(editions, published)]
    changed = []
    for loaded, report in reports:
        behind = dict.fromkeys(finding for _, by_file in left for finding in by_file[loaded.source.name])
        if loaded is editions.main:
            came = [*since(loaded, before(loaded, published), today, behind)]
        else:
            came = [*addressed_otherwise(editions.main, [loaded])]
            for earlier, later in editions.changes:
                if later is loaded and loaded.policy.products != earlier.policy.products:
                    came += found(loaded, words_overtaken(loaded.policy, today))
            came += behind
        telling = most_telling(dict.fromkeys((*report.remarks, *came)), report.errors)
        changed.append((loaded, replace(report, remarks=telling)))
    return changed, next((base for base, by_file in left if any(by_file.values())), None)


def _bases(editions: Editions, published: NamedPolicy | None) -> Iterator[NamedPolicy]:
    """What a policy is compared with: what is published, and before it what its site keeps, if something.

    Of each what holds on the first day of the policy's own file, as files may have changed places since; but
    not what another file has now.
    """
    elsewhere = [other.edition.policy.effective for other in editions.others]
    for site in (published and published.since, published):
        was = before(editions.main, site)
        if was and was.edition.policy.effective not in elsewhere:
            yield was


def _left_since(editions: Editions, was: NamedPolicy) -> dict[str, list[Finding]]:
    """What is left behind since an earlier edition, by the names of the files."""
    main = editions.main
    coming = {other.source.name: [*since_main(other, main, was)] for other in editions.others}
    return {main.source.name: [*_left(main, was)], **coming}


def since(
    loaded: Loaded, published: NamedPolicy | None, today: date, left: Iterable[Finding]
) -> Iterator[Finding]:
    """What came since the published edition: past holidays, and words `left` behind; and unfilled words."""
    policy = loaded.policy
    remarks = [*_slips(policy, published, today), *words_overtaken(policy, today)]
    yield from found(loaded, remarks)
    yield from left
    for path, text, lacking in left_unsaid(loaded.language):
        message = f"{shown(text)} has no {in_order(lacking)}, so that customers don't read it; is that meant?"
        yield loaded.words.finding(path, message)


def _slips(policy: Policy, published: NamedPolicy | None, today: date) -> Iterator[Remark]:
    """Days of which the year may be a slip."""
    if policy.effective.year > today.year + MOST_YEARS_AHEAD:
        message = f"{policy.effective} is many years from now; is the year right?"
        yield Remark(("effective",), message, kind="far-off")
    known = _holidays_known(published) if published else frozenset()
    for number, hours in enumerate(policy.hours):
        new = {_holiday(hours, holiday): place for place, holiday in enumerate(hours.holidays)}
        past = [
            name
            for name, place in new.items()
            if name not in known and (last := dated(hours.holidays[place].day)) and last < today
        ]
        if past:
            days = ", ".join(hours.holidays[new[name]].day for name in past)
            message = f"{days} {'is' if len(past) == 1 else 'are'} past already; is another year meant?"
            place = ("hours", number, "holidays", new[past[0]])
            yield Remark(place, message, kind=PAST, names=tuple(past))


def _holidays_known(published: NamedPolicy) -> frozenset[str]:
    """The published holidays by name, but those of which a remark of their site asks already."""
    of_past = (names for names in published.remarks or () if names.startswith(f"{PAST}: "))
    asked = ", ".join(names.removesuffix("]") for names in of_past)
    policy = published.edition.policy
    names = {_holiday(hours, holiday) for hours in policy.hours for holiday in hours.holidays}
    return frozenset(names.difference(asked.removeprefix(f"{PAST}: ").split(", ")))


def _holiday(hours: Hours, holiday: Holiday) -> str:
    return f"hours.{hours.id}.holidays.{holiday.day}"


def _left(loaded: Loaded, published: NamedPolicy) -> Iterator[Finding]:
    """What still says what an edit changed elsewhere since then."""
    was = published.edition.policy
    if was == loaded.edition.policy and published.language == loaded.language:
        return
    left = (texts_left(loaded.policy, was), words_left(loaded.policy, was), _may_be_settled(loaded, was))
    yield from found(loaded, chain.from_iterable(left))
    for path, said, now, renamed in called_as_before(loaded.language, published.language):
        message = f"{shown(said)} still stands here, and there is {shown(now)} now, by line"
        yield _in_words(loaded, path, message, renamed)


def _in_words(loaded: Loaded, path: KeyPath, message: str, line_of: KeyPath) -> Finding:
    """A finding in the words file; behind it the line of another text, the policy's own where it has one."""
    own = {words.of: number for number, words in enumerate(loaded.policy.words)}
    reworded = own.get(".".join(map(str, line_of)))
    if reworded is None:
        return loaded.words.finding(path, message, line_of=line_of)
    line = loaded.source.place(("words", reworded))[0]
    way_out = f"reword {'.'.join(map(str, path))} there too"
    return loaded.words.finding(path, f"{message} {line} of {loaded.source.name}; {way_out}")


def since_main(loaded: Loaded, main: Loaded, was: NamedPolicy) -> Iterator[Finding]:
    """What was changed in the policy since an earlier edition, and not in one that is to come."""
    if loaded.policy.effective > main.policy.effective:
        left = edits_left(loaded.policy, main.policy, was.edition.policy, main.source.name)
        yield from dict.fromkeys(found(loaded, left))


def unconfirmed(loaded: Loaded) -> Iterator[tuple[str, Finding]]:
    """Every unconfirmed reading by its id, with its place, the fields that it concerns, and the reason."""
    places = _places_of_readings(loaded)
    for reading in loaded.edition.policy.unconfirmed:
        message = f"'{reading.id}', on {', '.join(reading.fields)}: {reading.reading} {reading.reason}"
        yield reading.id, loaded.source.finding(places[reading.id], message)


def _settled(loaded: Loaded) -> Iterator[Finding]:
    """Every reading that the policy has settled since, and the notes that go with it."""
    policy, places = loaded.policy, _places_of_readings(loaded)
    left = {reading.id for reading in loaded.edition.policy.unconfirmed}
    otherwise, rest = read_otherwise(policy), read_without_holidays(policy)
    for reading in policy.unconfirmed:
        id = reading.id
        path, confirm = places[id], command(f"confirm {id}", loaded.source.name)
        goes = " and ".join(["it", *notes_of(reading)])
        if id in otherwise:
            said = _not_as_read(reading, otherwise[id], id in rest)
            yield loaded.source.finding((*path, "reading"), f"{said} remove {goes}: {confirm}")
        elif id not in left:
            fields = [name for name in reading.until if is_settled(policy, replace(reading, until=(name,)))]
            # In another language the words don't tell it, but those of the policy's own did.
            why = f"was open until {fields[0]} is set, and it is" if fields else "is no more so"
            said = f"'{id}' {why}; to remove {goes}: {confirm}"
            yield loaded.source.finding((*path, "until"), said)
        elif id in rest:
            said = (
                f"'{id}' says that there are no holidays, and some are listed; the site says only: "
                f"{rest[id]} Write it so, or if that is settled too: {confirm}"
            )
            yield loaded.source.finding((*path, "reading"), said)


def _not_as_read(reading: Reading, otherwise: Mapping[str, str], has_holidays: bool) -> str:
    """Which fields are no more as a reading says, and which it speaks of beside them."""
    there = " and ".join(f"{field} has {said}" for field, said in otherwise.items())
    others = [
        field
        for field in reading.fields
        if field not in otherwise
        and not field.endswith(NOTE)
        and not (has_holidays and field.endswith(HOLIDAYS))
    ]
    still = (
        f". Write anew what is still open of {' and '.join(others)}; or, if nothing is," if others else "; to"
    )
    return f"'{reading.id}' says: {reading.reading} But {there} now, so the site leaves it out{still}"


def _may_be_settled(loaded: Loaded, published: Policy) -> Iterator[Remark]:
    """Every reading of which a field changed while it stands itself; and every note that was left alone."""
    policy = loaded.edition.policy
    here = {reading.id: reading for reading in policy.unconfirmed}
    places = _places_of_readings(loaded)
    for was in published.unconfirmed:
        if now := here.get(was.id):
            changed = tuple(
                field
                for field in now.fields
                if field in was.fields and _may_settle(was, published, policy, field)
            )
            if changed and now.reading == was.reading:
                confirm = command(f"confirm {was.id}", loaded.source.name)
                message = (
                    f"{', '.join(changed)} is no more what was published; if that settles '{was.id}', "
                    f"confirm it ({confirm})"
                )
                yield Remark(places[was.id], message, kind=MAY_BE_SETTLED, names=changed)
        elif was.id not in places:
            yield from _notes_left(loaded, published, was)


def _notes_left(loaded: Loaded, published: Policy, was: Reading) -> Iterator[Remark]:
    names = {named.name: named.path for named in named_within(loaded.policy)}
    for field in was.fields:
        if field.endswith(NOTE) and field in names and not _differs(published, loaded.policy, field):
            message = f"this note belongs to '{was.id}', which is gone; remove it too, or say what holds now"
            yield Remark(names[field], message, kind=MAY_BE_SETTLED)


def _differs(old: Policy, new: Policy, field: str) -> bool:
    try:
        return value_of(old, field) != value_of(new, field)
    except LookupError:
        return False


def _may_settle(was: Reading, old: Policy, new: Policy, field: str) -> bool:
    """Whether a field is another now in a way that can settle a reading.

    Not what only came to it, and not a figure of which the reading doesn't speak.
    """
    if not _differs(old, new, field):
        return False
    value = value_of(old, field)
    if isinstance(value, int):
        return re.search(rf"\b{value}\b", was.reading) is not None
    return not _kept(encode(value), encode(value_of(new, field)))


def _kept(was: Json, now: Json) -> bool:
    """Whether all of a value is still there."""
    if isinstance(was, dict) and isinstance(now, dict):
        return all(name in now and _kept(value, now[name]) for name, value in was.items())
    if isinstance(was, list) and isinstance(now, list):
        return bool(was) and all(item in now for item in was)
    return bool(was == now)


def _places_of_readings(loaded: Loaded) -> dict[str, tuple[str, int]]:
    return {reading.id: ("unconfirmed", place) for place, reading in enumerate(loaded.policy.unconfirmed)}
