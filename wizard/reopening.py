"""A ticket that comes back: its answers, what today's policy decides of them, and what it decided then.

Guarantees that nothing is guessed without a word: where the text has no link that can be read, where it has
several with different answers, and where an answer fits no question any more, the answer says so. What the
ticket says of the case is compared line by line with today's, so that a link that was read wrongly shows;
where today's policy asks further, nothing is compared.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from wizard.address import MOST_ANSWERS, answers_in, is_tracking
from wizard.case import Answers, Told
from wizard.codec import plain
from wizard.edition import Edition
from wizard.interview import valid_answer
from wizard.outcome.blocks import SECTIONS, Section
from wizard.protocol import BadRequest, Json, given_answers, instant, view
from wizard.ticket.coming_back import LinkPlace, ReadText, readings
from wizard.ticket.layout import EDITION, Known, heading, known_lines
from wizard.ticket.letters import one_line
from wizard.values import value
from wizard.view import View
from wizard.words import TicketWords

EDITION_IN_LINK = "edition"
"""What names an edition by its first day in the address of the wizard's page."""
INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T?(\d\d:\d\d)\D*([+-]\d\d:\d\d)")
LONGEST = 1_000_000
"""Characters of a text that are read."""

Found = dict[str, str]
"""Answers by question, as a link has them."""


class Key(NamedTuple):
    """What a line of a ticket is known by, and which one of several it is."""

    known: Known
    which: str = ""


Lines = dict[Key, str]
"""What a ticket decided, line by line; lines that were wrapped are whole again."""


@value()
class LineChange:
    """A line of a ticket that comes out otherwise today; a line that is not there is empty."""

    was: str
    today: str


@value()
class Reopened:
    """A ticket's answers today, and what was said of them then."""

    view: View | None
    """None where no link could be read."""
    answers: Found
    """All answers of the link that was read: its own edition may know those that today's policy doesn't."""
    hosts: tuple[str, ...]
    """Where the text's links lead; a gateway that hides addresses is among them."""
    several: bool
    """Whether the text has links with other answers too."""
    policy: LineChange
    """The policies by which it was decided; a shortened ticket names another one by its edition alone.
    Today's is empty where it asks further."""
    since: str
    """The first day of the edition that decided it, as the text names it; empty where it does not."""
    said: tuple[str, ...]
    """The ticket's lines of the verdict, of what was promised then, and by when."""
    over: bool
    """Whether the time is over by which a first answer was promised."""
    compared: bool
    """Whether the text says anything of what was decided then."""
    changes: tuple[LineChange, ...]
    """Empty also where today's policy asks further, since there is nothing to compare with."""


def respond(edition: Edition, request: Json) -> Json:
    """What is known of a returned `ticket` at an instant `now`, as plain JSON (see `Reopened`).

    `page` is as in `wizard.protocol.respond`. Where the request has `answers`, by which the case has gone on
    since it was opened, they count instead of the ticket's. Raises BadRequest where it has another shape.
    """
    text, page = request.get("ticket"), request.get("page", "")
    if not isinstance(text, str) or not isinstance(page, str):
        raise BadRequest("the ticket or the page is no text")
    if len(text) > LONGEST:
        raise BadRequest(f"the ticket has {len(text)} characters; {LONGEST} are read")
    given = given_answers(request["answers"]) if "answers" in request else None
    told: Json = plain(reopen(edition, text, instant(request.get("now")), one_line(page), given))
    return told


def reopen(
    edition: Edition, text: str, now: datetime, page: str = "", given: Answers | None = None
) -> Reopened:
    """Reopen a ticket in whichever way it was sent on, at the answers in it or at those `given` instead."""
    reading, links = max(_read(edition, text), key=lambda found: _worth(edition, found[1]))
    today = view(edition, Told(links[0] if given is None else given, page), now) if links else None
    outcome = today.outcome if today else None
    now_lines = outcome.ticket.body.splitlines() if outcome else []
    words, known = edition.words.ticket, known_lines(edition.policy, edition.words)
    was, is_now = _said(words, known, reading.lines), _said(words, known, now_lines)
    policies = [_policy(said) for said in (was, is_now)]
    if not was:  # A ticket that was too long for a link has its facts alone, and maybe not all of them.
        was, facts = _facts(known, reading.lines), _facts(known, now_lines)
        is_now = {key: facts.get(key, "") for key in was}
        policies[0] = policies[1] if _edition(was) == _edition(facts) else _edition(was)
    cut = any(line.strip() == words.shortened for line in reading.lines)
    return Reopened(
        view=today,
        answers=links[0] if links else {},
        hosts=tuple(dict.fromkeys(filter(None, map(_host, reading.places)))),
        several=len(links) > 1,
        policy=LineChange(*policies),
        since=_since(reading, policies[0]),
        said=tuple(_promised(was)),
        over=_is_over(_due(was), now),
        compared=any(key.known.tells != "due" for key in was),
        changes=tuple(_changes(words, was, is_now, cut)) if outcome and was else (),
    )


def _is_over(due: str, now: datetime) -> bool:
    """Whether the instant in a line is, wherever that was wrapped; not where none can be read."""
    found = INSTANT.search("".join(due.split()))
    try:
        return found is not None and datetime.fromisoformat("{}T{}{}".format(*found.groups())) < now
    except ValueError:
        return False


def _due(lines: Lines) -> str:
    """The line that tells by when a first answer is due."""
    due = (line for key, line in lines.items() if key.known.tells == "due" and not key.known.several)
    return next(due, "")


def _promised(lines: Lines) -> Iterator[str]:
    """The lines of what was decided and promised, and by when; of facts that one is the last."""
    facts_due = [key for key in lines if key.known.tells == "due" and not key.known.section]
    for key in (*(key for key in lines if key not in facts_due), *facts_due):
        if key.known.tells in ("promised", "due"):
            yield lines[key]


def _policy(lines: Lines) -> str:
    """The policy by which it was decided, as a whole ticket names it."""
    named = ((key.known.begin, line) for key, line in lines.items() if key.known.tells == "policy")
    return next((line.removeprefix(begin).strip() for begin, line in named), "")


def _edition(facts: Lines) -> str:
    """The same as facts name it: by its edition alone."""
    return next((line.partition(": ")[2] for key, line in facts.items() if key.known.begin == EDITION), "")


def _since(reading: ReadText, policy: str) -> str:
    """The day by which a ticket names its edition: in its links, else in the line of its policy."""
    links = (link for place in reading.places for link in place.readings)
    queries = (link.partition("?")[2].partition("#")[0] for link in links)
    named = (day for query in queries for name, day in _parameters(query) if name == EDITION_IN_LINK)
    words = (word.strip(",.;") for word in policy.split())
    return next((day for day in (*named, *words) if _is_day(day)), "")


def _parameters(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, max_num_fields=MOST_ANSWERS)
    except ValueError:
        return []


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _read(edition: Edition, text: str) -> Iterator[tuple[ReadText, list[Found]]]:
    """Each reading of a text, with the different answers that its links have, in their order."""
    for reading in readings(text):
        links: list[Found] = []
        for place in reading.places:
            answers = _best(edition, place)
            fitting = _fitting(edition, answers).items()
            others = [_fitting(edition, link).items() for link in links]
            part = next((number for number, other in enumerate(others) if other < fitting), None)
            if part is not None:
                links[part] = answers  # The same link, of which the text before had a part only.
            elif answers and not any(fitting <= other for other in others):
                links.append(answers)
        yield reading, links


def _best(edition: Edition, place: LinkPlace) -> Found:
    """The answers of the reading in which most of them fit; none where no question is known."""
    found = (_answers(edition, link) for link in place.readings)
    return max(found, key=lambda answers: _worth(edition, [answers]), default={})


def _answers(edition: Edition, link: str) -> Found:
    found = {name: answer for name, answer in answers_in(link).items() if not is_tracking(name)}
    return found if found.keys() & edition.questions.keys() else {}


def _fitting(edition: Edition, answers: Found) -> Found:
    """The answers that fit their questions."""
    known = ((edition.questions.get(name), answer) for name, answer in answers.items())
    return {
        question.id: answer
        for question, answer in known
        if question and valid_answer(edition, question, answer) is not None
    }


def _worth(edition: Edition, links: list[Found]) -> tuple[int, bool]:
    """How many answers of the best link fit; where none do, whether there are any."""
    return max(((len(_fitting(edition, link)), bool(link)) for link in links), default=(0, False))


def _host(place: LinkPlace) -> str:
    try:
        return urlsplit(place.text).hostname or ""
    except ValueError:
        return ""


def _said(words: TicketWords, known: Collection[Known], lines: Iterable[str]) -> Lines:
    """What a ticket decided, each line where it stands.

    What the customer wrote has a section of its own, in which nothing is known, as before the first heading.
    Of several tickets the first counts.
    """
    headings = {heading(words, section): section for section in SECTIONS}
    said: Lines = {}
    section: Section = ""
    under: Key | None = None
    for line in map(_bare, lines):
        begins = headings.get(line, "")
        if begins and (section == "promised" or begins == section == "triage"):
            break
        section = begins or section
        found = [entry for entry in known if entry.section and line.startswith(entry.begin)]
        here = [entry for entry in found if entry.section == section]
        if begins or not line or line.startswith("</"):
            under = None
        elif here:
            under = _key(max(here, key=lambda entry: len(entry.begin)), line, said)
            # What was said already is another ticket's, such as a quoted copy's, as is what stands elsewhere.
            under = None if said.setdefault(under, line) is not line else under
        elif found:
            under = None
        elif under:
            said[under] += f" {line}"
    return said


def _key(known: Known, line: str, said: Lines) -> Key:
    match known.several:
        case "numbered":
            return Key(known, line.split(maxsplit=1)[0])
        case "counted":
            return Key(known, str(sum(key.known == known for key in said)))
        case _:
            return Key(known)


def _facts(known: Collection[Known], lines: Iterable[str]) -> Lines:
    """The lines by which a ticket tells its facts; of several tickets the first whole one's.

    Where none names its edition, as each whole one does, the first line of each name counts.
    """
    names = {entry.begin: entry for entry in known if not entry.section}
    found: list[Lines] = []
    for whole, block in groupby(map(_bare, lines), bool):
        named = ((line.partition(": ")[0], line) for line in block if whole and ": " in line)
        facts: Lines = {}
        for name, line in named:
            if name in names:
                facts.setdefault(Key(names[name]), line)
        found.append(facts)
    first = next((facts for facts in found if _edition(facts)), None)
    return first or {key: line for facts in reversed(found) for key, line in facts.items()}


def _changes(words: TicketWords, was: Lines, today: Lines, cut: bool) -> Iterator[LineChange]:
    """The lines of two tickets that differ in more than in where they were wrapped.

    The last one may go on into what a mailer put behind the ticket.
    """
    was = _by_numbers_of_today(was, today)
    *_, last = was
    for key in dict.fromkeys((*today, *was)):
        then, now = was.get(key, ""), today.get(key, "")
        goes_on = key == last and now and _squeezed(then).startswith(_squeezed(now))
        is_cut = cut and _squeezed(now).startswith(_squeezed(then))
        compared = key.known.tells in ("decided", "promised")
        if compared and not (_is_same(words, then, now) or is_cut or goes_on):
            yield LineChange(then, now)


def _by_numbers_of_today(was: Lines, today: Lines) -> Lines:
    """A ticket's lines with each clause under its number of today, beside what had that number then."""
    then, now = (
        {key: _clause_text(line) for key, line in lines.items() if key.known.several == "numbered"}
        for lines in (was, today)
    )
    numbers = {text: key for key, text in now.items()}
    moved = {key: numbers[text] for key, text in then.items() if text in numbers and text != now.get(key)}
    beside = {key: key._replace(which=f"{key.which}\n") for key in moved.values()}
    return {moved.get(key, beside.get(key, key)): line for key, line in was.items()}


def _clause_text(line: str) -> str:
    """What a clause's line says behind its number, wherever it was wrapped."""
    return _squeezed(" ".join(line.split()[1:]))


def _is_same(words: TicketWords, then: str, now: str) -> bool:
    """Whether two lines say the same; so they do where one only tells a version's day besides."""
    shorter, longer = sorted((_squeezed(then), _squeezed(now)), key=len)
    tails = (text.removeprefix(words.version_is) for text in (words.version_until, words.version_out))
    more = longer.removeprefix(shorter)
    return shorter == longer or (bool(shorter) and any(_is_filled(_squeezed(tail), more) for tail in tails))


def _is_filled(tail: str, text: str) -> bool:
    """Whether a text is the end of a line with its `{day}`."""
    before, _, after = tail.partition("{day}")
    day = text.removeprefix(before).removesuffix(after)
    return day.isdigit() and text == f"{before}{day}{after}"


def _bare(line: str) -> str:
    """A line without the edge of a table behind it."""
    return line.strip().rstrip("|").rstrip()


def _squeezed(line: str) -> str:
    """A line without what a wrap may have put into it."""
    return "".join(line.split()).replace("-", "")
