"""A policy whose results are no "covered" and no "not covered" has words of its own for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.policy_file.edition_file import load_text
from publisher.policy_file.findings import Refused
from publisher.policy_file.policy_text import Loaded, RawText
from tests.publisher.edited import changed
from tests.wizard.helpers import outcome_of

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "site_src" / "words"


def reworded(words: str, *edits: tuple[str, str]) -> Loaded:
    text = changed(("\nunconfirmed:\n", f"\nwords:\n{words}\nunconfirmed:\n"), *edits)
    return load_text(RawText(text.encode(), "policy.yaml"), WORDS)


def test_a_text_of_the_interface_reads_as_the_policy_says_wherever_it_stands() -> None:
    loaded = reworded(
        "  - {of: wizard.headings.target, text: Remediate within}\n  - {of: ticket.due, text: Remediate by}\n"
    )
    assert loaded.language.wizard.headings["target"] == "Remediate within"
    assert loaded.language.terminal_headings["target"] == "Remediate within"
    assert loaded.edition.words.ticket.due == "Remediate by"
    assert loaded.language.wizard.headings["reasons"] == "Why"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "  - {of: wizard.heading.target, text: Remediate within}\n",
            "'wizard.heading.target' is no text of the interface; did you mean 'wizard.headings.target'?",
        ),
        (
            "  - {of: wizard.reply_by, text: Remediate soon}\n",
            "'Remediate soon' has none to fill in; write {moment}",
        ),
        (
            "  - {of: ticket.due, text: 'By {moment}'}\n",
            "'By {moment}' has {moment} to fill in; write none",
        ),
    ],
)
def test_a_text_that_is_not_there_or_is_filled_in_otherwise_is_told(words: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        reworded(words)
    assert [one.message for one in refused.value.findings] == [message]


def test_a_neutral_verdict_has_its_own_words_beside_its_picture() -> None:
    edits = ("id: limited\n    tone: limited\n", "id: limited\n    tone: neutral\n    label: Act now\n")
    edition = reworded("  - {of: wizard.tones.neutral, text: Decided so}\n", edits).edition
    answers = {
        "topic": "malfunction",
        "open-case": "no",
        "cause": "nothing",
        "version": "2",
        "impact": "down",
        "wish": "help",
        "requirements": "met",
    }
    verdict = outcome_of(edition, answers, "2026-04-07T05:00:00Z")["verdict"]
    assert (verdict["id"], verdict["tone"], verdict["label"]) == ("limited", "neutral", "Act now")
