"""A policy through time: its editions are checked and proved at once; each holds in its own time."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from publisher.analysis import transitions
from publisher.analysis.acceptance import accept_all, judged_all
from publisher.analysis.difference.formats import text
from publisher.analysis.difference.open_cases import open_cases
from publisher.analysis.verify import Report
from publisher.bundle.exercise import POLICY as EXERCISE
from publisher.checking import told
from publisher.commands import diff
from publisher.edits import accept_examples, open_policy
from publisher.language.calendar_words import day as day_said
from publisher.language.interface import Language
from publisher.lookup.whole import phases_of
from publisher.named_policy import NamedPolicy, load_named
from publisher.pages.also_changed import Wording
from publisher.pages.changes import EASY, EditionChange, Numbers, Sentence, changes_of
from publisher.pages.changes_feed import ATOM, feed
from publisher.pages.edition_pages import Otherwise, ThroughTime, open_since, through_time
from publisher.pages.not_found import not_found
from publisher.pages.pictures import way_of
from publisher.pages.releases import release_rows
from publisher.pages.rendering import rendered_pages
from publisher.policy_file.edition_file import (
    load_edition,
    load_editions,
    load_policy,
    load_text,
    name_of,
    other_files,
)
from publisher.policy_file.editions import Editions, addressed_otherwise
from publisher.policy_file.findings import Refused, command
from publisher.policy_file.policy_text import RawText
from publisher.policy_file.translation import texts as policy_texts
from publisher.policy_file.translation import translated
from publisher.steps_between import report_of_following, reports_of, steps
from tests.conftest import ROOT
from tests.publisher.edition_pair import (
    EARLIER,
    EARLIER_OPENING,
    EDITS,
    LATER,
    OTHER_CHANNELS,
    OTHER_IDS,
    changed,
    pair,
    written,
)
from tests.publisher.staged import pages_of
from tests.publisher.test_commands import run
from tests.test_other_policies import EUROPE_STANDS
from tests.wizard.helpers import PRODUCTION_DOWN
from wizard.edition import Edition
from wizard.facts import begins, today
from wizard.hours import next_opening
from wizard.outcome.instants import in_utc
from wizard.policy import POLICY
from wizard.protocol import respond
from wizard.reopening import respond as reopen

RENAMED = {"id: foreign-systems": "id: other-systems", "[foreign-systems]": "[other-systems]"}
WORDS, PAGES = ROOT / "site_src" / "words", ROOT / "site_src" / "pages"


def read(policy: Path) -> Editions:
    return load_editions(policy, WORDS)


def refused(policy: Path) -> list[str]:
    with pytest.raises(Refused) as told:
        accept_all(read(policy))
    return str(told.value).splitlines()


def test_each_edition_holds_from_its_own_midnight_until_that_of_the_next(tmp_path: Path) -> None:
    editions = read(pair(tmp_path))
    midnight = datetime.fromisoformat(f"{LATER}T00:00+01:00")
    days = {
        moment: editions.at(moment).edition.policy.effective.isoformat()
        for moment in (datetime(2020, 1, 1, tzinfo=UTC), midnight - timedelta(seconds=1), midnight)
    }
    assert [*days.values()] == [EARLIER, EARLIER, LATER]
    assert [one.source.name for one in editions.all] == [f"policies/{EARLIER}.yaml", "policy.yaml"]
    assert editions.main.holds.start == midnight


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Dhaka", "2027-02-01"),
        ("Pacific/Apia", "2011-12-31"),  # The day before was left out.
        ("America/Sao_Paulo", "2018-11-04"),  # There is no midnight: the clocks go forward.
        ("America/New_York", "2026-11-01"),
        ("-09:30", "2027-02-01"),
    ],
)
def test_an_edition_begins_with_the_first_second_of_its_day(tmp_path: Path, zone: str, day: str) -> None:
    edits = {"zone: Europe/Berlin": f'zone: "{zone}"', f"effective: {EARLIER}": f"effective: {day}"}
    path = tmp_path / "policy.yaml"
    path.write_text(changed((ROOT / "tests/policies/two-desks.yaml").read_text("utf-8"), edits), "utf-8")
    edition = load_edition(path, WORDS).edition
    start = begins(edition)
    assert today(edition, start) == edition.policy.effective
    assert today(edition, start - timedelta(seconds=1)) < edition.policy.effective


def channels_and_due(editions: Editions, day: str, now: datetime) -> tuple[dict[str, Any], str]:
    """What an edition's wizard says of its channels at an instant, and by when the answer is due."""
    edition = next(one.edition for one in editions.all if one.edition.policy.effective.isoformat() == day)
    outcome = respond(edition, {"answers": EUROPE_STANDS, "now": now.isoformat()})["outcome"]
    return {one["id"]: one for one in outcome["channels"]}, str(outcome["target"]["due"]["desk"])


def test_before_and_after_an_editions_first_instant_every_edition_tells_the_same_openings(
    tmp_path: Path,
) -> None:
    editions = read(pair(tmp_path, EDITS | EARLIER_OPENING))
    midnight = datetime.fromisoformat(f"{LATER}T00:00+01:00")
    for hours in range(-60, 60):
        now = midnight + timedelta(hours=hours / 2)
        opening = [
            {id: next_opening(one.edition.weeks[key], now) for id, key in one.edition.open_by.items()}
            for one in editions.all
        ]
        assert opening[0] == opening[1]


def test_a_case_of_the_eve_has_that_days_promise_and_the_next_days_openings(tmp_path: Path) -> None:
    editions = read(pair(tmp_path, EDITS | EARLIER_OPENING))
    for moment in (f"{LATER}T00:00+01:00", "2027-01-31T20:00+01:00", "2027-01-31T23:59:59+01:00"):
        now = datetime.fromisoformat(moment)
        day = editions.at(now).edition.policy.effective.isoformat()
        states, due = channels_and_due(editions, day, now)
        assert states["goettingen"]["opens"]["desk"] == f"{LATER}T07:30"
        assert due == {EARLIER: f"{LATER}T09:30", LATER: f"{LATER}T08:30"}[day]
    friday = channels_and_due(editions, EARLIER, datetime.fromisoformat("2027-01-29T14:00+01:00"))[1]
    assert friday == f"{LATER}T09:00"


def test_hours_are_told_with_the_text_that_the_next_edition_gives_them(tmp_path: Path) -> None:
    editions = read(pair(tmp_path, EDITS | EARLIER_OPENING))
    text = "Monday to Thursday {}:30 to 12:00 and 13:00 to 17:00, Friday until 14:30"
    both = f"{text.format(8)} · From 1 February 2027: {text.format(7)}"
    for one, said in zip(editions.all, (both, text.format(7)), strict=True):
        outcome = respond(one.edition, {"answers": EUROPE_STANDS, "now": f"{LATER}T00:00+01:00"})["outcome"]
        told = {one["hours"] for one in outcome["channels"] if one["id"] == "goettingen"}
        assert told == {outcome["target"]["hours"]} == {said}


def test_pages_tell_a_holiday_with_the_hours_of_the_edition_that_holds_on_it(
    tmp_path: Path, language: Language
) -> None:
    none = "    holidays: []"
    own = {none: "    holidays: {2026-12-16: Victory Day, 2027-03-26: Independence Day}"}
    later = {none: f"    holidays: {{{LATER}: Moving day}}"}
    old = read(written(tmp_path, later_real(own, EARLIER), later_real(later))).all[0].edition
    pages = rendered_pages(pages_of(old, language, defaultdict(str)), PAGES, tmp_path / "compiled")
    by_url = {page.url: " ".join(re.sub("<[^>]*>", " ", unescape(text)).split()) for page, text in pages}
    to_come = (
        "From 1 February 2027: Sunday to Thursday 09:00 – 18:00. Closed on: 1 February 2027 (Moving day)"
    )
    closed = "Closed on 16 December 2026, Victory Day "
    for url, before in {"": "", "policy/channels/": closed, "whole-policy/": closed}.items():
        assert f"{before}{to_come}" in by_url[url], url
        assert "Independence Day" not in by_url[url]


def test_a_list_of_holidays_that_is_split_between_two_editions_changes_nothing_for_customers(
    tmp_path: Path, language: Language
) -> None:
    none, (december, march) = "    holidays: []", ("2026-12-16: Victory Day", "2027-03-26: Independence Day")
    lists = (f"{december}, {march}", december, march)
    whole, first, second = ({none: f"    holidays: {{{one}}}"} for one in lists)
    texts = later_real(first, EARLIER), later_real(second)
    _, (latest,), editions = changes_from(tmp_path, language, *texts)
    assert (latest.foremost, latest.wordings, latest.others) == ((), (), ())
    single = load_text(RawText(later_real(whole, EARLIER).encode(), "policy.yaml"), WORDS)
    old, *new = (NamedPolicy(one, language, None, file="") for one in (single.edition, *editions))
    for report in reports_of(old, new[0]._replace(others=(new[1],)), ("", "")):
        assert (report.changed, report.wording) == (False, ())


LATE = """  late-hours:
    text: "Late hours: 2PM to 10PM (GMT+6)"
    zone: "+06:00"
    openings: [{days: [sunday, monday], opens: 14:00, closes: 22:00}]
"""
GOES_TO_OTHERS = {
    "hours: business-hours\n        promise: Immediate": "hours: late-hours\n        promise: Immediate",
    "hours:\n  round-the-clock:": f"hours:\n{LATE}  round-the-clock:",
    "care.bizmic.com\n        hours: round-the-clock": "care.bizmic.com\n        hours: business-hours",
}
"""The phone and the portal, which go by others of the hours in the policy."""


def test_a_channel_that_goes_to_other_hours_in_the_policy_says_so_before_the_day_wherever_its_hours_are_told(
    tmp_path: Path, language: Language
) -> None:
    old = read(written(tmp_path, later_real({}, EARLIER), later_real(GOES_TO_OTHERS))).all[0].edition
    first = pages_of(old, language, defaultdict(str))
    pages = {page.url: unescape(text) for page, text in rendered_pages(first, PAGES, tmp_path / "compiled")}
    text = "Business hours: 9AM to 6 PM (GMT+6)"
    said = (f"{text} · From 1 February 2027: Late hours", f"24/7 · From 1 February 2027: {text}")
    weeks = ("From 1 February 2027: Sunday, Monday 14:00 – 22:00", "From 1 February 2027: Sunday to Thursday")
    for url in ("policy/channels/", "whole-policy/"):
        assert all(one in pages[url] for one in weeks), url
    for url in ("policy/contact/", "wizard/"):
        assert all(one in pages[url] for one in said), url
    assert said[0] in pages[""] and weeks[0] in pages[""]
    assert all(one in first.wizard.search.content.decode() for one in said)
    outcome = respond(old, {"answers": PRODUCTION_DOWN, "now": "2027-01-31T10:00+06:00"})["outcome"]
    hours = {one["id"]: one["hours"] for one in outcome["channels"]}
    assert hours["phone"].startswith(said[0]) and hours["portal"] == said[1]
    # The level's promise goes on by the same hours, and so do those of mail.
    assert (outcome["target"]["hours"], hours["email"]) == (text, "24/7")


def test_what_an_answer_takes_in_an_ordinary_week_says_until_when_it_is_so(
    tmp_path: Path, language: Language
) -> None:
    for name, edits in {"sooner": EARLIER_OPENING, "in summer": ONLY_IN_SUMMER}.items():
        old = read(pair(tmp_path / name, EDITS | edits)).all[0].edition
        for edition, said in ((old, "This week is one before 1 February 2027."), (old.alone, "")):
            way = way_of(edition, edition.levels["standstill-europe"], language.site)
            assert way and way.before.startswith(said) and bool(said) == bool(way.before)


ONLY_IN_SUMMER = {
    "\nhours:\n": "\nseasons:\n  - {id: summer, name: Summer, days: [04-01 to 09-30]}\nhours:\n",
    "opens: 08:30, closes: 12:00}": "opens: 08:30, closes: 12:00, season: summer}",
    "opens: 13:00, closes: 17:00}": "opens: 13:00, closes: 17:00, season: summer}",
    "opens: 12:30, closes: 14:30}": "opens: 12:30, closes: 14:30, season: summer}",
}
"""The same week, but in summer alone."""


def test_an_edition_that_is_over_says_whether_the_desk_is_open_now_and_promises_no_time_from_now_on(
    tmp_path: Path,
) -> None:
    editions = read(pair(tmp_path, EDITS | EARLIER_OPENING))
    old, now = editions.all[0].edition, f"{LATER}T07:45:00+01:00"
    then = respond(
        old, {"answers": EUROPE_STANDS, "now": "2026-06-09T09:00:00Z", "page": "https://a.example/"}
    )
    again = reopen(old, {"ticket": then["outcome"]["ticket"]["body"], "now": now})["view"]["outcome"]
    assert again["channels"][0]["open"]
    assert again["target"]["text"] == "Answer within 2 business hours"
    assert (again["target"]["starts"], again["target"]["due"]) == (None, None)
    assert "Due" not in again["ticket"]["body"] and "expected by" not in again["ticket"]["body"]


def test_what_a_later_edition_makes_of_an_address_stands_beside_it_and_among_the_changes(
    tmp_path: Path, language: Language
) -> None:
    text = (ROOT / "tests" / "policies" / "two-desks.yaml").read_text("utf-8")
    number = "+4955155550120"
    assert number in text
    months = (EARLIER, "2026-07-01", LATER)
    other = {**EDITS, number: "+4955155550300"}
    policy = written(tmp_path, text, changed(text, other))
    back = changed(text, {f"effective: {EARLIER}": f"effective: {months[1]}", number: "+4955155550400"})
    (tmp_path / "policies" / f"{months[1]}.yaml").write_text(back, "utf-8")
    editions = read(policy)
    becomes = "From 1 July 2026: +4955155550400 · From 1 February 2027: +4955155550300"
    for one, said in zip(editions.all, (becomes, becomes.partition(" · ")[2], ""), strict=True):
        states, _ = channels_and_due(editions, f"{one.edition.policy.effective}", begins(one.edition))
        assert states["goettingen"]["later"] == said
    days = ("120 until 30 June 2026", "400 1 July 2026 – 31 January 2027", "300 from 1 February 2027")
    for own in editions.all:
        of_own = pages_of(own.edition, language, defaultdict(str))
        rendered = rendered_pages(of_own, PAGES, tmp_path / "compiled")
        pages = {page.url: unescape(text) for page, text in rendered}
        pages["404.html"] = not_found(own.edition, language.site, b"")
        for url in ("", "policy/desks/", "whole-policy/", "wizard/", "steps/", "404.html"):
            shown = " ".join(re.sub("<[^>]*>", " ", pages[url]).split())
            told = re.findall(
                r"\+4955155550(\d+ (?:until |from |1 J)[^+]*?\d{4}(?: – 31 January 2027)?)", shown
            )
            assert (*dict.fromkeys(told),) == days, (own.edition.policy.effective, url)
            assert 'href="tel:+4955155550300"' in pages[url]
    # What is said of a list that ends stands beside the desk that it is of, and nowhere again.
    listed = "Holidays are listed up to 25 May 2026"
    assert pages[""].count(listed) == 1 and pages[""].index(listed) < pages[""].index('class="ask"')
    # From its day on a page says no more what was before.
    gone = re.findall(r'<div class="desk-stay" data-gone="([^"]*)">', pages[""])
    assert gone == [in_utc(begins(one.edition)) for one in editions.all[1:]]
    first = pages_of(editions.all[0].edition, language, defaultdict(str))
    through = through_time([replace(first, edition=one.edition) for one in editions.all], language.site)
    assert through
    rendered = rendered_pages(first, PAGES, tmp_path / "compiled", through)
    pages = {page.url: unescape(text) for page, text in rendered}
    assert "From 1 February 2027: Answer within 1 business hour" in pages[""]
    assert becomes in first.wizard.search.content.decode()
    through = through_time([replace(first, edition=one.edition) for one in editions.all[1:]], language.site)
    assert through
    (latest,) = changes_of(through, language)
    assert ("+4955155550400", "+4955155550300") in [(one.old, one.new) for one in latest.wordings]


def test_pages_say_of_hours_that_were_others_before_from_when_on_they_are_so(
    tmp_path: Path, language: Language
) -> None:
    old, new = (one.edition for one in read(pair(tmp_path, EDITS | EARLIER_OPENING)).all)
    for edition, days in ((old, []), (new, ["from 1 February 2027"])):
        since = [open_since(edition, channel, language.site) for channel in edition.policy.channels[:2]]
        assert [one.days for one in since if one] == days
        assert [one.begins for one in since if one] == [in_utc(begins(edition))] * len(days)


def test_before_its_day_an_edition_leads_to_a_channel_as_the_one_in_force_does(tmp_path: Path) -> None:
    text = (ROOT / "tests" / "policies" / "two-desks.yaml").read_text("utf-8")
    number, promise = "+4955155550120", "promise: Answered in German and English"
    other = {**EDITS, number: "+4955155550300"}
    policy = written(tmp_path, text, changed(text, other))
    months = (EARLIER, "2026-07-01", "2026-09-01", LATER)
    between = {f"effective: {EARLIER}": f"effective: {months[1]}"} | EARLIER_OPENING
    moved = {f"effective: {EARLIER}": f"effective: {months[2]}", number: "+4955155550400"}
    for day, edits in ((months[1], between), (months[2], moved | {promise: "promise: Answered in German"})):
        (tmp_path / "policies" / f"{day}.yaml").write_text(changed(text, edits), "utf-8")
    editions = read(policy)
    assert len(editions.all) == len(months)
    reached = ("address", "link", "days", "later", "elsewhere", "open", "opens", "closes")
    for moment in (
        begins(one.edition) + timedelta(seconds=seconds)
        for one in editions.all[1:]
        for seconds in (-50_000, -1, 0, 40_000)
    ):
        holding = editions.all.index(editions.at(moment))
        asked = {"answers": EUROPE_STANDS, "now": moment.isoformat()}
        offered = [respond(one.edition, asked)["outcome"]["channels"] for one in editions.all]
        # Which ways are offered is each edition's own.
        seen = [one for channels in offered for one in channels if one["id"] == "goettingen"]
        assert len(seen) == len(months)
        for name in reached:
            assert [one[name] for one in seen] == [seen[holding][name]] * len(months), (moment, name)
        for name in ("promise", "hours"):
            assert {one[name] for one in seen[holding:]} == {seen[holding][name]}, (moment, name)


READ_OTHERWISE = {
    "contacts_name: Tannhof service": ("contacts_name: Tannhof", "Section: Contact"),
    "contacts: [goettingen, boston,": ("contacts: [goettingen,", "Section: Contact"),
    "name: Laboratory, autocomplete: organization, required: yes": (
        "name: Laboratory, autocomplete: organization",
        "Asked for: Laboratory",
    ),
    "help: The program on the computer": ("help: The program", "Answer: LabBook"),
    "reason: If the form does not open.": ("reason: If it stays shut.", "Where to turn: Send it in"),
    "text: An instrument that others have opened is looked": (
        "text: It is looked",
        "Where to turn: Send it in",
    ),
    "summary: Telephone, mail and returns.": ("summary: All ways.", "Section: Contact"),
    'advice: "Move to the current version; we help you with it."': (
        "advice: Move on.",
        "Status of a version: Support has ended",
    ),
    "reading: Laboratories outside both regions are": ("reading: All others are", "How we read it"),
    """      - {id: europe, label: "Europe, Africa or the Middle East"}
      - {id: americas, label: The Americas}
""": (
        """      - {id: americas, label: The Americas}
      - {id: europe, label: "Europe, Africa or the Middle East"}
""",
        "Question: Region, in this order",
    ),
    "      - {id: repair-time, text: How long a repair takes depends on spare parts}\n"
    "      - {id: no-loan, text: A loan instrument is not always at hand}\n": (
        "      - {id: no-loan, text: A loan instrument is not always at hand}\n"
        "      - {id: repair-time, text: How long a repair takes depends on spare parts}\n",
        "Section: What We Don't Promise, in this order",
    ),
}
"""What customers read, what becomes of it, and what they know it by."""


def test_all_that_customers_read_otherwise_is_told_by_what_they_know_it_by(
    tmp_path: Path, language: Language
) -> None:
    edits = {was: is_now for was, (is_now, _) in READ_OTHERWISE.items()}
    for_staff = {"  - id: standstill-before-lunch\n": "  - id: before-lunch\n"}
    editions = read(pair(tmp_path, EDITS | edits | for_staff))
    first = pages_of(editions.all[0].edition, language, defaultdict(str))
    through = through_time([replace(first, edition=one.edition) for one in editions.all], language.site)
    assert through
    (latest,) = changes_of(through, language)
    assert sorted(one.name for one in latest.others) == sorted(name for _, name in READ_OTHERWISE.values())
    assert ("(needed)", "(optional)") in [(one.old, one.new) for one in latest.others]
    entry = ElementTree.fromstring(feed([latest], editions.main.edition, language, NOW))  # noqa: S314
    content = entry.findtext(".//{*}content", "")
    assert all(f"{one.name}: {one.old} → {one.new}" in content for one in latest.others)


def changes_from(
    folder: Path, language: Language, *texts: str
) -> tuple[ThroughTime, list[EditionChange], list[Edition]]:
    """The editions of a policy as its site tells of them, what each of them changes, and they themselves."""
    first_text, *others, last_text = texts
    policy = written(folder, first_text, last_text)
    for other in others:
        day = other.partition("\neffective: ")[2][: len(LATER)]
        (folder / "policies" / f"{day}.yaml").write_text(other, "utf-8")
    editions = [one.edition for one in read(policy).all]
    first = pages_of(editions[0], language, defaultdict(str))
    through = through_time([replace(first, edition=one) for one in editions], language.site)
    assert through
    return through, changes_of(through, language), editions


def later_real(edits: dict[str, str], day: str = LATER) -> str:
    """The text of BizMic's policy as an edition of another day, after some edits."""
    return changed(REAL, {"effective: 2026-01-01": f"effective: {day}", **edits})


REAL = (ROOT / "policy.yaml").read_text("utf-8")
NOW = datetime(2026, 11, 27, 15, tzinfo=UTC)
PORTAL_BY_DAY = "        hours: business-hours"
SECOND_EXCLUSION = (
    "      excluded-modifications: Unauthorized modifications or reverse engineering of software\n"
)


def test_the_number_of_a_clause_that_is_gone_is_told_with_the_clause_that_has_it_now(
    tmp_path: Path, language: Language
) -> None:
    gone = {SECOND_EXCLUSION: "", "[scope-misuse, excluded-modifications]": "[scope-misuse]"}
    through, (latest,), (old, new) = changes_from(
        tmp_path, language, later_real({}, EARLIER), later_real(gone)
    )
    words = "Unauthorized modifications or reverse engineering of software"
    told, moved = "§7.2 is gone; another clause has its number now", "§7.3 is now §7.2"
    page, clause = f"editions/{EARLIER}/policy/exclusions/#", "excluded-modifications"
    assert latest.wordings == (Wording(told, words, "", f"{page}{clause}", ""),)
    assert latest.numbers == (Numbers(moved, f"editions/{LATER}/policy/exclusions/#excluded-misuse"),)
    assert through.was(new, "excluded-misuse") == [
        Otherwise("Until 31 January 2027 this was §7.3.", f"{page}excluded-misuse"),
        Otherwise("Until 31 January 2027 §7.2 was:", f"{page}{clause}", words),
    ]
    assert through.was(old, clause) == [Otherwise("Only until 31 January 2027")]
    assert through.was(old, "excluded-misuse") == []
    both = (NamedPolicy(one, language, None, file=f"{one.policy.effective}") for one in (old, new))
    assert report_of_following(*both).renumbered == (told, moved)
    content = feed([latest], new, language, NOW).decode()
    assert moved in content and f"{told}: {words} → –" in content


def test_a_clause_that_was_gone_in_an_edition_between_is_back_with_the_words_that_it_had(
    tmp_path: Path, language: Language
) -> None:
    gone = {SECOND_EXCLUSION: "", "[scope-misuse, excluded-modifications]": "[scope-misuse]"}
    text, other = "Unauthorized modifications or reverse", {"Unauthorized modifications or": "Any"}
    between = later_real(gone, "2026-07-01")
    for again, words in (({}, ""), (other, f"{text} engineering of software")):
        through, _, (*_, last) = changes_from(
            tmp_path / str(len(again)), language, later_real({}, EARLIER), between, later_real(again)
        )
        page = f"editions/{EARLIER}/policy/exclusions/#excluded-modifications"
        back = Otherwise("Back from 1 February 2027. It was there until 30 June 2026.", page, words)
        assert through.was(last, "excluded-modifications")[0] == back


@pytest.mark.parametrize(
    ("edits", "what", "who"),
    [
        (
            {"        kind: web\n": "        kind: chat\n"},
            "Support Portal: chat (before: web page).",
            "in every case",
        ),
        (
            {"topic: malfunction, impact: severe}": "topic: setup, impact: severe}"},
            "Topic is taken to be answered: Installing or setting up (before: Something is broken).",
            "for Emergency: An important part fails",
        ),
        (
            {"care.bizmic.com\n        hours: round-the-clock": f"care.bizmic.com\n{PORTAL_BY_DAY}"},
            "Support Portal: web page (Sunday to Thursday 09:00 – 18:00) (before: web page (24/7)).",
            "in every case",
        ),
    ],
    ids=["a channel's kind", "an emergency", "a channel's hours"],
)
def test_the_page_of_changes_says_of_channels_and_emergencies_what_diff_says(
    tmp_path: Path, language: Language, edits: dict[str, str], what: str, who: str
) -> None:
    _, (latest,), _ = changes_from(tmp_path, language, later_real({}, EARLIER), later_real(edits))
    assert latest.foremost == (Sentence(what, (who,)),)


def test_what_a_clause_says_of_a_channel_is_told_of_the_clause_alone(
    tmp_path: Path, language: Language
) -> None:
    edits = {
        "promise: Within 24 hours for business": "promise: Within 16 hours for business",
        "name: Support Portal": "name: Help Portal",
    }
    _, (latest,), _ = changes_from(tmp_path, language, later_real({}, EARLIER), later_real(edits))
    assert [one.name for one in latest.wordings] == ["§2.1", "§2.2"]
    assert [one for one in latest.others if one.name.startswith("Channel:")] == []


WITHOUT_INTEGRATION = {
    "      integration:\n        label: An integration that we don't support\n"
    "        help: A connection or an add-on that is not ours\n": "",
    "modified, integration, misuse]": "modified, misuse]",
    "      - {when: {cause: integration, certainty: certain}, then: excluded, cite: [scope-misuse],\n"
    "         say: Integrations that we don't support are not covered.}\n": "",
    "      - {when: {cause: integration}, then: suspected, cite: [scope-misuse],\n"
    '         say: "If it turns out that an unsupported integration is the cause, it is not covered."}\n': "",
}


def test_what_an_answer_that_is_new_or_gone_leads_to_is_told_in_one_place_and_shortly(
    tmp_path: Path, language: Language
) -> None:
    _, (back, gone), (_, middle, _) = changes_from(
        tmp_path,
        language,
        later_real({}, EARLIER),
        later_real(WITHOUT_INTEGRATION, "2026-08-01"),
        later_real({}),
    )
    answer = "Possible cause: An integration that we don't support"
    for change, said in (
        (gone, f"An answer is gone, {answer}. It led to this:"),
        (back, f"There is a new answer, {answer}. It leads to this:"),
    ):
        (told,) = change.foremost
        assert told.what == said and change.further == ()
        assert told.parts[0].what == "What the policy says: Our support does not cover this."
        assert told.parts[0].who == ("for How sure: I'm certain",)
        whom = [one for part in told.parts for one in part.who]
        assert not any(answer in one for one in whom) and max(one.count("; ") for one in whom) < EASY
    assert told.what in feed([back], middle, language, NOW).decode()


def test_the_feed_tells_of_an_edition_to_come_and_dates_nothing_by_a_time_to_come(
    tmp_path: Path, language: Language
) -> None:
    _, changes, (own, *_) = changes_from(
        tmp_path,
        language,
        later_real({}, EARLIER),
        later_real({"intro: BizMic provides": "intro: BizMic gives"}, "2026-08-01"),
        later_real({}),
    )

    def dates(now: datetime, last: bytes = b"") -> tuple[bytes, list[str]]:
        made = feed(changes, own, language, now, last)
        root = ElementTree.fromstring(made)  # noqa: S314
        titles = [one.text for one in root.iterfind(f"{{{ATOM}}}entry/{{{ATOM}}}title")]
        assert titles == ["From 1 February 2027", "From 1 August 2026"]
        return made, [one.text or "" for one in root.iter(f"{{{ATOM}}}updated")]

    first, dated = dates(NOW)
    coming, held = "2026-11-27T00:00:00Z", "2026-07-31T18:00:00Z"
    assert dated == [coming, coming, held]
    # Made again, it says when that was first published, until the edition begins or something else is told.
    assert dates(NOW + timedelta(days=3), first) == (first, dated)
    begun = "2027-01-31T18:00:00Z"
    assert dates(datetime.fromisoformat(begun), first)[1] == [begun, begun, held]
    other = first.replace(b"BizMic gives", b"BizMic used to give")
    assert dates(NOW + timedelta(days=3), other)[1] == ["2026-11-30T00:00:00Z"] * 2 + [held]
    assert dates(NOW, first.replace(b"2026-11-27T", b"2027-01-31T"))[1] == dated


def test_a_section_with_another_number_is_told_once_with_its_clauses(
    tmp_path: Path, language: Language
) -> None:
    swapped = {
        "  exclusions:\n    number: 7\n": "  exclusions:\n    number: 8\n",
        "  escalation:\n    number: 8\n": "  escalation:\n    number: 7\n",
    }
    _, (latest,), _ = changes_from(tmp_path, language, later_real({}, EARLIER), later_real(swapped))
    assert [one.says for one in latest.numbers] == [
        *("§7 is now §8", "§7.1 to §7.3 are now §8.1 to §8.3"),
        *("§8 is now §7", "§8.1 to §8.3 are now §7.1 to §7.3"),
    ]
    assert latest.wordings == latest.others == ()


def test_every_text_of_a_policy_with_every_kind_of_part_is_told_where_it_changes(language: Language) -> None:
    before = load_edition(EXERCISE, WORDS).edition
    later = replace(before.policy, effective=before.policy.effective + timedelta(days=1))
    new: dict[str, str] = {}
    for number, (name, said) in enumerate(policy_texts(later).items()):
        # What has to be of some form, as an address, and the interface's words are left as they are.
        with suppress(ValueError):
            if not name.startswith("words."):
                translated(later, new | {name: f"{said} ({number})"})
                new[name] = f"{said} ({number})"
    assert len(new) > 100
    editions = (before, replace(before, policy=translated(later, new)))
    first = pages_of(before, language, defaultdict(str))
    through = through_time([replace(first, edition=one) for one in editions], language.site)
    assert through
    (latest,) = changes_of(through, language)
    told = "\n".join(one.new for one in (*latest.wordings, *latest.others))
    told += "\n".join(one.says for one in latest.numbers)
    untold = [name for name, text in new.items() if text.rpartition(" ")[2] not in told]
    # Why something is read so is for the staff.
    assert untold == ["unconfirmed.read-so.reason"]


MARCH, APRIL = "2026-03-01", "2026-04-01"
THREE, TWO = "      3: 2026-03-02\n", "      2: 2025-04-07\n"


@pytest.mark.parametrize(
    ("later", "edits", "version", "status", "last"),
    [
        (APRIL, {}, "2", "limited", "2026-04-07"),
        (APRIL, {TWO: "      2: 2025-06-07\n"}, "2", "limited", "2026-06-07"),
        (APRIL, {TWO: "      2: 2025-03-07\n"}, "2", "limited", "2026-03-31"),
        (APRIL, {THREE: "      3: 2026-05-01\n"}, "2", "limited", "2026-03-31"),
        (APRIL, {TWO: ""}, "2", "limited", "2026-03-31"),
        # The day on which it comes out, and what that ends.
        (MARCH, {}, "3", "newer", "2026-03-02"),
        (MARCH, {}, "2", "full", "2026-03-01"),
        (MARCH, {THREE: "      3: 2026-05-01\n"}, "3", "newer", "2026-05-01"),
        (MARCH, {THREE: "      3: 2026-05-01\n"}, "2", "full", "2026-04-30"),
        (MARCH, {THREE: "      3: 2026-02-05\n"}, "3", "newer", "2026-03-01"),
        (MARCH, {THREE: ""}, "3", "newer", ""),
        (MARCH, {THREE: ""}, "2", "full", ""),
        # By another id it is the same one.
        (MARCH, {"bizmic-software": "software"}, "3", "newer", "2026-03-02"),
    ],
)
def test_a_status_lasts_as_long_as_the_editions_of_each_time_give_it(
    tmp_path: Path,
    later: str,
    edits: dict[str, str],
    version: str,
    status: str,
    last: str,
    language: Language,
) -> None:
    text = (ROOT / "policy.yaml").read_text("utf-8")
    old, new = (changed(text, {"effective: 2026-01-01": f"effective: {one}"}) for one in (EARLIER, later))
    edition = read(written(tmp_path, old, changed(new, edits))).all[0].edition
    day = "2026-03-10" if later == APRIL else "2026-02-10"
    request = {"answers": {**PRODUCTION_DOWN, "version": version}, "now": f"{day}T09:00:00Z"}
    told = respond(edition, request)["outcome"]["version"]
    assert (told["status"]["id"], told["last"]) == (status, last)
    phases = [one for one in phases_of(edition)["bizmic-software"][version] if one[0] <= day]
    assert phases[-1][1:] == (status, last)
    rows = release_rows(edition, edition.products["bizmic-software"], language.site)
    (row,) = (one for one in rows if one.version == version)
    name = edition.statuses[status]
    shown = (
        row.released if status == "newer" else next(one.days for one in row.phases if one.status.name == name)
    )
    assert shown.endswith(day_said(date.fromisoformat(last), language.site) if last else row.released)


def test_a_ticket_says_until_when_its_edition_holds_and_comes_back_with_or_without_that(
    tmp_path: Path,
) -> None:
    old, now = read(pair(tmp_path)).all[0].edition, "2026-06-09T09:00:00Z"
    for edition, said in ((old, f"{EARLIER} until 2027-01-31,"), (old.alone, f"{EARLIER},")):
        request = {"answers": EUROPE_STANDS, "now": now, "page": "https://a.example/"}
        body = respond(edition, request)["outcome"]["ticket"]["body"]
        assert f", in force from {said} edition {old.digest}" in body
        again = reopen(old, {"ticket": body, "now": now})
        assert (again["since"], again["changes"]) == (EARLIER, ())
        assert again["policy"]["was"] in body


@pytest.mark.parametrize(
    ("now", "old", "new"),
    [
        ("2027-01-29T10:00:00+01:00", {"goettingen": False, "service-mail": True}, {"boston": False}),
        ("2027-01-31T23:59:59+01:00", {"service-mail": True, "boston": False}, {"boston": False}),
        (f"{LATER}T00:00:00+01:00", {"boston": False}, {"post": True, "helpdesk": False, "boston": False}),
    ],
)
def test_a_channel_is_offered_only_while_it_is_there_and_somebody_answers_again(
    tmp_path: Path, now: str, old: dict[str, bool], new: dict[str, bool]
) -> None:
    policy = pair(tmp_path, EDITS)
    policy.write_text(changed(policy.read_text("utf-8"), OTHER_CHANNELS))
    for one, offered in zip(read(policy).all, (old, new), strict=True):
        channels = respond(one.edition, {"answers": EUROPE_STANDS, "now": now})["outcome"]["channels"]
        assert {channel["id"]: channel["takes_ticket"] for channel in channels} == offered
        said = {channel["later"] for channel in channels if channel["id"] in ("goettingen", "service-mail")}
        assert said <= {"Only until 31 January 2027"}


def test_a_channel_that_has_another_id_in_the_next_edition_is_offered_to_old_cases_as_it_is_then(
    tmp_path: Path,
) -> None:
    policy = pair(tmp_path, EDITS)
    edits = {**OTHER_IDS, "+4955155550120": "+4955155550199", "Answered in German and": "In German or"}
    policy.write_text(changed(policy.read_text("utf-8"), edits))
    old, new = (one.edition for one in read(policy).all)
    for now in (f"{LATER}T00:00:00+01:00", f"{LATER}T10:00:00+01:00"):
        told = [respond(one, {"answers": EUROPE_STANDS, "now": now})["outcome"] for one in (old, new)]
        then, today = (
            {one["address"]: (one["open"], one["opens"], one["takes_ticket"]) for one in outcome["channels"]}
            for outcome in told
        )
        assert then == today and "+4955155550199" in then
    eve = respond(old, {"answers": EUROPE_STANDS, "now": "2027-01-31T20:00:00+01:00"})["outcome"]
    (desk,) = (one for one in eve["channels"] if one["id"] == "goettingen")
    assert (desk["later"], desk["elsewhere"]) == (
        "From 1 February 2027: +4955155550199",
        " · then: +4955155550199",
    )
    assert "From 1 February 2027: In German or English" in desk["promise"]


def test_where_the_hours_of_a_channel_are_gone_a_promise_goes_on_by_those_of_its_clause(
    tmp_path: Path,
) -> None:
    policy = pair(tmp_path, EDITS)
    renamed = {"goettingen-hours": "hours-there", "goettingen,": "helpdesk,", "goettingen:": "helpdesk:"}
    policy.write_text(changed(policy.read_text("utf-8"), renamed), "utf-8")
    editions = read(policy)
    now = datetime.fromisoformat("2027-01-31T20:00+01:00")
    edition = editions.all[0].edition
    outcome = respond(edition, {"answers": EUROPE_STANDS, "now": now.isoformat()})["outcome"]
    # What was promised goes on by the hours in which the same clause counts there.
    assert outcome["target"]["due"]["desk"] == f"{LATER}T10:30"


def test_an_edition_that_is_gone_is_told_first_and_what_held_on_its_days_after(tmp_path: Path) -> None:
    policy, single = pair(tmp_path), ROOT / "tests" / "policies" / "two-desks.yaml"
    both, one = (load_named(str(path), ROOT) for path in (policy, single))
    reports = reports_of(both, one, ("", ""))
    assert reports[0].about[0] == f"The edition from {LATER} is gone."
    assert reports[1].outcomes
    told = [fact.fact for report in reports for of in report.outcomes for box in of.where for fact in box]
    assert POLICY not in told
    assert not any("not in force" in text(report) for report in reports)


def test_an_edition_is_compared_only_on_the_days_on_which_it_holds(tmp_path: Path) -> None:
    text = (ROOT / "policy.yaml").read_text("utf-8")
    longer = {"within_months: 12": "within_months: 15", "12 months of release": "15 months of release"}
    longer |= {"than 12 months": "than 15 months"}
    own, edited = (
        load_text(RawText(one.encode(), "policy.yaml"), WORDS) for one in (text, changed(text, longer))
    )
    old, new = (NamedPolicy(one.edition, one.language, None, file="policy.yaml") for one in (own, edited))

    def with_next(one: NamedPolicy, day: str) -> NamedPolicy:
        policy = replace(one.edition.policy, effective=date.fromisoformat(day))
        return one._replace(others=(one._replace(edition=replace(old.edition, policy=policy)),))

    # The second release is older than twelve months from 8 April 2026 on.
    for day, touched in (("2026-04-08", False), ("2026-04-09", True)):
        first, *_ = reports_of(with_next(old, day), with_next(new, day), ("", ""))
        assert (
            any("version status" in change.what for one in first.outcomes for change in one.changes)
            == touched
        )


@pytest.mark.parametrize("copied", [True, False])
def test_an_added_edition_is_compared_with_what_was_published_to_hold_on_its_days(copied: bool) -> None:
    """An edit that touches nobody before that edition is told with it; one that goes on is told once."""
    raw = (ROOT / "policy.yaml").read_text("utf-8")
    release = {"    releases:\n": "    releases:\n      4: 2027-01-15\n"}

    def policy(text: str) -> NamedPolicy:
        loaded = load_text(RawText(text.encode(), "policy.yaml"), WORDS)
        return NamedPolicy(loaded.edition, loaded.language, None, file="policy.yaml")

    old, edited = policy(raw), policy(changed(raw, release))
    added = (edited if copied else old).edition
    later = replace(added, policy=replace(added.policy, effective=date(2027, 2, 3)))
    new = edited._replace(others=(edited._replace(edition=later),))
    before, after = reports_of(old, new, ("", ""))
    said = " ".join(text(after).split())
    less = "Full support -> Support may be limited (as 3 on 2027-03-03)"
    assert less not in " ".join(text(before).split())
    assert (less in said) == copied
    assert ("releases.4 added" in text(before)) and "releases.4 added" not in text(after)
    assert ("What is told above of words is so from 2027-02-03 on, too" in said) == copied


def test_two_editions_of_one_policy_are_compared_as_one_that_follows_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = pair(tmp_path)
    old = new.parent / "policies" / f"{EARLIER}.yaml"
    for names in ((old, new), (new, old)):
        given = dict(zip(("old", "new"), map(str, names), strict=True))
        more = {"format": "text", "details": False, "exit_code": True}
        assert diff(Namespace(root=ROOT, policy=new, command="diff", **given, **more)) == 1
        title, _, *told = capsys.readouterr().out.split("\n", 2)
        assert title.endswith("two editions of one policy")
        assert title.index(EARLIER) < title.index(LATER)
        assert re.search(r"within: 2\s+hours \(.*-> 1\s+hour \(", " ".join(told), re.DOTALL)


def test_a_new_policy_from_a_day_leaves_the_examples_to_the_edition_of_their_time(tmp_path: Path) -> None:
    editions = read(pair(tmp_path))
    report = next(report for one, report in accept_all(editions) if one is editions.main)
    assert [str(one).partition(": ")[2] for one in report.remarks if "examples" in str(one)] == [
        "5 of 5 examples are of days on which another edition holds, such as 'standstill-before-lunch', "
        "and are not tried; give them days of this one"
    ]


def test_an_example_of_its_own_time_is_tried(tmp_path: Path) -> None:
    edits = {
        "at: 2026-06-09T11:30+02:00\n    answers: {object: balance, region: europe": (
            "at: 2027-06-08T11:30+02:00\n    answers: {object: balance, region: europe"
        )
    }
    (found,) = refused(pair(tmp_path, {**EDITS, **edits}))
    assert found.startswith("policy.yaml:")
    assert "example 'standstill-before-lunch'" in found


def with_words(folder: Path) -> Path:
    """The two editions, with words for the search beside the policy's own file alone."""
    policy = pair(folder, {**EDITS, **RENAMED})
    words = "not_here:\n  prices: We name no prices.\nfound_by:\n  prices: [cost]\n  other-systems: [bank]\n"
    policy.with_name("policy.search.yaml").write_text(words, "utf-8")
    return policy


def test_an_edition_without_words_for_the_search_has_those_for_what_it_has(tmp_path: Path) -> None:
    policy = with_words(tmp_path)
    was, now = (one.policy for one in read(policy).all)
    assert was.not_here == now.not_here
    assert (set(was.found_by), set(now.found_by)) == ({"prices"}, {"prices", "other-systems"})
    policy.with_name("policies").joinpath(f"{EARLIER}.search.yaml").write_text("searches: {}\n", "utf-8")
    assert read(policy).all[0].policy.not_here == ()


def test_the_search_can_have_words_for_what_only_another_edition_has(tmp_path: Path) -> None:
    policy = with_words(tmp_path)
    search = policy.with_name("policy.search.yaml")
    right = search.read_text("utf-8")
    search.write_text(right.replace("other-systems", "foreign-systems"), "utf-8")
    assert set(read(policy).main.policy.found_by) == {"prices"}
    search.write_text(right.replace("other-systems", "chat"), "utf-8")
    (found,) = refused(policy)
    assert found.startswith("policy.search.yaml:5:3: 'chat' is nothing to be found; write the id of ")


def test_a_name_that_editions_share_is_said_once_to_be_among_what_the_policy_lacks(tmp_path: Path) -> None:
    policy = with_words(tmp_path)
    search = policy.with_name("policy.search.yaml")
    search.write_text(search.read_text("utf-8").replace("[cost]", "[return forms]"), "utf-8")
    (_, was), (_, now) = judged_all(read(policy))
    told = [[one for one in each.remarks if "[not-here: " in one.message] for each in (was, now)]
    assert [(one.file, one.line) for one in told[0]] == [("policy.search.yaml", 4)]
    assert told[1] == []


def test_a_search_that_fails_in_one_edition_is_told_of_that_one_beside_a_failed_example(
    tmp_path: Path,
) -> None:
    policy = with_words(tmp_path)
    search, old = policy.with_name("policy.search.yaml"), tmp_path / "policies" / f"{EARLIER}.yaml"
    search.write_text(f"{search.read_text('utf-8')}searches: {{bill: prices}}\n", "utf-8")
    old.write_text(
        changed(old.read_text("utf-8"), {"due: 2026-06-09T14:30": "due: 2026-06-09T14:31"}), "utf-8"
    )
    editions = read(policy)
    earlier = editions.all[0]
    lost = earlier.source.finding(("searches", "bill"), "nothing is found")
    (_, was), (_, now) = judged_all(editions, lambda: [(earlier, lost)])
    assert now.errors == ()
    assert [one.file for one in was.errors] == [f"policies/{EARLIER}.yaml", "policy.search.yaml"]


def test_a_proposed_command_names_the_edition_that_it_is_for(tmp_path: Path) -> None:
    policy = pair(tmp_path)
    old = tmp_path / "policies" / f"{EARLIER}.yaml"
    edits = {"due: 2026-06-09T14:30": "due: 2026-06-09T14:31", "word: our reading": "until: [title]"}
    old.write_text(changed(old.read_text("utf-8"), edits), "utf-8")
    (failed,) = refused(policy)
    accept = f"python3 build.py accept standstill-before-lunch --policy policies/{EARLIER}.yaml"
    assert failed.endswith(accept)
    said: list[str] = []
    accept_examples(open_policy(old, WORDS), (), every=False, say=said.append)
    assert said[0].endswith(accept)
    accept_examples(open_policy(policy, WORDS), (), every=True, say=said.append)
    counts = "new results taken: 0; 0 come out otherwise than expected here"
    elsewhere = f"1 in policies/{EARLIER}.yaml"
    not_taken = "which are not taken with these; take those by: python3 build.py accept --all"
    assert said[-1] == f"{policy}: {counts}, {elsewhere}, {not_taken} --policy policies/{EARLIER}.yaml"
    accept_examples(open_policy(policy, WORDS), (), every=False, say=said.append)
    look = "look at those by: python3 build.py accept"
    assert said[-1] == f"{policy}: {counts}, {elsewhere}; {look} --policy policies/{EARLIER}.yaml"
    (settled,) = (one for one in told(read(policy).all[0], Report(()), None) if one.startswith("settled: "))
    confirm = f"python3 build.py confirm elsewhere-counts-as-europe --policy policies/{EARLIER}.yaml"
    assert settled.endswith(confirm)


def test_an_id_that_was_changed_in_an_edition_to_come_is_proposed_as_it_is_published(tmp_path: Path) -> None:
    renamed = later_real({"      portal:\n": "      portal2:\n"})
    policy = written(tmp_path, later_real({}, EARLIER), REAL)
    (tmp_path / "policies" / f"{LATER}.yaml").write_text(renamed, "utf-8")
    with pytest.raises(Refused) as known:
        load_editions(policy, WORDS, published=lambda day: load_policy(ROOT / "policy.yaml"))
    gone, *others = map(str, known.value.findings)
    assert gone.startswith(f"policies/{LATER}.yaml:")
    assert "'portal2' stands there now. Ids stay as published: put 'portal' back" in gone
    assert not any("did you mean 'portal2'" in one for one in others)


def test_what_is_gone_from_an_edition_is_told_by_the_one_that_is_published_for_its_days(
    tmp_path: Path,
) -> None:
    """The edition to come has a clause by the name that it will have, which the one before has otherwise."""
    exclusion = {SECOND_EXCLUSION: SECOND_EXCLUSION.replace("excluded-mod", "no-mod")}
    cited = {"[scope-misuse, excluded-modifications]": "[scope-misuse, no-modifications]"}
    later = read(written(tmp_path / "site", later_real({}, EARLIER), later_real(exclusion | cited)))
    renamed = later_real({SECOND_EXCLUSION: SECOND_EXCLUSION.replace("excluded-mod", "other-mod")} | cited)
    policy = written(tmp_path / "now", later_real({}, EARLIER), renamed)
    with pytest.raises(Refused) as known:
        load_editions(policy, WORDS, published=lambda day: later.on(day).policy)
    assert (
        "'other-modifications' stands there now. Ids stay as published: put 'no-modifications' back"
        in str(known.value.findings[0])
    )


def test_a_command_on_a_policy_elsewhere_names_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    with_words(tmp_path / "other")
    monkeypatch.chdir(tmp_path)
    path = Path("other", "policy.yaml")
    assert read(path).all[0].source.finding(("not_here",), "").file == "other/policy.search.yaml"
    assert name_of(path) == "other/policy.yaml"
    assert f"other/policies/{EARLIER}.yaml" in other_files(path)
    assert "other/policy.yaml" in other_files(Path("other", "policies", f"{EARLIER}.yaml"))
    assert command("accept x", name_of(path)) == "python3 build.py accept x --policy other/policy.yaml"


def test_a_day_to_come_without_the_policy_until_then_is_one_finding(tmp_path: Path) -> None:
    policy = pair(tmp_path)
    (tmp_path / "policies" / f"{EARLIER}.yaml").unlink()
    (found,) = refused(policy)
    assert found.startswith("policy.yaml:7:12: 'standstill-before-lunch' and other examples are of")
    assert "keep today's as policies/DAY.yaml" in found


def test_what_is_wrong_in_any_edition_is_told_with_its_own_file(tmp_path: Path) -> None:
    policy = pair(tmp_path, {**EDITS, "kind: email\n": "kind: pigeon\n"})
    old = tmp_path / "policies" / f"{EARLIER}.yaml"
    old.write_text(changed(old.read_text("utf-8"), {"then: not-served}": "then: unserved}"}), "utf-8")
    (tmp_path / "policies" / "next.yaml").write_text("title: x", "utf-8")
    files = {line.split(":")[0] for line in refused(policy)}
    assert files == {"policy.yaml", f"policies/{EARLIER}.yaml", "policies/next.yaml"}


@pytest.mark.parametrize(
    ("name", "effective", "said"),
    [
        ("2027-03-01", "2027-03-02", "name it policies/2027-03-02.yaml"),
        (LATER, LATER, "as in policy.yaml:7; two editions can't begin together"),
        ("2027-3-1", "2027-03-01", "is named by its first day"),
    ],
)
def test_a_file_that_is_named_by_another_day_or_holds_a_day_twice_is_told_by_line(
    tmp_path: Path, name: str, effective: str, said: str
) -> None:
    policy = pair(tmp_path)
    third = changed(policy.read_text("utf-8"), {f"effective: {LATER}": f"effective: {effective}"})
    (tmp_path / "policies" / f"{name}.yaml").write_text(third, "utf-8")
    (found,) = refused(policy)
    assert found.startswith(f"policies/{name}.yaml:{1 if 'named by' in said else 7}:")
    assert said in found


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2027-03-01.yml", "nothing reads a file of this name; name it 2027-03-01.yaml"),
        ("2027-03-01.YAML", "nothing reads a file of this name; name it 2027-03-01.yaml"),
        ("2027-03-01.yaml.txt", "nothing reads a file of this name; name it 2027-03-01.yaml"),
        (f"{EARLIER}.checks.yml", f"nothing reads a file of this name; name it {EARLIER}.checks.yaml"),
        (
            "2027-03-01.checks.yaml",
            "nothing reads this, as there is no policies/2027-03-01.yaml that it stands beside",
        ),
    ],
)
def test_a_file_beside_the_editions_that_nothing_reads_is_refused_with_the_right_name(
    tmp_path: Path, name: str, said: str
) -> None:
    policy = pair(tmp_path)
    for other in (name, "README.md", f"{EARLIER}.yaml~", f"{EARLIER}.bn.yaml"):
        (tmp_path / "policies" / other).write_text("title: x", "utf-8")
    assert refused(policy) == [f"policies/{name}:1:1: {said}"]


def test_what_an_open_case_has_and_the_next_edition_does_not_is_told(tmp_path: Path) -> None:
    edits = {
        **RENAMED,
        "{id: elsewhere, label: Elsewhere}": "{id: anywhere, label: Elsewhere}",
        "{id: error-code,": "{id: code,",
    }
    editions = read(pair(tmp_path, {**EDITS, **edits}))
    assert list(transitions.lost(editions)) == []
    tried, *gone = transitions.told(editions)
    assert tried.startswith(
        f"{LATER}: policy.yaml follows policies/{EARLIER}.yaml at 2027-02-01 00:00 (Europe/Berlin); 35"
    )
    assert [line.split(": ", 2)[0] for line in gone] == ["from 2027-02-01 on"] * 3
    assert "§1.5 'foreign-systems' is gone" in gone[0] and ", cited in line " in gone[0]
    # No row cites it, and outcomes show it.
    assert gone[1].endswith("'error-code' is gone, and a case of the day before may show it")
    assert "region=elsewhere fits no question" in gone[2]


def test_an_edition_by_itself_is_tried_in_its_own_time_too(tmp_path: Path) -> None:
    pair(tmp_path)
    old, editions = tmp_path / "policies" / f"{EARLIER}.yaml", read(tmp_path / "policy.yaml")
    alone = read(old)
    assert alone.main.holds == editions.all[0].holds
    assert [one.source.name for one in alone.others] == ["policy.yaml"]
    assert not [
        one for _, report in accept_all(alone)[:1] for one in report.remarks if "examples" in one.message
    ]


def test_an_edition_with_another_address_than_the_policys_own_file_is_told(tmp_path: Path) -> None:
    policy = pair(tmp_path)
    assert not [*addressed_otherwise(read(policy).main, read(policy).others)]
    policy.write_text(f"address: https://help.example/\n{policy.read_text('utf-8')}", "utf-8")
    (told,) = addressed_otherwise(read(policy).main, read(policy).others)
    assert told.file == f"policies/{EARLIER}.yaml"
    assert (
        told.message == "`address` is none here, and https://help.example/ in policy.yaml; give both the same"
    )


def test_the_staff_s_page_lists_what_an_edition_to_come_leaves_open_otherwise(
    tmp_path: Path, language: Language
) -> None:
    asked = {"The e-mail address is missing. We don't guess it.": "The e-mail address is still missing."}
    through, _, (now, _) = changes_from(tmp_path, language, later_real({}, EARLIER), later_real(asked))
    shown = next(one for one in through.all if one.edition is now)
    pages = rendered_pages(shown, PAGES, tmp_path / "compiled", through)
    (text,) = (unescape(text) for page, text in pages if page.url == "readings/")
    own, to_come = text.split("<h2>")
    assert "The e-mail address is missing." in own
    assert re.findall("<dt>(.*)</dt>", to_come) == ["The e-mail address is still missing."]
    assert f"confirm email-address --policy policies/{LATER}.yaml</code>" in to_come
    assert "--policy" not in own


def test_the_steps_of_an_edition_end_with_it_and_lead_to_the_next(tmp_path: Path) -> None:
    text = (ROOT / "tests/policies/product-line.yaml").read_text("utf-8")
    texts = (changed(text, {"effective: 2026-01-15": f"effective: {day}"}) for day in (EARLIER, LATER))
    editions = read(written(tmp_path, *texts))
    shown = [pages_of(one.edition, one.language, defaultdict(str)) for one in editions.all]
    through = through_time(shown, editions.main.language.site)
    pages = [
        {page.url: text for page, text in rendered_pages(one, PAGES, tmp_path / "compiled", through, None)}
        for one in shown
    ]
    (old, new) = (text for one in pages for url, text in one.items() if url.endswith("/steps/"))
    for day in ("from 1 March 2027", "from 1 November 2028"):
        assert day in new
        assert day not in old
    assert "from 1 November 2026" in old
    link = f'<a href="../../../editions/{LATER}/wizard/?edition={LATER}">The edition from 1 February 2027</a>'
    assert old.count(link) == old.count('<section class="wizard-step"') > 1
    assert link not in new


def test_two_sets_of_editions_are_compared_by_what_holds_on_each_day(tmp_path: Path) -> None:
    policy, single = pair(tmp_path), ROOT / "tests" / "policies" / "two-desks.yaml"
    before, now = (load_named(str(path), ROOT) for path in (single, policy))
    days = [tuple(str(one.edition.policy.effective) for one in both) for *both, _ in steps(before, now)]
    assert days == [(EARLIER, EARLIER), (EARLIER, LATER)]
    assert [both for *both, _ in steps(before, before)] == [[before, before]]


def test_an_added_edition_with_other_hours_is_told_to_those_whose_answer_is_still_open_then(
    tmp_path: Path,
) -> None:
    single = load_named(str(ROOT / "tests" / "policies" / "two-desks.yaml"), ROOT)
    same, other = (
        load_named(str(pair(tmp_path / name, edits)), ROOT).on(single.edition.policy.effective)
        for name, edits in (("same", EDITS), ("other", EDITS | EARLIER_OPENING))
    )
    languages = single.language, single.language
    for old, new in ((single, same), (same, same), (other, other)):
        assert [*open_cases(old.edition, new.edition, languages)] == []
    (back,) = open_cases(other.edition, single.edition, languages)
    report = reports_of(single, other, ("", ""))[0]
    (forth,) = report.outcomes
    assert [(one.old, one.new) for one in back.changes] == [(one.new, one.old) for one in forth.changes]
    told = re.sub(r"\s+", " ", text(report))
    assert "Customers who get another outcome Unanswered when this day begins: 2027-02-01" in told
    assert "Europe, first answer within: 2 hours (Monday to Thursday 8:30 to" in told
    assert "Friday until 14:30) on that day too -> 2 hours (Monday" in told
    assert "from that day on by Monday to Friday 07:30 – 12:00; Monday to Thursday 13:00 – 17:00;" in told
    # The desk of the Americas goes on as it did.
    assert "Americas" not in told


def test_the_ticket_of_an_earlier_edition_is_shown_under_that_one_and_then_compared(tmp_path: Path) -> None:
    policy = pair(
        tmp_path, {**EDITS, "zone: Europe/Berlin": "zone: Europe/Berlin\naddress: https://help.example/"}
    )
    old = tmp_path / "policies" / f"{EARLIER}.yaml"
    old.write_text(
        changed(old.read_text("utf-8"), {"zone: E": "address: https://help.example/\nzone: E"}), "utf-8"
    )
    (tmp_path / "answers.json").write_text(json.dumps(EUROPE_STANDS), "utf-8")
    triage = ("triage", "--policy", policy)
    then = run(*triage, "--answers", tmp_path / "answers.json", "--now", "2026-06-09T09:00:00Z").stdout
    assert f"Answers: https://help.example/wizard/?edition={EARLIER}#object=balance&" in then
    (tmp_path / "ticket.txt").write_text(then, "utf-8")
    again = run(*triage, "--ticket", tmp_path / "ticket.txt", "--now", "2027-06-08T09:00:00Z").stdout
    assert again.startswith(f"Under the edition from {EARLIER}, which decided it")
    assert "what was promised, and by when, stands in the ticket." in again
    assert "- Answer within 2 business hours (§3" in again
    assert re.findall("by:? 202[67].*", again) == ["by: 2026-06-09 14:00 (UTC+02:00)"]
    assert "Then: Response target: Answer within 2 business hours (Standstill, Europe)" in again
    assert " Now: Response target: Answer within 1 business hour (Standstill, Europe)" in again


EIGHT = {"9AM to 6 PM": "8AM to 5 PM", "opens: 09:00, closes: 18:00": "opens: 08:00, closes: 17:00"}
READ = "Business hours are taken as Sunday to Thursday, {} at UTC+06:00, without holidays."


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        # Where its hours are others, it is settled.
        (EIGHT, f"Until 31 January 2027: {READ.format('9:00 to 18:00')}"),
        (
            {**EIGHT, "Thursday, 9:00 to 18:00": "Thursday, 8:00 to 17:00"},
            f"Until 31 January 2027: {READ.format('9:00 to 18:00')} · "
            f"From 1 February 2027: {READ.format('8:00 to 17:00')}",
        ),
        ({}, READ.format("9:00 to 18:00")),
        ({"Thursday, 9:00 to 18:00": "Thursday, nine to six"}, READ.format("9:00 to 18:00")),
    ],
)
def test_a_reading_of_openings_is_told_wherever_customers_read_it_with_the_day_on_which_it_ends(
    tmp_path: Path, language: Language, edits: dict[str, str], told: str
) -> None:
    text = (ROOT / "policy.yaml").read_text("utf-8")
    texts = (
        changed(text, {"effective: 2026-01-01": f"effective: {day}", **of})
        for day, of in ((EARLIER, {}), (LATER, edits))
    )
    edition = read(written(tmp_path, *texts)).all[0].edition
    eve = {"answers": PRODUCTION_DOWN, "now": "2027-01-31T14:00:00Z"}
    readings = {one["id"]: one["text"] for one in respond(edition, eve)["outcome"]["readings"]}
    assert readings["working-days"] == told
    assert {id for id, text in readings.items() if "2027" in text} <= {"working-days"}
    pages = rendered_pages(pages_of(edition, language, defaultdict(str)), PAGES, tmp_path / "compiled")
    by_url = {page.url: unescape(text) for page, text in pages}
    for url in ("", "policy/channels/", "policy/levels/", "whole-policy/"):
        shown = re.findall(r"[^<>\n]*Business hours are taken as[^<>\n]*", by_url[url])
        assert {one.strip() for one in shown} == {told}, url


def test_that_an_address_is_missing_is_told_until_the_edition_that_has_it(tmp_path: Path) -> None:
    text = (ROOT / "policy.yaml").read_text("utf-8")
    read_so = text[text.index("  email-address:\n") : text.index("  level-target-rules:\n")]
    edits = {
        "effective: 2026-01-01": f"effective: {LATER}",
        '        address: ""\n': "        address: support@bizmic.example\n",
        read_so: "",
    }
    first = changed(text, {"effective: 2026-01-01": f"effective: {EARLIER}"})
    old = read(written(tmp_path, first, changed(text, edits))).all[0].edition
    for now in ("2027-01-31T14:00:00Z", "2027-02-01T14:00:00Z"):
        outcome = respond(old, {"answers": PRODUCTION_DOWN, "now": now})["outcome"]
        assert {one["id"]: one["text"] for one in outcome["readings"]}["email-address"] == (
            "Until 31 January 2027: The e-mail address is missing. We don't guess it."
        )


def test_a_form_that_moves_is_filled_in_where_it_is_then_as_far_as_the_old_edition_asks(
    tmp_path: Path,
) -> None:
    text = (ROOT / "policy.yaml").read_text("utf-8")
    portal = "        address: https://care.bizmic.com\n"
    form = (
        portal.replace("care", "help") + '        form: "https://help.bizmic.com/new?s={subject}&m={mood}"\n'
    )
    mood = "  mood: {text: How are you?, name: Your mood, options: {well: Well, ill: Ill}}\n"
    edits = {
        "effective: 2026-01-01": f"effective: {LATER}",
        portal: form,
        "\nquestions:\n": f"\nquestions:\n{mood}",
    }
    first = changed(text, {"effective: 2026-01-01": f"effective: {EARLIER}"})
    old = read(written(tmp_path, first, changed(text, edits))).all[0].edition
    links = {}
    for now in ("2027-01-31T14:00:00Z", "2027-02-01T14:00:00Z"):
        outcome = respond(old, {"answers": {**PRODUCTION_DOWN, "summary": "Tills"}, "now": now})["outcome"]
        (portal_then,) = [one for one in outcome["channels"] if one["id"] == "portal"]
        links[now[:10]] = (portal_then["address"], portal_then["link"], portal_then["filled"])
    assert links["2027-01-31"] == ("https://care.bizmic.com", "https://care.bizmic.com", False)
    assert links["2027-02-01"][0] == "https://help.bizmic.com"
    assert re.fullmatch(r"https://help\.bizmic\.com/new\?s=[^&]*Tills[^&]*&m=", links["2027-02-01"][1])
