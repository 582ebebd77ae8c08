"""Edits of a policy's text: they say exactly what was meant, and every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from random import Random
from typing import Any

import pytest

from publisher.editing.spans import NotEdited, composed, data_of
from publisher.editing.splicing import Append, Edit, Put, Remove, edited
from publisher.edits import NotDone, Settled, accept_examples, confirm_reading, open_policy
from publisher.policy_file.findings import KeyPath, Refused
from publisher.policy_file.source import read_source
from tests.publisher.long_form import long_form

ROOT = Path(__file__).resolve().parents[2]
POLICY = long_form()
SMALL = (ROOT / "tests" / "policies" / "paid-plans.yaml").read_text("utf-8")
WORDS = ROOT / "site_src" / "words"
NOTE_OF_EMAIL = "Our e-mail address is missing from the published policy."
AWKWARD = (
    *("x", "", "a: b", "#c", "a #b", "- d", "it's", 'say "x"', "[a]", "{b", ", c", "yes", "1.10", "  lead"),
    *("trail ", "a\nb", "a\\n", "@x", "*y", "&z", "!t", "%d", "?", "-", "key:", "😀 বাংলা", "|", ">", "'"),
)
GROUP = {"days": ["monday", "friday"], "opens": "09:00"}
COMMENTED = """\
# What stands here stays.
list:   # and this

  - id: one   # first
    text: >-
      Some words
      more words

  # between
  - id: two
    text: "three"  # a remark

  - {id: four, text: 'five'}  # in line
empty: []
open:
last: 'no newline behind it'"""


def nodes(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    children = (
        value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    )
    for key, child in children:
        yield (*path, key), child
        yield from nodes(child, (*path, key))


def edits(path: KeyPath, value: Any, awkward: str) -> tuple[Edit, ...]:
    if isinstance(value, str):
        return Put(path, awkward), Remove(path)
    if isinstance(value, list):
        return (
            Append(path, awkward),
            Append(path, GROUP),
            Put(path, [awkward, "b"]),
            Put(path, [GROUP]),
            Remove(path),
        )
    return Put((*path, "new"), awkward), Put((*path, "new"), [GROUP]), Remove(path)


def kept(before: str, after: str) -> tuple[int, int]:
    """How many lines are the same from the beginning, and from the end."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pairs = list(zip(old, new, strict=False))
    first = next((number for number, (one, other) in enumerate(pairs) if one != other), len(pairs))
    back = list(zip(reversed(old[first:]), reversed(new[first:]), strict=False))
    return first, next((number for number, (one, other) in enumerate(back) if one != other), len(back))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_edit_says_what_was_meant_and_keeps_the_lines_around_it(newline: str) -> None:
    """`edited` reads each edit again itself; here are the lines, of a policy and a file full of comments."""
    choose = Random(14)
    for text, times in ((SMALL.replace("\n", newline), 12), (COMMENTED.replace("\n", newline), 60)):
        places = [*nodes(data_of(composed(text)))]
        starts = read_source(text.encode(), "policy.yaml") if text.startswith(SMALL[:20]) else None
        for _ in range(times):
            path, value = choose.choice(places)
            edit = choose.choice(edits(path, value, choose.choice(AWKWARD)))
            after = edited(text, [edit])
            first, last = kept(text, after)
            changed = text.splitlines()[first : len(text.splitlines()) - last]
            if isinstance(value, str) or isinstance(edit, Append) or edit.path != path:
                # Within a list or a group that goes, what stands there goes with it.
                assert not any(line.lstrip().startswith("#") for line in changed), edit
            assert newline == "\n" or after.count("\r\n") == after.count("\n")
            if starts and edit.path == path:
                line = starts.key_place(path)[0]
                assert first >= line - 1, edit


def test_what_an_edit_undoes_leaves_the_very_same_bytes() -> None:
    path: KeyPath = ("sections", 1, "channels", 0, "address")
    there = edited(
        POLICY, [Put(path, "help@bizmic.com"), Append(("unconfirmed",), {"id": "a", "fields": ["zone"]})]
    )
    assert "        address: help@bizmic.com\n" in there
    assert "  - id: a\n    fields: [zone]\n\nmeant:" in there
    again = edited(there, [Put(path, ""), Remove(("unconfirmed", 13))])
    assert again == POLICY


def test_a_text_that_reads_like_a_list_as_a_key_is_written_in_quotes() -> None:
    assert edited("a: b\n", [Put(("a",), "[c]: d")]) == "a: '[c]: d'\n"


def test_what_cannot_be_edited_in_place_is_refused() -> None:
    with pytest.raises(NotEdited, match="nothing at 'b'"):
        edited("a: 1\n", [Put(("b", "c"), "x")])
    with pytest.raises(NotEdited, match="can't be read"):
        edited("a: [1\n", [Put(("a",), "x")])
    with pytest.raises(NotEdited, match="edit it by hand"):
        edited("a: &x [1]\nb: *x\n", [Append(("a",), "2")])


# --- Examples whose new results are right


def broken(folder: Path) -> Path:
    """A policy in which two examples come out otherwise: other working days, and another verdict expected."""
    text = POLICY.replace(
        "[sunday, monday, tuesday, wednesday, thursday]", "[monday, tuesday, wednesday, thursday]"
    )
    text = text.replace("are taken as Sunday to", "are taken as Monday to")
    path = folder / "policy.yaml"
    path.write_bytes(text.replace("expect: {verdict: limited", "expect: {verdict: covered").encode())
    return path


def test_one_hour_that_is_counted_is_told_as_one(tmp_path: Path) -> None:
    path, said = broken(tmp_path), list[str]()
    hours = "text: Response within {}\n          hours: {}\n"
    text = path.read_text("utf-8").replace(
        hours.format("4 business hours", 4), hours.format("1 business hour", 1)
    )
    path.write_text(text, "utf-8")
    accept_examples(open_policy(path, WORDS), (), every=False, say=said.append)
    assert any(": 1 hour of 'business-hours' in line" in line for line in said)


def test_the_new_results_of_examples_are_taken_one_by_one_and_all_and_nothing_else_changes(
    tmp_path: Path,
) -> None:
    path, said = broken(tmp_path), list[str]()
    before = path.read_text("utf-8")
    policy = open_policy(path, WORDS)
    assert accept_examples(policy, (), every=False, say=said.append) == 1
    assert path.read_text("utf-8") == before
    night, last = said[:2]
    assert (
        "example 'production-down-on-thursday-night': expected an answer due 2026-11-29T13:00+06:00" in night
    )
    assert "got 2026-11-30T13:00+06:00: 4 hours of 'business-hours' in line" in night
    assert night.endswith("If that is right: python3 build.py accept production-down-on-thursday-night")
    assert "expected 'covered', got 'limited', decided by row 6 of the table 'verdict'" in last

    assert accept_examples(policy, ["previous-version-on-its-last-day"], every=False, say=said.append) == 1
    one = before.replace(
        "{verdict: covered, severity: standard, handling", "{verdict: limited, severity: standard, handling"
    )
    assert path.read_text("utf-8") == one
    assert accept_examples(open_policy(path, WORDS), (), every=True, say=said.append) == 0
    assert path.read_text("utf-8") == one.replace(
        "due: 2026-11-29T13:00+06:00", "due: 2026-11-30T13:00+06:00"
    )
    assert accept_examples(open_policy(path, WORDS), (), every=True, say=said.append) == 0


def test_an_example_that_there_is_not_and_a_file_that_changed_meanwhile_are_told(tmp_path: Path) -> None:
    path = broken(tmp_path)
    policy = open_policy(path, WORDS)
    with pytest.raises(NotDone, match=r"'broken-netwerk' is no example .*did you mean 'broken-network'"):
        accept_examples(policy, ["broken-netwerk"], every=False, say=print)
    path.write_text(POLICY + "# more\n", "utf-8")
    with pytest.raises(NotDone, match="changed meanwhile"):
        accept_examples(policy, (), every=True, say=print)
    assert [one.name for one in tmp_path.iterdir()] == ["policy.yaml"]


# --- Readings that have been settled


def confirming(path: Path, settled: Settled, *typed: str) -> list[str]:
    """What is said while a reading is confirmed; what is typed answers the questions in turn."""
    answers, said = iter(typed), list[str]()
    policy = open_policy(path, WORDS, settled.reading)
    assert confirm_reading(policy, settled, lambda _: next(answers), said.append) == 0
    assert next(answers, None) is None
    return said


def as_it_is(folder: Path) -> Path:
    path = folder / "policy.yaml"
    path.write_bytes(POLICY.encode())
    return path


def lines_changed(path: Path) -> list[str]:
    found = unified_diff(POLICY.splitlines(), path.read_text("utf-8").splitlines(), n=0, lineterm="")
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


def test_an_address_that_is_settled_takes_its_reading_and_its_note_along(tmp_path: Path) -> None:
    path = as_it_is(tmp_path)
    said = "\n".join(confirming(path, Settled("email-address"), "help@bizmic.com", "y"))
    assert "The e-mail address is missing. We don't guess it." in said
    assert "channels: Support Portal, then Email -> Email, then Support Portal" in said
    gone, there = (
        [line[1:].strip() for line in lines_changed(path) if line[0] == sign] for sign in ("-", "+")
    )
    assert there == ["address: help@bizmic.com"]
    assert [line.split(" ")[0] for line in gone if ":" in line.split(" ")[0] or line[0] == "-"] == [
        *("address:", "note:", "-", "fields:", "reading:", "reason:", "until:")
    ]


def test_a_reading_that_waits_in_vain_can_be_right_as_it_stands_and_its_note_stays(tmp_path: Path) -> None:
    path = as_it_is(tmp_path)
    confirming(path, Settled("email-address"), "", "y", "y")
    assert {line[0] for line in lines_changed(path)} == {"-"}
    assert NOTE_OF_EMAIL in path.read_text("utf-8")


def test_nothing_is_asked_of_a_channel_that_is_not_in_the_file_yet(tmp_path: Path) -> None:
    confirming(as_it_is(tmp_path), Settled("no-chat"), "", "y", "y")


def test_what_of_a_reading_cannot_be_asked_is_said_and_it_waits_no_more_once_its_channel_is_gone(
    tmp_path: Path,
) -> None:
    path, settled = as_it_is(tmp_path), Settled("no-chat", write=True)
    said: list[str] = []
    with pytest.raises(NotDone, match="If it is right as it stands, say so without --yes"):
        confirm_reading(open_policy(path, WORDS), settled, input, said.append)
    assert "chat.address is not asked: there is no 'chat' yet. To set it, add one to the file" in said[1]
    path.write_text(POLICY.replace("channels.channels.phone.kind", "channels.channels.fax.kind"), "utf-8")
    _, gone, moot, *_ = confirming(path, settled)
    assert gone == "sections.channels.channels.fax.kind is not asked: there is no 'fax' any more."
    assert moot == "So nothing is left of what this reading is on, and it goes as it is."
    assert "no-chat" not in path.read_text("utf-8")


def test_readings_on_the_same_part_that_is_gone_are_confirmed_one_after_the_other(tmp_path: Path) -> None:
    path, text = as_it_is(tmp_path), POLICY
    for name in ("phone.kind", "portal.form"):
        named = f"fields: [sections.channels.channels.{name}]"
        text = text.replace(named, "fields: [sections.channels.channels.fax.kind]")
    path.write_text(text, "utf-8")
    said = confirming(path, Settled("no-chat", write=True))
    assert said[-1] == (
        "'portal-form' is on what is gone, too, and is next: python3 build.py confirm portal-form"
    )
    confirming(path, Settled("portal-form", write=True))
    ids = {one.id for one in open_policy(path, WORDS).load().main.policy.unconfirmed}
    assert not {"no-chat", "portal-form"} & ids


def test_hours_are_answered_as_people_say_them_and_the_examples_go_along(tmp_path: Path) -> None:
    path = as_it_is(tmp_path)
    half = "2027-12-24 Christmas Eve from 12:00"
    days = f"2027-02-21 Shaheed Day; 2027-03-10 to 2027-03-12 Eid; {half}; 2027-03-26"
    said = confirming(path, Settled("working-days"), "Monday to Friday, 9 to 18", days, "", "y", "yes")
    assert any("production-down-on-thursday-night': expected" in line for line in said)
    assert said[-1] == "New results are taken of: production-down-on-thursday-night."
    for told in ("'Christmas Eve, from 12:00 on'", "24 December 2027 (Christmas Eve, from 12:00 on)"):
        assert any(told in " ".join(one.split()) for one in said)
    assert [line for line in lines_changed(path) if line[0] == "+"] == [
        "+      - days: [monday, tuesday, wednesday, thursday, friday]",
        *(
            "+    holidays:",
            "+      - day: 2027-02-21",
            "+        name: Shaheed Day",
            "+      - day: 2027-03-10 to 2027-03-12",
            "+        name: Eid",
            "+      - day: 2027-12-24",
            "+        name: Christmas Eve",
            "+        closed_from: 12:00",
            "+      - day: 2027-03-26",
        ),
        "+    due: 2026-11-27T13:00+06:00",
    ]


def test_scripts_say_by_options_what_is_settled_and_are_asked_nothing(tmp_path: Path) -> None:
    path = as_it_is(tmp_path)
    confirming(path, Settled("portal-form", {"desk": "{kind: trac}"}, write=True))
    policy = open_policy(path, WORDS).load().main.policy
    assert "portal-form" not in {one.id for one in policy.unconfirmed}
    assert policy.channels[1].desk is not None


def test_a_reading_on_what_was_replaced_is_confirmed_though_examples_are_still_to_be_mended(
    tmp_path: Path,
) -> None:
    path = as_it_is(tmp_path)
    replaced = POLICY.replace("  - id: bizmic-software", "  - {id: other, name: Other}\n  - id: bizmic-desk")
    path.write_text(replaced, "utf-8")
    said = confirming(path, Settled("example-releases", write=True))
    assert not any("confirm it (" in one for one in said)
    lacking = next(at for at, one in enumerate(said) if "is left without an answer; write one of" in one)
    assert "'example-releases' the file can't be read any more" in said[lacking - 1]
    assert any("it isn't in the way of this" in one for one in said[lacking:])
    policy = open_policy(path, WORDS).load().main.policy
    assert "example-releases" not in {one.id for one in policy.unconfirmed}


def test_a_reading_that_spoils_two_editions_is_confirmed_in_each_and_the_other_one_is_told(
    tmp_path: Path,
) -> None:
    path, coming = as_it_is(tmp_path), tmp_path / "policies" / "2027-02-01.yaml"
    coming.parent.mkdir()
    replaced = POLICY.replace("  - id: bizmic-software", "  - id: bizmic-desk")
    path.write_text(replaced, "utf-8")
    coming.write_text(replaced.replace("effective: 2026-01-01", "effective: 2027-02-01"), "utf-8")
    settled = Settled("example-releases", write=True)
    assert confirming(path, settled)[-1] == (
        "'example-releases' still stands in policies/2027-02-01.yaml. If it is settled there too: python3 "
        "build.py confirm example-releases --policy policies/2027-02-01.yaml"
    )
    assert not any("still stands" in one for one in confirming(coming, settled))
    assert not any("example-releases" in file.read_text("utf-8") for file in (path, coming))


def test_what_a_confirmed_reading_changes_for_cases_that_a_later_edition_takes_over_is_told_as_diff_does(
    tmp_path: Path,
) -> None:
    path, coming = as_it_is(tmp_path), tmp_path / "policies" / "2027-02-01.yaml"
    coming.parent.mkdir()
    coming.write_text(POLICY.replace("effective: 2026-01-01", "effective: 2027-02-01"), "utf-8")
    settled = Settled("working-days", {"openings": "Monday to Friday 9:00 to 18:00"}, accept=True, write=True)
    said = "\n".join(confirming(path, settled))
    assert "Unanswered when this day begins: 2027-02-01" in said
    assert "pages" not in said and said.count("Customers who get another outcome") == 1


def test_a_mistake_that_hides_what_a_confirmed_reading_changes_is_shown_by_its_line(tmp_path: Path) -> None:
    path, misspelt = as_it_is(tmp_path), ("hours.business-hours.holidays", "hours.busyness-hours.holidays")
    path.write_text(POLICY.replace(*misspelt), "utf-8")
    said = confirming(path, Settled("working-days", write=True))
    assert "hours.busyness-hours.holidays is not asked: there is no 'busyness-hours' any more." in said
    path.write_text(POLICY.replace('    zone: "+06:00"', "    zone: Asia/Dacca-1"), "utf-8")
    settled = Settled("working-days", {"zone": "Asia/Dhaka"}, accept=True, write=True)
    (told,) = (one for one in confirming(path, settled) if "mistakes" in one)
    assert re.search(r"policy\.yaml:\d+:\d+: .*Dacca-1", told)


@pytest.mark.parametrize(
    ("settled", "typed", "message"),
    [
        (Settled("email-adress"), (), "did you mean 'email-address'"),
        (Settled("email-address"), ("", "n"), "stays open until one of these is set: sections.channels"),
        (Settled("portal-form", write=True), (), "stays open until one of these is set: sections.channels"),
        (Settled("email-address", {"zone": "x"}), (), "'zone' is not one field of this reading"),
        (Settled("working-days", {"openings": "always"}), (), "says no days and times; write it such as"),
        (Settled("working-days", {"holidays": "Eid"}), (), "'Eid' is no day; write it such as '2027-03-26"),
        (Settled("working-days", {"holidays": "2027-03-10 Eid until 2027-03-12"}), (), "is no day; write it"),
        (Settled("working-days", {"openings": "Monday to Friday, 9 to 18, Asia/Dhaka"}), (), "names a clock"),
        (Settled("bug-is-handling"), ("n",), "Nothing was written"),
    ],
)
def test_nothing_is_written_where_an_answer_is_not_understood_or_not_wanted(
    tmp_path: Path, settled: Settled, typed: tuple[str, ...], message: str
) -> None:
    path = as_it_is(tmp_path)
    with pytest.raises(NotDone, match=message):
        confirming(path, settled, *typed)
    assert path.read_text("utf-8") == POLICY


def test_an_answer_that_makes_no_policy_is_refused_by_line(tmp_path: Path) -> None:
    path = as_it_is(tmp_path)
    with pytest.raises(Refused, match="'help' is no email address"):
        confirming(path, Settled("email-address", {"address": "help"}, write=True))
    assert path.read_text("utf-8") == POLICY
