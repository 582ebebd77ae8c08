"""The site's search: what staff write for it is checked by line, and it finds what customers type."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from publisher import setup
from publisher.analysis.acceptance import judged
from publisher.language.interface import Language
from publisher.lookup.timetable import timetable_of
from publisher.pages.all_words import all_words
from publisher.policy_file.edition_file import edition_of, load_edition, load_policy
from publisher.policy_file.findings import Refused
from publisher.policy_file.policy_text import Loaded
from publisher.policy_file.search_entries import entries_of
from publisher.site_search.data import SearchFile, search_file
from publisher.site_search.searches import Found, failed_searches, found_by
from tests.publisher.long_form import long_form
from wizard.policy import Policy

ROOT = Path(__file__).resolve().parents[2]
WORDS, SCRIPTS = ROOT / "site_src" / "words", ROOT / "site_src" / "script"
TEXT = long_form()
PHRASES = Path(__file__).with_name("customers_phrases.txt").read_text("utf-8").splitlines()
NONE = "-"
FOUND_BY = TEXT[TEXT.index("\nfound_by:\n") : TEXT.index("\nsearches:\n")]


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_edition(ROOT / "policy.yaml", WORDS)


@pytest.fixture(scope="module")
def search(loaded: Loaded) -> SearchFile:
    return search_file(loaded.policy, loaded.edition, loaded.language)


@pytest.fixture(scope="module")
def found(search: SearchFile) -> dict[str, tuple[set[str], Found]]:
    """What is wanted for each of the customers' phrases, and what the page's script finds."""
    wanted = dict(line.split(" | ") for line in PHRASES if not line.startswith("#"))
    [answers] = found_by([list(wanted)], [search], SCRIPTS, setup.ensure_node(ROOT))
    own = {id: entry.ids[0] for entry in search.entries for id in entry.ids}
    return {
        phrase: ({own.get(id, id) for id in ids.split()}, answers[phrase]) for phrase, ids in wanted.items()
    }


def refused(tmp_path: Path, *edits: tuple[str, str]) -> list[str]:
    """What is told of the policy after edits, without the file's name."""
    text = TEXT
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = tmp_path / "policy.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused) as caught:
        load_policy(path)
    return [str(finding).partition(":")[2] for finding in caught.value.findings]


def place(text: str, mark: str, offset: int = 0) -> str:
    """The line and column of a text in the policy."""
    before = text[: text.index(mark) + offset]
    return f"{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"


def test_a_word_that_stands_for_half_of_the_entries_is_told_by_line_and_column(tmp_path: Path) -> None:
    everywhere = TEXT.replace(FOUND_BY, FOUND_BY.replace(": [", ": [thingamajig, "))
    told = refused(tmp_path, (TEXT, everywhere))
    lines, entries = everywhere.splitlines(), len(entries_of(load_policy(ROOT / "policy.yaml")))
    assert len(told) == everywhere.count("thingamajig") > entries / 2
    for one in told:
        line, column, message = one.split(":", 2)
        assert lines[int(line) - 1][int(column) - 1 :].startswith("thingamajig")
        assert f"of the {entries} entries of the search, so it finds none of them" in message


def test_a_phrase_may_have_common_words_if_one_of_them_tells_it_apart(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(TEXT.replace("\n  purpose: [", "\n  purpose: [support thingamajig, ", 1), "utf-8")
    assert "support thingamajig" in load_policy(path).found_by["purpose"]


def test_what_is_no_word_or_stands_twice_is_told_by_line_and_column(tmp_path: Path) -> None:
    also = "levels: [support levels, sla"
    [twice] = refused(tmp_path, (also, 'levels: [support levels, sla, "SLA"'))
    at = place(TEXT, also, len(also) + 2)
    assert twice.startswith(f"{at}: 'SLA' stands here twice; remove one, the first is on line ")
    [empty] = refused(tmp_path, (also, 'levels: ["?!", support levels, sla'))
    assert empty == f"{place(TEXT, also, 9)}: '?!' has no word in it; write what customers would type"


def test_a_search_for_nothing_is_told_by_line_with_what_would_be_right(tmp_path: Path) -> None:
    line = "  what is not covered: exclusions"
    [told] = refused(tmp_path, (line, "  what is not covered: exclusion"))
    at = place(TEXT, line, len("  what is not covered: "))
    assert told == f"{at}: 'exclusion' is nothing to be found; did you mean 'exclusions'?"


def test_what_the_policy_does_not_answer_needs_words(tmp_path: Path) -> None:
    [told] = refused(tmp_path, ("\nfound_by:", "\n  - {id: weather, text: Nobody knows.}\nfound_by:"))
    assert told.endswith("'weather' has no words in 'found_by'; write there how customers ask for it")


def test_words_for_nothing_are_told_by_line_with_what_would_be_right(tmp_path: Path) -> None:
    [told] = refused(tmp_path, ("\n  scope-errors: [", "\n  scope-error: ["))
    at = place(TEXT, "\n  scope-errors: [", 3)
    assert told == f"{at}: 'scope-error' is nothing to be found; did you mean 'scope-errors'?"


def test_words_beside_an_answer_that_leads_nowhere_are_told(tmp_path: Path) -> None:
    [told] = refused(tmp_path, ("\nsearches:", "\n  open-case=no: [fresh]\nsearches:"))
    at = place(TEXT, "\nsearches:", 1).split(":")[0]
    assert told.startswith(f"{at}:3: the search can't lead to this answer")


def test_a_name_in_the_policy_is_never_said_to_be_missing_and_a_product_s_leads_to_its_versions(
    tmp_path: Path,
) -> None:
    text = TEXT.replace("\nproducts:\n", "\nproducts:\n  - {id: mobile-app, name: BizMic Mobile App}\n")
    (tmp_path / "policy.yaml").write_text(text, "utf-8")
    loaded = load_edition(tmp_path / "policy.yaml", WORDS)
    words = {entry.ids[0]: entry.also for entry in entries_of(loaded.policy)}
    assert "mobile app" not in words["roadmap"]
    assert "android app" in words["roadmap"]
    assert "BizMic Mobile App" in words["updates"]
    word, sentence = (one for one in judged(loaded).remarks if str(one).endswith("products.mobile-app]"))
    assert str(word).startswith(f"policy.yaml:{place(text, 'mobile app, android')}: 'mobile app' leads to 'r")
    on = f"the name is on line {place(text, 'id: mobile-app', -1).split(':')[0]} [not-here: "
    assert (
        "doesn't answer, but it has 'BizMic Mobile App', so the search leaves this out; it can go from here, "
        f"with what says the same in other letters, {on}found_by.roadmap, "
    ) in str(word)
    assert (
        "this says 'apps', but the policy has 'BizMic Mobile App'; say only what it lacks, "
        f"{on}not_here.roadmap, "
    ) in str(sentence)


def test_words_of_an_answer_that_no_link_gives_find_the_clauses_cited_for_it(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(TEXT.replace("\nsearches:", "\n  cause=third-party: [gremlins]\nsearches:"), "utf-8")
    having = {entry.ids[0] for entry in entries_of(load_policy(path)) if "gremlins" in entry.also}
    assert having == {"scope-third-party", "excluded-third-party"}


def test_a_search_that_does_not_find_its_entry_is_told_by_line_with_what_is_found(
    loaded: Loaded, search: SearchFile
) -> None:
    node = setup.ensure_node(ROOT)
    assert list(failed_searches([(loaded, search)], SCRIPTS, node)) == []
    phrase = "forgot my password"
    wrong = replace(loaded, policy=replace(loaded.policy, searches={phrase: "updates", "zzzz": "phone"}))
    first, second = (one for _, one in failed_searches([(wrong, search)], SCRIPTS, node))
    lines = (ROOT / "policy.search.yaml").read_text("utf-8").splitlines()
    line = next(number for number, line in enumerate(lines, 1) if line.startswith(f"  {phrase}:"))
    assert str(first).startswith(f"policy.search.yaml:{line}:")
    assert "does not find 'updates' among the first three; these are: topic=account, scope-account" in str(
        first
    )
    assert "If 'topic=account' is right, write that here; or add words of it to 'found_by', for" in str(first)
    assert "nothing is found; add words of it to 'found_by', for 'phone'." in str(second)


def test_searches_are_tried_in_each_edition_that_has_what_they_lead_to(
    loaded: Loaded, search: SearchFile
) -> None:
    policy, phrase = loaded.policy, "forgot my password"
    now = replace(loaded, policy=replace(policy, searches={phrase: "scope-account", "beta": "only-later"}))
    then = replace(policy, searches={phrase: "updates"}, effective=date(2027, 2, 1))
    editions = [(now, search), (replace(loaded, policy=then), search)]
    [(_, told)] = failed_searches(editions, SCRIPTS, setup.ensure_node(ROOT))
    assert f"'{phrase}' does not find 'updates'" in str(told)
    assert str(told).endswith("for 'updates'. (in policy.yaml, from 2027-02-01)")


def test_a_search_for_an_address_that_is_another_one_now_is_told_so(
    loaded: Loaded, search: SearchFile
) -> None:
    wrong = replace(loaded, policy=replace(loaded.policy, searches={"01999 888777": "phone"}))
    [(_, told)] = failed_searches([(wrong, search)], SCRIPTS, setup.ensure_node(ROOT))
    gone = "'01999 888777' is no address of 'phone' any more, which has '+880 1722-313635'."
    assert f"{gone} Write that here" in str(told)


def test_a_search_by_the_very_words_of_another_entry_is_told(loaded: Loaded, search: SearchFile) -> None:
    searches = {"bug": "bug-reporting", "forgot my password": "scope-account"}
    wrong = replace(loaded, policy=replace(loaded.policy, searches=searches))
    [(_, told)] = failed_searches([(wrong, search)], SCRIPTS, setup.ensure_node(ROOT))
    leads = "'bug' has just the words of 'topic=malfunction', so it leads there"
    assert f"{leads} rather than to 'bug-reporting'." in str(told)


def test_words_of_the_search_make_no_other_edition_and_do_not_go_to_the_engine(
    loaded: Loaded, language: Language
) -> None:
    bare = replace(loaded.policy, searches={}, found_by={})
    assert edition_of(bare, language).digest == loaded.edition.digest
    assert (loaded.edition.policy.searches, loaded.edition.policy.found_by) == ({}, {})
    assert all(not entry.also for entry in entries_of(loaded.edition.policy))


def test_each_clause_channel_emergency_and_answer_of_the_first_question_is_in_one_entry(
    loaded: Loaded, search: SearchFile
) -> None:
    policy: Policy = loaded.policy
    ids = [id for entry in search.entries for id in entry.ids]
    assert len(set(ids)) == len(ids)
    first = policy.questions[0]
    assert set(loaded.edition.clauses) < set(ids)
    assert {f"{first.id}={option.id}" for option in first.options} < set(ids)
    assert {one.id for one in policy.emergencies} | {one.id for one in policy.not_here} < set(ids)


def test_what_the_policy_says_before_its_sections_is_shown_with_for_whom_it_is(
    loaded: Loaded, search: SearchFile
) -> None:
    preamble = {clause.id for clause in loaded.policy.preamble}
    around = {entry.ids[0]: " ".join(entry.around) for entry in search.entries if entry.ids[0] in preamble}
    assert around == dict.fromkeys(preamble, "All customers and users of BizMic software and services")


def test_of_the_customers_phrases_92_in_100_find_their_entry_among_the_first_three(
    found: dict[str, tuple[set[str], Found]],
) -> None:
    answered = {phrase: one for phrase, one in found.items() if one[0] != {NONE}}
    missed = [phrase for phrase, (wanted, one) in answered.items() if wanted.isdisjoint(one["ids"])]
    assert len(answered) >= 150
    assert len(missed) <= len(answered) * 0.08, missed


def test_of_the_phrases_that_find_their_entry_one_in_ten_is_told_that_there_may_be_no_answer(
    found: dict[str, tuple[set[str], Found]],
) -> None:
    right = [(phrase, one) for phrase, (wanted, one) in found.items() if not wanted.isdisjoint(one["ids"])]
    doubted = [phrase for phrase, one in right if one["doubtful"]]
    assert len(doubted) <= len(right) * 0.1, doubted


def test_a_channel_without_an_address_is_the_last_of_the_ways_with_no_link_and_no_hours(
    search: SearchFile,
) -> None:
    told = json.loads(search.content)
    assert [(one["id"], bool(one["link"] and one["way"])) for one in told["channels"]] == [
        ("portal", True),
        ("phone", True),
        ("email", False),
    ]
    around = dict(zip(told["entries"]["title"], told["entries"]["around"], strict=True))
    assert around["Email"] == "Within 24 hours for business inquiries"
    assert around["Support Portal"].startswith("24/7 · https://")


def test_the_search_has_the_weeks_of_those_channels_alone_that_are_closed_at_times(
    loaded: Loaded, search: SearchFile
) -> None:
    told, whole = json.loads(search.content)["timetable"], timetable_of(loaded.edition)
    assert (list(told["channels"]), len(told["weeks"])) == (["phone"], 1)
    assert told["weeks"][0] in json.loads(json.dumps(whole["weeks"]))


def test_words_that_say_nothing_are_not_sent_but_where_a_phrase_has_to_be_typed_whole(
    search: SearchFile,
) -> None:
    entries = json.loads(search.content)["entries"]
    sent = dict(zip(entries["path"], (also.split(";") for also in entries["also"]), strict=True))
    assert "who may ask" in next(entry.also for entry in search.entries if "purpose" in entry.ids)
    assert {"ask", "entitled"} <= set(sent["policy/#purpose"])
    assert "who may ask" not in sent["policy/#purpose"]
    assert "where is our data stored" in sent["#privacy"]


def test_every_word_stands_on_the_page_from_a_to_z_once_with_all_that_it_leads_to(
    search: SearchFile, language: Language
) -> None:
    listed = [word for _, words in all_words(search.entries, language) for word in words]
    texts = [word.text.casefold() for word in listed]
    assert len(set(texts)) == len(texts)
    assert {text.casefold() for entry in search.entries for text in entry.also} <= set(texts)
    [login] = [word for word in listed if word.text == "login"]
    assert [place.path for place in login.places] == ["wizard/#topic=account"]


def test_hostile_words_stand_in_the_search_and_from_a_to_z_as_they_are(
    loaded: Loaded, language: Language
) -> None:
    hostile = '</script><img src=x onerror=alert(1)>; {name} "&amp;'
    changed = replace(loaded.policy.not_here[0], text=hostile)
    policy = replace(loaded.policy, not_here=(changed,), found_by={changed.id: (hostile,)})
    made = search_file(policy, loaded.edition, language)
    assert hostile in json.loads(made.content)["entries"]["title"]
    assert hostile in [word.text for _, words in all_words(made.entries, language) for word in words]
