"""What a text says of when something is open: days of the week, times of the day, and whether on holidays.

Digits are read in any language, words in English alone. A text from which nothing can be read says nothing.

How it works: a text is made plainer first (`WRITTEN`). Words for times become figures; dates and stretches
of time, which only look like times, go. Then patterns find what is named. Where a text can be read in two
ways, such as `every other Friday`, the answer is empty: no remark is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

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
_PAST = {"half": 30, "a quarter": 15, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_PAST_THE_HOUR = re.compile(
    rf"\b(?:(?P<past>{'|'.join(_PAST)}) past|half|(?P<to>(?:a )?quarter to))"
    rf" (?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})\b(?![.:\d])",
    re.IGNORECASE,
)


class Written(NamedTuple):
    """A way to write times, or what only looks like one, and what it is read as."""

    what: str
    example: str
    read_as: str
    """The example once it is read."""
    form: str | re.Pattern[str]
    figures: str | Callable[[re.Match[str]], str]


WRITTEN = (
    Written(
        "an hour and part of one",
        "half past eight",
        "8:30",
        _PAST_THE_HOUR,
        lambda said: _past_the_hour(said),
    ),
    Written("o'clock", "nine o'clock", "nine", r"(?i)(?<=\w)\s*o['’]?clock\b", ""),
    Written(
        "between",
        "between nine and 17",
        "nine to 17",
        rf"(?i)\bbetween\s+({_SPOKEN})\s+and\s+({_SPOKEN})\b",
        r"\1 to \2",
    ),
    Written(
        "a stretch of time",
        "within 2 to 4 hours",
        " ",
        r"(?i)\b(?:(within|in|after)\s+)?\d+\s*(?:-|–|—|to)\s*\d+[\s-]*(?:(?:business|working)\s+)?"
        r"(?:minutes?|days?|weeks?|months?|years?|(?(1)h(?:(?:ou)?rs?)?|hours? of))\b",
        " ",
    ),
    Written("a date", "1 to 3 March", " ", _DATE, " "),
    Written("noon", "12 noon", "12:00 pm", r"(?i)\b(?:12 )?(?:noon|midday)\b", "12:00 pm"),
    Written("midnight", "midnight", "24:00", r"(?i)\b(?:12 )?midnight\b", "24:00"),
    Written(
        "four digits before four",
        "0900 to 1700",
        "09:00 to 1700",
        r"(?<![\d:.+-])([01]\d|2[0-4])(00|15|30|45)(?=\s*(?:-|–|—|to|until)\s*\d{4}\b)",
        r"\1:\2",
    ),
    Written(
        "four digits behind a time",
        "09:00 to 1700",
        "09:00 to 17:00",
        r"(?<=\d[:.]\d\d)(\s*(?:-|–|—|to|until)\s*)(\d\d)(\d\d)\b",
        r"\1\2:\3",
    ),
)
"""What is read as something else: dates and stretches as no times, and words and four digits as times."""
_SHORT_DAY = "|".join(day[:3] for day in DAYS)
_DAY = rf"\b({_SHORT_DAY})(?:day|sday|nesday|rsday|urday|s|r|rs|nes)?s?\b"
_TO_DAY = rf"(?:\s*(?:-|–|—|to|through|until|till)\s*{_DAY})?"
_DAY_RANGE = re.compile(rf"{_DAY}\.?{_TO_DAY}", re.IGNORECASE)
_FEAST = re.compile(rf"\b(?:good|black|easter|whit|maundy|palm|ash|cyber|pentecost) {_DAY}", re.IGNORECASE)
"""A day of the year that is called by one of the week."""
_DAYS_IN_A_ROW = rf"{_DAY}{_TO_DAY}"
_TWO_LETTERS = re.compile(
    r"\b(Mo|Tu|We|Th|Fr|Sa|Su)\.?\s*(?:-|–|—|to|through)\s*(Mo|Tu|We|Th|Fr|Sa|Su)\b|\b(M)\s?[-–]\s?(F)\b"
)
_SETS_OF_DAYS = {
    r"\bweekdays\b|\b(?:each|every) weekday\b|\b24\s?[/x×]\s?5\b": DAYS[:5],
    r"\bweekends\b": DAYS[5:],
    r"\b(?:every day|daily|(?:7|seven|365) days (?:a|per) (?:week|year))\b": DAYS,
}
_BUT = (
    r"except(?:ing)?|excl(?:uding)?|other than|apart from|not|never(?= on\b)"
    r"|(?<=every day )but|(?<=all days )but"
)
_EXCEPT = rf"(?:{_BUT}|closed)"
_BUT_FOR_DAYS = re.compile(
    rf"\b(?:{_BUT})(?: for| on)?(?: the)? {_DAYS_IN_A_ROW}(?:(?:,? and| or| &) {_DAYS_IN_A_ROW})*"
    r"(?!,? (?:and|or|from|until|till|at|after|before|\w*noons?|mornings?|evenings?|nights?)\b)(?=[^;)]*\d)",
    re.IGNORECASE,
)
"""Days left out of those before, where what follows is said of all others: `except Sunday, 9 to 5`."""
_DAYS_ADDED = re.compile(
    rf"\b(?:includ\w+|incl\.?|even on|also on) (?:on )?(?:weekends|{_DAY})"
    rf"|(?:\bweekends|{_DAY}) (?:included|too)\b",
    re.IGNORECASE,
)
"""Days beside others that go without saying: `at any time, Sundays included`."""
_ON_AND_ON = re.compile(rf"{_DAY},? (?:at )?{_TIME}\s*(?:-|–|—|to|until|till)\s*{_DAY}", re.IGNORECASE)
"""Such as `Monday 9 am to Friday 6 pm`, which may be one stretch or one on each day."""
_IN_SOME_WEEKS = re.compile(
    rf"\b(?:first|second|third|fourth|last|every other|every second|alternate) {_DAY}(?! (?:to|through)\b)",
    re.IGNORECASE,
)
_SO_MANY_DAYS = re.compile(
    rf"\b([1-7]|{'|'.join(BELOW_20[1:8])}) days (?:a|per|each) week\b"
    r"|\b(?!24)\d{1,2}\s?[x×]\s?([1-7])\b(?!\s*h)",
    re.IGNORECASE,
)
_PARTS_OF_A_DAY = {"morning": (600, 660), "afternoon": (840, 960), "evening": (1140, 1200)}
"""Minutes that are surely in a part of the day."""
_PART_CLOSED = re.compile(
    rf"\bclosed (?:on )?{_DAYS_IN_A_ROW} (?P<part>{'|'.join(_PARTS_OF_A_DAY)})s?\b(?=\s*(?:$|[.,;)]))",
    re.IGNORECASE,
)
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


def turn_said(text: str) -> tuple[frozenset[int], frozenset[int]] | None:
    """When the one stretch of a day in a text opens and closes; None where it says other times too."""
    said = times(text)
    return (said[0], said[1]) if len(said) == 2 and len(_FROM_TO.findall(_as_figures(text))) == 1 else None


def times_by_day(text: str) -> dict[str, frozenset[int]]:
    """The times of each day that a text names before them, as `Monday to Friday 9 to 17, Saturday 10 to 14`;
    nothing where it says so in another way."""
    text, last = _as_figures(text), 0
    found: dict[str, frozenset[int]] = {}
    named: frozenset[str] = frozenset()
    for match in _FROM_TO.finditer(text):
        named = _days(text[last : match.start()]) or named
        said = _opens_or_closes(match)
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
        said = _opens_or_closes(match)
        if _OUTSIDE.search(before):
            outside |= said
        elif re.search(rf"\b{re.escape(name)}\b", before, re.IGNORECASE):
            inside |= said
        else:
            return frozenset(), frozenset()
    return inside, outside


def _as_figures(text: str) -> str:
    for written in WRITTEN:
        text = re.sub(written.form, written.figures, text)
    return _IN_WORDS.sub(lambda said: _HOUR_IN_WORDS.sub(_hour, said[0]), text)


def _past_the_hour(said: re.Match[str]) -> str:
    """`Half past eight` and `a quarter to nine` as 8:30 and 8:45."""
    hour = int(_HOUR_IN_WORDS.sub(_hour, said["hour"]))
    minutes = hour * 60 + (-15 if said["to"] else _PAST[(said["past"] or "half").lower()])
    return f"{minutes // 60}:{minutes % 60:02}"


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
    if any(form.search(text) for form in (_DAYS_ADDED, _ON_AND_ON, _IN_SOME_WEEKS)):
        return frozenset()
    text, left_out = _without_days(text)
    closed = _closed(text)
    named, without = _days(_OTHERWISE.sub(" ", _NOT_COUNTED.sub(" ", text))), _days(closed)
    unclear = without and (_SOME_OF_A_DAY.search(closed) or _days(closed.partition(",")[2]))
    return frozenset() if unclear or _DAY_CLOSED.search(text) else named - without - left_out


def closed_days(text: str) -> frozenset[str]:
    """The days of the week that a text says something is closed on; none where it can't be told."""
    if _IN_SOME_WEEKS.search(text):
        return frozenset()
    text, left_out = _without_days(text)
    closed = _closed(text)
    return left_out | (frozenset() if _SOME_OF_A_DAY.search(closed) else _days(closed))


def so_many_days(text: str) -> set[int]:
    """On how many days of the week a text says that something is open, such as `6 days a week` and `8x5`."""
    said = [days or shift for days, shift in _SO_MANY_DAYS.findall(text)]
    return {int(number) if number.isdecimal() else BELOW_20.index(number.lower()) for number in said}


def days_in_some_weeks(text: str) -> frozenset[str]:
    """The days of which a text speaks in some weeks only, such as `every other Friday`."""
    return frozenset().union(*(_days(match[0]) for match in _IN_SOME_WEEKS.finditer(text)))


def closed_parts(text: str) -> Iterator[tuple[frozenset[str], tuple[int, int]]]:
    """Days that a text calls closed for part of the day, each with that part in minutes."""
    for match in _PART_CLOSED.finditer(text):
        yield _days(match[0]), _PARTS_OF_A_DAY[match["part"].lower()]


def _without_days(text: str) -> tuple[str, frozenset[str]]:
    """A text without the days that it leaves out of those before them, and these days."""
    found = _BUT_FOR_DAYS.search(text)
    rest = re.split("[;)]", text[found.end() :])[0] if found else ""
    if not found or _SOME_OF_A_DAY.search(text[: found.start()]) or _days(rest):
        return text, frozenset()
    # `All days` alone may be said of anything; with days left out it means each one of the week.
    before = re.sub(r"(?i)\ball days $", "every day ", text[: found.start()])
    return before + text[found.end() :], _days(found[0])


def _closed(text: str) -> str:
    return " ".join((*_OTHERWISE.findall(text), *_NOT_COUNTED.findall(text)))


def on_holidays(text: str) -> bool | None:
    """Whether a text says that something is open on holidays, or isn't; None where it says neither."""
    if _NOT_ON_HOLIDAYS.search(text):
        return False
    closed = re.search(rf"\b{_EXCEPT}\b", text, re.IGNORECASE)
    return True if _ON_HOLIDAYS.search(text) and not closed else None


def _days(text: str) -> frozenset[str]:
    text = _FEAST.sub(" ", text)
    found = {day for form, of in _SETS_OF_DAYS.items() if re.search(form, text, re.IGNORECASE) for day in of}
    for match in (*_DAY_RANGE.finditer(text), *_TWO_LETTERS.finditer(text)):
        first, last = (_day(match[1]), _day(match[2] or match[1])) if match[1] else (0, 4)
        found |= {DAYS[(first + number) % 7] for number in range((last - first) % 7 + 1)}
    return frozenset(found)


def _day(short: str) -> int:
    return next(number for number, day in enumerate(DAYS) if day.startswith(short.lower()))


def _opens_or_closes(from_to: re.Match[str]) -> frozenset[int]:
    """The minutes after midnight that either time of `9 to 17` can mean."""
    return frozenset(_minutes(*from_to.groups()[:3]) | _minutes(*from_to.groups()[3:]))


def _minutes(hour: str, minute: str | None, half: str | None) -> set[int]:
    said = int(hour) * 60 + int(minute or 0)
    # Midnight begins a day and ends one; 12 a.m. is midnight too.
    if said % WHOLE_DAY == 0 or (half and half[0] in "aA" and said == WHOLE_DAY // 2):
        return {0, WHOLE_DAY}
    if half:
        return {said % 720 + (720 if half[0] in "pP" else 0)}
    either = {said, said + 720} if 0 < said <= 720 else {said}
    return {minutes for minutes in either if minutes <= WHOLE_DAY}
