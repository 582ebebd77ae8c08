"""What a policy may say in short means what it says in full, and a mistake in it is told where it stands."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest
import yaml

from publisher.policy_file.edition_file import load_edition, load_policy, load_text, texts_beside
from publisher.policy_file.findings import KeyPath, Refused
from publisher.policy_file.hints import inner, is_list, member
from publisher.policy_file.policy_text import RawText
from publisher.policy_file.short_forms import in_full, is_named, name_field, named_by, only_text
from publisher.policy_file.source import read_source
from tests.publisher.long_form import long_form
from tests.sweeps import sampled
from wizard.policy import Policy

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "site_src" / "words"
POLICIES = sorted((ROOT / "tests" / "policies").glob("*.yaml"))
REAL = (ROOT / "policy.yaml").read_text("utf-8")


def in_short(hint: Any, value: Any, random: Random, own: str = "") -> Any:
    """Data with some of its parts in short, by chance."""
    wanted = member(hint, value)
    if isinstance(value, list):
        name = named_by(wanted)
        if name and len({one[name] for one in value}) == len(value) and random.random() < 0.7:
            kind = get_args(wanted)[0]
            return {one[name]: _without_name(kind, one, random, one[name]) for one in value}
        kind = get_args(wanted)[0] if is_list(wanted) else None
        return [in_short(kind, one, random) for one in value]
    if not isinstance(value, dict):
        return value
    own = own or str(value.get("id", ""))
    short = {}
    for key, child in value.items():
        kind = member(inner(hint, value, key), {})
        said = isinstance(child, dict) and is_named(kind) and own
        if said and child["id"] == f"{own}-{key.replace('_', '-')}" and random.random() < 0.7:
            short[key] = _without_name(kind, child, random, child["id"])
        else:
            short[key] = in_short(inner(hint, value, key), child, random)
    return short


def _without_name(kind: Any, part: dict[str, Any], random: Random, name: str) -> Any:
    rest = {key: value for key, value in part.items() if key != name_field(kind)}
    if set(rest) == {only_text(kind)} and random.random() < 0.7:
        return rest[only_text(kind)]
    return in_short(kind, rest, random, name)


def scalars(value: Any, path: KeyPath = ()) -> list[tuple[KeyPath, str]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    below = [found for key, child in pairs for found in scalars(child, (*path, key))]
    return [(path, value)] if isinstance(value, str) else below


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_policy_in_short_is_the_same_policy_and_each_value_has_its_place(path: Path) -> None:
    """Each policy is written in short by chance, three times."""
    long = in_full(read_source(path.read_bytes(), "p"), Policy)
    for seed in range(3):
        data = in_short(Policy, long.data, Random(seed))
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000, default_style='"')
        written = read_source(text.encode(), "p")
        short = in_full(written, Policy)
        assert (short.data, short.findings) == (long.data, ())
        lines = text.splitlines()
        for at, value in scalars(short.data):
            line, column = short.places[at]
            there, key = lines[line - 1][column - 1 :], str(short.written(at)[-1])
            made = at[-1] == "id" != key and value.endswith(f"-{key.replace('_', '-')}")
            assert there.startswith(f'"{key}"' if made else f'"{value[:9]}'), (at, value)


def test_the_real_policy_in_its_files_is_what_it_is_in_one_file_in_full(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(long_form(), "utf-8")
    assert load_policy(path) == load_policy(ROOT / "policy.yaml")
    assert load_edition(path, WORDS).edition == load_edition(ROOT / "policy.yaml", WORDS).edition


MISTAKES = [
    (
        "scope-setup: Installation, configuration, and setup of our software",
        "»scope-setup:",
        "'text' is empty",
    ),
    ("  no: No, this is new", "  no: {»lable: No}", "'lable' is not known here; did you mean 'label'?"),
    (
        "s: {standard: Standard,",
        "s: {standard: »[Standard],",
        "a list is written where a group of keys is wanted.",
    ),
    (
        "modified: {label",
        "modified: {»id: changed, label",
        "'modified' is its id already, which stands before the ':'. Remove this line.",
    ),
    ("scope-errors: Trouble", "»Scope errors: Trouble", "'Scope errors' can't be an id; "),
    (
        "scope-errors: Trouble",
        "»scope-setup: Trouble",
        "'scope-setup' is written twice; the first is on line",
    ),
    ("2: 2025-04-07", "2: »2025-04-31", "'2025-04-31' is not a date."),
    ("phone: Triage is", "»fax: Triage is", "'fax' is no channel; known here: email, portal, phone"),
    (
        "purpose: For general",
        "purpose: {»txt: For general}\n#",
        "'txt' is not known here; did you mean 'text'?",
    ),
    ("cite: [standard-target,", "cite: [»standard-targets,", "'standard-targets' is no clause; did you mean"),
]


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES)
def test_a_mistake_in_what_is_in_short_is_told_where_it_stands(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert REAL.count(old) == 1
    text = REAL.replace(old, new)
    before, _, after = text.partition("»")
    path = tmp_path / "policy.yaml"
    path.write_text(before + after, "utf-8")
    with pytest.raises(Refused) as caught:
        load_policy(path)
    place = f"policy.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}: "
    assert any(str(one).startswith(place + message) for one in caught.value.findings), caught.value


ITEM = "'- {}' begins an item of a list, among parts that begin with their names."
ALONE = [
    ("  topic:\n    text: What do", "  »- text: What do", ITEM.format("text: What do you need help with?")),
    ("      nothing: None of", "      »- text: None of", ITEM.format("text: None of these")),
    (
        "      certain: I'm",
        "      sure: Sure\n      »- id: certain\n        label: I'm",
        ITEM.format("id: certain"),
    ),
    (
        "      scope-setup: Inst",
        "      »- Inst",
        ITEM.format("Installation, configuration, and setup of our software"),
    ),
    (": [products.bizmic-software]", ": »[products.bizmic-software", "what opens here with '['"),
    (
        "reason: The policy names no product and",
        "reason: »'The policy names no product and",
        "the quote that",
    ),
    (
        "reason: The policy names no product and no release.",
        "reason: None.\n    until: »[products.bizmic-software.name",
        "what opens here with '[' is never closed. Close it.",
    ),
]
"""Damage that is told by one message alone."""


@pytest.mark.parametrize(("old", "new", "message"), ALONE)
def test_damage_is_told_by_one_message_which_says_what_is_right(old: str, new: str, message: str) -> None:
    assert REAL.count(old) == 1
    before, _, after = REAL.replace(old, new).partition("»")
    with pytest.raises(Refused) as caught:
        load_text(
            RawText((before + after).encode(), "policy.yaml"),
            WORDS,
            beside=texts_beside(ROOT / "policy.yaml"),
        )
    place = f"policy.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}: "
    assert [str(one)[: len(place + message)] for one in caught.value.findings] == [place + message]


INDENTS = [
    ("  »promise: Response within 24 hours", 9, "promise"),
    ("  »instead: Write to us", 9, "instead"),
    ("  »target: {text: Response within 4", 9, "target: {"),
    ("  »scope-features: Guidance", 7, "scope-features: "),
    ("  »scope-errors: Troubleshooting", 7, "scope-errors: "),
]
"""Lines that lose two columns, and the one in which each belongs."""


@pytest.mark.parametrize(("line", "column", "shown"), INDENTS)
def test_a_line_too_far_to_the_left_is_blamed_alone_with_the_column_that_fits(
    tmp_path: Path, line: str, column: int, shown: str
) -> None:
    right = line.replace("»", "")
    assert REAL.count(right) == 1
    path = tmp_path / "policy.yaml"
    path.write_text(REAL.replace(right, right[2:]), "utf-8")
    (tmp_path / "policy.search.yaml").write_bytes((ROOT / "policy.search.yaml").read_bytes())
    with pytest.raises(Refused) as caught:
        load_policy(path)
    (finding,) = caught.value.findings
    number = REAL[: REAL.index(right)].count("\n") + 1
    assert str(finding).startswith(f"policy.yaml:{number}:{column - 2}: '{shown}")
    assert f"starts in column {column - 2}, and would fit its neighbours in column {column}" in str(finding)


def lost_indents(text: str) -> list[tuple[int, str]]:
    """The text with each line moved, and that line's number from 1."""
    lines = text.split("\n")
    moved = []
    for number, line in enumerate(lines, start=1):
        bare = line.lstrip(" ")
        own = len(line) - len(bare)
        begins = re.match(r"(- )?([\w-]+:( |$))", bare)
        for column in sorted({0, own - 1, own - 2, own + 1, own + 2} - {own}) if begins else ():
            if column >= 0:
                moved.append(
                    (number, "\n".join([*lines[: number - 1], " " * column + bare, *lines[number:]]))
                )
    return moved


@pytest.mark.parametrize("part", sampled(range(3)))
@pytest.mark.parametrize("form", ["in short", "in full"])
def test_a_line_that_lost_its_place_is_blamed_for_all_that_follows_from_it(form: str, part: int) -> None:
    texts = Random(part).sample(lost_indents(REAL if form == "in short" else long_form()), 7)
    beside = texts_beside(ROOT / "policy.yaml") if form == "in short" else {}
    for number, text in texts:
        try:
            load_text(RawText(text.encode(), "policy.yaml"), WORDS, beside=beside)
        except Refused as refused:
            assert [one.line for one in refused.findings] == [number], refused


def test_a_part_that_is_called_like_a_key_is_read_where_it_is_written_in_full() -> None:
    text = "questions:\n  q:\n    options:\n      a: {label: A}\n      help: {label: Help}\n"
    full = in_full(read_source(text.encode(), "p.yaml"), Policy)
    assert not full.findings
    assert [one["id"] for one in full.data["questions"][0]["options"]] == ["a", "help"]


VALUES = [
    ("hours: 4, clock", "hours: 4,5, clock", "'4,5' is not a whole number. {} hours: 4, minutes: 30."),
    ("hours: 4, clock", "hours: 4.25, clock", "'4.25' is not a whole number. {} hours: 4, minutes: 15."),
    ("hours: 24, clock", "hours: 1.5, clock", "'1.5' is not a whole number. {} hours: 1, minutes: 30."),
    (
        'help: "Installation, configuration, first steps"',
        "help: “Installation, configuration: first steps”",
        'these are typographic quotes, which hold no text together. Write plain ones: "Installation, '
        'configuration: first steps".',
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), VALUES)
def test_advice_on_a_value_of_another_notation_is_whole_and_stands_alone(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert REAL.count(old) == 1
    (tmp_path / "policy.search.yaml").write_bytes((ROOT / "policy.search.yaml").read_bytes())
    path = tmp_path / "policy.yaml"
    path.write_text(REAL.replace(old, new), "utf-8")
    with pytest.raises(Refused) as caught:
        load_policy(path)
    (finding,) = caught.value.findings
    assert finding.message == message.format("Hours are whole, with minutes beside them: write")
    assert finding.line == REAL[: REAL.index(old)].count("\n") + 1
