"""What data becomes that is to be a model: what pydantic makes of it too, which writes the schema."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from publisher.language.interface import Language
from publisher.policy_file.conversion import convert
from publisher.policy_file.edition_file import read_text, texts_beside
from publisher.policy_file.policy_text import policy_source
from publisher.policy_file.source import read_source
from tests.wizard.helpers import proves
from wizard.policy import Part, Policy

ROOT = Path(__file__).resolve().parents[2]
POLICIES = (ROOT / "policy.yaml", *sorted((ROOT / "tests" / "policies").glob("*.yaml")))


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf(Part):
    """A part with every kind of scalar."""

    text: str
    tone: Literal["covered", "1"] = "1"
    number: int = 0
    maybe: int | None = None
    yes: bool = False
    day: date | None = None
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tree(Part):
    """A part with every kind of collection."""

    leaf: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    days: tuple[date, ...] = ()
    when: dict[str, str | tuple[str, ...]] = field(default_factory=dict)


texts = st.text(max_size=4) | st.sampled_from(
    (
        *(
            "",
            "0",
            "7",
            "007",
            "+7",
            "-7",
            "1_0",
            " 7",
            "7.0",
            "1e3",
            "٣",
            "123456789",
            "99999999999999999999",
        ),
        *("yes", "no", "Yes", "TRUE", "true", "false", "on", "y", "1", "covered", "Covered", "~", "null"),
        *("2026-01-01", "2026-02-30", "20260101", "2026-1-1", "٢٠٢٦-01-01", "2026-01-01 ", "0000-01-01"),
        *("2026-01-01T09:00", "2026-01-01T09:00:30", "2026-01-01T09:00+06:00", "2026-01-01T09:00-00:00"),
        *(
            "2026-01-01T09:00Z",
            "2026-01-01 09:00",
            "2026-01-01T24:00",
            "2026-01-01T09:00+24:00",
            "2026-01-01T9:00",
        ),
        *("2026-01-01T09:00+23:59", "2026-01-01T09:60", "2026-01-01T09:00:60", "9999-12-31T23:59-12:00"),
    )
)
others = ("tone", "number", "maybe", "yes", "day", "at", "other")
leaves = st.fixed_dictionaries({"text": texts}, optional=dict.fromkeys(others, texts))
values = texts | st.lists(texts, max_size=2) | leaves
trees = st.fixed_dictionaries(
    {},
    optional={
        "leaf": leaves | values,
        "leaves": st.lists(leaves | values, max_size=2) | values,
        "days": st.lists(texts, max_size=2) | values,
        "when": st.dictionaries(texts, values, max_size=2) | values,
    },
)


def compared(kind: Any, data: Any) -> Any:
    """What the data becomes, which pydantic has to make of it too; None of what both refuse."""
    model, faults = convert(kind, data)
    try:
        expected = TypeAdapter(kind).validate_python(data)
    except ValidationError:
        expected = None
    # Pydantic takes 20260101 for a number of seconds, and so for a day in 1970.
    is_day = any(fault.wanted in (date, datetime) for fault in faults)
    assert model == (None if is_day else expected)
    assert (model is None) == bool(faults)
    return model


@proves(max_examples=300)
@given(trees | leaves)
def test_of_any_data_becomes_what_pydantic_makes_of_it(data: Any) -> None:
    compared(Tree, data)
    compared(Leaf, data)


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_right_policy_becomes_what_pydantic_makes_of_it(path: Path) -> None:
    assert compared(Policy, policy_source(read_text(path), texts_beside(path)).data)


def test_the_words_become_what_pydantic_makes_of_them() -> None:
    assert compared(Language, read_source((ROOT / "site_src/words/en.yaml").read_bytes(), "en").data)


def test_every_kind_of_scalar_is_read_in_its_usual_form() -> None:
    leaf = {"text": "A", "tone": "covered", "number": "12", "maybe": "0", "yes": "yes", "day": "2026-02-28"}
    assert compared(Leaf, {**leaf, "at": "2026-02-28T09:30+06:00"}) == Leaf(
        text="A",
        tone="covered",
        number=12,
        maybe=0,
        yes=True,
        day=date(2026, 2, 28),
        at=datetime.fromisoformat("2026-02-28T03:30+00:00"),
    )


@pytest.mark.parametrize("text", ["20260101", "1767225600", "2026-01-01T00:00", "1e9"])
def test_a_day_is_no_number_of_seconds(text: str) -> None:
    assert convert(Leaf, {"text": "A", "day": text})[1]
    assert "-" in text or convert(Leaf, {"text": "A", "at": text})[1]


MISTAKES: tuple[tuple[dict[str, Any], tuple[Any, ...]], ...] = (
    ({}, ("text",)),
    ({"text": ""}, ()),
    ({"text": ["A"]}, ("text",)),
    ({"text": "A", "other": "B"}, ("other",)),
    ({"text": "A", "tone": "B"}, ("tone",)),
    ({"text": "A", "number": "ten"}, ("number",)),
    ({"text": "A", "day": "2026-02-30"}, ("day",)),
)


@pytest.mark.parametrize(("data", "path"), MISTAKES, ids=str)
def test_a_mistake_is_told_with_its_path(data: dict[str, Any], path: tuple[Any, ...]) -> None:
    assert [fault.path for fault in convert(Leaf, data)[1]] == [path]
    assert compared(Leaf, data) is None
