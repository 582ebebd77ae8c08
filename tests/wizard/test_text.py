"""What visitors type, made safe to carry."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wizard.helpers import proves
from wizard.ticket.letters import LETTERS, LONGEST, clean, one_line, shortened

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
"""Any code points, surrogates and control characters included."""

FAMILY = "👩🏽\u200d👩\u200d👧"
CONJUNCT = "ক্ষ র\u200d্য"
HEART = "❤\ufe0f"


@proves(max_examples=500)
@given(ANY_TEXT)
def test_no_control_character_and_nothing_that_reorders_its_neighbours_is_left(text: str) -> None:
    left = clean(text)
    assert all(unicodedata.category(letter) not in ("Cc", "Cs") or letter in "\n\t" for letter in left)
    reordering = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert all(unicodedata.bidirectional(letter) not in reordering for letter in left)


@proves(max_examples=500)
@given(ANY_TEXT)
def test_text_can_always_be_sent_and_is_clean_for_good(text: str) -> None:
    left = clean(text)
    assert left.encode("utf-8").decode("utf-8") == left
    assert clean(left) == left
    assert one_line(one_line(text)) == one_line(text)


@proves(max_examples=500)
@given(ANY_TEXT)
def test_one_line_holds_no_line_break_of_any_kind(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@proves(max_examples=300)
@given(st.text(st.characters(categories=("L", "M", "N", "P", "S")), max_size=60))
def test_letters_marks_numbers_and_signs_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("text", [FAMILY, CONJUNCT, HEART, "naïve 5\u00a0€", "a\tb\nc"])
def test_joined_emoji_and_indic_joiners_stay_joined(text: str) -> None:
    assert clean(text) == text


def test_line_breaks_of_every_system_are_one() -> None:
    assert clean("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_an_unpaired_surrogate_is_replaced_and_its_neighbours_stay() -> None:
    assert clean("a\ud800b\udfff") == "a?b?"


def test_a_text_that_is_too_long_is_cut() -> None:
    assert len(clean("ক" * 5_000_000)) == LONGEST
    assert len(one_line("x\n" * 5_000_000)) <= LONGEST


@proves(max_examples=300)
@given(text=st.text(max_size=40), longest=st.integers(1, 40))
def test_a_shortened_line_says_that_it_was_cut(text: str, longest: int) -> None:
    cut = shortened(text, longest)
    assert len(cut) <= longest
    assert cut == text if len(text) <= longest else (cut.endswith("…") and text.startswith(cut[:-1]))


def test_an_answer_a_line_and_the_words_of_a_subject_are_as_long_as_a_ticket_carries() -> None:
    assert len(clean("x" * 30_000)) == 20_000
    assert set(LETTERS.longest_of_kind.values()) == {300}
    assert LETTERS.longest_summary == 120


def test_of_all_code_points_nothing_else_is_taken_away_than_what_does_harm() -> None:
    reordering = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    marks = {"\u200e", "\u200f", "\u061c"}
    taken = {letter for letter in map(chr, range(0x110000)) if clean(f"a{letter}b") == "ab"}
    harmful = {
        letter
        for letter in map(chr, range(0x110000))
        if (unicodedata.category(letter) == "Cc" and letter not in "\n\t\r")
        or unicodedata.bidirectional(letter) in reordering
    }
    assert taken == harmful | marks
