"""What the reader of policy.yaml promises."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.policy_file import yaml_tree as reader
from publisher.policy_file.edition_file import read_text
from publisher.policy_file.findings import Finding, Refused
from publisher.policy_file.source import Source, read_source

VALID = b"""\
# The desk.
title: "Help: and support"
hours:
  opens: 09:00
  holidays:
channels:
- id: portal
  text: |
    Write to us,
    day and night.
- id: phone
  text: '+8801722313635'
  days: [sunday, monday]
"""


def read(content: bytes | str) -> Source:
    return read_source(content.encode() if isinstance(content, str) else content, "p.yaml")


def findings(content: bytes | str) -> list[str]:
    try:
        return [str(finding) for finding in read(content).findings]
    except Refused as refused:
        return [str(finding) for finding in refused.findings]


def test_every_scalar_keeps_its_raw_text() -> None:
    text = "a: no\nb: 1.10\nc: 09:00\nd: 18:30\ne: +8801722313635\nf: 2026-01-01\ng: ~\nh:\ni: ''\n"
    raw = ["no", "1.10", "09:00", "18:30", "+8801722313635", "2026-01-01", "~", "", ""]
    assert list(read(text).data.values()) == raw


def test_only_an_unquoted_empty_value_is_blank() -> None:
    assert read("h:\ni: ''\n").blanks == {("h",)}


def test_places_count_from_one_and_fall_back_to_what_is_around() -> None:
    source = read(VALID)
    assert source.place(()) == (2, 1)
    assert source.place(("channels", 1, "id")) == (11, 7)
    assert source.key_place(("channels", 1, "text")) == (12, 3)
    assert source.place(("channels", 1, "no such", "thing")) == (11, 3)
    assert source.key_place(("channels", 0)) == (7, 3)


def test_windows_line_ends_and_a_byte_order_mark_are_no_mistake() -> None:
    source = read(b"\xef\xbb\xbfa: b\r\nc: d\r\n")
    assert (source.data, source.findings) == ({"a": "b", "c": "d"}, ())
    assert source.key_place(("c",)) == (2, 1)


QUOTE = "the quote that opens here is never closed. Add the closing quote"
TYPOGRAPHIC = "these are typographic quotes, which become part of the text. Write plain ones"
NO_BREAK = "there is a no-break space here, as word processors write it. Use a plain one."
MERGE = (
    "this is left from a merge; keep one of the two versions, and remove this line and its like up to line 5."
)
HYPHEN = "an item of a list begins with a hyphen and a space"
BRACKET = "{0}:4: what opens here with '{1}' is never closed. Close it."
SWALLOWED = "what follows ' #' is a comment, and with it what closes the group or list is not read"
READABLE = [
    ("a: {b: [c] # d}\n", [f"p.yaml:1:12: {SWALLOWED}; put }} before the '#'."]),
    ("a: [b, c #d]\ne: f\n", [f"p.yaml:1:10: {SWALLOWED}; put ] before the '#'."]),
    ("a: {b: #1 c, d: e}\n", [f'p.yaml:1:8: {SWALLOWED}; if it belongs to the text, write "#1 c".']),
    (
        "a: {b: Isn't it #1, d: [e]}\n",
        [f'p.yaml:1:17: {SWALLOWED}; if it belongs to the text, write "Isn\'t it #1".'],
    ),
    (
        "a: {b: c, d, e, f: g}\n",
        [
            "p.yaml:1:11: 'd' stands behind a ',' within { }, where a key would begin; if these are several "
            'values, write b: [c, d, e]; if it belongs to the text before it, write b: "c, d, e".'
        ],
    ),
    (
        "a: &x 1\nb: &x 2\nc: [\n",
        [
            "p.yaml:3:4: what opens here with '[' is never closed. Close it.",
            "p.yaml:1:4: '&x' (an anchor) is not used here. Remove it, or put the whole text in quotes.",
            "p.yaml:2:4: '&x' (an anchor) is not used here. Remove it, or put the whole text in quotes.",
        ],
    ),
    ("a: 1\nb: 2\na: 3\n", ["p.yaml:3:1: 'a' is written twice; the first is on line 1. Keep one."]),
    (
        "a: &x 1\n",
        ["p.yaml:1:4: '&x' (an anchor) is not used here. Remove it, or put the whole text in quotes."],
    ),
    (
        "a: !!str 1\n",
        ["p.yaml:1:4: '!!str' (a tag) is not used here. Remove it, or put the whole text in quotes."],
    ),
    (
        "<<: {a: b}\n",
        ["p.yaml:1:1: '<<' (a merge key) is not used here. Write out the keys that it stands for."],
    ),
    ("? [a]\n: b\n", ["p.yaml:1:3: a key must be a text, not a list or a group."]),
    ("a: b\tc\n", ["p.yaml:1:5: there is a tab here. Use spaces instead."]),
    ("a: x\x01y\n", ["p.yaml:1:5: there is a character here that can't be seen (U+0001). Remove it."]),
    ('a: "\\0"\n', ["p.yaml:1:4: this text has a character that can't be seen (U+0000). Remove it."]),
    ("a: 'x\nb: 1\n", [f"p.yaml:1:4: {QUOTE}, it seems behind 'x'."]),
    (
        'a: {b: "It runs, but a part fails, c: 1}\nd: 1\n',
        [f"p.yaml:1:8: {QUOTE}, it seems behind 'a part fails'."],
    ),
    ('a: {b: "It runs, but it fails}\nd: 1\n', [f"p.yaml:1:8: {QUOTE}, it seems behind 'but it fails'."]),
    (
        'a: {b: “It runs, but", c: 1}\n',
        [
            "p.yaml:1:8: these are typographic quotes, which hold no text together. "
            'Write plain ones: "It runs, but".'
        ],
    ),
    ("a: \u201c5\u201d\n", [f'p.yaml:1:4: {TYPOGRAPHIC}: "5".']),
    ("\u00a0\u00a0a: 1\n", [f"p.yaml:1:1: {NO_BREAK}"]),
    ("a:\u00a01\n", [f"p.yaml:1:3: {NO_BREAK}"]),
    ("a:\n  holidays\u00a0: []\n", [f"p.yaml:2:11: {NO_BREAK}"]),
    ("a: [b,\u00a0c\u00a0]\n", [f"p.yaml:1:7: {NO_BREAK}", f"p.yaml:1:9: {NO_BREAK}"]),
    ("a: [b,\n  c,\u00a0d]\n", [f"p.yaml:2:5: {NO_BREAK}"]),
    ("a: {b: 1,\u00a0c\u00a0: [2]}\n", [f"p.yaml:1:10: {NO_BREAK}", f"p.yaml:1:12: {NO_BREAK}"]),
    ("a: []\u00a0# none\n", [f"p.yaml:1:6: {NO_BREAK}"]),
    ("a: x,\u00a0[y]\u00a0#5\nb: ['x,\u00a0y']\nc: >-\n  d\u00a0: [e,\u00a0f]:\u00a0g\n", []),
    ("# a:\u00a0[b,\u00a0c]\nd: 1\n", []),
    ("<<<<<<< mine\na: 1\n=======\na: 2\n>>>>>>> theirs\nb: 3\n", [f"p.yaml:1:1: {MERGE}"]),
    (
        "a:\n  b: 1\n c: 2\n",
        ["p.yaml:3:2: 'c: 2' starts in column 2, and would fit its neighbours in column 3."],
    ),
    (
        "a: {b: x, at all}\n",
        [
            "p.yaml:1:11: 'at all' stands behind a ',' within { }, where a key would begin; "
            'if it belongs to the text before it, write b: "x, at all".'
        ],
    ),
    (
        b"a: 1\nb: caf\xe9\n",
        [
            "p.yaml:2:7: byte 7 of this line (0xe9) is not UTF-8, but 'é' as Windows-1252 (ANSI) has it. "
            "Save the file as UTF-8."
        ],
    ),
    (b"a: \x81\n", ["p.yaml:1:4: byte 4 of this line (0x81) is not UTF-8. Save the file as UTF-8."]),
    (
        "a: “x: y”\nb: 1\n",
        ['p.yaml:1:4: these are typographic quotes, which hold no text together. Write plain ones: "x: y".'],
    ),
    ('a: “5"\n', [f'p.yaml:1:4: {TYPOGRAPHIC}: "5".']),
    ("a: [b, c\nd: {e: f\ng: h\n", [f"p.yaml:{BRACKET.format(1, '[')}", f"p.yaml:{BRACKET.format(2, '{')}"]),
    (
        "a:\n  - b: 1\n    c: 2\n  - d: 3\n    e: 4\n  f: 5\n  g: 6\n  - h: 7\ni: 8\n",
        ["p.yaml:6:3: lines 6 to 7 start 2 columns too far to the left, beside those around them."],
    ),
    (
        "a: {b: [c, d}\ne: {f: [{g: h]}\n",
        [
            f"p.yaml:{line}: what opens here with '{sign}' is never closed. Close it."
            for line, sign in (("1:8", "["), ("2:9", "{"))
        ],
    ),
    ("a:\n  -b: 1\n  - b: 2\n", [f"p.yaml:2:3: {HYPHEN}: '- b: 1'."]),
    ("a:\n  - b: 1\n  – b: 2\n", [f"p.yaml:3:3: {HYPHEN}: '- b: 2'."]),
    ("a:\n  – one\n  – two\n", [f"p.yaml:2:3: {HYPHEN}: '- one'.", f"p.yaml:3:3: {HYPHEN}: '- two'."]),
    ("a: >-\n  – one\n  -b: two\nc: 1\n", []),
    (
        "a:\n  - b: 1\n   c: 2\n    d: [\n      e\n    ]\n    f: 3\n",
        ["p.yaml:3:4: 'c: 2' starts in column 4, and would fit its neighbours in column 5."],
    ),
    ("a: 1\nb:2\nc: 3\n", ["p.yaml:2:2: there is no space behind the ':'; write 'b: 2'."]),
    ("a: 1\n=======\nb: 2\n", ["p.yaml:2:1: this is left from a merge; remove this line."]),
    (
        "a:\n  <<<<<<< ours\n  b: 1\n  =======\n  b: 2\n  >>>>>>> theirs\nc: 3\n",
        [
            "p.yaml:2:1: this is left from a merge; keep one of the two versions, and remove this line and "
            "its like up to line 6."
        ],
    ),
    (
        "a:\n    c: 2\n  - d: 3\n    e: 4\nf: 5\n",
        ["p.yaml:2:3: the line is gone that stood above this one and began an item of the list with '- '."],
    ),
]


@pytest.mark.parametrize(("content", "expected"), READABLE)
def test_what_leaves_a_tree_is_kept_beside_it(content: bytes | str, expected: list[str]) -> None:
    assert [str(finding) for finding in read(content).findings] == expected


ALIAS = "Write out what it stands for, or put the whole text in quotes."
NO_COLON = "a ':' isn't expected here. If 'b' is a key within 'a', write"
UNREADABLE = [
    (
        "a: b: c\n",
        [f"p.yaml:1:5: {NO_COLON} a: {{b: c}}; if it is part of a text, put the whole text in quotes."],
    ),
    (
        "x: {a: b: [c, d], e: f}\n",
        [f"p.yaml:1:9: {NO_COLON} a: {{b: [c, d]}}; if it is part of a text, put the whole text in quotes."],
    ),
    (
        "a: {b: 'it doesn't run', c: 1}\n",
        [
            "p.yaml:1:17: the text in quotes ends at this apostrophe. Write it twice, '', or put the text in "
            "double quotes."
        ],
    ),
    (
        'a: ["say "no", b]\n',
        [
            "p.yaml:1:10: the text in quotes ends at this quote. Put the whole text in single quotes "
            "instead.",
        ],
    ),
    (
        "a:\n  b: c\n    - d: 1\n      e: 2\n",
        ["p.yaml:3:5: a list begins here behind 'b: c'; the line with its own key is gone."],
    ),
    ("", ["p.yaml:1:1: the file is empty."]),
    ("# nothing\n", ["p.yaml:1:1: the file is empty."]),
    (
        "x" * (1024 * 1024 + 1),
        ["p.yaml:1:1: the file is larger than 1 MiB (1,048,576 bytes). Make it smaller."],
    ),
    ("\ufeffa: b".encode("utf-16-le"), ["p.yaml:1:1: the file is saved as UTF-16. Save it as UTF-8."]),
    ("- a\n", ["p.yaml:1:1: the file must be made of 'key: value' lines, with a space after ':'."]),
    ("a: 'x\n---\n", [f"p.yaml:1:4: {QUOTE}."]),
    ("a: @x\n", ["p.yaml:1:4: a text can't begin with this character. Put the whole text in quotes."]),
    ("a: - b\n", ["p.yaml:1:4: a '-' isn't expected here. Start each list item on a line of its own."]),
    ("a: 1\n---\nb: 2\n", ["p.yaml:2:1: a second document starts here. Remove this '---'."]),
    (
        "a:\n\tb: 1\n\tc: 1\n",
        [
            "p.yaml:2:1: there is a tab here. Use spaces instead.",
            "p.yaml:3:1: there is a tab here. Use spaces instead.",
        ],
    ),
    (
        "b: *y\n",
        [f"p.yaml:1:4: '*y' (an alias) is not used here. {ALIAS}"],
    ),
]


@pytest.mark.parametrize(("content", "expected"), UNREADABLE)
def test_what_leaves_no_tree_is_refused_in_plain_words(content: bytes | str, expected: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        read(content)
    assert [str(finding) for finding in refused.value.findings][: len(expected)] == expected


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no such file"):
        read_text(tmp_path / "none.yaml")
    with pytest.raises(Refused, match="this is a folder"):
        read_text(tmp_path)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_past_forty_levels_is_refused(opening: str) -> None:
    assert findings(opening * 20_000)[-1].endswith("this is nested more than 40 levels deep.")


def test_forty_levels_are_read() -> None:
    assert read("{a: " * 40 + "}" * 40).findings == ()


def test_a_file_of_aliases_is_refused_before_it_grows() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 30))
    assert len(findings(bomb)) == 30 + 29 * 9


def test_findings_come_in_the_order_of_the_file_and_once() -> None:
    late, early = Finding("p", 9, 1, "x"), Finding("p", 2, 5, "y")
    assert Refused([late, early, late]).findings == (early, late)


LINES = VALID.splitlines(keepends=True)
ODD = st.sampled_from(
    b'\x00 \xff \t [ { *a &a !x \' " : - \xe2\x80\xa8 \r % ? | <<: \xc2\x85 "\\UFFFFFFFF"'.split(b" ")
    + [b": ", b"- ", b"? ", b"\n---\n", b"\n...\n", b"[" * 100, b"y" * 3000]
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "swap", "insert", "cut", "bytes"])):
            case "drop":
                lines[at] = b""
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, 12))]
            case "insert":
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + draw(ODD) + lines[at][column:]
            case _:
                lines[at] += draw(st.binary(max_size=12))
    return b"".join(lines)


@pytest.mark.parametrize("loader", [reader.LOADER, yaml.SafeLoader])
def test_any_damage_gives_a_tree_or_findings_within_the_file(
    monkeypatch: pytest.MonkeyPatch, loader: object
) -> None:
    monkeypatch.setattr(reader, "LOADER", loader)

    @settings(max_examples=150, deadline=None, database=None)
    @given(damaged())
    def holds(content: bytes) -> None:
        lines = max(1, len(content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").splitlines()))
        try:
            found = read(content).findings
        except Refused as refused:
            found = refused.findings
            assert found
        assert all(1 <= finding.line <= lines and finding.column >= 1 for finding in found)

    holds()
