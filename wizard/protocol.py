"""The one door to the engine: answers and the present instant in, the next question or the outcome out.

`respond` keeps nothing between calls and reads no clock. The terminal, the tests, the build and the browser
all come through here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from wizard.address import fragment, is_tracking
from wizard.case import Answers, Told, answers_given, decided, interview, without_secrets
from wizard.codec import plain
from wizard.edition import Edition
from wizard.interview import Walk, valid_answer
from wizard.kinds import kind_of
from wizard.outcome.assembly import outcome
from wizard.ticket.letters import one_line
from wizard.view import QuestionView, View

Json = dict[str, Any]


class BadRequest(ValueError):
    """A request that can't be understood, with what would be right."""


def respond(edition: Edition, request: Json) -> Json:
    """The view for a request, as plain JSON (see `wizard.view.View`).

    A request has `now` (UTC, as `2026-11-23T17:00:00Z`), `answers` (by question or detail, each a text, or a
    list of option ids for a detail of several), and may have `page`, the address of the wizard's page, and
    `turned`, the texts that the customer wants masked or not against what is usual (see `wizard.case.Told`).
    Answers that fit no question are named in the view and otherwise ignored, since an old link may hold them.
    Raises BadRequest where the request has another shape.
    """
    if not isinstance(request, Mapping):
        raise BadRequest("the request is no object with `now` and `answers`")
    answers, now = given_answers(request.get("answers", {})), instant(request.get("now"))
    page, turned = request.get("page", ""), request.get("turned", [])
    if not isinstance(page, str):
        raise BadRequest(f"the page is {page!r}; write its address")
    if not isinstance(turned, list) or not all(isinstance(text, str) for text in turned):
        raise BadRequest(f"what is turned is {turned!r}; write a list of texts")
    told: dict[str, Any] = plain(view(edition, Told(answers, one_line(page), tuple(turned)), now))
    return told


def view(edition: Edition, told: Told, now: datetime) -> View:
    """The same in the engine's own types."""
    told = without_secrets(edition, told)
    walked = interview(edition, told.answers, now)
    end = None if walked.pending else outcome(decided(edition, walked, told, now))
    return View(
        asked=answers_given(edition, walked),
        answers={**walked.asked, **walked.ahead},
        address=fragment(walked.asked),
        ignored=tuple(_ignored(edition, walked, told.answers)),
        question=question_view(edition, walked),
        outcome=end,
    )


def instant(text: object) -> datetime:
    """An instant in UTC, to the second. Raises BadRequest where the text has no date, time or zone."""
    try:
        read = datetime.fromisoformat(str(text))
    except ValueError:
        read = None
    if read is None or read.tzinfo is None or not 1900 < read.year < 9000:
        raise BadRequest(f"{text!r} is not an instant; write one such as 2026-11-23T17:00:00Z")
    return read.astimezone(UTC).replace(microsecond=0)


def given_answers(given: object) -> Answers:
    """The answers of a request in the engine's types. Raises BadRequest on other shapes."""
    if not isinstance(given, Mapping):
        raise BadRequest("the answers are no object of question ids with answers")
    read: dict[str, str | tuple[str, ...]] = {}
    for part, answer in given.items():
        if isinstance(answer, list) and all(isinstance(text, str) for text in answer):
            read[part] = tuple(answer)
        elif isinstance(answer, str):
            read[part] = answer
        else:
            raise BadRequest(f"the answer to {part!r} is {answer!r}; write a text, or a list of texts")
    return read


def question_view(edition: Edition, walked: Walk) -> QuestionView | None:
    """The question that an interview has come to; None at its end."""
    question = walked.pending
    if question is None:
        return None
    kind = kind_of(question)
    return QuestionView(
        id=question.id,
        kind=question.kind,
        number=len(walked.asked) + 1,
        text=question.text,
        help=kind.help(edition, walked.product),
        options=kind.picks(edition, walked.product, walked.day),
        input=kind.input,
        longest=kind.longest,
    )


def _ignored(edition: Edition, walked: Walk, answers: Answers) -> Iterator[str]:
    """Answers to no question of this policy, and answers that their question does not offer."""
    details = {detail.id for detail in edition.policy.details}
    for part, answer in answers.items():
        question, single = edition.questions.get(part), answer if isinstance(answer, str) else None
        offered = question and valid_answer(edition, question, single)
        if part not in details and not offered and not is_tracking(part):
            yield f"{part}={answer if single is not None else ','.join(answer)}"
