"""The declarations that TypeScript reads: made from Python's classes, or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NotRequired, TypedDict, get_args

import pytest

from publisher.bundle.files import Bundle
from publisher.pages.page_data import OwnFile, PyodideFile
from tests.script.declarations import declarations


class Part(TypedDict):
    """A part."""

    number: int
    more: NotRequired[list[Part]]


@dataclass(frozen=True)
class Base:
    """What others begin with."""

    id: str
    """Names it."""


@dataclass(frozen=True)
class Whole(Base):
    """All that can be declared."""

    kind: Literal["a", "b"]
    """Which of the two,
    and no other."""
    parts: tuple[Part, ...]
    pair: tuple[str, float]
    by_name: dict[str, bool | None]
    anything: object


@dataclass(frozen=True)
class Unknown:
    """No JSON has sets."""

    names: set[str]


EXPECTED = f"""declare module "{__name__}" {{
  /** All that can be declared. */
  export type Whole = {{
    /** Names it. */
    "id": string;
    /** Which of the two,
    and no other. */
    "kind": "a" | "b";
    "parts": Array<import("{__name__}").Part>;
    "pair": [string, number];
    "by_name": Record<string, boolean | null>;
    "anything": unknown;
  }}
  /** A part. */
  export type Part = {{
    "number": number;
    "more"?: Array<import("{__name__}").Part>;
  }}
}}
"""


def test_a_class_is_declared_with_all_that_its_fields_lead_to_and_with_its_descriptions() -> None:
    assert declarations([Whole]) == EXPECTED


def test_what_json_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError, match=r"set\[str\] has no JSON"):
        declarations([Unknown])


def test_the_page_names_exactly_the_files_of_the_bundle(bundled: Bundle) -> None:
    assert {*get_args(OwnFile), *get_args(PyodideFile)} == bundled.paths.keys()
