"""What staff are told of a mistake in policy.yaml, and what a policy that passes is good for."""

from __future__ import annotations

import json
import random
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from publisher.analysis.acceptance import accept
from publisher.new_policy import new_policy
from publisher.policy_file.days_meant import days_meant
from publisher.policy_file.edition_file import edition_of, load_edition, load_language, load_policy
from publisher.policy_file.findings import Refused
from tests.publisher.edited import TEXT, changed
from tests.sweeps import sampled
from wizard.codec import decode, encode
from wizard.decisions import Undecided
from wizard.edition import Edition
from wizard.policy import Policy
from wizard.protocol import respond

MARK, NEW_LINE = "»", "\n"
AGREE = "make the two agree"
ROOT = Path(__file__).resolve().parents[2]
WORDS_FOLDER = ROOT / "site_src" / "words"
LANGUAGE = load_language(WORDS_FOLDER, "en")
NOW = ("2025-11-23T17:00:00Z", "2026-11-23T17:00:00Z", "2026-11-25T04:00:00Z", "2031-02-28T23:59:59Z")


def loaded(folder: Path, text: str | bytes) -> Policy:
    path = folder / "policy.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_policy(path)


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        loaded(folder, text)
    return [str(finding) for finding in caught.value.findings]


def marked(text: str) -> tuple[str, list[str]]:
    """A text without its marks, and the line and column at which each mark stood."""
    places = []
    while MARK in text:
        before, _, after = text.partition(MARK)
        places.append(f"{before.count(NEW_LINE) + 1}:{len(before) - before.rfind(NEW_LINE)}")
        text = before + after
    return text, places


@pytest.mark.parametrize(
    "address",
    [
        *("https://", "https://[::1", "https://help.example.org:99999999/", "help.example.org"),
        *(
            "https://help.example.org@evil.example/",
            "https://help.example.org /",
            "https://help.example.org/?a=b",
        ),
        *("https://help.example.org/#top", "javascript:alert(1)", "//help.example.org/", "mailto:a@b.co"),
    ],
)
def test_an_address_at_which_no_site_can_be_is_told_by_its_line(tmp_path: Path, address: str) -> None:
    text = f'{TEXT}\naddress: "{address}"\n'
    [said] = refused(tmp_path, text)
    assert said.startswith(f"policy.yaml:{text.count(NEW_LINE)}:10: '{address}' is no address of a site: ")
    assert said.endswith("; write one such as https://example.org/help/, or leave it empty")


@pytest.mark.parametrize(
    "address", ["https://example.org/help/", "http://help.internal:8080/", "https://[::1]/"]
)
def test_an_address_at_which_a_site_can_be_is_taken(tmp_path: Path, address: str) -> None:
    assert loaded(tmp_path, f'{TEXT}\naddress: "{address}"\n').address == address


def test_the_real_policy_has_nothing_wrong_in_it() -> None:
    assert load_policy(ROOT / "policy.yaml").title in TEXT


@pytest.mark.parametrize("zone", ["+06:00", "Asia/Dhaka", "Europe/Berlin"])
def test_an_edition_travels_as_json_and_comes_back_the_same(tmp_path: Path, zone: str) -> None:
    text = changed(('\nzone: "+06:00"', f'\nzone: "{zone}"'))
    edition = edition_of(loaded(tmp_path, text), LANGUAGE)
    assert decode(Edition, json.loads(json.dumps(encode(edition)))) == edition


def test_the_digest_changes_with_a_word_of_the_policy(tmp_path: Path) -> None:
    other = edition_of(loaded(tmp_path, changed(("No, this is new", "No, that is new"))), LANGUAGE)
    assert other.digest != edition_of(load_policy(ROOT / "policy.yaml"), LANGUAGE).digest


def test_the_clocks_of_an_old_policy_are_known_for_decades(tmp_path: Path) -> None:
    text = changed(("effective: 2026-", "effective: 1999-"), ('\nzone: "+06:00"', "\nzone: Europe/Berlin"))
    clock = edition_of(loaded(tmp_path, text), LANGUAGE).clock()
    assert (clock[0].start.year, clock[-1].start.year) == (1, 2060)


LINES = TEXT.splitlines()
PURPOSE = "        purpose:\n          id: critical-purpose"
WEEK = TEXT[TEXT.index("  - id: business-hours") : TEXT.index("      - days: [sunday")]
DAYS = "- days: [sunday, monday, tuesday, wednesday, thursday]\n"
EMAIL = "- id: email\n        name: Email\n        kind: email\n        address: "
PHONE = "- id: phone\n        name: Phone / Chat\n        kind: phone\n        address: "
ROUTE = "  - id: inquiry\n    name: Send a business inquiry\n    via:\n"
BUG_ROW = "phone: open}\n        then: critical-bug-phone-open"
PORTAL = "address: https://care.bizmic.com"
MONTHS = "within_months: 12\n    then: limited\n    cite: [previous-version]"
NO_DAY = "Write a day that exists as YYYY-MM-DD, for example 2026-02-28."
NO_DAYS = (
    "write one such as 2026-12-25, every year 12-25, 'last monday of may' or 'good friday', "
    "or from one to another such as 12-24 to 12-31"
)
(NEXT,) = days_meant("26 March")
NO_MOMENT = "Write it with its offset from UTC, for example 2026-02-28T09:00+06:00."
NO_ID = "can't be an id; write small letters, digits and single hyphens, such as"
NO_OFFSET = "is no offset from UTC; write one such as +06:00 or -03:30"
NO_YEAR = "can't be meant; write a day from 1990 to 2200"
OR_QUOTE = "Remove it, or put the whole text in quotes."
COMMITMENT = LINES.index("  - id: commitment") + 1
AGENT = LINES.index("          - id: escalate-to-agent") + 1
RELEASE_2 = LINES.index('      - version: "2"') + 1
HOLIDAYS = LINES.index("    holidays: []") + 1
CUT = "what follows ' #' is a comment and isn't read. Give it a line of its own"
PRODUCT = LINES.index("  - id: product") + 1

AGREED = TEXT[TEXT.index("  - id: agreed\n") : TEXT.index("  - id: cause\n")]

# What staff may do to the policy, and the one thing that they are then told, of the place at the mark.
MISTAKES = [
    (
        "cite: [scope-setup]",
        "cite: »scope-setup",
        "'scope-setup' is written where a list is wanted. Write [scope-setup].",
    ),
    (
        "when: {agreed: no}",
        "when: {agreed: [no, »not: yes]}",
        "'not' stands alone and in no list. Write {not: yes} in place of the list, or list only the values "
        "that hold.",
    ),
    (
        "at: 2026-11-26T23:00+06:00\n",
        "at: »2026-11-26 23:00\n",
        "2026-11-26 23:00:00 has no offset from UTC; write that of your zone behind, such as "
        "2026-11-26T23:00+06:00 by the clock of Dhaka, or 2026-11-26T23:00+00:00 by UTC",
    ),
    (
        MONTHS,
        MONTHS.replace("within_months", "»within"),
        "'within' is not known here; did you mean 'within_months'?",
    ),
    (
        'number: "2"\n    title: Support C',
        "number: »§2\n    title: Support C",
        "'§2' is more than a number; write 2",
    ),
    (
        'number: "2"\n    title: Support C',
        "number: »2.\n    title: Support C",
        "'2.' is more than a number; write 2",
    ),
    (
        "holidays: []",
        "holidays: [{day: 12-25, substitute: »monday}]",
        "'monday' is not one of the words known here. Known here: next-open-day, nearest-open-day, "
        "after-sunday.",
    ),
    (
        AGREED,
        AGREED[: AGREED.index("    options:")].replace("id", "»id", 1),
        "'options' is missing here. It is for: the answers to a question of kind 'choice'",
    ),
    ("\ncompany: ", "\n»compnay: ", "'compnay' is not known here; did you mean 'company'?"),
    (
        PURPOSE,
        "        »purpos:\n          id: critical-purpose",
        "'purpos' is not known here; did you mean 'purpose'?",
    ),
    ("closes: 18:00", "»closes at: 18:00", "'closes at' is not known here; did you mean 'closes'?"),
    (
        "\nlanguage: en",
        "\n»title: Help\nlanguage: en",
        "'title' is written twice; the first is on line 2. Keep one.",
    ),
    (
        "- id: purpose",
        "- id: »commitment",
        "'commitment' is given twice among the sections, clauses, channels, levels and procedures; "
        f"choose another id, the first is on line {COMMITMENT}",
    ),
    ("- id: error-message\n", "- id: »Error message\n", f"'Error message' {NO_ID} 'error-message'"),
    ("- id: scope-setup\n", "- id: »scope_setup\n", f"'scope_setup' {NO_ID} 'scope-setup'"),
    (
        "when: {agreed: no}",
        "when: {not: {»agreed: [yes, unsure]}}",
        "'not' stands behind what it is about; write when: {agreed: {not: [yes, unsure]}}",
    ),
    (
        "- days: [sunday, monday, tuesday, wednesday, thursday]\n",
        "- days: »Sun-Thu\n",
        "'Sun-Thu' is written where a list is wanted. Write [sunday, monday, tuesday, wednesday, thursday].",
    ),
    *(
        (
            "    holidays: []\n",
            f"    holidays: [»{written}]\n",
            f"'{written}' stands where a holiday is wanted. {right}.",
        )
        for written, right in (
            ("2027-02-21", "Write {day: 2027-02-21}"),
            ("Shaheed Day 21.02.2027", "Write {day: 2027-02-21, name: Shaheed Day}"),
            ("2027-03-10 to 2027-03-12 Eid", "Write {day: 2027-03-10 to 2027-03-12, name: Eid}"),
            ("12/01/2027", "Is it 2027-01-12 or 2027-12-01? Write {day: YYYY-MM-DD}"),
            ("March 26th 2027", "Write {day: 2027-03-26}"),
            ("good friday", "Write {day: good friday}"),
        )
    ),
    (
        "- days: [sunday, monday, tuesday, wednesday, thursday]\n",
        "- days: »every day except Friday\n",
        "'every day except Friday' is written where a list is wanted. Write [saturday, sunday, monday, "
        "tuesday, wednesday, thursday].",
    ),
    (
        "- days: [sunday, monday, tuesday, wednesday, thursday]\n",
        "- days: [»sunday-thursday]\n",
        "'sunday-thursday' is not one of the words known here. Write sunday, monday, tuesday, wednesday, "
        "thursday.",
    ),
    (
        MONTHS,
        MONTHS.replace("within_months: 12", "»within_years: 1"),
        "'within_years' is not known here. Write within_months: 12.",
    ),
    (
        "hours: 4\n          clock",
        "»months: 1\n          clock",
        "'months' is not known here. Known here: hours, minutes, days.",
    ),
    (
        "- id: error-message\n",
        f"- id: »{'m' * 300}\n",
        f"'{'m' * 57}...' has 300 letters; write at most 80, as ids stand in addresses",
    ),
    (
        "  - id: advice\n",
        "  - id: »policy\n",
        "'policy' is the fact that says whether the policy is in force; choose another id",
    ),
    (
        "cite: [scope-setup]",
        "cite: [»scope-setpu]",
        "'scope-setpu' is no clause; did you mean 'scope-setup'?",
    ),
    (
        "contacts: [email, portal, phone]",
        "contacts: [email, »portel, phone]",
        "'portel' is no channel; did you mean 'portal'?",
    ),
    (
        ROUTE + "      - channel: email",
        ROUTE + "      - channel: »chat",
        "'chat' is no channel; known here: email, portal, phone",
    ),
    (
        "        hours: business-hours\n",
        "        hours: »office-hours\n",
        "'office-hours' is no entry of 'hours'; did you mean 'business-hours'?",
    ),
    (
        "        hours: business-hours\n",
        "        hours: »topic\n",
        "'topic' is no entry of 'hours'; known here: round-the-clock, business-hours",
    ),
    (
        BUG_ROW,
        "phone: open}\n        then: »critical-bug-call",
        "'critical-bug-call' is no result of 'route'; did you mean 'critical-bug-phone-open'?",
    ),
    (
        "- id: bug-is-handling\n    fields: [handlings.bug]",
        "- id: bug-is-handling\n    fields: [»handlings.bugs]",
        "'handlings.bugs' leads to no field: there is nothing at 'bugs'; if that settles the reading, "
        "confirm it (python3 build.py confirm bug-is-handling)",
    ),
    ("released: 2026-03-02", "released: »2026-02-30", f"'2026-02-30' is not a date. {NO_DAY}"),
    ("at: 2026-11-26T23:00+06:00\n", "at: »23:00\n", f"'23:00' is not a day with a time. {NO_MOMENT}"),
    ("at: 2026-11-26T23:00+06:00\n", "at: »20261126\n", f"'20261126' is not a day with a time. {NO_MOMENT}"),
    ("effective: 2026-", "effective: »0206-", f"0206-01-01 {NO_YEAR}"),
    ("released: 2024-02-05", "released: 2024-02-05\n        ends: »9999-12-31", f"9999-12-31 {NO_YEAR}"),
    (
        DAYS + "        opens: 09:00",
        "- days: [sunday]\n        opens: »25:00",
        "'25:00' is not a time of day; write it as HH:MM, from 00:00 to 24:00",
    ),
    (
        DAYS + "        opens: 09:00\n        closes: 18:00",
        "- days: [sunday]\n        opens: 18:00\n        closes: »18:00",
        "it closes at 18:00, as it opens; write 00:00 to 24:00 for a whole day",
    ),
    (
        WEEK,
        WEEK.replace("openings", "»openings") + "      - {days: [monday], opens: 17:00, closes: 20:00}\n",
        "the openings at 09:00 and at 17:00 overlap on mondays",
    ),
    (
        WEEK,
        WEEK.replace("openings", "»openings") + "      - {days: [friday], opens: 23:00, closes: 09:30}\n"
        "      - {days: [saturday], opens: 09:00, closes: 10:00}\n",
        "the openings at 23:00 and at 09:00 overlap on saturdays",
    ),
    (
        "holidays: []",
        "holidays: [{day: 2026-11-23 to 2026-11-27}, {day: »2026-11-24}]",
        f"2026-11-24 is in this list already; remove one of the two, the first is on line {HOLIDAYS}",
    ),
    (
        "holidays: []",
        "special: [{day: »2026-11-24, opens: 10:00, closes: 11:00}]\n    holidays: [{day: 2026-11-24}]",
        f"2026-11-24 is a holiday too; remove one of the two, the holiday is on line {HOLIDAYS + 1}",
    ),
    (
        "holidays: []",
        "holidays: [{day: 12-25}, {day: »12-25}]",
        f"12-25 is in this list already; remove one of the two, the first is on line {HOLIDAYS}",
    ),
    (
        "    always: yes\n",
        "    always: yes\n    »opening: []\n",
        "'opening' is not known here; did you mean 'openings'?",
    ),
    (
        "holidays: []",
        "holidays:\n      - day: 2026-03-26\n      - »day: 2026-16-12",
        f"'2026-16-12' names no day; {NO_DAYS}",
    ),
    (
        "holidays: []",
        "holidays:\n      - day: 2026-03-26\n      - »day: 12/01/2027",
        f"'12/01/2027' names no day; is it 2027-01-12 or 2027-12-01? If not, {NO_DAYS}",
    ),
    (
        "holidays: []",
        "holidays:\n      - »day: 26 March 2027",
        f"'26 March 2027' names no day; is it 2027-03-26? If not, {NO_DAYS}",
    ),
    (
        "holidays: []",
        "holidays:\n      - »day: 26 March",
        f"'26 March' names no day; is it {NEXT} or every year 03-26? If not, {NO_DAYS}",
    ),
    (
        '\nzone: "+06:00"',
        "\nzone: »Asia/Daka",
        "'Asia/Daka' is no time zone; is it Asia/Dhaka? If not, write a continent and a city, such as "
        "Europe/Berlin, America/New_York, Asia/Dhaka or Africa/Lagos, or the offset from UTC, such as "
        '"+06:00"',
    ),
    ('\n    zone: "+06:00"', "\n    zone: »+6:00", """'+6:00' is no offset from UTC; write "+06:00\""""),
    ('\n    zone: "+06:00"', "\n    zone: »GMT+6", """'GMT+6' is no time zone; write "+06:00\""""),
    ('\n    zone: "+06:00"', "\n    zone: »utc +5:30", """'utc +5:30' is no time zone; write "+05:30\""""),
    (
        '\n    zone: "+06:00"',
        "\n    zone: »BST",
        "'BST' is no time zone; it may mean Europe/London or Asia/Dhaka, or write the offset, such as +06:00",
    ),
    (
        "text: Escalated directly to senior engineers",
        "text: Escalated to engineers rated »#1",
        f"""{CUT}; if it belongs to the text, write "Escalated to engineers rated #1".""",
    ),
    ("label: It's a nuisance", "label: »#1", f'{CUT}; if it belongs to the text, write "#1".'),
    (
        '- version: "1"\n        released: 2024-02-05',
        '- version: "1"\n        also: [»"2"]\n        released: 2024-02-05',
        f"'2' is another release's name too; give it to one, the other is on line {RELEASE_2}",
    ),
    ('\n    zone: "+06:00"', '\n    zone: »"+24:00"', f"'+24:00' {NO_OFFSET}"),
    (
        EMAIL + '""',
        EMAIL + '»"[email protected]"',
        "'[email protected]' is what a web page shows in place of a hidden address; "
        "write the real address, or leave it empty",
    ),
    (
        PHONE + '"+880 1722-313635"',
        PHONE + "»01722 313635",
        "'01722 313635' is no phone address: it is not + and digits, grouped as you like; "
        "write one such as +880 1700-000000, or leave it empty",
    ),
    (
        PORTAL,
        PORTAL + "\n        form: »https://care.bizmic.com/new",
        "there is no {subject} and no {body} to fill in; write where they go",
    ),
    (
        PORTAL,
        PORTAL + "\n        form: »https://care.bizmic.com/new?s={subject}&b={text}",
        "'{text}' can't be filled in; known here: subject, body, body_html, severity, topic, open-case, "
        "agreed, cause, certainty, product, version, version-age, ...",
    ),
    (
        "kind: phone\n",
        "kind: phone\n        »form: https://care.bizmic.com/?s={subject}\n",
        "only a channel of kind 'web' has a form; remove it",
    ),
    (ROUTE, ROUTE.replace("via:", "via: »&ways"), f"'&ways' (an anchor) is not used here. {OR_QUOTE}"),
    (
        "promise: Within",
        "promise: »*within",
        "'*within' (an alias) is not used here. "
        "Write out what it stands for, or put the whole text in quotes.",
    ),
    ("kind: phone\n", "kind: »!!str phone\n", f"'!!str' (a tag) is not used here. {OR_QUOTE}"),
    ("    text: 24/7", "»\ttext: 24/7", "there is a tab here. Use spaces instead."),
    (
        "when: {agreed: no}",
        "when: {»agred: no}",
        "'agred' is no question, channel or table; did you mean 'agreed'?",
    ),
    (
        "when: {agreed: no}",
        "when: {agreed: [no, »false]}",
        "'agreed' is never 'false'; known here: yes, no, unsure, unasked",
    ),
    (
        "      - id: scope-custom-development\n",
        "      - »marked: [{words: nothing of it}]\n        id: scope-custom-development\n",
        "'nothing of it' is in 'marked' and not in the text; write it as it stands there",
    ),
    (
        "      - id: scope-custom-development\n",
        "      - marked: [{words: Custom, link: »scope-of-nothing}]\n        id: scope-custom-development\n",
        "'scope-of-nothing' is no clause or section; did you mean 'scope-account'?",
    ),
    (
        "      - id: scope-custom-development\n",
        "      - marked: [{words: Custom, link: »http://a.example}]\n        id: scope-custom-development\n",
        "'http://a.example' is no web address: it does not begin with https://; write another, "
        "or the id of a clause",
    ),
    (
        "when: {agreed: no}",
        "when: {release: »4}",
        "'release' is never '4'; known here: 3, 2, 1, unknown, unasked",
    ),
    (
        '- version: "1"\n',
        "- version: »unlisted\n",
        "'unlisted' has a meaning of its own for versions; give it another name",
    ),
    (
        "when: {agreed: no}",
        "when: {agreed: »[]}",
        "no value of 'agreed' is listed, so this never holds; list some",
    ),
    (
        "when: {version: unlisted}",
        "when: {»impact: down}",
        "'impact' is not known yet at this point; look only at what comes before it",
    ),
    (
        "when: {handling: bug}\n        steps",
        "when: {handling: »bugs}\n        steps",
        "'handling' is never 'bugs'; did you mean 'bug'?",
    ),
    (
        MONTHS,
        MONTHS.replace("12", "»6"),
        "6 stands here, but the clause says: "
        f"Previous major version (within 12 months of release): Limited support; {AGREE}",
    ),
    (
        "hours: 4\n",
        "days: »3\n",
        f"3 stands here, but the clause says: Response within 4 business hours; {AGREE}",
    ),
    ("hours: 4\n", "days: »400\n", "400 days are more than 'business-hours' has in a year; write fewer"),
    (
        "  - position: current\n",
        "  - position: current\n    kind: »long-term\n",
        "'long-term' is no release kind; there is none yet",
    ),
    (
        "  - position: current\n",
        "  - position: current\n    products: [»bizmic-softwares]\n",
        "'bizmic-softwares' is no product; did you mean 'bizmic-software'?",
    ),
    (
        "hours: 4\n",
        "hours: »5\n",
        f"5 stands here, but the clause says: Response within 4 business hours; {AGREE}",
    ),
    (
        "within 4 business hours\n          hours: 4\n",
        "soon\n          hours: »9000\n",
        "9000 hours are more than 'business-hours' has in a year; write fewer",
    ),
    (
        "  - id: version\n",
        "  - id: second\n    kind: »product\n    text: Which?\n    name: Again\n  - id: version\n",
        f"there is another question of kind 'product'; remove one of them, the first is on line {PRODUCT}",
    ),
    (
        "- id: limited\n    tone: limited",
        "- id: limited\n    tone: »partial",
        "'partial' is not one of the words known here. "
        "Known here: covered, limited, not-guaranteed, ask, not-covered, neutral, no-verdict.",
    ),
    (
        "\nlanguage: en",
        "\nlanguage: »English",
        "'English' is no code of a language; write one such as en or bn",
    ),
    (
        "    required: yes\n  - id: company",
        "    required: »of course\n  - id: company",
        "'of course' is not yes or no. Write yes or no.",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES)
def test_a_mistake_is_told_once_where_it_stands_and_with_what_would_be_right(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text, (place,) = marked(changed((old, new)))
    assert refused(tmp_path, text) == [f"policy.yaml:{place}: {message}"]


LEVEL = "target: {text: An answer within 2 working days, days: 2"
LAST_ROW = "      - {when: {}, then: none}\n"
BY_APOSTROPHE = (
    "the text in quotes ends at this apostrophe. Write it twice, '', or put the text in double quotes."
)
BY_QUOTE = "the text in quotes ends at this quote. Put the whole text in single quotes instead."
DASH = "an item of a list begins with a hyphen and a space: "
# The same in a new policy, whose parts stand on a line each.
IN_ONE_LINE = [
    ("Other companies' software,", "'Other companies»' software',", BY_APOSTROPHE),
    ("Read on working days}", '"Read»" on working days}', BY_QUOTE),
    ("text: What is it about?", 'text: "What»" is it about?', BY_QUOTE),
    (LAST_ROW, LAST_ROW.replace("- ", "»"), DASH + "'- {when: {}, then: none}'."),
    (
        "      - {when: {verdict: not-covered}, then: none}",
        "      »{when: {verdict: not-covered}, then: none}",
        DASH + "'- {when: {verdict: not-covered}, then: none}'.",
    ),
    (
        LEVEL,
        LEVEL.replace("An", '»"An'),
        "the quote that opens here is never closed. Add the closing quote, it seems behind '2 working days'.",
    ),
    (LEVEL, LEVEL.replace("target", "»tagret"), "'tagret' is not known here; did you mean 'target'?"),
    (
        LAST_ROW,
        LAST_ROW.replace("when: {}, then", "»else"),
        "'else' is not known here; a row for all other cases is written {when: {}, then: none}",
    ),
    (
        "    expect: {verdict: covered, level: urgent}\n",
        "    expect: {verdict: covered, level: urgent}\ncontact: »@x\n",
        "a text can't begin with this character. Put the whole text in quotes.",
    ),
    (
        "- {days: [monday, tuesday, wednesday, thursday, friday], ",
        "- {days: [monday, tuesday, wednesday, thursday, friday], season: autumn, ",
        "from 2027-01-01 on the desk is closed for 400 days, which is the most; add days to the season "
        "'autumn', or an opening without a season",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), IN_ONE_LINE)
def test_a_mistake_within_braces_is_told_once_and_with_what_would_be_right(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = new_policy("Acme", "help@acme.example", date(2026, 1, 5))
    text = text.replace(
        "\nhours:", "\nseasons: {autumn: {name: Autumn, days: [2026-01-01 to 2026-12-31]}}\nhours:"
    )
    assert text.count(old) == 1
    text, places = marked(text.replace(old, new))
    (found,) = refused(tmp_path, text)
    assert found.endswith(f": {message}")
    assert all(found.startswith(f"policy.yaml:{place}:") for place in places)


def test_a_release_without_an_end_is_not_supported_until_its_end(tmp_path: Path) -> None:
    text = changed(("  - position: current\n    then: full", "  - until_end: yes\n    then: full"))
    found = refused(tmp_path, text)
    assert [line.partition(": ")[2].partition(",")[0] for line in found] == [
        f"'{version}' has no 'ends'" for version in (3, 2, 1)
    ]


def test_two_clauses_are_never_cited_by_the_same_number(tmp_path: Path) -> None:
    text = changed(('number: "2"\n    title: Support Channels', 'number: "1"\n    title: Support Channels'))
    (found,) = refused(tmp_path, text)
    assert "this would be cited as 1, and so is 'scope'" in found


def test_a_number_that_runs_together_with_its_section_s_is_refused(tmp_path: Path) -> None:
    numbered = 'id: scope-setup\n        number: "{}"\n'
    (found,) = refused(tmp_path, changed(("id: scope-setup\n", numbered.format("2"))))
    assert "'2' directly behind 1 would be read as 12; write .2, or the whole number" in found
    assert loaded(tmp_path, changed(("id: scope-setup\n", numbered.format("1.9")))).sections[0].number == "1"


def test_hours_closed_for_four_hundred_days_are_refused_even_where_each_day_is_only_shortened(
    tmp_path: Path,
) -> None:
    days = [date(2026, 4, 10) + timedelta(days=number) for number in range(401)]
    lines = "".join(f"\n      - {{day: {day}, closed_from: 09:00}}" for day in days)
    found = refused(tmp_path, changed(("holidays: []", f"holidays:{lines}")))
    assert [line.partition(": ")[2] for line in found] == [
        "from 2026-04-10 on the desk is closed for 400 days, which is the most; remove some holidays"
    ]


# Mistakes that leave other parts of the policy without what they name, so that more is told.
RESERVED = [
    (
        "  - id: contact\n    number",
        "  - id: »index\n    number",
        "'index' can't be the address of a section's page",
    ),
    (
        "      - id: scope-setup\n",
        "      - id: »find-list\n",
        "'find-list' is the name of something else on the pages",
    ),
    ("  - id: full\n    name", "  - id: »newer\n    name", "'newer' has a meaning of its own for versions"),
    ("  - id: bizmic-software", "  - id: »unknown", "'unknown' has a meaning of its own for versions"),
    ("  - id: bug\n    name: Bug", "  - id: »none\n    name: Bug", "'none' says that nothing applies"),
    ("      - id: critical\n", "      - id: »none\n", "'none' says that nothing applies"),
    ("  - id: impact\n", "  - id: »unasked\n", "'unasked' is the value of a question that was not asked"),
    ("  - id: impact\n", "  - id: »release\n", "'release' is the fact that says which release it is about"),
]


@pytest.mark.parametrize(("old", "new", "message"), RESERVED)
def test_an_id_with_a_meaning_of_its_own_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    text, (place,) = marked(changed((old, new)))
    assert f"policy.yaml:{place}: {message}; choose another id" in refused(tmp_path, text)


def test_a_table_that_every_policy_needs_is_missed(tmp_path: Path) -> None:
    text, (place,) = marked(changed(("\ntables:", "\n»tables:"), ("  - id: verdict\n", "  - id: answer\n")))
    message = (
        "there is no table 'verdict'; every policy needs the tables verdict, severity, handling, level, route"
    )
    assert f"policy.yaml:{place}: {message}" in refused(tmp_path, text)


RESULTS = TEXT[
    (_ := TEXT.index("    results:\n", TEXT.index("  - id: advice\n"))) : TEXT.index("    rows:\n", _)
]
QUESTION = "  - id: product\n    kind: product\n"
NO_QUESTION = "  - id: product\n    options: [{id: one, label: One}]\n"
SECOND = "  - id: second\n    name: Second\n"
RULES = TEXT[TEXT.index("version_rules:\n") : TEXT.index("products:\n")]
CLOSED = "".join(f"      - day: {date(2027, 1, 1) + timedelta(days=number)}\n" for number in range(420))
TOGETHER = [
    (
        [
            (QUESTION, NO_QUESTION),
            ("products:\n", "products:\n" + SECOND),
            ("- id: version\n", "- »id: version\n"),
        ],
        "there are several products; ask first which one it is, by a question of kind 'product'",
    ),
    (
        [("    kind: version\n", "    kind: product\n"), (QUESTION, "  - »id: product\n    kind: version\n")],
        "the version is asked before the product; swap the two questions",
    ),
    (
        [(RULES, ""), ("products:\n", "»products:\n")],
        "releases are listed, but no 'version_rules' say how far each is supported; add them",
    ),
    (
        [("holidays: []", "holidays:\n      »" + CLOSED.lstrip())],
        "from 2027-01-01 on the desk is closed for 400 days, which is the most; remove some holidays",
    ),
    (
        [("  - id: advice\n", "  - »id: advice\n"), (RESULTS, "")],
        "'advice' has no results; list them under 'results', each with id and name",
    ),
    (
        [("  - id: route\n", "  - id: route\n    »results: [{id: written, name: In writing}]\n")],
        "what 'route' decides is listed elsewhere in the policy; remove these results",
    ),
    (
        [("released: 2024-02-05", "released: 2024-02-05\n        kind: »long")],
        "'long' is no release kind; there is none yet",
    ),
    (
        [("  - position: current\n", "  - position: current\n    products: [»other]\n")],
        "'other' is no product; known here: bizmic-software",
    ),
    (
        [("within 4 business hours", "on the 2 following days"), ("hours: 4\n", "hours: »19\n")],
        f"19 stands here, but the clause says: Response on the 2 following days; {AGREE}",
    ),
]


@pytest.mark.parametrize(("edits", "message"), TOGETHER)
def test_what_does_not_go_together_is_told(
    tmp_path: Path, edits: list[tuple[str, str]], message: str
) -> None:
    text, (place,) = marked(changed(*edits))
    assert f"policy.yaml:{place}: {message}" in refused(tmp_path, text)


@pytest.mark.parametrize(
    ("words", "hours"), [("within 2 business days", "18"), ("within 1 week", "168"), ("within a day", "9")]
)
def test_a_target_may_be_counted_in_another_unit_than_its_clause(
    tmp_path: Path, words: str, hours: str
) -> None:
    text = changed(("within 4 business hours", words), ("hours: 4\n", f"hours: {hours}\n"))
    assert "critical" in {level.id for level in loaded(tmp_path, text).levels}


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("within two business hours", "hours: 4"),
        ("within 4 minutes", "hours: 4"),
        ("within half an hour", "hours: 4"),
        ("by the end of the next business day", "days: 2"),
        ("Within 30 days", "days: 22"),
    ],
)
def test_a_target_that_its_clause_contradicts_is_refused_whether_it_says_so_in_figures_or_in_words(
    tmp_path: Path, words: str, figure: str
) -> None:
    found = refused(tmp_path, changed(("within 4 business hours", words), ("hours: 4\n", f"{figure}\n")))
    assert [f"the clause says: Response {words}" in line for line in found] == [True]
    # A figure that is there is not to be explained away.
    assert ("in_words" in found[0]) == (not any(letter.isdecimal() for letter in words))


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("within two business hours", "hours: 2"),
        ("within 1 hour 30 minutes", "hours: 1\n          minutes: 30"),
        ("within 24 hours, at any hour", "hours: 24"),
        ("by the end of the second business day", "days: 2"),
        ("as soon as we can", "hours: 3"),
    ],
)
def test_a_target_that_agrees_with_its_clause_s_words_passes(tmp_path: Path, words: str, figure: str) -> None:
    loaded(tmp_path, changed(("within 4 business hours", words), ("hours: 4\n", f"{figure}\n")))


def test_business_hours_are_not_counted_by_a_desk_that_never_closes(tmp_path: Path) -> None:
    clock = "hours: 4\n          clock: business-hours"
    found = refused(tmp_path, changed((clock, clock.replace("business-hours", "round-the-clock"))))
    assert "'round-the-clock' never closes, but the clause says: Response within 4 business hours" in found[0]


def test_many_mistakes_are_told_in_one_go_in_the_order_of_the_file(tmp_path: Path) -> None:
    edits = [
        ("\ncompany: ", "\n»compnay: "),
        ("promise: Immediate", "»promiss: Immediate"),
        ("released: 2026-03-02", "released: »2026-02-30"),
        ("contacts: [email, portal, phone]", "contacts: [email, »portel, phone]"),
        ("when: {version: unlisted}", "when: {»impact: down}"),
        (MONTHS, MONTHS.replace("12", "»6")),
        ("when: {agreed: no}", "when: {agreed: »nope}"),
        ("closes: 18:00", "closes: »[18:00]"),
        ("    text: 24/7", "    text: »!x 24/7"),
    ]
    text, places = marked(changed(*edits))
    assert [one.split(": ")[0] for one in refused(tmp_path, text)] == [f"policy.yaml:{at}" for at in places]


def test_both_times_of_an_opening_that_cannot_be_read_are_told_with_what_is_meant(tmp_path: Path) -> None:
    text = changed(("opens: 09:00\n        closes: 18:00", "opens: 9\n        closes: 6pm"))
    assert [one.rpartition("; ")[2] for one in refused(tmp_path, text)] == [
        "is 09:00 meant?",
        "is 18:00 meant?",
    ]


def test_a_file_broken_in_many_ways_is_told_all_of_them_in_one_go_each_at_its_line(tmp_path: Path) -> None:
    broken = [
        ("\ncompany: BizMic\n", "\n»<<<<<<< HEAD\ncompany: BizMic\n=======\ncompany: Mic\n>>>>>>> theirs\n"),
        ("    title: Support Channels", "»\u00a0   title: Support Channels"),
        ("    title: Support Levels", "  »title: Support Levels"),
        ("name: Standard Support", 'name: »"Standard Support'),
        ('version: "3"\n        released', "version: »\u201c3\u201d\n        released"),
        ("closes: 18:00", "closes: »[18:00]"),
        ("cite: [scope-setup]", "cite: [»scope-setpu]"),
    ]
    text, places = marked(changed(*broken))
    told = [one.split(": ")[0] for one in refused(tmp_path, text)]
    assert told == [f"policy.yaml:{at}" for at in sorted(places, key=lambda at: [*map(int, at.split(":"))])]


def test_a_wrong_value_at_the_top_hides_nothing_and_a_missing_id_is_followed_by_nothing(
    tmp_path: Path,
) -> None:
    edits = [
        ("effective: 2026-01-01", "effective: »soon"),
        ("      - id: portal\n        name: Support", "      - »name: Support"),
        ("cite: [scope-setup]", "cite: [»scope-setpu]"),
    ]
    text, places = marked(changed(*edits))
    assert [one.split(": ")[0] for one in refused(tmp_path, text)] == [f"policy.yaml:{at}" for at in places]


MANY = 60_000


def wrong_section(number: int) -> str:
    keys = "".join(f"    k{number}-{key}: x\n" for key in range(MANY // 15))
    return f"  - id: s{number}\n    title: T\n{keys}"


def wrong_clause(number: int) -> str:
    keys = "".join(f"        k{key}: x\n" for key in range(10))
    return f"      - id: c{number}\n        text: x\n{keys}"


GREAT = {
    "unknown keys": (TEXT + "".join(f"key-{number}: x\n" for number in range(MANY)), 21),
    "unknown keys in a part": (TEXT + "".join(f"    k{number}: x\n" for number in range(MANY)), 21),
    "unknown keys in many parts": (
        TEXT.replace("\nsections:\n", "\nsections:\n" + "".join(map(wrong_section, range(15)))),
        35,
    ),
    "unknown keys in a great many parts": (
        TEXT.replace("clauses:\n", "clauses:\n" + "".join(map(wrong_clause, range(3_000))), 1),
        21,
    ),
    "items of a wrong kind": (changed(("cite: [scope-setup]", f"cite: [{'{a: b}, ' * MANY}]")), 21),
    "names in a condition": (
        changed(("{agreed: no}", "{" + ", ".join(f"k{number}: x" for number in range(MANY)) + "}")),
        21,
    ),
    "values in a condition": (
        changed(("{agreed: no}", "{agreed: [" + ", ".join(f"k{number}" for number in range(MANY)) + "]}")),
        21,
    ),
    "one line of 1 MB": (changed(("\ntitle: ", f"\ntitle: {'[x] ' * 240_000}")), 1),
}


@pytest.mark.parametrize("great", sampled(GREAT))
def test_a_great_many_mistakes_are_counted_and_not_listed_and_take_a_moment(
    tmp_path: Path, great: str
) -> None:
    text, told = GREAT[great]
    began = time.process_time()
    found = refused(tmp_path, text)
    assert time.process_time() - began < 10
    assert len(found) == told
    assert told == 1 or any(one.endswith(" more like it.)") for one in found)


def test_nobody_is_told_to_write_the_contrary(tmp_path: Path) -> None:
    (found,) = refused(tmp_path, changed(("{requirements: not-met}", "{requirements: unmet}")))
    assert "did you mean 'not-met'?" in found


def test_an_example_of_a_day_before_the_policy_is_told_by_that_alone(tmp_path: Path) -> None:
    text, (place,) = marked(changed(("at: 2026-11-26T23:00+06:00\n", "at: »2025-11-26T23:00+06:00\n")))
    (tmp_path / "policy.yaml").write_text(text)
    with pytest.raises(Refused) as caught:
        accept(load_edition(tmp_path / "policy.yaml", WORDS_FOLDER))
    (found,) = map(str, caught.value.findings)
    assert found.startswith(f"policy.yaml:{place}: example ")
    assert "the policy holds from 2026-01-01 on, and not yet at this moment" in found


def test_an_example_that_fails_names_the_version_rule_that_set_the_status(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(changed(("expect: {verdict: limited, severity", "expect: {verdict: covered, severity")))
    with pytest.raises(Refused) as caught:
        accept(load_edition(path, WORDS_FOLDER))
    line = LINES.index("  - position: previous") + 1
    said = f"version 2.9 is 'limited' on 2026-04-07 by the version rule in line {line}, for release 2"
    assert [said in one.message for one in caught.value.findings] == [True]


# What damage may leave behind in a line, or in place of a value.
WORDS = rb"""
    [ { *a &a !x ' " | % -1 no 2026-02-30 9999-12-31 25:00 24:00 +99:99 '' [] {} ~
    unasked none policy unknown
"""
BYTES = [
    b"\0",
    b"\xff",
    b"\t",
    b"\r",
    b": ",
    b"- ",
    b"? ",
    b"<<: ",
    b"\n---\n",
    b"\xe2\x80\xa8",
    b"\xef\xbb\xbf",
]
ODD = [*WORDS.split(), *BYTES, b'"\\UFFFFFFFF"', b"9" * 5000]


def worn(line: bytes, other: bytes, chance: random.Random) -> bytes:
    """A line after an accident, or in exchange for others."""
    key, colon, value = line.partition(b": ")
    column, odd = chance.randint(0, len(line)), chance.choice(ODD)
    return chance.choice(
        [
            b"",
            line + line,
            other,
            line[:column],
            line[:column] + odd + line[column:],
            line.replace(b":", b"x:", 1),
            key + colon + (odd + b"\n" if colon else value),
            # What is known, but not here.
            key + colon + (other.partition(b": ")[2] if colon else value),
        ]
    )


def damaged(chance: random.Random) -> bytes:
    """The real policy after a few accidents."""
    lines = TEXT.encode().splitlines(keepends=True)
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        at = chance.randrange(len(lines))
        lines[at] = worn(lines[at], chance.choice(lines), chance)
    if chance.random() < 0.2:
        at = chance.randrange(len(lines))
        del lines[at : at + chance.randint(2, 20)]
    return b"".join(lines)


def walked(edition: Edition, chance: random.Random) -> None:
    """A random interview to its end, with an outcome or a table that nothing was decided by."""
    answers: dict[str, object] = {
        one.id: "some text" for one in edition.policy.details if chance.random() < 0.5
    }
    now = chance.choice(NOW)
    for _ in range(len(edition.policy.questions) + 1):
        try:
            view = respond(edition, {"answers": answers, "now": now, "page": "https://help.example/wizard/"})
        except Undecided:
            # Whether every table has a row for every case is not looked at while the file is read.
            return
        if view["outcome"]:
            return
        question = view["question"]
        picks = [option["id"] for option in question["options"]]
        answers[question["id"]] = chance.choice(
            [*picks, *(["2.4", "x"] if question["kind"] == "version" else [])]
        )
    raise AssertionError("the interview has no end")


def endures(folder: Path, content: bytes, chance: random.Random) -> bool:
    """Whether a policy may be published; it can be walked, or is refused with places inside the file."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    try:
        (folder / "policy.yaml").write_bytes(content)
        published = load_edition(folder / "policy.yaml", WORDS_FOLDER)
        accept(published)
    except Refused as refusal:
        assert refusal.findings
        assert all(1 <= one.line <= lines and one.column >= 1 for one in refusal.findings)
        return False
    for _ in range(5):
        walked(published.edition, chance)
    return True


DAMAGES, A_PART = 100, 25


def test_a_clause_that_says_its_figure_in_words_is_not_compared_with_it(tmp_path: Path) -> None:
    text = changed(("within 4 business hours", "within four hours, see Section 3"))
    text = text.replace("          hours: 4\n", "          hours: 4\n          in_words: true\n")
    assert loaded(tmp_path, text).levels[1].target.hours == 4


@pytest.mark.parametrize("seed", sampled(range(DAMAGES // A_PART)))
def test_any_damage_to_the_policy_is_told_or_does_no_harm(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    passed = [endures(tmp_path, damaged(chance), chance) for _ in range(A_PART)]
    assert not all(passed)


def test_the_real_policy_can_be_walked_in_any_way(tmp_path: Path) -> None:
    chance = random.Random(20260102)
    assert all(endures(tmp_path, TEXT.encode(), chance) for _ in range(8))


BOMB = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))
HUGE = {
    "a line of 5 MB": TEXT.replace("title: ", "title: " + "x" * 5_000_000, 1),
    "a line of 900 kB": TEXT.replace("title: ", "title: " + "x" * 900_000, 1),
    "aliases that stand for aliases": "a0: &a0 [x]\n" + BOMB + "\n" + TEXT,
    "deep nesting": TEXT.replace("title: ", "title: " + "[" * 50_000, 1),
    "a number of 5,000 digits in a clause": TEXT.replace(
        "within 4 business", f"within {'4' * 5000} business", 1
    ),
    "a long list": TEXT.replace("contacts: [", "contacts: [" + "x," * 2_000, 1),
    "unknown keys": TEXT + "".join(f"key-{number}: x\n" for number in range(2_000)),
}


@pytest.mark.parametrize("what", HUGE)
def test_what_is_huge_is_told_within_seconds(tmp_path: Path, what: str) -> None:
    start = time.process_time()
    endures(tmp_path, HUGE[what].encode(), random.Random(1))
    assert time.process_time() - start < 5


def test_a_day_that_is_written_without_its_year_is_taken_for_the_next_one() -> None:
    today = date(2026, 11, 27)
    texts = ("26 March", "Nov. 27", "november 26th", "29 Feb", "31 June", "26 March 2026", "March")
    meant = [days_meant(text, today) for text in texts]
    nexts = ["2027-03-26", "2026-11-27", "2027-11-26", "2028-02-29"]
    assert meant == [*([day] for day in nexts), [], ["2026-03-26"], []]
