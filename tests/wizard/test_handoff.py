"""Links that open a channel with the ticket filled in."""

from __future__ import annotations

from email.message import EmailMessage
from random import Random
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.wizard.helpers import (
    PRODUCTION_DOWN,
    edition_of,
    outcome_of,
    proves,
    real_policy,
    with_detail_kind,
)
from wizard.outcome.links import LONGEST_LINK, carries_ticket, link
from wizard.policy import Channel
from wizard.ticket.letters import clean, one_line
from wizard.view import Ticket

SHORTENED = "(Shortened. The whole is on the page.)"
FAMILY = "👩🏽\u200d👩\u200d👧"
BENGALI = "উৎপাদন বন্ধ হয়ে গেছে, কিছুই চলছে না। "
HOSTILE = 'a&b=c+d%20#e?f"g<h>\\{body}{subject}/;:@,'


def letters(seed: int, size: int) -> str:
    """A text of words from several scripts, with whatever could break a link."""
    pieces = (
        "a",
        "word ",
        "\n",
        "\n\n",
        BENGALI,
        FAMILY,
        "😀",
        "é",
        *HOSTILE,
        "\r",
        "\t",
        "\0",
        "\u202e",
        "\ud800",
    )
    return "".join(Random(seed).choices(pieces, k=size))


typed = st.text(max_size=60) | st.builds(letters, st.integers(0, 2**32), st.integers(0, 900))
long = st.builds(letters, st.integers(0, 2**32), st.integers(1900, 2500))


def channel(kind: str, address: str = "", form: str = "") -> Channel:
    return Channel(id="c", name="C", kind=kind, address=address, hours="h", promise="p", form=form)  # type: ignore[arg-type]


MAIL = channel("email", "help+now@example.org")
FORM = channel("web", "https://example.org", "https://example.org/new?s={subject}&d={body}&tag=x")


def ticket(subject: str, body: str) -> Ticket:
    """A ticket as the engine writes one: its texts are clean by then."""
    return Ticket(one_line(subject), clean(body), "ticket.txt")


def received(address: str) -> tuple[str, str]:
    """Subject and body as a mail program takes them from a link: `+` is a plus, `%0D%0A` a new line."""
    assert not any(letter.isspace() for letter in address)
    pairs = [field.split("=") for field in urlsplit(address).query.split("&")]
    fields = {name: unquote(value, errors="strict") for name, value in pairs}
    assert set(fields) == {"subject", "body"}
    message = EmailMessage()
    message["Subject"] = fields["subject"]
    message.set_content(fields["body"].replace("\r\n", "\n"))
    assert message["Subject"] == fields["subject"]
    return fields["subject"], fields["body"]


@proves(max_examples=400)
@given(subject=typed, body=typed)
@example(subject="😀" * 400, body="😀" * 4000)
@example(subject="", body="")
@example(subject=HOSTILE, body=HOSTILE)
@example(subject="\ud800", body="\udfff" * 3000)
def test_a_mail_program_gets_back_the_ticket_or_a_beginning_of_it(subject: str, body: str) -> None:
    sent = ticket(subject, body)
    address = link(MAIL, sent, SHORTENED)
    assert len(address) <= LONGEST_LINK
    got_subject, got_body = received(address)
    lines = got_body.replace("\r\n", "\n")
    assert got_subject == sent.subject or sent.subject.startswith(got_subject)
    assert "\n" not in got_body.replace("\r\n", "")
    if lines != sent.body:
        beginning, end = lines.rsplit("\n\n", 1)
        assert end == SHORTENED
        assert sent.body.startswith(beginning)


@proves(max_examples=200)
@given(body=long)
def test_a_ticket_that_is_cut_fills_the_link_to_its_end(body: str) -> None:
    """Less than one more letter would fit, but for the white space at the cut."""
    sent = ticket("Help", body)
    address = link(MAIL, sent, SHORTENED)
    beginning = received(address)[1].rsplit("\r\n\r\n", 1)[0].replace("\r\n", "\n")
    rest = sent.body[len(beginning) :]
    assert sent.body.startswith(beginning)
    white = rest[: len(rest) - len(rest.lstrip())]
    assert len(address) + 9 * len(white) + 12 > LONGEST_LINK


def test_a_ticket_that_fits_is_not_cut() -> None:
    sent = ticket("Help & more", "One\n\nTwo + three % four\n" + FAMILY + BENGALI)
    assert received(link(MAIL, sent, SHORTENED)) == (sent.subject, sent.body.replace("\n", "\r\n"))


def test_an_encoded_link_may_be_exactly_as_long_as_the_limit() -> None:
    empty = len(link(MAIL, ticket("s", ""), SHORTENED))
    whole = link(MAIL, ticket("s", "b" * (LONGEST_LINK - empty)), SHORTENED)
    assert "Shortened" not in whole
    assert len(whole) == LONGEST_LINK == 1800
    assert "Shortened" in link(MAIL, ticket("s", "b" * (LONGEST_LINK - empty + 1)), SHORTENED)


def test_spaces_and_line_breaks_are_those_of_mail_links() -> None:
    address = link(MAIL, ticket("a b", "c d\ne"), SHORTENED)
    assert address == "mailto:help%2Bnow@example.org?subject=a%20b&body=c%20d%0D%0Ae"


def test_a_mail_link_without_an_address_has_no_recipient() -> None:
    assert link(channel("email"), ticket("s", "b"), SHORTENED) == "mailto:?subject=s&body=b"


def test_a_form_s_link_keeps_everything_around_subject_and_body() -> None:
    address = link(FORM, ticket("a&b", HOSTILE + "\n" + BENGALI), SHORTENED)
    query = urlsplit(address).query.split("&")
    assert [unquote(field) for field in query] == ["s=a&b", f"d={HOSTILE}\r\n{BENGALI.strip()}", "tag=x"]


def test_what_visitors_type_is_never_taken_for_a_place_to_fill_in() -> None:
    address = link(FORM, ticket("{body}", "{subject}"), SHORTENED)
    assert address == "https://example.org/new?s=%7Bbody%7D&d=%7Bsubject%7D&tag=x"


@pytest.mark.parametrize(
    ("one", "opens", "carries"),
    [
        (channel("phone", "+100"), "tel:+100", False),
        (channel("phone"), "", False),
        (channel("web", "https://example.org"), "https://example.org", False),
        (channel("web"), "", False),
        (
            channel("web", "https://example.org", "https://example.org/?topic=7"),
            "https://example.org/?topic=7",
            False,
        ),
        (channel("web", form="https://example.org/?d={body}"), "https://example.org/?d=b", True),
        (channel("phone", "+100", "https://example.org/?d={body}"), "tel:+100", False),
        (channel("email"), "mailto:?subject=s&body=b", True),
    ],
)
def test_a_channel_opens_by_its_kind_and_says_whether_it_carries_the_ticket(
    one: Channel, opens: str, carries: bool
) -> None:
    assert link(one, ticket("s", "b"), SHORTENED) == opens
    assert carries_ticket(one) == carries


@proves(max_examples=60)
@given(summary=typed, description=typed, version=typed)
def test_whatever_is_typed_the_real_policy_s_mail_link_can_be_opened(
    summary: str, description: str, version: str
) -> None:
    edition = edition_of(with_detail_kind(real_policy(), "summary", "subject"))
    answers = PRODUCTION_DOWN | {
        "summary": summary,
        "description": description,
        "version": version[:60] + "3",
    }
    if not one_line(answers["version"]) or len(one_line(answers["version"])) > 60:
        answers["version"] = "3"
    told = outcome_of(edition, answers, page="https://example.org/help/wizard/")
    (mail,) = (one["link"] for one in told["channels"] if one["kind"] == "email")
    assert len(mail) <= LONGEST_LINK
    received(mail)
