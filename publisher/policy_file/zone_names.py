"""What people call zones, and which ones are meant by it.

A name is looked up in a table of abbreviations, among the cities that zones are named after, in a table of
other places, and among the countries. What can mean several zones is told with all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from publisher.policy_file.findings import so_many
from publisher.policy_file.zones import Clocks, minutes_ahead
from wizard.hours import fixed_offset

MOST_AHEAD = 14 * 60
"""Minutes; no place on earth is further from UTC."""
OFFSET = re.compile(r"(?:GMT|UTC|Z)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?", re.ASCII | re.IGNORECASE)
"""An offset from UTC, as published texts write it."""
OFFSET_IN_TEXT = re.compile(r"\b(?:GMT|UTC)\s*[+\-−–]\s*\d{1,2}(?::?[0-5]\d)?\b")
TURNED_ROUND = re.compile(r"Etc/GMT([+-])(\d{1,2})")
"""Names of zones whose sign says the contrary of what people take it for."""
MAY_MEAN = {
    "ACDT": "Australia/Adelaide",
    "ACST": "Australia/Darwin or Australia/Adelaide",
    "ADT": "America/Halifax",
    "AEDT": "Australia/Sydney",
    "AEST": "Australia/Sydney or Australia/Brisbane",
    "AKDT": "America/Anchorage",
    "AKST": "America/Anchorage",
    "ALASKA": "America/Anchorage",
    "ART": "America/Argentina/Buenos_Aires",
    "AST": "America/Halifax or Asia/Riyadh",
    "ATLANTIC": "America/Halifax",
    "AWST": "Australia/Perth",
    "BRITISH": "Europe/London",
    "BRT": "America/Sao_Paulo",
    "BST": "Europe/London or Asia/Dhaka",
    "CAT": "Africa/Harare",
    "CDT": "America/Chicago or America/Havana",
    "CENTRAL": "America/Chicago or Australia/Adelaide or Australia/Darwin",
    "CENTRAL EUROPEAN": "Europe/Berlin",
    "CEST": "Europe/Berlin",
    "CET": "Europe/Berlin or Africa/Algiers",
    "COORDINATED UNIVERSAL": "UTC",
    "CST": "America/Chicago or Asia/Shanghai or America/Havana",
    "CT": "America/Chicago or Australia/Adelaide or Australia/Darwin or America/Havana",
    "EASTERN": "America/New_York or Australia/Sydney or Australia/Brisbane",
    "EASTERN EUROPEAN": "Europe/Athens",
    "EAT": "Africa/Nairobi",
    "EDT": "America/New_York",
    "EEST": "Europe/Athens",
    "EET": "Europe/Athens or Africa/Cairo",
    "EST": "America/New_York or America/Panama",
    "ET": "America/New_York or Australia/Sydney or Australia/Brisbane",
    "GMT": "Europe/London or UTC",
    "GREENWICH MEAN": "Europe/London or UTC",
    "GST": "Asia/Dubai",
    "HAWAII": "Pacific/Honolulu",
    "HKT": "Asia/Hong_Kong",
    "HST": "Pacific/Honolulu",
    "ICT": "Asia/Bangkok",
    "IDT": "Asia/Jerusalem",
    "INDIAN": "Asia/Kolkata",
    "IST": "Asia/Kolkata or Asia/Jerusalem or Europe/Dublin",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "MDT": "America/Denver",
    "MESZ": "Europe/Berlin",
    "MET": "Europe/Berlin",
    "MEZ": "Europe/Berlin",
    "MOUNTAIN": "America/Denver or America/Phoenix",
    "MSK": "Europe/Moscow",
    "MST": "America/Denver or America/Phoenix",
    "MT": "America/Denver or America/Phoenix or Europe/Malta",
    "MYT": "Asia/Kuala_Lumpur",
    "NPT": "Asia/Kathmandu",
    "NST": "America/St_Johns",
    "NZDT": "Pacific/Auckland",
    "NZST": "Pacific/Auckland",
    "PACIFIC": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "PHT": "Asia/Manila",
    "PKT": "Asia/Karachi",
    "PST": "America/Los_Angeles or Asia/Manila",
    "PT": "America/Los_Angeles or Europe/Lisbon",
    "SAST": "Africa/Johannesburg",
    "SGT": "Asia/Singapore",
    "TRT": "Europe/Istanbul",
    "UTC": "UTC",
    "WAT": "Africa/Lagos",
    "WEST": "Europe/Lisbon",
    "WESTERN EUROPEAN": "Europe/Lisbon",
    "WET": "Europe/Lisbon",
    "WIB": "Asia/Jakarta",
}
"""By an abbreviation, or the words before "time", the zones that it may stand for; many stand for several."""
PLACES = {
    "America/Caracas": "Valencia",
    "America/Chicago": "Austin, Birmingham, Dallas, Houston, Memphis, Milwaukee, Minneapolis, New Orleans",
    "America/Denver": "Salt Lake City",
    "America/Edmonton": "Calgary",
    "America/Halifax": "Saint John, St John",
    "America/Los_Angeles": "Las Vegas, Monterey, Portland, San Diego, San Francisco, San Jose, Seattle, "
    "Washington",
    "America/Managua": "Granada",
    "America/Mexico_City": "Guadalajara",
    "America/New_York": "Atlanta, Boston, Cambridge, Georgia, Manchester, Miami, Philadelphia, Portland, "
    "Saint Petersburg, St Petersburg, Washington, Washington DC",
    "America/Puerto_Rico": "San Juan",
    "America/Sao_Paulo": "Brasilia, Porto Alegre, Rio, Rio de Janeiro",
    "America/Toronto": "Montreal, Ottawa, Quebec",
    "America/Vancouver": "Victoria",
    "Africa/Johannesburg": "Cape Town, Durban, Pretoria",
    "Africa/Lagos": "Abuja",
    "Asia/Dhaka": "Chattogram, Chittagong, Sylhet",
    "Asia/Dubai": "Abu Dhabi, Emirates, UAE",
    "Asia/Ho_Chi_Minh": "Hanoi",
    "Asia/Jerusalem": "Haifa",
    "Asia/Karachi": "Hyderabad, Islamabad, Lahore",
    "Asia/Kolkata": "Ahmedabad, Bangalore, Bengaluru, Bombay, Chennai, Delhi, Gurgaon, Hyderabad, Madras, "
    "Mumbai, New Delhi, Noida, Pune",
    "Asia/Riyadh": "Jeddah, Mecca, Medina",
    "Asia/Seoul": "Busan, South Korea",
    "Asia/Shanghai": "Beijing, Guangzhou, Shenzhen",
    "Asia/Tokyo": "Kyoto, Osaka",
    "Europe/Berlin": "Cologne, Düsseldorf, Frankfurt, Hamburg, Köln, Munich, München, Stuttgart",
    "Europe/Istanbul": "Ankara",
    "Europe/London": "Birmingham, Cambridge, Edinburgh, England, Glasgow, Great Britain, Halifax, "
    "Manchester, Perth, Scotland, UK, United Kingdom, Wales",
    "Europe/Madrid": "Barcelona, Cordoba, Granada, Guadalajara, Merida, Santiago, Seville, Valencia",
    "Europe/Moscow": "Saint Petersburg, St Petersburg",
    "Europe/Paris": "Lyon, Marseille",
    "Europe/Rome": "Milan, Milano",
    "Europe/Zurich": "Basel, Bern, Geneva",
    "Indian/Mahe": "Victoria",
    "Pacific/Auckland": "Wellington",
}
"""By a zone, well-known places that it is not named after; a place of several zones stands at each."""
CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)
"""First parts of the names of zones whose last part is a place."""
NO_PLACES = frozenset(("west", "north", "south", "easter", "christmas"))
MOST_ZONES = 4
"""How many zones of one country are told; of more, staff know best."""
RIGHT = (
    "write a continent and a city, such as Europe/Berlin, America/New_York, Asia/Dhaka or Africa/Lagos, "
    'or the offset from UTC, such as "+06:00"'
)
MIN_CITY, MIN_CITY_OF_CONTINENT, LONG_CITY = 6, 4, 9
"""Letters of a name in which one slip is told from another name, without and with its continent, and two."""
FIXED = ("EST", "HST", "MST")
"""Names of zones that are abbreviations, and never change their clocks."""
_BEFORE = r"\d|(?i:[ap]\.?m\.?|h|noon|midnight|hours?|times?|days?|\b(?:in|are|by))"
_ABBREVIATION = re.compile(rf"(?:{_BEFORE})(?=[\s,(/]*\b([A-Z]{{2,5}})\b(?![+\-−–]))")
"""Where hours are said; elsewhere capitals can be a department's."""
_LOCAL_TIME = re.compile(r"((?:\b[^\W\d_a-z]\w*\.? ){1,4})[Tt]ime\b")
_PLACE = re.compile(
    rf"(?:{_BEFORE})\s*,?\s*(?:(?:\(|in |time in )([A-Z][a-z]\w*(?: [A-Z]\w+)*)"
    r"|(Pacific|Eastern|Central|Mountain)\b)(?! time)"
)
"""A place behind hours, such as `9 to 5 in New York`."""
_SEASON = re.compile(r" (?:standard|daylight|summer|winter)$")
YEAR = 2026
"""Any in which zones change their clocks as they do now."""


def offset_meant(text: str) -> str:
    """The offset that a text such as `GMT+6` means, as a policy writes it (`+06:00`); or nothing."""
    found = OFFSET.fullmatch(text.strip().replace("−", "-").replace("–", "-"))
    if not found or int(found[2]) * 60 + int(found[3] or 0) > MOST_AHEAD:
        return ""
    return f"{found[1]}{int(found[2]):02}:{found[3] or '00'}"


def doubtful(zone: str) -> str:
    """What is doubtful in a zone that there is; empty where nothing is."""
    found = TURNED_ROUND.fullmatch(zone)
    if found and int(found[2]):
        sign = {"+": "-", "-": "+"}[found[1]]
        hours = int(found[2])
        side = "behind" if found[1] == "+" else "ahead of"
        written, other = f'"{sign}{hours:02}:00"', f'"{found[1]}{hours:02}:00"'
        away = so_many(hours, "hour")
        return f"'{zone}' is {away} {side} UTC; write {written} for that, or {other} if you mean that"
    if zone in FIXED:
        return f"'{zone}' is one fixed offset all year, whatever the clocks do; it may mean {MAY_MEAN[zone]}"
    return ""


def unlike(text: str, zone: str, clocks: Clocks) -> str:
    """The first clock that a text names, if no clock and no offset in it fits the zone; else empty.

    Two offsets from UTC are not compared here.
    """
    said = [(word, zones) for word, zones in _clocks_said(text, zone, clocks) if zones]
    own = _offsets(zone, clocks)
    for _, zones in said:
        if any(name[0] in "+-" and fixed_offset(name) in own for name in zones):
            return ""
        if any(name[0] not in "+-" and min(own) == min(_offsets(name, clocks)) for name in zones):
            return ""
    return said[0][0] if said else ""


def _clocks_said(text: str, zone: str, clocks: Clocks) -> Iterator[tuple[str, list[str]]]:
    """What a text says of clocks, each with the zones that it may mean."""
    for word in _ABBREVIATION.findall(text):
        yield word, [name for name in MAY_MEAN.get(word, "").split(" or ") if name in clocks]
    for words in _LOCAL_TIME.findall(text):
        names = words.split()
        tails = (" ".join(names[first:]) for first in range(len(names)))
        name = next((tail for tail in tails if _meant(tail, clocks)), "")
        yield f"{name} time", _meant(name, clocks)
    for name in (found[0] or found[1] for found in _PLACE.findall(text)):
        yield name, _meant(name, clocks)
    if fixed_offset(zone) is None:
        for offset in OFFSET_IN_TEXT.findall(text):
            yield offset, [meant] if (meant := offset_meant(offset)) else []


def _offsets(zone: str, clocks: Clocks) -> tuple[int, ...]:
    """How many minutes a zone is ahead of UTC in each month of a year."""
    fixed = fixed_offset(zone)
    if fixed is not None:
        return (fixed,) * 12
    return tuple(minutes_ahead(clocks[zone], datetime(YEAR, month, 15, tzinfo=UTC)) for month in range(1, 13))


def clock_of(zone: str, clocks: Clocks) -> ZoneInfo:
    """The clock of a zone. Raises ValueError where there is no such zone."""
    if zone not in clocks:
        raise ValueError(f"{zone!r} is no time zone; {_instead(zone, clocks)}")
    return clocks[zone]


def _instead(zone: str, clocks: Clocks) -> str:
    """What may be meant by a name that is no zone's; nothing is guessed that can be somewhere else."""
    if offset := offset_meant(zone):
        return f'write "{offset}"'
    if found := [name for name in clocks if _key(name) == _key(zone)]:
        return f"write {found[0]}"
    if meant := _meant(zone, clocks) or _meant(zone.rpartition("/")[2], clocks):
        return f"it may mean {' or '.join(meant)}, or write the offset, such as +06:00"
    near = _misspelt(zone, clocks)
    return f"is it {' or '.join(near)}? If not, {RIGHT}" if near else RIGHT


def _meant(name: str, clocks: Clocks) -> list[str]:
    """All zones that an abbreviation, a city's name or a country's may mean."""
    key = _SEASON.sub("", _key(name).removesuffix(" time"))
    found = MAY_MEAN[key.upper()].split(" or ") if key.upper() in MAY_MEAN else []
    found += [zone for city, zone in _cities(clocks) if city == key]
    found += [zone for zone, places in PLACES.items() if key in map(_key, places.split(", "))]
    of_country = [
        zone for country, zones in clocks.of_countries.items() if _key(country) == key for zone in zones
    ]
    found += of_country if len(of_country) <= MOST_ZONES else []
    return [zone for zone in dict.fromkeys(found) if zone in clocks]


def _misspelt(zone: str, clocks: Clocks) -> list[str]:
    """The zones whose city, of a continent that is named or of any, a slip of the fingers makes of a name."""
    continent, _, city = _key(zone).rpartition("/")
    if len(city) < (MIN_CITY if not continent else MIN_CITY_OF_CONTINENT):
        return []
    known = [(place, name) for place, name in _cities(clocks) if _key(name).startswith(continent)]
    slips = range(1, 3 if len(city) >= LONG_CITY else 2)
    return next(
        (found for most in slips if (found := [name for place, name in known if _within(most, city, place)])),
        [],
    )


def _cities(clocks: Clocks) -> Iterator[tuple[str, str]]:
    """Every zone that is named after a place alone, by the place as `_key` has it."""
    for zone in sorted(clocks):
        continent, _, city = zone.partition("/")
        if continent in CONTINENTS and "/" not in city and _key(city) not in NO_PLACES:
            yield _key(city), zone


@cache
def _key(name: str) -> str:
    """A name without what is written in more ways than one: small letters, without accents, and blanks."""
    letters = unicodedata.normalize("NFKD", name).replace("_", " ").casefold()
    return " ".join(
        "".join(letter for letter in letters if not unicodedata.combining(letter)).replace(".", "").split()
    )


def _within(slips: int, one: str, other: str) -> bool:
    """Whether a number of letters left out, put in, replaced or swapped makes one name of another."""
    if one == other:
        return True
    if one[:1] == other[:1]:
        return _within(slips, one[1:], other[1:])
    ways = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    ways += [(one[2:], other[2:])] if one[1::-1] == other[:2] else []
    return slips > 0 and any(_within(slips - 1, *way) for way in ways)
