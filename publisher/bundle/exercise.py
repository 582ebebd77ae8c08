"""Requests that lead the engine through all that it can do, by a policy made for it.

What the engine loads on the way is what it needs. The site's own policy is not asked, since an edit of it
must not change the library: the policy here has every kind of part in it and every field of each.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from publisher.policy_file.edition_file import edition_of, load_language, load_policy
from wizard.boot import load
from wizard.codec import encode
from wizard.values import value

Respond = Callable[[str], str]

POLICY = Path(__file__).with_name("exercise.yaml")
MOMENTS = ("2025-12-31T12:00:00Z", "2026-03-27T12:59:59Z", "2026-12-24T15:00:00Z")
"""Before the policy holds, before a change of the clocks, and on a day that ends early."""
TYPED_ANSWERS = ("2", "v1.4", "9.0-rc1", "LTS", "\u09e8", "2020-02-29", "2026-03-27")
"""For questions whose answers are typed; each kind takes some of them."""
TYPED = 'Tom\u00e1\u0161 \ud83d\ude00 \u09ac\u09be\u0982\u09b2\u09be \ud800 \u202e "x" <b>\r\n\t&'
"""Signs of several scripts, one that is no sign at all, and control characters."""
DETAILS = {
    "subject": TYPED,
    "name": "",
    "mailbox": "a@exercise.example",
    "story": f"{TYPED * 100}\npassword=b2c3d4e5 4111 1111 1111 1111",
    "seen": ["smoke", "no-such"],
    "strange": TYPED,
}
"""Something typed, picked or left open for each detail, and what belongs to none."""
RETURNED = (
    "> {body}\n> https://gateway.example/?url=https%3A%2F%2Fa.example%2F%23{again}&amp;x=1",
    "&lt;https://urldefense.com/v3/__https://a.example/*{again}__;Iw!!x$&gt;&#46;\n=C2=A7",
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_\nhttps://a.example/#{again}&gone=1&utm_a=1",
    "{body}\nhttps://hidden.example/s/1?u=aHR0cHM6",
)
"""Tickets as they come back, with the `body` of one and its answers `again`."""
BAD_REQUESTS = ("", "{", "[]", "{}", '{"now": 1}', '{"now": "2026-03-27T12:00:00Z", "answers": {"x": 1}}')


@value()
class Exercise:
    """An edition, requests, and how the engine answers each here; all as they cross to JavaScript."""

    edition: str
    answers: dict[str, str]
    """The answer to each request; the kind of error, where the engine refuses it."""


def exercise(words: Path) -> Exercise:
    """The exercise, worded by the words files in a folder. Raises Refused where its policy is out of date."""
    edition = json.dumps(encode(edition_of(load_policy(POLICY), load_language(words, "en"))))
    respond = load(edition)
    answers = {request: _answer(respond, request) for request in (*_requests(respond), *BAD_REQUESTS)}
    return Exercise(edition, answers)


def _answer(respond: Respond, request: str) -> str:
    try:
        return respond(request)
    except ValueError as refused:
        return type(refused).__name__


def _requests(respond: Respond) -> Iterator[str]:
    """Every way through the questions at each moment; each end once bare and once with all details typed."""
    for now in MOMENTS:
        ahead: list[dict[str, Any]] = [{}]
        while ahead:
            answers = ahead.pop()
            yield (asked := json.dumps({"answers": answers, "now": now}))
            question = json.loads(respond(asked))["question"]
            if question is None:
                yield (
                    told := json.dumps(
                        {"answers": answers | DETAILS, "now": now, "page": TYPED, "turned": ["b2c3d4e5"]}
                    )
                )
                if not ahead:
                    yield from _returned(json.loads(respond(told)), now)
                continue
            if question["id"] in answers:  # The question does not take what was typed.
                continue
            typed = TYPED_ANSWERS if question["input"] else ()
            picked = (*(option["id"] for option in question["options"]), *typed)
            ahead += [{**answers, question["id"]: answer} for answer in picked]


def _returned(view: dict[str, Any], now: str) -> Iterator[str]:
    """The ticket of an outcome, as it comes back."""
    body, again = view["outcome"]["ticket"]["body"], view["address"]
    for text in RETURNED:
        yield json.dumps({"ticket": text.format(body=body, again=again), "now": now})
