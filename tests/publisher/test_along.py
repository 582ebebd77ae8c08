"""A case as files for other programs, made by the page's script in Node.js and read by programs of others."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from publisher import setup
from publisher.bundle.scripts import browser_files
from publisher.lookup.whole import lookup_of
from publisher.pages.page_data import page_data
from publisher.policy_file.edition_file import load_edition, load_editions
from publisher.policy_file.policy_text import Loaded
from tests.publisher.edition_pair import EDITS, OTHER_CHANNELS, changed, pair
from tests.publisher.hostile import HOSTILE
from tests.test_other_policies import EUROPE_STANDS
from tests.wizard.helpers import PRODUCTION_DOWN, proves
from wizard.edition import Edition
from wizard.media import dialled
from wizard.protocol import respond

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-26T17:00:00Z"
PAGE = "https://help.example:8443/wizard/"
DETAILS = {
    "summary": 'Tills; "down", since 9:00 \\ \u09ac\u09be\u0982\u09b2 \U0001f469\U0001f3fd\u200d\U0001f469',
    "name": "Asha",
    "email": "asha@customer.example",
    "description": "It says:\n  E=mc\u00b2, 100 % & more\n.\nFrom here on\n"
    + "\u0989\u09a4\u09cd\u09aa\u09be\u09a6\u09a8 " * 400,
}

PHONE, MAIL = "+880 1722-313635", "support@bizmic.example"
LATER_PHONES = {"2027-02-01": "+880 1711-000111", "2028-02-01": "+880 1711-000222"}
"""By the first days of later editions."""
PROMISE, LATER_PROMISE = "Response within 24 hours for standard tickets", "Response within 12 hours"

Program = Callable[..., Any]


@pytest.fixture(scope="module")
def run(tmp_path_factory: Any) -> Iterator[Callable[..., Program]]:
    """Programs under Node.js by their names, which answer one line of JSON by another."""
    published = load_edition(ROOT / "policy.yaml", ROOT / "site_src" / "words")
    running = []

    def start(name: str, loaded: Loaded = published) -> Program:
        page = page_data(loaded.edition, loaded.language, "../", {}, lookup_of(loaded.edition))
        file = tmp_path_factory.mktemp("page") / "page.json"
        file.write_text(json.dumps(page), "utf-8")
        command = [setup.ensure_node(ROOT), ROOT / "tests/script" / name, file]
        node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        running.append(node)

        def answer(*asked: Any) -> Any:
            assert node.stdin
            assert node.stdout
            node.stdin.write(json.dumps(asked) + "\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        return answer

    yield start
    for node in running:
        node.communicate()


@pytest.fixture(scope="module")
def along(run: Callable[[str], Program]) -> Program:
    return run("along.mjs")


def view_of(edition: Edition, details: dict[str, str] = DETAILS) -> Any:
    return respond(edition, {"answers": {**PRODUCTION_DOWN, **details}, "now": NOW, "page": PAGE})


def taken(along: Program, view: Any) -> Any:
    return along(view["outcome"], NOW, f"{PAGE}#{view['address']}")


def parts(calendar: str) -> list[Any]:
    """The calendar, the event in it, and its alarm."""
    return list(Calendar.from_ical(calendar).walk())


def test_python_reads_in_the_draft_the_ticket_that_was_written(along: Program, edition: Edition) -> None:
    view = view_of(edition)
    draft = taken(along, view)["mail"]
    mail = message_from_bytes(draft["text"].encode("ascii"), policy=default)
    assert (draft["name"], draft["type"]) == ("support-ticket-2026-11-26.eml", "message/rfc822")
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == view["outcome"]["ticket"]["subject"]
    assert mail.get_content().replace("\r\n", "\n") == view["outcome"]["ticket"]["body"]
    assert mail.defects == []
    assert max(map(len, draft["text"].split("\r\n"))) <= 76
    assert "\n" not in draft["text"].replace("\r\n", "")


def test_a_draft_is_written_to_the_address_where_it_is_known(along: Program, edition: Edition) -> None:
    view = view_of(edition)
    assert "To:" not in taken(along, view)["mail"]["text"]
    for channel in view["outcome"]["channels"]:
        channel["address"] = channel["address"] or "help@bizmic.example"
    mail = message_from_bytes(taken(along, view)["mail"]["text"].encode(), policy=default)
    assert mail["To"] == "help@bizmic.example"


@proves(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200) | st.sampled_from(HOSTILE))
def test_any_subject_survives_its_header_and_its_calendar(
    along: Program, edition: Edition, typed: str
) -> None:
    view = view_of(edition, {"summary": typed})
    made, subject = taken(along, view), view["outcome"]["ticket"]["subject"]
    assert message_from_bytes(made["mail"]["text"].encode(), policy=default)["Subject"] == subject
    (_, event, _) = parts(made["calendar"]["text"])
    assert event["SUMMARY"] == f"No answer yet? {subject}"


def test_a_strict_calendar_takes_the_reminder_at_the_promised_instant(
    along: Program, edition: Edition
) -> None:
    view = view_of(edition)
    made = taken(along, view)["calendar"]
    (calendar, event, alarm) = parts(made["text"])
    due = datetime.fromisoformat(view["outcome"]["target"]["due"]["utc"])
    assert (made["name"], made["type"]) == ("support-ticket-2026-11-26.ics", "text/calendar")
    assert event["DTSTART"].dt == due
    assert event["DTSTAMP"].dt == datetime.fromisoformat(NOW)
    assert event["UID"].endswith("@help.example:8443")
    assert event["URL"] == f"{PAGE}#{view['address']}"
    assert view["outcome"]["target"]["text"] in event["DESCRIPTION"]
    for channel in view["outcome"]["channels"]:
        named = f"{channel['name']}: {channel['address']}".strip()
        assert (named in event["DESCRIPTION"]) == bool(channel["address"])
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(0))
    assert [part.name for part in (calendar, event, alarm)] == ["VCALENDAR", "VEVENT", "VALARM"]
    assert [part.errors for part in (calendar, event, alarm)] == [[]] * 3
    vobject.readOne(made["text"]).validate(raiseException=True)


def test_a_reminder_rings_by_each_promise_the_soonest_first(along: Program, edition: Edition) -> None:
    view = view_of(edition)
    target = view["outcome"]["target"]
    due = datetime.fromisoformat(target["due"]["utc"])
    sooner = {**target["due"], "utc": "2026-11-26T18:00:00Z"}
    others = [
        ("Plan: Gold", "Within an hour", sooner),
        ("Updates", "As soon", target["due"]),
        ("Fix", "", None),
    ]
    target["further"] = [{"name": name, "text": text, "due": due} for name, text, due in others]
    _, *events = parts(taken(along, view)["calendar"]["text"])
    first, second = (event for event in events if event.name == "VEVENT")
    assert [first["DTSTART"].dt, second["DTSTART"].dt] == [datetime.fromisoformat(sooner["utc"]), due]
    assert first["UID"] != second["UID"]
    assert "(Plan: Gold: Within an hour)" in first["DESCRIPTION"]
    assert f"({target['text']}; Updates: As soon)" in second["DESCRIPTION"]
    vobject.readOne(taken(along, view)["calendar"]["text"]).validate(raiseException=True)


def test_a_channel_that_goes_is_in_no_reminder_from_then_on_and_in_no_address_book(
    along: Program, run: Callable[..., Program], tmp_path: Path
) -> None:
    policy = pair(tmp_path, EDITS)
    policy.write_text(changed(policy.read_text("utf-8"), OTHER_CHANNELS))
    loaded = load_editions(policy, ROOT / "site_src" / "words").all[0]
    looked_up, told = run("looked_up.mjs", loaded), {"answers": EUROPE_STANDS, "details": {}}
    for now, named in (
        ("2027-01-29T09:00:00Z", True),
        ("2027-01-31T20:00:00Z", False),
        ("2027-02-01T09:00:00Z", False),
    ):
        view = respond(loaded.edition, {"answers": EUROPE_STANDS, "now": now, "page": PAGE})
        assert looked_up(told, now, PAGE)["outcome"]["channels"] == json.loads(
            json.dumps(view["outcome"]["channels"])
        )
        made = along(view["outcome"], now, PAGE)
        assert ("Göttingen (until 31 January 2027)" in made["contacts"]["text"]) == named
        if made["calendar"]:
            assert ("service@tannhof" in made["calendar"]["text"]) == named


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The published policy, which two editions come after that have other addresses and a portal that
    promises something else, one with a holiday."""
    folder = tmp_path_factory.mktemp("editions") / "policies"
    folder.mkdir()
    text = (ROOT / "policy.yaml").read_text("utf-8")
    (folder.parent / "policy.yaml").write_text(text, "utf-8")
    note = text[
        text.index("        note: >-\n          Our e-mail") : text.index("      portal:\n        name:")
    ]
    for day, phone in LATER_PHONES.items():
        moved = {'        address: ""\n': f"        address: {MAIL}\n", note: "", PHONE: phone}
        moved |= {PROMISE: LATER_PROMISE}
        holidays = {"holidays: []": "holidays: {2027-12-16: Victory Day}"} if day == "2027-02-01" else {}
        edited = changed(text, {"effective: 2026-01-01": f"effective: {day}", **moved, **holidays})
        (folder / f"{day}.yaml").write_text(edited, "utf-8")
    return load_editions(folder.parent / "policy.yaml", ROOT / "site_src" / "words").all[0]


@pytest.mark.parametrize(
    ("now", "phone", "mail", "later", "listed"),
    [
        ("2027-01-31T17:59:59Z", PHONE, "", LATER_PHONES, []),
        ("2027-01-31T18:00:00Z", LATER_PHONES["2027-02-01"], MAIL, ["2028-02-01"], []),
        ("2027-12-16T18:00:00Z", LATER_PHONES["2027-02-01"], MAIL, ["2028-02-01"], ["2027-12-16"]),
        ("2028-01-31T18:00:00Z", LATER_PHONES["2028-02-01"], MAIL, [], []),
    ],
)
def test_an_old_case_is_told_the_addresses_and_holidays_of_the_edition_in_force_with_and_without_python(
    run: Callable[..., Program],
    old: Loaded,
    now: str,
    phone: str,
    mail: str,
    later: Collection[str],
    listed: list[str],
) -> None:
    request = {"answers": {**PRODUCTION_DOWN, **DETAILS}, "now": now, "page": PAGE}
    outcome = respond(old.edition, request)["outcome"]
    channels = outcome["channels"]
    assert [one["last"] for one in outcome["listed"]] == listed
    told = {one["id"]: one for one in channels}
    assert (told["phone"]["address"], told["email"]["address"]) == (phone, mail)
    assert told["phone"]["link"] == f"tel:{dialled(phone)}"
    assert told["email"]["link"].startswith(f"mailto:{mail}?subject=") and told["email"]["filled"]
    assert ("missing" in told["email"]["note"]) == (not mail)
    assert re.findall(r"\+880[ \d-]+\d", told["phone"]["later"]) == [LATER_PHONES[day] for day in later]
    told_then = f" · then: {LATER_PHONES['2027-02-01']}" if phone == PHONE else ""
    assert told["phone"]["opens"] and told["phone"]["elsewhere"] == told_then
    assert {one["elsewhere"] for one in channels if one["id"] != "phone"} == {""}
    looked_up = run("looked_up.mjs", old)({"answers": PRODUCTION_DOWN, "details": DETAILS}, now, PAGE)
    assert looked_up["outcome"]["channels"] == json.loads(json.dumps(channels))
    assert looked_up["outcome"]["listed"] == json.loads(json.dumps(outcome["listed"]))


def test_a_reminder_names_the_addresses_of_when_it_rings(along: Program, old: Loaded) -> None:
    now = "2027-01-31T15:00:00Z"
    view = respond(old.edition, {"answers": PRODUCTION_DOWN, "now": now, "page": PAGE})
    (_, event, _) = parts(along(view["outcome"], now, PAGE)["calendar"]["text"])
    assert event["DTSTART"].dt.isoformat() > "2027-01-31T18:00"
    named = event["DESCRIPTION"].splitlines()
    assert f"Email: {MAIL}" in named
    assert (
        f"Phone / Chat: {LATER_PHONES['2027-02-01']} · From 1 February 2028: {LATER_PHONES['2028-02-01']}"
        in named
    )
    assert PHONE not in event["DESCRIPTION"]


@pytest.mark.parametrize(
    ("now", "phones"),
    [
        (
            "2027-01-31T15:00:00Z",
            {
                PHONE: "until 31 January 2027",
                LATER_PHONES["2027-02-01"]: "1 February 2027 – 31 January 2028",
                LATER_PHONES["2028-02-01"]: "from 1 February 2028",
            },
        ),
        (
            "2027-02-02T03:00:00Z",
            {
                LATER_PHONES["2027-02-01"]: "1 February 2027 – 31 January 2028",
                LATER_PHONES["2028-02-01"]: "from 1 February 2028",
            },
        ),
        ("2028-02-02T03:00:00Z", {LATER_PHONES["2028-02-01"]: ""}),
    ],
)
def test_an_address_book_has_every_number_that_is_or_comes_and_labels_each_with_its_days(
    along: Program, old: Loaded, now: str, phones: dict[str, str]
) -> None:
    view = respond(old.edition, {"answers": PRODUCTION_DOWN, "now": now, "page": PAGE})
    entry = vobject.readOne(along(view["outcome"], now, PAGE)["contacts"]["text"])
    labels = {label.group: label.value for label in entry.contents["x-ablabel"]}
    assert {one.value: labels[one.group] for one in entry.contents["tel"]} == {
        phone: f"Phone / Chat ({days})" if days else "Phone / Chat" for phone, days in phones.items()
    }
    assert [one.value for one in entry.contents["email"]] == [MAIL]
    assert all(number in entry.note.value for number in [*phones][1:])
    promised = f"Until 31 January 2027: {PROMISE} · From 1 February 2027: {LATER_PROMISE}"
    assert f"Support Portal: {promised} · " in entry.note.value


def test_files_are_folded_at_75_octets_and_broken_as_mail_is(along: Program, edition: Edition) -> None:
    for file in ("calendar", "contacts"):
        text = taken(along, view_of(edition))[file]["text"]
        lines = text.encode().split(b"\r\n")
        assert lines.pop() == b""
        assert max(map(len, lines)) == 75
        assert b"\n" not in b"".join(lines)


def test_an_address_book_takes_every_channel_that_has_an_address(along: Program, edition: Edition) -> None:
    view = view_of(edition)
    for channel in view["outcome"]["channels"]:
        channel["name"] = f"{channel['name']}; a, \\ b"
    made = taken(along, view)["contacts"]
    card = vobject.readOne(made["text"])
    card.validate(raiseException=True)
    reached = [channel for channel in view["outcome"]["channels"] if channel["address"]]
    assert (made["name"], card.fn.value, card.org.value) == (
        "support-contacts.vcf",
        "BizMic Support",
        ["BizMic"],
    )
    told = [*card.contents.get("tel", ()), *card.contents.get("email", ()), *card.contents.get("url", ())]
    labels = {label.group: label.value for label in card.contents["x-ablabel"]}
    assert {(labels[line.group], line.value) for line in told} == {
        (channel["name"], channel["address"]) for channel in reached
    }
    for channel in reached:
        assert channel["promise"] in card.note.value


def test_on_the_phone_one_reads_out_the_key_facts_and_no_long_text(along: Program, edition: Edition) -> None:
    view = view_of(edition)
    lines = taken(along, view)["spoken"]
    assert f"In one sentence: {view['outcome']['details'][0]['text']}" in lines
    for fact in ("Your name: Asha", "Severity: Critical", "Version: BizMic software 3"):
        assert fact in lines
    assert any("First reply by " in line for line in lines)
    assert len(lines) < 10
    target = view["outcome"]["target"]
    target["further"] = [{"name": "If your plan is Premium", "due": target["due"]}]
    assert any(line.startswith("If your plan is Premium: by ") for line in taken(along, view)["spoken"])
    view["outcome"]["channels"] = [one for one in view["outcome"]["channels"] if one["kind"] != "phone"]
    assert taken(along, view)["spoken"] == []


def test_without_python_it_is_the_same_to_the_byte(
    along: Program, run: Callable[[str], Program], edition: Edition
) -> None:
    looked_up = run("looked_up.mjs")
    for details in (DETAILS, {}, {"summary": HOSTILE[0], "description": HOSTILE[-1]}):
        view = looked_up({"answers": PRODUCTION_DOWN, "details": details}, NOW, PAGE)
        assert taken(along, view) == taken(along, view_of(edition, details))


def test_a_camera_reads_in_a_code_the_link_that_was_put_into_it(tmp_path: Path) -> None:
    pyodide, node = setup.ensure_pyodide(ROOT), setup.ensure_node(ROOT)
    code = tmp_path / "code.mjs"
    code.write_bytes(browser_files(ROOT / "site_src", pyodide, node)["code.js"])
    answers = ("", "topic=setup", f"version={'%E0%A6%AC' * 60}", "a=1&" * 300)
    links = [f"{PAGE}#{answer}" for answer in answers]
    command = [node, ROOT / "tests/script/code_seen.mjs", code, pyodide.parent / "qr/decode.js"]
    done = subprocess.run(command, input=json.dumps(links), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == links
