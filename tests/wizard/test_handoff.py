"""Links that open a channel with the ticket filled in."""

from __future__ import annotations

import html
from dataclasses import replace
from email.message import EmailMessage
from functools import cache
from random import Random
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.wizard.helpers import (
    PRODUCTION_DOWN,
    edition_of,
    outcome_of,
    proves,
    real_policy,
    small_policy,
)
from wizard.desks import DESKS, LONGEST_FORM, LONGEST_OF_ALL, Program
from wizard.edition import Edition
from wizard.media import LONGEST_MAIL, USES
from wizard.outcome.plain_links import plain_link
from wizard.policy import Channel, Desk, Policy
from wizard.ticket.forms import empty_form
from wizard.ticket.letters import LETTERS

PAGE = "https://help.example.org/wizard/"
FAMILY = "👩🏽\u200d👩\u200d👧"
BENGALI = "উৎপাদন বন্ধ হয়ে গেছে, কিছুই চলছে না। "
SINCE_NINE = "আজ সকাল নয়টা থেকে কিছুই ছাপা হচ্ছে না। "
HOSTILE = "a&b=c+d%20#e?f\"g<h>\\{body}{subject}/;:@,^'!"
SEVERITIES = {"critical": "blocker", "standard": "minor"}
CONSTANTS = {
    "queue": "2",
    "project": "web",
    "component": "core",
    "locale": "en-gb",
    "mailbox": "7",
    "number": "8801",
}
CUSTOM = Desk(kind="custom", template="https://desk.example/new?s={subject}&d={body}&tag=x")
WRITTEN = [kind for kind, form in DESKS.items() if form.template]
GIVEN = {"name": "Rahima Khatun", "email": "rahima+care@example.org", "summary": "Nothing prints"}


def letters(seed: int, size: int) -> str:
    """A text of words from several scripts, with whatever could break a link."""
    pieces = (
        *(
            "a",
            "word ",
            "\n",
            "\n\n",
            BENGALI,
            FAMILY,
            "😀",
            "🇧🇩",
            "é",
            "e\u0301",
            "\r",
            "\t",
            "\0",
            "\u202e",
        ),
        *HOSTILE,
    )
    return "".join(Random(seed).choices(pieces, k=size))


typed = st.text(max_size=60) | st.builds(letters, st.integers(0, 2**32), st.integers(0, 900))


def with_portal(policy: Policy, **new: Any) -> Policy:
    """The policy with another portal."""
    sections = (
        replace(
            section,
            channels=tuple(replace(one, **new) if one.id == "portal" else one for one in section.channels),
        )
        for section in policy.sections
    )
    return replace(policy, sections=tuple(sections))


def desk_of(kind: Program, **more: Any) -> Desk:
    form = DESKS[kind]
    constants = {name: CONSTANTS[name] for name in form.constants}
    return Desk(kind=kind, constants=constants, severities=SEVERITIES, **more)


@cache
def edition_with(kind: str) -> Edition:
    desk = CUSTOM if kind == "custom" else desk_of(kind)  # type: ignore[arg-type]
    return edition_of(with_portal(real_policy(), address="https://desk.example", desk=desk))


def portal(edition: Edition, details: dict[str, str]) -> dict[str, Any]:
    return channel(edition, details, "portal")


def channel(edition: Edition, details: dict[str, str], id: str) -> dict[str, Any]:
    told = outcome_of(edition, PRODUCTION_DOWN | details, page=PAGE)
    return dict(next(one for one in told["channels"] if one["id"] == id))


def received_by_mail(address: str) -> tuple[str, str]:
    """Subject and body as a mail program takes them from a link: `+` is a plus, `%0D%0A` a new line."""
    assert not any(letter.isspace() for letter in address)
    pairs = [field.split("=", 1) for field in urlsplit(address).query.split("&")]
    fields = {name: unquote(value, errors="strict") for name, value in pairs}
    assert set(fields) == {"subject", "body"}
    message = EmailMessage()
    message["Subject"] = fields["subject"]
    message.set_content(fields["body"].replace("\r\n", "\n"))
    assert message["Subject"] == fields["subject"]
    assert "\n" not in fields["body"].replace("\r\n", "")
    return fields["subject"], fields["body"].replace("\r\n", "\n")


def received(address: str) -> dict[str, str]:
    """The fields of a form, as a server takes them from a link."""
    assert not any(letter.isspace() for letter in address)
    fields = parse_qs(urlsplit(address).query, strict_parsing=True, errors="strict")
    return {name: value for name, (value,) in fields.items()}


def paragraphs(body: str) -> dict[str, str]:
    """The paragraphs of a shortened ticket, by the name that each begins with."""
    return dict(one.partition(":\n")[::2] for one in body.split("\n\n"))


@proves(max_examples=60)
@given(summary=typed, description=typed, error=typed)
@example(summary="😀" * 400, description="😀" * 4000, error=FAMILY * 300)
@example(summary=HOSTILE, description=HOSTILE, error="")
def test_whatever_is_typed_a_mail_program_gets_the_ticket_or_as_much_as_fits(
    summary: str, description: str, error: str
) -> None:
    details = GIVEN | {"summary": summary, "description": description, "error-message": error}
    mail = channel(edition_with("custom"), details, "email")
    ticket = outcome_of(edition_with("custom"), PRODUCTION_DOWN | details, page=PAGE)["ticket"]
    assert len(mail["link"]) <= LONGEST_MAIL
    subject, body = received_by_mail(mail["link"])
    assert subject == ticket["subject"] or ticket["subject"].startswith(subject)
    told = [line for line in body.splitlines() if not line.startswith("§")]
    assert mail["shortened"] or all(line in ticket["body"] for line in told)
    assert mail["shortened"] == ("(Shortened; the customer has the whole text.)" in body.splitlines()[-1:])


@proves(max_examples=100)
@given(kind=st.sampled_from([*WRITTEN, "custom"]), description=typed, error=typed)
@example(kind="trac", description="😀" * 4000, error=FAMILY * 300)
@example(kind="request-tracker", description="<&>\n" * 2000, error=HOSTILE * 100)
def test_whatever_is_typed_no_link_is_longer_than_the_desk_takes(
    kind: str, description: str, error: str
) -> None:
    one = portal(edition_with(kind), GIVEN | {"description": description, "error-message": error})
    assert len(one["link"]) <= DESKS[kind].longest  # type: ignore[index]
    assert one["filled"]
    assert one["link"].isascii()
    received(one["link"])


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_ticket_that_fits_arrives_whole_at_every_desk(kind: Program) -> None:
    edition = edition_with(kind)
    one = portal(edition, GIVEN | {"description": f"One\n\nTwo + three % four {FAMILY}{HOSTILE}"})
    ticket = outcome_of(
        edition,
        PRODUCTION_DOWN | GIVEN | {"description": f"One\n\nTwo + three % four {FAMILY}{HOSTILE}"},
        page=PAGE,
    )["ticket"]
    told = "\n".join(received(one["link"]).values())
    if "{body_html}" in DESKS[kind].template:
        told = html.unescape(told.replace("\n", "").replace("<br>", "\n"))
    for letter, other in DESKS[kind].swapped:
        ticket = {part: text.replace(letter, other) for part, text in ticket.items()}
    assert ticket["body"].strip() in told
    assert ticket["subject"] in told or "{subject}" not in DESKS[kind].template
    assert not one["shortened"]
    assert one["login"] == DESKS[kind].login


@pytest.mark.parametrize("kind", [kind for kind in WRITTEN if kind != "whatsapp"])
def test_of_3000_letters_of_prose_2400_arrive_at_every_desk_whose_form_takes_them(kind: Program) -> None:
    description = ("Since nine the tills stand still and nobody can sell anything at all. " * 43)[:3000]
    one = portal(edition_with(kind), GIVEN | {"description": description})
    told = " ".join(received(one["link"]).values())
    assert description[:2400] in told
    assert "§1.2" in told


@pytest.mark.parametrize("kind", ["trac", "roundup", "django-helpdesk"])
def test_of_3000_letters_2400_arrive_with_all_by_which_the_desk_can_answer(kind: Program) -> None:
    line = "The print queue stops & nothing comes out, not even after we restarted it twice.\n"
    description = (f'It\'s 100% "dead" (#7) + {FAMILY} {BENGALI}\n' + line * 40)[:3000]
    details = GIVEN | {"description": description, "error-message": "E-1042: no printer\n" * 5}
    one = portal(edition_with(kind), details)
    fields = received(one["link"])
    body = next(value for value in fields.values() if "\n" in value)
    told = paragraphs(body)
    arrived = told["What happens"].removesuffix("…")
    assert description.startswith(arrived)
    assert len(arrived) >= 2_400
    assert told["Error message"] == ("E-1042: no printer\n" * 5).strip()
    facts = dict(line.split(": ", 1) for line in body.split("\n\n")[0].splitlines())
    assert (facts["Name"], facts["E-mail"]) == (GIVEN["name"], GIVEN["email"])
    assert (facts["Severity"], facts["Product"], facts["Version"]) == ("critical", "BizMic software", "3")
    assert facts["Due"] == "2026-11-23T15:00+06:00"
    assert facts["Answers"].startswith(f"{PAGE}#topic=malfunction&")
    assert body.endswith("§1.2 §6.1 §3b.1 §3b.2 §5.1\n\n(Shortened; the customer has the whole text.)")
    assert one["shortened"]
    assert "blocker" in fields.values() or kind == "custom"


@pytest.mark.parametrize(
    "letter", [FAMILY, "🇧🇩", "ক্ষি", "e\u0301\u0323", "\U0001f44d\U0001f3fd", "1\ufe0f\u20e3"]
)
def test_no_text_is_cut_within_a_letter(letter: str) -> None:
    for before in range(24):
        body = received(portal(edition_with("trac"), {"description": "x" * before + letter * 900})["link"])
        arrived = paragraphs(body["description"])["What happens"].removesuffix("…")
        assert (len(arrived) - before) % len(letter) == 0


def test_where_the_link_back_has_no_room_that_goes_to_the_customer_s_words_and_to_no_lesser_fact() -> None:
    """But what stands before it is there, also behind a name that is too long itself."""
    given = {"name": "ক" * 300, "email": "asha@customer.example", "description": "x" * 9_000}
    told = outcome_of(edition_with("custom"), PRODUCTION_DOWN | given, page=f"{PAGE}{'far/' * 250}")
    link = next(one["link"] for one in told["channels"] if one["id"] == "email")
    facts, words, *_ = received_by_mail(link)[1].split("\n\n")
    assert [fact.partition(":")[0] for fact in facts.splitlines()] == [
        *("E-mail", "Severity", "Product", "Version", "Due"),
    ]
    assert words.count("x") > 300


def test_a_text_that_is_cut_fills_the_link_to_its_end() -> None:
    one = portal(edition_with("trac"), GIVEN | {"description": "x" * 9_000})
    assert LONGEST_FORM - 9 < len(one["link"]) <= LONGEST_FORM


def test_texts_that_have_no_room_are_shortened_in_turn_and_none_is_lost() -> None:
    long = {"description": "d " * 3000, "error-message": "e " * 3000, "changes": "c " * 3000}
    told = paragraphs(received(portal(edition_with("trac"), GIVEN | long)["link"])["description"])
    sizes = [len(told[name]) for name in ("What happens", "Error message", "What changed recently")]
    assert sizes[0] > 1_500
    assert min(sizes[1:]) > 100


def test_where_only_the_clauses_words_have_no_room_nothing_of_the_customer_s_is_shortened() -> None:
    long = GIVEN | {"description": "x" * 2_400}
    one = portal(edition_with("trac"), long)
    body = received(one["link"])["description"]
    assert not one["shortened"]
    assert "x" * 2_400 in body
    assert "\n\n§1.2 §6.1" in body


def test_a_summary_that_the_subject_has_no_room_for_stands_among_the_texts() -> None:
    long = {"summary": "word " * 50, "description": "x" * 9_000}
    fields = received(portal(edition_with("trac"), GIVEN | long)["link"])
    assert fields["summary"].endswith("word… (BizMic software 3)")
    assert f"In one sentence: {long['summary'].strip()}" in fields["description"]


@pytest.mark.parametrize("letters", range(20, 301, 20))
def test_in_mail_a_long_summary_leaves_room_for_what_happens_and_no_stub(letters: int) -> None:
    texts = {"description": SINCE_NINE * 9, "changes": SINCE_NINE * 9}
    given = GIVEN | texts | {"summary": (BENGALI * 9)[:letters]}
    subject, body = received_by_mail(channel(edition_with("custom"), given, "email")["link"])
    cut = [text.partition(":")[2].strip() for text in body.split("\n\n")[1:-1] if text.endswith("…")]
    assert all(len(text) > 12 and text[:-1] not in subject for text in cut)
    told = paragraphs(body)["What happens"].removesuffix("…")
    assert len(told) > 12 and texts["description"].startswith(told)


def test_in_mail_no_text_is_cut_down_to_a_part_of_its_own_name() -> None:
    texts = {"summary": BENGALI[:20] * 4, "description": BENGALI * 80, "error-message": SINCE_NINE * 9}
    for letters in range(0, 120, 3):
        details = GIVEN | texts | {"name": "x" * letters + BENGALI[:35], "company": BENGALI[:29]}
        body = received_by_mail(channel(edition_with("custom"), details, "email")["link"])[1]
        assert not [text for text in body.split("\n\n") if text.endswith("…") and ":" not in text]


def test_a_link_says_the_severity_in_the_desk_s_own_words_and_in_ours_without_a_table() -> None:
    assert received(portal(edition_with("trac"), GIVEN)["link"])["priority"] == "blocker"
    template = "https://desk.example/new?b={body}&s={severity}&v={version}&d={email}&c={company}&t={topic}"
    custom = Desk(kind="custom", template=template, fields={"cf 1": "{error-message}"})
    edition = edition_of(with_portal(real_policy(), desk=custom))
    fields = received(portal(edition, GIVEN | {"error-message": "E1"})["link"])
    assert fields.pop("b")
    assert fields == {
        "s": "Critical",
        "v": "3",
        "d": GIVEN["email"],
        "t": "Something is broken",
        "cf 1": "E1",
    }
    plain = edition_of(with_portal(real_policy(), desk=Desk(kind="trac")))
    assert "priority" not in received(portal(plain, GIVEN)["link"])


def test_a_desk_may_be_given_another_length_and_a_login() -> None:
    desk = desk_of("trac", longest=8_000, login=True)
    edition = edition_of(with_portal(real_policy(), desk=desk))
    one = portal(edition, GIVEN | {"description": "x" * 9_000})
    assert LONGEST_OF_ALL - 9 < len(one["link"]) <= LONGEST_OF_ALL
    assert one["login"]


def test_a_text_that_is_put_into_a_field_of_its_own_leaves_room_for_the_others() -> None:
    template = "https://desk.example/new?d={description}&e={error-message}&f={changes}&b={body}&s={subject}"
    edition = edition_of(with_portal(real_policy(), desk=Desk(kind="custom", template=template)))
    long = dict.fromkeys(("description", "error-message", "changes", "summary"), BENGALI * 200)
    one = portal(edition, GIVEN | long)
    fields = received(one["link"])
    assert len(one["link"]) <= LONGEST_FORM
    assert {"d", "e", "f", "b"} <= fields.keys()
    assert "E-mail: rahima" in fields["b"]


def test_a_form_that_takes_a_part_of_the_ticket_says_so() -> None:
    form = "https://desk.example/new?about={subject}"
    one = portal(edition_of(with_portal(real_policy(), form=form)), GIVEN)
    assert (
        one["link"]
        == "https://desk.example/new?about=%5BCritical%5D%20Nothing%20prints%20(BizMic%20software%203)"
    )
    assert (one["filled"], one["shortened"], one["holds_ticket"]) == (True, True, False)
    whole = portal(edition_of(with_portal(real_policy(), form=f"{form}&text={{body}}")), GIVEN)
    assert whole["holds_ticket"]


def test_a_mail_link_without_an_address_has_no_recipient_and_one_with_an_odd_address_is_encoded() -> None:
    assert channel(edition_with("custom"), GIVEN, "email")["link"].startswith(
        "mailto:?subject=%5BCritical%5D%20No"
    )


@pytest.mark.parametrize(
    ("one", "opens"),
    [
        ({"kind": "phone", "address": "+100"}, "tel:+100"),
        ({"kind": "phone"}, ""),
        ({"kind": "email"}, "mailto:"),
        ({"kind": "web", "address": "https://example.org"}, "https://example.org"),
        ({"kind": "web"}, ""),
        (
            {
                "kind": "web",
                "address": "https://a.example/",
                "desk": Desk(kind="trac", address="https://b.example/trac/"),
            },
            "https://a.example/",
        ),
    ],
)
def test_a_channel_opens_by_its_kind_with_nothing_filled_in(one: dict[str, Any], opens: str) -> None:
    assert plain_link(Channel(id="c", name="C", hours="h", promise="p", **one)) == opens


@pytest.mark.parametrize(
    ("one", "opens"),
    [
        ({"form": "https://example.org/new?d={body}"}, "https://example.org/new"),
        ({"desk": Desk(kind="whatsapp", constants={"number": "88 01"})}, "https://wa.me/88%2001"),
    ],
)
def test_a_form_with_nothing_filled_in_is_its_address_alone(one: dict[str, Any], opens: str) -> None:
    assert empty_form(Channel(id="c", name="C", kind="web", hours="h", promise="p", **one)) == opens


def test_every_program_s_form_names_only_what_there_is_and_a_place_for_the_ticket() -> None:
    for kind, form in DESKS.items():
        if form.template:
            assert form.sure in "ABC"
            assert "{body}" in form.template or "{body_html}" in form.template, kind
            assert len(form.template) < 300
            assert form.longest <= LONGEST_OF_ALL
        assert form.source
    assert {kind for kind, form in DESKS.items() if form.sure == "A"} == {
        *("trac", "roundup", "django-helpdesk", "request-tracker", "redmine"),
    }


def test_a_policy_whose_channels_take_nothing_in_has_no_forms() -> None:
    assert edition_of(small_policy()).forms == {}
    assert USES["phone"].template == ""
    assert LETTERS.longest_letter > len(FAMILY)


@pytest.mark.parametrize("before", ["", "s={subject}&"])
def test_a_name_that_says_nothing_is_left_empty_where_its_part_holds_more(before: str) -> None:
    template = f"https://desk.example/new?{before}text={{company}}%0A{{body}}"
    edition = edition_of(with_portal(real_policy(), desk=Desk(kind="custom", template=template)))
    one = portal(edition, GIVEN)
    assert received(one["link"])["text"].startswith("\n")
    assert "Nothing prints" in received(one["link"])["text"]
    assert (one["filled"], one["shortened"]) == (True, False)


def test_the_constant_text_of_a_field_arrives_as_it_is_written() -> None:
    desk = desk_of("trac", fields={"keywords": "ticket #1 é", "cc": "a&b=c", "version": "v {version}+"})
    fields = received(portal(edition_of(with_portal(real_policy(), desk=desk)), GIVEN)["link"])
    assert (fields["keywords"], fields["cc"], fields["version"]) == ("ticket #1 é", "a&b=c", "v 3+")


def told_in_1000(name: str, summary: str) -> str:
    """The body that a link of 1,000 characters carries."""
    desk = Desk(kind="custom", template="https://desk.example/new?s={subject}&b={body}", longest=1_000)
    details = GIVEN | {"name": name, "summary": summary, "description": BENGALI * 40}
    return received(portal(edition_of(with_portal(real_policy(), desk=desk)), details)["link"])["b"]


def test_the_link_back_stays_before_less_important_facts_and_still_stands_last() -> None:
    facts = told_in_1000("é" * 25, BENGALI).partition("\n\n")[0]
    assert facts.splitlines()[-1].startswith("Answers: ")
    assert "Due: " in facts
    assert "Edition: " not in facts


def test_the_customer_s_text_comes_before_the_numbers_of_clauses() -> None:
    for size in range(0, 80, 4):
        body = told_in_1000("x" * size, "short")
        assert "উ" in body.partition("What happens")[2] or "\n\n§" not in body


def test_a_text_of_its_own_gets_what_room_there_is_in_a_link_without_a_body() -> None:
    template = "https://desk.example/new?s={subject}&d={description}"
    edition = edition_of(with_portal(real_policy(), desk=Desk(kind="custom", template=template)))
    description = "Nothing prints. " * 150
    one = portal(edition, GIVEN | {"description": description})
    assert received(one["link"])["d"] == description.strip()
    cut = portal(edition, GIVEN | {"description": "x" * 9_000})
    assert len(cut["link"]) == LONGEST_FORM
    assert received(cut["link"])["d"].endswith("x…")
