"""A ticket that comes back: its answers, what today's policy decides of them, and what it decided then.

Guarantees that nothing is guessed without a word: where the text has no link that can be read, where it has
several with different answers, and where an answer fits no question any more, the answer says so. What the
ticket says of the case is compared line by line with today's, so that a link that was read wrongly shows;
where today's policy asks further, nothing is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from urllib.parse import parse_qsl, urlsplit

from wizard.address import MOST_ANSWERS, answers_in, is_tracking
from wizard.case import Answers, Told
from wizard.codec import plain
from wizard.edition import Edition
from wizard.interview import valid_answer
from wizard.protocol import BadRequest, Json, given_answers, instant, view
from wizard.ticket.coming_back import LinkPlace, ReadText, readings
from wizard.ticket.layout import DECIDED, EDITION
from wizard.ticket.letters import one_line
from wizard.values import value
from wizard.view import View
from wizard.words import TicketWords, fill

EDITION_IN_LINK = "edition"
"""What names an edition by its first day in the address of the wizard's page."""
INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T?(\d\d:\d\d)\D*([+-]\d\d:\d\d)")
LONGEST = 1_000_000
"""Characters of a text that are read."""

Found = dict[str, str]
"""Answers by question, as a link has them."""


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
    was, is_now = _said(edition, reading.lines), _said(edition, now_lines)
    words = edition.words.ticket
    policy = _begin(words, words.policy)
    policies = [said.get(policy, "").removeprefix(policy).strip() for said in (was, is_now)]
    if not was:  # A ticket that was too long for a link has its facts alone, and maybe not all of them.
        was, facts = _facts(reading.lines), _facts(now_lines)
        is_now = {name: facts.get(name, "") for name in was}
        then = was.get(EDITION, "")
        policies[0] = policies[1] if then == facts.get(EDITION) else then.partition(": ")[2]
    cut = any(line.strip() == words.shortened for line in reading.lines)
    return Reopened(
        view=today,
        answers=links[0] if links else {},
        hosts=tuple(dict.fromkeys(filter(None, map(_host, reading.places)))),
        several=len(links) > 1,
        policy=LineChange(*policies),
        since=_since(reading, policies[0]),
        said=tuple(line for names in _telling(words) for key, line in was.items() if _name(key) in names),
        over=_is_over(was.get(_begin(words, words.due)) or was.get("Due", ""), now),
        compared=bool(was.keys() - {"Due"}),
        changes=tuple(_changes(edition, was, is_now, cut)) if outcome and was else (),
    )


def _is_over(due: str, now: datetime) -> bool:
    """Whether the instant in a line is, wherever that was wrapped; not where none can be read."""
    found = INSTANT.search("".join(due.split()))
    try:
        return found is not None and datetime.fromisoformat("{}T{}{}".format(*found.groups())) < now
    except ValueError:
        return False


def _telling(words: TicketWords) -> tuple[tuple[str, ...], ...]:
    """How the lines begin that tell what was decided and promised, and the names of such facts."""
    lines = (words.verdict, words.target, words.due)
    return (*((_begin(words, name),) for name in lines), _several(words), ("Verdict",), ("Level",), ("Due",))


def _several(words: TicketWords) -> tuple[str, ...]:
    """How the lines begin that a ticket can have several of."""
    return _begin(words, words.further), _begin(words, words.further_due)


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


def _said(edition: Edition, lines: Iterable[str]) -> dict[str, str]:
    """What a ticket decided, line by line under how each begins; lines that were wrapped are whole again.

    What the customer wrote stands between two headings, and is passed over, as are the facts before the first
    one. Of several tickets the first counts.
    """
    words, begins = edition.words.ticket, tuple(_begins(edition))
    questions = {_begin(words, question.name) for question in edition.policy.questions}
    said: dict[str, str] = {}
    section, under = "", ""
    for line in map(_bare, lines):
        heading = line if line in _headings(words) else ""
        if heading == section == words.triage.upper() or (heading and section == words.promised.upper()):
            break
        begin = next((begin for begin in begins if line.startswith(begin)), "")
        section = heading or section
        if begin in questions and section == words.promised.upper():
            begin = ""  # A fact of another ticket, such as a quoted copy.
        if heading or not line or line.startswith("</") or section in ("", words.details.upper()):
            under = ""
        elif begin:
            under = line.split(maxsplit=1)[0] if begin == _clause(words) else begin
            if begin in _several(words):
                under += f"\n{sum(_name(other) == begin for other in said)}"
            # What was said already is another ticket's, such as a quoted copy's.
            under = "" if said.setdefault(under, line) is not line else under
        elif under:
            said[under] += f" {line}"
    return said


def _facts(lines: Iterable[str]) -> dict[str, str]:
    """The lines by which a ticket tells its facts, by name; of several tickets the first whole one's.

    Where none names its edition, as each whole one does, the first line of each name counts.
    """
    found: list[dict[str, str]] = []
    for whole, block in groupby(map(_bare, lines), bool):
        named = ((line.partition(": ")[0], line) for line in block if whole and ": " in line)
        facts: dict[str, str] = {}
        for name, line in named:
            if name in (*DECIDED, EDITION):
                facts.setdefault(name, line)
        found.append(facts)
    first = next((facts for facts in found if EDITION in facts), None)
    return first or {name: line for facts in reversed(found) for name, line in facts.items()}


def _changes(
    edition: Edition, was: Mapping[str, str], today: Mapping[str, str], cut: bool
) -> Iterator[LineChange]:
    """The lines of two tickets that differ in more than in where they were wrapped.

    The last one may go on into what a mailer put behind the ticket.
    """
    words = edition.words.ticket
    was = _by_numbers_of_today(was, today, _clause(words))
    *_, last = was
    instants = (words.due, words.further_due)
    apart = {"Due", *(_begin(words, name) for name in (words.policy, *instants, words.clauses))}
    for begin in dict.fromkeys((*today, *was)):
        then, now = was.get(begin, ""), today.get(begin, "")
        goes_on = begin == last and now and _squeezed(then).startswith(_squeezed(now))
        is_cut = cut and _squeezed(now).startswith(_squeezed(then))
        if _name(begin) not in apart and not (_is_same(words, then, now) or is_cut or goes_on):
            yield LineChange(then, now)


def _by_numbers_of_today(was: Mapping[str, str], today: Mapping[str, str], mark: str) -> dict[str, str]:
    """A ticket's lines with each clause under its number of today, beside what had that number then."""
    texts = {key: _clause_text(line) for key, line in today.items() if mark and key.startswith(mark)}
    numbers = {text: key for key, text in texts.items()}
    moved = {
        key: numbers[text]
        for key, text in ((key, _clause_text(line)) for key, line in was.items())
        if text in numbers and key.startswith(mark) and text != texts.get(key)
    }
    beside = {key: f"{key}\n" for key in moved.values()}
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


def _begins(edition: Edition) -> Iterator[str]:
    """How the lines begin that say what was decided, and those around them."""
    words = edition.words.ticket
    names = (
        words.severity,
        words.handling,
        words.verdict,
        words.target,
        words.due,
        words.further,
        words.further_due,
        words.policy,
    )
    questions = (question.name for question in edition.policy.questions)
    yield from (_begin(words, name) for name in (*names, words.clauses, *questions))
    yield from filter(None, (_clause(words),))


def _begin(words: TicketWords, name: str) -> str:
    return fill(words.line, name=name, value="").rstrip()


def _name(key: str) -> str:
    """How a line begins, by what it is known by: where there are several, their number stands behind that."""
    return key.partition("\n")[0]


def _clause(words: TicketWords) -> str:
    """What stands before the label of a clause; empty where the words put nothing there."""
    return words.clause.partition("{")[0].strip()


def _headings(words: TicketWords) -> tuple[str, ...]:
    return (words.triage.upper(), words.details.upper(), words.promised.upper())


def _bare(line: str) -> str:
    """A line without the edge of a table behind it."""
    return line.strip().rstrip("|").rstrip()


def _squeezed(line: str) -> str:
    """A line without what a wrap may have put into it."""
    return "".join(line.split()).replace("-", "")
