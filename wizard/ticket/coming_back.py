"""Tickets as people send them on: what is left of a text, and where its links may have led at first.

Mailers quote a text (`> `), wrap it at 76 characters (hard, or softly as quoted-printable, RFC 2045) and
escape it for HTML; they put links into angle brackets (RFC 3986, Appendix C) and into sentences. Gateways put
a link into one of their own, some of them several times. Nothing here decides what was done to a text: every
reading that there may be is given, and whoever knows the right answers picks one.

The forms of gateways: most, such as Microsoft's Safe Links, Proofpoint's v1, Barracuda's and Trend Micro's,
have the link in some parameter, percent-encoded or not; Cisco's and Check Point's have it in the path, the
latter with one slash behind its scheme at times. Proofpoint's v2 writes `-` for `%` and `_` for `/`; its v3
puts `*` in place of characters that follow behind the link in base64. Mimecast's say nothing of where they
lead.
"""

from __future__ import annotations

import re
from binascii import Error, a2b_base64
from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import unquote

from wizard.values import value

_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " ", "sect": "§", "amp": "&"}
_LINE_END = re.compile(r"</?(?:br|p|div|li|tr|td|pre)\b[^<>]*>", re.IGNORECASE)
"""What ends a line in HTML."""
_AROUND = str.maketrans(dict.fromkeys('<>"|\\^`{}', " "))
"""What no link has in it."""
_BEHIND = ".,;:!?)]'*”’»…।，、！？；：）」』】》~\u200b\u200c\u200d\u2060\ufeff"
"""What a sentence may put behind a link."""
_BEHIND_ANSWERS = re.compile(r"[?#\[。\u200b]|:~:|___\.")
"""Where what others put behind our answers begins, which are percent-encoded."""
_UNSEEN = dict.fromkeys(
    (0xAD, 0x200B, 0x2060, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""What nobody sees within a link: where it may be broken, and marks of direction."""
_MOST_LINES = 40
"""Lines over which one link may be wrapped."""
_MOST_LINKS = 300
_DEEPEST = 5
"""How often a link may have been put into another one, and a text escaped."""
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_ONE_SLASH = re.compile("(?<=^https:)/{1,2}(?=[^/])")
"""The slashes behind a scheme, of which a gateway may have left one."""
_SHORTEST = 40
"""Letters of base64 that may hold a link."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""What a text in UTF-16 begins with."""
_RUN_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_RUNS = {letter: length for length, letter in enumerate(_RUN_LETTERS, 2)}
"""How many characters in a row Proofpoint's v3 has taken out, by the letter behind `**`."""


@value()
class LinkPlace:
    """Where a text has a link, and the links that it may have been, the likeliest first."""

    text: str
    readings: tuple[str, ...]


@value()
class ReadText:
    """One way to read a text: its lines without quote marks, and its links."""

    lines: tuple[str, ...]
    places: tuple[LinkPlace, ...]


def readings(text: str, depth: int = _DEEPEST) -> Iterator[ReadText]:
    """The text as it stands, and as quoted-printable, where it may be that; the likelier one first.

    Then what stands in it in base64, as in the source of a mail to which it is attached.
    """
    lines = _lines(text)
    signs = any(line.endswith("=") for line in lines), any("=3D" in line.upper() for line in lines)
    found = [lines, _lines(_printable(lines))] if any(signs) else [lines]
    yield from map(_reading, reversed(found) if all(signs) else found)
    for packed in _packed(lines) if depth else ():
        yield from readings(packed, depth - 1)


def _packed(lines: Iterable[str]) -> Iterator[str]:
    """The texts that stand in base64, in lines of their own (RFC 2045, 6.8); no pictures."""
    for is_packed, block in groupby(map(str.strip, lines), lambda line: bool(_BASE64.fullmatch(line))):
        together = "".join(block) if is_packed else ""
        if len(together) >= _SHORTEST:
            yield from (text for text in _of_base64(together) if "\0" not in text)


def _reading(lines: list[str]) -> ReadText:
    bare = [line.translate(_AROUND) for line in lines]
    places: list[LinkPlace] = []
    for number, line in enumerate(bare):
        for word in _links(line):
            if len(places) == _MOST_LINKS:
                break
            ends = line.endswith(word)
            joined = _joined(word, bare[number + 1 : number + _MOST_LINES] if ends else ())
            places.append(LinkPlace(word, tuple(_forms(joined))))
    return ReadText(tuple(lines), tuple(places))


def _lines(text: str) -> list[str]:
    """The lines as they were before they were escaped, made HTML and quoted."""
    lines = _LINE_END.sub("\n", _unescaped(text)).replace("\xa0", " ").splitlines()
    return [_without_marks(line).rstrip() for line in lines]


def _unescaped(text: str) -> str:
    """The text without what HTML escapes, as often as it was escaped."""
    for _ in range(_DEEPEST):
        before, pieces = text, text.split("&")
        text = pieces[0] + "".join(map(_character, pieces[1:]))
        if text == before:
            break
    return text


def _character(piece: str) -> str:
    """What stands behind an ampersand, which may be an entity or a reference by number."""
    name, end, _ = piece[:10].partition(";")
    meant = (_ENTITIES.get(name) or _numbered(name)) if end else ""
    return meant + piece[len(name) + 1 :] if meant else f"&{piece}"


def _numbered(name: str) -> str:
    """The letter of a reference such as `#38` or `#x26`; empty for anything else."""
    base, number = (16, name[2:]) if name[:2].lower() == "#x" else (10, name[1:])
    try:
        code = int(number, base) if name.startswith("#") else 0
    except ValueError:
        return ""
    return chr(code) if 0 < code < 0xD800 else ""


def _without_marks(line: str) -> str:
    """A line without the marks of those who quoted it, `>` or `|`, and the space behind them."""
    marks = line[: len(line) - len(line.lstrip(">| \t"))]
    at = max(marks.rfind(">"), marks.rfind("|"))
    return line[at + 1 :].removeprefix(" ") if at >= 0 else line


def _printable(lines: Iterable[str]) -> str:
    """Quoted-printable lines, decoded; what is no code stays as it is."""
    text = "\n".join(lines).replace("=\n", "").replace("%", "%25")
    pieces = text.split("=")
    return unquote(pieces[0] + "".join(_percent(piece) for piece in pieces[1:]))


def _percent(piece: str) -> str:
    code = piece[:2]
    return f"%{piece}" if len(code) == 2 and set(code) <= set("0123456789ABCDEFabcdef") else f"={piece}"


def _links(line: str) -> Iterator[str]:
    """The words of a line that may be links, each from its scheme on."""
    for word in line.split():
        at = word.lower().find("http")
        if at >= 0 or "#" in word:
            yield word[max(at, 0) :]


def _joined(word: str, following: Iterable[str]) -> Iterator[str]:
    """A link with none of the lines behind it, with one, and so on, as long as it may go on there.

    A hyphen at a line's end is its own, or was put there; no name and no value ends with one of its own.
    """
    yield word
    without = word
    for line in following:
        words = line.split()
        if not words or words[0].startswith(("http://", "https://")):
            return
        own = word if words[0][0].isalnum() else word.removesuffix("-")
        word, without = own + words[0], without.removesuffix("-") + words[0]
        yield from dict.fromkeys((word, without))
        if not line.endswith(words[0]) or len(words) > 1:
            return


def _forms(links: Iterable[str]) -> Iterator[str]:
    """Links and those that they carry, each once; without what a sentence put behind them, then with it."""
    seen: set[str] = set()
    ahead = list(links)
    # Each round goes one wrapping deeper: what the links of the last one carry.
    for _ in range(_DEEPEST):
        forms = [form for link in ahead for form in (_bare(link), link, _bare(link.translate(_UNSEEN)))]
        new = [form for form in dict.fromkeys(forms) if form not in seen]
        yield from new
        seen.update(new)
        ahead = [inner for link in new for inner in _carried(link)]


def _bare(link: str) -> str:
    """A link without what was put behind it."""
    address, mark, answers = link.partition("#")
    if not mark:
        return link.rstrip(_BEHIND)
    answers = _BEHIND_ANSWERS.split(answers, maxsplit=1)[0]
    return f"{address}#{answers}".rstrip(f"{_BEHIND}/_#")


def _carried(link: str) -> Iterator[str]:
    """The links in a gateway's link."""
    host, v3, rest = link.partition("/v3/__")
    if v3 and host.count("/") == 2:
        yield from _restored(rest)
        return
    values = [value for _, found, value in _parameters(link) if found]
    if "/v2/" in link:
        yield from (unquote(value.replace("-", "%").replace("_", "/")) for value in values)
    inner = [value for value in map(_address, values) if value.lower().startswith("http")]
    yield from inner
    yield from (text for value in values for text in _of_base64(value) if text.startswith("http"))
    whole = unquote(link)
    within = whole.lower().find("http", 1)
    if not inner and within > 0:
        yield _ONE_SLASH.sub("//", whole[within:], count=1)
    elif whole != link and "=" not in link.partition("#")[2]:
        yield whole


def _address(value: str) -> str:
    """A parameter's value, decoded until there is an address in it, as some are encoded twice."""
    decoded = unquote(value)
    for _ in range(_DEEPEST):
        if "://" not in decoded:
            decoded = unquote(decoded)
    return decoded


def _parameters(link: str) -> Iterator[tuple[str, str, str]]:
    return (part.partition("=") for part in link.partition("?")[2].split("&"))


def _restored(rest: str) -> Iterator[str]:
    """Proofpoint's v3: the link up to `__;`, and behind it what its `*` stand for."""
    link, _, behind = rest.partition("__;")
    missing = next(_of_base64(behind.partition("!")[0]), "")
    restored, *parts = unquote(link).split("*")
    at, ahead = 0, iter(parts)
    for part in ahead:
        length = 1
        if not part:  # Two stars: several characters in a row.
            part = next(ahead, "")
            length, part = _RUNS.get(part[:1], 1), part[1:]
        restored += missing[at : at + length] + part
        at += length
    yield restored


def _of_base64(value: str) -> Iterator[str]:
    """A text in base64, also in that of addresses, if it is one."""
    try:
        written = a2b_base64(value.replace("-", "+").replace("_", "/") + "==")
        yield written.decode("utf-16" if written[:2] in _UTF_16 else "utf-8")
    except (Error, ValueError):
        return
