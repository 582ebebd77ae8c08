"""What a text says of when something is open: days of the week, times of the day, and whether on holidays.

Digits are read in any language, words in English alone. A text from which nothing can be read says nothing.
"""

from __future__ import annotations

import re

from publisher.policy_file.checks.amounts import BELOW_20
from wizard.days import DAYS, MONTHS
from wizard.hours import WHOLE_DAY

_TIME = r"(\d{1,2})(?:[:.h]([0-5]\d)|\s?h\b)?\s*([ap]\.?m\b\.?)?"
_FROM_TO = re.compile(rf"(?<![\w:.]){_TIME}\s*(?:-|–|—|to|until|till)\s*{_TIME}(?![\w:])", re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?:from|until|till|at)\s+{_TIME}(?![\w:])", re.IGNORECASE)
_OF_THE_DAY = re.compile(r"\b(?:noon|midday|\d{1,2}[:.][0-5]\d|\d{1,2} ?[ap]\.?m)\b", re.IGNORECASE)
_MONTH = rf"(?:{'|'.join(month[:3].title() for month in MONTHS)})[a-z]*\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?\b(?![:.]\d)"
_TO_NTH = rf"(?:\s*(?:-|–|—|to|and)\s*{_NTH})?"
_DATE = re.compile(rf"\b{_NTH}{_TO_NTH} (?:of )?{_MONTH}|\b{_MONTH} {_NTH}{_TO_NTH}|\b\d{{4}}-\d\d-\d\d\b")
_HOURS = BELOW_20[1:13]
_SPOKEN = rf"\d{{1,2}}(?:[:.]\d\d)?|{'|'.join(_HOURS)}"
_HOUR_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_HOURS)})\b", re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"\b(?P<from>{_SPOKEN})(?:\s*[ap]\.?m\.?)?(?:\s*(?:-|–|—)\s*|\s+(?:to|until|till)\s+)(?!(?P=from))(?:{_SPOKEN})\b"
    r"(?!\s+(?!(?:on|in|and|from|daily|every|each|weekdays|except|local|[ap]\.?m)\b)(?-i:[a-z]))",
    re.IGNORECASE,
)
"""Such as `nine to five`; in `two to three agents` others are counted."""
_WRITTEN_TIMES = (
    (re.compile(r"(?<=\w)\s*o['’]?clock\b", re.IGNORECASE), ""),
    (re.compile(rf"\bbetween\s+({_SPOKEN})\s+and\s+({_SPOKEN})\b", re.IGNORECASE), r"\1 to \2"),
    (
        re.compile(
            r"\b(?:(within|in|after)\s+)?\d+\s*(?:-|–|—|to)\s*\d+[\s-]*(?:(?:business|working)\s+)?"
            r"(?:minutes?|days?|weeks?|months?|years?|(?(1)h(?:(?:ou)?rs?)?|hours? of))\b",
            re.IGNORECASE,
        ),
        " ",
    ),
    (_DATE, " "),
    (re.compile(r"\b(?:12 )?(?:noon|midday)\b", re.IGNORECASE), "12:00 pm"),
    (re.compile(r"\b(?:12 )?midnight\b", re.IGNORECASE), "24:00"),
    (re.compile(r"(?<![\d:.+-])([01]\d|2[0-4])(00|15|30|45)(?=\s*(?:-|–|—|to|until)\s*\d{4}\b)"), r"\1:\2"),
    (re.compile(r"(?<=\d[:.]\d\d)(\s*(?:-|–|—|to|until)\s*)(\d\d)(\d\d)\b"), r"\1\2:\3"),
)
"""What is read as something else: dates and stretches as no times, and words and four digits as times."""
_SHORT_DAY = "|".join(day[:3] for day in DAYS)
_DAY = rf"\b({_SHORT_DAY})(?:day|sday|nesday|rsday|urday|s|rs|nes)?s?\b"
_DAY_RANGE = re.compile(rf"{_DAY}\.?(?:\s*(?:-|–|—|to|through)\s*{_DAY})?", re.IGNORECASE)
_TWO_LETTERS = re.compile(
    r"\b(Mo|Tu|We|Th|Fr|Sa|Su)\.?\s*(?:-|–|—|to|through)\s*(Mo|Tu|We|Th|Fr|Sa|Su)\b|\b(M)\s?[-–]\s?(F)\b"
)
_SETS_OF_DAYS = {
    r"\bweekdays\b|\b(?:each|every) weekday\b|\b24\s?[/x×]\s?5\b": DAYS[:5],
    r"\bweekends\b": DAYS[5:],
    r"\b(?:every day|daily|(?:7|seven|365) days (?:a|per) (?:week|year))\b": DAYS,
}
_EXCEPT = r"(?:except(?:ing)?|excl(?:uding)?|other than|apart from|not|closed)"
_OTHERWISE = re.compile(rf"\b(?:{_EXCEPT}|no|without|holidays?)\b[^;)]*", re.IGNORECASE)
"""What a text says of when something is closed, or of holidays."""
_DAY_CLOSED = re.compile(
    rf"{_DAY}[\s:–-]*(?:(?:is|are) )?(?:closed|excluded|excepted)\b(?! (?:on|for|at|from|during)\b)",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"[^,.;\d]*\b(?:(?:are|is|do|does)(?: not|n['’]t)|not) (?:count(?:ed)?|included)\b", re.IGNORECASE
)
_OUTSIDE = re.compile(r"\b(?:outside|out of|else|otherwise|rest of the year|other times)\b", re.IGNORECASE)
_SOME_OF_A_DAY = re.compile(r"\d|morning|noon|evening|night", re.IGNORECASE)
_HOLIDAYS = r"(?<!school )(?<!summer )holidays?\b"
_NOT_ON_HOLIDAYS = re.compile(
    rf"\b{_EXCEPT}\b(?:(?!open|includ|also)[^;.])*\b{_HOLIDAYS}"
    rf"|\b{_HOLIDAYS} (?:are |is )?(?:excluded|excepted|closed)\b",
    re.IGNORECASE,
)
_ON_HOLIDAYS = re.compile(
    rf"\b(?:including|incl\.?|also on|even on) (?:all |(?:public|bank|national) )*{_HOLIDAYS}"
    rf"|\b{_HOLIDAYS} (?:included|too)\b",
    re.IGNORECASE,
)


def times(text: str) -> list[frozenset[int]]:
    """Each time of the day in a text, as the minutes after midnight that it can mean: `5` may be 17:00."""
    text = _as_figures(text)
    said = [time for match in _FROM_TO.finditer(text) for time in (match.groups()[:3], match.groups()[3:])]
    said += (match.groups() for match in _UNTIL.finditer(_FROM_TO.sub(" ", text)))
    return [meant for time in said if (meant := frozenset(_minutes(*time)))]


def times_by_day(text: str) -> dict[str, frozenset[int]]:
    """The times of each day that a text names before them, as `Monday to Friday 9 to 17, Saturday 10 to 14`;
    nothing where it says so in another way."""
    text, last = _as_figures(text), 0
    found: dict[str, frozenset[int]] = {}
    named: frozenset[str] = frozenset()
    for match in _FROM_TO.finditer(text):
        named = _days(text[last : match.start()]) or named
        said = _minutes(*match.groups()[:3]) | _minutes(*match.groups()[3:])
        found |= {day: found.get(day, frozenset()) | said for day in named}
        last = match.end()
    otherwise = _OTHERWISE.search(text) or _UNTIL.search(_FROM_TO.sub(" ", text)) or _days(text[last:])
    return {} if otherwise else found


def times_by_season(text: str, name: str) -> tuple[frozenset[int], frozenset[int]]:
    """The times that a text says behind a season's name, in it and outside; none where some aren't."""
    inside, outside = frozenset[int](), frozenset[int]()
    text = _as_figures(text)
    for match in _FROM_TO.finditer(text if name else ""):
        before = re.split("[,;.]", text[: match.start()])[-1]
        said = frozenset(_minutes(*match.groups()[:3]) | _minutes(*match.groups()[3:]))
        if _OUTSIDE.search(before):
            outside |= said
        elif re.search(rf"\b{re.escape(name)}\b", before, re.IGNORECASE):
            inside |= said
        else:
            return frozenset(), frozenset()
    return inside, outside


def _as_figures(text: str) -> str:
    for written, figures in _WRITTEN_TIMES:
        text = written.sub(figures, text)
    return _IN_WORDS.sub(lambda said: _HOUR_IN_WORDS.sub(_hour, said[0]), text)


def _hour(word: re.Match[str]) -> str:
    return str(BELOW_20.index(word[0].lower()))


def names_a_time(text: str) -> bool:
    """Whether a text names a time of the day, other than from when to when something is open."""
    return bool(_OF_THE_DAY.search(_FROM_TO.sub(" ", text)))


def stretches_of_a_day(text: str) -> bool:
    """Whether a text says from when to when, by what can only be times of the day: `8 am to 8 pm`."""
    return any(_OF_THE_DAY.search(match[0]) for match in _FROM_TO.finditer(text))


def days(text: str) -> frozenset[str]:
    """The days of the week that a text says something is open on; none where it can't be told."""
    closed = _closed(text)
    named, without = _days(_OTHERWISE.sub(" ", _NOT_COUNTED.sub(" ", text))), _days(closed)
    unclear = without and (_SOME_OF_A_DAY.search(closed) or _days(closed.partition(",")[2]))
    return frozenset() if unclear or _DAY_CLOSED.search(text) else named - without


def closed_days(text: str) -> frozenset[str]:
    """The days of the week that a text says something is closed on; none where it can't be told."""
    closed = _closed(text)
    return frozenset() if _SOME_OF_A_DAY.search(closed) else _days(closed)


def _closed(text: str) -> str:
    return " ".join((*_OTHERWISE.findall(text), *_NOT_COUNTED.findall(text)))


def on_holidays(text: str) -> bool | None:
    """Whether a text says that something is open on holidays, or isn't; None where it says neither."""
    if _NOT_ON_HOLIDAYS.search(text):
        return False
    closed = re.search(rf"\b{_EXCEPT}\b", text, re.IGNORECASE)
    return True if _ON_HOLIDAYS.search(text) and not closed else None


def _days(text: str) -> frozenset[str]:
    found = {day for form, of in _SETS_OF_DAYS.items() if re.search(form, text, re.IGNORECASE) for day in of}
    for match in (*_DAY_RANGE.finditer(text), *_TWO_LETTERS.finditer(text)):
        first, last = (_day(match[1]), _day(match[2] or match[1])) if match[1] else (0, 4)
        found |= {DAYS[(first + number) % 7] for number in range((last - first) % 7 + 1)}
    return frozenset(found)


def _day(short: str) -> int:
    return next(number for number, day in enumerate(DAYS) if day.startswith(short.lower()))


def _minutes(hour: str, minute: str | None, half: str | None) -> set[int]:
    said = int(hour) * 60 + int(minute or 0)
    if said % WHOLE_DAY == 0 or (half and half[0] in "aA" and said == WHOLE_DAY // 2):
        return {0, WHOLE_DAY}
    if half:
        return {said % 720 + (720 if half[0] in "pP" else 0)}
    either = {said, said + 720} if 0 < said <= 720 else {said}
    return {one for one in either if one <= WHOLE_DAY}
