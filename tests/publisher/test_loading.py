"""What the loader of a model promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.policy_file.findings import Problem, Refused
from publisher.policy_file.loading import load
from publisher.policy_file.source import read_source


class Part:
    __slots__ = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause(Part):
    """One sentence."""

    id: str
    text: str
    """The words."""
    level: Literal["standard", "critical"] = "standard"
    when: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    see: str | None = None

    def __post_init__(self) -> None:
        if self.text == "-":
            raise ValueError("a dash is no sentence")


@dataclass(frozen=True, kw_only=True, slots=True)
class Book(Part):
    title: str
    clauses: tuple[Clause, ...]
    since: date | None = None
    hours: int = 24
    open: bool = True
    holidays: tuple[date, ...] = ()


def check(book: Book) -> Iterator[Problem]:
    known = {clause.id for clause in book.clauses}
    for number, clause in enumerate(book.clauses):
        if clause.see is not None and clause.see not in known:
            message = f"there is no clause '{clause.see}'"
            yield Problem(("clauses", number, "see"), message, name=clause.see)


def loaded(text: str) -> Book:
    return load(read_source(text.encode(), "p"), Book, check)


def refused(text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        loaded(text)
    return [str(finding) for finding in caught.value.findings]


HEAD = "title: T\nclauses:\n- id: a\n  text: A\n"
VALID = (
    HEAD + "  when: {x: y, z: [v, w]}\n- id: b\n  text: B\n  see: a\nsince: 2026-01-01\nhours: 9\nopen: no\n"
)


def test_a_right_file_becomes_the_model() -> None:
    book = loaded(VALID)
    assert (book.since, book.hours, book.open, book.clauses[1].see) == (date(2026, 1, 1), 9, False, "a")
    assert book.clauses[0].when == {"x": "y", "z": ("v", "w")}


def test_a_key_with_nothing_after_it_counts_as_not_given_unless_a_text_is_wanted() -> None:
    book = loaded("title:\nclauses:\n- id: a\n  text: A\n  when:\n  see:\nsince:\nholidays:\n")
    assert (book.title, book.since, book.holidays) == ("", None, ())
    assert (book.clauses[0].when, book.clauses[0].see) == ({}, None)


DATE = "is not a date. Write a day that exists as YYYY-MM-DD, for example 2026-02-28."
ONE_MISTAKE = [
    ("titel: x\n", "p:5:1: 'titel' is not known here; did you mean 'title'?"),
    ("  qqqq: x\n", "p:5:3: 'qqqq' is not known here. Known here: id, text, level, when, see."),
    ("since: 2026-02-30\n", f"p:5:8: '2026-02-30' {DATE}"),
    ("since: 20260228\n", f"p:5:8: '20260228' {DATE}"),
    ("holidays: [2026-01-01, x]\n", f"p:5:24: 'x' {DATE}"),
    ("hours: ten\n", "p:5:8: 'ten' is not a whole number. Write digits only, for example 24."),
    (
        "hours:\n",
        "p:5:1: nothing is written where a whole number is wanted. Write digits only, for example 24.",
    ),
    ("open: maybe\n", "p:5:7: 'maybe' is not yes or no. Write yes or no."),
    ("  level: crtical\n", "p:5:10: 'crtical' is not one of the words known here; did you mean 'critical'?"),
    ("  level: x\n", "p:5:10: 'x' is not one of the words known here. Known here: standard, critical."),
    ("  see: [a]\n", "p:5:8: a list is written where a text is wanted. Write it after the ':' or the '-'."),
    (
        "  when: {x: [a, [b]]}\n",
        "p:5:17: a list is written where a text is wanted. Write it after the ':' or the '-'.",
    ),
    ("  when: {x: {}}\n", "p:5:13: a group of keys is written where a text or a list is wanted."),
    (
        "holidays: today\n",
        "p:5:11: 'today' is written where a list is wanted. Write each item on its own line, after '- '.",
    ),
    ("- id: b\n", "p:5:3: 'text' is missing here. It is for: The words."),
    ("- text: B\n", "p:5:3: 'id' is missing here. It belongs to: One sentence."),
    ("- id: b\n  txet: B\n", "p:6:3: 'txet' is not known here; did you mean 'text'?"),
    ("- id: b\n  text: '-'\n", "p:5:3: a dash is no sentence"),
    ("- id: b\n  text: B\n  see: nobody\n", "p:7:8: there is no clause 'nobody'"),
]


@pytest.mark.parametrize(("lines", "expected"), ONE_MISTAKE)
def test_each_mistake_is_one_finding_with_its_place(lines: str, expected: str) -> None:
    assert refused(HEAD + lines) == [expected]


def test_a_needed_list_with_nothing_in_it_is_told_at_its_key() -> None:
    assert refused("title: T\nclauses:\n") == ["p:2:1: 'clauses' is empty, and it is needed."]


def test_all_kinds_of_mistakes_are_told_at_once_with_their_own_places() -> None:
    text = "title: T\ntitle: U\nclauses:\n- id: a\n- id: b\n  text: B\n  see: none\n"
    text += "- id: c\n  text: C\n  see: a\nhours: x\n"
    assert [finding.split(": ", 1)[0] for finding in refused(text)] == [
        "p:2:1",
        "p:4:3",
        "p:7:8",
        "p:11:8",
    ]


def test_a_misspelt_key_that_is_needed_does_not_keep_the_rest_from_being_checked() -> None:
    text = "titel: T\nclauses:\n- id: a\n  txet: A\n- id: b\n  text: B\n  see: none\n"
    assert refused(text) == [
        "p:1:1: 'titel' is not known here; did you mean 'title'?",
        "p:4:3: 'txet' is not known here; did you mean 'text'?",
        "p:7:8: there is no clause 'none'",
    ]


def test_a_check_that_fails_on_a_repaired_model_hides_nothing() -> None:
    def needs_two(book: Book) -> Iterator[Problem]:
        yield Problem((), book.clauses[1].id)

    with pytest.raises(Refused, match="'text' is missing here"):
        load(read_source(f"{HEAD}- id: b\n".encode(), "p"), Book, needs_two)


WORDS = st.sampled_from(
    ["text", "when", "[", "{x: [[y]]}", "", "- id: z", "  see: none", "'", "2026-13-01", "hours: {}"]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    lines = VALID.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "swap", "value", "key", "line", "truncate"])):
            case "drop":
                lines[at] = ""
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "value":
                lines[at] = lines[at].split(": ")[0] + ": " + draw(WORDS)
            case "key":
                lines[at] = lines[at].replace(":", "x:", 1)
            case "line":
                lines[at] = draw(WORDS)
            case _:
                lines[at] = lines[at][: draw(st.integers(0, 9))]
    return "\n".join(lines) + "\n"


def test_any_damage_gives_a_model_or_findings_within_the_file() -> None:
    @settings(max_examples=300, deadline=None, database=None)
    @given(damaged())
    def holds(text: str) -> None:
        try:
            assert isinstance(loaded(text), Book)
        except Refused as refusal:
            assert refusal.findings
            assert all(1 <= one.line <= text.count("\n") and one.column >= 1 for one in refusal.findings)

    holds()
