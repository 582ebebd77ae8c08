"""The documentation of policies: what it shows is built, and comes out as it says."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from publisher import setup
from publisher.analysis.acceptance import accept
from publisher.language.calendar_words import clock_time, period
from publisher.lookup.whole import lookup_of
from publisher.pages.markdown import said
from publisher.pages.page_data import page_data
from publisher.policy_file.edition_file import load_language, load_text
from publisher.policy_file.policy_text import Loaded, RawText
from tests.wizard.helpers import outcome_of
from wizard.hours import is_open
from wizard.protocol import respond

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "site_src" / "words"
PAGE = (ROOT / "docs" / "policy-cases.md").read_text("utf-8")
AROUND = (ROOT / "tests" / "publisher" / "documented.yaml").read_text("utf-8")
"""The policy in which each piece of the documentation stands."""
PIECE = re.compile(r"^```yaml\n(.*?)^```\n(.*?)(?=^```yaml|^#|^\*\*|\Z)", re.MULTILINE | re.DOTALL)
TOP = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """A block of YAML in the documentation, and the rows of the table below it."""

    yaml: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def pieces() -> Iterator[Piece]:
    for yaml, below in PIECE.findall(PAGE):
        lines = [line.strip().strip("|").split("|") for line in below.splitlines() if line.startswith("|")]
        heads, rows = (lines[0], lines[2:]) if lines else ((), ())
        yield Piece(yaml, tuple(map(str.strip, heads)), tuple(tuple(map(str.strip, row)) for row in rows))


def built(yaml: str) -> Loaded:
    """The small policy with the keys of a piece in place of its own."""
    own, new = ({block.partition(":")[0]: block for block in TOP.split(text)} for text in (AROUND, yaml))
    return load_text(RawText("".join((own | new).values()).encode(), "policy.yaml"), WORDS)


PIECES = tuple(pieces())


def rows(head: str) -> list[Any]:
    """The rows of all tables that begin with a heading, each with the piece that they stand below."""
    return [
        pytest.param(piece, dict(zip(piece.heads, row, strict=True)), id=f"{number} {' '.join(row[:2])}")
        for number, piece in enumerate(PIECES)
        for row in piece.rows
        if piece.heads[0] == head
    ]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.yaml.split(":")[0])
def test_each_piece_is_built_and_its_examples_hold(piece: Piece) -> None:
    assert accept(built(piece.yaml)).errors == ()


@pytest.mark.parametrize(("piece", "row"), rows("report"))
def test_each_target_is_due_when_its_row_says(piece: Piece, row: dict[str, str]) -> None:
    answers = {"topic": "server", "version": "1"}
    target = outcome_of(built(piece.yaml).edition, answers, f"{row['report']}:00Z")["target"]
    due = {"First response": target["due"]} | {one["name"]: one["due"] for one in target["further"]}
    assert due[row["what"]]["desk"] == row["due"]


@pytest.mark.parametrize(("piece", "row"), rows("version"))
def test_each_version_has_the_status_that_its_row_says(piece: Piece, row: dict[str, str]) -> None:
    edition, day = built(piece.yaml).edition, date.fromisoformat(row["on"])
    support = edition.support["server"]
    assert support.status(row["version"], day) == row["status"]
    release = support.named(row["version"])
    assert release is not None
    (phase,) = (one for one in support.phases(release) if one.first <= day <= (one.last or day))
    words = load_language(WORDS, "en").site
    until = period(None, phase.last, words, phase.by_month).removeprefix("until ")
    assert until == row["until"]


@pytest.mark.parametrize(("piece", "row"), rows("hours"))
def test_hours_are_as_their_row_says_on_a_day_or_at_an_instant(piece: Piece, row: dict[str, str]) -> None:
    edition, hours = built(piece.yaml).edition, row["hours"]
    if "at" in row:
        now = datetime.fromisoformat(row["at"]).astimezone(UTC)
        assert is_open(edition.weeks[hours], now) == (row["open"] == "yes")
    else:
        turns = edition.calendars[hours].turns(date.fromisoformat(row["day"]))
        said = ", ".join(f"{clock_time(opens)} – {clock_time(closes)}" for opens, closes in turns)
        assert (said or "closed") == row["open"]


@pytest.mark.parametrize(("piece", "row"), rows("channel"))
def test_each_channel_is_opened_and_answers_as_its_row_says(piece: Piece, row: dict[str, str]) -> None:
    outcome = outcome_of(built(piece.yaml).edition, {"topic": "server", "version": "1"})
    shown = next(one for one in outcome["channels"] if one["id"] == row["channel"])
    assert (shown["link"].partition("?")[0] or "none", shown["reply"]) == (row["link"], row["answers"])


@pytest.mark.parametrize(("piece", "row"), rows("clause"))
def test_each_clause_is_cited_as_its_row_says(piece: Piece, row: dict[str, str]) -> None:
    assert f"§{built(piece.yaml).edition.clauses[row['clause']].label}" == row["cited as"]


@pytest.mark.parametrize(("piece", "row"), rows("words"))
def test_words_of_a_clause_are_set_apart_as_their_row_says(piece: Piece, row: dict[str, str]) -> None:
    edition, words, there = built(piece.yaml).edition, row["words"], row["lead to"]
    (clause,) = (one for one in edition.policy.sections[0].clauses if one.marked)
    on_the_page = said(edition, clause, "")
    assert (f'<a href="{there}">{words}</a>' if there else f"<strong>{words}</strong>") in on_the_page
    assert on_the_page.striptags() == clause.text


SERIALS = ("sn-ab-0417", "2026-0417", "SN-0417", "2026-0417-1")
ALIKE = {
    "a day": ("bought:", [{"bought": day} for day in ("2026-11-12", "2024-11-26", "2020-01-01", "spring")]),
    "targets": ("further:", [{"topic": "server", "version": "1"}]),
    "neutral": ("Remediate", [{"exploitation": answer} for answer in ("active", "none")]),
    "the release": (
        "{release:",
        [
            {"topic": "server", "version": version, "extended": "bought"}
            for version in ("8", "7", "6", "unknown")
        ],
    ),
    "a pattern": ("pattern:", [{"topic": "server", "version": "1", "serial": serial} for serial in SERIALS]),
}


@pytest.mark.parametrize("name", ALIKE)
def test_the_page_says_of_it_without_python_what_the_engine_says(name: str, tmp_path: Path) -> None:
    has, cases = ALIKE[name]
    loaded = built(next(piece.yaml for piece in PIECES if has in piece.yaml))
    page = page_data(loaded.edition, loaded.language, "../", {}, lookup_of(loaded.edition))
    (tmp_path / "page.json").write_text(json.dumps(page), "utf-8")
    instants = ("2026-11-26T23:59:59Z", "2026-11-27T00:00:00Z", "2027-02-28T12:00:00Z")
    asked = [(answers, now) for answers in cases for now in instants]
    details = {detail.id for detail in loaded.edition.policy.details}
    lines = [
        json.dumps([{"answers": answers, "details": {id: answers.get(id, "") for id in details}}, now, ""])
        for answers, now in asked
    ]
    command = [setup.ensure_node(ROOT), ROOT / "tests/script/looked_up.mjs", tmp_path / "page.json"]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True)
    for (answers, now), line in zip(asked, done.stdout.splitlines(), strict=True):
        shown = json.loads(line)
        engine = json.loads(json.dumps(respond(loaded.edition, {"answers": answers, "now": now})))
        assert {**engine["outcome"], "open": False} == shown["outcome"], (answers, now)
        assert engine["asked"] == shown["asked"]


def test_days_long_ago_and_unknown_ones_that_no_row_tells_apart_are_remarked_on() -> None:
    (piece,) = (one for one in PIECES if "kind: date" in one.yaml)
    row = "      - {when: {bought: longer-ago}, then: refused, cite: [elsewhere]}\n"
    assert row in piece.yaml
    told = [
        [one.message for one in accept(built(text)).remarks if "falls-through" in one.message]
        for text in (piece.yaml, piece.yaml.replace(row, "").partition("examples:")[0])
    ]
    assert [len(one) for one in told] == [0, 1]
    assert "questions.bought" in told[1][0]


def test_an_answer_for_which_a_matrix_promises_nothing_is_named() -> None:
    (piece,) = (one for one in PIECES if "matrix:" in one.yaml)
    assert "free: none" in piece.yaml
    assert not [one.message for one in accept(built(piece.yaml)).remarks if "falls-through" in one.message]
