"""Filling in the interface's words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.wizard.helpers import proves
from wizard.words import fill


def test_names_in_braces_are_replaced() -> None:
    assert (
        fill("[{severity}] {summary}{summary}", severity="Critical", summary="Down") == "[Critical] DownDown"
    )


def test_other_braces_stay() -> None:
    assert fill("{", a="x") == "{"
    assert fill("{{a}} {b} {a", a="x") == "{x} {b} {a"


@proves(max_examples=300)
@given(text=st.text(), other=st.text())
def test_what_is_put_in_is_not_searched_again(text: str, other: str) -> None:
    assert fill("{a}-{b}", a=text, b=other) == f"{text}-{other}"
