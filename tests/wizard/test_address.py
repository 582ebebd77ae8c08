"""Answers as the fragment of a link, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.wizard.helpers import proves
from wizard.address import MOST_ANSWERS, answers_in, fragment

TEXT = st.text(min_size=1)


@proves(max_examples=150)
@given(st.dictionaries(TEXT, TEXT, max_size=8))
def test_any_answers_come_back_from_their_link_in_their_order(answers: dict[str, str]) -> None:
    back = answers_in(f"https://example.org/wizard/#{fragment(answers)}")
    assert list(back.items()) == list(answers.items())


@proves(max_examples=150)
@given(st.dictionaries(TEXT, TEXT, max_size=8))
def test_a_fragment_needs_no_further_encoding(answers: dict[str, str]) -> None:
    assert all(letter.isascii() and (letter.isalnum() or letter in "-._~%=&") for letter in fragment(answers))


def test_a_fragment_is_readable_where_its_answers_are() -> None:
    assert fragment({"topic": "setup", "cause": "nothing"}) == "topic=setup&cause=nothing"
    assert fragment({"version": "2.x & more"}) == "version=2.x%20%26%20more"


@proves(max_examples=150)
@given(st.text(st.characters(exclude_categories=())) | st.text(alphabet="#&=%+;?\0aé২", max_size=30))
def test_any_address_is_read_without_an_error(address: str) -> None:
    assert all(isinstance(answer, str) for answer in answers_in(address).values())


def test_an_address_without_answers_has_none() -> None:
    for address in ("", "#", "https://example.org/wizard/", "https://example.org/?topic=setup", "#nonsense"):
        assert answers_in(address) == {}


def test_a_fragment_with_more_answers_than_there_can_be_has_none() -> None:
    one_more = "&".join(f"a{number}=1" for number in range(MOST_ANSWERS + 1))
    assert answers_in(f"#{one_more}") == {}
    assert len(answers_in(f"#{one_more[: one_more.rindex('&')]}")) == MOST_ANSWERS
    assert answers_in("#" + "&" * 1_000_000) == {}
