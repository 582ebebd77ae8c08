"""The vocabulary: a support policy, stated once, as the build reads it and the wizard decides by it.

Every class is one part of `policy.yaml`, in the policy's own words. A part checks what it can see of
itself; what concerns two parts (an id that names nothing) is the build's to check. The order of the
classes is from the smallest part to the whole.
"""

import re
from dataclasses import MISSING, field, fields
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import Any, ClassVar, Literal, get_args

from wizard.conditions import UNASKED, Listed, Values, accepted
from wizard.dates import LastDay
from wizard.days import check_days
from wizard.desks import Program
from wizard.hours import minutes_of_day, time_of_opening, turn
from wizard.media import USES, Medium, check_web
from wizard.values import value
from wizard.versions.names import NEWER, UNKNOWN, UNLISTED

NONE = "none"
"""The result of a table that says: nothing of this kind applies."""
POLICY = "policy"
"""The fact that is `in-force` or `not-yet`, by the policy's effective date."""
RELEASE = "release"
"""The fact that is the release which the version in question belongs to, where any condition names it."""
IN_FORCE, NOT_YET = "in-force", "not-yet"
OPEN, CLOSED = "open", "closed"
"""The values of a channel's fact, which is named by the channel's id."""
VERSION_FACTS = (UNKNOWN, NEWER, UNLISTED)
"""What the fact of a version question may be beside the policy's own version statuses."""
LONGER_AGO, UNDATED = "longer-ago", "undated"
"""What the fact of a question of kind `date` may be beside its spans."""
ROLES = ("verdict", "severity", "handling", "level", "route")
"""The tables that every policy has, by id; the wizard's outcome is made of their results."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Substitute = Literal["", "next-open-day", "nearest-open-day", "after-sunday"]
QuestionKind = Literal["choice", "product", "version", "date"]
DetailKind = Literal["subject", "line", "paragraph", "email", "several"]
Tone = Literal["covered", "limited", "not-guaranteed", "ask", "not-covered", "neutral", "no-verdict"]
Among = Literal["releases", "own-series", "series"]
PartKind = Literal[
    "clauses",
    "included",
    "excluded",
    "channels",
    "levels",
    "procedures",
    "responsibilities",
    "expectations",
    "versions",
    "contacts",
    "sections",
]
PART_KINDS: tuple[PartKind, ...] = get_args(PartKind)
"""The kinds of parts that a section can have, in their usual order."""
LONGEST_MASK = 60
"""Characters of a detail's pattern."""
RULE_FIGURES = {
    "newest": 100,
    "within_months": 600,
    "months_after_successor": 600,
    "days_after_successor": 9_999,
}
"""The figures of a version rule, and how great each can be."""


class WrongValue(ValueError):
    """What stands behind one `key` of a part is wrong by itself; without it, the part can't do without it.

    What is wrong behind `others` comes along, by their keys.
    """

    def __init__(self, key: str, message: str, others: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.key = key
        self.others = others or {}


class Part:
    """What all parts share: nothing unknown in them, and no required text left empty."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    def __post_init__(self) -> None:
        kind: Any = type(self)
        for name in _required(kind):
            if getattr(self, name) in ("", ()):
                raise ValueError(f"{name!r} is empty")


@cache
def _required(kind: Any) -> tuple[str, ...]:
    """The names of the fields without which there is no value of a class."""
    return tuple(
        field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING
    )


@value(kw_only=True)
class Marked(Part):
    """Words of a clause that the published policy sets apart. The text itself has no signs for it, as it is
    read in tickets, in a terminal and in the search too."""

    words: str
    """As they stand in the text; the first place counts."""
    link: str = ""
    """Where they lead: a web address, or the id of a clause or section of this policy; without it they are
    emphasised."""


@value(kw_only=True)
class Clause(Part):
    """One sentence or list item of the published policy, word for word."""

    id: str
    """Names the clause in citations and in its address; it must never change once published."""
    number: str = ""
    """How the published policy numbers it behind its section's or level's number, such as `(b)` or `.2.1`, or
    in full, such as `3.2.1` in section 3; without it: by its place there."""
    text: str
    """The clause's own words."""
    marked: tuple[Marked, ...] = ()
    """Words of the text that lead somewhere or are emphasised on its page."""
    when: dict[str, Values] = field(default_factory=dict)
    """The outcomes in which the wizard shows it, where its kind is shown at all; without it: in all."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        _ = self.runs  # Which says what can't be marked.

    @property
    def runs(self) -> tuple[tuple[str, Marked | None], ...]:
        """The text in pieces, each with what marks it."""
        runs: list[tuple[str, Marked | None]] = []
        end = 0
        placed = ((self._place(mark), mark) for mark in self.marked)
        for start, mark in sorted(placed, key=itemgetter(0)):
            if start < end:
                raise ValueError(
                    f"{mark.words!r} is in 'marked' and shares words with what is marked before it"
                )
            runs += [(self.text[end:start], None), (mark.words, mark)]
            end = start + len(mark.words)
        return (*runs, (self.text[end:], None))

    def _place(self, mark: Marked) -> int:
        place = self.text.find(mark.words)
        if place < 0:
            raise ValueError(
                f"{mark.words!r} is in 'marked' and not in the text; write it as it stands there"
            )
        return place


@value(kw_only=True)
class Exclusion(Clause):
    """A clause that says what support does not cover."""

    instead: str = ""
    """Where a customer can turn instead."""
    headline: str = ""
    """The same in two to four words, such as `Ask your supplier`: what an outcome says first that refuses by
    this clause. Without it, the route's name stands there."""


@value(kw_only=True)
class Season(Part):
    """A time of the year in which desks can have other hours, such as term time."""

    id: str
    name: str
    days: tuple[str, ...]
    """The days of it, such as `2026-09-28 to 2026-12-11`, or every year `06-01 to 08-31`."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        for days in self.days:
            check_days(days)


def _check_turn(opens: str, closes: str) -> None:
    """Raises WrongValue, of both times where neither can be read."""
    wrong, key = {}, "opens"
    for name, text in (("opens", opens), ("closes", closes)):
        try:
            minutes_of_day(text)
        except ValueError as error:
            wrong[name] = str(error)
    try:
        time_of_opening(opens)
        key = "closes"
        turn(opens, closes)
    except ValueError as error:
        wrong.setdefault(key, str(error))
        first = min(wrong, key=["opens", "closes"].index)
        raise WrongValue(first, wrong.pop(first), wrong) from None


@value(kw_only=True)
class Opening(Part):
    """From when to when a desk is open on some days of the week, by its own clock."""

    days: tuple[Day, ...]
    opens: str
    """The time of opening, HH:MM."""
    closes: str
    """The time of closing, HH:MM; 24:00 is the end of the day. An earlier time than that of opening is on the
    next day: the opening as a whole is of the day on which it begins."""
    season: str = ""
    """The id of the season in which it holds; without it: all year."""
    outside: str = ""
    """The id of the season in which it does not hold."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        _check_turn(self.opens, self.closes)
        if self.season and self.outside:
            raise ValueError("give either 'season' or 'outside', not both")


@value(kw_only=True)
class Holiday(Part):
    """A day on which a desk stays closed, all day or from some time on."""

    day: str
    """Such as `2026-12-25`; every year `12-25`, `last monday of may`, `friday after fourth thursday of
    november`, `good friday` or `easter + 39`; from one to another `12-24 to 01-02`."""
    name: str = ""
    closed_from: str = ""
    """The time from which on it is closed, HH:MM, where it works until then; without it: all day."""
    substitute: Substitute = ""
    """Where the holiday falls on a day on which the desk is closed anyway: the day that is closed as well,
    which is never another holiday. Of two as near as each other, the later one is the nearest. With
    `after-sunday` it is the next open day, and only where the holiday falls on a Sunday."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        check_days(self.day)
        if self.closed_from:
            minutes_of_day(self.closed_from)


@value(kw_only=True)
class SpecialOpening(Part):
    """Other hours on a day, in place of its usual ones and of a holiday; a day with several has them all."""

    day: str
    """As for a holiday."""
    opens: str
    closes: str
    """As for an opening."""
    name: str = ""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        check_days(self.day)
        _check_turn(self.opens, self.closes)


@value(kw_only=True)
class Hours(Part):
    """When a desk works; channels are open by hours, and response targets count in them."""

    id: str
    text: str
    """The hours in the policy's own words."""
    always: bool = False
    """Around the clock, every day; then there are no openings."""
    any_of: tuple[str, ...] = ()
    """In place of openings: the ids of other hours, each by its own clock; open while any of them is."""
    zone: str = ""
    """The desk's clock, an offset from UTC or an IANA zone; without it: the policy's zone. With `any_of` the
    one by which days are counted."""
    openings: tuple[Opening, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    special: tuple[SpecialOpening, ...] = ()

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        if self.always + bool(self.openings) + bool(self.any_of) != 1:
            raise ValueError("give either 'openings' or 'always: yes' or 'any_of'")
        if self.always and (self.holidays or self.special):
            raise ValueError("'always' knows no holidays; write openings from 00:00 to 24:00 instead")
        if self.any_of and (self.holidays or self.special):
            raise ValueError("each of 'any_of' has its own holidays; write them there")


@value(kw_only=True)
class Desk(Part):
    """How a link opens the form of the program that the desk runs, already filled in."""

    kind: Program
    """The program; `custom` is any other, by a template of the company's own."""
    address: str = ""
    """Where the program is, without the path of its form; without it: at the channel's address."""
    template: str = ""
    """For `custom`: a web address with names in braces that are filled in, such as `{subject}`."""
    constants: dict[str, str] = field(default_factory=dict)
    """What the program's own template asks for, such as the `queue` that tickets go to."""
    severities: dict[str, str] = field(default_factory=dict)
    """The desk's own value for each severity, by the severity's id."""
    fields: dict[str, str] = field(default_factory=dict)
    """More fields of the form, by the name that the address has for each: texts with names in braces."""
    longest: int = 0
    """Characters that a whole link may have, percent-encoded; without it: as many as the program takes."""
    login: bool | None = None
    """Whether customers have to log in before the form opens; without it: as it is usual for the program."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        if self.address:
            _check("address", "the desk's", self.address)
        if self.template:
            _check("", "the template's", self.template)


@value(kw_only=True)
class Channel(Part):
    """A way to reach support; its id is also a fact, `open` or `closed`."""

    id: str
    name: str
    kind: Medium
    address: str = ""
    """An e-mail address, a web address or a phone number; empty where the policy does not say it."""
    hours: str
    """The id of the hours in which it is open."""
    promise: str
    """What the policy says of its response, in its own words; shown beside it, never as a deadline."""
    form: str = ""
    """A web address with `{subject}` and `{body}` in it that opens the desk's form already filled in."""
    desk: Desk | None = None
    """In place of `form`: the program that the desk runs, whose form opens already filled in."""
    note: str = ""
    """What customers should know of it, such as why an address is missing."""
    languages: dict[str, str] = field(default_factory=dict)
    """The languages that are spoken there: each one's name in itself by its code, such as `de: Deutsch`."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        _check_address(self.kind, self.address)
        if self.form:
            _check("form", "the form's", self.form)
        if self.form and self.desk:
            raise ValueError("give either 'form' or 'desk', not both")
        for code in self.languages:
            if not _LANGUAGE.fullmatch(code):
                raise WrongValue(
                    "languages", f"{code!r} is no code of a language; write one such as 'de' or 'pt-BR'"
                )


@value(kw_only=True)
class Target(Clause):
    """Within what time a first response is promised."""

    hours: int = 0
    minutes: int = 0
    days: int = 0
    """In place of hours and minutes: due at closing on this many open days after the day of the case. A case
    that comes after closing counts as of the next open day."""
    clock: str
    """The id of the hours in which the time counts."""
    in_words: bool = False
    """Whether the clause says its figure in words, so that it can't be compared with the one here."""

    def __post_init__(self) -> None:
        Clause.__post_init__(self)
        if min(self.hours, self.minutes, self.days) < 0 or not (self.hours or self.minutes or self.days):
            raise ValueError("a target needs hours or minutes, or days, greater than 0")
        if self.days and (self.hours or self.minutes):
            raise ValueError("a target is in days, or in hours and minutes, not in both")


@value(kw_only=True)
class FurtherTarget(Target):
    """Within what time something else than a first response is promised, such as a resolution."""

    name: str
    """What is promised, such as `Resolution`."""


@value(kw_only=True)
class Level(Part):
    """A level of support: what it is for, how soon it answers, and who takes it."""

    id: str
    number: str = ""
    """How the published policy numbers it, such as `b`."""
    name: str
    purpose: Clause
    target: Target
    further: tuple[FurtherTarget, ...] = ()
    """What else is promised, each counted from the report on."""
    taken_by: Clause | None = None
    cell: dict[str, str] = field(default_factory=dict)
    """Where a matrix makes it: the values of the facts by which it stands there."""

    @property
    def promises(self) -> tuple[Target, ...]:
        """All that it promises, a first response before all else."""
        return (self.target, *self.further)


@value(kw_only=True)
class Cell(Target):
    """A level in a cell of a matrix: its target, and what else it promises and who takes it."""

    id: str = ""
    """That of the level; without it: the values of its row and its column, such as `premier-urgent`."""
    further: tuple[FurtherTarget, ...] = ()
    taken_by: Clause | None = None


@value(kw_only=True)
class Matrix(Part):
    """Levels by two facts, such as the plan and the severity, in one place.

    The build writes them out as levels of the section, and as rows of the table `level` behind those that
    are there, but for a last one without `when`.
    """

    facts: tuple[str, ...]
    """The question or table that the rows are of, and the one that the columns are of."""
    cells: dict[str, dict[str, Cell | Literal["none"]] | Literal["none"]]
    """By the values of both facts, what is promised; `none` where nothing is, also for a whole row."""
    purposes: dict[str, str] = field(default_factory=dict)
    """What a level is for, by its column's value or its row's; without it: the names of both."""
    when: dict[str, Values] = field(default_factory=dict)
    """It decides only where this holds; without it: wherever no other row does."""
    cite: tuple[str, ...] = ()
    """The clauses that it rests on."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        if len(set(self.facts)) != 2 or len(self.facts) != 2:
            raise ValueError("a matrix is of two facts; write them such as facts: [plan, severity]")
        if set(self.facts) & set(self.when):
            raise ValueError("a fact of the matrix is in its 'when' too; the cells alone say its values")


@value(kw_only=True)
class Procedure(Part):
    """Steps in their order, such as what becomes of a bug report or how a case is escalated."""

    id: str
    number: str = ""
    name: str
    intro: str = ""
    steps: tuple[Clause, ...]
    when: dict[str, Values] = field(default_factory=dict)
    """The outcomes in which the wizard shows it; without it: in all."""


@value(kw_only=True)
class Subsection(Part):
    """A section of the published policy within another one; its parts say what their clauses are for."""

    id: str
    number: str
    """As the published policy numbers it, in full, such as `3` or `3.1`."""
    title: str
    intro: str = ""
    summary: str = ""
    """One plain sentence for the home page and the contents: what a customer finds here."""
    clauses: tuple[Clause, ...] = ()
    included: tuple[Clause, ...] = ()
    """What support covers."""
    excluded: tuple[Exclusion, ...] = ()
    """What support does not cover."""
    channels: tuple[Channel, ...] = ()
    levels: tuple[Level, ...] = ()
    matrix: Matrix | None = None
    """Further levels, in a table of two facts."""
    procedures: tuple[Procedure, ...] = ()
    responsibilities: tuple[Clause, ...] = ()
    """What a customer prepares; the outcome lists them."""
    expectations: tuple[Clause, ...] = ()
    """What is not guaranteed; the outcome shows them beside every response target."""
    versions: tuple[Clause, ...] = ()
    """How far each version is supported, in words; `version_rules` says it in dates."""
    contacts: tuple[str, ...] = ()
    """The ids of channels that this section names again."""
    contacts_name: str = ""
    order: tuple[PartKind, ...] = ()
    """The kinds of its parts in the published order; without it: as they stand in the file."""

    @property
    def kinds(self) -> tuple[PartKind, ...]:
        """The kinds of parts that it has, in the published order."""
        return tuple(kind for kind in dict.fromkeys((*self.order, *PART_KINDS)) if getattr(self, kind, ()))

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its clauses, channels, levels, procedures and sections in the published order."""
        return tuple(part for kind in self.kinds if kind != "contacts" for part in getattr(self, kind))


@value(kw_only=True)
class Section(Subsection):
    """A section with a page of its own, in the policy's order."""

    sections: tuple[Subsection, ...] = ()
    """Those that it is divided into, such as 3.1 and 3.2; they stand on its page."""


@value(kw_only=True)
class VersionStatus(Part):
    """How far a version can be supported."""

    id: str
    name: str
    advice: str = ""


@value(kw_only=True)
class VersionRule(Part):
    """A row of the version rules; the first one that fits a release decides."""

    products: tuple[str, ...] = ()
    """The ids of the products whose releases it is for; without it: of all."""
    releases: tuple[str, ...] = ()
    """The versions of the releases that it is for; without it: all."""
    kind: str = ""
    """The id of the release kind that it is for; without it: for all."""
    position: Literal["current", "previous", "any"] = "any"
    """The newest release on that day, the one before it, or any; with a kind: among those of the kind."""
    newest: int | None = None
    """In place of `position`: one of this many newest releases on that day."""
    among: Among = "releases"
    """What `position`, `newest` and the successor are counted among: all releases, those of the release's own
    series, or the series themselves. A series came out with its first release, whose months then count."""
    within_months: int | None = None
    """Fits for this many months from the release's own date, the last day included."""
    months_after_successor: int | None = None
    """Fits until this many months after the next newer release has come out, the last day included."""
    days_after_successor: int | None = None
    """The same in days."""
    to_month_end: bool = False
    """Whether months and days that are counted go on to the end of the month in which they are over."""
    until_end: bool = False
    """Fits until the release's own `ends`, that day included."""
    until: str = ""
    """Fits releases with an end of this name in their `ends`, until that day, which is included."""
    whichever: Literal["earlier", "later"] = "earlier"
    """Which day counts where several of these are given."""
    then: str
    """The id of a version status."""
    cite: tuple[str, ...]
    in_words: bool = False
    """Whether its clauses say the months in words, so that it can't be compared with the one here."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        for name, most in RULE_FIGURES.items():
            figure = getattr(self, name)
            if figure is not None and not 0 < figure <= most:
                raise ValueError(f"{name} is {figure}; write a number from 1 to {most}")
        if self.until and self.until_end:
            raise ValueError("give either 'until', for an end with a name, or 'until_end'")
        if self.newest and self.position != "any":
            raise ValueError("give either 'position' or 'newest'")


@value(kw_only=True)
class Release(Part):
    """A version that is supported by itself, such as a major one."""

    version: str
    released: date
    also: tuple[str, ...] = ()
    """Other names that customers may give it, such as the number behind a code name."""
    kind: str = ""
    """The id of its release kind, where the version rules tell kinds apart."""
    series: str = ""
    """The series that it belongs to; without it: the first number of its version, such as 17 of 17.4."""
    ends: LastDay | dict[str, LastDay] | None = field(default=None, hash=False)
    """The last day of its support, where the policy names one; or several, each with a name for `until`. One
    that is known to the month is written as YYYY-MM."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        for name, end in self.named_ends.items():
            if end.day < self.released:
                raise ValueError(
                    f"{f'its {name} end is' if name else 'it ends'} on {end}, before it was released on "
                    f"{self.released}"
                )

    @property
    def named_ends(self) -> dict[str, LastDay]:
        """Its ends by their names; the only one has none."""
        if isinstance(self.ends, dict):
            return self.ends
        return {"": self.ends} if self.ends else {}


@value(kw_only=True)
class Product(Part):
    """Something that is supported, with its major versions."""

    id: str
    name: str
    releases: tuple[Release, ...] = ()

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        versions = [release.version for release in self.releases]
        again = next((version for version in versions if versions.count(version) > 1), "")
        if again:
            raise ValueError(f"two releases have version {again}")


@value(kw_only=True)
class Option(Part):
    """An answer that can be picked."""

    id: str
    label: str
    help: str = ""
    unsure: bool = False
    """Whether it says that the customer does not know; one option of a question at most."""


@value(kw_only=True)
class TimeSpan(Part):
    """How long ago a day may be at most, on the day of the case."""

    id: str
    name: str
    """The span in words, such as `Within two years`."""
    within_days: int = 0
    within_months: int = 0
    """The same day of the month this many months later is the last one within it."""
    cite: tuple[str, ...] = ()
    """The clauses that say it, so that the figure is held to theirs."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        if self.id in (UNASKED, LONGER_AGO, UNDATED):
            raise ValueError(f"{self.id!r} can't be a span's id: it stands for what is in none")
        given = [figure for figure in (self.within_days, self.within_months) if figure]
        if len(given) != 1 or not 0 < given[0] <= 9_999:
            raise ValueError("give either 'within_days' or 'within_months', from 1 to 9999")

    def is_longer(self, other: "TimeSpan") -> bool:
        """Whether it is longer than another one, however many days the months have."""
        if self.within_months and other.within_months:
            return self.within_months > other.within_months
        shortest = self.within_days or 28 * self.within_months
        return shortest > (other.within_days or 31 * other.within_months)


@value(kw_only=True)
class Question(Part):
    """A question of the wizard; its id is also a fact, whose values are its options' ids.

    A `product` question offers the policy's products. A `version` question takes any text; the value
    of its fact is a version status, or `unknown`, `newer` or `unlisted`. A `date` question takes a day; the
    value of its fact is the first of its spans that it is within, or `longer-ago` or `undated`.
    """

    id: str
    kind: QuestionKind = "choice"
    text: str
    help: str = ""
    name: str
    """Two or three words for it in the list of answers and in the ticket."""
    when: dict[str, Values] = field(default_factory=dict)
    """It is asked only where this holds; without it: always."""
    options: tuple[Option, ...] = ()
    spans: tuple[TimeSpan, ...] = ()
    """For a date: how long ago it may be, the shortest first."""
    unsure: str = ""
    """For products, versions and dates: the words of the answer "I'm not sure"."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        if self.kind == "choice" and not self.options:
            raise ValueError(
                "'options' is missing here. It is for: the answers to a question of kind 'choice'"
            )
        if self.kind != "choice" and self.options:
            raise WrongValue("options", f"a question of kind {self.kind!r} has no options; remove them")
        if (self.kind == "date") != bool(self.spans):
            raise ValueError("a question of kind 'date' has spans, and only such a one")
        for before, span in pairwise(self.spans):
            if not span.is_longer(before):
                raise ValueError(f"the span {span.id!r} is not surely longer than {before.id!r} before it")
        if any(option.id == UNASKED for option in self.options):
            raise ValueError(f"{UNASKED!r} can't be an option's id: it means that a question was not asked")
        if sum(option.unsure for option in self.options) > 1:
            raise ValueError("two options are 'unsure'; one is enough to say that one does not know")


@value(kw_only=True)
class Detail(Part):
    """Something a customer can add to the ticket. It stays in the page and never stands in its address."""

    id: str
    kind: DetailKind = "line"
    """`subject` is a line that also becomes the ticket's subject."""
    name: str
    help: str = ""
    required: bool = False
    """Whether the desk needs it; the page asks for it once, and the ticket can be sent without it."""
    autocomplete: str = ""
    """The browser's name for what goes here, such as `name`, `organization` or `email`."""
    when: dict[str, Values] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    pattern: Listed = ()
    """How it is written, such as `SN-AA-9999`, or several such ways: `A` is any letter, `9` any digit and `*`
    either; all else stands for itself. What isn't written so is remarked on beside the field."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        for mask in accepted(self.pattern):
            if self.kind != "line" or len(mask) > LONGEST_MASK or not {"A", "9", "*"}.intersection(mask):
                raise ValueError(
                    f"the pattern {mask!r} can't be meant; one is for a detail of kind 'line', has 'A' for a "
                    f"letter, '9' for a digit or '*' for either in it, and at most {LONGEST_MASK} characters"
                )
        if (self.kind == "several") != bool(self.options):
            raise ValueError("a detail of kind 'several' has options, and only such a one")
        if any(option.unsure for option in self.options):
            raise ValueError("only an option of a question can be 'unsure'; a detail can be left out")


@value(kw_only=True)
class Verdict(Part):
    """What the policy says of a case."""

    id: str
    tone: Tone
    title: str
    label: str = ""
    """It in a word or two, such as `Act now`, beside the tone's picture; without it: the tone's own."""
    text: str = ""

    @property
    def name(self) -> str:
        """Its title, by the word that the other results of tables have for it."""
        return self.title


@value(kw_only=True)
class Choice(Part):
    """A severity, a way of handling, a kind of release, or the result of a table: an id with its name."""

    id: str
    name: str
    text: str = ""


@value(kw_only=True)
class Via(Part):
    """One channel of a route, and why it is taken."""

    channel: str
    reason: str
    cite: tuple[str, ...] = ()


@value(kw_only=True)
class Route(Part):
    """The channels for a case, the best one first."""

    id: str
    name: str
    """What to do, in two to five words, such as `Call us now`: the outcome's headline."""
    text: str = ""
    via: tuple[Via, ...]


@value(kw_only=True)
class Row(Part):
    """A row of a decision table: where `when` holds, the result is `then`."""

    id: str = ""
    when: dict[str, Values] = field(default_factory=dict)
    then: str
    say: str = ""
    """The reason as the outcome gives it; without it the row decides silently."""
    cite: tuple[str, ...] = ()
    """The clauses that it rests on."""


@value(kw_only=True)
class Table(Part):
    """A decision table; its first row that holds decides. Its id is a fact for the tables after it."""

    id: str
    title: str
    results: tuple[Choice, ...] = ()
    """What it can decide, where it is not one of the five tables whose results the policy lists itself."""
    rows: tuple[Row, ...]


@value(kw_only=True)
class Emergency(Part):
    """What is heard before any question: one click leads to its outcome.

    Of the questions that it has no answer to, each that comes up is taken as "not sure".
    """

    id: str
    name: str
    """What has happened, in the words of someone in trouble."""
    text: str = ""
    """One line on when it is meant."""
    answers: dict[str, str]
    """What it stands for: answers that are picked, by question."""


@value(kw_only=True)
class Example(Part):
    """A case that staff know the outcome of; a build in which it comes out otherwise is refused."""

    id: str
    answers: dict[str, str]
    """The answer to each question that is asked."""
    at: datetime
    """The moment, with its offset from UTC, such as 2026-11-26T23:00+06:00."""
    expect: dict[str, str]
    """What some of the tables decide: their results, by the tables' ids."""
    due: datetime | None = None
    """By when the first answer is due, with its offset from UTC."""

    def __post_init__(self) -> None:
        Part.__post_init__(self)
        for key, moment in (("at", self.at), ("due", self.due)):
            if moment is not None and moment.tzinfo is None:
                written = f"{moment:%Y-%m-%dT%H:%M}"
                both = f"{written}+06:00 by the clock of Dhaka, or {written}+00:00 by UTC"
                message = f"{moment} has no offset from UTC; write that of your zone behind, such as {both}"
                raise WrongValue(key, message)


@value(kw_only=True)
class Reading(Part):
    """A place where the published text is open, and how it is read until someone confirms it."""

    id: str
    fields: tuple[str, ...]
    """The fields of this file that it concerns, from the top, such as `hours.business-hours.openings`. A
    channel's `note` among them says the same to customers, and goes with the reading."""
    reading: str
    """What was taken, as customers are told in small print."""
    reason: str
    """What is missing or open in the text, for the staff."""
    word: str = ""
    """What customers read in brackets behind what rests on it, such as `example`; else: unconfirmed."""
    until: tuple[str, ...] = ()
    """The fields of this file that are still empty: once one of them is set, this is open no more. A channel
    that is still to come may be called by its kind, as in `sections.channels.channels.chat.address`."""


@value(kw_only=True)
class NotHere(Part):
    """Something that customers search for and that the policy says nothing about."""

    id: str
    text: str
    """What the search says to them, and where they can turn."""


@value(kw_only=True)
class OwnWords(Part):
    """A text of the interface in the policy's own words."""

    of: str
    """Which one, by its place in the words file of the language, such as `wizard.headings.target`."""
    text: str
    """What stands there instead, with the same names in braces."""


@value(kw_only=True)
class Meant(Part):
    """A remark of the checks that staff have looked at, and that need not be made again."""

    remark: str
    """Its kind, which stands in brackets at its end, such as `alike`."""
    fields: tuple[str, ...]
    """What it is about, as the brackets say it, such as `questions.open-case.options.no`."""
    reason: str
    """Why it is right as it is, for the staff."""


Result = Verdict | Choice | Level | Route
"""What a table decides on: something with an id and a name."""


@value(kw_only=True)
class Policy(Part):
    """A company's support policy."""

    title: str
    company: str
    effective: date
    """The first day on which it holds."""
    applies_to: str
    language: str = "en"
    zone: str
    """The clock by which the policy's days begin: an offset from UTC such as +06:00, or an IANA zone."""
    address: str = ""
    """Where the site is published, for the links in tickets that are made outside a browser."""
    preamble: tuple[Clause, ...]
    sections: tuple[Section, ...]
    seasons: tuple[Season, ...] = ()
    """Times of the year in which desks have other hours."""
    hours: tuple[Hours, ...]
    version_statuses: tuple[VersionStatus, ...] = ()
    version_rules: tuple[VersionRule, ...] = ()
    release_kinds: tuple[Choice, ...] = ()
    """Kinds of release that are supported differently, such as long-term ones."""
    products: tuple[Product, ...] = ()
    questions: tuple[Question, ...]
    details: tuple[Detail, ...] = ()
    verdicts: tuple[Verdict, ...]
    severities: tuple[Choice, ...]
    handlings: tuple[Choice, ...]
    routes: tuple[Route, ...]
    tables: tuple[Table, ...]
    emergencies: tuple[Emergency, ...] = ()
    examples: tuple[Example, ...] = ()
    not_here: tuple[NotHere, ...] = ()
    """What customers search for in vain."""
    found_by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Customers' own words, in any language, such as `can't log in`, by the id of what they shall find: a
    section, a clause, a channel, a level, a procedure, an emergency, an entry of `not_here`, or such as
    `topic=setup` for an answer. The words of an answer to another question than the first lead to the clauses
    that rows of tables cite for it. They stand on the page A to Z too."""
    searches: dict[str, str] = field(default_factory=dict)
    """What a customer may type into the search, and the id of what has to be among the first three found, as
    in `found_by`. A build in which it is not is refused."""
    words: tuple[OwnWords, ...] = ()
    """Texts of the interface that read otherwise for this policy."""
    unconfirmed: tuple[Reading, ...] = ()
    meant: tuple[Meant, ...] = ()

    @property
    def all_sections(self) -> tuple[Subsection, ...]:
        """Each section, followed by those that it is divided into."""
        return tuple(part for section in self.sections for part in (section, *section.sections))

    @property
    def channels(self) -> tuple[Channel, ...]:
        """All channels, in the order of the sections."""
        return tuple(channel for section in self.all_sections for channel in section.channels)

    @property
    def levels(self) -> tuple[Level, ...]:
        """All levels, in the order of the sections."""
        return tuple(level for section in self.all_sections for level in section.levels)

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """All procedures, in the order of the sections."""
        return tuple(procedure for section in self.all_sections for procedure in section.procedures)

    @property
    def product_question(self) -> str:
        """The id of the question which product it is about; empty where none asks."""
        return self._asking("product")

    @property
    def version_question(self) -> str:
        """The id of the question which version it is about; empty where none asks."""
        return self._asking("version")

    def _asking(self, kind: QuestionKind) -> str:
        return next((question.id for question in self.questions if question.kind == kind), "")

    @property
    def results(self) -> dict[str, tuple[Result, ...]]:
        """What each table can decide on, beside `none`, by the table's id."""
        own: dict[str, tuple[Result, ...]] = {table.id: table.results for table in self.tables}
        return own | {
            "verdict": self.verdicts,
            "severity": self.severities,
            "handling": self.handlings,
            "level": self.levels,
            "route": self.routes,
        }


def _check_address(kind: Medium, address: str) -> None:
    """Whether an address can be what its channel's kind says; an empty one is allowed."""
    # Split and joined, since the placeholder is often written with a no-break space.
    if "email protected" in " ".join(address.casefold().split()) or "/cdn-cgi/" in address:
        raise WrongValue(
            "address",
            f"{address!r} is what a web page shows in place of a hidden address; "
            "write the real address, or leave it empty",
        )
    use = USES[kind]
    try:
        if address:
            use.check(address)
    except ValueError as error:
        right = f"write one such as {use.example}, or leave it empty"
        raise WrongValue("address", f"{address!r} is no {kind} address: {error}; {right}") from None


def _check(key: str, what: str, address: str) -> None:
    """Whether a web address behind a key can be one to open; `what` says whose it is."""
    try:
        check_web(address)
    except ValueError as error:
        right = "write one that begins with https://"
        raise WrongValue(key, f"{what} address is {address!r}: {error}; {right}") from None
