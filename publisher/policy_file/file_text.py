"""The bytes of a file that staff edit, as a text that YAML can be read from.

Guarantees: bytes that are no text at all are Refused. What can't be seen or decoded is noted with its place
and replaced by as many characters, so that the places of everything after it stay right.
"""

from __future__ import annotations

import re

from publisher.policy_file.findings import MOST_ALIKE, Notes, Place, Refused

MOST_BYTES = 1024 * 1024
EMPTY = "the file is empty."

# Line separators other than the newline are here too: an editor doesn't count them as lines, YAML does.
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


def readable_text(raw: bytes, notes: Notes) -> str:
    """The text of a file's bytes, with a note of everything replaced in it. Raises Refused."""
    problem = _no_text(raw)
    if problem:
        notes.refuse(0, 0, problem)
    return _readable(_decoded(raw, notes), notes)


def _no_text(raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        return "the file is larger than 1 MiB (1,048,576 bytes). Make it smaller."
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is saved as UTF-16. Save it as UTF-8."
    return "" if raw.strip() else EMPTY


def _decoded(raw: bytes, notes: Notes) -> str:
    raw = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = raw.decode(errors="replace")
    notes.keep_within(text)
    bad = []
    for number, line in enumerate(raw.split(b"\n")):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            bad.append((number, len(line[: error.start].decode()), error.start + 1, line[error.start]))
    for number, column, position, value in bad[:MOST_ALIKE]:
        message = f"byte {position} of this line (0x{value:02x}) is not UTF-8{_windows(value)}"
        notes.add(number, column, f"{message}. Save the file as UTF-8.")
    return text


def _windows(byte: int) -> str:
    """What a byte stands for where a file was saved as Windows does of old."""
    try:
        return f", but '{bytes([byte]).decode('cp1252')}' as Windows-1252 (ANSI) has it"
    except UnicodeDecodeError:
        return ""


def _readable(text: str, notes: Notes) -> str:
    """The text with each invisible character made a space: places stay, and the rest can be read."""
    lines = text.split("\n")
    for code, found in sorted(_unwanted(lines).items()):
        notes.add_alike(found, f"there is a character here that can't be seen (U+{code:04X}). Remove it.")
    tabs = [(number, line.index("\t")) for number, line in enumerate(lines) if "\t" in line]
    notes.add_alike(tabs, "there is a tab here. Use spaces instead.")
    if any(not lines[number][:column].strip() for number, column in tabs):
        # How far a tab indents is anyone's guess, so there is no tree to go on with.
        raise Refused(notes.findings)
    return UNWANTED.sub(" ", text).replace("\t", " ")


def _unwanted(lines: list[str]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = {}
    for number, line in enumerate(lines):
        for match in UNWANTED.finditer(line):
            found.setdefault(ord(match[0]), []).append((number, match.start()))
    return found
