"""What staff are asked to look at in a policy that can be published, and how they say that it is meant."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from publisher.analysis.proof.flaw import LOST, Kind
from publisher.analysis.verify import verify
from publisher.new_policy import new_policy
from publisher.policy_file.checks.hours_said import hours_a_day_remarks
from publisher.policy_file.edition_file import load_edition, load_policy
from publisher.policy_file.findings import Refused
from publisher.policy_file.policy_text import remarks_on
from publisher.policy_file.remarks import KINDS, Remark, name_of, says, told
from tests.publisher.edited import TEXT, changed

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "site_src" / "words"
WEEK = "days: [sunday, monday, tuesday, wednesday, thursday]\n        opens: 09:00\n        closes: 18:00"
NIGHTS = """days: [monday, tuesday, wednesday]
        opens: 22:00
        closes: 24:00
      - days: [tuesday, wednesday, thursday]
        opens: 00:00
        closes: 06:00"""
SWAPPED = """days: [sunday, monday, tuesday, wednesday]
        opens: 10:00
        closes: 14:00
      - days: [thursday]
        opens: 09:00
        closes: 18:00"""
HOURS_TEXT = '"Business hours: 9AM to 6 PM (GMT+6)"'
NO_TIMES = (HOURS_TEXT, "Business hours")
A_DAY, COUNTED = " at nine hours a day", "unconfirmed.business-hours-count.reason"
"""How a reading counts, which other hours make another mistake of; and where."""


def remarks(folder: Path, text: str) -> list[Remark]:
    path = folder / "policy.yaml"
    path.write_text(text.replace(A_DAY, ""), "utf-8")
    policy = load_policy(path)
    meant_for_the_proof = {one.remark for one in policy.meant}
    return [one for one in remarks_on(policy) if one.kind not in meant_for_the_proof]


# An edit, and the one remark that it brings: its kind, and what is said of it.
CHAT_HOURS = """\
  - id: chat-hours
    text: 10 AM to 4 PM
    openings: [{days: [sunday, monday], opens: "10:00", closes: "16:00"}]
"""
NO_PROMISES = [
    ("Within 24 hours for business inquiries", "Read in turn"),
    ("Response within 24 hours for standard tickets", "Read in turn"),
]
REMARKS = [
    ([('\nzone: "+06:00"', "\nzone: Etc/GMT+6")], "zone", 'is 6 hours behind UTC; write "-06:00" for that'),
    ([('\nzone: "+06:00"', "\nzone: Etc/GMT-1")], "zone", 'is 1 hour ahead of UTC; write "+01:00" for that'),
    ([('\nzone: "+06:00"', "\nzone: EST")], "zone", "it may mean America/New_York or America/Panama"),
    (
        [
            ("Response within 4 business", "Response within four business"),
            ("hours: 4\n", "hours: 40\n          in_words: true\n"),
        ],
        "in-words",
        "its words can be read, so leave out 'in_words'",
    ),
    (
        [("within 4 business hours", "within 4 hours, any day")],
        "plain-hours",
        "'business-hours' is closed on friday, saturday",
    ),
    (
        [("Response within 4 business hours", "Response within 4 hours, resolution within 8 hours")],
        "several-times",
        "is the one here meant?",
    ),
    (
        [('- version: "1"\n        released: 2024-02-05', '- version: "2.5"\n        released: 2026-05-01')],
        "release-order",
        "'2.5' came out after '3', which stays the newer one",
    ),
    (
        [(WEEK, WEEK.replace("09:00", "00:00").replace("18:00", "23:59")), NO_TIMES],
        "minute-short",
        "it closes at 23:59, a minute before 24:00",
    ),
    (
        [(WEEK, NIGHTS), NO_TIMES, ("holidays: []", "holidays: [{day: 2026-12-16}]")],
        "night-shift",
        "on 2026-12-16 the shift that began the day before at 22:00 ends at midnight and not at 06:00",
    ),
    (
        [(WEEK, WEEK.replace("18:00", "06:00")), NO_TIMES],
        "long-shift",
        "it closes at 06:00 of the next day, 21 hours after it opens at 09:00",
    ),
    (
        [("label: It's a nuisance", "label: Production is down")],
        "same-name",
        "'Production is down' is what 'questions.impact.options.down' is called too; name one otherwise",
    ),
    (
        [("text: Response within 24 business hours", "text: “Response within 24 business hours")],
        "quotes",
        "'“Response within 24 business hours' opens a quotation that nothing closes",
    ),
    ([("closes: 18:00", "closes: 19:00")], "says-otherwise", "09:00 to 19:00 stands here"),
    ([("opens: 09:00", "opens: 08:00")], "says-otherwise", "08:00 to 18:00 stands here"),
    ([(HOURS_TEXT, "Monday to Friday")], "says-otherwise", "monday, tuesday, wednesday, thursday, sunday"),
    ([(HOURS_TEXT, "24/7, always")], "says-otherwise", "a week with closed hours stands here"),
    ([(HOURS_TEXT, "Sunday to Thursday, 24 hours")], "says-otherwise", "a day with closed hours stands here"),
    ([(HOURS_TEXT, '"9AM to 6 PM (GMT+5)"')], "says-otherwise", "+06:00 stands here"),
    (
        [(HOURS_TEXT, "9 AM to 6 PM, except public holidays")],
        "says-otherwise",
        "no holiday stands here, but the text says: 9 AM to 6 PM, except public holidays",
    ),
    (
        [
            (HOURS_TEXT, "9 AM to 6 PM, including public holidays"),
            ("holidays: []", "holidays: [{day: 12-16}]"),
        ],
        "says-otherwise",
        "a holiday stands here, but the text says: 9 AM to 6 PM, including public holidays",
    ),
    (
        [
            (HOURS_TEXT, "Sunday to Wednesday 9 to 18, Thursday 10 to 14"),
            (WEEK, SWAPPED),
        ],
        "says-otherwise",
        "10:00 to 14:00 stands here, but the text says: Sunday to Wednesday 9 to 18, Thursday 10 to 14",
    ),
    (
        [("holidays: []", 'holidays: [{day: 12-24, name: "Christmas Eve, from noon"}]')],
        "says-otherwise",
        "12-24 from 00:00 on stands here, but the name says: Christmas Eve, from noon",
    ),
    (
        [("holidays: []", "holidays: [{day: 12-26, name: Christmas Day}]")],
        "says-otherwise",
        "12-26 stands here, but the name says: Christmas Day (day: 12-25",
    ),
    (
        [(HOURS_TEXT, "Monday to Thursday, closed on Fridays")],
        "says-otherwise",
        "a week of monday, tuesday, wednesday, thursday, sunday",
    ),
    ([("    text: 24/7", "    text: 9 to 5")], "says-otherwise", "'always' stands here"),
    (
        [("text: Response within 24 business", "text: Response within 24")],
        "plain-hours",
        "only the hours of 'business-hours' count, at most 9",
    ),
    (
        [("holidays: []", "holidays: [{day: 02-10 to 02-28}]")],
        "leap-day",
        "29 February is not among '02-10 to 02-28'; write 02-10 to 02-29",
    ),
    (
        [("        released: 2026-03-02", "        released: 2062-03-02")],
        "far-off",
        "2062-03-02 is 36 years after the policy begins; is the year right?",
    ),
    (
        [('    zone: "+06:00"', "    zone: Asia/Dhaka")],
        "zone",
        "days begin by +06:00 here, and the desk goes by",
    ),
    (
        [("Immediate triage; escalation per severity", "Immediate triage, 24x7")],
        "says-otherwise",
        "a week with closed hours stands here, but the text says: Immediate triage, 24x7",
    ),
    (
        [("    holidays: []\n", f"    holidays: [{{day: 2026-12-16}}]\n{CHAT_HOURS}")],
        "no-holidays",
        "there are no holidays here, and 'business-hours' has some",
    ),
    (
        [("holidays: []", 'holidays: [{day: 2026-12-16, closed_from: "18:00"}]')],
        "no-effect",
        "by 18:00 it has closed on every day",
    ),
    (
        [("holidays: []", 'holidays: [{day: 12-24, closed_from: "12:00"}, {day: 12-24 to 12-26}]')],
        "no-effect",
        "another holiday closes this day from its beginning on",
    ),
    ([("within 24 business hours", "within 24 business")], "no-unit", "says no time that can be read"),
    (
        [
            *NO_PROMISES,
            ("hours: 24\n          clock", "hours: 42\n          in_words: true\n          clock"),
        ],
        "in-words",
        "42 stands here, but the clause says: Response within 24 business hours",
    ),
    (
        [('- version: "1"\n        released: 2024-02-05', "- version: 3 LTS\n        released: 2026-03-02")],
        "release-order",
        "'3 LTS' came out on the same day as '3', and by their numbers neither is the newer one",
    ),
    (
        [
            *NO_PROMISES,
            ("Response within 24 business hours", "By noon of the next business day"),
            ("hours: 24\n", "days: 1\n"),
        ],
        "time-of-day",
        "what is in days is due at closing",
    ),
    ([("(see Section 3)", "(see Section 13)")], "no-section", "section 13 is named here, and there is none"),
    ([('number: "5"\n', 'number: "50"\n')], "section-order", "section 50 is not in order"),
    ([("label: It's a nuisance", "label: A <b>nuisance</b>")], "markup", "'<b>' is shown as it is written"),
    ([("label: It's a nuisance", "label: A nuisance &amp; more")], "markup", "'&amp;' is shown as it is"),
    (
        [("label: It's a nuisance", "label: A <b>nuisance</b> &amp; *more*")],
        "markup",
        "'<b>' and '&amp;' and '*more*' are shown as they are written",
    ),
    (
        [("label: It's a nuisance", "label: See section 13 and section 14")],
        "no-section",
        "section 13 and 14 are named here, and there is none",
    ),
    ([("label: It's a nuisance", "label: A *real* nuisance")], "markup", "'*real*' is shown as it is"),
    ([("label: It's a nuisance", "label: A _real_ nuisance")], "markup", "'_real_' is shown as it is"),
    ([("label: It's a nuisance", 'label: "# A nuisance"')], "markup", "'# A nuisance' is shown as it is"),
    ([("label: It's a nuisance", 'label: "A **nuisance**"')], "markup", "'**nuisance**' is shown as it is"),
]


@pytest.mark.parametrize(("edits", "kind", "message"), REMARKS)
def test_what_may_not_be_meant_is_remarked_on_once(
    tmp_path: Path, edits: list[tuple[str, str]], kind: str, message: str
) -> None:
    found = [one for one in remarks(tmp_path, changed(*edits)) if one.kind != "holidays-end"]
    assert {one.kind for one in found} == {kind}
    assert message in found[0].message
    assert len(found) == 1


@pytest.mark.parametrize(("closes", "kinds"), [("20:00", ["says-otherwise"]), ("18:00", [])])
def test_a_reading_that_counts_days_of_other_hours_than_there_are_is_remarked_on(
    tmp_path: Path, closes: str, kinds: list[str]
) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(changed(NO_TIMES, ("closes: 18:00", f"closes: {closes}")), "utf-8")
    policy = load_policy(path)
    told = [one for one in hours_a_day_remarks(policy) if name_of(policy, one.path) == COUNTED]
    assert [one.kind for one in told] == kinds
    assert all("'nine hours a day' is said here, and it is open for 11" in one.message for one in told)


def test_a_release_of_two_products_is_remarked_on_where_its_product_is_not_named(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    text = (ROOT / "tests" / "policies" / "product-line.yaml").read_text("utf-8")
    text = text.replace('version: "3", released: 2022', "version: Agate, released: 2022")
    rule, row = "{products: [gateway], until_end", "{when: {version: ended}"
    for old, new in (
        (rule, "{releases: [Agate], then: ended, cite: [ended]}\n  - " + rule),
        (row, "{when: {release: Agate, version: ended}"),
    ):
        assert old in text
        text = text.replace(old, new)
    found = []
    for edited in (text, text.replace("{release: Agate", "{product: server, release: Agate")):
        path.write_text(edited, "utf-8")
        loaded = load_edition(path, WORDS)
        found.append([one.path[0] for one in remarks_on(loaded.policy) if one.kind == "two-products"])
    assert found == [["version_rules", "tables"], ["version_rules"]]


@pytest.mark.parametrize(
    ("edit", "kind", "message"),
    [
        (
            ("maintenance: 2032-05-31", "maintenance: 2028-05-31"),
            "ends-order",
            "'9' ends on 2028-05-31, before '8', which came out earlier",
        ),
        (('number: "4.2"', 'number: "42"'), "section-order", "section 42 stands in section 4"),
        (('number: "4.1"', 'number: "4.7"'), "section-order", "section 4.7 is not in order"),
    ],
)
def test_what_is_not_in_order_is_remarked_on(
    tmp_path: Path, edit: tuple[str, str], kind: str, message: str
) -> None:
    text = (ROOT / "tests" / "policies" / "platform.yaml").read_text("utf-8")
    assert edit[0] in text
    (found,) = remarks(tmp_path, text.replace(*edit))
    assert found.kind == kind
    assert found.message.startswith(message)


def test_of_two_releases_of_one_day_the_higher_number_is_the_newer_one_without_a_remark(
    tmp_path: Path,
) -> None:
    older = '- version: "2"\n        released: 2025-04-07'
    assert remarks(tmp_path, changed((older, older.replace("2025-04-07", "2026-03-02")))) == []


def test_the_real_policy_has_no_remark_left() -> None:
    loaded = load_edition(ROOT / "policy.yaml", WORDS)
    assert verify(loaded.edition, loaded.source).remarks == ()


@pytest.mark.parametrize(
    ("edit", "kind", "message"),
    [
        (
            ("cite: [urgent-target]", "cite: [standard-target]"),
            "other-level",
            "'urgent' is given, and a clause of 'Standard support' is cited for it",
        ),
        (
            (
                "{when: {}, then: standard, cite: [standard-purpose]}",
                "{when: {}, then: standard, cite: [urgent-purpose]}",
            ),
            "other-level",
            "'standard' is given, and a clause of 'Urgent support' is cited for it",
        ),
        (
            ("then: not-covered, cite: [scope-others]", "then: covered, cite: [scope-others]"),
            "tone",
            "'covered' has the tone 'covered', and rests on what is excluded",
        ),
        (
            ("{tone: not-covered", "{tone: covered"),
            "tone",
            "'not-covered' has the tone 'covered', and rests on what is excluded",
        ),
        (
            ("then: covered, cite: [scope-faults]", "then: not-covered, cite: [scope-faults]"),
            "tone",
            "'not-covered' has the tone 'not-covered', and rests on what is supported",
        ),
    ],
)
def test_a_row_that_cites_what_speaks_against_its_result_is_remarked_on(
    tmp_path: Path, edit: tuple[str, str], kind: str, message: str
) -> None:
    text = new_policy("Acme", "help@acme.example", date(2026, 1, 5))
    assert remarks(tmp_path, text) == []
    assert text.count(edit[0]) == 1
    (found,) = remarks(tmp_path, text.replace(*edit))
    assert found.kind == kind
    assert found.message.startswith(message)


def test_a_verdict_is_held_to_what_the_tables_that_it_looks_at_rest_on(tmp_path: Path) -> None:
    (found, again) = remarks(tmp_path, changed(("tone: not-covered", "tone: covered")))
    assert (found.kind, again.kind) == ("tone", "tone")
    assert found.message.startswith("'not-covered' has the tone 'covered', and rests on what is excluded")


@pytest.mark.parametrize(
    ("clock", "message"),
    [
        ("round-the-clock", ""),
        (
            "business-hours",
            "'business-hours' has closed hours, but the clause says: 1 business hour, day and night; "
            "name the hours that it counts, such as 'round-the-clock'",
        ),
    ],
)
def test_a_business_hour_day_and_night_counts_by_hours_that_never_close(
    tmp_path: Path, clock: str, message: str
) -> None:
    text = changed(
        ("Response within 4 business hours", "1 business hour, day and night"),
        ("hours: 4\n          clock: business-hours", f"hours: 1\n          clock: {clock}"),
    )
    try:
        (found,) = remarks(tmp_path, text)
    except Refused as refused:
        assert message
        assert message in str(refused)
    else:
        assert not message
        assert found.kind == "business-always"


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([('- version: "3"', '- version: "3,1"')], "'3,1' has a comma; write '3.1'"),
        (
            [("Response within 24 business hours", "Response within 24 hours, day and night")],
            "'business-hours' has closed hours, but the clause says: Response within 24 hours, day and night",
        ),
        (
            [(HOURS_TEXT, '"9AM to 6 PM EST"')],
            "the text says EST, and the clock here is that of +06:00, which is another one",
        ),
        (
            [
                ("Current major version: Full", "The three latest major versions: Full"),
                ("- position: current", "- newest: 4"),
            ],
            "4 stands here, but the clause says: The three latest major versions: Full support",
        ),
        (
            [("Response within 24 business hours", "Response within 24 calendar hours")],
            "'business-hours' has closed hours, but the clause says: Response within 24 calendar hours",
        ),
        (
            [
                ("Response within 24 business hours", "An answer on the same day"),
                ("hours: 24\n", "days: 1\n"),
            ],
            "1 stands here, but the clause says: An answer on the same day",
        ),
        (
            [
                ("Response within 24 business hours", "Response within 2 workdays"),
                ("hours: 24\n          clock: business-hours", "days: 2\n          clock: round-the-clock"),
            ],
            "'round-the-clock' never closes, but the clause says: Response within 2 workdays",
        ),
        (
            [("hours: 24\n          clock: business-hours", "hours: 24\n          clock: round-the-clock")],
            "'round-the-clock' never closes, but the clause says: Response within 24 business hours",
        ),
    ],
)
def test_a_figure_that_its_own_words_contradict_is_refused(
    tmp_path: Path, edits: list[tuple[str, str]], message: str
) -> None:
    with pytest.raises(Refused, match=re.escape(message)):
        remarks(tmp_path, changed(*edits))


def test_the_day_after_which_no_holidays_are_listed_is_remarked_on(tmp_path: Path) -> None:
    found = remarks(tmp_path, changed(("holidays: []", "holidays: [{day: 2026-12-16}, {day: 2026-03-26}]")))
    assert [one.kind for one in found] == ["holidays-end"]
    assert "lists holidays until 2026-12-16: from 2026-12-17 on" in found[0].message
    # Of an edition that is over by then nobody reads it.
    policy = load_policy(tmp_path / "policy.yaml")
    for until, kinds in (("2026-12-17", ["holidays-end"]), ("2026-12-16", [])):
        ends = [one.kind for one in remarks_on(policy, date.fromisoformat(until)) if "-end" in one.kind]
        assert ends == kinds


def test_an_answer_that_only_the_rows_for_all_other_cases_see_is_remarked_on(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    beta = "- id: beta\n        label: A beta feature\n      - id: misuse\n        label: A use outside"
    path.write_text(changed(("- id: misuse\n        label: A use outside", beta)), "utf-8")
    loaded = load_edition(path, WORDS)
    (remark,) = verify(loaded.edition, loaded.source).remarks
    names = [f"questions.cause.options.{option}" for option in ("nothing", "beta", "unsure")]
    assert remark.message.endswith(f"[alike: {', '.join(names)}]")


def test_a_remark_that_is_meant_is_not_made_again_and_one_that_is_gone_asks_to_go_itself(
    tmp_path: Path,
) -> None:
    odd = ("closes: 18:00", "closes: 17:59")
    entry = "\n  - {remark: minute-short, fields: [hours.business-hours], reason: It is so.}\n"
    path = tmp_path / "policy.yaml"
    path.write_text(changed(odd, NO_TIMES, (A_DAY, "")) + entry.lstrip("\n"), "utf-8")
    policy = load_policy(path)
    found = list(remarks_on(policy))
    assert [one.kind for one in found] == ["minute-short"]
    left = [one for one in told(policy, found) if "minute-short" in says(policy, one)]
    assert left == []
    path.write_text(TEXT + entry.lstrip("\n"), "utf-8")
    policy = load_policy(path)
    idle = [one.message for one in told(policy, remarks_on(policy)) if "minute-short" in one.message]
    assert idle == ["there is no remark 'minute-short' on hours.business-hours any more; remove it here"]


def test_what_is_meant_names_a_kind_of_remark_and_a_part_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(TEXT + "  - {remark: alyke, fields: [questions.nothing], reason: It is so.}\n", "utf-8")
    with pytest.raises(Refused) as caught:
        load_policy(path)
    messages = [one.message for one in caught.value.findings]
    assert messages == [
        "'alyke' is no remark; did you mean 'alike'?",
        "'questions.nothing' leads to no field: there is nothing at 'nothing'",
    ]


def test_every_kind_of_remark_that_the_proof_makes_is_known() -> None:
    assert set(get_args(Kind)) - LOST <= set(KINDS)
