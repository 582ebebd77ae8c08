"""The wizard without a page: asked in the terminal, answered by a file, or reopened from a ticket."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import get_close_matches
from email import message_from_bytes
from email.policy import default as mail_as_text
from pathlib import Path
from typing import Any

from publisher.language.interface import Language, TerminalWords
from publisher.mendable import Mendable
from publisher.policy_file.editions import Editions
from publisher.policy_file.findings import instead
from publisher.triage.terminal import Engine, interview
from wizard.edition import Edition
from wizard.emergencies import answers_of
from wizard.hours import offset_at
from wizard.kinds import kind_of
from wizard.protocol import BadRequest, instant, respond
from wizard.reopening import EDITION_IN_LINK
from wizard.reopening import respond as reopen
from wizard.words import fill

Json = dict[str, Any]

LONGEST_FILE = 1_000_000
TYPED = "text"
DAY_ALONE = re.compile(r"\d{4}-\d\d-\d\d")


class BadAnswers(Mendable):
    """The answers can't be used; the message says why and what would be right."""


def moment_of(now: str | None, editions: Editions) -> datetime:
    """The instant that is meant; without an offset by the policy's clock. Raises BadAnswers."""
    try:
        said = datetime.fromisoformat(f"{now}T12:00" if DAY_ALONE.fullmatch(now or "") else now or "")
    except ValueError:
        said = None
    try:
        if said is None or said.tzinfo:
            return instant(now or datetime.now(UTC).isoformat(timespec="seconds"))
        local = instant(said.replace(tzinfo=UTC))
    except BadRequest:
        right = "write one such as 2026-11-23T17:00:00Z or 2026-11-23"
        raise BadAnswers(f"'{now}' is no moment that can be meant; {right}") from None
    clock = editions.on(said.date()).edition.clock()
    # The second time with an instant that is right but for an hour, as the clocks may change meanwhile.
    return local - offset_at(clock, local - offset_at(clock, local))


def engine(edition: Edition, now: str) -> Engine:
    """The engine at a moment, with links that lead to the published site where its address is known."""
    return lambda answers: respond(edition, {"answers": answers, "now": now, "page": _page(edition)})


def _page(edition: Edition) -> str:
    policy = edition.policy
    named = f"{EDITION_IN_LINK}={policy.effective.isoformat()}"
    return f"{policy.address.rstrip('/')}/wizard/?{named}" if policy.address else ""


def asked(edition: Edition, language: Language, now: str) -> Json:
    """The view at the end of an interview in the terminal. Raises BadAnswers where nobody answers."""
    policy = edition.policy
    emergencies = [(emergency, dict(answers_of(policy, emergency))) for emergency in policy.emergencies]
    try:
        return interview(engine(edition, now), emergencies, language, input, print)
    except EOFError:
        raise BadAnswers(language.terminal.nobody) from None


def heard(edition: Edition, emergency: str, now: str) -> Json:
    """The view for an emergency, by its id, at a moment. Raises BadAnswers."""
    if emergency not in edition.emergencies:
        raise BadAnswers(
            f"'{emergency}' is no emergency of this policy{instead(emergency, edition.emergencies)}"
        )
    return engine(edition, now)(dict(answers_of(edition.policy, edition.emergencies[emergency])))


def takes(edition: Edition) -> Json:
    """What a file of answers may have, by question and detail: a list has the ids that can be picked.

    Any text, or an e-mail's address, is `text`; of what is under `several`, a list may have some.
    """
    policy = edition.policy
    picked = {
        question.id: TYPED if kind_of(question).input else list(kind_of(question).values(policy))
        for question in policy.questions
    }
    options = {detail.id: [option.id for option in detail.options] for detail in policy.details}
    return {**picked, **{id: {"several": of} if of else TYPED for id, of in options.items()}}


def replayed(edition: Edition, language: Language, file: Path | None, now: str) -> Json:
    """The view for the answers in a file, or for none, at a moment. Raises BadAnswers."""
    words = language.terminal
    try:
        view = engine(edition, now)(json.loads(_text(file)) if file else {})
    except (BadRequest, OSError, ValueError, RecursionError) as error:
        raise BadAnswers(fill(words.bad_answers, file=str(file), problem=_problem(error))) from None
    if view["ignored"]:
        raise BadAnswers("\n".join(_unknown(edition, words, answer) for answer in view["ignored"]))
    return view


def reopened(edition: Edition, language: Language, file: Path, now: str) -> Json:
    """What is known today of a ticket that came back (see `wizard.reopening.Reopened`). Raises BadAnswers."""
    words = language.terminal
    try:
        request = {"now": now, "page": _page(edition)}
        read = [reopen(edition, {**request, "ticket": text}) for text in _tickets(file)]
    except (OSError, ValueError, LookupError) as error:
        raise BadAnswers(fill(words.bad_ticket, file=str(file), problem=_problem(error))) from None
    # Of the texts that may be the ticket, the one that tells most.
    again = max(read, key=lambda found: (found["view"] is not None, found["compared"], len(found["hosts"])))
    if again["view"] is None:
        hosts = (
            fill(language.wizard.returned.hidden, hosts=", ".join(again["hosts"])) if again["hosts"] else ""
        )
        raise BadAnswers("\n".join(filter(None, (fill(words.no_ticket, file=str(file)), hosts))))
    return again


def _problem(error: Exception) -> str:
    """What is wrong with a file, without the number that the system has for it."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _tickets(file: Path) -> list[str]:
    """The texts that may be the ticket, at least one: of an e-mail that was saved as `.eml` each that it has.

    That is its text, its HTML, and what is attached as an e-mail or as text of any type, in their order.
    """
    if file.suffix.lower() != ".eml":
        return [_text(file)]
    texts = list(_texts_of_mail(file.read_bytes()))
    return [text for text in texts if len(text) <= LONGEST_FILE] or texts[:1] or [""]


def _texts_of_mail(mail: bytes) -> Iterator[str]:
    for part in message_from_bytes(mail, policy=mail_as_text).walk():
        content = None if part.is_multipart() else part.get_content()
        try:
            text = _decoded(content) if isinstance(content, bytes) else content
        except UnicodeDecodeError:
            continue  # A picture, or the like.
        if isinstance(text, str):
            yield text


def incomplete(view: Json, words: TerminalWords) -> str:
    """What is missing where answers end at a question."""
    question = view["question"]
    options = ", ".join(option["id"] for option in question["options"])
    return fill(words.incomplete, id=question["id"], question=question["text"], options=options)


def _text(file: Path) -> str:
    try:
        text = _decoded(file.read_bytes())
    except UnicodeDecodeError:
        raise ValueError("it is no text in UTF-8; save it again in that encoding") from None
    if len(text) > LONGEST_FILE:
        raise ValueError(f"{len(text)} characters")
    return text


def _decoded(written: bytes) -> str:
    is_utf16 = written.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    return written.decode("utf-16" if is_utf16 else "utf-8-sig")


def _unknown(edition: Edition, words: TerminalWords, answer: str) -> str:
    """One answer that fits nothing, with the names that would be right there."""
    id, _, value = answer.partition("=")
    question = edition.questions.get(id)
    details = (detail.id for detail in edition.policy.details)
    known = [option.id for option in question.options] if question else [*edition.questions, *details]
    near = get_close_matches(value if question else id, known, n=1)
    return fill(words.unknown_answer, answer=answer, known=", ".join(near or known))
