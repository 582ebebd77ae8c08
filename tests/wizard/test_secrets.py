"""Secrets are found and masked, and what is ordinary is left alone."""

from __future__ import annotations

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wizard.helpers import PRODUCTION_DOWN, outcome_of, proves, real
from tests.wizard.secret_shapes import ADDRESSES, EXACT, NO_ADDRESSES, PASTED, SHAPES, ordinary, with_secrets
from wizard.address import answers_in
from wizard.protocol import respond
from wizard.ticket.secrets import SECRETS, masked, secrets_in

TYPED = "user=app\npassword=hunter22 at db\nAuthorization: Bearer abcdef0123456789"


def without_spaces(text: str) -> str:
    return text.replace(" ", "")


def test_of_387_secrets_in_129_public_shapes_at_least_95_in_100_are_masked() -> None:
    lines = list(with_secrets(seed=1, of_each=3))
    assert len(lines) == 387
    told = [(line, secret, masked(line, secrets_in(line, "paragraph"), ())) for line, secret in lines]
    kept = [line for line, secret, text in told if without_spaces(secret) in without_spaces(text)]
    assert len(kept) <= 0.05 * len(lines), kept


def test_of_secrets_as_people_write_them_at_least_95_in_100_are_masked() -> None:
    told = [(line, secret, masked(line, secrets_in(line, "paragraph"), ())) for line, secret in PASTED]
    kept = [line for line, secret, text in told if without_spaces(secret) in without_spaces(text)]
    assert len(PASTED) >= 400
    assert len(kept) <= 0.05 * len(PASTED), kept


def test_of_3000_ordinary_lines_none_loses_anything() -> None:
    lines = list(ordinary(seed=2, count=3_000))
    hit = [line for line in lines if secrets_in(line, "line")]
    assert hit == []


def test_secrets_are_found_among_ordinary_lines_too_and_nothing_else_is_changed() -> None:
    around = list(ordinary(seed=3, count=300))
    for line, secret in list(with_secrets(seed=4, of_each=1))[::4]:
        text = "\n".join((*around[:150], line, *around[150:]))
        told = masked(text, secrets_in(text, "line"), ())
        assert without_spaces(secret) not in without_spaces(told), line
        assert told.startswith("\n".join(around[:150]))
        assert told.endswith("\n".join(around[160:]))


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ('{"password":"Qw\'9!zkLpx","user":"asha"}', "Qw'9!zkLpx"),
        (r'{"password":"ab\"cdefg1"}', r"ab\"cdefg1"),
        ("DB_PASSWORD=aB(9x!kQ7", "aB(9x!kQ7"),
        ("password: letmein", "letmein"),
        ('{"pass":"letmein"}', "letmein"),
        ('"cardNumber":4111111111111111,', "4111111111111111"),
        ("card:4111111111111111", "4111111111111111"),
        ("https://abcdefghij3klmnop5qr@dev.azure.com/x", "abcdefghij3klmnop5qr"),
        ("user:letmein@tcp(db:3306)/x", "letmein"),
        ('<add key="Password" value="letmein"/>', "letmein"),
        ("define('DB_PASSWORD', 'letmein');", "letmein"),
        ("/shop;jsessionid=4D1F8A9B0C3E5F67", "4D1F8A9B0C3E5F67"),
        ('"cvv":"123"', "123"),
        ("password=changeme-2024x", "changeme-2024x"),
        ("password=$ecret9x", "$ecret9x"),
        ("curl -u root:rootpw9 https://x", "rootpw9"),
        ("пароль: letmein7", "letmein7"),
        ("contraseña: letmein", "letmein"),
        ("পাসওয়ার্ড=letmein", "letmein"),
        *EXACT,
    ],
)
def test_a_secret_of_this_shape_is_masked_and_nothing_else(line: str, secret: str) -> None:
    assert masked(line, secrets_in(line, "paragraph"), ()) == line.replace(secret, "*****")


BODY = "MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MhgwMbRvI0MBZhpI"
BEGIN, END = (f"-----{side} RSA PRIVATE KEY-----" for side in ("BEGIN", "END"))


@pytest.mark.parametrize(
    "key",
    [
        f"> {BEGIN}\n> {BODY}\n> {BODY}\n> ab3=\n> {END}",
        f"\t{BEGIN}\n\t{BODY}\n\t{BODY}\n\t{END}",
        f'"{BEGIN}\\n" +\n  "{BODY}\\n" +\n  "{BODY}\\n" +\n  "{END}"',
        f'{{"key":"{BEGIN}\\n{BODY}\\n{BODY}\\nabc=\\n{END}\\n"}}',
        f"{BEGIN}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00AA\n\n{BODY}\n{BODY}\n{END}",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v1.4.11 (GNU/Linux)\n\n"
        f"{BODY}\n{BODY}\nlQ==\n=w3xY\n-----END PGP PRIVATE KEY BLOCK-----",
        f"{BEGIN} {BODY} {BODY} {END}",
        f"{BEGIN}\n{BODY}\n{BODY}",
    ],
)
def test_all_of_a_private_key_is_masked_and_what_stands_around_it_stays(key: str) -> None:
    after = "\nThanks\n\nIt fails since then: see internationalization/configuration of ours."
    text = f"Hello\n{key}{after}"
    told = masked(text, secrets_in(text, "paragraph"), ())
    assert BODY[:16] not in told
    assert BODY[-16:] not in told
    assert told.endswith(key[key.find("-----END") :] + after if "-----END" in key else after)
    assert told.startswith(f"Hello\n{key[: key.find('-----', 12) + 5]}*****")


def test_a_secret_at_the_end_of_what_is_read_is_masked_and_no_more_is_read() -> None:
    for letters in range(19_955, 20_005, 7):
        typed = f"{'y' * letters} postgres://admin:Sup3rS3cret@db.example end"
        told = respond(
            real(), {"answers": PRODUCTION_DOWN | {"description": typed}, "now": "2026-11-23T05:00:00Z"}
        )
        text = next(one["text"] for one in told["outcome"]["details"] if one["id"] == "description")
        assert "Sup" not in text
        assert len(text) <= 20_005
        assert text.startswith("y" * min(letters, 20_000))


@proves(max_examples=200)
@given(st.lists(st.sampled_from([line for line, _ in with_secrets(6, 1)]) | st.text(max_size=30), max_size=8))
def test_what_is_masked_once_stays_as_it_is_and_what_is_shown_is_whole(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = secrets_in(text, "paragraph")
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    secrets = [one.text for one in found if one.kind not in SECRETS.offered]
    addresses = [one.text for one in found if one.kind in SECRETS.offered]
    assert masked(text, secrets_in(text, "paragraph"), secrets) == text
    assert masked(text, secrets_in(text, "paragraph"), addresses).count(SECRETS.mask) >= len(found)


@pytest.mark.parametrize(
    "evil",
    [
        *(
            "password",
            "a",
            "://",
            "= ",
            "token: ",
            "4",
            "Cookie: ",
            "eyJ",
            "mysql ",
            "&key=",
            "4111 1111 1111 ",
        ),
        *("$2b$", "Private-Lines: 1\n", "-u a:", "login a password ", "<password>", '{"password": "'),
        *("-----BEGIN RSA PRIVATE KEY-----", "eyJ.", "password is ", "--token ", "://a:", "A" * 41 + " "),
        *(f"-----BEGIN RSA PRIVATE KEY-----{of}" for of in ("+", "\n" + "A1a" * 20, "\nVersion: ")),
        *("name: ", "pass:1a&", "user a pass ", "password for ", "a@", "a@a.", "1.", "a:", "v1."),
        *(
            "password=a,",
            "password='a'",
            "password=a(",
            "WIFI:A:",
            "<input value='a' ",
            "password%3D%41",
            "6759 ",
        ),
        *("Password\n", "set a b password to ", "\u200b", "password='a ", "my password is "),
        *("MIIEpAIBAAKCAQEA\n", f"{'A1a' * 20}\n-----END RSA PRIVATE KEY", "connect('a', ", "login a/b "),
        *("phrase: abc ", "password a b c ", "mysql -a ", "name='password' ", "1234 123456 ", "pass (a) "),
    ],
)
def test_no_text_of_30000_letters_takes_long(evil: str) -> None:
    text = (evil * 30_000)[:30_000]
    begun = time.process_time()
    secrets_in(text, "paragraph")
    assert time.process_time() - begun < 1.5


def test_a_ticket_has_no_secret_in_it_and_says_where_each_was() -> None:
    typed = PRODUCTION_DOWN | {"error-message": TYPED, "summary": "token=abc123def456"}
    outcome = outcome_of(real(), typed, page="https://help.example/")
    for text in (*outcome["ticket"].values(), *(channel["link"] for channel in outcome["channels"])):
        assert not any(secret in text for secret in ("hunter22", "abc123def456", "abcdef0123456789"))
    assert "password=***** at db" in outcome["ticket"]["body"]
    places = [(one["detail"], one["kind"], one["line"]) for one in outcome["masked"]]
    assert places == [
        ("summary", "password", 1),
        ("error-message", "password", 2),
        ("error-message", "token", 3),
    ]


def test_a_secret_is_put_back_by_whoever_wants_it_and_the_others_stay_masked() -> None:
    request = {"answers": PRODUCTION_DOWN | {"error-message": TYPED}, "now": "2026-11-23T05:00:00Z"}
    outcome = respond(real(), {**request, "turned": ["hunter22"]})["outcome"]
    assert "password=hunter22 at db\nAuthorization: Bearer *****" in outcome["ticket"]["body"]
    assert [one["shown"] for one in outcome["masked"]] == [True, False]


def test_addresses_are_found_and_versions_and_the_like_are_none() -> None:
    for line, addresses in ADDRESSES.items():
        assert [one.text for one in secrets_in(line, "paragraph")] == addresses
    assert [line for line in NO_ADDRESSES if secrets_in(line, "paragraph")] == []


def test_addresses_are_in_the_ticket_until_they_are_masked_and_the_customers_own_always_is() -> None:
    typed = PRODUCTION_DOWN | {"description": "asha@example.com at 10.0.0.5", "email": "asha@example.com"}
    request = {"answers": typed, "now": "2026-11-23T05:00:00Z"}
    told = respond(real(), request)["outcome"]
    assert "asha@example.com at 10.0.0.5" in told["ticket"]["body"]
    assert [(one["detail"], one["kind"], one["shown"]) for one in told["masked"]] == [
        ("description", "email", True),
        ("description", "ip", True),
    ]
    turned = [one["text"] for one in told["masked"]]
    told = respond(real(), {**request, "turned": turned})["outcome"]
    assert "***** at *****" in told["ticket"]["body"]
    assert "10.0.0.5" not in str(told["ticket"])
    assert next(one["text"] for one in told["details"] if one["id"] == "email") == "asha@example.com"


def test_a_megabyte_of_secrets_takes_as_long_for_each_letter_as_a_tenth_of_it() -> None:
    line = "Authorization: Bearer abcdefgh12345678\n"

    def seconds(letters: int) -> float:
        begun = time.process_time()
        secrets_in.__wrapped__(line * (letters // len(line)), "line")
        return time.process_time() - begun

    assert seconds(400_000) < 20 * min(seconds(40_000) for _ in range(2))


def test_every_shape_is_of_its_own_and_every_rule_finds_some() -> None:
    assert len({line for line, *_ in SHAPES}) == len(SHAPES)
    lines = "\n".join(line for line, _ in with_secrets(seed=8, of_each=1))
    kinds = {one.kind for one in secrets_in(lines, "line")}
    assert kinds == {"password", "token", "key", "card", "cookie"}


def test_a_secret_that_is_typed_as_the_version_stands_in_no_answer_link_or_ticket() -> None:
    typed = PRODUCTION_DOWN | {"version": "3.1 password=hunter2x"}
    told = respond(real(), {"answers": typed, "now": "2026-11-23T05:00:00Z", "page": "https://help.example/"})
    (masked_one,) = told["outcome"]["masked"]
    assert "hunter2x" not in json.dumps(told | {"outcome": told["outcome"] | {"masked": ()}})
    assert "Version: 3.1 password=*****\n" in told["outcome"]["ticket"]["body"]
    assert (masked_one["detail"], masked_one["kind"]) == ("version", "password")
    request = {"answers": typed, "now": "2026-11-23T05:00:00Z", "turned": [masked_one["text"]]}
    assert "Version: 3.1 password=hunter2x\n" in respond(real(), request)["outcome"]["ticket"]["body"]


@proves(max_examples=60)
@given(st.lists(st.sampled_from([line for line, _ in with_secrets(7, 1)]) | st.text(max_size=9), max_size=3))
def test_an_answer_that_was_kept_without_its_secrets_is_kept_as_it_is_by_its_own_link(
    pieces: list[str],
) -> None:
    answers = PRODUCTION_DOWN | {"version": " ".join(pieces)[:60]}
    once = respond(real(), {"answers": answers, "now": "2026-11-23T05:00:00Z"})
    again = respond(real(), {"answers": answers_in(f"#{once['address']}"), "now": "2026-11-23T05:00:00Z"})
    assert (again["address"], again["ignored"]) == (once["address"], ())
