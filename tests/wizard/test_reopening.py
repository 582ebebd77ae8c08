"""Tickets that come back, in every way in which people, mailers and gateways send them on."""

from __future__ import annotations

import html
import quopri
import re
import textwrap
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from itertools import groupby
from time import process_time
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sweeps import sampled
from tests.wizard.helpers import (
    DESK_CLOSED,
    DESK_OPEN,
    PRODUCTION_DOWN,
    ask,
    at,
    edition_of,
    proves,
    real,
    real_policy,
    words,
)
from wizard.address import fragment
from wizard.edition import Edition
from wizard.outcome.blocks import BLOCKS, Block
from wizard.protocol import BadRequest
from wizard.reopening import LONGEST, Reopened, reopen, respond
from wizard.ticket import layout
from wizard.words import TicketWords

PAGE = "https://help.example.org/support/wizard/"
LINK = f"{PAGE}#{fragment(PRODUCTION_DOWN)}"
DETAILS = {
    "subject": "Nothing starts any more",
    "description": "It & all of it = down.\n> quoted\nSeverity: Low\nVerdict: refused\n\u09ac\u09be\u0982",
}


def ticket(answers: dict[str, str] = PRODUCTION_DOWN) -> str:
    view = ask(real(), {**answers, **DETAILS}, DESK_CLOSED, PAGE)
    return f"{view['outcome']['ticket']['subject']}\n\n{view['outcome']['ticket']['body']}"


def again(text: str) -> Reopened:
    return reopen(real(), text, at(DESK_OPEN), PAGE)


def answers_of(text: str) -> dict[str, str] | None:
    view = again(text).view
    return dict(view.answers) if view else None


# --- what mailers do to a text ---


def quoted(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.splitlines())


def wrapped(text: str) -> str:
    """Wrapped hard at 76, in the middle of words as well."""
    fold = textwrap.TextWrapper(76, replace_whitespace=False, drop_whitespace=False, break_on_hyphens=False)
    return "\n".join(piece for line in text.splitlines() for piece in fold.wrap(line) or [""])


def wrapped_at_hyphens(text: str) -> str:
    return "\n".join(piece for line in text.splitlines() for piece in textwrap.wrap(line, 70) or [""])


def hyphenated(text: str) -> str:
    """As some files for print have long lines."""
    return "\n".join(re.sub(r"(.{80})(?=.)", r"\1-\n", line) for line in text.splitlines())


def soft(text: str) -> str:
    """Quoted-printable, as it is sent."""
    return quopri.encodestring(text.encode()).decode()


MAILERS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "quoted": quoted,
    "quoted twice": lambda text: quoted(quoted(text)),
    "wrapped hard": wrapped,
    "wrapped at hyphens": wrapped_at_hyphens,
    "wrapped in the midst of words, with a hyphen": hyphenated,
    "with spaces that do not break": lambda text: text.replace(" ", "\xa0"),
    "in small hexadecimal digits": lambda text: soft(text).replace("=3D", "=3d"),
    "wrapped softly": soft,
    "wrapped softly and quoted": lambda text: soft(quoted(text)),
    "the source of a mail, quoted": lambda text: quoted(soft(text)),
    "wrapped, then quoted": lambda text: quoted(wrapped(text)),
    "quoted, then wrapped": lambda text: wrapped(quoted(text)),
    "escaped for HTML": html.escape,
    "escaped twice": lambda text: html.escape(html.escape(text)),
    "quoted and escaped": lambda text: html.escape(quoted(text)),
    "with the line breaks of mail": lambda text: text.replace("\n", "\r\n"),
    "indented": lambda text: textwrap.indent(text, "    "),
    "of HTML": lambda text: f"<pre>{html.escape(text)}</pre>",
}

# --- what people put around a link ---

AROUND = (
    "{}",
    "<{}>",
    "({})",
    "[{}]",
    "See {}.",
    "{},",
    "\u201c{}\u201d",
    "<URL:{}>",
    "{}\u200e",
    "\u2066{}\u2069",
    "{}~",
    "*{}*",
    "<{}|this>",
    '<a href="{}">this</a>',
)

# --- what gateways do to a link ---


def proofpoint_v2(link: str) -> str:
    """Percent-encoded, then `-` for `%` and `_` for `/`."""
    encoded = "".join(
        letter if letter.isalnum() or letter == "." else f"-{ord(letter):02X}" for letter in link
    )
    encoded = encoded.replace("-2F", "_")
    return f"https://urldefense.proofpoint.com/v2/url?u={encoded}&d=DwMFaQ&c=x&r=y&e="


def proofpoint_v3(link: str) -> str:
    """`*` for a character that is taken out, `**` and a letter for several; they follow in base64."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    shown, taken = "", ""
    for is_kept, run in groupby(link, lambda letter: letter.isalnum() or letter in ":/.?&=-"):
        text = "".join(run)
        shown += text if is_kept else "*" if len(text) == 1 else f"**{letters[len(text) - 2]}"
        taken += "" if is_kept else text
    behind = urlsafe_b64encode(taken.encode()).decode().rstrip("=")
    return f"https://urldefense.com/v3/__{shown}__;{behind}!!Nm4x!abc-DE_f$"


def small_escapes(link: str) -> str:
    return re.sub("%..", lambda escape: escape[0].lower(), quote(link, safe=""))


GATEWAYS: dict[str, Callable[[str], str]] = {
    "none": lambda link: link,
    "Safe Links": lambda link: (
        f"https://nam01.safelinks.protection.outlook.com/?url={quote(link, safe='')}"
        "&data=05%7C01%7Ca%40b.example%7C0&sdata=Zm9v%3D&reserved=0"
    ),
    "Proofpoint v1": lambda link: (
        f"https://urldefense.proofpoint.com/v1/url?u={quote(link, safe='')}&k=a%3D&r=b"
    ),
    "Proofpoint v2": proofpoint_v2,
    "Proofpoint v3": proofpoint_v3,
    "Barracuda": lambda link: (
        f"https://linkprotect.cudasvc.com/url?a={small_escapes(link)}&c=E,1,5bEVim_x-,1&typo=1"
    ),
    "Cisco": lambda link: f"https://secure-web.cisco.com/1xYz-_/{quote(link, safe='')}",
    "Google": lambda link: f"https://www.google.com/url?q={quote(link, safe=':/')}&sa=D&source=gmail",
    "Sophos": lambda link: (
        f"https://eu-west-1.protection.sophos.com?d=example.org&u={urlsafe_b64encode(link.encode()).decode()}&i=x"
    ),
    "Check Point": lambda link: f"https://protect.checkpoint.com/v2/___{link}___.YXAzOmF2OmM6bzo3",
    "Check Point r01": lambda link: (
        f"https://protect.checkpoint.com/v2/r01/___{link.replace('#', '%23')}___.YzJ1OmF2OmM6bzo3:t:T:N"
    ),
    "Check Point r02": lambda link: (
        f"https://protect.checkpoint.com/v2/r02/___{quote(link.replace('//', '/', 1), safe=':/')}___.YzJ1Og"
    ),
    "Avanan": lambda link: f"https://url.avanan.click/v2/___{link}___.YXAzOmF2OmM6bzo3:p:T:N",
    "an encoded fragment": lambda link: link.replace("&", "%26").replace("=", "%3D"),
    "encoded twice": lambda link: f"https://gateway.example/?url={quote(quote(link, safe=''), safe='')}",
    "escaped": lambda link: link.replace("#", "%23").replace("&", "%26").replace("=", "%3D"),
    "tracking": lambda link: f"{link}&utm_source=mail&utm_medium=x&fbclid=IwAR0&mc_eid=9",
    "tracking before": lambda link: link.replace("#", "?utm_campaign=%C3%A4&gclid=1#"),
}


@pytest.mark.parametrize("mailer", sampled(MAILERS, 3))
@pytest.mark.parametrize("gateway", GATEWAYS)
def test_a_ticket_is_read_in_whatever_way_it_comes_back(mailer: str, gateway: str) -> None:
    text = ticket().replace(LINK, GATEWAYS[gateway](LINK))
    came = again(MAILERS[mailer](text))
    assert came.view
    assert dict(came.view.answers) == PRODUCTION_DOWN
    assert (came.several, came.view.ignored) == (False, ())


@pytest.mark.parametrize(
    "around",
    [
        "{}?utm_source=mail&utm_medium=x",
        "{}:~:text=x",
        "{}#utm_source=x",
        "{}#:~:text=It,is",
        "{}/",
        "{}\u3002",
        "{}\u200b",
        "[url]{}[/url]",
        "_{}_",
    ],
)
@pytest.mark.parametrize("gateway", ["none", "Safe Links"])
def test_what_is_put_behind_a_link_takes_no_answer_from_it(gateway: str, around: str) -> None:
    assert answers_of(f"See {around.format(GATEWAYS[gateway](LINK))} for it") == PRODUCTION_DOWN
    version = {**PRODUCTION_DOWN, "version": "3"}
    last = f"{PAGE}#{fragment({id: version[id] for id in sorted(version, key='version'.__eq__)})}"
    assert answers_of(around.format(last)) == version


@pytest.mark.parametrize("mailer", MAILERS)
@pytest.mark.parametrize("around", AROUND)
def test_a_link_is_found_in_the_midst_of_a_text(mailer: str, around: str) -> None:
    text = f"Dear desk,\n\n{around.format(LINK)}\nKind regards,\nAsha"
    assert answers_of(MAILERS[mailer](text)) == PRODUCTION_DOWN


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u2060"])
def test_a_link_is_read_over_what_nobody_sees_in_it(unseen: str) -> None:
    for at_letter in range(len(PAGE) - 4, len(LINK), 3):
        assert answers_of(f"See {LINK[:at_letter]}{unseen}{LINK[at_letter:]} again") == PRODUCTION_DOWN


@proves(max_examples=80)
@given(
    st.lists(st.sampled_from(list(GATEWAYS.values())), max_size=2),
    st.sampled_from(AROUND),
    st.lists(st.sampled_from([quoted, wrapped, html.escape, soft]), max_size=2, unique=True),
    st.text("0123456789.-~ v\u09e8", min_size=1, max_size=12).filter(
        lambda text: text == " ".join(text.split())
    ),
)
def test_gateways_behind_gateways_and_mailers_behind_mailers_lose_nothing(
    gateways: list[Callable[[str], str]],
    around: str,
    mailers: list[Callable[[str], str]],
    version: str,
) -> None:
    """A version is typed, so that whatever a gateway makes of it could be one."""
    given = {**PRODUCTION_DOWN, "version": version.strip(". ~") or "3"}
    link = f"{PAGE}#{fragment(given)}"
    for gateway in gateways:
        link = gateway(link)
    text = around.format(link)
    for mailer in mailers:
        text = mailer(text)
    assert answers_of(text) == given


def sources(text: str) -> Iterator[str]:
    """The sources of mails with a ticket that is attached in base64: as a file, and as a mail that has it."""
    file, mail, around = EmailMessage(), EmailMessage(), EmailMessage()
    for message in (file, mail, around):
        message.set_content("See what is attached.")
    mail.set_content(text, cte="base64")
    file.add_attachment(text.encode(), maintype="application", subtype="octet-stream")
    around.add_attachment(bytes(mail), maintype="application", subtype="octet-stream")
    yield from map(str, (file, mail, around))
    yield quoted(str(file))


def test_a_ticket_is_read_in_the_source_of_a_mail_that_has_it_in_base64() -> None:
    for text in sources(ticket()):
        assert "Verdict" not in text
        read = again(text)
        assert (answers_of(text), read.compared, read.changes) == (PRODUCTION_DOWN, True, ())


def test_wrapped_and_quoted_it_still_says_the_same_as_it_did() -> None:
    for mailer in MAILERS.values():
        came = again(mailer(ticket()))
        assert came.changes == ()
        assert came.policy.was.replace(" ", "") == came.policy.today.replace(" ", "")
        assert any("2026-11-29 13:00" in line for line in came.said)


def test_the_staff_see_what_the_policy_said_then_and_says_now() -> None:
    then = ticket().replace("Severity: Critical", "Severity: Standard")
    for mailer in MAILERS.values():
        (change,) = again(mailer(then)).changes
        assert (change.was, change.today) == ("Severity: Standard", "Severity: Critical")


def blocks_told_of_no_change(edition: Edition) -> Iterator[str]:
    """The lines of a ticket's blocks of which another text is told nowhere."""
    policy, body = edition.policy, ask(edition, {**PRODUCTION_DOWN, **DETAILS}, DESK_CLOSED, PAGE)
    lines = body["outcome"]["ticket"]["body"].splitlines()
    triage, details, promised = (words().ticket.triage, words().ticket.details, words().ticket.promised)
    first, given, then = (lines.index(name.upper()) for name in (triage, details, promised))
    assert {question.name for question in policy.questions if question.id in PRODUCTION_DOWN} <= {
        line.partition(":")[0] for line in lines[first:given]
    }
    for number, line in enumerate(lines):
        if first < number < given or number > then:
            changed = [*lines[:number], f"{line[:-2]}~~", *lines[number + 1 :]]
            came = reopen(edition, "\n".join(changed), at(DESK_CLOSED), PAGE)
            told = (*(change.was for change in came.changes), *came.said, f"Policy: {came.policy.was}")
            if line and not line.endswith(":") and not any(changed[number] in one for one in told):
                yield line


def test_another_text_of_any_line_of_any_block_of_a_ticket_is_told() -> None:
    assert list(blocks_told_of_no_change(real())) == []


def test_a_field_comes_into_the_ticket_and_is_compared_by_its_block_and_its_name_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    block = Block("not_guaranteed", "clauses", "", "triage")
    monkeypatch.setattr(layout, "BLOCKS", (block, *BLOCKS))
    monkeypatch.setattr(TicketWords, "not_guaranteed", "Without guarantee", raising=False)
    edition = edition_of(real_policy())
    body = ask(edition, PRODUCTION_DOWN, DESK_CLOSED)["outcome"]["ticket"]["body"]
    assert re.search(r"\nTRIAGE\nWithout guarantee:\n§", body)
    assert list(blocks_told_of_no_change(edition)) == []


def test_a_line_counts_only_in_the_section_of_the_ticket_that_has_it() -> None:
    came = again(ticket().replace("TRIAGE\n", "TRIAGE\nVerdict: refused\n"))
    assert (came.changes, came.said) == ((), again(ticket()).said)


def test_clauses_before_whose_numbers_the_words_put_nothing_are_compared_together() -> None:
    bare = replace(words(), ticket=replace(words().ticket, clause="{label} {text}"))
    assert list(blocks_told_of_no_change(replace(real(), words=bare))) == []


def test_a_clause_that_only_has_another_number_today_is_told_with_both_and_not_as_gone() -> None:
    first, *_ = re.findall(r"\n(§\S+ .*)(?=\n)", ticket())
    number, _, text = first.partition(" ")
    then = ticket().replace(first, f"{number} What is gone\n§99 {text}")
    for mailer in MAILERS.values():
        told = [(one.was, one.today) for one in again(mailer(then)).changes]
        squeezed = {tuple("".join(side.split()).replace("-", "") for side in change) for change in told}
        expected = ((f"§99 {text}", first), (f"{number} What is gone", ""))
        assert squeezed == {
            tuple("".join(side.split()).replace("-", "") for side in change) for change in expected
        }, told


def test_a_ticket_whose_first_answer_is_overdue_says_so_however_its_line_was_wrapped() -> None:
    (due,) = re.findall(r"\n(Answer expected by: .*)\n", ticket())
    short = f"{LINK}\n\nDue: 2026-11-29T13:00+06:00\n"
    for text in (ticket(), wrapped(ticket()), ticket().replace(due, due.replace(" (", "\n(")), short):
        over = [reopen(real(), text, at(now), PAGE).over for now in (DESK_CLOSED, "2026-11-29T07:01:00Z")]
        assert over == [False, True]
    assert not again(LINK).over


def asking_further(gone: str) -> Edition:
    """The real policy, in which an answer to the question of the cause is no option any more."""
    questions = (
        replace(question, options=tuple(one for one in question.options if one.id != gone))
        for question in real().policy.questions
    )
    return replace(real(), policy=replace(real().policy, questions=tuple(questions)))


def test_where_todays_policy_asks_further_what_the_ticket_said_stands_and_nothing_is_compared() -> None:
    today = asking_further(PRODUCTION_DOWN["cause"])
    whole = ticket()
    for text in (whole, whole.split("\n\n")[1]):
        came = reopen(today, text, at(DESK_OPEN), PAGE)
        assert came.view and came.view.question and came.view.question.id == "cause"
        assert (came.view.outcome, came.view.ignored) == (None, ("cause=nothing",))
        assert (came.policy.today, came.changes, came.compared) == ("", (), True)
        verdict, target, due = came.said
        assert verdict.startswith("Verdict: ")
        assert target.startswith(("Response target: Response within 4", "Level: critical"))
        assert "2026-11-29" in due and "13:00" in due


def test_a_ticket_keeps_for_its_own_edition_what_todays_policy_asks_nobody() -> None:
    gone = asking_further(PRODUCTION_DOWN["impact"])
    asked = (
        replace(one, when={"topic": "how-to"}) if one.id == "cause" else one for one in gone.policy.questions
    )
    came = reopen(replace(gone, policy=replace(gone.policy, questions=tuple(asked))), ticket(), at(DESK_OPEN))
    assert came.view and came.view.question and came.view.question.id == "impact"
    assert "cause" not in came.view.answers
    assert came.answers == PRODUCTION_DOWN


def test_a_ticket_is_compared_with_the_answers_by_which_its_case_went_on() -> None:
    cut = {id: answer for id, answer in PRODUCTION_DOWN.items() if id != "impact"}
    text = ticket().replace("impact=down&", "")
    first = again(text)
    assert first.view and first.view.question and first.view.question.id == "impact"
    for impact, differs in (("down", False), ("severe", True)):
        request = {"ticket": text, "now": DESK_OPEN, "answers": {**cut, "impact": impact}}
        came = respond(real(), request)
        assert came["view"]["outcome"] and list(came["said"]) == list(first.said)
        assert bool(came["changes"]) == differs
    with pytest.raises(BadRequest):
        respond(real(), {"ticket": text, "now": DESK_OPEN, "answers": ["impact"]})


THREADS: dict[str, Callable[[str, str], str]] = {
    "a reply above a quoted copy": lambda whole, facts: f"{whole}\n\nOn Monday Asha wrote:\n{quoted(whole)}",
    "the facts twice": lambda whole, facts: f"{facts}\n\nOn Monday Asha wrote:\n{quoted(facts)}",
    "a question above the facts": lambda whole, facts: f"Severity: are you sure?\n\n{quoted(facts)}",
    "a footer behind the last clause": lambda whole, facts: (
        f"{whole.rstrip()}\nSent by the mailing list of Example Ltd"
    ),
    "facts in a table": lambda whole, facts: "".join(f"| {line} |\n" for line in facts.splitlines()),
    "facts with an edge": lambda whole, facts: "".join(f"{line} |\n" for line in facts.splitlines()),
}


@pytest.mark.parametrize("thread", THREADS)
def test_in_a_thread_nothing_changes_that_did_not_change(thread: str) -> None:
    whole = ticket()
    came = again(THREADS[thread](whole, whole.split("\n\n")[1]))
    assert (came.view and dict(came.view.answers), came.compared) == (PRODUCTION_DOWN, True)
    assert came.changes == ()


@pytest.mark.parametrize("thread", THREADS)
def test_in_a_thread_what_did_change_is_told(thread: str) -> None:
    whole = ticket().replace("Severity: Critical", "Severity: Standard")
    whole = whole.replace("Severity: critical", "Severity: standard")
    (change,) = again(THREADS[thread](whole, whole.split("\n\n")[1])).changes
    assert (change.was.lower(), change.today.lower()) == ("severity: standard", "severity: critical")


def test_another_policy_of_that_time_is_named() -> None:
    other = replace(real(), digest="0123456789ab")
    view = ask(other, PRODUCTION_DOWN, DESK_CLOSED, PAGE)
    came = again(view["outcome"]["ticket"]["body"])
    assert came.policy.was.endswith("edition 0123456789ab")
    assert came.policy.today.endswith(f"edition {real().digest}")
    assert came.changes == ()


def test_an_answer_that_was_read_wrongly_shows_beside_what_the_ticket_says() -> None:
    cut = ticket({**PRODUCTION_DOWN, "version": "3"}).replace("version=3&", "version=4&")
    assert any(change.was.startswith("Version: ") for change in again(cut).changes)


def test_links_with_other_answers_are_told_of_and_the_same_link_twice_is_not() -> None:
    other = f"{PAGE}#{fragment({**PRODUCTION_DOWN, 'cause': 'unsure'})}"
    assert again(f"{LINK}\n\n{other}").several
    assert answers_of(f"{LINK}\n\n{other}") == PRODUCTION_DOWN
    assert not again(f"{LINK[:-20]}\u2026\n\n{LINK}\n\n<{GATEWAYS['Safe Links'](LINK)}>").several


def test_an_answer_that_the_policy_does_not_know_is_named_and_tracking_is_not() -> None:
    came = again(f"{LINK}&mood=bad&utm_source=x")
    assert came.view
    assert came.view.ignored == ("mood=bad",)


@pytest.mark.parametrize(
    "link",
    [
        "https://protect-us.mimecast.com/s/AbCdEf?domain=help.example.org",
        "https://url.uk.m.mimecastprotect.com/s/x1?domain=help.example.org",
        "https://urldefense.com/v3/__broken",
        "https://eu.protection.sophos.com?u=%%%",
    ],
)
def test_where_a_gateway_hides_the_link_that_is_said_with_its_host(link: str) -> None:
    came = again(f"Again: {link}")
    assert came.view is None
    assert came.hosts == (link.split("/")[2].partition("?")[0],)


@proves(max_examples=60)
@given(st.text(max_size=300) | st.text("&=#%>*_-;/:.?htps 3DA\n", max_size=300))
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    again(text)
    again(f"https://urldefense.com/v3/__{text}__;{text}!!x {LINK}{text}")


@pytest.mark.parametrize(
    "text", ["https://a/#" * 90_000, "> " * 450_000, "&amp;" * 180_000, f"{LINK}\n" * 3_000]
)
def test_a_megabyte_is_read_in_a_moment(text: str) -> None:
    before = process_time()
    again(text)
    assert process_time() - before < 4


@pytest.mark.parametrize("ticket", [None, 1, ["x"], "x" * (LONGEST + 1)])
def test_what_is_no_text_is_refused(ticket: object) -> None:
    with pytest.raises(BadRequest):
        respond(real(), {"ticket": ticket, "now": DESK_OPEN})


def test_a_ticket_that_was_shortened_for_a_link_is_compared_by_its_facts() -> None:
    facts = ticket().split("\n\n")[1].replace("Severity: critical", "Severity: standard")
    came = again(f"{facts}\n\nWhat happens:\nSeverity: low\n\n{words().ticket.shortened}")
    (change,) = came.changes
    assert (change.was, change.today) == ("Severity: standard", "Severity: critical")
    assert came.said == ("Verdict: covered", "Level: critical", "Due: 2026-11-29T13:00+06:00")


def test_a_shortened_ticket_of_another_edition_says_so_though_its_facts_are_the_same() -> None:
    facts = ticket().split("\n\n")[1]
    same, other = (again(text) for text in (facts, facts.replace(real().digest, "0123456789ab")))
    assert same.changes == () and same.compared
    assert same.policy.was == same.policy.today
    (change,) = other.changes
    assert (change.was, change.today) == ("Edition: 0123456789ab", f"Edition: {real().digest}")
    assert other.policy.was == "0123456789ab"
    assert other.policy.today.endswith(f"edition {real().digest}")


def test_only_what_a_text_says_is_compared() -> None:
    bare, some = again(LINK), again(f"Severity: critical\n{LINK}")
    assert (bare.compared, bare.changes) == (False, ())
    assert (some.compared, some.changes) == (True, ())


@pytest.mark.parametrize("line", ["{}<br>", "{}<BR />\n", "<p>{}</p>", '<div class="x">{}</div>'])
def test_a_ticket_in_html_is_read_line_by_line(line: str) -> None:
    for text in (ticket(), ticket().split("\n\n")[1]):
        page = "".join(line.format(html.escape(one)) for one in text.splitlines())
        came = again(page)
        assert came.view
        assert dict(came.view.answers) == PRODUCTION_DOWN
        assert (came.compared, came.changes) == (True, ())


def test_the_day_of_a_version_is_no_change_where_a_ticket_only_lacks_it() -> None:
    now, until = "2026-03-10T09:00:00Z", " until 2026-04-07"
    body = ask(real(), {**PRODUCTION_DOWN, "version": "2"}, now, PAGE)["outcome"]["ticket"]["body"]
    assert until in body
    assert reopen(real(), body.replace(until, ""), at(now), PAGE).changes == ()
    (change,) = reopen(real(), body.replace(until, " until 2026-05-07"), at(now), PAGE).changes
    assert change.today.endswith(f"Limited support{until}")
