"""What `check` says beside the errors: new ones first, readings that are settled, and what is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from publisher.analysis.acceptance import judged, judged_all, left_since
from publisher.analysis.proof.flaw import ONLY_BEFORE
from publisher.analysis.verify import Report, verify
from publisher.checking import before, since_main, told, with_changes
from publisher.named_policy import NamedPolicy, load_named, named
from publisher.outputs import write_checked, write_editions, write_outputs
from publisher.policy_file.checks.examples import failures_of
from publisher.policy_file.checks.left_words import words_overtaken
from publisher.policy_file.edition_file import load_text, texts_beside
from publisher.policy_file.editions import editions_of
from publisher.policy_file.findings import Finding, Refused
from publisher.policy_file.policy_text import Loaded, RawText
from publisher.policy_file.remarks import most_telling, names_in
from tests.publisher.long_form import long_form
from wizard.policy import Reading

ROOT = Path(__file__).resolve().parents[2]
POLICY = long_form()
SHORT = (ROOT / "policy.yaml").read_text("utf-8")
WORDS = ROOT / "site_src" / "words"
TODAY = date(2026, 11, 26)
NUISANCE = ("label: It's a nuisance", "label: It's a <b>nuisance</b>")
DOWN = ("label: Production is down", "label: Production is <i>down</i>")
ADDRESS = ('        address: ""', "        address: help@bizmic.com")
CHAT = (
    "        promise: Immediate triage; escalation per severity\n",
    """        promise: Immediate triage; escalation per severity
      - id: live-chat
        name: Live chat
        kind: chat
        address: https://chat.bizmic.example
        hours: business-hours
        promise: Answered at once
""",
)
NOTE = """        note: >-
          Our e-mail address is missing from the published policy. Your mail program opens with the ticket
          and no recipient: add the address that you have from us, or use the Support Portal.
"""


def changed(*edits: tuple[str, str]) -> str:
    text = POLICY
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def loaded(text: str, published: NamedPolicy | None = None) -> Loaded:
    policy = published.edition.policy if published else None
    return load_text(RawText(text.encode(), "policy.yaml"), WORDS, published=policy)


@cache
def published(text: str = POLICY) -> NamedPolicy:
    was = loaded(text)
    return NamedPolicy(was.edition, was.language, None)


def said(text: str, before: NamedPolicy | None) -> list[str]:
    """All that is said of a text, with the proof."""
    now = loaded(text)
    return [*told(now, judged(now), before)]


def changes(now: Loaded, before: NamedPolicy | None) -> tuple[list[Finding], NamedPolicy | None]:
    """What came since an edition, and since which one something is left behind."""
    editions = editions_of(now)
    [(_, report)], since = with_changes([(editions.main, Report(()))], editions, before, TODAY)
    return [*report.remarks], since


def since(now: Loaded, before: NamedPolicy | None) -> list[Finding]:
    return changes(now, before)[0]


def said_of_parts(now: Loaded, before: NamedPolicy | None) -> list[str]:
    """What is said without a proof."""
    return [*told(now, Report((), tuple(since(now, before))), before)]


def line(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_what_is_remarked_of_two_editions_in_the_same_words_is_told_once() -> None:
    now = loaded(POLICY)
    one, other = (Finding("policy.yaml", 2, 3, f"? [alike: {id}]") for id in ("a", "b"))
    lines = told(now, Report((), (one, other)), None, now.edition.policy.unconfirmed, {one.message})
    assert [*lines] == [f"remark: {other}", "1 remark above is on this edition, too."]


def test_what_is_published_with_a_remark_is_not_new_and_comes_behind_what_is() -> None:
    before = published(changed(NUISANCE))
    text = changed(NUISANCE, DOWN)
    new, known = said(text, before)[:2]
    assert new.startswith(f"new remark: policy.yaml:{line(text, '<i>')}:16: '<i>' is shown as it is written")
    assert known.startswith(f"remark: policy.yaml:{line(text, '<b>')}:16: '<b>' is shown as it is written")
    assert not any(one.startswith("new") for one in said(text, None))


def test_the_shipped_policy_has_open_readings_and_its_proof_and_nothing_else() -> None:
    lines = said(POLICY, published())
    assert {one.split(":")[0] for one in lines[:-1]} == {"unconfirmed"}
    assert "164 different outcomes" in lines[-1]


@pytest.mark.parametrize(
    ("edits", "id", "message"),
    [
        (
            [ADDRESS],
            "email-address",
            "was open until sections.channels.channels.email.address is set, and it is; to remove it and "
            "sections.channels.channels.email.note: ",
        ),
        (
            [("thursday]", "thursday, friday]")],
            "working-days",
            "But hours.business-hours.openings has a week of monday, tuesday, wednesday, thursday, friday, "
            "sunday now, so the site leaves it out. Write anew what is still open of "
            "hours.business-hours.holidays and hours.business-hours.zone; or, if nothing is, remove it: ",
        ),
        (
            [("opens: 09:00", "opens: 08:00"), ("holidays: []", "holidays: [{day: 2027-03-26}]")],
            "working-days",
            "But hours.business-hours.openings has 08:00 to 18:00 now, so the site leaves it out. Write anew "
            "what is still open of hours.business-hours.zone; or, if nothing is, remove it: ",
        ),
        (
            [("thursday]", "thursday, friday]"), ("opens: 09:00", "opens: 08:00")],
            "working-days",
            "But hours.business-hours.openings has 08:00 to 18:00 and a week of monday, tuesday, "
            "wednesday, thursday, friday, sunday now",
        ),
        ([CHAT], "no-chat", "chat.address is set, and it is; to remove it: "),
        (
            [('    zone: "+06:00"', '    zone: "+05:00"')],
            "working-days",
            "But hours.business-hours.zone has +05:00 now, so the site leaves it out. Write anew what is "
            "still open of hours.business-hours.openings and hours.business-hours.holidays; or,",
        ),
    ],
)
def test_a_reading_that_no_longer_says_what_stands_there_asks_to_go_and_the_site_has_it_no_more(
    edits: list[tuple[str, str]], id: str, message: str
) -> None:
    now = loaded(changed(*edits))
    assert id not in {one.id for one in now.edition.policy.unconfirmed}
    assert id in {one.id for one in now.policy.unconfirmed}
    (settled,) = (one for one in told(now, Report(()), None) if one.startswith("settled: "))
    assert f"'{id}'" in settled
    assert message in settled
    assert settled.endswith(f"python3 build.py confirm {id}")


def test_the_note_of_a_reading_goes_with_it() -> None:
    assert loaded(POLICY).edition.channels["email"].note
    assert loaded(changed(ADDRESS)).edition.channels["email"].note == ""


def test_a_field_that_is_no_more_what_is_published_may_settle_its_reading() -> None:
    text = changed(("  - id: bug\n    name: Bug report", "  - id: bug\n    name: A bug"))
    (may,) = (one for one in said_of_parts(loaded(text), published()) if "may-be-settled" in one)
    place = f"new remark: policy.yaml:{line(text, '- id: bug-is-handling')}:5: "
    assert may == (
        f"{place}handlings.bug is no more what was published; if that settles 'bug-is-handling', confirm it "
        "(python3 build.py confirm bug-is-handling) [may-be-settled: handlings.bug]"
    )


@pytest.mark.parametrize(
    "edits",
    [
        [("hours: 4\n", "hours: 2\n"), ("within 4 business", "within 2 business")],
        [
            (
                '      - version: "3"',
                '      - version: "4"\n        released: 2027-03-02\n      - version: "3"',
            )
        ],
    ],
)
def test_a_change_of_which_a_reading_says_nothing_does_not_settle_it(edits: list[tuple[str, str]]) -> None:
    assert not any("settled" in one for one in said_of_parts(loaded(changed(*edits)), published()))


def test_a_list_of_holidays_takes_of_a_reading_only_that_there_are_none() -> None:
    now = loaded(changed(("holidays: []", "holidays: [{day: 2027-03-26}]")))
    (left,) = (one.reading for one in now.edition.policy.unconfirmed if one.id == "working-days")
    assert left == "Business hours are taken as Sunday to Thursday, 9:00 to 18:00 at UTC+06:00."
    (settled,) = (one for one in told(now, Report(()), None) if one.startswith("settled: "))
    assert f"the site says only: {left} Write it so, or if that is settled too: python3" in settled


def test_words_that_customers_type_for_what_was_replaced_are_told() -> None:
    text = changed(('      - version: "3"', '      - version: "5"'), CHAT).replace(
        'version: "3"', 'version: "5"'
    )
    told_of = [
        one for one in said_of_parts(loaded(text), published()) if "searched for" in one or "leads to" in one
    ]
    leads = "leads to 'phone', and there is 'Live chat' now: should it lead to 'live-chat'?"
    assert [one.partition(": ")[2].partition(": ")[2] for one in told_of] == [
        f"'chat' {leads} And does one beside it say the same in other letters? "
        "[left-behind: found_by.phone, live-chat]",
        "'version 3' is searched for here, and there is no 'version 3' any more "
        "[left-behind: found_by.current-version]",
        f"'is there a live chat' {leads} [left-behind: searches.is there a live chat, live-chat]",
    ]


def test_what_is_gone_is_told_once_of_what_names_it_and_not_of_what_shares_a_word() -> None:
    said = [one for one in said_of_parts(loaded(POLICY), published(changed(CHAT))) if "any more" in one]
    assert [one.split(": ")[2].partition(" any more")[0] for one in said] == [
        "'is there a live chat' is searched for here, and there is no 'live chat'"
    ]


def test_words_that_customers_type_for_what_is_called_by_more_than_before_are_left_alone() -> None:
    before = published(changed(("name: Phone / Chat", "name: Phone")))
    assert not any("any more" in one for one in said_of_parts(loaded(POLICY), before))


PREMIUM = (
    "    procedures:\n      - id: bug-reporting\n        number: c\n",
    """      - id: premium
        number: c
        name: Premium Support
        purpose: {id: premium-purpose, text: For customers on a Premium plan}
        target: {id: premium-target, text: Response within 1 hour, hours: 1, clock: round-the-clock}
    procedures:
      - id: bug-reporting
        number: d
""",
)
BETA = (
    "      - id: excluded-modifications\n",
    "      - {id: excluded-beta, text: Beta features}\n      - id: excluded-modifications\n",
)
FOUR_HOURS = (
    "text: Response within 4 business hours\n          hours: 4",
    "text: Response within 2 business hours\n          hours: 2",
)
RELEASE = ('      - version: "3"', '      - version: "4"\n        released: 2027-02-01\n      - version: "3"')
LEFT = {
    "'premium' leads to 'critical', and there is 'Premium Support' now: should it lead to 'premium'?": [
        PREMIUM
    ],
    "still says 'Section 3c'; 'Bug Reporting' is §3d now": [],
    "'beta' leads to 'updates', and there is 'Beta features' now: should it lead to 'excluded-beta'?": [BETA],
    "'version 3' leads to 'current-version', and from 2027-02-01 on 3 is a case of 'previous-version'": [
        RELEASE
    ],
    "'version 2' leads to 'previous-version', and 2 is now a case of 'older-versions'; lead it to '": [
        ("version, version 2,", "version,"),
        ("limited support,", "limited support, version 2,"),
    ],
    "'In four business hours' still says 'four business hours', and there is 'Response within 2 business": [
        FOUR_HOURS,
        ("help: The software does not run, or work has stopped\n", "help: In four business hours\n"),
    ],
    "still says 'Priority / Critical Support', and there is 'Urgent Support' now, by line": [
        ("name: Priority / Critical Support", "name: Urgent Support"),
        ("text: Report software bugs", "text: Under Priority / Critical Support report software bugs"),
    ],
    "still says 'January 1, 2026', and there is 2026-01-02 now, by line 4": [
        ("effective: 2026-01-01", "effective: 2026-01-02"),
        ("      This Support Policy describes", "      From January 1, 2026 this policy describes"),
    ],
    "'01722-313635' still stands here, and there is '+880 1722-999999' now, by line": [
        ('address: "+880 1722-313635"', 'address: "+880 1722-999999"'),
    ],
}
"""What is told of a policy after all of these edits: a remark, and the edits that it is about."""


def test_what_still_says_the_old_thing_is_told_by_line() -> None:
    now = loaded(changed(*(edit for edits in LEFT.values() for edit in edits)))
    said = said_of_parts(now, published())
    for message in LEFT:
        (left,) = (one for one in said if message in one)
        assert left.startswith("new remark: policy.yaml:")


def test_what_a_version_comes_to_be_with_a_coming_edition_is_not_so_now() -> None:
    policy = loaded(changed(("version, version 2,", "version,"), ("limited support,", "version 2,"))).policy
    coming = replace(policy, effective=date(2027, 2, 1))
    for today, said in ((date(2026, 11, 1), "from 2027-02-01 on 2 is"), (date(2027, 2, 1), "2 is now")):
        (found,) = words_overtaken(coming, today)
        assert f"and {said} a case of 'older-versions'" in found.message


def test_nothing_of_the_published_policy_is_left_behind() -> None:
    assert since(loaded(POLICY), published()) == []


def test_what_goes_with_a_settled_reading_is_not_said_to_be_left_behind() -> None:
    guess = ("We don't guess it.", "BizMic doesn't guess it.")
    renamed = ("company: BizMic\n", "company: BizMac\n")

    def of_the_reading(*edits: tuple[str, str]) -> bool:
        left = since(loaded(changed(guess, renamed, *edits)), published(changed(guess)))
        return any("unconfirmed.email-address" in one.message for one in left)

    assert of_the_reading()
    assert not of_the_reading(ADDRESS)


def test_an_edition_is_held_to_the_one_before_it() -> None:
    said = [*left_since(loaded(changed(PREMIUM)), loaded(POLICY))]
    assert [one.message.partition("; ")[2] for one in said] == [
        "section 3b c...' still says 'Section 3c'; 'Bug Reporting' is §3d now "
        "[left-behind: unconfirmed.bug-phoned-in.reason]"
    ]


COMING = ("effective: 2026-01-01\n", "effective: 2027-03-01\n")
SOON = (
    "24 business hours\n          hours: 24",
    "12 business hours\n          hours: 12",
)
PROMISE = "sections.channels.channels.email.promise"


def of_promise(text: str, *, swapped: bool = False) -> list[list[str]]:
    """The kinds of the remarks on the promise of a coming edition: by the proof alone, and by `check`."""
    names = ["policy.yaml", "policies/a.yaml"]
    earlier, own = names[::-1] if swapped else names
    was, now = (
        load_text(RawText(one.encode(), name), WORDS) for one, name in ((POLICY, earlier), (text, own))
    )
    editions = editions_of(*((now, [was]) if swapped else (was, [now])))
    proved, found = judged_all(editions), []
    for reports in (proved, with_changes(proved, editions, published(), TODAY)[0]):
        (report,) = (report for one, report in reports if one.source.name == own)
        named = (names_in(one.message) for one in report.remarks)
        found.append([one.partition(":")[0] for one in named if PROMISE in one])
    return found


def test_what_an_edition_leaves_behind_is_told_by_check_and_verify_wherever_the_two_editions_stand() -> None:
    text = changed(COMING, SOON)
    for swapped in (False, True):
        assert of_promise(text, swapped=swapped) == [["left-behind"]] * 2


def test_what_is_meant_does_not_come_back_by_another_name() -> None:
    entry = f"""meant:
  - remark: left-behind
    fields: [{PROMISE}, sections.levels.levels.standard.target.text]
    reason: It is said of business inquiries.
"""
    assert of_promise(changed(COMING, SOON, ("\nmeant:\n", f"\n{entry}"))) == [[], []]


def test_what_was_edited_and_is_as_before_in_a_coming_edition_is_told() -> None:
    coming = ("effective: 2026-01-01\n", "effective: 2027-03-01\n")
    renamed = ("company: BizMic\n", "company: BizMac\n")
    added = since_main(loaded(changed(coming)), loaded(changed(renamed, CHAT)), published())
    assert [one.message for one in added] == [
        "`company` is here as it was before the edit, and 'BizMac' in policy.yaml now; does that hold "
        "here too? [other-edition: company]",
        "'Live chat' is new in policy.yaml, and not here; does it belong here too? "
        "[other-edition: sections.channels.channels.live-chat]",
    ]
    days = ("    holidays: []\n", "    holidays: [{day: 2026-12-16}]\n")
    (other,) = since_main(loaded(changed(coming)), loaded(changed(days)), published())
    assert other.message.startswith(
        "`holidays` of 'Business hours: 9AM to 6 PM (GMT+6)' is new in policy.yaml, and"
    )
    otherwise = ('text: "Business hours: 9AM to 6 PM', 'text: "Business hours: 9 AM to 6 PM')
    (other,) = since_main(loaded(changed(coming, otherwise)), loaded(changed(days)), published())
    # By the words that stand in the file and line to which the remark leads.
    assert other.message.startswith("`holidays` of 'Business hours: 9 AM to 6 PM (GMT+6)' is new in")
    later = ("        closes: 18:00\n", "        closes: 17:00\n")
    (other,) = since_main(loaded(changed(coming)), loaded(changed(later)), published())
    assert other.message.startswith(
        "`openings` of 'Business hours: 9AM to 6 PM (GMT+6)' is here as it was before the edit, and otherwise"
    )
    before = published(changed(PREMIUM))
    removed = [one.message for one in since_main(loaded(changed(coming, PREMIUM)), loaded(POLICY), before)]
    gone = "'Premium Support' is gone from policy.yaml, and still here; does it go here too?"
    assert f"{gone} [other-edition: sections.levels.levels.premium]" in removed
    assert [*since_main(loaded(POLICY), loaded(changed(renamed)), published())] == []


def test_hours_of_a_promise_are_told_where_the_next_edition_has_none_in_their_place() -> None:
    coming = ("effective: 2026-01-01\n", "effective: 2027-02-01\n")
    no_sunday = changed(coming, ("      - days: [sunday, monday", "      - days: [monday"))
    renamed = changed(coming).replace("business-hours", "office-hours")
    phone = "        hours: office-hours\n"
    assert phone in renamed
    apart = renamed.replace(phone, "        hours: round-the-clock\n")
    found = []
    for text in (no_sunday, renamed, apart):
        told = (one.message for one in left_since(loaded(text), loaded(POLICY)))
        found.append([one for one in told if "[unforeseen" in one])
    assert found[:2] == [[], []]
    assert found[2][0].startswith(
        "'business-hours' of policy.yaml is gone, and no hours here are in its place"
    )


def test_a_row_that_was_edited_is_told_by_what_it_says_and_no_other_row_with_it() -> None:
    coming = ("effective: 2026-01-01\n", "effective: 2027-03-01\n")
    said = "We help with accounts and subscriptions."
    edited = loaded(changed((said, "We help with accounts.")))
    assert [one.message for one in since_main(loaded(changed(coming)), edited, published())] == [
        f"the row '{said}' is gone from policy.yaml, and still here; does it go here too? "
        "[other-edition: tables.scope.rows]",
        "the row 'We help with accounts.' is new in policy.yaml, and not here; does it belong here too? "
        "[other-edition: tables.scope.rows]",
    ]


IN_FOUR_HOURS = (
    "help: The software does not run, or work has stopped\n",
    "help: In four business hours\n",
)
MEANT = """meant:
  - remark: left-behind
    fields: [questions.impact.options.down.help, sections.levels.levels.critical.target.text]
    reason: It is said of something else.
"""


def test_what_is_left_behind_is_told_until_it_is_mended_however_often_the_site_is_built() -> None:
    first, left = published(), loaded(changed(FOUR_HOURS, IN_FOUR_HOURS))
    (said,), since_when = changes(left, first)
    assert since_when is first
    built = NamedPolicy(left.edition, left.language, None, since=first, remarks=(names_in(said.message),))
    assert changes(left, built) == ([said], first)
    assert f"remark: {said}" in said_of_parts(left, built)
    mended = loaded(changed(FOUR_HOURS))
    assert changes(mended, built) == ([], None)


def test_what_is_left_behind_on_purpose_is_answered_by_name_and_the_answer_may_stay() -> None:
    meant = loaded(changed(FOUR_HOURS, IN_FOUR_HOURS, ("\nmeant:\n", f"\n{MEANT}")))
    assert changes(meant, published()) == ([], None)
    after = NamedPolicy(meant.edition, meant.language, None)
    assert [*since(meant, after), *judged(meant).remarks] == []


def test_a_site_keeps_what_its_remarks_were_about_and_since_when_something_is_left_behind(
    tmp_path: Path,
) -> None:
    was, now = published(), loaded(changed(FOUR_HOURS))
    write_outputs(now.edition, now.language, tmp_path)
    remarks = {"2026-01-01": ["no-holidays: hours.desk]"]}
    write_checked(tmp_path, remarks, (was.edition, was.language))
    site = load_named(str(tmp_path), ROOT)
    assert site.remarks == ("no-holidays: hours.desk]",)
    assert site.since
    assert site.since.edition == was.edition


def test_a_channel_that_is_called_by_the_kind_of_another_is_remarked_on() -> None:
    (remark,) = (one for one in judged(loaded(changed(CHAT))).remarks if "other-kind" in one.message)
    assert remark.message.startswith("'Phone / Chat' says 'Chat', for which there is 'Live chat'")
    assert not any("other-kind" in one.message for one in judged(loaded(POLICY)).remarks)


def test_a_new_channel_that_is_missing_where_all_are_listed_is_told() -> None:
    told = [one for one in said_of_parts(loaded(changed(CHAT)), published()) if "not among" in one]
    assert len(told) == 1
    assert "'Live chat' is new and not among the contacts here, which were all channels" in told[0]


def test_a_reading_on_what_is_gone_says_how_to_confirm_it_unless_it_has_another_id_alone() -> None:
    renamed = ("  - id: bizmic-software\n", "  - id: bizmic-desk\n")
    replaced = (f"{renamed[0]}    name: BizMic software", f"{renamed[1]}    name: BizMic Desk")
    for edit, settles in ((renamed, False), (replaced, True)):
        (gone, reading) = refusals(changed(edit), published())
        assert (
            "'bizmic-software' is gone, which stood hereabouts in the published edition: 'BizMic software';"
            in gone
        )
        confirm = "if that settles the reading, confirm it (python3 build.py confirm example-releases)"
        assert (confirm in reading) == settles
        assert ("another one in its place, write 'bizmic-desk' on each line" in gone) == settles
        assert ("Ids stay as published" in gone) != settles
        assert gone.split(":")[1] == reading.rpartition(" ")[2]


ANSWERED = '      version: "2.9"\n'
"""What one example alone answers."""


def test_what_replaces_a_product_is_proposed_with_the_examples_that_answer_the_old_one() -> None:
    text = changed(
        ("  - id: bizmic-software\n    name: BizMic software", "  - id: bizmic-desk\n    name: BizMic Desk"),
        (ANSWERED, f"{ANSWERED}      product: bizmic-software\n"),
    )
    gone = refusals(text, published())[0]
    assert "in what the example 'previous-version-on-its-last-day' answers too" in gone


def test_with_a_second_product_the_examples_that_name_none_are_told_at_once() -> None:
    desk = "  - id: bizmic-desk\n    name: BizMic Desk"
    second = f"  - {{id: bizmic-cloud, name: BizMic Cloud}}\n{desk}"
    text = changed(("  - id: bizmic-software\n    name: BizMic software", second))
    examples = "'production-down-in-the-morning', 'production-down-on-thursday-night', "
    told = f"several products, the examples {examples}'previous-version-on-its-last-day' need an answer to"
    assert f"{told} 'product'; if it is the same one" in refusals(text, published())[0]


def test_an_example_of_what_is_no_more_is_told_what_there_is_in_its_place() -> None:
    (*_, told) = failures_of(loaded(changed(('- version: "2"', '- version: "4"'))))
    assert "as 'bizmic-software' lists no such release, but 3, 4, 1; if one of these is meant" in told.message
    (told,) = failures_of(loaded(changed((ANSWERED + "      impact: minor", ANSWERED + "      impact: x"))))
    assert told.message.startswith("'x' is no answer to 'impact' (How badly is your work affected?);")
    assert told.path[-1] == "impact"


DOUBLES = [
    (
        ("24 business hours\n          hours: 24", "48 business hours\n          hours: 48"),
        "left-behind",
        "says-otherwise",
    ),
    (("        name: Support Portal", "        name: Email"), "same-name", "other-kind"),
    (("holidays: []", "holidays: [{day: 2025-12-16}]"), "past", "holidays-end"),
]
"""Edits, the remark that tells the mistake, and one that would only say it again."""


@pytest.mark.parametrize(("edit", "telling", "again"), DOUBLES)
def test_of_the_remarks_on_one_mistake_the_most_telling_one_is_made_alone(
    edit: tuple[str, str], telling: str, again: str
) -> None:
    editions = editions_of(loaded(changed(edit)))
    remarks = verify(editions.main.edition, editions.main.source).remarks
    assert any(f"[{again}: " in one.message for one in remarks)
    [(_, alone)], _ = with_changes([(editions.main, Report((), remarks))], editions, published(), TODAY)
    kinds = [names_in(one.message).partition(":")[0] for one in alone.remarks]
    assert telling in kinds
    assert again not in kinds


def test_a_remark_at_the_place_of_an_error_is_not_made() -> None:
    at, elsewhere = Finding("policy.yaml", 2, 3, "?"), Finding("policy.yaml", 3, 3, "? [alike: a]")
    assert most_telling([Finding("policy.yaml", 2, 3, "! [alike: a]"), elsewhere], [at]) == (elsewhere,)


def test_a_level_without_a_number_beside_numbered_ones_is_remarked_on() -> None:
    text = changed((PREMIUM[0], PREMIUM[1].replace("        number: c\n", "")))
    (left,) = (one for one in judged(loaded(text)).remarks if "unnumbered" in one.message)
    assert left.message.startswith(
        "'Premium Support' has no number and is cited as §3, and beside it stands §3a"
    )


def test_a_text_that_is_all_within_typographic_quotes_is_remarked_on() -> None:
    text = changed(("label: It's a nuisance", 'label: "“It\'s a nuisance”"'))
    (left,) = (one for one in judged(loaded(text)).remarks if "quotes" in one.message)
    assert left.message.startswith("'“It's a nuisance”' is shown with its typographic quotes; leave them out")


def test_a_note_that_was_left_behind_by_its_reading_is_told() -> None:
    start = POLICY.index("  - id: email-address")
    text = changed(ADDRESS).replace(POLICY[start : POLICY.index("  - id: level-target-rules")], "")
    (left,) = (one for one in said_of_parts(loaded(text), published()) if "may-be-settled" in one)
    assert f"policy.yaml:{line(text, 'note: >-')}:15: this note belongs to 'email-address'" in left


def refusals(text: str, before: NamedPolicy | None = None) -> list[str]:
    with pytest.raises(Refused) as known:
        loaded(text, before)
    return [str(finding) for finding in known.value.findings]


def test_what_is_gone_is_told_where_it_stood_with_what_it_was_and_where_it_is_missed() -> None:
    start = POLICY.index("      - id: scope-errors")
    without = POLICY.replace(POLICY[start : POLICY.index("      - id: scope-features")], "")
    stood = line(without, "- id: scope-setup")
    cited = line(without, "cite: [scope-errors]")
    gone, *missed = refusals(without, published())
    assert gone == (
        f"policy.yaml:{stood}:9: 'scope-errors' is gone, which stood hereabouts in the published edition: "
        "'Troubleshooting software errors, bugs, or malfunctions'. Put it back, or mend what needs it."
    )
    message = "'scope-errors' is no clause; what is gone stood about line"
    assert next(one for one in missed if one.startswith(f"policy.yaml:{cited}:")).endswith(
        f"{message} {stood}"
    )
    assert "'scope-errors' is no clause; did you mean 'scope-features'?" in refusals(without)[0]


IDS = [
    ("      - id: critical\n", "Priority / Critical Support"),
    ("  - id: topic\n", "What do you need help with?"),
    ("  - id: bizmic-software\n", "BizMic software"),
    ("          - id: bug-acknowledged\n", "Each report will be acknowledged and assigned a priority ..."),
    ("          id: critical-engineers\n", "Escalated directly to senior engineers"),
    ("      - id: down\n", "Production is down"),
]
"""Lines with an id, and what stands in the published edition behind them."""


@pytest.mark.parametrize(("begun", "title"), IDS)
def test_of_a_deleted_line_with_an_id_is_told_what_it_was_at_its_place_and_nothing_else(
    begun: str, title: str
) -> None:
    number = line(POLICY, f"\n{begun}") + 1
    (gone,) = refusals(changed((f"\n{begun}", "\n")), published())
    assert gone.startswith(f"policy.yaml:{number}:")
    assert f"the line '{begun.strip()}' is gone, with which this began in the published edition" in gone
    assert f": '{title}'. Put it back." in gone


def test_of_an_id_that_was_changed_is_told_which_one_stands_there_now() -> None:
    text = SHORT.replace("\n  inquiry:\n", "\n  enquiry:\n", 1)
    told_of = refusals(text, published())
    stands = line(text, "  enquiry:\n")
    assert (
        f"policy.yaml:{stands}:3: 'inquiry' is gone, which stood hereabouts in the published edition: 'Send "
        "a business inquiry'; 'enquiry' stands there now. Ids stay as published: put 'inquiry' back, or "
        "write the new id on each line that misses it."
    ) in told_of
    missed = [one for one in told_of if one.endswith(f"; what is gone stood about line {stands}")]
    assert sum("policy.yaml:" in one for one in missed) == SHORT.count("then: inquiry}")


IN_SHORT = {
    "      portal:\n": "Support Portal",
    "      critical:\n": "Priority / Critical Support",
    "  channels:\n": "Support Channels",
}
"""Lines with an id in short, and what stands in the published edition behind them."""


@pytest.mark.parametrize("lost", [*([one] for one in IN_SHORT), ["      portal:\n", "      critical:\n"]])
def test_of_deleted_lines_with_an_id_in_short_is_told_what_each_was_at_its_place_and_nothing_else(
    lost: list[str],
) -> None:
    text = SHORT
    for begun in lost:
        text = text.replace(f"\n{begun}", "\n", 1)
    told_of = refusals(text, published())
    assert len(told_of) == len(lost)
    for number, (begun, gone) in enumerate(zip(lost, told_of, strict=True)):
        stood = line(SHORT, f"\n{begun}") + 1 - number
        assert gone.startswith(f"policy.yaml:{stood}:")
        assert gone.endswith(
            f"the line '{begun.strip()}' is gone, with which this began in the published edition: "
            f"'{IN_SHORT[begun]}'. Put it back."
        )


def test_of_a_deleted_line_with_an_id_behind_a_part_in_braces_is_told_what_it_was() -> None:
    text = SHORT.replace("\n  business-hours:\n    text", "\n    text", 1)
    stood = line(SHORT, "  business-hours:\n    text")
    (gone,) = refusals(text, published())
    assert gone == (
        f"policy.yaml:{stood}:5: the line 'business-hours:' is gone, with which this began in the published "
        "edition: 'Business hours: 9AM to 6 PM (GMT+6)'. Put it back."
    )
    (unknown,) = refusals(text)
    assert unknown.startswith(f"policy.yaml:{stood}:5: 4 keys begin here behind 'round-the-clock: ")


def test_what_is_gone_is_told_before_all_that_misses_it_in_whatever_file() -> None:
    start = SHORT.index("      phone:\n")
    without = SHORT[:start] + SHORT[SHORT.index("\n\n", start) :]
    files = texts_beside(ROOT / "policy.yaml", "policy.yaml")
    before = published().edition.policy
    with pytest.raises(Refused) as known:
        load_text(RawText(without.encode(), "policy.yaml"), WORDS, beside=files, published=before)
    gone, *missed = map(str, known.value.findings)
    assert "'phone' is gone, which stood hereabouts in the published edition" in gone
    assert {one.split(":")[0] for one in missed} == {"policy.yaml", "policy.search.yaml"}
    assert all("what is gone stood about line" in one for one in missed)


def test_where_nothing_is_published_keys_that_come_again_show_that_a_line_with_an_id_is_gone() -> None:
    (gone,) = refusals(SHORT.replace("\n      portal:\n", "\n", 1))
    assert gone == (
        f"policy.yaml:{line(SHORT, '      portal:')}:9: the line is gone that stood above this one and began "
        "a part of its own, such as 'its-id:'."
    )


def test_what_was_only_left_out_for_another_mistake_is_not_said_to_be_gone() -> None:
    (mistake,) = refusals(changed(("          hours: 4\n", "          hours: 4,5\n")), published())
    assert "'4,5' is not a whole number" in mistake


def test_keys_that_come_again_are_only_written_twice_where_nothing_shows_that_an_item_began() -> None:
    number = line(POLICY, "        number: b\n")
    (twice,) = refusals(changed(("        number: b\n", "        number: b\n" * 2)), published())
    assert twice == (
        f"policy.yaml:{number + 1}:9: 'number' is written twice; the first is on line {number}. Keep one."
    )
    unknown = refusals(changed(("      - id: critical\n", "")))
    assert any(
        "the line is gone that stood above this one and began an item of the list" in one for one in unknown
    )
    assert not any("written twice" in one for one in unknown)


def test_a_name_that_never_was_is_not_said_to_be_gone() -> None:
    with pytest.raises(Refused, match=": 'scope-error' is no clause; did you mean 'scope-errors'"):
        loaded(changed(("cite: [scope-errors]", "cite: [scope-error]")), published())


def test_a_holiday_in_the_past_is_told_unless_it_is_published() -> None:
    text = changed(("holidays: []", "holidays: [{day: 2026-03-26}, {day: 2027-03-26}, {day: 2026-11-25}]"))
    (past,) = (one for one in said_of_parts(loaded(text), published()) if "past already" in one)
    assert past.startswith(
        f"new remark: policy.yaml:{line(text, 'holidays: [')}:16: 2026-03-26, 2026-11-25 are past"
    )
    assert not any("past already" in one for one in said_of_parts(loaded(text), published(text)))


def test_a_holiday_in_the_past_is_told_until_it_is_mended_or_meant_however_often_the_site_is_built() -> None:
    was = "2026-03-26"
    text = changed(("holidays: []", f"holidays: [{{day: {was}}}, {{day: 2026-03-25}}]"))
    (told,) = since(loaded(text), published())
    assert told.message.endswith(
        f"[past: hours.business-hours.holidays.{was}, hours.business-hours.holidays.2026-03-25]"
    )
    built = published(text)._replace(remarks=(names_in(told.message),))
    assert since(loaded(text), built) == [told]
    assert since(loaded(text.replace(was, "2027-03-26")), built) != [told]
    entry = "meant:\n  - {remark: past, fields: [hours.business-hours.holidays], reason: It was so}\n"
    meant = text.replace("\nmeant:\n", f"\n{entry}")
    assert since(loaded(meant), built) == []


def test_a_reading_that_may_be_settled_is_told_until_it_is_or_until_the_change_is_meant() -> None:
    text = changed(("  - id: bug\n    name: Bug report", "  - id: bug\n    name: A bug"))
    first, edited = published(), loaded(text)
    told = [one for one in since(edited, first) if "may-be-settled" in one.message]
    assert len(told) == 1
    built = NamedPolicy(edited.edition, edited.language, None, since=changes(edited, first)[1])
    assert [one for one in since(edited, built) if "may-be-settled" in one.message] == told
    entry = "meant:\n  - {remark: may-be-settled, fields: [handlings.bug], reason: A shorter name}\n"
    meant = loaded(text.replace("\nmeant:\n", f"\n{entry}"))
    assert not any("may-be-settled" in one.message for one in since(meant, built))


def test_remarks_of_each_edition_are_new_where_the_site_has_none_such_on_its_day(tmp_path: Path) -> None:
    later = ("effective: 2026-01-01\n", "effective: 2027-02-01\n")
    both = editions_of(loaded(POLICY), [loaded(changed(later, NUISANCE))])
    names = {
        "2026-01-01": [],
        "2027-02-01": [names_in(one.message) for one in judged(both.others[0]).remarks],
    }
    write_outputs(both.main.edition, both.main.language, tmp_path)
    write_editions(both, tmp_path)
    write_checked(tmp_path, names, None)
    site = load_named(str(tmp_path), ROOT)
    now = editions_of(loaded(POLICY), [loaded(changed(later, NUISANCE, DOWN))])
    report = judged(now.others[0])
    new, known = (
        line
        for line in told(now.others[0], report, before(now.others[0], site))
        if "shown as it is written" in line
    )
    assert new.startswith("new remark: policy.yaml:") and "'<i>'" in new
    assert known.startswith("remark: policy.yaml:") and "'<b>'" in known
    fresh = editions_of(
        loaded(POLICY), [loaded(changed(("effective: 2026-01-01\n", "effective: 2027-03-01\n"), NUISANCE))]
    )
    assert before(fresh.others[0], site) == site.others[0]


def test_editions_that_change_places_are_each_compared_with_what_is_published_of_their_day() -> None:
    later = ("effective: 2026-01-01\n", "effective: 2027-02-01\n")
    phone = ('address: "+880 1722-313635"', 'address: "+880 1722-999999"')
    promise = ("promise: Response within 24 hours for standard tickets", "promise: Within two days")
    old, new = loaded(POLICY), loaded(changed(later, phone, promise))
    now, turned = editions_of(old, [new]), editions_of(new, [old])
    sites = [named(now), named(turned), named(turned)._replace(since=published()), published()]
    for editions, site in product((now, turned), sites):
        reports = [(one, Report(())) for one in editions.all]
        found, since_when = with_changes(reports, editions, site, TODAY)
        kinds = {names_in(one.message).partition(":")[0] for _, report in found for one in report.remarks}
        assert kinds.isdisjoint({"other-edition", "may-be-settled"})
        assert since_when is None


def test_an_edition_without_answers_of_its_own_is_answered_by_the_policys_own_file() -> None:
    later = SHORT.replace("effective: 2026-01-01\n", "effective: 2027-02-01\n").replace(*NUISANCE)
    (_, main), (_, coming) = judged_all(editions_of(loaded(POLICY), [loaded(later)]))
    assert main.remarks == ()
    kinds = {one.message.rpartition(" [")[2].partition(":")[0] for one in coming.remarks}
    assert "markup" in kinds
    assert {"alike", "never-asked", "falls-through"}.isdisjoint(kinds)


def test_of_a_row_that_only_time_keeps_from_deciding_nothing_is_said_where_it_stood_before() -> None:
    first_day = ("effective: 2026-01-01\n", "effective: 2027-02-01\n")
    edited = ("when: {extent: limited}", "when: {extent: limited, policy: in-force}")
    for edits, remarks in (((first_day,), 0), ((first_day, edited), 1)):
        _, (_, coming) = judged_all(editions_of(loaded(POLICY), [loaded(changed(*edits))]))
        assert sum(ONLY_BEFORE in one.message for one in coming.remarks) == remarks


def test_a_reading_that_editions_share_is_told_once() -> None:
    later = changed(("effective: 2026-01-01\n", "effective: 2027-02-01\n"), ("We don't guess it.", "We ask."))
    first, second = editions_of(loaded(POLICY), [loaded(later)]).all
    read = first.edition.policy.unconfirmed

    def unconfirmed(edition: Loaded, elsewhere: Sequence[Reading]) -> int:
        return sum(line.startswith("unconfirmed: ") for line in told(edition, Report(()), None, elsewhere))

    assert unconfirmed(first, ()) == len(read) > 1
    assert unconfirmed(second, read) == 1


def test_words_that_still_call_a_button_as_it_was_are_told_by_line() -> None:
    now = loaded(POLICY)
    steps = now.language.wizard.steps | {"copy": "Copy the request"}
    renamed = replace(now.language, wizard=replace(now.language.wizard, steps=steps))
    told = [
        one for one in said_of_parts(replace(now, language=renamed), published()) if "still stands" in one
    ]
    text = (WORDS / "en.yaml").read_text("utf-8")
    named = [at for at, one in enumerate(text.splitlines(), 1) if "copy your ticket" in one.lower()]
    (button,) = (at for at in named if at == line(text, "    copy: Copy your ticket"))
    folded = {line(text, "  not_kept:")}
    assert {int(one.split(":")[2]) for one in told} == {*named, *folded} - {button, min(named)}
    assert all(one.endswith(f"there is 'Copy the request' now, by line {button}") for one in told)


def test_words_that_still_call_a_button_as_before_it_was_reworded_in_the_policy_name_that_line() -> None:
    own = "words:\n  - {of: wizard.steps.copy, text: Copy the request}\n"
    text = changed(("\nunconfirmed:\n", f"\n{own}\nunconfirmed:\n"))
    told = [one for one in said_of_parts(loaded(text), published()) if "still stands" in one]
    at = line(text, "  - {of: wizard.steps.copy")
    assert {one.partition(" now, by line ")[2] for one in told} == {
        f"{at} of policy.yaml; reword wizard.{name} there too"
        for name in ("not_kept", "mail_opens", "mail_opens_blank", "opens_empty")
    }


def test_words_that_leave_out_what_the_program_fills_in_are_told_by_line() -> None:
    now = loaded(POLICY)
    shorter = replace(now.language, ticket=replace(now.language.ticket, due_at="By {time}"))
    lines = said_of_parts(replace(now, language=shorter), None)
    (words,) = (one for one in lines if "en.yaml" in one)
    place = line((WORDS / "en.yaml").read_text("utf-8"), "due_at:")
    assert words == (
        f"remark: site_src/words/en.yaml:{place}:11: 'By {{time}}' has no {{date}}, {{offset}}, "
        "so that customers don't read it; is that meant?"
    )
