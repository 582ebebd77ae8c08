"""What staff are told of a channel whose address can't be opened, or whose form can't be filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.policy_file.edition_file import load_policy
from publisher.policy_file.findings import Refused
from tests.publisher.long_form import long_form
from wizard.desks import DESKS

ROOT = Path(__file__).resolve().parents[2]
TEXT = long_form()
MARK = "»"
PORTAL = "        address: https://care.bizmic.com\n"
MAIL = '        kind: email\n        address: ""\n'
WEB = "write one such as https://example.org, or leave it empty"
MAILBOX = "write one such as help@example.org, or leave it empty"
HTTPS = "it does not begin with https://; write one that begins with https://"
ALONE = "write the address alone, without a name or a space"
NO_PLACE = "its host or its port can't be one"
NO_FORM = "it does not have the form of one"
TABLE = "write them under 'severities'"


def refused(folder: Path, text: str) -> list[str]:
    """What is wrong, each without the file's name."""
    path = folder / "policy.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused) as caught:
        load_policy(path)
    return [str(finding).partition(":")[2] for finding in caught.value.findings]


def told(folder: Path, old: str, new: str) -> list[str]:
    """The same for one edit, with the place of the mark in it as »."""
    assert TEXT.count(old) == 1
    before, _, after = TEXT.replace(old, new).partition(MARK)
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}:"
    return [one.replace(place, MARK) for one in refused(folder, before + after)]


@pytest.mark.parametrize(
    ("desk", "message"),
    [
        ("{kind: custom, template: »'https://x.example/'}", "there is no {subject} and no {body} to fill in"),
        ("{kind: custom, template: »'https://x.example/?b={body}{x}'}", "'{x}' can't be filled in"),
        (
            "{kind: custom, template: »'https://x.io/?b={body}{body_html}'}",
            "there are {body} and {body_html}",
        ),
        (
            "{kind: custom, template: »'https://x.io/?q=1&a={subject}&a={body}'}",
            "the form's link has 'a' more",
        ),
        ("{kind: custom, template: »'https://x.io/?q=#1&b={body}'}", "what stands behind # is never sent"),
        ("»{kind: custom, template: 'https://x.io/?q=a b&b={body}'}", "the template's address is 'https:"),
        ("{kind: »custom}", "'custom' needs a 'template'"),
        (
            "{kind: trac, »template: 'https://x.example/?b={body}'}",
            "trac has a template already",
        ),
        ("{kind: »zammad}", "no link can fill in a form of zammad"),
        (
            "{kind: »salesforce}",
            "no link can fill in a form of salesforce: it takes",
        ),
        ("{kind: »django-helpdesk}", "django-helpdesk needs 'queue', which the desk knows"),
        ("{kind: trac, constants: {»queue: 1}}", "'queue' is no constant here; known here: component"),
        ("{kind: »roundup}", f"the desk's own values are missing for 'standard', 'critical'; {TABLE}"),
        (
            "{kind: trac, severities: »{critical: 1}}",
            "the desk's own values are missing for 'standard'",
        ),
        ("{kind: trac, severities: {critical: 1, standard: 2, »hihg: 3}}", "'hihg' is no severity here"),
        ("{kind: trac, fields: {cc: »'{mail}'}}", "'{mail}' can't be filled in; did you mean 'email'?"),
        ("{kind: trac, longest: »9000}", "a link may have from 1000 to 8000 characters, not 9000"),
        ("{kind: »trak}", "'trak' is not one of the words known here; did you mean 'trac'?"),
        ("{kind: trac, »qeue: 1}", "'qeue' is not known here"),
        ("»{kind: custom, template: 'javascript:alert({body})'}", "the template's address is 'javascript:"),
        ("»{kind: custom, template: 'http://x.example/?b={body}'}", "the template's address is 'http:"),
        (
            "»{kind: custom, template: 'https://{name}.example/?b={body}'}",
            "the template's address is 'https:",
        ),
        ("»{kind: custom, template: 'https://x.example/?b={body}{body}'}", "{body} is there more than once"),
        (
            "»{kind: custom, template: 'https://x.example/?a={description}&b={description}'}",
            "{description} is there more than once",
        ),
        ("»{kind: trac, fields: {cc: '{body}'}}", "{body} is there more than once"),
        (
            f"»{{kind: custom, template: 'https://x.example/?{'x' * 4000}&b={{body}}'}}",
            "4022 characters of the link are always the same, of 3900 that it may have",
        ),
        ("{kind: trac, fields: {cc: »'{version'}}", "a brace is alone in '{version'"),
        (
            "{kind: custom, template: 'https://x.io/?b={body}#new', »fields: {cc: '{email}'}}",
            "fields go behind the template, and what stands behind its # is never sent; write them into",
        ),
        *(
            (
                f"{{kind: zendesk, constants: {{locale: »'{value}'}}}}",
                f"'{value}' can't be a part of a path; write it as it stands in the form's address",
            )
            for value in ("../x y", "..", "en us", "en/us")
        ),
        ("{kind: trac, fields: {»summary: x}}", "the form's link has 'summary' already"),
        ("{kind: trac, address: »'https://x.example/?x=1'}", "the way to trac's form follows behind"),
        ("{kind: trac, address: »'https://x.example/#a'}", "the way to trac's form follows behind"),
        ("{kind: trac, address: »'https://x.example/{subject}'}", "the way to trac's form follows behind"),
        ("{kind: whatsapp, constants: {number: »'+880 1722'}}", "'+880 1722' is no number for whatsapp"),
        ("{kind: »django-helpdesk, constants: {queue: ' '}}", "django-helpdesk needs 'queue'"),
        ("{kind: trac, address: »'http://desk.example'}", "the desk's address is 'http://desk.example'"),
    ],
)
def test_a_desk_that_can_t_be_filled_in_is_told_once_where_it_stands(
    tmp_path: Path, desk: str, message: str
) -> None:
    (one,) = told(tmp_path, PORTAL, f"{PORTAL}        desk: {desk}\n")
    assert one.startswith(f"{MARK} {message}")


def test_a_program_s_form_needs_a_place_and_only_a_web_channel_has_one(tmp_path: Path) -> None:
    for kind in ("»trac", "»roundup, severities: {critical: 1, standard: 2}"):
        (one,) = told(tmp_path, PORTAL, f"        desk: {{kind: {kind}}}\n")
        assert one.startswith("» it is not said where")
    (one,) = told(tmp_path, MAIL, f"{MAIL}        »desk: {{kind: linear}}\n")
    assert one == "» only a channel of kind 'web' has a desk; remove it"


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("https://", f"{NO_PLACE}; {WEB}"),
        ("https://[::1", f"{NO_PLACE}; {WEB}"),
        ("https://desk.example:99999999/", f"{NO_PLACE}; {WEB}"),
        ("https://care.bizmic.com@evil.example/", f"it names a user before the host; {WEB}"),
        ("https://care.bizmic.com/a b", f"there is a space in it; {WEB}"),
        ("https://care.bizmic.com.", f"{NO_PLACE}; {WEB}"),
        ("http://care.bizmic.com", f"it does not begin with https://; {WEB}"),
        ("javascript:alert(1)", f"it does not begin with https://; {WEB}"),
    ],
)
def test_a_web_address_that_can_t_be_one_is_refused(tmp_path: Path, address: str, problem: str) -> None:
    new = PORTAL.replace("https://care.bizmic.com", f'"{address}"')
    (one,) = told(tmp_path, PORTAL, new)
    assert one.endswith(f"'{address}' is no web address: {problem}")


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("a@b.co?bcc=evil@x.co", NO_FORM),
        ("mailto:a@b.co", "leave out 'mailto:'"),
        ("Name<a@b.co>", ALONE),
        ("Name <a@b.co>", ALONE),
        ("a b@b.co", ALONE),
        ("a@b.co.", NO_FORM),
        ("a@@b.co", NO_FORM),
        ("a@b", NO_FORM),
        (".a@b.co", NO_FORM),
    ],
)
def test_an_e_mail_address_that_can_t_be_one_is_refused(tmp_path: Path, address: str, problem: str) -> None:
    (one,) = told(tmp_path, MAIL, MAIL.replace('""', f'"{address}"'))
    assert one.endswith(f"'{address}' is no email address: {problem}; {MAILBOX}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PORTAL, PORTAL + "        form: https://care.bizmic.com:8443/new?s={subject}&who={email}\n"),
        (PORTAL, "        address: http://127.0.0.1:8000/\n        desk: {kind: trac}\n"),
        (PORTAL, "        address: http://localhost:8000\n"),
        (PORTAL, "        address: https://hilfe.übung.example/ä\n"),
        (PORTAL, "        desk: {kind: whatsapp, constants: {number: 8801722313635}}\n"),
        (MAIL, MAIL.replace('""', "help+now@mail.example-desk.org")),
    ],
)
def test_right_addresses_are_taken(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(TEXT.replace(old, new), "utf-8")
    assert load_policy(path).channels


def test_a_form_and_a_desk_are_not_both_given(tmp_path: Path) -> None:
    new = "        form: https://x.example/?b={body}\n        desk: {kind: trac}\n"
    (one,) = told(tmp_path, PORTAL, PORTAL + new)
    assert one.endswith("give either 'form' or 'desk', not both")


def test_the_documents_name_every_program_and_how_sure_its_form_is() -> None:
    rows = (ROOT / "docs" / "desks.md").read_text("utf-8").splitlines()
    for name, form in DESKS.items():
        mark = f"| {form.sure or 'no form that a link fills in'} |"
        assert name == "custom" or any(row.startswith(mark) and f"`{name}`" in row for row in rows), name
