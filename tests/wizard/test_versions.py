"""Versions as customers name them: how they are read, and which release they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from packaging.version import InvalidVersion, Version

from tests.wizard.helpers import proves
from wizard.versions.names import LONGEST, VersionNames, numbers

MAJORS = {"3": (), "2": (), "1": ()}
ADDED = ("3.1.4", "v3", "version 3", "3 final", "3.1 (build 77)", "3 (build 2)", "3.2.1-1", "3.1-12", "3.x")
SUFFIXED = ("11 24H2", "11 23H2", "10 22H2", "7 SP1", "2019 LTSC", "6.2-lts", "5.2", "5.1 (LTS)")
MONTHS = ("2025-10", "2025-04", "2024-10")


def release_of(typed: str, releases: Mapping[str, Iterable[str]]) -> str | None:
    """The release that a version belongs to, of releases with their other names."""
    return VersionNames((name, (name, *also)) for name, also in releases.items()).find(typed)


def is_newer(typed: str, releases: Iterable[str]) -> bool:
    """Whether a version is newer than every one of these releases."""
    highest = max((numbers(name) or () for name in releases), default=())
    return bool(highest) and (numbers(typed) or ()) > highest


def parsed(text: str) -> Version | None:
    """What the packaging library makes of a version."""
    try:
        return Version(text)
    except InvalidVersion:
        return None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1.10", (1, 10)),
        ("1.9", (1, 9)),
        ("v2.1", (2, 1)),
        ("V2", (2,)),
        ("Version 2.4", (2, 4)),
        ("ver. 2.4", (2, 4)),
        ("2024.1", (2024, 1)),
        ("1.2.3.4", (1, 2, 3, 4)),
        ("2.x", (2,)),
        ("2.", (2,)),
        ("7.0.0-SNAPSHOT", (7, 0, 0)),
        ("1.10rc1", (1, 10)),
        ("3.0 (build 12)", (3, 0)),
        ("  3  ", (3,)),
        ("3,1", (3, 1)),
        ("3–beta", (3,)),
        ("release 3", (3,)),
        ("2025-04", (2025, 4)),
        ("2025-04-15", (2025, 4, 15)),
        ("2025-99", (2025,)),
        ("০২.৪", (2, 4)),
        ("২", (2,)),
    ],
)
def test_the_numbers_that_begin_a_version_are_read(typed: str, read: tuple[int, ...]) -> None:
    assert numbers(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "LTS",
        "rc1",
        "22H2",
        "v",
        "version",
        ".5",
        "1..2",
        "...",
        "latest",
        "3rd party",
        "²",
        "٣x",
        "😀",
        "\0",
        "-1",
    ],
)
def test_what_begins_with_no_numbers_has_none(typed: str) -> None:
    assert numbers(typed) is None


def test_one_ten_is_newer_than_one_nine() -> None:
    assert is_newer("1.10", ["1.9"])
    assert not is_newer("1.9", ["1.9"])
    assert not is_newer("1.9", ["1.10"])


@proves(max_examples=200)
@given(
    st.from_regex(r"v?[0-9]{1,4}(\.[0-9]{1,3}){0,3}((a|b|rc|\.dev|\.post|-|\+)[0-9]{1,2})?", fullmatch=True)
)
def test_numbers_are_those_that_the_packaging_library_reads(typed: str) -> None:
    known = parsed(typed)
    assert known is not None
    assume(
        numbers(typed) != (known.release[0], known.post)
    )  # A month: 2025-04 is read as one, and on purpose.
    assert numbers(typed) == known.release


@proves(max_examples=250)
@given(st.text(alphabet="0123456789.vrcabdeposti-+_! ", min_size=1, max_size=12))
def test_what_the_packaging_library_reads_has_the_same_numbers_or_is_left_to_a_person(typed: str) -> None:
    """It also reads `1!2.0` and `2c3`, which no customer types; those are left to a person."""
    known, read = parsed(typed), numbers(typed)
    if known is not None:
        assert read in (None, known.release)


@proves(max_examples=250)
@given(
    st.lists(st.lists(st.integers(0, 30), min_size=2, max_size=2), min_size=2, max_size=5, unique_by=tuple)
)
def test_newer_is_what_the_packaging_library_calls_newer(rows: Sequence[Sequence[int]]) -> None:
    typed, *listed = [".".join(map(str, row)) for row in rows]
    assert is_newer(typed, listed) == all(Version(typed) > Version(one) for one in listed)


@pytest.mark.parametrize("typed", ["2", "2.4.1", "v2", "2.x", "2.0-beta", "২.১", " 2 ", "Version 2"])
def test_a_version_belongs_to_the_release_whose_numbers_begin_it(typed: str) -> None:
    assert release_of(typed, MAJORS) == "2"


@pytest.mark.parametrize("typed", ["20", "0.2", "4", "LTS", "", "two", "22H2"])
def test_a_version_that_no_release_begins_belongs_to_none(typed: str) -> None:
    assert release_of(typed, MAJORS) is None


def test_the_longest_release_that_begins_a_version_is_its_release() -> None:
    releases = {"2": (), "2.4": (), "2.4.1": (), "1": ()}
    assert release_of("2.4.10", releases) == "2.4"
    assert release_of("2.4.1.9", releases) == "2.4.1"
    assert release_of("2.5", releases) == "2"


def test_releases_are_also_found_by_their_own_names_and_other_names() -> None:
    releases = {"22H2": (), "7.0.0-SNAPSHOT": (), "12": ("LTS", "বসন্ত", "Straße")}
    assert release_of("22h2", releases) == "22H2"
    assert release_of("7.0.0-snapshot", releases) == "7.0.0-SNAPSHOT"
    assert release_of("lts", releases) == "12"
    assert release_of(" বসন্ত ", releases) == "12"
    assert release_of("STRASSE", releases) == "12"
    assert release_of("21H2", releases) is None


def test_the_numbers_of_another_name_begin_a_version_as_well() -> None:
    releases = {"Orchid": ("12", "12 LTS"), "Lily": ("13.1",), "Rose": ("13",)}
    assert release_of("12.4", releases) == "Orchid"
    assert release_of("13.1.2", releases) == "Lily"
    assert release_of("13.2", releases) == "Rose"
    assert release_of("14", releases) is None


def test_another_name_goes_before_the_numbers() -> None:
    """A release sold under the number of another is found by what it is called."""
    assert release_of("10", {"10": (), "1": ("2010",)}) == "10"
    assert release_of("2010", {"10": (), "1": ("2010",), "2010.1": ()}) == "1"


def test_a_name_without_numbers_is_newer_than_nothing() -> None:
    assert not is_newer("LTS", ["1", "2"])
    assert not is_newer("3", [])
    assert not is_newer("3", ["Orchid"])
    assert is_newer("3", ["Orchid", "2"])


def test_no_text_and_a_text_that_is_too_long_name_no_release() -> None:
    """Not even a release whose own name is as long, or that is given an empty name."""
    long = "1" * (LONGEST + 1)
    assert release_of("", {"1": ("",)}) is None
    assert release_of(long, {long: (), "1": ()}) is None
    assert release_of(long, {"x" * 99: ()}) is None
    assert numbers(long) is None
    assert numbers(long[1:]) is not None
    assert not is_newer(long, ["1"])


def only(releases: Sequence[str]) -> str | None:
    return releases[0] if len(releases) == 1 else None


def fitting(typed: str, releases: Mapping[str, Iterable[str]]) -> str | None:
    """The release of a version, found by comparing it with every name of every release."""

    def bare(name: str, words: Sequence[str] = ("v", "version")) -> str:
        first, *rest = name.casefold().replace("v1", "v 1").split(" ", 1)
        return rest[0] if rest and first in words else "" if first in words else name.casefold()

    def own(name: str) -> str:
        return bare(name, ("v", "lts", "lily"))

    for said, called in ((str.casefold, str.casefold), (bare, own)):
        has = [one for one, also in releases.items() if said(typed) in map(called, (one, *also))]
        if has and said(typed):
            return only(has)
    found = numbers(bare(typed)) or ()
    begins = {(one, numbers(own(name)) or ()) for one, also in releases.items() for name in (one, *also)}
    fits = {(one, known) for one, known in begins if known and found[: len(known)] == known}
    most = max((len(known) for _, known in fits), default=0)
    return only(sorted({one for one, known in fits if len(known) == most}))


some_names = st.sampled_from(("1", "1.0", "1.0.2", "2", "2.1", "v1", "12", "Lily", "lily", "LTS 2", "2.1-x"))


@proves(max_examples=250)
@given(
    st.dictionaries(some_names, st.lists(some_names, max_size=2), max_size=5), some_names, st.integers(0, 3)
)
def test_a_release_is_the_one_that_comparing_all_names_gives(
    releases: Mapping[str, Sequence[str]], typed: str, more: int
) -> None:
    for version in (typed, f"{typed}.{more}"):
        assert release_of(version, releases) == fitting(version, releases)


@proves(max_examples=250)
@given(st.text(max_size=80) | st.text(alphabet="v0189.৫٣²①rcx- \0\u200d😀", max_size=70))
def test_any_text_is_read_or_left_to_a_person_without_an_error(typed: str) -> None:
    read = numbers(typed)
    assert read is None or (len(read) > 0 and min(read) >= 0)
    assert release_of(typed, {"3": (), "2.1": ("LTS",)}) in ("3", "2.1", None)
    assert is_newer(typed, ["3"]) in (True, False)


def test_hostile_lengths_are_refused_at_once() -> None:
    for typed in ("9" * 5_000_000, "1." * 1_000_000, "v" * 1_000_000, " " * 5_000_000):
        assert numbers(typed) is None
        assert release_of(typed, MAJORS) is None


@pytest.mark.parametrize("typed", ["3,1", "3–beta", "release 3", "BizMic 3", "3.0 (build 12)", *ADDED])
def test_a_release_is_found_however_people_write_its_number(typed: str) -> None:
    names = VersionNames(((name, (name,)) for name in MAJORS), ("bizmic", "software"))
    assert names.find(typed) == "3"


@pytest.mark.parametrize(
    ("typed", "releases"),
    [
        *(
            (typed, ("3", "2", "1"))
            for typed in ("3.2.1 / 2.9", "3 or 2", "2, 3", "1 (was 2)", "2-3", "v3-2")
        ),
        *((typed, ("3", "2", "1")) for typed in ("v2 v3", "V.2/V.3", "1,2", "2.1-3", "2-4", "3 or 4", "2–3")),
        *(
            (typed, ("24.04", "22.04"))
            for typed in ("22.04-24.04", "22.04->24.04", "22.04,24.04", "22.04_24.04")
        ),
        *(
            (typed, ("22", "20"))
            for typed in ("20-22", "20,22", "22,20", "20.1-20.9", "20 and up", "20 or newer")
        ),
        *((typed, ("22", "20")) for typed in ("20+", "20 +", "22 and before", "node20 node22", "20-")),
        *((typed, MONTHS) for typed in ("2024-10 or 2025-04", "2025-04 hotfix 2024-10", "2024-10–2025-04")),
        *(
            (f"22 {words}", ("22", "20"))
            for words in (
                "or lower",
                "or greater",
                "and previous",
                "or prior",
                "and under",
                "or less",
                "plus",
            )
        ),
        *((f"22 {words}", ("22", "20")) for words in ("oder neuer", "oder älter", "ou plus récent")),
        ("11 24H2 or 11 23H2", SUFFIXED),
        ("11 24H2 and up", SUFFIXED),
    ],
)
def test_a_text_that_names_two_versions_or_a_range_is_left_to_a_person(
    typed: str, releases: Sequence[str]
) -> None:
    names = VersionNames(((name, (name,)) for name in releases), ("node",))
    assert names.find(typed) is None
    assert names.numbers(typed) is None or releases is SUFFIXED


@pytest.mark.parametrize(
    ("typed", "release"),
    [("App 2 v3", None), ("App 3", "3"), ("app3", "3"), ("app2 app3", None), ("App v3", "3")],
)
def test_a_number_in_a_product_s_name_is_not_taken_for_the_version(typed: str, release: str | None) -> None:
    assert VersionNames(((name, (name,)) for name in MAJORS), ("app",)).find(typed) == release


separate = st.sampled_from(
    ("-", " - ", " / ", " , ", " or ", " to ", " & ", " v", " ... ", " (was ", "–", " and v. ")
)
listed = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda parts: "{}.{}".format(*parts))


@proves(max_examples=60)
@given(listed, listed, separate)
def test_two_releases_in_any_order_are_left_to_a_person_and_one_twice_is_that_one(
    one: str, other: str, between: str
) -> None:
    same = Version(one) == Version(other)
    assert release_of(f"{one}{between}{other}", dict.fromkeys({one, other}, ())) == (one if same else None)


@pytest.mark.parametrize(
    ("typed", "release"),
    [
        *((typed, None) for typed in ("10 21H2", "10 1809", "10 (1809)", "10 LTSC 2019", "10 20H2 (19042)")),
        *((typed, None) for typed in ("11", "11 25H2", "11 24H", "10 (OS Build 17763)", "7 RTM", "7 SP2")),
        *(
            (typed, None)
            for typed in ("7 beta", "2019 Retail", "6.2-interim", "5.2 LTS", "5.1 ESR", "12 25H2")
        ),
        *(
            (typed, "11 24H2")
            for typed in ("11 24H2", "11-24h2", "11 24H2 (OS Build 26100)", "v11 24H2 final")
        ),
        *((typed, "11 24H2") for typed in ("11 24 H2", "11 24-H2", "11-24 h2 (os build 26100)")),
        *((typed, None) for typed in ("24 H2", "24-H2", "11 25 H2", "10.0.26100", "10.0.26100.4")),
        *((typed, None) for typed in ("10", "10.x", "10.0.19045", "windows 10", "7", "7.1", "7 final")),
        *((typed, "11 24H2") for typed in ("11 (24H2)", "11 24h2 (os build 26100.4)", "11 24H2 build 26100")),
        *(
            (typed, "10 22H2")
            for typed in ("Windows 10 22H2", "10 22H2 (Windows)", "10-22h2 final", "10.0 22H2")
        ),
        *((typed, "6.2-lts") for typed in ("6.2", "6.2.1", "6.2.1 LTS", "6.2-lts.3", "6.2 (LTS)")),
        *((typed, "5.2") for typed in ("5.2.1", "5.2 final", "5.2rc1", "5.2-beta.2", "5.2 (build 77)")),
        *((typed, "5.1 (LTS)") for typed in ("5.1", "5.1 LTS", "5.1.3 lts")),
    ],
)
def test_where_releases_are_told_apart_by_what_follows_their_numbers_nothing_else_may_follow(
    typed: str, release: str | None
) -> None:
    assert VersionNames(((name, (name,)) for name in SUFFIXED), ("windows",)).find(typed) == release


suffixed = st.tuples(st.integers(1, 3), st.sampled_from(("LTS", "ESR", "21H2", "SP1", "SP2", "R2")))


@proves(max_examples=60)
@given(st.sets(suffixed, min_size=1, max_size=5), suffixed, st.sampled_from((" ", "-", " (", "_")))
def test_a_suffix_is_had_or_the_version_is_left_to_a_person(
    releases: set[tuple[int, str]], typed: tuple[int, str], before: str
) -> None:
    names = [f"{number} {suffix}" for number, suffix in releases]
    number, suffix = typed
    found = release_of(f"{number}{before}{suffix}", dict.fromkeys(names, ()))
    assert found == (f"{number} {suffix}" if typed in releases else None)


def test_a_number_is_of_a_release_that_goes_on_with_another_one_only_where_the_policy_says_so() -> None:
    for listed in ("10 22H2", "10 (22H2)", "10 SP1"):
        assert release_of("10", {listed: ()}) is None
        assert release_of("10.0.19045", {listed: ()}) is None
        assert release_of("10", {listed: ("10",)}) == release_of("10.0.19045", {listed: ("10",)}) == listed
    for listed in ("10 LTS", "10 (LTS)", "10 (build 77)", "10rc1"):
        assert release_of("10", {listed: ()}) == listed


def test_a_name_of_two_releases_is_of_neither() -> None:
    assert release_of("2022", {"Server 2022": (), "Desktop 2022": ()}) is None
    assert release_of("server 2022", {"Server 2022": (), "Desktop 2022": ()}) == "Server 2022"
    assert release_of("lts", {"1": ("LTS",), "2": ("lts",)}) is None
    assert release_of("2.1", {"1": ("2",), "2": ()}) is None


def test_releases_that_are_named_by_a_month_a_word_or_a_build_are_told_apart() -> None:
    assert release_of("2025-04", {"2025-10": (), "2025-04": ()}) == "2025-04"
    assert release_of("2025-04-15", {"2025-10": (), "2025-04": ()}) == "2025-04"
    assert release_of("2025-05", {"2025-10": (), "2025-04": ()}) is None
    assert release_of("2022", {"Server 2022": (), "Server 2019": ()}) == "Server 2022"
    builds = {"24H2 (OS Build 26100)": (), "23H2 (OS Build 22631)": ()}
    assert (
        release_of("24H2", builds) == release_of("24h2 (os build 26100.4)", builds) == "24H2 (OS Build 26100)"
    )
    assert release_of("25H2", builds) is None


def test_a_word_that_names_nothing_of_the_policy_is_left_to_a_person() -> None:
    assert release_of("Chrome 3", MAJORS) is None
