"""What the people who word a language are told of a mistake in its words file."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.language.interface import HEADINGS
from publisher.placeholder_list import list_text
from publisher.policy_file.edition_file import load_edition, load_language
from publisher.policy_file.findings import Refused
from tests.publisher.long_form import long_form
from wizard.outcome.blocks import BLOCKS
from wizard.view import Outcome, TargetView

ROOT = Path(__file__).resolve().parents[2]
WORDS = (ROOT / "site_src" / "words" / "en.yaml").read_text("utf-8")

# What is done to the words, where that is told, and what is told.
MISTAKES = [
    ("    ask: Our team will decide\n", "", "  tones:\n", "'ask' is missing here"),
    ("    phone: Call {address}\n", "    phone:\n", "  ways:\n", "'phone' is missing here"),
    ("    phone: Call {address}", "    fone: Call {address}", "  ways:\n", "'phone' is missing here"),
    (
        "    phone: Call {address}",
        "    fax: Fax\n    phone: Call {address}",
        "    fax: Fax",
        "'fax' is not known here",
    ),
    ("    why: How this was decided\n", "", "  headings:\n    severity:", "'why' is missing here"),
    ("    steps: Get help, step by step\n", "", "  titles:\n", "'steps' is missing here"),
    ("    target: When you'll", "    targt: When you'll", "    targt:", "did you mean 'target'?"),
    ("  copied: Copied.\n", "", "  locale:", "'copied' is missing here"),
    ('line: "{name}: {value}"', 'line: "{value} ({name})"', '  line: "{value}', "has the value first"),
]


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A folder for words, in that of a site's sources."""
    folder = tmp_path / "site_src" / "words"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize(("old", "new", "near", "told"), MISTAKES, ids=lambda value: value.strip())
def test_a_missing_or_unknown_word_is_told_with_its_place(
    words: Path, old: str, new: str, near: str, told: str
) -> None:
    assert WORDS.count(old) == 1
    text = WORDS.replace(old, new)
    (words / "en.yaml").write_text(text, "utf-8")
    with pytest.raises(Refused) as refused:
        load_language(words, "en")
    finding = next(finding for finding in refused.value.findings if told in finding.message)
    line, column = text[: text.index(near)].count("\n") + 1, len(near) - len(near.lstrip()) + 1
    assert (finding.file, finding.line, finding.column) == ("site_src/words/en.yaml", line, column)


def test_the_program_fills_in_what_the_english_words_have_to_fill_in() -> None:
    file = ROOT / "publisher" / "policy_file" / "program_placeholders.py"
    assert file.read_text("utf-8") == list_text()


@pytest.mark.parametrize("code", ["en", "bn"])
def test_words_have_nothing_to_fill_in_but_what_the_program_fills_in(
    tmp_path: Path, words: Path, code: str
) -> None:
    phrase = '    then: "Then: {was}"'
    assert WORDS.count(phrase) == 1
    (words / "en.yaml").write_text(WORDS, "utf-8")
    (words / f"{code}.yaml").write_text(WORDS.replace(phrase, '    then: "Then: {title}"'), "utf-8")
    policy = tmp_path / "policy.yaml"
    policy.write_text(long_form().replace("language: en", f"language: {code}"), "utf-8")
    with pytest.raises(Refused) as refused:
        load_edition(policy, words)
    (finding,) = refused.value.findings
    line = WORDS[: WORDS.index(phrase)].count("\n") + 1
    assert str(finding) == (
        f"site_src/words/{code}.yaml:{line}:11: 'Then: {{title}}' has {{title}} to fill in; write {{was}}"
    )


def test_mistakes_in_the_policy_and_in_its_words_are_told_together(tmp_path: Path, words: Path) -> None:
    (words / "en.yaml").write_text(WORDS.replace("  copied: Copied.\n", ""), "utf-8")
    policy = tmp_path / "policy.yaml"
    policy.write_text(long_form().replace("\ncompany:", "\nfirm:"), "utf-8")
    with pytest.raises(Refused) as refused:
        load_edition(policy, words)
    assert {finding.file for finding in refused.value.findings} == {"policy.yaml", "site_src/words/en.yaml"}


def test_every_heading_is_that_of_a_part_of_the_outcome() -> None:
    parts = {*Outcome.__dataclass_fields__, *TargetView.__dataclass_fields__}
    assert set(HEADINGS) <= parts | {block.field for block in BLOCKS}
